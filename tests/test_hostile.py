"""Hostile input is stored or refused with its line, shown harmless, and never run; no query is an error."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Runner

OURS = Path(__file__).parent / "cases" / "cli" / "hostile"
SHARED = Path(__file__).parents[2] / "shared"
LATER = (".tex", ".docx")
"""Suffixes of the samples of manuscripts, which are not read."""
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
PARTLY = {"unclosed.bib": 1, "broken-front-matter.md": 0, "yaml-bomb.md": 0, "yaml-code.md": 0}
"""Samples of which something cannot be read, and how many records or notes that costs."""
QUERIES = (
    "don't", "alpha-beta", '"', '""', "AND", "OR", "NOT", "NEAR(", "x OR", "OR x",
    "^", "*", "**", "a*b", "-", "--", "-x", "(",
    ")", "()", "C++", "C#", "10.1000/xyz",
    "'; DROP TABLE sources; --", "title:", ":", "year>=", "year>=x", "year>=2015",
    "theme:nothing", "title:[", "%", "_", "\\", "{}", "column : x", "x AND (y", "網路", "é", "\u202e", "a" * 5000, "\t",
    "[/x]", "=1+1", "*.*", "key:^a", "-author:segal", "NEAR(a b, 2)", "x\ny",
)  # fmt: skip


LOOK = """
import io, contextlib, sys
from litreview.cli.app import run
worst = 0
keys = io.StringIO()
with contextlib.redirect_stdout(keys):
    run(["--db", sys.argv[1], "-q", "list", "-f", "keys"])
columns = ["--fields", "title,authors,note,publisher"]
for words in (["list"], ["list", "-f", "keys"], ["list", "-f", "csv", *columns], ["list", "-f", "md", *columns],
              ["matrix"], ["-q", "dedupe", "--exit-zero"],
              ["matrix", "-f", "md", "--cell", "quote"], ["matrix", "-f", "csv"], ["matrix", "-f", "json"],
              ["note", "list"],
              ["note", "list", "-f", "json"], ["status"], ["log"], ["show", "--", *keys.getvalue().splitlines()]):
    worst = max(worst, run(["--db", sys.argv[1], *words]))
sys.exit(worst)
"""
"""Look at a library in every way there is, in one process."""


@pytest.mark.parametrize("sample", sorted(OURS.iterdir()), ids=lambda path: path.name)
def test_a_hostile_file_does_no_harm(run: Runner, sample: Path) -> None:
    run.write("base.bib", "@book{after2020, author = {Last, Lena}, title = {Survivor}, year = {2020}}\n")
    path = run.write(sample.name, sample.read_bytes())
    if sample.suffix == ".md":
        run("add", "base.bib", "-q")
    answer = run("add", sample.name, "-f", "json", code=3 if sample.name in PARTLY else 0)
    read = json.loads(answer.stdout)["inputs"][0]
    assert read["seen"] == read["new"] + read["changed"] + read["unchanged"] + read["refused"]
    assert read["refused"] == PARTLY.get(sample.name, 0)
    assert not CONTROL.search((answer.stdout + answer.stderr).replace("\n", ""))
    assert path.read_bytes() == sample.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", LOOK, "litreview.db"],
        cwd=run.folder, env=run.env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == ""
    assert not CONTROL.search(done.stdout.replace("\n", ""))
    assert "Survivor" in done.stdout
    assert "after2020\n" in done.stdout
    assert not list(run.folder.rglob("LITREVIEW_CANARY"))
    run("doctor")


def test_cells_of_a_csv_are_no_formulas(run: Runner) -> None:
    run("add", OURS / "formula.bib", "-q")
    for args in (("list", "-f", "csv", "--fields", "title,authors,note,publisher"), ("list", "-f", "tsv")):
        rows = csv.reader(io.StringIO(run(*args).stdout), delimiter="\t" if "tsv" in args else ",")
        cells = [cell for row in rows for cell in row]
        assert [cell for cell in cells if cell.startswith(("=", "+", "@"))] == []


def test_brackets_and_colons_are_printed_as_they_are(run: Runner) -> None:
    run("add", OURS / "rich-markup.bib", "-q")
    shown = run("show", "markup2019", env={"COLUMNS": "200"}).stdout
    assert "[/x] closes [sic] nothing [link=http://x.invalid]here[/link] :smile:" in shown


def test_json_escapes_what_steers_terminals(run: Runner) -> None:
    run("add", OURS / "escape-in-title.bib", "-q")
    text = run("list", "-f", "json").stdout
    assert "\\u001b[31malert" in text
    title = next(source["title"] for source in json.loads(text)["sources"] if source["key"] == "esc2019")
    assert "\x1b[31malert" in title


@pytest.mark.parametrize("name", ["escape-in-title.bib", "bidi.bib"])
def test_an_export_does_not_steer_the_terminal(run: Runner, name: str) -> None:
    run("add", OURS / name, "-q")
    ours, theirs = pty.openpty()
    try:
        subprocess.run(run.words("export"), cwd=run.folder, env=run.env, stdout=theirs, check=True)
        shown = os.read(ours, 10_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert not CONTROL.search(shown.replace("\r\n", ""))


def test_every_remark_names_its_line(run: Runner) -> None:
    unclosed = run("add", OURS / "unclosed.bib", code=3).stderr
    assert re.search(r"error: .*unclosed\.bib:1: ", unclosed)
    double = run("add", OURS / "duplicate-field.bib").stderr
    assert re.search(r"warning: .*duplicate-field\.bib:4: ", double)
    repeated = run("add", OURS / "repeated-key.bib").stderr
    assert re.search(r"warning: .*repeated-key\.bib:6: same2019 is the key of another work", repeated)
    assert "First Title" in run("show", "double2019").stdout


PROGRAM = """
import sys, json
from litreview.cli.app import run
for query in json.loads(sys.stdin.read()):
    for words in (["search", "--", query], ["list", "--", query],
                  ["matrix", "--where", query], ["export", "--where", query]):
        code = run([*words, "-q"] if "--" not in words else ["-q", *words])
        if code != 0:
            sys.stderr.write(f"FAILED {code} {words}\\n")
