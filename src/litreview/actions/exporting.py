"""Write sources in a format, and read what was written before anybody relies on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.errors import LitreviewError
from litreview.readers import reader
from litreview.storage.load import changed_keys
from litreview.writers import writer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Source
    from litreview.storage.connect import Connection


def export(sources: Sequence[Source], name: str) -> str:
    """Give the sources as text in the format of that name, proven to read back as the same records.

    Raises UsageProblem for an unknown format, and LitreviewError (a bug) where the proof fails.
    """
    text = writer.named(name).function(sources)
    check = reader.all().get(name)
    if check is not None and sources:
        read = check.function(text.encode(), f"export.{name}")
        written = [block.record for block in read.blocks if block.record is not None]
        for source, record in zip(sources, written, strict=False):
            if source.title != record.text("title"):
                raise LitreviewError(f"the export of {source.key} does not read back", "please report it")
        if len(written) != len(sources):
            raise LitreviewError("the export does not read back whole", "please report it")
    return text


def key_map_text(connection: Connection) -> str:
    """Give the keys that are not what a file or an earlier library calls them: old, TAB, new, a line each."""
    return "".join(f"{old}\t{new}\n" for old, new in changed_keys(connection))
