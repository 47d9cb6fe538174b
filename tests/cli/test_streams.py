"""stdout is for results and stderr for talk: in pipes, in files, in colour, and without Unicode."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Runner

COLOR = "\x1b["
LOOKING = [
    pytest.param(("list",), id="list"),
    pytest.param(("list", "-f", "keys"), id="list-keys"),
    pytest.param(("matrix",), id="matrix"),
    pytest.param(("matrix", "-f", "md", "--cell", "cite"), id="matrix-md"),
    pytest.param(("show", "knake2012", "segal2016"), id="show"),
    pytest.param(("search", "norms"), id="search"),
    pytest.param(("status",), id="status"),
    pytest.param(("log",), id="log"),
    pytest.param(("theme", "list"), id="theme-list"),
    pytest.param(("theme", "show", "threats"), id="theme-show"),
    pytest.param(("theme", "export"), id="theme-export"),
    pytest.param(("note", "list"), id="note-list"),
    pytest.param(("note", "show", "1"), id="note-show"),
    pytest.param(("sql", "select * from matrix"), id="sql"),
    pytest.param(("export",), id="export"),
    pytest.param(("config", "list"), id="config-list"),
    pytest.param(("path",), id="path"),
    pytest.param(("doctor",), id="doctor"),
    pytest.param(("add", "-n", "authority.bib"), id="add-dry"),
]
WRITING = [
    pytest.param(("tag", "segal2020", "-t", "threats"), id="tag"),
    pytest.param(("theme", "add", "war"), id="theme-add"),
    pytest.param(("theme", "rename", "threats", "dangers"), id="theme-rename"),
    pytest.param(("theme", "merge", "threats/apt", "--into", "threats/cybercrime"), id="theme-merge"),
    pytest.param(("note", "add", "segal2020", "-m", "Words."), id="note-add"),
    pytest.param(("note", "rm", "1"), id="note-rm"),
    pytest.param(("edit", "knake2012", "--set", "year=2010"), id="edit"),
    pytest.param(("rm", "segal2020"), id="rm"),
    pytest.param(("config", "set", "coder", "ada"), id="config-set"),
]


@pytest.mark.parametrize("args", LOOKING)
def test_a_command_that_looks_prints_and_is_silent_on_stderr(review: Runner, args: tuple[str, ...]) -> None:
    answer = review(*args, "-q")
    assert answer.stdout.endswith("\n")
    assert COLOR not in answer.stdout
    assert answer.stderr == "" or args[0] == "add"
    assert review(*args, "-q").stdout == answer.stdout


@pytest.mark.parametrize("args", WRITING)
def test_a_command_that_writes_says_one_line_on_stderr_and_nothing_on_stdout(
    review: Runner, args: tuple[str, ...]
) -> None:
    answer = review(*args)
    assert answer.stdout == ""
    assert re.fullmatch(r"operation 3: .+ \(undo: litreview undo 3\)\n", answer.stderr)
    assert len(answer.stderr.splitlines()) == 1
    assert review("undo", "-q").stderr == ""


@pytest.mark.parametrize("args", WRITING[:3])
def test_quiet_writers_say_nothing(review: Runner, args: tuple[str, ...]) -> None:
    answer = review(*args, "-q")
    assert (answer.stdout, answer.stderr) == ("", "")
    assert '"operation": 3' in review("log", "-f", "json").stdout


def test_quiet_still_says_what_went_wrong(review: Runner) -> None:
    assert "error: " in review("-q", "show", "nobody", code=2).stderr
    assert "error: " in review("add", "nowhere.bib", "-q", code=3).stderr


@pytest.mark.parametrize(
    ("args", "name"),
    [
        pytest.param(("add", "authority.bib"), "inputs", id="add"),
        pytest.param(("add", "nowhere.bib"), "inputs", id="add-missing"),
        pytest.param(("list",), "sources", id="list"),
        pytest.param(("list", "zeppelin"), "sources", id="list-empty"),
        pytest.param(("show", "knake2012"), "sources", id="show"),
        pytest.param(("search", "norms"), "hits", id="search"),
        pytest.param(("search", "zeppelin"), "hits", id="search-empty"),
        pytest.param(("theme", "list"), "themes", id="theme-list"),
        pytest.param(("theme", "show", "threats"), "theme", id="theme-show"),
        pytest.param(("note", "list"), "notes", id="note-list"),
        pytest.param(("note", "show", "1"), "note", id="note-show"),
        pytest.param(("log",), "operations", id="log"),
        pytest.param(("sql", "select 1 as one"), "rows", id="sql"),
        pytest.param(("status",), "sources", id="status"),
        pytest.param(("config", "list"), "settings", id="config"),
        pytest.param(("matrix",), "rows", id="matrix"),
    ],
)
def test_json_is_one_document_with_its_schema(review: Runner, args: tuple[str, ...], name: str) -> None:
    document = json.loads(review(*args, "-f", "json", code=None).stdout)
    assert document["schema"] == 1
    assert name in document


def test_the_json_of_add_has_what_programs_rely_on(run: Runner) -> None:
    run.write("a.bib", "@book{a, title = {A}, title = {B}, year = 2001}\n")
    document = json.loads(run("add", "a.bib", "nowhere.bib", "-f", "json", code=3).stdout)
    by_path = {item["path"]: item for item in document["inputs"]}
    first = by_path["a.bib"]
    assert {"path", "format", "seen", "new", "changed", "unchanged", "refused", "problems"} <= first.keys()
    assert (first["format"], first["seen"], first["new"]) == ("bibtex", 1, 1)
    assert {"path", "line", "code", "message"} <= first["problems"][0].keys()
    assert by_path["nowhere.bib"]["problems"][0]["code"] == "no-such-file"


def test_the_json_of_list_and_matrix_has_what_programs_rely_on(review: Runner) -> None:
    sources = json.loads(review("list", "-f", "json").stdout)["sources"]
    knake = next(source for source in sources if source["key"] == "knake2012")
    assert knake["authors"][0]["family"] == "Knake"
    assert knake["year"] == "2012"
    assert "threats/critical-infrastructure" in knake["themes"]
    matrix = json.loads(review("matrix", "-f", "json", "--gaps").stdout)
    assert {"rows", "columns", "cells", "gaps", "untagged"} <= matrix.keys()
    assert {"id", "label"} <= matrix["rows"][0].keys()
    cell = matrix["cells"][0]
    assert {"row", "column", "count", "mark", "sources", "evidence"} <= cell.keys()
    assert {"note", "quote", "locator", "path", "line"} <= cell["evidence"][0].keys()
    assert matrix["untagged"] == ["lewis2006", "segal2020"]


def test_lines_of_json_csv_and_nul_ended_keys(review: Runner) -> None:
    lines = review("list", "-f", "jsonl").stdout.splitlines()
    assert [json.loads(line)["key"] for line in lines] == review("list", "-f", "keys").stdout.split()
    rows = list(csv.reader(io.StringIO(review("list", "-f", "csv").stdout)))
    assert rows[0][:4] == ["key", "authors", "year", "title"]
    assert len({len(row) for row in rows}) == 1


def test_keys_ended_by_nul_are_nothing_but_that(review: Runner) -> None:
    assert review("list", "-0").stdout.split("\0") == [*review("list", "-f", "keys").stdout.split(), ""]


PRINTING = (
    "list", "list -f keys", "list -f json", "matrix", "matrix -f csv", "show knake2012", "search norms", "status",
    "log",
    "theme list", "theme export", "note list", "sql 'select * from fields'", "export", "config list", "--help",
    "list --help", "add -n authority.bib", "tag segal2020 -t threats", "path",
)  # fmt: skip
UNBUFFERED = {"PYTHONUNBUFFERED": "1"}


@pytest.mark.parametrize("env", [pytest.param({}, id="buffered"), pytest.param(UNBUFFERED, id="unbuffered")])
def test_head_ends_every_command_in_silence(review: Runner, env: dict[str, str]) -> None:
    script = "".join(f"litreview {command} -q | head -n 1 > /dev/null\n" for command in PRINTING)
    assert review.bash(script + "litreview --version | head -n 1 > /dev/null\n", env=env).stderr == ""


@pytest.mark.parametrize(
    ("command", "env"),
    [
        pytest.param("list -f keys", {}, id="short"),
        pytest.param("matrix", {}, id="matrix"),
        pytest.param("log", {}, id="log"),
        pytest.param("note list -f json", {}, id="longer-than-a-buffer"),
        pytest.param("list -f keys", UNBUFFERED, id="unbuffered"),
        pytest.param("matrix", UNBUFFERED, id="matrix-unbuffered"),
    ],
)
def test_a_reader_that_never_reads_is_no_failure(review: Runner, command: str, env: dict[str, str]) -> None:
    # the reader has ended before the first write, as it has in the middle of a list longer than a pipe holds
    answer = review.bash(f"(sleep 0.4; litreview {command} -q) | true", env=env)
    assert answer.stderr == ""


def test_the_first_of_many_keys_is_no_failure(run: Runner) -> None:
    run.write(
        "big.bib", "".join(f"@misc{{a-rather-long-citation-key-{n},\n title = {{T}}}}\n" for n in range(4000))
    )
    answer = run.bash(
        "litreview add big.bib -q > /dev/null; key=$(litreview list -f keys | head -n 1); echo $key"
    )
    assert answer.stdout == "a-rather-long-citation-key-0\n"


def test_talk_into_a_closed_pipe_is_no_failure(review: Runner) -> None:
    review.bash("(sleep 0.4; litreview tag segal2020 -t threats) 2>&1 | true")


def test_a_demo_that_nobody_watches_is_no_failure(review: Runner) -> None:
    assert review.bash("litreview demo d | head -n 1").stderr == ""


def test_an_error_keeps_its_code_in_a_closed_pipe(review: Runner) -> None:
    script = "set +o pipefail; (sleep 0.4; litreview show nobody) 2>&1 | true; echo ${PIPESTATUS[0]}"
    assert review.bash(script).stdout == "2\n"


@pytest.mark.parametrize(
    ("args", "name", "begins"),
    [
        pytest.param(("list",), "out.csv", "key,authors,", id="csv"),
        pytest.param(("list",), "out.tsv", "key\tauthors\t", id="tsv"),
        pytest.param(("list",), "out.md", "| key |", id="md"),
        pytest.param(("list",), "out.json", "{", id="json"),
        pytest.param(("list",), "out.jsonl", '{"key": ', id="jsonl"),
        pytest.param(("list",), "out.txt", "key ", id="txt"),
        pytest.param(("matrix",), "out.csv", "", id="matrix-csv"),
        pytest.param(("matrix", "--cell", "cite"), "out.md", "| Source |", id="matrix-md"),
        pytest.param(("export",), "out.bib", "@", id="export"),
        pytest.param(("show", "knake2012", "-f", "bibtex"), "out.bib", "@book{knake2012,", id="show"),
        pytest.param(("list", "-f", "keys"), "out.csv", "buchanan2020\n", id="format-outranks-the-suffix"),
    ],
)
def test_a_file_named_with_o_holds_the_result(
    review: Runner, args: tuple[str, ...], name: str, begins: str
) -> None:
    before = {path.name for path in review.folder.iterdir()}
    answer = review(*args, "-o", name)
    assert answer.stdout == ""
    assert answer.stderr == f"wrote {name}\n"
    assert (review.folder / name).read_text(encoding="utf-8").startswith(begins)
    assert {path.name for path in review.folder.iterdir()} - before == {name}


@pytest.mark.parametrize(
    "kind",
    [
        "csv",
        "md",
        "json",
        pytest.param(
            "jsonl",
        ),
    ],
)
def test_a_file_says_what_the_terminal_says(review: Runner, kind: str) -> None:
    review("list", "-o", f"out.{kind}")
    assert (review.folder / f"out.{kind}").read_text(encoding="utf-8") == review("list", "-f", kind).stdout


def test_a_failed_output_leaves_the_old_file(review: Runner) -> None:
    old = review.write("out.csv", "old\n")
    review("list", "--sort", "nothing", "-o", "out.csv", code=2)
    assert old.read_text(encoding="utf-8") == "old\n"


ASCII_ONLY = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(("matrix",), id="matrix"),
        pytest.param(("list",), id="list"),
        pytest.param(("list", "-f", "json"), id="json"),
        pytest.param(("show", "buchanan2020", "unidir2017"), id="show"),
        pytest.param(("status",), id="status"),
        pytest.param(("note", "list"), id="note-list"),
        pytest.param(("theme", "list"), id="theme-list"),
        pytest.param(("search", "security"), id="search"),
        pytest.param(("demo", "d"), id="demo"),
    ],
)
def test_an_ascii_terminal_gets_plain_marks(review: Runner, args: tuple[str, ...]) -> None:
    answer = review(*args, env=ASCII_ONLY)
    assert answer.stdout.isascii()
    assert answer.stderr.isascii()
    assert "\\u25cf" not in answer.stdout


def test_ascii_tables_keep_their_columns(review: Runner) -> None:
    plain = review("matrix", env=ASCII_ONLY).stdout
    assert re.search(r"^Buchanan 2020 +x +x +\.$", plain, re.MULTILINE)


def test_ascii_tables_line_up(review: Runner) -> None:
    lines = review("matrix", env=ASCII_ONLY).stdout.splitlines()
    rows = [line for line in lines if re.search(r" [x.] +[x.] +[x.]$", line)]
    assert len(rows) == 9
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(["list", b"\xff"], id="list"),
        pytest.param(["show", b"\xff"], id="show"),
        pytest.param(["add", b"missing\xe9.bib"], id="missing-file"),
        pytest.param(["search", b"\xff"], id="search"),
        pytest.param(["note", "add", "segal2020", "-m", b"Caf\xe9"], id="note"),
        pytest.param(["tag", "segal2020", "-t", "threats", "--quote", b"Caf\xe9"], id="quote"),
        pytest.param(["add", b"caf\xe9.bib"], id="file-name"),
        pytest.param(["edit", "segal2020", "--set", b"note=Caf\xe9"], id="edit"),
    ],
)
def test_arguments_that_are_no_utf8_are_no_bug(review: Runner, args: list[str | bytes]) -> None:
    (review.folder / os.fsdecode(b"caf\xe9.bib")).write_text(
        "@book{cafe, title = {Caf\u00e9}}\n", encoding="utf-8"
    )
    words = [part.encode() if isinstance(part, str) else part for part in (*review.words(), *args)]
    done = subprocess.run(words, cwd=review.folder, env=review.env, capture_output=True, check=False)
    assert done.returncode in {0, 2, 3}, done.stderr


@pytest.mark.parametrize(
    ("args", "env", "colored"),
    [
        pytest.param((), {}, False, id="a-pipe"),
        pytest.param(("--color", "never"), {}, False, id="never"),
        pytest.param(("--color", "auto"), {"NO_COLOR": "1"}, False, id="no-color"),
        pytest.param(("--color", "always"), {}, True, id="always"),
        pytest.param(("--color", "always"), {"NO_COLOR": "1"}, True, id="an-option-outranks-the-environment"),
    ],
)
def test_colour_only_where_it_is_wanted(
    review: Runner, args: tuple[str, ...], env: dict[str, str], colored: bool
) -> None:
    answer = review("show", "nobody", *args, code=2, env=env)
    assert (COLOR in answer.stderr) is colored


@pytest.mark.parametrize(
    ("env", "colored"),
    [
        pytest.param({"NO_COLOR": "1", "TERM": "xterm"}, False, id="no-color"),
        pytest.param({"TERM": "dumb"}, False, id="dumb"),
        pytest.param({"TERM": "xterm"}, True, id="terminal"),
    ],
)
def test_a_terminal_gets_colour_and_its_width(review: Runner, env: dict[str, str], colored: bool) -> None:
    import pty

    ours, theirs = pty.openpty()
    try:
        subprocess.run(
            review.words("show", "nobody"),
            cwd=review.folder,
            env={**review.env, **env},
            stderr=theirs,
            check=False,
        )
        assert (b"\x1b[" in os.read(ours, 10_000)) is colored
    finally:
        os.close(ours)
        os.close(theirs)


@pytest.mark.parametrize("columns", [40, 100])
@pytest.mark.parametrize(
    "args", [("list",), ("matrix",), ("show", "knake2012"), ("note", "list")], ids=" ".join
)
def test_nothing_is_wider_than_the_terminal(review: Runner, args: tuple[str, ...], columns: int) -> None:
    lines = review(*args, env={"COLUMNS": str(columns)}).stdout.splitlines()
    assert [line for line in lines if len(line) > columns] == []


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(("--db", "a.db", "-q", "note", "list"), id="before-both"),
        pytest.param(("note", "list", "--db", "a.db", "-q"), id="after-both"),
        pytest.param(("note", "--db", "a.db", "list", "-q"), id="between"),
        pytest.param(("-q", "note", "list", "--db", "a.db"), id="around"),
    ],
)
def test_global_options_stand_anywhere_in_nested_commands(review: Runner, args: tuple[str, ...]) -> None:
    (review.folder / "litreview.db").rename(review.folder / "a.db")
    assert "schneier2015" in review(*args).stdout
    assert not (review.folder / "litreview.db").exists()


def test_the_last_of_two_libraries_wins(review: Runner) -> None:
    assert review("--db", "nowhere.db", "list", "--db", "litreview.db", "-f", "keys").stdout.startswith(
        "buchanan"
    )


def test_the_library_is_found_upwards_or_named(review: Runner) -> None:
    library = str(review.folder / "litreview.db")
    assert review("-C", "notes", "path").stdout.strip() == library
    assert review("-C", "notes", "list", "-f", "keys").stdout.startswith("buchanan")
    assert review("path", env={"LITREVIEW_DB": library}).stdout.strip() == library
    review.folder.joinpath("litreview.db").rename(review.folder / "b.db")
    assert review("list", "-f", "keys", env={"LITREVIEW_DB": "b.db"}).stdout.startswith("buchanan")
    review("list", env={"LITREVIEW_DB": "c.db"}, code=4)
