"""A matrix holds every source once, and a parent holds what its children hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.errors import UsageProblem
from litreview.matrix.build import build, transposed
from litreview.model import Codebook, Library, Matrix, Note, Person, Source, Tag, Theme


def laid(matrix: Matrix) -> dict[tuple[str, str], list[str]]:
    return {(cell.row, cell.column): [item.quote for item in cell.evidence] for cell in matrix.cells}


def ids(matrix: Matrix) -> tuple[list[str], list[str]]:
    return [line.id for line in matrix.rows], [line.id for line in matrix.columns]


def test_an_empty_library() -> None:
    assert build(Library(), gaps=True) == Matrix((), (), ())


def test_the_whole_library(library: Library) -> None:
    matrix = build(library)
    rows, columns = ids(matrix)
    assert columns == ["threats", "governance", "cooperation"]
    assert rows == ["buchanan2020", "escape", "forum:2015", "knake2012", "li", "segal2016"]
    assert matrix.untagged == ("lewis2006",)
    assert matrix.rows[3].label == "Knake & Clark 2012"
    assert ("segal2016", "threats") not in laid(matrix)  # rejected
    assert laid(matrix)["buchanan2020", "governance"] == [library.notes[0].text, library.notes[1].text]


def test_one_theme(library: Library) -> None:
    matrix = build(library, theme="governance")
    assert [line.label for line in matrix.columns] == ["Norms and rules", "law", "(general)"]
    assert ids(matrix)[0] == ["buchanan2020", "forum:2015", "knake2012"]
    assert laid(matrix)["buchanan2020", "governance/law"] == [library.notes[0].text]  # tagged one deeper
    assert laid(matrix)["buchanan2020", "governance"] == [library.notes[1].text]
    assert matrix.title == "Governance"


def test_the_general_column_is_there_only_for_what_falls_into_it(library: Library) -> None:
    assert ids(build(library, theme="governance/law"))[1] == ["governance/law/data", "governance/law"]
    assert ids(build(library, theme="governance", sources={"knake2012"}))[1] == [
        "governance/norms",
        "governance/law",
    ]


def test_a_theme_without_children_is_one_column(library: Library) -> None:
    assert ids(build(library, theme="cooperation")) == (["segal2016"], ["cooperation"])


def test_evidence(library: Library) -> None:
    cell = next(cell for cell in build(library).cells if cell.row == "segal2016")
    assert [(item.note, item.locator, item.status, item.path, item.line) for item in cell.evidence] == [
        (4, "ch. 3", "confirmed", "notes/s.md", 5),
        (5, "200", "suggested", "", 0),
    ]
    assert cell.confirmed


def test_a_tag_has_its_own_locator_before_its_notes() -> None:
    library = Library(
        (Source("a", "book"),),
        (Note(1, "quote", "words", "a", "12"),),
        Codebook((Theme("t"),)),
        (
            Tag("t", "a", 1, locator="13"),
            Tag("t", "a", 1),
            Tag("t", "a", 1, status="suggested"),
            Tag("t", "a", 1, stance="opposes"),
        ),
    )
    (cell,) = build(library).cells
    assert [(item.locator, item.status, item.stance) for item in cell.evidence] == [
        ("12", "confirmed", "opposes"),
        ("13", "confirmed", ""),
    ]


def test_only_confirmed(library: Library) -> None:
    matrix = build(library, confirmed=True)
    assert laid(matrix)["segal2016", "cooperation"] == ["talk before trust"]
    assert ("knake2012", "threats") not in laid(matrix)


def test_only_some_sources(library: Library) -> None:
    matrix = build(library, sources=["li", "lewis2006"])
    assert ids(matrix)[0] == ["li"]
    assert matrix.untagged == ("lewis2006",)


@pytest.mark.parametrize(
    ("sort", "first_keys"),
    [
        pytest.param("key", "buchanan2020 escape", id="key"),
        pytest.param("-key", "segal2016 li", id="key-down"),
        pytest.param("year", "escape knake2012", id="year"),
        pytest.param("-year", "buchanan2020 segal2016", id="year-down"),
        pytest.param("author", "buchanan2020 forum:2015", id="author"),
        pytest.param("count", "escape forum:2015", id="count-ties-by-key"),
        pytest.param("-count", "buchanan2020 knake2012", id="count-down-ties-by-key"),
    ],
)
def test_sort(library: Library, sort: str, first_keys: str) -> None:
    assert ids(build(library, sort=sort))[0][:2] == first_keys.split()


@pytest.mark.parametrize("sort", ["year", "-year"])
def test_undated_sources_come_last(library: Library, sort: str) -> None:
    assert ids(build(library, sort=sort))[0][-1] == "li"


def test_an_unknown_theme_or_sort_is_refused(library: Library) -> None:
    with pytest.raises(UsageProblem, match="governence"):
        build(library, theme="governence")
    with pytest.raises(UsageProblem, match="size"):
        build(library, sort="-size")


def test_transposed(library: Library) -> None:
    matrix = build(library, transpose=True)
    assert ids(matrix) == ids(build(library))[::-1]
    assert [(cell.row, cell.column) for cell in matrix.cells][:2] == [
        ("threats", "buchanan2020"),
        ("threats", "escape"),
    ]


PATHS = ("a", "a/b", "a/b/c", "a/d", "e", "e/f")
KEYS = ("k1", "k2", "k3", "k4")
LIBRARIES = st.builds(
    lambda themes, notes, tags: Library(
        tuple(Source(key, "book", people=(Person("author", family="Same"),)) for key in KEYS),
        tuple(Note(number, "quote", f"note {number}", key) for number, key in enumerate(notes, 1)),
        Codebook(tuple(Theme(path) for path in PATHS if path in themes)),
        tuple(tags),
    ),
    st.sets(st.sampled_from(PATHS)),
    st.lists(st.sampled_from(("", *KEYS)), min_size=3, max_size=3),
    st.lists(
        st.builds(
            Tag,
            theme=st.sampled_from((*PATHS, "free", "a/free")),
            source=st.sampled_from((*KEYS, "gone")),
            note=st.integers(0, 4),
            quote=st.sampled_from(("", "words")),
            locator=st.sampled_from(("", "12")),
            stance=st.sampled_from(("", "supports", "opposes")),
            status=st.sampled_from(("confirmed", "suggested", "rejected")),
        ),
        max_size=12,
    ),
)


@settings(max_examples=80, deadline=None)
@given(LIBRARIES, st.booleans())
def test_every_source_is_in_the_rows_or_untagged(library: Library, confirmed: bool) -> None:
    matrix = build(library, confirmed=confirmed)
    assert sorted([*ids(matrix)[0], *matrix.untagged]) == list(KEYS)
    assert all(cell.evidence for cell in matrix.cells)


@settings(max_examples=80, deadline=None)
@given(LIBRARIES)
def test_a_parent_is_the_union_of_its_children(library: Library) -> None:
    above = {cell.row: cell for cell in build(library).cells if cell.column == "a"}
    if not any(theme.path == "a" for theme in library.codebook.themes):
        return
    below: dict[str, set[object]] = {}
    for cell in build(library, theme="a").cells:
        pieces = below.setdefault(cell.row, set())
        pieces.update((item.source, item.note, item.quote, item.locator) for item in cell.evidence)
    assert below == {
        key: {(item.source, item.note, item.quote, item.locator) for item in cell.evidence}
        for key, cell in above.items()
    }


@settings(max_examples=80, deadline=None)
@given(LIBRARIES)
def test_transposing_twice_changes_nothing(library: Library) -> None:
    matrix = build(library, gaps=True)
    assert transposed(transposed(matrix)) == matrix
    assert build(library, gaps=True, transpose=True) == transposed(matrix)


@settings(max_examples=50, deadline=None)
@given(LIBRARIES, st.randoms())
def test_the_order_of_the_tags_does_not_matter(library: Library, random: object) -> None:
    tags = list(library.tags)
    random.shuffle(tags)  # type: ignore[attr-defined]
    assert build(Library(library.sources, library.notes, library.codebook, tuple(tags))) == build(library)
