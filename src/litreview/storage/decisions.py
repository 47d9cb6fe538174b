"""Keep what a person decided of two sources as duplicates, so that it is never asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from litreview.matching.decided import Decision, Decisions
from litreview.matching.fingerprint import fingerprint
from litreview.model import Person, Record
from litreview.storage.load import fields_of

if TYPE_CHECKING:
    import sqlite3

    from litreview.storage.operations import Operation


class Party(NamedTuple):
    """One of the two that a decision is on: what it says, and its source while that is in the library."""

    fingerprint: str
    source: int | None


_MATCHING = " OR ".join(
    f"({one} = {mark_one} AND {other} = {mark_other})"
    for mine, theirs in (("1", "2"), ("2", "1"))
    for one, mark_one in (("one", f":print{mine}"), ("one_source", f":source{mine}"))
    for other, mark_other in (("other", f":print{theirs}"), ("other_source", f":source{theirs}"))
)
"""SQL: the decision is on two parties, by what they say or by their sources; each part has its index."""


def decided(connection: sqlite3.Connection) -> Decisions:
    """Give all decisions, to be looked up; of two on the same pair the later one holds."""
    rows = connection.execute(
        "SELECT one, other, one_source, other_source, verdict FROM decisions ORDER BY id"
    )
    return Decisions(
        {
            frozenset((one, other)): verdict
            for print_one, print_other, source_one, source_other, verdict in rows
            for one in (source_one, print_one)
            for other in (source_other, print_other)
            if one is not None and other is not None
        }
    )


def party(connection: sqlite3.Connection, source: int) -> Party:
    """Give a source as one that can be decided on, by what is its own."""
    people = connection.execute(
        "SELECT role, family, given, prefix, suffix, literal FROM people WHERE source = ? ORDER BY position",
        (source,),
    )
    kind = connection.execute("SELECT type FROM sources WHERE id = ?", (source,)).fetchone()[0]
    record = Record("", kind, fields_of(connection, source), tuple(Person(*row) for row in people))
    return Party(fingerprint(record), source)


def decide(operation: Operation, one: Party, other: Party, verdict: Decision) -> bool:
    """Keep what a person decided of two; it takes the place of what was decided otherwise.

    Gives whether that is news.
    """
    connection = operation.connection
    first, second = sorted((one, other), key=lambda item: item.fingerprint)
    asked = {
        "print1": first.fingerprint, "source1": first.source, "print2": second.fingerprint, "source2": second.source,
    }  # fmt: skip
    held = connection.execute(f"SELECT id, verdict FROM decisions WHERE {_MATCHING}", asked).fetchall()
    contrary = [(number,) for number, said in held if said != verdict]
    connection.executemany("DELETE FROM decisions WHERE id = ?", contrary)
    if held and not contrary:
        return False
    connection.execute(
        "INSERT INTO decisions (one, other, verdict, one_source, other_source, made) VALUES (?, ?, ?, ?, ?, ?)",
        (first.fingerprint, second.fingerprint, verdict, first.source, second.source, operation.id),
    )
    return True


def hand_over(connection: sqlite3.Connection, source: int, keeper: int) -> None:
    """Let the decisions on a source be on the one that it becomes part of; one on these two is none any more."""
    for side, opposite in (("one_source", "other_source"), ("other_source", "one_source")):
        connection.execute(f"DELETE FROM decisions WHERE {side} = ? AND {opposite} = ?", (source, keeper))
        connection.execute(f"UPDATE decisions SET {side} = ? WHERE {side} = ?", (keeper, source))
