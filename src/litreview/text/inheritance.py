"""Show what an entry inherits from another through crossref and xdata: a view, which nothing writes back.

The rules are BibLaTeX's (manual, appendix B: the title of a collection is the booktitle of what stands in
it) and, where it has none for two types, BibTeX's own: what a child lacks, its parent has. Left with the
parent is what names the parent alone: its DOI, its address, its file, its abstract.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from litreview.model import Field, Record, Source
from litreview.text.dates import year_in
from litreview.text.fold import fold_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from litreview.model import Person

Entry = TypeVar("Entry", Source, Record)

LINKS = ("xdata", "crossref")
"""The fields that name a parent, in the order in which they count."""
_OWN = frozenset(
    ("ids", "crossref", "xref", "xdata", "entryset", "entrysubtype", "execute", "label", "options", "presort",
     "related", "relatedoptions", "relatedstring", "relatedtype", "shorthand", "shorthandintro", "sortkey")
)  # fmt: skip
"""What BibLaTeX never hands on (manual, appendix B)."""
_OF_THE_PARENT = frozenset(
    ("doi", "url", "urldate", "eprint", "eprinttype", "eprintclass", "archiveprefix", "primaryclass", "pmid", "pmcid",
     "file", "abstract", "annote", "annotation", "note", "addendum", "keywords", "pages", "pagetotal", "owner",
     "timestamp", "date-added", "date-modified", "shorttitle", "sorttitle", "indextitle")
)  # fmt: skip
"""What says something of the parent, and would be wrong of its child."""
_PARTS = frozenset(
    (
        "inbook",
        "bookinbook",
        "suppbook",
        "incollection",
        "suppcollection",
        "inreference",
        "inproceedings",
        "conference",
    )
)
_WHOLES = frozenset(("book", "collection", "reference", "proceedings"))
_SERIES = frozenset(("mvbook", "mvcollection", "mvreference", "mvproceedings"))
_TITLES = ("title", "subtitle", "titleaddon")
_DATES = frozenset(("year", "date", "month", "day"))
_SAME = (
    ("journal", "journaltitle"), ("address", "location"), ("school", "institution"),
)  # fmt: skip
"""Two names of one field."""
_DEEPEST = 10  # parents of parents: real files have two


class Inherited(NamedTuple):
    """A field that an entry has from another: under the child's name, with the key of the parent."""

    field: Field
    parent: str
    people: tuple[Person, ...] = ()


class Family:
    """The entries of a file or a library, among which parents are looked for by their keys.

    Keys count as they are, and so do the aliases of sources; where none is the same, as BibTeX compares them,
    whatever their case.
    """

    def __init__(self, entries: Iterable[Source | Record]) -> None:
        self._by_key: dict[str, Source | Record] = {}
        aliases: dict[str, Source | Record] = {}
        for entry in entries:
            if entry.key and entry.fields:
                self._by_key.setdefault(entry.key, entry)
                aliases |= dict.fromkeys(entry.aliases, entry) if isinstance(entry, Source) else {}
        self._by_key = aliases | self._by_key
        self._folded: dict[str, Source | Record] | None = None

    def parents(self, entry: Source | Record) -> Iterator[tuple[str, str, Source | Record | None]]:
        """Give what an entry refers to: by which field, the key as written, and the entry (None: not here)."""
        for link in LINKS:
            for key in (part.strip() for part in entry.text(link).split(",")):
                if key:
                    yield link, key, self._find(key)

    def _find(self, key: str) -> Source | Record | None:
        if key in self._by_key:
            return self._by_key[key]
        if self._folded is None:
            self._folded = {fold_key(name): entry for name, entry in reversed(self._by_key.items())}
        return self._folded.get(fold_key(key))

    def inherited(self, entry: Source | Record) -> tuple[Inherited, ...]:
        """Give what an entry has from its parents, and they from theirs; a circle ends where it began."""
        return self._inherited(entry, {entry.key}, 0)

    def _inherited(self, entry: Source | Record, seen: set[str], depth: int) -> tuple[Inherited, ...]:
        has = {field.name for field in entry.fields}
        found: dict[str, Inherited] = {}
        for link, _, parent in self.parents(entry):
            if parent is None or parent.key in seen or depth >= _DEEPEST:
                continue
            seen.add(parent.key)
            grand = self._inherited(parent, seen, depth + 1)
            handed = [Inherited(field, parent.key, _of(parent, field.name)) for field in parent.fields] + [
                *grand
            ]
            names = {one.field.name for one in handed}
            dated = bool(_DATES & (has | found.keys()))
            for one in handed:
                for name in _names(one.field.name, entry.type, parent.type, names, link=link):
                    if (
                        name not in found
                        and not _known(name, has | found.keys())
                        and not (dated and name in _DATES)
                    ):
                        found[name] = _renamed(one, name)
        return tuple(found.values())


