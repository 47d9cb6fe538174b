"""Bring titles into the form in which they are compared: without spaces, numbers apart, marks off.

A split word ("Strateg ic"), a hyphen, a capital or a numeral of another kind makes no difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from litreview.matching.title_marks import marked
from litreview.text.cjk import is_east_asian
from litreview.text.fold import fold

_ROMAN = {
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10",
    "xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15", "xvi": "16", "xvii": "17", "xviii": "18",
    "xix": "19", "xx": "20",
}  # fmt: skip
_ROMAN_ANYWHERE = frozenset(_ROMAN) - {"i", "v", "x", "iv", "xi", "xx", "vi"}
"""Those that are no words: the others are numbers behind "part" and the like, and at the end."""
COUNTED = frozenset(
    ("part", "parts", "vol", "volume", "book", "chapter", "ch", "phase", "type", "stage", "class", "grade", "section",
     "no", "number", "study", "studies", "act", "tome", "band", "teil", "level", "article", "annex", "series", "paper",
     "report", "trial", "case", "generation", "wave", "round", "version", "war", "parte", "partie", "tomo", "heft",
     "title", "group")
)  # fmt: skip
"""Words behind which a letter or a word is a number: Part I, volume two."""
_WORDS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12",
}  # fmt: skip
_DIGITS = re.compile(r"\d+")
_SPAN = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d) ?(?:[-–—/]|--) ?(\d\d)(?!\d)")
_MAIN = re.compile(
    r"(?<=\w)\s*[:?!—–]\s|(?<=\w)\s*[\"”»]?\s\[|\s[-–—]{1,3}\s|(?<=\w{3})\.\s|：",
)
"""What a subtitle, or a title in another language, stands behind."""
_LEFT_OUT = frozenset(
    ("a", "an", "the", "of", "and", "in", "on", "for", "to", "s", "der", "die", "das", "und", "le", "la", "les", "des",
     "de", "du", "et", "el", "los", "y", "al")
)  # fmt: skip
"""Words that copies drop or change: they tell nothing apart."""
GENERIC_LETTERS = 16
"""Letters below which a title stands on many works: "Introduction", "Editorial", "Sovereignty"."""
_LONGEST = 512  # characters of a title that are compared


@dataclass(frozen=True, slots=True)
class TitleForm:
    """A title to compare: compact is all of it without spaces, words those that tell, numbers sorted.

    main is what stands before a subtitle, compact, "" without one. The rest are its marks (see `title_marks`);
    volume is a number.
    """

    compact: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    main: str = ""
    kind: str = ""
    bare: bool = False
    edition: str = ""
    volume: str = ""
    document: str = ""

    @property
    def generic(self) -> bool:
        """Whether many works have this title: it is short, or says no more than what the work is."""
        return self.bare or (len(self.compact) < GENERIC_LETTERS and not is_east_asian(self.compact))


@lru_cache(maxsize=1024)
def title_form(title: str, *, of_book: bool = False) -> TitleForm:
    """Give the form of a title in plain text; an introduction to something may be a book. Never raises."""
    title = (unescape(title) if "&" in title else title)[:_LONGEST]
    whole, kind, bare, edition, volume, document = marked(title)
    if of_book and kind == "introduction":
        whole, kind, bare = title, "", False
    if "-" in whole or "–" in whole or "/" in whole:
        whole = _SPAN.sub(lambda span: f"{span[1]}-{span[1][:2]}{span[2]}", whole)
    folded = fold(whole)
    words, numbers = _parted(folded)
    head = _MAIN.search(whole)
    main = fold(whole[: head.start()]).replace(" ", "") if head else ""
    volume = _ROMAN.get(volume, _WORDS.get(volume, volume))
    return TitleForm(folded.replace(" ", ""), words, numbers, main, kind, bare, edition, volume, document)


def _parted(folded: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part the words from the numbers, whichever way these are written."""
    words: list[str] = []
    numbers: list[str] = []
    printed = folded.split()
    last = len(printed) - 1
    for place, word in enumerate(printed):
        counted = bool(place) and (place == last or printed[place - 1] in COUNTED)
        if word.isdecimal():
            numbers.append(word.lstrip("0") or "0")
        elif word in _ROMAN_ANYWHERE or (word in _ROMAN and counted):
            numbers.append(_ROMAN[word])
        elif word in _WORDS:
            numbers.append(_WORDS[word])
        elif word == "one" and place and printed[place - 1] in COUNTED:
            numbers.append("1")
        elif not word.isalpha() and (found := _DIGITS.findall(word)):
            numbers += [number.lstrip("0") or "0" for number in found]
            words += [part for part in _DIGITS.split(word) if part and part not in _LEFT_OUT]
        elif word not in _LEFT_OUT:
            words.append(word)
    return tuple(words), tuple(sorted(numbers))