"""


def _queries() -> list[str]:
    path = SHARED / "data" / "hostile" / "queries.txt"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def test_no_query_is_an_error(review: Runner) -> None:
    queries = [*QUERIES, *_queries()]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], input=json.dumps(queries), cwd=review.folder, env=review.env,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == ""
    assert not CONTROL.search(done.stdout.replace("\n", ""))


def test_every_query_finds_or_does_not(review: Runner) -> None:
    assert review("search", "don't", "-f", "keys").stdout == ""
    assert review("search", "segal", "-f", "keys").stdout.split() == ["segal2016", "segal2020"]
    assert review("search", "'; DROP TABLE sources; --").returncode == 0
    assert len(review("list", "-f", "keys").stdout.split()) == 11


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("delete from sources", id="delete"),
        pytest.param("insert into settings (name, value) values ('coder', 'eve')", id="insert"),
        pytest.param("drop view matrix", id="drop"),
        pytest.param("attach 'other.db' as other", id="attach"),
        pytest.param("attach 'file:other.db?mode=rwc' as other", id="attach-uri"),
        pytest.param("vacuum into 'copy.db'", id="vacuum-into"),
        pytest.param("pragma writable_schema = on", id="pragma-writable"),
        pytest.param("pragma user_version = 7", id="pragma-version"),
        pytest.param("select 1; delete from sources", id="two-statements"),
        pytest.param(
            "with x as (select 1) insert into settings (name, value) select 'a', 'b' from x", id="with-insert"
        ),
        pytest.param("select load_extension('/tmp/x')", id="load-extension"),
        pytest.param("select writefile('x', 'y')", id="writefile"),
        pytest.param("begin immediate", id="begin"),
    ],
)
def test_sql_only_reads(review: Runner, query: str) -> None:
    library = review.folder / "litreview.db"
    before, names = library.read_bytes(), sorted(os.listdir(review.folder))  # noqa: PTH208
    answer = review("sql", query, code=None)
    assert answer.returncode in {0, 2}, answer.stderr
    assert "bug" not in answer.stderr
    if not query.startswith(("pragma", "begin")):
        assert answer.returncode == 2
    assert library.read_bytes() == before
    assert sorted(os.listdir(review.folder)) == names  # noqa: PTH208


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared samples are not here")
def test_the_shared_samples_hold(tmp_path: Path, run: Runner) -> None:
    folder = tmp_path / "samples"
    folder.mkdir()
    index = json.loads((SHARED / "data" / "hostile" / "INDEX.json").read_text(encoding="utf-8"))
    index["samples"] = [sample for sample in index["samples"] if not sample["file"].endswith(LATER)]
    assert len(index["samples"]) > 25
    for sample in index["samples"]:
        shutil.copyfile(SHARED / "data" / "hostile" / sample["file"], folder / sample["file"])
    (folder / "INDEX.json").write_text(json.dumps(index), encoding="utf-8")
    (tmp_path / "look.py").write_text(LOOK, encoding="utf-8")
    commands = ["litreview --db {db} add {file}", f"{sys.executable} {tmp_path}/look.py {{db}}"]
    done = subprocess.run(
        [sys.executable, str(SHARED / "tools" / "hostile.py"), str(folder), *commands],
        cwd=run.folder, env={**run.env, "WALL": "20"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert [line for line in done.stdout.splitlines() if line.startswith("FAIL")] == []
    assert done.returncode == 0


def test_a_database_that_is_none_is_left_alone(run: Runner) -> None:
    connection = sqlite3.connect(run.folder / "other.db")
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    before = (run.folder / "other.db").read_bytes()
    run("add", OURS / "bidi.bib", "--db", "other.db", code=4)
    run("add", "other.db", code=3)
    assert (run.folder / "other.db").read_bytes() == before
