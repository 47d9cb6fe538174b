"""Keep how a file was laid out around its blocks, and put it together again byte for byte."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MARKS = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


class Gaps:
    """What stands between the blocks of a text, which are asked for in their order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def before(self, raw: str) -> str:
        """Give what stands between the last block and the next; raises ValueError where that is not in the text."""
        start = self._text.index(raw, self._at)
        gap = self._text[self._at : start]
        self._at = start + len(raw)
        return gap

    def rest(self) -> str:
        """Give what stands behind the last block."""
        return self._text[self._at :]


def gaps(text: str, raws: Iterable[str]) -> tuple[str, ...]:
    """Give what stands before each of the blocks, and behind the last; () where one is not in the text."""
    between = Gaps(text)
    try:
        found = [between.before(raw) for raw in raws]
    except ValueError:
        return ()
    return (*found, between.rest())


def joined(raws: Sequence[str], between: Sequence[str]) -> str:
    """Put blocks and what stands between them together again: the opposite of `gaps`."""
    *before, last = between
    return "".join(part for pair in zip(before, raws, strict=True) for part in pair) + last


def marks(encoding: str) -> Iterator[bytes]:
    """Give the marks that a file in an encoding may begin with, none first."""
    yield b""
    if encoding in _MARKS:
        yield _MARKS[encoding]
