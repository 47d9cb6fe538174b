"""Bring the fields of structured formats into one form: dates, pages, and what holds or publishes a work."""

from __future__ import annotations

import re
from typing import NamedTuple

from litreview.text import dates
from litreview.text.record import Extra

IN_JOURNALS = frozenset(("article", "review", "suppperiodical"))
"""Entry types whose container is the field journal; that of the others is booktitle."""


class Day(NamedTuple):
    """A date as far as it is known: month and day are 0 where they are not."""

    year: str
    month: int = 0
    day: int = 0

    def iso(self) -> str:
        """Give it as ISO 8601: 2016, 2016-02 or 2016-02-09."""
        month = f"-{self.month:02}" if self.month else ""
        return self.year + month + (f"-{self.day:02}" if month and self.day else "")


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
