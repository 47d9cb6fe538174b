"""Look for what is wrong in a manuscript, its list and the library: one check per file, each a pure function.

A check takes all that there is to look into (`Case`) and yields findings; it never prints, mends or raises.
Codes: LR1xx the library and the entries themselves, LR2xx citations against the list, LR3xx quotations, LR4xx
style and damage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from litreview.model import Finding
from litreview.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from litreview.matching.pairing import Pairing
    from litreview.model import Library, Manuscript, Record, Source

ListedIn = Literal["text", "bib", "library"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One work that may be cited: an entry of the manuscript's own list, of a .bib file, or a source of the library.

    text is the entry as printed ("" where there is none), path, line and offset say where it stands, number
    which one of a printed list it is. certain says that a printed entry was parted from its neighbours beyond doubt.
    """

    record: Record | Source
    listed_in: ListedIn
    text: str = ""
    path: str = ""
    line: int = 0
    offset: int = 0
    number: str = ""
    certain: bool = True

    @property
    def key(self) -> str:
        """Give the citation key, "" for an entry of a printed list without one."""
        return self.record.key


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What services on the net know of an entry, asked in this order (`services`).

    records are those of the work, none where it was not found: of one service or of both, one for each year in which
    it may be said to have come out. elsewhere is the record that the entry's DOI leads to where that is another one,
    near one with the title of the entry that is by others; unknown_doi says that no service knows the entry's DOI.
    """

    services: tuple[str, ...]
    records: tuple[tuple[str, Record], ...] = ()
    elsewhere: tuple[str, Record] | None = None
    near: tuple[str, Record] | None = None
    unknown_doi: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """All that there is to look into.

    manuscripts are the texts (each with its files), entries the list that their citations are held against (the
    text's own one, else the bibliographies that were named, else the library), pairing what each citation was
    found to be. library is the whole library, with notes; trusted are records of a bibliography that is known to
    be right; texts the full texts of sources by key; retracted the identifiers and titles of works that were
    withdrawn; looked_up what services on the net know of entries, by their places in the list, for those that could
    be asked for. Each is empty where it is not there.
    """

    manuscripts: tuple[Manuscript, ...] = ()
    entries: tuple[Entry, ...] = ()
    pairing: Pairing | None = None
    library: Library | None = None
    trusted: tuple[Record, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    retracted: tuple[Record, ...] = ()
    text_of: Mapping[str, str] = field(default_factory=dict)
    looked_up: Mapping[int, LookedUp] = field(default_factory=dict)


Check = Callable[[Case], Iterator[Finding]]
check: Registry[Check] = Registry("check", __name__)
"""All checks, by code and name: @check("LR201 missing-reference")."""
