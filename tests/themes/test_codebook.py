from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.errors import InputError
from litreview.model import Codebook, Facet, Theme
from litreview.themes.codebook import in_order, read_codebook, same_path, slug, valid_path, write_codebook

EXAMPLE = Path(__file__).parents[2] / "examples" / "themes.toml"

WRITTEN = """\
[themes.threats]
label = "Threats"
definition = "What endangers people."
aliases = ["risks", "threats/old"]

[themes.threats.malware]

[themes.governance]
definition = \"\"\"
Who makes rules,
and \\"by what right\\".\"\"\"

[facets.actor]
definition = "Who acts"
values = ["china", "united states"]
"""
MEANT = Codebook(
    (
        Theme("threats", "Threats", "What endangers people.", ("risks", "threats/old")),
        Theme("threats/malware"),
        Theme("governance", definition='Who makes rules,\nand "by what right".'),
    ),
    (Facet("actor", definition="Who acts", values=("china", "united states")),),
)


def test_a_codebook_is_written_as_a_person_would() -> None:
    assert write_codebook(MEANT) == WRITTEN
    assert read_codebook(WRITTEN, "themes.toml") == MEANT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", Codebook(), id="empty"),
        pytest.param("# nothing yet\n", Codebook(), id="only a comment"),
        pytest.param("[themes]\n", Codebook(), id="no theme"),
        pytest.param(
            "[themes.a.b.c]\n", Codebook((Theme("a"), Theme("a/b"), Theme("a/b/c"))), id="parents left out"
        ),
        pytest.param(
            "[themes.b]\n[themes.a]\n[themes.b.x]\n",
            Codebook((Theme("b"), Theme("b/x"), Theme("a"))),
            id="the file's order, each below its parent",
        ),
        pytest.param(
            '[facets]\nactor = ["eu"]\n', Codebook((), (Facet("actor", values=("eu",)),)), id="a list alone"
        ),
        pytest.param('[themes."sécurité"]\n', Codebook((Theme("sécurité"),)), id="letters of any script"),
    ],
)
def test_short_forms_are_read(text: str, expected: Codebook) -> None:
    assert read_codebook(text, "themes.toml") == expected


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("[themes.a]\nlabel = \n", 2, "not valid TOML", id="no TOML"),
        pytest.param('[themes.a]\nlabel = "x', 2, "not valid TOML", id="no end"),
        pytest.param("[theme.a]\n", 1, 'no place for "theme"', id="misspelt table"),
        pytest.param("\n[themes]\na = 3\n", 3, "themes.a is no table", id="a theme that is a number"),
        pytest.param('[themes.a]\ncolour = "red"\n', 2, "themes.a.colour is no table", id="unknown name"),
        pytest.param("[themes.a]\n\n[themes.b]\nlabel = 1\n", 3, "the label of b is no text", id="label"),
        pytest.param('[themes.a]\naliases = "b"\n', 1, "the aliases of a are no list", id="aliases"),
        pytest.param('[themes."data breaches"]\n', 1, '"data breaches" cannot name a theme', id="space"),
        pytest.param('[themes."a/b"]\n', 1, "cannot name a theme", id="slash"),
        pytest.param("[themes.2016]\n", 1, "cannot name a theme", id="a number"),
        pytest.param("[themes.label]\n", 1, "cannot name a theme", id="reserved"),
        pytest.param("[themes.a]\n[themes.A]\n", 2, "stands for", id="two of one name"),
        pytest.param('[themes.a]\n[themes.b]\naliases = ["A"]\n', 3, "stands for", id="alias of another"),
        pytest.param("[themes.a]\n[facets.a]\n", 1, "stands for", id="theme and facet"),
        pytest.param('[facets.a]\nvalue = ["x"]\n', 2, 'a facet has no "value"', id="facet"),
        pytest.param("x = " + "[" * 5000, 0, "nested too deep", id="deep"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(InputError, match=words) as error:
        read_codebook(text, "themes.toml")
    if words != "nested too deep":
        assert error.value.line == line
    assert error.value.hint


@pytest.mark.parametrize(
    "path",
    ["threats", "threats/malware", "Threats", "data-breaches", "5g", "sécurité", "网络/安全", "a_b", "सुरक्षा"],
)
def test_such_a_path_names_a_theme(path: str) -> None:
    assert valid_path(path)
    assert read_codebook(write_codebook(Codebook(in_order([Theme(path)]))), "x").themes[-1].path == path


@pytest.mark.parametrize(
    "path",
    ["", "/", "a/", "/a", "a//b", "a b", "2016", "a/label", "a.b", "#a", "a,b", "-a", "_", "m²", "a\n"],
)
def test_such_a_path_names_none(path: str) -> None:
    assert not valid_path(path)


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("Information sharing", "information-sharing"),
        ("Threats / Data breaches!", "threats/data-breaches"),
        ("Sécurité", "sécurité"),
        ("!", ""),
    ],
)
def test_a_path_is_made_of_words(words: str, path: str) -> None:
    assert slug(words) == path


@pytest.mark.skipif(not EXAMPLE.exists(), reason="the example review is not here")
def test_the_example_is_kept_whole() -> None:
    codebook = read_codebook(EXAMPLE.read_text("utf-8"), str(EXAMPLE))
    assert {theme.path for theme in codebook.themes} >= {"threats", "governance", "cooperation"}
    assert [facet.name for facet in codebook.facets] == ["actor", "case", "dimension"]
    assert read_codebook(write_codebook(codebook), "again") == codebook


NAMES = st.one_of(st.sampled_from(["a", "b", "x-y", "é", "国"]), st.text(max_size=6)).filter(
    lambda name: valid_path(name) and "/" not in name
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    taken: set[str] = set()

    def fresh(name: str) -> bool:
        return not (same_path(name) in taken or taken.add(same_path(name)))

    paths: list[str] = []
    for name in draw(st.lists(NAMES, max_size=6)):
        parent = draw(st.sampled_from(["", *paths]))
        path = f"{parent}/{name}" if parent else name
        if fresh(path):
            paths.append(path)
    themes = [
        Theme(
            path,
            draw(WORDS),
            draw(WORDS),
            tuple(a for a in draw(st.lists(WORDS, max_size=2)) if a.strip() and fresh(a)),
        )
        for path in paths
    ]
    facets = [
        Facet(
            name, draw(WORDS), draw(WORDS), tuple(v for v in draw(st.lists(WORDS, max_size=3)) if v.strip())
        )
        for name in draw(st.lists(NAMES, max_size=2))
        if fresh(name)
    ]
    return Codebook(in_order(themes), tuple(facets))


@settings(max_examples=150, deadline=None)
@given(codebooks())
def test_what_is_written_is_read_again(codebook: Codebook) -> None:
    text = write_codebook(codebook)
    assert read_codebook(text, "themes.toml") == codebook
    assert write_codebook(read_codebook(text, "themes.toml")) == text
