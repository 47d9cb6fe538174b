"""The list of references of a manuscript is read with it, wherever it stands, and told from what is none."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from litreview.manuscripts.docx import read_docx
from litreview.manuscripts.latex import read_bbl, read_latex
from litreview.manuscripts.markdown import read_markdown
from litreview.manuscripts.plain import read_plain
from litreview.text.references import is_list, read_list
from wordfile import docx, field, paragraph

if TYPE_CHECKING:
    from litreview.model import Manuscript, Reference

param = pytest.param
ENTRIES = (
    "Moss, A. (1998). *Gardens of the town*. Peat Press.",
    "Fern, B., & Heath, C. (2004). Walls and their gardens. *Journal of Walls*, 3(1), 4–9.",
    "Society of Hedge Builders. (2014). *Yearbook of hedges*. Hedge House.",
)


def no_other_file(path: str) -> bytes:
    raise FileNotFoundError(path)


def markdown(text: str) -> Manuscript:
    return read_markdown(text.encode(), "x.md", no_other_file)


def brief(one: Reference) -> tuple[str, str, str]:
    people = ", ".join(person.family or person.literal for person in one.record.people)
    return one.key or one.number or one.label, people, one.record.text("year")


READ = [
    ("", "Moss", "1998"),
    ("", "Fern, Heath", "2004"),
    ("", "Society of Hedge Builders", "2014"),
]


@pytest.mark.parametrize(
    "heading",
    [
        "# References", "## Bibliography", "# References {#refs .unnumbered}", "References\n==========", "# 参考文献",
        "**Works Cited**", "# Literaturverzeichnis", "# Bibliographie", "# Referencias", "# Riferimenti bibliografici",
        "# Literatuurlijst", "# Källor", "# Kaynakça", "# Literatura", "# 7. References",
    ],
)  # fmt: skip
def test_the_list_is_found_under_its_heading(heading: str) -> None:
    text = "As Moss (1998) says.\n\n" + heading + "\n\n" + "\n\n".join(ENTRIES) + "\n"
    read = markdown(text)
    assert [brief(one) for one in read.references] == READ
    assert all(one.certain for one in read.references)
    assert [text[one.offset : one.offset + len(one.text)] for one in read.references] == list(ENTRIES)
    first = text[: read.references[0].offset].count("\n") + 1
    assert [one.line for one in read.references] == [first, first + 2, first + 4]
    assert len(read.citations) == 1


@pytest.mark.parametrize(
    "text",
    [
        param("# Literature\n\nAs Moss and Fern (1998) say, walls are old.\n\nHeath (2004) says so too, and more.\n",
              id="a-chapter-of-that-name"),
        param("# Sources\n\nWe went to three archives and read.\n\nAll of them were open.\n", id="prose"),
        param("# References\n", id="nothing-yet"),
        param("No heading names one.\n\nMoss, A. (1998). Gardens.\n", id="no-heading"),
    ],
)  # fmt: skip
def test_no_list(text: str) -> None:
    assert markdown(text).references == ()


def test_a_chapter_called_literature_is_read() -> None:
    read = markdown("# Literature\n\nAs Moss and Fern (1998) say.\n\n# References\n\n" + "\n\n".join(ENTRIES))
    assert (len(read.citations), len(read.references)) == (1, 3)
    read = markdown("# Literature\n\nAs Moss and Fern (1998) say.\n\nSo do Heath and Fern (2004).\n")
    assert (len(read.citations), len(read.references)) == (2, 0)


def test_a_list_as_pandoc_writes_it() -> None:
    entries = (
        f"::: {{#ref-{number} .csl-entry}}\n[\\[{number}\\] ]{{.csl-left-margin}}[A. Moss, “Gardens,” Peat Press,\n"
        "1998.]{.csl-right-inline}\n:::\n"
        for number in (1, 2)
    )
    read = markdown(
        "As \\[1\\] says.\n\n# References {#x .unnumbered}\n\n::: {#refs}\n" + "\n".join(entries) + ":::\n"
    )
    assert [brief(one) for one in read.references] == [("1", "Moss", "1998"), ("2", "Moss", "1998")]
    assert [one.certainty for one in read.citations] == ["certain"]


def test_notes_behind_the_list_of_a_plain_text_are_none_of_it() -> None:
    text = (
        "Old walls.[1] So.\n\nReferences\n\n"
        + "\n\n".join(ENTRIES)
        + "\n\n[1] See Moss and Fern (1998), p. 3.\n"
    )
    read = read_plain(text.encode(), "x.txt", no_other_file)
    assert [brief(one) for one in read.references] == READ
    assert [(one.names, one.certainty) for one in read.citations if one.names] == [
        (("Moss", "Fern"), "certain")
    ]
    assert {one.certainty for one in read.citations if one.number} == {"possible"}


FROM_PDF = (
    "Fern B, Heath C, Yew D (2004). “Walls of the north.” Old Stones, 3(2), 118–\n126. doi:\n10.1000/xyz.\n",
    "Moss A (1998). Gardens of the town. Peat Press.\n",
    "Rowan E, Thorn F,\nElder G (2011). “Hedges and what they keep.” Journal of Old\nStones, 5, 1–9.\n",
)
FROM_PDF_READ = [("", "Fern, Heath, Yew", "2004"), ("", "Moss", "1998"), ("", "Rowan, Thorn, Elder", "2011")]


@pytest.mark.parametrize(
    "text",
    [
        param("".join(FROM_PDF), id="no-blank-lines"),
        param("".join(FROM_PDF) + "\nAffiliation:\nA. Moss\nHedge House, Peat Lane\n", id="an-address-behind"),
        param("".join(FROM_PDF) + "\nA. More on walls\n\nSome walls are higher.\n", id="an-appendix-behind"),
        param(FROM_PDF[0] + "\n23\n\n\f" + "".join(FROM_PDF[1:]), id="page-number"),
        param(FROM_PDF[0] + "\n\f24\n\nWalls of the North\n\n" + "".join(FROM_PDF[1:]), id="number-and-running-head"),
        param(FROM_PDF[0] + "\n\fA. Moss, B. Fern\n\n25\n\n" + "".join(FROM_PDF[1:]), id="running-head-and-number"),
        param("".join(FROM_PDF).replace("what they", "what\n\n23\n\n\fthey"), id="within-an-entry"),
        param("".join(FROM_PDF).replace("\n", "\r\n"), id="crlf"),
    ],
)  # fmt: skip
def test_the_list_of_a_text_from_a_pdf(text: str) -> None:
    whole = "As Moss (1998) says.\n\nReferences\n" + text
    read = read_plain(whole.encode(), "x.txt", no_other_file)
    assert [brief(one) for one in read.references] == FROM_PDF_READ
    assert [whole[one.offset :][:4] for one in read.references] == ["Fern", "Moss", "Rowa"]
    assert len(read.citations) == 1


def test_lines_that_cite_are_no_list_from_a_pdf() -> None:
    text = "Sources\nMoss A (1998) says so.\nFern B (2004) does not.\nHeath, C. (2011) is of two minds.\n"
    assert not is_list(text)
    assert is_list("".join(FROM_PDF))


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        param("\n\n".join(ENTRIES), [True] * 3, id="paragraphs"),
        param("\n".join(ENTRIES), [True] * 3, id="lines"),
        param("\n".join(f"[{n}] {entry}" for n, entry in enumerate(ENTRIES, 1)), [True] * 3, id="numbers"),
        param("\n".join(f"- {entry}" for entry in ENTRIES), [True] * 3, id="bullets"),
        param(
            "Moss, A. (1998). Gardens of the town.\n    Peat Press.\nFern, B. (2004). Walls.\n    Hedge House.\n",
            [True, True],
            id="hanging",
        ),
        param(
            "1. Moss A. Gardens of the town. Nature. 1998;3:4-5. 2. Fern B. Walls of it. Nature. 2004;3:4-5.",
            [True, False],
            id="on-one-line",
        ),
        param(
            f"{ENTRIES[0][:30]}\n\n{ENTRIES[0][30:]}\n\n{ENTRIES[1]}",
            [True, False, True],
            id="cut-by-a-blank-line",
        ),
    ],
)
def test_an_entry_is_certain_where_two_ways_to_cut_agree(text: str, certain: list[bool]) -> None:
    assert [item.certain for item in read_list(text) if item.reference] == certain


def test_what_is_a_list() -> None:
    assert is_list("\n\n".join(ENTRIES))
    assert not is_list("However, walls are old.\n\nMoss (1998) says so.\n\nHe is right.")


def test_the_list_of_a_word_document() -> None:
    read = read_docx(
        docx(paragraph("As Moss (1998) says."), paragraph("References"), *map(paragraph, ENTRIES)),
        "x.docx",
        no_other_file,
    )
    assert [(one.line, *brief(one)) for one in read.references] == [
        (3 + n, *item) for n, item in enumerate(READ)
    ]
    shown = field(" ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY ", ENTRIES[0])
    read = read_docx(docx(paragraph("As Moss (1998) says."), paragraph(shown)), "x.docx", no_other_file)
    assert [(one.line, *brief(one)) for one in read.references] == [(2, *READ[0])]


BY_HAND = r"""\cite{moss}
\begin{thebibliography}{9}
\bibitem{moss} A. Moss. \newblock {\em Gardens of the town}. \newblock Peat Press, New York, 1998. % Moss, 1997
\bibitem[Fern et~al.(2004)Fern, Heath]{fern}
B. Fern and C. Heath. \newblock Walls and their gardens. \newblock {\em Journal of Walls}, 3(1):4--9, 2004.
\end{thebibliography}
"""
OF_BIBER = r"""\refsection{0}
  \datalist[entry]{nty/global//global/global}
    \entry{moss}{book}{}
      \name{author}{1}{}{%
        {{hash=a1}{%
           family={Moss},
           familyi={M\bibinitperiod},
           given={Anna},
           giveni={A\bibinitperiod}}}%
      }
      \name{editor}{2}{}{%
        {{hash=b1}{%
           family={G{\"o}del},
           given={Kurt},
           prefix={von}}}%
        {{hash=b2}{%
           family={Society of Hedge Builders}}}%
      }
      \list{publisher}{1}{%
        {Peat Press}%
      }
      \strng{namehash}{a1}
      \field{sortinit}{M}
      \field{title}{Gardens of the town}
      \field{year}{1998}
      \verb{doi}
      \verb 10.1000/182
      \endverb
    \endentry
  \enddatalist
\endrefsection
"""


def test_thebibliography() -> None:
    read = read_latex(BY_HAND.encode(), "x.tex", no_other_file)
    assert [(one.line, *brief(one), one.number, one.label) for one in read.references] == [
        (3, "moss", "Moss", "1998", "1", ""),
        (4, "fern", "Fern, Heath", "2004", "", "Fern et al.(2004)Fern, Heath"),
    ]
    assert [one.record.key for one in read.references] == ["moss", "fern"]
    assert read.references[0].record.text("title") == "Gardens of the town"
    assert [one.key for one in read.citations] == ["moss"]


def test_the_list_that_bibtex_wrote_beside_the_text() -> None:
    def include(path: str) -> bytes:
        return {"t/x.bbl": BY_HAND.partition("\n")[2].encode()}[path]

    def include_or_not(path: str) -> bytes:
        try:
            return include(path)
        except KeyError as error:
            raise FileNotFoundError(path) from error

    read = read_latex(b"\\cite{moss}\\bibliography{refs}", "t/x.tex", include_or_not)
    assert [(one.path, one.key) for one in read.references] == [("t/x.bbl", "moss"), ("t/x.bbl", "fern")]
    assert read.files == ("t/x.tex", "t/x.bbl")
    assert [one.key for one in read_bbl(include("t/x.bbl"), "x.bbl", no_other_file).references] == [
        "moss",
        "fern",
    ]


def test_the_list_that_biber_wrote() -> None:
    (one,) = read_bbl(OF_BIBER.encode(), "x.bbl", no_other_file).references
    record = one.record
    assert (one.line, one.key, record.type, record.text("title"), record.text("publisher"), record.text("year")) == (
        3, "moss", "book", "Gardens of the town", "Peat Press", "1998",
    )  # fmt: skip
    assert [(person.role, person.prefix, person.family, person.literal) for person in record.people] == [
        ("author", "", "Moss", ""),
        ("editor", "von", "Gödel", ""),
        ("editor", "", "", "Society of Hedge Builders"),
    ]
    assert [(item.kind, item.value) for item in record.identifiers] == [("doi", "10.1000/182")]


def test_any_damage_is_read() -> None:
    rng = random.Random(7)  # noqa: S311 (damage, no secrets)
    for text in (BY_HAND, OF_BIBER):
        for _ in range(150):
            at = rng.randrange(len(text))
            damaged = (
                text[:at] + rng.choice(["", "{", "}", "[", "\\", "%", "\n\n"]) + text[at + rng.randrange(9) :]
            )
            read_bbl(damaged.encode(), "x.bbl", no_other_file)
            read_latex(damaged.encode(), "x.tex", no_other_file)


def test_words_before_the_names_of_the_list_are_none() -> None:
    text = "Recently, Fern and Heath (2004) built (BIC, Fern and Heath 2004). So (Peat Inc., 2014).\n\n# References\n\n"
    read = markdown(text + "\n\n".join((*ENTRIES, "Peat Inc (2014). Walls, Version 9. Cary.")))
    assert [one.names for one in read.citations] == [("Fern", "Heath"), ("Fern", "Heath"), ("Peat Inc.",)]
    assert read.citations[0].text == "Fern and Heath (2004)"
