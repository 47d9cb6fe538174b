"""Look up the entries of a list by all that a citation may say of them: key, number, DOI, names and year, title."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from litreview.matching.called import acronyms_in, editors_of, people_of, written
from litreview.matching.records import same_work
from litreview.model import Field
from litreview.text.dates import year_in
from litreview.text.fold import fold
from litreview.text.identifiers import identifiers_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from litreview.matching.called import Called
    from litreview.model import Citation, Record, Source

_YEAR = re.compile(r"(?:1[4-9]|20)\d\d")
_YEAR_BEHIND = re.compile(r" (?:1[4-9]|20)\d\d$")
"""A year that was read as the end of a title."""
_LETTERED = re.compile(r"(?:(?:1[4-9]|20)\d\d|n\.? ?d\.?-?|forthcoming-?|in press-?)(?P<letter>[a-z])\b")
_DATES = ("year", "date", "origdate", "origyear", "originaldate", "eventdate")
_NOTES = ("note", "addendum", "pubstate")
_FEWEST = 3
"""Letters of a name that it can be looked up by with one of them wrong."""
_BEGINNING = 2  # letters of a name that are right where two others are wrong
_SHORTEST_TITLE = 8  # letters of a title that tell which work it is


@dataclass(frozen=True, slots=True)
class Work:
    """An entry as it is cited: who is named, whether more follow, its years, and its letter.

    years has the year of the first edition too; none where it is undated or that cannot be read.
    """

    place: int
    people: tuple[Called, ...]
    others: bool
    editors: tuple[Called, ...]
    year: str
    years: frozenset[str]
    letter: str
    title: str


class Index:
    """The entries of a list, looked through once."""

    def __init__(
        self,
        entries: Sequence[Record | Source],
        aliases: Mapping[str, str],
        text: str,
        numbers: Sequence[str],
    ) -> None:
        self._entries = entries
        self.works = _works(entries, text)
        self._keys: dict[str, int] = {}
        self._dois: dict[str, int] = {}
        for place, entry in enumerate(entries):
            for name in (entry.key, *getattr(entry, "aliases", ()), *entry.text("ids").split(",")):
                if name.strip():
                    self._keys.setdefault(_composed(name.strip()), place)
            for item in entry.identifiers:
                if item.kind == "doi":
                    self._dois.setdefault(item.value, place)
        for alias, key in aliases.items():
            if key in self._keys:
                self._keys.setdefault(_composed(alias), self._keys[key])
        counted = numbers or ([] if any(entry.key for entry in entries) else range(1, len(entries) + 1))
        self._numbers = {str(number): place for place, number in reversed(list(enumerate(counted))) if number}
        self._by_name: defaultdict[str, list[int]] = defaultdict(list)
        self._by_year: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_beginning: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_title: defaultdict[str, list[int]] = defaultdict(list)
        self._nameless: defaultdict[str, list[int]] = defaultdict(list)
        self._bodies: list[int] = []
        for work in self.works:
            self._enter(work)

    def _enter(self, work: Work) -> None:
        people = dict.fromkeys((*work.people, *work.editors))
        forms = {form for one in people for form in one.forms} | {
            one.name.given for one in people if one.name.given
        }
        for key in {key for form in forms for key in _keys(form)}:
            self._by_name[key].append(work.place)
        for form in forms:
            for year in work.years:
                self._by_year[form, year].append(work.place)
                self._by_beginning[form[:_BEGINNING], year].append(work.place)
        if any(one.is_body for one in people):
            self._bodies.append(work.place)
        for title in title_keys(work.title):
            self._by_title[title].append(work.place)
        if not people:
            self._nameless[work.year].append(work.place)

    def by_key(self, key: str) -> int | None:
        """Give the entry of a key."""
        return self._keys.get(_composed(key))

    def by_number(self, number: str) -> int | None:
        """Give the entry of a number in the list."""
        return self._numbers.get(number)

    def by_doi(self, doi: str) -> int | None:
        """Give the entry of a DOI, however that is written."""
        field = Field("doi", doi, doi)
        return next(
            (self._dois[one.value] for one in identifiers_of([field]) if one.value in self._dois), None
        )

    def by_title(self, title: str, year: str) -> tuple[int, ...]:
        """Give the entries of a title, with or without its subtitle, and of a year where both have one."""
        found = dict.fromkeys(place for form in title_keys(title) for place in self._by_title.get(form, ()))
        return tuple(
            place
            for place in found
            if not year.isdecimal() or not self.works[place].years or year in self.works[place].years
        )

    def nameless(self, name: str, year: str) -> tuple[int, ...]:
        """Give the entries without authors, of a year, whose title has these words: "Passage (1960)", cut short."""
        words = set(fold(name).split())
        places = self._nameless.get(year, ())
        return tuple(place for place in places if words <= set(fold(self.works[place].title).split()))

    def is_titled(self, work: Work, title: str) -> bool:
        """Whether an entry has this title."""
        return same_work(title, work.title)

    def one_work(self, works: Sequence[Work]) -> bool:
        """Whether entries are one work, listed more than once."""
        return all(one.title and same_work(works[0].title, one.title) for one in works)

    def first(self, citation: Citation) -> list[Work]:
        """Give the entries of the very year that have the first name as it is: most citations mean one of them."""
        forms = written(citation.names[0]).forms
        found = dict.fromkeys(
            place for form in forms for place in self._by_year.get((form, citation.year), ())
        )
        return [self.works[place] for place in found]

    def candidates(self, citation: Citation) -> list[Work]:
        """Give the entries that a citation by names may mean: a name in common, or nearly, or its beginning."""
        found: dict[int, None] = {}
        for name in citation.names:
            one = written(name)
            for form in one.forms | one.name.parts:
                for key in _keys(form):
                    found.update(dict.fromkeys(self._by_name.get(key, ())))
                found.update(dict.fromkeys(self._by_beginning.get((form[:_BEGINNING], citation.year), ())))
            for word in one.words[-1:] + one.words[:1]:
                found.update(dict.fromkeys(self._by_name.get(word, ())))
            if one.is_body or len(one.words) > 1:
                found.update(dict.fromkeys(self._bodies))
        return [self.works[place] for place in found]


def _works(entries: Sequence[Record | Source], text: str) -> list[Work]:
    works = [_work(place, entry) for place, entry in enumerate(entries)]
    bodies = [one for work in works for one in work.people if one.name.whole]
    short = acronyms_in(text, bodies)
    if not short:
        return works
    return [
        replace(work, people=tuple(_known_as(one, short) for one in work.people))
        if any(one.name.whole for one in work.people)
        else work
        for work in works
    ]


def _known_as(body: Called, short: Mapping[str, frozenset[str]]) -> Called:
    acronyms = frozenset(one for form in body.forms for one in short.get(form, ()))
    return replace(body, forms=body.forms | acronyms) if acronyms else body


def _work(place: int, entry: Record | Source) -> Work:
    people, others = people_of(entry)
    dates = [entry.text(name) for name in _DATES]
    said = [*dates, *(entry.text(name) for name in _NOTES)]
    years = frozenset(year for one in said for year in _YEAR.findall(one))
    year = year_in(entry.fields) or next(iter(_YEAR.findall(" ".join(dates))), "")
    lettered = next((found["letter"] for one in said if (found := _LETTERED.search(one.lower()))), "")
    letter = entry.text("extradate") or lettered
    return Work(
        place, people, others, editors_of(entry), year, years | {year} - {""}, letter, entry.text("title")
    )


def title_keys(title: str) -> Iterator[str]:
    """Give a title without blanks, and without its subtitle: where words part does not matter."""
    for one in dict.fromkeys((title, title.partition(":")[0])):
        tight = _YEAR_BEHIND.sub("", fold(one).removeprefix("the ")).replace(" ", "")
        if len(tight) >= _SHORTEST_TITLE:
            yield tight


def _keys(form: str) -> Iterator[str]:
    """Give a name, and what is left of it without one of its letters: two that differ by one share a key."""
    yield form
    if _FEWEST <= len(form) <= _LONGEST:
        for at in range(len(form)):
            yield form[:at] + form[at + 1 :]


_LONGEST = 24  # letters of a name in which one may be wrong; a longer one is an organisation's


def _composed(key: str) -> str:
    return key if key.isascii() else unicodedata.normalize("NFC", key)
