"""Pages that are cited and that the work does not have, or on which the quoted words do not stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._quoted import Quoted, Works, looked_up
from litreview.model import Finding
from litreview.text.paging import paging_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.checks._quoted import LookedUp
    from litreview.model import Certainty, Citation, Manuscript, Source
    from litreview.text.paging import Paging

_PART_TYPES = frozenset(
    (
        "article",
        "incollection",
        "inproceedings",
        "conference",
        "inbook",
        "inreference",
        "suppbook",
        "suppcollection",
    )
)
"""Types of works that take up some pages of a larger one."""
_LOCATOR = re.compile(r"(\d{1,5})(?:\s?[-–—]{1,3}\s?(\d{1,5}))?(?:\s?ff?\.?)?(?=,|$)")
_RANGE = re.compile(r"\s*(\d{1,6})\s?[-\u2010-\u2015]{1,3}\s?(\d{1,6})\s*")
_TOTAL = re.compile(r"(?:[ivxlc]+\s*[,+]\s*)?(\d{2,5})\s*(?:p|pp|pages|S|Seiten)?\.?")
FEW = 3
MOST_OUTSIDE = 0.3
"""Share of the cited pages that lie outside from which they are counted in another way: in a reprint, in files."""
_YEARS = range(1400, 2100)
"""Numbers beyond the pages of most works that are rather a year in the wrong place."""


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages of a work, and the field that says so."""

    first: int
    last: int
    said: str


@dataclass(frozen=True, slots=True)
class _Located:
    """A citation of certain pages of a work, under its key."""

    citation: Citation
    pages: tuple[tuple[int, int], ...]
    key: str


@check("LR304 locator-out-of-range")
def locator_out_of_range(case: Case) -> Iterator[Finding]:
    """Find a page that is cited and that the work does not have, or on which the quoted words do not stand.

    Likely when the page lies outside of the pages of an article or chapter, or behind the last page of a book
    (`pagetotal`); when your note of the same words has another page; and when the full text prints its page
    numbers and has the words at one place, more than a page away. Possible when the number could be counted from
    the first page of the file (page 3 of an article on pages 44 to 71), when it is one page off, and when a third
    of all cited pages lie outside, so that they seem to be counted otherwise. Chapters, sections and article
    numbers are not compared.

    Bad:  Walls are older than gardens (Roe, 2001, p. 112).
          Roe, A. (2001). Walls and gardens. Town Journal, 4(1), 44–71.
    Good: Walls are older than gardens (Roe, 2001, p. 52).
          Roe, A. (2001). Walls and gardens. Town Journal, 4(1), 44–71.
    """
    works, found = Works(case), looked_up(case)
    quoted = {(one.citation.path, one.citation.offset): one for one in found.quoted}
    paged: dict[int, Paging] = {}
    for manuscript in case.manuscripts:
        compared, outside = 0, []
        for cited in _located(manuscript, works):
            said = [pages for source in works.of(cited.key) if (pages := _pages_of(source))]
            compared += bool(said)
            place = (cited.citation.path, cited.citation.offset)
            if finding := _outside(cited, said):
                outside.append(finding)
            elif place in quoted:
                yield from _elsewhere(found, quoted[place], cited, said, paged)
        otherwise = len(outside) >= FEW and len(outside) > MOST_OUTSIDE * compared
        yield from (replace(one, certainty="possible") if otherwise else one for one in outside)


def _located(manuscript: Manuscript, works: Works) -> Iterator[_Located]:
    """Give the citations with pages of one work, those behind a quotation with the pages that stand there."""
    of_quotations = {
        (one.citation.path, one.citation.offset): one.citation
        for one in manuscript.quotations
        if one.citation is not None
    }
    for one in manuscript.citations:
        citation = of_quotations.get((one.path, one.offset), one)
        pages = _cited_pages(citation.locator)
        keys = works.meant(manuscript, one) if pages and not one.second_hand else ()
        if len(keys) == 1:
            yield _Located(citation, tuple(pages), keys[0])


