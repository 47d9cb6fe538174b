"""What is no identifier is told with what is wrong about it; what holds one is left alone."""

from __future__ import annotations

import pytest
from beside import bib, entry, found, told

from litreview.checks import Case


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("doi", "10.1086/225469", id="doi"),
        pytest.param("doi", "https://doi.org/10.1086/225469", id="doi-as-address"),
        pytest.param("doi", "n/a", id="none"),
        pytest.param("isbn", "978-0-226-14336-1", id="isbn"),
        pytest.param("isbn", "978-0-226-14336-1 (pbk)", id="isbn-of-a-paperback"),
        pytest.param("eprint", "12345", id="number-of-another-archive"),
    ],
)
def test_quiet(field: str, value: str) -> None:
    assert found("LR103", Case(entries=bib(entry("a", "book", title="X", **{field: value})))) == []


@pytest.mark.parametrize(
    ("field", "value", "certainty"),
    [
        pytest.param("doi", "1086/225469", "certain", id="doi-without-its-start"),
        pytest.param("isbn", "978-0-226-14336-8", "likely", id="check-digit"),
        pytest.param("isbn", "978-0-226-14", "certain", id="digits-missing"),
        pytest.param("isbn", "0036-8075", "possible", id="issn"),
        pytest.param("pmid", "123456789012", "certain", id="pubmed"),
    ],
)
def test_invalid(field: str, value: str, certainty: str) -> None:
    assert told("LR103", Case(entries=bib(entry("a", "book", title="X", **{field: value})))) == [
        (certainty, "a")
    ]
