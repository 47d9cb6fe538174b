"""Make one source of several, say that sources are different works, and keep both decisions for good."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from litreview.actions.codebook import Done
from litreview.actions.resolve import known_keys
from litreview.errors import UsageProblem
from litreview.storage.change import stored_fields
from litreview.storage.decisions import decide, party
from litreview.storage.load import has_open_notes, source_ids
from litreview.storage.merge import TYPE, merge_sources, standing
from litreview.storage.operations import operation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from litreview.matching.union import Conflict
    from litreview.storage.operations import Operation

BACKUP = "{library}.before-merge.backup"
"""Where the library as it was before the last merge is: the next command that merges puts another one there."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Sources that became one: its key, the keys of those that it took in, and the values that gave way.

    operation is 0 for a dry run, and backup then ""; else the path of the library as it was before.
    """

    operation: int
    key: str
    merged: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    backup: str
    summary: str


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done of many decisions: the operation (0: nothing was written), the merges, and how many pairs
    were said to be different works and were not before.
    """

    operation: int
    merged: tuple[Merged, ...]
    distinct: int
    backup: str
    summary: str


def merge(
    library: Path,
    keys: Sequence[str],
    *,
    keep: str = "",
    take: Sequence[str] = (),
    dry_run: bool = False,
    copy: bool = True,
    command: str = "merge",
) -> Merged:
    """Make one source of several: every field, note, tag, entry and key of any of them is the kept one's.

    The source that is kept, and whose values hold, is `keep`, else the one with most notes and tags, of several
    the oldest. take has FIELD=KEY: the field is taken from that source. A value that a person set outranks one
    of a file. Without copy, the library is not copied before. Raises UsageProblem for an unknown key, and where
    fewer than two sources are named.
    """
    with operation(library, command, dry_run=dry_run) as current:
        merging = _Merging(current, library, copy=copy and not dry_run)
        one = merging.merge(keys, keep=keep, take=take)
        if one is None:
            raise _one_source(keys)
        merging.finish()
        current.summary = one.summary
    return replace(one, operation=current.id, backup=merging.backup)


def set_distinct(
    library: Path, pairs: Sequence[tuple[str, str]], *, dry_run: bool = False, command: str = "distinct"
) -> Done:
    """Say that the two of each pair are different works; raises UsageProblem for an unknown key, and for one source."""
    applied = apply_decisions(library, (), pairs, dry_run=dry_run, command=command)
    return Done(applied.operation, applied.summary)


def apply_decisions(
    library: Path,
    same: Sequence[Sequence[str]],
    distinct: Sequence[tuple[str, str]],
    *,
    dry_run: bool = False,
    command: str = "merge",
) -> Applied:
    """Make one source of each group of `same`, and say that the pairs of `distinct` are different works.

    All of it is one operation. Raises UsageProblem for an unknown key, and for a pair that is one source, or
    becomes one.
    """
    with operation(library, command, dry_run=dry_run) as current:
        merging = _Merging(current, library, copy=not dry_run)
        done = [one for keys in same if (one := merging.merge(keys)) is not None]
        news = sum(merging.part(pair) for pair in distinct)
        merging.finish()
        current.summary = _summary(done, distinct)
    merged = tuple(replace(one, operation=current.id, backup=merging.backup) for one in done)
    return Applied(current.id, merged, news, merging.backup, current.summary)


