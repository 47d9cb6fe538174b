"""Write, change and remove notes from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from litreview.actions.codebook import Done, ensure_themes
from litreview.actions.resolve import known_keys, known_theme
from litreview.errors import UsageProblem
from litreview.model import NoteKind
from litreview.storage.connect import reading
from litreview.storage.load import load_codebook, load_library, load_notes, source_ids
from litreview.storage.notes import remove_note, set_note, write_note
from litreview.storage.operations import operation
from litreview.storage.settings import setting
from litreview.storage.tags import Target, tag, untag
from litreview.text.locators import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from litreview.model import Note
    from litreview.storage.connect import Connection


def add_note(
    library: Path,
    key: str,
    text: str,
    *,
    kind: str = "paraphrase",
    locator: str = "",
    themes: Sequence[str] = (),
    coder: str = "",
    create: bool = False,
    command: str = "note add",
) -> Done:
    """Write a note on a source and tie it to themes; raises UsageProblem for an unknown key or theme."""
    words = text.strip()
    if kind not in get_args(NoteKind):
        raise UsageProblem(f'there is no kind "{kind}" of note', "known: " + ", ".join(get_args(NoteKind)))
    if not words:
        raise UsageProblem(
            "the note has no text", "give it with -m TEXT, or name a file, or - for standard input"
        )
    with operation(library, command) as current:
        connection = current.connection
        ids = source_ids(connection)
        found = known_keys(ids, [key])[0]
        if create:
            ensure_themes(current, themes)
        codebook = load_codebook(connection)
        coder = coder or setting(connection, "coder")
        number = write_note(current, ids[found], words, kind=kind, locator=normalise(locator), coder=coder)
        for theme in themes:
            tag(current, Target(None, number), known_theme(codebook, theme), coder=coder)
        current.summary = f"note {number} on {found}"
    return Done(current.id, current.summary)


def edit_note(
    library: Path,
    number: int,
    *,
    text: str | None = None,
    locator: str | None = None,
    themes: Sequence[str] = (),
    off: Sequence[str] = (),
    coder: str = "",
    command: str = "note edit",
) -> Done:
    """Change a note: its themes, and its words and locator where it was written on the command line.

    Raises UsageProblem for a note that there is not, and for the words of one that stands in a file.
    """
    with operation(library, command) as current:
        connection = current.connection
        note = known_note(connection, number)
        if (text is not None or locator is not None) and note.path:
            raise UsageProblem(
                f"note {number} stands in {note.path}:{note.line}",
                "change its words there, and add the file again",
            )
        if text is not None:
            set_note(connection, number, "text", text.strip())
        if locator is not None:
            set_note(connection, number, "locator", normalise(locator))
        codebook = load_codebook(connection)
        coder = coder or setting(connection, "coder")
        for theme in themes:
            tag(current, Target(None, number), known_theme(codebook, theme), coder=coder)
        for theme in off:
            untag(current, Target(None, number), known_theme(codebook, theme))
        current.summary = f"note {number} changed"
    return Done(current.id, current.summary if current.id else f"note {number} says so already")


def remove_notes(
    library: Path, numbers: Sequence[int], *, dry_run: bool = False, command: str = "note rm"
) -> Done:
    """Remove notes; those that stand in a file do not come back when it is added again."""
    with operation(library, command, dry_run=dry_run) as current:
        for number in dict.fromkeys(numbers):
            known_note(current.connection, number)
            remove_note(current.connection, number)
        current.summary = f"note {', '.join(map(str, dict.fromkeys(numbers)))} removed"
    return Done(current.id, current.summary)


def known_note(connection: Connection, number: int) -> Note:
    """Give a note by its number; raises UsageProblem."""
    note = next((note for note in load_notes(connection) if note.id == number), None)
    if note is None:
        raise UsageProblem(f"there is no note {number}", "litreview note list shows their numbers")
    return note


def list_notes(
    library: Path, *, key: str = "", themes: Sequence[str] = (), only_open: bool = False
) -> list[dict[str, object]]:
    """Give the notes as rows: of a source, of all the themes (or ones below), or those without a source."""
    with reading(library) as connection:
        loaded = load_library(connection, details=False)
        wanted = known_keys(source_ids(connection), [key])[0] if key else ""
    paths = [known_theme(loaded.codebook, theme) for theme in themes]
    by_note: dict[int, list[str]] = {}
    for item in loaded.tags:
        if item.note and item.status != "rejected":
            by_note.setdefault(item.note, []).append(item.theme)
    return [
        {
            "note": note.id,
            "source": note.source,
            "kind": note.kind,
            "locator": note.locator,
            "text": note.text,
            "themes": by_note.get(note.id, []),
            "facets": [f"{name}/{value}" for name, value in note.facets],
            "coder": note.coder,
            "id": note.handle,
            "place": f"{note.path}:{note.line}" if note.path else "",
        }
        for note in loaded.notes
        if (not wanted or note.source == wanted) and not (only_open and note.source)
        if all(
            any(theme == path or theme.startswith(f"{path}/") for theme in by_note.get(note.id, ()))
            for path in paths
        )
    ]
