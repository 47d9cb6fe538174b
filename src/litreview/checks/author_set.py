"""Find citations that name fewer or other authors than the list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._citations import (
    citations_of,
    finding,
    listed,
    listed_year,
    lowered,
    of_library,
    pairing_of,
    slips,
    text_around,
    why,
)
from litreview.matching.called import people_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.checks._citations import Slip
    from litreview.model import Certainty, Finding

_COLLEAGUES = re.compile(
    r"colleague|co-?author|co-?worker|collaborat|team|group|associates|\bcolegas|mitarbeit|kolleg|collègues",
    re.IGNORECASE,
)
_BOTH = 2  # authors who are named both in most styles, and works that tell so
_REACH = 80  # characters around a citation in which its co-authors may be spoken of


@check("LR206 author-set")
def author_set(case: Case) -> Iterator[Finding]:
    """Find citations that name other authors than the list, or fewer or more of them.

    Likely where a co-author or "et al." is left out or added, or "et al." stands for nobody, or for one author where
    the text elsewhere names both of two; possible where the
    sentence speaks of the others ("Smith and his colleagues"), or their names could not be read in the list. Never
    certain: the authors that a style names are its own affair.

    Bad:
      Knake (2012, p. 5) shows it.
      - Knake, R. K., & Clarke, R. A. (2012). Cyber war. Ecco.
    Good:
      Knake and Clarke (2012, p. 5) show it.
      - Knake, R. K., & Clarke, R. A. (2012). Cyber war. Ecco.
    """
    for slip in slips(case, "authors"):
        citation, entry = slip.citation, slip.entry
        yield finding(
            "LR206 author-set",
            slip.citations,
            "the list names other authors for this work",
            severity="warning",
            certainty=lowered(case, _certainty(case, slip), citation),
            entry=entry,
            evidence=(listed(entry), why(citation, entry, slip.how), *of_library(case, entry)),
            suggestion=_suggestion(slip),
        )


def _certainty(case: Case, slip: Slip) -> Certainty:
    around = text_around(case, slip.citation, _REACH)
    if _COLLEAGUES.search(around) or any(one.shown in around for one in people_of(slip.entry.record)[0][1:]):
        return "possible"
    if not listed_year(slip.entry) and slip.citation.year:
        return "possible"  # half of an entry, it may be
    people, others = people_of(slip.entry.record)
    if slip.citation.others and len(people) == _BOTH and not others:
        return "likely" if _names_both(case) else "possible"
    unread = [name for name in slip.citation.names if not any(one.shown == name for one in people)]
    in_print = (
        bool(unread) and len(slip.citation.names) > 1 and all(name in slip.entry.text for name in unread)
    )
    return "possible" if in_print or not slip.entry.certain else "likely"


def _names_both(case: Case) -> bool:
    """Whether the text names both authors where there are two, so that its "et al." stands for more."""
    citations = citations_of(case)
    both = {
        one.entries[0]
        for one in pairing_of(case).pairs
        if not one.how and len(citations[one.citation].names) == _BOTH and not citations[one.citation].others
    }
    return len(both) >= _BOTH


def _suggestion(slip: Slip) -> str:
    people, _ = people_of(slip.entry.record)
    if len(people) == 1:
        return f"the list has one author: {people[0].shown}; write that name alone, or add the others to the list"
    names = " and ".join(one.shown for one in people) if len(people) <= _BOTH else f"{people[0].shown} et al."
    return f"write {names}, or mend the list"
