"""Store what note files say: notes that are known again keep their ids, tags and every decision."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from litreview.matching.bind import Binder, Bound
from litreview.matching.notes import NewNote, OldNote, Plan, plan
from litreview.model import Problem
from litreview.storage.load import load_codebook, load_sources, source_ids
from litreview.storage.marks import Marks, bind_remarks, no_marks, sort_tags, store_remarks, sync_marks
from litreview.storage.sources import Stored, file_id
from litreview.storage.tags import Target

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from litreview.model import NoteDraft, ReadResult
    from litreview.storage.operations import Operation

EXCERPT = 60
"""Letters of a note that are shown to tell which it is."""
COMMAND_LINE = (("", 0),)
"""Where a note stands that was not read from a file."""
COLUMNS = ("source", "kind", "text", "locator", "handle", "coder", "cited", "author_year")
"""Columns of a note that its file decides."""


class NoteFile(NamedTuple):
    """A note file as read: the path that the library knows it by, what it says, and its digest."""

    path: str
    result: ReadResult
    digest: str


class _Draft(NamedTuple):
    """A note of a file on its way into the library."""

    draft: NoteDraft
    file: int
    key: str
    source: int | None
    stored: Stored


def store_notes(operation: Operation, files: Sequence[NoteFile], *, origin: str = "") -> list[Stored]:
    """Store the notes and remarks of files that were read together; gives what became of each file's.

    A file that is gone is given as one that says nothing: its notes stay, without a place.
    """
    if not files:
        return []
    connection = operation.connection
    binder = Binder(load_sources(connection, details=False), _earlier(connection))
    ids = source_ids(connection)
    numbers: dict[str, int] = {}
    drafts: list[_Draft] = []
    outcomes = []
    for path, result, digest in files:
        number = file_id(operation, path, "notes", origin=origin, encoding=result.encoding, digest=digest)
        numbers[path] = number
        stored = Stored(result.path, "notes", problems=list(result.problems))
        outcomes.append(stored)
        stored.problems += _unbound(result, binder)
        for draft in result.notes:
            key = binder.key(draft.cited, draft.author_year)
            drafts.append(_Draft(draft, number, key, ids.get(key), stored))
            stored.open += not key
    paths = {number: path for path, number in numbers.items()}
    new = [NewNote(index, item.draft, item.key, paths[item.file]) for index, item in enumerate(drafts)]
    held = _held_notes(connection)
    matched = plan(held, new, read=list(numbers))
    elsewhere = {note.id for note in held if any(path not in numbers for path, _ in note.places)}
    notes, changed = _store_texts(operation, drafts, matched, elsewhere)
    _store_places(connection, drafts, notes, set(numbers.values()))
    changed |= _store_marks(operation, drafts, notes, set(numbers.values()))
    results = {numbers[file.path]: file.result for file in files}
    remarked = store_remarks(operation, results, binder)
    _count(drafts, matched, notes, changed)
    for number, stored in zip(results, outcomes, strict=True):
        stored.remarked = number in remarked and not stored.new
    _tell_lost(matched, held, dict(zip(numbers, outcomes, strict=True)))
    return outcomes


def _earlier(connection: sqlite3.Connection) -> dict[str, str]:
    """Give the words of headings that notes of one source alone have, with its key: it may have another year by now."""
    rows = connection.execute(
        "SELECT n.author_year, min(s.key) FROM notes n JOIN sources s ON s.id = n.source WHERE n.cited = ''"
        " AND n.author_year <> '' GROUP BY n.author_year HAVING count(DISTINCT n.source) = 1"
    )
    return dict(rows.fetchall())


def _unbound(result: ReadResult, binder: Binder) -> list[Problem]:
    """Tell of each source that a file names and the library does not have, once, where it is first named."""
    seen: dict[tuple[str, str], Problem] = {}
    named = [(item.line, (item.cited, item.author_year)) for item in result.remarks]
    named += [(item.line, (item.cited, item.author_year)) for item in result.notes]
    for line, words in named:
        if words not in seen and not binder.key(*words):
            seen[words] = _unbound_problem(result.path, line, words, binder.bind(*words))
    return list(seen.values())


def _unbound_problem(path: str, line: int, named: tuple[str, str], bound: Bound) -> Problem:
    words = named[0] or named[1]
    if not words:
        return Problem(
            path, line, "open-note", "the note names no source", "warning", "put @key into a heading above it"
        )
    hint = (
        f"did you mean {' or '.join(bound.suggestions)}?"
        if bound.suggestions
        else "add the source: its notes are kept"
    )
    return Problem(path, line, "open-note", f'"{words}" is not in the library', "warning", hint)


def _held_notes(connection: sqlite3.Connection) -> list[OldNote]:
    places: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    rows = connection.execute(
        "SELECT p.note, f.path, p.line FROM places p JOIN files f ON f.id = p.file ORDER BY p.id"
    )
    for note, path, line in rows:
        places[note].append((path, line))
    held = connection.execute(
        "SELECT n.id, n.kind, ifnull(s.key, ''), n.text, n.locator, n.handle,"
        " coalesce(nullif(n.cited, ''), n.author_year), n.origin FROM notes n LEFT JOIN sources s ON s.id = n.source"
    )
    return [
        OldNote(*(*row, (*(COMMAND_LINE if origin == "command" else ()), *places.get(row[0], ())), named))
        for *row, named, origin in held
    ]


def _store_texts(
    operation: Operation, drafts: Sequence[_Draft], matched: Plan, elsewhere: set[int]
) -> tuple[dict[int, int], set[int]]:
    """Write the notes' rows; gives each draft's note by its index, and the notes that changed.

    The words of a note that stands elsewhere too (in a file that was not read now) are left alone.
    """
    connection = operation.connection
    held = {row[0]: row[1:] for row in connection.execute(f"SELECT id, {', '.join(COLUMNS)} FROM notes")}
    notes: dict[int, int] = {}
    changed: set[int] = set()
    settled = set(elsewhere)
    for item in matched.matched:
        notes[item.new] = item.old
        row = _row(drafts[item.new])
        if item.how in {"moved", "revived"}:
            changed.add(item.old)
        if row != held[item.old] and item.old not in settled:
            assignments = ", ".join(f"{name} = ?" for name in COLUMNS)
            connection.execute(f"UPDATE notes SET {assignments} WHERE id = ?", (*row, item.old))
            changed.add(item.old)
        settled.add(item.old)
    for places in matched.new:
        cursor = connection.execute(
            f"INSERT INTO notes ({', '.join(COLUMNS)}, origin, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'file', ?)",
            (*_row(drafts[places[0]]), operation.id),
        )
        notes.update(dict.fromkeys(places, cursor.lastrowid or 0))
    return notes, changed


def _row(item: _Draft) -> tuple[object, ...]:
    draft = item.draft
    return (
        item.source, draft.kind, draft.text, draft.locator, draft.handle, draft.coder, draft.cited, draft.author_year,
    )  # fmt: skip


def _store_places(
    connection: sqlite3.Connection, drafts: Sequence[_Draft], notes: dict[int, int], files: set[int]
) -> None:
    """Bring the places of notes in the files that were read to where they stand now."""
    wanted: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for index, item in enumerate(drafts):
        wanted[notes[index], item.file].add(item.draft.line)
    shifted = []
    for number, note, file, line in connection.execute("SELECT id, note, file, line FROM places ORDER BY id"):
        if line in wanted[note, file]:
            wanted[note, file].remove(line)
        elif file in files:
            shifted.append((number, wanted[note, file]))
    for number, lines in shifted:
        if lines:
            connection.execute("UPDATE places SET line = ? WHERE id = ?", (lines.pop(), number))
        else:
            connection.execute("DELETE FROM places WHERE id = ?", (number,))
    connection.executemany(
        "INSERT INTO places (note, file, line) VALUES (?, ?, ?)",
        [(*owner, line) for owner, lines in wanted.items() for line in sorted(lines)],
    )


def _store_marks(
    operation: Operation, drafts: Sequence[_Draft], notes: dict[int, int], files: set[int]
) -> set[int]:
    """Bring tags, labels and facets of the notes to what the files say; gives the notes that changed."""
    codebook = load_codebook(operation.connection)
    by_note: defaultdict[int, Marks] = defaultdict(no_marks)
    for index, item in enumerate(drafts):
        marks = by_note[notes[index]]
        sort_tags(codebook, item.draft.tags, item.draft.coder, item.file, marks)
        marks.attributes.extend(
            (name, value, item.file, item.draft.line) for name, value in item.draft.facets
        )
    return {
        note for note, marks in by_note.items() if sync_marks(operation, Target(None, note), files, marks)
    }


def _count(drafts: Sequence[_Draft], matched: Plan, notes: dict[int, int], changed: set[int]) -> None:
    fresh = {places[0] for places in matched.new}
    again = {index for places in matched.new for index in places[1:]}
    for index, item in enumerate(drafts):
        if index in fresh:
            item.stored.new += 1
        elif notes[index] in changed and index not in again:
            item.stored.changed += 1
        else:
            item.stored.unchanged += 1


def _tell_lost(matched: Plan, held: Sequence[OldNote], outcomes: dict[str, Stored]) -> None:
    """Tell of the notes that their files have no more: they are kept aside, and come back with their tags."""
    notes = {note.id: note for note in held}
    for number in matched.lost:
        note = notes[number]
        path, line = note.places[0]
        stored = outcomes[path]
        stored.gone += 1
        words = f"note {number} is no longer there; it is kept aside with its tags: {note.text[:EXCERPT]}"
        stored.problems.append(Problem(stored.path, line, "note-gone", words, "info"))


def bind_open_notes(operation: Operation) -> int:
    """Bind the notes and remarks whose source has come into the library since they were read; gives how many notes."""
    connection = operation.connection
    rows = connection.execute(
        "SELECT id, cited, author_year FROM notes WHERE source IS NULL AND (cited <> '' OR author_year <> '')"
    ).fetchall()
    binder, ids = Binder(load_sources(connection, details=False)), source_ids(connection)
    bound = [(ids[key], note) for note, cited, words in rows if (key := binder.key(cited, words))]
    connection.executemany("UPDATE notes SET source = ? WHERE id = ?", bound)
    bind_remarks(operation, binder)
    return len(bound)


def write_note(
    operation: Operation, source: int, text: str, *, kind: str, locator: str = "", coder: str = ""
) -> int:
    """Write a note from the command line; gives its id, that of the note which says so already if there is one."""
    connection = operation.connection
    values = (source, kind, text, locator)
    row = connection.execute(
        "SELECT id FROM notes WHERE source = ? AND kind = ? AND text = ? AND locator = ? AND origin = 'command'",
        values,
    ).fetchone()
    if row:
        return int(row[0])
    cursor = connection.execute(
        "INSERT INTO notes (source, kind, text, locator, handle, coder, cited, author_year, origin, made)"
        " VALUES (?, ?, ?, ?, '', ?, '', '', 'command', ?)",
        (*values, coder, operation.id),
    )
    return cursor.lastrowid or 0


def remove_note(connection: sqlite3.Connection, number: int) -> None:
    """Remove a note: one from a file is only hidden, so that reading the file again does not bring it back."""
    if connection.execute("SELECT origin FROM notes WHERE id = ?", (number,)).fetchone()[0] == "file":
        connection.execute("UPDATE notes SET origin = 'removed' WHERE id = ?", (number,))
        return
    for table in ("tags", "labels", "attributes"):
        connection.execute(f"DELETE FROM {table} WHERE note = ?", (number,))
    connection.execute("DELETE FROM notes WHERE id = ?", (number,))


def set_note(
    connection: sqlite3.Connection, number: int, column: Literal["text", "locator"], value: str
) -> None:
    """Change the words or the locator of a note."""
    connection.execute(f"UPDATE notes SET {column} = ? WHERE id = ?", (value, number))