def _of(parent: Source | Record, role: str) -> tuple[Person, ...]:
    return tuple(person for person in parent.people if person.role == role)


def _renamed(one: Inherited, name: str) -> Inherited:
    people = tuple(replace(person, role=name) for person in one.people)
    return Inherited(replace(one.field, name=name, line=0), one.parent, people)


def _known(name: str, has: Iterable[str]) -> bool:
    """Whether an entry has a field, under this name or the other one that it goes by."""
    return name in has or any(name in pair and not set(pair).isdisjoint(has) for pair in _SAME)


def _names(name: str, child: str, parent: str, handed: set[str], *, link: str) -> Sequence[str]:
    """Give the names under which a child has a field of its parent; none where it has it not."""
    if name in _OWN:
        return ()
    if link == "xdata":
        return (name,)
    if name in _OF_THE_PARENT:
        return ()
    into = _prefix(child, parent)
    if into and name in _TITLES:
        new = into + ("title" if name == "title" else name)
        return () if new in handed else (new,)
    if parent in {"book", "mvbook"} and child in _PARTS and name == "author":
        return ("author", "bookauthor") if child in {"inbook", "bookinbook", "suppbook"} else ("bookauthor",)
    return (name,)


def _prefix(child: str, parent: str) -> str:
    """Give what a parent's title becomes the title of, or "" where it stays the title."""
    if parent in _WHOLES and child in _PARTS:
        return "book"
    if parent in _SERIES and child in _PARTS | _WHOLES:
        return "main"
    if parent == "periodical" and child in {"article", "suppperiodical"}:
        return "journal"
    return ""


def completed(entries: Sequence[Entry]) -> list[Entry]:
    """Give the entries with what they inherit behind their own fields, their people and titles and years as well.

    Their identifiers stay their own.
    """
    family: Family | None = None
    whole: list[Entry] = []
    for entry in entries:
        if any(field.name in LINKS for field in entry.fields):
            family = family or Family(entries)
            entry = _completed(entry, family.inherited(entry))  # noqa: PLW2901  (the same one, with more)
        whole.append(entry)
    return whole


def _completed(entry: Entry, inherited: Sequence[Inherited]) -> Entry:
    if not inherited:
        return entry
    fields = (*entry.fields, *(one.field for one in inherited))
    people = (*entry.people, *(person for one in inherited for person in one.people))
    if isinstance(entry, Record):
        return replace(entry, fields=fields, people=people)
    title = entry.title or next((one.field.text for one in inherited if one.field.name == "title"), "")
    return replace(
        entry,
        fields=fields,
        people=people,
        title=title,
        year=entry.year or year_in(fields),
        inherited=tuple((one.field.name, one.parent) for one in inherited),
    )


def own(source: Source) -> Source:
    """Give a source as it was before `completed`, with what is its own alone."""
    if not source.inherited:
        return source
    names = {name for name, _ in source.inherited}
    fields = tuple(field for field in source.fields if field.name not in names)
    return replace(
        source,
        fields=fields,
        people=tuple(person for person in source.people if person.role not in names),
        title="" if "title" in names else source.title,
        year=year_in(fields),
        inherited=(),
    )
