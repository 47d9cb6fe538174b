"""Bytes become text without a loss, and a guess is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.text.decode import decode


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        pytest.param(b"", "", "utf-8", id="empty"),
        pytest.param("é\r\nb\r".encode(), "é\r\nb\r", "utf-8", id="newlines-stay"),
        pytest.param(b"\xef\xbb\xbf" + "é".encode(), "é", "utf-8", id="utf-8-mark"),
        pytest.param(b"\xff\xfe" + "é王".encode("utf-16-le"), "é王", "utf-16-le", id="utf-16-le"),
        pytest.param(b"\xfe\xff" + "é王".encode("utf-16-be"), "é王", "utf-16-be", id="utf-16-be"),
    ],
)
def test_certain(data: bytes, text: str, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.problem) == (text, encoding, "")


@pytest.mark.parametrize(
    ("data", "text", "words"),
    [
        pytest.param(b"caf\xe9", "café", "byte 3", id="windows-1252"),
        pytest.param(b"\xef\xbb\xbfcaf\xe9", "café", "byte 6", id="offset-counts-the-mark"),
        pytest.param(b"\x93q\x94 \x81", "“q” \x81", "byte 0", id="undefined-byte"),
        pytest.param("é".encode() + b" \xe9", "é é", "byte 3", id="two-encodings"),
        pytest.param(b"a\x00b", "ab", "1 NUL", id="nul"),
        pytest.param("@book{a}".encode("utf-16-le"), "@book{a}", "utf-16-le", id="utf-16-without-mark"),
        pytest.param("@book{a}".encode("utf-16-be"), "@book{a}", "utf-16-be", id="utf-16-be-without-mark"),
        pytest.param(b"\xff\xfea\x00b", "a\ufffd", "damaged", id="half-a-character"),
    ],
)
def test_guessed(data: bytes, text: str, words: str) -> None:
    decoded = decode(data)
    assert decoded.text == text
    assert words in decoded.problem


@settings(max_examples=200)
@given(st.binary(max_size=60))
def test_never_raises(data: bytes) -> None:
    assert "\x00" not in decode(data).text


@settings(max_examples=100)
@given(
    st.text(alphabet=st.characters(exclude_characters="\x00\ufeff", exclude_categories=["Cs"]), max_size=60)
)
def test_utf_8_comes_back(text: str) -> None:
    assert decode(text.encode()).text == text
