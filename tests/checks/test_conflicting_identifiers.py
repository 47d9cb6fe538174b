"""One identifier belongs to one work, and to its year and its conference; books and their chapters share theirs."""

from __future__ import annotations

import pytest
from beside import bib, entry, found, library, printed, told

from litreview.checks import Case

DOI = "10.5555/consent"
CONSENT = {"author": "Lind, Eva", "title": "The Grammar of Consent", "year": "2009", "doi": DOI}
PROMISES = {"author": "Okoro, Ada", "title": "Promises and Witnesses", "year": "2014", "doi": DOI}
FIRST = entry("a", **CONSENT)
ISBN = "978-0-226-14336-1"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(entry("b", **CONSENT), id="copy"),
        pytest.param(entry("b", **CONSENT | {"doi": "10.5555/vows"}), id="other-doi"),
        pytest.param(
            entry("b", **CONSENT | {"title": "The Grammar of Consent: A Study of Vows"}), id="subtitle"
        ),
        pytest.param(
            entry("b", **CONSENT | {"title": "Vom Einverständnis [The Grammar of Consent]"}), id="both-titles"
        ),
        pytest.param(entry("b", **PROMISES | {"title": "Erratum: The Grammar of Consent"}), id="erratum"),
        pytest.param(entry("b", "incollection", **PROMISES), id="chapter"),
        pytest.param(entry("b", number="Suppl 1", **PROMISES), id="supplement"),
        pytest.param(entry("b", pages="S12", **PROMISES), id="page-of-supplement"),
    ],
)
def test_quiet_beside(other: str) -> None:
    assert found("LR101", Case(entries=bib(FIRST + other))) == []


@pytest.mark.parametrize("fields", [{"volume": "2"}, {"series": "Studies"}], ids=["volumes", "series"])
def test_volumes_and_series_share_an_isbn(fields: dict[str, str]) -> None:
    one = entry("a", "book", author="Lind, Eva", title="A History of Courts", isbn=ISBN)
    other = entry("b", "book", author="Lind, Eva", title="The Markets of Genoa", isbn=ISBN, **fields)
    assert found("LR101", Case(entries=bib(one + other))) == []


def test_a_doi_that_was_cut_off_in_print_says_nothing() -> None:
    entries = printed(
        "Lind, E. (2009). The grammar of consent. Ethics Review, 4, 1–20. https://doi.org/10.5555/j.ethics",
        "Okoro, A. (2014). Promises and witnesses. Ethics Review, 9, 3–30. https://doi.org/10.5555/j.ethics",
    )
    assert found("LR101", Case(entries=entries)) == []


@pytest.mark.parametrize(
    ("fields", "certainty"),
    [
        pytest.param(PROMISES, "certain", id="nothing-in-common"),
        pytest.param(PROMISES | {"year": "2009"}, "likely", id="same-year"),
        pytest.param(CONSENT | {"title": "Promises and Witnesses"}, "likely", id="same-person"),
        pytest.param(CONSENT | {"title": "Die Grammatik der Zustimmung"}, "possible", id="translated"),
    ],
)
def test_one_doi_under_two_titles(fields: dict[str, str], certainty: str) -> None:
    assert told("LR101", Case(entries=bib(FIRST + entry("b", **fields)))) == [(certainty, "b")]


def test_one_isbn_under_two_titles() -> None:
    one = entry("a", "book", author="Lind, Eva", title="A History of Courts", isbn=ISBN)
    other = entry("b", "book", author="Okoro, Ada", title="The Markets of Genoa", isbn=ISBN)
    assert told("LR101", Case(entries=bib(one + other))) == [("likely", "b")]


def test_the_library_is_looked_at_beside_the_list_and_alone() -> None:
    other = entry("b", **PROMISES)
    beside = found("LR101", Case(entries=bib(FIRST), library=library(other)))
    assert [finding.key for finding in beside] == ["a"]
    assert beside[0].evidence[1].startswith("library  b: Okoro, Ada (2014) Promises and Witnesses")
    assert told("LR101", Case(library=library(FIRST + other))) == [("certain", "b")]
    assert told("LR101", Case(entries=bib(FIRST), library=library(FIRST))) == []


def test_a_printed_entry_is_never_certain() -> None:
    entries = printed(
        "Lind, E. (2009). The grammar of consent. Ethics, 4, 1–20. https://doi.org/10.5555/consent.123",
        "Okoro, A. (2014). Promises and witnesses. Survival, 56, 3–30. https://doi.org/10.5555/consent.123",
    )
    (finding,) = found("LR101", Case(entries=entries))
    assert (finding.certainty, finding.path, finding.line) == ("likely", "paper.md", 2)
    assert finding.evidence[1].startswith("other   [1] Lind, E. (2009). The grammar of consent.")
    assert finding.evidence[1].endswith("paper.md:1")


@pytest.mark.parametrize(
    ("fields", "certainties"),
    [
        pytest.param({"year": "2014", "doi": "10.1080/01436597.2014.926111"}, [], id="year-agrees"),
        pytest.param({"year": "2009", "doi": "10.1080/01436597.2014.926111"}, ["likely"], id="year-of-doi"),
        pytest.param(
            {"year": "2019", "url": "https://x.org/2016/05/12/walls"}, ["likely"], id="year-of-address"
        ),
        pytest.param(
            {"year": "2001", "url": "https://x.org/2016/05/12/walls"}, ["possible"], id="put-there-later"
        ),
        pytest.param(
            {"booktitle": "CVPR", "doi": "10.1109/CVPR46437.2021.01368"}, [], id="conference-agrees"
        ),
        pytest.param(
            {"booktitle": "Conference on Computer Vision", "doi": "10.1109/CVPR46437.2021.01368"},
            [],
            id="conference-in-full",
        ),
        pytest.param(
            {"booktitle": "ICML", "doi": "10.1109/CVPR46437.2021.01368"}, ["likely"], id="other-conference"
        ),
    ],
)
def test_what_an_identifier_says(fields: dict[str, str], certainties: list[str]) -> None:
    kind = "inproceedings" if "booktitle" in fields else "online"
    entries = bib(entry("a", kind, author="Lind, Eva", title="Walls of Old Towns", **fields))
    assert [certainty for certainty, _ in told("LR101", Case(entries=entries))] == certainties
