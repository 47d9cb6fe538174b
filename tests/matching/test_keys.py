"""Two records are compared if they share a key, and no others are; a key that too many share is made narrower."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litreview.matching.comparable import comparable
from litreview.matching.keys import MOST, Holder, Index, Lookup, keys_of, parted
from litreview.readers.bibtex import read_bibtex

if TYPE_CHECKING:
    from litreview.matching.comparable import Form
    from litreview.model import Record

TITLES = ["Norms of War", "Norms of War: A History", "The Law of the Sea", "Law of the Seas", "", "主权"]
FAMILIES = ["Lind", "Okoro", "Zürn", ""]


def form(key: str, **fields: str) -> Form:
    return comparable(record(key, **fields))


def record(key: str, **fields: str) -> Record:
    lines = "".join(f", {name} = {{{value}}}" for name, value in fields.items() if value)
    result = read_bibtex(f"@article{{{key}{lines}}}".encode(), "x.bib")
    (found,) = [block.record for block in result.blocks if block.record]
    return found


@st.composite
def forms(draw: st.DrawFn) -> list[Form]:
    sides = st.fixed_dictionaries(
        {
            "title": st.sampled_from(TITLES),
            "author": st.sampled_from(FAMILIES),
            "year": st.sampled_from(["1998", "1999", ""]),
            "volume": st.sampled_from(["12", ""]),
            "pages": st.sampled_from(["45--60", "1", ""]),
            "doi": st.sampled_from(["10.5555/1", "", ""]),
        }
    )
    return [form(f"k{at}", **fields) for at, fields in enumerate(draw(st.lists(sides, max_size=12)))]


@given(forms())
def test_those_that_share_a_key_are_found(every: list[Form]) -> None:
    index = Index(every)
    keys = [set(keys_of(one)) for one in every]
    for place in range(len(every)):
        assert index.before(place) == {other for other in range(place) if keys[other] & keys[place]}
    assert index.left_out == 0


SOUND = {"author": "Lind, Eva", "title": "The Slow Making of Harbour Towns: Trust and Trade", "year": "1998"}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"title": "The Slow Making of Harbour Towns"}, id="no-subtitle"),
        pytest.param({"title": "Teh Slow Making of Harbour Towns: Trust and Trade"}, id="wrong-at-its-start"),
        pytest.param({"title": "The Slow Making of Harbour Towns: Trust and Tarde"}, id="wrong-at-its-end"),
        pytest.param({"author": "", "year": ""}, id="title-alone"),
        pytest.param({"title": "Der Weg", "doi": "10.5555/1"}, id="identifier"),
        pytest.param({"title": "Der Weg", "author": "", "volume": "3", "pages": "5--9"}, id="place"),
        pytest.param({"title": "Der Weg", "year": "", "pages": "5--9"}, id="author-and-page"),
        pytest.param({"title": "Der Weg", "volume": "3"}, id="author-and-volume"),
    ],
)
def test_one_error_leaves_a_key(changes: dict[str, str]) -> None:
    sound = SOUND | {name: changes[name] for name in changes if name not in SOUND}
    assert set(keys_of(form("a", **sound))) & set(keys_of(form("b", **sound | changes)))


def test_works_that_have_nothing_in_common_share_no_key() -> None:
    other = form("b", author="Okoro, Ada", title="Letters from an Archive", year="1998")
    assert not set(keys_of(form("a", **SOUND))) & set(keys_of(other))


def test_keys_are_numbers_of_32_bits_each_once() -> None:
    keys = keys_of(form("a", **SOUND, volume="3", pages="5--9", doi="10.5555/1", url="https://example.org/a"))
    assert len(keys) == len(set(keys))
    assert all(0 <= key < 2**32 for key in keys)


def test_a_key_of_few_is_one_part() -> None:
    held = [Holder(number, 1, 1998) for number in range(MOST)]
    assert parted(held) == ([list(range(MOST))], 0)


def test_a_key_of_many_is_parted_by_author_and_by_year() -> None:
    held = [Holder(number, 1 + number // 10, 1900 + number) for number in range(MOST * 2)]
    parts, left_out = parted(held)
    assert parts == [list(range(start, start + 10)) for start in range(0, MOST * 2, 10)]
    assert left_out == 0


def test_parts_that_are_still_too_large_are_counted_and_left_out() -> None:
    held = [Holder(number, 1, 1998 if number else 0) for number in range(MOST + 2)]
    assert parted(held) == ([], 2)


def test_one_that_names_nobody_and_no_year_is_in_no_part() -> None:
    held = [Holder(number, 1 + number // 5, 0) for number in range(MOST + 1)]
    parts, _ = parted([*held, Holder(99, 0, 0)])
    assert all(99 not in part for part in parts)


def test_many_works_of_one_title_are_compared_by_author_and_year() -> None:
    every = [
        form(
            f"k{number}",
            title="On Liberty",
            author=f"{chr(97 + number % 20) * 4}, X.",
            year=str(1900 + number),
        )
        for number in range(60)
    ]
    index = Index(every)
    assert index.before(40) == {0, 20}
    assert index.before(5) == set()
    assert index.left_out == 0
    same_year = Index([form(f"k{number}", title="On Liberty", year="1998") for number in range(60)])
    assert same_year.before(59) == set()
    assert same_year.left_out > 0


def looked_up(asked: Record, *known: Record) -> list[int]:
    return Lookup(known).near(asked)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        pytest.param({"title": "Letters from an Archive"}, False, id="other-title"),
        pytest.param({"title": ""}, False, id="no-title"),
        pytest.param({"title": "The Slow Making of Harbour Towns"}, True, id="no-subtitle"),
        pytest.param({"title": "A Slow Making of Harbour Towns: Trust and Trade"}, True, id="other-start"),
        pytest.param({"title": "THE SLOW MAKING OF HARBOUR TOWNS"}, True, id="capitals"),
        pytest.param({"title": "Der Weg", "doi": "10.5555/1"}, True, id="identifier"),
    ],
)
def test_a_record_is_looked_up_by_title_and_identifier(changes: dict[str, str], found: bool) -> None:
    known = record("a", **SOUND, doi="10.5555/1")
    assert looked_up(record("b", **SOUND | changes), known) == ([0] if found else [])


def test_a_title_that_many_have_is_looked_up_by_its_year() -> None:
    known = [record(f"k{number}", title="On Liberty", year=str(1900 + number)) for number in range(60)]
    assert looked_up(record("a", title="On Liberty", year="1910"), *known) == [10]
    assert looked_up(record("a", title="On Liberty"), *known) == []
    same_year = [record(f"k{number}", title="On Liberty", year="1998") for number in range(60)]
    assert looked_up(record("a", title="On Liberty", year="1998"), *same_year) == []
