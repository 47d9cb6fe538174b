"""Read files into records and notes; one file per format, each with one decorated function."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from litreview.model import ReadResult
from litreview.registry import Registry


class Parts(NamedTuple):
    """A large file that is read part by part: the keys that its entries may have, and the parts."""

    keys: frozenset[str]
    results: Iterator[ReadResult]


Reader = Callable[[bytes, str], ReadResult]
reader: Registry[Reader] = Registry("reader", __name__)
