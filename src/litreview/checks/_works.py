"""Lay what is looked at beside the works that it may be: the list itself, the library, and the trusted records.

What is looked at are the entries of the list, each once; where there is no list, the sources of the library. Only
records that share a key (`matching.keys`) are compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from litreview.checks import Entry
from litreview.matching.comparable import comparable, name_of
from litreview.matching.evidence import Evidence
from litreview.matching.keys import Lookup
from litreview.matching.same_names import shared
from litreview.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.matching.comparable import Form
    from litreview.model import Library, Record
    from litreview.model.library import Person

LONG_TITLE = 30
"""Letters of a title that no two works share by chance (as in `matching.rules`)."""
REPOSITORIES = (
    "10.48550/",
    "10.2139/",
    "10.31234/",
    "10.31235/",
    "10.1101/",
    "10.2307/",
    "10.5281/",
    "10.3386/",
)
"""Prefixes of DOIs that a work may have beside its publisher's: arXiv, SSRN, PsyArXiv, SocArXiv, bioRxiv, JSTOR,
Zenodo, NBER."""


class Work:
    """A work and its form, which is made when it is asked for; trusted says that it is of a bibliography that is
    known to be right.
    """

    def __init__(self, entry: Entry, key: str = "", *, trusted: bool = False) -> None:
        self.entry = entry
        self.record = entry.record
        self.trusted = trusted
        self.key = key or entry.key

    @cached_property
    def form(self) -> Form:
        """Give the form in which the work is compared."""
        return comparable(self.record, self.key)

    @property
    def people(self) -> list[Person]:
        """Give the people that the names of the form stand for, in their order."""
        for role in ("author", "editor"):
            if found := [person for person in self.record.people if person.role == role]:
                return [person for person in found if person.literal != "others"]
        return []

    def says(self, form: Form) -> bool:
        """Whether the entry as printed has the title or a name of another work, however it was read."""
        printed = fold(self.entry.text).replace(" ", "")
        titles = [title.compact for title in form.titles if title.compact]
        return bool(printed) and any(title in printed for title in titles)

    def names_one_of(self, form: Form) -> bool:
        """Whether the entry as printed has the family name of one of another work's people."""
        words = set(fold(self.entry.text).split())
        return any(not words.isdisjoint(name.families) for name in form.names)


class Beside(NamedTuple):
    """A work that another one is compared with, and what speaks for the two being one."""

    work: Work
    e: Evidence


class _Known:
    """The works that entries are held against: the trusted records, then the library."""

    def __init__(self, library: Library | None, trusted: tuple[Record, ...]) -> None:
        self.works = [Work(Entry(record, "bib"), trusted=True) for record in trusted]
        self.works += [Work(Entry(source, "library")) for source in (library.sources if library else ())]

    @cached_property
    def lookup(self) -> Lookup:
        return Lookup([work.record for work in self.works])

    @cached_property
    def by_author(self) -> dict[str, list[Work]]:
        """Give the works by the family names of their first authors."""
        found: defaultdict[str, list[Work]] = defaultdict(list)
        for work in self.works:
            for person in work.people[:1]:
                for family in name_of(person).families:
                    found[family].append(work)
        return found

    @cached_property
    def without_doi(self) -> Counter[str]:
        """Give how many trusted records each journal or conference has that gives none of them a DOI."""
        trusted = [work.form for work in self.works if work.trusted and work.form.container]
        places = Counter(fold(form.container) for form in trusted)
        for form in trusted:
            if any(not doi.startswith(REPOSITORIES) for doi in form.values("doi")):
                places[fold(form.container)] = 0
        return places

    @cached_property
    def registrants(self) -> Counter[str]:
        """Give how many works have a DOI of each prefix."""
        identifiers = (item for work in self.works for item in work.record.identifiers)
        return Counter(registrant(item.value) for item in identifiers if item.kind == "doi")


def registrant(doi: str) -> str:
    """Give the prefix of a DOI, which tells who registered it."""
    return doi.partition("/")[0]


class Works:
    """The works that are looked at, and those that each of them is compared with."""

    def __init__(self, case: Case, known: _Known) -> None:
        sources = case.library.sources if case.library else ()
        entries = case.entries or tuple(Entry(source, "library") for source in sources)
        self.looked_at = [Work(entry, f"{place:06}") for place, entry in enumerate(entries)]
        self._known = known

    def gives_no_doi(self, work: Work) -> int:
        """Give how many trusted records of the same journal or conference there are, where none has a DOI and
        nothing known has one of this entry's registrant; else 0.
        """
        strange = not any(self._known.registrants[registrant(doi)] for doi in work.form.values("doi"))
        return self._known.without_doi[fold(work.form.container)] if strange else 0

    @cached_property
    def _own(self) -> Lookup:
        return Lookup([work.record for work in self.looked_at])

    @cached_property
    def compared(self) -> list[tuple[Work, list[Beside]]]:
        """Give each work with those beside it: the trusted ones, the library's, and those before it in the list."""
        return [(work, list(self._beside(place, work))) for place, work in enumerate(self.looked_at)]

    def _beside(self, place: int, work: Work) -> Iterator[Beside]:
        for other in map(self._known.works.__getitem__, self._known.lookup.near(work.record)):
            if other.trusted or work.entry.listed_in != "library":  # its sources are all looked at, each once
                yield Beside(other, Evidence(work.form, other.form))
        for at in self._own.near(work.record):
            if at < place:
                yield Beside(self.looked_at[at], Evidence(work.form, self.looked_at[at].form))

    def of_the_same_people(self, work: Work) -> Iterator[Beside]:
        """Give the known works and those of the list that are by all of these people, in this order, and no others."""
        families = work.form.names[0].families if work.form.names else frozenset()
        others = {id(other): other for family in families for other in self._known.by_author.get(family, ())}
        for other in (*others.values(), *self.looked_at):
            if other is work or len(other.form.names) != len(work.form.names):
                continue
            found = shared(work.form.names, other.form.names)
            if found.same == found.mine and found.in_order:
                yield Beside(other, Evidence(work.form, other.form))


_last: list[tuple[Case, Works]] = []
_known: list[tuple[object, object, _Known]] = []


def works(case: Case) -> Works:
    """Give what is compared in a case; the checks of one case share it."""
    if not _last or _last[0][0] is not case:
        if not _known or _known[0][0] is not case.library or _known[0][1] is not case.trusted:
            _known[:] = [(case.library, case.trusted, _Known(case.library, case.trusted))]
        _last[:] = [(case, Works(case, _known[0][2]))]
    return _last[0][1]
