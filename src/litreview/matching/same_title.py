"""Say how far two titles are the same: letter by letter without spaces, then word by word.

One content word that the other title does not have ("adult", "pediatric", a country) makes another work,
however alike the rest is; a word split, joined, misspelt or spelt the British way does not.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from litreview.matching.title_forms import COUNTED
from litreview.text.cjk import is_east_asian
from litreview.text.common_words import WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.matching.title_forms import TitleForm

Likeness = Literal["same", "near", "part", "other"]
"""same: nothing differs that counts, words that are plainly misspelt apart; near: words may be misspelt, or are left
out or in another order; part: one is the beginning of the other, so a subtitle is missing; other: something
tells them apart."""

HOPELESS = 75
"""Ratio of letters below which no two titles of one work were seen in the labelled sets, subtitles aside."""
ALIKE = 80
"""Ratio of letters from which two titles on the very same pages are one (benchmarks/duplicates)."""
ONE_LETTER, TWO_LETTERS = 5, 10
"""Letters of a word from which one, and two, may be wrong: Iran and Iraq are two words, Slovakia and Slovenia too."""
_PREFIXES = (
    "un", "in", "im", "non", "dis", "anti", "ante", "pre", "post", "peri", "pro", "hyper", "hypo", "inter", "intra",
    "micro", "macro", "under", "over", "endo", "exo", "uni", "bi", "tri", "mono", "multi", "sub", "super", "de", "re",
    "trans", "cis", "a", "intro", "extra", "para", "homo", "hetero", "neo",
)  # fmt: skip
"""Beginnings that turn a word round: interstate and intrastate, hypotension and hypertension."""
_COMPARED = 512
_SMALL = frozenset(
    ("as", "is", "are", "its", "their", "an", "or", "be", "using", "use", "into", "via", "this", "that", "our", "new",
     "study", "some", "e", "di", "il", "da", "im", "zur", "von", "mit", "fur", "del", "do", "i")
)  # fmt: skip
"""Words that one of two copies may lack; "with", "from" and "her" are none: they tell works apart."""
_TRIPLES = frozenset(f"^{word}$"[at : at + 3] for word in WORDS for at in range(len(word)))
"""Three letters in a row that words have."""


def likeness(one: Sequence[TitleForm], other: Sequence[TitleForm], year: str = "") -> Likeness:
    """Give the best likeness between the titles of two works (each may have one in another language).

    A year that both works are of may stand in one title and not in the other.
    """
    if len(one) == len(other) == 1:
        return _likeness(one[0], other[0], year)
    found = {_likeness(mine, theirs, year) for mine in one for theirs in other}
    order: tuple[Likeness, ...] = ("same", "near", "part")
    return next((level for level in order if level in found), "other")


def are_unlike(one: TitleForm, other: TitleForm) -> bool:
    """Whether two titles have nothing in common at a first look, and neither is the beginning of the other."""
    mine, theirs = one.compact, other.compact
    if mine[:_FIRST] == theirs[:_FIRST] or one.main == theirs or other.main == mine:
        return False
    return not ratio(mine[:_COMPARED], theirs[:_COMPARED], score_cutoff=HOPELESS)


_FIRST = 12  # letters that a title has in common with its beginning


def _likeness(one: TitleForm, other: TitleForm, year: str) -> Likeness:
    if not one.compact or not other.compact:
        return "other"
    numbers = same_numbers(one.numbers, other.numbers, year)
    if one.compact == other.compact or (numbers and one.words == other.words and one.words):
        return "same"
    if _is_part(one, other) or _is_part(other, one):
        return "part"
    if not numbers or is_east_asian(one.compact) or is_east_asian(other.compact):
        return "other"  # each sign is a word
    if not ratio(one.compact[:_COMPARED], other.compact[:_COMPARED], score_cutoff=HOPELESS):
        return "other"
    return _by_words(one, other)


def same_numbers(one: tuple[str, ...], other: tuple[str, ...], year: str = "") -> bool:
    """Whether the numbers of two titles are the same, but for the year that both works are of."""
    if one == other or not year:
        return one == other
    return [number for number in one if number != year] == [number for number in other if number != year]


def _is_part(short: TitleForm, long: TitleForm) -> bool:
    """Whether one title is the other's main title, or stops within it, where a field was too short."""
    if len(short.compact) >= len(long.compact):
        return False
    if short.compact == long.main:
        if long.words[len(short.words) : len(short.words) + 1] and long.words[len(short.words)] in _OF_A_PART:
            return False
        return short.numbers == long.numbers or not _is_counted(long.words[len(short.words) :])
    if short.numbers != long.numbers or not long.compact.startswith(short.compact):
        return False
    return len(short.words) >= _CUT_OFF and len(short.compact) > len(long.compact) // 2


def _is_counted(subtitle: tuple[str, ...]) -> bool:
    """Whether a subtitle with a number only says which part or issue it is: Part II, Report 2019."""
    return not subtitle or subtitle[0] in COUNTED


_OF_A_PART = frozenset(
    ("executive", "summary", "draft", "annex", "annexes", "appendix", "appendices", "supplement", "supplementary",
     "workbook", "synopsis", "abstract", "abridged", "prospectus", "zusammenfassung", "entwurf", "resume")
)  # fmt: skip
"""What a subtitle begins with that names another text: the summary of a report, its draft, its annex."""


