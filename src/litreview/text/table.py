"""Set rows in columns as plain text: no boxes, nothing wider than the terminal, keys and numbers whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.text.safe import safe
from litreview.text.width import ELLIPSIS, fit, width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = "  "
TEXT_FLOOR = 12  # columns that a text keeps while another one can still give way: two or three words
SHORT_FLOOR = 6  # columns that it keeps before a key is broken: one short word
LAST_FLOOR = 2  # room for one wide character


def _clean(cell: str, *, lines: bool) -> str:
    if lines:
        return "\n".join(safe(" ".join(line.split())) for line in cell.split("\n"))
    return safe(" ".join(cell.split()))


def _natural(cell: str) -> int:
    return max(map(width, cell.split("\n")))


def _longest_word(text: str) -> int:
    return max(map(width, text.split()), default=0)


def _is_rigid(cells: Sequence[str], alignment: str) -> bool:
    """Whether the cells are keys, numbers or marks: asked for, or each one word in a narrow script."""
    if alignment in "rk":
        return True
    return all(" " not in cell and "\n" not in cell and width(cell) <= len(cell) for cell in cells)


def _shrink(widths: list[int], floors: Sequence[int], total: int) -> None:
    """Take columns away from the widest that is above its floor, until the widths add up to the total."""
    excess = sum(widths) - total
    while excess > 0:
        spare = [index for index, floor in enumerate(floors) if widths[index] > floor]
        if not spare:
            return
        widths[max(spare, key=lambda index: widths[index])] -= 1
        excess -= 1


def _widths(
    header: Sequence[str], columns: Sequence[Sequence[str]], rigid: Sequence[bool], room: int
) -> list[int]:
    """Give each column's width: text gives way first, then headers, and words of one piece last."""
    cells = [max(map(_natural, column), default=0) for column in columns]
    natural = [min(max(size, width(title)), room) for size, title in zip(cells, header, strict=True)]
    words = [_longest_word(title) for title in header]
    whole = [
        max(size, word) if fixed else min(full, max(TEXT_FLOOR, word))
        for size, word, fixed, full in zip(cells, words, rigid, natural, strict=True)
    ]
    _shrink(natural, whole, room)
    _shrink(
        natural,
        [max(size, LAST_FLOOR) if fixed else SHORT_FLOOR for size, fixed in zip(cells, rigid, strict=True)],
        room,
    )
    _shrink(natural, [LAST_FLOOR] * len(cells), room)
    return natural


def _pad(text: str, columns: int, alignment: str) -> str:
    blanks = columns - width(text)
    if alignment == "r":
        return " " * blanks + text
    if alignment == "c":
        return " " * (blanks // 2) + text + " " * (blanks - blanks // 2)
    return text + " " * blanks


def _stack(blocks: Sequence[list[str]], widths: Sequence[int], align: str, *, low: bool = False) -> list[str]:
    """Set cells of several lines beside each other; low lets the short ones rest on the last line."""
    height = max(map(len, blocks))
    lines = []
    for level in range(height):
        parts = []
        for block, columns, alignment in zip(blocks, widths, align, strict=True):
            index = level - (height - len(block)) if low else level
            parts.append(_pad(block[index] if 0 <= index < len(block) else "", columns, alignment))
        lines.append(GAP.join(parts).rstrip())
    return lines


def render(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    width: int,
    align: str = "",
    ascii_only: bool = False,
    wrapped: bool = False,
) -> str:
    """Give a table as lines that each end with a line feed; no line is wider than width.

    align has a letter for each column: l left, r right, c centred, k a key (left); missing ones are l.
    Columns r and k, and those whose cells are single words, are never cut: where nothing else can give
    way any more they go on in the next line. Other cells are cut with an ellipsis ("..." with
    ascii_only), or, with wrapped=True, run over several lines and keep their own line breaks. Every
    cell is made safe to print. A width too small for two columns of text each is not kept.
    """
    columns = len(header)
    if not columns:
        return ""
    align = align.ljust(columns, "l")
    titles = [_clean(title, lines=False) for title in header]
    cells = [[_clean(cell, lines=wrapped) for cell in row] for row in rows]
    by_column = [[row[index] for row in cells] for index in range(columns)]
    rigid = [_is_rigid(column, letter) for column, letter in zip(by_column, align, strict=True)]
    sizes = _widths(titles, by_column, rigid, width - len(GAP) * (columns - 1))
    ellipsis = "..." if ascii_only else ELLIPSIS
    lines = _stack(
        [wrap(title, size) for title, size in zip(titles, sizes, strict=True)], sizes, align, low=True
    )
    for row in cells:
        blocks = [
            wrap(cell, size) if fixed or wrapped else [fit(cell, size, ellipsis=ellipsis)]
            for cell, size, fixed in zip(row, sizes, rigid, strict=True)
        ]
        lines += _stack(blocks, sizes, align)
    return "".join(line + "\n" for line in lines)
