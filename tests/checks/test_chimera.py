"""A title and authors that are of two known works are told with both; one work, or one author's two works, are not."""

from __future__ import annotations

import pytest
from beside import bib, entry, found, library, records, told

from litreview.checks import Case

SALT = {
    "author": "Lind, Eva",
    "title": "The Price of Salt in Some Old River Towns",
    "year": "2009",
    "journal": "Salt",
}
RIVER = {
    "author": "Meyer, Anna and Santos, Rui",
    "title": "Who Speaks for the River",
    "year": "2015",
    "journal": "Eau",
}
KNOWN = entry("salt", **SALT) + entry("river", **RIVER)
MIXED = SALT | {"author": RIVER["author"], "year": "2015"}


@pytest.mark.parametrize(
    ("fields", "known"),
    [
        pytest.param(SALT, KNOWN, id="one-work"),
        pytest.param(MIXED | {"title": "Salt in Two Cities by the Sea"}, KNOWN, id="a-new-title"),
        pytest.param(SALT | {"author": "Okoro, Ada"}, KNOWN, id="unknown-author"),
        pytest.param(SALT | {"author": "Meyer, Anna"}, KNOWN, id="one-of-two-authors"),
        pytest.param(MIXED, KNOWN + entry("both", **MIXED), id="known-as-it-is"),
        pytest.param(
            SALT | {"author": "Anonymous"}, KNOWN + entry("x", **RIVER | {"author": "Anonymous"}), id="anonymous"
        ),
        pytest.param(
            SALT | {"author": "Okoro, Ada"}, KNOWN + entry("x", **RIVER | {"author": "Okoro, Ada"}), id="single-author"
        ),
    ],
)  # fmt: skip
def test_quiet(fields: dict[str, str], known: str) -> None:
    assert found("LR105", Case(entries=bib(entry("a", **fields)), library=library(known))) == []


@pytest.mark.parametrize(
    ("fields", "known", "certainty"),
    [
        pytest.param(MIXED, KNOWN, "likely", id="two-authors"),
        pytest.param(
            MIXED | {"doi": "10.5555/salt"},
            entry("salt", **SALT | {"doi": "10.5555/salt"}) + entry("river", **RIVER),
            "certain",
            id="doi-of-the-title",
        ),
        pytest.param(
            SALT | {"author": "Okoro, Ada", "year": "2015", "journal": "Eau"},
            entry("salt", **SALT) + entry("river", **RIVER | {"author": "Okoro, Ada"}),
            "likely",
            id="single-author-with-year-and-journal",
        ),
    ],
)
def test_mixed(fields: dict[str, str], known: str, certainty: str) -> None:
    (finding,) = found("LR105", Case(entries=bib(entry("a", **fields)), library=library(known)))
    assert (finding.certainty, finding.key) == (certainty, "a")
    assert ["salt: " in finding.evidence[1], "river: " in finding.evidence[2]] == [True, True]


def test_one_cause_is_one_finding() -> None:
    case = Case(
        entries=bib(entry("a", **MIXED | {"doi": "10.5555/salt", "year": "2009"})),
        library=library(entry("salt", **SALT | {"doi": "10.5555/salt"}) + entry("river", **RIVER)),
    )
    assert [told(code, case) for code in ("LR101", "LR102", "LR105")] == [[], [], [("certain", "a")]]


def test_trusted_records_are_known_too() -> None:
    assert told("LR105", Case(entries=bib(entry("a", **MIXED)), trusted=records(KNOWN))) == [("likely", "a")]
