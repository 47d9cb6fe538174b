"""Find quotations in notes and in the full texts of sources, and say in which words they differ.

Quotations are few and texts are long, so the quotations are indexed, by their windows of three words, and each
text is read once: its words are looked up, window by window. That texts share a passage when they share
windows ("shingles") is Broder, "On the resemblance and containment of documents" (1997); that windows of three
words find a passage after each single change is ours, and measured (benchmarks/quotations). A candidate is then
compared word by word (Levenshtein), since an inserted "not" changes one word in twenty and all of the sense.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, count
from typing import TYPE_CHECKING, Literal

from litreview.text.cjk import HAN
from litreview.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ChangeKind = Literal["words", "negation", "number", "spelling", "part"]

WINDOW = 3
"""Words of a window: two are everywhere, and with four a changed word hides a short quotation."""
TELLING_LETTERS = 9
"""Letters from which a window is looked for: "of the", "as it is" stand on every page."""
DRIFT = 15
"""Words by which a quotation and its source may shift against each other: what a page's head brings in."""
LOOSE_ENDS = 5
"""Words by which either end of a passage is moved to where it fits best: what a reference in brackets takes."""
_WEIGHTS = (1, 3, 3)  # of a word that the source has besides, that the quotation has besides, of another word
FEWEST_WINDOWS = 0.15
"""Share of the windows of a part that a passage has at the least: four changes in twenty words leave a third."""
OFTEN = 20
"""Times that a window comes in one text from which it says little about where a passage stands."""
MOST_HITS = 10_000
"""Windows of one part that are looked at in a text: only one that says the same again and again has more."""
LIKELY_PLACES = 3
"""Places of one text that are compared with a part of a quotation."""
FEWEST_MATCHED = 4
"""Words that must be the same in a passage: fewer are an idiom."""
ALIKE = 0.6
"""Share of words that are the same from which a passage is the one that was quoted, with changes."""
FEWEST_OF_PART = 5
"""Words of a part between ellipses that is told when it was not found: one change hides a shorter one."""
FEWEST_ALIKE = 0.45
"""Share from which a closer look is worth its time: words may be parted otherwise, or stand on the next page."""
LONGEST_HEAD = 30
"""Words of a running head or a footnote that may stand between two pages."""
LONGEST_FOOT = 400
"""Words of the notes at the foot of a page and the head of the next, within a quotation."""
_TAIL = r"(?:(?:['’ʼ](?=[^\W_])|[-\u2010\u2011\u00ad](?:[ \t]*\r?\n[ \t]*)?)[^\W_]+)*"
_PLAIN_WORD = re.compile(rf"[^\W_]+{_TAIL}|[&%]")
_HAN_WORD = re.compile(rf"[{HAN}]|[^\W_{HAN}]+{_TAIL}|[&%]")
_PIECE = re.compile(r"\f|[^\f]{1,4000}(?:[^\f\n]|(?<=[-\u2010\u2011\u00ad])\n)*")
"""What is gone through at a time: to the end of a page, or of a line that no hyphen ends."""
_HAN = re.compile(f"[{HAN}]")
_BETWEEN_HAN = re.compile(f"(?<=[{HAN}]) (?=[{HAN}])")
_LINE_END = re.compile(r"[-\u2010\u2011\u00ad][ \t]*\r?\n[ \t]*|\u00ad")
_STEM = "\ue000"  # behind a word whose ending the writer put in brackets
_QUOTED_WORD = re.compile(rf"(?:[{HAN}]|[^\W_{HAN}]+{_TAIL}|[&%]){_STEM}?")
_REMARK = re.compile(
    r"[(\[][^()\[\]]{0,60}(?:emphas[ie]s|italics|\bsic\b|translation|Hervorhebung|Übers)[^()\[\]]{0,60}[)\]]",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"(?<!\w)\[(\w{1,2})\](?=\w)")
