"""One command, one operation: run it whole or not at all, list what was done, and take it back."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from litreview.errors import UsageProblem
from litreview.storage.connect import in_memory, writing
from litreview.storage.fulltext import follow
from litreview.storage.matching import follow_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from litreview.matching.comparable import Form

IDENTIFIER = re.compile(r"[a-z_]+")


@dataclass(slots=True)
class Operation:
    """A command under way: its connection, its number (0 once it turned out to change nothing).

    forms are those of the sources that it touched, once it is done (see `matching.follow_keys`).
    """

    connection: sqlite3.Connection
    id: int
    summary: str = ""
    forms: Mapping[int, Form] = field(default_factory=dict)


class Logged(NamedTuple):
    """One line of the log; undone_by is the operation that took it back, 0 if none does now."""

    id: int
    at: str
    command: str
    summary: str
    undoes: int
    undone_by: int


class Change(NamedTuple):
    """How many rows of a table an operation inserted, changed and deleted."""

    inserted: int
    updated: int
    deleted: int


@contextmanager
def operation(path: Path, command: str, *, dry_run: bool = False) -> Iterator[Operation]:
    """Run a block as one operation on the library; raises StoreError.

    Nothing is left behind, not even the operation's number, when it changed no row or was a dry
    run; a dry run without a library works on one in memory.
    """
    with in_memory() if dry_run and not path.exists() else writing(path) as connection:
        started = datetime.now(UTC).isoformat(timespec="seconds")
        cursor = connection.execute(
            "INSERT INTO operations (at, command, summary) VALUES (?, ?, '')", (started, command)
        )
        current = Operation(connection, cursor.lastrowid or 0)
        yield current
        if dry_run or not _wrote(connection, current.id):
            connection.execute("ROLLBACK")
            current.id = 0
        else:
            follow(connection, current.id)
            current.forms = follow_keys(connection, current.id)
            connection.execute(
                "UPDATE operations SET summary = ? WHERE id = ?", (current.summary, current.id)
            )


@contextmanager
def bulk(current: Operation, *tables: str) -> Iterator[None]:
    """Insert many rows in a block: the journal gets them at its end, all at once.

    A trigger for each row takes as long as the row itself. Changes and deletions are journalled as ever.
    """
    connection = current.connection
    ends = {
        table: connection.execute(f"SELECT ifnull(max(id), 0) FROM {_name(table)}").fetchone()[0]
        for table in tables
    }
    triggers = [f"{table}_insert" for table in tables]
    marks = ", ".join("?" * len(triggers))
    made = connection.execute(f"SELECT sql FROM sqlite_master WHERE name IN ({marks})", triggers).fetchall()
    for trigger in triggers:
        connection.execute(f"DROP TRIGGER {trigger}")
    yield
    for table, end in ends.items():
        connection.execute(
            f"INSERT INTO journal (operation, relation, row) SELECT ?, ?, id FROM {table} WHERE id > ?",
            (current.id, table, end),
        )
    for (sql,) in made:
        connection.execute(sql)


def _wrote(connection: sqlite3.Connection, number: int) -> bool:
    return (
        connection.execute("SELECT 1 FROM journal WHERE operation = ? LIMIT 1", (number,)).fetchone()
        is not None
    )


def changes(connection: sqlite3.Connection, number: int) -> dict[str, Change]:
    """Give what an operation did to each content table."""
    rows = connection.execute(
        "SELECT relation, sum(old IS NULL), sum(old IS NOT NULL AND new IS NOT NULL),"
        " sum(new IS NULL AND old IS NOT NULL)"
        " FROM journal WHERE operation = ? GROUP BY relation",
        (number,),
    )
    return {relation: Change(*counts) for relation, *counts in rows}


def log(connection: sqlite3.Connection, source: int = 0) -> list[Logged]:
    """Give the operations, newest first; with a source's id, those that touched it."""
    rows = connection.execute(
        "SELECT id, at, command, summary, ifnull(undoes, 0) FROM operations ORDER BY id"
    ).fetchall()
    alive = _alive({row[0]: row[4] for row in rows})
    undone = {row[4]: row[0] for row in rows if row[4] and row[0] in alive}
    touched = _touching(connection, source) if source else None
    return [
        Logged(*(*row, undone.get(row[0], 0)))
        for row in reversed(rows)
        if touched is None or row[0] in touched
    ]


def _touching(connection: sqlite3.Connection, source: int) -> set[int]:
    rows = connection.execute(
        "SELECT DISTINCT operation FROM journal WHERE relation = 'sources' AND row = :id"
        " OR relation = 'fields' AND row IN (SELECT id FROM fields WHERE source = :id)"
        " OR relation = 'notes' AND row IN (SELECT id FROM notes WHERE source = :id)"
        " OR relation = 'tags' AND row IN (SELECT t.id FROM tags t LEFT JOIN notes n ON n.id = t.note"
        "   WHERE coalesce(t.source, n.source) = :id)"
        " OR relation IN ('fields', 'notes', 'tags') AND old IS NOT NULL AND json_extract(old, '$.source') = :id",
        {"id": source},
    )
    return {row[0] for row in rows}


def _alive(undoes: dict[int, int]) -> set[int]:
    """Give the operations in force, of number -> number it undoes: an undo that was undone is not."""
    alive: set[int] = set()
    cancelled: set[int] = set()
    for number in sorted(undoes, reverse=True):
        if number not in cancelled:
            alive.add(number)
            cancelled.add(undoes[number])
    return alive


def _is_undo(number: int, undoes: dict[int, int]) -> bool:
    """Whether an operation takes back; one that undoes an undo does again."""
    depth = 0
    while undoes.get(number):
        number, depth = undoes[number], depth + 1
    return depth % 2 == 1


