"""Titles are brought into one form however they are printed, and parted from what is not their name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litreview.matching.title_forms import title_form
from litreview.matching.title_marks import edition_number

SILENT = [
    pytest.param("The First Edition", id="edition-is-the-title"),
    pytest.param("Sociology: A New Edition of Life", id="edition-inside"),
    pytest.param("A Review of the Literature on Norms", id="review-of-the-literature"),
    pytest.param("Reviewing Norms", id="reviewing"),
    pytest.param("Correction Officers at Work", id="correction-officers"),
    pytest.param("Corrections in America", id="corrections"),
    pytest.param("Retraction of Troops in Europe", id="retraction-of-troops"),
    pytest.param("Response Time in Surveys", id="response-time"),
    pytest.param("Letter from America: A Life", id="letter-from"),
    pytest.param("Speaking Volumes", id="volumes"),
    pytest.param("Vitamin C and the Navy", id="letter-in-a-title"),
    pytest.param("I, Claudius", id="i-is-a-word"),
]


@pytest.mark.parametrize("title", SILENT)
def test_no_mark_is_seen_in_a_title_that_has_none(title: str) -> None:
    form = title_form(title)
    assert (form.kind, form.edition, form.volume, form.document, form.numbers) == ("", "", "", "", ())


@pytest.mark.parametrize(
    ("title", "other"),
    [
        pytest.param("Governing the Commons", "Governing the  commons.", id="case-and-stop"),
        pytest.param("The Strateg ic Triangle", "The Strategic Triangle", id="split-word"),
        pytest.param("Cyber-Deterrence", "Cyberdeterrence", id="hyphen"),
        pytest.param("Civilization &amp; Its Discontents", "Civilization & Its Discontents", id="entity"),
        pytest.param("Human Rights 2010--11", "Human Rights 2010-2011", id="years-cut"),
        pytest.param("Human Rights 2010/11", "Human Rights 2010–11", id="years-with-a-slash"),
        pytest.param("Norms in Conflict [Review]", "Norms in Conflict", id="tail"),
        pytest.param("Norms in Conflict (in German)", "Norms in Conflict", id="language"),
        pytest.param("Normen im Konflikt [Norms in Conflict]", "Normen im Konflikt", id="translation"),
        pytest.param("RETRACTED ARTICLE: Norms in Conflict", "Norms in Conflict", id="mark-of-retraction"),
        pytest.param("Case Study Research (2nd ed.)", "Case Study Research, Second Edition", id="edition"),
        pytest.param("Capital, Vol. II", "Capital, Volume 2", id="volume"),
    ],
)
def test_two_ways_to_print_a_title_are_one_form(title: str, other: str) -> None:
    assert replace(title_form(title), words=()) == replace(title_form(other), words=())


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        pytest.param("Truth and Method", (), id="none"),
        pytest.param("Truth and Method, Part II", ("2",), id="roman"),
        pytest.param("Truth and Method: part two", ("2",), id="word"),
        pytest.param("Truth and Method 02", ("2",), id="digits"),
        pytest.param("World War I", ("1",), id="one-at-the-end"),
        pytest.param("Phase III of a Reform", ("3",), id="phase"),
        pytest.param("Human Rights 2010-11", ("2010", "2011"), id="two-years"),
        pytest.param("The G20 and the Rest", ("20",), id="within-a-word"),
    ],
)
def test_numbers_of_all_kinds_are_numbers(title: str, numbers: tuple[str, ...]) -> None:
    assert title_form(title).numbers == numbers


@pytest.mark.parametrize(
    ("title", "kind", "rest"),
    [
        pytest.param("Norms in Conflict", "", "normsinconflict", id="the-work-itself"),
        pytest.param("Erratum: Norms in Conflict", "erratum", "normsinconflict", id="erratum"),
        pytest.param("Correction to: Norms in Conflict", "erratum", "normsinconflict", id="correction-to"),
        pytest.param("Norms in Conflict: Corrigendum", "erratum", "normsinconflict", id="corrigendum-behind"),
        pytest.param("Reply to Waltz", "reply", "waltz", id="reply"),
        pytest.param("Comment on Waltz", "comment", "waltz", id="comment"),
        pytest.param("Book Review: Norms in Conflict", "review", "normsinconflict", id="review"),
        pytest.param("Review Essay: Norms in Conflict", "review", "normsinconflict", id="review-essay"),
        pytest.param("Norms in Conflict (Book Review)", "review", "normsinconflict", id="review-behind"),
        pytest.param("Introduction: Norms in Conflict", "introduction", "normsinconflict", id="introduction"),
        pytest.param("Afterword: Norms in Conflict", "introduction", "normsinconflict", id="afterword"),
    ],
)
def test_what_kind_of_text_it_is(title: str, kind: str, rest: str) -> None:
    form = title_form(title)
    assert (form.kind, form.compact, form.bare) == (kind, rest, False)


@pytest.mark.parametrize("title", ["Editorial", "Introduction", "Book reviews", "Epilogue"])
def test_a_title_that_is_nothing_but_its_kind(title: str) -> None:
    form = title_form(title)
    assert form.bare
    assert form.generic
    assert form.kind


@pytest.mark.parametrize(
    ("title", "generic"),
    [
        pytest.param("Governing the Commons", False, id="long"),
        pytest.param("网络主权", False, id="chinese"),
        pytest.param("Sovereignty", True, id="one-word"),
        pytest.param("Erratum: Norms", True, id="short-without-its-kind"),
    ],
)
def test_short_titles_stand_on_many_works(title: str, generic: bool) -> None:
    assert title_form(title).generic is generic


@pytest.mark.parametrize(
    ("title", "main"),
    [
        pytest.param("Governing the Commons", "", id="none"),
        pytest.param("A Post-War Memory", "", id="a-hyphen-is-none"),
        pytest.param("Imagined Communities: Reflections on Nationalism", "imaginedcommunities", id="colon"),
        pytest.param("Imagined Communities -- Reflections", "imaginedcommunities", id="dash"),
        pytest.param("Who Governs? Democracy in a City", "whogoverns", id="question"),
        pytest.param("Imagined Communities. Reflections", "imaginedcommunities", id="stop"),
    ],
)
def test_what_stands_before_a_subtitle(title: str, main: str) -> None:
    assert title_form(title).main == main


@pytest.mark.parametrize(
    ("title", "edition", "volume", "document"),
    [
        pytest.param("Case Study Research", "", "", "", id="none"),
        pytest.param("Case Study Research, 3rd rev. ed.", "3", "", "", id="third"),
        pytest.param("Case Study Research, revised edition", "r", "", "", id="revised"),
        pytest.param("Wirtschaft und Gesellschaft, 2. Auflage", "2", "", "", id="german"),
        pytest.param("The Sources of Social Power, Volume 1: A History", "", "1", "", id="volume-inside"),
        pytest.param("Resolution on norms. A/RES/73/27", "", "", "A/RES/73/27", id="resolution"),
        pytest.param("Regulation (EU) 2016/679 of the Parliament", "", "", "2016/679", id="regulation"),
    ],
)
def test_marks(title: str, edition: str, volume: str, document: str) -> None:
    form = title_form(title)
    assert (form.edition, form.volume, form.document) == (edition, volume, document)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", ""),
        ("1", "1"),
        ("2nd ed.", "2"),
        ("Second", "2"),
        ("zweite", "2"),
        ("2., überarb. Aufl.", "2"),
        ("3rd rev. ed.", "3"),
        ("Revised", "r"),
    ],
)
def test_an_edition_as_its_field_says_it(text: str, number: str) -> None:
    assert edition_number(text) == number


@given(st.text(max_size=80))
def test_no_text_breaks_it(title: str) -> None:
    form = title_form(title)
    assert " " not in form.compact
    assert list(form.numbers) == sorted(form.numbers)
