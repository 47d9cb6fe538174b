"""Find what else a conversion from PDF leaves in a text: letters printed as one sign, hyphens inside of words."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from litreview.text.common_words import WORDS
from litreview.text.references.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LIGATURE = re.compile("[\ufb00-\ufb06]")
"""The Latin ligatures of Unicode's presentation forms: ff, fi, fl, ffi, ffl, st twice."""
_BROKEN = re.compile(
    r"(?<![\w\-'’])(?P<a>[^\W\d_]{2,})(?P<hyphen>[-\u2010\u00ad]) (?P<b>[^\W\d_]{2,})(?![\w\-'’])"
)
_BETWEEN = words("and or to und oder bis et ou y o e ed of en och og eller versus vs than nor as by the but")
"""What follows a hyphen that stands for a word told later: "pre- and post-war"."""
SOFT = "\u00ad"


class Ligature(NamedTuple):
    """Letters printed as one sign: the sign, its letters, where it stands, and the word that it is in."""

    sign: str
    letters: str
    start: int


class Broken(NamedTuple):
    """A word with a hyphen and a blank in it: as printed, joined, where it stands; proven: no other reading is left."""

    printed: str
    joined: str
    start: int
    proven: bool


def ligatures(text: str) -> list[Ligature]:
    """Find the ligatures of a text, in their order."""
    return [
        Ligature(found[0], unicodedata.normalize("NFKC", found[0]), found.start())
        for found in _LIGATURE.finditer(text)
    ]


def broken_words(text: str, known: Mapping[str, int]) -> Iterator[Broken]:
    """Find words that a hyphen at the end of a printed line has left in two: "trans- parency".

    The joined word has to stand elsewhere in the text (known, from `splits.vocabulary`) or to be a common one.
    It is proven where the second half is no word.
    """
    for found in _BROKEN.finditer(text):
        first, second = found["a"], found["b"]
        joined = (first + second).lower()
        if second.lower() in _BETWEEN or not second.islower():
            continue
        if found["hyphen"] == SOFT or joined in known or joined in WORDS:
            # the half itself counts once, where it stands
            senseless = second not in WORDS and known.get(second, 0) <= 1
            proven = joined in known and (senseless or found["hyphen"] == SOFT)
            yield Broken(found[0], first + second, found.start(), proven)
