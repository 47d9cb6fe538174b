from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.errors import UsageProblem
from litreview.model import Codebook, Facet, Theme
from litreview.themes.codebook import read_codebook, write_codebook
from litreview.themes.resolve import (
    Resolved,
    merged,
    nearest_themes,
    renamed,
    resolve_tag,
    theme_path,
    with_theme,
)

BOOK = Codebook(
    (
        Theme("threats", aliases=("risks",)),
        Theme("threats/malware", aliases=("viruses",)),
        Theme("threats/data-breaches", label="Data breaches"),
        Theme("governance", aliases=("policy", "rules/of/play")),
        Theme("governance/norms", aliases=("policy/customs",)),
        Theme("cooperation"),
    ),
    (Facet("actor", values=("china", "united states")), Facet("case")),
)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("", id="nothing"),
        pytest.param("norms", id="a last part alone"),
        pytest.param("threats/norms", id="another parent"),
        pytest.param("threat", id="nearly"),
        pytest.param("governance/norms/soft", id="below a theme"),
        pytest.param("policy/unknown", id="below an alias"),
    ],
)
def test_what_is_no_theme_is_not_guessed(written: str) -> None:
    assert theme_path(BOOK, written) is None


@pytest.mark.parametrize(
    ("written", "path"),
    [
        pytest.param("threats/malware", "threats/malware", id="exact"),
        pytest.param("Threats/Malware/", "threats/malware", id="case and slash"),
        pytest.param("threats/data_breaches", "threats/data-breaches", id="punctuation"),
        pytest.param("Thréats", "threats", id="accent"),
        pytest.param("Risks", "threats", id="alias"),
        pytest.param("risks/malware", "threats/malware", id="alias of the parent"),
        pytest.param("viruses", "threats/malware", id="alias of a sub-theme"),
        pytest.param("risks/viruses", "threats/malware", id="aliases of both"),
        pytest.param("policy/norms", "governance/norms", id="renamed parent"),
        pytest.param("policy/customs", "governance/norms", id="alias with its old parent"),
        pytest.param("rules/of/play/norms", "governance/norms", id="alias of several parts"),
    ],
)
def test_what_means_a_theme_gives_its_path(written: str, path: str) -> None:
    assert theme_path(BOOK, written) == path


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("risks", Resolved("theme", "risks", path="threats"), id="theme"),
        pytest.param(
            "actor/China", Resolved("facet", "actor/China", facet="actor", value="china"), id="value"
        ),
        pytest.param(
            "actor/united-states",
            Resolved("facet", "actor/united-states", facet="actor", value="united states"),
            id="value with a space",
        ),
        pytest.param(
            "actor/eu",
            Resolved("facet", "actor/eu", facet="actor", value="eu", known=False),
            id="value not listed",
        ),
        pytest.param(
            "case/2015", Resolved("facet", "case/2015", facet="case", value="2015"), id="an open facet"
        ),
        pytest.param("actor", Resolved("free", "actor"), id="a facet alone"),
        pytest.param("to-check", Resolved("free", "to-check"), id="free"),
    ],
)
def test_a_tag_is_a_theme_a_facet_or_free(written: str, expected: Resolved) -> None:
    assert resolve_tag(BOOK, written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("zebra", [], id="nothing near"),
        pytest.param("governence", ["governance"], id="letter"),
        pytest.param("malwares", ["threats/malware"], id="last part"),
        pytest.param("risk", ["threats"], id="alias"),
    ],
)
def test_the_nearest_themes_are_named(written: str, expected: list[str]) -> None:
    assert nearest_themes(BOOK, written) == expected


def _paths(book: Codebook) -> list[str]:
    return [theme.path for theme in book.themes]


def test_a_new_theme_brings_its_parents_and_keeps_the_spelling_of_those_there() -> None:
    book = with_theme(BOOK, "Threats/apt/china", definition="x")
    assert _paths(book)[:5] == [
        "threats",
        "threats/malware",
        "threats/data-breaches",
        "threats/apt",
        "threats/apt/china",
    ]
    assert book.themes[4].definition == "x"


def test_a_theme_that_is_there_is_filled_up() -> None:
    assert with_theme(BOOK, "cooperation") == BOOK
    book = with_theme(BOOK, "Cooperation", label="Together", aliases=["joint-action"])
    assert book.themes[-1] == Theme("cooperation", "Together", "", ("joint-action",))


