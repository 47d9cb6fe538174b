"""Killed, run side by side, rehearsed or taken back: the library is always whole, and nothing promised is lost."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Runner

RECORDS = 200
KILLS = 12
WRITERS, ADDS = 8, 4
SEED = 20261124


def bibliography(prefix: str, count: int) -> str:
    """Give entries with keys of their own."""
    return "".join(
        f"@article{{{prefix}{n},\n  author = {{Doe, Jane {n} and Roe, R.}},\n  title = {{On {prefix} {n}}},\n"
        f"  journal = {{Journal}},\n  year = {{{1950 + n % 70}}},\n}}\n\n"
        for n in range(count)
    )


def keys(library: Path) -> set[str]:
    """Give the keys in a library, which must be sound."""
    connection = sqlite3.connect(library)  # rolls back what a killed process left, as any program would
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return {row[0] for row in connection.execute("SELECT key FROM sources")}
    finally:
        connection.close()


def content(library: Path) -> str:
    """Give all that a library holds but the records of its operations."""
    connection = sqlite3.connect(library)
    try:
        tables = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('operations', 'journal')"
                " AND name NOT LIKE '%_search%' ORDER BY name"
            )
        ]
        return repr(
            [(name, connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()) for name in tables]
        )
    finally:
        connection.close()


def test_kills_leave_the_library_as_it_was_or_complete(run: Runner) -> None:
    rng = random.Random(SEED)  # noqa: S311 (moments, no secrets)
    library = run.folder / "litreview.db"
    run.write("first.bib", bibliography("first", RECORDS))
    started = time.monotonic()
    run("add", "first.bib", "--db", "timed.db")
    whole = time.monotonic() - started
    acknowledged: set[str] = set()
    partly = 0
    for number in range(KILLS):
        name = f"k{number}x"
        run.write(f"{name}.bib", bibliography(name, RECORDS))
        wanted = {f"{name}{n}" for n in range(RECORDS)}
        process = subprocess.Popen(
            run.words("add", f"{name}.bib"), cwd=run.folder, env=run.env, stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(rng.uniform(0.15, 1.0) * whole)
        process.send_signal(signal.SIGKILL)
        finished = process.wait() == 0
        held = keys(library) if library.exists() else set()
        assert held in (acknowledged, acknowledged | wanted)
        assert not finished or wanted <= held
        acknowledged = held
        partly += not finished
    assert partly > 0
    last = run("add", "first.bib")
    assert f"{RECORDS} added" in last.stderr
    assert keys(library) == acknowledged | {f"first{n}" for n in range(RECORDS)}
    run("doctor")


def test_the_litter_of_a_kill_is_no_hindrance(run: Runner) -> None:
    run.write("a.bib", bibliography("a", 3))
    run("add", "a.bib")
    library = run.folder / "litreview.db"
    before = library.read_bytes()
    # a process that is killed in the middle of a write: its journal is hot
    program = (
        "import os, signal, sqlite3; c = sqlite3.connect('litreview.db', isolation_level=None);"
        "c.execute('PRAGMA cache_size = 1'); c.execute('BEGIN IMMEDIATE');"
        'c.execute("UPDATE fields SET text = hex(randomblob(9000))"); os.kill(os.getpid(), signal.SIGKILL)'
    )
    subprocess.run([run.words()[0], "-c", program], cwd=run.folder, check=False)
    assert (run.folder / "litreview.db-journal").exists()
    assert library.read_bytes() != before
    assert run("list", "-f", "keys").stdout == "a0\na1\na2\n"
    assert library.read_bytes() == before
    assert not (run.folder / "litreview.db-journal").exists()


def test_many_processes_make_and_fill_one_library(run: Runner) -> None:
    for writer in range(WRITERS):
        for turn in range(ADDS):
            run.write(f"w{writer}t{turn}.bib", bibliography(f"w{writer}t{turn}n", 5))

    def write(writer: int) -> list[int]:
        return [
            subprocess.run(
                run.words("add", f"w{writer}t{turn}.bib", "-q"), cwd=run.folder, env=run.env, capture_output=True,
                check=False,
            ).returncode
            for turn in range(ADDS)
        ]  # fmt: skip

    with ThreadPoolExecutor(WRITERS) as pool:
        assert list(pool.map(write, range(WRITERS))) == [[0] * ADDS] * WRITERS
    wanted = {f"w{writer}t{turn}n{n}" for writer in range(WRITERS) for turn in range(ADDS) for n in range(5)}
    assert keys(run.folder / "litreview.db") == wanted
    assert [path.name for path in run.folder.iterdir() if path.suffix != ".bib"] == ["litreview.db"]
    log = json.loads(run("log", "-f", "json").stdout)["operations"]
    assert [entry["operation"] for entry in log] == list(range(WRITERS * ADDS, 0, -1))


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(("add", "a.bib", "notes.md", "-n"), id="add"),
        pytest.param(("add", "a.bib", "-n", "-f", "json"), id="add-json"),
        pytest.param(("add", "-", "-n"), id="add-stdin"),
    ],
)
def test_a_dry_run_makes_nothing(run: Runner, args: tuple[str, ...]) -> None:
    run.write("a.bib", bibliography("a", 3))
    run.write("notes.md", "# On it [@a1]\n\nA thought.\n")
    answer = run(*args, stdin=bibliography("b", 1))
    assert "dry run: " in answer.stderr
    assert "nothing was written" in answer.stderr
    assert {path.name for path in run.folder.iterdir()} == {"a.bib", "notes.md"}


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(("add", "authority.bib", "-n"), id="add"),
        pytest.param(("tag", "segal2020", "-t", "threats", "-n"), id="tag"),
        pytest.param(("tag", "segal2020", "-t", "war", "--create", "-n"), id="tag-create"),
        pytest.param(("edit", "segal2020", "--set", "year=1999", "-n"), id="edit"),
        pytest.param(("rm", "segal2020", "-n"), id="rm"),
        pytest.param(("note", "rm", "1", "-n"), id="note-rm"),
        pytest.param(("undo", "-n"), id="undo"),
    ],
)
def test_a_dry_run_changes_nothing(review: Runner, args: tuple[str, ...]) -> None:
    library = review.folder / "litreview.db"
    before = library.read_bytes()
    assert review(*args).stderr.count("dry run: ") == 1
    assert library.read_bytes() == before


STEPS = (
    ("tag", "segal2020", "lewis2006", "-t", "threats", "-p", "3"),
    ("note", "add", "segal2020", "-m", 'A "quoted" line\\ with\na break', "-t", "governance"),
    ("theme", "rename", "governance", "rules"),
    ("edit", "knake2012", "--set", "year=2010", "--set", "note={Ünïcode} & more"),
    ("add", "authority.bib"),
    ("rm", "buchanan2020"),
    ("theme", "rm", "threats/apt", "--force"),
)


def _stepped(review: Runner, steps: tuple[tuple[str, ...], ...]) -> list[str]:
    """Run commands; give the library's content at the start and after each."""
    states = [content(review.folder / "litreview.db")]
    for args in steps:
        review(*args, "-q")
        states.append(content(review.folder / "litreview.db"))
    assert len(set(states)) == len(states)
    return states


