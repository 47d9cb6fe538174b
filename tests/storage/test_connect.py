from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from litreview.errors import STORE, StoreError
from litreview.storage import connect
from litreview.storage.backup import backup_file, content_hash
from litreview.storage.connect import in_memory, inspect_header, make, reading, writing
from litreview.storage.operations import operation
from litreview.storage.settings import set_setting, setting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOBODY = 65534


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "litreview.db"
    assert make(path)
    with operation(path, "config set coder anna") as current:
        set_setting(current.connection, "coder", "anna")
    return path


def digest(path: Path) -> str:
    with reading(path) as connection:
        return content_hash(connection)


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE a (b)")


def newer(path: Path) -> None:
    make(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def cut_short(path: Path) -> None:
    make(path)
    path.write_bytes(path.read_bytes()[:50])


def half(path: Path) -> None:
    make(path)
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\x07" * (len(data) - 4096))


REFUSED: list[tuple[Callable[[Path], object], str]] = [
    (lambda path: path.write_bytes(b""), "empty"),
    (lambda path: path.write_text("@book{a, title = {A}}\n" * 20), "not a litreview library"),
    (foreign, "an SQLite file, but not a litreview library"),
    (newer, "made by a newer litreview"),
    (cut_short, "damaged"),
]
WAYS: dict[str, Callable[[Path], object]] = {
    "reading": lambda path: reading(path).__enter__(),
    "writing": lambda path: writing(path).__enter__(),
    "make": make,
    "backup": lambda path: backup_file(path, path.with_name("copy.db")),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("prepare", "words"), REFUSED, ids=["empty", "text", "foreign", "newer", "cut-short"]
)
def test_what_is_no_library_is_refused_and_left_untouched(
    tmp_path: Path, prepare: Callable[[Path], object], words: str, way: str
) -> None:
    path = tmp_path / "litreview.db"
    prepare(path)
    before, stamp = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(StoreError) as refused:
        WAYS[way](path)
    assert refused.value.exit_code == STORE
    assert words in refused.value.message
    assert str(path) in refused.value.message
    assert refused.value.hint
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, stamp)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("way", ["reading", "writing"])
def test_damage_inside_is_told_and_left_untouched(tmp_path: Path, way: str) -> None:
    path = tmp_path / "litreview.db"
    half(path)
    before = path.read_bytes()
    opened = reading(path) if way == "reading" else writing(path)
    with pytest.raises(StoreError, match="damaged"), opened as connection:
        connection.execute("SELECT count(*) FROM sources").fetchone()
    assert path.read_bytes() == before


@pytest.mark.parametrize("way", ["reading", "writing"])
def test_a_missing_library_is_refused_and_not_made(tmp_path: Path, way: str) -> None:
    with pytest.raises(StoreError, match="there is no library here"):
        WAYS[way](tmp_path / "litreview.db")
    assert not list(tmp_path.iterdir())


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="directory"):
        inspect_header(tmp_path)


def test_making_twice_changes_nothing(library: Path) -> None:
    before = library.read_bytes()
    assert not make(library)
    assert library.read_bytes() == before
    assert [file.name for file in library.parent.iterdir()] == [library.name]


def test_making_in_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        make(tmp_path / "nowhere" / "litreview.db")


def test_many_make_it_at_once_and_one_succeeds(tmp_path: Path) -> None:
    path = tmp_path / "litreview.db"
    program = "import sys, pathlib\nfrom litreview.storage.connect import make\nprint(make(pathlib.Path(sys.argv[1])))"
    words = [sys.executable, "-c", program, str(path)]
    racing = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    answers = sorted(child.communicate()[0].strip() for child in racing)
    assert answers == ["False", "False", "False", "True"]
    assert list(tmp_path.iterdir()) == [path]
    with writing(path) as connection:
        assert connection.execute("SELECT count(*) FROM sources").fetchone() == (0,)


