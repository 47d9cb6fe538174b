"""Read the list of references that stands in a manuscript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.model import Reference

if TYPE_CHECKING:
    from litreview.manuscripts._authoryear import Positions


def references_in(text: str, start: int, end: int, path: str, places: Positions) -> tuple[Reference, ...]:
    """Read the references between two places of a text; what is no reference is left out."""
    if end <= start:
        return ()
    from litreview.text.references import read_list, record_of

    found = []
    for item in read_list(text[start:end]):
        if item.reference is None or not (item.reference.is_sound or item.reference.number):
            continue
        offset = start + item.start
        line, _ = places.of(offset)
        number = item.reference.number
        plain = number if number.isdecimal() else ""
        record = record_of(item.reference, line)
        label = "" if plain else number
        found.append(Reference(item.raw, path, line, offset, record, plain, label, certain=item.certain))
    return tuple(found)
