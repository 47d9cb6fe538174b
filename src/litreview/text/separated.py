"""Write rows as CSV or TSV that a spreadsheet opens without running anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.text.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet take a cell for a formula (OWASP, CSV injection)."""


def cell(text: str) -> str:
    """Give a cell's text with control characters shown, and an apostrophe before what could be a formula."""
    shown = safe(text, newlines=True)
    return "'" + shown if text.startswith(FORMULA) else shown


def write(rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    """Give the rows as text with LF line ends; tabs and line breaks become blanks in TSV."""
    import csv
    import io

    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    for row in rows:
        cells = [cell(item) for item in row]
        writer.writerow([" ".join(item.split()) for item in cells] if delimiter == "\t" else cells)
    return buffer.getvalue()
