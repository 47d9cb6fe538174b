"""Read what a bibliography gives as a date: years, days, ranges, seasons, "n.d.", in words and in numbers.

Understood are ISO 8601-2 (EDTF) as far as BibLaTeX takes it (manual, section 2.3.8), what people write
in the fields year and month of BibTeX, and the dates of printed references in six languages. What is
written stays where it is: a date is read from it each time.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from litreview.text.datewords import CIRCA, IN_PRESS, MONTHS, NO_DATE, month_number, season_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from litreview.model import Field

_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_NAMES = frozenset(("year", "date", "month", "day"))
_EDTF = re.compile(
    r"(-?[0-9]{4}|[0-9]{3}[Xxu]|[0-9]{2}(?:XX|xx|uu))(?:-([0-9]{2})(?:-([0-9]{2}|XX|xx|uu))?|(?:-(?:XX|xx|uu)){1,2})?(?:T[0-9:.Z+-]+)?([?~%]?)"
)
_SEASON_NUMBERS = range(21, 25)
_NUMBERS = re.compile(r"([0-9]{4})(?:([./])([0-9]{1,2})(?:\2([0-9]{1,2}))?/?|-([0-9]{1,2})-([0-9]{1,2}))")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([./])([0-9]{1,2})\2([0-9]{4})")
_CHINESE = re.compile(r"([0-9]{4})年(?:([0-9]{1,2})月(?:([0-9]{1,2})[日号號])?)?")
_SHORT_END = re.compile(r"([0-9]{2})([0-9]{2})(?:--?|[–—/])([0-9]{2})")
_TWICE = re.compile(
    r"\[?([0-9]{4})\]?,?\s*[\[(](?:(?:orig(?:inal(?:ly)?)?|first)\.?\s*(?:pub\w*\.?|work|year|date|ed\w*\.?)*\s*(?:in\s+)?)?"
    r"([0-9]{4})[\])]|[\[(]([0-9]{4})[\])]\s*([0-9]{4})",
    re.IGNORECASE,
)
"""A reprint with the year of the first edition: "1965 [1929]", "[1929] 1965"."""
_RANGE = re.compile(r"\s*(?:/|---?|[–—~～至]|\s-\s|\s(?:to|bis|until|à)\s)\s*")
_YEARS = re.compile(r"([0-9]{4})\s*-\s*([0-9]{4})")
_OPEN_END = re.compile(
    r"([0-9]{4})年?\s*(?:(?:--?|[–—])\s*(?:present|today|now|heute)?|至今|-\s*今)", re.IGNORECASE
)
_OPEN = frozenset(("", "..", "open", "unknown", "*"))
_WORD = re.compile(r"[^\W\d_]+\.?|[0-9]+(?:st|nd|rd|th)?|[-–—/&]", re.IGNORECASE)
_LINKS = frozenset(("de", "of", "the", "del", "le"))
_LETTERED = re.compile(r"([0-9]{4})[a-z]")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MOST_DAYS, _YEAR_DIGITS = 31, 4
_LONGEST = 100  # characters: longer text is no date, though it may have a year


class Day(NamedTuple):
    """A date as far as it is known: month and day are 0 where they are not; a year before 1 is 0 or less."""

    year: int
    month: int = 0
    day: int = 0

    def iso(self) -> str:
        """Give it as ISO 8601: 2016, 2016-02 or 2016-02-09."""
        month = f"-{self.month:02}" if self.month else ""
        return year_text(self.year) + month + (f"-{self.day:02}" if month and self.day else "")

    def parts(self) -> list[int]:
        """Give year, month and day, as many as are known."""
        month = [self.month] if self.month else []
        return [self.year, *month, *([self.day] if month and self.day else [])]


@dataclass(frozen=True, slots=True)
class Date:
    """When a work came out.

    start is None for no date, for "in press", and where a range begins openly ("../2004"). season is a
    number of EDTF (21 is spring). original is the year of a first edition. exact says that nothing of
    what was written is left out here.
    """

    start: Day | None = None
    end: Day | None = None
    season: int = 0
    approximate: bool = False
    uncertain: bool = False
    open: Literal["", "start", "end"] = ""
    no_date: bool = False
    in_press: bool = False
    original: int | None = None
    exact: bool = True

    @property
    def year(self) -> str:
        """Give the (first) year as four digits, with "-" before one before Christ, or ""."""
        day = self.start or self.end
        return year_text(day.year) if day else ""

    def edtf(self) -> str:
        """Give it as BibLaTeX's field date takes it, or "" without a year."""
        day = self.start or self.end
        if day is None:
            return ""
        mark = {(True, True): "%", (True, False): "~", (False, True): "?"}.get(
            (self.approximate, self.uncertain), ""
        )
        start, end = self.start, self.end
        first = f"{start.iso()}-{self.season}" if start and self.season else start.iso() if start else ""
        if self.open:
            return f"{first}{mark}/.." if self.open == "end" else f"../{day.iso()}{mark}"
        return f"{first}{mark}/{end.iso()}{mark}" if end else first + mark


