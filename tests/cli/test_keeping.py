"""Keeping a library: what was done, taking it back, copies and their return, settings, and where it all is."""

from __future__ import annotations

import json
import re
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Runner


def operations(run: Runner, *args: str) -> list[dict[str, Any]]:
    """Give the log, newest first."""
    rows: list[dict[str, Any]] = json.loads(run("log", *args, "-f", "json").stdout)["operations"]
    return rows


def field(run: Runner, key: str, name: str) -> str:
    """Give one field of a source."""
    (source,) = json.loads(run("show", key, "-f", "json").stdout)["sources"]
    return str(source["fields"].get(name, ""))


def test_init_makes_a_library_and_says_what_comes_next(run: Runner) -> None:
    answer = run("init", "thesis", "-t", "threats", "-t", "governance/norms")
    assert answer.stdout == "created thesis/litreview.db\n"
    assert "Next: litreview add" in answer.stderr
    assert run("-C", "thesis", "theme", "list", "-f", "keys").stdout.split() == [
        "threats", "governance", "governance/norms",
    ]  # fmt: skip
    again = run("init", "thesis")
    assert "is there already" in again.stdout + again.stderr
    assert run("-C", "thesis", "list").stdout == ""


@pytest.mark.parametrize(
    "args",
    [("list",), ("matrix",), ("status",), ("log",), ("theme", "list"), ("note", "list"), ("search", "x"), ("export",),
     ("matrix", "-f", "md"), ("matrix", "--gaps"), ("list", "-f", "csv"), ("doctor",)],
    ids=" ".join,
)  # fmt: skip
def test_an_empty_library_is_no_error(run: Runner, args: tuple[str, ...]) -> None:
    run("init")
    assert run(*args).stderr == ""


def test_the_log_says_what_was_done_newest_first(review: Runner) -> None:
    review("tag", "segal2020", "-t", "threats")
    review("edit", "knake2012", "--set", "year=2010")
    review("undo")
    log = operations(review)
    assert [entry["command"] for entry in log] == [
        "undo 4", "edit knake2012 --set year=2010", "tag segal2020 -t threats", "add references.bib notes/",
        "theme import themes.toml",
    ]  # fmt: skip
    assert log[1]["undone"] == "by 5"
    assert {entry["undone"] for entry in (log[0], *log[2:])} == {""}
    assert len(operations(review, "--limit", "2")) == 2


def test_moments_in_json_say_their_zone(review: Runner) -> None:
    for entry in operations(review):
        assert re.fullmatch(r"20\d\d-\d\d-\d\dT[\d:]{8}(\+00:00|Z)", entry["when"])


def test_the_log_of_a_source(review: Runner) -> None:
    review("tag", "segal2020", "-t", "threats")
    review("edit", "knake2012", "--set", "year=2010")
    review("note", "add", "segal2020", "-m", "x")
    assert [entry["operation"] for entry in operations(review, "segal2020")] == [5, 3, 2]
    assert [entry["operation"] for entry in operations(review, "knake2012")] == [4, 2]
    assert "did you mean lewis2006?" in review("log", "lewis2007", code=2).stderr


def test_undo_says_what_it_did_and_how_to_do_it_again(review: Runner) -> None:
    review("tag", "segal2020", "-t", "threats")
    assert review("undo", "-n").stderr.startswith("dry run: operation 3 would be undone: 1 tag removed")
    answer = review("undo")
    assert answer.stderr == "undid operation 3: 1 tag removed (do it again: litreview undo 4)\n"
    review("undo", "4")
    assert "segal2020" in review("list", "-t", "threats", "-f", "keys").stdout


def test_undo_of_an_older_operation(review: Runner) -> None:
    review("tag", "segal2020", "-t", "threats")
    review("edit", "knake2012", "--set", "year=2010")
    review("undo", "3")
    assert "segal2020" not in review("list", "-t", "threats", "-f", "keys").stdout
    assert field(review, "knake2012", "year") == "2010"


