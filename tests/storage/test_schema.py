from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.actions.add import add
from litreview.actions.originals import original
from litreview.errors import StoreError, UsageProblem
from litreview.storage import APPLICATION_ID, VERSION, connect, schema
from litreview.storage.backup import check_sound, content_hash
from litreview.storage.connect import in_memory, inspect_header, make, reading, writing
from litreview.storage.operations import undo
from litreview.storage.schema import TABLES, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlite_utils import Database

BOOK = "@book{segal2016,\n  author = {Segal, Adam},\n  title = {The hacked world order},\n  number = {0450},\n}\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Give a library with one book in it."""
    file = tmp_path / "a.bib"
    file.write_text(BOOK)
    path = tmp_path / "litreview.db"
    add(path, [str(file)])
    file.unlink()
    return path


def digest(path: Path) -> str:
    with reading(path) as connection:
        return content_hash(connection)


def test_a_new_library_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "litreview.db"
    make(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert inspect_header(path) == VERSION == len(schema.migrations._migrations)  # noqa: SLF001 (no public count)


def test_our_tables_are_strict(library: Path) -> None:
    with reading(library) as connection:
        strict = {row[1]: row[5] for row in connection.execute("PRAGMA table_list") if row[2] == "table"}
    assert {name for name in (*TABLES, "operations", "journal") if strict[name] != 1} == set()


def test_foreign_keys_are_on(library: Path) -> None:
    with writing(library) as connection:
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert connection.execute("PRAGMA trusted_schema").fetchone() == (0,)
    with reading(library) as connection:
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.parametrize("table", TABLES)
def test_every_content_table_is_journalled(library: Path, table: str) -> None:
    with reading(library) as connection:
        triggers = {
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
            )
        }
        held = tuple(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))
    assert triggers == {f"{table}_insert", f"{table}_update", f"{table}_delete"}
    assert held == columns_of(table)


def test_every_table_is_known(library: Path) -> None:
    with reading(library) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    ours = {
        name for name in names if not name.startswith(("sqlite_", "_sqlite", "fields_search", "notes_search"))
    }
    assert ours == {*TABLES, "operations", "journal", "matching", "lookups"}


def test_every_reference_is_looked_up_in_an_index(library: Path) -> None:
    """Without one, deleting a source walks through the whole table for each row that goes."""
    missing = set()
    with reading(library) as connection:
        for table in TABLES:
            indexed = set()
            for row in connection.execute(f"PRAGMA index_list({table})").fetchall():
                columns = connection.execute(f"PRAGMA index_info({row[1]})").fetchall()
                indexed.add(columns[0][2])
            for row in connection.execute(f"PRAGMA foreign_key_list({table})").fetchall():
                if row[2] in {"sources", "notes", "blocks"} and row[3] not in indexed:
                    missing.add((table, row[3]))
    assert missing == set()


@pytest.mark.parametrize("value", ["0450", "1e3", "007", "1.0", " 1 ", "nan", "true"])
def test_numbers_stay_text(library: Path, value: str) -> None:
    with writing(library) as connection:
        connection.execute("INSERT INTO operations (at, command, summary) VALUES ('', '', '')")
        connection.execute("UPDATE fields SET value = ? WHERE name = 'number'", (value,))
    with reading(library) as connection:
        found = connection.execute("SELECT value, typeof(value) FROM fields WHERE name = 'number'").fetchone()
    assert found == (value, "text")


def test_the_views_open_with_plain_sqlite(library: Path) -> None:
    with closing(sqlite3.connect(library)) as connection:
        rows = connection.execute("SELECT key, authors, title, notes FROM library").fetchall()
        assert connection.execute("SELECT * FROM matrix").fetchall() == []
    assert rows == [("segal2016", "Segal", "The hacked world order", 0)]


def round_trip(before: str, after: str) -> None:
    """Change and delete a row, and take both back by what the journal says."""
    from litreview.storage.operations import _revert

    with in_memory() as connection:
        connection.execute("INSERT INTO operations (at, command, summary) VALUES ('', '', '')")
        connection.execute("INSERT INTO settings (name, value) VALUES ('a', ?)", (before,))
        connection.execute("UPDATE settings SET value = ? WHERE name = 'a'", (after,))
        connection.execute("DELETE FROM settings")
        held = [("a", after), *([("a", before)] if before != after else [])]
        journal = connection.execute(
            "SELECT relation, row, old, new FROM journal ORDER BY id DESC"
        ).fetchall()
        for row in journal[:-1]:
            _revert(connection, *row)
            assert connection.execute("SELECT name, value FROM settings").fetchall() == [held.pop(0)]
        assert not held


ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@settings(max_examples=150, deadline=None)
@given(before=ANY_TEXT, after=ANY_TEXT)
def test_the_journal_keeps_every_text(before: str, after: str) -> None:
    round_trip(before, after)


