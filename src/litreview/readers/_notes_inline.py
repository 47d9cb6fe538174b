"""Find the marks inside one block of a note: tags, locators, citations and the block's own id."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from litreview.readers._notes_frontmatter import stance_of
from litreview.text.locators import leading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.model import Stance

# A tag is letters of any script, digits, "_" and "-", with "/" between its parts: all but space and
# punctuation. It starts a word, so that an address (page#part), an entity (&#39;) or an escaped mark
# is none. All repetitions below are over one class with no second way to match: linear.
_PART = (
    r"[^\s!-,.:-@\[-\^`{-~/\u00a1-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf"
    r"\u2000-\u206f\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d\uff01-\uff0f\uff1a-\uff20]"
)
_TAG = re.compile(
    rf"(?<![\w&/#\\=.+\-\u2212\u2013])(?P<sign>[+\-\u2212\u2013])?#(?P<path>{_PART}+(?:/{_PART}+)*)"
)
_KEY = r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>[^\s\[\]{},;@]+))"
_BRACKETS = re.compile(r"(?<![\[!\\])\[[^\[\]@]*+@[^\[\]]*+\](?![\](])")
_IN_BRACKETS = re.compile(rf"(?<![^\s\[(;,\-]){_KEY}")
_BARE_KEY = re.compile(r"(?<![\w.+\-/@\\])@(?P<key>\w+(?:[:.#$%&\-+?<>~/]\w+)*)")
_IN_PARENTHESES = re.compile(r"\([^()]{2,60}\)")
_AFTER_DASH = re.compile(
    r"(?:^|(?<=[\s.!?\"”’»)]))(?:[\u2012-\u2015\u2212]|-{1,3})[ \t]*(?P<words>[^\W\d_].*|[§¶].*)$", re.DOTALL
)
_DASH_AT_END = re.compile(r"(?:^|(?<=[\s.!?\"”’»)]))(?:[\u2012-\u2015]|-{1,3})$")
_ID = re.compile(r"\^(?P<id>[^\W_][\w-]*)")

_ADDRESS = re.compile(
    r"\b[A-Za-z][A-Za-z0-9+.\-]{1,15}://[^\s<>\])]*|\bwww\.[^\s<>\])]*|\]\([^()\s]*\)|</?[A-Za-z!][^<>]*>"
)
_WIKILINK = re.compile(r"\[\[[^\[\]]*\]\]")
_SPACE = re.compile(r"\s*")
_SENTENCE_END = ".,;:!?"
# Words after which a citation is one of the sentence's own: "as argued by [@key]".
_LEADING_IN = re.compile(
    "and|or|&|by|in|of|to|with|from|see|cf[.]|as|than|und|oder|von|bei|siehe|vgl[.]|et|par|de|dans|voir|y|por|en",
    re.IGNORECASE,
)
_LONGEST_ATTRIBUTION = 80  # characters from a dash to the end of the block


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation in brackets: the key and its locator."""

    key: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in the text that is not words: where it stands (from, to) and what it says."""

    start: int
    end: int
    sign: str = ""
    path: str = ""
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Inline:
    """One block taken apart: its words, and the marks that were in it.

    tags are (path, stance, offset in the original text); at_end is what is cited at the end of the
    block, inside what is cited anywhere else in brackets, bare the keys written as @key alone at either end.
    """

    text: str
    tags: tuple[tuple[str, Stance, int], ...] = ()
    locator: str = ""
    handle: str = ""
    at_end: tuple[Cited, ...] = ()
    inside: tuple[Cited, ...] = ()
    bare: tuple[str, ...] = ()


def take_apart(text: str) -> Inline:
    """Take the marks of a block out of its text.

    Tags, locators, citations and the id at the end go; a tag inside a sentence leaves its word.
    """
    hidden = _hide(text, _code_spans(text))
    hidden = _hide(hidden, (match.span() for match in _ADDRESS.finditer(hidden)))
    tags = list(_tags(_hide(hidden, (match.span() for match in _WIKILINK.finditer(hidden)))))
    citations = list(_citations(hidden))
    ending = _Ending(text, len(text))
    while ending.shorten(tags, citations):
        pass
    found = ending.found
    start = _leading_tags(text, tags, ending.end)
    running = [tag for tag in tags if start <= tag.start < ending.end]
    return Inline(
        text=_without_marks(text, start, ending.end, running) + ending.tail,
        tags=tuple((tag.path, stance_of(tag.sign), tag.start) for tag in tags),
        locator=found.locator,
        handle=found.handle,
        at_end=found.at_end,
        inside=tuple(cited for mark in citations if mark.end <= ending.end for cited in mark.cited),
        bare=tuple(
            dict.fromkeys(
                match.group("key")
                for match in _BARE_KEY.finditer(hidden)
                if match.start() == 0 or match.end() == ending.end
            )
        ),
    )


def only_marks(line: str) -> bool:
    """Whether a line holds nothing but tags, a locator, a citation or an id."""
    return len(line) < 500 and not take_apart(line).text.strip(_SENTENCE_END)  # noqa: PLR2004 -- marks are short


class _Ending:
    """The end of a block, moved back over one mark after another."""

    def __init__(self, text: str, end: int) -> None:
        self.text = text
        self.end = end
        self.tail = ""  # the full stop that followed a locator: it stays
        self.found = Inline("")

    def shorten(self, tags: list[Mark], citations: list[Mark]) -> bool:
        """Move over one mark; False when words are reached."""
        while self.end and self.text[self.end - 1].isspace():
            self.end -= 1
        return (
            self._id()
            or self._tag(tags)
            or self._citation(citations)
            or self._parentheses()
            or self._attribution()
        )

    def _id(self) -> bool:
        start = 1 + max(self.text.rfind(space, 0, self.end) for space in " \n\t")
        match = _ID.fullmatch(self.text, start, self.end)
        if not match or self.found.handle or self.tail:
            return False
        self.found = replace(self.found, handle=match.group("id"))
        self.end = start
        return True

    def _tag(self, tags: list[Mark]) -> bool:
        mark = _ending_at(tags, self.end)
        if not mark:
            return False
        self.end = mark.start
        return True

    def _citation(self, citations: list[Mark]) -> bool:
        mark = _ending_at(citations, self.end) or _ending_at(citations, self._before_stop())
        if not mark or self.found.at_end or not self._stands_alone(mark, citations):
            return False
        self.found = replace(self.found, at_end=mark.cited)
        self._cut(mark.start, mark.end)
        dash = _DASH_AT_END.search(self.text[max(0, self.end - 4) : self.end].rstrip())
        if dash:
            self.end = self.text.rindex(dash.group(), 0, self.end)
        return True

    def _stands_alone(self, mark: Mark, citations: list[Mark]) -> bool:
        """Whether a citation at the end says where the block is from, and is no part of its last sentence."""
        located = any(cited.locator for cited in mark.cited)
        if self.found.locator and located:
            return False
        others = {cited.key for other in citations if other.end <= mark.start for cited in other.cited}
        words = self.text[max(0, mark.start - 12) : mark.start].split()
        leads_in = bool(words) and _LEADING_IN.fullmatch(words[-1].strip("(")) is not None
        return not leads_in and (located or not others - {cited.key for cited in mark.cited})

    def _parentheses(self) -> bool:
        before = self._before_stop()
        start = self.text.rfind("(", max(0, before - 62), before)
        if start < 0 or not _IN_PARENTHESES.fullmatch(self.text, start, before):
            return False
        return self._locator(self.text[start + 1 : before - 1], start, before)

    def _attribution(self) -> bool:
        before = self._before_stop()
        first = max(0, before - _LONGEST_ATTRIBUTION)
        match = _AFTER_DASH.search(self.text[first:before])
        return match is not None and self._locator(match.group("words"), first + match.start(), before)

    def _locator(self, words: str, start: int, end: int) -> bool:
        words = words.strip().rstrip(".")
        locator, length = leading(words)
        known = self.found.locator or any(cited.locator for cited in self.found.at_end)
        if not locator or length != len(words) or known:
            return False
        self.found = replace(self.found, locator=locator)
        self._cut(start, end)
        return True

    def _before_stop(self) -> int:
        """Where the text ends without the sentence's own full stop (only the first time)."""
        if self.tail or not self.end or self.text[self.end - 1] not in _SENTENCE_END:
            return self.end
        return self.end - 1

    def _cut(self, start: int, end: int) -> None:
        stop = self.text[end : self.end]
        self.end = start
        if stop:
            words = self.text[max(0, start - 8) : start].rstrip()
            self.tail = "" if words and words[-1] in _SENTENCE_END else stop


