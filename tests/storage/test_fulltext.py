from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from litreview.actions.add import add
from litreview.actions.editing import edit, remove
from litreview.actions.noting import add_note, edit_note, remove_notes
from litreview.storage.connect import reading
from litreview.storage.fulltext import INDEXED
from litreview.storage.operations import undo
from litreview.storage.search import find

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def both(text: str) -> str:
    return f"@book{{a,\n  title = {{{text}}},\n}}\n@book{{b,\n  title = {{Steady}},\n}}\n"


def read(library: Path, text: str) -> None:
    file = library.parent / "a.bib"
    file.write_text(both(text))
    add(library, [str(file)])


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "litreview.db"
    read(path, "Alpha")
    add_note(path, "b", "A pebble")
    return path


def indexed(library: Path, *, rebuilt: bool = False) -> list[object]:
    """Give every word of the indexes with the row it stands in, as they are or made afresh."""
    words: list[object] = []
    with closing(sqlite3.connect(library, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for table in INDEXED:
            if rebuilt:
                connection.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('rebuild')")
            connection.execute(
                f"CREATE VIRTUAL TABLE temp.{table}_words USING fts5vocab (main, {table}_search, instance)"
            )
            words += connection.execute(
                f"SELECT term, doc, offset FROM temp.{table}_words ORDER BY 1, 2, 3"
            ).fetchall()
    return words


WRITES: dict[str, Callable[[Path], object]] = {
    "nothing": lambda path: read(path, "Alpha"),
    "changed by its file": lambda path: read(path, "Beta"),
    "changed by hand": lambda path: edit(path, "a", ["title=Gamma"]),
    "field added": lambda path: edit(path, "a", ["abstract=Delta delta"]),
    "field removed": lambda path: edit(path, "a", ["title="]),
    "source removed": lambda path: remove(path, ["b"]),
    "both removed": lambda path: remove(path, ["a", "b"]),
    "note added": lambda path: add_note(path, "a", "Epsilon"),
    "note changed": lambda path: edit_note(path, 1, text="Zeta"),
    "note removed": lambda path: remove_notes(path, [1]),
}


@pytest.mark.parametrize("name", WRITES)
def test_the_indexes_follow(library: Path, name: str) -> None:
    before = indexed(library)
    WRITES[name](library)
    assert indexed(library) == indexed(library, rebuilt=True)
    if name != "nothing":
        assert indexed(library) != before
        taken_back, _ = undo(library, None)
        assert indexed(library) == indexed(library, rebuilt=True) == before
        undo(library, taken_back.id)
        assert indexed(library) == indexed(library, rebuilt=True)


def test_a_row_changed_twice_in_one_operation(library: Path) -> None:
    edit(library, "a", ["title=Once", "title=Twice", "note=New", "note=Newer"])
    assert indexed(library) == indexed(library, rebuilt=True)
    with reading(library) as connection:
        assert [find(connection, word).keys() for word in ("Alpha", "Once", "New")] == [{}.keys()] * 3
        assert find(connection, "Twice").keys() == find(connection, "Newer").keys() == {"a"}


def test_a_row_made_and_removed_in_one_operation(library: Path) -> None:
    edit(library, "a", ["note=Gone", "note="])
    assert indexed(library) == indexed(library, rebuilt=True)


def test_a_row_removed_and_made_again_in_one_operation(library: Path) -> None:
    edit(library, "a", ["title=", "title=Back again"])
    assert indexed(library) == indexed(library, rebuilt=True)
    with reading(library) as connection:
        assert find(connection, "Alpha") == {}


def test_a_removed_source_is_not_found(library: Path) -> None:
    remove(library, ["b"])
    with reading(library) as connection:
        assert find(connection, "steady") == {}
        assert find(connection, "pebble") == {}
    undo(library, None)
    with reading(library) as connection:
        assert find(connection, "steady").keys() == find(connection, "pebble").keys() == {"b"}
