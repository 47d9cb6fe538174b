from __future__ import annotations

import unicodedata

import pytest

from litreview.matching.bind import Binder, Bound, bind
from litreview.model import Person, Source


def _source(key: str, year: str, *people: Person) -> Source:
    return Source(key=key, type="book", title=key, year=year, people=people)


def _author(family: str, given: str = "", prefix: str = "") -> Person:
    return Person("author", family=family, given=given, prefix=prefix)


SOURCES = [
    _source("clarke2010", "2010", _author("Clarke", "Richard A."), _author("Knake", "Robert K.")),
    _source("segal2016", "2016", _author("Segal", "Adam")),
    _source("segal2020", "2020", _author("Segal", "Adam")),
    _source("twin1", "2001", _author("Twin", "A.")),
    _source("twin2", "2001", _author("Twin", "B.")),
    _source("müller1999", "1999", _author("Müller", "Eva"), _author("Ohm", "Ida"), _author("Ng", "Bo")),
    _source("berg2005", "2005", _author("Berg", "Anna", prefix="van der")),
    _source(
        "unidir2017",
        "2017",
        Person("author", literal="United Nations Institute for Disarmament Research (UNIDIR)"),
    ),
    _source("csis2006", "2006", Person("author", literal="Center for Strategic and International Studies")),
    _source("kluwer2003", "2003", Person("editor", family="Kluwer", given="Jo")),
    _source("nobody", ""),
]
BINDER = Binder(SOURCES)


@pytest.mark.parametrize(
    ("cited", "author_year", "suggestions"),
    [
        pytest.param("", "", (), id="nothing said"),
        pytest.param("", "Zhang (2010)", (), id="a stranger"),
        pytest.param("zzz", "", (), id="a key like no other"),
        pytest.param("Segal2016", "", ("segal2016", "segal2020"), id="other case"),
        pytest.param("segal201", "", ("segal2016", "segal2020"), id="mistyped key"),
        pytest.param("", "Knake & Clark 2012", ("clarke2010",), id="order, spelling and year differ"),
        pytest.param("", "Clarke & Knake (2012)", ("clarke2010",), id="year differs"),
        pytest.param("", "Knake & Clarke (2010)", ("clarke2010",), id="order differs"),
        pytest.param("", "Clark & Knake (2010)", ("clarke2010",), id="one letter differs"),
        pytest.param("", "Segal (2017)", ("segal2016", "segal2020"), id="nearest year first"),
        pytest.param("", "Twin (2001)", ("twin1", "twin2"), id="two fit"),
        pytest.param("", "Segal (2016b)", ("segal2016",), id="a letter stands for several"),
        pytest.param("", "Segal et al. (2016)", ("segal2016", "segal2020"), id="et al. of a single author"),
        pytest.param("zzz", "Segal (2016)", (), id="a wrong key is not made good by the words"),
    ],
)
def test_what_is_not_exact_is_only_suggested(
    cited: str, author_year: str, suggestions: tuple[str, ...]
) -> None:
    assert BINDER.bind(cited, author_year) == Bound("", suggestions)


@pytest.mark.parametrize(
    ("cited", "author_year", "key"),
    [
        pytest.param("segal2016", "", "segal2016", id="key"),
        pytest.param(unicodedata.normalize("NFD", "müller1999"), "", "müller1999", id="accents taken apart"),
        pytest.param("", "Clarke & Knake (2010)", "clarke2010", id="ampersand"),
        pytest.param("", "Clarke and Knake (2010)", "clarke2010", id="and"),
        pytest.param("", "Clarke, R. A., & Knake, R. K. (2010)", "clarke2010", id="initials"),
        pytest.param("", "CLARKE & KNAKE 2010", "clarke2010", id="case, no parentheses"),
        pytest.param("", "Clarke et al. (2010)", "clarke2010", id="et al."),
        pytest.param("", "Segal (2016)", "segal2016", id="one author, two works"),
        pytest.param("", "Muller, Ohm & Ng (1999)", "müller1999", id="accent, three names"),
        pytest.param("", "Müller et al. (1999)", "müller1999", id="et al. of three"),
        pytest.param("", "van der Berg (2005)", "berg2005", id="prefix"),
        pytest.param("", "Berg (2005)", "berg2005", id="without prefix"),
        pytest.param("", "UNIDIR (2017)", "unidir2017", id="acronym"),
        pytest.param("", "United Nations Institute for Disarmament Research (2017)", "unidir2017", id="name"),
        pytest.param(
            "", "United Nations Institute for Disarmament Research (UNIDIR) (2017)", "unidir2017", id="both"
        ),
        pytest.param(
            "", "Center for Strategic and International Studies (2006)", "csis2006", id="and in a name"
        ),
        pytest.param("", "Kluwer (2003)", "kluwer2003", id="editor"),
    ],
)
def test_what_is_exact_is_bound(cited: str, author_year: str, key: str) -> None:
    assert bind(cited, author_year, SOURCES) == Bound(key)


def test_the_order_of_the_sources_makes_no_difference() -> None:
    backwards = Binder(reversed(SOURCES))
    for words in ("Twin (2001)", "Segal (2018)", "Knake & Clark 2012"):
        assert backwards.bind("", words) == BINDER.bind("", words)
