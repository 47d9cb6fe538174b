"""litreview log: list what was done."""

from __future__ import annotations

from typing import Annotated

import typer

from litreview.cli.complete import keys
from litreview.cli.options import Format, Output
from litreview.cli.output import choose_format
from litreview.cli.rows import FORMATS, show
from litreview.cli.session import library


def command(
    key: Annotated[
        str,
        typer.Argument(
            metavar="[KEY]", autocompletion=keys, help="Only what touched this source.", show_default=False
        ),
    ] = "",
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="Only the newest N.")] = 0,
    fmt: Format = "",
    output: Output = "",
) -> None:
    """List what was done, newest first.

    Formats: table, md, csv, tsv, json, jsonl.
    """
    from litreview.actions.resolve import known_keys
    from litreview.storage.connect import reading
    from litreview.storage.load import source_ids
    from litreview.storage.operations import log

    with reading(library()) as connection:
        source = 0
        if key:
            ids = source_ids(connection)
            source = ids[known_keys(ids, [key])[0]]
        entries = log(connection, source)
    rows = [
        {
            "operation": entry.id,
            "when": entry.at,
            "command": entry.command,
            "what": entry.summary,
            "undone": f"by {entry.undone_by}" if entry.undone_by else "",
        }
        for entry in (entries[:limit] if limit else entries)
    ]
    columns = ("operation", "when", "command", "what", "undone")
    if choose_format(fmt, output, FORMATS) == "table":
        rows = [{**row, "when": str(row["when"])[:16].replace("T", " ")} for row in rows]  # to the minute
    show(rows, columns, name="operations", asked=fmt, output=output, align="rk", wrapped=True)