def _ending_at(marks: list[Mark], end: int) -> Mark | None:
    """Give the mark that ends here; drops those further on, so that all calls together are linear."""
    low, high = 0, len(marks)
    while low < high:
        middle = (low + high) // 2
        if marks[middle].end < end:
            low = middle + 1
        else:
            high = middle
    return marks[low] if low < len(marks) and marks[low].end == end else None


def _tags(text: str) -> Iterator[Mark]:
    for match in _TAG.finditer(text):
        if any(letter.isalpha() for letter in match.group("path")):  # "#123" is a number
            yield Mark(match.start(), match.end(), match.group("sign") or "", match.group("path"))


def _citations(text: str) -> Iterator[Mark]:
    for match in _BRACKETS.finditer(text):
        cited = tuple(_cited(match.group()[1:-1]))
        if cited:
            yield Mark(match.start(), match.end(), cited=cited)


def _cited(inside: str) -> Iterator[Cited]:
    """Yield what one pair of brackets cites: `see @a, p. 12; @b`."""
    for part in inside.split(";"):
        match = _IN_BRACKETS.search(part)
        key = (match.group("braced") or match.group("key").rstrip(".:")) if match else ""
        if match and key:
            locator, _ = leading(part[match.end() :].lstrip(", {"), bare=True)
            yield Cited(key, locator)


