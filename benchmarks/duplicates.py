"""Measure how duplicates are found, beside bib-dedupe: what is merged rightly, wrongly and not, and what it costs.

The labelled sets, what scores them, and what makes larger ones are beside the project. A record merged into
another work's is wrong; one that was left beside its like is missed. Pairs for a person are shown, never
merged; their records are told as a share of all. Ends with 1 where litreview merged anything wrongly.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from _workload import LITREVIEW, PYTHON, measure, middle, must, peers, show

from litreview.storage.connect import reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _workload import Run

SHARED = Path(__file__).parents[1] / ".." / "shared"
LABELLED = ("cytology_screening", "stroke", "digital_work", "special_cases")
MADE = (7_500, 15_000, 60_000)
LARGE = "synthetic_60000"
"""The peer is only run on it with --large: it takes minutes. Single records are matched in it."""
SEED = 1
ADDED = 200
RECORDS = "records_pre_merged.csv"
PEER = "bib-dedupe"
PEER_VERSION = "bib-dedupe==0.11.0"
READ = {0, 1}
"""Exit codes of `litreview dedupe`: without duplicates, and with."""

BIB_DEDUPE = """
import json, sys
import pandas as pd
from bib_dedupe.bib_dedupe import block, cluster, match, prep

if __name__ == "__main__":
    matched = match(block(prep(pd.read_csv(sys.argv[1]), verbosity_level=0)))
    maybe = matched[matched["duplicate_label"] == "maybe"] if len(matched) else matched
    pairs = zip(maybe["ID_1"], maybe["ID_2"])
    groups = [{"keys": list(keys), "verdict": "duplicate"} for keys in cluster(matched)]
    groups += [{"keys": list(keys), "verdict": "possible"} for keys in pairs]
    json.dump({"groups": groups}, open(sys.argv[2], "w"))
"""
"""The four steps of its documentation, with its own defaults; what it found is told as litreview tells it."""


class Row(NamedTuple):
    """What a tool made of a set: records, pairs for a person and the share of all records in them, and the cost."""

    name: str
    records: int
    tool: str
    right: int
    wrong: int
    missed: int
    pairs: int
    share: float
    run: Run


def main() -> None:
    """Run both on each set, print one table, and measure the matching of single records in a large library."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--peer", metavar="PYTHON", help="the Python of an environment that has bib-dedupe")
    options.add_argument("--large", action="store_true", help="bib-dedupe on 60,000 records too")
    options.add_argument("--only", choices=("litreview", PEER), help="run one of the two")
    chosen = options.parse_args()
    if not SHARED.is_dir():
        sys.exit("the labelled sets are not beside the project: put them into ../shared")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        other = "" if chosen.only == "litreview" else chosen.peer or peers(folder, PEER_VERSION)
        rows = []
        for place in _sets(folder):
            if chosen.only != PEER:
                rows.append(_litreview(place, folder))
            if other and (chosen.large or place.name != LARGE):
                rows.append(_bib_dedupe(place, folder, other))
        _print(rows)
        if chosen.only != PEER:
            _print_single(folder)
    sys.exit(any(row.wrong for row in rows if row.tool == "litreview"))


def _sets(folder: Path) -> Iterator[Path]:
    """Give the folders of the labelled sets, and of those made now, each when it is asked for."""
    for name in LABELLED:
        yield SHARED / "data" / "duplicates" / name
    for size in MADE:
        place = folder / f"synthetic_{size}"
        must([PYTHON, SHARED / "tools" / "synthetic_library.py", str(size), str(SEED), place], folder=folder)
        yield place


def _litreview(place: Path, folder: Path) -> Row:
    found = folder / "found.json"
    run = measure([LITREVIEW, "-q", "dedupe", place / RECORDS, "-f", "json", "-o", found], folder=folder)
    if run.code not in READ:
        sys.exit(f"litreview dedupe ended with {run.code} on {place.name}:\n{run.said}")
    return _scored(place, found, "litreview", run)


def _bib_dedupe(place: Path, folder: Path, python: str) -> Row:
    """Run the peer: it waits for its workers, so that their CPU time is in the kernel's figure for it."""
    program, found = folder / "peer.py", folder / "found.json"
    program.write_text(BIB_DEDUPE)
    run = must([python, "-W", "ignore", program, place / RECORDS, found], folder=folder)
    return _scored(place, found, PEER, run)


def _scored(place: Path, found: Path, tool: str, run: Run) -> Row:
    judge = SHARED / "tools" / "evaluate_duplicates.py"
    score = json.loads(must([PYTHON, judge, place, found, "--json"], folder=found.parent).said)
    groups = json.loads(found.read_text())["groups"]
    found.unlink()
    asked = {key for group in groups if group["verdict"] == "possible" for key in group["keys"]}
    strict, records, pairs = score["strict"], score["n"], score["maybe"]["pairs"]
    counts = strict["TP"], strict["FP"], strict["FN"], pairs, len(asked) / records
    return Row(place.name, records, tool, *counts, run)


def _print(rows: list[Row]) -> None:
    peer = {row.name: row.run.cpu for row in rows if row.tool == PEER}
    cells = []
    for row in rows:
        counts = f"{row.right:,}", f"{row.wrong:,}", f"{row.missed:,}", f"{row.pairs:,} ({row.share:.1%})"
        ratio = f"{row.run.cpu / peer[row.name]:.2f}" if row.tool != PEER and row.name in peer else ""
        costs = f"{row.run.cpu:.2f}", f"{row.run.memory:.0f}", ratio
        cells.append((row.name, f"{row.records:,}", row.tool, *counts, *costs))
    head = ("set", "records", "tool", "right", "wrong", "missed", "for a person", "CPU s", "MB", "ratio")
    show(head, cells)


def _print_single(folder: Path) -> None:
    """Print what it takes to match one record against a large library, on which `add` has just stored it."""
    from litreview.storage.matching import matches_of

    library = folder / "litreview.db"
    must([LITREVIEW, "-q", "--db", library, "add", folder / LARGE / RECORDS], folder=folder)
    with reading(library) as connection:
        numbers = [number for (number,) in connection.execute("SELECT id FROM sources ORDER BY id")]
        draw = random.Random(SEED)  # noqa: S311 (no secrets here)
        taken = []
        for number in draw.sample(numbers, ADDED):
            begun = time.perf_counter()
            matches_of(connection, [number])
            taken.append(time.perf_counter() - begun)
    usual, slowest = middle(taken) * 1000, max(taken) * 1000
    print(
        f"\none record among {len(numbers):,}: {usual:.1f} ms (median of {ADDED}; slowest {slowest:.1f} ms)"
    )


if __name__ == "__main__":
    main()
