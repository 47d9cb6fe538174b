"""Find works that were retracted, by a table that the user names, or by what Crossref says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._told import finding
from litreview.checks._works import LONG_TITLE, works
from litreview.matching.comparable import comparable
from litreview.matching.evidence import Evidence
from litreview.matching.title_forms import title_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.checks._works import Work
    from litreview.model import Certainty, Finding, Record

NAME = "LR106 retracted"


@check(NAME)
def retracted(case: Case) -> Iterator[Finding]:
    """Find a work that was retracted, corrected or questioned, by a table of such works or by Crossref (--online).

    Certain where the DOI or the PubMed number is the same, likely where a long title, the first author and the year
    are. What the table calls it (a retraction, an expression of concern, a correction), when, and why is shown.

    Bad:
      - Lind, E. (2009). Sleep and memory. Apprentice, 2, 1–9. https://doi.org/10.5555/sleep.9
      table: 10.5555/sleep.9, Retraction, 3/1/2014
    Good:
      - Lind, E. (2009). Sleep and memory. Apprentice, 2, 1–9. https://doi.org/10.5555/sleep.9
      table: 10.5555/sleep.10, Retraction, 3/1/2014
    """
    if not case.retracted:
        return
    by_identifier = {
        (item.kind, item.value): record
        for record in case.retracted
        for item in record.identifiers
        if item.kind in KINDS
    }
    by_title = {title: record for record in case.retracted if (title := _compact(record.text("title")))}
    for work in works(case).looked_at:
        same = next((by_identifier[each] for each in sorted(work.form.ids) if each in by_identifier), None)
        titled = by_title.get(work.form.title.compact) if same is None else None
        if same is not None:
            yield _told(work, same, "certain")
        elif titled is not None and _is_one(work, titled):
            yield _told(work, titled, "likely")


KINDS = frozenset(("doi", "pmid"))


def _compact(title: str) -> str:
    return title_form(title).compact


def _is_one(work: Work, record: Record) -> bool:
    """Whether title, first author and year are the same, where no identifier tells."""
    other = comparable(record)
    e = Evidence(work.form, other)
    told_apart = any(e.identifier(kind) < 0 for kind in KINDS)
    return len(other.title.compact) >= LONG_TITLE and e.names.first and e.same_year and not told_apart


def _told(work: Work, record: Record, certainty: Certainty) -> Finding:
    """Tell what was done, when, why, and where that is written."""
    nature = record.text("retraction-nature").lower() or "retraction"
    word = _WORDS.get(nature, nature)
    day, file, reason = (record.text(f"retraction-{name}") for name in ("date", "file", "reason"))
    notice = record.text("retraction-doi")
    said = f"{word}{f' on {day}' if day else ''}{f' according to {file}' if file else ''}"
    title = " ".join(record.text("title").split())
    evidence = [f"record  {title}"] if title else []
    evidence += [f"reason  {reason}"] if reason else []
    evidence += [f"notice  {notice}"] if notice else []
    error = word in {"retracted", "withdrawn", "removed", "retracted in part"}
    return finding(
        NAME, work, "error" if error else "warning", certainty, said, tuple(evidence),
        suggestion="read the notice; cite the work only as what it is" if error else "read the notice",
    )  # fmt: skip


_WORDS = {
    "retraction": "retracted",
    "correction": "corrected",
    "expression of concern": "of concern",
    "withdrawal": "withdrawn",
    "removal": "removed",
    "partial retraction": "retracted in part",
}
"""What was done to a work, by what the table calls it."""
