"""Two values of a field say the same, or they do not: a value that only looks alike is another one."""

from __future__ import annotations

import pytest

from litreview.model import Field
from litreview.text.latex import is_verbatim, to_text, verbatim_text
from litreview.text.values import same_value


def field(name: str, value: str) -> Field:
    return Field(name, value, verbatim_text(value) if is_verbatim(name) else to_text(value))


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        pytest.param("year", "2010", "2012", id="years"),
        pytest.param("volume", "3", "13", id="volumes"),
        pytest.param("pages", "1--12", "11--2", id="pages"),
        pytest.param("author", "Segal, Adam", "Segal, Ben", id="given-names"),
        pytest.param("author", "Segal, Adam", "Segal, Adam and Rid, Thomas", id="one-more-author"),
        pytest.param("author", "Rid, Thomas and others", "Rid, Thomas and Segal, Adam", id="others"),
        pytest.param("journal", "Journal of Physics A", "Journal of Physics B", id="journals"),
        pytest.param("title", "Journal of Physics", "J. Phys.", id="a-title-is-not-abbreviated"),
        pytest.param("doi", "10.1000/182", "10.1000/183", id="dois"),
        pytest.param("isbn", "not known", "none", id="no-isbns"),
        pytest.param("month", "jan", "feb", id="months"),
        pytest.param("month", "soon", "later", id="no-months"),
        pytest.param("note", "", "x", id="removed"),
        pytest.param("note", "+", "-", id="signs"),
    ],
)
def test_what_differs(name: str, one: str, other: str) -> None:
    assert not same_value(name, field(name, one), field(name, other))
    assert not same_value(name, field(name, other), field(name, one))


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        pytest.param("title", "The {H}acked World Order", "the hacked  world order.", id="case-and-braces"),
        pytest.param("title", r"Caf\'e", "Cafe", id="accents"),
        pytest.param("pages", "12--14", "12-14", id="dashes"),
        pytest.param("author", "Clarke, Richard A.", "R. A. Clarke", id="initials"),
        pytest.param("author", "Rid, Thomas and others", "T. Rid and others", id="others"),
        pytest.param(
            "author", "{World Health Organization}", "{World health organization}", id="organisation"
        ),
        pytest.param("journal", "Journal of Physics", "J. Phys.", id="abbreviated"),
        pytest.param("doi", "https://doi.org/10.1000/ABC", "10.1000/abc", id="doi"),
        pytest.param("isbn", "0-306-40615-2", "9780306406157", id="isbn"),
        pytest.param("month", "jan", "1", id="month"),
        pytest.param("note", "", "", id="both-removed"),
    ],
)
def test_what_is_the_same(name: str, one: str, other: str) -> None:
    assert same_value(name, field(name, one), field(name, other))
    assert same_value(name, field(name, other), field(name, one))
