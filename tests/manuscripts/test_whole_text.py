"""A manuscript tells in which style it cites, what is left unread, and several files are one text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.manuscripts import manuscript
from litreview.manuscripts.docx import read_docx
from litreview.manuscripts.latex import read_latex
from litreview.manuscripts.markdown import read_markdown
from litreview.manuscripts.plain import read_plain
from litreview.manuscripts.whole import together
from wordfile import docx, footnotes, note_mark, paragraph

param = pytest.param
LIST = "\n\n# References\n\n[1] A. Moss, Gardens. New York: Peat, 1998.\n\n[2] B. Fern, Walls. New York: Peat, 2004.\n"


def no_other_file(path: str) -> bytes:
    raise FileNotFoundError(path)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        param("Walls are old.", "none", id="nothing"),
        param("[@moss] and @fern [p. 3]", "keys", id="keys"),
        param("---\nnocite: '@*'\n---\n", "keys", id="nocite"),
        param("Moss and Fern (1998), and (Heath & Moor, 2004)", "author-year", id="author-year"),
        param("as shown [1, 2]" + LIST, "numbers", id="numbers"),
        param("x[^1] y[^2]\n\n[^1]: A. Moss, *Gardens* (New York: Peat, 1998), 3.\n[^2]: Ibid., 4.\n", "footnotes",
              id="footnotes"),
        param("[@moss] and Moss and Fern (1998)", "mixed", id="mixed"),
        param("[@a1; @b1; @c1; @d1; @e1] and Moss and Fern (1998)", "keys", id="a-slip"),
        param("as Moss 1998 says", "author-year", id="only-possibly"),
    ],
)  # fmt: skip
def test_style(text: str, style: str) -> None:
    assert read_markdown(text.encode(), "x.md", no_other_file).style == style


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        param("x[^1]\n\n[^1]: We thank Anna for the tea in 1998 and later.\n", [], id="thanks"),
        param("x[^1]\n\n[^1]: See Moss and Fern (1998, p. 3).\n", [], id="a-note-that-is-read"),
        param("x[^1]\n\n[^1]: See @moss, p. 3.\n", [], id="a-note-with-a-key"),
        param("10 m², x² and cm³, a 3² b², E = mc²", [], id="powers"),
        param("# Walls\n\nAnna Moss<sup>1,\\*</sup>\n\n<sup>1</sup>School of Walls\n", [], id="authors"),
        param("x[^1] y\n\n[^1]: A. Moss, *Gardens* (Peat, 1998), 3.\n", [("footnote", 1, 3, 7)], id="note"),
        param(
            "x^[A. Moss, *Gardens* (New York: Peat, 1998), 3.] y ^[Ibid.]",
            [("footnote", 2, 1, 4)],
            id="inline",
        ),
        param(
            "walls.<sup>1</sup> and gardens<sup>2,3</sup> too.^4^", [("superscript", 3, 1, 7)], id="raised"
        ),
        param("walls.¹ and gardens² and towns³", [("superscript", 3, 1, 7)], id="raised-signs"),
    ],
)
def test_what_is_left_unread(text: str, unread: list[tuple[str, int, int, int]]) -> None:
    read = read_markdown(text.encode(), "x.md", no_other_file)
    assert [(one.kind, one.count, one.line, one.column) for one in read.unread] == unread


def test_what_is_left_unread_in_latex_and_word() -> None:
    text = "x\\footnote{A. Moss, \\emph{Gardens} (Peat, 1998), 3.}\\footnote{See \\cite{fern}, p. 3.}"
    read = read_latex(text.encode(), "x.tex", no_other_file)
    assert [(one.kind, one.count, one.column) for one in read.unread] == [("footnote", 1, 12)]
    notes = footnotes(
        n1=paragraph("A. Moss, Gardens (Peat, 1998), 3."), n2=paragraph("Moss and Fern (1998).")
    )
    document = docx(paragraph("x", note_mark(1), " y", note_mark(2)), word_footnotes=notes)
    read = read_docx(document, "x.docx", no_other_file)
    assert [(one.kind, one.count, one.line) for one in read.unread] == [("footnote", 1, 1)]


def test_several_files_are_one_text() -> None:
    texts = {
        "a.md": "As shown [1], and by Moss (1998).",
        "b.md": "As shown [2], and as Fern 2004 says." + LIST,
    }
    parts = [read_markdown(text.encode(), path, no_other_file) for path, text in texts.items()]
    assert [one.certainty for one in parts[0].citations] == ["possible", "likely"]
    whole = together(parts)
    assert [(one.path, one.certainty) for one in whole.citations] == [
        ("a.md", "certain"), ("a.md", "certain"), ("b.md", "certain"), ("b.md", "likely"),
    ]  # fmt: skip
    assert (whole.path, whole.format, whole.files, whole.style) == (
        "a.md",
        "markdown",
        ("a.md", "b.md"),
        "mixed",
    )
    assert [one.path for one in whole.references] == ["b.md", "b.md"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        param("\\newcommand{\\see}[1]{\\parencite[see][]{#1}} \\see{a}", ["a"], id="newcommand"),
        param("\\newcommand{\\at}[2]{\\parencite[#2]{#1}} \\at{a}{12}", ["a"], id="key-first"),
        param("\\newcommand{\\at}[2]{\\parencite[#1]{#2}} \\at{12}{a}", ["a"], id="key-second"),
        param("\\newcommand{\\at}[2][]{\\parencite[#1]{#2}} \\at[12]{a} \\at{b}", ["a", "b"], id="optional"),
        param("\\newcommand*\\my{\\autocite} \\my[3]{a}", ["a"], id="another-name"),
        param("\\def\\my#1{\\citep{#1}} \\my{a}", ["a"], id="def"),
        param("\\let\\my=\\citep \\my{a}", ["a"], id="let"),
        param("\\DeclareCiteCommand{\\my}{}{}{}{} \\my{a}", ["a"], id="biblatex"),
        param("\\newcommand{\\my}[1]{\\emph{#1}} \\my{a}", [], id="no-cite-command"),
        param("\\given{a} \\other{b}", ["a"], id="given"),
    ],
)
def test_own_commands(text: str, keys: list[str]) -> None:
    assert [
        one.key for one in read_latex(text.encode(), "x.tex", no_other_file, ["\\given"]).citations
    ] == keys


PIECES = st.sampled_from(
    ["Segal", " ", "(", ")", "2016", ",", ";", "“", "”", "„", "«", "»", '"', "‘", "’", "\n", "\n\n", "> ", "[1]",
     "[2, 3–5]", "[", "]", "# References\n\n",
     "Moss, A. (1998). Gardens. Peat.", "[^1]", "[^1]: ", "^[", "²", "<sup>1</sup>",
     "\\cite{a}", "\\begin{quote}", "\\end{quote}", "\\enquote{", "}", "{", "``", "''", "\\footnote{", "\\bibitem{a}",
     "\\begin{thebibliography}{9}", "\\end{thebibliography}", "\\newcommand{\\x}[1]{\\citep{#1}}", "$", "%", "@key",
     "\x00", "\r", "网络", "::: {#refs}", "\\entry{a}{book}{}", "\\name{author}{1}{}{%",
     "walls are older than gardens "]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_read(text: str) -> None:
    for entry in manuscript.all().values():
        read = entry.function(text.encode(), f"x{entry.suffixes[0]}", no_other_file, ())
        for one in (*read.citations, *read.quotations, *read.references, *read.unread):
            assert one.line >= 1
        if entry.name in {"plain", "markdown", "latex"}:
            assert all(0 <= one.offset < one.end <= len(text) for one in read.citations)
            assert all(0 <= one.offset < one.end <= len(text) for one in read.quotations)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read(data: bytes) -> None:
    for entry in manuscript.all().values():
        entry.function(data, "x", no_other_file, ())


def test_a_long_line_takes_no_longer_than_a_long_text() -> None:
    """Nothing here looks back or ahead without a bound: these took minutes if it did."""
    for piece in (
        "“a ",
        "(",
        "[1, ",
        "‘a b c d ",
        "\\enquote{",
        "> ",
        "[^1]: (",
        "A. Moss, ",
        "<sup>1",
        "\\begin{quote}",
        "{",
    ):
        text = (piece * 20_000).encode()
        for read in (read_plain, read_markdown, read_latex):
            read(text, "x", no_other_file)
