"""What is found in a BibTeX entry: fields as printed, and troubles with their lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from litreview.model import Severity

_SHOWN = 40  # characters of a file's text that a message repeats


class Word(str):
    """A bare word of a value: the name of a macro, or a number."""

    __slots__ = ()


class RawField(NamedTuple):
    """A field as printed: its name, its line (from 1), and the parts of its value, without delimiters."""

    name: str
    line: int
    parts: tuple[str, ...]


class Trouble(NamedTuple):
    """What is wrong at a line of the file, as a `Problem` tells it."""

    line: int
    code: str
    message: str
    severity: Severity = "warning"


@dataclass(slots=True)
class Inside:
    """What stands between the delimiters of an entry; end is the index behind the closing one.

    Where there is none, closed is False, and end is where the next block begins. stepwise says that some
    field of it was more than one pattern could take.
    """

    end: int
    key: str = ""
    fields: list[RawField] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    closed: bool = True
    stepwise: bool = False


def shortened(text: str) -> str:
    """Give the beginning of a stretch of the file on one line, for a message."""
    text = " ".join(text[: _SHOWN * 4].split())
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
