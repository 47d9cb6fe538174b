"""Measure what each sign of a title's end counts, on the even half of the labelled references.

Run with `python benchmarks/fit_titles.py [FOLDER]`; it writes src/litreview/text/references/title_weights.py.
A conditional logit: of the places where a title can end, the one that the label says should weigh most. The
weights are found by gradient ascent on the log-likelihood (resilient propagation: Riedmiller and Braun 1993),
held small by a quadratic penalty, and rounded; those that count next to nothing are left out. The odd half of
the references, on which `references.py` measures, is never looked at.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from references import DEFAULT, bare_title, load

from litreview.text.references.cleaning import clean
from litreview.text.references.head import Head
from litreview.text.references.links import links
from litreview.text.references.title import tidy_title
from litreview.text.references.title_ends import SENTENCE_ENDS, ends_of

OUTPUT = Path(__file__).parents[1] / "src" / "litreview" / "text" / "references" / "title_weights.py"
PENALTY = 1.0
FEWEST = 8
"""Examples in which a sign must be seen."""
SMALLEST = 0.2
"""Weights below this are left out: on five-fold trials within the even half they change nothing."""
ROUNDS = 120


class Example(NamedTuple):
    """The signs at each place where a title can end, and which of the places are right."""

    signs: list[list[int]]
    right: list[bool]


def examples(folder: Path) -> tuple[list[Example], list[str]]:
    """Read the even references; gives those whose right end is among the places, and the names of the signs."""
    found: list[tuple[list[tuple[str, ...]], list[bool]]] = []
    for name in ("core", "good"):
        for reference in load(folder / f"{name}.xml")[::2]:
            entry = clean(reference.text)
            _, shape = links(entry.text, entry.shape)
            head = Head(entry, shape)
            if not reference.title or head.title.quoted or head.title.mark or head.title.end <= head.end:
                continue
            start, dated = head.title.start, head.date is not None
            ends = list(ends_of(shape, start, stops=head.stops, dated=dated))
            titles = (
                tidy_title(
                    entry.text[start : end.after if end.mark in SENTENCE_ENDS else end.at], dated=dated
                )[0]
                for end in ends
            )
            right = [bare_title(title) == bare_title(reference.title) for title in titles]
            if any(right):
                found.append(([end.signs for end in ends], right))
    counts = Counter(sign for signs, _ in found for place in signs for sign in set(place))
    names = sorted(sign for sign, count in counts.items() if count >= FEWEST)
    numbers = {name: number for number, name in enumerate(names)}
    return [
        Example([[numbers[sign] for sign in set(place) if sign in numbers] for place in signs], right)
        for signs, right in found
    ], names


def gradient(data: list[Example], weights: list[float]) -> list[float]:
    """Give the gradient of the penalised log-likelihood."""
    total = [-2 * PENALTY * weight for weight in weights]
    for example in data:
        scores = [sum(weights[sign] for sign in place) for place in example.signs]
        top = max(scores)
        odds = [math.exp(score - top) for score in scores]
        every = sum(odds)
        right = sum(odd for odd, is_right in zip(odds, example.right, strict=True) if is_right)
        for place, odd, is_right in zip(example.signs, odds, example.right, strict=True):
            step = (odd / right if is_right else 0.0) - odd / every
            for sign in place:
                total[sign] += step
    return total


def fit(data: list[Example], size: int) -> list[float]:
    """Climb to the weights that explain the examples best."""
    weights, steps, before = [0.0] * size, [0.1] * size, [0.0] * size
    for _ in range(ROUNDS):
        now = gradient(data, weights)
        for at in range(size):
            agree = now[at] * before[at]
            steps[at] = (
                min(1.0, steps[at] * 1.2) if agree > 0 else steps[at] * 0.5 if agree < 0 else steps[at]
            )
            if agree < 0:
                now[at] = 0.0
            weights[at] += math.copysign(steps[at], now[at]) if now[at] else 0.0
        before = now
    return weights


def main() -> None:
    """Fit the weights and write them down."""
    data, names = examples(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT)
    weights = fit(data, len(names))
    kept = {
        name: round(weight, 1) for name, weight in zip(names, weights, strict=True) if abs(weight) >= SMALLEST
    }
    lines = "".join(f'    "{name}": {weight},\n' for name, weight in kept.items())
    OUTPUT.write_text(
        '"""What each sign of a title\'s end counts: written by benchmarks/fit_titles.py, which says how."""\n\n'
        "from __future__ import annotations\n\n"
        f"WEIGHTS: dict[str, float] = {{\n{lines}}}\n",
        "utf-8",
    )
    print(f"{len(data)} titles, {len(names)} signs, {len(kept)} kept")


if __name__ == "__main__":
    main()