def _undone(review: Runner, states: list[str]) -> list[str]:
    """Take the steps back; give the numbers that do them again, the first step's first."""
    numbers = []
    for state in reversed(states[:-1]):
        numbers.append(review("undo").stderr.rpartition("litreview undo ")[2].rstrip(")\n"))
        assert content(review.folder / "litreview.db") == state
    return numbers[::-1]


def test_undo_steps_back_to_the_start(review: Runner) -> None:
    _undone(review, _stepped(review, STEPS))
    review("doctor")


def test_undone_steps_are_done_again(review: Runner) -> None:
    states = _stepped(review, STEPS[:4])
    for number, state in zip(_undone(review, states), states[1:], strict=True):
        review("undo", number)
        assert content(review.folder / "litreview.db") == state


def test_steps_on_the_same_rows_are_done_again(review: Runner) -> None:
    steps = (("edit", "knake2012", "--set", "year=2010"), ("edit", "knake2012", "--set", "year=2011"))
    states = _stepped(review, steps)
    for number, state in zip(_undone(review, states), states[1:], strict=True):
        review("undo", number)
        assert content(review.folder / "litreview.db") == state


def test_undo_is_refused_where_later_work_rests_on_it(review: Runner) -> None:
    review("edit", "segal2020", "--set", "year=2019", "-q")
    review("edit", "segal2020", "--set", "year=2018", "-q")
    before = content(review.folder / "litreview.db")
    answer = review("undo", "3", code=2)
    first, second = answer.stderr.splitlines()
    assert "operation 4" in first
    assert second.strip() == "take that one back first: litreview undo 4"
    assert content(review.folder / "litreview.db") == before
    review("undo", "4")
    review("undo", "3")
    assert "is undone already" in review("undo", "3", code=2).stderr
    assert review("list", "segal2020", "--fields", "year", "-f", "csv").stdout == "year\n2020\n"
