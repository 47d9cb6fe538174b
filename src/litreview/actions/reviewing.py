"""Go through the groups of duplicates pair by pair, and keep each decision of a person at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from litreview.actions.duplicates import Listed, by_keys
from litreview.actions.merging import merge, set_distinct
from litreview.matching.comparable import comparable
from litreview.matching.duplicates import decide
from litreview.storage.connect import reading
from litreview.storage.decisions import decided
from litreview.storage.load import load_sources, source_ids
from litreview.storage.operations import undo

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from litreview.model import Group, Match, Source


@dataclass(frozen=True, slots=True)
class Step:
    """A pair to decide: its group, what speaks for and against it, and the two as they are now."""

    group: Group
    match: Match
    a: Listed
    b: Listed


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
        self._done: list[tuple[int, int, str]] = []  # operation, place of the pair, what was decided
        self._skipped: set[int] = set()
        self.backup = ""
        self._load()

    def _load(self) -> None:
        """Read the library as it is now."""
        with reading(self._library) as connection:
            sources = load_sources(connection)
            self._ids = source_ids(connection)
            decisions = decided(connection)
        self._sources: dict[int, Source] = {source.id: source for source in sources}
        self._decided: Callable[[str, str], str] = by_keys(decisions, sources)

    def step(self) -> Step | None:
        """Give the next pair that is not decided yet; None at the end."""
        while self._at < len(self.pairs):
            step = self._step(*self.pairs[self._at])
            if step is not None:
                return step
            self._at += 1
        return None

    def _step(self, group: Group, match: Match) -> Step | None:
        ids = [self._ids.get(key, 0) for key in (match.a, match.b)]
        if 0 in ids or ids[0] == ids[1]:
            return None
        found = sorted((self._sources[number] for number in ids), key=lambda source: source.key)
        a, b = (Listed(source.key, source) for source in found)
        now = decide(comparable(a.record), comparable(b.record), self._decided)
        if now is None:
            return None
        return Step(group, match if (a.key, b.key) == (match.a, match.b) else now, a, b)

    def count(self, decision: str) -> int:
        """Give how many pairs were "merged", "parted" or "skipped"."""
        return (
            len(self._skipped) if decision == "skipped" else sum(said == decision for *_, said in self._done)
        )

    def merge(self, step: Step) -> str:
        """Make one source of the two; gives what was done in words."""
        done = merge(self._library, (step.a.key, step.b.key), copy=not self.backup, command=self._command)
        self.backup = self.backup or done.backup
        return self._decide(done.operation, done.summary, "merged")

    def part(self, step: Step) -> str:
        """Say that the two are different works, and so are their copies; gives what was done in words."""
        sides: list[tuple[str, ...]] = [(step.a.key,), (step.b.key,)]
        if step.group.verdict != "duplicate":
            sides = [self._twins.get(key, (key,)) for key in (step.match.a, step.match.b)]
        pairs = [
            (one, other)
            for one, other in product(*sides)
            if one in self._ids and other in self._ids and self._ids[one] != self._ids[other]
        ]
        done = set_distinct(self._library, pairs, command=self._command)
        return self._decide(done.operation, done.summary, "parted")

    def _decide(self, operation: int, summary: str, decision: str) -> str:
        self._done.append((operation, self._at, decision))
        self._skipped.discard(self._at)
        self._load()
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
        operation, place, _ = self._done[-1]
        undo(self._library, operation)
        self._done.pop()
        self._at = place
        self._load()
        return f"undid operation {operation}"

    def left(self) -> int:
        """Give how many pairs are open from here on."""
        return sum(self._step(*pair) is not None for pair in self.pairs[self._at :])
