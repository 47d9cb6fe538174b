"""What may not reach a terminal is shown instead."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.text.safe import UNSAFE, UNSAFE_IN_LINES, safe


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("Knake & Clark 2012", id="ascii"),
        pytest.param("网络安全 — Müller, „Größe“", id="other-scripts"),
        pytest.param("e\u0301 क\u094dष \u200d\u200c", id="marks-and-joiners"),
        pytest.param(r"\x1b", id="already-shown"),
        pytest.param("[/x] [sic] :smile:", id="markup-of-others"),
    ],
)
def test_harmless_text_stays(text: str) -> None:
    assert safe(text) == text
    assert safe(text, newlines=True) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("\x1b[31mred", r"\x1b[31mred", id="escape"),
        pytest.param("a\x00b\x07", r"a\x00b\x07", id="c0"),
        pytest.param("a\rb", r"a\x0db", id="carriage-return"),
        pytest.param("\x7f", r"\x7f", id="delete"),
        pytest.param("\x9b31m", r"\x9b31m", id="c1"),
        pytest.param("\u202egpj.exe", r"\u202egpj.exe", id="override"),
        pytest.param("\u2066x\u2069", r"\u2066x\u2069", id="isolates"),
        pytest.param("\u200e\u200f", r"\u200e\u200f", id="marks"),
        pytest.param("\udc80", r"\udc80", id="lone-surrogate"),
        pytest.param("\u2028", r"\u2028", id="line-separator"),
    ],
)
def test_what_steers_is_shown(text: str, shown: str) -> None:
    assert safe(text) == shown
    assert safe(text, newlines=True) == shown


def test_lines_and_tabs_stay_only_where_asked_for() -> None:
    assert safe("a\tb\n") == r"a\x09b\x0a"
    assert safe("a\tb\n", newlines=True) == "a\tb\n"


@settings(deadline=None)
@given(st.text(st.characters()))
def test_nothing_unsafe_is_left_and_twice_is_once(text: str) -> None:
    assert UNSAFE.search(safe(text)) is None
    assert UNSAFE_IN_LINES.search(safe(text, newlines=True)) is None
    assert safe(safe(text)) == safe(text)
    safe(text).encode()
