"""Keep how a file was laid out around its blocks, and put it together again byte for byte."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MARKS = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


def gaps(text: str, raws: Iterable[str]) -> tuple[str, ...]:
    """Give what stands before each of the blocks, and behind the last; () where one is not in the text."""
    found: list[str] = []
    at = 0
    for raw in raws:
        start = text.find(raw, at)
        if start < 0:
            return ()
        found.append(text[at:start])
        at = start + len(raw)
    return (*found, text[at:])


def joined(raws: Sequence[str], between: Sequence[str]) -> str:
    """Put blocks and what stands between them together again: the opposite of `gaps`."""
    *before, last = between
    return "".join(part for pair in zip(before, raws, strict=True) for part in pair) + last


def marks(encoding: str) -> Iterator[bytes]:
    """Give the marks that a file in an encoding may begin with, none first."""
    yield b""
    if encoding in _MARKS:
        yield _MARKS[encoding]
