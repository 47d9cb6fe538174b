"""Show a matrix as a plain table that fits the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.matrix import renderer
from litreview.matrix.cells import check_kind, content, grid, quotes, summary
from litreview.text.safe import safe
from litreview.text.signs import in_ascii
from litreview.text.table import GAP, render
from litreview.text.width import width as columns_of
from litreview.text.width import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from litreview.model import Library, Line, Matrix

LABEL_SHARE = 3  # the labels of the rows take at most a third of the width before they wrap
CITE_FLOOR = 12  # columns under which a citation is read letter by letter


@renderer("table")
def table(matrix: Matrix, library: Library, cell: str, width: int, *, ascii_only: bool = False) -> str:
    """Give the matrix as text; one too broad is set in several tables below each other.

    Quotes are listed under their source and theme, uncut. ascii_only replaces the program's own signs.
    """
    del library
    check_kind(cell)
    lines = (
        _listing(matrix, width) if cell == "quote" else _tables(matrix, cell, width, ascii_only=ascii_only)
    )
    under = (part for text in summary(matrix, cell) for part in wrap(safe(text), width))
    text = "".join(f"{line}\n" for line in (*lines, *under))
    return in_ascii(text) if ascii_only else text


def _tables(matrix: Matrix, kind: str, width: int, *, ascii_only: bool) -> Iterator[str]:
    cells = grid(matrix)
    shown = {
        line.id: [content(cells.get((row.id, line.id)), kind) for row in matrix.rows]
        for line in matrix.columns
    }
    room = width - min(max((columns_of(row.label) for row in matrix.rows), default=0), width // LABEL_SHARE)
    align = "l" + ("c" if kind in ("mark", "count") else "l") * len(matrix.columns)
    if not matrix.rows:
        return
    for number, group in enumerate(_groups(matrix.columns, shown, kind, room)):
        if number:
            yield ""
        header = ["", *(line.label for line in group)]
        rows = [
            [row.label, *(shown[line.id][index] for line in group)] for index, row in enumerate(matrix.rows)
        ]
        if ascii_only:
            header, rows = [*map(in_ascii, header)], [[*map(in_ascii, row)] for row in rows]
        yield from render(
            header, rows, width=width, align=align[: len(header)], ascii_only=ascii_only, wrapped=True
        ).splitlines()


def _groups(
    columns: Sequence[Line], shown: dict[str, list[str]], kind: str, room: int
) -> Iterator[Sequence[Line]]:
    """Give the columns in groups that fit the room without a word broken."""
    group: list[Line] = []
    used = 0
    for line in columns:
        words = [*line.label.split(), *(word for text in shown[line.id] for word in text.split())]
        needed = len(GAP) + max([CITE_FLOOR if kind == "cite" else 0, *map(columns_of, words)])
        if group and used + needed > room:
            yield group
            group, used = [], 0
        group.append(line)
        used += needed
    if group:
        yield group


def _listing(matrix: Matrix, width: int) -> Iterator[str]:
    """Give the evidence row by row, column by column."""
    cells = grid(matrix)
    for row in matrix.rows:
        yield from wrap(safe(row.label), width)
        for column in matrix.columns:
            if found := quotes(cells.get((row.id, column.id))):
                yield from _indented([column.label], 2, width)
                yield from _indented(found, 4, width)
    if matrix.rows:
        yield ""


def _indented(texts: Iterable[str], blanks: int, width: int) -> Iterator[str]:
    for text in texts:
        for line in wrap(safe(text), width - blanks):
            yield " " * blanks + line
