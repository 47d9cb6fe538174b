"""Citations by number are found, and brackets that hold something else stay silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from litreview.manuscripts.docx import read_docx
from litreview.manuscripts.markdown import read_markdown
from litreview.manuscripts.plain import read_plain
from wordfile import docx, paragraph

if TYPE_CHECKING:
    from litreview.model import Citation

param = pytest.param
LIST = "\n\n# References\n\n" + "\n\n".join(
    f"[{number}] A. Roe, Walls of the town {number}. New York: Peat Press, 2016." for number in range(1, 13)
)


def no_other_file(path: str) -> bytes:
    raise FileNotFoundError(path)


def cited(text: str, rest: str = LIST) -> tuple[Citation, ...]:
    return read_markdown((text + rest).encode(), "x.md", no_other_file).citations


def brief(one: Citation) -> str:
    return one.number + (f", {one.locator}" if one.locator else "")


@pytest.mark.parametrize(
    "text",
    [
        param("`a[1]`, $x_{[2]}$ and\n\n    x = [3]\n", id="code-and-math"),
        param(
            "Intervals [0, 1], the interval [1, 2], x in [3, 4], a scale [1-5], between [1, 2]",
            id="intervals",
        ),
        param("x ∈ [1, 2] and y = [3] and z < [4]", id="formulas"),
        param("He [sic] said [x] and [...] and [Segal]", id="words"),
        param("[1] The first item\n[2] The second\n", id="list-markers"),
        param("- [1] The first\n- [x] done\n- [ ] open\n", id="items-and-tasks"),
        param("[1](https://example.org), [words][2] and [3]\n\n[3]: https://example.org\n", id="links"),
        param("a note[^1] and more[^2]\n\n[^1]: Words.\n", id="footnotes"),
        param("Figure [1], Eq. [2], Table [3], Section [4], p. [5], Article [6]", id="labels"),
        param("the year [2016], [1000] and [12345]", id="years-and-large-numbers"),
        param("“[3] of them” and 5[2]", id="inserted-words-and-figures"),
        param("[7-3], [2, no], [1, 2 and so on], [1-400]", id="no-ranges"),
        param("argv[1](x), f[2][x]", id="calls"),
    ],
)
def test_no_citation(text: str) -> None:
    assert [brief(one) for one in cited(text) if one.form == "number"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        param("as shown [1].", ["1"], id="one"),
        param("as shown [2, 5–7], [1,3;4]", ["2", "5", "6", "7", "1", "3", "4"], id="several-and-ranges"),
        param("as shown [1]–[3] and [4]--[5]", ["1", "2", "3", "4", "5"], id="ranges-of-brackets"),
        param("as shown [1], [2], [12]", ["1", "2", "12"], id="ieee"),
        param("as shown [3, p. 12], [4, pp. 3–5; 6], [7, ch. 2]", ["3, 12", "4, 3-5", "6", "7, ch. 2"], id="locators"),
        param("as shown\\[1\\], \\[2, p. 4\\]", ["1", "2, 4"], id="escaped"),
        param("walls[1] and 方法[2]，walls.[3]", ["1", "2", "3"], id="close-to-the-word"),
        param("said “walls” [1] and walls ［2］", ["1", "2"], id="behind-a-quotation-and-wide"),
        param("The walls\n[1] are old. So.\nAre these\n[2] too.", ["1", "2"], id="at-the-start-of-a-line"),
        param("Ref. [5] shows, see [6], as he notes [7]", ["5", "6", "7"], id="named"),
        param("as shown in [1, 2], of data sets [3, 4], ([5, 6])", list("123456"), id="words-before"),
    ],
)  # fmt: skip
def test_citations(text: str, expected: list[str]) -> None:
    found = cited(text)
    assert [brief(one) for one in found] == expected
    assert {one.certainty for one in found} == {"certain"}
    assert {one.form for one in found} == {"number"}


@pytest.mark.parametrize(
    ("text", "rest", "certainty"),
    [
        param("as shown [1]", LIST, "certain", id="in-the-list"),
        param("as shown [40]", LIST, "likely", id="not-in-the-list"),
        param("as shown [1], [2], [3]", "", "possible", id="no-list"),
        param(
            "as shown [1]",
            "\n\n# References\n\nRoe, A. (2016). Walls. Peat Press.\n",
            "possible",
            id="list-without",
        ),
    ],
)
def test_how_sure_it_is(text: str, rest: str, certainty: str) -> None:
    assert {one.certainty for one in cited(text, rest)} == {certainty}


ROUND = "\n\n# References\n\n" + "\n\n".join(
    f"{number}. Roe A. Walls of the town {number}. Old Stones. 2016;{number}:1-9." for number in range(1, 6)
)


@pytest.mark.parametrize(
    ("text", "rest", "expected"),
    [
        param("As (1) and (2) say, (i) one, (3) two", LIST, "", id="few-of-the-list"),
        param("As shown (10,11). See [1] and [2], [3] and [4-9].", LIST, "123456789", id="square-ones"),
        param(
            "By (1) and (2), as Roe (2016), Fern and Roe (2017) and Moss and Roe (2018) say, (3) holds.",
            ROUND, "", id="equations-where-names-are-cited",
        ),
        param("Figure (1), Eq. (2) and Table (3)", ROUND, "", id="labels"),
        param("As shown (1,2), of old (see 3), and so on (4, p. 5).", ROUND, "1234", id="round"),
        param("Walls (1-3) are old (4), it is not (7), nor so then (1990).", ROUND, "1234", id="no-larger-numbers"),
    ],
)  # fmt: skip
def test_round_brackets(text: str, rest: str, expected: str) -> None:
    assert "".join(one.number for one in cited(text, rest) if one.form == "number") == expected


@pytest.mark.parametrize(
    "text",
    ["[2] and [3] agree on it.", "[2], unlike [3], is old.", "None is older than [2]: all of [3] say so."],
)
def test_a_number_may_open_a_sentence(text: str) -> None:
    assert [one.number for one in cited(text)] == ["2", "3"]


def test_word_numbers_a_list_without_writing_it() -> None:
    works = [paragraph(f"Roe, A. (201{number}). Walls of the town. Peat Press.") for number in range(4)]
    read = read_docx(
        docx(paragraph("As shown [1], [2, 4] and [3]."), paragraph("References"), *works),
        "x.docx",
        no_other_file,
    )
    assert [(one.number, one.certainty) for one in read.citations] == [(n, "likely") for n in "1243"]
    assert [one.number for one in read.references] == ["1", "2", "3", "4"]
    assert read.style == "numbers"


def test_places_are_those_of_the_figures() -> None:
    text = "x [2,\n5–6]\n\nReferences\n\n[2] A. Roe, Walls. New York: Peat Press, 2016.\n"
    found = read_plain(text.encode(), "x.txt", no_other_file).citations
    assert [(one.line, one.column, one.number, text[one.offset]) for one in found] == [
        (1, 4, "2", "2"),
        (2, 1, "5", "5"),
        (2, 1, "6", "5"),
    ]
    assert {text[: one.end].rpartition("x ")[2] for one in found} == {"[2,\n5–6]"}


ROUND = "\n\n# References\n\n" + "\n\n".join(
    f"{number}. Roe A. Walls of the town {number}. New York: Peat Press; 2016." for number in range(1, 6)
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        param(
            "It is known (1). Others say so (2,3), as Ward (4) shows; see (3–5).",
            "1 2 3 4 3 4 5",
            id="cited-so",
        ),
        param("The points are (1) one, (2) two and (3) three; (4) four, and (5) five.", "", id="points"),
        param("Of these (1) and equation (2) and line (3) tell.", "", id="few-of-the-list"),
        param("It rose (12), fell (30) and rose (99) in these years (5).", "", id="numbers-of-things"),
    ],
)
def test_round_brackets_cite_where_most_of_the_list_is_cited_so(text: str, expected: str) -> None:
    assert " ".join(brief(one) for one in cited(text, ROUND) if one.form == "number") == expected
