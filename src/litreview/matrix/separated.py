"""Write a matrix as comma- or tab-separated values, for spreadsheets and scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.matrix import renderer
from litreview.matrix.cells import check_kind, content, count, grid, mark, sources_are_rows
from litreview.text import separated
from litreview.text.labels import labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import Cell, Library, Matrix, Source

_PLAIN_MARKS = {"●": "x", "○": "o", "·": ""}


@renderer("csv", suffixes=(".csv",))
def csv(matrix: Matrix, library: Library, cell: str, width: int) -> str:
    """Give the matrix as CSV (RFC 4180, but lines end with LF); see `_records` for what it holds."""
    del width
    return _written(matrix, library, cell, ",")


@renderer("tsv", suffixes=(".tsv", ".tab"))
def tsv(matrix: Matrix, library: Library, cell: str, width: int) -> str:
    """Give the matrix as tab-separated values, quoted like CSV where a cell has a quotation mark."""
    del width
    return _written(matrix, library, cell, "\t")


def _written(matrix: Matrix, library: Library, kind: str, delimiter: str) -> str:
    check_kind(kind)
    return separated.write(_records(matrix, library, kind), delimiter)


def _records(matrix: Matrix, library: Library, kind: str) -> Iterator[list[str]]:
    """Give a header and a record for each row, all of one length.

    Sources as rows: key, label, year and title, then a column for each theme, headed by its path; untagged
    sources come last, with empty cells, so that no source is missing. Themes as rows: theme and label,
    then a column for each source, headed by its key, untagged ones last. A mark is x (confirmed), o
    (only suggested) or empty; a count is a number, 0 too.
    """
    cells = grid(matrix)
    if not sources_are_rows(matrix):
        keys = [*(line.id for line in matrix.columns), *matrix.untagged]
        yield ["theme", "label", *keys]
        for row in matrix.rows:
            yield [row.id, row.label, *(_value(cells.get((row.id, key)), kind) for key in keys)]
        return
    sources = {source.key: source for source in library.sources}
    names = labels(library.sources)
    yield ["key", "label", "year", "title", *(line.id for line in matrix.columns)]
    for key in (*(line.id for line in matrix.rows), *matrix.untagged):
        values = (_value(cells.get((key, line.id)), kind) for line in matrix.columns)
        yield [key, names[key], *_described(sources[key]), *values]


def _described(source: Source) -> tuple[str, str]:
    return source.year, " ".join(source.title.split())


def _value(cell: Cell | None, kind: str) -> str:
    if kind == "mark":
        return _PLAIN_MARKS[mark(cell)]
    return str(count(cell)) if kind == "count" else content(cell, kind)