class _Merging:
    """Merges in one operation: the keys of the library are looked up once, and it is copied before the first one."""

    def __init__(self, current: Operation, library: Path, *, copy: bool) -> None:
        self.current, self.library, self.copy = current, library, copy
        self.ids = source_ids(current.connection)
        self.keys = {number: key for key, number in self.ids.items()}
        self.taken: dict[int, int] = {}  # sources that are part of another one by now
        self.backup = ""

    def source(self, key: str) -> int:
        """Give the source that a key means after the merges so far."""
        key = key.removeprefix("@")
        if key not in self.ids:
            known_keys(self.ids, [key])  # tells the nearest
        number = self.ids[key]
        while number in self.taken:
            number = self.taken[number]
        return number

    def merge(self, keys: Sequence[str], *, keep: str = "", take: Sequence[str] = ()) -> Merged | None:
        """Make one source of some; None where they are one already."""
        sources = list(dict.fromkeys(map(self.source, keys)))
        if len(sources) < 2:  # noqa: PLR2004 (it takes two)
            return None
        keeper = self._keeper(sources, keep)
        wanted = self._wanted(sources, take)
        self._back_up()
        others = [source for source in sources if source != keeper]
        conflicts = merge_sources(self.current, keeper, others, wanted)
        self.taken |= dict.fromkeys(others, keeper)
        merged = tuple(self.keys[source] for source in others)
        return Merged(
            0, self.keys[keeper], merged, conflicts, "", _words(self.keys[keeper], merged, conflicts)
        )

    def _keeper(self, sources: Sequence[int], keep: str) -> int:
        if not keep:
            connection = self.current.connection
            return min(sources, key=lambda source: (-standing(connection, source), source))
        if (keeper := self.source(keep)) not in sources:
            raise UsageProblem(
                f"{keep} is to be kept, and is not among the sources", f"name it as well: {keep}"
            )
        return keeper

    def _wanted(self, sources: Sequence[int], take: Sequence[str]) -> dict[str, int]:
        """Read FIELD=KEY: which source a field is to come from."""
        wanted: dict[str, int] = {}
        for text in take:
            name, sign, key = text.partition("=")
            name = name.strip().lower()
            if not sign or not name or not key:
                raise UsageProblem(f'"{text}" takes no field', "write FIELD=KEY, e.g. --take year=knake2012")
            if (source := self.source(key)) not in sources:
                raise UsageProblem(f"{key} is not among the sources", f"name it as well: {key}")
            fields = stored_fields(self.current.connection, source)
            names = [TYPE, *(field.name for field in fields.values() if field.value)]
            if name not in names:
                raise UsageProblem(f"{key} has no field {name}", f"it has {', '.join(names)}")
            wanted[name] = source
        return wanted

    def part(self, pair: tuple[str, str]) -> bool:
        """Say that two sources are different works; gives whether that is news."""
        one, other = map(self.source, pair)
        if one == other:
            raise _one_source(pair)
        connection = self.current.connection
        return decide(self.current, party(connection, one), party(connection, other), "distinct")

    def _back_up(self) -> None:
        """Copy the library as it was, before the first merge."""
        if self.copy and not self.backup:
            from litreview.storage.backup import copy_checked

            target = self.library.with_name(BACKUP.format(library=self.library.name))
            copy_checked(self.library, target)
            self.backup = str(target)

    def finish(self) -> None:
        """Bind the notes that could be on any of the sources that are one now."""
        if self.taken and has_open_notes(self.current.connection):
            from litreview.storage.notes import bind_open_notes

            bind_open_notes(self.current)


def _one_source(keys: Sequence[str]) -> UsageProblem:
    names = list(dict.fromkeys(keys))
    if len(names) < 2:  # noqa: PLR2004 (it takes two)
        return UsageProblem(
            "fewer than two sources are named", "name the keys of two or more: litreview list"
        )
    return UsageProblem(
        f"{' and '.join(names)} are one source",
        f"litreview log {names[0]} has the number of the merge; litreview undo NUMBER parts them",
    )


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _words(key: str, merged: Sequence[str], conflicts: Sequence[Conflict]) -> str:
    """Say in words what became one, and which values that a person had set gave way: no entry has these."""
    words = f"{', '.join(merged)} merged into {key}"
    if conflicts:
        words += f" with {_count(len(conflicts), 'conflict')}"
    return "; ".join([words, *_lost(conflicts)])


def _lost(conflicts: Sequence[Conflict]) -> list[str]:
    return [
        f"{item.field} of {item.other_from}, set by hand, was: {item.other}"
        for item in conflicts
        if item.by_hand and item.other
    ]


def _summary(done: Sequence[Merged], distinct: Sequence[tuple[str, str]]) -> str:
    """Say in words what was done of many decisions."""
    parts = [done[0].summary] if len(done) == 1 else []
    if len(done) > 1:
        conflicts = [item for one in done for item in one.conflicts]
        words = f"{_count(sum(len(one.merged) for one in done), 'source')} merged into {len(done)}"
        parts = [
            words + (f" with {_count(len(conflicts), 'conflict')}" if conflicts else ""),
            *_lost(conflicts),
        ]
    if len(distinct) == 1:
        parts.append(f"{' and '.join(distinct[0])} are different works")
    elif distinct:
        parts.append(f"{len(distinct)} pairs of different works")
    return "; ".join(parts)
