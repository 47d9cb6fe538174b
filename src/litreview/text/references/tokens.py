"""Cut a printed reference into words and marks, each with its shape: initials, a capitalised word, a particle."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from litreview.text.references.lexicon import AND, PARTICLES

Kind = Literal["initial", "capitals", "word", "particle", "and", "low", "number", "mark"]

_L = r"[^\W\d_][\u0300-\u036f]*"
_TOKEN = re.compile(
    rf"(?P<saint>Ste?\. (?=[A-ZÀ-Þ][^\W\d_])(?:{_L})+(?:[-'’](?:{_L})+)*)"
    r"|(?P<article>\b[ae]l[-\u2010\u2011](?=[\s.,;]))"
    rf"|(?P<initial>{_L}\.(?:\s?[-\u2010\u2011\u2013]\s?{_L}\.)*|{_L}(?:[-\u2010\u2011]{_L})+\.?(?!{_L}))"
    rf"|(?P<joined>and(?=[A-ZÀ-Þ]))|(?P<word>['’]t(?=\s)|(?:{_L})+(?:['’ʼ`´\u2010\u2011_€¨˙ˇ˘¸¬-]+(?:{_L})+)*)"
    r"|(?P<number>\d[\d,]*\w*)|(?P<mark>[^\s\w]|_)"
)
_HYPHENED = re.compile(r"[^\W\d_]{1,2}[-\u2010\u2011][^\W\d_]{1,2}")
_NOISE = frozenset("*†‡§¶°^")  # marks of footnotes at a name
MOST_CAPITALS = 3
"""Letters of initials without points: "Pérez JJ", "Smith ABC"."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark: its kind, its text, and where it stands."""

    kind: Kind
    text: str
    start: int
    end: int

    @property
    def is_upper(self) -> bool:
        """Whether all its letters are capitals, and there are several."""
        return self.kind != "initial" and len(self.text) > 1 and self.text.isupper()


def is_east_asian(text: str) -> bool:
    """Whether a word begins in Chinese, Japanese or Korean characters."""
    return "\u3040" <= text[:1] <= "\u9fff" or "\uac00" <= text[:1] <= "\ud7af"


def tokens(text: str) -> list[Token]:
    """Give the tokens of a text; marks of footnotes are left out."""
    return [
        Token(_kind(match), match[0], match.start(), match.end())
        for match in _TOKEN.finditer(text)
        if match[0] not in _NOISE
    ]


_KINDS: dict[str, Kind] = {
    "number": "number",
    "saint": "word",  # "St. John" is one name
    "joined": "and",
    "article": "particle",  # "Rashid, Fatima al-."
}


def _kind(match: re.Match[str]) -> Kind:
    text = match[0]
    if kind := _KINDS.get(str(match.lastgroup)):
        return kind
    if match.lastgroup == "mark":
        return "and" if text == "&" else "mark"
    if match.lastgroup == "initial":
        return "low" if text[0].islower() or is_east_asian(text) else "initial"
    return _kind_of_word(text)


def _kind_of_word(text: str) -> Kind:
    lowered = text.lower()
    if text in AND or lowered == "and":
        return "and"
    if lowered.rstrip("’'") in PARTICLES and text == lowered:
        return "particle"
    if text.isupper() and (len(text) <= MOST_CAPITALS or _HYPHENED.fullmatch(text)):
        return "capitals"
    if text[0].islower():
        inner = re.search(r"['’`\u2010-]", text)
        has_capital = any(letter.isupper() for letter in text[1:])
        return "word" if has_capital and (inner or len(text) > MOST_CAPITALS) else "low"
    return "word"
