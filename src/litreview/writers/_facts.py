"""Find in a source, whether it was read as BibTeX or BibLaTeX, what every other format asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.text import titles

if TYPE_CHECKING:
    from litreview.model import Person, Source

CONTAINERS = ("journal", "journaltitle", "booktitle", "maintitle")
IN_JOURNALS = frozenset(("article", "review", "suppperiodical", "periodical"))
HOUSES = ("publisher", "institution", "school", "organization")
_OF_THESES = ("school", "institution", "publisher", "organization")
_OF_REPORTS = ("institution", "publisher", "school", "organization")
PLACES = ("address", "location")
DATES = ("year", "date", "month", "day")
_RANGE = re.compile(r"\s*([\w.:]+)\s*[-–—]+\s*([\w.:]+)\s*")


def houses(kind: str) -> tuple[str, ...]:
    """Give the fields that say who brought a work of this entry type out, the likeliest first."""
    if kind.endswith("thesis"):
        return _OF_THESES
    return _OF_REPORTS if kind in {"techreport", "report"} else HOUSES


def containers(kind: str) -> tuple[str, ...]:
    """Give the fields that say in what a work of this entry type stands, the likeliest first."""
    return CONTAINERS if kind in IN_JOURNALS else (*CONTAINERS[2:], *CONTAINERS[:2])


def words_of_date(source: Source) -> str:
    """Give what a source says for its date, as it is written."""
    return source.text("year").strip() or source.text("date").strip()


def first(source: Source, names: tuple[str, ...]) -> str:
    """Give the text of the first of these fields that has one."""
    return next((text for name in names if (text := source.text(name))), "")


def whole_title(source: Source) -> str:
    """Give the title with its subtitle."""
    return titles.whole_title(source.title, source.text("subtitle"))


def people(source: Source, role: str) -> tuple[Person, ...]:
    """Give the people of a role in their order."""
    return tuple(person for person in source.people if person.role == role)


def page_range(source: Source) -> tuple[str, str]:
    """Give the first and the last page; where pages are no range, all of it and ""."""
    text = source.text("pages")
    found = _RANGE.fullmatch(text)
    return (found[1], found[2]) if found else (text, "")


def hyphened(pages: str) -> str:
    """Give pages with a hyphen for the dash between the first and the last."""
    found = _RANGE.fullmatch(pages)
    return f"{found[1]}-{found[2]}" if found else pages