def test_a_renamed_theme_is_found_under_its_old_paths() -> None:
    book = renamed(BOOK, "threats", "dangers")
    assert _paths(book)[:3] == ["dangers", "dangers/malware", "dangers/data-breaches"]
    for written, path in (
        ("threats", "dangers"),
        ("threats/malware", "dangers/malware"),
        ("risks/malware", "dangers/malware"),
        ("viruses", "dangers/malware"),
    ):
        assert theme_path(book, written) == path
    back = renamed(book, "dangers", "threats")
    assert _paths(back) == _paths(BOOK)
    assert theme_path(back, "dangers/malware") == "threats/malware"
    assert "threats" not in back.themes[0].aliases


def test_a_theme_can_move_below_another_and_change_its_case() -> None:
    book = renamed(BOOK, "threats/malware", "Governance/code/Malware")
    assert _paths(book)[2:6] == [
        "governance",
        "governance/norms",
        "governance/code",
        "governance/code/Malware",
    ]
    assert theme_path(book, "threats/malware") == "governance/code/Malware"
    assert _paths(renamed(BOOK, "cooperation", "Cooperation"))[-1] == "Cooperation"


def test_merged_themes_keep_what_both_said() -> None:
    book = Codebook(
        (
            Theme("threats", "Threats", "", ("risks",)),
            Theme("threats/malware", definition="Bad code"),
            Theme("threats/apt"),
            Theme("dangers", "Dangers", "What harms", ("perils",)),
            Theme("dangers/Malware", aliases=("worms",)),
        )
    )
    both = merged(book, "threats", "dangers")
    assert both.themes == (
        Theme("dangers", "Dangers", "What harms", ("perils", "risks", "threats")),
        Theme("dangers/Malware", "", "Bad code", ("worms", "threats/malware")),
        Theme("dangers/apt", aliases=("threats/apt",)),
    )
    assert theme_path(both, "risks/malware") == "dangers/Malware"


def test_a_sub_theme_can_be_merged_into_its_parent() -> None:
    book = merged(BOOK, "threats/malware", "threats")
    assert "threats/malware" not in _paths(book)
    assert theme_path(book, "threats/malware") == "threats"
    assert theme_path(book, "viruses") == "threats"


def test_changes_that_make_no_sense_are_refused() -> None:
    for words, change in (
        ("no theme", lambda: renamed(BOOK, "threat", "x")),
        ("already a theme", lambda: renamed(BOOK, "threats", "Governance")),
        ("lies below", lambda: renamed(BOOK, "threats", "threats/more")),
        ("cannot name", lambda: renamed(BOOK, "threats", "data breaches")),
        ("is a facet", lambda: renamed(BOOK, "threats", "actor")),
        ("is an alias", lambda: renamed(BOOK, "threats", "policy")),
        ("no theme", lambda: merged(BOOK, "threats", "x")),
        ("lies in", lambda: merged(BOOK, "threats", "threats/malware")),
        ("lies in", lambda: merged(BOOK, "threats", "threats")),
        ("cannot name", lambda: with_theme(BOOK, "data breaches")),
        ("is a facet", lambda: with_theme(BOOK, "actor/eu")),
        ("is an alias", lambda: with_theme(BOOK, "risks")),
        ("already stands", lambda: with_theme(BOOK, "new", aliases=["risks"])),
    ):
        with pytest.raises(UsageProblem, match=words) as error:
            change()
        assert error.value.hint


PATHS = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map("/".join)


@settings(max_examples=150, deadline=None)
@given(st.lists(PATHS, min_size=1, max_size=6), st.lists(st.tuples(st.booleans(), PATHS, PATHS), max_size=5))
def test_after_any_changes_every_old_path_means_a_theme(
    paths: list[str], changes: list[tuple[bool, str, str]]
) -> None:
    book = Codebook()
    for path in paths:
        book = with_theme(book, path)
    for merge, first, second in changes:
        before = book
        try:
            book = merged(book, first, second) if merge else renamed(book, first, second)
        except UsageProblem:
            continue
        for theme in before.themes:
            assert theme_path(book, theme.path) in _paths(book)
        for theme in book.themes:
            assert not theme.parent or theme.parent in _paths(book)
        assert read_codebook(write_codebook(book), "x") == book
