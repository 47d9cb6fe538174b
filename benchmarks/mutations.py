"""Damage real BibTeX entries and count what goes wrong without a word: litreview beside bibtexparser alone.

Run with `python benchmarks/mutations.py [--entries N] [--places N] [--show N] [FOLDER]`, where FOLDER holds real
.bib files (by default the bibliographies beside the project). Each entry stands between two others. One
character or one line of it is deleted, doubled, or cut off (the rest of the entry or of the line goes), and the
reading is compared with that of the sound text:

- harmless: the three records are the same as before, in type, key, fields, people and identifiers
- reported: a record has changed or gone, and a problem with a line of the damaged entry says so
- silent: a record has changed or gone, and nothing says so
- neighbour: one of the other two records has changed or gone, reported or not; must be 0

A damage is structural if it touches BibTeX's syntax: a sign between the values or a brace within one, a letter of
a type, of a field's name or of a macro. It is not where it touches only what no reader can know to be wrong: the
letters and digits of a value's text or of a key, or whole fields with all that belongs to them.
"""

from __future__ import annotations

import argparse
import logging
import random
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from litreview.readers._bibtex_names import KNOWN_FIELDS, KNOWN_TYPES
from litreview.readers.bibtex import read_bibtex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER = Path(__file__).parents[1] / ".." / "shared" / "data" / "bibliographies"
SEED = 20
LONGEST = 4000  # characters of an entry: the few longer ones would be most of all places
KINDS = (
    "character deleted",
    "character doubled",
    "character cut",
    "line deleted",
    "line doubled",
    "line cut",
)
VERDICTS = ("harmless", "reported", "silent")


class Reading(NamedTuple):
    """What a reader made of a text: its records, to be compared, and the lines (from 1) that it spoke of."""

    records: Counter[object]
    lines: set[int]


class Damage(NamedTuple):
    """A kind of damage: the stretch of the entry that it touches, and what stands there instead."""

    kind: str
    start: int
    end: int
    instead: str


@dataclass(frozen=True, slots=True)
class Case:
    """An entry between its neighbours; before holds the macros that they need and the entry above."""

    before: str
    entry: str
    after: str

    def text(self, entry: str) -> str:
        """Give the three entries as a file, with this one in the middle."""
        return f"{self.before}\n\n{entry}\n\n{self.after}\n"


# The two readers ---------------------------------------------------------------------------------


def litreview(text: str) -> Reading:
    """Read with litreview."""
    result = read_bibtex(text.encode(), "x.bib")
    records: Counter[object] = Counter()
    for record in (block.record for block in result.blocks if block.record):
        fields = tuple(replace(field, line=0) for field in record.fields)
        records[replace(record, fields=fields)] += 1
    return Reading(records, {problem.line for problem in result.problems})


def bibtexparser(text: str) -> Reading:
    """Read with bibtexparser as it is; a failed block speaks of its lines."""
    import bibtexparser as parser

    library = parser.parse_string(text)
    records: Counter[object] = Counter(
        (entry.entry_type, entry.key, tuple((field.key, str(field.value)) for field in entry.fields))
        for entry in library.entries
    )
    lines: set[int] = set()
    for block in library.failed_blocks:
        first = (block.start_line or 0) + 1
        lines.update(range(first, first + (block.raw or "").count("\n") + 1))
    return Reading(records, lines)


READERS = {"litreview": litreview, "bibtexparser alone": bibtexparser}


# Sound entries -----------------------------------------------------------------------------------


def sound_entries(folder: Path) -> Iterator[tuple[str, str]]:
    """Give the entries of all files that are read without any problem, each with the macros it needs."""
    seen: set[str] = set()
    for path in sorted(folder.rglob("*.bib")):
        result = read_bibtex(path.read_bytes(), path.name)
        told = [problem.line for problem in result.problems]
        strings = [block.raw for block in result.blocks if block.kind == "string"]
        for block in result.blocks:
            raw = block.raw.replace("\r\n", "\n").replace("\r", "\n")
            lines = range(block.line, block.line + raw.count("\n") + 1)
            if not block.record or raw in seen or len(raw) > LONGEST or any(line in lines for line in told):
                continue
            seen.add(raw)
            words = set(re.findall(r"[\w:.+-]+", raw))
            needed = [
                text for text in strings if words & set(re.findall(r"[\w:.+-]+", text.partition("=")[0]))
            ]
            yield "\n".join(needed), raw


def cases(folder: Path, count: int) -> list[Case]:
    """Draw that many entries, each between two others, so that the three are read without a problem."""
    entries = list(sound_entries(folder))
    pick = random.Random(SEED)  # noqa: S311 (no secrets)
    pick.shuffle(entries)
    drawn: list[Case] = []
    for at, (macros, entry) in enumerate(entries):
        above, below = entries[at - 1], entries[(at + 1) % len(entries)]
        before = "\n".join(filter(None, [macros, above[0], below[0], above[1]]))
        case = Case(before, entry, below[1])
        read = litreview(case.text(entry))
        if not read.lines and sum(read.records.values()) == 3:
            drawn.append(case)
        if len(drawn) == count:
            break
    return drawn


