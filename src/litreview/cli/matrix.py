"""litreview matrix: lay sources against themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from litreview.cli.options import Format, Output, Theme, Where
from litreview.cli.output import choose_format, width, write
from litreview.cli.session import library

if TYPE_CHECKING:
    from litreview.model import Library


def command(
    theme: Theme = "",
    cell: Annotated[
        str, typer.Option("--cell", metavar="WHAT", help="What a cell shows: mark, count, cite or quote.")
    ] = "",
    where: Where = "",
    sort: Annotated[
        str,
        typer.Option("--sort", metavar="NAME", help="key, year, author or count; -year for newest first."),
    ] = "",
    transpose: Annotated[
        bool, typer.Option("--transpose", help="Themes as rows, sources as columns.")
    ] = False,
    gaps: Annotated[bool, typer.Option("--gaps", help="Say where the evidence is thin.")] = False,
    confirmed: Annotated[bool, typer.Option("--confirmed", help="Leave out what is only suggested.")] = False,
    fmt: Format = "",
    output: Output = "",
) -> None:
    """Lay sources against themes, with the evidence in the cells.

    Without a theme, the columns are the themes of the first level; with one, those below it.
    Formats: table, md, csv, tsv, json.
    """
    from litreview.matrix import renderer
    from litreview.matrix.build import build
    from litreview.storage.connect import reading
    from litreview.storage.load import load_library
    from litreview.storage.settings import setting

    known = tuple(sorted(renderer.all()))
    chosen = choose_format(fmt, output, known)
    with reading(library()) as connection:
        loaded = load_library(connection, details=bool(where))
        cell = cell or setting(connection, "cell") or "mark"
        sort = sort or setting(connection, "sort") or "key"
    sources = _matching(where, loaded) if where else None
    path = _known(theme, loaded) if theme else ""
    laid = build(
        loaded, theme=path, sources=sources, sort=sort, transpose=transpose, confirmed=confirmed, gaps=gaps
    )
    write(renderer.named(chosen).function(laid, loaded, cell, width()), output)


def _matching(query: str, loaded: Library) -> set[str]:
    from litreview.matching.where import where

    return {source.key for source in where(query, loaded)}


def _known(theme: str, loaded: Library) -> str:
    from litreview.actions.resolve import known_theme

    return known_theme(loaded.codebook, theme)
