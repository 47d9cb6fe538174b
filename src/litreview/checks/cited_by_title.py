"""Find works that are cited by their titles though the list has them under their authors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._citations import citations_of, finding, listed, lowered, pairing_of
from litreview.matching.called import people_of
from litreview.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.model import Finding


@check("LR209 cited-by-title")
def cited_by_title(case: Case) -> Iterator[Finding]:
    """Find works cited by title and year that the list has under an author, where a reader will look last.

    Likely where title and year are those of one entry; possible where they are those of several. Never an error:
    some styles cite so.

    Bad:
      China's Policies on Asia-Pacific Security Cooperation (2017) names five fields.
      - Information Office of the State Council. (2017). China's policies on Asia-Pacific security cooperation.
    Good:
      The Information Office of the State Council (2017) names five fields.
      - Information Office of the State Council. (2017). China's policies on Asia-Pacific security cooperation.
    """
    citations = citations_of(case)
    for one in pairing_of(case).pairs:
        citation, entry = citations[one.citation], case.entries[one.entries[0]]
        people, _ = people_of(entry.record)
        if "title" not in one.how or not people or citation.form not in {"title", "author-year"}:
            continue
        if (
            fold(entry.text)
            .lstrip(" 0123456789")
            .startswith(fold(citation.title or " ".join(citation.names)))
        ):
            continue  # the entry begins with it: this is the author, read as the title
        alone = len(one.entries) == 1 and entry.certain
        yield finding(
            "LR209 cited-by-title",
            (citation,),
            f"cited by its title; the list has it under {people[0].shown}",
            severity="info",
            certainty=lowered(case, "likely" if alone else "possible"),
            entry=entry,
            evidence=(listed(entry),),
            suggestion=f"name the author: {people[0].shown} ({citation.year})",
        )
