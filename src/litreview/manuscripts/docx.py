"""Read a Word document: the citations in the fields of reference managers, and those that are plain text."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from litreview.manuscripts import manuscript
from litreview.manuscripts._authoryear import author_year
from litreview.manuscripts._prose import Prose, list_of_references, names_in
from litreview.model import Citation, Manuscript, Problem
from litreview.text.locators import normalise
from litreview.text.word import is_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.manuscripts import Include
    from litreview.text.word import Document, WordField
    from litreview.text.wordfields import CitedItem

_YEAR = re.compile(r"[0-9]{4}")
_BREAK = "\n\n"  # between the paragraphs, for a reader of text


@manuscript("docx", suffixes=(".docx",), sniff=is_document)
def read_docx(data: bytes, path: str, _include: Include) -> Manuscript:
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
    citations = (*reading.fields(), *reading.text())
    ordered = sorted(citations, key=lambda citation: (citation.line, citation.column))
    return Manuscript(path, "docx", tuple(ordered), tuple(reading.problems), (path,))


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
            if field.shown and (items or is_list(field)):
                first, start, last, end = field.shown
                self.hidden.append((self.offset(first, start), self.offset(last, end)))
            for item in items:
                yield self.citation(item, field)

    def citation(self, item: CitedItem, field: WordField) -> Citation:
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
            key=item.tag or str(csl.get("citation-key") or ""),
            names=names,
            others=bool(item.author),  # EndNote repeats the first author alone
            year=_year(csl.get("issued")) or item.year,
            title=str(csl.get("title") or ""),
            identifier=str(csl.get("DOI") or ""),
            locator=normalise(item.locator),
        )

    def text(self) -> Iterator[Citation]:
        """Give the citations that are plain text."""
        text = _BREAK.join(self.paragraphs)
        notes = next(
            (at for at, one in zip(self.starts, self.document.paragraphs, strict=True) if one.note), len(text)
        )
        start, end = list_of_references(text[:notes])
        prose = Prose(text, [*self.hidden, (start, end)])
        yield from author_year(prose, self.path, self, known=names_in(text[start:end]))


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
