"""What a check finds: one thing at one place, with its evidence, and what may be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from litreview.model.manuscript import Certainty

FindingSeverity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that would mend something: in the file at path, the text from start to end (offsets in
    characters) becomes new. old is what stands there, so that a file that changed since is left alone.
    """

    path: str
    start: int
    end: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found. code and name are the check's (LR203, author-order).

    path, line and column (from 1, in characters; 0 where there is none) say where, offset counts from 0.
    citation is the citation as written, reference the entry that it is about as printed, key the source in
    the library or in a .bib file; each "" where there is none. evidence says what the finding rests on, a
    line each ("cited   Clarke and Knake (2012)"); suggestion what to do. edits mend it where nothing is left to
    decide.
    """

    code: str
    name: str
    severity: FindingSeverity
    certainty: Certainty
    path: str
    line: int
    column: int
    message: str
    offset: int = 0
    citation: str = ""
    reference: str = ""
    key: str = ""
    evidence: tuple[str, ...] = ()
    suggestion: str = ""
    edits: tuple[Edit, ...] = ()
