"""Find identifiers that contradict their entry: one identifier under two titles, or the year of another time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._conflicts import identifiers_of_another, in_two_languages, title_of_another
from litreview.checks._differences import other_acronym
from litreview.checks._told import beside, finding
from litreview.checks._works import works
from litreview.text.linkyears import conference_in, year_conflict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.checks._works import Work
    from litreview.matching.evidence import Evidence
    from litreview.model import Certainty, Finding

NAME = "LR101 conflicting-identifiers"


@check(NAME)
def conflicting_identifiers(case: Case) -> Iterator[Finding]:
    """Find an identifier that contradicts what the entry says.

    A DOI, PubMed or arXiv number, or the ISBN of a book that stands under another title as well: certain where
    the people and the years differ too, else likely; possible where one title may be the other translated. Chapters
    with the DOI of their book, supplements, and volumes are left out. Likely, too: a DOI, arXiv number or address
    that was made in a year that the entry's cannot be, and a DOI that has the name of another conference. Only
    patterns that leave no doubt are read, and the years between acceptance and print say nothing.

    Bad:
      - Lind, E. (2009). The grammar of consent. Ethics Review, 4, 1–20. https://doi.org/10.5555/consent.123
      - Okoro, A. (2014). Promises and witnesses. Survival, 56, 3–30. https://doi.org/10.5555/consent.123
    Good:
      - Lind, E. (2009). The grammar of consent. Ethics Review, 4, 1–20. https://doi.org/10.5555/consent.123
      - Okoro, A. (2014). Promises and witnesses. Survival, 56, 3–30. https://doi.org/10.5555/promise.317
    """
    for work, near in works(case).compared:
        for other, e in near:
            kind, value = identifiers_of_another(work, other, e)
            if kind and not title_of_another(case, work):
                nobody = ", nobody in common" if e.names.none else ""
                yield finding(
                    NAME, work, "error", _certainty(work, other, e),
                    f"one {kind} under two titles: {value}",
                    (beside(other), f"why     another title{nobody}"),
                    suggestion=f"look {value} up: it belongs to one of the two",
                )  # fmt: skip
                break
        yield from _other_year(work)
        yield from _other_conference(work)


def _certainty(work: Work, other: Work, e: Evidence) -> Certainty:
    titles = (each.record.text("title") for each in (work, other))
    if not e.names.none and in_two_languages(*titles):
        return "possible"
    printed = work.entry.text or other.entry.text
    return "certain" if e.names.none and (e.gap or 0) > 1 and not printed else "likely"


def _other_year(work: Work) -> Iterator[Finding]:
    conflict = year_conflict(work.record, work.form.year)
    if conflict:
        yield finding(
            NAME, work, "error", "possible" if conflict.unsure else "likely",
            f"{conflict.written} is of {conflict.year}, the entry of {work.form.year}",
            (f"why     {conflict.why}",),
            suggestion=f"look {conflict.written} up: the year or the identifier is another work's",
        )  # fmt: skip


def _other_conference(work: Work) -> Iterator[Finding]:
    for doi in sorted(work.form.values("doi")):
        conference, place = conference_in(doi), work.form.container
        if conference and other_acronym(conference, place):
            yield finding(
                NAME, work, "error", "likely", f"{doi} is of {conference}, the entry of {place}",
                ("why     the DOI has the name of its conference",),
                suggestion=f"look {doi} up: the place or the DOI is another work's",
            )  # fmt: skip
