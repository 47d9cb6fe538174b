"""What a script may rely on when a command ends: its code, two lines on stderr, and untouched files."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Runner

GOOD = "@book{good2020, author = {Good, Ada}, title = {A Good Book}, year = 2020}\n"
OPEN = "@book{open2020, title = {Never closed, year = 2020\n\n"
PATIENT = 20
"""Seconds to wait for a process to come to the point where a signal is due."""


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(("list",), id="list"),
        pytest.param(("list", "zeppelin"), id="an-empty-list-is-no-failure"),
        pytest.param(("list", "--fail-empty"), id="fail-empty-with-hits"),
        pytest.param(("search", "zeppelin"), id="no-hits"),
        pytest.param(("search", ""), id="empty-search"),
        pytest.param(("list", ""), id="empty-query"),
        pytest.param(("matrix",), id="matrix"),
        pytest.param(("tag", "knake2012", "-t", "threats", "--where", "zeppelin"), id="where-without-hits"),
        pytest.param(("add", "references.bib"), id="add-unchanged"),
        pytest.param(("show", "@knake2012"), id="key-as-it-is-cited"),
        pytest.param(("doctor",), id="doctor"),
        pytest.param(("path",), id="path"),
        pytest.param(("undo", "-n"), id="undo-dry"),
        pytest.param(("config", "get", "coder"), id="unset-setting"),
        pytest.param(("--help",), id="help"),
        pytest.param(("matrix", "--help"), id="command-help"),
        pytest.param(("note", "add", "--help"), id="subcommand-help"),
        pytest.param(("--version",), id="version"),
    ],
)
def test_done_is_0(review: Runner, args: tuple[str, ...]) -> None:
    answer = review(*args)
    assert "error" not in answer.stderr


@pytest.mark.parametrize(
    "args",
    [pytest.param(("-q", "--version"), id="after-an-option"), pytest.param(("--version", "-q"), id="before")],
)
def test_version_is_an_option_among_others(run: Runner, args: tuple[str, ...]) -> None:
    assert run(*args).stdout.startswith("litreview 0.")


def test_nothing_said_shows_the_help(run: Runner) -> None:
    answer = run(code=None)
    assert "Usage: litreview" in answer.stdout + answer.stderr
    assert answer.returncode in {0, 2}


def test_fail_empty_is_1(review: Runner) -> None:
    answer = review("list", "zeppelin", "--fail-empty", code=1)
    assert answer.stderr == ""


@pytest.mark.parametrize(
    ("args", "words"),
    [
        pytest.param(("lst",), "list", id="command"),
        pytest.param(("theme", "lst"), "list", id="subcommand"),
        pytest.param(("list", "--untaged"), "--untagged", id="option"),
        pytest.param(("matrix", "--cell", "cites"), "cite", id="cell"),
        pytest.param(("list", "-f", "jsn"), "did you mean json?", id="format"),
        pytest.param(("list", "-o", "x.xyz"), "-f", id="suffix"),
        pytest.param(("matrix", "-f", "keys"), "csv", id="format-of-another-command"),
        pytest.param(("show", "knake2021"), "did you mean knake2012?", id="key"),
        pytest.param(("tag", "segal2016", "-t", "governence"), "did you mean governance?", id="theme"),
        pytest.param(("matrix", "-t", "threat"), "did you mean threats?", id="matrix-theme"),
        pytest.param(("list", "-t", "coperation"), "did you mean cooperation?", id="list-theme"),
        pytest.param(("list", "--sort", "yaer"), "year", id="sort"),
        pytest.param(("matrix", "--sort", "yaer"), "year", id="matrix-sort"),
        pytest.param(("config", "set", "colour", "x"), "coder", id="setting"),
        pytest.param(("note", "add", "knake2012", "-m", "x", "--kind", "thought"), "paraphrase", id="kind"),
        pytest.param(("note", "show", "999"), "litreview note list", id="note"),
        pytest.param(("note", "add", "knake2012"), "-m TEXT", id="note-without-words"),
        pytest.param(("note", "add", "knake2012", "-m", "  "), "-m TEXT", id="note-of-blanks"),
        pytest.param(("undo", "99"), "litreview log", id="operation"),
        pytest.param(("edit", "knake2012"), "--set", id="edit-nothing"),
        pytest.param(("edit", "knake2012", "--set", "year"), "FIELD=VALUE", id="edit-half"),
        pytest.param(("edit", "knake2012", "--set", "title={Cyber"), "each { needs", id="edit-brace"),
        pytest.param(("tag", "knake2012"), "-t THEME", id="tag-without-theme"),
        pytest.param(("tag", "-t", "threats"), "--keys-from", id="tag-without-source"),
        pytest.param(("add",), "standard input", id="add-nothing"),
        pytest.param(("add", "x.bib", "--from", "bibtx"), "bibtex", id="reader"),
        pytest.param(("rm",), "keys", id="rm-nothing"),
        pytest.param(("show",), "litreview list", id="show-nothing"),
        pytest.param(("export", "-f", "bibtx"), "did you mean bibtex?", id="export-format"),
        pytest.param(("theme", "rm", "threats"), "--force", id="theme-with-tags"),
        pytest.param(("sql", "select nothing from nowhere"), "SQL", id="sql"),
        pytest.param(("--color", "sometimes", "list"), "never", id="color"),
        pytest.param(("list", "--limit", "many"), "--help", id="number"),
        pytest.param(("-C", "nowhere", "list"), "-C nowhere", id="folder"),
    ],
)
def test_a_mistake_is_2_with_the_way_out(review: Runner, args: tuple[str, ...], words: str) -> None:
    review.write("x.bib", GOOD)
    before = (review.folder / "litreview.db").read_bytes()
    answer = review(*args, code=2)
    first, second = answer.stderr.splitlines()
    assert first.startswith("error: ")
    assert words in answer.stderr
    assert second.startswith("       ")
    assert answer.stdout == ""
    assert (review.folder / "litreview.db").read_bytes() == before


@pytest.mark.parametrize("limit", ["-1", "-3"])
def test_a_negative_limit_is_refused(review: Runner, limit: str) -> None:
    review("list", "--limit", limit, code=2)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        pytest.param(("missing.bib",), "missing.bib: there is no such file", id="missing"),
        pytest.param(("open.bib",), "open.bib:1:", id="unclosed-entry"),
        pytest.param(("picture.png",), "picture.png: the format is not known", id="unknown-format"),
    ],
)
def test_unreadable_input_is_3_and_the_rest_is_stored(
    run: Runner, files: tuple[str, ...], message: str
) -> None:
    run.write("open.bib", OPEN)
    run.write("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00")
    run.write("good.bib", GOOD)
    answer = run("add", *files, "good.bib", code=3)
    assert f"error: {message}" in answer.stderr
    assert run("list", "-f", "keys").stdout == "good2020\n"


def test_only_missing_files_make_no_library(run: Runner) -> None:
    run("add", "missing.bib", code=3)
    assert os.listdir(run.folder) == []  # noqa: PTH208


def test_a_result_that_cannot_be_written_is_3(review: Runner) -> None:
    answer = review("list", "-o", "nowhere/list.csv", code=3)
    assert answer.stderr.startswith("error: nowhere/list.csv: cannot be written")


def _foreign() -> bytes:
    return _database("CREATE TABLE other (x)")


def _database(*statements: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    data = connection.serialize()
    connection.close()
    return data


OURS = "PRAGMA application_id = 0x4C525657"
BAD = {
    "empty": (b"", "the file is empty"),
    "text": (b"key,title\nx,y\n" * 20, "not a litreview library"),
    "foreign": (_foreign(), "an SQLite file, but not a litreview library"),
    "newer": (
        _database(OURS, "PRAGMA user_version = 99", "CREATE TABLE sources (x)"),
        "made by a newer litreview",
    ),
    "cut": (_database(OURS, "PRAGMA user_version = 1", "CREATE TABLE x (y)")[:60], "damaged"),
}


READ_AND_WRITE = (("list",), ("add", "good.bib"))
OTHERS = (("init",), ("undo",), ("path",), ("backup", "copy.db"), ("theme", "import", "themes.toml"))


@pytest.mark.parametrize(
    ("kind", "args"),
    [
        *(pytest.param(kind, args, id=f"{kind}-{args[0]}") for kind in BAD for args in READ_AND_WRITE),
        *(pytest.param("foreign", args, id=f"foreign-{args[0]}") for args in OTHERS),
    ],
)
def test_what_is_no_library_is_4_and_stays_as_it_is(run: Runner, kind: str, args: tuple[str, ...]) -> None:
    data, words = BAD[kind]
    library = run.write("litreview.db", data)
    run.write("good.bib", GOOD)
    run.write("themes.toml", "[themes.norms]\n")
    answer = run(*args, code=4)
    first, second = answer.stderr.splitlines()
    assert first.startswith("error: ")
    assert words in first
    assert second.strip()
    assert library.read_bytes() == data
    assert {path.name for path in run.folder.iterdir()} == {"litreview.db", "good.bib", "themes.toml"}


@pytest.mark.parametrize(
    "args", [("list",), ("matrix",), ("doctor",), ("add", "authority.bib")], ids=lambda args: args[0]
)
def test_a_damaged_library_is_4_and_stays_as_it_is(review: Runner, args: tuple[str, ...]) -> None:
    library = review.folder / "litreview.db"
    data = bytearray(library.read_bytes())
    data[100:] = bytes(byte ^ 0x5A for byte in data[100:])
    library.write_bytes(data)
    answer = review(*args, code=4)
    assert "damaged" in answer.stderr
    assert library.read_bytes() == data


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(("list",), id="list"),
        pytest.param(("matrix",), id="matrix"),
        pytest.param(("tag", "x", "-t", "y"), id="tag"),
        pytest.param(("status",), id="status"),
        pytest.param(("undo",), id="undo"),
        pytest.param(("--db", "other.db", "list"), id="named"),
        pytest.param(("restore", "missing.db"), id="restore"),
    ],
)
def test_no_library_is_4_and_none_is_made(run: Runner, args: tuple[str, ...]) -> None:
    answer = run(*args, code=4)
    assert "there is no library here" in answer.stderr
    assert "litreview init" in answer.stderr
    assert list(run.folder.iterdir()) == []


def _mortal(words: list[str]) -> list[str]:
    """Run a command without root's right to write everywhere."""
    if os.geteuid() != 0:
        return words
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere, and there is no setpriv to give that up")
    return ["setpriv", "--bounding-set", "-all", "--inh-caps", "-all", *words]


