"""The cite commands of LaTeX are found in all files of a manuscript, and only where LaTeX reads them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from litreview.manuscripts.compiled import read_aux, read_bcf
from litreview.manuscripts.latex import read_latex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from litreview.model import Manuscript

param = pytest.param


def read(text: str, files: Mapping[str, str] | None = None, path: str = "main.tex") -> Manuscript:
    def include(other: str) -> bytes:
        if other not in (files or {}):
            raise FileNotFoundError(other)
        return (files or {})[other].encode()

    return read_latex(text.encode(), path, include)


def keys(text: str) -> list[str]:
    return [one.key + (f", {one.locator}" if one.locator else "") for one in read(text).citations]


@pytest.mark.parametrize(
    "text",
    [
        param("% \\cite{a}", id="comment"),
        param("\\begin{verbatim}\n\\cite{a}\n\\end{verbatim}", id="verbatim"),
        param("\\begin{lstlisting}[language=TeX]\n\\cite{a}\n\\end{lstlisting}", id="listing"),
        param("\\verb|\\cite{a}| \\lstinline!\\cite{a}!", id="verb"),
        param("\\newcommand{\\my}[1]{\\citep{#1}}", id="definition"),
        param("\\citestyle{apa} \\setcitestyle{round} \\DeclareCiteCommand{\\x}{a}", id="settings"),
        param("\\iffalse \\cite{a} \\fi", id="iffalse"),
        param("\\begin{document}\\end{document} \\cite{a}", id="behind-the-end"),
        param("\\url{http://x.org/\\cite} \\recite \\cite", id="no-argument"),
        param("\\excite{}", id="empty"),
    ],
)
def test_no_citation(text: str) -> None:
    assert keys(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        param("\\cite{a}", ["a"], id="cite"),
        param("\\cite{a, b,% no\n  c}", ["a", "b", "c"], id="several-over-lines"),
        param("\\citep[see][p.~5]{a} \\citet[chap. 2]{b} \\citealp*{c}", ["a, 5", "b, ch. 2", "c"], id="natbib"),
        param("\\parencite[{see [x]}][3]{a} \\textcite{b} \\Autocite{c} \\footfullcite{d}", ["a, 3", "b", "c", "d"],
              id="biblatex"),
        param("\\cites(pre)(post)[p. 3]{a}[4]{b}{c} {d}", ["a, 3", "b, 4", "c", "d"], id="several-groups"),
        param("\\textcites{a}[5]{b}text{c}", ["a", "b, 5"], id="groups-end-with-words"),
        param("\\cite {a} \\autocite\n[5]{b}", ["a", "b, 5"], id="blanks-before-arguments"),
        param("\\cite\n\n{a}", [], id="no-argument-in-the-next-paragraph"),
        param("\\volcite{2}[25]{a} \\blockcquote[12]{b}{Text} \\foreigntextcquote{german}[3]{c}{T}",
              ["a, 25", "b, 12", "c, 3"], id="csquotes-and-volumes"),
        param("\\nocite{a,b} \\citeauthor{c} \\citeyear{d} \\citetitle{e} \\bibentry{f}", list("abcdef"), id="parts"),
        param("100\\% \\cite{a} \\\\% \\cite{b}", ["a"], id="percent-signs"),
        param("\\citep[see][]{a}", ["a"], id="empty-note"),
        param("\\citep[see][p. 3]{a,b, }", ["a", "b, 3"], id="a-note-is-that-of-the-last"),
    ],
)  # fmt: skip
def test_citations(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


def test_everything() -> None:
    (citation,) = read("\\nocite{*}").citations
    assert (citation.form, citation.key) == ("all", "")


def test_places_are_those_of_the_keys() -> None:
    found = read("x\n\\citep[p.~1]{a,\n  b}").citations
    assert [(one.line, one.column, one.text) for one in found] == [
        (2, 14, "\\citep{a}"),
        (3, 3, "\\citep{b}"),
    ]


def test_the_files_of_a_manuscript() -> None:
    files = {
        "ch/one.tex": "\\cite{b}\\input{two}",
        "ch/two.tex": "\\cite{c}\\input{ch/one}",
        "sub/three.tex": "\\cite{d}",
        "plain.tex": "\\cite{e}",
    }
    found = read("\\cite{a}\\include{ch/one}\\import{sub/}{three}\\input plain\n\\cite{f}", files)
    assert found.problems == ()
    assert [(one.path, one.key) for one in found.citations] == [
        ("main.tex", "a"), ("ch/one.tex", "b"), ("ch/two.tex", "c"), ("sub/three.tex", "d"), ("plain.tex", "e"),
        ("main.tex", "f"),
    ]  # fmt: skip
    assert found.files == ("main.tex", "ch/one.tex", "ch/two.tex", "sub/three.tex", "plain.tex")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        param("x\n\\input{none}", "none.tex: there is no such file, or it cannot be read", id="missing"),
        param(
            "x\n\\input{../../secret}",
            "../../secret.tex: lies outside of the manuscript's folder",
            id="above",
        ),
        param(
            "x\n\\input{/etc/passwd}",
            "/etc/passwd.tex: lies outside of the manuscript's folder",
            id="absolute",
        ),
    ],
)
def test_a_file_that_is_not_read(text: str, message: str) -> None:
    (problem,) = read(text, path="thesis/main.tex").problems
    assert (problem.path, problem.line, problem.message) == ("thesis/main.tex", 2, message)


def test_a_chapter_names_what_its_main_file_would() -> None:
    found = read("\\input{chapters/more}\\input{tables/one}", {"chapters/more.tex": "\\cite{a}", "tables/one.tex": ""},
                 path="chapters/one.tex")  # fmt: skip
    assert [one.path for one in found.citations] == ["chapters/more.tex"]
    assert found.problems == ()


def test_names_of_files_that_a_macro_makes_are_let_be() -> None:
    assert read("\\input{\\jobname-x} \\input{#1}").problems == ()


def test_aux_and_bcf() -> None:
    aux = "\\relax\n\\citation{a,b}\n\\abx@aux@cite{0}{c}\n\\abx@aux@cite{d}\n\\@input{ch.aux}\n\\@input{../x.aux}\n"
    found = read_aux(aux.encode(), "main.aux", lambda path: {"ch.aux": b"\\citation{*}"}[path])
    assert [(one.path, one.line, one.key, one.form) for one in found.citations] == [
        ("main.aux", 2, "a", "key"), ("main.aux", 2, "b", "key"), ("main.aux", 3, "c", "key"),
        ("main.aux", 4, "d", "key"), ("ch.aux", 1, "", "all"),
    ]  # fmt: skip
    bcf = '<bcf:section>\n<bcf:citekey order="1">a</bcf:citekey>\n<bcf:citekey>*</bcf:citekey></bcf:section>'
    found = read_bcf(bcf.encode(), "main.bcf", lambda path: path.encode())
    assert [(one.line, one.key, one.form) for one in found.citations] == [(2, "a", "key"), (3, "", "all")]


def test_any_mutation_is_read() -> None:
    rng = random.Random(7)  # noqa: S311 (damage, no secrets)
    text = "\\cites(p)(q)[see][p. 3]{a,b}{c} % d\n\\begin{verbatim}\\end{verbatim}\\input{e}\\verb|f|\n"
    for _ in range(300):
        at = rng.randrange(len(text))
        read(
            text[:at]
            + rng.choice(["", "{", "[", "\\", "(", "%", "\n\n", "}"])
            + text[at + rng.randrange(3) :]
        )
