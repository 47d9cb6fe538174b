"""Show rows in every format that lists know: one place, so that all commands speak alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litreview.cli.output import choose_format, width, write
from litreview.text import separated
from litreview.text.document import dump
from litreview.text.markdown import escaped
from litreview.text.safe import safe
from litreview.text.table import render

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
    document: Mapping[str, Any] | None = None,
) -> None:
    """Show rows of values by column.

    name is the list's name in JSON; key the column that `-f keys` prints (none: no such format),
    nul ends keys with NUL bytes instead of lines; document is the JSON where it says more.
    """
    chosen = choose_format(asked or ("keys" if nul else ""), output, KEYED if key else FORMATS)
    write(_text(chosen, rows, columns, name=name, key=key, nul=nul, align=align, document=document), output)


def _text(
    chosen: str,
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    *,
    name: str,
    key: str,
    nul: bool,
    align: str,
    document: Mapping[str, Any] | None,
) -> str:
    if chosen == "json":
        return dump({"schema": 1, name: list(rows)} if document is None else document)
    if chosen == "jsonl":
        return "".join(dump(row, indent=None) for row in rows)
    if chosen == "keys":
        end = "\0" if nul else "\n"
        return "".join(safe(str(row[key])) + end for row in rows)
    cells = [[as_text(row.get(column)) for column in columns] for row in rows]
    if chosen in {"csv", "tsv"}:
        return separated.write([columns, *cells], "," if chosen == "csv" else "\t")
    if chosen == "md":
        return markdown(columns, cells)
    return render(columns, cells, width=width(), align=align) if cells else ""


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
