"""Set fields of a source by hand, and remove sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.actions.codebook import Done
from litreview.actions.resolve import known_keys
from litreview.errors import UsageProblem
from litreview.model import Field
from litreview.storage.change import derive, remove_source, set_field, stored_fields
from litreview.storage.load import source_ids
from litreview.storage.operations import operation
from litreview.text.latex import balanced, collapse, escape, is_verbatim, to_text, verbatim_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from litreview.storage.connect import Connection

FIELD = re.compile(r"[a-z][a-z0-9_+-]*")


def edit(
    library: Path, key: str, assignments: Sequence[str], *, dry_run: bool = False, command: str = "edit"
) -> Done:
    """Set fields as FIELD=VALUE (nothing after = removes the field); raises UsageProblem.

    Values are BibTeX: {braces} protect capitals, and a bare & or % is escaped. What is set here
    outranks what the files say when they are added again. `entrytype` sets the type of the entry.
    """
    pairs = [_parsed(text) for text in assignments]
    with operation(library, command, dry_run=dry_run) as current:
        connection = current.connection
        ids = source_ids(connection)
        source = ids[known_keys(ids, [key])[0]]
        done = [words for name, value in pairs if (words := _assign(connection, source, name, value))]
        if done:
            derive(connection, source)
        current.summary = f"{key}: {'; '.join(done)}" if done else f"{key} says so already"
    return Done(current.id, current.summary)


def _parsed(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    name = name.strip().lower()
    value = collapse(name, value)
    if not sign or not FIELD.fullmatch(name):
        raise UsageProblem(f'"{text}" does not set a field', "write FIELD=VALUE, e.g. --set year=2010")
    if not balanced(value):
        raise UsageProblem(f"{name}: the braces do not balance", "each { needs its }")
    return name, value if is_verbatim(name) else escape(value)


def _assign(connection: Connection, source: int, name: str, value: str) -> str:
    """Set one field; gives what changed in words, "" for nothing."""
    if name == "entrytype":
        kind = connection.execute("SELECT type FROM sources WHERE id = ?", (source,)).fetchone()[0]
        if not value or kind == value.lower():
            return ""
        connection.execute("UPDATE sources SET type = ? WHERE id = ?", (value.lower(), source))
        return f"entrytype: {kind} → {value.lower()}"
    held = stored_fields(connection, source)
    old = held.get(name)
    if value == (old.value if old else ""):
        return ""
    text = verbatim_text(value) if is_verbatim(name) else to_text(value)
    # a field that a person removed stays as an empty one, so that its file does not bring it back
    position = max((item.position for item in held.values()), default=-1) + 1
    set_field(
        connection, source, Field(name, value, text), row=old.id if old else 0, position=position, block=None
    )
    if not value:
        return f"{name} removed"
    return f"{name}: {old.value} → {value}" if old and old.value else f"{name} added"


def remove(library: Path, keys: Sequence[str], *, dry_run: bool = False, command: str = "rm") -> Done:
    """Remove sources with their notes and tags; raises UsageProblem for an unknown key."""
    with operation(library, command, dry_run=dry_run) as current:
        ids = source_ids(current.connection)
        found = known_keys(ids, keys)
        notes = tags = 0
        for key in found:
            gone = remove_source(current.connection, ids[key])
            notes, tags = notes + gone["notes"], tags + gone["tags"]
        with_them = ", ".join(
            f"{count} {word}{'' if count == 1 else 's'}"
            for count, word in ((notes, "note"), (tags, "tag"))
            if count
        )
        current.summary = f"{', '.join(found)} removed" + (f" with {with_them}" if with_them else "")
    return Done(current.id, current.summary)
