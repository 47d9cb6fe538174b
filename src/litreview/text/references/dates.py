"""Find when a work appeared: every year of a reference is weighed by what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from litreview.text.references.lexicon import MONTH_NAMES, MONTHS

_SEASON = r"spring|summer|fall|autumn|winter|printemps|été|hiver"
_YEAR = re.compile(
    r"(?<![\d\u2013-])(?<!\d[.:])(?P<year>1[4-9]\d\d|20\d\d)(?P<letter>[a-z]{1,2}(?![a-z]))?(?![\d]|[.:]\d{3})"
)
_NO_DATE = r"n\.\s?d\.?|no date|s\.\s?[af]\.|o\.\s?J\.|s\.\s?d\.|\bn\.\s?y\."
_PENDING = (
    r"in\s+press|forthcoming|in\s+preparation|submitted|under\s+review|accepted|to\s+appear|in\s+print"
    r"|im\s+Druck|à\s+paraître|en\s+prensa|待刊"
)
HEAD = re.compile(
    rf"[\s,.;:]{{0,8}}(?P<open>[(\[])?\s*(?:(?:c|ca|circa)\.?\s*)?"
    rf"(?:\[?(?P<orig>1[4-9]\d\d|20\d\d)(?:\]?\s?[/,]\s?|[)\]]\s)(?=\d{{4}}(?!\d)))?"
    rf"(?P<before>(?:\d{{1,2}}(?:st|nd|rd|th)?\.?\s+)?(?:{MONTH_NAMES}|{_SEASON})\.?,?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?)?"
    rf"(?P<when>(?P<year>1[4-9]\d\d|20\d\d)(?!\d)(?:\s?[-/\u2013]\s?\d{{2,4}})?(?P<letter>[a-z](?![a-z]))?"
    rf"|(?P<none>{_NO_DATE})(?:-?(?P<noletter>[a-z])(?![a-z]))?|(?P<pending>{_PENDING}))"
    rf"(?P<more>,?\s?(?:(?:{MONTH_NAMES}|{_SEASON})\.?[^()\[\]]{{0,25}}|\d{{1,2}}\.?\s(?:{MONTH_NAMES})\.?))?"
    rf"\s*(?(open)(?(orig)[)\]]?|[)\]]))(?:\s*[(\[]\s*(?:orig\w*\.?\s*(?:work\s*)?(?:published|publ?\.?)?\s*)?(?P<later>1[4-9]\d\d|20\d\d)\s*[)\]])?",
    re.IGNORECASE,
)
"""A date where authors end: "(2020, March 3)", "2002.", "(1900/1953)", "(n.d.-a)", "(in press)", "(2012 [1927])"."""

_HEAD_PARENS = re.compile(
    rf"[(\[]\s*(?:(?:c|ca|circa)\.?\s*|[^()]{{0,20}}?\b(?:{MONTH_NAMES})\.?,?\s+(?:\d{{1,2}},?\s+)?)?(?:1[4-9]\d\d|20\d\d)[^()\[\]]{{0,30}}(?:\[\d{{4}}\])?[)\]]"
    rf"|\(\[\d{{4}}\],?\s?\d{{4}}\)"
    rf"|[(\[]\s*(?:{_NO_DATE}|{_PENDING})[^()\[\]]{{0,12}}[)\]]",
    re.IGNORECASE,
)
_PENDING_ANYWHERE = re.compile(rf"\b(?:{_PENDING})\b", re.IGNORECASE)
_NO_DATE_ANYWHERE = re.compile(r"(?<![\w.])(?:n\.\s?d\.|\[?no date\]?)(?![\w])", re.IGNORECASE)
_MONTH_BEFORE = re.compile(
    rf"(?:\b(?:{MONTH_NAMES}|{_SEASON})\b\.?,?\s*(?:\d{{1,2}}(?:st|nd|rd|th)?\.?\s*[-\u2013]?\s*\d{{0,2}},?\s*)?|\d{{1,2}}[./]\d{{1,2}}[./])$",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"orig(?:inal|inally|\.)?\s*(?:work\s*)?(?:published|pub\.?|publication)?\s*(?:in\s*)?(1[4-9]\d\d|20\d\d)|\[(1[4-9]\d\d|20\d\d)\]",
    re.IGNORECASE,
)
_LOOKED_AT = re.compile(
    r"(?:\b(?:accessed|retrieved|consult[ée]?d?|visited|abgerufen|viewed|cited|zugriff)\b|访问|引用日期)[^.;]{0,60}$|\bWeb\.\s+[^;]{0,20}$",
    re.IGNORECASE,
)
_REPRINT = re.compile(
    r"(?:reprint|repr\.|orig|first (?:published|edition)|reissue|rpt\.|copyright|©)[^.;]{0,60}$",
    re.IGNORECASE,
)
_NO_YEAR_BEFORE = re.compile(
    r"(?:(?:^|[\s(,.;])(?:pp?\.?|pages?|s\.|no\.?|n[°º]|vol\.?|issue|art(?:icle)?\.?)|\d\s?[-\u2013]|arxiv:?|#|§)\s*$",
    re.IGNORECASE,
)
_DAY = re.compile(r"-(\d{1,2})-\d{1,2}(?!\d)")
LATEST = 2035
"""A later year is a page or an article number."""


@dataclass(frozen=True, slots=True)
class Date:
    """When a work appeared: year ("" where none is printed), letter of "2016a", what stands for a year
    ("n.d.", "in press"), the original year, month, and where all that stands in the text.
    """

    year: str = ""
    letter: str = ""
    original: str = ""
    pending: str = ""
    undated: str = ""
    month: str = ""
    start: int = -1
    end: int = -1


def date_in_parentheses(shape: str) -> tuple[int, int] | None:
    """Give the place of the first date in parentheses: "(2020)", "(1995, March)", "(n.d.)"."""
    match = _HEAD_PARENS.search(shape)
    return match.span() if match else None


def date_at(shape: str, at: int) -> Date | None:
    """Read a date that follows the authors directly, or give None."""
    match = HEAD.match(shape, at)
    if match is None:
        return None
    end = match.end()
    bare = not match["open"]
    if bare and match["year"] and not re.match(r"\s*(?:[.,:;)]|$|[“\"«‘(\[A-ZÀ-Þ])", shape[end : end + 9]):
        return None
    if bare and match["pending"]:
        return None
    year, later = match["year"] or "", match["later"] or ""
    original = match["orig"] or ""
    if later:
        year, original = (later, year) if year and int(later) > int(year) else (year, later)
    return Date(
        year=year,
        letter=match["letter"] or match["noletter"] or "",
        original=original,
        pending=match["pending"] or "",
        undated=match["none"] or "",
        month=_month(match["before"] or match["more"] or ""),
        start=match.start(),
        end=end,
    )


def _month(text: str) -> str:
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        if word in MONTHS:
            return str(MONTHS[word])
    return ""


def date_anywhere(shape: str, start: int, title: tuple[int, int] = (0, 0)) -> Date:
    """Find the date of a reference from start on, by the best supported year; the first of equals.

    title is where its title stands: a year in it is hardly the date.
    """
    best: tuple[float, re.Match[str]] | None = None
    for match in _YEAR.finditer(shape, start):
        weight = _weight(shape, match, start) - 4 * (title[0] <= match.start() < title[1])
        if best is None or weight > best[0]:
            best = weight, match
    pending = _PENDING_ANYWHERE.search(shape, start)
    if best is None or best[0] < 0:
        undated = _NO_DATE_ANYWHERE.search(shape, start)
        return Date(pending=pending[0] if pending else "", undated=undated[0] if undated else "")
    match = best[1]
    window = shape[max(start, match.start() - 30) : match.start()]
    before = _MONTH_BEFORE.search(window)
    original = _ORIGINAL.search(shape, start)
    year = match["year"]
    other = next((group for group in original.groups() if group), "") if original else ""
    return Date(
        year=year,
        letter=match["letter"] or "",
        original=other if other != year else "",
        month=_month(before[0]) if before else _month_of_day(shape, match.end()),
        start=match.start() - (len(before[0]) if before else 0),
        end=_end_of_day(shape, match.end()),
    )


def _month_of_day(shape: str, end: int) -> str:
    """Give the number of the month of a date whose year ends here: "2021-12-28"."""
    day = _DAY.match(shape, end)
    return str(int(day[1])) if day and 0 < int(day[1]) <= 12 else ""  # noqa: PLR2004


def _end_of_day(shape: str, end: int) -> int:
    """Give the end of a date whose year ends here: "2021-12-28"."""
    day = _DAY.match(shape, end)
    return day.end() if day else end


class _Sign(NamedTuple):
    """What a year's neighbourhood says of it: patterns for the text before and after, both must fit."""

    weight: float
    before: re.Pattern[str]
    after: re.Pattern[str]


