"""Find entries of one list that are one work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._told import beside, finding
from litreview.checks._works import works
from litreview.matching.duplicates import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.checks._works import Work
    from litreview.model import Certainty, Finding, Match

NAME = "LR107 duplicate-reference"


@check(NAME)
def duplicate_reference(case: Case) -> Iterator[Finding]:
    """Find one work that stands in the list twice.

    Certain where a rule for duplicates fits (`litreview dedupe --rules`) and the entries of a printed list were
    parted beyond doubt; possible where a person has to look: another year, volume or page. Editions, versions,
    yearly reports and volumes may all be listed, and are not told.

    Bad:
      - Lind, E. (1988). The uses of silence in court. Saltmarsh Press.
      - Lind, Eva (1988). The Uses of Silence in Court. Saltmarsh.
    Good:
      - Lind, E. (1988). The uses of silence in court. Saltmarsh Press.
      - Lind, E. (1994). The uses of silence in court (2nd ed.). Saltmarsh Press.
    """
    listed = [work for work in works(case).looked_at if work.entry.listed_in != "library"]
    by_key = {work.form.key: work for work in listed}
    told: set[str] = set()
    for group in find([work.record for work in listed], list(by_key)).groups:
        for match in group.matches:
            first, again = by_key[match.a], by_key[match.b]
            certainty = _certainty(match, first, again)
            if certainty and match.b not in told:
                told.add(match.b)
                yield finding(
                    NAME, again, "warning", certainty, "the work is listed twice",
                    (beside(first), f"why     {match.why}"),
                    suggestion="keep one of the two, and cite that",
                )  # fmt: skip


def _certainty(match: Match, first: Work, again: Work) -> Certainty | None:
    if match.verdict == "duplicate":
        return "certain" if first.entry.certain and again.entry.certain else "likely"
    return "possible" if match.relation in {"same", "conflict"} and "title" in match.agree else None
