"""What services know is evidence: nothing where a record agrees, may be a version, or says less."""

from __future__ import annotations

import pytest
from beside import bib, found, printed, records, told

from litreview.checks import Case, LookedUp

ASKED = ("Crossref", "OpenAlex")
ENTRY = """@article{lind2009, author = {Lind, Ada and Okoro, Chidi}, title = {Sleep and Memory in Apprentices of the Old
 Guilds}, journal = {Journal of Rest}, year = {2009}, volume = {4}, number = {2}, pages = {101--120}}"""
BOOK = "@book{lind2009, author = {Lind, Ada}, title = {A History of Resting in Workshops}, year = {1968}}"


def case(entry: str, *there: str, name: str = "Crossref", elsewhere: str = "") -> Case:
    """Give an entry with the records that were found for it, all in BibTeX."""
    of = tuple((name, record) for text in there for record in records(text))
    other = (name, records(elsewhere)[0]) if elsewhere else None
    return Case(entries=bib(entry), looked_up={0: LookedUp(ASKED, of, other)})


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(ENTRY, id="the-same"),
        pytest.param(ENTRY.replace(" and Okoro, Chidi", ""), id="only-the-first-of-the-people"),
        pytest.param(ENTRY.replace("Ada", "A.").replace("Chidi", "C."), id="initials"),
        pytest.param(ENTRY.replace("volume = {4}, number = {2}, pages = {101--120}", ""), id="says-less"),
        pytest.param(ENTRY.replace("101--120", "101"), id="first-page"),
        pytest.param(ENTRY.replace("Journal of Rest", "J. Rest"), id="journal-for-short"),
        pytest.param(
            ENTRY.replace("Journal of Rest", "Annals of Rest and Motion"), id="another-journal-alone"
        ),
        pytest.param(
            ENTRY.replace("Apprentices of the Old\n Guilds", "Apprentices"), id="title-without-its-end"
        ),
        pytest.param(ENTRY.replace("Sleep and Memory in", "Wages of"), id="another-work"),
    ],
)
def test_nothing_is_told_where_the_record_does_not_differ(record: str) -> None:
    assert [one for one in told("LR108", case(ENTRY, record)) if one[0] != "possible"] == []


def test_one_record_that_agrees_is_enough() -> None:
    assert told("LR108", case(ENTRY, ENTRY.replace("2009", "2006"), ENTRY)) == []


@pytest.mark.parametrize(
    ("record", "field"),
    [
        pytest.param(ENTRY.replace("year = {2009}", "year = {2005}"), "year", id="year"),
        pytest.param(ENTRY.replace("volume = {4}", "volume = {7}"), "volume", id="volume"),
        pytest.param(ENTRY.replace("101--120", "331--350"), "pages", id="pages"),
        pytest.param(ENTRY.replace("Chidi}", "Chidi and Meyer, Eva}"), "authors", id="somebody-more"),
    ],
)
def test_what_differs_is_told_field_by_field(record: str, field: str) -> None:
    (one,) = found("LR108", case(ENTRY, record))
    assert (one.certainty, one.severity) == ("likely", "warning")
    assert one.message == f"not as in the record at Crossref: {field}"
    assert any(line.startswith(field) for line in one.evidence)
    assert (one.path, one.line, one.key) == ("refs.bib", 1, "lind2009")


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(case(ENTRY, ENTRY.replace("2009", "2008")), id="a-year-away"),
        pytest.param(case(BOOK, BOOK.replace("1968", "2011")), id="a-book-is-printed-again"),
        pytest.param(
            case(ENTRY, ENTRY.replace("year = {2009}", "year = {2005}"), name="OpenAlex"), id="openalex"
        ),
    ],
)
def test_what_may_be_right_is_only_possible(one: Case) -> None:
    assert told("LR108", one) == [("possible", "lind2009")]


WITH_DOI = ENTRY.replace("year =", "doi = {10.5555/x.1}, year =")
OTHER = (
    "@article{o, author = {Meyer, Eva}, title = {Rivers and Their Tolls}, year = {2001}, doi = {10.5555/x.1}}"
)


