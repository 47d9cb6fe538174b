"""litreview search: search titles, abstracts, names and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from litreview.cli.options import Format, Nul, Output
from litreview.cli.rows import show
from litreview.cli.session import library

if TYPE_CHECKING:
    from litreview.storage.search import Hit

AROUND = 60
"""Characters of the text that are shown around a hit."""


def command(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help='Words, "phrases", OR, -not, theme:x, year>=2015.')
    ],
    places: Annotated[
        str, typer.Option("--in", metavar="A,B", help="Only in these: title, abstract, author, notes ...")
    ] = "",
    nul: Nul = False,
    fmt: Format = "",
    output: Output = "",
) -> None:
    """Search titles, abstracts, names and notes; any text is a query, none is an error.

    Formats: table, md, csv, tsv, json, jsonl, keys.
    """
    from litreview.actions.searching import search
    from litreview.storage.connect import reading
    from litreview.text.query import parse, words

    with reading(library()) as connection:
        found = search(connection, text, [name.strip() for name in places.split(",") if name.strip()])
    terms = words(parse(text))
    rows: list[dict[str, Any]] = [  # Any: what JSON takes
        {"key": key, "in": list(dict.fromkeys(hit.place for hit in hits)), "text": _excerpt(hits, terms)}
        for key, hits in found.items()
    ]
    show(rows, ("key", "in", "text"), name="hits", asked=fmt, output=output, key="key", nul=nul, align="kk")


def _excerpt(hits: list[Hit], terms: tuple[str, ...]) -> str:
    """Give the words around the first hit."""
    if not hits:
        return ""
    text = " ".join(hits[0].text.split())
    places = [place for term in terms if (place := text.casefold().find(term.casefold())) >= 0]
    start = max(0, min(places, default=0) - AROUND // 2)
    cut = text[start : start + AROUND * 2]
    return ("… " if start else "") + cut + (" …" if start + len(cut) < len(text) else "")
