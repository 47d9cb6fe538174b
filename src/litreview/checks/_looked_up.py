"""Lay an entry beside what services on the net know: what the checks of looked-up entries have in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.checks import Entry
from litreview.checks._told import beside
from litreview.checks._works import LONG_TITLE, Work
from litreview.matching.evidence import Evidence

if TYPE_CHECKING:
    from litreview.checks import LookedUp
    from litreview.model import Record

MAIN = "Crossref"
"""The service that has its records from the publishers themselves: what differs from others is only possible."""
_OTHER_LETTERS = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f]")


def work_of(record: Record) -> Work:
    """Give the record of a service as a work."""
    return Work(Entry(record, "bib"), "record", trusted=True)


def line_of(record: Record, label: str) -> str:
    """Give the record of a service as a line of evidence."""
    return beside(work_of(record), label)


def by_others(work: Work, found: LookedUp) -> Record | None:
    """Give the record of a work that is beyond chance the one that is meant, but by other people: a long title is the
    same, with the DOI, or with the year and the journal. Names in two alphabets are not compared.
    """
    if found.records or found.near is None or found.near[0] != MAIN:
        return None
    record = found.near[1]
    other = work_of(record)
    e = Evidence(work.form, other.form)
    names = "".join(person.family + person.literal for each in (work, other) for person in each.people)
    placed = e.same_identifier or (e.same_year and e.container > 0)
    long = len(work.form.title.compact) >= LONG_TITLE and not e.generic and e.same_kind
    told = e.title == "same" and long and placed and e.names.none and not _OTHER_LETTERS.search(names)
    return record if told else None
