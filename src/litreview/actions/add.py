"""Take in bibliographies and notes: read all files first, then store them in one operation."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from litreview.actions.gather import STDIN, gather, read, read_large, stored_path
from litreview.actions.rereading import reread
from litreview.errors import InputError, UsageProblem
from litreview.model import Problem, ReadResult
from litreview.storage.connect import make, reading
from litreview.storage.load import has_open_notes, note_files
from litreview.storage.operations import operation
from litreview.storage.sources import HeldFile, Stored, held_files, store_bibliography

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from litreview.model import Match
    from litreview.readers import Parts
    from litreview.storage.operations import Operation


@dataclass(slots=True)
class Added:
    """What an `add` did: the operation (0: nothing was written), whether it made the library, and each input.

    matches are the new sources that are, or may be, the same work as another; uncompared counts new ones that
    were too many to be compared at once.
    """

    operation: int = 0
    made: bool = False
    inputs: list[Stored] = field(default_factory=list)
    bound: int = 0
    tagged: int = 0
    matches: tuple[Match, ...] = ()
    uncompared: int = 0

    @property
    def failed(self) -> bool:
        """Whether some input could not be read."""
        return any(item.severity == "error" for stored in self.inputs for item in stored.problems)

    def total(self, count: str) -> int:
        """Give the sum of one of the counts (new, changed, unchanged, refused) over all inputs."""
        return sum(getattr(stored, count) for stored in self.inputs)


@dataclass(slots=True)
class _Read:
    """One input: its result or, of a large one, its parts (None where there was nothing new to read), and
    what became of it.
    """

    path: str
    digest: str = ""
    result: ReadResult | None = None
    parts: Parts | None = None
    stored: Stored | None = None


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
    tell: Callable[[str, int], None] = lambda _what, _records: None,
) -> Added:
    """Add files, folders and standard input to the library, made where there is none.

    kind names the reader where content and suffix do not tell; origin the database or search that
    the records came from; themes are put on every source of the input. With strict, a problem in
    any input leaves the library as it was (InputError). tell is told what is being done, and how many
    entries and notes were read so far. Raises StoreError, and UsageProblem for an
    unknown theme or reader.
    """
    added = Added()
    held = {} if themes else _held(library)
    inputs = _read_all(library, names, kind=kind, origin=origin, held=held, whole=strict, tell=tell)
    folders = [stored_path(Path(name), library) for name in names if Path(name).is_dir()]
    if strict:
        _refuse_problems(inputs)
    if any(one.parts or _says_something(one.result) for one in inputs) or (folders and library.exists()):
        if themes and not library.exists():
            raise UsageProblem("a new library has no themes", "make them first: litreview init -t THEME")
        if not dry_run:
            added.made = make(library)
        with operation(library, command, dry_run=dry_run) as current:
            gone = _gone(current, inputs, folders, library)
            lost = _store(current, inputs, gone, origin=origin, tell=tell)
            added.inputs = [_outcome(one) for one in inputs] + lost
            added.bound = _bind_open_notes(current, added)
            added.tagged = _tag_all(current, added, themes)
            current.summary = summary(added)
        added.operation = current.id
        if added.total("new") and current.id:
            tell("comparing", added.total("new"))
            _compare(library, added, current)
    else:
        added.inputs = [_outcome(one) for one in inputs]
    return added


def _compare(library: Path, added: Added, done: Operation) -> None:
    """Look for the new sources among all others; those that a person decided on are not asked again."""
    from litreview.storage.decisions import decided
    from litreview.storage.matching import MOST_COMPARED, made_by, matches_of

    with reading(library) as connection:
        new = made_by(connection, added.operation)
        if len(new) > MOST_COMPARED:
            added.uncompared = len(new)
            return
        matches = matches_of(connection, new, decided(connection), done.forms)
    order = sorted(matches, key=lambda match: (match.verdict, -match.weight, match.a, match.b))
    added.matches = tuple(order)


def _says_something(result: ReadResult | None) -> bool:
    return result is not None and bool(result.blocks or result.notes or result.remarks)


def _outcome(one: _Read) -> Stored:
    """Give what became of an input; one that says nothing has at most problems."""
    if one.stored is None:
        assert one.result is not None  # noqa: S101 (an input was either read or is settled)
        one.stored = Stored(one.result.path, one.result.format, problems=list(one.result.problems))
    return one.stored


def _read_all(
    library: Path,
    names: Sequence[str],
    *,
    kind: str,
    origin: str,
    held: dict[str, HeldFile],
    whole: bool,
    tell: Callable[[str, int], None],
) -> list[_Read]:
    """Read each input once, in the order they are named, but not what the library holds word for word.

    Unless all is to be read as a whole, a large bibliography is only opened.
    """
    inputs: dict[str, _Read] = {}
    count = 0
    for item in gather(names, library):
        if isinstance(item, Problem):
            inputs[item.path] = _Read(item.path, stored=Stored(item.path, "unknown", problems=[item]))
            continue
        if item.stored in inputs and item.stored != STDIN:
            continue
        digest = hashlib.sha256(item.data).hexdigest()
        same = held.get(item.stored) or next((file for file in held.values() if file.digest == digest), None)
        if same is not None and same.digest == digest and not same.failed and origin in {"", same.origin}:
            unchanged = Stored(item.path, same.format, unchanged=same.entries)
            inputs[item.stored] = _Read(item.stored, digest, stored=unchanged)
        elif not whole and (parts := read_large(item, kind)):
            inputs[item.stored] = _Read(item.stored, digest, parts=parts)
        else:
            tell(f"reading {item.path}", count)
            result = read(item, kind)
            count += len(result.blocks) + len(result.notes)
            inputs[item.stored] = _Read(item.stored, digest, result)
    tell("storing", count)
    return list(inputs.values())


def _held(library: Path) -> dict[str, HeldFile]:
    """Give the bibliographies that were read before, by path; a new library holds none."""
    if not library.exists():
        return {}
    with reading(library) as connection:
        return held_files(connection)


def _refuse_problems(inputs: Sequence[_Read]) -> None:
    found = [
        problem
        for one in inputs
        for problem in (one.result or _outcome(one)).problems
        if problem.severity != "info"
    ]
    if found:
        first = found[0]
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise InputError(
            first.path,
            first.line,
            first.message + more,
            "nothing was added; mend the input or leave --strict out",
        )


def _gone(current: Operation, inputs: Sequence[_Read], folders: Sequence[str], library: Path) -> list[str]:
    """Give the note files of these folders that the library knows and the folders have no more."""
    there, home = {one.path for one in inputs}, library.resolve().parent
    return [
        path
        for path in note_files(current.connection)
        if path not in there
        and any(folder == "." or path.startswith(f"{folder}/") for folder in folders)
        and not (home / path).exists()
    ]


def _store(
    current: Operation,
    inputs: Sequence[_Read],
    gone: Sequence[str],
    *,
    origin: str,
    tell: Callable[[str, int], None],
) -> list[Stored]:
    """Store the bibliographies first, so that notes find their sources; gives what became of files that are gone."""
    notes = []
    for one in inputs:
        if one.parts is not None:
            told = _told(one, tell)
            one.stored = store_bibliography(
                current,
                told,
                path=one.path,
                origin=origin,
                digest=one.digest,
                keys=one.parts.keys,
                reread=reread,
            )
        elif one.result is None:
            continue
        elif one.result.format == "notes":
            notes.append(one)
        elif _says_something(one.result):
            one.stored = store_bibliography(
                current, [one.result], path=one.path, origin=origin, digest=one.digest, reread=reread
            )
    if not notes and not gone:
        return []
    from litreview.storage.notes import NoteFile, store_notes

    files = [NoteFile(one.path, one.result, one.digest) for one in notes if one.result is not None]
    files += [NoteFile(path, ReadResult(path, "notes"), "") for path in gone]
    outcomes = store_notes(current, files, origin=origin)
    for one, stored in zip(notes, outcomes, strict=False):
        one.stored = stored
    return outcomes[len(notes) :]


def _told(one: _Read, tell: Callable[[str, int], None]) -> Iterator[ReadResult]:
    """Give the parts of a large file, and tell how far it is read."""
    count = 0
    for part in one.parts.results if one.parts else ():
        count += len(part.blocks)
        tell(f"reading and storing {one.path}", count)
        yield part


def _bind_open_notes(current: Operation, added: Added) -> int:
    """Bind the notes that were waiting for one of the new sources; gives how many."""
    if not added.total("new") or not has_open_notes(current.connection):
        return 0
    from litreview.storage.notes import bind_open_notes

    return bind_open_notes(current)


def _tag_all(current: Operation, added: Added, themes: Sequence[str]) -> int:
    """Put the themes on every source of the input; gives how many tags that made."""
    if not themes:
        return 0
    from litreview.actions.resolve import known_theme
    from litreview.storage.load import load_codebook, source_ids
    from litreview.storage.tags import Target, tag

    codebook, ids = load_codebook(current.connection), source_ids(current.connection)
    keys = dict.fromkeys(key for stored in added.inputs for key in stored.keys)
    return sum(
        tag(current, Target(ids[key], None), known_theme(codebook, theme)) for theme in themes for key in keys
    )


def summary(added: Added) -> str:
    """Say in words what an addition did."""
    counts = [("new", "added"), ("changed", "changed"), ("unchanged", "unchanged"), ("refused", "refused")]
    parts = [f"{added.total(name)} {word}" for name, word in counts if added.total(name)]
    parts += [f"{added.tagged} tagged"] if added.tagged else []
    remarked = sum(stored.remarked for stored in added.inputs)
    parts += [f"front matter of {remarked} changed"] if remarked else []
    return ", ".join(parts) or "nothing to add"
