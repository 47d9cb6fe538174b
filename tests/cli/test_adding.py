"""Adding bibliographies: everything is counted, nothing is written twice, and a person's word stays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Runner

ONE = "@book{one2001,\n  author = {Uno, Ada},\n  title = {The First},\n  year = {2001},\n  publisher = {Press},\n}\n"
TWO = "@article{two2002,\n  author = {Due, B.},\n  title = {The Second},\n  year = {2002},\n  journal = {Journal},\n}\n"
OTHER = "@book{one2001,\n  author = {Stranger, Sam},\n  title = {Quite Another Work},\n  year = {1987},\n}\n"
BROKEN = "@book{broken2003,\n  title = {Never closed,\n"
COUNTS = ("seen", "new", "changed", "unchanged", "refused")


def added(run: Runner, *args: str, code: int = 0, stdin: str = "") -> dict[str, Any]:
    """Add, and give the first input's entry of the JSON."""
    answer = run("add", *args, "-f", "json", code=code, stdin=stdin)
    first: dict[str, Any] = json.loads(answer.stdout)["inputs"][0]
    assert first["seen"] == sum(first[name] for name in COUNTS[1:])
    return first


def field(run: Runner, key: str, name: str) -> str:
    """Give one field of a source."""
    (source,) = json.loads(run("show", key, "-f", "json").stdout)["sources"]
    return str(source["fields"].get(name, ""))


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        pytest.param(ONE + TWO, ONE + TWO, (2, 0, 0, 2, 0), id="the-same"),
        pytest.param(ONE + TWO, TWO + "\n\n" + ONE, (2, 0, 0, 2, 0), id="in-another-order"),
        pytest.param(ONE, "% a comment of mine\n" + ONE, (1, 0, 0, 1, 0), id="a-comment-more"),
        pytest.param(ONE + TWO, ONE, (1, 0, 0, 1, 0), id="an-entry-less"),
        pytest.param(ONE, ONE + ONE, (2, 0, 0, 2, 0), id="an-entry-repeated"),
        pytest.param("", ONE + TWO, (2, 2, 0, 0, 0), id="all-new"),
        pytest.param(ONE, ONE + TWO, (2, 1, 0, 1, 0), id="one-more"),
        pytest.param(ONE, ONE.replace("2001},", "2011},"), (1, 0, 1, 0, 0), id="a-year-mended"),
        pytest.param(ONE, ONE.replace("@book", "@proceedings"), (1, 0, 1, 0, 0), id="another-type"),
        pytest.param(ONE, ONE.replace("  publisher = {Press},\n", ""), (1, 0, 1, 0, 0), id="a-field-less"),
        pytest.param(ONE, ONE + OTHER, (2, 1, 0, 1, 0), id="another-work-under-the-key"),
    ],
)
def test_each_entry_is_in_one_count(run: Runner, before: str, after: str, counts: tuple[int, ...]) -> None:
    path = run.write("refs.bib", before)
    if before:
        run("add", "refs.bib", "-q")
    path.write_text(after, encoding="utf-8")
    now = added(run, "refs.bib")
    assert tuple(now[name] for name in COUNTS) == counts


def test_a_broken_entry_is_refused_with_its_line_each_time(run: Runner) -> None:
    run.write("refs.bib", ONE + BROKEN + "\n" + TWO)
    first = added(run, "refs.bib", code=3)
    assert tuple(first[name] for name in COUNTS) == (3, 2, 0, 0, 1)
    (problem,) = [item for item in first["problems"] if item["severity"] == "error"]
    assert problem["line"] == 7
    again = added(run, "refs.bib", code=3)
    assert tuple(again[name] for name in COUNTS) == (3, 0, 0, 2, 1)


def test_unchanged_input_writes_nothing(run: Runner) -> None:
    run.write("refs.bib", ONE + TWO)
    run("add", "refs.bib")
    before = (run.folder / "litreview.db").read_bytes()
    answer = run("add", "refs.bib", "./refs.bib", run.folder / "refs.bib")
    assert "nothing changed" in answer.stderr
    assert (run.folder / "litreview.db").read_bytes() == before


def test_the_first_add_says_where_the_library_is(run: Runner) -> None:
    run.write("refs.bib", ONE)
    answer = run("add", "refs.bib")
    assert "created litreview.db" in answer.stderr
    assert answer.stdout == "refs.bib  1 record: 1 new\n"
    assert "operation 1: 1 added (undo: litreview undo 1)" in answer.stderr


