"""What a manuscript cites can be exported and listed, with a library or straight from a bibliography."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from wordfile import SEGAL, csl, docx, field, paragraph, zotero

if TYPE_CHECKING:
    from conftest import Runner

param = pytest.param
ROOT = Path(__file__).parents[2]
CHAPTERS = {
    "ch1.tex": "As \\textcite[5]{segal2016} says \\parencite{schneier2015}.\n\\input{ch1-more}\n",
    "ch1-more.tex": "\\autocite{lewis2006}\n",
    "ch2.tex": "\\nocite{segal2020}\n",
}
BUILD = """
litreview export --bib references.bib --cited-in ch1.tex --cited-in ch2.tex --format biblatex -o build.bib
"""
INHERITING = """@inproceedings{talk, author = {Roe, R.}, title = {A talk}, crossref = {meeting}}
@proceedings{meeting, title = {A meeting}, year = {2010}}
@book{other, author = {Doe, J.}, title = {Another}, year = {2011}}
"""


def with_chapters(run: Runner) -> Runner:
    for name, text in CHAPTERS.items():
        run.write(name, text)
    shutil.copyfile(ROOT / "references.bib", run.folder / "references.bib")
    return run


def test_a_build_needs_no_library(run: Runner) -> None:
    answer = with_chapters(run).bash(BUILD)
    assert answer.stderr == "wrote build.bib\n"
    text = (run.folder / "build.bib").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("@")] == [
        "@article{lewis2006,", "@book{schneier2015,", "@book{segal2016,", "@article{segal2020,",
    ]  # fmt: skip
    assert {path.name for path in run.folder.iterdir()} == {*CHAPTERS, "references.bib", "build.bib"}


def test_something_that_is_not_there_is_told_and_the_rest_is_written(run: Runner) -> None:
    with_chapters(run).write("ch2.tex", "\\cite{segall2016}\n\n\\cite{segall2016,rid}")
    answer = run(
        "export",
        "--bib",
        "references.bib",
        "--cited-in",
        "ch1.tex",
        "--cited-in",
        "ch2.tex",
        "-o",
        "b.bib",
        code=1,
    )
    assert answer.stderr == (
        "wrote b.bib\n"
        "error: ch2.tex:1: segall2016 is not in references.bib (and 1 more of it)\n"
        "       did you mean segal2016, segal2020?\n"
        "error: ch2.tex:3: rid is not in references.bib\n"
    )
    assert (run.folder / "b.bib").read_text(encoding="utf-8").count("@") == 3


def test_everything(run: Runner) -> None:
    with_chapters(run).write("all.tex", "\\nocite{*}")
    answer = run("export", "--bib", "references.bib", "--cited-in", "all.tex", "-f", "jsonl")
    assert len(answer.stdout.splitlines()) == 11


def test_what_an_entry_inherits_comes_with_it(run: Runner) -> None:
    run.write("inheriting.bib", INHERITING)
    run.write("x.md", "[@talk]")
    text = run("export", "--bib", "inheriting.bib", "--cited-in", "x.md").stdout
    assert text.count("@") == 1
    assert "booktitle = {A meeting}" in text
    assert "crossref" not in text


def test_the_draft_of_the_example(review: Runner) -> None:
    answer = review("export", "--cited-in", "paper.md", "-f", "jsonl", code=1)
    assert [json.loads(line)["key"] for line in answer.stdout.splitlines()] == [
        "buchanan2020", "chertoff2018", "igf2020", "schneier2015", "scio2017", "segal2016", "unidir2017",
    ]  # fmt: skip
    assert answer.stderr == (
        'error: paper.md:11: "Clarke and Knake (2012)" is not in the library\n       did you mean knake2012?\n'
    )


def test_lists(review: Runner) -> None:
    review.write("a.md", "[@segal2016] and Segal (2020, p. 3)")
    assert review("list", "--cited-in", "a.md", "-f", "keys").stdout.split() == ["segal2016", "segal2020"]
    assert review("list", "--cited-in", "a.md", "--uncited", "paper.md", "-f", "keys").stdout.split() == [
        "segal2020"
    ]
    uncited = review("list", "--uncited", "paper.md", "--uncited", "a.md", "-f", "keys")
    assert uncited.stdout.split() == ["dhs2018", "knake2012", "lewis2006"]
    assert review("list", "year>=2018", "--cited-in", "a.md", "-f", "keys").stdout.split() == ["segal2020"]


def test_several_that_may_be_meant(review: Runner) -> None:
    review.write("more.bib", "@book{other, author = {Segal, Adam}, title = {Another book}, year = {2016}}")
    review("add", "more.bib")
    review.write("a.md", "As Segal (2016) says.")
    answer = review("list", "--cited-in", "a.md", "-f", "keys")
    assert answer.stdout.split() == ["other", "segal2016"]
    assert answer.stderr == (
        'warning: a.md:1: "Segal (2016)" may be any of other, segal2016: all are taken\n'
        "         cite it by its key, or with a letter\n"
    )


def test_a_key_that_changed_is_followed(review: Runner) -> None:
    review.write(
        "more.bib", "@book{chertoff2018, author = {Chertoff, Anna}, title = {The garden}, year = {2018}}"
    )
    review("add", "more.bib")
    review("rm", "chertoff2018")
    review.write("a.md", "[@chertoff2018]")
    assert review("list", "--cited-in", "a.md", "-f", "keys").stdout == "chertoff2018-2\n"


def test_a_word_document(review: Runner) -> None:
    cited = csl(zotero("AB", SEGAL), zotero("CD", {"title": "x", "citation-key": "lewis2006"}))
    review.write("a.docx", docx(paragraph("As ", field(cited), " and Chertoff (2018, p. 3).")))
    answer = review("list", "--cited-in", "a.docx", "-f", "keys")
    assert answer.stdout.split() == ["chertoff2018", "lewis2006", "segal2016"]
    assert answer.stderr == ""


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        param(("export", "--cited-in", "none.md"), 3, "none.md: cannot be read", id="missing"),
        param(("export", "--cited-in", "references.bib"), 2, "no kind of manuscript", id="no-manuscript"),
        param(("export", "--cited-in", "empty.md"), 3, "no citation was found in it", id="nothing-cited"),
        param(("export", "--bib", "none.bib"), 3, "there is no such file", id="no-bibliography"),
        param(
            ("export", "--bib", "references.bib", "-t", "x"), 2, "--bib reads none", id="theme-of-no-library"
        ),
        param(("export", "--bib", "references.bib", "--key-map", "x"), 2, "--bib reads none", id="key-map"),
        param(("export", "--cited-in", "broken.docx"), 3, "is damaged", id="damaged"),
        param(("list", "--uncited", "none.md"), 3, "none.md: cannot be read", id="list-missing"),
    ],
)
def test_what_is_refused(review: Runner, args: tuple[str, ...], code: int, said: str) -> None:
    review.write("empty.md", "Words in 2016.")
    review.write("broken.docx", b"PK\x03\x04word/document.xml")
    answer = review(*args, code=code)
    assert said in answer.stderr
    assert answer.stdout == ""


def test_a_damaged_bibliography_gives_the_rest(run: Runner) -> None:
    run.write("x.bib", "@book{a, title = {A}, year = {2001}}\n@book{b, title = {No end\n")
    answer = run("export", "--bib", "x.bib", "-f", "jsonl", code=3)
    assert json.loads(answer.stdout)["key"] == "a"
    assert "x.bib:2" in answer.stderr


def test_several_bibliographies_are_one(run: Runner) -> None:
    run.write("a.bib", "@book{x, author = {Doe, J.}, title = {Gardens in winter}, year = {2001}}")
    run.write(
        "b.bib",
        "@book{x, author = {Doe, J.}, title = {Gardens in winter}, year = {2001}}\n@misc{y, title = {Y}}",
    )
    answer = run("export", "--bib", "a.bib", "--bib", "b.bib", "--where", "has:title", "-f", "jsonl")
    assert [json.loads(line)["key"] for line in answer.stdout.splitlines()] == ["x", "y"]
