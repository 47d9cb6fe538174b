"""Write rows as CSV or TSV that a spreadsheet opens without running anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.text.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

COLUMNS = (
    "key", "type", "authors", "editors", "title", "year", "date", "container", "publisher", "volume", "number",
    "pages", "doi", "url", "abstract", "keywords",
)  # fmt: skip
"""The columns of a table of sources as it is exported; behind them each field that they do not say has its own."""
HEADERS = {"key": "key of its own", "publisher": "second publisher", "type": "type of work"}
"""What a field's column is called where its name is taken by one of COLUMNS."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"), and the full-width forms."""

_PROTECTED = re.compile(r"'(?= *[=+\-@\t\r\n＝＋－＠])")


def harmless(text: str) -> str:
    """Give a cell that a terminal prints and a spreadsheet shows as text: an apostrophe keeps formulas from running."""
    shown = safe(text, newlines=True)
    return f"'{shown}" if text.lstrip(" ").startswith(FORMULA) else shown


def as_meant(cell: str) -> str:
    """Give a cell that was read without the apostrophe that keeps a spreadsheet from running it."""
    return _PROTECTED.sub("", cell, count=1) if cell.startswith("'") else cell


def write(rows: Iterable[Sequence[str | float]], delimiter: str = ",") -> str:
    """Give the rows as text (RFC 4180, but lines end with LF); in TSV a cell is one line without tabs.

    A number is written as it is: the sign of one that is negative begins no formula.
    """
    import csv
    import io

    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    for row in rows:
        cells = [harmless(cell) if isinstance(cell, str) else str(cell) for cell in row]
        writer.writerow([" ".join(cell.split()) for cell in cells] if delimiter == "\t" else cells)
    return buffer.getvalue()
