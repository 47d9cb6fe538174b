"""Bring the notes and tags of several sources together under one; what two of them say alike is kept once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from litreview.matching.notes import identity
from litreview.storage.notes import COLUMNS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

STRENGTH = ("confirmed", "suggested", "rejected")
"""What a tag's status counts: rejected holds only where nothing else says otherwise."""


def join_tags(
    connection: sqlite3.Connection, column: Literal["source", "note"], keeper: int, others: Sequence[int]
) -> None:
    """Hand the tags of sources, or of notes, to another one; of two on the same words the stronger one is kept.

    Among equals it is a person's. A tag that files ask for has the place and the stance of the first of them: what
    reading them again would give.
    """
    tags = defaultdict(list)
    for owner in (keeper, *others):
        rows = connection.execute(
            "SELECT t.id, t.theme, t.coder, t.quote, t.locator, t.status, t.origin, f.path, t.line"
            f" FROM tags t LEFT JOIN files f ON f.id = t.file WHERE t.{column} = ?",
            (owner,),
        )
        for number, *same, status, origin, path, line in rows:
            strength = STRENGTH.index(status), origin == "note", number
            tags[tuple(same)].append((strength, (path or "", line, number)))
    for group in tags.values():
        (_, by_note, kept), _ = min(group)
        first = min(place for (_, asked, _), place in group if asked)[-1] if by_note else kept
        if first != kept:
            connection.execute(
                "UPDATE tags SET (file, line, stance) = (SELECT file, line, stance FROM tags WHERE id = ?)"
                " WHERE id = ?",
                (first, kept),
            )
        gone = [(number,) for (_, _, number), _ in group if number != kept]
        connection.executemany("DELETE FROM tags WHERE id = ?", gone)
    _hand_over(connection, "tags", column, keeper, others)


def _hand_over(
    connection: sqlite3.Connection, table: str, column: str, keeper: int, others: Sequence[int]
) -> None:
    connection.executemany(
        f"UPDATE {table} SET {column} = ? WHERE {column} = ?", [(keeper, other) for other in others]
    )


class _Note(NamedTuple):
    """A note of one of the sources: how it counts among those that say the same, and where it stands first."""

    rank: tuple[int, int]
    place: tuple[str, int] | None
    owner: int


def join_notes(connection: sqlite3.Connection, keeper: int, others: Sequence[int]) -> None:
    """Hand the notes of sources to another one; the same words in files of both are one note with two places."""
    alike: defaultdict[str, list[_Note]] = defaultdict(list)
    for source in (keeper, *others):
        rows = connection.execute(
            "SELECT n.id, n.kind, n.text, n.locator, n.origin, f.path, p.line FROM notes n LEFT JOIN places p"
            " ON p.note = n.id LEFT JOIN files f ON f.id = p.file WHERE n.source = ? ORDER BY n.id, f.path, p.line",
            (source,),
        )
        seen: set[int] = set()
        for number, kind, text, locator, origin, path, line in rows:
            if number not in seen:  # its first place
                seen.add(number)
                rank = {"command": 0, "file": 1 if path else 3, "removed": 2}[origin]
                place = (path, line) if path else None
                alike[identity(kind, "", text, locator)].append(_Note((rank, number), place, source))
    _hand_over(connection, "notes", "source", keeper, others)
    for notes in alike.values():
        if len({note.owner for note in notes}) > 1:
            _unite(connection, notes)


def _unite(connection: sqlite3.Connection, notes: Sequence[_Note]) -> None:
    """Make one note of several that say the same: what a person wrote or can see is kept before what is aside.

    Its words are those that stand first in the files, as they would be read from there.
    """
    kept, *others = [note.rank[1] for note in sorted(notes)]
    first = min((note for note in notes if note.place), key=lambda note: note.place or ("", 0), default=None)
    if first is not None and first.rank[1] != kept:
        names = ", ".join(COLUMNS)
        words = connection.execute(f"SELECT {names} FROM notes WHERE id = ?", (first.rank[1],)).fetchone()
        connection.execute(
            f"UPDATE notes SET ({names}) = (?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?", (*words, kept)
        )
    for table in ("places", "labels", "attributes"):
        _hand_over(connection, table, "note", kept, others)
    join_tags(connection, "note", kept, others)
    connection.executemany("DELETE FROM notes WHERE id = ?", [(note,) for note in others])
