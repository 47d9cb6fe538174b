"""Tell where what is known of a source comes from: which file and line, when, and out of which database."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from litreview.matching.union import compared
from litreview.storage.earlier import Entries
from litreview.storage.load import fields_of
from litreview.storage.operations import in_force

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from litreview.storage.earlier import Reread


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a source's entry stands: path, line, the origin it was added with, its text as printed, whether
    it was still there when the file was last read, and the operation that stored it as it is, with its
    time (ISO 8601, UTC).
    """

    path: str
    line: int
    origin: str
    raw: str
    there: bool
    operation: int
    when: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What set a field: one of the source's entries, by its number from 0, or a person (None).

    value is "" where a person removed the field; operation and when say when it was set.
    """

    field: str
    value: str
    entry: int | None
    line: int
    operation: int
    when: str


@dataclass(frozen=True, slots=True)
class Variant:
    """Another value that one of the source's entries, by its number from 0, has for a field: in LaTeX, and as text."""

    field: str
    value: str
    text: str
    entry: int
    line: int


@dataclass(frozen=True, slots=True)
class Provenance:
    """The entries of one source, by path and line, and what set each of its fields, in their order.

    variants are the values that gave way where several entries disagree.
    """

    entries: tuple[Entry, ...] = ()
    settings: tuple[Setting, ...] = ()
    variants: tuple[Variant, ...] = ()


def provenance(
    connection: sqlite3.Connection, sources: Sequence[int], reread: Reread
) -> dict[int, Provenance]:
    """Give, for each of the sources, where what is known of it comes from."""
    chosen = "(SELECT value FROM json_each(:sources))"
    asked = {"sources": json.dumps(list(sources))}
    blocks = connection.execute(
        "SELECT b.source, b.id, f.path, b.line, f.origin, b.raw, b.position IS NOT NULL FROM blocks b"
        f" JOIN files f ON f.id = b.file WHERE b.source IN {chosen} ORDER BY f.path, b.line, b.id",
        asked,
    ).fetchall()
    fields = connection.execute(
        f"SELECT source, id, name, value, block, line FROM fields WHERE source IN {chosen} ORDER BY position",
        asked,
    ).fetchall()
    reading = Entries(connection, reread)
    written = _written(connection, blocks=[row[1] for row in blocks], fields=[row[1] for row in fields])
    entries: dict[int, list[Entry]] = {source: [] for source in sources}
    settings: dict[int, list[Setting]] = {source: [] for source in sources}
    numbers: dict[int | None, int] = {}
    held: dict[int, list[int]] = {source: [] for source in sources}
    for source, block, path, line, origin, raw, there in blocks:
        numbers[block] = len(entries[source])
        held[source].append(block)
        operation, when = written["blocks", block]
        entries[source].append(Entry(path, line, origin, raw, bool(there), operation, when))
    for source, row, name, value, block, line in fields:
        settings[source].append(Setting(name, value, numbers.get(block), line, *written["fields", row]))
    return {
        source: Provenance(
            tuple(entries[source]),
            tuple(settings[source]),
            tuple(_variants(connection, reading, source, held[source])) if len(held[source]) > 1 else (),
        )
        for source in sources
    }


def _variants(
    connection: sqlite3.Connection, entries: Entries, source: int, blocks: Sequence[int]
) -> Iterator[Variant]:
    """Give what entries of a source say that gave way to another one, or to a person."""
    kind = connection.execute("SELECT type FROM sources WHERE id = ?", (source,)).fetchone()[0]
    held = {field.name: field for field in fields_of(connection, source)}
    for number, block in enumerate(blocks):
        record = entries.said(block)
        if record is None:
            continue
        said = {field.name: field for field in record.fields}
        if record.type != kind:
            line = min((field.line for field in record.fields), default=0)
            yield Variant("entrytype", record.type, record.type, number, line)
        for name, _, how in compared(held, said):
            if how == "differs":
                yield Variant(name, said[name].value, said[name].text, number, said[name].line)


def _written(connection: sqlite3.Connection, **rows: Sequence[int]) -> dict[tuple[str, int], tuple[int, str]]:
    """Give the operation that wrote each row as it is, with its time.

    What was undone since does not count, nor that it went to another source when two were merged.
    """
    times: dict[int, str] = dict(connection.execute("SELECT id, at FROM operations"))
    lasting = json.dumps(sorted(in_force(connection)))
    return {
        (relation, row): (number, times[number])
        for relation, chosen in rows.items()
        for row, number in connection.execute(
            "SELECT row, max(operation) FROM journal WHERE relation = ? AND row IN (SELECT value FROM json_each(?))"
            " AND operation IN (SELECT value FROM json_each(?))"
            " AND NOT (instr(ifnull(new, ''), '\"source\":') AND NOT instr(new, '\"line\":')"
            "   AND NOT instr(new, '\"raw\":') AND NOT instr(new, '\"value\":')) GROUP BY row",
            (relation, json.dumps(list(chosen)), lasting),
        )
    }
