"""Go through the groups of duplicates pair by pair, and keep each decision of a person at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from litreview.actions.duplicates import Listed
from litreview.actions.merging import merge, set_distinct
from litreview.matching.comparable import comparable
from litreview.matching.duplicates import decide
from litreview.storage.connect import reading
from litreview.storage.load import load_sources, source_ids
from litreview.storage.operations import undo

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from litreview.model import Group, Match, Source


@dataclass(frozen=True, slots=True)
class Step:
    """A pair to decide: its group, what speaks for and against it, and the two as they are now."""

    group: Group
    match: Match
    a: Listed
    b: Listed


class _Done(NamedTuple):
    """A decision of this review: its operation, the place of its pair, and what was told apart (merged: nothing)."""

    operation: int
    place: int
    parted: tuple[tuple[str, str], ...]


class Review:
    """A walk through the pairs of some groups: those to decide first, the strongest first, then those that are certain.

    What was decided meanwhile is passed over, and of two sources that are one by now, the one stands for both.
    Each decision is an operation of its own. The library is copied before the first merge.
    """

    def __init__(self, library: Path, groups: Sequence[Group], command: str) -> None:
        ordered = sorted(groups, key=lambda group: group.verdict == "duplicate")
        self.pairs = [(group, match) for group in ordered for match in group.matches]
        self._library, self._command = library, command
        self._twins = {
            key: group.keys for group in groups if group.verdict == "duplicate" for key in group.keys
        }
        self._at = 0
        self._done: list[_Done] = []
        self._skipped: set[int] = set()
        self.backup = ""
        self._load()

    def _load(self) -> None:
        """Read the library as it is now."""
        with reading(self._library) as connection:
            self._ids = source_ids(connection)
            self._sources: dict[int, Source] = {source.id: source for source in load_sources(connection)}
        self._stale: set[int] = set()
        self._tell_apart()

    def _tell_apart(self) -> None:
        """Keep what was told apart in this review, by the sources as they are now."""
        pairs = [pair for done in self._done for pair in done.parted]
        self._apart = {frozenset(self._ids.get(key, 0) for key in pair) for pair in pairs}

    def step(self) -> Step | None:
        """Give the next pair that is not decided yet; None at the end."""
        while self._at < len(self.pairs):
            step = self._step(*self.pairs[self._at])
            if step is not None:
                return step
            self._at += 1
        return None

    def _open(self, match: Match) -> bool:
        """Whether the two of a pair are still two, and were not told apart."""
        one, other = (self._ids.get(key, 0) for key in (match.a, match.b))
        return bool(one and other) and one != other and frozenset((one, other)) not in self._apart

    def _step(self, group: Group, match: Match) -> Step | None:
        if not self._open(match):
            return None
        ids = [self._ids[key] for key in (match.a, match.b)]
        if not self._stale.isdisjoint(ids):
            self._load()  # one of them has taken in another one
        sources = sorted((self._sources[number] for number in ids), key=lambda source: source.key)
        a, b = (Listed(source.key, source) for source in sources)
        if (a.key, b.key) == (match.a, match.b):
            return Step(group, match, a, b)
        now = decide(comparable(a.record), comparable(b.record))
        return Step(group, now, a, b) if now else None

    @property
    def merged(self) -> int:
        """Give how many pairs were merged."""
        return sum(not done.parted for done in self._done)

    @property
    def parted(self) -> int:
        """Give how many pairs were kept apart."""
        return len(self._done) - self.merged

    @property
    def skipped(self) -> int:
        """Give how many pairs were left open so far."""
        return sum(place < self._at for place in self._skipped)

    def merge(self, step: Step) -> str:
        """Make one source of the two; gives what was done in words."""
        done = merge(self._library, (step.a.key, step.b.key), copy=not self.backup, command=self._command)
        self.backup = self.backup or done.backup
        self._stale.add(self._ids[done.key])
        with reading(self._library) as connection:
            self._ids = source_ids(connection)
        return self._decide(done.operation, done.summary, ())

    def part(self, step: Step) -> str:
        """Say that the two are different works, and so are their copies; gives what was done in words."""
        sides: list[tuple[str, ...]] = [(step.a.key,), (step.b.key,)]
        if step.group.verdict != "duplicate":
            sides = [self._twins.get(key, (key,)) for key in (step.match.a, step.match.b)]
        pairs = tuple(
            (one, other)
            for one, other in product(*sides)
            if one in self._ids and other in self._ids and self._ids[one] != self._ids[other]
        )
        done = set_distinct(self._library, pairs, command=self._command)
        return self._decide(done.operation, done.summary, pairs)

    def _decide(self, operation: int, summary: str, parted: tuple[tuple[str, str], ...]) -> str:
        self._done.append(_Done(operation, self._at, parted))
        self._skipped.discard(self._at)
        self._tell_apart()
        return f"operation {operation}: {summary} (undo: u, or litreview undo {operation})"

    def skip(self) -> None:
        """Leave the pair open."""
        self._skipped.add(self._at)
        self._at += 1

    def undo(self) -> str:
        """Take the last decision of this review back, and return to its pair.

        Gives what was done in words, "" where there is none.
        """
        if not self._done:
            return ""
        last = self._done[-1]
        if last.operation:  # nothing was written of what was known already
            undo(self._library, last.operation)
        self._done.pop()
        self._at = last.place
        self._load()
        return f"undid operation {last.operation}"

    def left(self) -> int:
        """Give how many pairs are open from here on."""
        return sum(self._open(match) for _, match in self.pairs[self._at :])
