"""What a source inherits through crossref is shown everywhere, said to be inherited, and written nowhere twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Runner

CHILD = "@inproceedings{child, author={Doe, Jane}, title={Norms}, crossref={Whole}}\n"
PARENT = "@proceedings{whole, title={Proceedings}, editor={Roe, Ann}, year=2020, doi={10.1145/1}}\n"
LOST = "@inproceedings{lost, title={Lost}, year=2019, crossref={nowhere}}\n"


def test_lists_have_the_year_of_the_parent(run: Runner) -> None:
    run.write("a.bib", CHILD + PARENT + LOST)
    run("add", "a.bib")
    assert run("list", "--sort", "-year", "-f", "csv").stdout.splitlines()[1:] == [
        "child,Doe,2020,Norms",
        "whole,Roe,2020,Proceedings",
        "lost,,2019,Lost",
    ]
    assert run("list", "year:2020", "-f", "keys").stdout.split() == ["child", "whole"]
    assert run("list", "--fields", "booktitle", "-f", "csv", "key:child").stdout.split() == [
        "booktitle",
        "Proceedings",
    ]


def test_show_says_what_is_inherited_and_what_is_missing(run: Runner) -> None:
    run.write("a.bib", CHILD + PARENT + LOST)
    run("add", "a.bib")
    shown = run("show", "child", "lost").stdout
    assert "Proceedings [inherited from whole]" in shown
    assert "10.1145" not in shown
    assert "nowhere [not in the library: nowhere]" in shown


def test_a_parent_from_another_file_counts(run: Runner) -> None:
    run.write("a.bib", CHILD)
    run.write("b.bib", PARENT)
    run("add", "a.bib", "b.bib")
    assert "2020" in run("list", "key:child").stdout


def test_exports_are_complete(run: Runner) -> None:
    run.write("a.bib", CHILD + PARENT)
    run("add", "a.bib")
    both = run("export").stdout
    assert both.index("crossref = {Whole}") < both.index("@proceedings{whole")
    assert both.count("Proceedings") == 1
    alone = run("export", "--where", "key:child").stdout
    assert "crossref" not in alone
    assert "booktitle = {Proceedings}" in alone
    assert "PY  - 2020" in run("export", "-f", "ris", "--where", "key:child").stdout
