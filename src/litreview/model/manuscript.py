"""What is written with the sources: a manuscript, and the places where it cites them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from litreview.model.reading import Problem

CitationForm = Literal["key", "author-year", "title", "all"]
Certainty = Literal["certain", "likely", "possible"]


@dataclass(frozen=True, slots=True)
class Citation:
    r"""One work cited at one place: path, line and column (from 1, in characters), offset in the file (from 0).

    form says how: by its key; by names and year; by its title and year; or all works of the bibliography
    (`\nocite{*}`). text is the citation as it is written. names are those of the authors as written, without
    initials, and others says that more follow (et al.); year is four digits or words ("n.d."), letter the a of
    2020a. title and identifier (a DOI) are known where a reference manager wrote the citation.
    narrative says that the names are part of the sentence.

    certainty says how sure it is that this is a citation at all, whatever the library holds: "certain" where
    its form leaves no doubt, "likely" for a name with a year that could be a place or a thing ("Tallinn
    (2017)"), "possible" for what only the library can tell ("Nye 2011" in a sentence).
    """

    form: CitationForm
    text: str
    path: str
    line: int
    column: int
    offset: int = 0
    key: str = ""
    names: tuple[str, ...] = ()
    others: bool = False
    year: str = ""
    letter: str = ""
    title: str = ""
    identifier: str = ""
    locator: str = ""
    narrative: bool = False
    certainty: Certainty = "certain"


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A text that cites, with all files that belong to it: citations stand in the order of the text."""

    path: str
    format: str
    citations: tuple[Citation, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[str, ...] = ()
