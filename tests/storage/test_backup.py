from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from litreview.actions.add import add
from litreview.actions.editing import edit
from litreview.errors import StoreError
from litreview.storage.backup import backup_file, check_sound, content_hash, copy_checked, restore_file
from litreview.storage.connect import reading
from litreview.storage.operations import operation

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    file = tmp_path / "a.bib"
    file.write_text(
        "@book{segal2016, title = {The hacked world order}, year = {2016}}\n@misc{b, title = {B}}\n"
    )
    add(tmp_path / "litreview.db", [str(file)])
    file.unlink()
    return tmp_path / "litreview.db"


def digest(path: Path) -> str:
    with reading(path) as connection:
        return content_hash(connection)


def names(path: Path) -> set[str]:
    return {file.name for file in path.parent.iterdir()}


class TestSilent:
    def test_a_sound_library(self, library: Path) -> None:
        assert check_sound(library) == []

    def test_the_same_content_has_the_same_digest(self, library: Path) -> None:
        before = digest(library)
        with closing(sqlite3.connect(library)) as connection:
            connection.execute("VACUUM")
        assert digest(library) == before

    def test_a_backup_holds_the_same(self, library: Path) -> None:
        copy = library.with_name("copy.db")
        backup_file(library, copy)
        assert digest(copy) == digest(library)
        assert check_sound(copy) == []
        assert names(library) == {"litreview.db", "copy.db"}

    def test_a_backup_while_another_writes(self, library: Path) -> None:
        before, copy = digest(library), library.with_name("copy.db")
        with closing(sqlite3.connect(library, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("INSERT INTO operations (at, command, summary) VALUES ('', '', '')")
            other.execute("UPDATE sources SET title = 'half done'")
            backup_file(library, copy)
        assert digest(copy) == before


TAKE = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None).execute('BEGIN IMMEDIATE')"


def test_a_copy_made_by_the_one_that_writes_lets_no_other_write(library: Path) -> None:
    before, copy = digest(library), library.with_name("copy.db")
    with operation(library, "test") as current:
        current.connection.execute("UPDATE sources SET title = 'half done'")
        copy_checked(library, copy)
        other = subprocess.run(
            [sys.executable, "-c", TAKE, library], capture_output=True, text=True, check=False
        )
    assert "database is locked" in other.stderr
    assert digest(copy) == before
    assert digest(library) != before


@pytest.mark.parametrize("table", ["sources", "fields", "notes"])
def test_one_letter_more_is_another_digest(library: Path, table: str) -> None:
    before = digest(library)
    column = "key" if table == "sources" else "text"
    with closing(sqlite3.connect(library)) as connection:
        connection.execute("INSERT INTO operations (at, command, summary) VALUES ('', '', '')")
        connection.execute(
            "INSERT INTO notes (kind, text, locator, handle, coder, cited, author_year, origin, made)"
            " VALUES ('claim', 'x', '', '', '', '', '', 'command', 2)"
        )
        connection.commit()
    before = digest(library)
    with closing(sqlite3.connect(library)) as connection:
        connection.execute(f"UPDATE {table} SET {column} = {column} || 'x' WHERE id = 1")
        connection.commit()
    assert digest(library) != before


def test_a_backup_takes_the_place_of_an_older_one(library: Path) -> None:
    copy = library.with_name("copy.db")
    backup_file(library, copy)
    edit(library, "b", ["year=1999"])
    backup_file(library, copy)
    assert digest(copy) == digest(library)
    assert names(library) == {"litreview.db", "copy.db"}


def test_a_backup_into_nowhere_is_refused(library: Path) -> None:
    with pytest.raises(StoreError) as refused:
        backup_file(library, library.parent / "nowhere" / "copy.db")
    assert refused.value.hint
    assert names(library) == {"litreview.db"}


def test_a_damaged_library_does_not_overwrite_a_good_backup(library: Path) -> None:
    copy = library.with_name("copy.db")
    backup_file(library, copy)
    good = copy.read_bytes()
    data = bytearray(library.read_bytes())
    data[8192:20480] = b"\x55" * (20480 - 8192)
    library.write_bytes(data)
    with pytest.raises(StoreError):
        backup_file(library, copy)
    assert copy.read_bytes() == good
    assert names(library) == {"litreview.db", "copy.db"}


def test_a_broken_reference_is_found(library: Path) -> None:
    with closing(sqlite3.connect(library)) as connection:
        connection.execute("UPDATE fields SET source = 77 WHERE id = 1")
        connection.commit()
    assert check_sound(library) == ["row 1 of fields points to nothing in sources"]
    with pytest.raises(StoreError, match="not sound"):
        backup_file(library, library.with_name("copy.db"))


def test_a_text_that_is_not_indexed_is_found(library: Path) -> None:
    with closing(sqlite3.connect(library)) as connection:
        connection.execute("DELETE FROM fields_search_docsize WHERE id = 1")
        connection.execute("INSERT INTO fields_search (fields_search) VALUES ('delete-all')")
        connection.commit()
    assert check_sound(library)


class TestRestore:
    def test_the_library_before_is_kept(self, library: Path) -> None:
        copy = library.with_name("copy.db")
        backup_file(library, copy)
        before = digest(library)
        edit(library, "b", ["year=1999"])
        changed = digest(library)
        aside = restore_file(copy, library)
        assert aside is not None
        assert digest(library) == before == digest(copy)
        assert digest(aside) == changed
        edit(library, "b", ["year=1998"])
        again = restore_file(copy, library)
        assert again not in {None, aside}
        assert names(library) == {
            "litreview.db", "copy.db", "litreview.db.before-restore-1", "litreview.db.before-restore-2",
        }  # fmt: skip

    def test_where_there_is_none(self, library: Path) -> None:
        copy = library.with_name("copy.db")
        backup_file(library, copy)
        before = digest(library)
        library.unlink()
        assert restore_file(copy, library) is None
        assert digest(library) == before

    def test_over_a_damaged_one(self, library: Path) -> None:
        copy = library.with_name("copy.db")
        backup_file(library, copy)
        before = digest(library)
        library.write_bytes(b"no library any more")
        aside = restore_file(copy, library)
        assert aside is not None
        assert aside.read_bytes() == b"no library any more"
        assert digest(library) == before

    @pytest.mark.parametrize("content", [b"", b"no library", b"SQLite format 3\0" + b"\0" * 4096])
    def test_what_is_no_backup_changes_nothing(self, library: Path, content: bytes) -> None:
        bad = library.with_name("bad.db")
        bad.write_bytes(content)
        before = library.read_bytes()
        with pytest.raises(StoreError):
            restore_file(bad, library)
        assert library.read_bytes() == before
        assert names(library) == {"litreview.db", "bad.db"}

    def test_the_journal_of_a_killed_command_does_not_spoil_it(self, library: Path) -> None:
        """A journal left beside the old library must not be rolled into the restored one."""
        copy = library.with_name("copy.db")
        backup_file(library, copy)
        before = digest(copy)
        edit(library, "b", ["year=1999"])
        other = sqlite3.connect(library, isolation_level=None)
        other.execute("PRAGMA cache_size = 2")
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO operations (at, command, summary) VALUES ('', '', '')")
        for number in range(200):
            other.execute("INSERT INTO settings (name, value) VALUES (?, ?)", (f"s{number}", "x" * 2000))
        halfway = library.read_bytes()
        journal = library.with_name("litreview.db-journal").read_bytes()
        other.execute("ROLLBACK")
        other.close()
        library.write_bytes(halfway)
        library.with_name("litreview.db-journal").write_bytes(journal)
        restore_file(copy, library)
        assert digest(library) == before
        assert check_sound(library) == []

    def test_itself(self, library: Path) -> None:
        before = digest(library)
        restore_file(library, library)
        assert digest(library) == before
