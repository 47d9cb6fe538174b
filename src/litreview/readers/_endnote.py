"""Make a record of one <record> of EndNote's XML."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate, errors

from litreview.readers._structured import (
    container,
    date_fields,
    house,
    parse_dates,
    parse_day,
    parse_month_and_day,
)
from litreview.text.plain import latex, read_name
from litreview.text.record import Extra, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.model import Person, Record

DEEPEST = 40
"""Elements within one another; EndNote's own go to six."""
_NUMBERS = {
    "17": "article", "6": "book", "5": "incollection", "10": "inproceedings", "47": "inproceedings",
    "32": "phdthesis", "27": "techreport", "12": "online", "28": "book", "43": "article", "44": "book",
    "60": "incollection", "25": "patent", "9": "software", "59": "dataset", "19": "article", "23": "article",
    "34": "unpublished", "36": "unpublished", "16": "online", "46": "techreport", "7": "incollection",
    "52": "incollection", "53": "incollection", "54": "book", "56": "online", "13": "misc",
}  # fmt: skip
_NAMES = {
    "journal article": "article", "book": "book", "book section": "incollection", "edited book": "book",
    "conference proceedings": "inproceedings", "conference paper": "inproceedings", "thesis": "phdthesis",
    "report": "techreport", "web page": "online", "electronic article": "article", "electronic book": "book",
    "electronic book section": "incollection", "patent": "patent", "computer program": "software",
    "dataset": "dataset", "magazine article": "article", "newspaper article": "article",
    "unpublished work": "unpublished", "manuscript": "unpublished", "online database": "online",
    "government document": "techreport", "encyclopedia": "incollection", "dictionary": "incollection",
    "blog": "online", "serial": "book", "generic": "misc", "online multimedia": "online",
}  # fmt: skip
_ROLES = {"authors": "author", "secondary-authors": "editor", "translated-authors": "translator"}
_FIELDS = {
    "titles/title": "title", "titles/short-title": "shorttitle", "titles/translated-title": "titleaddon",
    "volume": "volume", "number": "number", "num-vols": "volumes", "edition": "edition", "section": "chapter",
    "pub-location": "address", "electronic-resource-num": "doi", "abstract": "abstract", "notes": "note",
    "research-notes": "annote", "language": "language", "work-type": "type", "auth-address": "affiliation",
    "call-num": "library", "reprint-edition": "reprint", "orig-pub": "origpublisher", "caption": "caption",
    "urls/related-urls/url": "url", "urls/web-urls/url": "url", "urls/pdf-urls/url": "file",
    "urls/text-urls/url": "file", "access-date": "urldate", "remote-database-name": "endnote-database",
}  # fmt: skip
_BOOKKEEPING = ("database", "source-app", "rec-number", "foreign-keys", "ref-type")
"""What EndNote keeps of a record that says nothing about the work; the raw text has it."""
_IN_SERIES = frozenset(("book", "techreport", "phdthesis", "mastersthesis"))
"""Entry types whose secondary title is that of a series."""
_FACES = {
    "italic": r"\emph{",
    "bold": r"\textbf{",
    "superscript": r"\textsuperscript{",
    "subscript": r"\textsubscript{",
}
_MASTERS = ("master", "m.a", "m.sc", "magister", "diplom")


class Unreadable(Exception):
    """A record that is no sound XML: why, and on which of its lines (from 0)."""

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(why)
        self.line = line


class Item(NamedTuple):
    """One element's text: path without <style> ("titles/title"), LaTeX with the styles, line, attributes."""

    path: str
    text: str
    latex: str
    line: int
    attributes: dict[str, str]


class _Collector:
    """Collect the text of elements as expat meets them; <style> is part of the element around it."""

    def __init__(self, line: int) -> None:
        self.first = line
        self.path: list[str] = []
        self.depth = 0
        self.open: list[tuple[list[str], list[str], int, dict[str, str]]] = []
        self.styles: list[str] = []
        self.items: list[Item] = []
        self.parser = ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable("its elements nest too deep")
        if name == "style":
            self.styles.append(_FACES.get(attributes.get("face", ""), ""))
            return
        self.path.append(name)
        self.open.append(([], [], self.first + self.parser.CurrentLineNumber - 1, attributes))

    def end(self, name: str) -> None:
        self.depth -= 1
        if name == "style":
            self.styles.pop()
            return
        texts, values, line, attributes = self.open.pop()
        text = "".join(texts)
        if text.strip() or attributes:
            path = "/".join(self.path[1:])  # without <record>
            self.items.append(Item(path, " ".join(text.split()), "".join(values), line, attributes))
        self.path.pop()

    def data(self, text: str) -> None:
        if not self.open:
            return
        texts, values = self.open[-1][:2]
        texts.append(text)
        macro = next((macro for macro in reversed(self.styles) if macro), "") if text.strip() else ""
        values.append(f"{macro}{latex(text)}}}" if macro else latex(text))


