"""What the search for duplicates promises, whatever copies a library is made of."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from litreview.actions.add import add
from litreview.matching.comparable import comparable
from litreview.matching.duplicates import DECIDED, decide, find, forms_of
from litreview.matching.grouping import contradict
from litreview.matching.keys import Index
from litreview.readers.bibtex import read_bibtex
from litreview.storage.connect import reading
from litreview.storage.load import source_ids
from litreview.storage.matching import made_by, matches_of, some_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from litreview.model import Match, Record

Work = dict[str, str]
HARBOUR: Work = {
    "@": "article", "author": "Lind, Eva and Okoro, Ada", "title": "Harbour Towns and the Slow Making of Trust",
    "journal": "Urban History Papers", "volume": "12", "number": "2", "pages": "45--60", "year": "1998",
    "doi": "10.5555/harbour",
}  # fmt: skip
SILENCE: Work = {
    "@": "book", "author": "Lind, Eva", "title": "The Uses of Silence in Court: A History",
    "publisher": "Saltmarsh Press", "year": "1988",
}  # fmt: skip
WORKS: list[Work] = [
    HARBOUR,
    HARBOUR | {"title": "Erratum: " + HARBOUR["title"], "pages": "190", "doi": ""},
    HARBOUR | {"title": HARBOUR["title"] + ", Part II", "pages": "61--80", "doi": "10.5555/harbour2"},
    SILENCE,
    SILENCE | {"edition": "2", "year": "1996"},
    SILENCE | {"translator": "Meyer, Anna", "publisher": "Northgate", "year": "1989"},
    {"@": "inproceedings", "author": "Meyer, Anna", "title": "Reading Ledgers by Machine and by Hand",
     "booktitle": "Proceedings of the Conference on Digital History", "pages": "7--15", "year": "2018"},
    {"@": "techreport", "author": "{Institute for Labour Studies}", "title": "Wages and Prices in the World",
     "institution": "Institute for Labour Studies", "number": "14", "year": "2007"},
    {"@": "techreport", "author": "{Institute for Labour Studies}", "title": "Wages and Prices in the World",
     "institution": "Institute for Labour Studies", "number": "15", "year": "2008"},
    {"@": "online", "title": "How We Read Old Letters", "author": "Okoro, Ada", "year": "2019",
     "url": "https://example.org/letters"},
]  # fmt: skip
DAMAGES: dict[str, Callable[[str], str]] = {
    "drop": lambda _: "",
    "shout": str.upper,
    "swap": lambda text: text[:5] + text[6:7] + text[5:6] + text[7:],
    "lose": lambda text: text[:7] + text[8:],
    "cut": lambda text: text.split(":")[0].split("--")[0],
    "turn": lambda text: " and ".join(reversed(text.split(" and "))),
    "later": lambda text: str(int(text) + 1) if text.isdigit() else text,
}
DAMAGED = ["author", "title", "journal", "volume", "number", "pages", "year", "doi", "publisher"]


def printed(works: Iterable[Work], start: int = 0) -> str:
    """Print works as a user's file has them, under the keys k0, k1 and so on."""
    entries = []
    for number, work in enumerate(works, start):
        lines = "".join(f"  {name} = {{{text}}},\n" for name, text in work.items() if text and name != "@")
        entries.append(f"@{work['@']}{{k{number},\n{lines}}}\n")
    return "".join(entries)


def read(*works: Work) -> list[Record]:
    result = read_bibtex(printed(works).encode(), "x.bib")
    return [block.record for block in result.blocks if block.record]


damages = st.tuples(st.sampled_from(DAMAGED), st.sampled_from(list(DAMAGES)))


@st.composite
def copies(draw: st.DrawFn) -> Work:
    """Give a copy of a work with up to three damages."""
    work = dict(draw(st.sampled_from(WORKS)))
    for name, damage in draw(st.lists(damages, max_size=3)):
        if work.get(name):
            work[name] = DAMAGES[damage](work[name])
    return work


libraries = st.lists(copies(), max_size=12).map(lambda works: read(*works))
thorough = settings(max_examples=80, deadline=None)


