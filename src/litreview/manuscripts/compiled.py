r"""Read what LaTeX itself noted of a manuscript's citations: its .aux file, and biblatex's .bcf."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.manuscripts import manuscript
from litreview.manuscripts._prose import Places
from litreview.manuscripts._text import decoded
from litreview.manuscripts.whole import finished
from litreview.model import Citation, Manuscript

if TYPE_CHECKING:
    from collections.abc import Collection

    from litreview.manuscripts import Include
    from litreview.model import CitationForm

_AUX = re.compile(r"^\\(?:citation|abx@aux@cite(?:\{\d+\})?)\{(?P<keys>[^{}]*)\}", re.MULTILINE)
_BCF = re.compile(r"<bcf:citekey\b[^<>]*>(?P<keys>[^<>]*)</bcf:citekey>")
_INPUT = re.compile(r"^\\@input\{([^{}]+)\}", re.MULTILINE)
_KEY = re.compile(r"[^,\s]+")


@manuscript("aux", suffixes=(".aux",))
def read_aux(data: bytes, path: str, include: Include, _cite_commands: Collection[str] = ()) -> Manuscript:
    r"""Read an .aux file, with those of the chapters (\include) that it names. Never raises."""
    found = _read(data, path, "aux", _AUX)
    folder = path.rpartition("/")[0]
    citations, files = list(found.citations), [path]
    for match in _INPUT.finditer(decoded(data, path)[0]):
        other = f"{folder}/{match[1]}" if folder else match[1]
        if other in files or ".." in other.split("/") or match[1].startswith("/"):
            continue
        try:
            citations += _read(include(other), other, "aux", _AUX).citations
        except (OSError, ValueError):
            continue  # LaTeX names it before it is written
        files.append(other)
    return finished(Manuscript(path, "aux", tuple(citations), found.problems, tuple(files)))


@manuscript("bcf", suffixes=(".bcf",))
def read_bcf(data: bytes, path: str, _include: Include, _cite_commands: Collection[str] = ()) -> Manuscript:
    """Read the control file that biblatex writes for biber. Never raises."""
    return _read(data, path, "bcf", _BCF)


def _read(data: bytes, path: str, kind: str, pattern: re.Pattern[str]) -> Manuscript:
    text, problems = decoded(data, path)
    places = Places(text)
    citations = []
    for match in pattern.finditer(text):
        for key in _KEY.finditer(text, match.start("keys"), match.end("keys")):
            line, column = places.of(key.start())
            form: CitationForm = "all" if key[0] == "*" else "key"
            named = "" if form == "all" else key[0]
            citations.append(
                Citation(form, key[0], path, line, column, key.start(), key=named, end=key.end())
            )
    return finished(Manuscript(path, kind, tuple(citations), problems, (path,)))
