"""Read the year that is part of an identifier or a web address, where its pattern leaves no doubt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from litreview.model import Record, Source

BEFORE = 1
"""Years that a work may be dated before its identifier was made: the volume is of one year, the issue came later."""
TO_PRINT = 4
"""Years from a DOI that is made at acceptance to the printed issue: slow journals take three."""
TO_PROCEEDINGS = 1
"""Years from a conference to its proceedings."""


class _Pattern(NamedTuple):
    """A pattern of DOIs, whose group 1 is a year: how many years later the work may be dated, and what the year is."""

    pattern: re.Pattern[str]
    after: int
    says: str


_YEAR = r"((?:19|20)\d\d)"
_CONFERENCE = "the DOI has the year of its conference"
_ACCEPTED = "the DOI has the year in which the paper was accepted"
_DOIS = tuple(
    _Pattern(re.compile(pattern), after, says)
    for pattern, after, says in (
        (rf"10\.1080/\d{{7}}[\dx]\.{_YEAR}\.\d+", TO_PRINT, _ACCEPTED),  # Taylor & Francis: ISSN and year
        (rf"10\.1016/j\.[a-z]+\.{_YEAR}\.\d\d\.\d+", TO_PRINT, _ACCEPTED),  # Elsevier: year and month
        (rf"10\.1111/j\.\d{{4}}-\d{{3}}[\dx]\.{_YEAR}\.\d+\.x", TO_PRINT, _ACCEPTED),  # Wiley: ISSN and year
        (rf"10\.1109/[a-z]{{2,}}\.{_YEAR}\.\d+", TO_PRINT, _ACCEPTED),  # IEEE's journals
        (
            r"10\.1038/s\d{5}-0(\d\d)-\d{4,5}-[\dxyz]",
            TO_PRINT,
            _ACCEPTED,
        ),  # Nature: the last digits of the year
        (r"10\.1007/s\d{5}-0(\d\d)-\d{4,5}-[\dxyz]", TO_PRINT, _ACCEPTED),  # Springer: the same
        (rf"10\.1109/[a-z]{{2,}}\d+\.{_YEAR}\.\d+", TO_PROCEEDINGS, _CONFERENCE),  # IEEE's conferences
        (rf"10\.18653/v1/{_YEAR}\.[a-z0-9-]+\.\d+", TO_PROCEEDINGS, _CONFERENCE),  # ACL
        (r"10\.18653/v1/[a-z](\d\d)-\d{4}", TO_PROCEEDINGS, _CONFERENCE),  # ACL until 2019
        (rf"10\.24963/[a-z]+\.{_YEAR}/\d+", TO_PROCEEDINGS, _CONFERENCE),  # IJCAI
    )
)
_ARXIV = re.compile(r"(?:10\.48550/arxiv\.)?(\d\d)(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?")
_DATED = re.compile(
    rf"https?://(?!web\.archive\.org)[^/]+/(?:[a-z-]+/){{0,3}}{_YEAR}/(?:0[1-9]|1[0-2]|[a-z]{{3}})/",
    re.IGNORECASE,
)
_STORED = re.compile(r"upload|files?/|static|assets|media|archive", re.IGNORECASE)
"""Parts of addresses of files, whose year is that of their storing."""
_PRINTED = ("volume", "pages", "publisher", "booktitle", "isbn", "school")
"""What a piece that was written for the web does not have: others may be put there long after they were printed."""
_CENTURY = 2000
_ARXIV_BEGAN = 7  # the numbers of this form: April 2007


class YearConflict(NamedTuple):
    """What is written, the year that it has, and why that is known; unsure says that a work may have been put there
    long after it was printed.
    """

    written: str
    year: int
    why: str
    unsure: bool = False


def year_conflict(record: Record | Source, year: int) -> YearConflict | None:
    """Give the first identifier or address whose year the work's own cannot be; None where there is none."""
    if not year:
        return None
    for item in record.identifiers:
        made, after, why = _made(item.kind, item.value, record)
        if made and not made - BEFORE <= year <= made + after:
            return YearConflict(item.value, made, why, unsure=item.kind == "url" and year < made)
    return None


def _made(kind: str, value: str, record: Record | Source) -> tuple[int, int, str]:
    """Give the year of an identifier, how many years later the work may be dated, and why; 0 where it has none."""
    if kind in {"doi", "arxiv"} and (found := _ARXIV.fullmatch(value)) and int(found[1]) >= _ARXIV_BEGAN:
        return _full(found[1]), _ANY, "an arXiv number begins with year and month"
    if kind == "doi":
        for pattern, after, says in _DOIS:
            if found := pattern.fullmatch(value):
                return _full(found[1]), after, says
    on_the_web = kind == "url" and not any(record.text(name) for name in _PRINTED)
    if on_the_web and (found := _DATED.match(value)) and not _STORED.search(value):
        return int(found[1]), TO_PROCEEDINGS, "the address has year and month"
    return 0, 0, ""


_PLACES = re.compile(
    r"10\.(?:1109/([a-z]{3,})\d+\.(?:19|20)\d\d\.\d+|1609/(aaai)\.v\d+i\d+\.\d+|24963/([a-z]{3,})\.(?:19|20)\d\d/\d+)"
)


def conference_in(doi: str) -> str:
    """Give the acronym of the conference that a DOI of IEEE, AAAI or IJCAI has, in capitals; "" without one."""
    found = _PLACES.fullmatch(doi)
    return next(filter(None, found.groups()), "").upper() if found else ""


_ANY = 100  # a preprint may be printed, or written anew, at any time after


def _full(digits: str) -> int:
    return int(digits) if len(digits) > 2 else _CENTURY + int(digits)  # noqa: PLR2004 (digits of a year cut short)
