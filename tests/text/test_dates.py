"""The year is found in what people write for a date."""

from __future__ import annotations

import pytest

from litreview.text.dates import year_of


@pytest.mark.parametrize(
    ("value", "year"),
    [
        ("", ""),
        ("n.d.", ""),
        ("12", ""),
        ("20120512", ""),
        ("2012", "2012"),
        ("2012-05", "2012"),
        ("c. 2012", "2012"),
        ("[2012a]", "2012"),
        ("2010/2011", "2010"),
        ("5 May 1999", "1999"),
        ("0450", "0450"),
    ],
)
def test_year(value: str, year: str) -> None:
    assert year_of(value) == year
