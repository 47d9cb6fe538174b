"""Measure how fast BibTeX is read: litreview beside bibtexparser alone and pybtex.

Run with `python benchmarks/reading.py`. Each reader runs in a process of its own, on the same made-up
entries, and its best of three CPU times counts. pybtex is put into a temporary environment for it.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

SIZES = (1_000, 10_000)
FAMILIES = (
    'M{\\"u}ller',
    "Smith",
    "van der Berg",
    "Nu{\\~n}ez",
    "Clarke",
    "Wang",
    "Dvo{\\v{r}}{\\'a}k",
    "O'Neill",
)
GIVEN = ("Anna", "John K.", "Jan", "Mar{\\'i}a", "R. A.", "Wei")
WORDS = (
    "cyber",
    "{China}",
    "norms",
    "governance",
    "threats \\& risks",
    "cooperation",
    "state--firm",
    "50\\% of",
    "law",
)

TIMED = """
import json, sys, time
{setup}
data = open(sys.argv[1], "rb").read()
best = None
for _ in range(3):
    started = time.process_time()
    count = {call}
    used = time.process_time() - started
    best = used if best is None else min(best, used)
print(json.dumps([count, best]))
"""
READERS = {
    "litreview": (
        "from litreview.readers.bibtex import read_bibtex",
        "sum(block.record is not None for block in read_bibtex(data, 'x.bib').blocks)",
    ),
    "bibtexparser": ("import bibtexparser", "len(bibtexparser.parse_string(data.decode()).entries)"),
    "pybtex": (
        "from pybtex.database import parse_string",
        "len(parse_string(data.decode(), 'bibtex').entries)",
    ),
}


def made_up(count: int) -> str:
    """Make entries with three names, some LaTeX and a macro each; the same ones every time."""
    pick = random.Random(20)  # noqa: S311
    entries = ['@string{press = "University Press"}\n']
    for number in range(count):
        people = " and ".join(f"{pick.choice(FAMILIES)}, {pick.choice(GIVEN)}" for _ in range(3))
        title = " ".join(pick.choices(WORDS, k=8))
        entries.append(
            f"@article{{key{number},\n  author = {{{people}}},\n  title = {{{title}}},\n"
            f"  journal = {{Journal of {pick.choice(WORDS)}}},\n  year = {pick.randint(1990, 2026)},\n"
            f"  month = {pick.choice(('jan', 'may', 'oct'))},\n  pages = {{{number}--{number + 9}}},\n"
            f'  publisher = "Example " # press,\n  doi = {{10.1000/example.{number}}},\n}}\n'
        )
    return "\n".join(entries)


def python_with_pybtex(folder: Path) -> tuple[str, str]:
    """Give the Python of a new environment with pybtex in it, or "" and the reason why there is none."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    installed = subprocess.run(
        [python, "-m", "pip", "install", "-q", "pybtex", "setuptools"],
        capture_output=True,
        text=True,
        check=False,
    )
    if installed.returncode:
        return "", (installed.stderr.strip().splitlines() or ["pip failed"])[-1]
    return python, ""


def measure(python: str, name: str, path: Path) -> tuple[int, float]:
    """Give how many records a reader found, and the CPU seconds it took."""
    setup, call = READERS[name]
    done = subprocess.run(
        [python, "-c", TIMED.format(setup=setup, call=call), str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    count, seconds = json.loads(done.stdout)
    return count, seconds


def main() -> None:
    """Measure every reader on every size, and print the table."""
    with tempfile.TemporaryDirectory() as work:
        pythons = {"litreview": sys.executable, "bibtexparser": sys.executable}
        python, reason = python_with_pybtex(Path(work, "pybtex"))
        if python:
            pythons["pybtex"] = python
        else:
            print(f"pybtex is left out: {reason}")
        print(
            f"{'reader':14}{'entries':>9}{'records':>9}{'seconds':>9}{'records/s':>11}{'time, ours = 1':>16}"
        )
        for size in SIZES:
            path = Path(work, f"{size}.bib")
            path.write_text(made_up(size), encoding="utf-8")
            ours = 0.0
            for name, python in pythons.items():
                count, seconds = measure(python, name, path)
                ours = ours or seconds
                times = f"{seconds / ours:.2f}"
                print(f"{name:14}{size:9,}{count:9,}{seconds:9.3f}{count / seconds:11,.0f}{times:>16}")


if __name__ == "__main__":
    main()
