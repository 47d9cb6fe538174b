"""Store what a bibliography says: blocks as printed, sources with their fields, people and identifiers."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from litreview.matching.records import Kept, Known, Placement, Shelf, pair
from litreview.model import Problem
from litreview.storage.change import insert_people, person_rows, update_source
from litreview.storage.earlier import Earlier, Entries, around
from litreview.storage.operations import bulk
from litreview.text.dates import year_in
from litreview.text.fold import fold_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from litreview.model import Block, ReadResult, Record
    from litreview.storage.earlier import Reread
    from litreview.storage.operations import Operation


@dataclass(slots=True)
class Stored:
    """What became of one file's entries or notes, in counts, and what a person should know.

    other counts strings, comments and preambles, which are kept as well; open the notes that are
    not bound to a source; gone those that the file had and has no more; remarked
    says that its front matter changed what is known of a source.
    """

    path: str
    format: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    other: int = 0
    open: int = 0
    gone: int = 0
    remarked: bool = False
    keys: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """Give how many entries or notes the file has: every one of them is in one of the counts."""
        return self.new + self.changed + self.unchanged + self.refused


def file_id(
    operation: Operation,
    path: str,
    kind: str,
    *,
    origin: str = "",
    encoding: str = "",
    digest: str = "",
) -> int:
    """Give the row of a file, made or brought up to date."""
    connection = operation.connection
    row = connection.execute("SELECT id, origin FROM files WHERE path = ?", (path,)).fetchone()
    if row is None:
        cursor = connection.execute(
            "INSERT INTO files (path, format, origin, digest, encoding, made) VALUES (?, ?, ?, ?, ?, ?)",
            (path, kind, origin, digest, encoding, operation.id),
        )
        return cursor.lastrowid or 0
    connection.execute(
        "UPDATE files SET format = ?, origin = ?, digest = ?, encoding = ? WHERE id = ?",
        (kind, origin or row[1], digest, encoding, row[0]),
    )
    return int(row[0])


class HeldFile(NamedTuple):
    """A bibliography as it was read last: how many entries it had, and whether some could not be read."""

    path: str
    digest: str
    origin: str
    format: str
    entries: int
    failed: bool


def held_files(connection: sqlite3.Connection) -> dict[str, HeldFile]:
    """Give the bibliographies that were read before, by path."""
    rows = connection.execute(
        "SELECT f.path, f.digest, f.origin, f.format, sum(b.kind = 'entry'), max(b.kind = 'failed')"
        " FROM files f JOIN blocks b ON b.file = f.id AND b.position IS NOT NULL GROUP BY f.id ORDER BY f.id"
    )
    return {row[0]: HeldFile(*row) for row in rows}


def store_bibliography(
    operation: Operation,
    parts: Iterable[ReadResult],
    *,
    path: str,
    origin: str,
    digest: str,
    reread: Reread,
    keys: Collection[str] | None = None,
) -> Stored:
    """Store all blocks of a file as read, under the path that the library knows it by; gives what became of them.

    A file may come in several parts, so that not all of a large one need be in memory; keys then has those
    that all of its entries have. Where the library has blocks of it already, the parts are put together, and
    reread tells what an entry said before.
    """
    connection = operation.connection
    kept = _kept(connection, path)
    if kept:
        parts = [_whole(parts)]
    filing: _Filing | None = None
    gaps: list[str] = []
    for part in parts:
        if filing is None:
            file = file_id(operation, path, part.format, origin=origin, encoding=part.encoding, digest=digest)
            own = keys or {block.record.key for block in part.blocks if block.record is not None}
            filing = _Filing(operation, file, kept, own, Stored(part.path, part.format), reread)
        filing.add(part)
        gaps += part.gaps
    assert filing is not None  # noqa: S101 (a file has one part at least)
    connection.execute(
        "UPDATE files SET layout = ? WHERE id = ?", (json.dumps(gaps) if gaps else "", filing.file)
    )
    return filing.stored


def _kept(connection: sqlite3.Connection, path: str) -> list[Kept]:
    """Give the blocks that the library has of a file, those that are no longer in it too."""
    rows = connection.execute(
        "SELECT b.id, b.kind, b.key, b.raw, b.position, b.line, ifnull(b.source, 0), ifnull(s.title, '')"
        " FROM blocks b LEFT JOIN sources s ON s.id = b.source WHERE b.file = (SELECT id FROM files WHERE path = ?)",
        (path,),
    )
    return [Kept(*row) for row in rows]


def _whole(parts: Iterable[ReadResult]) -> ReadResult:
    """Put the parts of a file together."""
    first, *others = parts
    if not others:
        return first
    every = (first, *others)
    return replace(
        first,
        blocks=tuple(block for part in every for block in part.blocks),
        problems=tuple(problem for part in every for problem in part.problems),
        gaps=tuple(gap for part in every for gap in part.gaps),
    )


class _Filing:
    """One file on its way into the library, part by part."""

    def __init__(
        self,
        operation: Operation,
        file: int,
        kept: Sequence[Kept],
        own: Collection[str],
        stored: Stored,
        reread: Reread,
    ) -> None:
        self.operation = operation
        self.file = file
        self.kept = kept
        self.stored = stored
        self.entries = Entries(operation.connection, reread)
        self.beside = around(kept)
        known = _known(operation.connection)
        self.names = {holder.id: key for key, holder in known.items()}
        self.folded = {fold_key(key): key for key in known}
        self.shelf = Shelf(known, own)
        self.ids: dict[str, int] = {}  # of the sources that the file brings, by their keys
        self.position = 0

    def add(self, part: ReadResult) -> None:
        """Store the next part."""
        connection, stored = self.operation.connection, self.stored
        # what became of a key that stands twice is told below
        stored.problems += [problem for problem in part.problems if problem.code != "duplicate-key"]
        paired = pair(part.blocks, self.kept)
        placements = self.shelf.place(part.blocks, paired)
        numbered = _number_new(connection, placements, self.ids)
        sources = {item.placement.index: item.source for item in numbered}
        with bulk(self.operation, "sources", "blocks", "fields", "people", "identifiers"):
            _insert_new(self.operation, part, numbered)
            blocks = _store_blocks(connection, self.file, part.blocks, sources, paired, start=self.position)
            _insert_parts(connection, part, [item for item in numbered if item.is_new], blocks)
        self.set_aside({block.id for block in paired.values()})
        for item in numbered:
            self.settle(part, item, blocks[item.placement.index])
            if item.is_new and (other := self.folded.get(fold_key(item.placement.key))):
                stored.problems.append(_similar(part, item.placement, other))
        self.position += len(part.blocks)
        refused = sum(block.kind == "failed" for block in part.blocks)
        stored.refused += refused
        stored.other += len(part.blocks) - len(placements) - refused

    def settle(self, part: ReadResult, item: _Numbered, block: int) -> None:
        """Count one entry, bring a source that was there before up to date, and tell what a person should know."""
        place, raw, record = item.placement, part.blocks[item.placement.index], _record(part, item)
        stored = self.stored
        stored.keys.append(place.key)
        if item.is_new:
            stored.new += 1
            if record.key and place.key != record.key:
                stored.problems.append(_derived(part.path, raw.line, record.key, place.key))
        elif place.repeats:
            stored.unchanged += 1
            words = f"{place.key} stands in the file once more, field for field the same"
            stored.problems.append(Problem(part.path, raw.line, "repeated-entry", words, "info"))
        elif place.kept is not None and place.kept.raw == raw.raw:
            stored.unchanged += 1
        elif remarks := self.update(item, record, block):
            stored.changed += 1
            words = f"{place.key}: " + "; ".join(remarks)
            stored.problems.append(Problem(part.path, raw.line, "changed-record", words, "info"))
        else:
            stored.unchanged += 1

    def update(self, item: _Numbered, record: Record, block: int) -> list[str]:
        """Bring a source up to its entry; gives what changed, in words."""
        kept, kind = item.placement.kept, self.stored.format
        earlier = Earlier(self.entries, item.source, block, kept, kind, self.beside)
        return update_source(self.operation, item.source, record, block, earlier)

    def set_aside(self, used: Collection[int]) -> None:
        """Mark the blocks that the file has no more, and tell which sources they were."""
        gone = [block for block in self.kept if block.id not in used and block.position is not None]
        self.operation.connection.executemany(
            "UPDATE blocks SET position = NULL WHERE id = ?", [(block.id,) for block in gone]
        )
        self.stored.problems += [
            Problem(
                self.stored.path,
                0,
                "entry-gone",
                f"{self.names[block.source]} is no longer in the file; the library keeps it",
                "info",
            )
            for block in gone
            if block.source
        ]


def _known(connection: sqlite3.Connection) -> dict[str, Known]:
    known = {
        key: Known(number, title)
        for number, key, title in connection.execute("SELECT id, key, title FROM sources")
    }
    aliases = connection.execute(
        "SELECT a.alias, s.id, s.title FROM aliases a JOIN sources s ON s.id = a.source"
    )
    return {alias: Known(number, title) for alias, number, title in aliases} | known


class _Numbered(NamedTuple):
    placement: Placement
    source: int
    is_new: bool


def _number_new(
    connection: sqlite3.Connection, placements: Sequence[Placement], ids: dict[str, int]
) -> list[_Numbered]:
    """Give each new source its id, so that all rows can be written in bulk; ids gets them by key."""
    following = (connection.execute("SELECT max(id) FROM sources").fetchone()[0] or 0) + 1
    numbered = []
    for item in placements:
        if item.source:
            numbered.append(_Numbered(item, item.source, is_new=False))
        elif item.key in ids:  # the entry stands twice in the file
            numbered.append(_Numbered(item, ids[item.key], is_new=False))
        else:
            ids[item.key] = following
            numbered.append(_Numbered(item, following, is_new=True))
            following += 1
    return numbered


def _record(result: ReadResult, item: _Numbered) -> Record:
    record = result.blocks[item.placement.index].record
    assert record is not None  # noqa: S101 (only entries are placed)
    return record


def _insert_new(operation: Operation, result: ReadResult, numbered: Iterable[_Numbered]) -> None:
    rows = [
        (
            item.source,
            item.placement.key,
            record.type,
            record.text("title"),
            year_in(record.fields),
            operation.id,
        )
        for item in numbered
        if item.is_new
        for record in [_record(result, item)]
    ]
    operation.connection.executemany(
        "INSERT INTO sources (id, key, type, title, year, made) VALUES (?, ?, ?, ?, ?, ?)", rows
    )


def _store_blocks(
    connection: sqlite3.Connection,
    file: int,
    blocks: Sequence[Block],
    sources: Mapping[int, int],
    paired: Mapping[int, Kept],
    *,
    start: int,
) -> list[int]:
    """Bring the rows of a file's blocks up to date, from position start; gives their ids in the file's order."""
    following = (connection.execute("SELECT max(id) FROM blocks").fetchone()[0] or 0) + 1
    ids: list[int] = []
    inserts: list[tuple[object, ...]] = []
    updates: list[tuple[object, ...]] = []
    for index, block in enumerate(blocks):
        position = start + index
        before, source = paired.get(index), sources.get(index)
        if before is None:
            key = block.record.key if block.record else ""
            inserts.append(
                (following + len(inserts), file, position, block.line, block.kind, key, block.raw, source)
            )
            ids.append(following + len(inserts) - 1)
            continue
        ids.append(before.id)
        now = (position, block.line, block.raw, source)
        if (before.position, before.line, before.raw, before.source or None) != now:
            updates.append((*now, before.id))
    connection.executemany(
        "INSERT INTO blocks (id, file, position, line, kind, key, raw, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        inserts,
    )
    connection.executemany(
        "UPDATE blocks SET position = ?, line = ?, raw = ?, source = ? WHERE id = ?", updates
    )
    return ids


def _insert_parts(
    connection: sqlite3.Connection, result: ReadResult, new: Sequence[_Numbered], blocks: Sequence[int]
) -> None:
    """Write fields, people and identifiers of new sources in bulk."""
    records = [(item.source, blocks[item.placement.index], _record(result, item)) for item in new]
    connection.executemany(
        "INSERT INTO fields (source, position, name, value, text, line, block) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (source, position, field.name, field.value, field.text, field.line, block)
            for source, block, record in records
            for position, field in enumerate(record.fields)
        ),
    )
    insert_people(
        connection, (row for source, _, record in records for row in person_rows(source, record.people))
    )
    connection.executemany(
        "INSERT INTO identifiers (source, kind, value) VALUES (?, ?, ?)",
        ((source, found.kind, found.value) for source, _, record in records for found in record.identifiers),
    )


def _similar(part: ReadResult, place: Placement, other: str) -> Problem:
    return Problem(
        part.path,
        part.blocks[place.index].line,
        "similar-key",
        f"{place.key} differs from {other}, which is in the library, only in case or in how letters are coded",
        "warning",
        f"BibTeX takes the two for the same key: litreview show {place.key} {other}",
    )


def _derived(path: str, line: int, key: str, derived: str) -> Problem:
    return Problem(
        path,
        line,
        "key-taken",
        f"{key} is the key of another work already; this one is kept as {derived}",
        "warning",
        f"litreview show {key} {derived}",
    )
