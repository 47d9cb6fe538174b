"""Store tags: who or what ties a theme to a source, from which words; a person's word outranks a file's."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from litreview.storage.codebook import theme_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable

    from litreview.model import Stance
    from litreview.storage.operations import Operation


ROWS = {
    "labels": ("label", "stance", "coder", "file", "line"),
    "attributes": ("name", "value", "file", "line"),
}
"""Columns of the tables that hold what else a note file says."""


class Wanted(NamedTuple):
    """A tag that a note file asks for: the theme's path, its stance and coder, and where it does so."""

    theme: str
    stance: Stance
    coder: str
    file: int
    line: int


class Target(NamedTuple):
    """What a tag or label hangs on: a source, or a note; the other is None."""

    source: int | None
    note: int | None

    @property
    def where(self) -> str:
        """Give the SQL condition for it, with two marks for values."""
        return "source IS ? AND note IS ?"


def tag(
    operation: Operation, target: Target, theme: str, *, quote: str = "", locator: str = "", coder: str = ""
) -> bool:
    """Tie a theme to a source or note by a person's word; gives whether anything changed.

    A tag that was rejected or only suggested before becomes confirmed.
    """
    connection, number = operation.connection, theme_id(operation.connection, theme)
    row = connection.execute(
        f"SELECT id, status, origin FROM tags WHERE theme = ? AND {target.where} AND coder = ? AND quote = ?"
        " AND locator = ?",
        (number, *target, coder, quote, locator),
    ).fetchone()
    if row is None:
        connection.execute(
            "INSERT INTO tags (theme, source, note, quote, locator, stance, coder, origin, status, file, line, made)"
            " VALUES (?, ?, ?, ?, ?, '', ?, 'person', 'confirmed', NULL, 0, ?)",
            (number, *target, quote, locator, coder, operation.id),
        )
        return True
    if row[1] == "confirmed":
        return False
    connection.execute("UPDATE tags SET status = 'confirmed', origin = 'person' WHERE id = ?", (row[0],))
    return True


def untag(
    operation: Operation, target: Target, theme: str, *, coder: str = "", quote: str = "", locator: str = ""
) -> bool:
    """Take a theme off a source or note; coder, quote and locator narrow it where given.

    What a person tagged is deleted. What a file says is marked as rejected, so that reading the
    file again does not bring it back. Gives whether anything changed.
    """
    connection = operation.connection
    narrower = [
        (name, value) for name, value in (("coder", coder), ("quote", quote), ("locator", locator)) if value
    ]
    condition = f"theme = ? AND {target.where}" + "".join(f" AND {name} = ?" for name, _ in narrower)
    values = (theme_id(connection, theme), *target, *(value for _, value in narrower))
    rejected = connection.execute(
        f"UPDATE tags SET status = 'rejected' WHERE {condition} AND file IS NOT NULL AND status <> 'rejected'",
        values,
    ).rowcount
    deleted = connection.execute(f"DELETE FROM tags WHERE {condition} AND file IS NULL", values).rowcount
    return bool(rejected or deleted)


def sync_tags(operation: Operation, target: Target, files: Collection[int], wanted: Iterable[Wanted]) -> None:
    """Bring the tags on a source or note to what the files that were just read say.

    Tags of other files stay, and so do those that a person made, confirmed or rejected.
    """
    connection = operation.connection
    asked: dict[tuple[int, str], Wanted] = {}
    for item in wanted:
        asked.setdefault((theme_id(connection, item.theme), item.coder), item)
    rows = connection.execute(
        f"SELECT id, theme, coder, stance, line, origin, status, file FROM tags WHERE {target.where} AND quote = ''"
        " AND locator = ''",
        target,
    ).fetchall()
    for number, theme, coder, stance, line, origin, status, file in rows:
        asks = asked.pop((theme, coder), None)
        if origin != "note":
            continue
        if asks is None:
            if status == "confirmed" and file in files:
                connection.execute("DELETE FROM tags WHERE id = ?", (number,))
        elif file in files and (stance, line, file) != (asks.stance, asks.line, asks.file):
            connection.execute(
                "UPDATE tags SET stance = ?, line = ?, file = ? WHERE id = ?",
                (asks.stance, asks.line, asks.file, number),
            )
    for (theme, coder), asks in asked.items():
        connection.execute(
            "INSERT INTO tags (theme, source, note, quote, locator, stance, coder, origin, status, file, line, made)"
            " VALUES (?, ?, ?, '', '', ?, ?, 'note', 'confirmed', ?, ?, ?)",
            (theme, *target, asks.stance, coder, asks.file, asks.line, operation.id),
        )


def sync_rows(
    connection: sqlite3.Connection,
    table: str,
    target: Target,
    files: Collection[int],
    wanted: Iterable[tuple[object, ...]],
) -> None:
    """Bring the labels or attributes of a source or note to what the files that were just read say.

    Rows are in the order of `ROWS[table]`; those of other files stay.
    """
    names = ROWS[table]
    held = {
        tuple(row[1:]): row[0]
        for row in connection.execute(
            f"SELECT id, {', '.join(names)} FROM {table} WHERE {target.where}", target
        )
        if row[1 + names.index("file")] in files
    }
    marks = ", ".join("?" * (len(names) + 2))
    for row in dict.fromkeys(wanted):
        if held.pop(row, None) is None:
            connection.execute(
                f"INSERT INTO {table} ({', '.join(names)}, source, note) VALUES ({marks})", (*row, *target)
            )
    connection.executemany(f"DELETE FROM {table} WHERE id = ?", [(number,) for number in held.values()])