_ENDING = re.compile(r"(?<=\w)\[\w{0,5}\]")
_OMISSION = re.compile(r"\([ .…]+\)|\[[^\[\]]*\]|\.(?:\s?\.){2,}|…")
_REFERENCE = re.compile(r"[\s,;]*(?:\([^()]*\d[^()]*\)|\[[^\[\]]*\d[^\[\]]*\])[\s.,;:]*")
_NEGATIONS = frozenset(
    (
        "not", "no", "never", "none", "nor", "neither", "without", "cannot", "nobody", "nothing", "nowhere", "hardly",
        "isnt", "arent", "wasnt", "werent", "dont", "doesnt", "didnt", "wont", "cant", "couldnt", "wouldnt", "shouldnt",
        "hasnt", "havent", "nicht", "kein", "keine", "nie", "ne", "pas", "non", "不", "没", "未", "无", "非",
    )
)  # fmt: skip
_DIGITS = "0123456789"
_SIGNS = {"&": "and", "%": "percent"}
_QUOTED_BEFORE = re.compile(r"[“„«「『\"‘]\s*[^“”„«»「」『』\"‘]{0,300}\Z")
_QUOTED_BEHIND = re.compile(r"\A[^“”„«»「」『』\"‘]{0,300}[”“»」』\"’]")


@dataclass(frozen=True, slots=True)
class Document:
    """A text to look into: the full text of a source or a quotation that was noted (is_note), under its key."""

    key: str
    text: str
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """Words that stand otherwise in the source: as quoted and as printed there, "" where it has more or less.

    A "spelling" may be the source's own or a slip of the pen; a "part" is a part between ellipses that was not found.
    """

    kind: ChangeKind
    quoted: str
    printed: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation stands: the document by its number, the passage as printed there, and where it begins and ends.

    alike is the share of its words that are the same, matched their number. diff shows both in one line: what the
    source has alone as [-these-], what the quotation has alone as {+these+}. in_order says that the parts between
    ellipses come in their order, within_marks that the source itself quotes these words.
    """

    document: int
    key: str
    passage: str
    start: int
    end: int
    alike: float
    matched: int
    changes: tuple[Change, ...] = ()
    diff: str = ""
    in_order: bool = True
    within_marks: bool = False

    @property
    def is_verbatim(self) -> bool:
        """Whether the words are those of the source, spelling aside."""
        return self.in_order and all(change.kind == "spelling" for change in self.changes)


@dataclass(frozen=True, slots=True)
class _Part:
    """The words of a quotation between two omissions: as written, folded, and as numbers; where its windows begin."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    numbers: tuple[int, ...]
    windows: tuple[int, ...]

    def said(self, which: slice) -> str:
        """Give some of the words as they are shown."""
        return _line(self.words[which]).replace(_STEM, "")


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a part stands in a document: from which of its words to which, and what differs."""

    first: int
    last: int
    matched: int
    changes: tuple[Change, ...]
    diff: str


class _Vocabulary(dict[str, int]):
    """The number of each word of the quotations, by the word as a text prints it; 0 for all others."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __missing__(self, printed: str) -> int:
        self[printed] = number = self.numbers.get(folded_word(printed), 0)
        return number


@lru_cache(maxsize=1 << 16)
def folded_word(word: str) -> str:
    """Give a word as two people would both have typed it: without hyphens, so that line ends do not matter."""
    return _SIGNS.get(word) or fold(word).replace(" ", "")


def find(quotations: Sequence[str], documents: Iterable[Document]) -> list[tuple[Place, ...]]:
    """Look quotations up in documents: for each its places, the likest first, at most one of each document.

    Each document is gone through once, whatever the number of quotations, and let go again.
    """
    vocabulary = _Vocabulary()
    parts = [[*_parts(text, vocabulary.numbers)] for text in quotations]
    windows: defaultdict[tuple[int, ...], list[tuple[int, int, int]]] = defaultdict(list)
    for number, own in enumerate(parts):
        for place, part in enumerate(own):
            for at in part.windows:
                windows[part.numbers[at : at + WINDOW]].append((number, place, at))
    found: list[list[Place]] = [[] for _ in quotations]
    for at, document in enumerate(documents):
        text = _Text(document, vocabulary)
        for number, hits in text.hits(windows).items():
            if (there := _place(text, parts[number], hits, at)) is not None:
                found[number].append(there)
    return [
        tuple(sorted(places, key=lambda one: (-one.alike, len(one.changes), -one.matched, one.document)))
        for places in found
    ]


