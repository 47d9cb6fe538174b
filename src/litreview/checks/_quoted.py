"""Look all quotations of a case up, once for all checks: whose each is said to be, and where it stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from litreview.matching.cited import Resolver, as_listed
from litreview.matching.quotations import Document, Place, find
from litreview.matching.records import key_for, same_work
from litreview.model import Source
from litreview.text.cjk import has_han
from litreview.text.dates import year_in
from litreview.text.fold import fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.checks import Case, Entry
    from litreview.model import Citation, Manuscript, Quotation, Reference

FEWEST_WORDS = 5
"""Words of a quotation that is looked up: shorter ones are phrases that many use."""
MOSTLY_ALIKE = 0.8
"""Share of the words that are the same from which it is this passage that was quoted."""
SHORTEST_TITLE = 3  # words of a title that tells a work from others
_GROUP = re.compile(r"(?=[^)\]]*(?:[;,]|\band\b|&))[^)\]\n]{1,60}")
_CONTAINERS = ("booktitle", "maintitle", "crossref")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document comes from: the note's place and locator; "" and 0 for a full text."""

    path: str = ""
    line: int = 0
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with the citation beside it, the keys that this may mean, and where the words stand.

    own are its places in what there is of these works, others its places in other works; has_text and has_notes
    say what there is of its own ones. second_hand says that it is quoted from another work than the one named.
    """

    quotation: Quotation
    citation: Citation
    keys: tuple[str, ...]
    own: tuple[Place, ...]
    others: tuple[Place, ...]
    has_text: bool
    has_notes: bool
    second_hand: bool


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What came of looking up: the quotations that are cited, and the documents, each with its origin."""

    quoted: tuple[Quoted, ...] = ()
    documents: tuple[Document, ...] = ()
    origins: tuple[Origin, ...] = ()

    def where(self, place: Place) -> str:
        """Say where a place is, in words."""
        origin = self.origins[place.document]
        page = f", p. {origin.locator}" if origin.locator[:1].isdigit() else ""
        if not self.documents[place.document].is_note:
            return f"{place.key} (its text)"
        at = f" {origin.path}:{origin.line}" if origin.path else ""
        return f"{place.key}{page} (your note{at})"


_LATEST: list[tuple[Case, LookedUp]] = []


def looked_up(case: Case) -> LookedUp:
    """Look the quotations of a case up; the latest case's are kept, for the checks that come after the first."""
    if not _LATEST or _LATEST[0][0] is not case:
        _LATEST[:] = [(case, _look_up(case))]
    return _LATEST[0][1]


def _look_up(case: Case) -> LookedUp:
    cited = [(text, one) for text in case.manuscripts for one in text.quotations if one.citation is not None]
    if not cited:
        return LookedUp()
    works = Works(case)
    documents, origins = _documents(case)
    cited = [(text, one) for text, one in cited if _is_looked_up(one.text, works)]
    places = find([one.text for _, one in cited], documents)
    texts = {key for one in documents if not one.is_note for key in works.ones(one.key)}
    notes = {key for one in documents if one.is_note for key in works.ones(one.key)}
    quoted: list[Quoted] = []
    for (manuscript, quotation), found in zip(cited, places, strict=True):
        if quotation.citation is None:
            continue
        group = works.with_neighbours(manuscript, quotation.citation)
        meant = tuple(dict.fromkeys(key for one in group for key in works.meant(manuscript, one)))
        same = {key: any(works.are_one(key, mine) for mine in meant) for key in {one.key for one in found}}
        own = tuple(one for one in found if same[one.key])
        others = tuple(one for one in found if not same[one.key])
        if own and others and own[0].alike < MOSTLY_ALIKE and others[0].is_verbatim:
            own = ()  # some turns of phrase are in both
        have = {key for one in meant for key in works.ones(one)}
        quoted.append(
            Quoted(
                quotation,
                quotation.citation,
                meant,
                own,
                others,
                bool(have & texts),
                bool(have & notes),
                any(one.second_hand for one in group),
            )
        )
    return LookedUp(tuple(quoted), documents, origins)


