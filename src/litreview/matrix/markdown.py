"""Write a matrix as a Markdown pipe table, ready for pandoc --citeproc."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.matrix import renderer
from litreview.matrix.cells import check_kind, content, grid, sources_are_rows, summary
from litreview.text.markdown import escaped

if TYPE_CHECKING:
    from litreview.model import Library, Matrix

_BARE_PIPE = re.compile(r"(?<!\\)\|")  # one in a citation key would end the cell
_RULES = {"mark": ":-:", "count": "--:", "cite": "---", "quote": "---"}


@renderer("md", suffixes=(".md", ".markdown"))
def markdown(matrix: Matrix, library: Library, cell: str, width: int) -> str:
    """Give the matrix as a pipe table with its summary as a paragraph and its gaps as a list."""
    del library, width
    check_kind(cell)
    cells = grid(matrix)
    header = [
        "Source" if sources_are_rows(matrix) else "Theme",
        *(escaped(line.label) for line in matrix.columns),
    ]
    table = [header, ["---", *(_RULES[cell] for _ in matrix.columns)]]
    for row in matrix.rows:
        shown = (content(cells.get((row.id, line.id)), cell, escaped) for line in matrix.columns)
        table.append([escaped(row.label), *(_BARE_PIPE.sub(r"\|", text) for text in shown)])
    lines = [f"| {' | '.join(row)} |" for row in table]
    first, *gaps = map(escaped, summary(matrix, cell))
    lines += ["", first]
    if gaps:
        lines += ["", *(f"- {gap}" for gap in gaps)]
    return "".join(f"{line}\n" for line in lines)
