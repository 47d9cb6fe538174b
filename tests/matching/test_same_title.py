"""One content word makes another work; a word split, misspelt or spelt the British way does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litreview.matching.same_title import likeness, same_word
from litreview.matching.title_forms import title_form

OTHER = [
    ("Freedom to Work in the Towns of the North", "Freedom from Work in the Towns of the North"),
    ("网络主权与国际法研究", "网络安全与国际法研究"),
    ("Depression in Adult Refugees", "Depression in Pediatric Refugees"),
    ("The War in Iran and Its Ends", "The War in Iraq and Its Ends"),
    ("Courts in Slovakia since 1990", "Courts in Slovenia since 1990"),
    ("Courts in Austria since 1945", "Courts in Australia since 1945"),
    ("Democracy in Niger after 1990", "Democracy in Nigeria after 1990"),
    ("Nuclear Politics in North Korea", "Nuclear Politics in South Korea"),
    ("Courts in Virginia since 1990", "Courts in West Virginia since 1990"),
    ("Growth with Equity in Latin America", "Growth without Equity in Latin America"),
    ("The Case for Intervention in Libya", "The Case against Intervention in Libya"),
    ("Interstate Conflict in Africa", "Intrastate Conflict in Africa"),
    ("Formal Rules and Social Order", "Informal Rules and Social Order"),
    ("The Rational Voter in Small Towns", "The Irrational Voter in Small Towns"),
    ("The Politics of Inclusion in Schools", "The Politics of Exclusion in Schools"),
    ("Migration and Emigration in Norway", "Migration and Immigration in Norway"),
    ("The Uses of Literacy", "The Abuses of Literacy"),
    ("Women at Work in Victorian Towns", "Men at Work in Victorian Towns"),
    ("Gender and Power in Modern France", "Gender and Power in Medieval France"),
    ("The Revolution of Family Law", "The Evolution of Family Law"),
    ("Land Policy in Peru", "Land Politics in Peru"),
    ("Plan A for the Balkans", "Plan B for the Balkans"),
    ("Is Democracy Good for the Poor?", "Why Is Democracy Good for the Poor?"),
    ("Truth and Method, Part I", "Truth and Method, Part II"),
    ("Truth and Method, Part I", "Truth and Method"),
    ("Human Rights in 2010", "Human Rights in 2011"),
    ("Our Common Future", "Our Common Future: Executive Summary"),
    ("Our Common Future", "Our Common Future: Annex"),
    ("", ""),
]
PART = [
    ("Imagined Communities", "Imagined Communities: Reflections on the Origin and Spread of Nationalism"),
    ("The Logic of Collective Action", "The Logic of Collective Action: Public Goods and Groups"),
    ("Who Governs", "Who Governs? Democracy and Power in an American City"),
    (
        "The Long Road of Small Farmers from Village Markets toward World",
        "The Long Road of Small Farmers from Village Markets toward World Trade and Back",
    ),
]
NEAR = [
    ("A Study of Norms among Border Guards in Spain", "Norms among Border Guards in Spain"),
    ("Some Letters from the Towns of Old Saxony", "Letters from the Towns of Old Saxony"),
    ("Minority Rights and Majority Rule", "Majority Rights and Minority Rule"),
    ("Ireland and Its Courts", "Iceland and Its Courts"),
    ("Morality and the Poor in England", "Mortality and the Poor in England"),
]
SAME = [
    ("Governing the Commons", "governing the commons."),
    ("The Behaviour of Crowds", "The Behavior of Crowds"),
    ("Labour and Organisation in Mills", "Labor and Organization in Mills"),
    ("Paediatric Wards in Wartime", "Pediatric Wards in Wartime"),
    ("The Centre Cannot Hold", "The Center Cannot Hold"),
    ("Catalogue of Ships", "Catalog of Ships"),
    ("Colonial Adminstration in Bengal", "Colonial Administration in Bengal"),
    ("Memory and Nation in Germny", "Memory and Nation in Germany"),
    ("Internationl Norms and Their Makers", "International Norms and Their Makers"),
    ("The Strateg ic Triangle", "The Strategic Triangle"),
    ("Post-War Memory in Towns", "Postwar memory in towns"),
    ("Truth and Method, Part II", "Truth and method: part two"),
    ("Norms & Laws of the Sea", "Norms and Laws of the Sea"),
]


def pairs(found: list[tuple[str, str]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("one", "other"), found)


def alike(one: str, other: str, year: str = "") -> str:
    """Give the likeness of two titles, which their order must not change."""
    there = likeness((title_form(one),), (title_form(other),), year)
    assert there == likeness((title_form(other),), (title_form(one),), year)
    return there


@pairs(OTHER)
def test_one_word_or_number_makes_another_work(one: str, other: str) -> None:
    assert alike(one, other) == "other"


@pairs(PART)
def test_a_missing_subtitle(one: str, other: str) -> None:
    assert alike(one, other) == "part"


@pairs(NEAR)
def test_what_may_be_an_error_or_another_work(one: str, other: str) -> None:
    assert alike(one, other) == "near"


@pairs(SAME)
def test_the_same_spelt_otherwise(one: str, other: str) -> None:
    assert alike(one, other) in {"same", "near"}


@pytest.mark.parametrize(
    ("year", "found"),
    [("", "other"), ("2010", "other"), ("2011", "same")],
    ids=["none", "another", "its-own"],
)
def test_the_year_of_both_works_may_stand_in_one_title(year: str, found: str) -> None:
    assert alike("Human Rights in the World 2011", "Human Rights in the World", year) == found


def test_a_title_in_two_languages_is_compared_in_both() -> None:
    both = title_form("Normen im Konflikt"), title_form("Norms in Conflict")
    assert likeness(both, (title_form("Norms in conflict"),)) == "same"
    assert likeness(both, (title_form("Normes en conflit"),)) == "other"


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("iran", "iraq", False),
        ("hypotension", "hypertension", False),
        ("slovakia", "slovenia", False),
        ("theory", "history", False),
        ("norm", "form", False),
        ("behaviour", "behavior", True),
        ("organisation", "organization", True),
        ("paediatric", "pediatric", True),
        ("goverance", "governance", True),
        ("reforms", "reform", True),
    ],
)
def test_words(one: str, other: str, found: bool) -> None:
    assert same_word(one, other) is same_word(other, one) is found


@given(st.lists(st.sampled_from(["war", "norms", "law", "of", "the", "2", "ii", ":", "part"]), min_size=1))
def test_a_title_is_the_same_as_itself(words: list[str]) -> None:
    title = "Treaties " + " ".join(words)
    assert alike(title, title.upper()) == "same"