def test_undoing_an_add_that_notes_rest_on_is_refused_with_the_way_out(review: Runner) -> None:
    review("note", "add", "segal2020", "-m", "x")
    answer = review("undo", "2", code=None)
    assert answer.returncode == 2, answer.stderr
    assert "operation 3" in answer.stderr
    assert "litreview undo 3" in answer.stderr
    review("undo", "3")
    review("undo", "2")
    assert review("list").stdout == ""


def test_there_is_an_end_to_undoing(run: Runner) -> None:
    run("init")
    assert "there is nothing to undo" in run("undo", code=2).stderr


@pytest.mark.parametrize(
    ("assignment", "name", "value"),
    [
        pytest.param("year=2010", "year", "2010", id="year"),
        pytest.param("title={Cyber} War & Peace, 100%", "title", "Cyber War & Peace, 100%", id="bare-signs"),
        pytest.param("url=https://x.invalid/a_b?c=d&e=%20", "url", "https://x.invalid/a_b?c=d&e=%20", id="url"),
        pytest.param("author=Clarke, R. and Knake, R.", "author", "Clarke, R. and Knake, R.", id="people"),
        pytest.param("note==1+1", "note", "=1+1", id="equals"),
        pytest.param("abstract=Größe – 网络", "abstract", "Größe – 网络", id="unicode"),
        pytest.param("publisher=", "publisher", "", id="removed"),
        pytest.param("YEAR = 2010", "year", "2010", id="spelt-otherwise"),
    ],
)  # fmt: skip
def test_editing_a_field(review: Runner, assignment: str, name: str, value: str) -> None:
    before = field(review, "knake2012", name)
    review("edit", "knake2012", "--set", assignment)
    assert field(review, "knake2012", name) == value
    assert "nothing changed" in review("edit", "knake2012", "--set", assignment).stderr
    review("undo")
    assert field(review, "knake2012", name) == before


def test_an_edited_author_and_year_are_seen_everywhere(review: Runner) -> None:
    review(
        "edit", "knake2012", "--set", "author=Clarke, Richard A. and Knake, Robert K.", "--set", "year=2010"
    )
    assert "Clarke & Knake 2010" in review("matrix").stdout
    assert review("list", "author:clarke", "-f", "keys").stdout == "knake2012\n"
    assert review("search", "Clarke", "-f", "keys").stdout == "knake2012\n"
    assert review("search", "Clark", "-f", "keys").stdout == ""
    assert "Clarke, Richard A." in review("export", "--where", "key:knake2012").stdout


def test_an_unknown_type_of_entry_is_kept(review: Runner) -> None:
    review("edit", "knake2012", "--set", "entrytype=Report")
    assert review("export", "--where", "key:knake2012").stdout.startswith("@report{knake2012,")


def test_removing_a_source_and_taking_that_back(review: Runner) -> None:
    before = review("show", "knake2012").stdout
    answer = review("rm", "knake2012")
    assert re.search(r"knake2012 removed with 6 notes, \d+ tags", answer.stderr)
    assert "knake2012" not in review("list", "-f", "keys").stdout
    assert "statecraft" not in review("search", "penetrate").stdout
    review("undo")
    assert review("show", "knake2012").stdout == before
    assert review("search", "penetrate", "-f", "keys").stdout == "knake2012\n"
    review("doctor")


def test_a_backup_is_a_library_and_comes_back(review: Runner) -> None:
    before = review("list", "-f", "json").stdout
    assert review("backup", "copy.db").stdout == "copy.db\n"
    assert review("list", "-f", "json", "--db", "copy.db").stdout == before
    review("rm", "knake2012", "segal2016")
    answer = review("restore", "copy.db")
    assert "the library before is kept as" in answer.stdout + answer.stderr
    assert review("list", "-f", "json").stdout == before
    (aside,) = review.folder.glob("*before-restore*")
    assert "knake2012" not in review("list", "-f", "keys", "--db", aside.name).stdout


