"""Show rows in every format that lists know: one place, so that all commands speak alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litreview.cli.output import choose_format, width, write
from litreview.text import separated
from litreview.text.document import dump
from litreview.text.markdown import escaped
from litreview.text.safe import safe
from litreview.text.table import render
from litreview.text.width import fit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FORMATS = ("table", "md", "csv", "tsv", "json", "jsonl")
KEYED = (*FORMATS, "keys")


def show(
    rows: Sequence[Mapping[str, Any]],  # Any: what JSON takes
    columns: Sequence[str],
    *,
    name: str,
    asked: str,
    output: str,
    key: str = "",
    nul: bool = False,
    align: str = "",
    limits: Mapping[str, int] | None = None,
    wrapped: bool = False,
) -> None:
    """Show rows of values by column.

    name is the list's name in JSON; key the column that `-f keys` prints (none: no such format),
    nul ends keys with NUL bytes instead of lines. In a table, limits are the most columns that some
    values take, and wrapped lets long ones run over several lines.
    """
    chosen = choose_format(asked or ("keys" if nul else ""), output, KEYED if key else FORMATS)
    if chosen == "table":
        cells = _cells(rows, columns, limits or {})
        text = render(columns, cells, width=width(), align=align, wrapped=wrapped) if cells else ""
    elif chosen == "keys":
        text = "".join(safe(str(row[key])) + ("\0" if nul else "\n") for row in rows)
    else:
        text = _text(chosen, rows, columns, name)
    write(text, output)


def _text(chosen: str, rows: Sequence[Mapping[str, Any]], columns: Sequence[str], name: str) -> str:
    if chosen == "json":
        return dump({"schema": 1, name: list(rows)})
    if chosen == "jsonl":
        return "".join(dump(row, indent=None) for row in rows)
    cells = _cells(rows, columns, {})
    if chosen == "md":
        return markdown(columns, cells)
    return separated.write([columns, *cells], "," if chosen == "csv" else "\t")


def _cells(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], limits: Mapping[str, int]
) -> list[list[str]]:
    texts = [[as_text(row.get(column)) for column in columns] for row in rows]
    for place, column in enumerate(columns):
        if column in limits:
            for cells in texts:
                cells[place] = fit(cells[place], limits[column])
    return texts


def as_text(value: Any) -> str:  # Any: what JSON takes
    """Give a value as a cell: lists joined, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(as_text(item) for item in value)
    return str(value)


def markdown(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    """Give a pipe table."""
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(escaped(cell) for cell in row) + " |" for row in cells]
    return "\n".join(lines) + "\n"