def year_text(year: int) -> str:
    """Give a year as four digits, with "-" before one before Christ."""
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def year_of(value: str) -> str:
    """Give the (first) year of a date ("2012-05", "c. 2012", "2010/2011"), or ""."""
    if len(value) == _YEAR_DIGITS and value.isascii() and value.isdecimal():
        return value
    found = parse(value)
    return found.year if found else ""


def year_in(fields: Iterable[Field]) -> str:
    """Give the year of a record as `date_of` tells it, or ""."""
    texts = {item.name: item.text for item in fields if item.name in _NAMES}
    year = texts.get("year", "")
    if len(year) == _YEAR_DIGITS and year.isascii() and year.isdecimal():
        return year
    found = _combined(year, texts.get("date", ""), texts.get("month", ""), texts.get("day", ""))
    return found.year if found else ""


def date_of(fields: Iterable[Field]) -> Date | None:
    """Give the date of a record from its fields year, month, day and date; None where they tell none.

    Where year and date differ, the year counts, which is what BibTeX prints.
    """
    texts = {item.name: item.text for item in fields if item.name in _NAMES}
    return _combined(*(texts.get(name, "") for name in ("year", "date", "month", "day"))) if texts else None


@lru_cache(maxsize=4096)  # few dates, many records
def _combined(year: str, date: str, month: str, day: str) -> Date | None:
    printed, dated = parse(year), parse(date)
    if printed is None or not printed.year:
        best = dated if dated is not None and (dated.year or printed is None) else printed
    elif dated is not None and dated.exact and dated.year == printed.year:
        best = dated
    else:
        best = printed
    if best is None or best.start is None or best.end or best.season or best.start.month or not month.strip():
        return replace(best, in_press=True) if best and printed and printed.in_press else best
    name = MONTHS[number - 1] if (number := month_number(month)) else month
    closer = parse(f"{day} {name} {best.year}")
    if closer is None or not closer.exact or closer.year != best.year:
        closer = parse(f"{name} {best.year}")
    if closer is None or not closer.exact or closer.year != best.year:
        return best
    return replace(best, start=closer.start, end=closer.end, season=closer.season)