# Whatever the library ------------------------------------------------------------------------------


@thorough
@given(libraries.flatmap(lambda records: st.tuples(st.just(records), st.permutations(records))))
def test_the_order_of_the_records_is_no_matter(both: tuple[list[Record], list[Record]]) -> None:
    one, other = both
    assert find(one) == find(other)


@thorough
@given(libraries)
def test_no_two_records_of_a_group_contradict(records: list[Record]) -> None:
    forms = {form.key: form for form in forms_of(records)}
    for group in find(records).groups:
        if group.verdict == "duplicate":
            for one, other in combinations(group.keys, 2):
                assert not contradict(forms[one], forms[other], years_known=True), (one, other)


@thorough
@given(libraries)
def test_a_record_is_in_one_group_of_duplicates_and_one_of_possible_ones_at_most(
    records: list[Record],
) -> None:
    for verdict in ("duplicate", "possible"):
        keys = [key for group in find(records).groups if group.verdict == verdict for key in group.keys]
        assert len(set(keys)) == len(keys)


@thorough
@given(libraries)
def test_groups_hang_together_and_the_strongest_comes_first(records: list[Record]) -> None:
    for group in find(records).groups:
        assert sorted(group.keys) == list(group.keys)
        assert {key for match in group.matches for key in (match.a, match.b)} == set(group.keys)
        assert [match.weight for match in group.matches] == sorted(
            (match.weight for match in group.matches), reverse=True
        )
        for match in group.matches:
            assert match.a < match.b
            assert match.verdict == group.verdict
            assert match.why


@thorough
@given(copies())
def test_a_copy_under_another_key_is_a_duplicate(work: Work) -> None:
    assume(all(work.get(name) for name in ("title", "author", "year")))
    found = decide(*forms_of(read(work, work)))
    assert found is not None
    assert found.verdict == "duplicate", found


@thorough
@given(libraries)
def test_what_a_person_decided_outranks_every_rule(records: list[Record]) -> None:
    forms = forms_of(records)
    for one, other in combinations(forms, 2):
        same = decide(one, other, lambda _, __: "same")
        assert same is not None
        assert (same.verdict, same.rule) == ("duplicate", DECIDED)
        assert decide(one, other, lambda _, __: "distinct") is None
        assert not contradict(one, other, lambda _, __: "same", years_known=False)
        assert contradict(one, other, lambda _, __: "distinct", years_known=True)
    assert find(records, decided=lambda _, __: "distinct").groups == ()


# Copies that could be either of two works ----------------------------------------------------------


def verdicts(*works: Work, decided: Callable[[str, str], str] | None = None) -> set[tuple[str, ...]]:
    """Give the groups of some works as their verdicts with the keys: ("duplicate", "k0", "k1")."""
    return {(group.verdict, *group.keys) for group in find(read(*works), decided=decided).groups}


def test_a_copy_without_its_year_that_fits_two_editions_is_merged_with_neither() -> None:
    first, second, either = SILENCE, SILENCE | {"year": "1999"}, SILENCE | {"year": ""}
    assert verdicts(first, either) == {("duplicate", "k0", "k1")}
    assert verdicts(second, either) == {("duplicate", "k0", "k1")}
    assert verdicts(first, second, either) == {("possible", "k0", "k1", "k2")}


def test_copies_do_not_chain_two_works() -> None:
    first, second, either = SILENCE, SILENCE | {"year": "1999"}, SILENCE | {"year": ""}
    groups = find(read(first, first, second, second, either)).groups
    together = [group.keys for group in groups if group.verdict == "duplicate"]
    assert sorted(together) == [("k0", "k1"), ("k2", "k3")]
    assert any("k4" in group.keys for group in groups if group.verdict == "possible")


def test_a_chain_of_copies_of_one_work_is_one_group() -> None:
    typo = HARBOUR | {"title": "Harbour Towns and the Slow Makng of Trust", "doi": ""}
    short = HARBOUR | {"author": "Lind, E. and others", "pages": "45", "volume": ""}
    assert verdicts(HARBOUR, typo, short) == {("duplicate", "k0", "k1", "k2")}