def parse(raw: str, line: int) -> list[Item]:
    """Give the elements of a record that have text, in their order; raises Unreadable."""
    collector = _Collector(line)
    try:
        collector.parser.Parse(raw.encode("utf-8", errors="replace"), True)
    except ExpatError as error:
        why = errors.messages.get(error.code, "no sound XML")
        raise Unreadable(why, error.lineno - 1) from None
    return collector.items


def record_of(items: Sequence[Item], line: int) -> Record:
    """Give the record of a <record>'s elements. EndNote has no citation keys, so it has none."""
    kind, shown = _entry_type(items)
    fields = list(_fields(items, kind))
    if shown:
        fields.append(Extra("endnote-type", shown, line))
    return record("", kind, _people(items), fields, line)


def _entry_type(items: Sequence[Item]) -> tuple[str, str]:
    """Give the entry type, and EndNote's own where there is none for it."""
    printed = next((item for item in items if item.path == "ref-type"), None)
    if printed is None:
        return "misc", ""
    name = printed.attributes.get("name", "").strip()
    kind = _NAMES.get(name.lower()) or _NUMBERS.get(printed.text, "") or _NAMES.get(printed.text.lower(), "")
    if kind == "phdthesis":
        level = next((item.text.lower() for item in items if item.path == "work-type"), "")
        kind = "mastersthesis" if any(word in level for word in _MASTERS) else kind
    return (kind, "") if kind else ("misc", name or printed.text)


def _people(items: Sequence[Item]) -> Iterator[Person]:
    for item in items:
        parts = item.path.split("/")
        role = _ROLES.get(parts[-2], "") if parts[0] == "contributors" and len(parts) > 2 else ""  # noqa: PLR2004  (group, name)
        if role and (person := read_name(item.text, role)) is not None:
            yield person


def _fields(items: Sequence[Item], kind: str) -> Iterator[Extra]:
    texts: dict[str, list[Item]] = {}
    for item in items:
        if item.text and not item.path.startswith(_BOOKKEEPING):
            texts.setdefault(item.path, []).append(item)
    yield from _take(texts, "titles/title", "title")
    yield from _containers(texts, kind)
    yield from _dates(texts)
    for item in texts.pop("pages", []):
        yield Extra("pages", item.text, item.line)
    yield from _take(texts, "publisher", house(kind))
    for item in texts.pop("isbn", []):
        digits = "".join(letter for letter in item.text if letter.isalnum())
        short = len(digits.split("(")[0]) <= 8 or kind == "article"  # noqa: PLR2004  (an ISSN's)
        yield Extra("issn" if short else "isbn", item.text, item.line)
    words = texts.pop("keywords/keyword", [])
    if words:
        yield Extra("keywords", "; ".join(item.text for item in words), words[0].line)
    for path in list(texts):
        if path.startswith("contributors/") and any(f"/{group}/" in f"/{path}" for group in _ROLES):
            continue
        yield from _take(texts, path, _FIELDS.get(path) or f"endnote-{path.rpartition('/')[2].lower()}")


def _take(texts: dict[str, list[Item]], path: str, name: str) -> Iterator[Extra]:
    """Give the elements of a path under a field's name, and mark them as taken."""
    for item in texts.pop(path, []):
        yield Extra(name, item.text, item.line, None if name in {"url", "doi", "file"} else item.latex)


def _containers(texts: dict[str, list[Item]], kind: str) -> Iterator[Extra]:
    """Give the titles of what a work stands in: journal or book, then series; each is often there twice."""
    second = "series" if kind in _IN_SERIES else container(kind)
    said: set[str] = set()
    for path, name in (
        ("titles/secondary-title", second),
        ("periodical/full-title", container(kind)),
        ("titles/alt-title", "shortjournal"),
        ("periodical/abbr-1", "shortjournal"),
        ("alt-periodical/full-title", "shortjournal"),
        ("alt-periodical/abbr-1", "shortjournal"),
        ("titles/tertiary-title", "series"),
    ):
        for extra in _take(texts, path, name):
            if extra.text not in said:
                said.add(extra.text)
                yield extra


def _dates(texts: dict[str, list[Item]]) -> Iterator[Extra]:
    years = texts.pop("dates/year", [])
    printed = texts.pop("dates/pub-dates/date", [])
    year = years[0] if years else None
    start = parse_day(year.text) if year else None
    for item in printed[:1]:
        month, day = parse_month_and_day(item.text)
        whole = parse_day(item.text)
        if start is not None and month:
            start = start._replace(month=month, day=day)
        elif whole is not None and (start is None or whole.year == start.year):
            start = whole
        else:
            yield Extra("endnote-date", item.text, item.line)
    for item in printed[1:]:
        yield Extra("endnote-date", item.text, item.line)
    if start is not None:
        yield from date_fields(start, line=(year or printed[0]).line)
    elif year is not None:
        yield from parse_dates(year.text, year.line)
    for item in years[1:]:
        yield Extra("endnote-year", item.text, item.line)
