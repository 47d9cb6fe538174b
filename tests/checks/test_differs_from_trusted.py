"""An entry is held against the trusted record of its work field by field; other forms, versions and gaps are quiet."""

from __future__ import annotations

import pytest
from beside import bib, entry, found, library, printed, records, told

from litreview.checks import Case

PAPER = {
    "author": "Meyer, Anna and Santos, Rui and Okoro, Ada",
    "title": "Sharing the Water of a Small River in Dry Years",
    "journal": "Water and Society",
    "volume": "7",
    "pages": "12--30",
    "year": "2015",
    "doi": "10.5555/water.12",
}
TALK = {"author": PAPER["author"], "title": PAPER["title"], "booktitle": "ICML", "year": "2015"}
BOOK = {
    "author": "Clarke, Richard A. and Knake, Robert K.",
    "title": "Cyber War: The Next Threat to National Security",
    "publisher": "Ecco",
    "year": "2010",
}


def differs(kind: str, trusted: dict[str, str], fields: dict[str, str]) -> list[tuple[str, tuple[str, ...]]]:
    """Give how certain each finding is, and its lines on what differs."""
    case = Case(entries=bib(entry("a", kind, **fields)), trusted=records(entry("t", kind, **trusted)))
    return [(finding.certainty, finding.evidence[2:]) for finding in found("LR104", case)]


@pytest.mark.parametrize(
    ("kind", "trusted", "fields"),
    [
        pytest.param("article", PAPER, PAPER, id="the-same"),
        pytest.param("article", PAPER, PAPER | {"doi": "", "pages": "", "volume": ""}, id="says-less"),
        pytest.param("article", PAPER | {"doi": "", "pages": ""}, PAPER, id="says-more"),
        pytest.param(
            "article", PAPER, PAPER | {"author": "Meyer, A. and Santos, R. and others"}, id="et-al"
        ),
        pytest.param(
            "article", PAPER, PAPER | {"author": "Anna Meyer and Rui Santos and Ada Okoro"}, id="names-turned"
        ),
        pytest.param(
            "article",
            PAPER | {"author": "Dunn Cavelty, Myriam and García Márquez, Gabriel and van der Berg, Jan"},
            PAPER | {"author": "Cavelty, M. D. and Garcia-Marquez, G. and Berg, J. van der"},
            id="names-parted-otherwise",
        ),
        pytest.param(
            "article", PAPER | {"author": PAPER["author"] + " and Group, River Study"}, PAPER, id="group-left-out"
        ),
        pytest.param("article", PAPER, PAPER | {"journal": "Water Soc."}, id="abbreviated"),
        pytest.param(
            "inproceedings",
            TALK,
            TALK | {"booktitle": "Proceedings of the International Conference on Machine Learning"},
            id="acronym",
        ),
        pytest.param("inproceedings", TALK | {"booktitle": "NIPS"}, TALK | {"booktitle": "NeurIPS"}, id="renamed"),
        pytest.param(
            "article",
            PAPER,
            PAPER | {"journal": "arXiv preprint", "volume": "", "pages": "", "year": "2012", "doi": "10.48550/x.1"},
            id="preprint",
        ),
        pytest.param("article", PAPER, PAPER | {"title": "Sharing the Water of Two Lakes", "doi": ""}, id="other-work"),
        pytest.param("article", PAPER, PAPER | {"title": PAPER["title"] + ": Part II"}, id="next-part"),
        pytest.param("book", BOOK, BOOK | {"title": "Cyber War", "publisher": "HarperCollins"}, id="subtitle"),
    ],
)  # fmt: skip
def test_quiet(kind: str, trusted: dict[str, str], fields: dict[str, str]) -> None:
    assert [certainty for certainty, _ in differs(kind, trusted, fields) if certainty != "possible"] == []


def test_one_record_that_agrees_is_enough() -> None:
    trusted = records(entry("t", "book", **BOOK | {"year": "2004"}) + entry("u", "book", **BOOK))
    assert found("LR104", Case(entries=bib(entry("a", "book", **BOOK)), trusted=trusted)) == []


def test_the_library_is_not_trusted() -> None:
    case = Case(
        entries=bib(entry("a", "book", **BOOK | {"year": "2012"})),
        library=library(entry("t", "book", **BOOK)),
    )
    assert found("LR104", case) == []


