"""Find words that a PDF conversion has split: "geo politics", "an d", "I nternational", "Strateg ic", "China' s".

There is no dictionary offline, so a pair counts only where one half is no word by itself and the joined
form is one: it stands elsewhere in the same file, or in the short list of words below, or the second half
is an ending that never stands alone. Nothing is changed; what is found is for a person to decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from litreview.text.common_words import WORDS
from litreview.text.references.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PAIR = re.compile(r"(?<![^\s(\[“\"‘«:–—-])(?P<a>[^\W\d_]+) (?=(?P<b>[^\W\d_]+)(?![\w'’\u2010-]))")
_POSSESSIVE = re.compile(r"(?<![^\W\d_])(?P<a>[^\W\d_]*[^\W\d_s])(?P<mark>['’]) s(?![\w'’.])")
FUNCTION = words(
    "the and for with from that this their which between about into over under have been other after through"
)
"""Small words that every English text has; their halves are mostly no words."""

ENDINGS = words(
    "ic ics ns tion tions ation ations sion sions ment ments ity ities ing ings ical ically ance ence ness "
    "ively ously tive tives ational tional ional nal ology ologies ography aphy ulation ulations pulate ulate "
    "lation nization ization zation isation ternational nternational ernment curity ecurity nology logy ogy "
    "gies cies tics tic cal ture tures ciety tural tical tary ments ership tem tems ges ters lity bility "
    "gence nomic nomics litical litics ress cess opment elopment elations lations ations vention ventions "
    "tution tutions tution ysis alysis"
)
"""Endings that are no words, in any language that titles are often written in."""

SHORT = words(
    "a i o e y u al am an ar as at au be by da de di do du ed el en er es et eu ex fe ga go ha he hi ho id if "
    "il im in is it ja je jo la le li lo lu ma me mi mu my na ne ni no nu of oh ok on op or os os ou ox pa pe "
    "pi po qu ra re ri ro se si so su ta te ti to tu un up us va ve vi vo vs wa we wo xi ye yo za ze zu ii iv "
    "vi ix xi cf bd hg nr st dr mr ms jr sr vs ft mt pp vol eds inc ltd dna rna tv pc uk us"
)
"""Short words and short forms that do stand alone."""

NO_ONSETS = words(
    "nt nd ng nc nf ns nv mp mb rt rd rn rm rs rc rg rv lt ld lf lv lm pp tt ss ff cc dd bb gg mm nn rr ct gn "
    "ck"
)
"""Pairs of consonants with which no English word begins."""
SHORTEST_STEM = 3  # letters before an ending
SHORTEST = 5
"""Letters of a joined word: shorter ones are too often two words after all."""


@dataclass(frozen=True, slots=True)
class SplitWord:
    """A word found in two pieces: as printed, joined, and where it stands in the text."""

    printed: str
    joined: str
    start: int


def vocabulary(text: str) -> dict[str, int]:
    """Count the words of a text, in lower case."""
    counts: dict[str, int] = {}
    for word in _WORD.findall(text):
        lowered = word.lower()
        counts[lowered] = counts.get(lowered, 0) + 1
    return counts


def split_words(text: str, known: dict[str, int] | None = None) -> list[SplitWord]:
    """Find the split words of a reference or title.

    known are the words of the file that it stands in, from `vocabulary`. Gives them in their order.
    """
    found = [*_pairs(text, known or {}), *_possessives(text)]
    return sorted(found, key=lambda word: word.start)


def _possessives(text: str) -> Iterator[SplitWord]:
    for match in _POSSESSIVE.finditer(text):
        if match["a"]:
            yield SplitWord(match[0], f"{match['a']}{match['mark']}s", match.start())


def _pairs(text: str, known: dict[str, int]) -> Iterator[SplitWord]:
    for match in _PAIR.finditer(text):
        first, second = match["a"], match["b"]
        if _is_split(first, second, known):
            yield SplitWord(f"{first} {second}", first + second, match.start())


def _is_split(first: str, second: str, known: dict[str, int]) -> bool:
    """Whether two neighbours are one word: capitals inside, and halves that are words, speak against it."""
    if not second.islower() or not (first.islower() or first[1:].islower() or len(first) == 1):
        return False
    joined, a, b = (first + second).lower(), first.lower(), second
    if b == "s" or (len(joined) < SHORTEST and joined not in FUNCTION):
        return False  # "patient s" has rather lost an apostrophe
    if joined in FUNCTION:
        return not _stands_alone(a) or not _stands_alone(b)
    if b in ENDINGS and len(a) >= SHORTEST_STEM and joined not in known and a not in WORDS:
        return True
    if joined in WORDS:
        return _is_fragment(a, known, joined) or _is_fragment(b, known, joined)
    return joined in known and (_is_impossible(a, ending=False) or _is_impossible(b, ending=True))


def _stands_alone(part: str) -> bool:
    return part in WORDS or part in SHORT


def _is_fragment(part: str, known: dict[str, int], joined: str) -> bool:
    """Whether half of a known word is no word itself, and is not used as one elsewhere in the file."""
    if part in WORDS or (part in SHORT and len(part) > 1):
        return False
    if len(part) == 1:
        return True
    return known.get(part, 0) <= 1 + known.get(joined, 0)


def _is_impossible(part: str, *, ending: bool) -> bool:
    """Whether letters cannot be a word: no vowel, or a beginning that no word has."""
    if _stands_alone(part):
        return False
    if len(part) == 1:
        return part not in "aeiouyàéxn"
    if not re.search(r"[aeiouyà-ÿ]", part):
        return True
    return (ending and part[:2] in NO_ONSETS) or part in ENDINGS
