"""Find the source that a citation in a manuscript means: by its key, its DOI, or its names and year."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from litreview.matching.bind import MOST_SUGGESTED, Binder, authors_of, names_of
from litreview.matching.nearest import nearest
from litreview.matching.records import same_work
from litreview.model import Field
from litreview.text.cjk import has_han, spelt_family
from litreview.text.fold import fold
from litreview.text.identifiers import identifiers_of
from litreview.text.person import whole_family

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from litreview.model import Citation, Person, Reference, Source

_ACRONYM = re.compile(r"(?P<name>\S.*?)\s*\((?P<acronym>[^()]{1,20})\)")
_SHORTEST_ACRONYM = 2


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a citation means: no key where it is not known, several where it may be any of them."""

    citation: Citation
    keys: tuple[str, ...] = ()


class Resolver:
    """Looks up many citations: the sources are looked through once.

    Takes the sources, and other names for their keys (of earlier exports, of files). A key is looked up as it
    is; names and year fit where the authors are exactly these, else where the first ones are. Case, accents and
    initials do not count, "et al." stands for any number, an organisation may be called by its acronym.
    """

    def __init__(self, sources: Sequence[Source], aliases: Mapping[str, str] | None = None) -> None:
        self._sources = sources
        self._keys = {_composed(alias): key for alias, key in (aliases or {}).items()}
        for source in sources:  # BibLaTeX's other names for an entry
            self._keys.update((_composed(name.strip()), source.key) for name in source.text("ids").split(","))
        self._keys.update((_composed(source.key), source.key) for source in sources)
        self._by_year: defaultdict[str, list[Source]] = defaultdict(list)
        self._dois: dict[str, str] = {}
        for source in sources:
            self._by_year[source.year].append(source)
            for item in source.identifiers:
                if item.kind == "doi":
                    self._dois.setdefault(item.value, source.key)
        self._forms: dict[str, list[frozenset[str]]] = {}
        self._binder: Binder | None = None

    def resolve(self, citation: Citation) -> Resolved:
        """Look one citation up."""
        if citation.form == "all":
            return Resolved(citation, tuple(source.key for source in self._sources))
        return Resolved(citation, next(filter(None, self._ways(citation)), ()))

    def suggest(self, citation: Citation) -> tuple[str, ...]:
        """Give the keys of the nearest sources to a citation that means none, the likeliest first."""
        if citation.key and not citation.names:
            return tuple(nearest(citation.key, (source.key for source in self._sources), MOST_SUGGESTED))
        if not citation.names or not citation.year.isdecimal():
            return ()
        self._binder = self._binder or Binder(self._sources)
        words = f"{' and '.join(citation.names)} {citation.year}"
        return self._binder.bind("", words).suggestions

    def _ways(self, citation: Citation) -> Iterator[tuple[str, ...]]:
        """Give what each way of looking up finds, the surest first."""
        if citation.key:
            found = self._keys.get(_composed(citation.key))
            yield (found,) if found else ()
        if citation.identifier:
            field = Field("doi", citation.identifier, citation.identifier)
            found = next((self._dois.get(item.value) for item in identifiers_of([field])), None)
            yield (found,) if found else ()
        same_year = self._by_year.get(citation.year if citation.year.isdecimal() else "", [])
        if citation.names:
            yield self._by_names(citation, same_year)
        title = (
            citation.title
            if not citation.names
            else " ".join(citation.names)
            if _may_be_title(citation)
            else ""
        )
        if title:
            yield tuple(source.key for source in same_year if _same_title(title, source.title))

    def _by_names(self, citation: Citation, same_year: Sequence[Source]) -> tuple[str, ...]:
        for exactly in (True, False):
            fitting = [source for source in same_year if self._fits(citation, source, exactly=exactly)]
            if citation.title and len(fitting) > 1:
                fitting = [source for source in fitting if same_work(citation.title, source.title)] or fitting
            lettered = [source for source in fitting if citation.letter and _has_letter(source, citation)]
            if fitting:
                return tuple(source.key for source in lettered or fitting)
        return ()

    def _fits(self, citation: Citation, source: Source, *, exactly: bool) -> bool:
        people = self._people(source)
        named = citation.names
        if not people or not all(_is_called(name, forms) for name, forms in zip(named, people, strict=False)):
            return False
        if citation.others:
            return len(named) < len(people) or not exactly
        return len(named) == len(people) or not exactly

    def _people(self, source: Source) -> list[frozenset[str]]:
        if source.key not in self._forms:
            self._forms[source.key] = [_forms(person) for person in authors_of(source)]
        return self._forms[source.key]


