"""Say whether a name in a text is that of an author in a list: one way to read names for both sides.

Case, accents, particles and initials do not count; a person may be called by a part of a compound name, an
organisation by its acronym or without "the"; one letter may be wrong, and is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from rapidfuzz.distance import OSA

from litreview.matching.comparable import name_of
from litreview.matching.same_names import body_words, is_acronym
from litreview.model import Person
from litreview.text.cjk import is_east_asian
from litreview.text.fold import fold
from litreview.text.namewords import says_organisation
from litreview.text.person import whole_family

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.matching.comparable import Name
    from litreview.model import Record, Source

Likeness = Literal["same", "misspelt", "turned", "far", "other"]
"""same: the same author; misspelt: letters are wrong; turned: by the given name, or that name misspelt beyond a
letter or too short to be sure ("far"); other: somebody else."""
SURE, LONG = 5, 8
"""Letters of a name from which one letter, and two, may be wrong: Clark and Clarke, not Li and Lin."""
SHORTEST = 3
"""Letters of a name from which one may be wrong where all the rest agrees: Rid and Ridd."""
_ACRONYM = re.compile(r"(?P<name>\S.*?)\s*[(\[](?P<acronym>[^()\[\]]{2,20})[)\]]")
_EXPLAINED = re.compile(r"(?P<acronym>[A-Z][\w&./-]{1,14}): (?P<name>\S.*)")
_DEFINED = re.compile(r"[(\[](?P<acronym>[A-Z][\w&./-]{1,14})[)\]]")
_BEFORE = 160  # characters before an acronym in which its name stands
_FEWEST_WORDS = 2  # words of a part of an organisation's name that tell which it is


@dataclass(frozen=True, slots=True)
class Called:
    """All that an author may be called: shown is the name as printed, forms are folded names without blanks, words
    those of a name of several, acronyms what an organisation says that it is called for short.
    """

    shown: str
    name: Name
    forms: frozenset[str]
    words: tuple[str, ...] = ()
    acronyms: frozenset[str] = frozenset()

    @property
    def is_body(self) -> bool:
        """Whether this is an organisation, or may be one."""
        return bool(self.name.whole) or bool(self.acronyms)


def people_of(record: Record | Source) -> tuple[tuple[Called, ...], bool]:
    """Give those under whose names a work is cited: authors, else editors, else the body that issued it.

    Beside them, whether more follow who are not named ("and others").
    """
    by_role: dict[str, list[Person]] = {}
    for person in record.people:
        by_role.setdefault(person.role, []).append(person)
    chosen = by_role.get("author") or by_role.get("editor") or []
    others = any(person.literal == "others" for person in chosen)
    named = tuple(called(person) for person in chosen if person.literal != "others")
    if not named and not others:
        body = record.text("institution") or record.text("organization")
        named = (called(Person("author", literal=body)),) if body else ()
    return named, others


def editors_of(record: Record | Source) -> tuple[Called, ...]:
    """Give the editors of the book that a work stands in."""
    return tuple(called(person) for person in record.people if person.role == "editor")


@lru_cache(maxsize=8192)  # the same people come back
def called(person: Person) -> Called:
    """Give what a listed author may be called."""
    name = name_of(person)
    if not person.literal or is_east_asian(person.literal):
        return Called(person.literal or whole_family(person), name, name.families | name.parts)
    found = _EXPLAINED.fullmatch(person.literal) or _ACRONYM.search(person.literal)
    written = found["name"] if found else person.literal
    acronyms = frozenset((_tight(found["acronym"]),)) if found else frozenset[str]()
    forms = name.families | {_bare(written), _spelt(written)} | acronyms
    return Called(person.literal, name, forms, tuple(body_words(written)), acronyms)


@lru_cache(maxsize=8192)
def written(name: str) -> Called:
    """Give a name as it is written in a text: "Clarke", "van der Berg", "World Bank (WB)", "Bruce Schneier"."""
    found = _ACRONYM.fullmatch(name)
    body = found["name"] if found else name
    acronyms = frozenset((_tight(found["acronym"]),)) if found else frozenset[str]()
    is_body = bool(found) or says_organisation(name)
    person = (
        Person("author", literal=body) if is_body or is_east_asian(name) else Person("author", family=name)
    )
    read = name_of(person)
    if not found and name.isupper() and name.isascii() and len(name) > 1:
        acronyms = frozenset((_tight(name),))
    return Called(
        name, read, read.families | {_bare(body), _spelt(body)} | acronyms, tuple(body_words(body)), acronyms
    )


def likeness(cited: Called, listed: Called) -> Likeness:
    """Say whether a name in a text is a listed author's."""
    if cited.name.families == listed.name.families and not cited.name.whole:
        return "same"
    if _is_nearly(cited, listed):
        return "misspelt"
    if cited.forms & listed.forms or _by_part(cited, listed) or _as_body(cited, listed):
        return "same"
    if _is_turned(cited, listed):
        return "turned"
    return _misspelt(cited, listed)


