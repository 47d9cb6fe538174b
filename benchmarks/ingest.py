"""Measure how fast bibliographies are taken in, and how much memory that takes, beside two parsers that only parse."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from _workload import LITREVIEW, PYTHON, Run, must, peers, show, write_bibliography

AIM_SPEED, AIM_MEMORY = 3000, 300
AIM_MEMORY_AT = 10_000
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


def main() -> None:
    """Take in files of several sizes: as new, unchanged, and with one entry in a hundred changed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--large", action="store_true", help="100,000 records too")
    large = options.parse_args().large
    sizes = [1_000, 10_000] + ([100_000] if large else [])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        other = peers(folder, "pybtex", "setuptools<81")
        rows, first = [], []
        for size in sizes:
            runs = _runs(folder, size, other)
            first.append(runs["litreview add"])
            rows += [_row(label, size, run) for label, run in runs.items()]
    show(("what", "records", "seconds", "CPU", "records/s", "peak memory"), rows)
    print()
    _judge(sizes, first)


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


def _judge(sizes: list[int], runs: list[Run]) -> None:
    """Say what was aimed at and what came of it."""
    speeds = [size / run.wall for size, run in zip(sizes, runs, strict=True)]
    print(f"speed: {min(speeds):,.0f} records/s at least (aim {AIM_SPEED:,})")
    for size, run in zip(sizes, runs, strict=True):
        if size == AIM_MEMORY_AT:
            print(f"memory: {run.memory:.0f} MB at {size:,} records (aim {AIM_MEMORY})")
    costs = [run.wall / size for size, run in zip(sizes, runs, strict=True)]
    for size, before, after in zip(sizes[1:], costs, costs[1:], strict=False):
        verdict = "linear" if after <= before * LINEAR else "worse than linear"
        print(f"growth: a record costs {after / before:.2f} times as much at {size:,} ({verdict})")


if __name__ == "__main__":
    main()
