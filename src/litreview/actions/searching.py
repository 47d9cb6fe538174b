"""Search the library's texts with the words, phrases and comparisons of a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.matching.where import Finder
from litreview.storage.load import load_library
from litreview.storage.search import Hit, find
from litreview.text.query import All, Comparison, Either, Not, Query, Word, parse

if TYPE_CHECKING:
    from collections.abc import Collection

    from litreview.storage.connect import Connection

Hits = dict[str, list[Hit]]


def search(connection: Connection, text: str, places: Collection[str] = ()) -> Hits:
    """Give the hits by citation key, in the order of the keys; places limits them to fields or "notes".

    A source matches when its texts together do: one word in the title, another in a note.
    """
    query = parse(text)
    if query == All(()):
        return {}
    found = _Search(connection, places).hits(query)
    return {key: found[key] for key in sorted(found)}


class _Search:
    def __init__(self, connection: Connection, places: Collection[str]) -> None:
        self.connection, self.places = connection, places
        self._finder: Finder | None = None

    def hits(self, query: Query) -> Hits:
        match query:
            case Word():
                return find(self.connection, query.text + ("*" if query.prefix else ""), self.places)
            case Comparison():
                return self._compared(query)
            case Not():
                without = self.hits(query.part)
                return {key: [] for key in self._keys() if key not in without}
            case All():
                return _intersection([self.hits(part) for part in query.parts])
            case Either():
                return _union([self.hits(part) for part in query.parts])

    def _keys(self) -> list[str]:
        return [row[0] for row in self.connection.execute("SELECT key FROM sources")]

    def _compared(self, query: Comparison) -> Hits:
        """Compare a field; what reads like a comparison but matches nothing is looked for as it was typed."""
        library = load_library(self.connection)
        self._finder = self._finder or Finder(library)
        finder = self._finder
        found: Hits = {
            source.key: [Hit(source.key, query.field, source.text(query.field) or source.title)]
            for source in library.sources
            if finder.matches(source, query)
        }
        return found or find(self.connection, query.typed or query.value, self.places)


def _intersection(parts: list[Hits]) -> Hits:
    common = set.intersection(*(set(part) for part in parts)) if parts else set()
    return {key: [hit for part in parts for hit in part[key]] for key in common}


def _union(parts: list[Hits]) -> Hits:
    united: Hits = {}
    for part in parts:
        for key, hits in part.items():
            united.setdefault(key, []).extend(hits)
    return united
