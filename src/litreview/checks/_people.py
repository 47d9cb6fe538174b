"""Tell in which people two lists of names differ for certain, however each name is parted, cut or turned round."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA

from litreview.matching.same_names import SHORTEST_MISSPELT, shared
from litreview.text.fold import fold
from litreview.text.person import display, whole_family

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from litreview.checks._works import Work
    from litreview.matching.comparable import Name
    from litreview.model import Person

_GROUP = re.compile(
    r"\b(?:groups?|initiative|study|trial|investigators?|consortium|network|team|collaborat\w+|committee|working)\b",
    re.IGNORECASE,
)
"""What a name is called that stands for many, and that copies leave out or take for a person."""
_CUT = re.compile(r"…|\.\.\.|\. \. \.")
_SHORTEST = 3  # letters of a word of a name that tells


class One(NamedTuple):
    """A person with the form of the name."""

    person: Person
    name: Name

    @property
    def words(self) -> set[str]:
        """Give the words of the whole name that tell."""
        return {word for word in fold(display(self.person)).split() if len(word) >= _SHORTEST}

    @property
    def families(self) -> set[str]:
        """Give the words of the family name that tell, and all of them as one."""
        words = fold(whole_family(self.person)).split()
        return {word for word in words if len(word) >= _SHORTEST} | {"".join(words)}

    @property
    def letters(self) -> set[str]:
        """Give the first letters of all words, and of initials."""
        return {word[0] for word in fold(display(self.person)).split()} | set(self.name.initials)


class PeopleDiffer(NamedTuple):
    """Pairs that are spelt otherwise, people who are in one list alone, whether these may be one written otherwise,
    and whether the order is another.
    """

    spelt: list[tuple[str, str]]
    added: list[str]
    left_out: list[str]
    unsure: bool
    order: bool


def people_differ(work: Work, other: Work) -> PeopleDiffer:
    """Compare the people of two records of one work."""
    mine, theirs = _people(work), _people(other)
    pairs: list[tuple[int, int]] = []
    for fits in (_is_exact, _is_other_form, _is_misspelt):
        for at, one in enumerate(mine):
            place = _partner(at, one, theirs, pairs, fits)
            if place is not None:
                pairs.append((at, place))
    spelt = [
        (display(mine[at].person), display(theirs[place].person))
        for at, place in sorted(pairs)
        if not _is_exact(mine[at], theirs[place]) and not _is_other_form(mine[at], theirs[place])
    ]
    lone = [one for at, one in enumerate(mine) if at not in {pair[0] for pair in pairs}]
    missing = [one for at, one in enumerate(theirs) if at not in {pair[1] for pair in pairs}]
    if work.form.more or other.form.more or _CUT.search(work.entry.text):
        lone, missing = [], []
    unsure = len(lone) == len(missing) == 1 and bool(lone[0].letters & missing[0].letters)
    order = sorted(pairs) != sorted(pairs, key=lambda pair: pair[1]) and not (lone or missing)
    return PeopleDiffer(spelt, _shown(lone), _shown(missing), unsure, order)


def _people(work: Work) -> list[One]:
    both = zip(work.people, work.form.names, strict=False)
    return [One(person, name) for person, name in both if not name.whole and not is_group(person)]


def is_group(person: Person) -> bool:
    """Whether a name stands for many, though it is read as a person's."""
    return _GROUP.search(display(person)) is not None


def _partner(
    at: int, one: One, theirs: Sequence[One], pairs: list[tuple[int, int]], fits: Callable[[One, One], bool]
) -> int | None:
    """Give the first who is not taken and who fits."""
    if at in {pair[0] for pair in pairs}:
        return None
    taken = {pair[1] for pair in pairs}
    return next(
        (place for place, other in enumerate(theirs) if place not in taken and fits(one, other)), None
    )


def _is_exact(one: One, other: One) -> bool:
    found = shared((one.name,), (other.name,))
    return bool(found.same) and found.exact


def _is_other_form(one: One, other: One) -> bool:
    """Whether a family name, or a part of it, is in the other name, wherever that is parted."""
    return bool(one.families & (other.words | other.families) or other.families & one.words)


def _is_misspelt(one: One, other: One) -> bool:
    """Whether two simple family names differ in one letter, and the given names may be the same."""
    families = fold(whole_family(one.person)), fold(whole_family(other.person))
    if any(" " in family or len(family) < SHORTEST_MISSPELT for family in families):
        return False
    initials = one.name.initials[:1], other.name.initials[:1]
    return OSA.distance(*families) == 1 and (not all(initials) or initials[0] == initials[1])


def _shown(people: Sequence[One]) -> list[str]:
    return [display(one.person) for one in people]
