"""Give back a file as it was read, from its blocks and what stood between them, and what was edited since."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class Held:
    """A file as the library holds it: how it was read, its blocks' words, and what stands between them.

    gaps is () where that is not known; sources has the source of each block (0: none).
    """

    path: str
    format: str
    encoding: str
    digest: str
    gaps: tuple[str, ...]
    raws: tuple[str, ...]
    sources: tuple[int, ...]


@dataclass(slots=True)
class Edits:
    """What a person set in a source: fields in LaTeX by name ("": removed), and its type now."""

    key: str
    type: str
    fields: dict[str, str] = field(default_factory=dict)


def held(connection: sqlite3.Connection, path: str) -> Held | None:
    """Give a bibliography as the library holds it, by the path that it knows it by."""
    row = connection.execute(
        "SELECT id, format, encoding, digest, layout FROM files WHERE path = ?", (path,)
    ).fetchone()
    if row is None:
        return None
    number, kind, encoding, digest, layout = row
    blocks = connection.execute(
        "SELECT raw, ifnull(source, 0) FROM blocks WHERE file = ? AND position IS NOT NULL ORDER BY position",
        (number,),
    ).fetchall()
    raws, sources = zip(*blocks, strict=True) if blocks else ((), ())
    return Held(path, kind, encoding, digest, tuple(json.loads(layout or "[]")), raws, sources)


def bibliographies(connection: sqlite3.Connection) -> list[str]:
    """Give the paths of the files with records that were read, in order."""
    rows = connection.execute("SELECT path FROM files WHERE id IN (SELECT file FROM blocks) ORDER BY path")
    return [row[0] for row in rows]


def edits(connection: sqlite3.Connection, path: str) -> dict[int, Edits]:
    """Give what a person changed in the sources of a file, by source.

    Only where the file is the one place of the source is its type compared: elsewhere another file may have set it.
    """
    rows = connection.execute(
        "SELECT s.id, s.key, s.type, e.name, e.value FROM sources s LEFT JOIN fields e"
        " ON e.source = s.id AND e.block IS NULL WHERE s.id IN (SELECT source FROM blocks WHERE position IS NOT NULL"
        " AND file = (SELECT id FROM files WHERE path = ?)) AND (e.id IS NOT NULL OR 1 ="
        " (SELECT count(*) FROM blocks b WHERE b.source = s.id)) ORDER BY s.id, e.position",
        (path,),
    )
    found: dict[int, Edits] = {}
    for source, key, kind, name, value in rows:
        known = found.setdefault(source, Edits(key, kind))
        if name is not None:
            known.fields[name] = value
    return found
