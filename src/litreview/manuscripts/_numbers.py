"""Find citations by number in running prose: "[1]", "[2, 5–7]", "[3, p. 12]", "[1]–[3]", "(1, 4)".

Precision comes first: intervals, list markers, links, figures and what stands directly behind a sign are none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from litreview.model import Citation
from litreview.text.locators import leading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from litreview.manuscripts._authoryear import Positions
    from litreview.manuscripts._prose import Prose
    from litreview.model import Certainty

_GROUP = re.compile(r"[\[［](?P<inner>\d{1,3}(?!\d)[^\[\]［］\x00\n]{0,80})[\]］]")
_ROUND = re.compile(
    r"(?<=[^\W\d_][ \n]|[”\"’] )[(（](?:(?:see(?: also)?|cf\.|e\.g\.,?|reviewed in) )?"
    r"(?P<inner>\d{1,3}(?!\d)[^\[\]()（）\x00\n]{0,80})[)）]"
)
_JOINS = re.compile(
    r"\b(?:and|or|und|oder|et|ou|y|o|equations?|eqs?|steps?|lines?|cases?|types?|points?)[ \n]\Z|[:;,—–][ \n]\Z",
    re.IGNORECASE,
)
"""What stands before a number in round brackets that counts points or names an equation."""
COVERED = 0.5
"""Share of a numbered list that numbers in round brackets have to name before they are citations: an enumeration, (1)
and (2), names few."""
NUMBERED = 0.9
"""Share of the entries of a list that show a number where the list is a numbered one."""
_ITEM = re.compile(r"\s*(?P<first>[1-9]\d{0,2})(?:\s?[-\u2010-\u2015]{1,3}\s?(?P<last>[1-9]\d{0,2}))?\s*")
_TO = re.compile(r"\s?[-\u2010-\u2015]{1,3}\s?[\[［](?P<last>[1-9]\d{0,2})[\]］]")
_PARTS = re.compile(r"[,;，、；]")
_INTERVAL = re.compile(
    r"(?:[∈=<>≤≥×+*/^|~]|\bintervals?|\b(?:the|a) (?:range|scale|domain)|\bbetween|\branging from|\b[A-Za-z] in) ?\Z"
)
"""What stands before two numbers in brackets that are the ends of an interval."""
_LABEL = re.compile(
    r"(?:[∈=<>≤≥×+*/^|~$#@\\_]|\b(?:Article|Section|Figures?|Tables?|Equations?|Steps?|Pages?|Chapter|Lemma|Theorem"
    r"|[Aa]rt\.|[Ss]ec\.|[Ff]igs?\.|[Ee]qs?\.|pp?\.|[Nn]o\.|[Ff]ootnotes?)) ?\Z|\d\Z|(?:^|\s)[\"'“‘]\Z"
)
"""What stands before a number in brackets that is no reference."""
_WORD_BEFORE = re.compile(r"(?:[^\W\d_]{3}|(?:^|\s)[(（]|[\u3400-\u9fff]|[.,;:!?)\]’”\"。，；：）])\Z")
_NOT_BEHIND = re.compile(r"[(\w]|:(?! (?!https?:|www\.|ftp:)[^\W\d_])| ?=[^=]|\[[^\d]")
_GOES_ON = re.compile(r",?(?: and| or| &)? (?:[\[［(（]|(?!is\b|are\b)[^\W\d_A-Z])|[,–-] ?[\[［(（]")
"""Behind a number that opens a paragraph: the sentence of which it is the subject ("[3] and [5] agree")."""
REACH = 80  # characters before a bracket that tell what it is
_LINK_BEFORE = re.compile(r"\[[^\[\]]*[^\W\d][^\[\]]*\]\Z")
_TOUCHES = re.compile(r"[A-Za-z]")
_MARKER_BEFORE = re.compile(r"[ \t>]*(?:[-*+] )?\Z")
_NUMBERED_LINE = re.compile(r"[ \t>]*(?:[-*+] )?[\[［]\d")
MOST_IN_RANGE = 40
"""Works in one range: the longest seen in reviews has about thirty."""
FEWEST = 3
"""Numbers from which a text seems to cite by them, where its list does not show any."""


class _Group(NamedTuple):
    """Numbers in brackets: where they stand, and each with its locator and its place."""

    start: int
    end: int
    works: list[tuple[str, str, int]]


def numbered(
    prose: Prose,
    source: str,
    path: str,
    places: Positions,
    *,
    listed: Collection[str],
    unnumbered: int,
    by_names: int = 0,
) -> list[Citation]:
    """Give the citations by number of some prose, in order; a range gives each of its works.

    listed are the numbers of the text's own list: one that it has is surely cited, and others are likely to be.
    unnumbered is how many works a list without numbers has: several numbers that it has room for are likely.
    With neither, only another list can tell. by_names is how many works are cited by names and year: where
    there are many, numbers in round brackets are those of equations.
    """
    groups = list(_in_brackets(prose, source, listed, _GROUP))
    if len(listed) >= FEWEST and len(listed) >= NUMBERED * unnumbered:
        groups = _with_round(
            prose.text, groups, list(_in_brackets(prose, source, listed, _ROUND)), listed, by_names
        )
    numbers = {int(number) for group in groups for number, _, _ in group.works}
    by_order = not listed and len(numbers) >= FEWEST and max(numbers) <= unnumbered
    other: Certainty = "likely" if listed or by_order else "possible"
    found = []
    for group in groups:
        known = any(number in listed for number, _, _ in group.works)
        if not known and _TOUCHES.search(prose.text, group.start - 1, group.start):
            continue  # argv[1]
        written = prose.text[group.start : group.end]
        for number, locator, place in group.works:
            offset = prose.at(place)
            line, column = places.of(offset)
            end = prose.at(group.end - 1) + 1
            found.append(
                Citation(
                    "number", written, path, line, column, offset,
                    number=number, locator=locator, certainty="certain" if known else other, end=end,
                )
            )  # fmt: skip
    return found


def _with_round(
    text: str, square: list[_Group], rounded: list[_Group], listed: Collection[str], by_names: int
) -> list[_Group]:
    """Add the groups in round brackets, where these are how the text cites its list."""
    largest = max(map(int, listed))
    rounded = [
        group
        for group in rounded
        if all(int(number) <= largest for number, _, _ in group.works)
        and not _JOINS.search(text, max(0, group.start - 12), group.start)
    ]
    in_square, in_round = (
        {number for group in groups for number, _, _ in group.works} & set(listed)
        for groups in (square, rounded)
    )
    if in_square or len(in_round) < COVERED * len(listed) or by_names > len(rounded) * COVERED:
        return square
    return sorted(square + rounded, key=lambda group: group.start)


def _in_brackets(
    prose: Prose, source: str, listed: Collection[str], brackets: re.Pattern[str]
) -> Iterator[_Group]:
    text, at = prose.text, 0
    while found := brackets.search(text, at):
        at = found.end()
        group = _read(text, found)
        if group is None or not _stands(text, group):
            continue
        subject = group.works[0][0] in listed and _GOES_ON.match(text, group.end)
        if subject or not _is_marker(source, prose.at(group.start)):
            at = group.end
            yield group


def _read(text: str, found: re.Match[str]) -> _Group | None:
    """Read what stands in brackets; None where it is more than numbers and locators."""
    works: list[tuple[str, str, int]] = []
    at, end = found.start("inner"), found.end()
    for part in _PARTS.split(found["inner"]):
        item = _ITEM.fullmatch(part)
        if item is None:
            words = part.strip()
            locator, length = leading(words)
            if not works or not locator or length < len(words):
                return None
            works[-1] = (works[-1][0], locator, works[-1][2])
        elif numbers := _range(item["first"], item["last"] or item["first"]):
            works += [(number, "", at + item.start("first")) for number in numbers]
        else:
            return None
        at += len(part) + 1
    following = _TO.match(text, end) if len(works) == 1 else None
    if following and (numbers := _range(works[0][0], following["last"])):
        works = [(number, "", works[0][2]) for number in numbers]
        end = following.end()
    return _Group(found.start(), end, works)


def _range(first: str, last: str) -> list[str]:
    """Give the numbers from one to another; none where that is no range of works."""
    numbers = range(int(first), int(last) + 1)
    return list(map(str, numbers)) if len(numbers) <= MOST_IN_RANGE else []


def _stands(text: str, group: _Group) -> bool:
    """Whether numbers in brackets stand where a citation can."""
    before = text[max(0, group.start - REACH) : group.start]
    if _LABEL.search(before) or _LINK_BEFORE.search(before) or _NOT_BEHIND.match(text, group.end):
        return False
    is_pair = len({number for number, _, _ in group.works}) > 1
    if is_pair and _INTERVAL.search(before):
        return False
    return before[-1:] in {"", " ", "\n"} or _WORD_BEFORE.search(before) is not None


def _is_marker(source: str, offset: int) -> bool:
    """Whether a bracket opens a line as the number of a list or a note does: first in a paragraph, or below another."""
    line = max(source.rfind("\n", 0, offset), source.rfind("\r", 0, offset)) + 1
    if not _MARKER_BEFORE.fullmatch(source, line, offset):
        return False
    end = line - 2 if source[max(0, line - 2) : line] == "\r\n" else line - 1
    start = max(source.rfind("\n", 0, max(0, end)), source.rfind("\r", 0, max(0, end))) + 1
    before = source[start : max(start, end)]
    return not before.strip(" \t>") or _NUMBERED_LINE.match(before) is not None
