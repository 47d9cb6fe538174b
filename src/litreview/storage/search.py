"""Search titles, abstracts, names and notes: every query is quoted by us, so that none is an error."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from litreview.matching.where import says
from litreview.storage.load import LIVE
from litreview.text.cjk import is_spelt_out
from litreview.text.fold import fold

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
    term = unicodedata.normalize("NFKC", term.replace("\0", " "))  # SQLite ends a text at \0; ＡＢＣ is ABC
    wanted = {"note" if place == "notes" else place for place in places}
    hits: defaultdict[str, list[Hit]] = defaultdict(list)
    if not wanted or wanted - {"note"}:
        for key, place, text in _matching(connection, "fields", term):
            if place in (wanted or SEARCHED):
                hits[key].append(Hit(key, place, text))
    if not wanted or "note" in wanted:
        for key, _, text in _matching(connection, "notes", term):
            hits[key].append(Hit(key, "note", text))
    return dict(hits)


def _matching(connection: sqlite3.Connection, table: str, term: str) -> list[tuple[str, str, str]]:
    """Look into one full-text index, and through the texts of scripts that do not part words with spaces."""
    columns, live = ("n.name", "") if table == "fields" else ("'note'", f" AND {LIVE}")
    joined = f"SELECT s.key, {columns}, n.text FROM {table} n JOIN sources s ON s.id = n.source"
    ways: list[str] = []
    arguments: list[str] = []
    if not is_spelt_out(term):
        ways.append(f"n.id IN (SELECT rowid FROM {table}_search WHERE {table}_search MATCH ?)")
        arguments.append(_quoted(term))
    if is_spelt_out(term) or (fold(term) and _has_unparted_words(connection)):
        connection.create_function("litreview_says", 2, _says, deterministic=True)
        # longer in bytes than in characters: not in ASCII
        ways.append("(length(n.text) < length(CAST(n.text AS BLOB)) AND litreview_says(n.text, ?))")
        arguments.append(term)
    return connection.execute(
        f"{joined} WHERE ({' OR '.join(ways)}){live} ORDER BY s.key, n.id", arguments
    ).fetchall()


def _quoted(term: str) -> str:
    """Give a term as a phrase of the full-text index, so that nothing in it is an operator."""
    quoted = '"' + term.rstrip("*").replace('"', '""') + '"'
    return quoted + "*" if term.endswith("*") else '"' + term.replace('"', '""') + '"'


def _has_unparted_words(connection: sqlite3.Connection) -> bool:
    """Whether a title begins in a script without spaces (Han, kana, Hangul): then other texts may hold it, too."""
    found = connection.execute("SELECT EXISTS (SELECT 1 FROM sources WHERE title >= ?)", (_FIRST_UNPARTED,))
    return bool(found.fetchone()[0])


_WIDE = re.compile("[\uff10-\uff5a]")  # full-width letters and digits
_FIRST_UNPARTED = "\u2e80"  # the first of the East Asian characters


def _says(text: str, term: str) -> bool:
    if (
        not is_spelt_out(term)
        and term.split(maxsplit=1)[0].lower().rstrip("*") not in text.lower()
        and not _WIDE.search(text)
    ):
        return False  # soon seen; with accents or points inside, the index has it
    return says([text], term.rstrip("*"), prefix=term.endswith("*"))
