"""Merging and telling apart on the command line; afterwards every command knows the old key."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Runner

A = "@book{a, author = {Clarke, Richard A.}, title = {Cyber war}, year = {2010}, publisher = {Ecco}}\n"
B = "@collection{b, author = {Clarke, R. A.}, title = {Cyber War}, year = {2012}, isbn = {9780306406157}}\n"
C = "@incollection{c, author = {Roe, Rita}, title = {A chapter}, crossref = {b}}\n"
PAPER = "As Clarke says [@b, p. 3], and Roe [@c].\n"


@pytest.fixture
def library(run: Runner) -> Runner:
    """Give a library with two records of one work, a chapter of it, and a note."""
    run.write("all.bib", A + B + C)
    run.write("notes/b.md", "# @b\n\n! War is near (p. 1)\n")
    run.write("paper.md", PAPER)
    run("init", "-t", "threats")
    run("add", "all.bib", "notes")
    return run


@pytest.fixture
def merged(library: Runner) -> Runner:
    library("merge", "a", "b", "--keep", "a")
    return library


def test_what_is_told(library: Runner) -> None:
    dry = library("merge", "a", "b", "--keep", "a", "-n")
    answer = library("merge", "a", "b", "--keep", "a")
    assert answer.stdout == dry.stdout
    assert [line.split() for line in answer.stdout.splitlines()] == [
        ["field", "kept", "from", "not", "kept", "from"],
        ["entrytype", "book", "a", "collection", "b"],
        ["year", "2010", "a", "2012", "b"],
    ]
    assert answer.stderr.splitlines() == [
        "the library before is kept as litreview.db.before-merge.backup",
        "operation 3: b merged into a with 2 conflicts (undo: litreview undo 3)",
    ]
    assert dry.stderr == "dry run: b merged into a with 2 conflicts; nothing was written\n"


def test_json(library: Runner) -> None:
    answer = library("merge", "b", "a", "--keep", "a", "--take", "year=b", "-o", "said.json")
    document = json.loads((library.folder / "said.json").read_text(encoding="utf-8"))
    assert answer.stdout == ""
    assert document.pop("conflicts")[1] == {
        "field": "year", "kept": "2012", "kept_from": "b", "other": "2010", "other_from": "a",
    }  # fmt: skip
    assert document == {
        "schema": 1, "operation": 3, "key": "a", "merged": ["b"], "backup": "litreview.db.before-merge.backup",
    }  # fmt: skip


def test_a_merge_without_conflict_prints_nothing_on_stdout(run: Runner) -> None:
    run.write("x.bib", A + A.replace("{a,", "{b,"))
    run("add", "x.bib")
    assert run("merge", "a", "b").stdout == ""


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("merge",), "fewer than two sources are named"),
        (("merge", "a"), "fewer than two sources are named"),
        (("merge", "a", "bb"), 'no source "bb"'),
        (("merge", "a", "b", "--keep", "c"), "c is to be kept, and is not among the sources"),
        (("merge", "a", "b", "--take", "doi=b"), "b has no field doi"),
        (("merge", "a", "b", "-f", "csv"), 'no format "csv"'),
        (("distinct", "a"), "fewer than two sources are named"),
        (("distinct", "a", "x"), 'no source "x"'),
    ],
)
def test_what_is_refused_with_the_way_out(library: Runner, args: tuple[str, ...], words: str) -> None:
    error, hint = library(*args, code=2).stderr.splitlines()
    assert words in error
    assert hint.strip()
    assert not (library.folder / "litreview.db.before-merge.backup").exists()


def test_the_nearest_key_is_named(library: Runner) -> None:
    library.write("long.bib", "@book{clarke2010, title = {X}}")
    library("add", "long.bib")
    assert "did you mean clarke2010?" in library("merge", "a", "clark2010", code=2).stderr


def test_two_names_of_one_source_are_no_two_sources(merged: Runner) -> None:
    assert "a and b are one source" in merged("merge", "a", "b", code=2).stderr
    assert "a and b are one source" in merged("distinct", "a", "b", code=2).stderr


def test_different_works(library: Runner) -> None:
    assert "a and c are different works" in library("distinct", "a", "c", "-n").stderr
    assert "operation 3: 3 pairs of different works" in library("distinct", "a", "b", "c").stderr
    assert library("distinct", "c", "a").stderr.startswith("nothing changed")
    library("undo")
    assert json.loads(library("sql", "SELECT count(*) AS n FROM decisions", "-f", "json").stdout)["rows"] == [
        {"n": 0}
    ]


@pytest.mark.parametrize(
    ("args", "shown"),
    [
        pytest.param(("show", "b"), "a  (book)", id="show"),
        pytest.param(("show", "a"), "also written  year 2012 (all.bib:2)", id="show-what-gave-way"),
        pytest.param(("show", "a"), "also written  entrytype collection (all.bib:2)", id="show-the-type"),
        pytest.param(("list", "key:b", "-f", "keys"), "a\n", id="list-key"),
        pytest.param(("list", "b", "-f", "keys"), "a\n", id="list-word"),
        pytest.param(("search", "key:b", "-f", "keys"), "a\n", id="search"),
        pytest.param(("note", "list", "b", "-f", "csv"), "1,a,claim", id="note-list"),
        pytest.param(("list", "--cited-in", "paper.md", "-f", "keys"), "a\nc\n", id="cited-in"),
        pytest.param(("export", "--cited-in", "paper.md"), "crossref = {a}", id="export-cited-in"),
        pytest.param(("export", "-f", "biblatex"), "crossref = {a}", id="crossref"),
        pytest.param(("export", "--where", "key:b"), "@book{a,", id="export-where"),
        pytest.param(("list", "--fields", "key,year"), "c    2010", id="what-is-inherited"),
        pytest.param(("show", "c"), "Ecco [inherited from a]", id="show-what-is-inherited"),
        pytest.param(("log", "b", "--limit", "1"), "merge a b --keep a", id="log"),
    ],
)
def test_looking_with_the_old_key(merged: Runner, args: tuple[str, ...], shown: str) -> None:
    answer = merged(*args)
    assert shown in answer.stdout
    assert answer.stderr == ""


@pytest.mark.parametrize(
    ("script", "shown"),
    [
        pytest.param("litreview tag b -t threats; litreview list -t threats -f keys", "a\n", id="tag"),
        pytest.param("echo b | litreview tag --keys-from - -t threats; litreview list -t threats -f keys", "a\n",
                     id="keys-from"),
        pytest.param("litreview tag --where key:b -t threats; litreview list -t threats -f keys", "a\n", id="where"),
        pytest.param("litreview tag a -t threats; litreview tag b -t threats --remove;"
                     " litreview list -t threats | wc -l", "0\n",
                     id="untag"),
        pytest.param("litreview tag b -t threats; litreview matrix --where key:b -f csv", "Clarke 2010", id="matrix"),
        pytest.param("litreview note add b -m Mine; litreview note list a -f tsv", "Mine", id="note-add"),
        pytest.param("litreview edit b --set year=2011; litreview list a --fields key,year", "a    2011", id="edit"),
        pytest.param("litreview rm b; litreview list -f keys", "c\n", id="rm"),
        pytest.param("litreview rm a b; litreview list -f keys", "c\n", id="rm-both-names"),
        pytest.param("litreview show a b | grep -c '^a '", "1\n", id="show-both-names"),
        pytest.param("litreview merge b c --keep b >&2; litreview list -f keys", "a\n", id="merge-once-more"),
        pytest.param("litreview distinct b c; litreview sql 'select verdict from decisions where one_source = 1 and"
                     " other_source = 3 or one_source = 3 and other_source = 1' -f csv", "distinct", id="distinct"),
    ],
)  # fmt: skip
def test_changing_with_the_old_key(merged: Runner, script: str, shown: str) -> None:
    answer = merged.bash(script)
    assert shown in answer.stdout
    assert "error" not in answer.stderr


def test_a_note_file_that_cites_the_old_key_stays_with_the_source(merged: Runner) -> None:
    assert "nothing changed" in merged("add", "all.bib", "notes").stderr
    merged.write("notes/b.md", "# @b\n\n! War is near (p. 1)\n\n! A new one (p. 2)\n")
    assert "1 added, 4 unchanged" in merged("add", "all.bib", "notes").stderr
    assert "A new one" in merged("show", "a").stdout


def test_the_key_map_names_the_merged_key_and_sed_follows_it(merged: Runner) -> None:
    merged.write("paper.tex", "\\cite{b}, \\cite[3]{c,b}, \\cite{bb,ab}, a b\n")
    script = """
    litreview export -o build.bib --key-map keys.tsv
    cat keys.tsv
    while IFS=$'\\t' read -r old new; do
      sed -i -E "s/([{,] *)$old( *[},])/\\1$new\\2/g" paper.tex
    done < keys.tsv
    cat paper.tex
    litreview list --cited-in paper.tex -f keys
    """
    answer = merged.bash(script).stdout
    assert answer == "b\ta\n\\cite{a}, \\cite[3]{c,a}, \\cite{bb,ab}, a b\na\nc\n"


def test_references_to_oneself_are_not_written(library: Runner) -> None:
    library("merge", "b", "c", "--keep", "c")
    text = library("export").stdout
    assert "@incollection{c," in text
    assert "crossref" not in text


def test_the_original_file_is_given_back_as_it_was(merged: Runner) -> None:
    assert merged("export", "--original", "all.bib").stdout == A + B + C
