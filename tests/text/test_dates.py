"""Dates are read in numbers and words, and nothing is read into what is none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.model import Field
from litreview.text.dates import Date, Day, date_of, parse, year_in, year_of
from litreview.text.datewords import MONTHS, month_number, season_number

param = pytest.param


@pytest.mark.parametrize(
    "value",
    [
        param("", id="empty"),
        param("12", id="two-digits"),
        param("20120512", id="eight-digits"),
        param("MMXII", id="roman"),
        param("May", id="a-month-alone"),
        param("unknown", id="a-word"),
        param("June 31", id="no-year"),
    ],
)
def test_no_date(value: str) -> None:
    assert parse(value) is None
    assert year_of(value) == ""


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        param("2012", "2012", id="year"),
        param("0450", "0450", id="early-year"),
        param("2012-05", "2012-05", id="month"),
        param("2012-05-09T12:00:00Z", "2012-05-09", id="time"),
        param("1850~", "1850~", id="approximate"),
        param("1850?", "1850?", id="uncertain"),
        param("1850%", "1850%", id="both"),
        param("-0044", "-0044", id="before-christ"),
        param("199X", "1990~/1999~", id="decade"),
        param("199u", "1990~/1999~", id="decade-u"),
        param("2004-22", "2004-22", id="season"),
        param("1999-uu-uu", "1999", id="month-not-known"),
        param("unknown/2006", "../2006", id="start-not-known"),
        param("1995-1-4", "1995-01-04", id="short-numbers"),
        param("१९८७", "1987", id="other-digits"),
        param("2004/2006", "2004/2006", id="range"),
        param("2004-02/2005-03-04", "2004-02/2005-03-04", id="range-of-days"),
        param("2004/..", "2004/..", id="open-end"),
        param("1723~/", "1723~/..", id="open-end-approximate"),
        param("../2004", "../2004", id="open-start"),
        param("1999--2003", "1999/2003", id="two-hyphens"),
        param("1999–2003", "1999/2003", id="dash"),
        param("1995-98", "1995/1998", id="short-end"),
        param("1999-03", "1999-03", id="a-month-not-a-range"),
        param("2004/05", "2004/2005", id="year-of-two-halves"),
        param("1999/03", "1999-03", id="month-behind-a-slash"),
        param("2001-present", "2001/..", id="present"),
        param("2013—2015", "2013/2015", id="long-dash"),
        param("15 March 1999 - 2 April 1999", "1999-03-15/1999-04-02", id="range-in-words"),
        param("Spring 2010", "2010-21", id="spring"),
        param("Fall 2010", "2010-23", id="fall"),
        param("Winter 2009/2010", "2009-24", id="winter"),
        param("2013年春", "2013-21", id="chinese-spring"),
        param("c. 2012", "2012~", id="circa"),
        param("ca. 1850", "1850~", id="ca"),
        param("[1999?]", "1999?", id="brackets"),
        param("9 February 2016", "2016-02-09", id="day-month-year"),
        param("Feb. 9, 2016", "2016-02-09", id="month-day-year"),
        param("1999 Aug 9th", "1999-08-09", id="year-month-day"),
        param("9-12 Feb 2016", "2016-02-09/2016-02-12", id="days"),
        param("March/April 2010", "2010-03/2010-04", id="months"),
        param("2016 Feb-Mar", "2016-02/2016-03", id="months-behind"),
        param("5 de mayo de 2012", "2012-05-05", id="spanish"),
        param("5. Mai 2012", "2012-05-05", id="german"),
        param("12.5.2012", "2012-05-12", id="german-numbers"),
        param("13/4/2012", "2012-04-13", id="the-day-is-no-month"),
        param("2012/5/6", "2012-05-06", id="slashes"),
        param("2013年5月6日", "2013-05-06", id="chinese"),
        param("２０１３年５月", "2013-05", id="full-width"),
        param("2024, in press", "2024", id="year-in-press"),
    ],
)
def test_exact(value: str, edtf: str) -> None:
    found = parse(value)
    assert found is not None
    assert (found.edtf(), found.exact) == (edtf, True)
    assert year_of(value) == found.year == edtf.strip("./")[: 5 if edtf.startswith("-") else 4]


@pytest.mark.parametrize(
    ("value", "year"),
    [
        param("since 2001 or so", "2001", id="words"),
        param("3/4/2012", "2012", id="march-or-april"),
        param("2012-13-01", "2012", id="thirteenth-month"),
        param("2011-02-30", "2011", id="no-such-day"),
        param("2012a", "2012", id="letter"),
        param("x" * 200 + " 1999", "1999", id="long"),
    ],
)
def test_only_the_year(value: str, year: str) -> None:
    found = parse(value)
    assert found is not None
    assert (found.year, found.exact) == (year, False)


@pytest.mark.parametrize(
    "value", ["n.d.", "N. d.", "n.d.-a", "[n.d.]", "no date", "o. J.", "s.d.", "无日期", "日期不详"]
)
def test_without_date(value: str) -> None:
    assert parse(value) == Date(no_date=True)


@pytest.mark.parametrize(
    "value", ["in press", "In-Press", "forthcoming", "(to appear)", "im Erscheinen", "待刊"]
)
def test_in_press(value: str) -> None:
    assert parse(value) == Date(in_press=True)


@pytest.mark.parametrize(
    "value",
    [
        "1965 [1929]",
        "[1929] 1965",
        "1965 (1929)",
        "1965 (originally published 1929)",
        "1965 [orig. year 1929]",
    ],
)
def test_first_edition(value: str) -> None:
    assert parse(value) == Date(Day(1965), original=1929)


def fields(**texts: str) -> tuple[Field, ...]:
    return tuple(Field(name, text, text) for name, text in texts.items())


@pytest.mark.parametrize(
    ("record", "edtf"),
    [
        param(fields(title="In 1984"), "", id="none"),
        param(fields(year="2016"), "2016", id="year"),
        param(fields(year="2016", month="February"), "2016-02", id="month"),
        param(fields(year="2016", month="2", day="9"), "2016-02-09", id="day"),
        param(fields(year="2016", month="10 January"), "2016-01-10", id="day-in-the-month"),
        param(fields(year="2016", month="Mar./Apr."), "2016-03/2016-04", id="two-months"),
        param(fields(year="2016", month="Spring"), "2016-21", id="season"),
        param(fields(year="2016", month="Quarter 1"), "2016", id="month-that-is-none"),
        param(fields(date="2016-02-09"), "2016-02-09", id="date"),
        param(fields(year="2016", date="2016-02-09"), "2016-02-09", id="the-date-says-more"),
        param(fields(year="2016", month="3", date="2016-02-09"), "2016-02-09", id="the-date-has-a-month"),
        param(fields(year="2015", date="2016-02-09"), "2015", id="the-year-is-printed"),
        param(fields(year="1999--2003"), "1999/2003", id="range"),
        param(fields(year="in press", date="2024-01"), "2024-01", id="in-press-with-date"),
        param(fields(date="n.d.", year="2016"), "2016", id="one-of-them-knows"),
    ],
)
def test_record(record: tuple[Field, ...], edtf: str) -> None:
    found = date_of(record)
    assert (found.edtf() if found else "") == edtf
    assert year_in(record) == edtf[:4]


@pytest.mark.parametrize(
    ("text", "number"),
    [("", 0), ("13", 0), ("spring", 0), ("mayor", 0), ("2", 2), ("02", 2), ("feb", 2), ("Febr.", 2), ("sept", 9),
     ("März", 3), ("août", 8), ("12月", 12), ("五月", 5)],
)  # fmt: skip
def test_month(text: str, number: int) -> None:
    assert month_number(text) == number


def test_seasons_are_no_months() -> None:
    assert not any(season_number(month) for month in MONTHS)
    assert season_number("Herbst") == 23


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("0129-/.~?[]( )XuTmay年月春, ")), max_size=30))
def test_what_is_written_is_read_again(value: str) -> None:
    found = parse(value)
    if found is not None and found.edtf():
        again = parse(found.edtf())
        assert again is not None
        assert again.edtf() == found.edtf()


@pytest.mark.parametrize("unit", ["1", "1999 ", "[", "-", "/", "in press ", "c. ", "1999/", "年"])
def test_time_is_linear(unit: str) -> None:
    started = time.process_time()
    parse(unit * (100_000 // len(unit)))
    for length in range(40, 100):
        parse((unit * length)[:length])
    assert time.process_time() - started < 2