def _cited_pages(locator: str) -> list[tuple[int, int]]:
    """Give the pages that a locator names, as first and last; none where it names anything else."""
    given: list[tuple[int, int]] = []
    at = 0
    text = locator.strip()
    while at < len(text):
        found = _LOCATOR.match(text, at)
        if found is None:
            return []
        first = int(found[1])
        given.append((first, _last(found[1], found[2] or found[1])))
        at = found.end()
        at += len(text[at:]) - len(text[at:].lstrip(", "))
    return [] if any(first in _YEARS for first, _ in given) else given


def _last(first: str, last: str) -> int:
    """Give the last page of a range, of which the leading digits may be left out: 123-8."""
    return int(first[: len(first) - len(last)] + last) if len(last) < len(first) else int(last)


def _pages_of(source: Source) -> _Pages | None:
    """Give the pages that an entry says its work has, None where it does not say."""
    pages = source.text("pages").strip()
    if source.type in _PART_TYPES:
        found = _RANGE.fullmatch(pages)
        if found and 0 < int(found[1]) < _last(found[1], found[2]):
            return _Pages(int(found[1]), _last(found[1], found[2]), f"pages {pages}")
        return None
    total = source.text("pagetotal") or source.text("numpages") or (pages if source.type == "book" else "")
    book = _TOTAL.fullmatch(total.strip())
    return _Pages(1, int(book[1]), f"{book[1]} pages in all") if book else None


def _outside(cited: _Located, said: list[_Pages]) -> Finding | None:
    """Give the finding for pages that the work does not have, by all entries of it that say which it has."""
    given = [page for pair in cited.pages for page in pair]
    wrong = [page for page in given if all(not one.first <= page <= one.last for one in said)]
    if not said or not wrong:
        return None
    one = said[0]
    from_start = one.first > 1 and all(page <= one.last - one.first + 2 for page in wrong)
    return _finding(
        cited,
        "possible" if from_start else "likely",
        f"page {wrong[0]} is cited of {cited.key}, which has {one.said}",
        (f"listed  {cited.key}: {one.said}",),
        "cite the page as printed, not as counted in the file"
        if from_start
        else "look the page up, or mend the entry",
    )


def _elsewhere(
    found: LookedUp, quoted: Quoted, cited: _Located, said: list[_Pages], paged: dict[int, Paging]
) -> Iterator[Finding]:
    """Give a finding where the words stand on another page, in a note or in a text that has them once."""
    seen: list[tuple[int, str]] = []
    for place in quoted.own:
        document, where = found.documents[place.document], found.where(place)
        if document.is_note:
            spans, off = _cited_pages(found.origins[place.document].locator), 0
        else:
            first, last = (said[0].first, said[0].last) if said else (0, 0)
            if place.document not in paged:
                paged[place.document] = paging_of(document.text, first, last)
            page, end = (paged[place.document].at(at) for at in (place.start, place.end))
            spans, off, where = ([(page, end)] if page else []), 1, f"{where}, p. {page}"
        if not spans or document.text.count(place.passage) > 1:
            continue
        distance = min(max(a - d, c - b, 0) for a, b in spans for c, d in cited.pages)
        if distance == 0:
            return
        seen.append((distance - off, where))
    if not seen:
        return
    yield _finding(
        cited,
        "likely" if min(seen)[0] > 0 else "possible",
        f"page {cited.citation.locator} is cited, and the words stand on another page of {cited.key}",
        tuple(f"stands  {where}" for _, where in seen[:2]),
        "look the page up",
    )


def _finding(
    cited: _Located, certainty: Certainty, message: str, evidence: tuple[str, ...], suggestion: str
) -> Finding:
    one = cited.citation
    return Finding(
        "LR304",
        "locator-out-of-range",
        "warning",
        certainty,
        one.path,
        one.line,
        one.column,
        message,
        one.offset,
        one.text,
        key=cited.key,
        evidence=(f"cited   {one.text}, page {one.locator}", *evidence),
        suggestion=suggestion,
    )
