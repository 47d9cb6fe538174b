"""People are the same in whatever order, language and spelling; namesakes with other initials are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litreview.matching.comparable import Name, comparable
from litreview.matching.same_names import Shared, shared
from litreview.readers.bibtex import read_bibtex

OTHERS = [
    pytest.param("Meyer, Anna", "Santos, Rui", id="others"),
    pytest.param("Meyer, Anna", "Meyer, Bernd", id="namesakes"),
    pytest.param("Li, Wei", "Lin, Wei", id="short-names"),
    pytest.param("Kim, Jong", "Kim, Young", id="one-family"),
    pytest.param("{World Bank}", "{World Health Organization}", id="bodies"),
    pytest.param("{OECD}", "{Organization of American States}", id="another-acronym"),
]
SAME = [
    pytest.param("Meyer, Anna", "Meyer, A.", id="initial"),
    pytest.param("Anna Meyer", "Meyer, Anna", id="turned"),
    pytest.param("William, O'Brochta", "O'Brochta, William", id="swapped"),
    pytest.param("Anna, Meyer", "Meyer, A.", id="swapped-initial"),
    pytest.param("Wang, Xiaoming", "Wang, X.-M.", id="initials-of-one-word"),
    pytest.param("Dunn Cavelty, Myriam", "Cavelty, Myriam Dunn", id="compound-turned"),
    pytest.param("Smith-Jones, Ann", "Jones, Ann", id="half-a-compound"),
    pytest.param("Smith-Jones, Ann", "Smith Jones, A.", id="compound-without-its-hyphen"),
    pytest.param("van der Berg, Jan", "Berg, Jan", id="particle-missing"),
    pytest.param("van der Berg, Jan", "Vanderberg, Jan", id="particle-joined"),
    pytest.param("de Tocqueville, Alexis", "Tocqueville, Alexis de", id="particle-behind"),
    pytest.param("O'Neill, Onora", "ONeill, O.", id="apostrophe"),
    pytest.param("Mc Carthy, M.", "McCarthy, Mary", id="mc"),
    pytest.param("Habermas, J.", "Habermass, J.", id="misspelt"),
    pytest.param("Zürn, Michael", "Zuern, Michael", id="umlaut-as-two-letters"),
    pytest.param("Zürn, Michael", "Zurn, M.", id="umlaut-without-dots"),
    pytest.param("Øst, Karl", "Oest, K.", id="stroke"),
    pytest.param("Bakhtin, Mikhail", "Бахтин, Михаил", id="cyrillic"),
    pytest.param("{International Telecommunication Union}", "{ITU}", id="acronym"),
    pytest.param("{OECD}", "{Organisation for Economic Co-operation and Development}", id="long-acronym"),
]


def names(text: str) -> tuple[Name, ...]:
    result = read_bibtex(f"@book{{a, author = {{{text}}}, title = {{x}}}}".encode(), "x.bib")
    (record,) = [block.record for block in result.blocks if block.record]
    return comparable(record).names


def compared(one: str, other: str) -> Shared:
    """Compare two lists of names, the count of which their order must not change."""
    found = shared(names(one), names(other))
    turned = shared(names(other), names(one))
    assert (found.same, found.mine, found.theirs) == (turned.same, turned.theirs, turned.mine)
    return found


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_other_people(one: str, other: str) -> None:
    assert compared(one, other).none


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_person(one: str, other: str) -> None:
    assert compared(one, other).all


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        pytest.param("", "Meyer, A.", "unknown", id="nobody"),
        pytest.param("Lind, E. and Okoro, A.", "Meyer, A. and Santos, R.", "none", id="others"),
        pytest.param("Lind, E. and Rao, A. and Koch, R.", "Lind, E. and Mann, A. and Roth, I.", "one", id="third"),
        pytest.param("Lind, E. and Okoro, A.", "Lind, E. and Meyer, A.", "most", id="half"),
        pytest.param("Lind, E. and Okoro, A.", "Okoro, Ada and Lind, Eva", "all", id="another-order"),
        pytest.param("Lind, E. and others", "Lind, E. and Okoro, A. and Meyer, A.", "all", id="et-al"),
        pytest.param("Wright, A. and Wright, B.", "Wright, B.", "all", id="siblings"),
    ],
)  # fmt: skip
def test_lists_of_people(one: str, other: str, found: str) -> None:
    count = compared(one, other)
    said = "unknown" if not count.known else "all" if count.all else "most" if count.most else "one"
    assert ("none" if count.none else said) == found


def test_order_and_spelling_are_told() -> None:
    turned = compared("Lind, E. and Okoro, A.", "Okoro, A. and Lind, E.")
    assert (turned.first, turned.in_order, turned.exact) == (False, False, True)
    misspelt = compared("Habermas, J.", "Habermass, J.")
    assert (misspelt.first, misspelt.in_order, misspelt.exact) == (True, True, False)


PEOPLE = [
    "Lind, Eva",
    "Lind, E.",
    "Okoro, Ada",
    "Zürn, M.",
    "van der Berg, Jan",
    "{ITU}",
    "Wright, A.",
    "Wright, B.",
]


@given(
    st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=5).flatmap(
        lambda people: st.tuples(st.just(people), st.permutations(people))
    )
)
def test_everybody_is_in_a_shuffled_list(lists: tuple[list[str], list[str]]) -> None:
    one, other = lists
    assert compared(" and ".join(one), " and ".join(other)).same == len(one)
