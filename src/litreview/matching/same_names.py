"""Count the people that two records have in common, in whatever order, language and spelling."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA

from litreview.text.fold import fold

if TYPE_CHECKING:
    from litreview.matching.comparable import Name

SHORTEST_MISSPELT = 5
"""Letters of a family name in which one may be wrong: Clark and Clarke, not Li and Lin."""
_CALLED_FOR_SHORT = 2  # letters of the shortest acronym
_LONGEST_ACRONYM = 12
_TAKEN = 3  # letters of a word that an acronym may have: AMCIS, CyCon
_SMALL = frozenset(("of", "the", "for", "and", "on", "in", "de", "la", "des", "der", "fur", "und", "et"))


class Shared(NamedTuple):
    """How many names two records share (same), how many each has; first says that the first one is shared,
    in_order that all stand in the same order, exact that no letter differs.
    """

    same: int
    mine: int
    theirs: int
    first: bool = False
    in_order: bool = True
    exact: bool = True

    @property
    def known(self) -> bool:
        """Whether both records name anybody."""
        return self.mine > 0 and self.theirs > 0

    @property
    def all(self) -> bool:
        """Whether everybody whom the record with fewer names has is in the other."""
        return self.known and self.same == min(self.mine, self.theirs)

    @property
    def most(self) -> bool:
        """Whether at least half of the names of the record with fewer are in the other."""
        return self.known and self.same * 2 >= min(self.mine, self.theirs) and self.same > 0

    @property
    def none(self) -> bool:
        """Whether both name people, and nobody is in both."""
        return self.known and not self.same


def shared(mine: tuple[Name, ...], theirs: tuple[Name, ...]) -> Shared:
    """Compare two lists of names as bags: each name of one is used once for one of the other."""
    if mine == theirs:
        return Shared(len(mine), len(mine), len(theirs), first=bool(mine))
    left = list(range(len(theirs)))
    same, in_order, exact, first, last = 0, True, True, False, -1
    for place, name in enumerate(mine):
        best = next((at for at in left if _alike(name, theirs[at]) == _EXACT), None)
        if best is None:
            best = next((at for at in left if _alike(name, theirs[at])), None)
            exact = exact and best is None
        if best is None:
            continue
        left.remove(best)
        same += 1
        first = first or (place == 0 and best == 0)
        in_order = in_order and best > last
        last = best
    return Shared(same, len(mine), len(theirs), first, in_order, exact)


_NOT, _NEAR, _EXACT = 0, 1, 2


def _alike(one: Name, other: Name) -> int:
    """Say whether two names may be one person's: 2 the same family name, 1 turned round or misspelt, 0 not."""
    if one.families & other.families:
        return _EXACT if _given_fit(one, other) else _NOT
    if one.whole or other.whole:
        both = one.whole and other.whole
        return _NEAR if both and (_same_body(one.whole, other.whole) or _misspelt(one, other)) else _NOT
    if _swapped(one, other) or _swapped(other, one):
        return _NEAR
    if (one.parts & (other.parts | other.families) or other.parts & one.families) and _given_fit(one, other):
        return _NEAR  # one part of a compound name
    return _NEAR if _misspelt(one, other) else _NOT


def _swapped(one: Name, other: Name) -> bool:
    """Whether family and given name are swapped: "William, O'Brochta" and "O'Brochta, W."."""
    if one.given not in other.families:
        return False
    return other.given in one.families or any(other.initials[:1] == family[:1] for family in one.families)


def _given_fit(one: Name, other: Name) -> bool:
    """Whether given names do not contradict: initials begin the same, as far as both go."""
    mine, theirs = one.initials, other.initials
    if not mine or not theirs or mine[0] == theirs[0] or one.given == other.given:
        return True
    return mine[0] in theirs or theirs[0] in mine  # "Dunn Cavelty, M." and "Cavelty, M. D.": letters turned


def _misspelt(one: Name, other: Name) -> bool:
    if one.initials and other.initials and one.initials[0] != other.initials[0]:
        return False
    return any(
        min(len(mine), len(theirs)) >= SHORTEST_MISSPELT and OSA.distance(mine, theirs, score_cutoff=1) <= 1
        for mine in one.families
        for theirs in other.families
    )


def _same_body(one: str, other: str) -> bool:
    """Whether two names are one organisation's: in full, by its acronym, or with and without a part of it."""
    mine, theirs = body_words(one), body_words(other)
    if not mine or not theirs:
        return False
    return mine == theirs or _made_of(mine, theirs) or _made_of(theirs, mine)


def is_part_of(one: str, other: str) -> bool:
    """Whether one name begins the other: the United Nations and its General Assembly, or its Children's Fund."""
    mine, theirs = body_words(one), body_words(other)
    return mine != theirs and (mine == theirs[: len(mine)] or theirs == mine[: len(theirs)])


def body_words(name: str) -> list[str]:
    """Give the words of an organisation's name that tell; "Co-operation" is one."""
    bare = _IN_BRACKETS.sub("", name) or name  # United Nations (UN)
    return [word for word in fold(bare.replace("-", "")).split() if word not in _SMALL]


_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")


def _made_of(short: list[str], long: list[str]) -> bool:
    """Whether each word of one is in the other, or the acronym of words there that are next to each other."""
    left = list(long)
    for word in short:
        if word in left:
            left.remove(word)
            continue
        run = next(
            ((start, end) for start in range(len(left)) for end in range(start + 2, len(left) + 1)
             if is_acronym(word, left[start:end])), None,
        )  # fmt: skip
        if run is None:
            return False
        del left[run[0] : run[1]]
    return not left


def is_acronym(short: str, words: list[str]) -> bool:
    """Whether one word is made of the beginnings of others: ITU, International Telecommunication Union; AMCIS."""
    letters = fold(short).replace(" ", "")
    if " " in short.strip() or not _CALLED_FOR_SHORT <= len(letters) <= _LONGEST_ACRONYM:
        return False
    telling = [word for word in words if word not in _SMALL]
    return len(telling) > 1 and (_spells(letters, telling) or letters == "".join(word[0] for word in words))


def _spells(letters: str, words: list[str]) -> bool:
    """Whether letters are the first one to three of each word, in order."""
    if not words:
        return not letters
    return any(
        letters[:taken] == words[0][:taken] and _spells(letters[taken:], words[1:])
        for taken in range(1, min(_TAKEN, len(letters)) + 1)
    )
