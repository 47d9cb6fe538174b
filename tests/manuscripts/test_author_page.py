"""Names and pages in brackets are citations where a text cites so, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from litreview.manuscripts.markdown import read_markdown

if TYPE_CHECKING:
    from litreview.model import Citation

param = pytest.param
NAMES = ("Segal, Adam", "Clarke, Richard, and Robert Knake", "Rid, Thomas", "Ostrom, Elinor", "Ward, Susan")
LIST = "\n\n# Works Cited\n\n" + "\n\n".join(
    f"{name}. *A Book of {name[:3]}*. Norton, 2016." for name in NAMES
)
PROOF = "It is so (Segal 4; Rid 5). So it is (Ostrom 9), and again (see Ward; Clarke and Knake 6). "


def no_other_file(path: str) -> bytes:
    raise FileNotFoundError(path)


def cited(text: str) -> list[Citation]:
    found = read_markdown((text + LIST).encode(), "x.md", no_other_file).citations
    for one in found:
        assert text[one.offset : one.end] == one.text
    return [one for one in found if not one.year]


def brief(one: Citation) -> str:
    names = " & ".join(one.names) + (" et al." if one.others else "")
    return " | ".join(part for part in (names, one.title, one.locator) if part)


@pytest.mark.parametrize(
    "text",
    [
        param("He came (Segal) and went (Rid).", id="two-names-prove-nothing"),
        param("Rid (2013), Segal (2016), Ward (2001), Ostrom (1990), Rid (2020); (Ward 5; Rid 6; Segal 7; Ostrom 8).",
              id="a-text-that-gives-years"),
        param("(London 5), (Monday), (North and South), (Table 3), (Figure 4), (Rid 5).",
              id="other-things-in-brackets"),
        param("Many (Abel 1; Beth 2; Cole 3; Dahl 4; Ernst 5; Fay 6; Gold 7; Rid 5; Segal 4; Ward 3; Ostrom 2).",
              id="mostly-names-that-are-not-listed"),
    ],
)  # fmt: skip
def test_brackets_that_prove_nothing(text: str) -> None:
    assert [brief(one) for one in cited(text)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        param("", [], id="proof-alone"),
        param("(Segal, “Another Book” 12–15)", ["Segal | Another Book | 12-15"], id="title"),
        param("(Clarke et al. 7)", ["Clarke et al. | 7"], id="et-al"),
        param("As Segal (45) says.", ["Segal | 45"], id="narrative"),
        param("(Nye 45)", ["Nye | 45"], id="not-listed-with-a-page"),
        param("(Nye and Hart)", ["Nye & Hart"], id="not-listed-two-names"),
        param("(Nye), (see below), (in London), (page 4)", [], id="not-listed-and-nothing-else"),
        param("Nye (45) had 12 (12) of them.", [], id="a-number-behind-anybody"),
    ],
)
def test_a_text_that_cites_by_author_and_page(text: str, expected: list[str]) -> None:
    proof = ["Segal | 4", "Rid | 5", "Ostrom | 9", "Ward", "Clarke & Knake | 6"]
    assert [brief(one) for one in cited(PROOF + text)] == [*proof, *expected]