def test_works_that_look_alike_are_not_merged() -> None:
    assert [group for group in find(read(*WORKS)).groups if group.verdict == "duplicate"] == []


# What a person decided ------------------------------------------------------------------------------


def only(one: str, other: str, said: str) -> Callable[[str, str], str]:
    return lambda a, b: said if {a, b} == {one, other} else ""


def test_two_that_a_person_parted_are_in_no_group_through_a_third() -> None:
    assert verdicts(HARBOUR, HARBOUR) == {("duplicate", "k0", "k1")}
    assert verdicts(HARBOUR, HARBOUR, decided=only("k0", "k1", "distinct")) == set()
    groups = find(read(HARBOUR, HARBOUR, HARBOUR), decided=only("k0", "k1", "distinct")).groups
    assert all(not {"k0", "k1"} <= set(group.keys) for group in groups if group.verdict == "duplicate")


def test_two_that_a_person_joined_are_one_though_a_rule_forbids_it() -> None:
    second = SILENCE | {"year": "1999", "edition": "2"}
    assert verdicts(SILENCE, second) == set()
    assert verdicts(SILENCE, second, decided=only("k0", "k1", "same")) == {("duplicate", "k0", "k1")}


# The same, in a library -----------------------------------------------------------------------------


def compared(records: list[Record]) -> set[Match]:
    """Give all matches of records that share a key."""
    forms = forms_of(records)
    index = Index(forms)
    pairs = ((forms[earlier], form) for place, form in enumerate(forms) for earlier in index.before(place))
    return {match for pair in pairs if (match := decide(*pair))}


COPIES = [
    *WORKS,
    HARBOUR | {"author": "Lind, E. and Okoro, A.", "doi": "", "pages": "45"},
    HARBOUR | {"title": "Harbor towns and the slow making of trust", "number": ""},
    SILENCE | {"title": "The Uses of Silence in Court", "year": ""},
    {"@": "inbook", "crossref": "k3", "title": "Oaths and Their Witnesses in Court", "pages": "20--41"},
    {"@": "inbook", "crossref": "k3", "title": "Oaths and their witnesses in court", "pages": "20"},
]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "litreview.db"


def file(name: str, works: Iterable[Work], start: int = 0) -> str:
    Path(name).write_text(printed(works, start), encoding="utf-8")
    return name


def test_sources_are_compared_as_their_records_are(library: Path) -> None:
    add(library, [file("all.bib", WORKS)])
    with reading(library) as connection:
        sources = some_sources(connection, source_ids(connection).values())
    assert list(map(comparable, sources)) == forms_of(read(*WORKS))


def test_in_a_library_the_same_matches_are_found(library: Path) -> None:
    add(library, [file("all.bib", COPIES[:-2])])
    with reading(library) as connection:
        found = matches_of(connection, list(source_ids(connection).values()))
    assert len(set(found)) == len(found) > 3
    assert set(found) == compared(read(*COPIES[:-2]))


def test_added_one_by_one_the_same_matches_are_found(library: Path) -> None:
    one_by_one: list[Match] = []
    for number, work in enumerate(COPIES):
        add(library, [file(f"{number}.bib", [work], number)])
        with reading(library) as connection:
            new = made_by(connection, number + 1)
            assert len(new) == 1
            one_by_one += matches_of(connection, new)
    with reading(library) as connection:
        at_once = matches_of(connection, list(source_ids(connection).values()))
        sources = some_sources(connection, source_ids(connection).values())
    assert len(set(one_by_one)) == len(one_by_one)
    assert set(one_by_one) == set(at_once)
    assert {tuple(sorted((match.a, match.b))) for match in at_once} >= {("k13", "k14"), ("k0", "k10")}
    assert find(sources) == find(list(reversed(sources)))


def test_the_matches_of_one_source_are_those_that_name_it(library: Path) -> None:
    add(library, [file("all.bib", COPIES)])
    with reading(library) as connection:
        numbers = source_ids(connection)
        everything = matches_of(connection, list(numbers.values()))
        for key, number in numbers.items():
            named = {match for match in everything if key in {match.a, match.b}}
            assert set(matches_of(connection, [number])) == named