def test_backups_without_a_name_stand_beside_the_library(review: Runner) -> None:
    name = review("backup").stdout.strip()
    assert re.search(r"litreview-\d{8}-\d{6}\.db$", name)
    assert len(list(review.folder.glob("litreview-*.db"))) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [pytest.param("text.txt", b"not a database\n", id="text"), pytest.param("empty.db", b"", id="empty")],
)
def test_restoring_what_is_no_backup_changes_nothing(review: Runner, name: str, content: bytes) -> None:
    before = (review.folder / "litreview.db").read_bytes()
    review.write(name, content)
    review("restore", name, code=4)
    assert "name another file" in review("backup", name, code=2).stderr
    assert (review.folder / "litreview.db").read_bytes() == before
    assert (review.folder / name).read_bytes() == content
    assert not list(review.folder.glob("*before-restore*"))


def test_a_damaged_backup_is_not_restored(review: Runner) -> None:
    review("backup", "copy.db")
    copy = review.folder / "copy.db"
    data = bytearray(copy.read_bytes())
    data[5000:30000] = b"\x5a" * 25000
    copy.write_bytes(data)
    before = (review.folder / "litreview.db").read_bytes()
    review("restore", "copy.db", code=4)
    assert (review.folder / "litreview.db").read_bytes() == before


def test_restoring_where_there_is_no_library(review: Runner) -> None:
    review("backup", "copy.db")
    (review.folder / "litreview.db").unlink()
    review("restore", "copy.db")
    assert "knake2012" in review("list", "-f", "keys").stdout


def test_the_doctor_finds_a_reference_to_nothing(review: Runner) -> None:
    assert "is sound" in review("doctor").stdout
    connection = sqlite3.connect(review.folder / "litreview.db")
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DELETE FROM journal")
    connection.execute("UPDATE notes SET source = 4711 WHERE id = 1")
    connection.commit()
    connection.close()
    answer = review("doctor", code=4)
    assert "points to nothing in sources" in answer.stderr
    assert answer.stdout == ""


def test_the_doctor_finds_an_index_that_lags(review: Runner) -> None:
    connection = sqlite3.connect(review.folder / "litreview.db")
    connection.execute(
        "INSERT INTO notes_search (notes_search, rowid, text) SELECT 'delete', id, text FROM notes WHERE id = 1"
    )
    connection.commit()
    connection.close()
    assert "full-text index" in review("doctor", code=4).stderr


@pytest.mark.parametrize(
    ("name", "value", "command", "shown"),
    [
        pytest.param("cell", "count", ("matrix",), "1", id="cell"),
        pytest.param("sort", "year", ("list", "-f", "keys", "--limit", "1"), "lewis2006", id="sort"),
        pytest.param("coder", "ada", ("config", "get", "coder"), "ada", id="coder"),
    ],
)
def test_settings_are_kept_in_the_library(
    review: Runner, name: str, value: str, command: tuple[str, ...], shown: str
) -> None:
    review("config", "set", name, value)
    assert shown in review(*command).stdout
    assert review("config", "get", name).stdout == f"{value}\n"
    assert "nothing changed" in review("config", "set", name, value).stderr
    review("config", "set", name)
    assert review("config", "get", name).stdout.strip() == ""
    review("undo")
    assert review("config", "get", name).stdout == f"{value}\n"
    assert review("config", "path").stdout == review("path").stdout


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("sort", "--", "-year"), id="guarded"),
        pytest.param(
            ("sort", "-year"),
            id="as-it-is-said",
        ),
    ],
)
def test_newest_first_can_be_set(review: Runner, words: tuple[str, ...]) -> None:
    review("config", "set", *words)
    assert review("list", "-f", "keys", "--limit", "1").stdout == "buchanan2020\n"


@pytest.mark.parametrize(("name", "value"), [("cell", "cites"), ("sort", "yaer")])
def test_a_setting_that_no_command_takes_is_refused(review: Runner, name: str, value: str) -> None:
    review("config", "set", name, value, code=2)
    assert review("config", "get", name).stdout.strip() == ""


def test_the_status_says_what_waits(review: Runner) -> None:
    status = json.loads(review("status", "-f", "json").stdout)
    assert (status["sources"], status["notes"], status["themes"]) == (11, 61, 25)
    assert status["untagged"] == ["lewis2006", "segal2020"]
    assert status["open"] == ["notes/reading-diary.md:41"]
    assert status["free"] == ["to-check"]
    assert status["last"]["id"] == 2
