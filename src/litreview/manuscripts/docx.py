"""Read a Word document: the citations in the fields of reference managers, and those that are plain text."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Any

from litreview.manuscripts import manuscript
from litreview.manuscripts._hidden import addresses, blanked
from litreview.manuscripts._listed import read_listed
from litreview.manuscripts._prose import Prose, list_of_references
from litreview.manuscripts._running import Text
from litreview.model import Citation, Manuscript, Problem
from litreview.text.locators import normalise
from litreview.text.word import is_document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from litreview.manuscripts import Include
    from litreview.text.word import Document, WordField
    from litreview.text.wordfields import CitedItem

_YEAR = re.compile(r"[0-9]{4}")
_BREAK = "\n\n"  # between the paragraphs, for a reader of text


@manuscript("docx", suffixes=(".docx",), sniff=is_document)
def read_docx(data: bytes, path: str, _include: Include, _cite_commands: Collection[str] = ()) -> Manuscript:
    """Read a Word document with its footnotes and endnotes.

    A line is a paragraph of the body, a column a character in it (see `text.word`); a note stands where its
    mark does. The list of references is no text. Never raises.
    """
    from litreview.text.package import BadPackage
    from litreview.text.word import open_document, read_document

    try:
        document = read_document(open_document(data))
    except BadPackage as wrong:
        hint = "open it in Word, and save it anew as .docx, without a password"
        problem = Problem(path, 0, "unreadable-document", str(wrong), "error", hint)
        return Manuscript(path, "docx", (), (problem,), (path,))
    reading = _Reading(path, document)
    fields = tuple(reading.fields())
    read = reading.text().read(fields, reading.problems)
    ordered = sorted(read.citations, key=lambda citation: (citation.line, citation.column))
    return replace(read, citations=tuple(ordered))


class _Reading:
    """One document: its paragraphs as one text, and where each begins in that."""

    def __init__(self, path: str, document: Document) -> None:
        self.path = path
        self.document = document
        self.problems: list[Problem] = []
        self.paragraphs = [paragraph.text for paragraph in document.paragraphs]
        self.starts: list[int] = []
        at = 0
        for paragraph in self.paragraphs:
            self.starts.append(at)
            at += len(paragraph) + len(_BREAK)
        self.ends = max(0, at - len(_BREAK))
        self.hidden: list[tuple[int, int]] = []
        self.lists: list[tuple[int, int]] = []

    def of(self, offset: int) -> tuple[int, int]:
        """Give the paragraph and the character of an offset in the text: what `Places` does for lines."""
        from bisect import bisect_right

        index = bisect_right(self.starts, offset) - 1
        place = self.document.paragraphs[index].place(offset - self.starts[index])
        return place.paragraph, place.column

    def offset(self, index: int, character: int) -> int:
        """Give the offset in the text of a character of a paragraph; of one behind the last, where the text ends."""
        return self.starts[index] + character if index < len(self.starts) else self.ends

    def fields(self) -> Iterator[Citation]:
        """Give what the fields cite, and take what they show out of the text."""
        from litreview.text.wordfields import Unread, cited_by, is_list

        for field in self.document.fields:
            try:
                items = cited_by(field)
            except Unread as wrong:
                line = field.place.paragraph
                self.problems.append(Problem(self.path, line, "unreadable-citation", str(wrong), "warning"))
                continue
            listing = is_list(field)
            span = self.span(field)
            if field.shown and (items or listing):
                self.hidden.append(span)
            if field.shown and listing:
                self.lists.append(span)
            for item in items:
                yield self.citation(item, field, span)

    def span(self, field: WordField) -> tuple[int, int]:
        """Give where in the text it stands what a field shows, or would show."""
        if field.shown:
            first, start, last, end = field.shown
            return self.offset(first, start), self.offset(last, end)
        at = self.offset(max(0, field.place.paragraph - 1), max(0, field.place.column - 1))
        return at, at

    def citation(self, item: CitedItem, field: WordField, span: tuple[int, int]) -> Citation:
        line, column = item.place
        shown = self.document.words(field.shown, 1)
        csl = item.csl or {}
        names = _names(csl) or ((unescape(item.author),) if item.author else ())
        return Citation(
            "key" if item.tag or csl.get("citation-key") else "author-year",
            shown or item.tag,
            self.path,
            line,
            column,
            span[0],
            key=item.tag or str(csl.get("citation-key") or ""),
            names=names,
            others=bool(item.author),  # EndNote repeats the first author alone
            year=_year(csl.get("issued")) or item.year,
            title=str(csl.get("title") or ""),
            identifier=str(csl.get("DOI") or ""),
            locator=normalise(item.locator),
            end=span[1],
        )

    def text(self) -> Text:
        """Give the text around the fields; its list is the one under its heading, else the one that a field shows."""
        text = _BREAK.join(self.paragraphs)
        notes = next(
            (at for at, one in zip(self.starts, self.document.paragraphs, strict=True) if one.note), len(text)
        )
        span = list_of_references(text[:notes])
        if span == (0, 0) and self.lists:
            span = (self.lists[0][0], self.lists[-1][1])
        listed = read_listed(text, span, self.path, self)
        hidden = sorted([*self.hidden, *addresses(text), listed.span])
        footnotes = tuple(
            (start, start + len(words))
            for start, words, one in zip(self.starts, self.paragraphs, self.document.paragraphs, strict=True)
            if one.note
        )
        shown = blanked(text, hidden)
        prose = Prose(text, hidden)
        return Text(self.path, "docx", text, prose, self, shown, listed, notes=footnotes)


def _names(csl: dict[str, Any]) -> tuple[str, ...]:  # Any: whatever JSON has
    """Give the authors' family names, else the editors'."""
    for role in ("author", "editor"):
        people = csl.get(role)
        found = (
            [_name(person) for person in people if isinstance(person, dict)]
            if isinstance(people, list)
            else []
        )
        if any(found):
            return tuple(filter(None, found))
    return ()


def _name(person: dict[str, Any]) -> str:  # Any: whatever JSON has
    parts = (person.get("non-dropping-particle"), person.get("family") or person.get("literal"))
    return " ".join(str(part) for part in parts if part)


def _year(issued: Any) -> str:  # Any: whatever JSON has
    found = _YEAR.search(str(issued or ""))
    return found[0] if found else ""
