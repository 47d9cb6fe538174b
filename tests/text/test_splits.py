"""Words that a conversion has split are found; two words that belong apart stay silent."""

from __future__ import annotations

import pytest

from litreview.text.splits import split_words, vocabulary

WORDS = [
    pytest.param("Cyber security and data base design for e commerce", [], id="two-words"),
    pytest.param("The runner's pace, states' rights and vitamin C deficiency", [], id="apostrophes"),
    pytest.param("Fact or fiction? A part of life in an open society", [], id="small-words"),
    pytest.param("L'art d une vie et le temps de la ville", [], id="french"),
    pytest.param("new normal of geo politics", ["geopolitics"], id="geo"),
    pytest.param("security an d what", ["and"], id="an-d"),
    pytest.param("I nternational Security", ["International"], id="capital"),
    pytest.param("Enabling th e Next Billion(s)", ["the"], id="th-e"),
    pytest.param("maneuver, and mani pulate in", ["manipulate"], id="mani"),
    pytest.param("Center for Strateg ic and", ["Strategic"], id="ending"),
    pytest.param("Foreign Relatio ns", ["Relations"], id="ns"),
    pytest.param("China' s Policies", ["China's"], id="possessive"),
]


@pytest.mark.parametrize(("text", "joined"), WORDS)
def test_split_words(text: str, joined: list[str]) -> None:
    assert [word.joined for word in split_words(text)] == joined


def test_split_words_learn_from_the_file() -> None:
    known = vocabulary("Cryptocurrency and its cryptoc urrency markets")
    assert [word.joined for word in split_words("cryptoc rrency", known)] == []
    assert [word.joined for word in split_words("cryptocu rrency", known)] == ["cryptocurrency"]
