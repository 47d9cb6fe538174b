"""Choose and sort the sources that a list or an export shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.errors import UsageProblem
from litreview.text.cjk import sort_form
from litreview.text.labels import names

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from litreview.model import Library, Source

SORTS = ("key", "year", "author", "title", "type", "added")


def themes_by_source(library: Library) -> dict[str, list[str]]:
    """Give the themes of each source, its own and its notes', in the codebook's order."""
    order = {theme.path: place for place, theme in enumerate(library.codebook.themes)}
    found: dict[str, set[str]] = {}
    for tag in library.tags:
        if tag.source and tag.status != "rejected":
            found.setdefault(tag.source, set()).add(tag.theme)
    return {key: sorted(themes, key=lambda path: order.get(path, 0)) for key, themes in found.items()}


def choose(
    library: Library,
    *,
    query: str = "",
    themes: Sequence[str] = (),
    untagged: bool = False,
    only: Collection[str] | None = None,
    without: Collection[str] = (),
    sort: str = "",
) -> list[Source]:
    """Give the sources that match the query, have all the themes (or one below each), in order.

    only and without are keys: of those that may be chosen (None: all), and of those that may not.
    Raises UsageProblem for an unknown theme or sort.
    """
    chosen: Iterable[Source] = library.sources
    if query:
        from litreview.matching.where import where

        chosen = where(query, library)
    if only is not None or without:
        chosen = [
            source for source in chosen if (only is None or source.key in only) and source.key not in without
        ]
    tagged = themes_by_source(library)
    if untagged:
        chosen = [source for source in chosen if source.key not in tagged]
    for written in themes:
        from litreview.actions.resolve import known_theme

        path = known_theme(library.codebook, written)
        chosen = [
            source
            for source in chosen
            if any(theme == path or theme.startswith(f"{path}/") for theme in tagged.get(source.key, ()))
        ]
    return sort_sources(chosen, sort or "key")


def sort_sources(sources: Iterable[Source], sort: str) -> list[Source]:
    """Give the sources sorted; "-" before the name turns the order, ties go by key, what is unknown comes last.

    Chinese names and titles stand where their pinyin does.
    """
    by, down = sort.removeprefix("-"), sort.startswith("-")
    measures: dict[str, Callable[[Source], str | int]] = {
        "key": lambda source: source.key,
        "year": lambda source: source.year,
        "author": lambda source: sort_form(names(source)),
        "title": lambda source: sort_form(source.title),
        "type": lambda source: source.type,
        "added": lambda source: source.id,
    }
    if by not in measures:
        raise UsageProblem(
            f'sources cannot be sorted by "{by}"', f"known: {', '.join(SORTS)}; -year for newest first"
        )
    measure = measures[by]
    measured = [(measure(source), source) for source in sorted(sources, key=lambda source: source.key)]
    known = sorted((pair for pair in measured if pair[0] != ""), key=lambda pair: pair[0], reverse=down)
    return [source for _, source in known] + [source for size, source in measured if size == ""]
