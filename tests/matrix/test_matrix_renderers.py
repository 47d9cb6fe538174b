"""What people and programs see of a matrix, held to the files beside the cases.

After a change that is meant: UPDATE_CASES=1 python -m pytest tests/matrix, and read the difference.
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.errors import UsageProblem
from litreview.matrix import renderer
from litreview.matrix.build import build
from litreview.matrix.cells import KINDS, cite, cite_key
from litreview.matrix.table import table
from litreview.model import Codebook, Evidence, Library, Matrix, Note, Source, Tag, Theme
from litreview.text.safe import UNSAFE_IN_LINES
from litreview.text.separated import harmless
from litreview.text.signs import in_ascii
from litreview.text.width import width

CASES = Path(__file__).parents[1] / "cases" / "matrix"
FORMATS = ("table", "md", "csv", "tsv")


def held_to(name: str, text: str) -> None:
    path = CASES / name
    if os.environ.get("UPDATE_CASES"):
        path.write_bytes(text.encode())
    assert text.encode() == path.read_bytes()


def rendered(format_: str, matrix: Matrix, library: Library, cell: str, columns: int = 80) -> str:
    return renderer.named(format_).function(matrix, library, cell, columns)


@pytest.mark.parametrize("cell", KINDS)
@pytest.mark.parametrize("format_", FORMATS)
def test_whole_library(library: Library, format_: str, cell: str) -> None:
    held_to(f"whole-{cell}.{format_}", rendered(format_, build(library, gaps=True), library, cell))


@pytest.mark.parametrize("format_", FORMATS)
def test_one_theme(library: Library, format_: str) -> None:
    held_to(
        f"theme-mark.{format_}",
        rendered(format_, build(library, theme="governance", gaps=True), library, "mark"),
    )


@pytest.mark.parametrize("format_", FORMATS)
def test_transposed(library: Library, format_: str) -> None:
    held_to(f"transposed-cite.{format_}", rendered(format_, build(library, transpose=True), library, "cite"))


def test_json(library: Library) -> None:
    text = rendered("json", build(library, gaps=True), library, "mark")
    held_to("whole.json", text)
    found = json.loads(text)
    assert found["schema"] == 1
    assert {"rows", "columns", "cells", "gaps", "untagged"} <= found.keys()
    assert {"row", "column", "count", "mark", "sources", "evidence"} <= found["cells"][0].keys()
    assert {"note", "quote", "locator", "path", "line"} <= found["cells"][0]["evidence"][0].keys()
    assert found["rows"][1]["title"] == library.sources[1].title


def test_table_in_ascii(library: Library) -> None:
    known = Library(
        tuple(item for item in library.sources if item.key != "li"),
        library.notes,
        library.codebook,
        library.tags,
    )
    text = table(build(known, gaps=True), known, "mark", 80, ascii_only=True)
    held_to("ascii-mark.table", text)
    assert text.isascii()
    assert in_ascii("● ○ · … Müller") == "x o . ~ Müller"


@pytest.mark.parametrize("cell", KINDS)
@pytest.mark.parametrize("columns", [40, 60, 80])
def test_a_table_fits_the_terminal(library: Library, cell: str, columns: int) -> None:
    for transpose in (False, True):
        text = rendered("table", build(library, gaps=True, transpose=transpose), library, cell, columns)
        assert max(map(width, text.splitlines())) <= columns


def test_too_many_columns_go_into_a_second_table() -> None:
    themes = tuple(Theme(f"theme{number:02}") for number in range(20))
    tags = tuple(Tag(theme.path, "a") for theme in themes)
    library = Library((Source("a", "book", "T", "2020"),), codebook=Codebook(themes), tags=tags)
    text = rendered("table", build(library), library, "mark")
    assert all(text.count(theme.path) == 1 for theme in themes)
    assert text.count("●") == 21  # 20 and the legend
    assert max(map(width, text.splitlines())) <= 80


@pytest.mark.parametrize("format_", [*FORMATS, "json"])
@pytest.mark.parametrize("cell", KINDS)
def test_an_empty_matrix(format_: str, cell: str) -> None:
    assert rendered(format_, build(Library()), Library(), cell).endswith("\n")


@pytest.mark.parametrize("format_", FORMATS)
def test_an_unknown_kind_of_cell_is_refused(library: Library, format_: str) -> None:
    with pytest.raises(UsageProblem, match="marks"):
        rendered(format_, build(library), library, "marks")


@pytest.mark.parametrize("suffix", [".md", ".csv", ".tsv", ".json"])
def test_suffixes(suffix: str) -> None:
    found = renderer.for_suffix(suffix)
    assert found is not None
    assert found.name == suffix[1:]


def test_csv_is_rectangular_and_has_every_source(library: Library) -> None:
    for transpose in (False, True):
        matrix = build(library, transpose=transpose)
        records = list(csv.reader(io.StringIO(rendered("csv", matrix, library, "quote"))))
        assert len({len(record) for record in records}) == 1
        keys = records[0][2:] if transpose else [record[0] for record in records[1:]]
        assert sorted(keys) == [source.key for source in library.sources]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        pytest.param("[@a, p. 1]", "[@a, p. 1]", id="citation"),
        pytest.param("x", "x", id="mark"),
        pytest.param("a=b", "a=b", id="sign-inside"),
        pytest.param("=1+1", "'=1+1", id="equals"),
        pytest.param("+1", "'+1", id="plus"),
        pytest.param("-1", "'-1", id="minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param(" =1", "' =1", id="blank-before"),
        pytest.param("\t=1", "'\t=1", id="tab"),
        pytest.param("\r=1", r"'\x0d=1", id="carriage-return"),
        pytest.param("＝1", "'＝1", id="full-width"),
    ],
)
def test_no_cell_is_a_formula(value: str, written: str) -> None:
    assert harmless(value) == written


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        pytest.param([], "", id="nothing"),
        pytest.param([("a", "")], "[@a]", id="no-locator"),
        pytest.param([("a", "12")], "[@a, p. 12]", id="page"),
        pytest.param([("a", "12-14")], "[@a, pp. 12-14]", id="pages"),
        pytest.param([("a", ""), ("a", "12")], "[@a, p. 12]", id="one-without"),
        pytest.param(
            [("a", "14-15"), ("a", "2"), ("a", "2"), ("a", "xii")], "[@a, pp. xii, 2, 14-15]", id="several"
        ),
        pytest.param([("a", "ch. 3"), ("a", "12")], "[@a, p. 12; @a, ch. 3]", id="page-and-chapter"),
        pytest.param([("a", "12"), ("b", "3-4")], "[@a, p. 12; @b, pp. 3-4]", id="two-sources"),
    ],
)
def test_citations(places: list[tuple[str, str]], expected: str) -> None:
    assert cite([Evidence(key, locator=locator) for key, locator in places]) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        pytest.param("knake2012", "@knake2012", id="plain"),
        pytest.param("smith:2020/a.b", "@smith:2020/a.b", id="single-signs"),
        pytest.param("x--y", "@{x--y}", id="two-signs"),
        pytest.param("C++", "@{C++}", id="sign-at-the-end"),
        pytest.param("müller", "@{müller}", id="other-letters"),
        pytest.param("a\x1bb", r"@{a\x1bb}", id="escape"),
    ],
)
def test_keys(key: str, expected: str) -> None:
    assert cite_key(key) == expected


WORDS = st.text(st.characters(codec="utf-8"), max_size=15)


@settings(deadline=None)
@given(WORDS, WORDS, WORDS, st.sampled_from(KINDS))
def test_whatever_the_words_nothing_breaks_out(title: str, quote: str, locator: str, cell: str) -> None:
    library = Library(
        (Source("a", "book", title),),
        (Note(1, "quote", quote, "a", locator),),
        Codebook((Theme("t"),)),
        (Tag("t", "a", 1),),
    )
    matrix = build(library)
    for format_ in (*FORMATS, "json"):
        assert UNSAFE_IN_LINES.search(rendered(format_, matrix, library, cell)) is None
    assert len(list(csv.reader(io.StringIO(rendered("csv", matrix, library, cell))))) == 2
    assert rendered("md", matrix, library, cell).split("\n")[3] == ""


def test_nothing_heavy_is_loaded() -> None:
    code = (
        "import sys, litreview.matrix.build, litreview.matching.where; from litreview.matrix import renderer;"
        "renderer.all(); print(*{name.partition('.')[0] for name in sys.modules})"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"rich", "typer", "rapidfuzz", "yaml", "sqlite3", "difflib", "json", "csv", "tomllib", "anyascii"}
    assert not heavy & set(run.stdout.split())