def acronyms_in(text: str, bodies: Sequence[Called]) -> dict[str, frozenset[str]]:
    """Give the acronyms that a text says organisations go by: "European Union Agency for ... (ENISA)".

    Takes the organisations; gives for the full name of each, without blanks, its acronyms.
    """
    found: dict[str, frozenset[str]] = {}
    if not bodies:
        return found
    names = {_bare(body.name.whole.split(" (")[0]) for body in bodies if body.name.whole}
    for match in _DEFINED.finditer(text):
        before = _tight(text[max(0, match.start() - _BEFORE) : match.start()])
        for name in names:
            if name and before.endswith(name):
                found[name] = found.get(name, frozenset()) | {_tight(match["acronym"])}
    return found


def _tight(text: str) -> str:
    return fold(text).replace(" ", "")


def _bare(text: str) -> str:
    return fold(text).removeprefix("the ").replace(" ", "")


def _is_nearly(cited: Called, listed: Called) -> bool:
    """Whether the full names of two organisations differ by a letter or two, whatever their acronyms say."""
    if (
        len(cited.words) < _FEWEST_WORDS
        or len(listed.words) < _FEWEST_WORDS
        or len(cited.words) != len(listed.words)
    ):
        return False
    apart = [(mine, theirs) for mine, theirs in zip(cited.words, listed.words, strict=True) if mine != theirs]
    return len(apart) == 1 and _alike(*apart[0])


def _alike(mine: str, theirs: str) -> bool:
    """Whether two words are one, misspelt; organisation and organization, centre and center are both right."""
    if min(len(mine), len(theirs)) < SURE or spelt_alike(mine) == spelt_alike(theirs):
        return False
    return OSA.distance(mine, theirs, score_cutoff=1) <= 1


def spelt_alike(word: str) -> str:
    """Give a word without what the two ways of spelling English differ in."""
    return re.sub(
        "tre$",
        "ter",
        word.replace("z", "s").replace("our", "or").replace("programme", "program").replace("fence", "fense"),
    )


def _spelt(body: str) -> str:
    """Give the name of an organisation in one spelling, without small words and blanks."""
    return "".join(map(spelt_alike, body_words(body)))


def _by_part(cited: Called, listed: Called) -> bool:
    """Whether a whole name is written ("Bruce Schneier", "Wang Xiaoming"), or a part of a compound one."""
    if listed.name.whole or is_east_asian(cited.name.whole):
        return False
    families, given = listed.name.families, listed.name.given
    for cut in range(1, len(cited.words)):
        first, last = "".join(cited.words[:cut]), "".join(cited.words[cut:])
        if last in families:
            return True  # what stands before it is a given name, or a word that led into the sentence
        if first in families and given and given.startswith(last):
            return True
    return False


def _as_body(cited: Called, listed: Called) -> bool:
    """Whether one is the acronym of the other, or a part of its name of several words."""
    if not cited.words or not listed.words:
        return False
    if any(is_acronym(short, list(long.words)) for short, long in _acronyms(cited, listed)):
        return True
    mine, theirs = f" {' '.join(cited.words)} ", f" {' '.join(listed.words)} "
    shorter, longer = sorted((mine, theirs), key=len)
    return len(shorter.split()) >= _FEWEST_WORDS and shorter in longer


def _acronyms(cited: Called, listed: Called) -> Iterator[tuple[str, Called]]:
    for short, long in ((cited, listed), (listed, cited)):
        for one in short.acronyms:
            yield one, long


def _is_turned(cited: Called, listed: Called) -> bool:
    """Whether a person is called by the given name: "Bruce (2015)" for Schneier, Bruce."""
    given = listed.name.given
    return not listed.name.whole and len(given) >= SHORTEST and given in cited.forms


def _misspelt(cited: Called, listed: Called) -> Likeness:
    best: Likeness = "other"
    last = cited.words[-1:] if len(cited.words) > 1 and not listed.name.whole else ()
    for mine in (*cited.forms, *last):
        for theirs in listed.forms:
            size = min(len(mine), len(theirs))
            if size < SHORTEST or abs(len(mine) - len(theirs)) > 2:  # noqa: PLR2004 (two letters at the most)
                continue
            apart = OSA.distance(mine, theirs, score_cutoff=2)
            if apart == 1 and size >= SURE:
                return "misspelt"
            if (apart == 1 and mine[0] == theirs[0]) or (apart == 2 and size >= LONG):  # noqa: PLR2004
                best = "far"
    return best
