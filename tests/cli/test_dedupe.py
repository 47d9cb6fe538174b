"""Duplicates on the command line: found in files and in the library, shown with their evidence, nothing touched."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from litreview.matching.rules import RULES
from litreview.text.width import width

if TYPE_CHECKING:
    from conftest import Runner

CASES = Path(__file__).parents[1] / "cases" / "cli"
SCOPUS = """
@article{hale2015, author = {Hale, Mira and Osei, Kofi}, title = {Tidal Harbours and the Price of Trust},
  journal = {Journal of Port Studies}, volume = {12}, number = {3}, pages = {201--220}, year = {2015},
  doi = {10.5555/jps.2015.12}}
@book{brandt2009, author = {Brandt, Ilse}, title = {The Lighthouse Keepers: A Social History},
  publisher = {Saltmarsh Press}, year = {2009}}
@article{ng2018, author = {Ng, Wei}, title = {Fog Signals and the Law of the Coast}, journal = {Maritime Law Review},
  volume = {7}, pages = {1--19}, year = {2018}}
@techreport{quay2016, author = {Quay, Anton}, title = {Dredging Costs in Small Harbours}, year = {2016},
  institution = {Institute of Ports}, type = {Working Paper}}
"""
WOS = """
@article{halem2015, author = {HALE, M. and OSEI, K.}, title = {Tidal harbours and the price of trust},
  journal = {J. Port Stud.}, volume = {12}, pages = {201-20}, year = {2015}}
@book{brandt2012, author = {Brandt, I.}, title = {The Lighthouse Keepers}, publisher = {Saltmarsh Press},
  year = {2012}}
@article{quay2017, author = {Quay, A.}, title = {Dredging Costs in Small Harbours}, journal = {Port Economics},
  volume = {4}, pages = {33--51}, year = {2017}}