# What is syntax ----------------------------------------------------------------------------------


class Syntax(NamedTuple):
    """Which characters of a sound entry are syntax, and the stretches that can go without a trace.

    wholes are fields with the comma before or behind them, parts of a value with their #, and the comma behind
    the last field; inner are the braces within values, which can go where as many open as close.
    """

    is_syntax: list[bool]
    wholes: list[tuple[int, int]]
    inner: set[int]


def syntax_of(entry: str) -> Syntax:
    """Walk over a sound entry; blank space is syntax outside of values. Names that nobody knows are text."""
    is_syntax = [True] * len(entry)
    at = _mark_names(entry, is_syntax)
    closing = len(entry.rstrip()) - 1
    inner: set[int] = set()
    separators: list[int] = []
    depth, quoted, before = 0, False, at
    for found in re.finditer(r'["{},#]', entry[:closing]):
        index, sign = found.start(), found[0]
        if index < at:
            continue
        if depth or quoted:
            is_syntax[before:index] = [False] * (index - before)
        before = index + 1
        if sign in "{}":
            outermost = depth == (sign == "}") and not quoted
            depth += 1 if sign == "{" else -1
            if not outermost:
                inner.add(index)
        elif depth or (quoted and sign != '"'):
            is_syntax[index] = False
        elif sign == '"':
            quoted = not quoted
        else:
            separators.append(index)
    return Syntax(is_syntax, list(_wholes(entry, at, closing, separators)), inner)


def _mark_names(entry: str, is_syntax: list[bool]) -> int:
    """Mark as text the key, bare numbers, and names that nobody knows; gives where the fields begin."""
    head = re.match(r"@\s*([^\s{(]+)\s*[{(]([^,]*),?", entry)
    if not head:
        return len(entry)
    texts = [head.span(2)]
    if head[1].lower() not in KNOWN_TYPES:
        texts.append(head.span(1))
    names = re.finditer(r"[,\n]\s*([\w:.+-]+)\s*=", entry)
    texts += [name.span(1) for name in names if name[1].lower() not in KNOWN_FIELDS]
    texts += [number.span(1) for number in re.finditer(r"=\s*(\d+)", entry)]
    for start, end in texts:
        is_syntax[start:end] = [False] * (end - start)
    return head.end()


def _wholes(entry: str, at: int, closing: int, separators: list[int]) -> Iterator[tuple[int, int]]:
    """Give what lies between the commas and number signs outside of values, with one of its commas."""
    start, part = at, -1
    for index in [*separators, closing]:
        if part >= 0:
            yield part, index
        part = index if entry[index] == "#" else -1
        if part < 0 and entry[start:index].strip():
            end = index + (index < closing)
            yield start, end
            yield start - 1, index
            if not entry[end:closing].strip():
                yield index, end  # the last comma can go
            start = end


def is_structural(damage: Damage, entry: str, syntax: Syntax) -> bool:
    """Whether a damage touches syntax other than by touching a whole and nothing else."""
    if damage.end - damage.start == 1:
        return syntax.is_syntax[damage.start]
    touched = {index for index in range(damage.start, damage.end) if not entry[index].isspace()}
    left = {index for index in touched if syntax.is_syntax[index]}
    for first, last in syntax.wholes:
        whole = {index for index in range(first, last) if not entry[index].isspace()}
        if whole <= touched:
            left -= whole
    braces = left & syntax.inner
    if sum(1 if entry[index] == "{" else -1 for index in braces) == 0:
        left -= braces
    return bool(left)


# Damages -----------------------------------------------------------------------------------------


def damages(entry: str, kind: str, wanted: Callable[[int], bool], places: int, seed: str) -> Iterator[Damage]:
    """Give damages of one kind at places that are drawn, all of them different."""
    pick = random.Random(seed)  # noqa: S311 (no secrets)
    lines = [(found.start(), found.end()) for found in re.finditer(r"[^\n]*\n|[^\n]+", entry)]
    candidates = [index for index in range(1, len(entry)) if wanted(index)]
    seen: set[tuple[int, int]] = set()
    for place in pick.sample(candidates, min(places, len(candidates))):
        start, end = place, place + 1
        what, _, how = kind.partition(" ")
        if what == "line":
            start, end = next((first, last) for first, last in lines if first <= place < last)
        if how == "cut":
            start = place
            end = len(entry.rstrip()) if what == "character" else end - entry[:end].endswith("\n")
        stretch = entry[start:end]
        if (start, end) not in seen and stretch and stretch.strip() != entry.strip():
            seen.add((start, end))
            yield Damage(kind, start, end, stretch * 2 if how == "doubled" else "")


