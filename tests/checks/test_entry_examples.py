"""The examples that explain the checks of entries are found, and the good ones are not."""

from __future__ import annotations

import pytest
from beside import example, found

from litreview.actions.explaining import of_checks

CODES = [code for code in sorted(of_checks()) if code.startswith("LR1")]


@pytest.mark.parametrize("code", CODES)
def test_each_has_a_bad_and_a_good_example(code: str) -> None:
    assert [one.fits for one in of_checks()[code].examples] == [True, False]


@pytest.mark.parametrize("code", CODES)
def test_the_good_example_is_quiet(code: str) -> None:
    good = next(one for one in of_checks()[code].examples if not one.fits)
    assert found(code, example(good.text)) == []


@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_is_found(code: str) -> None:
    bad = next(one for one in of_checks()[code].examples if one.fits)
    least = "possible" if code == "LR109" else "likely"  # that a work was not found is never more
    assert [one for one in found(code, example(bad.text)) if one.certainty in {"certain", "likely", least}]