@article{, author = {Lund, Siri}, title = {Winter Ice and Insurance}, journal = {Maritime Law Review}, year = {2019}}
"""
ALONE = "@book{alone, author = {Rask, Ove}, title = {Ropes and Knots of the South}, year = {1999}}\n"
UNCLOSED = "@book{open, title = {Never closed\n"


@pytest.fixture
def files(run: Runner) -> Runner:
    """Give a folder with what two databases exported, and no library."""
    run.write("scopus.bib", SCOPUS)
    run.write("wos.bib", WOS)
    run.write("alone.bib", ALONE)
    return run


@pytest.fixture
def library(files: Runner) -> Runner:
    """Give the same with a library of the two exports."""
    files("add", "scopus.bib", "wos.bib")
    return files


def document(run: Runner, *args: str, code: int = 1) -> Any:  # Any: what JSON holds
    return json.loads(run("dedupe", *args, "-f", "json", code=code).stdout)


def rows(run: Runner, *args: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run("dedupe", *args, "-f", "csv", code=1).stdout)))


@pytest.mark.parametrize(
    "args", [pytest.param((), id="library"), pytest.param(("references.bib",), id="file")]
)
def test_no_duplicates_are_no_output_and_0(review: Runner, args: tuple[str, ...]) -> None:
    answer = review("dedupe", *args)
    assert answer.stdout == ""
    assert answer.stderr.startswith("no duplicates among 11 ")


def test_an_empty_library_has_none(run: Runner) -> None:
    run("init")
    assert run("dedupe").stderr == "no duplicates among 0 sources\n"
    assert document(run, code=0) == {"schema": 1, "sources": 0, "groups": [], "left_out": 0}


def test_files_are_compared_without_a_library(files: Runner) -> None:
    damaged = files.write("litreview.db", "no library at all")
    answer = files("dedupe", "scopus.bib", "wos.bib", code=1)
    assert answer.stdout.startswith("1  duplicate  hale2015 · halem2015\n")
    assert "1 group is certain; 2 groups to decide; compared 8 records" in answer.stderr
    assert damaged.read_text() == "no library at all"
    assert {path.name for path in files.folder.iterdir()} == {
        "alone.bib", "litreview.db", "scopus.bib", "wos.bib",
    }  # fmt: skip


def test_each_record_of_a_file_is_one_and_says_where_it_stands(files: Runner) -> None:
    group = document(files, "scopus.bib", "wos.bib")["groups"][0]
    assert [(one["key"], one["path"], one["line"]) for one in group["records"]] == [
        ("hale2015", "scopus.bib", 2),
        ("halem2015", "wos.bib", 2),
    ]
    assert "where       scopus.bib:2  |  wos.bib:2" in files("dedupe", "scopus.bib", "wos.bib", code=1).stdout


def test_a_file_that_is_named_twice_is_read_once_but_its_copy_is_another(files: Runner) -> None:
    assert document(files, "alone.bib", "./alone.bib", code=0)["sources"] == 1
    files.write("copies/alone.bib", ALONE)
    (group,) = document(files, "alone.bib", "copies")["groups"]
    assert group["keys"] == ["alone", "alone-2"]


TWIN = "@book{{{key}, author = {{Rask, Ove}}, title = {{Ropes and Knots of the North}}, year = {{1999}}}}\n"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        pytest.param(["a", "b"], ["a", "b"], id="their-own"),
        pytest.param(["a", "a", "a"], ["a", "a-2", "a-3"], id="the-same"),
        pytest.param(["a", "a", "a-2"], ["a", "a-2", "a-3"], id="number-is-taken"),
        pytest.param(["", ""], ["rask1999", "rask1999-2"], id="none"),
        pytest.param(["", "rask1999"], ["rask1999", "rask1999-2"], id="made-one-is-taken"),
    ],
)
def test_no_two_records_have_one_key(run: Runner, keys: list[str], expected: list[str]) -> None:
    run.write("twins.bib", "".join(TWIN.format(key=key) for key in keys))
    assert document(run, "twins.bib")["groups"][0]["keys"] == expected


def test_a_key_of_another_record_is_never_given_away(run: Runner) -> None:
    run.write("twins.bib", "".join(TWIN.format(key=key) for key in ("", "a", "a", "a-2", "rask1999")))
    records = document(run, "twins.bib")["groups"][0]["records"]
    lines = {one["key"]: one["line"] for one in records}
    assert lines == {"rask1999-2": 1, "a": 2, "a-3": 3, "a-2": 4, "rask1999": 5}


def test_a_library_is_only_read(library: Runner) -> None:
    before = (library.folder / "litreview.db").read_bytes()
    (library.folder / "litreview.db").chmod(0o400)
    assert document(library)["sources"] == 8
    assert (library.folder / "litreview.db").read_bytes() == before


def test_the_closing_line_names_the_ways_out(library: Runner) -> None:
    (line,) = library("dedupe", code=1).stderr.splitlines()
    assert line == (
        "1 group is certain: litreview dedupe --apply certain; 2 groups to decide: litreview dedupe --review;"
        " never again: litreview distinct quay2016 quay2017"
    )


def test_the_shape_of_the_document(library: Runner) -> None:
    found = document(library)
    assert (found["schema"], found["sources"]) == (1, 8)
    group = found["groups"][0]
    assert (group["keys"], group["verdict"], group["relation"]) == (
        ["hale2015", "halem2015"], "duplicate", "same",
    )  # fmt: skip
    (pair,) = group["pairs"]
    assert (pair["a"], pair["b"]) == ("hale2015", "halem2015")
    assert pair["rule"] in RULES
    assert {"title", "authors", "year", "volume", "pages"} <= set(pair["agree"])
    assert pair["differ"] == []
    assert pair["why"].startswith("same title")
    assert [one["path"] for one in group["records"]] == ["", ""]


def test_a_group_a_line_and_a_key_a_line(library: Runner) -> None:
    lines = library("dedupe", "-f", "jsonl", code=1).stdout.splitlines()
    assert [json.loads(line) for line in lines] == document(library)["groups"]
    keys = [key for group in document(library)["groups"] for key in group["keys"]]
    assert library("dedupe", "-f", "keys", code=1).stdout.split() == keys
    assert library("dedupe", "-0", code=1).stdout.split("\0")[:-1] == keys


def test_a_sheet_has_a_row_for_each_pair_and_a_column_to_fill_in(library: Runner) -> None:
    found = rows(library)
    assert [row["group"] for row in found] == ["1", "2", "3"]
    row = found[0]
    assert row["title_a"] == "Tidal Harbours and the Price of Trust"
    assert row["title_b"] == "Tidal harbours and the price of trust"
    assert (row["year_a"], row["year_b"], row["decision"]) == ("2015", "2015", "")
    assert all(float(row["weight"]) for row in found)
    tabs = library("dedupe", "-f", "tsv", code=1).stdout.splitlines()
    assert len({line.count("\t") for line in tabs}) == 1


@pytest.mark.parametrize(
    ("certainty", "verdicts"),
    [
        pytest.param("certain", ["duplicate"], id="certain"),
        pytest.param("likely", ["duplicate", "possible"], id="likely"),
        pytest.param("possible", ["duplicate", "possible", "possible"], id="possible"),
    ],
)
def test_how_sure_the_groups_must_be(library: Runner, certainty: str, verdicts: list[str]) -> None:
    groups = document(library, "--certainty", certainty)["groups"]
    assert [group["verdict"] for group in groups] == verdicts
    assert all(group["certainty"] != "possible" for group in groups if certainty == "likely")


def test_what_is_not_shown_is_counted_and_is_no_finding(files: Runner) -> None:
    files.write(
        "two.bib", ALONE + "".join(TWIN.format(key=key).replace("1999", key) for key in ("1999", "2004"))
    )
    answer = files("dedupe", "two.bib", "--certainty", "certain")
    assert answer.stdout == ""
    assert "1 group less sure: --certainty possible" in answer.stderr


def test_findings_are_no_failure_with_exit_zero(library: Runner) -> None:
    assert library("dedupe", "--exit-zero").stdout == library("dedupe", code=1).stdout


@pytest.mark.parametrize("name", ["missing.bib", "open.bib", "picture.png"])
def test_unreadable_input_is_3_and_the_rest_is_reported(files: Runner, name: str) -> None:
    files.write("open.bib", UNCLOSED)
    files.write("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00")
    answer = files("dedupe", name, "scopus.bib", "wos.bib", "--exit-zero", code=3)
    assert f"error: {name}" in answer.stderr
    assert answer.stdout.startswith("1  duplicate  hale2015 · halem2015\n")


def test_standard_input_and_a_format_by_name(files: Runner) -> None:
    both = (SCOPUS + WOS).encode()
    answer = files("dedupe", "-", "--from", "bibtex", "-f", "keys", stdin=both, code=1)
    assert answer.stdout.startswith("hale2015\nhalem2015\n")


def test_what_a_paper_inherits_is_compared(run: Runner) -> None:
    book = "@proceedings{{p{n}, title = {{Proceedings of the Harbour Days}}, year = {{2011}}}}\n"
    paper = "@inproceedings{{a{n}, author = {{Ek, Bo}}, title = {{Cranes that Learn to Lift}}, crossref = {{p{n}}}}}\n"
    for number in "12":
        run.write(f"{number}.bib", (paper + book).format(n=number))
    groups = document(run, "1.bib", "2.bib")["groups"]
    pairs = {(pair["a"], pair["b"]): pair for group in groups for pair in group["pairs"]}
    assert {"year", "container"} <= set(pairs["a1", "a2"]["agree"])


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(run: Runner, columns: int) -> None:
    long = "An Uncommonly Long Title on Harbours, Their Keepers, and All That Comes and Goes with the Tide"
    entry = "@book{{{key}, author = {{张伟 and Ek, Bo}}, title = {{{title} 港口的历史与社会}}, year = {{{year}}}}}\n"
    texts = [entry.format(key=f"key{n}" * 4, title=long, year=2010 + n % 2) for n in range(6)]
    run.write("long.bib", "".join(texts))
    shown = run("dedupe", "long.bib", code=1, env={"COLUMNS": str(columns)}).stdout
    assert shown
    assert [line for line in shown.splitlines() if width(line) > columns] == []


def test_what_could_steer_a_terminal_is_shown(run: Runner) -> None:
    run.write(
        "twins.bib", "".join(TWIN.format(key=key) for key in "ab").replace("Ropes", "\x1b[31mRopes\u202e")
    )
    for form in ("table", "md", "csv", "json", "keys"):
        shown = run("dedupe", "twins.bib", "-f", form, code=1).stdout
        assert "\x1b" not in shown
        assert "\u202e" not in shown


def test_what_people_see_at_80_columns(files: Runner) -> None:
    shown = files("dedupe", "scopus.bib", "wos.bib", code=1).stdout
    case = CASES / "dedupe.txt"
    if os.environ.get("UPDATE_CASES"):
        case.write_text(shown, encoding="utf-8")
    assert shown == case.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        pytest.param(("dedupe", "--certainty", "sure"), "certain, likely, possible", id="certainty"),
        pytest.param(("dedupe", "--certainty", "likly"), "did you mean likely?", id="certainty-near"),
        pytest.param(("dedupe", "-f", "bibtex"), "known: table", id="format"),
        pytest.param(("explain", "D2"), "did you mean D02", id="code-near"),
        pytest.param(("explain", "nonsense"), "litreview explain", id="code"),
    ],
)
def test_a_mistake_is_2_with_the_way_out(library: Runner, args: tuple[str, ...], words: str) -> None:
    assert words in library(*args, code=2).stderr


def test_no_library_and_no_file_is_4(run: Runner) -> None:
    assert "litreview init" in run("dedupe", code=4).stderr


def test_the_rules_are_listed(run: Runner) -> None:
    listed = json.loads(run("dedupe", "--rules", "-f", "json").stdout)["rules"]
    assert [rule["id"] for rule in listed] == list(RULES)
    assert all(rule["says"].endswith(".") for rule in listed)
    assert run("dedupe", "--rules", "-f", "keys").stdout.split() == list(RULES)
    shown = run("dedupe", "--rules").stdout
    assert [line for line in shown.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("code", ["D00", *RULES])
def test_every_rule_is_explained(capsys: pytest.CaptureFixture[str], code: str) -> None:
    from litreview.cli.app import run as litreview

    assert litreview(["explain", code.lower()]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"{code} ")
    if code in RULES:
        assert " ".join(RULES[code].says.split()) in " ".join(shown.split())


def test_what_was_merged_by_hand_is_known_again_whatever_it_says(files: Runner) -> None:
    files("add", "scopus.bib")
    files("merge", "hale2015", "ng2018", "--keep", "hale2015")
    again = files.write("again.bib", SCOPUS[SCOPUS.index("@article{ng2018") : SCOPUS.index("@techreport")])
    again.write_text(again.read_text().replace("ng2018", "ng"))
    files("add", "again.bib")
    (group,) = document(files)["groups"]
    assert (group["keys"], group["verdict"]) == (["hale2015", "ng"], "duplicate")
    assert [pair["rule"] for pair in group["pairs"]] == ["D00"]
