"""The nouns of a literature review, as immutable values.

Two families: what a reader found in a file (Record, NoteDraft, Problem, ReadResult), and what the
library holds (Source, Note, Theme, Tag, Library). Between them stands the store.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "info"]
NoteKind = Literal["quote", "claim", "question", "paraphrase"]
Stance = Literal["", "supports", "opposes"]
BlockKind = Literal["entry", "string", "preamble", "comment", "failed"]
TagStatus = Literal["confirmed", "suggested", "rejected"]


# What a reader finds in a file -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in an input that a person should know.

    Line counts from 1, 0 for the whole file; code is a short kebab-case name ("duplicate-field");
    hint is the way out. An "error" means that something was not stored; a "warning" that it was
    stored but differs from what the writer may have meant; "info" is only worth knowing.
    """

    path: str
    line: int
    code: str
    message: str
    severity: Severity = "warning"
    hint: str = ""


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
    """A normalised identifier: kind is doi, isbn, issn, arxiv, pmid or url."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Record:
    """One bibliographic record as read: key and type as printed, type in lower case."""

    key: str
    type: str
    fields: tuple[Field, ...]
    people: tuple[Person, ...] = ()
    identifiers: tuple[Identifier, ...] = ()

    def text(self, name: str) -> str:
        """Give the plain text of the first field of that name, or ""."""
        return next((item.text for item in self.fields if item.name == name), "")


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of a file, kept as it was printed: raw is the exact text, line its first (from 1).

    An entry has its record; a failed block has none, and a Problem beside it says why.
    """

    kind: BlockKind
    line: int
    raw: str
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class DraftTag:
    """A theme, facet or free tag as written in a note: "governance/norms", with its stance."""

    path: str
    line: int
    stance: Stance = ""


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """One note as read from a file, not yet bound to a source.

    cited is the citation key written for it (front matter, heading, [@key] or file name), else "";
    author_year the words of a heading of the form "Author (Year)" that stand in for a key, else "".
    text is the note without its markers, tags, locator and id; locator as `text.locators` gives it.
    handle is the writer's own ` ^id`, without the caret.
    """

    kind: NoteKind
    text: str
    line: int
    cited: str = ""
    author_year: str = ""
    locator: str = ""
    tags: tuple[DraftTag, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()
    handle: str = ""
    coder: str = ""


@dataclass(frozen=True, slots=True)
class SourceRemark:
    """What a note file's front matter says of the source itself: its themes and its attributes.

    attributes are (name, value, line) in the order of the file, values as text exactly as written.
    """

    cited: str
    author_year: str
    line: int
    coder: str = ""
    tags: tuple[DraftTag, ...] = ()
    attributes: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadResult:
    """All that a reader found in one file: nothing is left out but blank space.

    For a bibliography: blocks in the order of the file. For notes: notes and remarks.
    """

    path: str
    format: str
    encoding: str = "utf-8"
    blocks: tuple[Block, ...] = ()
    notes: tuple[NoteDraft, ...] = ()
    remarks: tuple[SourceRemark, ...] = ()
    problems: tuple[Problem, ...] = ()


# What the library holds --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """A work that was read: the record under its citation key, with what is derived from it.

    title and year are plain text for display; year is the four digits or "" where there are none.
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


# What is laid out from it ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind a cell: the source, and the note or the tag's own words, with the place."""

    source: str
    note: int = 0
    kind: str = ""
    quote: str = ""
    locator: str = ""
    stance: Stance = ""
    status: TagStatus = "confirmed"
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column of a matrix: its id (a citation key, a theme path) and its label for people."""

    id: str
    label: str
    kind: Literal["source", "theme"]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a row and a column meet: the distinct sources and the evidence, confirmed first."""

    row: str
    column: str
    sources: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    @property
    def confirmed(self) -> bool:
        """Whether anything in the cell was confirmed by a person or a note."""
        return any(item.status == "confirmed" for item in self.evidence)


@dataclass(frozen=True, slots=True)
class Gap:
    """A column that rests on little: how many sources, the latest year ("" if unknown), and the words."""

    column: str
    sources: tuple[str, ...]
    latest: str
    message: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Sources against themes: only cells with evidence are listed, in the order of rows and columns."""

    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    cells: tuple[Cell, ...]
    gaps: tuple[Gap, ...] = ()
    untagged: tuple[str, ...] = ()
    title: str = ""
