"""Looking at a library: lists, search, matrices, exports and SQL, and what people see of them at 80 columns."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Runner

CASES = Path(__file__).parents[1] / "cases" / "cli"


def keys(run: Runner, *args: str) -> list[str]:
    """Give the keys that a command prints."""
    return run(*args, "-f", "keys").stdout.split()


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        pytest.param(("zeppelin",), [], id="nothing"),
        pytest.param(("segal",), ["segal2016", "segal2020"], id="word"),
        pytest.param(("year:2012",), ["knake2012"], id="field"),
        pytest.param(("year<2010",), ["lewis2006"], id="before"),
        pytest.param(("author:segal -year:2020",), ["segal2016"], id="without"),
        pytest.param(("author:lewis OR author:schneier",), ["lewis2006", "schneier2015"], id="either"),
        pytest.param(('"hacked world"',), ["segal2016"], id="phrase"),
        pytest.param(("theme:cooperation",), ["scio2017", "unidir2017"], id="theme"),
        pytest.param(("-t", "cooperation"), ["scio2017", "unidir2017"], id="theme-option"),
        pytest.param(("-t", "cooperation", "-t", "threats"), ["scio2017"], id="both-themes"),
        pytest.param(("-t", "threats/apt"), ["buchanan2020"], id="theme-below"),
        pytest.param(("--untagged",), ["lewis2006", "segal2020"], id="untagged"),
        pytest.param(("--untagged", "segal"), ["segal2020"], id="untagged-query"),
        pytest.param(("--sort", "year", "--limit", "2"), ["lewis2006", "knake2012"], id="oldest"),
        pytest.param(("--sort", "-year", "--limit", "2"), ["buchanan2020", "igf2020"], id="newest"),
        pytest.param(("--sort", "author", "--limit", "1"), ["buchanan2020"], id="by-author"),
        pytest.param(("--sort", "-added", "--limit", "1"), ["segal2020"], id="last-added"),
        pytest.param(("--limit", "0", "year:2006"), ["lewis2006"], id="no-limit"),
    ],
)
def test_listing(review: Runner, args: tuple[str, ...], expected: list[str]) -> None:
    found = keys(review, "list", *args)
    assert found == expected


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        pytest.param(("zeppelin",), [], id="nothing"),
        pytest.param(("statecraft",), ["buchanan2020", "segal2016"], id="note"),
        pytest.param(("statecraft", "--in", "title"), [], id="not-in-title"),
        pytest.param(("statecraft", "--in", "notes"), ["buchanan2020", "segal2016"], id="in-notes"),
        pytest.param(("hacker", "--in", "title"), ["buchanan2020"], id="in-title"),
        pytest.param(("blackouts ukraine",), ["buchanan2020"], id="two-words"),
        pytest.param(('"power grid" stuxnet',), ["buchanan2020"], id="phrase-and-word-of-two-notes"),
        pytest.param(("blackout*",), ["buchanan2020"], id="prefix"),
        pytest.param(("BLACKOUTS",), ["buchanan2020"], id="case"),
        pytest.param(("year:2012 treaty",), ["knake2012"], id="field-and-word"),
    ],
)
def test_searching(review: Runner, args: tuple[str, ...], expected: list[str]) -> None:
    assert keys(review, "search", *args) == expected


def test_search_follows_changes(review: Runner) -> None:
    review("note", "add", "segal2020", "-m", "A zeppelin.")
    assert keys(review, "search", "zeppelin") == ["segal2020"]
    review("note", "rm", "62")
    assert keys(review, "search", "zeppelin") == []
    review("undo")
    assert keys(review, "search", "zeppelin") == ["segal2020"]


def test_columns_are_chosen(review: Runner) -> None:
    rows = list(
        csv.reader(
            io.StringIO(review("list", "--fields", "year,publisher,key", "-f", "csv", "year:2012").stdout)
        )
    )
    assert rows == [["year", "publisher", "key"], ["2012", "The ECSSR", "knake2012"]]


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(("--cell", "mark"), id="mark"),
        pytest.param(("--cell", "count"), id="count"),
        pytest.param(("--cell", "cite"), id="cite"),
        pytest.param(("--cell", "quote"), id="quote"),
        pytest.param(("--transpose",), id="transpose"),
        pytest.param(("--theme", "cooperation"), id="theme"),
        pytest.param(("--sort", "-year"), id="newest"),
        pytest.param(("--confirmed",), id="confirmed"),
    ],
)
def test_matrices_say_the_same_each_time(review: Runner, args: tuple[str, ...]) -> None:
    form = "csv" if "--cell" in args else "json"
    printed = review("matrix", *args, "-f", form).stdout
    assert printed == review("matrix", *args, "-f", form, env={"COLUMNS": "40", "PYTHONHASHSEED": "7"}).stdout
    if form == "csv":
        assert len({len(row) for row in csv.reader(io.StringIO(printed))}) == 1
    if form == "json":
        assert json.loads(printed)["schema"] == 1


def test_a_matrix_of_some_sources(review: Runner) -> None:
    matrix = json.loads(review("matrix", "--where", "year>=2017", "-f", "json").stdout)
    assert [row["id"] for row in matrix["rows"]] == [
        "buchanan2020", "chertoff2018", "dhs2018", "igf2020", "scio2017", "unidir2017",
    ]  # fmt: skip
    assert matrix["untagged"] == ["segal2020"]
    assert [column["id"] for column in matrix["columns"]] == ["threats", "governance", "cooperation"]


def test_a_matrix_and_its_sql_view_agree(review: Runner) -> None:
    matrix = json.loads(review("matrix", "-f", "json").stdout)
    pairs = {(cell["row"], cell["column"]) for cell in matrix["cells"] if cell["count"]}
    rows = json.loads(review("sql", "select distinct source, theme from matrix", "-f", "json").stdout)["rows"]
    assert {(row["source"], row["theme"].partition("/")[0]) for row in rows} == pairs


def test_an_export_reads_back_as_the_same_library(review: Runner, run: Runner) -> None:
    first = review("export", "-o", "out.bib")
    assert first.stderr == "wrote out.bib\n"
    run("--db", "copy.db", "add", "out.bib")
    assert run("--db", "copy.db", "export").stdout == (review.folder / "out.bib").read_text(encoding="utf-8")
    assert keys(run, "--db", "copy.db", "list") == keys(review, "list")


def test_an_export_of_a_theme_or_a_query(review: Runner) -> None:
    assert review("export", "-t", "cooperation").stdout.count("\n@") + 1 == 2
    assert review("export", "--where", "zeppelin").stdout == ""


def test_the_key_map_says_which_keys_changed(run: Runner) -> None:
    run.write("a.bib", "@book{one, author = {Uno, Ada}, title = {The First}, year = {2001}}\n")
    run.write("b.bib", "@book{uno:2001, author = {Uno, Ada}, title = {The First}, year = {2001}}\n")
    run("add", "a.bib", "b.bib")
    run("export", "-o", "out.bib", "--key-map", "keys.tsv")
    text = (run.folder / "keys.tsv").read_text(encoding="utf-8")
    assert all(len(line.split("\t")) == 2 for line in text.splitlines())


def test_show_prints_entries_as_they_stand_in_the_file(review: Runner) -> None:
    printed = review("show", "knake2012", "-f", "bibtex").stdout
    assert printed.strip() in (review.folder / "references.bib").read_text(encoding="utf-8")


GOLDEN = {
    "list": ("list", "--sort", "year"),
    "list-md": ("list", "-f", "md", "--limit", "3"),
    "matrix": ("matrix",),
    "matrix-theme-gaps": ("matrix", "--theme", "governance", "--gaps"),
    "matrix-cite": ("matrix", "--theme", "cooperation", "--cell", "cite", "-f", "md"),
    "matrix-quote": ("matrix", "--theme", "cooperation", "--cell", "quote"),
    "matrix-transposed": ("matrix", "--transpose", "--cell", "count"),
    "search": ("search", "norms OR law"),
    "show": ("show", "knake2012"),
    "theme-list": ("theme", "list"),
    "theme-show": ("theme", "show", "governance"),
    "note-list": ("note", "list", "buchanan2020"),
    "note-show": ("note", "show", "20"),
    "sql": ("sql", "select theme, count(*) as n from matrix group by theme order by n desc, theme limit 5"),
    "config-list": ("config", "list"),
    "help": ("--help",),
}


READ = re.compile(r"read \d{4}-\d\d-\d\d")
"""The day on which the test runs."""


@pytest.mark.parametrize("name", GOLDEN)
def test_what_people_see_at_80_columns(review: Runner, name: str) -> None:
    shown = READ.sub("read 2026-11-24", review(*GOLDEN[name]).stdout)
    case = CASES / f"{name}.txt"
    if os.environ.get("UPDATE_CASES"):
        case.write_text(shown, encoding="utf-8")
    assert shown == case.read_text(encoding="utf-8")
    assert [line for line in shown.splitlines() if len(line) > 80 and not line.startswith("|")] == []
