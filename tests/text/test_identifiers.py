"""Identifiers come out in one form each, and only when they check out."""

from __future__ import annotations

import time

import pytest

from litreview.model import Field
from litreview.text.identifiers import identifiers_of, invalid_identifiers


def found(**texts: str) -> list[tuple[str, str]]:
    fields = tuple(Field(name, text, text) for name, text in texts.items())
    return [(item.kind, item.value) for item in identifiers_of(fields)]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param({"title": "10.1000/x"}, id="other-field"),
        pytest.param({"doi": "none"}, id="no-doi"),
        pytest.param({"isbn": "0-306-40615-3"}, id="isbn-check-digit"),
        pytest.param({"isbn": "9780306406158"}, id="isbn-13-check-digit"),
        pytest.param({"issn": "0378-5956"}, id="issn-check-digit"),
        pytest.param({"eprint": "1501.00001", "eprinttype": "jstor"}, id="other-eprint"),
        pytest.param({"url": "www.example.org"}, id="no-scheme"),
        pytest.param({"note": "see DOI above, 10.5 pages"}, id="words-on-a-doi"),
        pytest.param({"eprint": "2013.00001"}, id="arxiv-of-month-13"),
        pytest.param({"journal": "arXiv preprint"}, id="arxiv-without-number"),
        pytest.param({"note": "PMC-based filters of 1234 units"}, id="no-pmc-number"),
    ],
)
def test_silent(texts: dict[str, str]) -> None:
    assert found(**texts) == []


@pytest.mark.parametrize(
    ("texts", "identifiers"),
    [
        pytest.param({"doi": "10.1000/ABC"}, [("doi", "10.1000/abc")], id="doi"),
        pytest.param({"doi": "https://doi.org/10.1000/a(1)2."}, [("doi", "10.1000/a(1)2")], id="doi-address"),
        pytest.param({"doi": "doi: 10.1000/a"}, [("doi", "10.1000/a")], id="doi-prefix"),
        pytest.param({"doi": r"10.1000/a\_b{\_}c"}, [("doi", "10.1000/a_b_c")], id="doi-latex"),
        pytest.param(
            {"doi": "10.1002/(X)1:2<3::AID>4.0"}, [("doi", "10.1002/(x)1:2<3::aid>4.0")], id="doi-sici"
        ),
        pytest.param({"note": "(https://doi.org/10.1000/a)."}, [("doi", "10.1000/a")], id="doi-in-note"),
        pytest.param(
            {"url": "http://dx.doi.org/10.1000%2Fx?y=1"},
            [("doi", "10.1000/x"), ("url", "http://dx.doi.org/10.1000%2Fx?y=1")],
            id="doi-in-url",
        ),
        pytest.param({"doi": "10.1000%2Fabc"}, [("doi", "10.1000/abc")], id="doi-percent"),
        pytest.param({"doi": "10.1002/a:3&lt;b&gt;1"}, [("doi", "10.1002/a:3<b>1")], id="doi-entities"),
        pytest.param({"note": "DOI: 10.1000/a, in Chinese"}, [("doi", "10.1000/a")], id="doi-said-in-note"),
        pytest.param(
            {"url": "https://x.example/doi/abs/10.1000/a.b/full"},
            [("doi", "10.1000/a.b"), ("url", "https://x.example/doi/abs/10.1000/a.b/full")],
            id="doi-in-a-publishers-address",
        ),
        pytest.param(
            {"doi": "10.48550/arXiv.2001.01234"},
            [("doi", "10.48550/arxiv.2001.01234"), ("arxiv", "2001.01234")],
            id="arxiv-doi",
        ),
        pytest.param(
            {"journal": "arXiv preprint arXiv:2001.01234"}, [("arxiv", "2001.01234")], id="arxiv-journal"
        ),
        pytest.param(
            {"eprint": "0604596", "archiveprefix": "arXiv", "primaryclass": "cond-mat"},
            [("arxiv", "cond-mat/0604596")],
            id="arxiv-with-its-archive-apart",
        ),
        pytest.param({"isbn": "0378-5955"}, [("issn", "0378-5955")], id="issn-in-the-wrong-field"),
        pytest.param({"pmcid": "PMC1234567"}, [("pmcid", "PMC1234567")], id="pmcid"),
        pytest.param(
            {"url": "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC123/"},
            [("pmcid", "PMC123"), ("url", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC123/")],
            id="pmcid-in-url",
        ),
        pytest.param(
            {"url": "https://pubmed.ncbi.nlm.nih.gov/12345/"},
            [("pmid", "12345"), ("url", "https://pubmed.ncbi.nlm.nih.gov/12345/")],
            id="pmid-in-url",
        ),
        pytest.param(
            {"note": "PMID: 12345; PMCID: PMC99"}, [("pmid", "12345"), ("pmcid", "PMC99")], id="both-in-note"
        ),
        pytest.param({"eissn": "0378-5955"}, [("issn", "0378-5955")], id="electronic-issn"),
        pytest.param({"isbn": "0-306-40615-2"}, [("isbn", "9780306406157")], id="isbn-10"),
        pytest.param({"isbn": "978 3 16 148410 0"}, [("isbn", "9783161484100")], id="isbn-spaces"),
        pytest.param(
            {"isbn": "080442957X (pbk.) 9783161484100"},
            [("isbn", "9780804429573"), ("isbn", "9783161484100")],
            id="two-isbns",
        ),
        pytest.param({"issn": "03785955 (print)"}, [("issn", "0378-5955")], id="issn"),
        pytest.param({"eprint": "arXiv:1501.00001v2"}, [("arxiv", "1501.00001")], id="arxiv"),
        pytest.param(
            {"eprint": "hep-th/9901001", "archiveprefix": "arXiv"},
            [("arxiv", "hep-th/9901001")],
            id="old-arxiv",
        ),
        pytest.param(
            {"url": "https://arxiv.org/abs/2001.01234v1"},
            [("arxiv", "2001.01234"), ("url", "https://arxiv.org/abs/2001.01234v1")],
            id="arxiv-in-url",
        ),
        pytest.param({"pmid": "PMID: 12345"}, [("pmid", "12345")], id="pmid"),
        pytest.param({"eprint": "12345", "eprinttype": "pubmed"}, [("pmid", "12345")], id="pmid-as-eprint"),
        pytest.param({"url": "see https://example.org/a."}, [("url", "https://example.org/a")], id="url"),
    ],
)
def test_found(texts: dict[str, str], identifiers: list[tuple[str, str]]) -> None:
    assert found(**texts) == identifiers


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"doi": "n/a", "isbn": "none", "issn": "-"}, id="words"),
        pytest.param({"doi": "https://doi.org/10.1000/a", "isbn": "080442957X (pbk. 2019)"}, id="valid"),
        pytest.param({"isbn": "978 3 16 148410 0 0-306-40615-2"}, id="two-in-a-row"),
        pytest.param({"eprint": "12345", "eprinttype": "jstor"}, id="another-archive"),
        pytest.param({"eprint": "12345"}, id="unknown-archive"),
        pytest.param({"doi": "10/fg6rf9"}, id="short-doi"),
        pytest.param(
            {"eprint": "0604596 [cond-mat]", "archiveprefix": "arXiv"},
            id="arxiv-with-its-archive-in-brackets",
        ),
        pytest.param({"note": "10.1, 0-306-40615-3"}, id="no-field-of-identifiers"),
    ],
)
def test_nothing_invalid(texts: dict[str, str]) -> None:
    assert invalid_identifiers(tuple(Field(name, text, text) for name, text in texts.items())) == ()


