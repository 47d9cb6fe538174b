"""Make records of the sources that Word keeps in a document (Office Open XML bibliography, ECMA-376 part 1, 22.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from litreview.model import Person
from litreview.readers._structured import Day, container, date_fields, house, parse_dates
from litreview.text.datewords import month_number
from litreview.text.package import local
from litreview.text.record import Extra, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from litreview.model import Record
    from litreview.text.package import Package

_TYPES = {
    "Book": "book", "BookSection": "incollection", "JournalArticle": "article",
    "ArticleInAPeriodical": "article", "ConferenceProceedings": "inproceedings", "Report": "techreport",
    "InternetSite": "online", "DocumentFromInternetSite": "online", "ElectronicSource": "online",
    "Patent": "patent",
}  # fmt: skip
_ROLES = {
    "Author": "author", "Editor": "editor", "Translator": "translator", "BookAuthor": "bookauthor",
    "Artist": "author", "Inventor": "author", "Interviewee": "author", "Performer": "author",
}  # fmt: skip
_FIELDS = {
    "Title": "title", "ShortTitle": "shorttitle", "BookTitle": "booktitle", "Volume": "volume", "Issue": "number",
    "Pages": "pages", "City": "address", "Edition": "edition", "URL": "url", "DOI": "doi", "Comments": "note",
    "NumberVolumes": "volumes", "ChapterNumber": "chapter", "ThesisType": "type", "Medium": "howpublished",
    "Version": "version", "InternetSiteTitle": "organization", "PatentNumber": "number",
}  # fmt: skip
_BOOKKEEPING = frozenset(
    ("Tag", "SourceType", "Guid", "RefOrder", "LCID", "Author", "Year", "Month", "Day", "YearAccessed",
     "MonthAccessed", "DayAccessed")
)  # fmt: skip
_ISSN_DIGITS = 8


class WordSource(NamedTuple):
    """A source of Word's list: its tag, its XML, and its values by name."""

    tag: str
    raw: str
    element: Element


def word_sources(package: Package) -> Iterator[WordSource]:
    """Give the sources in a document's custom XML; raises BadPackage."""
    from copy import deepcopy
    from xml.etree.ElementTree import tostring

    for name in package.names:
        if not (name.startswith("customXml/item") and name.endswith(".xml")):
            continue
        if b"bibliography" not in package.part(name):
            continue
        for found in package.elements(name, "Source"):
            element = deepcopy(found)
            for part in element.iter():
                part.tag = local(part.tag)
            element.tail = None
            yield WordSource(_value(element, "Tag"), tostring(element, encoding="unicode"), element)


def record_of(source: WordSource, line: int) -> Record:
    """Give the record of a source; its tag is its key."""
    element = source.element
    kind = _TYPES.get(_value(element, "SourceType"), "misc")
    if kind == "techreport" and (level := _value(element, "ThesisType")):
        kind = "mastersthesis" if "master" in level.lower() else "phdthesis"
    return record(source.tag, kind, _people(element), _fields(element, kind, line), line)


def _value(element: Element, name: str) -> str:
    found = element.find(name)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _people(element: Element) -> Iterator[Person]:
    for group in element.findall("Author/*"):
        role = _ROLES.get(group.tag, group.tag.lower())
        for person in group.findall("NameList/Person"):
            given = " ".join(filter(None, (_value(person, "First"), _value(person, "Middle"))))
            family = _value(person, "Last")
            if family or given:
                yield Person(role, family=family or given, given=given if family else "")
        if whole := _value(group, "Corporate"):
            yield Person(role, literal=whole)


def _fields(element: Element, kind: str, line: int) -> Iterator[Extra]:
    year, month, day = (_value(element, name) for name in ("Year", "Month", "Day"))
    for part in element:
        text = " ".join("".join(part.itertext()).split())
        if text and part.tag not in _BOOKKEEPING:
            yield Extra(_name(part.tag, text, kind), text, line)
    if year:
        start = _day(year, month, day)
        yield from date_fields(start, line=line) if start else parse_dates(year, line)
    if accessed := _day(*(_value(element, f"{name}Accessed") for name in ("Year", "Month", "Day"))):
        yield Extra("urldate", accessed.iso(), line)


def _name(tag: str, text: str, kind: str) -> str:
    if tag in {"JournalName", "PeriodicalTitle", "ConferenceName"}:
        return container(kind)
    if tag in {"Publisher", "Institution", "ProductionCompany"}:
        return house(kind)
    if tag == "StandardNumber":
        short = kind == "article" or sum(letter.isalnum() for letter in text) <= _ISSN_DIGITS
        return "issn" if short else "isbn"
    return _FIELDS.get(tag) or f"word-{tag.lower()}"


def _day(year: str, month: str, day: str) -> Day | None:
    if not (year.isascii() and year.isdecimal() and len(year) == len("2016")):
        return None
    number = month_number(month)
    known = number and day.isascii() and day.isdecimal() and 1 <= int(day[:4]) <= 31  # noqa: PLR2004 (days)
    return Day(year, number, int(day) if known else 0)
