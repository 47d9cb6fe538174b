"""Change one source: bring it up to a later reading, set a field, derive what hangs on its fields, remove it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from litreview.text.dates import year_in
from litreview.text.identifiers import identifiers_of
from litreview.text.names import NAME_FIELDS, parse_names

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from litreview.model import Field, Person, Record
    from litreview.storage.earlier import Earlier
    from litreview.storage.operations import Operation

SOURCE_PARTS = ("fields", "people", "identifiers", "aliases", "labels", "attributes")
"""Tables whose rows belong to one source alone."""


class StoredField(NamedTuple):
    """A row of the table fields; block is None where a person set the value."""

    id: int
    name: str
    value: str
    position: int
    block: int | None


def person_rows(source: int, people: Iterable[Person]) -> list[tuple[object, ...]]:
    """Give the rows of a source's people."""
    return [
        (
            source,
            person.role,
            position,
            person.family,
            person.given,
            person.prefix,
            person.suffix,
            person.literal,
        )
        for position, person in enumerate(people)
    ]


def insert_people(connection: sqlite3.Connection, rows: Iterable[tuple[object, ...]]) -> None:
    """Write rows as `person_rows` gives them."""
    connection.executemany(
        "INSERT INTO people (source, role, position, family, given, prefix, suffix, literal)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def stored_fields(connection: sqlite3.Connection, source: int) -> dict[str, StoredField]:
    """Give a source's fields by name, in their order."""
    rows = connection.execute(
        "SELECT id, name, value, position, block FROM fields WHERE source = ? ORDER BY position", (source,)
    )
    return {row[1]: StoredField(*row) for row in rows}


def update_source(
    operation: Operation, source: int, record: Record, block: int, earlier: Earlier
) -> list[str]:
    """Bring a source up to a later reading of its entry; gives what changed, in words.

    What the entry said before is no news: where another entry or a person set a field, it changes only if this
    entry says something else than when it was read last. A value that a person set is kept. Fields that the
    entry no longer has go where this entry had set them, unless another one says them.
    """
    connection = operation.connection
    held = stored_fields(connection, source)
    following = max((item.position for item in held.values()), default=-1) + 1
    remarks: list[str] = []
    for number, new in enumerate(record.fields):
        old = held.pop(new.name, None)
        if old is None:
            if not earlier.gave_way(new.name, new.value):
                set_field(connection, source, new, position=following + number, block=block)
                remarks.append(f"{new.name} added")
        elif old.value == new.value or (old.block != block and earlier.says(new.name, new.value)):
            continue
        elif old.block is None:
            remarks.append(f"{new.name}: your edit is kept")
        else:
            set_field(connection, source, new, row=old.id, block=block)
            remarks.append(f"{new.name}: {old.value} → {new.value}")
    remarks += [_leave(connection, source, old, earlier) for old in held.values() if old.block == block]
    kind = connection.execute("SELECT type FROM sources WHERE id = ?", (source,)).fetchone()[0]
    if kind != record.type and not earlier.says("entrytype", record.type):
        connection.execute("UPDATE sources SET type = ? WHERE id = ?", (record.type, source))
        remarks.append(f"entrytype: {kind} → {record.type}")
    if remarks:
        derive(connection, source)
    return remarks


def _leave(connection: sqlite3.Connection, source: int, old: StoredField, earlier: Earlier) -> str:
    """Let go of a field that its entry has no more, or hand it to another entry that has it; gives that in words."""
    for block, record in earlier.others:
        for field in record.fields:
            if field.name == old.name:
                set_field(connection, source, field, row=old.id, block=block)
                if field.value == old.value:
                    return f"{old.name} kept from another entry"
                return f"{old.name}: {old.value} → {field.value}, from another entry"
    connection.execute("DELETE FROM fields WHERE id = ?", (old.id,))
    return f"{old.name} removed"


def set_field(
    connection: sqlite3.Connection,
    source: int,
    new: Field,
    *,
    row: int = 0,
    position: int = 0,
    block: int | None,
) -> None:
    """Write one field of a source: over a row of the table, or as a new one at a position."""
    if row:
        connection.execute(
            "UPDATE fields SET value = ?, text = ?, line = ?, block = ? WHERE id = ?",
            (new.value, new.text, new.line, block, row),
        )
    else:
        connection.execute(
            "INSERT INTO fields (source, position, name, value, text, line, block) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (source, position, new.name, new.value, new.text, new.line, block),
        )


def derive(connection: sqlite3.Connection, source: int) -> None:
    """Bring title, year, people and identifiers of a source in line with its fields."""
    from litreview.storage.load import fields_of

    fields = fields_of(connection, source)
    texts = {item.name: item.text for item in fields}
    connection.execute(
        "UPDATE sources SET title = ?, year = ? WHERE id = ?",
        (texts.get("title", ""), year_in(fields), source),
    )
    people = [
        person for item in fields if item.name in NAME_FIELDS for person in parse_names(item.value, item.name)
    ]
    rows = person_rows(source, people)
    held = connection.execute(
        "SELECT source, role, position, family, given, prefix, suffix, literal FROM people"
        " WHERE source = ? ORDER BY id",
        (source,),
    ).fetchall()
    if rows != held:
        connection.execute("DELETE FROM people WHERE source = ?", (source,))
        insert_people(connection, rows)
    found = [(source, item.kind, item.value) for item in identifiers_of(fields)]
    if (
        found
        != connection.execute(
            "SELECT source, kind, value FROM identifiers WHERE source = ? ORDER BY id", (source,)
        ).fetchall()
    ):
        connection.execute("DELETE FROM identifiers WHERE source = ?", (source,))
        connection.executemany("INSERT INTO identifiers (source, kind, value) VALUES (?, ?, ?)", found)


def remove_source(connection: sqlite3.Connection, source: int) -> dict[str, int]:
    """Remove a source with its notes, tags and blocks; gives how many notes and tags went with it.

    The files it stood in are forgotten as read, so that adding them again brings it back; what was decided of
    it as a duplicate stays.
    """
    notes = [row[0] for row in connection.execute("SELECT id FROM notes WHERE source = ?", (source,))]
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS going (note INTEGER)")
    connection.execute("DELETE FROM going")
    connection.executemany("INSERT INTO going VALUES (?)", [(note,) for note in notes])
    tags = connection.execute(
        "DELETE FROM tags WHERE source = ? OR note IN (SELECT note FROM going)", (source,)
    ).rowcount
    for table in ("labels", "attributes", "places"):
        connection.execute(f"DELETE FROM {table} WHERE note IN (SELECT note FROM going)")
    connection.execute("DELETE FROM notes WHERE source = ?", (source,))
    for side in ("one_source", "other_source"):
        connection.execute(f"UPDATE decisions SET {side} = NULL WHERE {side} = ?", (source,))
    for table in SOURCE_PARTS:
        connection.execute(f"DELETE FROM {table} WHERE source = ?", (source,))
    connection.execute(
        "UPDATE files SET digest = '' WHERE id IN (SELECT file FROM blocks WHERE source = ?)", (source,)
    )
    connection.execute("DELETE FROM blocks WHERE source = ?", (source,))
    connection.execute("DELETE FROM sources WHERE id = ?", (source,))
    return {"notes": len(notes), "tags": tags}
