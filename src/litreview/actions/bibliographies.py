"""Take sources straight from bibliographies, with no library at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from litreview.actions.gather import gather, read
from litreview.errors import InputError
from litreview.matching.records import Known, place
from litreview.model import Problem, Source
from litreview.text.dates import year_in
from litreview.text.inheritance import completed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Record


def sources_of(names: Sequence[str]) -> tuple[tuple[Source, ...], list[Problem]]:
    """Give the sources of some files with what they inherit, by their keys, and the problems of reading them.

    A work that stands in two files, or twice in one, is one source; a different work under a key that is taken
    gets one of its own, as in a library. Raises InputError for a file that cannot be read or is no bibliography.
    """
    found: dict[str, Source] = {}
    known: dict[str, Known] = {}
    problems: list[Problem] = []
    for item in gather(names, Path.cwd() / "litreview.db"):
        if isinstance(item, Problem):
            raise InputError(item.path, item.line, item.message, item.hint)
        result = read(item)
        if not result.blocks:
            first = next(iter(result.problems), None)
            raise InputError(item.path, 0, first.message if first else "there is no bibliography in it")
        problems += result.problems
        for placement in place(result.blocks, {}, known):
            record = result.blocks[placement.index].record
            if record is None or placement.source or placement.repeats:
                continue
            found[placement.key] = _source(placement.key, record, len(found) + 1)
            known[placement.key] = Known(len(found), record.text("title"))
    return tuple(completed(sorted(found.values(), key=lambda source: source.key))), problems


def _source(key: str, record: Record, number: int) -> Source:
    return Source(
        key=key,
        type=record.type,
        title=record.text("title"),
        year=year_in(record.fields),
        people=record.people,
        fields=record.fields,
        identifiers=record.identifiers,
        id=number,
    )