@pytest.mark.parametrize(
    ("kind", "trusted", "fields"),
    [
        pytest.param("article", PAPER, PAPER | {"year": "2016"}, id="next-year"),
        pytest.param("book", BOOK | {"edition": "1"}, BOOK | {"edition": "2", "year": "2012"}, id="edition"),
        pytest.param(
            "article",
            PAPER,
            PAPER | {"author": "Meyer, Anna and Santos, Rui and Abubakar, Adamu"},
            id="one-name-for-another",
        ),
    ],
)
def test_only_possible(kind: str, trusted: dict[str, str], fields: dict[str, str]) -> None:
    assert [certainty for certainty, _ in differs(kind, trusted, fields)] == ["possible"]


@pytest.mark.parametrize(
    ("kind", "trusted", "fields", "certainty", "line"),
    [
        pytest.param("book", BOOK, BOOK | {"year": "2012"}, "likely", "year    2012  |  2010", id="year"),
        pytest.param("article", PAPER, PAPER | {"year": "2005"}, "certain", "year    2005  |  2015", id="same-doi"),
        pytest.param("article", PAPER, PAPER | {"volume": "9", "doi": ""}, "likely", "volume  9  |  7", id="volume"),
        pytest.param(
            "article", PAPER, PAPER | {"pages": "112--130"}, "certain", "pages   112–130  |  12–30", id="pages"
        ),
        pytest.param(
            "book",
            BOOK,
            BOOK | {"author": "Clark, Richard A. and Knake, Robert K."},
            "likely",
            "authors  Clark, Richard A.  |  Clarke, Richard A.",
            id="spelling",
        ),
        pytest.param(
            "book",
            BOOK,
            BOOK | {"author": "Knake, Robert K. and Clarke, Richard A."},
            "likely",
            "order   Knake, Robert K.; Clarke, Richard A.  |  Clarke, Richard A.; Knake, Robert K.",
            id="order",
        ),
        pytest.param(
            "article",
            PAPER,
            PAPER | {"author": "Meyer, Anna and Santos, Rui"},
            "certain",
            "authors  nobody else  |  Okoro, Ada",
            id="author-left-out",
        ),
        pytest.param(
            "inproceedings", TALK, TALK | {"booktitle": "CVPR"}, "likely", "place   CVPR  |  ICML", id="conference"
        ),
        pytest.param(
            "inproceedings",
            TALK,
            TALK | {"booktitle": "Symposium on Regular Systems"},
            "likely",
            "place   Symposium on Regular Systems  |  ICML",
            id="name-without-the-acronym",
        ),
        pytest.param(
            "inproceedings",
            TALK,
            TALK | {"title": TALK["title"].replace("Small", "Large")},
            "likely",
            f"title   {TALK['title'].replace('Small', 'Large')}  |  {TALK['title']}",
            id="word-of-the-title",
        ),
        pytest.param(
            "article",
            PAPER,
            PAPER | {"doi": "10.9999/x.7"},
            "likely",
            "DOI     10.9999/x.7  |  10.5555/water.12",
            id="doi",
        ),
        pytest.param(
            "misc",
            {"author": PAPER["author"], "title": PAPER["title"], "year": "2024", "doi": "10.48550/arXiv.2402.01234"},
            {"author": PAPER["author"], "title": PAPER["title"], "year": "2024", "doi": "10.48550/arXiv.2402.01234",
             "journal": "Water and Society"},
            "likely",
            "place   Water and Society  |  none: it is a preprint, by its number",
            id="place-of-a-preprint",
        ),
    ],
)  # fmt: skip
def test_differs(
    kind: str, trusted: dict[str, str], fields: dict[str, str], certainty: str, line: str
) -> None:
    assert differs(kind, trusted, fields) == [(certainty, (line,))]


def test_a_doi_where_a_conference_gives_none() -> None:
    others = "".join(entry(f"o{n}", "inproceedings", title=f"Paper {n}", booktitle="ICML") for n in range(10))
    fields = bib(entry("a", "inproceedings", **TALK, doi="10.9999/x.7"))
    trusted = records(entry("t", "inproceedings", **TALK) + others)
    assert told("LR104", Case(entries=fields, trusted=trusted)) == [("likely", "a")]
    assert told("LR104", Case(entries=fields, trusted=trusted[:9])) == []
    known = library(entry("k", title="Of the Same Registrant", doi="10.9999/y"))
    assert told("LR104", Case(entries=fields, trusted=trusted, library=known)) == []


def test_a_printed_entry_is_at_most_likely() -> None:
    text = "Clarke, R. A., & Knake, R. K. (2012). Cyber war: The next threat to national security. Ecco."
    case = Case(entries=printed(text), trusted=records(entry("t", "book", **BOOK)))
    (finding,) = found("LR104", case)
    assert (finding.certainty, finding.reference, finding.line) == ("likely", text, 1)
    assert finding.message == "not as in the trusted record: year"
