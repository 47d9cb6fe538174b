from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litreview.text.locators import cite, leading, normalise


@pytest.mark.parametrize(
    ("written", "stored", "cited"),
    [
        pytest.param("", "", "", id="none"),
        pytest.param("12", "12", "p. 12", id="bare page"),
        pytest.param("xii", "xii", "p. xii", id="roman page"),
        pytest.param("ch. 3", "ch. 3", "ch. 3", id="chapter"),
        pytest.param("§ 4", "§ 4", "§ 4", id="section sign"),
        pytest.param("abstract", "abstract", "abstract", id="words stay words"),
        pytest.param("vivid", "vivid", "vivid", id="roman letters, no number"),
        pytest.param("iiix", "iiix", "iiix", id="roman letters in no order"),
        pytest.param("A-12", "A-12", "A-12", id="a page with a hyphen is no range"),
        pytest.param("p. 12", "12", "p. 12", id="page"),
        pytest.param("p.12", "12", "p. 12", id="page without space"),
        pytest.param("p. 12.", "12", "p. 12", id="full stop"),
        pytest.param("S. 12", "12", "p. 12", id="German page"),
        pytest.param("pp. 12–14", "12-14", "pp. 12-14", id="en dash"),
        pytest.param("pp. 12 -- 14", "12-14", "pp. 12-14", id="TeX dash"),
        pytest.param("12 - 14", "12-14", "pp. 12-14", id="spaced hyphen"),
        pytest.param("pp. xii–xiv", "xii-xiv", "pp. xii-xiv", id="roman range"),
        pytest.param("pp. 12, 15 and 18-20", "12, 15, 18-20", "pp. 12, 15, 18-20", id="list"),
        pytest.param("p. 12 ff.", "12ff", "pp. 12ff", id="following"),
        pytest.param("Chapter 3", "ch. 3", "ch. 3", id="long word"),
        pytest.param("§§4–5", "§ 4-5", "§ 4-5", id="sections"),
        pytest.param("sec. 3.2", "sec. 3.2", "sec. 3.2", id="decimal section"),
        pytest.param("fig. 2a", "fig. 2a", "fig. 2a", id="figure"),
        pytest.param(
            "see [table]; 3", "see [table]; 3", "see table , 3", id="what would end a citation goes"
        ),
    ],
)
def test_a_locator_is_stored_in_one_form_and_cited_in_pandocs(written: str, stored: str, cited: str) -> None:
    assert normalise(written) == stored
    assert cite(stored) == cited


@pytest.mark.parametrize(
    ("words", "bare", "found"),
    [
        pytest.param("emphasis mine", True, "", id="a remark"),
        pytest.param("12", False, "", id="a bare number needs leave"),
        pytest.param("post 12", True, "", id="a word that begins like a label"),
        pytest.param("p. 12, emphasis mine", False, "12", id="remark behind"),
        pytest.param("12-14, my translation", True, "12-14", id="bare"),
        pytest.param("ch. 3 of the reprint", False, "ch. 3", id="chapter"),
    ],
)
def test_a_locator_is_found_at_the_start_of_words(words: str, bare: bool, found: str) -> None:
    locator, length = leading(words, bare=bare)
    assert locator == found
    assert bool(length) == bool(found)


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing(words: str) -> None:
    assert normalise(normalise(words)) == normalise(words)


@given(st.text(max_size=40))
def test_a_cited_locator_cannot_leave_its_citation(words: str) -> None:
    assert not set(cite(normalise(words))) & set("[]{};@\n")


@pytest.mark.parametrize("words", ["iiix", "iic", "p. iixx", "p iiiix", "viv, 3"])
def test_roman_letters_that_are_no_number_are_no_locator(words: str) -> None:
    assert leading(words, bare=True) == ("", 0)