@pytest.mark.parametrize(
    ("args", "code"),
    [
        pytest.param(("list",), 0, id="list"),
        pytest.param(("matrix",), 0, id="matrix"),
        pytest.param(("show", "knake2012"), 0, id="show"),
        pytest.param(("search", "norms"), 0, id="search"),
        pytest.param(("status",), 0, id="status"),
        pytest.param(("sql", "select 1"), 0, id="sql"),
        pytest.param(("doctor",), 0, id="doctor"),
        pytest.param(("tag", "segal2020", "-t", "threats"), 4, id="writers-are-refused"),
        pytest.param(("add", "authority.bib"), 4, id="add-is-refused"),
        pytest.param(("list", "-o", "list.csv"), 3, id="output-is-refused"),
    ],
)
def test_a_folder_that_may_only_be_read(review: Runner, args: tuple[str, ...], code: int) -> None:
    library = review.folder / "litreview.db"
    before = {path.name: path.stat().st_mtime_ns for path in review.folder.iterdir()}
    library.chmod(0o400)
    review.folder.chmod(0o500)
    try:
        done = subprocess.run(
            _mortal(review.words(*args)),
            cwd=review.folder, env=review.env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        assert {path.name: path.stat().st_mtime_ns for path in review.folder.iterdir()} == before
    finally:
        review.folder.chmod(0o700)


IMPATIENT = """
import sys
from litreview.storage import connect
connect.BUSY_SECONDS = 0.2
from litreview.cli.app import run
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("lock", "args"),
    [
        pytest.param("IMMEDIATE", ("tag", "segal2020", "-t", "threats"), id="writer"),
        pytest.param("IMMEDIATE", ("add", "authority.bib"), id="add"),
        pytest.param("EXCLUSIVE", ("list",), id="reader"),
    ],
)
def test_a_busy_library_is_4(review: Runner, lock: str, args: tuple[str, ...]) -> None:
    holder = sqlite3.connect(review.folder / "litreview.db", isolation_level=None)
    try:
        holder.execute(f"BEGIN {lock}")
        done = subprocess.run(
            [sys.executable, "-c", IMPATIENT, *args],
            cwd=review.folder, env=review.env, capture_output=True, text=True, check=False,
        )  # fmt: skip
    finally:
        holder.close()
    assert done.returncode == 4
    assert "another program is writing to the library" in done.stderr
    assert "try again" in done.stderr


def test_a_writer_waits_for_another_and_readers_do_not(review: Runner) -> None:
    holder = sqlite3.connect(review.folder / "litreview.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    waiting = subprocess.Popen(
        review.words("tag", "segal2020", "-t", "threats"),
        cwd=review.folder, env=review.env, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    review("list")
    assert waiting.poll() is None
    holder.close()
    _, told = waiting.communicate(timeout=PATIENT)
    assert waiting.returncode == 0
    assert "1 tag added" in told


def _heed_interrupts() -> None:
    """Take Ctrl-C as a command at a terminal does, also where the tests run in the background and ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _interrupt(process: subprocess.Popen[bytes]) -> str:
    """Press Ctrl-C, again where a read that had just begun missed it; give what was said."""
    assert process.stderr is not None
    for _ in range(PATIENT):
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(1)
            break
    process.kill()  # whatever did not heed it
    with process.stderr:
        return process.stderr.read().decode()


@pytest.fixture
def reading_a_pipe(review: Runner) -> Iterator[subprocess.Popen[bytes]]:
    """Give an `add -` that waits for more on standard input."""
    process = subprocess.Popen(
        review.words("add", "-"),
        cwd=review.folder,
        env=review.env,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_heed_interrupts,  # noqa: PLW1509 (there are no threads here)
    )
    assert process.stdin is not None
    process.stdin.write(GOOD.encode() * 5000)  # more than a pipe holds: it is being read when this returns
    process.stdin.flush()
    yield process
    process.stdin.close()


def test_an_interrupted_pipe_is_130_and_changes_nothing(
    review: Runner, reading_a_pipe: subprocess.Popen[bytes]
) -> None:
    before = (review.folder / "litreview.db").read_bytes()
    assert "Traceback" not in _interrupt(reading_a_pipe)
    assert reading_a_pipe.returncode == 130
    assert (review.folder / "litreview.db").read_bytes() == before


def test_an_interrupted_command_says_so(reading_a_pipe: subprocess.Popen[bytes]) -> None:
    assert "interrupted; nothing was changed" in _interrupt(reading_a_pipe)


def test_an_interrupted_write_is_130_and_rolled_back(review: Runner) -> None:
    entries = (
        f"@book{{key{n}, title = {{Title {n}}}, author = {{Doe, J. {n}}}, year = 2001}}\n"
        for n in range(4000)
    )
    review.write("big.bib", "".join(entries))
    process = subprocess.Popen(
        review.words("add", "big.bib"),
        cwd=review.folder,
        env=review.env,
        stderr=subprocess.PIPE,
        preexec_fn=_heed_interrupts,  # noqa: PLW1509 (there are no threads here)
    )
    journal = review.folder / "litreview.db-journal"
    deadline = time.monotonic() + PATIENT
    while not journal.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    _interrupt(process)
    assert process.returncode == 130
    assert not journal.exists()
    assert "key1\n" not in review("list", "-f", "keys").stdout
    review("doctor")


def test_debug_shows_where_an_error_came_from(review: Runner) -> None:
    done = subprocess.run(
        review.words("show", "nobody", "--debug"),
        cwd=review.folder, env=review.env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "Traceback" in done.stderr
    assert 'error: there is no source "nobody"' in done.stderr


@pytest.mark.parametrize(
    ("args", "code"),
    [
        pytest.param(
            ("init", "taken"),
            2,
            id="init-over-a-file",
        ),
        pytest.param(
            ("demo", "taken"),
            2,
            id="demo-over-a-file",
        ),
        pytest.param(("backup", "nowhere/copy.db"), 4, id="backup-nowhere"),
        pytest.param(("add", "references.bib", "--db", "nowhere/x.db"), 4, id="library-nowhere"),
    ],
)
def test_a_place_that_cannot_be_is_no_bug(review: Runner, args: tuple[str, ...], code: int) -> None:
    review.write("taken", "text\n")
    answer = review(*args, code=None)
    assert "bug" not in answer.stderr
    assert answer.returncode == code
    assert Path(review.folder, "taken").read_text(encoding="utf-8") == "text\n"
