"""Cut separated values into rows, each with its exact text and line; a stray quotation mark costs one row."""

from __future__ import annotations

import csv
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
DELIMITERS = ",;\t"
_EXCEL = re.compile(r"sep=(.)\s*", re.IGNORECASE)


class Row(NamedTuple):
    """A row: its cells, its line (from 1), its exact text; doubt says that its quotation marks do not match."""

    cells: tuple[str, ...]
    line: int
    raw: str
    doubt: bool = False


@contextmanager
def any_size(length: int) -> Iterator[None]:
    """Let cells be as long as the file: csv refuses more than 131,072 characters, and the limit is global."""
    before = csv.field_size_limit(max(length, 131_072) + 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def rows(text: str, delimiter: str = "", columns: int = 0) -> Iterator[Row]:
    """Give the rows of a text; columns is how many the header has (0: the first row tells).

    A row whose quotation marks do not match is read without them as far as its own line goes.
    """
    lines = [found[0] for found in _LINE.finditer(text)]
    start = 0
    if lines and (excel := _EXCEL.fullmatch(lines[0])):
        delimiter = delimiter or excel[1]
        yield Row((), 1, lines[0])
        start = 1
    delimiter = delimiter or best_delimiter(lines[start : start + 50])
    at = start
    while at < len(lines):
        first = at
        reader = csv.reader(_from(lines, first), delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                end = first + reader.line_num
                columns = columns or len(cells)
                if end - at > 1 and len(cells) != columns:
                    break  # a stray mark may have taken the next rows in
                yield Row(tuple(cells), at + 1, "".join(lines[at:end]))
                at = end
            else:
                return
        except csv.Error:
            pass
        yield _mended(lines[at], at + 1, delimiter, columns)
        at += 1


def _from(lines: Sequence[str], at: int) -> Iterator[str]:
    return (lines[index] for index in range(at, len(lines)))


def _mended(line: str, number: int, delimiter: str, columns: int) -> Row:
    """Read a line with stray quotation marks: leniently where that gives the header's columns, else without them."""
    try:
        cells = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])
    except csv.Error:
        cells = []
    if len(cells) != columns:
        cells = [cell.strip('"') for cell in line.rstrip("\r\n").split(delimiter)]
    return Row(tuple(cells), number, line, doubt=True)


def best_delimiter(lines: Sequence[str]) -> str:
    """Give the delimiter that parts the header into the most names that are known, then into the most."""
    from litreview.readers._headers import roles

    scores = {}
    for delimiter in DELIMITERS:
        try:
            header = next(csv.reader(iter(lines), delimiter=delimiter), [])
        except csv.Error:
            header = []
        scores[delimiter] = (sum(map(bool, roles(header))), len(header))
    return max(DELIMITERS, key=lambda delimiter: scores[delimiter])
