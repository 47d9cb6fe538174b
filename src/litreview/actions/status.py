"""Count what the library holds, and what waits for a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from litreview.storage.connect import reading
from litreview.storage.load import load_labels, load_library
from litreview.storage.operations import log

if TYPE_CHECKING:
    from pathlib import Path

    from litreview.storage.operations import Logged


@dataclass(frozen=True, slots=True)
class Status:
    """Counts of the library; untagged are keys, open the places of notes without a source, free the free tags."""

    sources: int
    notes: int
    themes: int
    tags: int
    suggested: int
    untagged: tuple[str, ...]
    open: tuple[str, ...]
    free: tuple[str, ...]
    files: int
    last: Logged | None


def status(library: Path) -> Status:
    """Give what the library holds; raises StoreError."""
    with reading(library) as connection:
        loaded = load_library(connection, details=False)
        labels = load_labels(connection)
        files = connection.execute("SELECT count(*) FROM files").fetchone()[0]
        done = log(connection)
    tagged = {tag.source for tag in loaded.tags if tag.status != "rejected"}
    return Status(
        sources=len(loaded.sources),
        notes=len(loaded.notes),
        themes=len(loaded.codebook.themes),
        tags=sum(tag.status == "confirmed" for tag in loaded.tags),
        suggested=sum(tag.status == "suggested" for tag in loaded.tags),
        untagged=tuple(source.key for source in loaded.sources if source.key not in tagged),
        open=tuple(f"{note.path}:{note.line}" for note in loaded.notes if not note.source),
        free=tuple(dict.fromkeys(label for label, _, _ in labels)),
        files=files,
        last=done[0] if done else None,
    )
