"""A page that the work does not have, or on which the words do not stand, is told; what is no page is not compared."""

from __future__ import annotations

import pytest
from quoting import GARDENS, LIBRARY, WALLS, case, examples, note, source

from litreview.checks.locator_out_of_range import locator_out_of_range

param = pytest.param
BOOK = source("moss2003", "Gardens and their keepers", "Moss", "2003", pagetotal="xii, 256")
SOURCES = (LIBRARY[0], BOOK, LIBRARY[2])
WORDS = "“The walls of old towns are often older than their gardens”"
PAGES = "\f".join(f"WALLS {number}\n{WALLS if number == 12 else GARDENS}" for number in range(9, 15))


@pytest.mark.parametrize(
    "text",
    [
        param("So it is (Reed, 2005, p. 52).", id="inside"),
        param("So it is (Reed, 2005, pp. 44-71).", id="all-of-it"),
        param("So it is (Reed, 2005, pp. 68–9).", id="short-range"),
        param("So it is (Reed, 2005, p. 50, 61).", id="several"),
        param("So it is (Reed, 2005).", id="no-page"),
        param("So it is (Reed, 2005, ch. 112).", id="chapter"),
        param("So it is (Reed, 2005, § 300).", id="section"),
        param("So it is (Reed, 2005, p. 2005).", id="year"),
        param("So it is (Moss, 2003, p. 256).", id="last-page-of-a-book"),
        param("So it is (Moss, 2003, p. xi).", id="roman"),
        param("So it is (Roe, 2001, p. 9000).", id="number-of-pages-not-known"),
        param("So it is (Reed, 2005, p. 300, as cited in Moss, 2003).", id="second-hand"),
    ],
)
def test_quiet(text: str) -> None:
    assert list(locator_out_of_range(case(text, sources=SOURCES))) == []


@pytest.mark.parametrize(
    ("text", "certainty", "message"),
    [
        param("So it is (Reed, 2005, p. 112).", "likely", "page 112 is cited of reed2005, which has pages 44--71",
              id="behind"),
        param("So it is (Reed, 2005, pp. 70-75).", "likely", "page 75 is cited", id="end-behind"),
        param("So it is (Reed, 2005, p. 40).", "likely", "page 40 is cited", id="before"),
        param("So it is (Reed, 2005, p. 3).", "possible", "page 3 is cited", id="counted-from-the-first-page"),
        param("So it is (Moss, 2003, p. 300).", "likely", "which has 256 pages in all", id="book"),
        param("So it is [@reed2005, p. 112].", "likely", "page 112 is cited", id="by-key"),
        param("Reed (2005) says “It is one thing to say so, and another to do it” (p. 112).", "likely",
              "page 112 is cited",
              id="behind-the-quotation"),
    ],
)  # fmt: skip
def test_outside(text: str, certainty: str, message: str) -> None:
    (finding,) = locator_out_of_range(case(text, sources=SOURCES))
    assert (finding.code, finding.severity, finding.certainty) == ("LR304", "warning", certainty)
    assert message in finding.message


def test_pages_that_are_counted_otherwise() -> None:
    wrong = "One (Reed, 2005, p. 112). Two (Reed, 2005, p. 130). Three (Moss, 2003, p. 300). "
    right = " ".join(f"So it is (Reed, 2005, p. {page})." for page in range(44, 54))
    for text, certainty in ((wrong, "possible"), (wrong + right, "likely")):
        found = [one.certainty for one in locator_out_of_range(case(text, sources=SOURCES))]
        assert found == [certainty] * 3


@pytest.mark.parametrize(
    ("locator", "certainties"),
    [
        param("12", [], id="right"),
        param("11-12", [], id="within"),
        param("13", ["possible"], id="one-off"),
        param("9", ["likely"], id="another"),
    ],
)
def test_page_of_the_text(locator: str, certainties: list[str]) -> None:
    found = case(f"{WORDS} (Roe, 2001, p. {locator}).", sources=SOURCES, texts={"roe2001": PAGES})
    assert [one.certainty for one in locator_out_of_range(found)] == certainties


@pytest.mark.parametrize(
    ("locator", "noted", "certainties"),
    [
        param("12", "12", [], id="right"),
        param("12", "", [], id="note-without-page"),
        param("12", "ch. 1", [], id="note-with-chapter"),
        param("112", "12", ["likely"], id="another"),
    ],
)
def test_page_of_a_note(locator: str, noted: str, certainties: list[str]) -> None:
    notes = [note("roe2001", "The walls of old towns are often older than their gardens", noted)]
    found = case(f"{WORDS} (Roe, 2001, p. {locator}).", sources=SOURCES, notes=notes)
    assert [one.certainty for one in locator_out_of_range(found)] == certainties


def test_examples() -> None:
    found = {
        name: [one.name for one in locator_out_of_range(made)]
        for name, made in examples(locator_out_of_range)
    }
    assert found == {"Bad": ["locator-out-of-range"], "Good": []}
