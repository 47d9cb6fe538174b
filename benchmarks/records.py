"""Measure how wrong records are found among right ones: how many of those whose true work is known, and false alarms.

The labelled records are beside the project. Library and trusted records are those that are right. Each wrong record is
looked at alone, beside all of them; each right one beside all others, and once more beside all with itself.

A right record is the true work of a wrong one if the two have the same DOI; or titles of which nine letters in ten
are the same; or the same two or more authors in the same order. Where the authors alone say so, the record looks as
a second work of these people would, so the share without those is told as well. A wrong record is found if a finding
that is likely or certain names such a work. A third of the records, by a hash of their keys, was not looked at while
the checks were built; both parts are told, with all right records as the library of each.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from _workload import show
from rapidfuzz.fuzz import ratio

from litreview.checks import Case, Entry, check
from litreview.model import Library, Source
from litreview.readers.bibtex import read_bibtex
from litreview.text.dates import year_in
from litreview.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from litreview.model import Finding, Record

RECORDS = Path(__file__).parents[1] / ".." / "shared" / "data" / "records" / "dev_public.jsonl"
CODES = ("LR101", "LR102", "LR104", "LR105")
SAME_TITLE = 90
PARTS = 3
"""One part in three was set aside."""
FOUND = 0.92
FALSE = 0.008


class Row(NamedTuple):
    """A labelled record: kind is how it was altered, "" where it is right."""

    record: Record
    kind: str
    aside: bool


Wrong = tuple[Row, dict[str, bool]]
"""A wrong record with its true works."""
Told = dict[str, "list[Finding]"]
"""What was found on each record, by its key."""


def main() -> None:
    """Look at all records and print what was found; ends with 1 where the aims are missed."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument(
        "--show", choices=("missed", "false"), help="print these, of the part that was looked at"
    )
    chosen = options.parse_args()
    if not RECORDS.is_file():
        sys.exit("the labelled records are not beside the project: put them into ../shared")
    rows = list(_rows())
    right = [row for row in rows if not row.kind]
    known = {row.record.key: row.record for row in right}
    case = _case(list(known.values()))
    wrong = [(row, _true_works(row.record, known.values())) for row in rows if row.kind]
    found = {row.record.key: _looked_at(row.record, case) for row, _ in wrong}
    alarms = {row.record.key: _alarms(row.record, case, known) for row in right}
    met = True
    for aside in (False, True):
        print(f"\n{'set aside' if aside else 'looked at'}")
        met &= _print([(row, works) for row, works in wrong if row.aside == aside], found)
        met &= _print_false([row for row in right if row.aside == aside], alarms)
    if chosen.show:
        _show(chosen.show, wrong, right, found, alarms)
    sys.exit(not met)


def _rows() -> Iterator[Row]:
    for line in RECORDS.read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        key = data["bibtex_key"]
        aside = int(hashlib.sha256(key.encode()).hexdigest(), 16) % PARTS == 0
        kind = (
            ""
            if data["label"] == "VALID"
            else _plain(next(value for name, value in data.items() if name.endswith("ion_type")))
        )
        yield Row(_record(data), kind, aside)


def _plain(kind: str) -> str:
    """Give a kind of fault in our words."""
    first, *others = kind.split("_")
    if others[-1:] == ["doi"]:
        return "altered_doi"
    return first if first in {"plausible", "hybrid"} else kind


def _record(data: dict[str, Any]) -> Record:
    fields = "".join(f",\n  {name} = {{{value}}}" for name, value in data["fields"].items())
    text = f"@{data['bibtex_type']}{{{data['bibtex_key']}{fields}\n}}\n"
    return next(block.record for block in read_bibtex(text.encode(), "x.bib").blocks if block.record)


def _source(record: Record) -> Source:
    return Source(
        record.key, record.type, record.text("title"), year_in(record.fields), record.people, record.fields,
        record.identifiers,
    )  # fmt: skip


def _case(records: Sequence[Record]) -> Case:
    return Case(library=Library(tuple(map(_source, records))), trusted=tuple(records))


def _looked_at(record: Record, case: Case) -> list[Finding]:
    """Give what the checks find on one record."""
    entry = Entry(record, "bib", path="x.bib", line=1)
    alone = Case(entries=(entry,), library=case.library, trusted=case.trusted)
    checks = [item.function for name, item in check.all().items() if name.startswith(CODES)]
    return [finding for each in checks for finding in each(alone) if finding.certainty != "possible"]


def _alarms(record: Record, case: Case, known: dict[str, Record]) -> list[Finding]:
    others = _case([other for key, other in known.items() if key != record.key])
    return [*_looked_at(record, case), *_looked_at(record, others)]


def _true_works(record: Record, known: Iterable[Record]) -> dict[str, bool]:
    """Give the keys of the right records that are the true work of a wrong one, each with whether more than its
    authors says so.
    """
    title, people = fold(record.text("title")), _families(record)
    works = {}
    for other in known:
        more = _doi(record) == _doi(other) != "" or ratio(title, fold(other.text("title"))) >= SAME_TITLE
        if more or (len(people) > 1 and people == _families(other)):
            works[other.key] = more
    return works


def _doi(record: Record) -> str:
    return next((item.value for item in record.identifiers if item.kind == "doi"), "")


def _families(record: Record) -> list[str]:
    return [
        fold(f"{person.given[:1]} {person.family}") for person in record.people if person.role == "author"
    ]


def _names_one(findings: list[Finding], works: Iterable[str]) -> list[Finding]:
    return [
        each for each in findings if any(f" {key}: " in line for key in works for line in each.evidence[1:])
    ]


def _print(wrong: Sequence[Wrong], found: Told) -> bool:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row, works in wrong:
        named = _names_one(found[row.record.key], works)
        for kind in (row.kind, "all", "all but by authors alone"):
            counts[kind]["records"] += 1
            if any(works.values()) or (works and kind != "all but by authors alone"):
                counts[kind].update({"known", *(("found",) if named else ()), *(each.code for each in named)})
    cells = []
    for kind, count in sorted(counts.items(), key=lambda item: (item[0].startswith("all"), item[0])):
        share = f"{count['found'] / count['known']:.1%}" if count["known"] else ""
        codes = [str(count[code] or "") for code in CODES]
        cells.append((kind, str(count["records"]), str(count["known"]), str(count["found"]), share, *codes))
    show(("wrong in", "records", "true work known", "found", "share", *CODES), cells)
    return counts["all"]["found"] >= FOUND * counts["all"]["known"]


def _print_false(right: Sequence[Row], alarms: Told) -> bool:
    alarmed = sum(bool(alarms[row.record.key]) for row in right)
    print(f"false alarms: {alarmed} of {len(right)} right records ({alarmed / len(right):.2%})")
    return alarmed <= FALSE * len(right)


def _show(what: str, wrong: Sequence[Wrong], right: Sequence[Row], found: Told, alarms: Told) -> None:
    if what == "missed":
        for row, works in wrong:
            key = row.record.key
            if not row.aside and works and not _names_one(found[key], works):
                print(
                    row.kind, key, _said(row.record), *sorted(works), *(each.message for each in found[key])
                )
        return
    for row in right:
        if not row.aside and alarms[row.record.key]:
            for each in alarms[row.record.key]:
                print(row.record.key, each.code, each.certainty, each.message, *each.evidence, sep="\n   ")


def _said(record: Record) -> str:
    return " | ".join(f"{field.name} {field.text}" for field in record.fields)


if __name__ == "__main__":
    main()