def test_keys_that_differ_in_case_from_the_librarys_are_told(run: Runner) -> None:
    run.write("first.bib", ONE + TWO)
    run.write("second.bib", "@book{One2001, title = {Something else}}\n@book{three, title = {Third}}\n")
    assert "only in case" not in run("add", "first.bib").stderr
    answer = run("add", "second.bib")
    assert (
        "second.bib:1: One2001 differs from one2001, which is in the library, only in case" in answer.stderr
    )
    assert answer.stderr.count("only in case") == 1
    assert "only in case" not in run("add", "second.bib").stderr


def test_two_works_under_one_key_are_both_kept(run: Runner) -> None:
    run.write("a.bib", ONE)
    run.write("b.bib", OTHER)
    run("add", "a.bib")
    answer = run("add", "b.bib")
    derived = run("list", "stranger", "-f", "keys").stdout.strip()
    assert derived.startswith("one2001")
    assert derived != "one2001"
    assert (
        f"b.bib:1: one2001 is the key of another work already; this one is kept as {derived}" in answer.stderr
    )
    assert field(run, "one2001", "title") == "The First"
    assert run("add", "b.bib").stderr == "nothing changed: 1 unchanged\n"
    assert run("list", "-f", "keys").stdout.split() == sorted(["one2001", derived])


def test_the_same_work_from_two_files_is_one_source(run: Runner) -> None:
    run.write("a.bib", ONE)
    run.write("b.bib", ONE.replace("publisher", "isbn = {978-3-16-148410-0},\n  publisher"))
    run("add", "a.bib", "--origin", "Scopus")
    assert added(run, "b.bib")["changed"] == 1
    assert run("list", "-f", "keys").stdout == "one2001\n"
    shown = run("show", "one2001").stdout
    assert "a.bib:1, from Scopus" in shown
    assert "b.bib:1" in shown


def test_an_edited_file_updates_what_changed_and_says_so(run: Runner) -> None:
    run.write("refs.bib", ONE + TWO)
    run("add", "refs.bib")
    run.write("refs.bib", ONE.replace("The First", "The Very First") + TWO)
    answer = run("add", "refs.bib", "-v")
    assert "refs.bib:1: one2001: title: The First → The Very First" in answer.stderr
    assert "operation 2: 1 changed, 1 unchanged" in answer.stderr
    assert field(run, "one2001", "title") == "The Very First"


def test_an_entry_that_left_the_file_stays_in_the_library(run: Runner) -> None:
    run.write("refs.bib", ONE + TWO)
    run("add", "refs.bib")
    run.write("refs.bib", ONE)
    answer = run("add", "refs.bib", "-v")
    assert "two2002 is no longer in the file; the library keeps it" in answer.stderr
    shown = run("show", "two2002").stdout
    assert "refs.bib:7, read " in shown
    assert "(no longer there)" in shown
    run.write("refs.bib", ONE + TWO)
    run("add", "refs.bib")
    assert "no longer there" not in run("show", "two2002").stdout


def test_what_a_person_set_survives_the_next_add(run: Runner) -> None:
    run.write("refs.bib", ONE)
    run("add", "refs.bib")
    run("edit", "one2001", "--set", "year=1999", "--set", "note=signed copy", "--set", "publisher=")
    run.write("refs.bib", ONE.replace("2001}", "2002}").replace("The First", "The Very First"))
    answer = run("add", "refs.bib", "-v")
    assert "year: your edit is kept" in answer.stderr
    assert field(run, "one2001", "year") == "1999"
    assert field(run, "one2001", "note") == "signed copy"
    assert field(run, "one2001", "title") == "The Very First"


def test_a_field_that_a_person_removed_stays_away(run: Runner) -> None:
    run.write("refs.bib", ONE)
    run("add", "refs.bib")
    run("edit", "one2001", "--set", "publisher=")
    run.write("refs.bib", ONE.replace("The First", "The Very First"))
    run("add", "refs.bib")
    assert field(run, "one2001", "publisher") == ""


def test_a_removed_source_comes_back_with_its_file(run: Runner) -> None:
    run.write("refs.bib", ONE + TWO)
    run("add", "refs.bib")
    run("rm", "one2001")
    assert run("list", "-f", "keys").stdout == "two2002\n"
    assert added(run, "refs.bib")["new"] == 1
    assert run("list", "-f", "keys").stdout == "one2001\ntwo2002\n"
    assert field(run, "one2001", "publisher") == "Press"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BROKEN + "\n" + ONE, id="broken-entry"),
        pytest.param(ONE + OTHER, id="key-taken"),
        pytest.param(ONE.replace("  year", "  title = {Again},\n  year"), id="duplicate-field"),
    ],
)
def test_strict_adds_nothing_of_a_doubtful_file(run: Runner, text: str) -> None:
    run.write("good.bib", TWO)
    run.write("doubtful.bib", text)
    answer = run("add", "good.bib", "doubtful.bib", "--strict", code=3)
    assert answer.stderr.startswith("error: doubtful.bib:")
    assert "nothing was added" in answer.stderr
    assert not (run.folder / "litreview.db").exists()


