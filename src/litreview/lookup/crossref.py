"""Ask Crossref, where publishers register the DOIs of articles, books and proceedings (api.crossref.org)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from litreview.lookup import MOST, Asked, Told, service
from litreview.lookup._items import (
    below,
    first,
    in_question,
    kept,
    listed,
    objects,
    text_of,
    variants,
    whole_title,
)
from litreview.model import Field, Person
from litreview.text.record import Extra, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.lookup import Item
    from litreview.model import Record

HOST = "api.crossref.org"
_KEPT = (
    "DOI", "type", "title", "subtitle", "author", "editor", "container-title", "volume", "issue", "page",
    "article-number", "published-print", "published-online", "published", "issued", "publisher", "edition-number",
    "ISBN", "update-to", "updated-by",
)  # fmt: skip
"""What is read of a work (Crossref's REST API, "Works")."""
_YEARS = ("published-print", "issued", "published", "published-online")
"""The years of a work, the one that is cited most first."""
_TYPES = {
    "journal-article": "article", "book": "book", "monograph": "book", "edited-book": "book",
    "reference-book": "book", "book-chapter": "incollection", "book-section": "incollection",
    "book-part": "incollection", "reference-entry": "inreference", "proceedings-article": "inproceedings",
    "proceedings": "proceedings", "dissertation": "phdthesis", "report": "techreport", "dataset": "dataset",
    "standard": "standard",
}  # fmt: skip
"""The entry type of each of Crossref's types; the others (posted-content, peer-review, component) are @misc."""
_TAKEN_BACK = {
    "retraction": "retraction", "partial_retraction": "partial retraction", "withdrawal": "withdrawal",
    "removal": "removal", "expression_of_concern": "expression of concern",
}  # fmt: skip
"""What an update may be called that puts a work in doubt: the other ones correct or complete it."""


@service("1 crossref")
class Crossref:
    """Crossref's REST API: /works/DOI, and /works?query.bibliographic=... for a title and its authors."""

    name = "Crossref"

    def by_doi(self, doi: str) -> Asked:
        """Give where the work with a DOI is told of."""
        return Asked(HOST, f"/works/{quote(doi, safe='')}")

    def by_title(self, title: str, names: Sequence[str]) -> Asked:
        """Give where works are looked for: title and names stand in one question."""
        words = " ".join((in_question(title), *map(in_question, names)))
        return Asked(HOST, "/works", (("query.bibliographic", words), ("rows", str(MOST))))

    def items(self, answer: Any) -> list[Item]:  # Any: whatever JSON has
        """Give what of the items of an answer is of use. Raises ValueError for an answer of another shape."""
        message = below(answer, "message")
        if below(answer, "status") != "ok" or not isinstance(message, dict):
            raise ValueError("no answer of Crossref")
        found = message.get("items") if below(answer, "message-type") == "work-list" else [message]
        if not isinstance(found, list):
            raise ValueError("no list of works")  # noqa: TRY004 (an answer is wrong, and no argument)
        return [kept(item, _KEPT) for item in objects(found)]

    def told(self, item: Item) -> Told:
        """Give the work of an item, and what it says of works that were taken back."""
        title = whole_title(first(item.get("title")), first(item.get("subtitle")))
        doi = text_of(item.get("DOI")).lower()
        kind = _TYPES.get(text_of(item.get("type")), "misc")
        fields = {
            "title": title,
            "journal" if kind == "article" else "booktitle": first(item.get("container-title")),
            "volume": text_of(item.get("volume")),
            "number": text_of(item.get("issue")),
            "pages": text_of(item.get("page")) or text_of(item.get("article-number")),
            "edition": text_of(item.get("edition-number")),
            "publisher": text_of(item.get("publisher")),
            "isbn": first(item.get("ISBN")),
            "doi": doi,
        }
        years = [year for name in _YEARS if (year := _date(item.get(name))[:4])]
        records = variants(doi, kind, _people(item), fields, years) if title else ()
        return Told(records, tuple(_retracted(item, records)))


def _people(item: Item) -> Iterator[Person]:
    for role in ("author", "editor"):
        for one in objects(item.get(role)):
            family, given, suffix, name = (
                text_of(one.get(part)) for part in ("family", "given", "suffix", "name")
            )
            if family:
                yield Person(role, family, given, "", suffix)
            elif name or given:
                yield Person(role, literal=name or given)


def _date(value: Any) -> str:  # Any: whatever JSON has
    """Give a date as ISO 8601 has it, as far as it is known; "" where not even the year is."""
    parts = [part for part in listed((listed(below(value, "date-parts")) or [None])[0]) if type(part) is int]
    known = [part for part in parts[:3] if part > 0]
    if not known or not 1000 <= known[0] <= 9999:  # noqa: PLR2004 (years have four digits)
        return ""
    return "-".join(f"{part:02}" for part in known)


def _retracted(item: Item, records: Sequence[Record]) -> Iterator[Record]:
    """Give the works that an item says were taken back: itself (updated-by), or those that it is a notice of."""
    for update in objects(item.get("updated-by")):
        for work in records[:1]:
            yield from _taken_back(update, work, text_of(update.get("DOI")).lower())
    for update in objects(item.get("update-to")):
        doi = text_of(update.get("DOI")).lower()
        work = record(doi, "misc", (), [Extra("doi", doi)])
        yield from _taken_back(update, work, text_of(item.get("DOI")).lower())


def _taken_back(update: Item, work: Record, notice: str) -> Iterator[Record]:
    """Give a work with what was done to it, where it was taken back; notice is the DOI of what says so."""
    nature = _TAKEN_BACK.get(text_of(update.get("type")).lower().replace(" ", "_").replace("-", "_"))
    if not nature or not work.identifiers:
        return
    said = {
        "retraction-nature": nature, "retraction-date": _date(update.get("updated")),
        "retraction-doi": notice if notice != work.key else "", "retraction-file": Crossref.name,
    }  # fmt: skip
    fields = [*work.fields, *(Field(name, text, text) for name, text in said.items() if text)]
    yield replace(work, fields=tuple(fields))
