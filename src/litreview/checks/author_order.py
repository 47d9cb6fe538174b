"""Find citations that name the authors in another order than the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._citations import finding, listed, lowered, of_library, slips, why
from litreview.checks._edits import in_list, in_text
from litreview.matching.called import people_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.model import Finding

_BOTH = 2  # names of which an order can be told


@check("LR203 author-order")
def author_order(case: Case) -> Iterator[Finding]:
    """Find works whose authors stand in another order in the text than in the list.

    Certain where all names are on both sides and the year is the same; likely where "et al." hides some of them
    or the year differs too; possible where it may be no citation.

    Bad:
      Clarke and Knake (2012) show it.
      - Knake, R. K., & Clarke, R. A. (2012). Cyber war. Ecco.
    Good:
      Knake and Clarke (2012) show it.
      - Knake, R. K., & Clarke, R. A. (2012). Cyber war. Ecco.
    """
    for slip in slips(case, "order"):
        citation, entry = slip.citation, slip.entry
        people, others = people_of(entry.record)
        whole = not citation.others and not others and len(citation.names) == len(people) >= _BOTH
        sure = whole and entry.certain and slip.how[0] == "order"
        certainty = lowered(case, "certain" if sure else "likely", citation)
        yield finding(
            "LR203 author-order",
            slip.citations,
            "the list has these authors in another order",
            severity="error",
            certainty=certainty,
            entry=entry,
            evidence=(listed(entry), why(citation, entry, slip.how), *of_library(case, entry)),
            suggestion="decide which order is right, and write it in both places",
            edits=(in_list(case, slip) or in_text(case, slip)) if certainty == "certain" else (),
        )
