"""Put what is found on an entry into words: the entry, what stands against it, and where each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.checks._citations import listed
from litreview.model import Finding

if TYPE_CHECKING:
    from litreview.checks._works import Work
    from litreview.model import Certainty, FindingSeverity


def finding(
    check: str,
    work: Work,
    severity: FindingSeverity,
    certainty: Certainty,
    message: str,
    evidence: tuple[str, ...] = (),
    *,
    suggestion: str = "",
) -> Finding:
    """Give a finding on an entry: check is its code and name, the evidence begins with the entry itself."""
    code, _, name = check.partition(" ")
    entry = work.entry
    return Finding(
        code, name, severity, certainty, entry.path, entry.line, 1 if entry.line else 0, message, entry.offset,
        reference=entry.text, key=entry.key, evidence=(listed(entry), *evidence), suggestion=suggestion,
    )  # fmt: skip


def beside(other: Work, label: str = "") -> str:
    """Give a work that an entry is held against as a line of evidence: where it stands, or another label, and what it
    is.
    """
    of_library = other.entry.listed_in == "library"
    return listed(
        other.entry, label or ("trusted" if other.trusted else "library" if of_library else "other")
    )
