from __future__ import annotations

import pytest

from litreview.matching.nearest import nearest

THEMES = ["threats", "governance", "cooperation", "threats/malware"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("zebra", [], id="nothing near"),
        pytest.param("co", [], id="two letters are no beginning"),
        pytest.param("governence", ["governance"], id="one letter"),
        pytest.param("Governanc", ["governance"], id="case and an end"),
        pytest.param("coop", ["cooperation"], id="beginning"),
        pytest.param("threat", ["threats", "threats/malware"], id="best first"),
    ],
)
def test_the_nearest_words_are_given_best_first(word: str, expected: list[str]) -> None:
    assert nearest(word, THEMES) == expected


def test_ties_are_broken_by_the_alphabet_and_the_limit_holds() -> None:
    keys = ["smith2012", "smith2011", "smith2010", "smith2013"]
    assert nearest("smith2019", keys) == ["smith2010", "smith2011", "smith2012"]
    assert nearest("smith2019", reversed(keys), 1) == ["smith2010"]
