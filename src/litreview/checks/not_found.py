"""Tell of entries that neither Crossref nor OpenAlex has: that is worth a look, and proves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._looked_up import by_others, line_of
from litreview.checks._told import finding
from litreview.checks._works import works

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.model import Finding

NAME = "LR109 not-found"
_NOTE = "note    that proves nothing: books, reports, theses and works in other languages are often not there"


@check(NAME)
def not_found(case: Case) -> Iterator[Finding]:
    """Find an entry that neither Crossref nor OpenAlex has under its title and names (only with --online).

    Never more than possible: it proves nothing. Books, reports, theses, newspapers and works in other languages are
    often not there. Where a service did not answer, the entry counts as not checked, and is not told here.

    Bad:
      - Lind, A. (2009). Sleep and memory in apprentices of the old guilds. Journal of Rest, 4, 101-120.
      Crossref: nothing
    Good:
      - Lind, A. (2009). Sleep and memory in apprentices of the old guilds. Journal of Rest, 4, 101-120.
      Crossref: Lind, A. (2009). Sleep and memory in apprentices of the old guilds. Journal of Rest, 4, 101-120.
    """
    for place, work in enumerate(works(case).looked_at):
        found = case.looked_up.get(place)
        if found is not None and not found.records and by_others(work, found) is None:
            yield finding(
                NAME, work, "info", "possible",
                f"not found at {' or '.join(found.services)} under this title and these names",
                (*((line_of(found.near[1], "near"), f"at      {found.near[0]}") if found.near else ()), _NOTE),
                suggestion="look it up in a library's catalogue, or have the work itself at hand",
            )  # fmt: skip
