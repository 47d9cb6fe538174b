"""Find works that are cited as two, since the list has them twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._citations import also, citations_of, finding, listed, pairing_of
from litreview.matching.duplicates import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.model import Citation, Finding


@check("LR208 duplicate-cited")
def duplicate_cited(case: Case) -> Iterator[Finding]:
    """Find works that are cited as if they were two: under two keys or entries that are duplicates.

    Certain where the entries are one work beyond doubt (the rules of `litreview dedupe`) and each is cited by key or
    number; likely where they are cited by name. Silent where the entries only may be one work, or letters behind
    their years say that the writer tells them apart.

    Bad:
      See [@segal2016] and [@segal2016b].
      @book{segal2016, author={Segal, A.}, title={The Hacked World Order}, year={2016}, isbn={9781610394154}}
      @book{segal2016b, author={Segal, A.}, title={The hacked world order}, year={2016}, isbn={9781610394154}}
    Good:
      See [@segal2016].
      @book{segal2016, author={Segal, A.}, title={The Hacked World Order}, year={2016}, isbn={9781610394154}}
      @book{segal2020, author={Segal, A.}, title={When code is law}, year={2020}}
    """
    citations = citations_of(case)
    first: dict[int, Citation] = {}
    for one in pairing_of(case).pairs:
        if len(one.entries) == 1 and citations[one.citation].form != "all":
            first.setdefault(one.entries[0], citations[one.citation])
    cited = sorted(first)
    found = find([case.entries[place].record for place in cited], [str(place) for place in cited])
    for group in found.groups:
        if group.verdict != "duplicate":
            continue
        places = sorted(
            (int(key) for key in group.keys), key=lambda place: (first[place].path, first[place].offset)
        )
        entries = [case.entries[place] for place in places]
        if len({entry.record.text("extradate") for entry in entries}) > 1:
            continue
        by_key = all(first[place].form in {"key", "number"} for place in places)
        yield finding(
            "LR208 duplicate-cited",
            [first[place] for place in reversed(places)][:1],
            f"cited as {len(places)} works, and they are one",
            severity="warning",
            certainty="certain" if by_key else "likely",
            entry=entries[-1],
            evidence=[*(listed(entry) for entry in entries), *also([first[place] for place in places])],
            suggestion="cite it under one entry, and take the other out of the list",
        )
