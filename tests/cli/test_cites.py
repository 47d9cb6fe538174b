"""The citations of a manuscript are listed as data, with no library and with one."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Runner

param = pytest.param
TEXT = "As Moss and Fern (1998, p. 3) say [@heath2004; @moor2011, ch. 2], and @heath2004 again. In 1850 nothing.\n"


def test_a_table_for_people(run: Runner) -> None:
    run.write("a.md", TEXT)
    answer = run("cites", "a.md")
    assert answer.stdout.splitlines() == [
        "place      cites       year  locator  certainty  text",
        "a.md:1:4   Moss, Fern  1998  3        certain    Moss and Fern (1998, p. 3)",
        "a.md:1:36  heath2004                  certain    @heath2004",
        "a.md:1:48  moor2011          ch. 2    certain    @moor2011, ch. 2",
        "a.md:1:71  heath2004                  certain    @heath2004",
    ]
    assert answer.stderr == "4 citations (mixed)\n"
    assert [path.name for path in run.folder.iterdir()] == ["a.md"]


def test_rows_for_programs(run: Runner) -> None:
    run.write("a.md", TEXT)
    rows = list(csv.DictReader(io.StringIO(run("cites", "a.md", "-f", "csv").stdout)))
    assert [
        (row["line"], row["column"], row["form"], row["key"], row["names"], row["locator"]) for row in rows
    ] == [
        ("1", "4", "author-year", "", "Moss; Fern", "3"),
        ("1", "36", "key", "heath2004", "", ""),
        ("1", "48", "key", "moor2011", "", "ch. 2"),
        ("1", "71", "key", "heath2004", "", ""),
    ]
    assert len(run("cites", "a.md", "-f", "tsv").stdout.splitlines()) == 5
    assert run("cites", "a.md", "-f", "md").stdout.startswith("| path | line | column | form |")
    lines = run("cites", "a.md", "-f", "jsonl").stdout.splitlines()
    assert [json.loads(line)["offset"] for line in lines] == [3, 35, 47, 70]


def test_one_document(run: Runner) -> None:
    text = "Moss et al. (1998) say “walls are older than gardens”, as Fern (2004a) does.[^1]\n\n"
    run.write(
        "a.md",
        text + "[^1]: A. Roe, *It* (2001), 3.\n\n# References\n\nMoss, A. (1998). Gardens. Peat Press.\n",
    )
    answer = json.loads(run("cites", "a.md", "-f", "json").stdout)
    assert answer["schema"] == 1
    assert answer["manuscript"] == {
        "files": ["a.md"], "style": "mixed", "citations": 2, "references": 1, "quotations": 1,
        "unread": [{"kind": "footnote", "count": 1, "path": "a.md", "line": 3, "column": 7}],
    }  # fmt: skip
    assert [(one["names"], one["others"], one["year"]) for one in answer["citations"]] == [
        (["Moss"], True, "1998"),
        (["Fern"], False, "2004a"),
    ]
    assert run("cites", "a.md").stderr == (
        "2 citations (mixed), 1 reference in the list, 1 quotation. Not read: 1 footnote from a.md:3\n"
    )


def test_keys_are_the_currency_of_pipes(run: Runner) -> None:
    run.write("a.md", TEXT)
    answer = run("cites", "a.md", "-f", "keys")
    assert (answer.stdout, answer.stderr) == ("heath2004\nmoor2011\n", "")
    assert run("cites", "a.md", "-0").stdout == "heath2004\0moor2011\0"


def test_only_those_that_are_sure(run: Runner) -> None:
    run.write("a.md", "(Moss & Fern, 1998), Moor (2004), as Nye 2011 says")
    for level, count in (("certain", 1), ("likely", 2), ("possible", 3)):
        assert len(run("cites", "a.md", "--certainty", level, "-f", "jsonl").stdout.splitlines()) == count
    assert "known: certain, likely, possible" in run("cites", "a.md", "--certainty", "sure", code=2).stderr


def test_several_files_are_one_manuscript(run: Runner) -> None:
    run.write("a.md", "As shown [1].")
    run.write("b.md", "# References\n\n[1] A. Moss, Gardens. New York: Peat Press, 1998.\n")
    assert json.loads(run("cites", "a.md", "b.md", "-f", "jsonl").stdout)["certainty"] == "certain"
    assert json.loads(run("cites", "a.md", "-f", "jsonl").stdout)["certainty"] == "possible"


def test_own_commands_of_latex(review: Runner) -> None:
    review.write("a.tex", "\\seealso{segal2016} \\mine[3]{rid2013}")
    assert review("cites", "a.tex").stdout == ""
    assert review("cites", "a.tex", "--cite-command", "seealso", "-f", "keys").stdout == "segal2016\n"
    review("config", "set", "cite_commands", "\\seealso, mine")
    assert review("cites", "a.tex", "-f", "keys").stdout == "segal2016\nrid2013\n"
    assert review("list", "--cited-in", "a.tex", "-f", "keys").stdout == "segal2016\n"
    assert "@book{segal2016" in review("export", "--cited-in", "a.tex", code=1).stdout


def test_a_number_is_looked_up_in_the_text_s_own_list(review: Runner) -> None:
    listed = (
        "[1] A. Segal, The hacked world order. Hachette UK, 2016.\n\n[2] A. Roe, Walls. Peat Press, 1998.\n"
    )
    review.write("a.md", "As shown [1, p. 4], and [2].\n\n# References\n\n" + listed)
    answer = review("list", "--cited-in", "a.md", "-f", "keys")
    assert answer.stdout == "segal2016\n"
    assert answer.stderr == 'warning: a.md:1: [2] "Walls" is not in the library\n'
    assert "segal2016" not in review("list", "--uncited", "a.md", "-f", "keys").stdout


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        param(("none.md",), 3, "none.md: cannot be read", id="missing"),
        param(("a.xyz",), 2, "no kind of manuscript that is known", id="unknown-kind"),
        param((), 2, "Missing argument", id="no-file"),
        param(("a.md", "-f", "yaml"), 2, 'there is no format "yaml"', id="unknown-format"),
        param(("a.tex",), 0, "none.tex: there is no such file", id="a-part-is-missing"),
        param(("empty.md",), 0, "0 citations", id="nothing-cited"),
    ],
)
def test_exit_codes(run: Runner, args: tuple[str, ...], code: int, said: str) -> None:
    run.write("a.md", TEXT)
    run.write("a.xyz", TEXT)
    run.write("a.tex", "\\input{none} \\cite{a}")
    run.write("empty.md", "Nothing.")
    assert said in run("cites", *args, code=code).stderr
