"""The nouns of a literature review, as immutable values.

Six families: what a reader found in a file (Record, NoteDraft, Problem ...), what the library holds
(Source, Note, Theme, Tag ...), what stands in it twice (Match, Group), what is laid out from it (Matrix,
Cell ...), and what is written with it (Manuscript, Citation, Reference, Quotation ...). Each is loaded
when one of its names is asked for: to define these classes takes longer than a small query.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from litreview.model.duplicates import Group, Match, Relation, Verdict
    from litreview.model.findings import Edit, Finding, FindingSeverity
    from litreview.model.library import (
        Codebook,
        Facet,
        Field,
        Identifier,
        Library,
        Note,
        NoteKind,
        Person,
        Source,
        Stance,
        Tag,
        TagStatus,
        Theme,
    )
    from litreview.model.manuscript import (
        Certainty,
        Citation,
        CitationForm,
        CitationStyle,
        Manuscript,
        Quotation,
        Reference,
        Unread,
        UnreadKind,
    )
    from litreview.model.matrix import Cell, Evidence, Gap, Line, Matrix
    from litreview.model.reading import (
        Block,
        BlockKind,
        DraftTag,
        NoteDraft,
        Problem,
        ReadResult,
        Record,
        Severity,
        SourceRemark,
    )

__all__ = [
    "Block",
    "BlockKind",
    "Cell",
    "Certainty",
    "Citation",
    "CitationForm",
    "CitationStyle",
    "Codebook",
    "DraftTag",
    "Edit",
    "Evidence",
    "Facet",
    "Field",
    "Finding",
    "FindingSeverity",
    "Gap",
    "Group",
    "Identifier",
    "Library",
    "Line",
    "Manuscript",
    "Match",
    "Matrix",
    "Note",
    "NoteDraft",
    "NoteKind",
    "Person",
    "Problem",
    "Quotation",
    "ReadResult",
    "Record",
    "Reference",
    "Relation",
    "Severity",
    "Source",
    "SourceRemark",
    "Stance",
    "Tag",
    "TagStatus",
    "Theme",
    "Unread",
    "UnreadKind",
    "Verdict",
]


def __getattr__(name: str) -> object:
    if name in __all__:
        for family in ("library", "reading", "matrix", "manuscript", "duplicates", "findings"):
            module = import_module(f"litreview.model.{family}")
            if name in vars(module):
                return vars(module)[name]
    raise AttributeError(name)
