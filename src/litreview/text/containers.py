"""Say whether two titles of journals or proceedings are one, abbreviated or not: "J. Pol. Econ.".

Abbreviations follow ISO 4: each word is cut at its end (or drawn together: "Intl", "Jnl", "Dept"), in the
order of the full title, and articles and prepositions fall away. So no list of journals is needed; but a
word of one letter or a sign that tells (Physics A, Physics B) has to be the same on both sides.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from litreview.text.fold import fold

_LEFT_OUT = frozenset(
    ("a", "an", "and", "the", "of", "for", "in", "on", "to", "with", "de", "la", "le", "les", "des", "du", "et", "der",
     "die", "das", "fur", "und", "zur", "del", "di", "della", "e", "y", "el", "los", "as", "its", "at", "from", "by")
)  # fmt: skip
"""Articles, prepositions and conjunctions, which ISO 4 leaves out."""
_KNOWN = {
    "jnl": "journal", "jrnl": "journal", "jl": "journal", "jour": "journal", "intl": "international",
    "natl": "national", "dept": "department", "assn": "association", "assoc": "association",
    "trans": "transactions", "lett": "letters", "proc": "proceedings", "procs": "proceedings",
    "conf": "conference", "symp": "symposium", "govt": "government", "qtly": "quarterly", "qly": "quarterly",
    "q": "quarterly", "yrbk": "yearbook", "bull": "bulletin", "ann": "annals", "mgmt": "management", "j": "journal",
    "z": "zeitschrift", "mag": "magazine", "engrg": "engineering", "engng": "engineering", "eng": "engineering",
    "syst": "systems", "u": "university", "univ": "university", "br": "british", "brit": "british", "am": "american",
    "amer": "american", "eur": "european", "rev": "review", "acad": "academy", "soc": "society", "sci": "science",
    "res": "research", "int": "international", "lncs": "lecture notes computer science",
}  # fmt: skip
"""What the commonest abbreviations are written for: those that the start of the word does not tell, and a
few that many words begin with (LTWA, the list of ISO 4).
"""
_FAMILIES = {
    "annals": ("annals", "annual", "annales", "annalen"), "british": ("british", "britain"),
    "american": ("american", "america", "americas"), "european": ("european", "europe"),
    "review": ("review", "reviews", "revista", "revue"), "science": ("science", "sciences", "scientific"),
    "research": ("research",), "international": ("international", "internet", "integrated", "integrative"),
    "society": ("society", "social", "societies"), "systems": ("systems", "system", "systematic"),
    "academy": ("academy", "academic"), "engineering": ("engineering", "engineers"),
    "association": ("association", "associated"), "transactions": ("transactions", "translational"),
    "letters": ("letters",), "university": ("university", "universities"), "magazine": ("magazine",),
}  # fmt: skip
"""Which words an abbreviation of the table may stand for, where there are several."""
_MARKS = re.compile(r"\(([^()]*)\)\s*$")
_SHORTEST_STEM = 2  # letters that a cut word keeps: "Am", "Br"; one letter stands for a few words only
_ONE_LETTER = {
    "j": "journal",
    "q": "quarterly",
    "z": "zeitschrift",
    "u": "university",
    "n": "new",
    "r": "royal",
}
_STATES = (
    (re.compile(r"\bU\.?\s?S\.?\s?A\b\.?|\bUnited States of America\b", re.IGNORECASE), "USA"),
    (re.compile(r"\bU\.\s?S\.|\bUnited States\b"), "US"),
    (re.compile(r"\bU\.\s?K\.|\bUnited Kingdom\b"), "UK"),
)
_MOST_WORDS = 60  # longer text is no title of a journal


class _Word(NamedTuple):
    text: str
    cut: bool  # it may be an abbreviation


def comparable(title: str) -> str:
    """Give a title of a journal or of proceedings to compare and sort by: folded, "&" and articles left out,
    the commonest abbreviations written out ("J. Pol. Econ." is "journal pol econ").
    """
    return " ".join(_KNOWN.get(word.text, word.text) if word.cut else word.text for word in _words(title))


@lru_cache(maxsize=4096)  # a journal is compared with each of its papers
def same_container(one: str, other: str) -> bool:
    """Whether two titles are the same journal's or the same proceedings', one of them or both abbreviated.

    Word for word, in order, each has to be the other's or its abbreviation. A title that has one word more
    is another one, but for what stands in brackets at its end ("Science (New York)").
    """
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs:
        return False
    if _same(mine, theirs):
        return True
    bare = _words(_MARKS.sub("", one)), _words(_MARKS.sub("", other))
    one_has, other_has = (_MARKS.search(title) is not None for title in (one, other))
    return one_has != other_has and all(bare) and _same(*bare)


def _words(title: str) -> tuple[_Word, ...]:
    """Give the words that count, each with whether it may be an abbreviation.

    One point, or one abbreviation of the table, says that all of the title is abbreviated ("Int J Epidemiol").
    """
    for written, short in _STATES:
        title = written.sub(short, title)
    words: list[str] = []
    abbreviated = False
    for printed in re.split(r"[\s/&-]+", title)[:_MOST_WORDS]:
        abbreviated |= printed.rstrip(",;:)").endswith(".")
        for word in fold(printed).split():
            tells = len(word) == 1 and printed.isupper() and bool(words)  # the A of Physics A
            if tells or word not in _LEFT_OUT:
                words.append(word)
    abbreviated |= len(words) > 1 and any(word in _KNOWN for word in words)
    return tuple(_Word(word, cut=abbreviated or word in _KNOWN) for word in words)


def _same(mine: tuple[_Word, ...], theirs: tuple[_Word, ...]) -> bool:
    if _acronym(mine, theirs) or _acronym(theirs, mine):
        return True
    return len(mine) == len(theirs) and all(map(_is_one_word, mine, theirs))


def _acronym(short: tuple[_Word, ...], long: tuple[_Word, ...]) -> bool:
    """Whether one word of the table stands for a whole title (LNCS); no other is guessed."""
    meant = _KNOWN.get(short[0].text, "").split() if len(short) == 1 < len(long) else []
    return meant == [word.text for word in long]


def _is_one_word(mine: _Word, theirs: _Word) -> bool:
    """Whether two words are one, or one is the other cut short."""
    if mine.text == theirs.text:
        return True
    if mine.cut and theirs.cut and mine.text in _KNOWN and _KNOWN[mine.text] == _KNOWN.get(theirs.text):
        return True  # Am. and Amer.
    return _cuts(mine, theirs.text) or _cuts(theirs, mine.text)


def _cuts(short: _Word, long: str) -> bool:
    """Whether a word is cut from a longer one."""
    if len(short.text) >= len(long) or not short.cut:
        return False
    if len(short.text) < _SHORTEST_STEM:
        return _ONE_LETTER.get(short.text) == long
    meant = _KNOWN.get(short.text)
    if meant:
        return long == meant or long in _FAMILIES.get(meant, ())
    return long.startswith(short.text)
