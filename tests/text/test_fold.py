"""Folding takes case, accents and punctuation away, and keeps every script."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.text.fold import fold, fold_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("", "", id="empty"),
        pytest.param("plain words 12", "plain words 12", id="folded-already"),
        pytest.param("Cyber-War:  The  Next Threat!", "cyber war the next threat", id="punctuation"),
        pytest.param("Müller-Lüdenscheidt, K.", "muller ludenscheidt k", id="accents"),
        pytest.param("STRASSE Straße", "strasse strasse", id="sharp-s"),
        pytest.param("Łódź Ærø", "lodz aero", id="strokes"),
        pytest.param("China's China’s", "chinas chinas", id="apostrophes"),
        pytest.param("CO₂ ﬁne Ｗｉｄｅ", "co2 fine wide", id="compatibility-forms"),
        pytest.param("网络空间·治理", "网络空间 治理", id="chinese"),
        pytest.param("Кибервойна", "кибервоина", id="cyrillic"),
        pytest.param("한국어", "한국어", id="korean"),
        pytest.param("हिन्दी", "हिन्दी", id="hindi-keeps-its-vowels"),
        pytest.param("geo\u00adpolitics", "geopolitics", id="soft-hyphen"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


def test_keys() -> None:
    assert fold_key("Segal2016") == fold_key("segal2016")
    assert fold_key("Mu\u0308ller") == fold_key("MÜLLER") == "müller"
    assert fold_key("a-b") != fold_key("ab")
