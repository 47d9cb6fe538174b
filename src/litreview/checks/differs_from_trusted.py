"""Find entries that say something else than the record of the same work in a bibliography that is known to be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._differences import differences, is_same_work
from litreview.checks._told import beside, finding
from litreview.checks._works import works

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.model import Certainty, Finding

NAME = "LR104 differs-from-trusted"
_LEVELS: tuple[Certainty, ...] = ("certain", "likely", "possible")


@check(NAME)
def differs_from_trusted(case: Case) -> Iterator[Finding]:
    """Find an entry that differs from the record of its work in a bibliography that is known to be right (--against).

    Certain where an identifier says that it is the same work, and year, volume, pages or people differ; likely where
    title and people do; possible where the two may be versions or editions of it, or the years are one apart.
    What only one of the two says is no difference. Where one record of the work agrees in all, nothing is told.

    Bad:
      - Clarke, R. A., & Knake, R. K. (2012). Cyber war: The next threat to national security. Ecco.
      trusted: Clarke, R. A., & Knake, R. K. (2010). Cyber war: The next threat to national security. Ecco.
    Good:
      - Clarke, R. A., & Knake, R. K. (2010). Cyber war. Ecco.
      trusted: Clarke, R. A., & Knake, R. K. (2010). Cyber war: The next threat to national security. Ecco.
    """
    known = works(case)
    for work, near in known.compared:
        found = [
            (differences(work, other, e, known), other)
            for other, e in near
            if other.trusted and is_same_work(work, other, e)
        ]
        if not found:
            continue
        differs, other = min(found, key=lambda each: [len(each[0]), each[1].entry.key])
        if differs:
            certainty = min((difference.certainty for difference in differs), key=_LEVELS.index)
            names = list(dict.fromkeys(difference.field for difference in differs))
            yield finding(
                NAME, work, "error" if certainty != "possible" else "info", certainty,
                f"not as in the trusted record: {', '.join(names)}",
                (beside(other), *(difference.line for difference in differs)),
                suggestion="look the work up, and mend the one that is wrong",
            )  # fmt: skip
