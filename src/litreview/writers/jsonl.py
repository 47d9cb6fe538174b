"""Write sources as JSON, one a line, each in the shape that `list -f json` gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.text.document import dump
from litreview.text.shape import document
from litreview.writers import writer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Source


@writer("jsonl", suffixes=(".jsonl",))
def write_jsonl(sources: Sequence[Source]) -> str:
    """Write the sources in the order given, one JSON object a line."""
    return "".join(dump(document(source), indent=None) for source in sources)
