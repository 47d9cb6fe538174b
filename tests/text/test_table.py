"""A table fits its width, and keys and numbers stay whole."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from litreview.text.table import render
from litreview.text.width import width as columns_of

HEADER = ["key", "year", "title", "authors"]
TITLE = "Cyber War: The Next Threat to National Security and What to Do About It"
ROWS = [["knake2012", "2012", TITLE, "Knake; Clark"], ["li2020", "2020", "网络安全与国际合作研究" * 3, "李"]]


def test_nothing_gives_nothing() -> None:
    assert render([], [], width=80) == ""
    assert render(["key", "title"], [], width=80) == "key  title\n"


def test_what_fits_is_left_alone() -> None:
    assert (
        render(["key", "n"], [["a", "1"], ["bb", "10"]], width=80, align="lr")
        == "key   n\na     1\nbb   10\n"
    )


def test_the_widest_text_is_cut_first() -> None:
    assert render(HEADER, ROWS, width=60) == (
        "key        year  title                          authors\n"
        "knake2012  2012  Cyber War: The Next Threat t…  Knake; Clark\n"
        "li2020     2020  网络安全与国际合作研究网络安…  李\n"
    )


def test_cells_wrap_where_asked_for() -> None:
    assert render(HEADER, ROWS[:1], width=60, wrapped=True) == (
        "key        year  title                          authors\n"
        "knake2012  2012  Cyber War: The Next Threat to  Knake; Clark\n"
        "                 National Security and What to\n"
        "                 Do About It\n"
    )


def test_a_long_header_wraps_over_short_cells() -> None:
    assert render(["", "information sharing"], [["Segal 2016", "●"]], width=24, align="lc") == (
        "            information\n              sharing\nSegal 2016       ●\n"
    )


def test_three_points_in_ascii() -> None:
    assert "..." in render(HEADER, ROWS[:1], width=60, ascii_only=True)
    assert render(HEADER, ROWS[:1], width=60, ascii_only=True).isascii()


def test_a_cell_cannot_break_its_row_or_steer() -> None:
    assert render(["t"], [["a\nb\tc\x1b[0m"]], width=80) == "t\na b c\\x1b[0m\n"
    assert render(["t", "u"], [["a\nb", "x"]], width=80, wrapped=True) == "t  u\na  x\nb\n"


def test_a_key_too_long_for_the_line_goes_on_in_the_next() -> None:
    key = "a" * 50
    text = render(["key", "title"], [[key, "One title of several words"]], width=40, align="kl")
    assert max(map(columns_of, text.splitlines())) <= 40
    assert text.splitlines()[0] == "key" + " " * 31 + "title"
    assert text.count("a") == 50


CELL = st.text(st.sampled_from("ab 网é\x1b"), max_size=30)


@example([("", "aaaaaaa\x1b", "\x1b")], 20, False)
@settings(deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=4), st.integers(20, 100), st.booleans())
def test_nothing_is_wider_than_the_width(rows: list[tuple[str, ...]], width: int, wrapped: bool) -> None:
    text = render(["key", "title", "authors"], rows, width=width, wrapped=wrapped)
    assert all(columns_of(line) <= width for line in text.splitlines())
    assert all(line == line.rstrip() for line in text.splitlines())
