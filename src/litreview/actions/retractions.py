"""Read a table of retracted works, as Retraction Watch offers it: the works, and what was done to each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.errors import InputError
from litreview.model import Field, Record
from litreview.readers.table import read_table
from litreview.text.identifiers import identifiers_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_COLUMNS = {
    "doi": ("originalpaperdoi", "doi"),
    "pmid": ("originalpaperpubmedid", "pmid"),
    "year": ("originalpaperdate", "year", "date"),
    "retraction-nature": ("retractionnature",),
    "retraction-date": ("retractiondate",),
    "retraction-doi": ("retractiondoi",),
    "retraction-reason": ("reason",),
}
"""The fields of a record, and the columns that they come from, the better ones first."""
_KEPT = ("title", "author", "journal")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NONE = frozenset(("", "0", "unavailable", "unknown"))
_TAKEN_BACK = "reinstatement"
"""What the table calls a work that is in force again."""


def retracted_records(path: Path) -> tuple[Record, ...]:
    """Give the works of a table of retractions, with identifiers of the work itself and the fields
    retraction-nature, -date, -reason, -doi (of the notice) and -file.

    Takes a CSV with the columns of Retraction Watch, or plain ones (title, author, year, doi). Raises InputError
    where the file cannot be read, or has no titles.
    """
    try:
        data = path.read_bytes()
    except OSError as wrong:
        raise InputError(str(path), 0, wrong.strerror or "cannot be read", "check the path") from wrong
    result = read_table(data, str(path))
    records = [block.record for block in result.blocks if block.record is not None]
    failed = next((problem for problem in result.problems if problem.severity == "error"), None)
    if not records and failed:
        raise InputError(str(path), failed.line, failed.message, failed.hint)
    found = (_work(record, path.name) for record in records)
    return tuple(work for work in found if work.text("retraction-nature").lower() != _TAKEN_BACK)


def _work(record: Record, file: str) -> Record:
    fields = [field for field in record.fields if field.name in _KEPT]
    fields += [Field(name, text, text) for name, text in (*_said(record), ("retraction-file", file))]
    return Record(
        record.text("recordid") or record.key,
        record.type,
        tuple(fields),
        record.people,
        identifiers_of(fields),
    )


def _said(record: Record) -> Iterator[tuple[str, str]]:
    for name, columns in _COLUMNS.items():
        text = next((text for column in columns if (text := record.text(column).strip())), "")
        if text.lower() in _NONE:
            continue
        if name == "year":
            text = found[0] if (found := _YEAR.search(text)) else ""
        elif name == "retraction-date":
            text = _DAY.sub(_iso, text).removesuffix(" 0:00")
        elif name == "retraction-reason":
            text = "; ".join(part.strip().removeprefix("+") for part in text.split(";") if part.strip())
        if text:
            yield name, text


def _iso(day: re.Match[str]) -> str:
    return f"{day[3]}-{int(day[1]):02}-{int(day[2]):02}"
