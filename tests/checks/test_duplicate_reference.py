"""A work is listed once; its editions, parts and the library's own sources are left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from beside import bib, entry, found, library, printed, told

from litreview.checks import Case

BOOK = {
    "author": "Lind, Eva",
    "title": "The Uses of Silence in Court",
    "publisher": "Saltmarsh",
    "year": "1988",
}
ONE = entry("a", "book", **BOOK)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param(BOOK | {"title": "The Uses of Silence in Church"}, id="other-work"),
        pytest.param(BOOK | {"edition": "2", "year": "1994"}, id="edition"),
        pytest.param(BOOK | {"year": "1994"}, id="reprint"),
        pytest.param(BOOK | {"author": "Okoro, Ada"}, id="other-author"),
    ],
)
def test_quiet(fields: dict[str, str]) -> None:
    assert found("LR107", Case(entries=bib(ONE + entry("b", "book", **fields)))) == []


def test_volumes_are_no_duplicates() -> None:
    one, other = (entry(key, "book", **BOOK, volume=volume) for key, volume in (("a", "1"), ("b", "2")))
    assert found("LR107", Case(entries=bib(one + other))) == []


def test_duplicates_in_the_library_are_those_of_dedupe() -> None:
    assert found("LR107", Case(library=library(ONE + entry("b", "book", **BOOK)))) == []
    assert found("LR107", Case(entries=bib(ONE), library=library(entry("b", "book", **BOOK)))) == []


def test_listed_twice() -> None:
    entries = bib(ONE + entry("b", "book", **BOOK | {"author": "Lind, E."}) + entry("c", "book", **BOOK))
    assert told("LR107", Case(entries=entries)) == [("certain", "b"), ("certain", "c")]


def test_another_year_is_only_possible() -> None:
    paper = {"author": "Lind, Eva", "title": BOOK["title"], "journal": "Ethics Review"}
    entries = bib(entry("a", year="1988", **paper) + entry("b", year="1998", **paper))
    assert told("LR107", Case(entries=entries)) == [("possible", "b")]


def test_printed_entries_that_may_be_parted_elsewhere_are_likely() -> None:
    entries = printed(
        "Lind, E. (1988). The uses of silence in court. Saltmarsh Press.",
        "Lind, Eva (1988). The Uses of Silence in Court. Saltmarsh.",
    )
    (finding,) = found("LR107", Case(entries=entries))
    assert (finding.certainty, finding.line) == ("certain", 2)
    assert finding.evidence[1].startswith("other   [1] Lind, E. (1988).")
    doubtful = (entries[0], replace(entries[1], certain=False))
    assert [each.certainty for each in found("LR107", Case(entries=doubtful))] == ["likely"]
