"""Write a file that was added as it was, byte for byte but for what a person edited in it since."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from litreview.actions.gather import stored_path
from litreview.errors import UsageProblem
from litreview.readers import reader
from litreview.storage.connect import reading
from litreview.storage.originals import Edits, Held, bibliographies, edits, held
from litreview.text.layout import joined, marks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from litreview.model import Record


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it was read, with the edits made since; edited are the keys of the entries that differ."""

    data: bytes
    edited: tuple[str, ...]


def original(library: Path, name: str) -> Original:
    """Give a file that was added with the edits of its sources' fields put into its text.

    Nothing else in it changes: its order, comments, layout, encoding and line ends are those that were read.
    Values that came from other files are not written into it. Raises UsageProblem for a file that was
    not added, whose bytes cannot be told from its text, or whose format takes no edits.
    """
    path = stored_path(Path(name), library)
    with reading(library) as connection:
        found, changes = held(connection, path), edits(connection, path)
        known = bibliographies(connection)
    if found is None or path not in known:
        raise UsageProblem(f"{name} was not added as a bibliography", "these were: " + ", ".join(known))
    mark, text = _as_read(found)
    records = _records(found.format, text, path)
    changed = {
        index: change
        for index, source in enumerate(found.sources)
        if (change := _change(changes.get(source), records.get(index)))
    }
    if not changed:
        return Original(mark + text.encode(found.encoding), ())
    if found.format != "bibtex":
        hint = f"export {', '.join(change.key for change in changed.values())} in a format of your choice"
        raise UsageProblem(f"{name}: edits can be put into BibTeX files only", hint)
    from litreview.writers.splice import splice

    raws = [
        splice(raw, changed[index].fields, changed[index].type) if index in changed else raw
        for index, raw in enumerate(found.raws)
    ]
    text = joined(raws, found.gaps)
    _prove(text, path, records, changed)
    try:
        return Original(mark + text.encode(found.encoding), tuple(change.key for change in changed.values()))
    except UnicodeEncodeError as wrong:
        letter = text[wrong.start]
        raise UsageProblem(
            f"{name} is {found.encoding}, which has no {letter}", "write it in LaTeX"
        ) from None


def _as_read(found: Held) -> tuple[bytes, str]:
    """Give the mark that the file began with, and its text: together they are the very bytes that were read."""
    if not found.gaps:
        raise UsageProblem(f"{found.path}: its layout is not known", f"litreview add {found.path}")
    text = joined(found.raws, found.gaps)
    for mark in marks(found.encoding):
        try:
            data = mark + text.encode(found.encoding)
        except (LookupError, UnicodeEncodeError):
            continue
        if hashlib.sha256(data).hexdigest() == found.digest:
            return mark, text
    hint = "its records can be exported: litreview export -o FILE"
    raise UsageProblem(f"{found.path} had bytes that are no text, so it cannot be written as it was", hint)


def _records(kind: str, text: str, path: str) -> dict[int, Record]:
    """Read a file again; gives its records by the index of their blocks."""
    result = reader.named(kind).function(text.encode(), path)
    return {index: block.record for index, block in enumerate(result.blocks) if block.record is not None}


def _change(change: Edits | None, record: Record | None) -> Edits | None:
    """Give what differs between an entry and what a person set, None for nothing."""
    if change is None or record is None:
        return None
    printed = _printed(record)
    fields = {name: value for name, value in change.fields.items() if value != printed.get(name, "")}
    kind = change.type if change.type != record.type else ""
    return Edits(change.key, kind, fields) if fields or kind else None


def _prove(text: str, path: str, before: Mapping[int, Record], changed: Mapping[int, Edits]) -> None:
    """Read what is about to be written: it has what was edited, and all else as it was; raises UsageProblem."""
    after = _records("bibtex", text, path)
    for index, record in before.items():
        now, change = after.get(index), changed.get(index)
        wanted = _printed(record) | (change.fields if change else {})
        kind = (change and change.type) or record.type
        if now is None or (now.key, now.type, _held(_printed(now))) != (record.key, kind, _held(wanted)):
            key = change.key if change else record.key
            raise UsageProblem(
                f"{path}: {key} cannot be changed where it stands",
                "mend its entry by hand, add the file, and try again",
            )


def _printed(record: Record) -> dict[str, str]:
    return {field.name: field.value for field in record.fields}


def _held(values: Mapping[str, str]) -> dict[str, str]:
    """Leave out the fields without a value: to the library, they are not there."""
    return {name: value for name, value in values.items() if value}
