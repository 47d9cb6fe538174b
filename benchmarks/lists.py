"""Measure whether pasted lists of references are cut into their entries, on lists made of labelled references.

Run with `python benchmarks/lists.py [FOLDER]`: the folder holds core.xml and good.xml as anystyle labels them.
Each list has 20 references of one style; an entry counts where it is found with its exact bounds.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path
from textwrap import fill

from references import DEFAULT, load

from litreview.text.references import split_references, style_of

SIZE = 20  # references of a list
MOST = 400  # references of a style
WIDTH = 80
_NUMBER = re.compile(r"^\W*\[?\d{1,3}[\].)]\s*")


def _wrapped(text: str, indent: str = "") -> str:
    return fill(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


LAYOUTS = {
    "a line each": "\n".join,
    "hanging": lambda texts: "\n".join(_wrapped(text, "   ") for text in texts),
    "wrapped": lambda texts: "\n".join(map(_wrapped, texts)),
    "numbered": lambda texts: "\n".join(_wrapped(f"{at}. {text}") for at, text in enumerate(texts, 1)),
    "run together": lambda texts: " ".join(f"[{at}] {text}" for at, text in enumerate(texts, 1)),
}


def share(texts: list[str], layout: str) -> float:
    """Give the share of references that are found again in lists of that layout."""
    found = every = 0
    for at in range(0, len(texts) - SIZE + 1, SIZE):
        members = [" ".join(text.split()) for text in texts[at : at + SIZE]]
        entries = {
            re.sub(r"^\[?\d+[\].]\s", "", " ".join(raw.split()))
            for _, raw in split_references(LAYOUTS[layout](members))
        }
        found += sum(text in entries for text in members)
        every += SIZE
    return found / max(1, every)


def main() -> None:
    """Print the shares of each style and layout."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    styles: defaultdict[str, list[str]] = defaultdict(list)
    for name in ("core", "good"):
        for reference in load(folder / f"{name}.xml"):
            text = _NUMBER.sub("", reference.text)
            styles[style_of([text])].append(text)
    print(f"{'per cent found':26}" + "".join(f"{layout:>14}" for layout in LAYOUTS))
    for style, texts in sorted(styles.items()):
        if len(texts) >= SIZE:
            shares = (share(texts[:MOST], layout) for layout in LAYOUTS)
            print(f"{style:26}" + "".join(f"{100 * one:14.1f}" for one in shares))


if __name__ == "__main__":
    main()
