"""Look up what the entries of a source said when they were read last: their words are kept, and read once more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from litreview.model import Record

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from litreview.matching.records import Kept

Reread = Callable[[str, Sequence[str]], Record | None]
"""Takes a format and the blocks of a file that has one entry; gives the record, None where it cannot be read so."""
Around = Sequence[tuple[int, str]]
"""What a file says beside its entries (macros, the head of a table), each with its position."""


def around(blocks: Iterable[Kept]) -> Around:
    """Give what a file said around its entries, out of all its blocks."""
    return sorted(
        (block.position, block.raw)
        for block in blocks
        if block.position is not None and block.kind not in {"entry", "failed"}
    )


class Entries:
    """Reads entries of the library once more, each with what its file says around it."""

    def __init__(self, connection: sqlite3.Connection, reread: Reread) -> None:
        self._connection = connection
        self._reread = reread
        self._around: dict[int, Around] = {}

    def of(self, source: int, *, without: int) -> list[tuple[int, Record]]:
        """Give what the entries of a source say, but for one: by block, those still in their files first."""
        rows = self._connection.execute(
            "SELECT id FROM blocks WHERE source = ? AND id <> ? ORDER BY position IS NULL, id",
            (source, without),
        ).fetchall()
        said = [(row[0], self.said(row[0])) for row in rows]
        return [(block, record) for block, record in said if record is not None]

    def several(self, source: int) -> bool:
        """Whether a source has more than one entry."""
        rows = self._connection.execute("SELECT id FROM blocks WHERE source = ? LIMIT 2", (source,))
        return len(rows.fetchall()) > 1

    def said(self, block: int) -> Record | None:
        """Give what an entry says, with the lines of its file; None where that cannot be read."""
        kind, file, position, line, raw = self._connection.execute(
            "SELECT f.format, f.id, b.position, b.line, b.raw FROM blocks b JOIN files f ON f.id = b.file"
            " WHERE b.id = ?",
            (block,),
        ).fetchone()
        if file not in self._around:
            self._around[file] = self._connection.execute(
                "SELECT position, raw FROM blocks WHERE file = ? AND kind NOT IN ('entry', 'failed')"
                " AND position IS NOT NULL ORDER BY position",
                (file,),
            ).fetchall()
        return self.read(kind, raw, line, position, self._around[file])

    def read(self, kind: str, raw: str, line: int, position: int | None, beside: Around) -> Record | None:
        """Read an entry of a file; one that is no longer there (no position) as if it stood at its end."""
        before = [text for place, text in beside if position is None or place < position]
        after = [text for place, text in beside if position is not None and place > position]
        record = self._reread(kind, [*before, raw, *after])
        if record is None:
            return None
        start = 1 + sum(text.count("\n") + 1 for text in before)
        return replace(
            record, fields=tuple(replace(field, line=field.line - start + line) for field in record.fields)
        )


@dataclass
class Earlier:
    """What is known of an entry's source from before: looked up only where a value is in question.

    kept is the entry as it was (None for one that is new), and beside is what its file, in a format of that
    name, had around it.
    """

    entries: Entries
    source: int
    block: int
    kept: Kept | None
    kind: str
    beside: Around

    @cached_property
    def entry(self) -> Record | None:
        """What the entry said when it was read last; None where that is not known."""
        if self.kept is None:
            return None
        return self.entries.read(self.kind, self.kept.raw, self.kept.line, self.kept.position, self.beside)

    @cached_property
    def others(self) -> list[tuple[int, Record]]:
        """What the other entries of the source say."""
        return self.entries.of(self.source, without=self.block)

    def gave_way(self, name: str, value: str) -> bool:
        """Whether a value that the source has not is one that it had no place for when entries were merged."""
        return self.entries.several(self.source) and self.says(name, value)

    def says(self, name: str, value: str) -> bool:
        """Whether a value is no news: the entry said so before, or it is a new one and another one says so."""
        known = [record for _, record in self.others] if self.kept is None else [self.entry]
        return any(value == _said(record, name) for record in known if record)


def _said(record: Record, name: str) -> str | None:
    if name == "entrytype":
        return record.type
    return next((field.value for field in record.fields if field.name == name), None)