def in_force(connection: sqlite3.Connection) -> set[int]:
    """Give the operations whose work stands: neither undone nor such that only take back."""
    undoes = dict(connection.execute("SELECT id, ifnull(undoes, 0) FROM operations"))
    return {number for number in _alive(undoes) if not _is_undo(number, undoes)}


def _last_undoable(connection: sqlite3.Connection, before: int) -> int:
    """Give the newest operation in force that is no undo; raises UsageProblem when there is none."""
    candidates = [number for number in in_force(connection) if number < before]
    if not candidates:
        raise UsageProblem(
            "there is nothing to undo", "litreview log lists the operations; undo NUMBER takes one back"
        )
    return max(candidates)


NAMED = {
    "sources": "source",
    "fields": "field",
    "notes": "note",
    "tags": "tag",
    "themes": "theme",
    "settings": "setting",
    "decisions": "decision",
}
"""Tables whose rows are counted for people."""


def describe(done: dict[str, Change]) -> str:
    """Say in words what an operation did to the things that people know."""
    shown = {relation: done[relation] for relation in NAMED if relation in done}
    if "sources" in shown and not shown["sources"].updated:
        shown.pop("fields", None)  # they came or went with their sources
    parts = [
        f"{count} {NAMED[relation]}{'' if count == 1 else 's'} {verb}"
        for relation, change in shown.items()
        for count, verb in zip(change, ("added", "changed", "removed"), strict=True)
        if count
    ]
    return ", ".join(parts) or "nothing that is counted"


def undo(path: Path, number: int | None, *, dry_run: bool = False) -> tuple[Operation, int]:
    """Take an operation back, the last one in force where no number is given.

    Gives the operation that did so and the number undone. Raises UsageProblem where a later
    operation in force touched the same rows, naming it.
    """
    with operation(path, "undo", dry_run=dry_run) as current:
        connection = current.connection
        target = number if number is not None else _last_undoable(connection, current.id)
        _check_undoable(connection, target, current.id)
        connection.execute("PRAGMA defer_foreign_keys = ON")
        connection.execute(
            "UPDATE operations SET undoes = ?, command = ? WHERE id = ?",
            (target, f"undo {target}", current.id),
        )
        rows = connection.execute(
            "SELECT relation, row, old, new FROM journal WHERE operation = ? ORDER BY id DESC", (target,)
        ).fetchall()
        try:
            for relation, row, old, new in rows:
                _revert(connection, relation, row, old, new)
        except sqlite3.IntegrityError:  # a key or a name that something else has by now
            raise _refusal(target, _last_before(connection, current.id)) from None
        for relation, row, *_ in connection.execute("PRAGMA foreign_key_check").fetchall():
            raise _refusal(target, _last_before(connection, current.id, relation, row))
        current.summary = describe(changes(connection, current.id))
    return current, target


def _check_undoable(connection: sqlite3.Connection, target: int, current: int) -> None:
    undoes = dict(connection.execute("SELECT id, ifnull(undoes, 0) FROM operations WHERE id < ?", (current,)))
    if target not in undoes:
        raise UsageProblem(f"there is no operation {target}", "litreview log lists them")
    alive = _alive(undoes)
    if target not in alive:
        by = next(number for number in alive if undoes[number] == target) if target in undoes.values() else 0
        raise UsageProblem(
            f"operation {target} is undone already", f"litreview undo {by} does it again" if by else ""
        )
    # one that undoes a later one cancels out with it
    later = [number for number in alive if target < number and undoes[number] <= target]
    marks = ",".join("?" * len(later))
    # as a set, not as a join, which would compare each row of one with each of the other
    clash = connection.execute(
        f"SELECT max(operation) FROM journal WHERE operation IN ({marks})"
        " AND (relation, row) IN (SELECT relation, row FROM journal WHERE operation = ?)",
        (*later, target),
    ).fetchone()[0]
    if clash:
        raise _refusal(target, clash)


def _refusal(target: int, later: int) -> UsageProblem:
    return UsageProblem(
        f"operation {later} changed some of the same things after operation {target}",
        f"take that one back first: litreview undo {later}",
    )


def _last_before(connection: sqlite3.Connection, current: int, relation: str = "", row: int = 0) -> int:
    """Give the last operation in force before the current one, or the last that wrote a row."""
    undoes = dict(connection.execute("SELECT id, ifnull(undoes, 0) FROM operations WHERE id < ?", (current,)))
    wrote = connection.execute(
        "SELECT max(operation) FROM journal WHERE relation = ? AND row = ? AND operation < ?",
        (relation, row, current),
    ).fetchone()[0]
    return int(wrote or max(_alive(undoes)))


def _revert(
    connection: sqlite3.Connection, relation: str, row: int, old: str | None, new: str | None
) -> None:
    """Put one row back as it was before: the names come from our own triggers, the values are bound."""
    if old is None:
        connection.execute(f"DELETE FROM {_name(relation)} WHERE id = ?", (row,))
        return
    values: dict[str, object] = json.loads(old, strict=False)  # most control characters are kept bare
    names = [_name(name) for name in values]
    if new is None:
        marks = ", ".join("?" * len(names))
        connection.execute(
            f"INSERT INTO {_name(relation)} ({', '.join(names)}) VALUES ({marks})", tuple(values.values())
        )
    else:
        assignments = ", ".join(f"{name} = ?" for name in names)  # the id among them is the row's own
        connection.execute(
            f"UPDATE {_name(relation)} SET {assignments} WHERE id = ?", (*values.values(), row)
        )


def _name(word: str) -> str:
    """Refuse what is no plain name: a journal that was tampered with must not become SQL."""
    if not IDENTIFIER.fullmatch(word):
        raise ValueError(word)
    return word
