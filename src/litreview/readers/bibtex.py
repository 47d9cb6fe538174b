"""Read BibTeX and BibLaTeX: every block of the file is kept as printed, or reported, or both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.model import Block, Field, Problem, ReadResult, Record
from litreview.readers import reader
from litreview.readers._bibtex_blocks import Piece, RawField, looks_like_entry, split
from litreview.readers._bibtex_values import MONTHS, Macros
from litreview.text.decode import decode
from litreview.text.identifiers import identifiers_of
from litreview.text.latex import to_text, verbatim_text
from litreview.text.names import parse_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import Person, Severity

PEOPLE = ("author", "editor", "translator", "bookauthor")
VERBATIM = frozenset(("url", "doi", "file", "eprint", "pdf", "localfile", "local-url", "attachment"))
"""Fields whose values are addresses, not LaTeX (biblatex manual, section 2.2.1: uri and verbatim)."""

_HEAD = re.compile(rb"^\s*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)
_LOOK_AT = 64 * 1024
_BLANK_RUN = re.compile(r"[ \t\r\n]+")
_NEEDS_COLLAPSING = re.compile(r"[\t\r\n]|  ")


def _sniff(data: bytes) -> bool:
    """Whether bytes hold the head of a BibTeX block at the start of a line, in any width of characters."""
    return _HEAD.search(data[:_LOOK_AT].replace(b"\x00", b"")) is not None


@reader("bibtex", suffixes=(".bib", ".bibtex", ".biblatex"), sniff=_sniff)
def read_bibtex(data: bytes, path: str) -> ReadResult:
    """Read a BibTeX or BibLaTeX file.

    Takes its bytes and its path (for the problems). Gives a block for every stretch of the file, an
    entry's with its record; what is wrong with it is among the problems, in the order of lines. Two
    entries under one key are both kept; crossref is not resolved. Never raises.
    """
    decoded = decode(data)
    reading = _Reading(path)
    if decoded.problem:
        reading.report(0, "encoding", decoded.problem, hint="save the file as UTF-8 if letters look wrong")
    blocks = tuple(reading.block(piece) for piece in split(decoded.text))
    reading.finish(blocks)
    problems = tuple(sorted(reading.problems, key=lambda problem: problem.line))
    return ReadResult(path, "bibtex", decoded.encoding, blocks=blocks, problems=problems)


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
        elif piece.kind == "comment" and piece.raw[:1] != "@" and looks_like_entry(piece.raw):
            self.report(
                piece.line, "lost-entry", "the text between two entries looks like an entry that could not be read",
                hint="an entry starts with @type{key, where the type has letters and digits only",
            )  # fmt: skip
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
        self.report(
            other.line, "duplicate-field",
            f"{key or 'the entry'} has {other.name} twice; {same} value as on line {kept.line}, which is the one kept",
        )  # fmt: skip

    def check_head(self, piece: Piece) -> None:
        """Report what is odd about an entry's type and key."""
        name = piece.key or "the entry"
        if not piece.type:
            self.report(piece.line, "missing-type", f"{name} has no type; it is read as @misc")
        if piece.trouble == "backslash-before-brace":
            self.report(
                piece.line, "backslash-before-brace", f"{name} has a backslash before a closing brace; read as BibTeX does",
                hint=r"write \textbackslash{} for a backslash at the end of a value",
            )  # fmt: skip
        if piece.trouble == "odd-key":
            self.report(
                piece.line,
                "odd-key",
                f"the key {piece.key} has characters that BibTeX does not read in a key",
            )
        if not piece.key:
            self.report(
                piece.line, "missing-key", "the entry has no key; one is made from its author and year"
            )
            return
        first = self.keys.setdefault(piece.key, piece.line)
        if first != piece.line:
            self.report(
                piece.line, "duplicate-key",
                f"{piece.key} on line {piece.line} is already the key of the entry on line {first}; both are kept",
            )  # fmt: skip

    def fields(self, piece: Piece) -> Iterator[Field]:
        for found in piece.fields:
            name, raw, line = found.name.lower(), found.value, found.line
            while True:
                value = self.macros.evaluate(raw, line, month=name == "month")
                yield _field(name, value.latex, line)
                if value.stray:
                    self.stray(name, value.stray, line)
                if value.rest is None:
                    break
                before = len(raw) - len(value.rest[1])
                next_line = line + raw.count("\n", 0, before)
                self.report(
                    next_line, "missing-comma", f"no comma between {name} and {value.rest[0]}; both are read"
                )
                name, raw, line = value.rest[0].lower(), value.rest[1], next_line

    def stray(self, name: str, stray: str, line: int) -> None:
        shown = stray if len(stray) <= _SHOWN else stray[:_SHOWN] + "…"
        self.report(
            line, "missing-comma", f'{name} has text outside its delimiters, kept as part of it: "{shown}"'
        )

    def finish(self, blocks: tuple[Block, ...]) -> None:
        """Report what is only known at the end: unknown macros, and a file without records."""
        for macro in self.macros.unknown.values():
            uses = f" (first of {macro.uses} uses)" if macro.uses > 1 else ""
            self.report(
                macro.line, "undefined-macro", f'"{macro.name}" is not defined above; the name itself is kept{uses}',
                hint=f"define it with @string{{{macro.name} = {{...}}}} before its first use, or put the value in braces",
            )  # fmt: skip
        for line in self.macros.too_long:
            self.report(line, "macro-too-long", "its macros make this value too long; it is kept as written")
        kinds = {block.kind for block in blocks}
        if kinds.isdisjoint({"entry", "failed"}):
            if "string" in kinds:
                self.report(0, "no-records", "abbreviations but no records", "info")
            else:
                hint = "a record looks like @book{key, title = {...}, ...}"
                self.report(0, "no-records", "no BibTeX records in it", "error", hint)


_SHOWN = 40  # characters of a stray text that a message repeats


def _field(name: str, latex: str, line: int) -> Field:
    """Make a field of an evaluated value: its white space collapsed, its text beside it."""
    if name in VERBATIM or name.startswith("bdsk-"):
        value = latex.strip()
        return Field(name, value, verbatim_text(value), line)
    value = _BLANK_RUN.sub(" ", latex).strip(" ") if _NEEDS_COLLAPSING.search(latex) else latex.strip(" ")
    text = MONTHS.get(value.lower(), "") if name == "month" else ""
    return Field(name, value, text or to_text(value), line)


def _why(piece: Piece) -> tuple[int, str]:
    """Say in plain words, and where, why an entry could not be read."""
    head = piece.raw.split("\n", 1)[0].strip()
    shown = head if len(head) <= _SHOWN else head[:_SHOWN] + "…"
    reason = piece.trouble.lower()
    if "end of file" in reason or "block start" in reason:
        closing = "parenthesis" if piece.raw.partition("{")[0].find("(") >= 0 else "brace"
        return piece.line, f"entry has no closing {closing}: {shown}"
    if "comma after entry key" in reason:
        return piece.trouble_line, f"entry has no comma after its key: {shown}"
    if "expected a `=`" in reason:
        return piece.trouble_line, f"a field without = and value in the entry {shown}"
    return piece.line, f"entry cannot be read: {shown}"
