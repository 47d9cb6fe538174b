"""Say what speaks for a title to end at each of its full stops, commas and gaps.

Every mark outside brackets is a place where the title can end. What is seen there has a name: the mark, how
the rest of the reference begins (a journal with its volume, "In ... (Eds.)", a town and a publisher), how
long the title would be, and which such places it has passed. `title_weights` says how much each one counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from litreview.text.references.lexicon import ABBREVIATIONS, PLACES
from litreview.text.references.title_rests import IN_SMALL_LETTERS, RESTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LINK = " " * 5  # where a link was blanked out
SENTENCE_ENDS = frozenset("?!")
MOST_ENDS = 80
LONGEST = 700
LOOKED_AT = 200  # characters after a mark
LENGTHS = (1, 2, 3, 5, 8, 12, 18, 26)
"""Words of a title: each length up to one of these counts alike."""
MOST_COUNTED = 3
_MARK = re.compile(
    r"[.?!]+[)\]]?(?=\s|$|[\"”’])|[,;:](?=\s|$)|(?<=[\u3400-\u9fff])[.,:?!;]|(?<=[)\]])[.,:]|\s(?=\()|\s[-–—]\s|\s(?=In\b)"
    rf"|\s(?=(?i:{PLACES})\b[^.:()]{{0,20}}:\s)|\s{{5,}}(?=\S)|(?<=[a-z])\.(?=[A-Z])"
    r"|\s(?=[(\[]?(?:1[5-9]|20)\d\d[a-z]?[)\]]?\s?(?:[.,;:]|$))"
    r"|(?<=[a-zà-ÿ)])\s(?=[A-ZÀ-Þ][\w&.-]{0,30}(?:\s(?:of|and|the|&|in|for|et|de|[A-ZÀ-Þ][\w&.-]{0,30})){0,6}"
    r",?\s(?:\d{1,4}\s?(?:\(\d|:)|(?:19|20)\d\d\s?;))"
)
_BRACKETS = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\]")
_CHAPTER = re.compile(r"(?:^|\s)(?:chapter|part|chap|kapitel|chapitre|no)\s+\d+$", re.IGNORECASE)
_INITIAL = re.compile(r"(?:^|[\s-])[A-ZÀ-Þ]$")
_CHUNK = re.compile(r"[.,;:?!()\[\]“”\"»’]")
_OPENING = ' ([“"«‘„'
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_PAST = re.compile(
    r"\b\d{1,4}\s?\(\d|\bpp?\.\s?\d|\b(?:vol|no)\.?\s?\d|\b\d{1,4}:\s?\d|(?:^|\s)In:?\s[A-Z]|\((?:[Ee]ds?|Hrsg)\.?\)"
)


@dataclass(frozen=True, slots=True)
class End:
    """A place where a title can end: before its mark (at), the rest after it, and what is seen there."""

    at: int
    after: int
    mark: str
    signs: tuple[str, ...]


def ends_of(shape: str, start: int, *, stops: str, dated: bool) -> Iterator[End]:
    """Give the places where a title that starts at start can end, the end of the text last."""
    found = list(_marks(shape, start))
    passed: dict[str, int] = {}
    before = f"{stops or 'none'}{'d' if dated else 'u'}"
    following: tuple[str, ...] = ()
    then: list[tuple[str, ...]] = []
    for mark in reversed(found):
        then.append(following)
        if mark.mark == ".":
            following = mark.begins
    for mark, later in zip(found, reversed(then), strict=True):
        yield End(mark.at, mark.after, mark.mark, tuple(_signs(shape, start, mark, before, passed, later)))


class _Mark(NamedTuple):
    at: int
    after: int
    mark: str
    begins: tuple[str, ...]


def _marks(shape: str, start: int) -> Iterator[_Mark]:
    closed = [match.span() for match in _BRACKETS.finditer(shape, start, start + 2 * LONGEST)]
    for match in islice(_MARK.finditer(shape, start + 1, start + LONGEST), MOST_ENDS):
        at, after = match.start(), match.end()
        mark = match[0].strip()[:1] or ("link" if len(match[0]) >= len(LINK) else "gap")
        if mark == "gap" and shape[after : after + 1] == "(":
            mark = "("
        if any(first < at < last for first, last in closed) or (mark == "." and is_abbreviation(shape, at)):
            continue
        yield _Mark(at, after, mark, tuple(rests(shape[after : after + LOOKED_AT])))
    end = len(shape.rstrip(" .,;"))
    yield _Mark(end, len(shape), "end", ())


def _signs(
    shape: str, start: int, place: _Mark, before: str, passed: dict[str, int], later: Sequence[str]
) -> Iterator[str]:
    """Give what is seen at a place: its rest, its mark, and the title that it would end; count it as passed."""
    title, rest = shape[start : place.at], shape[place.after : place.after + LOOKED_AT]
    kind = place.mark if place.mark in ".,(" else "other"
    for name in place.begins:
        yield f"rest {name}"
        yield f"rest {name} {kind}"
    if not place.begins:
        yield f"rest unknown {place.mark}"
    if place.mark == ".":
        yield from (f"then {name}" for name in later or ("unknown",))
    yield f"mark {place.mark}"
    yield f"mark {place.mark} {before}"
    yield from _signs_of_title(title, rest, kind)
    for name, count in passed.items():
        yield f"passed {name} {min(count, MOST_COUNTED)}"
    for name in (_kind(place.mark, rest), *(f"rest {name}" for name in place.begins)):
        passed[name] = passed.get(name, 0) + 1


def _signs_of_title(title: str, rest: str, kind: str) -> Iterator[str]:
    """Describe a title: its length, its capitals beside those of the next piece, and whether it goes too far."""
    if kind == "." and _INITIAL.search(title[-3:]):
        yield "initial"
    words = _WORD.findall(title)
    yield f"words {next((step for step in LENGTHS if len(words) <= step), 'more')}"
    if _PAST.search(title):
        yield "past"
    chunk = _WORD.findall(_CHUNK.split(rest.lstrip(_OPENING), maxsplit=1)[0])
    yield f"capitals {_capitals(words[1:])} {_capitals(chunk[1:])} {kind}"


def _kind(mark: str, rest: str) -> str:
    """Say what kind of mark is passed: a full stop before a small letter is hardly one."""
    if mark == "." and rest.lstrip(_OPENING)[:1].islower():
        return "small"
    return "?" if mark == "!" else mark if mark in ".,:?" else "other"


def _capitals(words: Sequence[str]) -> str:
    """Say how many of the long words begin with a capital: none, some or all."""
    long = [word for word in words if len(word) > 3]  # noqa: PLR2004  (articles and prepositions are shorter)
    if not long:
        return "-"
    share = sum(word[0].isupper() for word in long) / len(long)
    return "low" if share < 0.25 else "high" if share > 0.75 else "mid"  # noqa: PLR2004


def rests(rest: str) -> list[str]:
    """Give the names of the rules that the beginning of a rest fits."""
    rest = rest.lstrip(" ([").partition(LINK)[0]
    if not rest:
        return []
    rules = RESTS if not rest[0].isalpha() or rest[0].isupper() else IN_SMALL_LETTERS
    return [name for name, pattern in rules if pattern.match(rest)]


def is_abbreviation(shape: str, at: int) -> bool:
    """Whether the full stop here belongs to a short form, and ends no sentence."""
    word = re.search(r"[^\s(\[“\"]*$", shape[max(0, at - 20) : at])
    text = word[0] if word else ""
    if text.isdigit() and _CHAPTER.search(shape[max(0, at - 14) : at]):
        return True
    if text.lower() in ABBREVIATIONS:
        return True
    return bool(re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", text)) and not re.match(
        r"[.]\s+[A-Z]", shape[at : at + 4]
    )
