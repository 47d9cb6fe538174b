"""Let sources show what they inherit through crossref and xdata, without reading all of the library for it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from litreview.model import Field, Source

LINKED = "SELECT DISTINCT source FROM fields WHERE name IN ('crossref', 'xdata')"
"""The index of names by source answers this alone."""


def with_inherited(
    connection: sqlite3.Connection,
    sources: tuple[Source, ...],
    fields_of: Callable[[sqlite3.Connection, int], tuple[Field, ...]],
    *,
    details: bool,
) -> tuple[Source, ...]:
    """Give the sources with what they inherit; without details only the fields of those that matter are read."""
    linked = [row[0] for row in connection.execute(LINKED)]
    if not linked:
        return sources
    from litreview.text.inheritance import completed

    if details:
        return tuple(completed(sources))
    fields = _fields_that_matter(linked, sources, lambda number: fields_of(connection, number))
    full = [replace(source, fields=fields[source.id]) for source in sources if source.id in fields]
    done = {source.id: replace(source, fields=()) for source in completed(full)}
    return tuple(done.get(source.id, source) for source in sources)


def _fields_that_matter(
    linked: Iterable[int], sources: Sequence[Source], read: Callable[[int], tuple[Field, ...]]
) -> dict[int, tuple[Field, ...]]:
    """Give the fields of the sources that inherit, of those that they name, and so on upwards."""
    from litreview.text.fold import fold_key
    from litreview.text.inheritance import LINKS

    ids: defaultdict[str, list[int]] = defaultdict(list)
    for source in sources:
        for key in (source.key, *source.aliases):
            ids[fold_key(key)].append(source.id)
    fields: dict[int, tuple[Field, ...]] = {}
    waiting = list(linked)
    while waiting:
        number = waiting.pop()
        if number not in fields:
            fields[number] = read(number)
            keys = [key for field in fields[number] if field.name in LINKS for key in field.text.split(",")]
            waiting += [parent for key in keys for parent in ids.get(fold_key(key.strip()), ())]
    return fields
