"""Read the values that tagged formats share: dates, page ranges, DOIs, ISBN and ISSN, types of works."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from litreview.readers._structured import Day, date_fields, parse_dates, parse_month_and_day
from litreview.text.dates import year_of
from litreview.text.datewords import month_number

if TYPE_CHECKING:
    from litreview.readers._tagged import Draft, Tag

_YEAR_FIRST = re.compile(r"(\d{4})(?:[\s/.-]+([A-Za-z]{3,9}|\d{1,2})\.?(?:[\s/.-]+(\d{1,2}))?)?[\s/.]*")
_YEAR_LAST = re.compile(r"(?:(\d{1,2})[\s/.]+)?([A-Za-z]{3,9}|\d{1,2})\.?(?:\s+(\d{1,2}))?,?[\s/]+(\d{4})")
_COMPACT = re.compile(r"([12]\d{3})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_SEASON = re.compile(r"[^\W\d_]+\.?(?:\s*[-–/ ]\s*[^\W\d_]+\.?)?")
_MOST_DAYS = 31
_BETWEEN_URLS = re.compile(r"(?<![;,\s])[;,\s]++(?=https?://)")
_SPAN = re.compile(r"([\w.:]+)\s*[-\u2010-\u2015]{1,3}\s*([\w.:]+)")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d{1,9}){0,4}/[^\s\"<>|]+")
_DOI_WHOLE = re.compile(r"10\.\d{4,9}(?:\.\d{1,9}){0,4}/\S+")  # "10.1002/(SICI)...<21::AID-CVDE21>3.0.CO;2-9"
_DOI_ALONE = re.compile(
    r"(?:doi[\s:=]*+|https?://(?:[a-z-]+\.)*doi\.org/)*(10\.\d{4,9}(?:\.\d{1,9}){0,4}/[^\s\"<>|]+)",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(r"\([^()]*\)|\b[A-Za-z]{3,}:?|e?-?IS[SB]N:?", re.IGNORECASE)
_PARTS = re.compile(r"[;,/]|(?<=[\dXx])\s+(?=\d{4}-)")
_HYPHENS = re.compile(r"[\s\u2010-\u2015-]")
_DIGITS = re.compile(r"\d+[Xx]?")
_OF_LENGTH = {8: "issn", 10: "isbn", 13: "isbn"}


@lru_cache(maxsize=8192)  # few dates, many records
def read_day(text: str) -> Day | None:
    """Read "2012/05/01/", "2012///", "2016 Apr 19", "2015/october", "04 2006"; None for anything else."""
    text = text.strip()
    if found := _COMPACT.fullmatch(text):
        return Day(found[1], int(found[2]), int(found[3]))
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[1], found[2] or "", found[3] or "")
    if found := _YEAR_LAST.fullmatch(text):
        return _day(found[4], found[2], found[1] or found[3] or "")
    return None


def _day(year: str, month: str, day: str) -> Day | None:
    number = month_number(month)
    if month and not number and month.strip("0"):
        return None
    return Day(year, number, int(day or 0)) if int(day or 0) <= _MOST_DAYS else None


def put_date(draft: Draft, *names: str) -> None:
    """Put the date into the record: the year of the first tag that has one, as exactly as any other gives it.

    A value that says something else (the day a paper was received) stays where it is.
    """
    tags = draft.look(*names)
    dated, other = [], []
    for tag in tags:
        if day := read_day(tag.text):
            dated.append((tag, day))
        else:
            other.append(tag)
    year = dated[0][1].year if dated else next((found for tag in other if (found := year_of(tag.text))), "")
    if not year:
        draft.put("year", *names)
        return
    for tag in [tag for tag in other if tag.text == year]:  # one before Christ
        draft.take(tag)
    partly = ((tag, parse_month_and_day(tag.text)) for tag in other)
    dated += [(tag, Day(year, *found)) for tag, found in partly if found[0]]
    best = max(
        (day for _, day in dated if day.year == year),
        key=lambda day: (bool(day.month), bool(day.day)),
        default=Day(year),
    )
    for tag, day in dated:
        if day.year == year and day.month in {0, best.month} and day.day in {0, best.day}:
            draft.take(tag)
    line = dated[0][0].line if dated else tags[0].line
    if not best.month:
        _put_season(draft, draft.look(*names), year)
    if not any(field.name == "date" for field in draft.fields):
        draft.fields += date_fields(best, line=line)


def _put_season(draft: Draft, tags: list[Tag], year: str) -> None:
    """Put what stands beside the year into the field month ("Winter", "Mar-Apr"), or read a range of dates."""
    for tag in tags:
        beside = " ".join(tag.text.replace(year, "", 1).split()).strip(" /.,;-")
        if _SEASON.fullmatch(beside):
            draft.set("month", beside, tag.line)
            draft.take(tag)
            return
        fields = parse_dates(tag.text, tag.line)
        if any(field.name == "date" for field in fields):
            draft.fields += fields
            draft.take(tag)
            return


def put_accessed(draft: Draft, *names: str) -> None:
    """Put the day on which an address was looked up into the record."""
    if (found := draft.first(*names)) is not None:
        day = read_day(found.text)
        draft.set("urldate", day.iso() if day else found.text.strip("/"), found.line)


def put_pages(draft: Draft, first: str, last: str = "") -> None:
    """Put the pages into the record, from one tag for a range or from two for its ends."""
    start = draft.first(first)
    if start is None:
        return
    text = start.text
    end = draft.first(last) if last else None
    if end is not None and end.text != text:
        span = _SPAN.fullmatch(text)
        if span is None or span[2] != end.text:  # else "SP  - 1-22", and "EP  - 22" once more
            text = f"{text}–{end.text}"
    draft.set("pages", text, start.line)


def put_url(draft: Draft, *names: str) -> None:
    """Put the first address into the record; where one value holds several, all of it is kept as well."""
    for tag in draft.look(*names)[:1]:
        addresses = _BETWEEN_URLS.split(tag.text)
        draft.set("url", addresses[0], tag.line)
        if len(addresses) == 1:
            draft.first(*names)


def bare_doi(text: str) -> str:
    """Give the DOI in a text or an address, without what stands around it, or ""."""
    found = _DOI_WHOLE.fullmatch(text) or _DOI.search(unquote(text) if "doi.org/" in text else text)
    return found[0].rstrip(".,;") if found else ""


def put_doi(draft: Draft, *names: str, also: tuple[str, ...] = ()) -> None:
    """Put the DOI into the record; tags named in also count only where they hold nothing else."""
    doi = ""
    for tag in draft.look(*names):
        found = bare_doi(tag.text)
        if found and (not doi or found.lower() == doi.lower()):
            if not doi:
                doi = found
                draft.set("doi", doi, tag.line)
            draft.take(tag)
    if not doi:
        draft.put("doi", *names)
    for tag in draft.look(*also):
        alone = _DOI_ALONE.fullmatch(tag.text)
        found = bare_doi(alone[1]) if alone else ""
        if found and not doi:
            doi = found
            draft.set("doi", doi, tag.line)
        if found and found.lower() == doi.lower():
            draft.take(tag)


def put_numbers(draft: Draft, *names: str) -> None:
    """Put ISBN and ISSN into the record, told apart by their length; anything else stays where it is.

    What stands beside a number ("(Print)") is left out of the field, and the value then kept as well.
    """
    found: dict[str, dict[str, int]] = {"isbn": {}, "issn": {}}
    for tag in draft.look(*names):
        numbers = _numbers(tag.text)
        for kind, number in numbers:
            found[kind].setdefault(number, tag.line)
        if numbers and not _QUALIFIER.search(tag.text):
            draft.take(tag)
    for kind, lines in found.items():
        if lines:
            draft.set(kind, ", ".join(lines), next(iter(lines.values())))


@lru_cache(maxsize=8192)  # few journals, many records
def _numbers(text: str) -> tuple[tuple[str, str], ...]:
    """Give the ISBNs and ISSNs of a value as (kind, number); nothing where anything else is in it."""
    parts = [part.strip() for part in _PARTS.split(_QUALIFIER.sub(" ", text)) if part.strip()]
    kinds = [_kind_of_number(part) for part in parts]
    return tuple(zip(kinds, parts, strict=True)) if all(kinds) else ()


def _kind_of_number(text: str) -> str:
    digits = _HYPHENS.sub("", text)
    return _OF_LENGTH.get(len(digits), "") if _DIGITS.fullmatch(digits) else ""


TYPES = {
    "ABST": "article", "ADVS": "misc", "AGGR": "dataset", "ANCIENT": "misc", "ART": "misc", "BILL": "misc",
    "BLOG": "online", "BOOK": "book", "CASE": "misc", "CHAP": "incollection", "CHART": "misc",
    "CLSWK": "book", "COMP": "software", "CONF": "inproceedings", "CPAPER": "inproceedings", "CTLG": "book",
    "DATA": "dataset", "DBASE": "dataset", "DICT": "incollection", "EBOOK": "book", "ECHAP": "incollection",
    "EDBOOK": "book", "EJOUR": "article", "ELEC": "online", "ENCYC": "incollection", "EQUA": "misc",
    "FIGURE": "misc", "GEN": "misc", "GOVDOC": "techreport", "GRANT": "misc", "HEAR": "misc",
    "ICOMM": "online", "INPR": "article", "INTV": "misc", "JFULL": "article", "JOUR": "article",
    "LEGAL": "misc", "MANSCPT": "unpublished", "MAP": "misc", "MGZN": "article", "MPCT": "misc",
    "MULTI": "misc", "MUSIC": "misc", "NEWS": "article", "PAMP": "booklet", "PAT": "patent", "PCOMM": "misc",
    "POD": "misc", "PRESS": "misc", "RPRT": "techreport", "SER": "book", "SLIDE": "misc", "SOUND": "misc",
    "STAND": "misc", "STAT": "misc", "STD": "misc", "THES": "phdthesis", "UNBILL": "misc",
    "UNPB": "unpublished", "VIDEO": "misc", "WEB": "online",
}  # fmt: skip
"""Reference types of RIS (RefMan 2001, with EndNote's later ones) as entry types of BibTeX and BibLaTeX."""

PLAIN_TYPES = frozenset(
    ("JOUR", "BOOK", "CHAP", "CONF", "THES", "RPRT", "ELEC", "GEN", "PAT", "UNPB", "COMP", "DATA")
)
"""Those that the entry type says in full; for the others the format's own word is kept as well."""

NAMES = {
    "aggregated database": "AGGR", "artwork": "ART", "bill": "BILL", "blog": "BLOG", "book": "BOOK",
    "book section": "CHAP", "book chapter": "CHAP", "case": "CASE", "catalog": "CTLG",
    "chart or table": "CHART", "classical work": "CLSWK", "computer program": "COMP", "conference": "CONF",
    "conference paper": "CPAPER", "conference proceedings": "CONF", "dataset": "DATA",
    "dictionary": "DICT", "edited book": "EDBOOK", "electronic article": "EJOUR", "electronic book": "EBOOK",
    "electronic book section": "ECHAP", "electronic source": "ELEC", "encyclopedia": "ENCYC",
    "equation": "EQUA", "figure": "FIGURE", "film or broadcast": "MPCT", "generic": "GEN",
    "government document": "GOVDOC", "grant": "GRANT", "hearing": "HEAR", "interview": "INTV",
    "journal": "JOUR", "journal article": "JOUR", "legal rule or regulation": "LEGAL",
    "magazine article": "MGZN", "manuscript": "MANSCPT", "map": "MAP", "music": "MUSIC",
    "newspaper article": "NEWS", "online database": "DBASE", "online multimedia": "MULTI",
    "pamphlet": "PAMP", "patent": "PAT", "personal communication": "PCOMM", "podcast": "POD",
    "press release": "PRESS", "report": "RPRT", "serial": "SER", "standard": "STAND", "statute": "STAT",
    "thesis": "THES", "unpublished work": "UNPB", "video": "VIDEO", "web page": "ELEC",
}  # fmt: skip
"""EndNote's names of reference types, as its tagged format writes them."""


def kind_of(draft: Draft, tag: str) -> str:
    """Give the entry type that a record's type tag says; what it does not say in full is kept."""
    for found in draft.look(tag):
        word = found.text.strip()
        code = NAMES.get(word.lower(), word.upper())
        if code in TYPES:
            if code in PLAIN_TYPES:
                draft.first(tag)
            return TYPES[code]
        draft.remark(found.line, "unknown-type", f'the type "{word[:40]}" is not known; it is read as @misc')
    return "misc"
