"""Find the themes that rest on little: few sources, none confirmed, none recent, none shared with another."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from litreview.model import Gap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Library, Line, Matrix

FEW_SOURCES = 2  # a claim of a review is compared across sources: two can only agree or differ
RECENT_YEARS = 5  # before the library's own newest source; the usual span of "recent literature"
GENERAL = "(general)"


def find_gaps(matrix: Matrix, library: Library) -> tuple[Gap, ...]:
    """Give the gaps of a matrix of sources (rows) against themes (columns), in the order of its columns.

    A theme is a gap with FEW_SOURCES or less, when nothing in it is confirmed, or when its latest source is
    RECENT_YEARS or more older than the library's newest (never than today). Two themes that each have
    more than that are a gap together when no source has both; its column is then "a + b".
    """
    years = {source.key: source.year for source in library.sources}
    newest = max(years.values(), default="")
    themes = [column for column in matrix.columns if column.label != GENERAL]
    sources: defaultdict[str, list[str]] = defaultdict(list)
    confirmed = set()
    for cell in matrix.cells:
        sources[cell.column] += cell.sources
        if cell.confirmed:
            confirmed.add(cell.column)
    gaps = []
    for theme in themes:
        keys = tuple(sorted(set(sources[theme.id])))
        latest = max((years[key] for key in keys), default="")
        if words := _words(len(keys), latest, newest, confirmed=theme.id in confirmed):
            gaps.append(Gap(theme.id, keys, latest, f"{theme.label} {words}"))
    return (*gaps, *_unjoined(themes, sources))


def _words(count: int, latest: str, newest: str, *, confirmed: bool) -> str:
    """Say what is thin about a theme, or "" where nothing is."""
    if not count:
        return "rests on no source"
    older = bool(latest) and latest < newest
    stale = older and int(newest) - int(latest) >= RECENT_YEARS
    if count > FEW_SOURCES and confirmed and not stale:
        return ""
    parts = [f"rests on {count} source{'s' if count > 1 else ''}"]
    if not confirmed:
        parts.append("none confirmed")
    if stale or (older and count <= FEW_SOURCES):
        parts.append(f"none after {latest}")
    return ", ".join(parts)


def _unjoined(themes: Sequence[Line], sources: dict[str, list[str]]) -> list[Gap]:
    """Give the pairs of themes that have sources enough, and none in common."""
    full = [theme for theme in themes if len(set(sources[theme.id])) > FEW_SOURCES]
    return [
        Gap(f"{one.id} + {other.id}", (), "", f"no source has both {one.label} and {other.label}")
        for one, other in combinations(full, 2)
        if not set(sources[one.id]) & set(sources[other.id])
    ]
