"""Read a list of references as printed: the end of a paper, or text copied out of a PDF."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from litreview.model import Block, Problem, ReadResult, Record
from litreview.readers import reader
from litreview.text.decode import decode

if TYPE_CHECKING:
    from litreview.model import Severity
    from litreview.readers._reflist_split import Span

# Its patterns cost more than a small bibliography: they are loaded when there is a list to read.

_SNIFFED = 8192  # bytes
FEWEST = 3
"""Entries from which a text without a name for its format is taken for a list of references."""
_YEAR = re.compile(rb"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_OTHER_FORMAT = re.compile(
    rb"^\s*[@<{#>\[]?(?:[A-Z][A-Z0-9]{1,3}\s{0,2}-\s|%[A-Z0-9]\s|@\w+\s*[{(]|<\?xml|\{\s*\"|FN |---)",
    re.MULTILINE,
)
SHORTEST = 40
"""Characters that a reference has at least."""
_MOST_PROSE = 1200  # characters; longer paragraphs are text


def _sniff(data: bytes) -> bool:
    """Whether bytes are surely a list of references: every paragraph has names (or a number) and a year."""
    head = data[:_SNIFFED]
    if len(_YEAR.findall(head)) < FEWEST or b"\x00" in head or _OTHER_FORMAT.search(head) or b"\t" in head:
        return False
    try:
        text = head.decode("utf-8", errors="strict" if len(data) <= _SNIFFED else "ignore")
    except UnicodeDecodeError:
        return False
    from litreview.readers._reflist_entry import is_reference, read_reference

    entries = [raw for _, raw in split_references(text)]
    entries = entries[:-1] if len(data) > _SNIFFED else entries
    covered = sum(len(raw) for raw in entries)
    if len(entries) < FEWEST or covered < len(text) * 0.8 or max(map(len, entries)) > _MOST_PROSE:
        return False
    return all(is_reference(record) and record.people for record in map(read_reference, entries))


@reader("reflist", suffixes=(), sniff=_sniff)
def read_reflist(data: bytes, path: str) -> ReadResult:
    """Read a list of references from plain text or Markdown.

    Takes its bytes and its path (for the problems). In a paper the part under its last heading
    "References" is read, else all of the text. Gives an entry for every reference, with the number of
    the list in the field `number-in-list`, and comments for all else. Words that a conversion has split
    are reported, never changed. Never raises.
    """
    decoded = decode(data)
    reading = _Reading(path, decoded.text)
    if decoded.problem:
        reading.report(0, "encoding", decoded.problem, hint="save the file as UTF-8 if letters look wrong")
    blocks = reading.blocks()
    problems = tuple(sorted(reading.problems, key=lambda problem: problem.line))
    return ReadResult(path, "reflist", decoded.encoding, blocks=blocks, problems=problems)


def split_references(text: str) -> list[tuple[int, str]]:
    """Cut a text into its references, as (line from 1, exact text); headings and the paper are left out."""
    return [(span.line, text[span.start : span.end]) for span in _spans(text) if span.is_entry]


def read_reference(text: str, line: int = 0) -> Record:
    """Read one reference as printed into a record without a key; never raises."""
    from litreview.readers._reflist_entry import read_reference as read_one

    return read_one(text, line)


def _spans(text: str) -> list[Span]:
    from litreview.readers._reflist_section import lines_of, section
    from litreview.readers._reflist_split import split_list

    lines = lines_of(text)
    first, last = section(lines)
    return split_list(text, lines[first:last])


class _Reading:
    """What is known halfway through a list: its words, the authors of the entry before, and the problems."""

    def __init__(self, path: str, text: str) -> None:
        from litreview.readers._reflist_words import vocabulary

        self.path = path
        self.text = text
        self.problems: list[Problem] = []
        self.known = vocabulary(text)
        self.before: Record | None = None

    def report(
        self, line: int, code: str, message: str, severity: Severity = "warning", hint: str = ""
    ) -> None:
        self.problems.append(Problem(self.path, line, code, message, severity, hint))

    def blocks(self) -> tuple[Block, ...]:
        """Give a block for every stretch of the text, in order."""
        found: list[Block] = []
        at, line = 0, 1
        for span in _spans(self.text):
            line = self._comment(found, at, span.start, line)
            found.append(self._block(span))
            line += _newlines(self.text[span.start : span.end])
            at = span.end
        self._comment(found, at, len(self.text), line)
        if not any(block.kind == "entry" for block in found) and self.text.strip():
            hint = "a reference has at least a title and a year, or a number in front of it"
            self.report(0, "no-references", "no reference was found in this text", "error", hint)
        return tuple(found)

    def _comment(self, found: list[Block], start: int, end: int, line: int) -> int:
        """Keep the text between two entries as a comment; gives the line that it ends on."""
        between = self.text[start:end]
        raw = between.strip()
        if raw:
            lead = between[: len(between) - len(between.lstrip())]
            found.append(Block("comment", line + _newlines(lead), raw))
        return line + _newlines(between)

    def _block(self, span: Span) -> Block:
        from litreview.readers._reflist_entry import is_reference, repeats_author
        from litreview.readers._reflist_entry import read_reference as read_one

        raw = self.text[span.start : span.end]
        if not span.is_entry:
            return Block("comment", span.line, raw)
        record = read_one(raw, span.line)
        if not is_reference(record):
            return self._no_reference(span, raw, record)
        if not record.people and self.before is not None and repeats_author(raw):
            record = _with_authors(record, self.before)
        if record.people:
            self.before = record
        self._remarks(span.line, raw, record)
        return Block("entry", span.line, raw, record)

    def _no_reference(self, span: Span, raw: str, record: Record) -> Block:
        shown = " ".join(raw.split())[:60]
        if len(raw) < SHORTEST and not any(letter.isdigit() for letter in raw):
            return Block("comment", span.line, raw)  # a heading of a part: "Primary sources"
        if record.text("number-in-list"):
            message = f'nothing could be read from this reference: "{shown}"'
            self.report(
                span.line, "unreadable-entry", message, "error", "write it out and add the file again"
            )
            return Block("failed", span.line, raw)
        message = f'this does not look like a reference and was left out: "{shown}"'
        self.report(
            span.line, "not-a-reference", message, hint="add a year, or the number of the list, if it is one"
        )
        return Block("comment", span.line, raw)

    def _remarks(self, line: int, raw: str, record: Record) -> None:
        from litreview.readers._reflist_text import clean
        from litreview.readers._reflist_words import split_words

        plain = clean(raw).text
        for word in split_words(plain, self.known):
            message = f'"{word.printed}" may be one word, split: "{word.joined}"'
            hint = "correct it in the file, or later with litreview edit"
            self.report(line, "split-word", message, hint=hint)
        if not record.text("title"):
            self.report(line, "no-title", "no title was found in this reference", "info")


def _with_authors(record: Record, before: Record) -> Record:
    """Give a record the authors of the one before it: "———. 2016." repeats them."""
    field = next((item for item in before.fields if item.name in {"author", "editor"}), None)
    fields = (field, *record.fields) if field else record.fields
    role = field.name if field else ""
    return replace(record, fields=fields, people=tuple(one for one in before.people if one.role == role))


def _newlines(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")
