"""Make one source of several: whatever hung on any of them hangs on the one that is kept."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from litreview.matching.union import Conflict, Owned, unite
from litreview.model import Field
from litreview.storage.change import derive
from litreview.storage.decisions import Party, decide, hand_over, party
from litreview.storage.merge_notes import join_notes, join_tags

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from litreview.storage.operations import Operation

TYPE = "entrytype"
"""What the type of an entry is called among the fields."""


def standing(connection: sqlite3.Connection, source: int) -> int:
    """Give how many notes and tags hang on a source."""
    notes = "SELECT id FROM notes WHERE source = :source"
    counted = connection.execute(
        f"SELECT (SELECT count(*) FROM ({notes})) + (SELECT count(*) FROM tags WHERE source = :source)"
        f" + (SELECT count(*) FROM tags WHERE note IN ({notes}))",
        {"source": source},
    )
    return int(counted.fetchone()[0])


def merge_sources(
    operation: Operation, keeper: int, others: Sequence[int], take: Mapping[str, int] | None = None
) -> tuple[Conflict, ...]:
    """Make some sources part of another one, which keeps its key; gives the values that gave way.

    take names, by field, the source to take it from. The entries of all become entries of the keeper, their keys
    its aliases, and that they are one work is kept as a person's decision.
    """
    connection = operation.connection
    keys = {source: _key(connection, source) for source in (keeper, *others)}
    owners = {name: keys[source] for name, source in (take or {}).items()}
    first, *parties = [party(connection, source) for source in keys]
    conflicts = [*_unite_types(connection, keys, owners), *_unite_fields(connection, keys, owners)]
    join_tags(connection, "source", keeper, others)
    join_notes(connection, keeper, others)
    for source in others:
        _hand_over(connection, source, keys[source], keeper)
    derive(connection, keeper)
    for pair in combinations([first, *(Party(other.fingerprint, None) for other in parties)], 2):
        decide(operation, *pair, "same")
    return tuple(conflicts)


def _key(connection: sqlite3.Connection, source: int) -> str:
    return str(connection.execute("SELECT key FROM sources WHERE id = ?", (source,)).fetchone()[0])


def _unite_types(
    connection: sqlite3.Connection, keys: Mapping[int, str], owners: Mapping[str, str]
) -> list[Conflict]:
    """Give the keeper the type that it has, or that is taken from another source; gives the types that differ."""
    keeper = next(iter(keys))
    types = {
        key: connection.execute("SELECT type FROM sources WHERE id = ?", (source,)).fetchone()[0]
        for source, key in keys.items()
    }
    owner = owners.get(TYPE, keys[keeper])
    connection.execute("UPDATE sources SET type = ? WHERE id = ?", (types[owner], keeper))
    return [
        Conflict(TYPE, types[owner], owner, kind, key) for key, kind in types.items() if kind != types[owner]
    ]


def _unite_fields(
    connection: sqlite3.Connection, keys: Mapping[int, str], owners: Mapping[str, str]
) -> tuple[Conflict, ...]:
    """Give the keeper the fields of all; gives the values that gave way, which stay in their entries' words."""
    keeper = next(iter(keys))
    rows: dict[int, tuple[int, int]] = {}  # of each field: source and position
    records = []
    for source, key in keys.items():
        fields = connection.execute(
            "SELECT id, name, value, text, position, block FROM fields WHERE source = ? ORDER BY position",
            (source,),
        ).fetchall()
        rows |= {number: (source, position) for number, _, _, _, position, _ in fields}
        records.append(
            [
                Owned(Field(name, value, text), key, number, by_hand=block is None)
                for number, name, value, text, _, block in fields
            ]
        )
    united = unite(records, owners)
    places = {item.row: (keeper, position) for position, item in enumerate(united.fields)}
    connection.executemany("DELETE FROM fields WHERE id = ?", [(row,) for row in rows if row not in places])
    moved = [(*place, row) for row, place in places.items() if rows[row] != place]
    connection.executemany("UPDATE fields SET source = ?, position = ? WHERE id = ?", moved)
    return united.conflicts


def _hand_over(connection: sqlite3.Connection, source: int, key: str, keeper: int) -> None:
    """Hand what is left of a source to its keeper, its key as well, and let it go."""
    for table in ("blocks", "labels", "attributes", "aliases"):
        connection.execute(f"UPDATE {table} SET source = ? WHERE source = ?", (keeper, source))
    connection.execute(
        "INSERT INTO aliases (alias, source) VALUES (?, ?) ON CONFLICT (alias) DO UPDATE SET source = excluded.source",
        (key, keeper),
    )
    hand_over(connection, source, keeper)
    for table in ("people", "identifiers"):
        connection.execute(f"DELETE FROM {table} WHERE source = ?", (source,))
    connection.execute("DELETE FROM sources WHERE id = ?", (source,))
