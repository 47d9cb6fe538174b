"""Say whether two names may be one person's, in whatever order and script each is written.

王小明, "Wang Xiaoming", "Wang, Xiao-Ming", "Xiaoming Wang" and "Wang, X. M." may be one man. It is a
"may be": a name is no proof. Two different names in Han characters are two people, though they sound alike.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from litreview.text.cjk import (
    COMPOUND,
    SURNAMES,
    has_han,
    is_east_asian,
    joined,
    parts_of_name,
    spelt,
    spelt_family,
)
from litreview.text.fold import fold
from litreview.text.namewords import is_initials

if TYPE_CHECKING:
    from litreview.model import Person

_SYLLABLE = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|"
    r"ia|ie|iu|ua|ui|uo|ue|ve|er|[aeiouv]))"
)
_PINYIN = re.compile(f"{_SYLLABLE.pattern}{{1,3}}")
_MOST_LETTERS = 18  # of a given name of three syllables
_KOREAN = frozenset(
    ("kim", "lee", "yi", "park", "choi", "jung", "jeong", "kang", "cho", "yoon", "yun", "jang", "chang", "lim", "han",
     "oh", "seo", "suh", "shin", "kwon", "hwang", "ahn", "song", "ryu", "yoo", "hong", "jeon", "ko", "moon", "baek")
)  # fmt: skip
"""The commonest Korean family names in Latin letters."""
_TWO_SYLLABLES = re.compile(r"[A-Za-z]{2,6}[- ]?[A-Za-z]{2,6}")


class _Form(NamedTuple):
    """A family name and the words of the given name, folded; "JA" are two words."""

    family: str
    given: tuple[str, ...]


def name_forms(person: Person) -> frozenset[str]:
    """Give the forms under which a person may be written, folded: "wang xiaoming" for 王小明.

    Two people who share a form may be one; those with initials alone only `may_be_one` tells. Nobody is
    "others".
    """
    return frozenset(f"{form.family} {''.join(form.given)}".strip() for form in _forms(person))


def family_forms(person: Person) -> frozenset[str]:
    """Give the family names that a person may have, folded and without blanks: to look for others of that name."""
    return frozenset(form.family for form in _forms(person))


def may_be_one(one: Person, other: Person) -> bool:
    """Whether two names may be one person's: the same family name, and given names that do not contradict."""
    if has_han(_written(one)) and has_han(_written(other)):
        return _same_characters(one, other)
    theirs = _forms(other)
    return any(
        mine.family == form.family and _fit(mine.given, form.given) for mine in _forms(one) for form in theirs
    )


def _written(person: Person) -> str:
    return person.literal or person.family + person.given


def _same_characters(one: Person, other: Person) -> bool:
    """Whether two Chinese names are the same; family names may be in the old or the new characters (張, 张)."""
    if _written(one) == _written(other):
        return True
    mine, theirs = (_characters(person) for person in (one, other))
    return bool(mine[1]) and mine[1] == theirs[1] and spelt_family(mine[0]) == spelt_family(theirs[0])


def _characters(person: Person) -> tuple[str, str]:
    if person.literal:
        return parts_of_name(person.literal.replace(" ", ""))
    return person.family, person.given


def _fit(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether given names agree as far as both go, a letter with a word that it begins."""
    if "".join(mine) == "".join(theirs):
        return True
    return all(
        word == other or (1 in {len(word), len(other)} and word[0] == other[0])
        for word, other in zip(mine, theirs, strict=False)
    )


@lru_cache(maxsize=8192)  # the same people come back
def _forms(person: Person) -> frozenset[_Form]:
    if person.literal == "others":
        return frozenset()
    written = person.literal or person.family
    if is_east_asian(written):
        return frozenset(_east_asian(person))
    if person.literal:
        return frozenset((_Form(joined(person.literal), ()),))
    given = _words(person.given)
    families = {joined(person.family), joined(person.prefix + person.family)}
    forms = {_Form(family, given) for family in families}
    if not person.prefix and _may_be_turned(person):
        forms.add(_Form(joined(person.given), _words(person.family)))
    return frozenset(forms)


def _words(given: str) -> tuple[str, ...]:
    """Give the words of a given name, folded, and each letter of initials."""
    words: list[str] = []
    for word in given.split():
        words += fold(" ".join(word)).split() if is_initials(word) and len(word) > 1 else fold(word).split()
    return tuple(words)


def _east_asian(person: Person) -> list[_Form]:
    """Give a name in Han, kana or Hangul in Latin letters: as Chinese, a name of five or more characters whole."""
    if person.literal:
        compact = person.literal.replace(" ", "").replace("\u3000", "")
        if len(compact) > _LONGEST_NAME or len(compact) == 1:
            return [_Form(joined(spelt(compact)), ())]
        family, given = parts_of_name(compact)
    else:
        family, given = person.family, person.given
    words = _words(spelt(given)) if is_east_asian(given) else _words(given)
    return [_Form(spelt_family(family), words), *([_Form(joined(spelt(family)), words)] if family else ())]


_LONGEST_NAME = 4  # characters of a Chinese name: two of each


@lru_cache(maxsize=1)
def _chinese_families() -> frozenset[str]:
    return frozenset(map(spelt_family, SURNAMES | COMPOUND))


def _may_be_turned(person: Person) -> bool:
    """Whether what is read as given and family may be family and given: "Wang Xiaoming", "Kim Min-su"."""
    family, given = fold(person.given), person.family
    if not family or " " in family or not given.isascii():
        return False
    if family in _KOREAN and ("-" in given or " " in given) and _TWO_SYLLABLES.fullmatch(given):
        return True
    letters = joined(given)
    return (
        len(letters) <= _MOST_LETTERS and bool(_PINYIN.fullmatch(letters)) and family in _chinese_families()
    )
