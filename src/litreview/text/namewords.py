"""Know the words that names are made of: initials, suffixes, organisations, "et al."."""

from __future__ import annotations

import re

OTHERS = re.compile(r"(?:(?:and|&)\s+)?(?:others|et\.?\s+al\.?)|等人?", re.IGNORECASE)
"""What stands for the names that are left out."""
OTHERS_AT_END = re.compile(
    r"(?:[,;，；、]?\s+et\.?\s+al\.?|[,;，；、]\s*(?:等人?|others)|(?<=\w)等人?)\s*", re.IGNORECASE
)
SUFFIX = re.compile(r"(?:Jr|Sr|Junior|Senior|II|III|IV|VI{0,3}|2nd|3rd|4th)\.?", re.IGNORECASE)
SUFFIX_AT_END = re.compile(r"(?:[Jj]r|[Ss]r)\.?|III?|IV")
"""A suffix that no comma sets off: fewer of them, since "V" may be an initial and "Junior" a name."""

PARTICLES = frozenset(
    ("van", "von", "vander", "vom", "vd", "v.", "v.d.", "v", "de", "der", "den", "del", "della", "degli", "dei", "de'",
     "de’", "di", "da", "dal", "dalla", "das", "do", "dos", "du", "des", "d'", "d’", "la", "le", "el", "al", "al-",
     "el-", "as-", "ash-", "ter", "ten", "te", "'t", "’t", "'s", "'s-", "’s", "zu", "zum", "zur", "und", "av", "af",
     "bin", "ibn", "ben", "bint", "abu", "y", "e", "i", "het", "boven", "op", "in", "uit", "lo", "st.", "ver", "ap")
)  # fmt: skip
"""Small words with which a family name begins."""
DBLP_NUMBER = re.compile(r"(?<=\w)[ ~]+0[0-9]{3}$")
"""What DBLP puts behind a name that several people have: Stefan Kolb 0001."""

_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[- ]?){1,4}")
_CAPITALS = re.compile(r"[^\W\d_a-z]{1,3}")
_ORGANISATION = re.compile(
    r"\b(?:institut\w*|organi[sz]ation|universi\w+|departments?|minist\w+|council|committee|commission|office|agency|"
    r"association|society|centre|center|group|consortium|collaboration|foundation|network|forum|federation|union|"
    r"nations|government|academ\w+|bureau|authority|laborator\w+|inc|ltd|llc|gmbh|corporation|company|team|"
    r"initiative|programme?|of|for|the|and)\b|&",
    re.IGNORECASE,
)
"""Words that organisations have in their names, and persons do not: enough for formats with one name a line."""
_CERTAIN = re.compile(
    r"\b(?:Institut(?:e|es|ion)|Organi[sz]ations?|Universit(?:y|ies|at|ät|é|à|eit)|Universidad|Departments?|Ministry|"
    r"Council|Committee|Commission|Agency|Association|Society|Consortium|Collaboration|Foundation|Federation|"
    r"Nations|Government|Academy|Laborator(?:y|ies)|Corporation|Company|Inc|Ltd|LLC|GmbH|"
    r"(?:Office|Cent(?:re|er)|Group|Network|Forum|Union|Bureau|Authority|Team|Initiative|Programme?|Bank|Board)"
    r"(?: (?:of|for|on)(?: the)? \w+)+)\b"
)
"""Words that no person has for a name: in BibTeX, "Bill Foundation Jr" aside, where any words may be one."""


def is_initials(word: str) -> bool:
    """Whether a word is initials: "J.", "J.-P.", "JA"."""
    return bool(_CAPITALS.fullmatch(word) or ("." in word and _INITIALS.fullmatch(word)))


def are_initials(text: str) -> bool:
    """Whether text is nothing but initials, with or without points and blanks: "J. A.", "JA", "J.-P."."""
    return _INITIALS.fullmatch(text) is not None


def is_inverted(text: str) -> bool:
    """Whether a name without a comma has its family name first, and initials behind: "van der Berg J.A."."""
    words = text.split()
    return len(words) > 1 and is_initials(words[-1]) and not is_initials(words[0])


def says_organisation(text: str) -> bool:
    """Whether a name has a word that organisations have, where a name is a person's unless something tells."""
    return " " in text and _ORGANISATION.search(text) is not None


def is_organisation(text: str) -> bool:
    """Whether a name can be an organisation's alone: "World Health Organization", "Office of the President"."""
    return " " in text and _CERTAIN.search(text) is not None


def others_cut_off(text: str) -> str | None:
    """Give a list of names without the "et al." or "等" at its end; None where it has none."""
    if not text.endswith(("al", "al.", "等", "人", "others", "Al", "AL", "AL.", "Al.")):
        return None
    found = next((at for at in OTHERS_AT_END.finditer(text) if at.end() == len(text)), None)
    return text[: found.start()].rstrip() if found and found.start() else None
