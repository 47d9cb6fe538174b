"""Find citations by author and page, as the MLA has them: "(Segal 45)", "(Clarke and Knake)", "Rid (12–15)".

A name in brackets is rarely a citation, so a text has to prove that it cites so: most of what looks like it names
authors of its own list, and oftener than names and years do. Names without brackets are left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from litreview.manuscripts._names import names_before
from litreview.model import Citation
from litreview.text.fold import fold
from litreview.text.locators import leading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.manuscripts._authoryear import Positions
    from litreview.manuscripts._names import Named
    from litreview.manuscripts._prose import Prose

_BRACKETS = re.compile(r"\((?P<inner>(?:[^()\x00]|\([^()\x00]{2,20}\)){2,300})\)")
_ITEM = re.compile(r"[^;]+")
_LEAD = re.compile(
    r"\s*(?:(?:see also|see|cf\.|e\.g\.,?|qtd\. in|compare|vgl\.|siehe|but see)\s+)?", re.IGNORECASE
)
_LOCATOR = re.compile(
    r"(?:,? (?P<locator>(?:(?:pp?|chs?|vols?|secs?)\.\s?)?(?:\d+|[ivxlc]+)(?:[-–, ]+\d+)*))?\s*\Z"
)
_TITLE = re.compile(r",? [“\"‘*_]+(?P<title>[^“”\"]{3,120}?)[,.]?[”\"’*_]+\Z")
_YEAR = re.compile(r"(?:1[4-9]|20)\d\d")
_PAGES = re.compile(r"\d{1,4}(?:[-–]\d{1,4})?")
FEWEST = 4
"""Citations of listed authors that prove the style."""
MOST_KNOWN = 0.5
"""Share of what looks like a citation that names listed authors."""


class _Found(NamedTuple):
    start: int
    end: int
    named: Named
    title: str
    locator: str
    narrative: bool
    known: bool


def author_page(
    prose: Prose, path: str, places: Positions, *, known: frozenset[str], dated: int
) -> Iterator[Citation]:
    """Give the citations by author and page of some prose, in order; none where the text does not cite so.

    known are the words (folded) of which the names of its list are made, dated how many citations have a year.
    """
    found = list(_found(prose.text, known))
    proven = sum(one.known for one in found)
    if proven < FEWEST or proven < MOST_KNOWN * len(found) or proven <= dated:
        return
    for one in found:
        offset = prose.at(one.start)
        line, column = places.of(offset)
        yield Citation(
            "author-year",
            prose.text[one.start : one.end],
            path,
            line,
            column,
            offset,
            names=one.named.names,
            others=one.named.others,
            title=one.title,
            locator=one.locator,
            narrative=one.narrative,
            certainty="certain" if one.known else "likely",
            end=prose.at(one.end - 1) + 1,
        )


def _found(text: str, known: frozenset[str]) -> Iterator[_Found]:
    for bracket in _BRACKETS.finditer(text):
        if _YEAR.search(bracket["inner"]):
            continue
        if _PAGES.fullmatch(bracket["inner"]):
            one = _narrative(text, bracket, known)
            if one is not None:
                yield one
            continue
        for item in _ITEM.finditer(bracket["inner"]):
            one = _item(
                text, bracket.start("inner") + item.start(), bracket.start("inner") + item.end(), known
            )
            if one is not None:
                yield one


def _narrative(text: str, bracket: re.Match[str], known: frozenset[str]) -> _Found | None:
    """Read "Strauss and Corbin (3–9)": the names have to be listed, since a number in brackets may be anything."""
    named = names_before(text, bracket.start())
    if named is None or not named.names or not _are_known(named, known):
        return None
    return _Found(named.start, bracket.end(), named, "", bracket["inner"], narrative=True, known=True)


def _item(text: str, start: int, end: int, known: frozenset[str]) -> _Found | None:
    """Read one of the works in brackets: names, a title in quotation marks, a page; None where it is more than that."""
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    behind = _LOCATOR.search(text, start, end)
    stop = behind.start() if behind else end
    title = _TITLE.search(text, start, stop)
    stop = title.start() if title else stop
    named = names_before(text, stop, start)
    if named is None or named.start != start or not named.names:
        return None
    locator = (behind["locator"] or "") if behind else ""
    is_known = _are_known(named, known)
    if not is_known and (named.doubt > 1 or not (locator or named.others or len(named.names) > 1)):
        return None
    read = leading(locator, bare=True)[0] if locator else ""
    return _Found(
        start, end, named, title["title"] if title else "", read or locator, narrative=False, known=is_known
    )


def _are_known(named: Named, known: frozenset[str]) -> bool:
    return all(set(fold(name).split()) <= known for name in named.names)
