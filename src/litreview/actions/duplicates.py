"""Look for records that are one work: in the library, or in files with no library at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from litreview.actions.gather import STDIN, gather, read
from litreview.errors import UsageProblem
from litreview.matching.comparable import comparable
from litreview.matching.duplicates import find
from litreview.matching.fingerprint import fingerprint
from litreview.matching.nearest import nearest
from litreview.matching.records import key_for
from litreview.model import Problem
from litreview.text.inheritance import completed, own
from litreview.text.person import display
from litreview.text.titles import whole_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from litreview.matching.decided import Decisions
    from litreview.model import Group, Record, Source

Certainty = Literal["certain", "likely", "possible"]
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
"""How sure a group is, the surest first."""
DECISION = "decision"
"""The column of a sheet of pairs that a person fills in."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A record that was compared, under a key that no other one has; of a file, the path and line where it stands."""

    key: str
    record: Record | Source
    path: str = ""
    line: int = 0

    @property
    def place(self) -> str:
        """Give path and line, "" in a library."""
        return f"{self.path}:{self.line}" if self.path else ""

    def values(self) -> dict[str, str]:
        """Give what the record says under each name by which duplicates agree and differ, as it was compared."""
        record, form = self.record, comparable(self.record)
        people = {
            role: [display(one) for one in record.people if one.role == role] for role in ("author", "editor")
        }
        told = {
            "title": whole_title(record.text("title"), record.text("subtitle")),
            "authors": "; ".join(people["author"] or people["editor"]),
            "year": str(form.year or ""),
            "container": form.container,
            "volume": form.volume,
            "issue": form.issue,
            "pages": form.printed_pages,
            "publisher": form.body,
            "edition": form.edition,
            "number": record.text("number"),
            "url": form.address,
        }
        for kind in ("doi", "isbn", "pmid", "pmcid", "arxiv"):
            told[kind] = ", ".join(sorted(form.values(kind)))
        return {name: " ".join(text.split()) for name, text in told.items()}


@dataclass(frozen=True, slots=True)
class Report:
    """What was found: the groups, the strongest first, and every record by its key.

    left_out counts the keys to look under that too many records share; problems are those of reading files.
    """

    groups: tuple[Group, ...]
    records: Mapping[str, Listed]
    left_out: int = 0
    problems: tuple[Problem, ...] = ()

    def at_least(self, certainty: Certainty) -> tuple[Group, ...]:
        """Give the groups that are no less sure than that."""
        enough = CERTAINTIES[: CERTAINTIES.index(certainty) + 1]
        return tuple(group for group in self.groups if certainty_of(group) in enough)


def certainty_of(group: Group) -> Certainty:
    """Give how sure a group is: as its strongest match."""
    return group.matches[0].certainty


def known_certainty(written: str) -> Certainty:
    """Give the certainty of that name; raises UsageProblem."""
    for certainty in CERTAINTIES:
        if written == certainty:
            return certainty
    near = nearest(written, CERTAINTIES)
    question = f"did you mean {near[0]}? " if near else ""
    raise UsageProblem(f'there is no certainty "{written}"', f"{question}known: {', '.join(CERTAINTIES)}")


def in_library(library: Path) -> Report:
    """Compare all sources of a library; what a person decided holds."""
    from litreview.storage.connect import reading
    from litreview.storage.decisions import decided
    from litreview.storage.load import load_sources

    with reading(library) as connection:
        sources, decisions = load_sources(connection), decided(connection)
    named = _named(decisions, sources)
    same = [pair for pair, verdict in decisions.pairs.items() if verdict == "same"]
    parties = [sorted({named[name].key for name in pair if name in named}) for pair in same]
    told = {(keys[0], keys[1]) for keys in parties if len(keys) == _BOTH}
    found = find(sources, None, _by_keys(decisions, named.values()), told)
    return Report(
        found.groups, {source.key: Listed(source.key, source) for source in sources}, found.left_out
    )


_BOTH = 2


def _named(decisions: Decisions, sources: Sequence[Source]) -> dict[int | str, Source]:
    """Give the sources on which something was decided, by their ids and fingerprints: most are in no decision, and a
    fingerprint takes some time.
    """
    names = frozenset[int | str]().union(*decisions.pairs)
    if not names:
        return {}
    everyone = ((name, source) for source in sources for name in (source.id, fingerprint(own(source))))
    return {name: source for name, source in everyone if name in names}


def _by_keys(decisions: Decisions, sources: Iterable[Source]) -> Callable[[str, str], str]:
    """Give what was decided of any two of some sources, by their keys."""
    concerned = {source.key: source for source in sources}

    def said(a: str, b: str) -> str:
        one, other = concerned.get(a), concerned.get(b)
        return decisions.verdict(one, other) if one and other else ""

    return said


def in_files(names: Sequence[str], *, kind: str = "") -> Report:
    """Compare all records of some files and folders: one that stands in two of them is two records.

    kind names the reader where content and suffix do not tell. What cannot be read is among the problems.
    """
    found: list[tuple[str, int, Record]] = []
    problems: list[Problem] = []
    for path, blocks in _read_all(names, kind, problems):
        records = completed([record for _, record in blocks])
        found += [(path, line, record) for (line, _), record in zip(blocks, records, strict=True)]
    keys = distinct_keys([record for *_, record in found])
    compared = find([record for *_, record in found], keys)
    listed = [Listed(key, record, path, line) for key, (path, line, record) in zip(keys, found, strict=True)]
    return Report(compared.groups, {one.key: one for one in listed}, compared.left_out, tuple(problems))


def _read_all(
    names: Sequence[str], kind: str, problems: list[Problem]
) -> Iterator[tuple[str, list[tuple[int, Record]]]]:
    """Give the records of each file with their lines; a file that is named twice is read once."""
    seen: set[str] = set()
    for item in gather(names, Path.cwd() / "litreview.db"):
        if isinstance(item, Problem):
            problems.append(item)
        elif item.stored not in seen or item.stored == STDIN:
            seen.add(item.stored)
            result = read(item, kind)
            problems += result.problems
            yield item.path, [(block.line, block.record) for block in result.blocks if block.record]


def distinct_keys(records: Sequence[Record]) -> list[str]:
    """Give each record a key of its own: the one it has where that is free, else with a number behind it.

    A record without a key gets the one that a library would give it.
    """
    own = {record.key for record in records if record.key}
    numbers: Counter[str] = Counter()
    taken: dict[str, None] = {}
    for record in records:
        key = base = record.key or key_for(record)
        while key in taken or (key in own and key != record.key):
            numbers[base] += 1
            key = f"{base}-{numbers[base] + 1}"
        taken[key] = None
    return list(taken)
