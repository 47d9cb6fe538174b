"""Answer a person's SQL: reading only, this library only."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from litreview.errors import UsageProblem
from litreview.storage.connect import reading

if TYPE_CHECKING:
    from pathlib import Path


def ask(path: Path, query: str) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Give the columns and rows of one statement; raises UsageProblem for one that is wrong or writes."""

    def allow(action: int, *_: str | None) -> int:
        # an attached file would be open for writing
        return (
            sqlite3.SQLITE_DENY
            if action in {sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH}
            else sqlite3.SQLITE_OK
        )

    with reading(path) as connection:
        connection.set_authorizer(allow)
        try:
            cursor = connection.execute(query)
            rows = cursor.fetchall()
        except (
            sqlite3.OperationalError,
            sqlite3.ProgrammingError,
            sqlite3.DatabaseError,
            sqlite3.Warning,
        ) as error:
            raise UsageProblem(
                f"SQL: {error}", "litreview sql only reads; the views are library and matrix"
            ) from error
        names = tuple(column[0] for column in cursor.description or ())
    return names, [tuple(row) for row in rows]
