"""What is laid out from a library: sources against themes, with the evidence in the cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from litreview.model.library import Stance, TagStatus


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