def keys_in(text: str) -> tuple[str, ...]:
    """Give the distinct citation keys of a heading: those in brackets, else those written as @key."""
    hidden = _hide(text, _code_spans(text))
    hidden = _hide(hidden, (match.span() for match in _ADDRESS.finditer(hidden)))
    bracketed = [cited.key for mark in _citations(hidden) for cited in mark.cited]
    return tuple(dict.fromkeys(bracketed or [match.group("key") for match in _BARE_KEY.finditer(hidden)]))


def _leading_tags(text: str, tags: Sequence[Mark], end: int) -> int:
    """Where the words start after tags that only label them: what follows begins a sentence."""
    start = 0
    for tag in tags:
        if tag.start != start or tag.end >= end:
            break
        gap = _SPACE.match(text, tag.end, end)
        start = gap.end() if gap else tag.end
    first = text[start : start + 1]
    return start if first and not first.islower() else 0


def _without_marks(text: str, start: int, end: int, tags: Sequence[Mark]) -> str:
    """Give the words from start to end: a tag leaves its own, unless it stands at the end of a paragraph."""
    cuts = [end]
    label = -1  # where the next tag starts that stands at a paragraph's end
    for tag in reversed(tags):
        gap = _SPACE.match(text, tag.end)
        following = gap.end() if gap else tag.end
        if following == label or "\n\n" in text[tag.end : following]:
            label = tag.start
            cuts += [tag.end, tag.start]
        else:
            cuts += [tag.start + len(tag.sign) + 1, tag.start]
    cuts.append(start)
    cuts.reverse()
    pieces = (text[a:b] for a, b in list(pairwise(cuts))[::2])
    return re.sub(r" +\n", "\n", "".join(pieces)).strip()


def _hide(text: str, spans: Iterator[tuple[int, int]]) -> str:
    """Put an "x" for every character of the spans, so that no mark is seen in them."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], "x" * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches between two runs of as many backticks."""
    runs = [match.span() for match in re.finditer("`+", text)]
    places: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        places.setdefault(runs[index][1] - runs[index][0], []).append(index)
    index = 0
    while index < len(runs):
        same = places[runs[index][1] - runs[index][0]]
        while same and same[-1] <= index:
            same.pop()
        if same:
            yield runs[index][0], runs[same[-1]][1]
            index = same[-1]
        index += 1
