"""Say on which printed page a place in a long text stands, where the text tells: form feeds and page marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

BREAK = "\f"
"""What parts the pages of a PDF's text."""
_MARK = re.compile(
    r"^[ \t]*(?:\[p(?:p|age)?\.?\s?(\d{1,5})\]|<!-- ?p(?:age)?\.? ?(\d{1,5}) ?-->)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\d.,])(\d{1,5})(?![\d.,%])")
_SAYING = 0.5
"""Share of the pages whose first or last line must have the number that the others lead one to expect."""
_FEWEST_PAGES = 3


@dataclass(frozen=True, slots=True)
class Paging:
    """Where the pages of a text begin, and their printed numbers; none where the text does not tell."""

    starts: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()

    def at(self, offset: int) -> int:
        """Give the printed number of the page on which a place stands, 0 where it is not known."""
        place = bisect_right(self.starts, offset) - 1
        return self.numbers[place] if 0 <= place < len(self.numbers) else 0


def paging_of(text: str, first: int = 0, last: int = 0) -> Paging:
    """Read the pages of a text: from marks of their own (`[p. 12]`), else from the numbers that are printed at
    the head or foot of its pages. first and last are the pages that the entry gives, for a text that prints
    none and has just as many pages.
    """
    marks = [(found.start(), int(found[1] or found[2])) for found in _MARK.finditer(text)]
    if marks:
        return Paging(tuple(start for start, _ in marks), tuple(number for _, number in marks))
    pages = text.removesuffix(BREAK).split(BREAK)
    if len(pages) == 1:
        return Paging()
    shift = _shift(pages)
    if shift is None and first and last - first + 1 == len(pages):
        shift = first
    if shift is None:
        return Paging()
    starts = [0]
    for page in pages[:-1]:
        starts.append(starts[-1] + len(page) + 1)
    return Paging(tuple(starts), tuple(place + shift for place in range(len(pages))))


def _shift(pages: list[str]) -> int | None:
    """Give the number of the first page, where most pages print a number that goes up by one from page to page."""
    said: Counter[int] = Counter()
    for place, page in enumerate(pages):
        lines = [line for line in page.splitlines() if line.strip()]
        edges = {lines[0], lines[-1]} if lines else set()
        said.update({int(found[1]) - place for line in edges for found in _NUMBER.finditer(line)})
    if len(pages) < _FEWEST_PAGES or not said:
        return None
    (shift, count), *_ = said.most_common(1)
    return shift if count >= _SAYING * len(pages) else None
