"""What the tests of the BibTeX reader share: its records and problems, and what of a text is in no block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.readers.bibtex import read_bibtex

if TYPE_CHECKING:
    from litreview.model import ReadResult, Record


def read(text: str) -> ReadResult:
    return read_bibtex(text.encode(), "x.bib")


def records(text: str) -> list[Record]:
    return [block.record for block in read(text).blocks if block.record]


def problems(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in read(text).problems]


def left_over(text: str, result: ReadResult) -> str:
    """Give what of the text is in no block: the raws, looked for one after another, must hold all of it."""
    at, left = 0, ""
    for block in result.blocks:
        start = text.index(block.raw, at)
        left += text[at:start]
        at = start + len(block.raw)
    return (left + text[at:]).strip()
