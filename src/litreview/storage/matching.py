"""Keep the keys under which sources are looked for that may be one work, and compare new sources with all others.

The table `matching` is derived: at the end of each operation it follows what the journal says was changed,
as the full-text index does. So a source that is added is compared with those that share a key, and with no
others, by the same functions that compare a whole library (see `matching.duplicates`).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from litreview.model import Field, Identifier, Person, Source

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from litreview.matching.comparable import Form
    from litreview.matching.decided import Decisions
    from litreview.model import Match

_PARTS = ("fields", "people", "identifiers")
MOST_COMPARED = 20_000
"""New sources that are compared as they come in: more take longer than storing them, and `dedupe` is for those."""
_AT_ONCE = 5000  # sources that are read at a time: few megabytes, few queries
_LISTED = "(SELECT value FROM json_each(?))"
_LONG = "('abstract', 'keywords', 'file', 'annote')"
"""Fields that are long, and compared nowhere."""


def follow_keys(connection: sqlite3.Connection, operation: int) -> dict[int, Form]:
    """Bring the keys up to what an operation did to sources, and to those that they inherit from.

    Gives the forms of these sources, where they are not too many to be kept.
    """
    changed = _changed(connection, operation)
    return refresh(connection, changed | _children(connection, changed)) if changed else {}


def refresh(connection: sqlite3.Connection, sources: Collection[int]) -> dict[int, Form]:
    """Write the keys of some sources anew; those of sources that are gone go. Gives the forms, unless they are many."""
    from litreview.matching.comparable import comparable
    from litreview.matching.keys import holder, keys_of

    forms: dict[int, Form] = {}
    for numbers in _batches(sorted(sources)):
        connection.execute(f"DELETE FROM matching WHERE source IN {_LISTED}", (json.dumps(numbers),))
        rows: list[tuple[int, int, int, int]] = []
        for source in some_sources(connection, numbers):
            form = comparable(source)
            if len(sources) <= MOST_COMPARED:
                forms[source.id] = form
            rows += [(key, *holder(form, source.id)) for key in keys_of(form)]
        connection.executemany("INSERT INTO matching VALUES (?, ?, ?, ?)", sorted(rows))
    return forms


def _batches(numbers: Collection[int]) -> Iterator[list[int]]:
    listed = list(numbers)
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]


def _changed(connection: sqlite3.Connection, operation: int) -> set[int]:
    """Give the sources that an operation made, removed or changed in a part."""
    whole = "SELECT row FROM journal WHERE operation = ?1 AND relation = 'sources'"
    changed = {row[0] for row in connection.execute(whole, (operation,))}
    for table in _PARTS:
        rows = connection.execute(
            f"SELECT DISTINCT t.source FROM journal j JOIN {table} t ON t.id = j.row"
            f" WHERE j.operation = ?1 AND j.relation = '{table}' AND t.source NOT IN ({whole})",
            (operation,),
        )
        changed |= {row[0] for row in rows}
        gone = connection.execute(
            "SELECT old FROM journal WHERE operation = ? AND relation = ? AND new IS NULL AND old IS NOT NULL",
            (operation, table),
        )
        changed |= {json.loads(old, strict=False)["source"] for (old,) in gone}
    return changed


def _children(connection: sqlite3.Connection, sources: Collection[int]) -> set[int]:
    """Give the sources that inherit from some others, by their keys or aliases."""
    linked = connection.execute(
        "SELECT source, text FROM fields WHERE name IN ('crossref', 'xdata') AND value <> ''"
    ).fetchall()
    if not linked:
        return set()
    keys = _keys_of(connection, sources)
    return {source for source, text in linked if keys & {key.strip().casefold() for key in text.split(",")}}


def _keys_of(connection: sqlite3.Connection, sources: Collection[int]) -> set[str]:
    asked = json.dumps(list(sources))
    rows = connection.execute(
        f"SELECT key FROM sources WHERE id IN {_LISTED} UNION SELECT alias FROM aliases WHERE source IN {_LISTED}",
        (asked, asked),
    )
    return {row[0].casefold() for row in rows}


def some_sources(connection: sqlite3.Connection, numbers: Collection[int]) -> list[Source]:
    """Give some sources by their ids, without facets and long fields, with what they inherit; one that is gone is left
    out.
    """
    sources = _plain(connection, numbers)
    parents = _parents(connection, sources)
    if not parents:
        return sources
    from litreview.text.inheritance import completed

    everyone = {source.id: source for source in sources}
    while parents:
        everyone.update({source.id: source for source in _plain(connection, parents)})
        parents = _parents(connection, everyone.values()) - everyone.keys()
    wanted = {source.id for source in sources}
    return [source for source in completed(list(everyone.values())) if source.id in wanted]


def _parents(connection: sqlite3.Connection, sources: Iterable[Source]) -> set[int]:
    keys = [
        key.strip()
        for source in sources
        for field in source.fields
        if field.name in {"crossref", "xdata"}
        for key in field.text.split(",")
    ]
    if not keys:
        return set()
    asked = json.dumps(keys)
    rows = connection.execute(
        f"SELECT id FROM sources WHERE key COLLATE NOCASE IN {_LISTED}"
        f" UNION SELECT source FROM aliases WHERE alias COLLATE NOCASE IN {_LISTED}",
        (asked, asked),
    )
    return {row[0] for row in rows}


def _plain(connection: sqlite3.Connection, numbers: Collection[int]) -> list[Source]:
    asked = (json.dumps(list(numbers)),)
    people: dict[int, list[Person]] = {}
    for source, *parts in connection.execute(
        "SELECT source, role, family, given, prefix, suffix, literal FROM people"
        f" WHERE source IN {_LISTED} ORDER BY source, position",
        asked,
    ):
        people.setdefault(source, []).append(Person(*parts))
    fields: dict[int, list[Field]] = {}
    for source, *values in connection.execute(
        f"SELECT source, name, value, text, line FROM fields WHERE source IN {_LISTED} AND value <> ''"
        f" AND name NOT IN {_LONG} ORDER BY source, position",
        asked,
    ):
        fields.setdefault(source, []).append(Field(*values))
    identifiers: dict[int, list[Identifier]] = {}
    for source, *values in connection.execute(
        f"SELECT source, kind, value FROM identifiers WHERE source IN {_LISTED} ORDER BY source, id", asked
    ):
        identifiers.setdefault(source, []).append(Identifier(*values))
    aliases: dict[int, list[str]] = {}
    for source, alias in connection.execute(
        f"SELECT source, alias FROM aliases WHERE source IN {_LISTED} ORDER BY source, alias", asked
    ):
        aliases.setdefault(source, []).append(alias)
    rows = connection.execute(
        f"SELECT id, key, type, title, year FROM sources WHERE id IN {_LISTED} ORDER BY id", asked
    )
    return [
        Source(
            key, kind, title, year, tuple(people.get(number, ())), tuple(fields.get(number, ())),
            tuple(identifiers.get(number, ())), id=number, aliases=tuple(aliases.get(number, ())),
        )
        for number, key, kind, title, year in rows
    ]  # fmt: skip


def made_by(connection: sqlite3.Connection, operation: int) -> list[int]:
    """Give the sources that an operation made."""
    rows = connection.execute(
        "SELECT row FROM journal WHERE operation = ? AND relation = 'sources' AND old IS NULL ORDER BY row",
        (operation,),
    )
    return [row[0] for row in rows]


def matches_of(
    connection: sqlite3.Connection,
    sources: Collection[int],
    decisions: Decisions | None = None,
    forms: Mapping[int, Form] | None = None,
) -> list[Match]:
    """Compare some sources with all others that share a key, and give the matches, each pair once.

    What a person decided of two sources holds. forms are those that are known already (see `follow_keys`).
    """
    from litreview.matching.duplicates import decide

    new = set(sources)
    compared = _Compared(connection, decisions, forms or {})
    found: list[Match] = []
    for numbers in _batches(sources):
        partners = _partners(connection, numbers)
        compared.load({*numbers, *(other for others in partners.values() for other in others)})
        matches = (
            decide(compared.forms[number], compared.forms[other], compared.decided)
            for number, others in partners.items()
            for other in others
            if other < number or other not in new
        )
        found += [match for match in matches if match is not None]
    return found


class _Compared:
    """The forms of the sources that are compared, each read once; and the sources, where something was decided."""

    def __init__(
        self, connection: sqlite3.Connection, decisions: Decisions | None, forms: Mapping[int, Form]
    ) -> None:
        self._connection = connection
        self._decisions = decisions if decisions and decisions.pairs else None
        self.forms = {} if self._decisions else dict(forms)
        self._sources: dict[str, Source] = {}

    def load(self, wanted: set[int]) -> None:
        from litreview.matching.comparable import comparable

        for numbers in _batches(wanted - self.forms.keys()):
            for source in some_sources(self._connection, numbers):
                self.forms[source.id] = comparable(source)
                if self._decisions:
                    self._sources[source.key] = source

    def decided(self, one: str, other: str) -> str:
        if self._decisions is None:
            return ""
        return self._decisions.verdict(self._sources[one], self._sources[other])


def _partners(connection: sqlite3.Connection, numbers: Collection[int]) -> dict[int, set[int]]:
    """Give, for each of some sources, those that it is to be compared with: those that `matching.keys.Index` would
    give. The holders of a key are read once, however many of the sources have it.
    """
    from litreview.matching.keys import Holder, parted

    holders: dict[int, list[Holder]] = {}
    for key, *rest in connection.execute(
        "SELECT key, source, author, year FROM matching WHERE key IN"
        f" (SELECT key FROM matching WHERE source IN {_LISTED})",
        (json.dumps(list(numbers)),),
    ):
        holders.setdefault(key, []).append(Holder(*rest))
    found: dict[int, set[int]] = {number: set() for number in numbers}
    for held in holders.values():
        for part in parted(held)[0]:
            for number in part:
                if number in found:
                    found[number].update(part)
    return {number: others - {number} for number, others in found.items()}
