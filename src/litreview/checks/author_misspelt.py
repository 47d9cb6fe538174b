"""Find citations whose names differ from those of the list by a letter or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._citations import finding, listed, lowered, names_apart, of_library, slips, why
from litreview.checks._edits import in_list, in_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.model import Finding


@check("LR205 author-misspelt")
def author_misspelt(case: Case) -> Iterator[Finding]:
    """Find names that differ from those in the list by a letter or two, where the year is the same.

    Certain where the work is also cited under the name as listed, or a co-author agrees; likely where the only name
    differs; possible where it may be no citation.

    Bad:
      Buchannan (2020, p. 5) shows it.
      - Buchanan, B. (2020). The hacker and the state. Harvard University Press.
    Good:
      Buchanan (2020, p. 5) shows it.
      - Buchanan, B. (2020). The hacker and the state. Harvard University Press.
    """
    for slip in slips(case, "misspelt"):
        citation, entry = slip.citation, slip.entry
        apart = names_apart(citation, entry)
        sure = entry.certain and (slip.settled or len(citation.names) > len(apart))
        words = ", ".join(f"{mine} or {theirs}" for mine, theirs in apart)
        certainty = lowered(case, "certain" if sure else "likely", citation)
        yield finding(
            "LR205 author-misspelt",
            slip.citations,
            f"{words}: the text and the list spell the name differently",
            severity="error",
            certainty=certainty,
            entry=entry,
            evidence=(listed(entry), why(citation, entry, slip.how), *of_library(case, entry)),
            suggestion="decide which spelling is right, and write it in both places",
            edits=(in_list(case, slip) or in_text(case, slip)) if certainty == "certain" else (),
        )
