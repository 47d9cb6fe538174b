"""What the library holds: sources, notes, the codebook, and the tags that tie them together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

NoteKind = Literal["quote", "claim", "question", "paraphrase"]
Stance = Literal["", "supports", "opposes"]
TagStatus = Literal["confirmed", "suggested", "rejected"]


@dataclass(frozen=True, slots=True)
class Person:
    """One name of a record: its parts, or `literal` alone for an organisation; the text is Unicode."""

    role: str
    family: str = ""
    given: str = ""
    prefix: str = ""
    suffix: str = ""
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record: name in lower case, value in LaTeX with macros expanded and the outer
    delimiters off, text the same in plain Unicode; line from 1 (0 where a person set it).
    """

    name: str
    value: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Identifier:
    """A normalised identifier: kind is doi, isbn, issn, arxiv, pmid, pmcid or url."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Source:
    """A work that was read: the record under its citation key, with what is derived from it.

    title and year are plain text for display; year is the four digits or "" where there are none.
    inherited names the fields that are those of another source (crossref, xdata), with its key: title,
    year and people may be among them. aliases are its other keys: of the sources that were merged into it.
    """

    key: str
    type: str
    title: str = ""
    year: str = ""
    people: tuple[Person, ...] = ()
    fields: tuple[Field, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()
    id: int = 0
    inherited: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()

    def text(self, name: str) -> str:
        """Give the plain text of the first field of that name, or ""."""
        return next((item.text for item in self.fields if item.name == name), "")


@dataclass(frozen=True, slots=True)
class Note:
    """What was taken from a source: source is its key ("" while unbound); path and line say where it
    stands ("" and 0 for one written on the command line).
    """

    id: int
    kind: NoteKind
    text: str
    source: str = ""
    locator: str = ""
    handle: str = ""
    coder: str = ""
    path: str = ""
    line: int = 0
    facets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the codebook: path is its full name with slashes, unique; order is the codebook's."""

    path: str
    label: str = ""
    definition: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def parent(self) -> str:
        """Give the path of the theme above, or ""."""
        return self.path.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet of the codebook (actor, case, dimension), with its values in the codebook's order."""

    name: str
    label: str = ""
    definition: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Codebook:
    """The themes, parents before children, and the facets."""

    themes: tuple[Theme, ...] = ()
    facets: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A theme tied to a source, or to one of its notes (note is its id, else 0).

    quote and locator are the words that support it; origin says what made it ("person", "note",
    "rule"), made when (ISO 8601, UTC), path and line where it is written.
    """

    theme: str
    source: str
    note: int = 0
    quote: str = ""
    locator: str = ""
    stance: Stance = ""
    coder: str = ""
    origin: str = "person"
    status: TagStatus = "confirmed"
    made: str = ""
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Library:
    """An immutable snapshot of what the library holds.

    sources are in the order of their keys, notes of their ids, themes in the codebook's order.
    """

    sources: tuple[Source, ...] = ()
    notes: tuple[Note, ...] = ()
    codebook: Codebook = field(default_factory=Codebook)
    tags: tuple[Tag, ...] = ()
