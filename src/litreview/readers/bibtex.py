"""Read BibTeX and BibLaTeX: every block of the file is kept as printed, or reported, or both."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from litreview.model import Block, Field, Problem, ReadResult, Record
from litreview.readers import Parts, reader
from litreview.readers._bibtex_blocks import Piece, split
from litreview.readers._bibtex_codes import HINTS
from litreview.readers._bibtex_names import UsedNames
from litreview.readers._bibtex_values import MONTHS, Macros
from litreview.readers._collection import no_collection
from litreview.text.decode import decode
from litreview.text.fold import fold_key
from litreview.text.identifiers import identifiers_of
from litreview.text.latex import collapse, is_verbatim, to_text, verbatim_text
from litreview.text.layout import Gaps
from litreview.text.names import parse_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import BlockKind, Person, Severity
    from litreview.text.decode import Decoded

PEOPLE = ("author", "editor", "translator", "bookauthor")
_HEAD = re.compile(rb"^\s*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)
_KEYS = re.compile(r"@\s*\w+\s*[{(]\s*([^\s,{}]+)")
"""What may be the key of an entry, found without reading the file."""
_OTHER = re.compile(rb"^[ \t]*(?:TY {1,3}- |PMID- |%[0A-Z] |PT [A-Z]\s*$|<record>)", re.MULTILINE)
"""What another format says of a record: BibTeX behind it is part of a title or abstract."""
_LOOK_AT = 64 * 1024
_MARKS = b"\xff\xfe\xef\xbb\xbf"


def _sniff(data: bytes) -> bool:
    """Whether bytes hold the head of a BibTeX block at the start of a line, in any width of characters."""
    start = data[:_LOOK_AT].replace(b"\x00", b"").lstrip(_MARKS)
    found = _HEAD.search(start)
    return found is not None and _OTHER.search(start, 0, found.start()) is None


@reader("bibtex", suffixes=(".bib", ".bibtex", ".biblatex"), sniff=_sniff)
def read_bibtex(data: bytes, path: str) -> ReadResult:
    """Read a BibTeX or BibLaTeX file.

    Takes its bytes and its path (for the problems). Gives a block for every stretch of the file, an
    entry's with its record; what is wrong with it is among the problems, in the order of lines. Two
    entries under one key are both kept; crossref is not resolved. Never raises.
    """
    (whole,) = _parts(decode(data), path, None)
    return whole


def read_in_parts(data: bytes, path: str, size: int = 10_000) -> Parts:
    """Read a file as `read_bibtex` does, but in parts of that many blocks, each when it is asked for.

    The problems that are only known at the end are the last part's.
    """
    decoded = decode(data)
    return Parts(frozenset(_KEYS.findall(decoded.text)), _parts(decoded, path, size))


def _parts(decoded: Decoded, path: str, size: int | None) -> Iterator[ReadResult]:
    reading = _Reading(path)
    reading.problems += decoded.problems(path)
    pieces, between, done = split(decoded.text), Gaps(decoded.text), False
    while not done:
        with no_collection():
            blocks = tuple(reading.block(piece) for piece in islice(pieces, size))
        reading.names.count([(block.line, block.record) for block in blocks if block.record])
        around = [between.before(block.raw) for block in blocks]
        done = size is None or len(blocks) < size
        if done:
            reading.finish()
            around.append(between.rest())
        problems = tuple(sorted(reading.problems, key=lambda problem: problem.line))
        reading.problems.clear()
        yield ReadResult(
            path, "bibtex", decoded.encoding, blocks=blocks, problems=problems, gaps=tuple(around)
        )


class _Reading:
    """What is known halfway through a file: its macros, its keys, and what was wrong so far."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.macros = Macros()
        self.keys: dict[str, tuple[str, int]] = {}
        self.kinds: set[BlockKind] = set()
        self.names = UsedNames()

    def report(self, line: int, code: str, message: str, severity: Severity = "warning") -> None:
        self.problems.append(Problem(self.path, line, code, message, severity, HINTS[code]))

    def block(self, piece: Piece) -> Block:
        record = None
        if piece.kind == "entry":
            record = self.record(piece)
        elif piece.kind == "string":
            for macro in piece.fields:
                self.macros.define(macro.name, macro.parts, macro.line)
        for trouble in piece.troubles:
            self.report(*trouble)
        self.kinds.add(piece.kind)
        return Block(piece.kind, piece.line, piece.raw, record)

    def record(self, piece: Piece) -> Record:
        self.check_head(piece)
        fields: dict[str, Field] = {}
        for name, line, parts in piece.fields:
            low = name.lower()
            value = self.macros.evaluate(parts, line, month=low == "month")
            found = _field(low, value, line)
            if low in fields:
                self.duplicate_field(fields[low], found, piece.key)
            else:
                fields[low] = found
        if "\\}" in piece.raw:
            self.check_backslash(piece)
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

    def check_backslash(self, piece: Piece) -> None:
        """Report a backslash at the end of a value, which LaTeX takes together with the brace behind it."""
        for name, line, parts in piece.fields:
            if parts[-1].endswith("\\") and not parts[-1].endswith("\\\\"):
                message = (
                    f"{name} ends with a backslash before its closing brace; it is read as BibTeX reads it"
                )
                self.report(line, "backslash-before-brace", message)

    def check_head(self, piece: Piece) -> None:
        """Report what is odd about an entry's type and key."""
        if not piece.type:
            name = piece.key or "the entry"
            self.report(piece.line, "missing-type", f"{name} has no type; it is read as @misc")
        if not piece.key:
            message = "the entry has no key; one is made from its author and year"
            self.report(piece.line, "missing-key", message)
            return
        folded = fold_key(piece.key)
        first, line = self.keys.get(folded, ("", 0))
        if not first:
            self.keys[folded] = (piece.key, piece.line)
        elif first == piece.key:
            message = f"{piece.key} is already the key of the entry on line {line}; both are kept"
            self.report(piece.line, "duplicate-key", message)
        else:
            message = (
                f"{piece.key} differs from {first} (line {line}) only in case or in how letters are coded"
            )
            self.report(piece.line, "similar-key", message)

    def finish(self) -> None:
        """Report what is only known at the end: unknown macros, and a file without records."""
        for macro in self.macros.unknown.values():
            uses = f" (first of {macro.uses} uses)" if macro.uses > 1 else ""
            message = f'"{macro.name}" is not defined above; the name itself is kept{uses}'
            self.report(macro.line, "undefined-macro", message)
        for line, name, near in self.names.odd_fields():
            self.report(line, "odd-field", f"only this entry has a field {name}; is {near} meant?")
        for line, name, near in self.names.odd_types():
            self.report(line, "odd-type", f"@{name} is no known type of entry; is @{near} meant?")
        for line in self.macros.too_long:
            message = "its macros make this value too long; it is kept as written"
            self.report(line, "macro-too-long", message)
        if self.kinds.isdisjoint({"entry", "failed"}):
            if "string" in self.kinds:
                self.report(0, "no-records", "abbreviations but no records", "info")
            else:
                self.report(0, "no-records", "no BibTeX records in it", "error")


def _field(name: str, latex: str, line: int) -> Field:
    """Make a field of an evaluated value: its white space collapsed, its text beside it."""
    value = collapse(name, latex)
    if is_verbatim(name):
        return Field(name, value, verbatim_text(value), line)
    month = MONTHS.get(value.lower()) if name == "month" else None
    return Field(name, value, month or to_text(value), line)