def _documents(case: Case) -> tuple[tuple[Document, ...], tuple[Origin, ...]]:
    """Give what can be looked into: quotations that were noted or stand behind a tag, and full texts."""
    found = [(Document(key, text), Origin()) for key, text in case.texts.items()]
    if case.library is not None:
        found += [
            (Document(note.source, note.text, is_note=True), Origin(note.path, note.line, note.locator))
            for note in case.library.notes
            if note.kind == "quote" and note.source
        ]
        found += [
            (Document(tag.source, tag.quote, is_note=True), Origin(tag.path, tag.line, tag.locator))
            for tag in case.library.tags
            if tag.quote and tag.source
        ]
    return tuple(document for document, _ in found), tuple(origin for _, origin in found)


def _is_looked_up(text: str, works: Works) -> bool:
    """Whether words are a quotation and no title in quotation marks."""
    folded = fold(text)
    han = has_han(text)
    return (
        len(text.split()) >= FEWEST_WORDS or (han and len(folded) > FEWEST_WORDS * 2)
    ) and not works.is_title(folded)


class Works:
    """Knows which of the works at hand a citation means, and which of them are one."""

    def __init__(self, case: Case) -> None:
        self.case = case
        library = case.library.sources if case.library is not None else ()
        self._entries = [_as_source(entry) for entry in case.entries]
        self.sources: dict[str, list[Source]] = defaultdict(list)
        for source in (*library, *self._entries):
            self.sources[fold_key(source.key)].append(source)
        self._aliases = {fold_key(alias): source.key for source in library for alias in source.aliases}
        by_key = {source.key: source for source in (*self._entries, *library)}
        self._resolver = Resolver(tuple(by_key.values()), self._aliases)
        titles = {
            fold(part) for source in by_key.values() for part in (source.title, *source.title.split(":", 1))
        }
        self._titles = frozenset(title for title in titles if len(title.split()) >= SHORTEST_TITLE)
        self._paired = self._pairs()
        self._ones: dict[str, frozenset[str]] = {}
        self._by_trait: defaultdict[str, set[str]] = defaultdict(set)
        for key, sources in self.sources.items():
            for trait in {trait for source in sources for trait in _traits(source)}:
                self._by_trait[trait].add(key)
        self._there: dict[str, list[Citation]] = {}

    def _pairs(self) -> dict[tuple[str, int], tuple[int, ...]]:
        """Give the entries that each citation was paired with, by the place of the citation."""
        pairing = self.case.pairing
        every = [one for text in self.case.manuscripts for one in text.citations]
        if pairing is None:
            return {}
        return {
            (every[pair.citation].path, every[pair.citation].offset): pair.entries
            for pair in pairing.pairs
            if pair.citation < len(every)
        }

    def of(self, key: str) -> tuple[Source, ...]:
        """Give the entries and sources under a key."""
        return tuple(self.sources.get(fold_key(self._aliases.get(fold_key(key), key)), ()))

    def is_title(self, folded: str) -> bool:
        """Whether words, folded, are the title of a work, with or without its subtitle."""
        return folded in self._titles

    def meant(self, manuscript: Manuscript, citation: Citation) -> tuple[str, ...]:
        """Give the keys of the works that a citation may mean."""
        paired = self._paired.get((citation.path, citation.offset), ())
        if paired:
            return tuple(self._entries[place].key for place in paired if place < len(self._entries))
        known = self.sources.get(fold_key(citation.key)) if citation.key else None
        if known:
            return (known[0].key,)
        if citation.form == "number" and (listed := _listed(manuscript, citation.number)):
            return self._resolver.resolve(as_listed(citation, listed)).keys or (key_for(listed.record),)
        return self._resolver.resolve(citation).keys if citation.form != "all" else ()

    def with_neighbours(self, manuscript: Manuscript, citation: Citation) -> list[Citation]:
        """Give a citation with those that stand in the same brackets: "(Roe, 2001; Moss, 2002)"."""
        if citation.path not in self._there:
            own = (one for one in manuscript.citations if one.path == citation.path)
            self._there[citation.path] = sorted(own, key=attrgetter("offset"))
        there = self._there[citation.path]
        at = bisect_left(there, citation.offset, key=attrgetter("offset"))
        if at == len(there) or there[at].offset != citation.offset:
            return [citation]
        group = [there[at]]
        for step in (-1, 1):
            place = at
            while 0 <= place + step < len(there) and self._are_neighbours(there, min(place, place + step)):
                place += step
                group.append(there[place])
        return group

    def _are_neighbours(self, there: Sequence[Citation], place: int) -> bool:
        one, other = there[place : place + 2]
        text = self.case.text_of.get(one.path, "")
        gap = text[one.end : other.offset]
        return bool(_GROUP.fullmatch(gap)) if text else 0 <= other.offset - one.end <= len("; @ ")

    def are_one(self, key: str, other: str) -> bool:
        """Whether two keys are of one work, of two entries of it, or of a book and its chapter."""
        return self._named(key) in self.ones(other)

    def ones(self, key: str) -> frozenset[str]:
        """Give the keys, folded, of all that is one with the work under a key."""
        named = self._named(key)
        if named not in self._ones:
            found = {named}
            for source in self.sources.get(named, ()):
                near = {other for trait in _traits(source) for other in self._by_trait[trait]}
                found.update(
                    other for other in near if any(_are_one(source, one) for one in self.sources[other])
                )
            self._ones[named] = frozenset(found)
        return self._ones[named]

    def _named(self, key: str) -> str:
        return fold_key(self._aliases.get(fold_key(key), key))


