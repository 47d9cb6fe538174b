"""Find two entries with one title, year and place that are said to be by other people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._conflicts import same_title_none_in_common, title_of_another
from litreview.checks._told import beside, finding
from litreview.checks._works import LONG_TITLE, works

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.checks._works import Work
    from litreview.matching.evidence import Evidence
    from litreview.model import Certainty, Finding

NAME = "LR102 same-title-other-authors"


@check(NAME)
def same_title_other_authors(case: Case) -> Iterator[Finding]:
    """Find two entries with one long title, year and journal or conference, by other people.

    Certain where they share a DOI or another identifier as well; likely where nobody is in both, or where only the
    first author is. Silent where year or journal differ: two works may have one title.

    Bad:
      - Lind, E. (2012). Labour markets and adult migrants in ports. Journal of Migration, 3, 1–20.
      library: Okoro, A. (2012). Labour markets and adult migrants in ports. Journal of Migration, 3, 1–20.
    Good:
      - Lind, E. (2012). Labour markets and adult migrants in ports. Journal of Migration, 3, 1–20.
      library: Okoro, A. (2019). Labour markets and adult migrants in ports. Survival, 61, 40–52.
    """
    for work, near in works(case).compared:
        if any(_same_work(e) for _, e in near) or title_of_another(case, work):
            continue
        for other, e in near:
            certainty = _certainty(work, other, e)
            if certainty:
                who = (
                    "nobody in common" if e.names.none else "the first author is the same, the others are not"
                )
                yield finding(
                    NAME, work, "error", certainty, "one title, year and place, other authors",
                    (beside(other), f"why     {who}"),
                    suggestion="look the work up: one of the two names the wrong people",
                )  # fmt: skip
                break


def _same_work(e: Evidence) -> bool:
    """Whether the authors are known to be right: the title is theirs in another record."""
    return e.title in {"same", "near"} and e.names.all and not e.generic


def _certainty(work: Work, other: Work, e: Evidence) -> Certainty | None:
    if e.same_identifier and same_title_none_in_common(work, other, e):
        return "certain" if not work.entry.text and not other.entry.text else "likely"
    if not e.same_year or e.container < 0 or e.locator < 0 or e.identifier("doi") < 0:
        return None
    if same_title_none_in_common(work, other, e):
        return "likely"
    return "likely" if _others_swapped(work, other, e) else None


def _others_swapped(work: Work, other: Work, e: Evidence) -> bool:
    """Whether the first author is the same, and of several others hardly any."""
    if e.title not in {"same", "near"} or e.generic or len(work.form.title.compact) < LONG_TITLE:
        return False
    names = e.names
    several = min(names.mine, names.theirs) >= FEWEST
    printed = work.entry.text or other.entry.text
    return several and names.first and not names.most and not printed


FEWEST = 3
"""Names of a list of which only the first is the same, so that it is no list that was cut short."""
