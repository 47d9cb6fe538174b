"""Keep the full-text indexes in step with the texts: what an operation changed is read from its journal.

No triggers: with trusted_schema = OFF, SQLite refuses virtual tables in them (seen with 3.40), and one
pass at the end of an operation is faster than one for each row.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

INDEXED = ("fields", "notes")
"""Tables whose `text` is indexed."""

INDEX_TABLES = tuple(
    f"CREATE VIRTUAL TABLE {table}_search USING fts5 (text, content = '{table}', content_rowid = 'id',"
    " tokenize = 'unicode61 remove_diacritics 2')"
    for table in INDEXED
)


def follow(connection: sqlite3.Connection, operation: int) -> None:
    """Bring the indexes up to what an operation did."""
    for table in INDEXED:
        index = f"{table}_search"
        inserted = "SELECT row FROM journal WHERE operation = ?1 AND relation = ?2 AND old IS NULL"
        before: dict[int, str] = {}
        for row, old in connection.execute(
            "SELECT row, old FROM journal WHERE operation = ?1 AND relation = ?2 AND instr(old, '\"text\":') > 0"
            f" AND row NOT IN ({inserted}) ORDER BY id",
            (operation, table),
        ):
            before.setdefault(row, json.loads(old, strict=False)["text"])
        connection.executemany(
            f"INSERT INTO {index} ({index}, rowid, text) VALUES ('delete', ?, ?)", list(before.items())
        )
        connection.executemany(
            f"INSERT INTO {index} (rowid, text) SELECT id, text FROM {table} WHERE id = ?",
            [(row,) for row in before],
        )
        connection.execute(
            f"INSERT INTO {index} (rowid, text) SELECT id, text FROM {table} WHERE id IN ({inserted})",
            (operation, table),
        )
