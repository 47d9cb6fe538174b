"""Find entries with the title of one work and the authors of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._conflicts import title_of_another
from litreview.checks._told import beside, finding
from litreview.checks._works import works

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.model import Finding

NAME = "LR105 chimera"


@check(NAME)
def chimera(case: Case) -> Iterator[Finding]:
    """Find an entry with the title of one work and the authors of another, both of them known.

    Certain where an identifier of the first stands in the entry, likely without one. A single author must be
    backed by the year and the journal of the other work, or by its identifier.

    Bad:
      - Meyer, A., & Santos, R. (2015). The price of salt in some old river towns. Survival, 57, 1–20.
      library: Lind, E. (2009). The price of salt in some old river towns. Urban History, 8, 4–30.
      library: Meyer, A., & Santos, R. (2015). Who speaks for the river? Survival, 57, 1–20.
    Good:
      - Lind, E. (2009). The price of salt in some old river towns. Urban History, 8, 4–30.
      library: Lind, E. (2009). The price of salt in some old river towns. Urban History, 8, 4–30.
      library: Meyer, A., & Santos, R. (2015). Who speaks for the river? Survival, 57, 1–20.
    """
    for work in works(case).looked_at:
        mixed = title_of_another(case, work)
        if mixed is None:
            continue
        title, people = mixed
        sure = title.e.same_identifier and not work.entry.text
        yield finding(
            NAME, work, "error", "certain" if sure else "likely",
            "the title is of one work, the authors of another",
            (beside(title.work, "title"), beside(people.work, "authors")),
            suggestion="decide which of the two is meant, and take the whole of its entry",
        )  # fmt: skip
