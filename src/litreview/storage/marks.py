"""Store what note files say beside their notes' words: themes, free tags and facets of notes and sources.

What front matter says of a source that is not in the library waits for it in the table remarks.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from litreview.model import DraftTag
from litreview.storage.load import load_codebook, source_ids
from litreview.storage.tags import Target, Wanted, sync_rows, sync_tags
from litreview.themes.resolve import resolve_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from litreview.matching.bind import Binder
    from litreview.model import Codebook, ReadResult, SourceRemark
    from litreview.storage.operations import Operation

WAITING = ("file", "line", "cited", "author_year", "coder", "name", "value", "stance")


class Marks(NamedTuple):
    """What files say of one note or source beside its text."""

    tags: list[Wanted]
    labels: list[tuple[object, ...]]
    attributes: list[tuple[object, ...]]


def no_marks() -> Marks:
    """Give an empty set of marks, to be filled."""
    return Marks([], [], [])


def sort_tags(codebook: Codebook, tags: Iterable[DraftTag], coder: str, file: int, marks: Marks) -> None:
    """Sort tags as written into themes, facet values and free labels."""
    for tag in tags:
        found = resolve_tag(codebook, tag.path)
        if found.kind == "theme":
            marks.tags.append(Wanted(found.path, tag.stance, coder, file, tag.line))
        elif found.kind == "facet":
            marks.attributes.append((found.facet, found.value, file, tag.line))
        else:
            marks.labels.append((tag.path, tag.stance, coder, file, tag.line))


def sync_marks(operation: Operation, target: Target, files: set[int], marks: Marks) -> bool:
    """Bring themes, labels and facets of a note or source to what its files say; gives whether that changed any."""
    before = operation.connection.total_changes
    sync_tags(operation, target, files, marks.tags)
    sync_rows(operation.connection, "labels", target, files, marks.labels)
    sync_rows(operation.connection, "attributes", target, files, marks.attributes)
    return operation.connection.total_changes != before


def store_remarks(operation: Operation, results: Mapping[int, ReadResult], binder: Binder) -> set[int]:
    """Bring themes and attributes of sources to what the front matter of these files says, by the files' ids.

    Gives the files whose sources changed by it.
    """
    connection, codebook = operation.connection, load_codebook(operation.connection)
    ids = source_ids(connection)
    wanted: defaultdict[int, Marks] = defaultdict(no_marks)
    saying: defaultdict[int, set[int]] = defaultdict(set)
    waiting: list[tuple[object, ...]] = []
    for file, result in results.items():
        for remark in result.remarks:
            source = ids.get(binder.key(remark.cited, remark.author_year))
            if source is None:
                waiting += _waiting(file, remark)
                continue
            saying[source].add(file)
            sort_tags(codebook, remark.tags, remark.coder, file, wanted[source])
            wanted[source].attributes.extend(
                (name, value, file, line) for name, value, line in remark.attributes
            )
    places = ",".join("?" * len(results))
    for table in ("tags", "labels", "attributes"):
        rows = connection.execute(
            f"SELECT DISTINCT source FROM {table} WHERE source IS NOT NULL AND file IN ({places})",
            tuple(results),
        )
        for row in rows.fetchall():
            _ = wanted[row[0]]  # said before, perhaps no longer
    changed: set[int] = set()
    for source, marks in wanted.items():
        if sync_marks(operation, Target(source, None), set(results), marks):
            changed |= saying[source]
    _sync_waiting(operation, set(results), waiting)
    return changed


def _waiting(file: int, remark: SourceRemark) -> list[tuple[object, ...]]:
    named = (remark.cited, remark.author_year, remark.coder)
    tags: list[tuple[object, ...]] = [
        (file, tag.line, *named, "", tag.path, tag.stance) for tag in remark.tags
    ]
    return tags + [(file, line, *named, name, value, "") for name, value, line in remark.attributes]


def _sync_waiting(operation: Operation, files: set[int], waiting: list[tuple[object, ...]]) -> None:
    connection = operation.connection
    held = {
        tuple(row[1:]): row[0]
        for row in connection.execute(f"SELECT id, {', '.join(WAITING)} FROM remarks")
        if row[1] in files
    }
    new = [row for row in dict.fromkeys(waiting) if held.pop(row, None) is None]
    connection.executemany(f"INSERT INTO remarks ({', '.join(WAITING)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", new)
    connection.executemany("DELETE FROM remarks WHERE id = ?", [(number,) for number in held.values()])


def bind_remarks(operation: Operation, binder: Binder) -> None:
    """Put the remarks that were waiting on the sources that have come into the library."""
    connection, ids = operation.connection, source_ids(operation.connection)
    codebook = load_codebook(connection)
    wanted: defaultdict[int, Marks] = defaultdict(no_marks)
    files: set[int] = set()
    for number, *row in connection.execute(f"SELECT id, {', '.join(WAITING)} FROM remarks").fetchall():
        file, line, cited, author_year, coder, name, value, stance = row
        source = ids.get(binder.key(cited, author_year))
        if source is None:
            continue
        files.add(file)
        if name:
            wanted[source].attributes.append((name, value, file, line))
        else:
            sort_tags(codebook, [DraftTag(value, line, stance)], coder, file, wanted[source])
        connection.execute("DELETE FROM remarks WHERE id = ?", (number,))
    for source, marks in wanted.items():
        sync_marks(operation, Target(source, None), files, marks)
