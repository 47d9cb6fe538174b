"""Recognise notes again: which note of the library each note in the files is, so that decisions stay with it.

Pure: takes what the library holds and what the files now say, gives a plan, changes nothing.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Literal

from litreview.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from litreview.model import NoteDraft, NoteKind

# Of 100. Measured on 20,000 pairs of sentences from one article: half have at most 41, 999 in 1,000 at
# most 61, and 1 in 10,000 has 73; with four words in ten changed, 98 notes in 100 still have 70.
EDITED = 70.0
RETYPED = 90.0  # a claim that was a paraphrase has to have nearly all of its words
COMPARED = 512  # characters: enough to know a note, and a bound on the time
ALL_PAIRS = 2_500  # up to here every old note of a source is compared with every new one
RARE_WORDS = 8  # beyond that, only notes that share some of their rarest words
MOST_WITH_WORD = 200  # a word in more notes of one source than this tells none of them apart
MOST_CANDIDATES = 20

How = Literal["same", "edited", "moved", "revived"]


@dataclass(frozen=True, slots=True)
class OldNote:
    """A note of the library: places are (path, line), none for a note that the files no longer have.

    A note written on the command line has the place ("", 0), so that no file can take it over by a
    similar text. named is the key or heading that the file gives as its source: while source is "", it
    keeps notes on different unknown works apart.
    """

    id: int
    kind: NoteKind
    source: str
    text: str
    locator: str = ""
    handle: str = ""
    places: tuple[tuple[str, int], ...] = ()
    named: str = ""

    @property
    def owner(self) -> str:
        """The source, or the words that stand for an unknown one."""
        return self.source or f"?{self.named}"


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note as a file now has it: index is the caller's name for it, source the key it is bound to or ""."""

    index: int
    draft: NoteDraft
    source: str
    path: str

    @property
    def named(self) -> str:
        """The key or heading that the file gives as its source."""
        return self.draft.cited or self.draft.author_year

    @property
    def owner(self) -> str:
        """The source, or the words that stand for an unknown one."""
        return self.source or f"?{self.named}"


@dataclass(frozen=True, slots=True)
class Matched:
    """A note in a file (new) that is a note of the library (old), and what has become of it."""

    old: int
    new: int
    how: How


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import does to the notes.

    matched has every place of a known note: the places of an old note in the files read are exactly
    those of its new ones. new has the indexes of unknown notes, together where the same text stands
    in several places; the first is the one to store. lost has the old notes that no file has any more:
    to be kept without a place.
    """

    matched: tuple[Matched, ...] = ()
    new: tuple[tuple[int, ...], ...] = ()
    lost: tuple[int, ...] = ()


def identity(kind: str, source: str, text: str, locator: str) -> str:
    """Give a short digest of what makes a note this note: kind, source, words and locator; no tags.

    Case, accents, punctuation and line breaks of the text make no difference.
    """
    words = fold(text) or " ".join(text.split())
    said = f"{kind}\0{source}\0{words}\0{locator}"
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def plan(old: Sequence[OldNote], new: Sequence[NewNote], *, read: Collection[str] | None = None) -> Plan:
    """Match the notes in files with those of the library.

    Takes all notes of the library, the notes of the files read, and the paths of these (by default those
    that have notes: name a file that has none any more). Recognises, in this order: the writer's own id
    under the same source; the same words under the same source; the same words where the same name now
    means a source, or where the source was changed in the same file; nearly the same words under the same
    source, best pairs first, among notes that have no place outside the files read. The order of the
    input makes no difference.
    """
    files = frozenset(read if read is not None else (note.path for note in new))
    matching = _Matching(old, _units(new), files)
    matching.by_handle()
    matching.by_identity()
    matching.by_words_alone()
    matching.by_similar_text()
    return matching.plan()


@dataclass(slots=True)
class _Unit:
    """The places in which one text stands; first is the one whose path and line come first."""

    digest: str
    notes: list[NewNote] = field(default_factory=list)

    @property
    def first(self) -> NewNote:
        return self.notes[0]

    @property
    def handles(self) -> Iterator[str]:
        return (note.draft.handle for note in self.notes if note.draft.handle)


def _units(new: Iterable[NewNote]) -> list[_Unit]:
    units: dict[str, _Unit] = {}
    for note in sorted(new, key=lambda note: (note.path, note.draft.line, note.index)):
        draft = note.draft
        digest = identity(draft.kind, note.owner, draft.text, draft.locator)
        units.setdefault(digest, _Unit(digest)).notes.append(note)
    return list(units.values())


class _Matching:
    """Takes one old note after the other for the units that are left."""

    def __init__(self, old: Sequence[OldNote], units: list[_Unit], files: frozenset[str]) -> None:
        # a note with a place comes before a lost one, an older one before a younger
        self.free = {note.id: note for note in sorted(old, key=lambda note: (not note.places, note.id))}
        self.left = units
        self.done: set[str] = set()
        self.files = files
        self.digests = {
            note.id: identity(note.kind, note.owner, note.text, note.locator) for note in self.free.values()
        }
        self.pairs: list[tuple[OldNote, _Unit]] = []

    def _take(self, pairs: Iterable[tuple[OldNote | None, _Unit]]) -> None:
        """Match each unit with the old note given for it, unless one of the two is taken."""
        for note, unit in pairs:
            if note and note.id in self.free and unit.digest not in self.done:
                del self.free[note.id]
                self.done.add(unit.digest)
                self.pairs.append((note, unit))
        self.left = [unit for unit in self.left if unit.digest not in self.done]

    def by_handle(self) -> None:
        """Match by the writer's own ids: first where the words are the same too, then where they changed."""
        known: dict[tuple[str, str], list[OldNote]] = defaultdict(list)
        for note in self.free.values():
            if note.handle:
                known[note.owner, note.handle].append(note)
        pairs = [
            (note, unit)
            for unit in self.left
            for handle in unit.handles
            for note in known[unit.first.owner, handle]
        ]
        self._take((note, unit) for note, unit in pairs if self.digests[note.id] == unit.digest)
        self._take(pairs)

    def by_identity(self) -> None:
        """Match by the same words under the same source."""
        known: dict[str, OldNote] = {}
        for note in self.free.values():
            known.setdefault(self.digests[note.id], note)
        self._take((known.get(unit.digest), unit) for unit in self.left)

    def by_words_alone(self) -> None:
        """Match notes whose source has become known under the same name, or was changed in the same file."""
        known: dict[str, list[OldNote]] = defaultdict(list)
        for note in self.free.values():
            if self._may_change(note) or not note.source:
                known[identity(note.kind, "", note.text, note.locator)].append(note)

        def candidates(unit: _Unit) -> Iterator[tuple[OldNote, _Unit]]:
            draft, named = unit.first.draft, unit.first.named
            paths = {note.path for note in unit.notes}
            for note in known.get(identity(draft.kind, "", draft.text, draft.locator), ()):
                if (named and named == note.named) or paths & {path for path, _ in note.places}:
                    yield note, unit

        self._take(pair for unit in self.left for pair in candidates(unit))

    def by_similar_text(self) -> None:
        """Match edited notes: under one source, the pair with the most words in common first."""
        old: dict[str, list[OldNote]] = defaultdict(list)
        units: dict[str, list[_Unit]] = defaultdict(list)
        for note in self.free.values():
            if self._may_change(note):
                old[note.owner].append(note)
        for unit in self.left:
            units[unit.first.owner].append(unit)
        scored = [
            pair for owner, group in units.items() if owner in old for pair in _scored(old[owner], group)
        ]
        self._take((note, unit) for _, note, unit in sorted(scored, key=lambda pair: pair[0]))

    def _may_change(self, note: OldNote) -> bool:
        return all(path in self.files for path, _ in note.places)

    def plan(self) -> Plan:
        """Give what was found, in the order of the files."""
        matched = (
            (new.path, new.draft.line, new.index, Matched(note.id, new.index, _how(note, new)))
            for note, unit in self.pairs
            for new in unit.notes
        )
        lost = sorted(note.id for note in self.free.values() if note.places and self._may_change(note))
        return Plan(
            matched=tuple(item[-1] for item in sorted(matched, key=lambda item: item[:3])),
            new=tuple(tuple(note.index for note in unit.notes) for unit in self.left),
            lost=tuple(lost),
        )