def _traits(source: Source) -> set[str]:
    """Give what two entries that are one have in common: a name, a title, or the key or title of the whole."""
    titles = {fold(source.title), *(fold(source.text(name)) for name in _CONTAINERS)}
    keys = {
        fold_key(source.key),
        fold_key(source.text("crossref")),
        *(fold_key(key) for _, key in source.inherited),
    }
    families = {f"by {name}" for name in _families(source) or ("nobody",)}
    return families | {f"titled {title}" for title in titles if title} | {f"key {key}" for key in keys if key}


def _are_one(one: Source, other: Source) -> bool:
    for mine, theirs in ((one, other), (other, one)):
        if any(fold_key(theirs.key) == fold_key(key) for _, key in mine.inherited):
            return True
        container = next((text for name in _CONTAINERS if (text := mine.text(name))), "")
        if container and theirs.title and fold(container) in {fold(theirs.title), fold(theirs.key)}:
            return True
    names = _families(one), _families(other)
    if not one.title or not other.title or (all(names) and not names[0] & names[1]):
        return False
    return len(fold(one.title).split()) >= SHORTEST_TITLE and same_work(one.title, other.title)


def _families(source: Source) -> frozenset[str]:
    return frozenset(fold(person.family or person.literal) for person in source.people)


def _listed(manuscript: Manuscript, number: str) -> Reference | None:
    return next((one for one in manuscript.references if number and one.number == number), None)


def _as_source(entry: Entry) -> Source:
    """Give an entry of a list as a source; one without a key under the one that it would get."""
    record = entry.record
    if isinstance(record, Source):
        return record
    return Source(
        record.key or key_for(record),
        record.type,
        record.text("title"),
        year_in(record.fields),
        record.people,
        record.fields,
        record.identifiers,
    )


def shown(text: str, most: int = 300) -> str:
    """Give words in quotation marks, cut in the middle where they are long."""
    if len(text) > most:
        text = f"{text[: most // 2].rstrip()} … {text[-most // 2 :].lstrip()}"
    return f"“{text}”"
