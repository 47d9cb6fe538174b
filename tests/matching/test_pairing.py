"""Each citation means the entry that it names; one slip costs one pair, and never a gap on both sides."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.matching.pairing import Pairing, pair
from litreview.model import Citation, Field, Identifier, Person, Record

param = pytest.param


def entry(people: str, year: str, title: str = "A title of its own", key: str = "", **fields: str) -> Record:
    """Give a record: "Clarke, R. & Knake, R.", organisations in braces."""
    said = {"year": year, "title": title, **fields}
    return Record(
        key,
        "book",
        tuple(Field(name, value, value) for name, value in said.items() if value),
        tuple(person(name) for name in people.split(" & ") if name),
    )


def person(name: str) -> Person:
    if name.startswith("{"):
        return Person("author", literal=name.strip("{}"))
    family, _, given_name = name.partition(", ")
    return Person("author", family=family, given=given_name)


def cite(words: str, year: str, **more: object) -> Citation:
    """Give a citation: "Clarke & Knake", "Smith et al."."""
    names = tuple(words.removesuffix(" et al.").split(" & ")) if words else ()
    made = Citation("author-year", f"{words} {year}", "x.md", 1, 1, names=names, year=year)
    return replace(made, others=words.endswith(" et al."), **more)


LIST = [
    entry("Segal, Adam", "2016", "The hacked world order: How nations fight"),
    entry("Clarke, Richard A. & Knake, Robert K.", "2010", "Cyber war"),
    entry("Smith, Anna & Jones, Brian & Lee, Chun", "2015", "How rivers remember floods"),
    entry("{World Health Organization}", "2017", "Ten years in public health"),
    entry("Dunn Cavelty, Myriam", "2008", "Cyber-terror"),
    entry("{United Nations Institute for Disarmament Research (UNIDIR)}", "2017", "The cyber index"),
    entry("王, 小明", "2019", "电网"),
    entry("van der Berg, Jan", "2004", "Dikes"),
    entry("", "1960", "The rites of passage"),
]


@pytest.mark.parametrize(
    ("words", "year", "place"),
    [
        param("Segal", "2016", 0, id="one"),
        param("SEGAL", "2016", 0, id="capitals"),
        param("Adam Segal", "2016", 0, id="whole-name"),
        param("Clarke & Knake", "2010", 1, id="two"),
        param("Smith et al.", "2015", 2, id="et-al"),
        param("Smith & Jones & Lee", "2015", 2, id="three"),
        param("World Health Organization", "2017", 3, id="body"),
        param("the World Health Organization", "2017", 3, id="body-with-the"),
        param("WHO", "2017", 3, id="acronym"),
        param("World Health Organization (WHO)", "2017", 3, id="body-and-acronym"),
        param("Dunn Cavelty", "2008", 4, id="compound"),
        param("Cavelty", "2008", 4, id="part-of-it"),
        param("UNIDIR", "2017", 5, id="acronym-of-the-list"),
        param("United Nations Institute for Disarmament Research", "2017", 5, id="without-it"),
        param("王小明", "2019", 6, id="chinese"),
        param("Wang", "2019", 6, id="pinyin"),
        param("van der Berg", "2004", 7, id="particle"),
        param("Berg", "2004", 7, id="without-particle"),
        param("Rites of Passage", "1960", 8, id="a-title-for-a-name"),
    ],
)
def test_what_differs_in_nothing_is_exact(words: str, year: str, place: int) -> None:
    (one,) = pair([cite(words, year)], LIST).pairs
    assert (one.entries, set(one.how) <= {"title"}) == ((place,), True)


@pytest.mark.parametrize(
    ("words", "year", "place", "how"),
    [
        param("Segal", "2061", 0, ("year",), id="year"),
        param("Segal", "1986", 0, ("year",), id="year-far-off"),
        param("Sagal", "2016", 0, ("misspelt",), id="a-letter"),
        param("Adam", "2016", 0, ("misspelt",), id="given-name"),
        param("Knake & Clarke", "2010", 1, ("order",), id="order"),
        param("Knake & Clark", "2010", 1, ("order", "misspelt"), id="order-and-a-letter"),
        param("Clarke & Knake", "2012", 1, ("year",), id="year-of-two"),
        param("Clarke", "2010", 1, ("authors",), id="co-author-dropped"),
        param("Clarke & Knake & Rid", "2010", 1, ("authors",), id="co-author-added"),
        param("Clarke et al.", "2010", 1, ("authors",), id="et-al-of-two"),
        param("Segal et al.", "2016", 0, ("authors",), id="et-al-of-one"),
        param("Jones et al.", "2015", 2, ("order",), id="et-al-of-the-second"),
        param("World Helth Organization", "2017", 3, ("misspelt",), id="body-misspelt"),
    ],
)  # fmt: skip
def test_a_slip_is_paired_and_told(words: str, year: str, place: int, how: tuple[str, ...]) -> None:
    found = pair([cite(words, year)], LIST)
    assert [(one.entries, one.how) for one in found.pairs] == [((place,), how)]
    assert place not in found.uncited
    assert not found.missing


@pytest.mark.parametrize(
    ("words", "year"),
    [
        param("Rid", "2013", id="nobody-near"),
        param("Nye & Rid", "2016", id="two-of-nobody"),
        param("Sun", "2016", id="short-names-differ"),
        param("Lee", "1999", id="third-author-of-another-year"),
        param("Miller & Knake", "1984", id="co-author-of-another-year"),
        param("Clark", "1984", id="letter-and-year"),
        param("Knake & Clark", "2012", id="order-letter-and-year"),
    ],
)
def test_what_has_too_little_in_common_is_missing(words: str, year: str) -> None:
    found = pair([cite(words, year)], LIST)
    assert (found.pairs, len(found.missing)) == ((), 1)


def test_each_gap_goes_to_the_citation_that_fits_it_best() -> None:
    listed = [entry("Smith, A.", "2015"), entry("Smith, A.", "2018"), entry("Smyth, B.", "2011")]
    found = pair([cite("Smith", "2015"), cite("Smith", "2019"), cite("Smith", "2011")], listed)
    assert [one.entries for one in found.pairs] == [(0,), (1,), (2,)]
    assert found.uncited == ()


def test_a_year_that_is_wrong_again_and_again_beside_the_right_one_is_another_work() -> None:
    once = [cite("Segal", "2016"), cite("Segal", "2011")]
    assert [one.how for one in pair(once, LIST).pairs] == [(), ("year",)]
    assert len(pair([*once, cite("Segal", "2011")], LIST).missing) == 2


def test_several_that_fit_are_ambiguous_unless_a_letter_tells() -> None:
    listed = [
        entry("Segal, A.", "2020", "One", extradate="a"),
        entry("Segal, A.", "2020", "Two", extradate="b"),
    ]
    citations = [cite("Segal", "2020"), cite("Segal", "2020", letter="b"), cite("Segal", "2020", letter="c")]
    found = pair(citations, listed).pairs
    assert [(one.entries, one.how) for one in found] == [
        ((0, 1), ("ambiguous",)),
        ((1,), ()),
        ((0,), ("letter",)),
    ]


def test_letters_against_a_list_without_any_are_sound() -> None:
    listed = [entry("Segal, A.", "2020", "One"), entry("Segal, A.", "2020", "Two")]
    (one,) = pair([cite("Segal", "2020", letter="a")], listed).pairs
    assert (one.entries, one.how) == ((0, 1), ())


def test_keys_dois_numbers_and_titles() -> None:
    doi = replace(entry("Rid, T.", "2013", key="rid2013"), identifiers=(Identifier("doi", "10.1000/x1"),))
    listed = [entry("Segal, A.", "2016", "The hacked world order: How nations fight", "segal2016"), doi]
    citations = [
        Citation("key", "@segal2016", "x.md", 1, 1, key="segal2016"),
        Citation("key", "@old", "x.md", 1, 1, key="old"),
        Citation("key", "@none", "x.md", 1, 1, key="none"),
        Citation("key", "(Rid)", "x.md", 1, 1, identifier="https://doi.org/10.1000/X1"),
        Citation("number", "[2]", "x.md", 1, 1, number="2"),
        Citation("number", "[9]", "x.md", 1, 1, number="9"),
        Citation(
            "title",
            "The Hacked World Order (2016)",
            "x.md",
            1,
            1,
            title="The Hacked World Order",
            year="2016",
        ),
    ]
    found = pair(citations, listed, aliases={"old": "segal2016"}, numbers=["1", "2"])
    assert [(one.citation, one.entries) for one in found.pairs] == [
        (0, (0,)),
        (1, (0,)),
        (3, (1,)),
        (4, (1,)),
        (6, (0,)),
    ]
    assert [one.citation for one in found.missing] == [2, 5]


def test_all_works_are_cited_by_nocite_and_a_list_without_keys_is_counted() -> None:
    assert pair([Citation("all", r"\nocite{*}", "x.tex", 1, 1)], LIST).uncited == ()
    (one,) = pair([Citation("number", "[3]", "x.md", 1, 1, number="3")], LIST).pairs
    assert one.entries == (2,)


def test_an_acronym_is_what_the_text_says_it_is() -> None:
    listed = [entry("{European Union Agency for Cybersecurity}", "2019")]
    text = "The European Union Agency for Cybersecurity (ENISA) has grown."
    assert pair([cite("ENISA", "2019")], listed).pairs == ()
    assert pair([cite("ENISA", "2019")], listed, text=text).pairs[0].how == ()


NAMES = st.sampled_from(
    ["Segal", "Clarke", "Clark", "Knake", "Smith", "Smyth", "Rid", "World Bank", "王小明", "de Vries"]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(NAMES, min_size=1, max_size=3), st.integers(2008, 2012), st.booleans()),
        max_size=12,
    ),
    st.lists(st.tuples(st.lists(NAMES, max_size=3), st.integers(2008, 2012)), max_size=8),
)
def test_every_citation_is_paired_or_missing_and_every_entry_meant_or_uncited(
    cited: list[tuple[list[str], int, bool]], listed: list[tuple[list[str], int]]
) -> None:
    citations = [cite(" & ".join(names) + " et al." * others, str(year)) for names, year, others in cited]
    entries = [entry(" & ".join(names), str(year), f"Title {at}") for at, (names, year) in enumerate(listed)]
    found: Pairing = pair(citations, entries)
    places = [one.citation for one in found.pairs] + [one.citation for one in found.missing]
    assert sorted(places) == list(range(len(citations)))
    meant = {place for one in found.pairs for place in one.entries}
    assert sorted(meant | set(found.uncited)) == list(range(len(entries)))
    assert not meant & set(found.uncited)
    assert found == pair(citations, entries)