def as_listed(citation: Citation, reference: Reference) -> Citation:
    """Give a citation by number as one of the work that stands under that number in the manuscript's own list."""
    record = reference.record
    people = [person for person in record.people if person.role == record.people[0].role]
    names = tuple(person.literal or whole_family(person) for person in people if person.literal != "others")
    return replace(
        citation,
        key=reference.key,
        names=names,
        others=len(names) < len(people),
        year=record.text("year"),
        letter=record.text("extradate"),
        title=record.text("title"),
        identifier=record.text("doi"),
    )


def _composed(key: str) -> str:
    return key if key.isascii() else unicodedata.normalize("NFC", key)


def _forms(person: Person) -> frozenset[str]:
    """Give all that an author may be called in a text, folded."""
    forms = set(names_of(person))
    whole = (fold(f"{person.given} {person.family}"), fold(f"{person.given} {person.prefix} {person.family}"))
    forms.update(form for form in whole if person.family)
    if person.literal:
        capitals = "".join(word[0] for word in person.literal.split() if word[0].isupper())
        forms.update([fold(capitals)] if len(capitals) >= _SHORTEST_ACRONYM else [])
        forms.update([fold(person.literal).removeprefix("the ")])
    if has_han(person.family):
        forms.update((fold(person.family + person.given), fold(spelt_family(person.family))))
    return frozenset(form for form in forms if form)


def _is_called(written: str, forms: frozenset[str]) -> bool:
    """Whether an author may be called so: by the family name, the whole name, or with initials for the rest."""
    acronym = _ACRONYM.fullmatch(written)
    calls = (written, acronym["name"], acronym["acronym"]) if acronym else (written,)
    for call in calls:
        folded = fold(call).removeprefix("the ")
        if folded in forms:
            return True
        given, _, family = folded.rpartition(" ")
        if given and family in forms and any(_initialled(given, form.split()) for form in forms):
            return True
    return False


def _initialled(given: str, words: Sequence[str]) -> bool:
    """Whether given names, perhaps as initials, are those that a whole name begins with."""
    mine = given.split()
    return len(mine) < len(words) and all(
        theirs.startswith(name) or name.startswith(theirs) for name, theirs in zip(mine, words, strict=False)
    )


def _may_be_title(citation: Citation) -> bool:
    """Whether what stands for a single author has several words: "Hacked World Order (2016)"."""
    return len(citation.names) == 1 and " " in citation.names[0] and not citation.others


def _same_title(cited: str, title: str) -> bool:
    """Whether a title is cited, in full or without its subtitle; the author may stand before it.

    Where its words part does not matter for the whole title: lists that were pasted have split words.
    """
    wanted = f" {fold(cited).removeprefix('the ')}"
    whole, main = (fold(text).removeprefix("the ") for text in (title, title.partition(":")[0]))
    return any(
        text
        and (_run_together(wanted) == _run_together(text) or (wanted.endswith(f" {text}") and " " in text))
        for text in (whole, main)
    )


def _run_together(text: str) -> str:
    return text.replace(" ", "")


def _has_letter(source: Source, citation: Citation) -> bool:
    """Whether a source's own year or key has the letter of "2020a"."""
    ending = f"{citation.year}{citation.letter}"
    said = (source.text("year"), source.text("date"), source.text("label"), source.key)
    return any(fold(text).replace(" ", "").endswith(ending) for text in said) or (
        source.text("extradate") == citation.letter
    )
