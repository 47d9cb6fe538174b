"""Read tables of works: CSV, TSV and XLSX with the headers of databases, reference managers, or plain ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from litreview.model import Block, Person, Problem, ReadResult
from litreview.readers import reader
from litreview.readers._headers import entry_type, field_name, roles
from litreview.text.decode import decode
from litreview.text.layout import gaps
from litreview.text.separated import COLUMNS, HEADERS, as_meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from litreview.model import Record, Severity
    from litreview.readers._separated import Row

_LOOK_AT = 16 * 1024
_MARKS = b"\xff\xfe\xef\xbb\xbf"
_ZIP = b"PK\x03\x04"
_FEWEST_KNOWN = 2  # columns that a table of works has at the least: a title, and one more
_SHOWN = 40
_ACCOUNT = re.compile(r"(?<!\s)\s*+\((?:\d{6,}|[A-Z]+-\d{4}-\d{4})\)")
"""Scopus writes an author's number behind the name."""
_KEY_LINE = re.compile(r"^[ \t]*citation key[ \t]*:[ \t]*(\S+)[ \t]*$\n?", re.IGNORECASE | re.MULTILINE)


def _sniff(data: bytes) -> bool:
    """Whether bytes are a workbook, or start with a header that has a title and another known column."""
    if data.startswith(_ZIP):
        return b"xl/workbook.xml" in data[:_LOOK_AT] or b"xl/workbook.xml" in data[-_LOOK_AT:]
    head = data[:_LOOK_AT]
    if head.lstrip(_MARKS + b"\x00 \t\r\n")[:1] in (b"@", b"{", b"[", b"<", b"%", b"#") or b"TY  - " in head:
        return False
    text = decode(head).text.lstrip()
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    if not any(delimiter in first for delimiter in ",;\t"):
        return False
    from litreview.readers._separated import best_delimiter

    known = roles([cell.strip(' "') for cell in first.split(best_delimiter([first]))])
    return "title" in known and sum(map(bool, known)) >= _FEWEST_KNOWN


@reader("table", suffixes=(".csv", ".tsv", ".xlsx"), sniff=_sniff)
def read_table(data: bytes, path: str) -> ReadResult:
    """Read a table with a work in every row.

    Takes the bytes and the path (for the problems). Gives a block for every row with its exact text (of a
    workbook: its cells with tabs between them); the header is a comment. Unknown columns become fields.
    Without a column of titles nothing is read, and that is a problem. Never raises.
    """
    reading = _Reading(path)
    if data.startswith(_ZIP):
        from litreview.readers._xlsx import sheet_rows
        from litreview.text.package import BadPackage

        try:
            rows = list(sheet_rows(data))
        except BadPackage as wrong:
            hint = "open the workbook, save its sheet as CSV, and add that"
            reading.report(0, "unreadable-workbook", str(wrong), "error", hint)
            return ReadResult(path, "table", "xlsx", problems=tuple(reading.problems))
        blocks = tuple(reading.blocks(rows))
        return ReadResult(path, "table", "xlsx", blocks=blocks, problems=tuple(reading.problems))
    decoded = decode(data)
    reading.problems += decoded.problems(path)
    from litreview.readers._collection import no_collection
    from litreview.readers._separated import any_size
    from litreview.readers._separated import rows as separated_rows

    with any_size(len(decoded.text)), no_collection():
        blocks = tuple(reading.blocks(separated_rows(decoded.text)))
    between = gaps(decoded.text, (block.raw for block in blocks))
    problems = tuple(reading.problems)
    return ReadResult(path, "table", decoded.encoding, blocks=blocks, problems=problems, gaps=between)


class _Column(NamedTuple):
    """What a column is, and the field that it becomes where it is nothing known."""

    role: str
    field: str


_OUR_ROLES = {"type": "entrytype", "authors": "author", "editors": "editor", "container": "journal"}
_OURS = [_Column(_OUR_ROLES.get(name, name), "") for name in COLUMNS]


def _our_column(name: str) -> _Column:
    """Give what a column of our own export is that has the name of its field."""
    role = name if name in {"translator", "bookauthor", "subtitle"} else ""
    return _Column(role, next((field for field, header in HEADERS.items() if header == name), name))


