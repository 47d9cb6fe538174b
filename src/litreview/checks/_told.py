"""Put what is found on an entry into words: the entry, what stands against it, and where each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.model import Finding, Source
from litreview.text.dates import year_in
from litreview.text.labels import label

if TYPE_CHECKING:
    from litreview.checks import Entry
    from litreview.checks._works import Work
    from litreview.model import Certainty, FindingSeverity, Record

_SHOWN = 88  # characters of an entry in a line of evidence


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
        reference=entry.text, key=entry.key, evidence=(f"listed   {shown(entry)}", *evidence), suggestion=suggestion,
    )  # fmt: skip


def shown(entry: Entry) -> str:
    """Give an entry in a line: as printed or in short, its key, and where it stands."""
    text = " ".join(entry.text.split()) or f"{_label(entry.record)}. {entry.record.text('title')}"
    short = text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
    number = f"[{entry.number}] " if entry.number and not text.startswith("[") else ""
    key = f" ({entry.key})" if entry.key and not entry.text else ""
    return f"{number}{short}{key}{_place(entry)}"


def _place(entry: Entry) -> str:
    if not entry.path:
        return "  library" if entry.listed_in == "library" else ""
    return f"  {entry.path}:{entry.line}" if entry.line else f"  {entry.path}"


def _label(record: Record | Source) -> str:
    source = Source(record.key, record.type, record.text("title"), year_in(record.fields), record.people)
    return label(source)


def called(work: Work) -> str:
    """Say in a word where a work stands that another is held against."""
    return "trusted" if work.trusted else "library" if work.entry.listed_in == "library" else "other"
