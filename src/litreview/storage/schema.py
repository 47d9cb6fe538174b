"""Say what the tables are, and bring older libraries up to date.

Rows that belong to the review's content are journalled by triggers (see undo.py); the journal, the
operations and the full-text indexes are derived or kept by the program itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Database, Migrations

from litreview.storage import APPLICATION_ID, VERSION
from litreview.storage.fulltext import INDEX_TABLES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

TABLES: dict[str, tuple[str, ...]] = {
    # where things came from
    "files": (
        "path TEXT NOT NULL UNIQUE",
        "format TEXT NOT NULL",
        "origin TEXT NOT NULL",
        "digest TEXT NOT NULL",
        "encoding TEXT NOT NULL",
        "made INTEGER NOT NULL REFERENCES operations (id)",
        "layout TEXT NOT NULL DEFAULT ''",  # what stands between its blocks, as a JSON list; "": not known
    ),
    "blocks": (
        "file INTEGER NOT NULL REFERENCES files (id)",
        "position INTEGER",  # NULL: no longer in the file
        "line INTEGER NOT NULL",
        "kind TEXT NOT NULL",
        "key TEXT NOT NULL",
        "raw TEXT NOT NULL",
        "source INTEGER REFERENCES sources (id)",
    ),
    # sources
    "sources": (
        "key TEXT NOT NULL UNIQUE",
        "type TEXT NOT NULL",
        "title TEXT NOT NULL",
        "year TEXT NOT NULL",
        "made INTEGER NOT NULL REFERENCES operations (id)",
    ),
    "fields": (
        "source INTEGER NOT NULL REFERENCES sources (id)",
        "position INTEGER NOT NULL",
        "name TEXT NOT NULL",
        "value TEXT NOT NULL",  # "": removed by a person
        "text TEXT NOT NULL",
        "line INTEGER NOT NULL",
        "block INTEGER REFERENCES blocks (id)",  # NULL: set by a person
        "UNIQUE (source, name)",
    ),
    "people": (
        "source INTEGER NOT NULL REFERENCES sources (id)",
        "role TEXT NOT NULL",
        "position INTEGER NOT NULL",
        "family TEXT NOT NULL",
        "given TEXT NOT NULL",
        "prefix TEXT NOT NULL",
        "suffix TEXT NOT NULL",
        "literal TEXT NOT NULL",
    ),
    "identifiers": (
        "source INTEGER NOT NULL REFERENCES sources (id)",
        "kind TEXT NOT NULL",
        "value TEXT NOT NULL",
    ),
    "aliases": ("alias TEXT NOT NULL UNIQUE", "source INTEGER NOT NULL REFERENCES sources (id)"),
    # notes
    "notes": (
        "source INTEGER REFERENCES sources (id)",
        "kind TEXT NOT NULL",
        "text TEXT NOT NULL",
        "locator TEXT NOT NULL",
        "handle TEXT NOT NULL",
        "coder TEXT NOT NULL",
        "cited TEXT NOT NULL",
        "author_year TEXT NOT NULL",
        "origin TEXT NOT NULL",  # file | command | removed (by a person; its file may still have it)
        "made INTEGER NOT NULL REFERENCES operations (id)",
    ),
    "places": (  # where a note stands; a note from a file without one is a tombstone
        "note INTEGER NOT NULL REFERENCES notes (id)",
        "file INTEGER NOT NULL REFERENCES files (id)",
        "line INTEGER NOT NULL",
    ),
    # the codebook
    "themes": (
        "path TEXT NOT NULL UNIQUE",
        "label TEXT NOT NULL",
        "definition TEXT NOT NULL",
        "position INTEGER NOT NULL",
    ),
    "theme_aliases": (
        "alias TEXT NOT NULL UNIQUE",
        "theme INTEGER NOT NULL REFERENCES themes (id)",
        "position INTEGER NOT NULL",
    ),
    "facets": (
        "name TEXT NOT NULL UNIQUE",
        "label TEXT NOT NULL",
        "definition TEXT NOT NULL",
        "position INTEGER NOT NULL",
    ),
    "facet_values": (
        "facet INTEGER NOT NULL REFERENCES facets (id)",
        "value TEXT NOT NULL",
        "position INTEGER NOT NULL",
    ),
    # what ties them together
    "tags": (
        "theme INTEGER NOT NULL REFERENCES themes (id)",
        "source INTEGER REFERENCES sources (id)",
        "note INTEGER REFERENCES notes (id)",
        "quote TEXT NOT NULL",
        "locator TEXT NOT NULL",
        "stance TEXT NOT NULL",
        "coder TEXT NOT NULL",
        "origin TEXT NOT NULL",  # person | note
        "status TEXT NOT NULL",  # confirmed | suggested | rejected
        "file INTEGER REFERENCES files (id)",
        "line INTEGER NOT NULL",
        "made INTEGER NOT NULL REFERENCES operations (id)",
        "CHECK ((source IS NULL) <> (note IS NULL))",
    ),
    "labels": (  # tags that are no theme of the codebook
        "label TEXT NOT NULL",
        "source INTEGER REFERENCES sources (id)",
        "note INTEGER REFERENCES notes (id)",
        "stance TEXT NOT NULL",
        "coder TEXT NOT NULL",
        "file INTEGER NOT NULL REFERENCES files (id)",
        "line INTEGER NOT NULL",
    ),
    "attributes": (  # facet values and other front matter
        "name TEXT NOT NULL",
        "value TEXT NOT NULL",
        "source INTEGER REFERENCES sources (id)",
        "note INTEGER REFERENCES notes (id)",
        "file INTEGER REFERENCES files (id)",
        "line INTEGER NOT NULL",
    ),
    "remarks": (  # what front matter says of a source that is not in the library yet
        "file INTEGER NOT NULL REFERENCES files (id)",
        "line INTEGER NOT NULL",
        "cited TEXT NOT NULL",
        "author_year TEXT NOT NULL",
        "coder TEXT NOT NULL",
        "name TEXT NOT NULL",  # of an attribute; "": the value is a tag
        "value TEXT NOT NULL",
        "stance TEXT NOT NULL",
    ),
    "settings": ("name TEXT NOT NULL UNIQUE", "value TEXT NOT NULL"),
    # what a person decided of two records: by what they say, and by their sources while these are there
    "decisions": (
        "one TEXT NOT NULL",  # fingerprints, the smaller first
        "other TEXT NOT NULL",
        "verdict TEXT NOT NULL",  # same | distinct
        "one_source INTEGER REFERENCES sources (id)",
        "other_source INTEGER REFERENCES sources (id)",
        "made INTEGER NOT NULL REFERENCES operations (id)",
    ),
}
"""Content tables and their columns; each has an INTEGER PRIMARY KEY named id."""

OWN_TABLES: dict[str, tuple[str, ...]] = {
    "operations": (
        "at TEXT NOT NULL",
        "command TEXT NOT NULL",
        "summary TEXT NOT NULL",
        "undoes INTEGER REFERENCES operations (id)",
    ),
    "journal": (
        "operation INTEGER NOT NULL REFERENCES operations (id)",
        "relation TEXT NOT NULL",
        "row INTEGER NOT NULL",
        "old TEXT",
        "new TEXT",
    ),
}
"""What the program keeps for itself: what was done, and how each row was before."""

MATCHING_TABLE = (
    """CREATE TABLE matching (key INTEGER NOT NULL, source INTEGER NOT NULL, author INTEGER NOT NULL,
    year INTEGER NOT NULL, PRIMARY KEY (key, source)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX matching_source ON matching (source)",
)
"""The keys under which sources are looked for that may be the same (see `matching.keys`): derived, not journalled."""