class _Reading:
    """One pass over a table: its columns, its keys, and what was wrong so far."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.columns: list[_Column] = []
        self.keys: dict[str, int] = {}

    def report(
        self, line: int, code: str, message: str, severity: Severity = "warning", hint: str = ""
    ) -> None:
        self.problems.append(Problem(self.path, line, code, message, severity, hint))

    def blocks(self, rows: Iterable[Row]) -> Iterator[Block]:
        unread = 0
        for row in rows:
            raw = row.raw.strip("\r\n")
            if not raw.strip():
                continue
            if not any(cell.strip() for cell in row.cells):
                yield Block("comment", row.line, raw)
            elif self.columns:
                yield self.block(row, raw)
            elif unread or not self.header(row):
                unread += 1
                yield Block("failed", row.line, raw)
            else:
                yield Block("comment", row.line, raw)
        if not self.columns and not unread:
            self.report(
                0,
                "no-records",
                "an empty table",
                "error",
                "the first row names the columns, title among them",
            )

    def header(self, row: Row) -> bool:
        """Learn what the columns are; whether one of them is the title."""
        names = [cell.strip() for cell in row.cells]
        known = roles(names)
        if "title" not in known:
            shown = ", ".join(names)
            message = f"no column is called title, so no row is read: {_shortened(shown)}"
            hint = "name the columns in the first row: key, type, title, authors, year, container, doi ..."
            self.report(row.line, "no-title-column", message, "error", hint)
            return False
        if tuple(names[: len(COLUMNS)]) == COLUMNS:
            self.columns = [*_OURS, *map(_our_column, names[len(COLUMNS) :])]
            return True
        self.columns = [
            _Column(role, _free(field_name(name, at)))
            for at, (name, role) in enumerate(zip(names, known, strict=True))
        ]
        return True

    def block(self, row: Row, raw: str) -> Block:
        if row.doubt:
            if len(row.cells) != len(self.columns):
                message = f"a row whose quotation marks do not match: {_shortened(raw)}"
                hint = "double the quotation marks inside a cell, and add the file again"
                self.report(row.line, "unreadable-entry", message, "error", hint)
                return Block("failed", row.line, raw)
            self.report(
                row.line, "stray-quote", "quotation marks that do not match; the row is read as it stands"
            )
        elif len(row.cells) != len(self.columns):
            counts = f"{len(row.cells)} cells under {len(self.columns)} columns"
            self.report(row.line, "uneven-row", f"a row has {counts}; check its commas and quotation marks")
        record = self.record(row)
        if record.key and (first := self.keys.setdefault(record.key, row.line)) != row.line:
            message = f"{record.key} is already the key of the row on line {first}; both are kept"
            self.report(row.line, "duplicate-key", message)
        return Block("entry", row.line, raw, record)

    def record(self, row: Row) -> Record:
        known: dict[str, str] = {}
        others: list[tuple[str, str]] = []
        for at, cell in enumerate(row.cells):
            column = self.columns[at] if at < len(self.columns) else _Column("", f"column-{at + 1}")
            text = as_meant(cell)
            if column.role:
                known[column.role] = text.strip()
            elif text.strip():
                others.append((column.field, text))
        return _record(known, others, row.line)


def _record(known: dict[str, str], others: Sequence[tuple[str, str]], line: int) -> Record:
    """Make the record of a row: known are its cells by what they are, others fields by name."""
    from litreview.readers._structured import container, house, pages_between, parse_dates
    from litreview.text.record import Extra, record

    kind = _kind(known)
    key = known.get("key", "")
    if found := _KEY_LINE.search(known.get("note", "")):  # Zotero's own way to keep one
        key, known["note"] = found[1], _KEY_LINE.sub("", known["note"])
    texts = {name: text for name, text in known.items() if name not in _ELSEWHERE}
    fields = [Extra("title", _without_subtitle(known), line)]
    fields.append(Extra(container(kind), known.get("journal", ""), line))
    fields.append(Extra("booktitle", known.get("booktitle", ""), line))
    dates = parse_dates(known.get("year", ""), line)
    fuller = parse_dates(known.get("date", ""), line)
    if fuller and (not dates or fuller[0].text == dates[0].text):
        dates = fuller
    elif fuller:
        dates = [*dates, Extra("date" if "entrytype" in known else "table-date", known["date"], line)]
    fields += dates
    fields.append(
        Extra(
            "pages", known.get("pages") or pages_between(known.get("start", ""), known.get("end", "")), line
        )
    )
    fields.append(Extra(house(kind), known.get("publisher", ""), line))
    if known.get("kind") and not entry_type(known["kind"]):
        fields.append(Extra("type", known["kind"], line))
    fields += [Extra(name, text, line) for name, text in texts.items()]
    fields += [Extra(name, text, line) for name, text in others]
    return record(" ".join(key.split()), kind, _people(known), fields, line)


_ELSEWHERE = frozenset(
    ("key", "kind", "entrytype", "title", "author", "group", "editor", "translator", "bookauthor", "year", "date",
     "journal", "booktitle", "pages", "start", "end", "publisher")
)  # fmt: skip


def _without_subtitle(known: dict[str, str]) -> str:
    """Give the title; our own export has the subtitle in it, and once more in a column of its own."""
    title, subtitle = known.get("title", ""), known.get("subtitle", "")
    if subtitle and title != subtitle and title.endswith(subtitle):
        return title.removesuffix(subtitle).rstrip().removesuffix(":")
    return title


def _free(name: str) -> str:
    """Give the name of an unknown column's field, which must be none that means something else in BibTeX."""
    return (
        f"table-{name}" if name in {"author", "editor", "translator", "bookauthor", "title", "eid"} else name
    )


def _kind(known: dict[str, str]) -> str:
    """Give the entry type: as the table says, else what the columns that are filled tell."""
    if ours := known.get("entrytype"):
        return ours.lower()
    kind = entry_type(known.get("kind", ""))
    if kind == "book" and known.get("journal") and known.get("volume") and known.get("start"):
        return "incollection"
    if kind:
        return kind
    if known.get("journal"):
        return "article"
    return "incollection" if known.get("booktitle") else "misc"


def _people(known: dict[str, str]) -> Iterator[Person]:
    from litreview.text.plain import read_people

    for role in ("author", "editor", "translator", "bookauthor"):
        if names := known.get(role):
            yield from read_people(_ACCOUNT.sub("", names), role)
    for name in known.get("group", "").split(";"):
        if name.strip():
            yield Person("author", literal=name.strip())


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
