"""Take in bibliographies and notes: read all files first, then store them in one operation."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from litreview.actions.gather import Input, gather, read, stored_path
from litreview.errors import InputError
from litreview.model import Problem, ReadResult
from litreview.storage.connect import make, reading
from litreview.storage.notes import NoteFile, bind_open_notes, note_files, store_notes
from litreview.storage.operations import operation
from litreview.storage.sources import HeldFile, Stored, held_files, store_bibliography

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.storage.operations import Operation


@dataclass(slots=True)
class Added:
    """What an `add` did: the operation (0: nothing was written), whether it made the library, and each input."""

    operation: int = 0
    made: bool = False
    inputs: list[Stored] = field(default_factory=list)
    bound: int = 0

    @property
    def failed(self) -> bool:
        """Whether some input could not be read."""
        return any(item.severity == "error" for stored in self.inputs for item in stored.problems)

    def total(self, count: str) -> int:
        """Give the sum of one of the counts (new, changed, unchanged, refused) over all inputs."""
        return sum(getattr(stored, count) for stored in self.inputs)


@dataclass(frozen=True, slots=True)
class _Read:
    item: Input
    result: ReadResult
    digest: str


def add(
    library: Path,
    names: Sequence[str],
    *,
    kind: str = "",
    origin: str = "",
    themes: Sequence[str] = (),
    strict: bool = False,
    dry_run: bool = False,
    command: str = "add",
) -> Added:
    """Add files, folders and standard input to the library, made where there is none.

    kind names the reader where content and suffix do not tell; origin the database or search that
    the records came from; themes are put on every source of the input. With strict, a problem in
    any input leaves the library as it was (InputError). Raises StoreError, and UsageProblem for an
    unknown theme or reader.
    """
    added = Added()
    results, unchanged = _read_all(library, names, kind, origin, added)
    folders = [stored_path(Path(name), library) for name in names if Path(name).is_dir()]
    if not results and not (folders and library.exists()):
        added.inputs += unchanged
        return added
    if strict:
        _refuse_problems(results, added)
    if not dry_run:
        added.made = make(library)
    with operation(library, command, dry_run=dry_run) as current:
        _store(current, results, folders, library, origin, added)
        added.inputs += unchanged
        if themes:
            _tag_all(current, added, themes)
        current.summary = summary(added)
    added.operation = current.id
    return added


def _read_all(
    library: Path, names: Sequence[str], kind: str, origin: str, added: Added
) -> tuple[list[_Read], list[Stored]]:
    """Read what is new; give that, and what the library holds word for word already."""
    results: list[_Read] = []
    unchanged: list[Stored] = []
    held = _held(library)
    for item in gather(names, library):
        if isinstance(item, Problem):
            added.inputs.append(Stored(item.path, "unknown", problems=[item]))
            continue
        digest = hashlib.sha256(item.data).hexdigest()
        same = held.get(item.stored) or next((file for file in held.values() if file.digest == digest), None)
        if same is not None and same.digest == digest and not same.failed and origin in {"", same.origin}:
            unchanged.append(Stored(item.path, same.format, unchanged=same.entries))
        else:
            results.append(_Read(item, read(item, kind), digest))
    return results, unchanged


def _held(library: Path) -> dict[str, HeldFile]:
    """Give the bibliographies that were read before, by path; a new library holds none."""
    if not library.exists():
        return {}
    with reading(library) as connection:
        return held_files(connection)


def _refuse_problems(results: Sequence[_Read], added: Added) -> None:
    found = [problem for stored in added.inputs for problem in stored.problems]
    found += [problem for one in results for problem in one.result.problems if problem.severity != "info"]
    if found:
        first = found[0]
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise InputError(
            first.path,
            first.line,
            first.message + more,
            "nothing was added; mend the input or leave --strict out",
        )


def _store(
    current: Operation,
    results: Sequence[_Read],
    folders: Sequence[str],
    library: Path,
    origin: str,
    added: Added,
) -> None:
    notes = []
    for one in results:
        if one.result.format == "notes":
            notes.append(NoteFile(one.item.stored, one.result, one.digest))
        else:
            stored = store_bibliography(
                current, one.result, path=one.item.stored, origin=origin, digest=one.digest
            )
            added.inputs.append(stored)
    there = {note.path for note in notes}
    notes += [
        NoteFile(path, ReadResult(path, "notes"), "")
        for path in note_files(current.connection)
        if path not in there and _is_gone(path, folders, library)
    ]
    added.inputs += store_notes(current, notes, origin=origin)
    added.bound = bind_open_notes(current.connection)


def _is_gone(path: str, folders: Sequence[str], library: Path) -> bool:
    """Whether a note file of one of these folders is there no more."""
    below = any(folder == "." or path.startswith(f"{folder}/") for folder in folders)
    return below and not (library.resolve().parent / path).exists()


def _tag_all(current: Operation, added: Added, themes: Sequence[str]) -> None:
    from litreview.actions.resolve import known_theme
    from litreview.storage.load import load_codebook, source_ids
    from litreview.storage.tags import Target, tag

    codebook, ids = load_codebook(current.connection), source_ids(current.connection)
    for theme in themes:
        path = known_theme(codebook, theme)
        for key in dict.fromkeys(key for stored in added.inputs for key in stored.keys):
            tag(current, Target(ids[key], None), path)


def summary(added: Added) -> str:
    """Say in words what an addition did."""
    counts = [("new", "added"), ("changed", "changed"), ("unchanged", "unchanged"), ("refused", "refused")]
    parts = [f"{added.total(name)} {word}" for name, word in counts if added.total(name)]
    return ", ".join(parts) or "nothing to add"
