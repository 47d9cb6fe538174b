"""Search titles, abstracts, names and notes: every query is quoted by us, so that none is an error."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from litreview.storage.load import LIVE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection


SEARCHED = (
    "title", "subtitle", "booktitle", "titleaddon", "abstract", "keywords", "author", "editor", "translator",
    "journal", "journaltitle", "publisher", "institution", "organization", "note", "annote", "year", "date",
)  # fmt: skip
"""Fields that are looked into where none is named."""


class Hit(NamedTuple):
    """Where a term was found: the source's key, the field's name or "note", and the whole text."""

    key: str
    place: str
    text: str


def find(connection: sqlite3.Connection, term: str, places: Collection[str] = ()) -> dict[str, list[Hit]]:
    """Give the hits of one term or phrase by citation key; places limits them to fields or "notes"."""
    term = term.replace("\0", " ")  # SQLite ends a text there
    quoted = '"' + term.rstrip("*").replace('"', '""') + '"'
    query = quoted + "*" if term.endswith("*") else '"' + term.replace('"', '""') + '"'
    wanted = {"note" if place == "notes" else place for place in places}
    hits: defaultdict[str, list[Hit]] = defaultdict(list)
    if not wanted or wanted - {"note"}:
        for key, place, text in _matching(connection, "fields", query, term):
            if place in (wanted or SEARCHED):
                hits[key].append(Hit(key, place, text))
    if not wanted or "note" in wanted:
        for key, _, text in _matching(connection, "notes", query, term):
            hits[key].append(Hit(key, "note", text))
    return dict(hits)


def _matching(
    connection: sqlite3.Connection, table: str, query: str, term: str
) -> list[tuple[str, str, str]]:
    """Look into one full-text index; scripts that do not part words with spaces are looked for as they stand."""
    columns, live = ("n.name", "") if table == "fields" else ("'note'", f" AND {LIVE}")
    joined = f"SELECT s.key, {columns}, n.text FROM {table} n JOIN sources s ON s.id = n.source"
    if any(ord(char) >= 0x2E80 for char in term):  # noqa: PLR2004 (from here on CJK and kana)
        found = connection.execute(
            f"{joined} WHERE instr(n.text, ?) > 0{live} ORDER BY s.key, n.id", (term.rstrip("*"),)
        )
    else:
        found = connection.execute(
            f"{joined} WHERE n.id IN (SELECT rowid FROM {table}_search WHERE {table}_search MATCH ?){live}"
            " ORDER BY s.key, n.id",
            (query,),
        )
    return found.fetchall()
