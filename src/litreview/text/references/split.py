"""Cut a list of references into its entries: by their numbers, by blank lines, by hanging lines, by their heads."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from litreview.text.references.cleaning import LABEL, NUMBER, is_furniture
from litreview.text.references.dates import date_at, date_in_parentheses
from litreview.text.references.lexicon import PARTICLES, PLACES, PUBLISHERS, REGIONS
from litreview.text.references.names import read_names
from litreview.text.references.section import Line, is_heading, newlines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FARTHEST = 3
"""How many numbers may be missing between two entries of a numbered list."""
SURE = 3.5
"""Score of names from which they begin an entry in the middle of a paragraph."""
HANGING = 0.2  # share of lines with an indent from which the lines without one begin the entries
SHORTEST = 40  # characters of an entry in a paragraph of several
SHORTEST_REST = 12  # characters after the date of an entry
LONGEST_LINE = 130  # characters of a line of printed text; a longer one is a whole paragraph
YEARS = range(1400, 2100)
"""Numbers at the start of a line that are rather years, unless a list has counted so far."""
FULL_LINE = 0.85
"""Share of the longest line that a wrapped line fills at least: proportional letters make lines uneven."""
MOST_TRIED = 12  # names before a year that may begin the entry of that year
LOOKED_AT = 600  # characters of a line in which names and a date are looked for
_NUMBER = re.compile(NUMBER.pattern)
_INNER_NUMBER = re.compile(
    r"(?:(?<=\S)\s+|(?<=[.．。\d]))(?=(?:\[(?P<a>\d{1,4})\]|［(?P<b>\d{1,4})］)\.?\s*(?:[^\W\d_a-zà-ÿ]|[“\"«‘(*]|[a-z]{1,3}\s))"
)
_INNER_POINT = re.compile(r"(?<=[.\d/)])\s+(?=(?P<a>\d{1,4})\.\s+[A-ZÀ-Þ“\"\u4e00-\u9fff])")
_INNER_HEAD = re.compile(r"(?<=[.\d/)\w])[.]?\s+(?=[A-ZÀ-Þ][\w’'‐-]+,\s(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w’'-]+))")
_BULLET = re.compile(rf"\s*(?:[-*+•‣▪·]\s+\S|{LABEL}\s)")
_LETTERED = re.compile(r"\s*\[\d{1,4}[a-z]\]")
_END = re.compile(r"[.\d)\]/”\"。．]\W*$|https?://\S+$|\b10\.\d{4,}/\S+$")
_INITIAL_LAST = re.compile(r"(?:^|[,(&]\s?|[A-ZÀ-Þ]\.[\s-]?|[a-zà-ÿ]\s)[A-ZÀ-Þ]\.?[,:]?$|&$")
_NO_HEAD = re.compile(
    rf"(?:{PLACES})\b\s*[,.:;)(]|(?-i:{REGIONS})\b\.?\s*[,:;)]|(?-i:[A-Z]{{2}})\.\s|(?-i:[A-ZÀ-Þ])\.?(?:[\s-]?(?-i:[A-ZÀ-Þ])\.)*\s?[,(]"
    rf"|[^,.:;()]{{0,40}}(?:{PUBLISHERS})[^,.:;()]{{0,30}}(?:[.,]|$)|(?:retrieved|available|accessed|doi|https?|pp?|vol|in)\b",
    re.IGNORECASE,
)
"""What a line in the middle of an entry begins with: a town, a publisher, initials of the name before it."""
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)|\bn\.\s?d\.|in press|forthcoming", re.IGNORECASE)
_DASHES = re.compile(r"\s*[-\u2013\u2014_]{3,}\s*[.,(]|\s*\u2014{2,}|\s*\u2014\s*[.,(]")


class Span(NamedTuple):
    """A stretch of the list: its place in the text, its first line, and whether it may be an entry."""

    start: int
    end: int
    line: int
    is_entry: bool


def split_list(text: str, lines: Sequence[Line]) -> list[Span]:
    """Cut the lines of a list into entries and what is none (headings), in order."""
    lines = _without_page_heads(lines)
    numbered = _numbered_starts(lines)
    starts = numbered or _plain_starts(lines)
    spans: list[Span] = []
    for first, last in _groups(lines, starts, numbered=bool(numbered)):
        spans += _inner(text, lines[first:last], numbered=bool(numbered))
    return spans


def _without_page_heads(lines: Sequence[Line]) -> list[Line]:
    """Leave out the heads and feet of pages; with them the blank lines around, where they part an entry."""
    kept: list[Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        alone = (
            bool(kept)
            and not kept[-1].text.strip()
            and at + 1 < len(lines)
            and not lines[at + 1].text.strip()
        )
        if not (alone and is_furniture(line.text)):
            kept.append(line)
            at += 1
            continue
        at += 1
        before = next((item.text for item in reversed(kept) if item.text.strip()), "")
        after = next((item.text for item in lines[at:] if item.text.strip()), "")
        if (
            before
            and not is_heading(before)
            and (after.lstrip()[:1].islower() or not _END.search(before.rstrip("*_ ")))
        ):
            while kept and not kept[-1].text.strip():
                kept.pop()
            while at < len(lines) and not lines[at].text.strip():
                at += 1
    return kept


def _groups(lines: Sequence[Line], starts: set[int], *, numbered: bool) -> Iterator[tuple[int, int]]:
    """Give the lines of each entry or heading as (first, one past the last)."""
    first = -1
    for at, line in enumerate(lines):
        blank = not line.text.strip()
        begins = (
            at in starts
            or is_heading(line.text)
            or (
                not blank
                and at
                and not lines[at - 1].text.strip()
                and _is_apart(lines, first, at, numbered=numbered)
            )
        )
        if first >= 0 and (begins or is_heading(lines[first].text)):
            yield first, at
            first = -1
        if first < 0 and not blank:
            first = at
    if first >= 0:
        yield first, len(lines)


def _is_apart(lines: Sequence[Line], first: int, at: int, *, numbered: bool) -> bool:
    """Whether a paragraph without a number is no rest of the entry before it (a page break in the middle)."""
    if not numbered or first < 0:
        return True
    before = next((lines[back].text for back in range(at - 1, first - 1, -1) if lines[back].text.strip()), "")
    return bool(_END.search(before.rstrip("*_ "))) and not lines[at].text.lstrip()[:1].islower()


def _number(line: str) -> int | None:
    match = _NUMBER.match(line)
    if match is None or not line.strip():
        return None
    digits = next((group for group in match.groups()[:5] if group), None) or match["g"]
    return int(re.sub(r"\D", "", digits)) if digits and digits[0].isdecimal() else None


def _numbered_starts(lines: Sequence[Line]) -> set[int]:
    """Give the lines that begin with the numbers of the list, in their order; none where too few are numbered."""
    starts: set[int] = set()
    last: int | None = None
    for at, line in enumerate(lines):
        number = _number(line.text)
        if number is None or (number in YEARS and last != number - 1):
            continue
        goes_on = last == number and _LETTERED.match(line.text)  # [1a], [1b]
        if last is None or goes_on or last < number <= last + FARTHEST:
            starts.add(at)
            last = number
        elif number == 1 and at and not lines[at - 1].text.strip():
            starts.add(at)  # a second list
            last = number
    if len(starts) == 1:
        at = next(iter(starts))
        return (
            starts
            if not any(line.text.strip() for line in lines[:at]) and _number(lines[at].text) == 1
            else set()
        )
    return starts if 2 * len(starts) >= _paragraphs(lines) or len(starts) > FARTHEST * 2 else set()


def _paragraphs(lines: Sequence[Line]) -> int:
    return sum(
        bool(line.text.strip()) and (at == 0 or not lines[at - 1].text.strip())
        for at, line in enumerate(lines)
    )


def _plain_starts(lines: Sequence[Line]) -> set[int]:
    """Give the lines that begin an entry in a list without numbers: after blank lines, and within paragraphs."""
    starts: set[int] = set()
    paragraph: list[int] = []
    for at in range(len(lines) + 1):
        if at < len(lines) and lines[at].text.strip():
            paragraph.append(at)
            continue
        if paragraph:
            starts |= _starts_within(lines, paragraph)
        paragraph = []
    return starts


def _starts_within(lines: Sequence[Line], paragraph: Sequence[int]) -> set[int]:
    """Give the lines of one paragraph that begin entries: bullets, hanging lines, heads of entries."""
    starts = {paragraph[0]}
    if len(paragraph) == 1:
        return starts
    bullets = {at for at in paragraph if _BULLET.match(lines[at].text)}
    if len(bullets) > 1 and paragraph[0] in bullets:
        return bullets
    margins = {at: len(lines[at].text) - len(lines[at].text.lstrip()) for at in paragraph}
    least = min(margins.values())
    hanging = sum(margin > least for margin in margins.values())
    if hanging >= HANGING * len(paragraph) and margins[paragraph[0]] == least:
        return {at for at in paragraph if margins[at] == least}
    width = max(len(lines[at].text) for at in paragraph)
    for before, at in pairwise(paragraph):
        ends = _is_end(lines[before].text)
        breaks = width > LONGEST_LINE or _has_room(lines[before].text, lines[at].text, width)
        if (breaks and ends and not lines[at].text.strip()[:1].islower()) or (
            (breaks or ends) and _is_head(lines, at)
        ):
            starts.add(at)
    return starts


def _is_end(line: str) -> bool:
    """Whether an entry can end with a line: after a full stop, a page or a link, not after an initial or "&"."""
    line = line.rstrip("*_ ")
    return _END.search(line) is not None and _INITIAL_LAST.search(line) is None


def _has_room(before: str, text: str, width: int) -> bool:
    """Whether the first word of a line would have fitted on the line before it: a paragraph ended there."""
    word = text.split(maxsplit=1)[0]
    return len(before.rstrip()) + 1 + len(word) <= FULL_LINE * width


def _is_head(lines: Sequence[Line], at: int) -> bool:
    """Whether a line begins like an entry: a repeated author, or names (an organisation) with a date close by."""
    text = lines[at].text.strip().strip("*_")
    if _DASHES.match(text):
        return True
    if not text[:1].isalpha() or (text[:1].islower() and text.split()[0] not in PARTICLES):
        return text[:1] in '“"‘«'
    if _NO_HEAD.match(text):
        return False
    following = " ".join(line.text.strip() for line in lines[at + 1 : at + 3])
    window = f"{text} {following}"[:LOOKED_AT]
    names = read_names(window, date=(date_in_parentheses(window) or (-1, -1))[0])
    if names is not None and names.score >= SURE:
        return True
    place = date_in_parentheses(window)
    if place is not None and place[0] < len(text) and not re.search(r"\d", window[: place[0]]):
        return True
    return bool(_YEAR.search(text)) and bool(_YEAR.search(following) or not following) and names is not None


def _inner(text: str, lines: Sequence[Line], *, numbered: bool) -> Iterator[Span]:
    """Cut one group again where several entries run together on its lines."""
    first, last = lines[0], next(line for line in reversed(lines) if line.text.strip())
    start, end = first.start, last.start + len(last.text)
    if is_heading(first.text):
        yield Span(start, end, first.number, is_entry=False)
        return
    piece = text[start:end].rstrip()
    cuts = _numbered_cuts(piece) if numbered else _head_cuts(piece)
    line, counted = first.number, 0
    for begin, stop in zip((0, *cuts), (*cuts, len(piece)), strict=True):
        body = piece[begin:stop]
        lead = len(body) - len(body.lstrip())
        line += newlines(piece[counted : begin + lead])
        counted = begin + lead
        yield Span(start + begin + lead, start + begin + len(body.rstrip()), line, is_entry=True)


def _numbered_cuts(piece: str) -> tuple[int, ...]:
    """Give the places where the next number of the list stands in the middle of an entry."""
    current = _number(piece)
    cuts = []
    if current is None:
        return ()
    bracketed = re.match(r"\s*(?:[-*+]\s+)?[\[［]", piece) is not None
    for match in (_INNER_NUMBER if bracketed else _INNER_POINT).finditer(piece):
        number = int(next(group for group in match.groups() if group))
        if current < number <= current + (FARTHEST if bracketed else 1):
            cuts.append(match.end())
            current = number
    return tuple(cuts)


def _head_cuts(piece: str) -> tuple[int, ...]:
    """Give the places where the head "Family, I. (2020)." of another entry stands after a finished one."""
    cuts: list[int] = []
    years = [match.start() for match in _YEAR.finditer(piece)]
    tried: Counter[int] = Counter()
    begin = 0
    for match in _INNER_HEAD.finditer(piece):
        at = match.end()
        dated = bisect_left(years, begin)
        if at - begin < SHORTEST or dated == len(years) or years[dated] >= at:
            continue
        following = bisect_left(years, at)
        tried[following] += 1
        if following == len(years) or years[following] > at + LOOKED_AT or tried[following] > MOST_TRIED:
            continue
        window = " ".join(piece[at : at + LOOKED_AT].split())
        if re.search(r"\b(?:In|in|by|eds?\.?|&|and)\W*$", piece[max(0, at - 8) : at]):
            continue
        if _is_dated_head(window):
            cuts.append(at)
            begin = at
    return tuple(cuts)


def _is_dated_head(window: str) -> bool:
    """Whether a text begins with names and their date: "Roe, R. and Poe, E. (2012)", "Roe, Rita. 2012."."""
    place = date_in_parentheses(window)
    names = read_names(window, date=place[0] if place else -1)
    if names is None or names.score < SURE or names.role == "editor":
        return False
    if place and 0 <= place[0] - names.end <= 2:  # noqa: PLR2004
        return names.score >= SURE + 2 and date_at(window, place[0]) is not None
    date = date_at(window, names.end)
    if date is None or not date.year or window[date.end : date.end + 1] != ".":
        return False
    return len(window) > date.end + SHORTEST_REST