@lru_cache(maxsize=4096)
def parse(text: str) -> Date | None:
    """Read one date; None where there is no year in it and no word for having none. Never raises."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    text = " ".join(text.split())
    if not text:
        return None
    if len(text) <= _LONGEST and (found := _whole(text)):
        return found
    year = _YEAR.search(text)
    return Date(Day(int(year[0])), exact=False) if year else None


def _whole(text: str) -> Date | None:
    """Read a text that is a date from its first character to its last."""
    bare = text.strip("[](){}.,; ")
    if found := _edtf(text) or _edtf(bare):
        return found
    if NO_DATE.fullmatch(bare) or NO_DATE.fullmatch(text):
        return Date(no_date=True)
    if IN_PRESS.search(text):
        rest = IN_PRESS.sub(" ", text).strip("[](){}.,;: ")
        other = parse(rest)
        return replace(other, in_press=True) if other else Date(in_press=True, exact=not rest)
    if circa := CIRCA.match(bare):
        other = _whole(bare[circa.end() :])
        return replace(other, approximate=True) if other else None
    return _twice(text) or _single(bare) or _range(bare)


def _edtf(text: str) -> Date | None:
    """Read ISO 8601-2: 2016, 2016-02-09, 2016-21, 1850~, 199X, -0044, 2004/2006, 2004/.. ."""
    first, slash, second = text.partition("/")
    if slash:
        return _edtf_range(first.strip(), second.strip())
    found = _EDTF.fullmatch(text)
    if found is None:
        return None
    printed, month, flag = found[1], int(found[2] or 0), found[4]
    bare = Date(approximate=flag in {"~", "%"}, uncertain=flag in {"?", "%"})
    if not printed.lstrip("-").isdecimal():
        years = [int(re.sub("[Xxu]", digit, printed)) for digit in "09"]
        return replace(bare, start=Day(years[0]), end=Day(years[1]), approximate=True)
    if month in _SEASON_NUMBERS:
        return replace(bare, start=Day(int(printed)), season=month)
    day = _day(int(printed), month, int(found[3]) if (found[3] or "").isdecimal() else 0)
    return replace(bare, start=day) if day else None


def _edtf_range(first: str, second: str) -> Date | None:
    if first in _OPEN or second in _OPEN:
        known = _edtf(second if first in _OPEN else first)
        if known is None or known.end or (first in _OPEN and second in _OPEN):
            return None
        if first in _OPEN:
            return replace(known, start=None, end=known.start, open="start")
        return replace(known, open="end")
    start, end = _edtf(first), _edtf(second)
    if (
        start is None
        or end is None
        or start.end
        or end.end
        or start.season
        or end.season
        or end.start is None
    ):
        return None
    return replace(
        start,
        end=end.start,
        approximate=start.approximate or end.approximate,
        uncertain=start.uncertain or end.uncertain,
    )


def _day(year: int, month: int, day: int) -> Day | None:
    """Give a day of the calendar; None for a thirteenth month or a 31 June."""
    known = month <= len(MONTHS) and day <= (_DAYS[month - 1] if month else _MOST_DAYS)
    return Day(year, month, day) if known else None


def _twice(text: str) -> Date | None:
    """Read a reprint with the year of its first edition; the later year is the one that is cited."""
    found = _TWICE.fullmatch(text.rstrip("."))
    if found is None:
        return None
    years = [int(year) for year in found.groups() if year]
    return Date(Day(max(years)), original=min(years)) if years[0] != years[1] else Date(Day(years[0]))


def _single(text: str) -> Date | None:
    """Read a day, a month, a season or a year that is not ISO 8601."""
    if found := _LETTERED.fullmatch(text):
        return Date(Day(int(found[1])), exact=False)
    if found := _NUMBERS.fullmatch(text):
        month, number = int(found[3] or found[5]), int(found[4] or found[6] or 0)
        day = _day(int(found[1]), month, number)
        following = found[2] == "/" and not number and month == (int(found[1]) + 1) % 100
        if day and not following:  # 2009/10 is a month, too, but 2004/05 a year of two halves as well
            return Date(day)
    if found := _DAY_FIRST.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] == "." or first > len(MONTHS) >= second:
            day = _day(year, second, first)
        else:
            day = _day(year, first, second) if second > len(MONTHS) else None
        return Date(day) if day else Date(Day(year), exact=False)  # 3/4/2012 is in March or in April
    if found := _CHINESE.fullmatch(text):
        day = _day(int(found[1]), int(found[2] or 0), int(found[3] or 0))
        return Date(day) if day else None
    return _worded(text)


def _range(text: str) -> Date | None:
    """Read two dates with a dash between them, or one that goes on."""
    if found := _OPEN_END.fullmatch(text):
        return Date(Day(int(found[1])), open="end")
    if found := _YEARS.fullmatch(text):
        return Date(Day(int(found[1])), Day(int(found[2])))
    if found := _SHORT_END.fullmatch(text):
        start, end = int(found[1] + found[2]), int(found[1] + found[3])
        return Date(Day(start), Day(end)) if end > start else None
    sides = _RANGE.split(text)
    if len(sides) != 2:  # noqa: PLR2004  (from and to)
        return None
    first, last = (_edtf(side) or _single(side) for side in sides)
    if first is None or last is None or first.end or last.end or not (first.start and last.start):
        return None
    return replace(first, end=last.start, exact=first.exact and last.exact and not last.season)


def _worded(text: str) -> Date | None:
    """Read "9 February 2016", "Feb. 9, 2016", "9-12 Feb 2016", "March/April 2010", "Winter 2009/2010", "2013 春"."""
    years: list[int] = []
    months: list[int] = []
    days: list[int] = []
    season = 0
    for word in _WORD.findall(text):
        number = re.match("[0-9]+", word)
        if number and len(number[0]) == _YEAR_DIGITS:
            years.append(int(number[0]))
        elif number and int(number[0]) <= _MOST_DAYS:
            days.append(int(number[0]))
        elif found := month_number(word):
            months.append(found)
        elif found := season_number(word.removeprefix("年")):
            season = season or found
        elif word.casefold() not in _LINKS and word not in "-–—/&年":
            return None
    if _WORD.sub("", text).strip(" ,.;()"):
        return None
    return _put_together(years, months, days, season)


def _put_together(years: list[int], months: list[int], days: list[int], season: int) -> Date | None:
    """Make a date of the numbers and words that stand in it; None where they are too many or do not fit."""
    if season and not months and not days:
        one = len(years) == 1 or (len(years) == 2 and years[1] == years[0] + 1)  # noqa: PLR2004  (one winter)
        return Date(Day(years[0]), season=season) if one else None
    if len(years) != 1 or not months or season or len(months) > 2 or len(days) > 2:  # noqa: PLR2004  (from and to)
        return None
    if len(months) == 2 and len(days) == 1:  # noqa: PLR2004
        return None
    pairs = zip((months[0], months[-1]), (days[0], days[-1]) if days else (0, 0), strict=True)
    start, end = (_day(years[0], month, day) for month, day in pairs)
    return Date(start, end if end > start else None) if start and end else None