LOOKUPS_TABLE = """CREATE TABLE lookups (url TEXT PRIMARY KEY, at TEXT NOT NULL, status INTEGER NOT NULL,
    body TEXT NOT NULL) STRICT, WITHOUT ROWID"""
"""What services on the net answered, so that nothing is asked twice: it can be had again, and is not journalled."""

INDEXES = {
    "journal": ("operation",),
    "fields": ("block",),  # without it, each block that goes is looked for in all fields
    "blocks": ("file", "source"),
    "people": ("source",),
    "identifiers": ("source", "kind, value"),
    "aliases": ("source",),
    "notes": ("source",),
    "places": ("note", "file"),
    "tags": ("theme", "source", "note"),
    "labels": ("source", "note"),
    "attributes": ("source", "note"),
    "decisions": ("one_source", "other_source", "one, other"),
}

VIEWS = (
    # one row for each tag that holds, whether on the source itself or on one of its notes
    """CREATE VIEW matrix AS
    SELECT s.key AS source, h.path AS theme, t.note AS note, coalesce(n.text, t.quote) AS quote,
      coalesce(nullif(t.locator, ''), n.locator, '') AS locator, t.stance AS stance, t.coder AS coder,
      t.status AS status, t.origin AS origin, o.at AS made
    FROM tags t JOIN themes h ON h.id = t.theme LEFT JOIN notes n ON n.id = t.note
      JOIN sources s ON s.id = coalesce(t.source, n.source) JOIN operations o ON o.id = t.made
    WHERE t.status <> 'rejected' AND (n.id IS NULL OR n.origin = 'command'
      OR n.origin = 'file' AND EXISTS (SELECT 1 FROM places p WHERE p.note = n.id))""",
    """CREATE VIEW library AS
    SELECT s.key AS key, s.type AS type, (SELECT group_concat(coalesce(nullif(p.literal, ''),
        trim(p.prefix || ' ' || p.family)), '; ') FROM people p WHERE p.source = s.id AND p.role = 'author')
      AS authors, s.year AS year, s.title AS title,
      (SELECT count(*) FROM notes n WHERE n.source = s.id) AS notes FROM sources s""",
)


