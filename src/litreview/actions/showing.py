"""Gather all that the library knows of one source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from litreview.actions.rereading import reread
from litreview.actions.resolve import known_keys
from litreview.storage.connect import reading
from litreview.storage.load import load_library, source_ids
from litreview.storage.provenance import provenance

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from litreview.model import Note, Source, Tag
    from litreview.storage.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Dossier:
    """A source with its notes, tags (the rejected ones too), and where all of it comes from.

    missing has the keys, by field (crossref, xdata), that it refers to and the library does not have.
    """

    source: Source
    notes: tuple[Note, ...]
    tags: tuple[Tag, ...]
    provenance: Provenance
    missing: dict[str, list[str]]


def dossiers(library: Path, keys: Sequence[str]) -> list[Dossier]:
    """Give what the library knows of each of the sources; raises UsageProblem for an unknown key."""
    with reading(library) as connection:
        ids = source_ids(connection)
        found = known_keys(ids, keys)
        loaded = load_library(connection)
        sources = {source.id: source for source in loaded.sources}
        origins = provenance(connection, [ids[key] for key in found], reread)
    return [
        Dossier(
            source=source,
            notes=tuple(note for note in loaded.notes if note.source == source.key),
            tags=tuple(tag for tag in loaded.tags if tag.source == source.key),
            provenance=origins[source.id],
            missing=_missing(source, loaded.sources),
        )
        for key in found
        for source in [sources[ids[key]]]
    ]


def _missing(source: Source, sources: Sequence[Source]) -> dict[str, list[str]]:
    if not any(source.text(name) for name in ("crossref", "xdata")):
        return {}
    from litreview.text.inheritance import Family

    missing: dict[str, list[str]] = {}
    for link, key, parent in Family(sources).parents(source):
        if parent is None:
            missing.setdefault(link, []).append(key)
    return missing
