"""Read one entry of a file again, out of the words that the library keeps of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.readers import reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Record


def reread(kind: str, raws: Sequence[str]) -> Record | None:
    """Give the record in the blocks of a file that has one entry; None where it cannot be read from its text.

    The blocks around it (macros, the head of a table, brackets of JSON) make the entry readable.
    """
    found = reader.all().get(kind) or reader.with_others().get(kind)
    if found is None:
        return None
    # the mark says that it is UTF-8, whatever encoding a comment declares
    result = found.function("\n".join(raws).encode("utf-8-sig", "surrogatepass"), "")
    records = [block.record for block in result.blocks if block.record is not None]
    return records[0] if len(records) == 1 else None