def _table(name: str, columns: tuple[str, ...]) -> str:
    return f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, {', '.join(columns)}) STRICT"


def _indexes(table: str) -> tuple[str, ...]:
    return tuple(
        f"CREATE INDEX {table}_{columns.replace(', ', '_')} ON {table} ({columns})"
        for columns in INDEXES[table]
    )


def columns_of(table: str) -> tuple[str, ...]:
    """Give the names of a content table's columns, id first."""
    words = (column.split()[0] for column in TABLES[table])
    return ("id", *(word for word in words if word not in {"UNIQUE", "CHECK"}))


def _as_json(value: str, kind: str) -> str:
    """Write a column's value as JSON with core functions alone: trusted_schema = OFF refuses json_*()."""
    if kind == "TEXT":
        for plain, escaped in (
            ("'\\'", "'\\\\'"),
            ("'\"'", "'\\\"'"),
            ("char(10)", "'\\n'"),
            ("char(13)", "'\\r'"),
            ("char(9)", "'\\t'"),
        ):
            value = f"replace({value}, {plain}, {escaped})"
        value = f"'\"' || {value} || '\"'"
    return f"ifnull({value}, 'null')"


def _journal_triggers(table: str) -> tuple[str, ...]:
    """Write triggers that note an insertion, the old row of a deletion, or both sides of a change.

    An inserted row is in the table itself, so that its values are not written twice; of a changed
    row only the columns that differ are kept.
    """
    operation = "(SELECT max(id) FROM operations)"
    types = {"id": "INTEGER"} | {name: kind for name, kind, *_ in (text.split() for text in TABLES[table])}
    names = columns_of(table)

    def pair(column: str, side: str) -> str:
        return f"',\"{column}\":' || {_as_json(f'{side}.{column}', types[column])}"

    def as_object(
        pairs: Iterable[str],
    ) -> str:  # id first, so that no comma need be cut off: substr() ends at a NUL
        return " || ".join(["'{\"id\":' || old.id", *pairs, "'}'"])

    def differing(side: str) -> str:
        return as_object(f"iif(old.{name} IS NOT new.{name}, {pair(name, side)}, '')" for name in names[1:])

    whole = as_object(pair(name, "old") for name in names[1:])
    insert = "INSERT INTO journal (operation, relation, row, old, new) VALUES"
    changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns_of(table))
    events = (
        ("insert", "", "new.id, NULL, NULL"),
        ("update", f" WHEN {changed}", f"old.id, {differing('old')}, {differing('new')}"),
        ("delete", "", f"old.id, {whole}, NULL"),
    )
    return tuple(
        f"CREATE TRIGGER {table}_{event} AFTER {event} ON {table}{when} BEGIN"
        f" {insert} ({operation}, '{table}', {values}); END"
        for event, when, values in events
    )


