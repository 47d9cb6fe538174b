"""Identifiers come out in one form each, and only when they check out."""

from __future__ import annotations

import time

import pytest

from litreview.model import Field
from litreview.text.identifiers import identifiers_of


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


@pytest.mark.parametrize("name", ["doi", "url", "isbn", "issn", "eprint", "pmid", "note"])
@pytest.mark.parametrize("unit", ["1", "1-", "10.1000/", "a-", "https://doi.org/", ").", "1 "])
def test_time_is_linear(name: str, unit: str) -> None:
    started = time.process_time()
    found(**{name: unit * (100_000 // len(unit))})
    assert time.process_time() - started < 2