def test_strict_lets_clean_files_pass(run: Runner) -> None:
    run.write("good.bib", ONE + TWO)
    assert added(run, "good.bib", "--strict")["new"] == 2


def test_origin_is_shown_and_may_be_told_later(run: Runner) -> None:
    run.write("refs.bib", ONE)
    run("add", "refs.bib")
    run("add", "refs.bib", "--origin", "Web of Science")
    assert "refs.bib:1, from Web of Science" in run("show", "one2001").stdout
    assert "nothing changed" in run("add", "refs.bib", "--origin", "Web of Science").stderr
    assert "nothing changed" in run("add", "refs.bib").stderr


def test_standard_input_and_folders(run: Runner) -> None:
    run.write("in/a.bib", ONE)
    run.write("in/deep/b.BIB", TWO)
    run.write("in/.hidden.bib", OTHER)
    run.write("in/picture.png", b"\x89PNG")
    run.write("outside.bib", OTHER)
    (run.folder / "in" / "link.bib").symlink_to(run.folder / "outside.bib")
    answer = run("add", "in", "-", stdin="@book{three2003, title = {Piped}}")
    assert run("list", "-f", "keys").stdout.split() == ["one2001", "three2003", "two2002"]
    assert "3 added" in answer.stderr
    assert run("add", "in", "-", stdin="@book{three2003, title = {Piped}}").stderr.startswith(
        "nothing changed"
    )
    assert "no BibTeX records in it" in run("add", "-", "--from", "bibtex", stdin="", code=3).stderr


def test_from_names_the_format_where_the_suffix_does_not(run: Runner) -> None:
    run.write("export.txt", ONE)
    run.write("export.dat", "plain words\n")
    assert added(run, "export.txt", "--from", "bibtex")["new"] == 1
    assert added(run, "export.dat", code=3)["format"] == "unknown"


def test_themes_are_put_on_what_is_added(run: Runner) -> None:
    run("init", "-t", "threats", "-t", "governance")
    run.write("refs.bib", ONE + TWO)
    run("add", "refs.bib", "-t", "threats", "-t", "governance")
    assert run("list", "-t", "threats", "-t", "governance", "-f", "keys").stdout.split() == [
        "one2001",
        "two2002",
    ]


def test_themes_are_put_on_what_was_added_before(run: Runner) -> None:
    run("init", "-t", "threats")
    run.write("refs.bib", ONE)
    run("add", "refs.bib")
    run("add", "refs.bib", "-t", "threats")
    assert run("list", "-t", "threats", "-f", "keys").stdout == "one2001\n"


def test_an_unknown_theme_adds_nothing(run: Runner) -> None:
    run("init", "-t", "threats")
    run.write("refs.bib", ONE)
    assert "did you mean threats?" in run("add", "refs.bib", "-t", "threat", code=2).stderr
    assert run("list").stdout == ""


def test_a_refused_first_add_makes_no_library(run: Runner) -> None:
    run.write("refs.bib", ONE)
    run("add", "refs.bib", "-t", "threats", code=2)
    assert not (run.folder / "litreview.db").exists()


def test_an_unknown_theme_is_refused_on_unchanged_files_too(run: Runner) -> None:
    run("init", "-t", "threats")
    run.write("refs.bib", ONE)
    run("add", "refs.bib")
    run("add", "refs.bib", "-t", "threat", code=2)


def test_values_are_kept_as_text(run: Runner) -> None:
    run.write(
        "refs.bib",
        "@article{odd, title = {Odd}, volume = 010, number = {1e3}, pages = {0450--0459}, year = 2001}",
    )
    run("add", "refs.bib")
    assert [field(run, "odd", name) for name in ("volume", "number")] == ["010", "1e3"]


def test_a_file_that_moved_with_its_library_is_the_same_file(run: Runner) -> None:
    run.write("a/refs.bib", ONE)
    run("-C", "a", "add", "refs.bib")
    (run.folder / "a").rename(run.folder / "b")
    assert "nothing changed" in run("-C", "b", "add", "refs.bib").stderr
    assert "refs.bib:1" in run("-C", "b", "show", "one2001").stdout


def test_the_users_files_are_never_written_to(review: Runner) -> None:
    before = {
        path: path.read_bytes()
        for path in review.folder.rglob("*")
        if path.suffix in {".bib", ".md", ".toml"}
    }
    review("add", "authority.bib", "references.bib", "notes")
    review("edit", "knake2012", "--set", "year=2010")
    review("theme", "rename", "threats", "dangers")
    review("rm", "segal2020")
    assert before == {path: path.read_bytes() for path in before}
