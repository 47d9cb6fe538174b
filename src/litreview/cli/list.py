"""litreview list: list sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from litreview.cli.options import CitedIn, Format, Nul, Output, Themes
from litreview.cli.output import choose_format, problems
from litreview.cli.rows import KEYED, show
from litreview.cli.session import library
from litreview.errors import FINDINGS, OK

if TYPE_CHECKING:
    from collections.abc import Callable

    from litreview.model import Library, Problem, Source

COLUMNS = ("key", "authors", "year", "title")
LIMITS = {"authors": 20, "themes": 24}
"""Columns that these take in a table at the most, so that titles have room."""


def command(
    query: Annotated[
        str,
        typer.Argument(
            metavar="[QUERY]",
            help='Words, "phrases", OR, -not, author:segal, year>=2015.',
            show_default=False,
        ),
    ] = "",
    theme: Themes = None,
    untagged: Annotated[bool, typer.Option("--untagged", help="Only sources without any theme.")] = False,
    cited_in: CitedIn = None,
    uncited: Annotated[
        list[str] | None,
        typer.Option(
            "--uncited",
            metavar="FILE",
            help="Only what this manuscript does not cite; given several times: what none of them cites.",
        ),
    ] = None,
    fields: Annotated[
        str,
        typer.Option(
            "--fields",
            metavar="A,B",
            help="These columns: key, type, authors, year, title, themes, or any field.",
        ),
    ] = "",
    sort: Annotated[
        str,
        typer.Option(
            "--sort", metavar="NAME", help="key, year, author, title, type, added; -year for newest first."
        ),
    ] = "",
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="Only the first N.")] = 0,
    fail_empty: Annotated[
        bool, typer.Option("--fail-empty", help="Exit with 1 when nothing matches.")
    ] = False,
    nul: Nul = False,
    fmt: Format = "",
    output: Output = "",
) -> int:
    """List sources, all or those that match.

    Formats: table, md, csv, tsv, json, jsonl, keys.
    """
    from litreview.actions.listing import choose, themes_by_source
    from litreview.storage.connect import reading
    from litreview.storage.load import changed_keys, load_library
    from litreview.storage.settings import cite_commands, setting
    from litreview.text.shape import document

    columns = tuple(name.strip() for name in fields.split(",") if name.strip()) or COLUMNS
    whole = choose_format(fmt or ("keys" if nul else ""), output, KEYED) in {"json", "jsonl"}
    details = whole or bool(query or cited_in or uncited) or not set(columns) <= {*COLUMNS, "type", "themes"}
    with reading(library()) as connection:
        loaded = load_library(connection, details=details)
        sort = sort or setting(connection, "sort")
        keys = dict(changed_keys(connection)) if cited_in or uncited else {}
        own = cite_commands(connection) if cited_in or uncited else ()
    told: list[Problem] = []
    chosen = choose(
        loaded,
        query=query,
        themes=theme or (),
        untagged=untagged,
        only=_cited(cited_in, loaded, keys, told, own) if cited_in else None,
        without=_cited(uncited, loaded, keys, told, own) if uncited else (),
        sort=sort,
    )
    themes = themes_by_source(loaded)
    rows = [
        (document if whole else _row(columns))(source, themes.get(source.key, []))
        for source in (chosen[:limit] if limit else chosen)
    ]
    align = "".join("r" if name == "year" else "k" if name == "key" else "l" for name in columns)
    show(
        rows,
        columns,
        name="sources",
        asked=fmt,
        output=output,
        key="key",
        nul=nul,
        align=align,
        limits=LIMITS,
    )
    problems(list(dict.fromkeys(told)))
    return FINDINGS if fail_empty and not rows else OK


def _cited(
    names: list[str], loaded: Library, keys: dict[str, str], told: list[Problem], own: tuple[str, ...]
) -> set[str]:
    """Give the keys of what manuscripts cite; what is cited and not there is told, and no error of the list."""
    from litreview.actions.citing import cited

    found = cited(names, loaded.sources, keys, cite_commands=own)
    told += [replace(problem, severity="warning") for problem in found.problems]
    return found.keys


def _row(columns: tuple[str, ...]) -> Callable[[Source, list[str]], dict[str, Any]]:  # Any: what JSON takes
    """Give what makes a row of a source and its themes."""
    from litreview.text.labels import names

    def row(source: Source, themes: list[str]) -> dict[str, Any]:  # Any: what JSON takes
        known: dict[str, Any] = {
            "key": source.key,
            "type": source.type,
            "title": source.title,
            "year": source.year,
            "themes": list(dict.fromkeys(path.split("/")[0] for path in themes)),  # room for the first level
        }
        return {
            name: names(source) if name == "authors" else known[name] if name in known else source.text(name)
            for name in (*columns, "key")
        }

    return row
