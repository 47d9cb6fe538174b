"""Measure how fast bibliographies are taken in, and how much memory that takes, beside three that only parse."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from _workload import LITREVIEW, PYTHON, Run, must, peers, show, write_bibliography

AIM_SPEED = 3000
"""Records a second, from a size at which the start of the program no longer counts."""
STEADY = 10_000
AIM_MEMORY = {10_000: 300, 100_000: 800}
AIM_SECONDS = {100_000: 40}
AIM_AGAIN = {10_000: 0.3}
LINEAR = 1.25
"""How much more a record may cost at the next size before the growth is no longer called linear."""

BIBTEXPARSER = """
import sys, bibtexparser
print(len(bibtexparser.parse_string(open(sys.argv[1], encoding="utf-8").read()).entries))
"""
PYBTEX = """
import sys
from pybtex.database import parse_file
print(len(parse_file(sys.argv[1], bib_format="bibtex").entries))
"""
RISPY = """
import sys, rispy
print(len(rispy.load(open(sys.argv[1], encoding="utf-8"))))
"""


def main() -> None:
    """Take in files of several sizes: as new, unchanged, with one entry in a hundred changed, and as RIS."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--large", action="store_true", help="100,000 records too")
    large = options.parse_args().large
    sizes = [1_000, 10_000] + ([100_000] if large else [])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        other = peers(folder, "pybtex", "setuptools<81", "rispy")
        every = {size: _runs(folder, size, other) for size in sizes}
    rows = [_row(label, size, run) for size, runs in every.items() for label, run in runs.items()]
    show(("what", "records", "seconds", "CPU", "records/s", "peak memory"), rows)
    print()
    _judge(every)


def _runs(folder: Path, size: int, other: str) -> dict[str, Run]:
    """Give what each reading of a file of that size took."""
    file = folder / f"{size}.bib"
    write_bibliography(file, size)
    place = folder / f"library-{size}"
    place.mkdir()
    shutil.copy(file, place / "references.bib")
    words = [LITREVIEW, "-q", "add", "references.bib"]
    runs = {"litreview add": must(words, folder=place)}
    runs["the same file again"] = must(words, folder=place)
    write_bibliography(place / "references.bib", size, edited=True)
    runs["1 % of it edited"] = must(words, folder=place)
    _check(place, size)
    runs["bibtexparser alone"] = _parse("bibtexparser", PYTHON, BIBTEXPARSER, file, size)
    if other:
        runs["pybtex alone"] = _parse("pybtex", other, PYBTEX, file, size)
    return runs | _ris_runs(folder, size, place, other)


def _ris_runs(folder: Path, size: int, library: Path, other: str) -> dict[str, Run]:
    """Give what it took to take in the same records as RIS."""
    file = folder / f"{size}.ris"
    must([LITREVIEW, "export", "-f", "ris", "-o", file], folder=library)
    place = folder / f"ris-{size}"
    place.mkdir()
    runs = {"litreview add, as RIS": must([LITREVIEW, "-q", "add", file], folder=place)}
    _check(place, size)
    if other:
        runs["rispy alone"] = _parse("rispy", other, RISPY, file, size)
    return runs


def _check(place: Path, size: int) -> None:
    """Fail unless the library holds every record: speed that loses some is none."""
    answer = must([LITREVIEW, "list", "-f", "keys"], folder=place)
    if len(answer.said.split()) != size:
        sys.exit(f"{size} records were added, {len(answer.said.split())} are there")


def _parse(label: str, python: str, program: str, file: Path, size: int) -> Run:
    run = must([python, "-W", "ignore", "-c", program, file], folder=file.parent)
    found = run.said.split()[-1]
    if found != str(size):
        print(f"note: {found} of {size} records were read by {label}")
    return run


def _row(label: str, size: int, run: Run) -> tuple[str, ...]:
    return (
        label,
        f"{size:,}",
        f"{run.wall:.2f}",
        f"{run.cpu:.2f}",
        f"{size / run.wall:,.0f}",
        f"{run.memory:.0f} MB",
    )


def _judge(every: dict[int, dict[str, Run]]) -> None:
    """Say what was aimed at and what came of it."""
    first = {size: runs["litreview add"] for size, runs in every.items()}
    for size, run in first.items():
        if size >= STEADY:
            print(f"speed: {size / run.wall:,.0f} records/s at {size:,} (aim {AIM_SPEED:,})")
        if size in AIM_SECONDS:
            print(f"time: {run.wall:.1f} s for {size:,} records (aim {AIM_SECONDS[size]})")
        if size in AIM_MEMORY:
            print(f"memory: {run.memory:.0f} MB at {size:,} records (aim {AIM_MEMORY[size]})")
        if size in AIM_AGAIN:
            again = every[size]["the same file again"].wall
            print(f"again: {again:.2f} s for {size:,} unchanged records (aim {AIM_AGAIN[size]})")
    costs = {size: run.wall / size for size, run in first.items()}
    for (_, before), (size, after) in pairwise(costs.items()):
        verdict = "linear" if after <= before * LINEAR else "worse than linear"
        print(f"growth: a record costs {after / before:.2f} times as much at {size:,} ({verdict})")


if __name__ == "__main__":
    main()
