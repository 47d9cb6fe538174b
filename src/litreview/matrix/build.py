"""Lay the sources of a library against its themes, with the evidence in each cell."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from litreview.errors import UsageProblem
from litreview.matrix.cells import pieces
from litreview.matrix.gaps import GENERAL, find_gaps
from litreview.model import Cell, Evidence, Library, Line, Matrix, Note, Source, Tag
from litreview.text.cjk import sort_form
from litreview.text.labels import labels

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

SORTS = ("key", "year", "author", "count")
_RANK = {"confirmed": 0, "suggested": 1, "rejected": 2}


def build(
    library: Library,
    *,
    theme: str = "",
    sources: Collection[str] | None = None,
    sort: str = "key",
    transpose: bool = False,
    confirmed: bool = False,
    gaps: bool = False,
) -> Matrix:
    """Give the matrix of the whole library, or of one theme.

    Without a theme, all tagged sources are laid against the top-level themes; with one, the sources that
    have it or a theme below it are laid against its children and, for what is tagged with the theme
    itself, "(general)". A column holds all that is tagged below it, each piece of evidence once.
    Sources without any theme are listed as untagged. Rejected tags never count, suggested ones unless
    confirmed=True. sources limits it to these keys; sort is key, year, author or count (of evidence), with
    "-" before it for descending; ties go by key, and undated sources come last.
    Raises UsageProblem for a theme that is not in the codebook, and for an unknown sort.
    """
    columns = _columns(library, theme)
    wanted = None if sources is None else frozenset(sources)
    kept = [source for source in library.sources if wanted is None or source.key in wanted]
    cells, tagged = _cells(library, columns, {source.key for source in kept}, confirmed=confirmed)
    if len(columns) > 1:  # the general column is only there for what falls into it
        columns = [column for column in columns if column.id != theme or any(at == theme for _, at in cells)]
    rows = _rows(library, kept, cells, sort)
    matrix = Matrix(
        rows=tuple(rows),
        columns=tuple(columns),
        cells=tuple(
            Cell(row.id, column.id, (row.id,), cells[row.id, column.id])
            for row in rows
            for column in columns
            if (row.id, column.id) in cells
        ),
        untagged=tuple(source.key for source in kept if source.key not in tagged),
        title=next((item.label or item.path for item in library.codebook.themes if item.path == theme), ""),
    )
    matrix = replace(matrix, gaps=find_gaps(matrix, library)) if gaps else matrix
    return transposed(matrix) if transpose else matrix


def transposed(matrix: Matrix) -> Matrix:
    """Give the matrix with its rows as columns; twice gives the same matrix again."""
    across = {line.id: index for index, line in enumerate(matrix.rows)}
    down = {line.id: index for index, line in enumerate(matrix.columns)}
    turned = sorted(matrix.cells, key=lambda cell: (down[cell.column], across[cell.row]))
    return replace(
        matrix,
        rows=matrix.columns,
        columns=matrix.rows,
        cells=tuple(replace(cell, row=cell.column, column=cell.row) for cell in turned),
    )


def _upwards(path: str) -> Iterator[str]:
    """Give the path, then those above it: a/b/c, a/b, a."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def _nearest(path: str, known: Collection[str]) -> str:
    """Give the path itself or the first one above it that is known, or ""."""
    return next((step for step in _upwards(path) if step in known), "")


def _columns(library: Library, theme: str) -> list[Line]:
    """Give the columns in the codebook's order; the general one last."""
    themes = library.codebook.themes
    paths = {item.path for item in themes}
    if theme and theme not in paths:
        raise UsageProblem(f'there is no theme "{theme}"', "all themes: litreview theme list")
    children = [
        Line(item.path, item.label or (item.path.removeprefix(f"{theme}/") if theme else item.path), "theme")
        for item in themes
        if _nearest(item.parent, paths) == theme
    ]
    if not theme:
        return children
    if children:
        return [*children, Line(theme, GENERAL, "theme")]
    return [Line(item.path, item.label or item.path, "theme") for item in themes if item.path == theme]


def _cells(
    library: Library, columns: Iterable[Line], keys: Collection[str], *, confirmed: bool
) -> tuple[dict[tuple[str, str], tuple[Evidence, ...]], set[str]]:
    """Give the evidence by source and column, and the keys of all sources that have a theme."""
    paths = {theme.path for theme in library.codebook.themes}
    across = {column.id for column in columns}
    notes = {note.id: note for note in library.notes}
    counting = {"confirmed"} if confirmed else {"confirmed", "suggested"}
    found: defaultdict[tuple[str, str], list[Evidence]] = defaultdict(list)
    tagged = set()
    for tag in library.tags:
        note = notes.get(tag.note)
        key = tag.source or (note.source if note else "")
        if tag.status not in counting or key not in keys or not _nearest(tag.theme, paths):
            continue
        tagged.add(key)
        if column := _nearest(tag.theme, across):
            found[key, column].append(_evidence(tag, key, note))
    return {place: _ordered(items) for place, items in found.items()}, tagged


def _evidence(tag: Tag, key: str, note: Note | None) -> Evidence:
    """Give what a tag shows: its note where it has one, else its own words."""
    if note is None:
        return Evidence(
            source=key,
            quote=tag.quote,
            locator=tag.locator,
            stance=tag.stance,
            status=tag.status,
            path=tag.path,
            line=tag.line,
        )
    return Evidence(
        source=key,
        note=note.id,
        kind=note.kind,
        quote=note.text,
        locator=tag.locator or note.locator,
        stance=tag.stance,
        status=tag.status,
        path=note.path or tag.path,
        line=note.line if note.path else tag.line,
    )


def _ordered(found: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Give each note and each direct tag once: confirmed before suggested, direct tags before notes."""

    def order(item: Evidence) -> tuple[int, int, str, str, str, str, int]:
        return _RANK[item.status], item.note, item.locator, item.quote, item.stance, item.path, item.line

    once: dict[tuple[int, str, str], Evidence] = {}
    for item in sorted(found, key=order):
        first = once.setdefault((item.note, item.quote, item.locator), item)
        if item.stance and not first.stance:
            once[item.note, item.quote, item.locator] = replace(first, stance=item.stance)
    return tuple(sorted(once.values(), key=order))


def _rows(
    library: Library, kept: Iterable[Source], cells: dict[tuple[str, str], tuple[Evidence, ...]], sort: str
) -> list[Line]:
    """Give a row for each source that has a cell, in the order asked for."""
    names = labels(library.sources)
    weight: Counter[str] = Counter()
    for (key, _), found in cells.items():
        weight[key] += pieces(found)
    by, down = sort.removeprefix("-"), sort.startswith("-")
    shown = sorted((source for source in kept if weight[source.key]), key=lambda source: source.key)
    match by:
        case "key":
            shown = shown[::-1] if down else shown
        case "year":
            dated = sorted((item for item in shown if item.year), key=lambda item: item.year, reverse=down)
            shown = dated + [item for item in shown if not item.year]
        case "author":
            shown.sort(key=lambda item: sort_form(names[item.key]), reverse=down)
        case "count":
            shown.sort(key=lambda item: weight[item.key], reverse=down)
        case _:
            known = f"known: {', '.join(SORTS)}; with - before it for descending"
            raise UsageProblem(f'a matrix cannot be sorted by "{by}"', known)
    return [Line(source.key, names[source.key], "source") for source in shown]
