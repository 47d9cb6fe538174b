"""Text is measured in terminal columns, and cut and wrapped by them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.text.width import fit, width, wrap


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("Segal 2016", 10, id="ascii"),
        pytest.param("Müller", 6, id="one-letter-with-accent"),
        pytest.param("Mu\u0308ller", 6, id="letter-and-accent"),
        pytest.param("网络", 4, id="chinese"),
        pytest.param("ｆｕｌｌ", 8, id="full-width"),
        pytest.param("ｶﾅ", 2, id="half-width"),
        pytest.param("a\u200db", 2, id="joiner"),
        pytest.param("●○·…", 4, id="marks"),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "cut"),
    [
        pytest.param("short", 5, "short", id="fits"),
        pytest.param("网络", 4, "网络", id="wide-fits"),
        pytest.param("Cyber war", 6, "Cyber…", id="cut"),
        pytest.param("Cyber war", 7, "Cyber…", id="no-blank-before-the-ellipsis"),
        pytest.param("网络安全", 5, "网络…", id="wide"),
        pytest.param("网络安全", 4, "网…", id="half-a-character-does-not-fit"),
        pytest.param("e\u0301e\u0301e\u0301", 2, "e\u0301…", id="accent-stays-with-its-letter"),
        pytest.param("abc", 1, "…", id="ellipsis-alone"),
        pytest.param("abc", 0, "", id="no-room"),
    ],
)
def test_fit(text: str, columns: int, cut: str) -> None:
    assert fit(text, columns) == cut


def test_fit_with_three_points() -> None:
    assert fit("governance", 7, ellipsis="...") == "gove..."
    assert fit("governance", 2, ellipsis="...") == "go"


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        pytest.param("", 5, [""], id="nothing"),
        pytest.param("one two", 7, ["one two"], id="fits"),
        pytest.param("one two three", 7, ["one two", "three"], id="at-blanks"),
        pytest.param("one\ntwo", 7, ["one", "two"], id="own-lines"),
        pytest.param("internationalisation", 8, ["internat", "ionalisa", "tion"], id="long-word"),
        pytest.param("网络安全", 5, ["网络", "安全"], id="wide"),
        pytest.param("abc", 0, ["ab", "c"], id="never-less-than-a-wide-character"),
    ],
)
def test_wrap(text: str, columns: int, lines: list[str]) -> None:
    assert wrap(text, columns) == lines


TEXT = st.text(st.sampled_from("ab 网e\u0301●"), max_size=40)


@settings(deadline=None)
@given(TEXT, st.integers(0, 30))
def test_nothing_is_wider_than_asked(text: str, columns: int) -> None:
    assert width(fit(text, columns)) <= columns
    assert all(width(line) <= max(columns, 2) for line in wrap(text, columns))


@settings(deadline=None)
@given(TEXT, st.integers(0, 30))
def test_wrapping_loses_no_letter(text: str, columns: int) -> None:
    assert "".join("".join(wrap(text, columns)).split()) == "".join(text.split())
