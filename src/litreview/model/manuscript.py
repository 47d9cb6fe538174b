"""What is written with the sources: a manuscript, the places where it cites them, its list and its quotations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from litreview.model.reading import Problem, Record

CitationForm = Literal["key", "author-year", "title", "number", "all"]
Certainty = Literal["certain", "likely", "possible"]
CitationStyle = Literal["keys", "author-year", "numbers", "footnotes", "mixed", "none"]
UnreadKind = Literal["footnote", "superscript"]


@dataclass(frozen=True, slots=True)
class Citation:
    r"""One work cited at one place: path, line and column (from 1, in characters), offset in the file (from 0).

    form says how: by its key; by names and year; by its title and year; by its number in the manuscript's own
    list; or all works of the bibliography (`\nocite{*}`). text is the citation as it is written, end the offset
    behind it. names are those of the authors as written, without initials, and others says that more follow
    (et al.); year is four digits or words ("n.d."), letter the a of 2020a, original the year of the first
    edition ("[1651] 1996"). title and identifier (a DOI) are known where a reference manager wrote the citation.
    narrative says that the names are part of the sentence, second_hand that the work is cited in another one.

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
    number: str = ""
    original: str = ""
    second_hand: bool = False
    end: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    r"""One entry of the manuscript's own list of references, and where it stands.

    text is the entry as printed. number is the one that the list gives it, label what is shown in its place
    ("Seg16"), key that of a `\bibitem` or an entry that biber wrote. record is what was read from it, under
    that key. certain says that where it begins and ends leaves no doubt: two ways to cut a printed list
    agree on it, or its commands say so.
    """

    text: str
    path: str
    line: int
    offset: int
    record: Record
    number: str = ""
    label: str = ""
    key: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks or in a block of their own, and where they begin.

    text is without its marks, on one line; citation is the one that stands next to it, if there is one, with the
    pages that stand by themselves behind the quotation ("Segal (2016) says “...” (p. 5)").
    """

    text: str
    path: str
    line: int
    column: int
    offset: int = 0
    end: int = 0
    block: bool = False
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """What cites in a way that is recognised and not read: how often, and the first place.

    A "footnote" tells of a work in words of its own ("A. Segal, Order (New York, 2016), 12"); a "superscript"
    is a number that may be that of a reference or of a note.
    """

    kind: UnreadKind
    count: int
    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A text that cites, with all files that belong to it: citations stand in the order of the text.

    style is the way in which it cites, "mixed" for two ways, "none" where nothing is cited.
    """

    path: str
    format: str
    citations: tuple[Citation, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[str, ...] = ()
    style: CitationStyle = "none"
    references: tuple[Reference, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    unread: tuple[Unread, ...] = ()