def test_a_doi_that_leads_to_another_work_is_told() -> None:
    (one,) = found("LR108", case(WITH_DOI, elsewhere=OTHER))
    assert (one.certainty, one.severity) == ("likely", "error")
    assert one.message == "its DOI leads to another work, as Crossref has it"
    assert "Rivers and Their Tolls" in "".join(one.evidence)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(OTHER.replace("Rivers and Their Tolls", "Journal of Rest"), id="the-whole-volume"),
        pytest.param(
            OTHER.replace("Meyer, Eva", "Lind, Ada"), id="the-same-people: a translation, or a later title"
        ),
        pytest.param(OTHER.replace("author = {Meyer, Eva}, ", ""), id="nobody-is-named"),
        pytest.param(
            OTHER.replace("Rivers and Their Tolls", "Sleep and Memory in Apprentices"), id="title-cut-short"
        ),
    ],
)
def test_a_doi_that_may_be_meant_is_not(other: str) -> None:
    assert told("LR108", case(WITH_DOI, elsewhere=other)) == []


def test_what_was_not_found_is_only_possible_and_says_that_it_proves_nothing() -> None:
    (one,) = found("LR109", case(ENTRY))
    assert (one.certainty, one.severity) == ("possible", "info")
    assert one.message == "not found at Crossref or OpenAlex under this title and these names"
    assert any("proves nothing" in line for line in one.evidence)


def test_a_work_of_the_same_title_by_others_is_shown() -> None:
    near = records(ENTRY.replace("Lind, Ada and Okoro, Chidi", "Meyer, Eva"))[0]
    (one,) = found(
        "LR109", Case(entries=bib(ENTRY), looked_up={0: LookedUp(ASKED, (), None, ("OpenAlex", near))})
    )
    assert one.certainty == "possible"
    assert any(line.startswith("near    ") and "Meyer" in line for line in one.evidence)
    assert "at      OpenAlex" in one.evidence


def by_others(record: str, entry: str = ENTRY, name: str = "Crossref") -> Case:
    return Case(entries=bib(entry), looked_up={0: LookedUp(ASKED, (), None, (name, records(record)[0]))})


OTHERS = ENTRY.replace("Lind, Ada and Okoro, Chidi", "Meyer, Eva and Santos, Ana")


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(by_others(OTHERS.replace("2009", "2003")), id="another-year"),
        pytest.param(by_others(OTHERS.replace("Journal of Rest", "Annals of Motion")), id="another-journal"),
        pytest.param(
            by_others(OTHERS.replace("journal = {Journal of Rest}, ", "")), id="a-book-or-its-review"
        ),
        pytest.param(
            by_others(OTHERS.replace("Meyer, Eva and Santos, Ana", "李, 明")), id="another-alphabet"
        ),
        pytest.param(by_others(OTHERS, name="OpenAlex"), id="openalex"),
    ],
)
def test_a_title_that_others_may_have_used_too_is_no_difference(one: Case) -> None:
    assert told("LR108", one) == []
    assert told("LR109", one) == [("possible", "lind2009")]


def test_a_title_in_the_same_year_and_journal_by_others_is_told_once() -> None:
    (one,) = found("LR108", by_others(OTHERS))
    assert (one.certainty, one.message) == ("likely", "not as in the record at Crossref: authors")
    assert "authors  Lind, Ada; Okoro, Chidi  |  Meyer, Eva; Santos, Ana" in one.evidence
    assert told("LR109", by_others(OTHERS)) == []


@pytest.mark.parametrize(
    ("doi", "certainty"),
    [
        pytest.param("10.5555/x.2", "likely", id="the-same-publisher"),
        pytest.param("10.9999/x.1", "possible", id="another-publisher, or another register of DOIs"),
    ],
)
def test_a_doi_that_nobody_knows_is_told_where_the_work_has_another(doi: str, certainty: str) -> None:
    of = (("Crossref", records(WITH_DOI.replace("10.5555/x.1", doi))[0]),)
    known = Case(entries=bib(WITH_DOI), looked_up={0: LookedUp(ASKED, of, unknown_doi=True)})
    (one,) = found("LR108", known)
    assert (one.certainty, one.message) == (certainty, "not as in the record at Crossref: DOI")
    assert found("LR108", Case(entries=bib(WITH_DOI), looked_up={0: LookedUp(ASKED, of)})) == []


def test_what_was_found_or_not_asked_for_is_not_told() -> None:
    assert told("LR109", case(ENTRY, ENTRY)) == []
    assert told("LR109", Case(entries=bib(ENTRY))) == []
    assert told("LR108", Case(entries=bib(ENTRY))) == []


def test_an_entry_as_printed_is_compared_too() -> None:
    text = "Lind, A., & Okoro, C. (2009). Sleep and memory in apprentices of the old guilds. Journal of Rest, 4, 101."
    of = tuple(("Crossref", record) for record in records(ENTRY.replace("year = {2009}", "year = {1999}")))
    (one,) = found("LR108", Case(entries=printed(text), looked_up={0: LookedUp(ASKED, of)}))
    assert (one.certainty, one.reference) == ("likely", text)
