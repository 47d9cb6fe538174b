"""Find citations that may mean any of several works: "Segal (2020)" where the list has 2020a and 2020b."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._citations import (
    citations_of,
    finding,
    is_checked,
    listed,
    lowered,
    pairing_of,
    slips,
)
from litreview.matching.pairing import same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.model import Citation, Finding

_TOLD = 5  # entries that are listed


@check("LR207 ambiguous-citation")
def ambiguous_citation(case: Case) -> Iterator[Finding]:
    """Find citations that may mean any of several works, or have a letter that the list lacks.

    Certain where the entries have letters and the citation has none; likely where they have none either, or
    it has another letter; possible where a single entry has no letter, or it may be no citation.

    Bad:
      Segal (2020, p. 5) shows it.
      - Segal, A. (2020a). A regime of its own. Norton.
      - Segal, A. (2020b). When code is law. Norton.
    Good:
      Segal (2020a, p. 5) and Segal (2020b) show it.
      - Segal, A. (2020a). A regime of its own. Norton.
      - Segal, A. (2020b). When code is law. Norton.
    """
    citations = citations_of(case)
    groups: defaultdict[object, list[Citation]] = defaultdict(list)
    meant: dict[object, tuple[int, ...]] = {}
    for one in pairing_of(case).pairs:
        citation = citations[one.citation]
        if "ambiguous" in one.how and is_checked(case, citation):
            groups[same(citation)].append(citation)
            meant[same(citation)] = one.entries
    for key, found in groups.items():
        entries = [case.entries[entry] for entry in meant[key]]
        lettered = all(entry.record.text("extradate") for entry in entries)
        yield finding(
            "LR207 ambiguous-citation",
            found,
            f"this may be any of {len(entries)} works in the list",
            severity="warning",
            certainty=lowered(case, "certain" if lettered else "likely", *found),
            entry=entries[0],
            evidence=[listed(entry) for entry in entries[:_TOLD]],
            suggestion=f"say which: {found[0].year}a, {found[0].year}b, here and in the list"
            if found[0].year
            else "say which: name the title too",
        )
    for slip in slips(case, "letter"):
        other = slip.entry.record.text("extradate")
        cited = f"{slip.citation.year}{slip.citation.letter}"
        yield finding(
            "LR207 ambiguous-citation",
            slip.citations,
            f"the list has no {cited} of these authors, only {slip.citation.year}{other}",
            severity="warning",
            certainty=lowered(case, "likely" if other else "possible", slip.citation),
            entry=slip.entry,
            evidence=(listed(slip.entry),),
            suggestion="write the letter that the list has, or add the other work to it",
        )
