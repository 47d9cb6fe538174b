"""Quotations whose words stand in another source than the one that is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._quoted import Quoted, looked_up, shown
from litreview.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.checks._quoted import LookedUp
    from litreview.matching.quotations import Place
    from litreview.model import Certainty

NEARLY_VERBATIM = 0.88
"""Share of the words that are the same: one word in eight may have been changed besides (benchmarks/quotations)."""
LONG, TELLING = 10, 8
"""Words that are the same from which nobody wrote them a second time by chance, and from which a reader would ask."""


@check("LR301 quote-misattributed")
def quote_misattributed(case: Case) -> Iterator[Finding]:
    """Find a quotation that stands in the notes or the text of another source than the one that is cited for it.

    Certain when the full text of the cited source is there and does not have the words, ten or more of them stand
    in one other source alone, and word for word. Likely with eight or more words where only notes could be compared.
    Possible for fewer words, for words that several sources have, and where the other source puts them in
    quotation marks itself, so that it may quote the cited one. Nothing is said of a quotation that is marked as
    taken from another work ("as cited in"), of titles, and of words that the cited source has as well.

    Bad:  “Walls keep a town and gardens keep its people” (Roe, 2001).
          Roe, A. (2001). Old walls. Peat Press.
          Moss, B. (2003). Old gardens. Peat Press.
          moss2003.txt: Walls keep a town and gardens keep its people.
    Good: “Walls keep a town and gardens keep its people” (Moss, 2003).
          Roe, A. (2001). Old walls. Peat Press.
          Moss, B. (2003). Old gardens. Peat Press.
          moss2003.txt: Walls keep a town and gardens keep its people.
    """
    found = looked_up(case)
    for quoted in found.quoted:
        if quoted.own or quoted.second_hand or not quoted.keys or not quoted.others:
            continue
        place = quoted.others[0]
        if place.alike >= NEARLY_VERBATIM:
            yield _finding(found, quoted, place)


def _finding(found: LookedUp, quoted: Quoted, place: Place) -> Finding:
    one, cited = quoted.quotation, " or ".join(quoted.keys)
    missing = (
        f"the text of {cited}" if quoted.has_text else f"your notes on {cited}" if quoted.has_notes else ""
    )
    evidence = [
        f"cited   {quoted.citation.text} ({cited})",
        f"quoted  {shown(one.text)}",
        f"stands  {found.where(place)}: {shown(place.passage)}",
        f"absent  in {missing}" if missing else f"absent  there is no text of {cited} to look into",
    ]
    if place.changes:
        evidence.append(f"diff    {place.diff}")
    evidence += [
        f"also    {found.where(other)}"
        for other in quoted.others[1:]
        if other.key != place.key and other.alike >= NEARLY_VERBATIM
    ]
    return Finding(
        "LR301",
        "quote-misattributed",
        "error",
        _certainty(quoted, place),
        one.path,
        one.line,
        one.column,
        f"the words are cited from {cited}, and stand in {place.key}",
        one.offset,
        quoted.citation.text,
        key=place.key,
        evidence=tuple(evidence),
        suggestion=f"cite {place.key}, or quote what {cited} says",
    )


def _certainty(quoted: Quoted, place: Place) -> Certainty:
    keys = {other.key for other in quoted.others if other.alike >= NEARLY_VERBATIM}
    if len(keys) > 1 or place.within_marks or place.matched < TELLING:
        return "possible"
    sure = quoted.has_text and place.matched >= LONG and place.is_verbatim and len(quoted.keys) == 1
    return "certain" if sure else "likely"
