"""litreview sql: ask the library in SQL, reading only."""

from __future__ import annotations

from typing import Annotated

import typer

from litreview.cli.options import Format, Output
from litreview.cli.rows import show
from litreview.cli.session import library


def command(
    query: Annotated[str, typer.Argument(metavar="SELECT", help="One statement that reads.")],
    fmt: Format = "",
    output: Output = "",
) -> None:
    """Ask the library in SQL, reading only: litreview sql "SELECT key, year FROM library".

    The views library and matrix are made for this. Formats: table, md, csv, tsv, json, jsonl.
    """
    from litreview.storage.ask import ask

    columns, rows = ask(library(), query)
    named = [dict(zip(columns, row, strict=True)) for row in rows]
    show(named, columns, name="rows", asked=fmt, output=output)