migrations = Migrations("litreview")


@migrations()
def m001_sources_notes_themes(db: Database) -> None:
    """Make all tables as they are now: the later migrations are for libraries that were made before them."""
    statements = [
        *(_table(name, columns) for name, columns in (OWN_TABLES | TABLES).items()),
        *(index for table in INDEXES for index in _indexes(table)),
        # one tag for each theme, place, coder and stretch of words
        "CREATE UNIQUE INDEX tags_once ON tags (theme, ifnull(source, 0), ifnull(note, 0), coder, quote, locator)",
        *(trigger for table in TABLES for trigger in _journal_triggers(table)),
        *INDEX_TABLES,
        *MATCHING_TABLE,
        LOOKUPS_TABLE,
        *VIEWS,
    ]
    for statement in statements:
        db.conn.execute(statement)


@migrations()
def m002_layout_of_files(db: Database) -> None:
    """Let a file be written back as it was: those that were read before are to be read once more."""
    if "layout" in {row[1] for row in db.conn.execute("PRAGMA table_info(files)")}:
        return
    for event in ("insert", "update", "delete"):
        db.conn.execute(f"DROP TRIGGER files_{event}")
    db.conn.execute("ALTER TABLE files ADD COLUMN layout TEXT NOT NULL DEFAULT ''")
    db.conn.execute("UPDATE files SET digest = ''")
    for trigger in _journal_triggers("files"):
        db.conn.execute(trigger)


@migrations()
def m003_duplicates(db: Database) -> None:
    """Let decisions on duplicates be kept, and sources be found that may be the same."""
    held = {row[0] for row in db.conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "decisions" in held:
        return
    made = (_table("decisions", TABLES["decisions"]), *_indexes("decisions"), *_journal_triggers("decisions"))
    for statement in (*made, *MATCHING_TABLE):
        db.conn.execute(statement)
    from litreview.storage.matching import refresh

    refresh(db.conn, [row[0] for row in db.conn.execute("SELECT id FROM sources")])


@migrations()
def m004_lookups(db: Database) -> None:
    """Let answers of services on the net be kept."""
    if not db.conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'lookups'").fetchone():
        db.conn.execute(LOOKUPS_TABLE)


def create(connection: sqlite3.Connection) -> None:
    """Make all tables in an empty database, in one transaction."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _apply(connection)


def upgrade(connection: sqlite3.Connection, path: Path) -> None:
    """Bring an older library up to date, after a verified backup beside it; raises StoreError."""
    from litreview.storage.backup import backup_file

    version = connection.execute("PRAGMA user_version").fetchone()[0]
    backup_file(path, path.with_name(f"{path.name}.schema-{version}.backup"))
    _apply(connection)


def _apply(connection: sqlite3.Connection) -> None:
    """Run what migrations are lacking; another command that waits for the same finds them done."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection, execute_plugins=False))
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
