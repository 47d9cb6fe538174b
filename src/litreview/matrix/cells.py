"""Say what a cell shows (a mark, a count, a citation, the quotes) and what stands under a matrix."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.errors import UsageProblem
from litreview.text.locators import cite as cite_locator
from litreview.text.safe import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from litreview.model import Cell, Evidence, Matrix

KINDS = ("mark", "count", "cite", "quote")
CONFIRMED, SUGGESTED, NOTHING = "●", "○", "·"
UNTAGGED_SHOWN = 20  # keys under a table; two or three lines of 80 columns. JSON and CSV have them all

# What pandoc reads as a key without braces ("Citation syntax" in its manual), held to ASCII.
_BARE_KEY = re.compile(r"[A-Za-z0-9_]+(?:[:.#$%&+?<>~/-][A-Za-z0-9_]+)*")


def check_kind(kind: str) -> None:
    """Raise UsageProblem for a kind of cell that there is not."""
    if kind not in KINDS:
        raise UsageProblem(f'a cell cannot show "{kind}"', f"known: {', '.join(KINDS)}")


def grid(matrix: Matrix) -> dict[tuple[str, str], Cell]:
    """Give the cells by the ids of their row and column."""
    return {(cell.row, cell.column): cell for cell in matrix.cells}


def sources_are_rows(matrix: Matrix) -> bool:
    """Whether the rows are sources and the columns themes, not the other way round."""
    themes_down = any(line.kind == "theme" for line in matrix.rows)
    return not themes_down and not any(line.kind == "source" for line in matrix.columns)


def mark(cell: Cell | None) -> str:
    """Give ● for something confirmed, ○ for something only suggested, · for nothing."""
    if cell is None:
        return NOTHING
    return CONFIRMED if cell.confirmed else SUGGESTED


def count(cell: Cell | None) -> int:
    """Give how many distinct notes and tags on the source itself stand behind the cell."""
    return pieces(cell.evidence) if cell else 0


def pieces(evidence: Iterable[Evidence]) -> int:
    """Count each note once, however often it is tagged, and each tag on a source itself."""
    return len({(item.note,) if item.note else (item.source, item.quote, item.locator) for item in evidence})


def cite_key(key: str) -> str:
    """Give the key as pandoc cites it: @key, or @{key} where it would end early.

    A key with a blank cannot be cited in pandoc's Markdown, and stays to be seen.
    """
    return f"@{key}" if _BARE_KEY.fullmatch(key) else f"@{{{safe(key)}}}"


def cite(evidence: Iterable[Evidence], escape: Callable[[str], str] = str) -> str:
    """Give one pandoc citation of all the evidence: "[@key, pp. 12, 14-15; @other, ch. 3]"; "" for none.

    Pages of one source stand together in order; escape is applied to the locators.
    """
    locators: dict[str, list[str]] = {}
    for item in evidence:
        known = locators.setdefault(item.source, [])
        if item.locator and item.locator not in known:
            known.append(item.locator)
    parts = [
        cite_key(key) + (f", {escape(place)}" if place else "")
        for key, found in locators.items()
        for place in _places(found) or [""]
    ]
    return f"[{'; '.join(parts)}]" if parts else ""


def _places(locators: Iterable[str]) -> list[str]:
    """Give the pages as one place and every other locator (ch. 3) as its own."""
    pages, others = [], []
    for locator in locators:
        place = cite_locator(locator)
        if place.startswith(("p. ", "pp. ")):
            pages += place.partition(" ")[2].split(", ")
        elif place:
            others.append(place)
    pages = sorted(set(pages), key=_page_order)
    others.sort(key=_in_order)
    return [cite_locator(", ".join(pages)), *others] if pages else others


def _page_order(page: str) -> tuple[int, int, str]:
    """Put roman pages first, as in a book, then the others by their number."""
    number = re.search(r"\d+", page)
    return (1, int(number[0]), page) if number else (0, 0, page)


def _in_order(place: str) -> list[tuple[int, str]]:
    """Put ch. 4 before ch. 12: numbers count as numbers."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", place)]


def quotes(cell: Cell | None, escape: Callable[[str], str] = str) -> list[str]:
    """Give each piece of evidence in words: “quotation” or note, its citation, and what to know of it."""
    return [_quoted(item, escape) for item in cell.evidence] if cell else []


def _quoted(item: Evidence, escape: Callable[[str], str]) -> str:
    words = escape(" ".join(item.quote.split()))
    if words and item.kind in ("", "quote"):
        words = f"“{words}”"
    remarks = ", ".join(filter(None, (item.stance, "suggested" if item.status == "suggested" else "")))
    return " ".join(filter(None, (words, cite([item], escape), f"({remarks})" if remarks else "")))


def content(cell: Cell | None, kind: str, escape: Callable[[str], str] = str, *, between: str = "; ") -> str:
    """Give what a cell of this kind shows, on one line; between stands between quotes."""
    match kind:
        case "mark":
            return mark(cell)
        case "count":
            return str(count(cell) or NOTHING)
        case "cite":
            return cite(cell.evidence, escape) if cell else ""
        case _:
            return between.join(quotes(cell, escape))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def summary(matrix: Matrix, kind: str) -> list[str]:
    """Give the lines under a matrix: what was counted, what is untagged, and a line for each gap."""
    confirmed = sum(cell.confirmed for cell in matrix.cells)
    suggested = len(matrix.cells) - confirmed
    number = len(matrix.rows if sources_are_rows(matrix) else matrix.columns)
    number += 0 if matrix.title else len(matrix.untagged)
    signs = (f" ({CONFIRMED})", f" ({SUGGESTED})") if kind == "mark" else ("", "")
    counts = f"{_counted(number, 'source')}, {_counted(confirmed, 'confirmed tag')}{signs[0]}"
    counts += f", {suggested} suggested{signs[1]}." if suggested else "."
    if matrix.title:
        counts = f"{matrix.title}: {counts}"
    if kind == "count":
        counts += " Cells count notes and tags on the source itself, each once."
    if matrix.untagged:
        counts += f" Untagged: {_keys(matrix.untagged)}."
    return [counts, *(f"Gap: {gap.message}." for gap in matrix.gaps)]


def _keys(keys: tuple[str, ...]) -> str:
    shown = ", ".join(keys[:UNTAGGED_SHOWN])
    more = len(keys) - UNTAGGED_SHOWN
    return f"{shown} and {more} more (litreview list --untagged)" if more > 0 else shown
