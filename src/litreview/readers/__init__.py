"""Read files into records and notes; one file per format, each with one decorated function."""

from __future__ import annotations

from collections.abc import Callable

from litreview.model import ReadResult
from litreview.registry import Registry

Reader = Callable[[bytes, str], ReadResult]
reader: Registry[Reader] = Registry("reader", __name__)
