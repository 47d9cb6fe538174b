"""Say whether two journals, books, proceedings or publishers are one, in whichever of their usual forms."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from litreview.matching.same_names import body_words, is_acronym
from litreview.matching.same_title import same_word
from litreview.text.containers import same_container
from litreview.text.fold import fold

Sign = Literal[-1, 0, 1]
"""1 agrees, -1 differs, 0 where one record does not say."""
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_BRACKETS = re.compile(r"\s*[\[(][^\[\]()]*[\])]\s*$")
"""What a database puts behind a journal: Trials [Electronic Resource], BMJ (Clinical research ed.)."""
_EVENT = frozenset(
    ("proceedings", "proc", "of", "the", "annual", "conference", "conf", "on", "in", "and", "for", "a", "meeting",
     "papers", "international", "intl", "int", "symposium", "workshop", "congress", "th", "st", "nd", "rd", "ieee",
     "acm", "joint", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
     "eleventh", "twelfth", "twenty", "thirty", "forty", "fifty", "sixty", "seventy")
)  # fmt: skip
"""Words that name a kind of event, and drop out of its name as it is printed."""
_AROUND = frozenset(("proceedings", "proc", "annual", "th", "st", "nd", "rd", "meeting"))
_PUBLISHING = frozenset(
    ("press", "university", "univ", "publishers", "publisher", "publishing", "publications", "verlag", "books", "inc",
     "ltd", "the", "and", "co", "company", "group", "sons", "of", "u", "p", "up", "edition", "editions", "de", "gmbh",
     "llc")
)  # fmt: skip
_STEM = 3  # letters that a cut word keeps in common with the whole one


@lru_cache(maxsize=8192)
def same_place(one: str, other: str) -> Sign:
    """Say whether two titles of journals, books or proceedings are one's, in any of its usual forms."""
    if not one or not other:
        return 0
    one, other = (_BRACKETS.sub("", text) or text for text in (one, other))
    mine, theirs = fold(one), fold(other)
    same = mine.replace(" ", "") == theirs.replace(" ", "") or same_container(one, other)
    return (
        1 if same or fold(_head(one)) == theirs or fold(_head(other)) == mine or _in_short(one, other) else -1
    )


def _in_short(one: str, other: str) -> bool:
    """Whether one title is the other's acronym, or each word of it cut short, or an event's name less its theme."""
    mine, theirs = fold(one), fold(other)
    first, second = _telling(mine), _telling(theirs)
    if first == second and first:
        return True
    if _names_short(one, theirs) or _names_short(other, mine) or _is_short_for(first, theirs):
        return True
    if _is_short_for(second, mine) or _abbreviates(first, second):
        return True
    shorter, longer = sorted((first, second), key=len)
    event = not _HELD.isdisjoint((*mine.split(), *theirs.split()))
    return event and len(shorter) > 1 and longer[: len(shorter)] == shorter


_HELD = frozenset(
    ("proceedings", "proc", "conference", "conf", "symposium", "workshop", "congress", "meeting")
)


def _head(title: str) -> str:
    """Give the title of a journal without its subtitle: Signs: Journal of Women in Culture and Society."""
    return re.split(r"\s*[:/]\s|\s[-–—.]\s|\.\s", title, maxsplit=1)[0]


def _telling(folded: str) -> tuple[str, ...]:
    words = _YEAR.sub(" ", folded).split()
    return tuple(
        word
        for word in words
        if word not in _EVENT
        and not word.isdecimal()
        and not word[:-2].isdecimal()
        and not word.endswith(_ORDINAL_ENDS)
    )


_ORDINAL_ENDS = ("teenth", "tieth")


def _is_short_for(words: tuple[str, ...], other: str) -> bool:
    """Whether one of few words is the acronym of the other title: "AMCIS 2017 Proceedings"."""
    if not 0 < len(words) <= 2:  # noqa: PLR2004 (an acronym, and a number or a place)
        return False
    full = [word for word in _YEAR.sub(" ", other).split() if word not in _AROUND]
    return any(is_acronym(word, full) or is_acronym(word, list(_telling(other))) for word in words)


def _names_short(printed: str, other: str) -> bool:
    """Whether a word in capitals is the acronym of the other title: "ICIS 2018: Transforming Society"."""
    full = [word for word in _YEAR.sub(" ", other).split() if word not in _AROUND]
    return any(
        len(word) >= _STEM and word.isupper() and is_acronym(word, full)
        for word in re.findall(r"[A-Za-z]+", printed)
        if not printed.isupper()
    )


def _abbreviates(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether each word of one begins as the word in its place does: "Socia Indic Rese", Social Indicators Research."""
    return len(one) == len(other) > 0 and all(
        same_word(mine, theirs)
        or (min(len(mine), len(theirs)) >= _STEM and (mine.startswith(theirs) or theirs.startswith(mine)))
        for mine, theirs in zip(one, other, strict=True)
    )


@lru_cache(maxsize=8192)
def same_publisher(one: str, other: str) -> Sign:
    """Say whether two publishers or institutions are one: "Crown", "Crown Publishers"; "Harvard UP"."""
    if not one or not other:
        return 0
    mine, theirs = ([word for word in body_words(text) if word not in _PUBLISHING] for text in (one, other))
    if not mine or not theirs:
        return 0
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return 1
    if _house_in_short(one, other) or _house_in_short(other, one):
        return 1
    shorter, longer = sorted((mine, theirs), key=len)
    cut = all(
        any(word[:_STEM] == whole[:_STEM] and (word in whole or whole in word) for whole in longer)
        for word in shorter
    )
    return 1 if cut else -1


def _house_in_short(short: str, long: str) -> bool:
    """Whether the first word of a publisher is the acronym of another: NYU Press, OUP."""
    first, words = body_words(short)[0], body_words(long)
    return is_acronym(first, words) or is_acronym(first, [word for word in words if word not in _HOUSE])


_HOUSE = frozenset(
    ("press", "publishers", "publisher", "publishing", "publications", "verlag", "books", "inc", "ltd")
)
