"""Find what stands in the place of an identifier and is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._told import finding
from litreview.checks._works import works
from litreview.text.identifiers import invalid_identifiers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.checks._works import Work
    from litreview.model import Certainty, Finding
    from litreview.text.identifiers import Invalid

NAME = "LR103 invalid-identifier"
_CALLED = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "arxiv": "arXiv number", "pmid": "PubMed number"}


@check(NAME)
def invalid_identifier(case: Case) -> Iterator[Finding]:
    """Find a DOI, ISBN, ISSN, arXiv or PubMed number that cannot be one.

    Certain where the form is wrong; likely where only the check digit is, for some books were printed with a wrong
    one; possible where it is an ISSN in the place of an ISBN. Whether an identifier of the right form exists is not
    looked at.

    Bad:
      doi = {1086/225469}
      isbn = {978-0-226-14336-8}
    Good:
      doi = {10.1086/225469}
      isbn = {978-0-226-14336-1}
    """
    for work in works(case).looked_at:
        for wrong in invalid_identifiers(work.record.fields):
            kind = _CALLED[wrong.kind]
            yield finding(
                NAME, work, "warning", _certainty(work, wrong),
                f"{wrong.written} is no {kind}", (f"why     {wrong.why}",),
                suggestion=f"copy the {kind} from the work itself",
            )  # fmt: skip


def _certainty(work: Work, wrong: Invalid) -> Certainty:
    if "ISSN" in wrong.why:
        return "possible"  # programs write it there
    return "likely" if "check digit" in wrong.why or work.entry.text else "certain"
