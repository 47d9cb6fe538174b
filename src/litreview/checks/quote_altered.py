"""Quotations whose words are not quite those of their source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._quoted import MOSTLY_ALIKE, Quoted, looked_up, shown
from litreview.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.checks._quoted import LookedUp
    from litreview.matching.quotations import Change, Place
    from litreview.model import Certainty

LONG, TELLING = 8, 6
"""Words that are the same from which a change is beyond doubt, and from which a reader would ask."""
FEW_CHANGES = 2
AROUND = 5  # words shown on either side of a change
_CHANGED = re.compile(r"((?:\[-.*?-\]|\{\+.*?\+\})(?: (?:\[-.*?-\]|\{\+.*?\+\}))*)")
_SENSE = {"negation": "a negation differs", "number": "a number differs", "words": "words differ"}


@check("LR302 quote-altered")
def quote_altered(case: Case) -> Iterator[Finding]:
    """Find a quotation that is not word for word what its source says; what differs is always shown.

    Certain when the full text is there, eight or more words are the same, and one or two single words differ
    otherwise than in spelling. Likely when more differs, or when it differs from a note of yours, which may be what
    is wrong. Possible for spelling alone (it may be the edition's), for short quotations, and for parts between
    ellipses that stand elsewhere or were not found. No change are: ellipses, words in [brackets], [sic],
    emphasis, a capital at the start, the mark at the end, hyphens at line ends, and the marks of notes.

    Bad:  “The walls of old towns are never older than their gardens” (Roe, 2001).
          Roe, A. (2001). Old walls. Peat Press.
          roe2001.txt: The walls of old towns are often older than their gardens.
    Good: “[W]alls … are often older than their gardens” (Roe, 2001).
          Roe, A. (2001). Old walls. Peat Press.
          roe2001.txt: The walls of old towns are often older than their gardens.
    """
    found = looked_up(case)
    for quoted in found.quoted:
        place = quoted.own[0] if quoted.own else None
        if place is not None and (place.changes or not place.in_order):
            yield _finding(found, quoted, place)


def _finding(found: LookedUp, quoted: Quoted, place: Place) -> Finding:
    one = quoted.quotation
    certainty = _certainty(quoted, place, is_note=found.documents[place.document].is_note)
    kinds = [kind for kind in _SENSE if any(change.kind == kind for change in place.changes)]
    if kinds:
        message = f"the quotation is not what {place.key} says: {_SENSE[kinds[0]]}"
    elif any(change.kind == "spelling" for change in place.changes):
        message = f"the quotation is spelt otherwise in {place.key}"
    else:
        message = f"a part of the quotation stands elsewhere in {place.key}, or was not found in it"
    verbatim = [other for other in quoted.others if other.is_verbatim]
    return Finding(
        "LR302",
        "quote-altered",
        "error" if kinds and certainty != "possible" else "warning" if kinds else "info",
        certainty,
        one.path,
        one.line,
        one.column,
        message,
        one.offset,
        quoted.citation.text,
        key=place.key,
        evidence=(
            f"quoted  {shown(one.text)}",
            f"source  {found.where(place)}: {shown(place.passage)}",
            f"diff    {_difference(place)}",
            *(f"also    {found.where(other)} has the words as quoted" for other in verbatim[:1]),
        ),
        suggestion="quote the words as printed, or mark what is yours with [brackets] and an ellipsis",
    )


def _difference(place: Place) -> str:
    missing = [f"“{change.quoted}” was not found" for change in place.changes if change.kind == "part"]
    order = [] if place.in_order else ["the parts stand in another order"]
    return "; ".join([_near_changes(place.diff), *missing, *order])


def _near_changes(diff: str) -> str:
    """Give the changes with some words around each: a long quotation must not hide them."""
    pieces = _CHANGED.split(diff)  # words and changes by turns
    for at in range(0, len(pieces), 2):
        words = pieces[at].split()
        first, last = at == 0, at == len(pieces) - 1
        if len(words) > (AROUND if first or last else 2 * AROUND) and len(pieces) > 1:
            before = [] if first else words[:AROUND]
            behind = [] if last else words[-AROUND:]
            words = [*before, "…", *behind]
        pieces[at] = " ".join(words)
    return " ".join(filter(None, pieces))


def _certainty(quoted: Quoted, place: Place, *, is_note: bool) -> Certainty:
    changed = [change for change in place.changes if change.kind in _SENSE]
    if not changed or place.matched < TELLING or place.alike < MOSTLY_ALIKE:
        return "possible"
    sure = len(place.changes) <= FEW_CHANGES and place.matched >= LONG and all(map(_is_plain, changed))
    if is_note or not sure or any(other.is_verbatim for other in quoted.others):
        return "likely"
    return "certain"


def _is_plain(change: Change) -> bool:
    """Whether a change is one of a single word, and not what a conversion makes of a page."""
    one, other = change.quoted.split(), change.printed.split()
    return len(one) <= 1 and len(other) <= 1 and (bool(one) or change.kind != "number")
