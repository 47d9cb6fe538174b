"""Write sources as text; one file per format, each with one decorated function."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from litreview.model import Source
from litreview.registry import Registry

Writer = Callable[[Sequence[Source]], str]
writer: Registry[Writer] = Registry("writer", __name__)
