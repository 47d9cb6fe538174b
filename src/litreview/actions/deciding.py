"""Carry out what was decided of duplicates: all that are certain, or what a person wrote into a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from litreview.actions.duplicates import DECISION
from litreview.actions.merging import apply_decisions
from litreview.errors import InputError
from litreview.model import Problem
from litreview.readers._separated import any_size, rows
from litreview.storage.connect import reading
from litreview.storage.load import source_ids
from litreview.text.decode import decode
from litreview.text.separated import as_meant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from litreview.actions.duplicates import Report
    from litreview.actions.merging import Applied

MERGE, DISTINCT = "merge", "distinct"
_WAY_OUT = f"write {MERGE}, {DISTINCT}, or nothing to leave it open"
_NEW_SHEET = "write one with: litreview dedupe -f csv -o decisions.csv"


class Decided(NamedTuple):
    """A row of a sheet: two keys, and what was decided of them."""

    a: str
    b: str
    decision: str
    line: int


@dataclass(frozen=True, slots=True)
class Carried:
    """What came of decisions, and what could not be done of them."""

    applied: Applied
    problems: tuple[Problem, ...] = ()


def apply_certain(library: Path, report: Report, *, dry_run: bool, command: str) -> Carried:
    """Merge every group that is certain, in one operation."""
    groups = [group.keys for group in report.groups if group.verdict == "duplicate"]
    return Carried(apply_decisions(library, groups, (), dry_run=dry_run, command=command))


def apply_sheet(library: Path, path: Path, *, dry_run: bool, command: str) -> Carried:
    """Carry out the decisions of a sheet, in one operation; what is done already is not done again.

    A row with a key that the library has no more is left out, and told. Raises InputError with the line of a
    word that is no decision, and of one that other rows contradict.
    """
    decided = list(_decisions(path))
    with reading(library) as connection:
        ids = source_ids(connection)
    problems: list[Problem] = []
    rows = [row for row in decided if _is_there(row, ids, path, problems)]
    groups = _together([row for row in rows if row.decision == MERGE], ids)
    pairs: list[tuple[str, str]] = []
    for row in rows:
        if row.decision == DISTINCT:
            if any(ids[row.a] in group and ids[row.b] in group for group in groups):
                message = f"{row.a} and {row.b} are one work by other rows, and distinct by this one"
                raise InputError(str(path), row.line, message, "change one of them")
            if ids[row.a] == ids[row.b]:
                message = f"{row.a} and {row.b} are one source by now"
                hint = f"litreview log {row.a} tells since when; litreview undo parts it"
                problems.append(Problem(str(path), row.line, "one-source", message, "error", hint))
            else:
                pairs.append((row.a, row.b))
    same = [list(group.values()) for group in groups]
    return Carried(apply_decisions(library, same, pairs, dry_run=dry_run, command=command), tuple(problems))


def _decisions(path: Path) -> Iterator[Decided]:
    """Give the rows of a sheet that decide something."""
    try:
        text = decode(path.read_bytes()).text
    except OSError as problem:
        raise InputError(str(path), 0, f"cannot be read: {problem.strerror}", _NEW_SHEET) from None
    places: dict[str, int] = {}
    with any_size(len(text)):
        for row in rows(text):
            cells = [as_meant(cell).strip() for cell in row.cells]
            if not any(cells):
                continue
            if not places:
                places = _columns(cells, path, row.line)
                continue
            a, b, decision = (_cell(cells, places[name]) for name in ("a", "b", DECISION))
            if decision.casefold() not in {"", MERGE, DISTINCT}:
                raise InputError(str(path), row.line, f'"{decision}" is no decision', _WAY_OUT)
            if decision:
                yield Decided(a, b, decision.casefold(), row.line)
    if not places:
        raise InputError(str(path), 0, "there is nothing in it", _NEW_SHEET)


def _columns(cells: Sequence[str], path: Path, line: int) -> dict[str, int]:
    """Give the places of the columns that count."""
    header = [cell.casefold() for cell in cells]
    for name in ("a", "b", DECISION):
        if name not in header:
            raise InputError(str(path), line, f'there is no column "{name}"', _NEW_SHEET)
    return {name: header.index(name) for name in ("a", "b", DECISION)}


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _is_there(row: Decided, ids: Mapping[str, int], path: Path, problems: list[Problem]) -> bool:
    gone = [key for key in (row.a, row.b) if key not in ids]
    problems += [
        Problem(
            str(path), row.line, "no-such-source", f'there is no source "{key}" any more; the row is left out',
            "error", "litreview log lists what was done",
        )
        for key in gone
    ]  # fmt: skip
    return not gone


def _together(rows: Sequence[Decided], ids: Mapping[str, int]) -> list[dict[int, str]]:
    """Put pairs together that share a source: each group by the ids of its sources, with a key of each."""
    of: dict[int, dict[int, str]] = {}
    for row in rows:
        mine, theirs = (of.get(ids[key], {ids[key]: key}) for key in (row.a, row.b))
        together = mine | theirs
        of.update(dict.fromkeys(together, together))
    return list({id(group): group for group in of.values() if len(group) > 1}.values())
