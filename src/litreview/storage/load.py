"""Read the library into an immutable snapshot, with plain rows: this is the way of every command that only looks."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from litreview.model import Codebook, Facet, Field, Identifier, Library, Note, Person, Source, Tag, Theme
from litreview.storage.inheritance import with_inherited

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

LIVE = "(n.origin = 'command' OR n.origin = 'file' AND EXISTS (SELECT 1 FROM places p WHERE p.note = n.id))"
"""SQL: the note n is neither a tombstone nor removed by a person."""


T = TypeVar("T")


def _grouped(rows: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    groups: defaultdict[int, list[T]] = defaultdict(list)
    for owner, item in rows:
        groups[owner].append(item)
    return groups


def load_library(connection: sqlite3.Connection, *, details: bool = True) -> Library:
    """Give the whole library; without details the sources have no fields and no identifiers.

    What a source inherits from another one is among its own, and named (see `Source.inherited`).
    """
    return Library(
        sources=load_sources(connection, details=details),
        notes=load_notes(connection),
        codebook=load_codebook(connection),
        tags=load_tags(connection),
    )


def load_sources(connection: sqlite3.Connection, *, details: bool = True) -> tuple[Source, ...]:
    """Give all sources in the order of their keys."""
    people = _grouped(
        (row[0], Person(*row[1:]))
        for row in connection.execute(
            "SELECT source, role, family, given, prefix, suffix, literal FROM people ORDER BY source, position"
        )
    )
    facets = _grouped(
        (row[0], (row[1], row[2]))
        for row in connection.execute(
            "SELECT source, name, value FROM attributes WHERE source IS NOT NULL ORDER BY id"
        )
    )
    aliases = _grouped(connection.execute("SELECT source, alias FROM aliases ORDER BY source, alias"))
    fields: dict[int, list[Field]] = {}
    identifiers: dict[int, list[Identifier]] = {}
    if details:
        fields = _grouped(
            (row[0], Field(*row[1:]))
            for row in connection.execute(
                "SELECT source, name, value, text, line FROM fields WHERE value <> '' ORDER BY source, position"
            )
        )
        identifiers = _grouped(
            (row[0], Identifier(*row[1:]))
            for row in connection.execute("SELECT source, kind, value FROM identifiers ORDER BY source, id")
        )
    sources = tuple(
        Source(
            key=key,
            type=kind,
            title=title,
            year=year,
            people=tuple(people.get(number, ())),
            fields=tuple(fields.get(number, ())),
            identifiers=tuple(identifiers.get(number, ())),
            facets=tuple(facets.get(number, ())),
            id=number,
            aliases=tuple(aliases.get(number, ())),
        )
        for number, key, kind, title, year in connection.execute(
            "SELECT id, key, type, title, year FROM sources ORDER BY key"
        )
    )
    return with_inherited(connection, sources, fields_of, details=details)


def fields_of(connection: sqlite3.Connection, source: int) -> tuple[Field, ...]:
    """Give the fields of one source in their order."""
    rows = connection.execute(
        "SELECT name, value, text, line FROM fields WHERE source = ? AND value <> '' ORDER BY position",
        (source,),
    )
    return tuple(Field(*row) for row in rows)


def load_notes(connection: sqlite3.Connection) -> tuple[Note, ...]:
    """Give all notes that are no tombstones, in the order of their ids, each with its first place."""
    facets = _grouped(
        (row[0], (row[1], row[2]))
        for row in connection.execute(
            "SELECT note, name, value FROM attributes WHERE note IS NOT NULL ORDER BY id"
        )
    )
    rows = connection.execute(
        "SELECT n.id, n.kind, n.text, ifnull(s.key, ''), n.locator, n.handle, n.coder, ifnull(f.path, ''),"
        f" ifnull(w.line, 0) FROM notes n LEFT JOIN sources s ON s.id = n.source LEFT JOIN places w ON w.id ="
        " (SELECT min(id) FROM places WHERE note = n.id) LEFT JOIN files f ON f.id = w.file"
        f" WHERE {LIVE} ORDER BY n.id"
    )
    return tuple(Note(*(*row, tuple(facets.get(row[0], ())))) for row in rows)


def load_codebook(connection: sqlite3.Connection) -> Codebook:
    """Give the codebook in its own order, parents before children."""
    aliases = _grouped(
        (row[0], row[1])
        for row in connection.execute("SELECT theme, alias FROM theme_aliases ORDER BY theme, position, id")
    )
    values = _grouped(
        (row[0], row[1])
        for row in connection.execute("SELECT facet, value FROM facet_values ORDER BY facet, position, id")
    )
    themes = connection.execute(
        "SELECT id, path, label, definition FROM themes ORDER BY position, id"
    ).fetchall()
    facets = connection.execute(
        "SELECT id, name, label, definition FROM facets ORDER BY position, id"
    ).fetchall()
    return Codebook(
        themes=tuple(
            Theme(path, label, definition, tuple(aliases.get(number, ())))
            for number, path, label, definition in themes
        ),
        facets=tuple(
            Facet(name, label, definition, tuple(values.get(number, ())))
            for number, name, label, definition in facets
        ),
    )


def load_tags(connection: sqlite3.Connection) -> tuple[Tag, ...]:
    """Give all tags on sources and on notes that are no tombstones, the rejected ones too."""
    rows = connection.execute(
        "SELECT h.path, ifnull(s.key, ''), ifnull(t.note, 0), t.quote, t.locator, t.stance, t.coder, t.origin,"
        " t.status, o.at, ifnull(f.path, ''), t.line FROM tags t JOIN themes h ON h.id = t.theme"
        " LEFT JOIN notes n ON n.id = t.note LEFT JOIN sources s ON s.id = coalesce(t.source, n.source)"
        " JOIN operations o ON o.id = t.made LEFT JOIN files f ON f.id = t.file"
        f" WHERE n.id IS NULL OR {LIVE} ORDER BY t.id"
    )
    return tuple(Tag(*row) for row in rows)


def load_labels(connection: sqlite3.Connection) -> list[tuple[str, str, int]]:
    """Give the free tags: label, path and line of each."""
    return connection.execute(
        "SELECT l.label, f.path, l.line FROM labels l JOIN files f ON f.id = l.file ORDER BY l.label, f.path, l.line"
    ).fetchall()


def source_ids(connection: sqlite3.Connection) -> dict[str, int]:
    """Give the id of every source by its key, and by every alias of it; the keys come last, and outrank aliases."""
    keys = dict(connection.execute("SELECT key, id FROM sources"))
    aliases = connection.execute("SELECT alias, source FROM aliases")
    return {alias: number for alias, number in aliases if alias not in keys} | keys


def changed_keys(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Give the keys that files or an earlier library use for a source, and what it is called here.

    A key that another source has is left out: replacing it in a text would change whom it cites. What a merge made
    of a key outranks what a file means by it.
    """
    return connection.execute(
        "SELECT a.alias, s.key FROM aliases a JOIN sources s ON s.id = a.source UNION"
        " SELECT b.key, s.key FROM blocks b JOIN sources s ON s.id = b.source WHERE b.key <> '' AND b.key <> s.key"
        " AND b.key NOT IN (SELECT key FROM sources UNION SELECT alias FROM aliases) ORDER BY 1, 2"
    ).fetchall()


def printed_places(connection: sqlite3.Connection) -> dict[int, tuple[str, int]]:
    """Give, for each source by its number, the file and line of an entry that stands in a file: the one added last."""
    rows = connection.execute(
        "SELECT b.source, f.path, b.line FROM blocks b JOIN files f ON f.id = b.file"
        " WHERE b.source IS NOT NULL AND b.position IS NOT NULL ORDER BY b.id"
    )
    return {source: (path, line) for source, path, line in rows}


def note_files(connection: sqlite3.Connection) -> list[str]:
    """Give the paths of the files in which notes of the library stand."""
    rows = connection.execute(
        "SELECT path FROM files WHERE format = 'notes' AND (id IN (SELECT file FROM places) OR id IN (SELECT file FROM"
        " tags WHERE source IS NOT NULL)) ORDER BY path"
    )
    return [row[0] for row in rows]


def has_open_notes(connection: sqlite3.Connection) -> bool:
    """Whether notes or remarks are waiting for their source to come into the library."""
    waiting = "SELECT 1 FROM notes WHERE source IS NULL UNION ALL SELECT 1 FROM remarks LIMIT 1"
    return connection.execute(waiting).fetchone() is not None