def judged(case: Case, damage: Damage, sound: Reading, read: Callable[[str], Reading]) -> tuple[str, bool]:
    """Give what came of a damage with one reader, and whether a neighbour was lost."""
    damaged = case.entry[: damage.start] + damage.instead + case.entry[damage.end :]
    reading = read(case.text(damaged))
    if reading.records == sound.records:
        return "harmless", False
    first = case.before.count("\n") + 3
    own = range(first, first + damaged.count("\n") + 2)
    neighbours = read(case.text("")).records
    lost = any(reading.records[record] < count for record, count in neighbours.items())
    return "reported" if any(line in own for line in reading.lines) else "silent", lost


class Tally:
    """How often each verdict came, by reader, by whether the damage is structural, and by kind."""

    def __init__(self, show: int) -> None:
        self.counts: Counter[tuple[str, bool, str, str]] = Counter()
        self.lost: Counter[tuple[str, bool]] = Counter()
        self.show = show

    def add(
        self, name: str, case: Case, damage: Damage, verdict: tuple[str, bool], *, structural: bool
    ) -> None:
        """Count what came of one damage with one reader, and show it if it is a miss of ours."""
        self.counts[name, structural, damage.kind, verdict[0]] += 1
        self.lost[name, structural] += verdict[1]
        missed = (verdict[0] == "silent" and structural) or verdict[1]
        if name == "litreview" and missed and self.show > 0:
            self.show -= 1
            around = case.entry[max(0, damage.start - 50) : damage.end][:200]
            print(f"{verdict} {damage.kind}: {around!r} before {case.entry[damage.end :][:40]!r}")

    def table(self, *, structural: bool) -> None:
        """Print one line for each reader and kind."""
        print("\nstructural damages" if structural else "\ndamages to text and to whole fields")
        head = (
            "reader",
            "kind",
            "damages",
            *VERDICTS,
            "silent of all",
            "of what changes a value",
            "neighbours lost",
        )
        print("| " + " | ".join(head) + " |\n" + "|---" * len(head) + "|")
        for name in READERS:
            for kind in (*KINDS, "all"):
                kinds = KINDS if kind == "all" else (kind,)
                sums = [sum(self.counts[name, structural, one, what] for one in kinds) for what in VERDICTS]
                shares = [f"{100 * sums[2] / max(1, of):.2f} %" for of in (sum(sums), sums[1] + sums[2])]
                lost = f"{self.lost[name, structural]}" if kind == "all" else ""
                cells = [f"{value:,}" for value in (sum(sums), *sums)]
                print("| " + " | ".join((name, kind, *cells, *shares, lost)) + " |")


def alarms(folder: Path) -> None:
    """Count the problems of the real files as they are, for a person to look at."""
    codes: Counter[str] = Counter()
    entries = 0
    for path in sorted(folder.rglob("*.bib")):
        result = read_bibtex(path.read_bytes(), path.name)
        entries += sum(block.kind == "entry" for block in result.blocks)
        codes.update(problem.code for problem in result.problems if problem.severity != "info")
    told = ", ".join(f"{code} {count}" for code, count in codes.most_common())
    print(f"\nproblems in the files as they are, {entries:,} entries: {told}")


def main() -> int:
    """Damage the entries, and print one table for each kind of damage."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    words.add_argument("--entries", type=int, default=2000)
    words.add_argument(
        "--places", type=int, default=4, help="places of each kind in an entry, and as many structural"
    )
    words.add_argument("--show", type=int, default=0, help="so many misses are printed")
    given = words.parse_args()
    if not given.folder.is_dir():
        print(f"there are no bibliographies in {given.folder}", file=sys.stderr)
        return 2
    logging.disable(logging.CRITICAL)  # bibtexparser tells each failed block
    started = time.perf_counter()
    tally = Tally(given.show)
    drawn = cases(given.folder, given.entries)
    for number, case in enumerate(drawn):
        syntax = syntax_of(case.entry)
        sound = {name: read(case.text(case.entry)) for name, read in READERS.items()}
        for kind in KINDS:
            seed = f"{SEED}-{number}-{kind}"
            anywhere = damages(case.entry, kind, lambda _: True, given.places, seed)
            at_syntax = damages(
                case.entry, kind, syntax.is_syntax.__getitem__, given.places, seed + "-syntax"
            )
            for damage in {*anywhere, *at_syntax}:
                structural = is_structural(damage, case.entry, syntax)
                for name, read in READERS.items():
                    verdict = judged(case, damage, sound[name], read)
                    tally.add(name, case, damage, verdict, structural=structural)
    print(f"{len(drawn):,} entries, {time.perf_counter() - started:.0f} s")
    tally.table(structural=True)
    tally.table(structural=False)
    alarms(given.folder)
    return 1 if any(tally.lost["litreview", structural] for structural in (True, False)) else 0


if __name__ == "__main__":
    raise SystemExit(main())