@pytest.mark.parametrize(("before", "after"), [("a\0b", "a"), ("a", "a\0b")], ids=["before", "after"])
def test_the_journal_keeps_nul(before: str, after: str) -> None:
    round_trip(before, after)


def set_version(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")


def test_a_library_from_before_the_first_tables_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "litreview.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("VACUUM")  # writes the header
    assert inspect_header(path) == 0
    with reading(path) as connection:
        assert connection.execute("SELECT count(*) FROM sources").fetchone() == (0,)
    assert inspect_header(path) == VERSION
    assert {file.name for file in tmp_path.iterdir()} == {path.name, "litreview.db.schema-0.backup"}


def test_an_upgrade_that_was_killed_before_its_last_step_is_finished(library: Path) -> None:
    before = digest(library)
    set_version(library, 0)
    assert digest(library) == before
    assert inspect_header(library) == VERSION
    assert check_sound(library) == []


@pytest.fixture
def first_version(library: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a library as the first version of the schema made it: without the layout of its files."""
    with closing(sqlite3.connect(library)) as connection, connection:
        for event in ("insert", "update", "delete"):
            connection.execute(f"DROP TRIGGER files_{event}")
        connection.execute("ALTER TABLE files DROP COLUMN layout")
        with monkeypatch.context() as patched:
            patched.setitem(TABLES, "files", TABLES["files"][:-1])
            for trigger in schema._journal_triggers("files"):  # noqa: SLF001 (as they were made then)
                connection.execute(trigger)
        connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE 'm002%'")
        connection.execute("PRAGMA user_version = 1")
    return library


def test_a_library_of_the_first_version_learns_the_layout_of_files(first_version: Path) -> None:
    file = first_version.with_name("a.bib")
    file.write_text(BOOK)
    with pytest.raises(UsageProblem, match="layout is not known"):
        original(first_version, str(file))
    added = add(first_version, [str(file)])
    assert (added.total("unchanged"), added.total("new")) == (1, 0)
    assert original(first_version, str(file)).data == BOOK.encode()
    undo(first_version, None)
    with pytest.raises(UsageProblem, match="layout is not known"):
        original(first_version, str(file))


def test_a_library_of_the_third_version_learns_to_keep_answers(library: Path) -> None:
    before = digest(library)
    with closing(sqlite3.connect(library)) as connection, connection:
        connection.execute("DROP TABLE lookups")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE 'm004%'")
        connection.execute("PRAGMA user_version = 3")
    with reading(library) as connection:
        assert connection.execute("SELECT count(*) FROM lookups").fetchone() == (0,)
    assert (digest(library), inspect_header(library), check_sound(library)) == (before, VERSION, [])


@pytest.fixture
def next_migration(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Put a migration behind the others, as the next version will: gives its statements, to be filled."""
    statements: list[str] = []

    def m999_made_for_the_test(db: Database) -> None:
        for statement in statements:
            db.conn.execute(statement)

    kept = list(schema.migrations._migrations)  # noqa: SLF001 (there is no other way to take one off again)
    schema.migrations()(m999_made_for_the_test)
    for module in (connect, schema):
        monkeypatch.setattr(module, "VERSION", VERSION + 1)
    yield statements
    schema.migrations._migrations[:] = kept  # noqa: SLF001


@pytest.mark.parametrize("way", ["reading", "writing"])
def test_an_older_library_gets_a_backup_and_is_brought_up_to_date(
    library: Path, next_migration: list[str], way: str
) -> None:
    next_migration.append("CREATE TABLE verdicts (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT")
    with closing(sqlite3.connect(library)) as connection:
        before = content_hash(connection)
    opened = reading(library) if way == "reading" else writing(library)
    with opened as connection:
        assert connection.execute("SELECT count(*) FROM verdicts").fetchone() == (0,)
        assert content_hash(connection) == before
    assert inspect_header(library) == VERSION + 1
    backup = library.with_name(f"litreview.db.schema-{VERSION}.backup")
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert content_hash(connection) == before
    assert {file.name for file in library.parent.iterdir()} == {library.name, backup.name}
    with reading(library):
        pass
    assert len(list(library.parent.iterdir())) == 2


def test_an_upgrade_that_fails_leaves_the_library_as_it_was(library: Path, next_migration: list[str]) -> None:
    next_migration += [
        "CREATE TABLE verdicts (id INTEGER PRIMARY KEY) STRICT",
        "DELETE FROM fields",
        "SELECT oops",
    ]
    with closing(sqlite3.connect(library)) as connection:
        before = content_hash(connection)
    with pytest.raises(StoreError), reading(library):
        pass
    with closing(sqlite3.connect(library)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert connection.execute("SELECT name FROM sqlite_master WHERE name = 'verdicts'").fetchall() == []
        assert content_hash(connection) == before
