"""A gap is a theme that rests on little, by the library's own measure."""

from __future__ import annotations

import pytest

from litreview.matrix.build import build
from litreview.model import Codebook, Library, Matrix, Source, Tag, TagStatus, Theme


def found(years: str, *, newest: str = "", status: TagStatus = "confirmed") -> list[str]:
    """Give the messages for one theme with a source for each of the years."""
    sources = [Source(f"k{number}", "book", "T", year) for number, year in enumerate(years.split())]
    library = Library(
        (*sources, Source("z", "book", "T", newest)),
        codebook=Codebook((Theme("cooperation"),)),
        tags=tuple(Tag("cooperation", source.key, status=status) for source in sources),
    )
    return [gap.message for gap in build(library, gaps=True).gaps]


@pytest.mark.parametrize(
    ("years", "newest"),
    [
        pytest.param("2018 2019 2020", "", id="three-recent"),
        pytest.param("2014 2015 2016", "2020", id="recent-enough"),
    ],
)
def test_no_gap(years: str, newest: str) -> None:
    assert found(years, newest=newest) == []


def test_gaps() -> None:
    assert found("") == ["cooperation rests on no source"]
    assert found("2020") == ["cooperation rests on 1 source"]
    assert found("2016 2017", newest="2020") == ["cooperation rests on 2 sources, none after 2017"]
    assert found("2013 2014 2015", newest="2020") == ["cooperation rests on 3 sources, none after 2015"]
    assert found("2018 2019 2020", status="suggested") == ["cooperation rests on 3 sources, none confirmed"]
    assert found("2016", newest="2020", status="suggested") == [
        "cooperation rests on 1 source, none confirmed, none after 2016"
    ]


def full(*, shared: bool) -> Matrix:
    """Give two themes of three sources each, with one in common or none."""
    sources = tuple(Source(f"k{number}", "book", "T", "2020") for number in range(6))
    tags = [Tag("law" if number < 3 else "trust", f"k{number}") for number in range(6)]
    if shared:
        tags.append(Tag("trust", "k0"))
    return build(
        Library(sources, codebook=Codebook((Theme("law"), Theme("trust"))), tags=tuple(tags)), gaps=True
    )


def test_themes_that_share_a_source_are_no_gap() -> None:
    assert full(shared=True).gaps == ()


def test_themes_that_share_none_are_one() -> None:
    (gap,) = full(shared=False).gaps
    assert (gap.column, gap.message) == ("law + trust", "no source has both law and trust")


def test_what_falls_under_a_theme_itself_is_no_gap(library: Library) -> None:
    columns = [gap.column for gap in build(library, theme="governance", gaps=True).gaps]
    assert columns == ["governance/norms", "governance/law"]


def test_gaps_are_looked_for_only_when_asked(library: Library) -> None:
    assert build(library).gaps == ()
