"""Read EndNote's XML: each record is kept as printed and read by itself; entities are refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.model import Block, Problem, ReadResult
from litreview.readers import reader
from litreview.text.decode import decode
from litreview.text.layout import gaps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import Severity

_LOOK_AT = 64 * 1024
_RECORD = re.compile(rb"<records?[\s>/]")
_OURS = re.compile(rb"<(?:ref-type|titles|contributors|rec-number|source-app|secondary-title|database)[\s>/]")
_START = re.compile(r"<record(?=[\s>/])")
_END = re.compile(r"</record\s*>")
_DECLARED = re.compile(r"<!DOCTYPE")
_ENTITY = re.compile(r"<!ENTITY\s+(?:%\s+)?([^\s\"'>]{1,60})")
_REFERENCE = re.compile(r"&([A-Za-z_][\w.-]{0,60});")
_KNOWN_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAMED = 3  # entities that the message names


def _sniff(data: bytes) -> bool:
    """Whether bytes start as XML and hold a record with EndNote's elements, in any width of characters."""
    head = data[:_LOOK_AT].replace(b"\x00", b"")
    start = head.lstrip(b"\xff\xfe\xef\xbb\xbf").lstrip()
    return start.startswith(b"<") and _RECORD.search(head) is not None and _OURS.search(head) is not None


@reader("endnotexml", suffixes=(".xml",), sniff=_sniff)
def read_endnotexml(data: bytes, path: str) -> ReadResult:
    """Read a file that EndNote, or a program that speaks its language, exported as XML.

    Takes the bytes and the path (for the problems). Gives a block for every <record>, and what stands
    around them as comments. A record that is no sound XML is reported, and the next one is read all the
    same. A document type with its entities is never followed: such a file is refused as a whole. Never
    raises.
    """
    from litreview.readers._collection import no_collection

    decoded = decode(data)
    text = decoded.text
    problems = decoded.problems(path)
    first = _START.search(text)
    declared = _DECLARED.search(text, 0, first.start() if first else len(text))
    if declared:
        problems.append(_refused(path, text, declared.start()))
        blocks: tuple[Block, ...] = (Block("failed", 1 + _lines(text, _skip(text, 0)), text.strip()),)
    else:
        reading = _Reading(path, text)
        with no_collection():
            blocks = tuple(reading.blocks())
        problems += reading.problems
    if all(block.kind == "comment" for block in blocks):
        hint = "name the format with --from, or export from EndNote as XML"
        problems.append(Problem(path, 0, "no-records", "no EndNote records in it", "error", hint))
    problems.sort(key=lambda problem: problem.line)
    between = gaps(text, (block.raw for block in blocks))
    return ReadResult(
        path, "endnotexml", decoded.encoding, blocks=blocks, problems=tuple(problems), gaps=between
    )


def _lines(text: str, at: int) -> int:
    return text.count("\n", 0, at)


def _skip(text: str, at: int) -> int:
    return len(text) - len(text[at:].lstrip())


def _refused(path: str, text: str, at: int) -> Problem:
    """Say that a file has a document type, and which entities it declares."""
    names = list(dict.fromkeys(_ENTITY.findall(text, at)))
    shown = ", ".join(f'"{name}"' for name in names[:_NAMED]) + (" ..." if len(names) > _NAMED else "")
    what = (
        f"it declares {'the entity' if len(names) == 1 else 'entities'} {shown}"
        if names
        else "it has a document type"
    )
    message = f"{what}, and such files are not read, for what they may reach or grow into"
    hint = "take the <!DOCTYPE ...> out if you trust the file, and write the text for its entities"
    return Problem(path, 1 + _lines(text, at), "xml-entity", message, "error", hint)


class _Reading:
    """One pass over a file, record by record."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.problems: list[Problem] = []
        self.counted = 0
        self.line = 1

    def report(self, line: int, code: str, message: str, severity: Severity, hint: str = "") -> None:
        self.problems.append(Problem(self.path, line, code, message, severity, hint))

    def blocks(self) -> Iterator[Block]:
        at = 0
        while start := _START.search(self.text, at):
            yield from self.between(at, start.start())
            end = self.end_of(start.end())
            yield self.record(self.text[start.start() : end].rstrip(), self.line_at(start.start()))
            at = end
        yield from self.between(at, len(self.text))

    def end_of(self, at: int) -> int:
        """Give where a record ends: behind its closing tag, or where the next one starts, or where all does."""
        following = _START.search(self.text, at)
        limit = following.start() if following else len(self.text)
        close = _END.search(self.text, at, limit)
        return close.end() if close else limit

    def line_at(self, at: int) -> int:
        self.line += self.text.count("\n", self.counted, at)
        self.counted = at
        return self.line

    def between(self, start: int, end: int) -> Iterator[Block]:
        raw = self.text[start:end]
        if raw.strip():
            yield Block("comment", self.line_at(start + len(raw) - len(raw.lstrip())), raw.strip())

    def record(self, raw: str, line: int) -> Block:
        from litreview.readers._endnote import Unreadable, parse, record_of  # loaded when there are records

        sound = _NOT_XML.sub(" ", raw)
        if sound != raw:
            message = "characters that XML does not allow are read as blanks"
            self.report(line, "control-characters", message, "warning")
        if unknown := self.unknown_entity(sound):
            message = f'the entity "{unknown}" is not known, and what it stands for is not looked up'
            self.report(
                line, "xml-entity", message, "error", "write its text in its place and add the file again"
            )
            return Block("failed", line, raw)
        try:
            record = record_of(parse(sound, line), line)
        except Unreadable as wrong:
            message = f"a record cannot be read: {wrong}"
            hint = "mend the record and add the file again"
            self.report(line + wrong.line, "unreadable-entry", message, "error", hint)
            return Block("failed", line, raw)
        if not record.fields:
            self.report(line, "empty-record", "a record without any field", "warning")
        return Block("entry", line, raw, record)

    @staticmethod
    def unknown_entity(raw: str) -> str:
        return next((name for name in _REFERENCE.findall(raw) if name not in _KNOWN_ENTITIES), "")
