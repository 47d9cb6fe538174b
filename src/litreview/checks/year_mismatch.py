"""Find citations whose year is not the one in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._citations import finding, listed, listed_year, lowered, of_library, slips, why
from litreview.matching.called import people_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.checks._citations import Slip
    from litreview.model import Certainty, Finding


@check("LR204 year-mismatch")
def year_mismatch(case: Case) -> Iterator[Finding]:
    """Find works that are cited with another year than the list has for these authors.

    Certain where two names agree, the list has one work of the first author, and it is cited with no other year;
    likely where only one name agrees, or it is cited rightly elsewhere; possible where the entry mentions the cited
    year (a reprint), has no year that could be read, or it may be no citation.

    Bad:
      Clarke and Knake (2012) show it.
      - Clarke, R. A., & Knake, R. K. (2010). Cyber war. Ecco.
    Good:
      Clarke and Knake (2010) show it.
      - Clarke, R. A., & Knake, R. K. (2010). Cyber war. Ecco.
    """
    for slip in slips(case, "year"):
        citation, entry = slip.citation, slip.entry
        names = (" and ".join(citation.names) or citation.title) + (" et al." if citation.others else "")
        year = listed_year(entry)
        yield finding(
            "LR204 year-mismatch",
            slip.citations,
            f"no {names} {citation.year}{citation.letter} in the list; the nearest is of {year or 'no year'}",
            severity="error",
            certainty=lowered(case, _certainty(case, slip), citation),
            entry=entry,
            evidence=(listed(entry), why(citation, entry, slip.how), *of_library(case, entry)),
            suggestion=f"write {year}, or mend or add the entry" if year else "give the entry a year",
        )


def _certainty(case: Case, slip: Slip) -> Certainty:
    citation, entry = slip.citation, slip.entry
    if citation.year in entry.text or not listed_year(entry) or not citation.year.isdecimal():
        return "possible"
    first = people_of(entry.record)[0][0]
    rivals = sum(
        bool(people) and bool(first.forms & people[0].forms)
        for people, _ in (people_of(one.record) for one in case.entries)
    )
    sure = slip.how == ("year",) and len(citation.names) > 1 and rivals == 1 and not slip.settled
    return "certain" if sure and entry.certain else "likely"
