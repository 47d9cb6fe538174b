"""What a reader finds in a file: records and notes with their lines, and problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from litreview.model.library import Field, Identifier, NoteKind, Person, Stance


Severity = Literal["error", "warning", "info"]
BlockKind = Literal["entry", "string", "preamble", "comment", "failed"]


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

    For a bibliography: blocks in the order of the file, and gaps: what stands before each of them and
    behind the last; () where a block is not a stretch of the file's text. For notes: notes and remarks.
    """

    path: str
    format: str
    encoding: str = "utf-8"
    blocks: tuple[Block, ...] = ()
    notes: tuple[NoteDraft, ...] = ()
    remarks: tuple[SourceRemark, ...] = ()
    problems: tuple[Problem, ...] = ()
    gaps: tuple[str, ...] = ()
