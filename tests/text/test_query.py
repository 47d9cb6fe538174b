"""Every text is a query, and says what it seems to say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.text.query import All, Comparison, Either, Not, Query, Word, parse, words, years

HOSTILE = Path(__file__).parents[2] / "../shared/data/hostile/queries.txt"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", All(()), id="nothing"),
        pytest.param("norms", Word("norms"), id="word"),
        pytest.param("norm*", Word("norm", prefix=True), id="beginning"),
        pytest.param('"cyber  war"', Word("cyber war", phrase=True), id="phrase"),
        pytest.param("“cyber war”", Word("cyber war", phrase=True), id="typographic-quotes"),
        pytest.param("a b", All((Word("a"), Word("b"))), id="all-words"),
        pytest.param("a AND b", All((Word("a"), Word("b"))), id="and"),
        pytest.param(
            "a OR b c", All((Either((Word("a"), Word("b"))), Word("c"))), id="or-binds-its-neighbours"
        ),
        pytest.param("a OR b OR c", Either((Word("a"), Word("b"), Word("c"))), id="or-or"),
        pytest.param("a or b", All((Word("a"), Word("or"), Word("b"))), id="a-small-or-is-a-word"),
        pytest.param("-a", Not(Word("a")), id="minus"),
        pytest.param("NOT a", Not(Word("a")), id="not"),
        pytest.param("a OR NOT b", Either((Word("a"), Not(Word("b")))), id="or-not"),
        pytest.param('-"a b"', Not(Word("a b", phrase=True)), id="not-a-phrase"),
        pytest.param("alpha-beta", Word("alpha-beta"), id="a-hyphen-inside-is-no-minus"),
        pytest.param("type:book", Comparison("type", ":", "book", "type:book"), id="field"),
        pytest.param("Year>=2015", Comparison("year", ">=", "2015", "Year>=2015"), id="comparison"),
        pytest.param("-theme:x", Not(Comparison("theme", ":", "x", "theme:x")), id="not-a-theme"),
        pytest.param('title:"a b"', Comparison("title", ":", "a b", 'title:"a b"'), id="field-with-phrase"),
        pytest.param("https://a.b/c", Word("https://a.b/c"), id="an-address-is-a-word"),
        pytest.param("10.1000/xyz", Word("10.1000/xyz"), id="a-doi-is-a-word"),
        pytest.param("key:", Word("key:"), id="a-field-without-value-is-a-word"),
    ],
)
def test_reading(text: str, expected: Query) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('"', Word('"'), id="quote-alone"),
        pytest.param("AND", Word("AND"), id="and-alone"),
        pytest.param("NOT", Word("NOT"), id="not-alone"),
        pytest.param("x OR", All((Word("x"), Word("OR"))), id="or-at-the-end"),
        pytest.param("OR x", All((Word("OR"), Word("x"))), id="or-at-the-start"),
        pytest.param("NEAR(", Word("NEAR("), id="open-bracket"),
        pytest.param("^", Word("^"), id="caret"),
        pytest.param("*", Word("*"), id="star-alone"),
        pytest.param("C++", Word("C++"), id="pluses"),
        pytest.param("--", Word("--"), id="hyphens"),
        pytest.param('"open one', Word("open one", phrase=True), id="open-quote"),
    ],
)
def test_odd_ones_are_words(text: str, expected: Query) -> None:
    assert parse(text) == expected


def test_the_hostile_ones() -> None:
    if not HOSTILE.exists():
        pytest.skip("the shared data is not here")
    for line in HOSTILE.read_text().splitlines():
        assert words(parse(line)), line


def test_words_leave_out_what_is_excluded() -> None:
    assert words(parse('a OR "b c" -d year:2012 e*')) == ("a", "b c", "e")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        pytest.param("year:2012", (2012, 2012), id="one"),
        pytest.param("year=2012", (2012, 2012), id="equal"),
        pytest.param("year:2010-2015", (2010, 2015), id="range"),
        pytest.param("year:2010..2015", (2010, 2015), id="range-with-points"),
        pytest.param("year:2010-", (2010, 9999), id="open-end"),
        pytest.param("year:-2015", (0, 2015), id="open-start"),
        pytest.param("year>=2015", (2015, 9999), id="from"),
        pytest.param("year>2015", (2016, 9999), id="after"),
        pytest.param("year<=2015", (0, 2015), id="until"),
        pytest.param("year<2015", (0, 2014), id="before"),
        pytest.param("year:soon", None, id="no-year"),
        pytest.param("year:-", None, id="hyphen"),
    ],
)
def test_years(text: str, span: tuple[int, int] | None) -> None:
    found = parse(text)
    assert isinstance(found, Comparison)
    assert years(found) == span


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["a", "OR", "AND", "NOT", '"', "-", "x:y", "*", "“", "(", " ", "\x00", "网"])
    ).map(" ".join)
    | st.text()
)
def test_nothing_is_an_error(text: str) -> None:
    query = parse(text)
    assert isinstance(query, All | Either | Not | Word | Comparison)
    assert (query == All(())) == (not text.split())