def _sign(weight: float, before: str = "", after: str = "") -> _Sign:
    return _Sign(weight, re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE))


_RANGE = r"\s?[-\u2013]\s?"
_SIGNS = (
    _sign(4, after=r"\s?;\s?[A-Z]?\d"),  # 2000;355
    _sign(3, before=r"\(\s*$", after=r"\s*\)"),
    _sign(2.5, before=r"(?:^|[^(\s])\s*$", after=r"\s*\)"),  # (New York: Norton, 1990)
    _sign(2.5, after=r"[\s.,;)\]]*$"),
    _sign(1.5, before=r"[,.;:(]\s*$"),
    _sign(1, after=r"\s*[.,;:)]"),
    _sign(1, before=r"(?-i:\b[IVXLC\d]+\s?\($|\d[,;]\s*$)"),
    _sign(-1, after=rf"{_RANGE}(?:\d{{4}}\W*$|(?:19|20)\d\d\))"),
    _sign(3, after=r"-\d\d?-\d\d?(?!\d)"),
    _sign(-4, after=rf"(?!-\d\d?-\d\d?(?!\d))(?!{_RANGE}(?:\d{{4}}\W*$|(?:19|20)\d\d\))){_RANGE}\d"),
    _sign(-8, before=r"\[$", after=r"-\d\d?-\d\d?\]"),  # the date of a visit, GB/T 7714
    _sign(4, after=r",\s?\d{1,4}\s?[,(]"),  # 2010, 10, 1979
    _sign(-2.5, before=r"\(\d+\)\s?[,:]\s*$"),  # 12(3), 1989 may be a page
    _sign(-8, before=r"(?:(?:https?:|www\.)\S*|\.[a-z]{2,}/\S*)$"),
    _sign(-2, before=r"(?-i:[a-z]\s$)", after=r"(?-i:\s[a-z])"),  # in the middle of a sentence
    _Sign(3, _MONTH_BEFORE, re.compile("")),
    _Sign(-6, _NO_YEAR_BEFORE, re.compile("")),
    _Sign(-8, _LOOKED_AT, re.compile("")),
    _Sign(-3, _REPRINT, re.compile("")),
)
"""Months, brackets, a volume after it and the end of the text speak for a year; page labels and visits against."""


def _weight(shape: str, match: re.Match[str], start: int) -> float:
    """Weigh a year by the signs around it."""
    if int(match["year"]) > LATEST:
        return -20.0
    before = shape[max(start, match.start() - 70) : match.start()]
    after = shape[match.end() : match.end() + 40]
    return 1.0 + sum(sign.weight for sign in _SIGNS if sign.before.search(before) and sign.after.match(after))
