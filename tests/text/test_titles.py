"""A work is known by each of its titles, and by none that is not its own."""

from __future__ import annotations

import time

import pytest

from litreview.model import Field, Record
from litreview.text.titles import titles_of, whole_title, without_mark

param = pytest.param


def forms(**texts: str) -> tuple[str, ...]:
    return titles_of(Record("k", "book", tuple(Field(name, text, text) for name, text in texts.items())))


@pytest.mark.parametrize(
    "title",
    [
        param("Cyber War", id="plain"),
        param("Cyber War (Revised Edition)", id="round-brackets"),
        param("Cyber War [Internet]", id="medium"),
        param("Vitamin [C]", id="one-letter-that-may-be-a-mark"),
        param("x = y", id="formula"),
        param("中国 (WTO)", id="acronym"),
        param("网络安全（第二版）", id="edition"),
        param("[A] and [B]", id="brackets-on-both-sides"),
    ],
)
def test_one_title(title: str) -> None:
    assert forms(title=title) == (title,)


@pytest.mark.parametrize(
    ("texts", "titles"),
    [
        param({}, (), id="none"),
        param({"title": "A", "subtitle": "B"}, ("A: B", "A"), id="subtitle"),
        param({"title": "Why?", "subtitle": "B"}, ("Why? B", "Why?"), id="question"),
        param(
            {"title": "网络安全治理", "titleaddon": "Governing Cybersecurity"},
            ("网络安全治理", "Governing Cybersecurity"),
            id="translation",
        ),
        param(
            {"title": "Governing Cybersecurity", "titleaddon": "[网络安全治理]"},
            ("Governing Cybersecurity", "网络安全治理"),
            id="original",
        ),
        param(
            {"title": "网络安全治理 [Governing Cybersecurity]"},
            ("网络安全治理 [Governing Cybersecurity]", "网络安全治理", "Governing Cybersecurity"),
            id="brackets",
        ),
        param(
            {"title": "Governing Cybersecurity（网络安全治理）"},
            ("Governing Cybersecurity（网络安全治理）", "Governing Cybersecurity", "网络安全治理"),
            id="full-width-brackets",
        ),
        param(
            {"title": "网络安全 = Network Security"},
            ("网络安全 = Network Security", "网络安全", "Network Security"),
            id="parallel-title",
        ),
        param({"title": "[The cyber war]."}, ("[The cyber war].", "The cyber war"), id="pubmed"),
        param({"title": "网络安全[J]"}, ("网络安全",), id="mark"),
        param({"title": "A", "titleaddon": "Review"}, ("A",), id="a-word-on-the-work"),
        param(
            {"title": "Der Krieg", "titleaddon": "The long war"},
            ("Der Krieg", "The long war"),
            id="three-words",
        ),
    ],
)
def test_titles(texts: dict[str, str], titles: tuple[str, ...]) -> None:
    assert forms(**texts) == titles


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("A [X]", "A [X]"),
        ("A[M]", "A"),
        ("网络安全［EB/OL］.", "网络安全"),
        ("A [DB/CD]", "A"),
        ("网络 [J]", "网络"),
        ("[J]x", "[J]x"),
    ],
)
def test_mark(title: str, bare: str) -> None:
    assert without_mark(title) == bare


def test_whole_title() -> None:
    assert whole_title("", "B") == "B"
    assert whole_title("A", "") == "A"
    assert whole_title("网络：", "安全") == "网络： 安全"


@pytest.mark.parametrize("unit", ["[", "]", "(", "a [", "=", " = "])
def test_time_is_linear(unit: str) -> None:
    started = time.process_time()
    forms(title=unit * (100_000 // len(unit)))
    forms(title=unit * (1_900 // len(unit)))
    assert time.process_time() - started < 2
