"""Tell which notes and marks cite in a way that is not read: works in a footnote's own words, raised numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from litreview.model import Unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from litreview.manuscripts._authoryear import Positions
    from litreview.model import Citation, UnreadKind

_YEAR = r"(?:1[4-9]|20)\d\d"
_TELLS_OF_A_WORK = re.compile(
    rf"\([^()]{{0,120}}\b{_YEAR}\)|,\s{_YEAR}\b[,.]|\b[Ii]bid(?:em)?\b|\bop\. ?cit|\ba\. ?a\. ?O\b|\b[Ee]bd\.|\bsupra\b"
    r"|\bpp?\.\s?\d|,\s\d{1,4}(?:[-–]\d{1,4})?\.?\s*\Z|同上"
)
"""What a note has that cites: a year in brackets or between commas, pages, ibid. and its like."""
_MARKDOWN_NOTE = re.compile(
    r"^ {0,3}\[\^[^\]\s]+\]:[ \t]*(?P<text>[^\r\n]*(?:\r?\n(?:[ \t]+[^\r\n]+|[ \t]*(?=\r?\n[ \t]{2,}\S)))*)"
    r"|\^\[(?P<inline>[^\[\]]{0,2000}(?:\[[^\[\]]{0,500}\][^\[\]]{0,500}){0,20})\]",
    re.MULTILINE,
)
_RAISED = re.compile(
    r"(?<=[a-zß-ÿ.,;:!?)\]”’\"»])(?:\x00{5}\s*\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,8}\s*\x00{6}(?!\w)"
    r"|\^\d{1,3}(?:[,–-]\d{1,3}){0,8}\^|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[⁻⁽–,ʼ][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}){0,8}(?!\w))"
)
"""A raised number behind a word: between tags that are blanked out, as pandoc writes it, or in its own signs."""
_UNIT = re.compile(r"\b(?:[a-z]{1,3}|[a-z]?meters?)\Z")
FEWEST = 3
"""Raised numbers from which a text seems to cite by them; fewer are powers, or mark authors."""


def markdown_notes(text: str) -> Iterator[tuple[int, int]]:
    """Give where the texts of Markdown's footnotes begin and end."""
    for found in _MARKDOWN_NOTE.finditer(text):
        yield found.span("text" if found["text"] is not None else "inline")


def unread_in(
    text: str,
    notes: Iterable[tuple[int, int]],
    citations: Sequence[Citation],
    path: str,
    places: Positions,
    *,
    raised: bool = True,
) -> tuple[Unread, ...]:
    """Tell of the notes that cite and in which no citation was read, and of raised numbers (where raised).

    Takes a text, in which what is no text is blanked out; where its notes stand; and its citations.
    """
    offsets = sorted(one.offset for one in citations if one.certainty != "possible")
    works = [
        start
        for start, end in notes
        if _TELLS_OF_A_WORK.search(text, start, end)
        and bisect_left(offsets, start) == bisect_left(offsets, end)
    ]
    powers = _RAISED.finditer(text) if raised else ()
    marks = [found.start() for found in powers if not _is_power(text, found)]
    kinds: dict[UnreadKind, list[int]] = {
        "footnote": works,
        "superscript": marks if len(marks) >= FEWEST else [],
    }
    return tuple(
        Unread(kind, len(starts), path, *places.of(starts[0])) for kind, starts in kinds.items() if starts
    )


def _is_power(text: str, found: re.Match[str]) -> bool:
    return _UNIT.search(text, max(0, found.start() - 8), found.start()) is not None