def _how(old: OldNote, new: NewNote) -> How:
    draft = new.draft
    if not old.places:
        return "revived"
    if (old.kind, old.source, old.text, old.locator) != (draft.kind, new.source, draft.text, draft.locator):
        return "edited"
    if draft.handle and draft.handle != old.handle:
        return "edited"
    return "same" if new.path in {path for path, _ in old.places} else "moved"


Rank = tuple[float, bool, bool, int, str, int]


def _scored(old: list[OldNote], units: list[_Unit]) -> Iterator[tuple[Rank, OldNote, _Unit]]:
    """Yield the pairs that are near enough, with what ranks them: likeness, locator, file, a fixed order."""
    from rapidfuzz.fuzz import ratio

    words = {note.id: fold(note.text)[:COMPARED] for note in old}
    texts = {unit.digest: fold(unit.first.draft.text)[:COMPARED] for unit in units}
    few = len(old) * len(units) <= ALL_PAIRS
    for note, unit in product(old, units) if few else _sharing_rare_words(old, words, units, texts):
        draft = unit.first.draft
        least = EDITED if note.kind == draft.kind else RETYPED
        score = ratio(words[note.id], texts[unit.digest], score_cutoff=least)
        if score:
            elsewhere = unit.first.path not in {path for path, _ in note.places}
            place = (unit.first.path, draft.line)
            yield (-score, note.locator != draft.locator, elsewhere, note.id, *place), note, unit


def _sharing_rare_words(
    old: list[OldNote], words: dict[int, str], units: list[_Unit], texts: dict[str, str]
) -> Iterator[tuple[OldNote, _Unit]]:
    """Yield, for each new note, the old ones that share most of its rarest words: an edit leaves some."""
    by_id = {note.id: note for note in old}
    with_word: dict[str, list[int]] = defaultdict(list)
    for note in old:
        for word in set(words[note.id].split()):
            with_word[word].append(note.id)
    for unit in units:
        known = [word for word in set(texts[unit.digest].split()) if word in with_word]
        rarest = sorted(known, key=lambda word: (len(with_word[word]), word))[:RARE_WORDS]
        shared: dict[int, float] = defaultdict(float)
        for word in rarest:
            for number in with_word[word][:MOST_WITH_WORD]:
                shared[number] += 1 / len(with_word[word])  # the rarer, the more it says
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:MOST_CANDIDATES]
        yield from ((by_id[number], unit) for number, _ in best)
