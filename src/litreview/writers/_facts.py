"""Find in a source, whether it was read as BibTeX or BibLaTeX, what every other format asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from litreview.model import Person, Source

CONTAINERS = ("journal", "journaltitle", "booktitle", "maintitle")
HOUSES = ("publisher", "institution", "school", "organization")
PLACES = ("address", "location")
DATES = ("year", "date", "month", "day")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_YEARS = re.compile(r"([0-9]{4})(?:\s*(?:--?|–|/)\s*([0-9]{4}))?")
_RANGE = re.compile(r"\s*([\w.:]+)\s*[-–—]+\s*([\w.:]+)\s*")


class Day(NamedTuple):
    """A date as far as it is known: month and day are 0 where they are not."""

    year: int
    month: int = 0
    day: int = 0

    def iso(self) -> str:
        """Give it as ISO 8601: 2016, 2016-02 or 2016-02-09."""
        month = f"-{self.month:02}" if self.month else ""
        return f"{self.year:04}{month}" + (f"-{self.day:02}" if month and self.day else "")

    def parts(self) -> list[int]:
        """Give year, month and day, as many as are known."""
        return [part for part in (self.year, self.month, self.day if self.month else 0) if part]


class Issued(NamedTuple):
    """When a work came out: a day, a range, or in words alone where it is neither."""

    start: Day | None = None
    end: Day | None = None
    words: str = ""


def issued(source: Source) -> Issued:
    """Give the date of `date`, else of `year` with `month` and `day`."""
    date = source.text("date").strip()
    first, slash, second = date.partition("/")
    start, end = parse(first), parse(second)
    if start is not None and (end is not None if slash else not second):
        return Issued(start, end)
    year = source.text("year").strip()
    found = _YEARS.fullmatch(year)
    if found is None:
        return Issued(words=year or date)
    if found[2]:
        return Issued(Day(int(found[1])), Day(int(found[2])))
    month = month_number(source.text("month"))
    day = source.text("day").strip()
    known = month and day.isascii() and day.isdecimal() and len(day) <= 2  # noqa: PLR2004  (digits of a day)
    return Issued(Day(int(found[1]), month, int(day) if known else 0))


def parse(text: str) -> Day | None:
    """Read 2016, 2016-02 or 2016-02-09; None for anything else."""
    found = _DATE.fullmatch(text.strip())
    if found is None or int(found[2] or 0) > len(MONTHS):
        return None
    return Day(int(found[1]), int(found[2] or 0), int(found[3] or 0))


def month_number(text: str) -> int:
    """Give the number of a month in figures or English words, else 0."""
    text = text.strip().lower().rstrip(".")
    if text.isascii() and text.isdecimal():
        return int(text) if len(text) <= 2 and int(text) <= len(MONTHS) else 0  # noqa: PLR2004  (digits of a month)
    return MONTHS.index(text[:3]) + 1 if text.isalpha() and text[:3] in MONTHS else 0


def first(source: Source, names: tuple[str, ...]) -> str:
    """Give the text of the first of these fields that has one."""
    return next((text for name in names if (text := source.text(name))), "")


def whole_title(source: Source) -> str:
    """Give the title with its subtitle."""
    subtitle = source.text("subtitle")
    if not subtitle:
        return source.title
    return source.title + (" " if source.title.endswith(("?", "!", ":")) else ": ") + subtitle


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
