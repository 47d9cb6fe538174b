"""Bind what a note says of its source to a source of the library, or suggest which one it may mean."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from litreview.matching.nearest import nearest
from litreview.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from litreview.model import Person, Source

# Of 100, family names in any order: "Knake Clark" and "Clarke Knake" have 96, strangers about 40.
SUGGESTED = 75.0
MOST_SUGGESTED = 3
_LONGEST = 512  # characters compared

_AUTHOR_YEAR = re.compile(r"(?P<authors>\S.*?)\s*[(\s](?P<year>\d{4})(?P<letter>[a-z]?)\)?", re.DOTALL)
_ACRONYM = re.compile(r"(?P<name>\S.*?)\s*\((?P<acronym>[^()]{1,20})\)")
_BETWEEN_NAMES = re.compile(r"\s*(?:,\s*)?(?:&|\band\b|\bund\b|\by\b|\bet\b(?!\s+al\b)|\ben\b)\s*|\s*[;,]\s*")
_ET_AL = re.compile(r"[\s,]*\bet\s+al\b\.?|[\s,]*\band\s+others\b|[\s,]*\bu\.\s?a\.", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s-]?){1,5}")


@dataclass(frozen=True, slots=True)
class Bound:
    """The key of the source ("" if none is sure), and the keys that may be meant, likeliest first."""

    key: str
    suggestions: tuple[str, ...] = ()


class Binder:
    """Binds many notes: the sources are looked through once.

    A citation key binds if it is exactly that of a source, or an alias of it; the words of a heading if they are
    exactly the family names, in order, and the year of one source alone. Where they are those of none, they mean
    the source that they meant before (earlier: its key by the words). Everything else is only suggested.
    """

    def __init__(self, sources: Iterable[Source], earlier: Mapping[str, str] | None = None) -> None:
        self._earlier = earlier or {}
        self._keys: dict[str, str] = {}
        aliases: dict[str, str] = {}
        self._by_year: dict[str, list[Source]] = {}
        self._names: dict[str, str] = {}
        self._years: dict[str, str] = {}
        self._known: dict[tuple[str, str], Bound] = {}
        for source in sources:
            self._keys[_composed(source.key)] = source.key
            aliases.update((_composed(alias), source.key) for alias in source.aliases)
            self._by_year.setdefault(source.year, []).append(source)
            self._years[source.key] = source.year
            names = " ".join(max(names_of(person), key=len, default="") for person in authors_of(source))
            if names.strip():
                self._names[source.key] = names[:_LONGEST]
        self._keys = aliases | self._keys

    def bind(self, cited: str, author_year: str = "") -> Bound:
        """Bind one note by its key, or by the words of its heading if it has no key."""
        wanted = (cited, "" if cited else author_year)
        if wanted not in self._known:
            self._known[wanted] = self._by_key(cited) if cited else self._by_author_year(author_year)
        return self._known[wanted]

    def key(self, cited: str, author_year: str = "") -> str:
        """Give the key of the source that is meant beyond doubt, or "": without the cost of suggestions."""
        if cited:
            return self._keys.get(_composed(cited), "")
        match = _AUTHOR_YEAR.fullmatch(" ".join(author_year.split()))
        fitting = self._fitting(match) if match and not match["letter"] else []
        if not fitting:
            return self._earlier.get(author_year, "")
        return fitting[0] if len(fitting) == 1 else ""

    def _by_key(self, cited: str) -> Bound:
        key = self.key(cited)
        return Bound(key) if key else Bound("", tuple(nearest(cited, self._keys.values(), MOST_SUGGESTED)))

    def _by_author_year(self, words: str) -> Bound:
        key = self.key("", words)
        match = _AUTHOR_YEAR.fullmatch(" ".join(words.split()))
        if key or not match:
            return Bound(key)
        fitting = self._fitting(match)
        return Bound("", tuple(fitting[:MOST_SUGGESTED]) or self._like(match["authors"], match["year"]))

    def _fitting(self, match: re.Match[str]) -> list[str]:
        """Give the keys of the sources of exactly these authors and this year."""
        same_year = self._by_year.get(match["year"], ())
        return sorted(source.key for source in same_year if _fits(match["authors"], source))

    def _like(self, written: str, year: str) -> tuple[str, ...]:
        """Give the sources with nearly these names, in any order, the nearest years first."""
        from rapidfuzz import fuzz, process

        bare = _ET_AL.sub("", written)
        wanted = " ".join(fold(name) for name in _split(bare))[:_LONGEST] or fold(bare)[:_LONGEST]
        scored = process.extract(
            wanted, self._names, scorer=fuzz.token_sort_ratio, score_cutoff=SUGGESTED, limit=None
        )
        ranked = sorted((_apart(self._years[key], year), -score, key) for _, score, key in scored)
        return tuple(key for _, _, key in ranked[:MOST_SUGGESTED])


def bind(cited: str, author_year: str, sources: Sequence[Source]) -> Bound:
    """Bind one note to one of the sources; for many notes make a Binder."""
    return Binder(sources).bind(cited, author_year)


def authors_of(source: Source) -> list[Person]:
    """Give those under whose names a work is cited: its authors, else its editors."""
    for role in ("author", "editor"):
        people = [person for person in source.people if person.role == role]
        if people:
            return people
    return []


def _composed(key: str) -> str:
    """Give a key with its accents composed: some systems take them apart in file names."""
    return key if key.isascii() else unicodedata.normalize("NFC", key)


def _fits(written: str, source: Source) -> bool:
    """Whether the words are exactly the names of a source's authors."""
    people = [names_of(person) for person in authors_of(source)]
    if not people:
        return False
    if len(people) == 1 and _same_name(written, people[0]):
        return True
    bare = _ET_AL.sub("", written)
    names = _split(bare)
    if bare != written:
        return len(names) < len(people) and all(map(_same_name, names, people)) and bool(names)
    return len(names) == len(people) and all(map(_same_name, names, people))


def _same_name(written: str, names: frozenset[str]) -> bool:
    acronym = _ACRONYM.fullmatch(written)
    return fold(written) in names or bool(acronym and fold(acronym.group("name")) in names)


def _split(written: str) -> list[str]:
    """Take names apart, without initials: "Clarke, R. A., & Knake, R. K." gives Clarke and Knake."""
    pieces = (piece.strip() for piece in _BETWEEN_NAMES.split(written))
    return [
        piece
        for piece in pieces
        if piece and not (_INITIALS.fullmatch(piece) and ("." in piece or len(piece) == 1))
    ]


def names_of(person: Person) -> frozenset[str]:
    """Give all that one author may be called, folded: with and without "van der", name or acronym."""
    return frozenset(filter(None, _forms(person)))


def _forms(person: Person) -> Iterator[str]:
    yield fold(person.family)
    yield fold(f"{person.prefix} {person.family}")
    yield fold(person.literal)
    acronym = _ACRONYM.fullmatch(person.literal.strip())
    if acronym:
        yield fold(acronym.group("name"))
        yield fold(acronym.group("acronym"))


def _apart(year: str, other: str) -> int:
    """Give the years between two; a source without one comes last."""
    return abs(int(year) - int(other)) if year.isdigit() else 9999
