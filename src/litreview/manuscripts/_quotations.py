"""Find quotations in running prose, between marks of many kinds and in blocks, and the citation next to each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from litreview.manuscripts._prose import GAP, PARAGRAPH
from litreview.model import Quotation
from litreview.text.cjk import HAN
from litreview.text.locators import leading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from litreview.manuscripts._authoryear import Positions
    from litreview.manuscripts._prose import Prose
    from litreview.model import Citation

FEWEST_WORDS = 4
"""Words of a quotation; fewer are a term, a title or words set apart."""
FEWEST_SIGNS = 8
"""Chinese characters of one: about as much as four words."""
LONGEST = 4_000
"""Characters of a quotation; between marks that are farther apart, one is missing."""
NEAR = 60  # characters between a quotation and the brackets behind it
SAME_SENTENCE = 400  # characters between a quotation and the names of its sentence
_CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "「": "」", "『": "』", "‹": "›"}
_MARK = re.compile(f'[“”„«»"「」『』‹›{PARAGRAPH}]')
_OPENS_BEHIND = frozenset(f" ([{{—–-/{GAP}{PARAGRAPH}‘'…")
_SINGLE = re.compile(rf"(?:(?<=[\s(\[—–{GAP}“„«])|^)‘(?=\S)", re.MULTILINE)
_SINGLE_END = re.compile(r"’(?![^\W\d_])")
_SURE_END = re.compile(r"(?:[.,;:!?)\]—–]|$| ?[(\[\x00])")
_WORD = re.compile(rf"[{HAN}]|[^\W_{HAN}]+(?:['’-][^\W_]+)*")
_ATTRIBUTED = re.compile(
    r"(?:[ \n]*[(\[（](?=[^()\[\]（）]*[\d\x00])[^()\[\]（）]{0,300}[)\]）]|[ \n][—–-]{1,3} ?[^—–\n]{3,200})[. \n]*$"
)
_TO_NEXT = re.compile(
    r"[\s.,;:!?…\"'”’»«“‹›」』)\]*_>~-]*(?:[(\[（]\s*|\\[A-Za-z]+\*?(?:\[[^\[\]]*\])*\{?\s*|@?\{?)"
    r"(?:(?:see|cf\.|e\.g\.,?|vgl\.|siehe|voir|so|in|from|aus)\s+)?-?"
)
_PAGE = re.compile(r"[\"'”’»“」』]?[.,]? ?[(（]([^()（）]{2,40})[)）]")
_BRACKET = re.compile(r"[(\[（@\\-]")
_SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!\bpp)(?<!\bp)(?<!\bal)(?<!\bcf)(?<!\bed)(?<!\bch)(?<!\bvol)(?<!\bno)(?<!\bn\.d)(?<!\bvgl)"
    r"[.!?…][\"'”’»)\]*_}]*\s+(?=[^\sa-z(\[])|[。！？]|\n\s*\n"
)


def quotations(
    prose: Prose,
    source: str,
    path: str,
    places: Positions,
    citations: Sequence[Citation],
    blocks: Iterable[tuple[int, int]] = (),
) -> tuple[Quotation, ...]:
    """Give the quotations of some prose, in order, each with the citation that stands next to it.

    Takes the prose and the text that it was made from; citations of the same text with their offsets; and where
    blocks of quoted lines begin and end in it. Quotations within others are left out.
    """
    text = prose.text
    found = [(prose.find(start), prose.find(end), True) for start, end in blocks]
    taken = _Taken(found)
    found += [(*span, False) for span in _doubles(text) if not taken.holds(span[0])]
    taken = _Taken(found)
    found += [(*span, False) for span in _singles(text) if not taken.holds(span[0])]
    cited = sorted((one for one in citations if one.path == path), key=lambda one: one.offset)
    given: list[Quotation] = []
    for start, stop, block in sorted(found):
        words, end = _words(text, start, stop, block=block)
        if not _is_long(words):
            continue
        begin = start + len(text[start:end]) - len(text[start:end].lstrip(f" {GAP}{PARAGRAPH}"))
        offset = prose.at(begin)
        line, column = places.of(offset)
        given.append(Quotation(words, path, line, column, offset, prose.at(end - 1) + 1, block=block))
    return tuple(_attributed(given, cited, source))


class _Taken:
    """Knows whether a place lies in one of some stretches."""

    def __init__(self, spans: Iterable[tuple[int, int, bool]]) -> None:
        ordered = sorted(spans)
        self.starts = [start for start, _, _ in ordered]
        self.ends = [end for _, end, _ in ordered]

    def holds(self, place: int) -> bool:
        index = bisect_right(self.starts, place) - 1
        return index >= 0 and place < self.ends[index]


def _words(text: str, start: int, end: int, *, block: bool) -> tuple[str, int]:
    """Give what is quoted, on one line, and where it ends: a block without the source behind it."""
    if block and (source := _ATTRIBUTED.search(text, max(start, end - 320), end)) and source.start() > start:
        end = source.start()
    words = " ".join(text[start:end].replace(GAP, " ").split())
    return (words.strip('“”„«»"') if block else words), end


def _is_long(words: str) -> bool:
    found = _WORD.findall(words)
    signs = sum(len(word) == 1 and "\u3400" <= word <= "\u9fff" for word in found)
    return signs >= FEWEST_SIGNS if signs * 2 > len(found) else len(found) >= FEWEST_WORDS


def _doubles(text: str) -> Iterator[tuple[int, int]]:
    """Give what stands between double marks of one kind, the outermost ones, within a paragraph."""
    opener, start, depth = "", 0, 0
    for mark in _MARK.finditer(text):
        sign, at = mark[0], mark.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        opens = sign in _CLOSERS and (sign == "«" or not after.isspace())
        if sign in '"»' and before and before not in _OPENS_BEHIND:
            opens = False
        if sign == PARAGRAPH or (opener and at - start > LONGEST):
            opener = ""
        if sign == PARAGRAPH:
            continue
        if not opener or (opens and sign == opener == '"'):
            opener, start, depth = (sign, mark.end(), 0) if opens else ("", 0, 0)
        elif sign in _CLOSERS[opener] and depth == 0:
            yield start, at
            opener = ""
        elif sign == opener:
            depth += 1
        elif sign in _CLOSERS[opener]:
            depth -= 1


def _singles(text: str) -> Iterator[tuple[int, int]]:
    """Give what stands between ‘ and ’; of those that may be apostrophes, the one at a stop ends it, else the last."""
    openers = [found.end() for found in _SINGLE.finditer(text)]
    for start, following in pairwise([*openers, len(text) + 1]):
        paragraph = text.find(PARAGRAPH, start, start + LONGEST)
        stop = min(following - 1, start + LONGEST, paragraph if paragraph >= 0 else len(text))
        ends = [found.start() for found in _SINGLE_END.finditer(text, start, stop)]
        sure = next((end for end in ends if _SURE_END.match(text, end + 1) or text[end - 1] in ".,!?"), None)
        if ends:
            yield start, sure if sure is not None else ends[-1]


def _attributed(
    found: Sequence[Quotation], citations: Sequence[Citation], source: str
) -> Iterator[Quotation]:
    offsets = [one.offset for one in citations]
    taken: Citation | None = None
    for place, quotation in enumerate(found):
        following = found[place + 1].offset if place + 1 < len(found) else len(source)
        at = bisect_left(offsets, quotation.end)
        first = bisect_right(offsets, quotation.offset)
        behind = citations[at] if at < len(citations) else None
        before = citations[first - 1] if first else None
        inside = citations[at - 1] if quotation.block and at > first else None
        if before is taken and before is not None and not before.narrative:
            before = None  # the brackets of the quotation before
        chosen = inside or _next_to(quotation, before, behind, source, following)
        taken = chosen
        page = _PAGE.match(source, quotation.end) if chosen is before and chosen is not None else None
        locator, length = leading(page[1]) if page else ("", 0)
        if page and chosen and length == len(page[1]):
            chosen = replace(chosen, locator=locator)
        yield replace(quotation, citation=chosen)


def _next_to(
    quotation: Quotation, before: Citation | None, behind: Citation | None, source: str, following: int
) -> Citation | None:
    """Give the citation in brackets behind a quotation, else the one that its sentence names."""
    if behind is not None and behind.offset - quotation.end >= SAME_SENTENCE:
        behind = None
    gap = source[quotation.end : behind.offset] if behind else ""
    if behind and len(gap) < NEAR and _TO_NEXT.fullmatch(gap) and _BRACKET.search(gap + behind.text[:1]):
        return behind
    if before is not None and 0 <= quotation.offset - before.end < SAME_SENTENCE:
        start = quotation.offset
        while quotation.block and source[start - 1 : start] in {" ", "\n", "\r", ">"}:
            start -= 1
        if not _SENTENCE_END.search(source[before.end : start]):
            return before
    if behind and behind.offset < following:
        sentence = source[quotation.end - 1 : behind.offset + 1]
        if quotation.block or not _SENTENCE_END.search(sentence):
            return behind if not quotation.block or _TO_NEXT.fullmatch(gap) else None
    return None