def _parts(quotation: str, numbers: dict[str, int]) -> Iterator[_Part]:
    """Give the parts of a quotation between its omissions; adds its words to the numbers.

    "[T]he" is "the", "govern[s]" any word that begins so, other words in brackets are the writer's own.
    """
    text = _REMARK.sub(" ", unicodedata.normalize("NFC", quotation))
    text = _ENDING.sub(_STEM, _CAPITAL.sub(r"\1", text))
    for piece in _OMISSION.split(text):
        words = tuple(_QUOTED_WORD.findall(piece))
        folded = tuple(folded_word(word.rstrip(_STEM)) for word in words)
        own = tuple(numbers.setdefault(word, len(numbers) + 1) for word in folded)
        if words:
            yield _Part(words, folded, own, tuple(_telling(folded)))


def _telling(folded: Sequence[str]) -> list[int]:
    """Give where windows begin that are worth looking for; all of them where none tells much."""
    every = range(len(folded) - WINDOW + 1)
    good = [
        at
        for at in every
        if len(letters := "".join(folded[at : at + WINDOW])) >= TELLING_LETTERS or not letters.isascii()
    ]
    seen: Counter[tuple[str, ...]] = Counter()
    kept: list[int] = []
    for at in good or every:
        window = tuple(folded[at : at + WINDOW])
        seen[window] += 1
        if seen[window] <= LIKELY_PLACES:  # a refrain
            kept.append(at)
    return kept