def test_a_file_system_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "litreview.db"
    assert make(path)
    assert not make(path)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["with space.db", "100%.db", "a?b#c.db", "ä 王.db", "-rf.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert make(path)
    with writing(path) as connection:
        connection.execute("INSERT INTO operations (at, command, summary) VALUES ('', '', '')")
        set_setting(connection, "cell", "count")
    with reading(path) as connection:
        assert setting(connection, "cell") == "count"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_rolls_back(library: Path) -> None:
    before = digest(library)
    with pytest.raises(sqlite3.IntegrityError), operation(library, "config") as current:  # noqa: PT012
        set_setting(current.connection, "coder", "ben")
        current.connection.execute("INSERT INTO settings (name, value) VALUES ('coder', 'ben')")
    assert digest(library) == before
    with reading(library) as connection:
        assert connection.execute("SELECT count(*) FROM operations").fetchone() == (1,)


def test_readers_do_not_write(library: Path) -> None:
    with (
        pytest.raises(StoreError, match="cannot be written to"),
        reading(library) as connection,
    ):
        connection.execute("DELETE FROM settings")


def test_a_reader_sees_one_state_while_another_wants_to_write(library: Path) -> None:
    with reading(library) as connection:
        assert setting(connection, "coder") == "anna"
        writer = sqlite3.connect(library, timeout=0, isolation_level=None)
        with closing(writer), pytest.raises(sqlite3.OperationalError, match="locked"):
            writer.execute("UPDATE settings SET value = 'ben'")
        assert setting(connection, "coder") == "anna"


def test_a_busy_library_is_told(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "BUSY_SECONDS", 0.01)
    with closing(sqlite3.connect(library, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is writing") as refused, writing(library):
            pass
        assert refused.value.exit_code == STORE
        assert digest(library)


def test_foreign_keys_hold(library: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError), writing(library) as connection:
        connection.execute("INSERT INTO aliases (alias, source) VALUES ('a', 7)")


def test_a_library_in_memory_has_all_tables() -> None:
    with in_memory() as connection:
        assert connection.execute("SELECT count(*) FROM sources").fetchone() == (0,)


def test_foreign_keys_hold_in_memory() -> None:
    with in_memory() as connection:
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def kill_while_writing(library: Path) -> None:
    """Leave what a killed command leaves: pages written over, and the journal that can put them back."""
    program = """if True:
        import os, signal, sqlite3, sys
        connection = sqlite3.connect(sys.argv[1], isolation_level=None)
        connection.execute("PRAGMA cache_size = 2")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO operations (at, command, summary) VALUES ('', '', '')")
        connection.execute("UPDATE settings SET value = 'ben'")
        for number in range(200):
            connection.execute("INSERT INTO settings (name, value) VALUES (?, ?)", (f"s{number}", "x" * 2000))
        os.kill(os.getpid(), signal.SIGKILL)
    """
    subprocess.run([sys.executable, "-c", program, str(library)], check=False)
    assert library.with_name("litreview.db-journal").stat().st_size > 0


def test_a_reader_puts_back_what_a_killed_command_left(library: Path) -> None:
    before, whole = digest(library), library.read_bytes()
    kill_while_writing(library)
    assert library.read_bytes() != whole
    assert digest(library) == before
    assert [file.name for file in library.parent.iterdir()] == [library.name]
    assert library.read_bytes() == whole


def test_a_writer_puts_back_what_a_killed_command_left(library: Path) -> None:
    kill_while_writing(library)
    with operation(library, "config set cell count") as current:
        set_setting(current.connection, "cell", "count")
    with reading(library) as connection:
        rows = connection.execute("SELECT name, value FROM settings ORDER BY name").fetchall()
    assert rows == [("cell", "count"), ("coder", "anna")]
    assert [file.name for file in library.parent.iterdir()] == [library.name]


@pytest.fixture
def locked_folder(library: Path) -> Iterator[Path]:
    """Give a library in a folder that may only be read, seen as a user whom that binds (root may write anyway)."""
    root = os.geteuid() == 0
    folder = Path(tempfile.mkdtemp(prefix="litreview-test-"))
    copy = folder / library.name
    shutil.copyfile(library, copy)
    copy.chmod(0o444)
    folder.chmod(0o555)
    if root:
        os.seteuid(NOBODY)
    try:
        yield copy
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="file permissions of another kind")
class TestReadOnlyFolder:
    def test_it_can_be_read(self, locked_folder: Path) -> None:
        with reading(locked_folder) as connection:
            assert setting(connection, "coder") == "anna"

    def test_it_is_not_written_to(self, locked_folder: Path) -> None:
        before = locked_folder.read_bytes()
        with pytest.raises(StoreError) as refused, operation(locked_folder, "config") as current:
            set_setting(current.connection, "coder", "ben")
        assert "cannot be written to" in refused.value.message
        assert refused.value.hint == "check its permissions"
        assert locked_folder.read_bytes() == before

    def test_none_is_made_there(self, locked_folder: Path) -> None:
        with pytest.raises(StoreError):
            make(locked_folder.with_name("other.db"))
        assert [file.name for file in locked_folder.parent.iterdir()] == [locked_folder.name]


def test_what_killed_commands_left_of_a_new_library_is_swept_away(tmp_path: Path) -> None:
    runs, gone = os.getppid(), 2**30  # no process has such a number
    theirs = tmp_path / f".litreview.db.{runs}.new-journal"
    left = [tmp_path / f".litreview.db.{gone}.new{ending}" for ending in ("", "-journal")]
    for file in (theirs, *left):
        file.write_bytes(b"x")
    make(tmp_path / "litreview.db")
    assert [file for file in (theirs, *left) if file.exists()] == [theirs]
