"""Read the works that a Word document cites, out of what reference managers and Word itself keep in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from litreview.model import Block, Problem, ReadResult
from litreview.readers import reader
from litreview.text.package import BadPackage
from litreview.text.word import is_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import Record, Severity
    from litreview.text.package import Package
    from litreview.text.word import Document
    from litreview.text.wordfields import CitedItem

_AS_TEXT = "take its printed list: save it as plain text, then litreview add --from reflist FILE"
_SHOWN = 60  # characters of a text that a message repeats
_REFRESH = "in Word, let the reference manager refresh all citations, save, and add the file again"


@reader("docx", suffixes=(".docx",), sniff=is_document)
def read_docx(data: bytes, path: str) -> ReadResult:
    """Read each work that is cited in a document with Zotero, Mendeley, EndNote or Word's own citations, once.

    Takes the bytes and the path (for the problems). A document has no lines: line is the number of the
    paragraph (see `text.word`) that cites the work first, 0 for one that Word's list has and the text has
    not. The raw text of a block is the record as the document holds it: JSON, or XML. Never raises.
    """
    reading = _Reading(path)
    try:
        blocks = tuple(reading.blocks(data))
    except BadPackage as wrong:
        hint = "open it in Word, and save it anew as .docx, without a password"
        reading.report(0, "unreadable-document", str(wrong), "error", hint)
        blocks = ()
    else:
        if not blocks and not reading.problems:
            message = "no citations of a reference manager or of Word in it: what it cites is only text"
            reading.report(0, "no-citations", message, "error", _AS_TEXT)
    return ReadResult(path, "docx", "docx", blocks=blocks, problems=tuple(reading.problems))


class _Reading:
    """One pass over a document, and what was wrong in it."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def report(
        self, line: int, code: str, message: str, severity: Severity = "warning", hint: str = ""
    ) -> None:
        self.problems.append(Problem(self.path, line, code, message, severity, hint))

    def blocks(self, data: bytes) -> Iterator[Block]:
        from litreview.text.word import open_document, read_document

        package = open_document(data)
        works: dict[tuple[str, str], list[CitedItem]] = {}
        tags: dict[str, int] = {}
        for item in self.items(read_document(package)):
            if item.tag:
                tags.setdefault(item.tag, item.place.paragraph)
            else:
                works.setdefault((item.program, item.identity or _raw(item)), []).append(item)
        for items in works.values():
            yield self.block(items)
        yield from self.word_list(package, tags)

    def items(self, document: Document) -> Iterator[CitedItem]:
        """Give all that the fields cite, in the order of the text; what cannot be read is reported."""
        from litreview.text.wordfields import Unread, cited_by

        for field in sorted(document.fields, key=lambda field: field.place):
            try:
                yield from cited_by(field)
            except Unread as wrong:
                shown = document.words(field.shown, 1)[:_SHOWN]
                message = f"{wrong}: {shown}" if shown else str(wrong)
                self.report(field.place.paragraph, "unreadable-citation", message, "error", _REFRESH)

    def block(self, items: list[CitedItem]) -> Block:
        """Give the entry of one work; its citations tell the same of it, or the first is believed."""
        told = {_raw(item): item for item in reversed(items) if item.csl or item.endnote}
        first = items[0].place.paragraph
        if not told:
            named = items[0].identity.rpartition("/")[2].strip() or "a work"
            message = f"{items[0].program} cites {named} here, and the document does not say what that is"
            self.report(first, "missing-data", message, "error", _REFRESH)
            return Block("failed", first, items[0].identity)
        *others, (raw, item) = told.items()
        record = self.record(item, first)
        if record is None:
            return Block("failed", first, raw)
        if others:
            message = f"{record.text('title')[:_SHOWN]} is told in {len(told)} ways; the first one is taken"
            self.report(first, "differing-data", message, hint=_REFRESH)
        return Block("entry", first, raw, record)

    def record(self, item: CitedItem, line: int) -> Record | None:
        if item.csl is not None:
            from litreview.readers._csl import record_of

            # an id is the program's own number, or an address; a citation key stands beside it
            return record_of({**item.csl, "id": item.identity if "://" in item.identity else ""}, line)
        from litreview.readers._endnote import Unreadable, parse
        from litreview.readers._endnote import record_of as endnote_record

        try:
            found = endnote_record(parse(item.endnote, line), line)
        except Unreadable as wrong:
            message = f"a record of EndNote cannot be read: {wrong}"
            self.report(line, "unreadable-entry", message, "error", _REFRESH)
            return None
        place = [replace(field, line=line) for field in found.fields]
        return replace(found, fields=tuple(place))

    def word_list(self, package: Package, tags: dict[str, int]) -> Iterator[Block]:
        """Give the sources of Word's own list; a tag that the text has and the list has not is reported."""
        from litreview.readers._wordsources import record_of, word_sources

        known: set[str] = set()
        for source in word_sources(package):
            if source.raw in known:
                continue
            known |= {source.raw, source.tag}
            line = tags.get(source.tag, 0)
            yield Block("entry", line, source.raw, record_of(source, line))
        for tag, line in tags.items():
            if tag not in known:
                message = f"Word cites {tag} here, and its list of sources has no such tag"
                self.report(line, "missing-data", message, "error", "in Word: References, Manage Sources")
                yield Block("failed", line, tag)


def _raw(item: CitedItem) -> str:
    """Give a record as the document holds it."""
    if item.csl is None:
        return item.endnote
    from json import dumps

    return dumps(item.csl, ensure_ascii=False)