_CUT_OFF = 8  # words of a title that was cut off: shorter ones have a word more because they are other works


def _by_words(one: TitleForm, other: TitleForm) -> Likeness:
    """Compare the words that the two do not share: what is left of both must be the same written otherwise."""
    left, right, plain = _unshared(one.words, other.words)
    if not left and not right:
        return "same" if plain else "near"
    if "".join(left) == "".join(right):
        return "same" if plain else "near"  # words split or joined
    small = not (left and right) and all(word in _SMALL for word in (*left, *right))
    if small and len(left) + len(right) <= len(one.words) // _WORDS_FOR_ONE_SMALL:
        return "near"
    joined = "".join(left), "".join(right)
    if len(left) + len(right) > 2 and same_word(*joined):  # noqa: PLR2004 (two words are compared already)
        return "near"  # split, and one letter wrong
    if not _is_slip(one.compact, other.compact, left, right):
        return "other"
    return "same" if plain and is_misspelt(*joined) else "near"


def _unshared(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[list[str], list[str], bool]:
    """Give the words that either has for itself, in their order, those apart that are the other's misspelt.

    Beside them, whether those are plainly misspelt or spelt in another way, and all words stand in one order.
    """
    mine, theirs = Counter(one), Counter(other)
    left, right = _in_order(one, mine - theirs), _in_order(other, theirs - mine)
    plain = bool(left or right)  # the same words in another order are other words
    for word in list(left):
        match = next((theirs for theirs in right if same_word(word, theirs)), None)
        if match is not None:
            left.remove(word)
            right.remove(match)
            plain = plain and (_american(word) == _american(match) or is_misspelt(word, match))
    return left, right, plain


_WORDS_FOR_ONE_SMALL = 4  # words of a title in which one small word may be missing


def alike(one: TitleForm, other: TitleForm) -> bool:
    """Whether two titles are alike enough to be one work's where all else is the same, numbers and all."""
    return ratio(one.compact[:_COMPARED], other.compact[:_COMPARED]) >= ALIKE


def _in_order(words: tuple[str, ...], counts: Counter[str]) -> list[str]:
    kept: list[str] = []
    left = Counter(counts)
    for word in words:
        if left[word] > 0:
            left[word] -= 1
            kept.append(word)
    return kept


def _is_slip(one: str, other: str, left: list[str], right: list[str]) -> bool:
    """Whether two long titles differ in a letter too many or two letters swapped, whatever word it is in.

    A letter for another is none: "Iran", "Iraq".
    """
    if min(len(one), len(other)) < LONG or (
        min(map(len, (*left, *right))) < _TELLING and not (left and right)
    ):
        return False
    if OSA.distance(one, other, score_cutoff=1) != 1:
        return False
    if len(one) == len(other) and sorted(one) != sorted(other):
        return False
    words = [*left, *right]
    return not all(word in WORDS for word in words) and not _turned("".join(left), "".join(right))


_TELLING = 3  # letters of a word that is not just left out: the B of "hepatitis B" is
LONG = 25
"""Letters of a title in which one letter too many is a slip of the pen."""


@lru_cache(maxsize=8192)
def same_word(one: str, other: str) -> bool:
    """Whether two words are one, misspelt or spelt in another way: behavior, behaviour; paediatric, pediatric."""
    shorter = min(len(one), len(other))
    if one == other or (one[:1] == other[:1] and _american(one) == _american(other)):
        return True
    if shorter < ONE_LETTER or abs(len(one) - len(other)) > 2 or one[0] != other[0]:  # noqa: PLR2004 (letters that may be wrong)
        return False
    wrong = OSA.distance(one, other, score_cutoff=2)
    if wrong > (2 if shorter >= TWO_LETTERS else 1):
        return False
    if one.rstrip("s") == other.rstrip("s"):
        return True
    return not _turned(one, other) and not (one in WORDS and other in WORDS)


def is_misspelt(one: str, other: str) -> bool:
    """Whether one of two words is plainly no word: it has letters in a row that no word has, and the other has none.

    "Infromation" is information; but Iceland is not Ireland, nor mortality morality.
    """
    return _is_strange(one) != _is_strange(other)


@lru_cache(maxsize=8192)
def _is_strange(word: str) -> bool:
    framed = f"^{word}$"
    return any(framed[at : at + 3] not in _TRIPLES for at in range(len(word)))


_BRITISH = (
    ("isation", "ization"), ("ising", "izing"), ("ise", "ize"), ("yse", "yze"), ("ysing", "yzing"), ("our", "or"),
    ("tre", "ter"), ("ence", "ense"), ("ae", "e"), ("oe", "e"), ("ogue", "og"), ("ll", "l"), ("mme", "m"),
    ("dgement", "dgment"),
)  # fmt: skip


@lru_cache(maxsize=8192)
def _american(word: str) -> str:
    """Give a word as it is spelt in America, roughly: enough to tell that two spellings are one word."""
    for british, american in _BRITISH:
        word = word.replace(british, american)
    return word


def _turned(one: str, other: str) -> bool:
    """Whether two words differ in a beginning that turns their meaning."""
    heads = [
        {word[: len(head)]: word[len(head) :] for head in _PREFIXES if word.startswith(head)}
        for word in (one, other)
    ]
    ends = [set(found.values()) | {word} for found, word in zip(heads, (one, other), strict=True)]
    return bool(ends[0] & ends[1])
