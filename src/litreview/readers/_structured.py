"""Make records out of formats whose fields stand apart already: dates, pages, types and names in one form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from litreview.model import Field, Record
from litreview.text import dates, datewords
from litreview.text.datewords import month_number
from litreview.text.identifiers import identifiers_of
from litreview.text.person import display
from litreview.text.plain import canonical, field, latex, name_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from litreview.model import Person

IN_JOURNALS = frozenset(("article", "review", "suppperiodical"))
"""Entry types whose container is the field journal; that of the others is booktitle."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PAGES = re.compile(r"\s*([\w.:]+)\s*(?:-{1,3}|[\u2010-\u2015])\s*([\w.:]+)\s*")


class Day(NamedTuple):
    """A date as far as it is known: month and day are 0 where they are not."""

    year: str
    month: int = 0
    day: int = 0

    def iso(self) -> str:
        """Give it as ISO 8601: 2016, 2016-02 or 2016-02-09."""
        month = f"-{self.month:02}" if self.month else ""
        return self.year + month + (f"-{self.day:02}" if month and self.day else "")


class Extra(NamedTuple):
    """A field as plain text, with its LaTeX where that is known."""

    name: str
    text: str
    line: int = 0
    value: str | None = None


def record(
    key: str,
    kind: str,
    people: Iterable[Person],
    fields: Iterable[Extra],
    line: int = 0,
    *,
    as_given: bool = False,
) -> Record:
    """Make a record: names first, then the fields in their order; empty ones are left out.

    A range of pages is written as BibTeX does ("12--20"), a month as its macro. A name that is taken gets
    a number ("note-2"), unless both say the same: nothing is dropped. as_given says that the parts of
    the names are known, and not to be looked for anew; empty fields are then kept as well.
    """
    named: dict[str, Field] = {}
    members: dict[str, list[Person]] = {}
    for person in people:
        if (found := person if as_given else canonical(person)) is not None:
            members.setdefault(found.role, []).append(found)
    for role, group in members.items():
        value = " and ".join(map(name_value, group))
        named[role] = Field(role, value, " and ".join(map(display, group)), line)
    said: set[tuple[str, str]] = {(name, item.value) for name, item in named.items()}
    numbers: dict[str, int] = {}
    for name, text, at, latex_value in fields:
        if not text.strip() and not as_given:
            continue
        made = _made(name, text, at or line, latex_value, as_given=as_given)
        if (name, made.value) in said:
            continue
        said.add((name, made.value))
        number, free = numbers.get(name, 1), name
        while free in named:
            number += 1
            free = f"{name}-{number}"
        numbers[name] = number
        named[free] = made if free == name else Field(free, made.value, made.text, made.line)
    kept = tuple(named.values())
    return Record(
        key, kind, kept, tuple(one for group in members.values() for one in group), identifiers_of(kept)
    )


def _made(name: str, text: str, line: int, value: str | None, *, as_given: bool) -> Field:
    if as_given and value is not None:
        return field(name, text, line, value=value)
    if name == "month" and (number := month_number(text)):
        return Field(name, MONTHS[number - 1], datewords.MONTHS[number - 1], line)
    if name == "pages" and value is None and (found := _PAGES.fullmatch(text)):
        return field(name, text, line, value=f"{latex(found[1])}--{latex(found[2])}")
    return field(name, text, line, value=value)


def pages_between(first: str, last: str) -> str:
    """Give the range from a first to a last page."""
    first, last = first.strip(), last.strip()
    return f"{first}--{last}" if first and last and first != last else first or last


def container(kind: str) -> str:
    """Give the name of the field that says in what a work of this entry type stands."""
    return "journal" if kind in IN_JOURNALS else "booktitle"


def house(kind: str) -> str:
    """Give the name of the field that says who brought a work of this entry type out."""
    if kind.endswith("thesis"):
        return "school"
    return "institution" if kind in {"techreport", "report"} else "publisher"


def date_fields(start: Day, end: Day | None = None, line: int = 0) -> list[Extra]:
    """Give a date as BibTeX's year and month, and as BibLaTeX's date where it is a day or a range."""
    fields = [Extra("year", start.year, line)]
    if start.month:
        fields.append(Extra("month", str(start.month), line))
    if end is not None and end != start:
        fields.append(Extra("date", f"{start.iso()}/{end.iso()}", line))
    elif start.day:
        fields.append(Extra("date", start.iso(), line))
    return fields


def parse_day(text: str) -> Day | None:
    """Read a day, a month or a year, in numbers or words ("2016/02", "Feb 9, 2016"); None for anything else."""
    found = dates.parse(text)
    if found is None or found.start is None or found != dates.Date(found.start):
        return None  # a range, a season, or more than a date
    return Day(found.year, found.start.month, found.start.day)


def parse_month_and_day(text: str) -> tuple[int, int]:
    """Read "Jun 01", "1 June" or "June"; zeros for anything else."""
    if any(len(digits) > 2 for digits in re.findall("[0-9]+", text)):  # noqa: PLR2004  (digits of a day)
        return 0, 0
    day = parse_day(f"{text} {_SOME_YEAR}")
    return (day.month, day.day) if day else (0, 0)


_SOME_YEAR = 2000  # a leap year: 29 February is a day


def parse_dates(text: str, line: int = 0) -> list[Extra]:
    """Give the fields of a date in words or numbers: a day, a range ("2015/2017", "2015-2017"), or as it stands."""
    day = parse_day(text)
    if day is not None:
        return date_fields(day, line=line)
    for separator in ("/", "--", "–", "-"):
        first, found, second = text.strip().partition(separator)
        start, end = parse_day(first), parse_day(second)
        if found and start is not None and end is not None:
            return date_fields(start, end, line)
    return [Extra("year", text.strip(), line)] if text.strip() else []
