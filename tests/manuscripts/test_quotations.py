"""Quotations are found between marks of many kinds and in blocks, each with the citation that stands next to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from litreview.manuscripts.latex import read_latex
from litreview.manuscripts.markdown import read_markdown
from litreview.manuscripts.plain import read_plain

if TYPE_CHECKING:
    from litreview.model import Manuscript, Quotation

param = pytest.param


def no_other_file(path: str) -> bytes:
    raise FileNotFoundError(path)


def read(text: str) -> Manuscript:
    return read_markdown(text.encode(), "x.md", no_other_file)


def pair(one: Quotation) -> tuple[str, str]:
    """Give a quotation and whose it is."""
    if one.citation is None:
        return one.text, ""
    return one.text, one.citation.key or one.citation.number or " & ".join(one.citation.names)


@pytest.mark.parametrize(
    "text",
    [
        param('the so-called “cyber war”, a "pearl harbor moment"', id="scare-quotes"),
        param("it's the dogs' own work and the cats' own work now", id="apostrophes"),
        param("It’s the dogs’ own work and that’s what they’d say", id="curly-apostrophes"),
        param("`“no quotation in code here”` and $“x y z w”$", id="code-and-math"),
        param('a 5" pipe and a 6" pipe and more of them 7"', id="inches"),
        param("“words that have no end mark at all\n\nNext paragraph” goes on here", id="open-mark"),
        param(
            "# References\n\n[1] A. Roe, “Walls of the old town here,” Peat Press, 2016.\n",
            id="titles-in-the-list",
        ),
        param("> short block\n", id="short-block"),
        param("> [!NOTE]\n> This is an alert and no quotation.\n", id="alert"),
    ],
)
def test_no_quotation(text: str) -> None:
    assert [one.text for one in read(text).quotations] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        param("He says “walls are older than gardens” here", "walls are older than gardens", id="english"),
        param('He says "walls are older than gardens" here', "walls are older than gardens", id="straight"),
        param("Er sagt „Mauern sind älter als Gärten“ hier", "Mauern sind älter als Gärten", id="german"),
        param("On mówi „mury są starsze niż ogrody” tutaj", "mury są starsze niż ogrody", id="polish"),
        param("Il dit « les murs sont plus vieux » ici", "les murs sont plus vieux", id="french"),
        param("Er sagt »Mauern sind älter als Gärten« hier", "Mauern sind älter als Gärten", id="guillemets-inwards"),
        param("He says ‘the dogs’ walls aren’t older,’ and so on", "the dogs’ walls aren’t older,", id="single"),
        param("他说：“网络空间的治理需要合作” 。", "网络空间的治理需要合作", id="chinese"),
        param("彼は「壁は庭よりもずっと古いものだ」と言う", "壁は庭よりもずっと古いものだ", id="corner-brackets"),
        param("He says “they call ‘walls’ what “we” call gardens” here", "they call ‘walls’ what “we” call gardens",
              id="quotations-inside"),
        param("He says “walls *are*\nolder than `x` gardens” here", "walls are older than gardens", id="markup"),
        param("Text.\n\n> Walls are older\n> than well-known gardens.\n", "Walls are older than well-known gardens.",
              id="block"),
    ],
)  # fmt: skip
def test_quotations(text: str, expected: str) -> None:
    (one,) = read(text).quotations
    assert one.text == expected
    line = text.splitlines()[one.line - 1]
    assert text[one.offset :].startswith(line[one.column - 1 :])
    assert one.block == text.startswith("Text.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        param("“walls are older than gardens” (Roe, 2016, p. 3).", "Roe", id="brackets-behind"),
        param("“walls are older than gardens,” [see @moss, p. 3].", "moss", id="key-behind"),
        param(
            "Roe and Poe (2016) say that “walls are older than gardens” (p. 3).",
            "Roe & Poe",
            id="named-before",
        ),
        param("“Walls are older than gardens,” as Roe and Poe (2016) say.", "Roe & Poe", id="named-behind"),
        param("@moss says, “walls are older than gardens.”", "moss", id="key-before"),
        param(
            "We know. “Walls are older than gardens.” Roe (2016) does not say so.", "", id="another-sentence"
        ),
        param("Roe (2016) is old. But “walls are older than gardens” too.", "", id="the-sentence-before"),
        param(
            "“Gardens are older than walls” (Roe, 2016), and “walls are older than gardens”.",
            "",
            id="brackets-of-another",
        ),
        param("Roe (2016) writes:\n\n> Walls are older than gardens.\n", "Roe", id="before-a-block"),
        param(
            "Words.\n\n> Walls are older than gardens (Roe & Poe, 2016).\n", "Roe & Poe", id="inside-a-block"
        ),
        param("Words.\n\n> Walls are older than gardens.\n>\n> --- @moss\n", "moss", id="signed-block"),
        param("> Walls are older than gardens.\n\n[@moss, p. 3]\n", "moss", id="behind-a-block"),
    ],
)
def test_whose_it_is(text: str, expected: str) -> None:
    assert pair(read(text).quotations[-1])[1] == expected


def test_pages_behind_a_quotation_are_those_of_its_citation() -> None:
    read_ = read("Roe and Poe (2016) say that “walls are older than gardens” (p. 3), and (n. 4) more.")
    citation = read_.quotations[0].citation
    assert citation is not None
    assert (citation.names, citation.locator) == (("Roe", "Poe"), "3")
    assert read_.citations[0].locator == ""


def test_a_block_is_without_its_source() -> None:
    (one,) = read("> Walls are older than gardens\n> (Roe & Poe, 2016, p. 3).\n").quotations
    assert pair(one) == ("Walls are older than gardens", "Roe & Poe")


LATEX = r"""\newcommand{\x}{``nothing that is in the text''}
\begin{document}
Roe says ``walls are older than gardens''~\citep[p.~3]{roe}. % ``this is no part of the text''
\textcite{poe} says that \enquote{walls \emph{are} {\"a}lter than \enquote{all} gardens}.
\begin{quote}
Gardens are what walls are for. \parencite{moss}
\end{quote}
\textcquote[12]{fern}{there is no garden without walls} \verb|``no words of the text''|
$``x y z w''$ and „Mauern sind älter als Gärten“
\begin{thebibliography}{9}
\bibitem{roe} A. Roe. ``Walls of the old town here''. Peat Press, 2016.
\end{thebibliography}
\end{document} ``words that stand behind the end''
"""


def test_quotations_in_latex() -> None:
    found = read_latex(LATEX.encode(), "x.tex", no_other_file).quotations
    assert [(one.line, *pair(one)) for one in found] == [
        (3, "walls are older than gardens", "roe"),
        (4, "walls are älter than “all” gardens", "poe"),
        (6, "Gardens are what walls are for.", "moss"),
        (8, "there is no garden without walls", "fern"),
        (9, "Mauern sind älter als Gärten", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        param("he says ``walls are older than gardens'' here", id="tex"),
        param("he says `walls are older than gardens' here", id="single"),
        param('er sagt "`walls are older than gardens"\' hier', id="babel-german"),
        param(r"er sagt \glqq walls are older than gardens\grqq{} hier", id="names-of-marks"),
        param(r"il dit \og walls are older than gardens \fg{} ici", id="babel-french"),
        param('he says "walls are older than gardens" here', id="straight"),
        param(r"he says \textquote[p. 3]{walls are older than gardens} here", id="csquotes"),
        param(r"\begin{displayquote}[a note] Walls are older than gardens\end{displayquote}", id="display"),
    ],
)
def test_marks_of_latex(text: str) -> None:
    (one,) = read_latex(text.encode(), "x.tex", no_other_file).quotations
    assert one.text.lower() == "walls are older than gardens"
    assert text[one.offset : one.end].lower().startswith("walls are older than gardens")


def test_plain_text_has_them_too() -> None:
    found = read_plain(
        "“walls are older than gardens” (Roe, 2016).".encode(), "x.txt", no_other_file
    ).quotations
    assert [pair(one) for one in found] == [("walls are older than gardens", "Roe")]