@pytest.mark.parametrize(
    ("name", "text", "kind", "written"),
    [
        pytest.param("doi", "1000/182", "doi", "1000/182", id="doi"),
        pytest.param("doi", "https://example.org/1", "doi", "https://example.org/1", id="address"),
        pytest.param("isbn", "ISBN 0-306-40615-3", "isbn", "0-306-40615-3", id="isbn-check-digit"),
        pytest.param("isbn", "978-3-16-14841-0", "isbn", "978-3-16-14841-0", id="isbn-length"),
        pytest.param("issn", "0378-5956", "issn", "0378-5956", id="issn-check-digit"),
        pytest.param("isbn", "0378-5955", "isbn", "0378-5955", id="an-issn"),
        pytest.param("issn", "378", "issn", "378", id="issn-length"),
        pytest.param("arxiv", "2013.1", "arxiv", "2013.1", id="arxiv"),
        pytest.param("pmid", "1234567890", "pmid", "1234567890", id="pmid"),
    ],
)
def test_invalid(name: str, text: str, kind: str, written: str) -> None:
    (found,) = invalid_identifiers((Field(name, text, text),))
    assert (found.kind, found.written) == (kind, written)
    assert found.why


@pytest.mark.parametrize("name", ["doi", "url", "isbn", "issn", "eprint", "pmid", "pmcid", "note", "journal"])
@pytest.mark.parametrize(
    "unit", ["1", "1-", "10.1000/", "a-", "https://doi.org/", ").", "1 ", "PMC1 ", "doi: 10.1/"]
)
def test_time_is_linear(name: str, unit: str) -> None:
    started = time.process_time()
    text = unit * (100_000 // len(unit))
    found(**{name: text})
    invalid_identifiers((Field(name, text, text),))
    assert time.process_time() - started < 2
