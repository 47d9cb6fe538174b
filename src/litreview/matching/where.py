"""Find the sources of a library that a query asks for."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from litreview.text.cjk import characters_of, is_east_asian, stands_in
from litreview.text.fold import fold
from litreview.text.query import All, Comparison, Either, Not, Query, Word, parse, years

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from litreview.model import Library, Note, Person, Source, Tag

# Fields that hold places and book-keeping: a word of a query that occurs in a path is no hit.
UNSEARCHED = frozenset(
    {
        "file",
        "url",
        "urldate",
        "owner",
        "timestamp",
        "date-added",
        "date-modified",
        "crossref",
        "xref",
        "xdata",
    }
)
_THINGS = {"themes": "theme", "tag": "theme", "tags": "theme", "notes": "note", "authors": "author"}


def where(query: str, library: Library) -> tuple[Source, ...]:
    """Give the sources that match, in the library's order; "" gives all of them.

    A word matches a whole word of the source's key, title, names, year or fields, whatever its case,
    accents and punctuation; with a star at its end, the start of one. See `Finder.compares` for the fields.
    """
    parsed = parse(query)
    finder = Finder(library)
    return tuple(source for source in library.sources if finder.matches(source, parsed))


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """Give the folded words with a blank on either side, so that whole words can be looked for."""
    return f" {fold(text)} "


@lru_cache(maxsize=256)
def _glob(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, pattern.casefold().split("*"))), re.DOTALL)


def says(texts: Iterable[str], wanted: str, *, prefix: bool = False) -> bool:
    """Whether one of the texts has these words in this order; signs alone are compared as they are.

    Chinese, Japanese and Korean characters are words each.
    """
    folded = _folded(wanted)
    if not folded.strip():
        return any(wanted in text for text in texts)
    needle = folded.rstrip() if prefix else folded
    characters = characters_of(wanted)
    return any(
        needle in _folded(text)
        if text.isascii()
        else all(map(text.__contains__, characters)) and stands_in(folded.strip(), fold(text), prefix=prefix)
        for text in texts
    )


def _fits(text: str, test: Comparison) -> bool:
    """Whether a short text (a key, a type, a theme) is the value; a star stands for anything."""
    if test.operator == "=":
        return text.casefold() == test.value.casefold()
    return _glob(test.value).fullmatch(text.casefold()) is not None


def _measures(text: str, test: Comparison) -> bool:
    """Whether a text compares as asked: by numbers where the operator has an order, else by its words."""
    if test.operator == ":":
        return says([text], test.value.rstrip("*"), prefix=test.value.endswith("*"))
    if test.operator == "=":
        return _folded(text) == _folded(test.value)
    if not (text.isdecimal() and test.value.isdecimal()):
        return False
    left, right = int(text[:18]), int(test.value[:18])
    return {">=": left >= right, "<=": left <= right, ">": left > right, "<": left < right}[test.operator]


def _named(person: Person) -> str:
    if is_east_asian(person.family):
        return person.family + person.given
    parts = (person.given, person.prefix, person.family, person.suffix, person.literal)
    return " ".join(part for part in parts if part)


def _texts(source: Source) -> Iterator[str]:
    """Give all that a word is looked for in."""
    yield source.key
    yield from source.aliases
    yield source.title
    yield source.year
    yield from map(_named, source.people)
    for field in source.fields:
        if field.name not in UNSEARCHED:
            yield field.text
    yield from (identifier.value for identifier in source.identifiers)


class Finder:
    """What a query needs to know of a library, looked up once and only when it is asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._notes: defaultdict[str, list[Note]] = defaultdict(list)
        self._tags: defaultdict[str, list[Tag]] = defaultdict(list)
        self._facets: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for note in library.notes:
            self._notes[note.source].append(note)
            self._facets[note.source].update(note.facets)
        for tag in library.tags:
            if tag.status != "rejected":
                self._tags[tag.source].append(tag)
        for source in library.sources:
            self._facets[source.key].update(source.facets)
        self._fields = {field.name for source in library.sources for field in source.fields}
        self._fields.update(name.casefold() for pairs in self._facets.values() for name, _ in pairs)
        self._paths: dict[str, frozenset[str]] = {}
        self._special: dict[str, Callable[[Source, Comparison], bool]] = {
            "key": lambda source, test: any(_fits(key, test) for key in (source.key, *source.aliases)),
            "type": lambda source, test: _fits(source.type, test),
            "year": self._in_years,
            "theme": self._in_themes,
            "themes": self._in_themes,
            "tag": self._in_themes,
            "tags": self._in_themes,
            "has": self._has,
            "note": self._in_notes,
            "notes": self._in_notes,
        }

    def matches(self, source: Source, query: Query) -> bool:
        """Whether the source is what the query asks for."""
        match query:
            case Word(text=text, prefix=prefix):
                return says(_texts(source), text, prefix=prefix)
            case Comparison():
                return self.compares(source, query)
            case Not(part=part):
                return not self.matches(source, part)
            case All(parts=parts):
                return all(self.matches(source, part) for part in parts)
            case Either(parts=parts):
                return any(self.matches(source, part) for part in parts)

    def compares(self, source: Source, test: Comparison) -> bool:
        """Whether one field compares as asked.

        key, type and theme take a star; theme has its sub-themes and the tags on notes; year takes
        2012, 2010-2015 or 201*; has takes doi, note, theme, quote or any field; note looks into the
        notes. Any other name is a field or a facet; one that no source has is read as plain words.
        """
        special = self._special.get(test.field)
        if special:
            return special(source, test)
        values = list(self._values(source, test.field))
        if not values and test.field not in self._fields:
            return says(_texts(source), test.typed)
        return any(_measures(value, test) for value in values)

    def _in_themes(self, source: Source, test: Comparison) -> bool:
        asked = self._asked(test)
        return any(tag.theme in asked for tag in self._tags[source.key])

    def _in_notes(self, source: Source, test: Comparison) -> bool:
        return any(_measures(note.text, test) for note in self._notes[source.key])

    def _values(self, source: Source, name: str) -> Iterator[str]:
        """Give the texts of a field, an identifier, the people of a role, or a facet."""
        if name == "title" and source.title:
            yield source.title
        yield from (_named(person) for person in source.people if person.role == name)
        yield from (field.text for field in source.fields if field.name == name)
        yield from (item.value for item in source.identifiers if item.kind == name)
        yield from sorted(value for facet, value in self._facets[source.key] if facet.casefold() == name)

    def _in_years(self, source: Source, test: Comparison) -> bool:
        if "*" in test.value:
            return bool(source.year) and _fits(source.year, test)
        allowed = years(test)
        return (
            allowed is not None and source.year.isdecimal() and allowed[0] <= int(source.year) <= allowed[1]
        )

    def _has(self, source: Source, test: Comparison) -> bool:
        name = _THINGS.get(test.value.casefold(), test.value.casefold())
        if name == "theme":
            return bool(self._tags[source.key])
        if name == "note":
            return bool(self._notes[source.key])
        if name == "year":
            return bool(source.year)
        return any(self._values(source, name)) or any(note.kind == name for note in self._notes[source.key])

    def _asked(self, test: Comparison) -> frozenset[str]:
        """Give the paths that a theme's name stands for: its own, its aliases', and all below them.

        Where none has the name, the last part of a path will do: norms for governance/norms.
        """
        if test.typed not in self._paths:
            known = {
                theme.path: (theme.path, theme.label, *theme.aliases)
                for theme in self._library.codebook.themes
            }
            tags = chain.from_iterable(self._tags.values())
            free = {tag.theme: (tag.theme,) for tag in tags if tag.theme not in known}
            everything = {**known, **free}
            found = {path for path, spelt in everything.items() if any(_fits(name, test) for name in spelt)}
            found = found or {path for path in everything if _fits(path.rpartition("/")[2], test)}
            below = {path for path in everything if any(path.startswith(f"{top}/") for top in found)}
            self._paths[test.typed] = frozenset(found | below)
        return self._paths[test.typed]
