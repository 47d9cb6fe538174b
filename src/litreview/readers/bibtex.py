"""Read BibTeX and BibLaTeX: every block of the file is kept as printed, or reported, or both."""

from __future__ import annotations

import gc
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from litreview.model import Block, Field, Problem, ReadResult, Record
from litreview.readers import reader
from litreview.readers._bibtex_blocks import Piece, RawField, looks_like_entry, split
from litreview.readers._bibtex_values import MONTHS, Macros
from litreview.text.decode import decode
from litreview.text.identifiers import identifiers_of
from litreview.text.latex import collapse, is_verbatim, to_text, verbatim_text
from litreview.text.layout import gaps
from litreview.text.names import parse_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import Person, Severity

PEOPLE = ("author", "editor", "translator", "bookauthor")
_HEAD = re.compile(rb"^\s*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)
_LOOK_AT = 64 * 1024
_MARKS = b"\xff\xfe\xef\xbb\xbf"


def _sniff(data: bytes) -> bool:
    """Whether bytes hold the head of a BibTeX block at the start of a line, in any width of characters."""
    return _HEAD.search(data[:_LOOK_AT].replace(b"\x00", b"").lstrip(_MARKS)) is not None


@reader("bibtex", suffixes=(".bib", ".bibtex", ".biblatex"), sniff=_sniff)
def read_bibtex(data: bytes, path: str) -> ReadResult:
    """Read a BibTeX or BibLaTeX file.

    Takes its bytes and its path (for the problems). Gives a block for every stretch of the file, an
    entry's with its record; what is wrong with it is among the problems, in the order of lines. Two
    entries under one key are both kept; crossref is not resolved. Never raises.
    """
    decoded = decode(data)
    reading = _Reading(path)
    with _no_collection():
        blocks = tuple(reading.block(piece) for piece in split(decoded.text))
    reading.problems += decoded.problems(path)
    reading.finish(blocks)
    problems = tuple(sorted(reading.problems, key=lambda problem: problem.line))
    between = gaps(decoded.text, (block.raw for block in blocks))
    return ReadResult(path, "bibtex", decoded.encoding, blocks=blocks, problems=problems, gaps=between)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold the garbage collector back: all that is made here is kept, and it would look at all of it again
    and again (a quarter of the time for 10,000 records).
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Reading:
    """What is known halfway through a file: its macros, its keys, and what was wrong so far."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.macros = Macros()
        self.keys: dict[str, int] = {}

    def report(
        self, line: int, code: str, message: str, severity: Severity = "warning", hint: str = ""
    ) -> None:
        self.problems.append(Problem(self.path, line, code, message, severity, hint))

    def block(self, piece: Piece) -> Block:
        record = None
        if piece.kind == "entry":
            record = self.record(piece)
        elif piece.kind == "string":
            self.string(piece.fields[0])
        elif piece.kind == "failed":
            line, message = _why(piece)
            self.report(line, "unreadable-entry", message, "error", "mend the entry and add the file again")
        elif piece.kind == "comment" and looks_like_entry(piece.raw):
            message = "the text between two entries looks like an entry that could not be read"
            hint = "an entry starts with @type{key, and its type has letters and digits only"
            self.report(piece.line, "lost-entry", message, hint=hint)
        return Block(piece.kind, piece.line, piece.raw, record)

    def string(self, macro: RawField) -> None:
        self.macros.define(macro.name, macro.value, macro.line)

    def record(self, piece: Piece) -> Record:
        self.check_head(piece)
        fields: dict[str, Field] = {}
        for found in self.fields(piece):
            if found.name in fields:
                self.duplicate_field(fields[found.name], found, piece.key)
            else:
                fields[found.name] = found
        people: tuple[Person, ...] = ()
        for role in PEOPLE:
            if role in fields:
                people += parse_names(fields[role].value, role)
        kept = tuple(fields.values())
        return Record(piece.key, piece.type or "misc", kept, people, identifiers_of(kept))

    def duplicate_field(self, kept: Field, other: Field, key: str) -> None:
        same = "the same" if kept.value == other.value else "another"
        message = f"{key or 'the entry'} has {other.name} twice; this is {same} value"
        self.report(other.line, "duplicate-field", f"{message}, and the one on line {kept.line} is kept")

    def check_head(self, piece: Piece) -> None:
        """Report what is odd about an entry's type and key."""
        name = piece.key or "the entry"
        if not piece.type:
            self.report(piece.line, "missing-type", f"{name} has no type; it is read as @misc")
        if piece.trouble == "backslash-before-brace":
            message = f"{name} has a backslash before a closing brace; it is read as BibTeX reads it"
            hint = r"write \textbackslash{} for a backslash at the end of a value"
            self.report(piece.line, piece.trouble, message, hint=hint)
        if piece.trouble == "odd-key":
            message = f"the key {piece.key} has characters that LaTeX programs do not read in a key"
            self.report(piece.line, piece.trouble, message)
        if not piece.key:
            message = "the entry has no key; one is made from its author and year"
            self.report(piece.line, "missing-key", message)
        elif (first := self.keys.setdefault(piece.key, piece.line)) != piece.line:
            message = f"{piece.key} is already the key of the entry on line {first}; both are kept"
            self.report(piece.line, "duplicate-key", message)

    def fields(self, piece: Piece) -> Iterator[Field]:
        for printed, value_as_printed, line_of_value in piece.fields:
            name, raw, line = printed.lower(), value_as_printed, line_of_value
            if "%" in name or "\n" in name:
                name = _without_comments(name)
                if not name:
                    message = "a field behind % is taken as a comment and left out of the record"
                    self.report(line, "commented-field", message, "info")
                    continue
            while True:
                value = self.macros.evaluate(raw, line, month=name == "month")
                yield _field(name, value.latex, line)
                if value.stray:
                    self.stray(name, value.stray, line)
                if value.rest is None:
                    break
                line += raw.count("\n", 0, len(raw) - len(value.rest[1]))
                message = f"no comma between {name} and {value.rest[0]}; both are read"
                self.report(line, "missing-comma", message)
                name, raw = value.rest[0].lower(), value.rest[1]

    def stray(self, name: str, stray: str, line: int) -> None:
        message = f'{name} has text outside its delimiters, kept as part of it: "{_shortened(stray)}"'
        self.report(line, "missing-comma", message)

    def finish(self, blocks: tuple[Block, ...]) -> None:
        """Report what is only known at the end: unknown macros, and a file without records."""
        for macro in self.macros.unknown.values():
            uses = f" (first of {macro.uses} uses)" if macro.uses > 1 else ""
            message = f'"{macro.name}" is not defined above; the name itself is kept{uses}'
            hint = f"define it before its first use (@string{{{macro.name} = {{...}}}}), or use braces"
            self.report(macro.line, "undefined-macro", message, hint=hint)
        for line in self.macros.too_long:
            message = "its macros make this value too long; it is kept as written"
            self.report(line, "macro-too-long", message)
        kinds = {block.kind for block in blocks}
        if kinds.isdisjoint({"entry", "failed"}):
            if "string" in kinds:
                self.report(0, "no-records", "abbreviations but no records", "info")
            else:
                hint = "a record looks like @book{key, title = {...}, ...}"
                self.report(0, "no-records", "no BibTeX records in it", "error", hint)


_SHOWN = 40  # characters of a file's text that a message repeats


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _without_comments(name: str) -> str:
    """Take the lines behind % off a field's name: biber reads them as comments."""
    lines = (line.strip() for line in name.split("\n"))
    return " ".join(line for line in lines if line and not line.startswith("%"))


def _field(name: str, latex: str, line: int) -> Field:
    """Make a field of an evaluated value: its white space collapsed, its text beside it."""
    value = collapse(name, latex)
    if is_verbatim(name):
        return Field(name, value, verbatim_text(value), line)
    month = MONTHS.get(value.lower()) if name == "month" else None
    return Field(name, value, month or to_text(value), line)


def _why(piece: Piece) -> tuple[int, str]:
    """Say in plain words, and where, why an entry could not be read."""
    head = _shortened(piece.raw.split("\n", 1)[0])
    reason = piece.trouble.lower()
    if "end of file" in reason or "block start" in reason:
        closing = "parenthesis" if "(" in piece.raw.partition("{")[0] else "brace"
        return piece.line, f"entry has no closing {closing}: {head}"
    if "comma after entry key" in reason:
        return piece.line, f"entry has no comma after its key: {head}"
    if "expected a `=`" in reason:
        return piece.trouble_line, f"text that is no field (name = value) in the entry {head}"
    return piece.line, f"entry cannot be read: {head}"