class _Text:
    """A document in words, while quotations are looked up in it.

    It is cut into pieces, so that where a word stands is worked out for the pieces alone in which something was found.
    """

    def __init__(self, document: Document, vocabulary: _Vocabulary) -> None:
        self.document = document
        text = document.text
        self.text = text if text.isascii() else unicodedata.normalize("NFC", text)
        self.pattern = _HAN_WORD if not text.isascii() and _HAN.search(text) else _PLAIN_WORD
        self.words: list[str] = []
        self.breaks: list[int] = []  # the words before which a page begins
        self._pieces: list[tuple[int, int]] = []  # the first word of each, and where it begins
        for piece in _PIECE.finditer(self.text):
            if piece[0] == "\f":
                self.breaks.append(len(self.words))
                continue
            self._pieces.append((len(self.words), piece.start()))
            self.words += self.pattern.findall(piece[0])
        self.numbers = [*map(vocabulary.__getitem__, self.words)]
        self._starts: dict[int, list[int]] = {}

    def hits(
        self, windows: dict[tuple[int, ...], list[tuple[int, int, int]]]
    ) -> dict[int, dict[int, list[tuple[int, int]]]]:
        """Give, by quotation and part, where its windows stand: word of the part, word of the document."""
        numbers = self.numbers
        every = zip(numbers, numbers[1:], numbers[2:], strict=False)
        shared = compress(count(), map(windows.__contains__, every))
        given: defaultdict[int, defaultdict[int, list[tuple[int, int]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for at in shared:
            for number, place, within in windows[tuple(numbers[at : at + WINDOW])]:
                if len(own := given[number][place]) < MOST_HITS:
                    own.append((within, at))
        return {number: dict(by_part) for number, by_part in given.items()}

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Give where words begin and end in the text (last is the one behind)."""
        last = max(first, last - 1)
        return self._start(first), self._start(last) + len(self.words[last])

    def _start(self, word: int) -> int:
        place = bisect_right(self._pieces, (word, len(self.text))) - 1  # the last one is not empty
        first, start = self._pieces[place]
        if place not in self._starts:
            end = self._pieces[place + 1][1] if place + 1 < len(self._pieces) else len(self.text)
            self._starts[place] = [found.start() for found in self.pattern.finditer(self.text, start, end)]
        return self._starts[place][word - first]

    def turns(self, first: int, last: int) -> bool:
        """Whether a page ends between the word before one and another one."""
        return bisect_right(self.breaks, last) > bisect_left(self.breaks, first)

    def between(self, first: int, last: int) -> str:
        """Give the text from behind the word before `first` to the word `last`."""
        start = self.span(first - 1, first)[1] if first > 0 else 0
        end = self.span(last, last + 1)[0] if last < len(self.words) else len(self.text)
        return self.text[start:end]


def _place(
    text: _Text, parts: Sequence[_Part], hits: dict[int, list[tuple[int, int]]], document: int
) -> Place | None:
    """Give the place of a quotation in one document, None where too little is the same."""
    fits: list[_Fit] = []
    in_order = True
    missing: list[Change] = []
    for place, part in enumerate(parts):
        behind = fits[-1].last if fits else 0
        fit = _best(text, part, hits.get(place, []), behind, alone=len(parts) == 1)
        if fit is not None:
            in_order = in_order and fit.first >= behind
            fits.append(fit)
        elif len(part.words) >= FEWEST_OF_PART and not any(word.endswith(_STEM) for word in part.words):
            missing.append(Change("part", part.said(slice(None)), ""))
    matched = sum(fit.matched for fit in fits)
    compared = matched + sum(_size(change) for fit in fits for change in fit.changes)
    if matched < min(FEWEST_MATCHED, sum(len(part.words) for part in parts)) or matched < ALIKE * compared:
        return None
    fits.sort(key=lambda fit: fit.first)
    spans = [text.span(fit.first, fit.last) for fit in fits]
    start, end = spans[0][0], spans[-1][1]
    return Place(
        document,
        text.document.key,
        " … ".join(" ".join(text.text[slice(*span)].split()) for span in spans),
        start,
        end,
        matched / (compared + sum(map(_size, missing))),
        matched,
        (*(change for fit in fits for change in fit.changes), *missing),
        " … ".join(fit.diff for fit in fits),
        in_order,
        _is_within_marks(text.text, start, end),
    )


def _best(text: _Text, part: _Part, hits: list[tuple[int, int]], behind: int, *, alone: bool) -> _Fit | None:
    """Give how a part stands in a document at its likeliest place, None where too little is the same."""
    spans = _candidates(text, part, hits, behind)
    fits = (_fit(text, part, first, last) for first, last in spans)
    options = [fit for fit in fits if fit is not None and fit.matched >= ALIKE * len(part.words)]
    if not alone and len(part.words) < FEWEST_OF_PART:
        options = [fit for fit in options if not fit.changes]  # a few like words are anywhere

    def likelihood(fit: _Fit) -> tuple[int, bool, int]:
        return fit.matched - len(fit.changes), fit.first >= behind, -fit.first

    return max(options, key=likelihood, default=None)


def _size(change: Change) -> int:
    if change.kind == "spelling":
        return 0
    return max(len(change.quoted.split()), len(change.printed.split()))


def _is_within_marks(text: str, start: int, end: int) -> bool:
    return bool(
        _QUOTED_BEFORE.search(text[max(0, start - 320) : start])
        and _QUOTED_BEHIND.match(text[end : end + 320])
    )


def _line(words: Iterable[str]) -> str:
    """Give words on one line, those of Chinese without blanks, those that a line's end parted as one."""
    return _BETWEEN_HAN.sub("", _LINE_END.sub("", " ".join(words)))


def _candidates(text: _Text, part: _Part, hits: list[tuple[int, int]], after: int) -> list[tuple[int, int]]:
    """Give the stretches of a document in which a part may stand.

    Where it stands word for word, that alone; else those with most of its windows. Of equal ones, the next behind
    the part before is the likelier.
    """

    def far(start: int) -> tuple[bool, int]:
        return start < after, abs(start - after)

    size = len(part.numbers)
    shifts = Counter(at - within for within, at in hits)
    whole = [shift for shift, number in shifts.items() if number == len(part.windows)]
    same = [shift for shift in whole if tuple(text.numbers[shift : shift + size]) == part.numbers]
    if same:
        start = min(same, key=far)
        return [(start, start + size)]
    groups = _groups(hits)
    groups.sort(key=lambda group: (-len(group), far(group[0][1] - group[0][0])))
    return [
        (group[0][1] - group[0][0], group[-1][1] - group[-1][0] + size)
        for group in groups[:LIKELY_PLACES]
        if len(group) >= FEWEST_WINDOWS * len(part.windows)
    ]


def _groups(hits: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Put windows together that stand in the order of the part, and about as far from one another as in it.

    Those that come again and again in the document are left out where there are others.
    """
    often = Counter(within for within, _ in hits)
    rare = [hit for hit in hits if often[hit[0]] <= OFTEN]
    groups: list[list[tuple[int, int]]] = []
    for within, at in sorted(rare or hits, key=lambda hit: (hit[1], hit[0])):
        for group in reversed(groups[-LIKELY_PLACES:]):
            last_within, last_at = group[-1]
            if within > last_within and abs((at - within) - (last_at - last_within)) <= DRIFT:
                group.append((within, at))
                break
        else:
            groups.append([(within, at)])
    return groups


def _fit(text: _Text, part: _Part, first: int, last: int) -> _Fit | None:
    """Compare a part word by word with a stretch of a document, its ends moved to where they fit best.

    None where too few words are the same for it to be the passage.
    """
    from rapidfuzz.distance import LCSseq, Levenshtein

    around = text.numbers[max(0, first - LOOSE_ENDS) : last + LOOSE_ENDS]
    if LCSseq.similarity(part.numbers, around) < FEWEST_ALIKE * len(part.numbers):
        return None
    begun, over = _aligned(text, part, first, last)
    if (whole := _over_page(text, part, begun, over)) is not None:
        return _Fit(*whole, len(part.words), (), part.said(slice(None)))
    changes: list[Change] = []
    shown: list[str] = []
    matched, mine, theirs = 0, 0, begun
    same = Levenshtein.opcodes(part.numbers, text.numbers[begun:over]).as_matching_blocks()
    for block in same:  # the last one is empty, at the end
        quoted, printed = slice(mine, block.a), slice(theirs, begun + block.b)
        mine, theirs = block.a + block.size, begun + block.b + block.size
        change = (
            _change(text, part, quoted, printed)
            if block.a > quoted.start or block.b > printed.start - begun
            else None
        )
        if change is None:
            shown.append(part.said(quoted))
            matched += len(part.words[quoted]) if text.words[printed] else 0
        else:
            changes.append(change)
            matched += len(part.words[quoted]) if change.kind == "spelling" else 0
            shown += [f"[-{change.printed}-]"] * bool(change.printed)
            shown += [f"{{+{change.quoted}+}}"] * bool(change.quoted)
        matched += block.size
        shown.append(part.said(slice(block.a, mine)))
    return _Fit(begun, over, matched, tuple(changes), " ".join(filter(None, shown)))


def _over_page(text: _Text, part: _Part, begun: int, over: int) -> tuple[int, int] | None:
    """Give the stretch of a part that begins on one page and goes on behind its notes and the next one's head."""
    own, there = [*part.numbers], text.numbers
    if not text.breaks or own == there[begun:over]:
        return None
    before = next(
        (
            at
            for at, (one, other) in enumerate(zip(own, there[begun : begun + len(own)], strict=False))
            if one != other
        ),
        0,
    )
    longest = LONGEST_FOOT if WINDOW <= before <= len(own) - WINDOW else DRIFT
    if before and (at := _next(there, own[before:], begun + before, begun + before + longest)):
        end = at + len(own) - before
        return (begun, end) if text.turns(begun + before, at) else None
    pairs = zip(reversed(own), reversed(there[max(0, over - len(own)) : over]), strict=False)
    behind = next((at for at, (one, other) in enumerate(pairs) if one != other), 0)
    head = own[: len(own) - behind]
    longest = LONGEST_FOOT if WINDOW <= behind <= len(own) - WINDOW else DRIFT
    low = max(0, over - behind - len(head) - longest)
    if (
        behind
        and (at := _next(there, head, low, over - behind))
        and text.turns(at + len(head), over - behind)
    ):
        return at, over
    return None


def _next(there: list[int], words: list[int], start: int, stop: int) -> int:
    """Give where words stand in a row between two places, 0 where they do not."""
    at = start
    while True:
        try:
            at = there.index(words[0], at, stop)
        except ValueError:
            return 0
        if there[at : at + len(words)] == words:
            return at
        at += 1


def _aligned(text: _Text, part: _Part, first: int, last: int) -> tuple[int, int]:
    """Give the stretch of words that is most like a part, at most a few words from where its windows stand."""
    from rapidfuzz.distance import Levenshtein

    def cost(start: int, end: int) -> int:
        return Levenshtein.distance(part.numbers, text.numbers[start:end], weights=_WEIGHTS)

    size = len(text.numbers)
    begun, over = max(0, first), min(size, last)
    if part.numbers == tuple(text.numbers[begun:over]):
        return begun, over
    moved = sorted(range(-LOOSE_ENDS, LOOSE_ENDS + 1), key=abs)
    begun = min({max(0, min(first + by, over - 1)): 0 for by in moved}, key=lambda start: cost(start, over))
    over = min({min(size, max(last + by, begun + 1)): 0 for by in moved}, key=lambda end: cost(begun, end))
    folded = [folded_word(word) for word in text.words[max(0, begun - 1) : over + 1]]
    if begun and part.folded[0] == "".join(folded[:2]):
        begun -= 1
    if over < size and part.folded[-1] == "".join(folded[-2:]):
        over += 1
    return begun, over


def _change(text: _Text, part: _Part, quoted: slice, printed: slice) -> Change | None:
    """Give what differs at one place, None where nothing does that counts."""
    mine, theirs = part.folded[quoted], tuple(map(folded_word, text.words[printed]))
    if "".join(mine) == "".join(theirs) or _is_layout(text, mine, theirs, printed):
        return None
    if len(mine) == len(theirs):
        written = part.words[quoted]
        pairs = [*zip(mine, theirs, written, strict=True)]
        if all(one == other or _is_stem(word, one, other) for one, other, word in pairs):
            return None
    return Change(_kind(mine, theirs), part.said(quoted), _line(text.words[printed]))


def _is_stem(written: str, mine: str, theirs: str) -> bool:
    """Whether the writer put the ending of a word in brackets: any word that begins so, but for its last letters."""
    return written.endswith(_STEM) and theirs.startswith(mine[: max(3, len(mine) - 1)])


def _is_layout(text: _Text, mine: Sequence[str], theirs: Sequence[str], printed: slice) -> bool:
    """Whether only the page differs: its end with a running head, the mark of a note, a reference in brackets;
    or a note ends, or leaves something out, where the quotation goes on.
    """
    if not theirs:
        ends = printed.start in {0, len(text.words)}
        return text.document.is_note and (
            ends or bool(_OMISSION.search(text.between(printed.start, printed.stop)))
        )
    if len(mine) <= 1 and len(theirs) <= LONGEST_HEAD and text.turns(printed.start, printed.stop):
        # a word may be parted by the page's end
        return not mine or (mine[0].startswith(theirs[0].rstrip(_DIGITS)) and mine[0].endswith(theirs[-1]))
    if not mine:
        around = text.between(printed.start, printed.stop)
        is_mark = all(word.isdecimal() for word in theirs) and bool(around[:1].strip())
        return is_mark or _REFERENCE.fullmatch(around) is not None
    return len(mine) == 1 == len(theirs) and mine[0].isalpha() and theirs[0].rstrip(_DIGITS) == mine[0]


def _kind(mine: Sequence[str], theirs: Sequence[str]) -> ChangeKind:
    from litreview.matching.same_title import same_word

    if (set(mine) ^ set(theirs)) & _NEGATIONS:
        return "negation"
    if any(any(map(str.isdecimal, word)) for word in (*mine, *theirs)):
        return "number"
    pairs = zip(mine, theirs, strict=True) if len(mine) == len(theirs) else [("".join(mine), "".join(theirs))]
    if mine and theirs and all(same_word(one, other) for one, other in pairs):
        return "spelling"
    return "words"
