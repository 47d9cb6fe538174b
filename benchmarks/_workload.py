"""What the benchmarks share: made-up bibliographies that look like real ones, and children that are measured."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FAMILIES = (
    "Clarke", "Knake", "Segal", "Schneier", "Buchanan", "van der Berg", "de la Cruz", "O'Brien", "Zhang", "Wang",
    "Tanaka", "Smith", "Okonkwo", "Şahin", "Иванов", "王", "Lewis", "Chertoff", "Fischer", "Rossi",
)  # fmt: skip
ACCENTED = (
    'M{\\"u}ller', "Garc{\\'\\i}a", 'Sj{\\"o}berg', "Nov{\\'a}k", "{\\O}stergaard", "Kov{\\'a}cs", "Nguy{\\~{\\^e}}n",
    "Fran{\\c c}ois", "{\\L}ukasiewicz",
)  # fmt: skip
GIVEN = ("Anna", "Ben", "Chi", "Dora", "Emeka", "F.", "G. H.", "Mei", "R. A.", "Łukasz")
ORGANISATIONS = ("{United Nations}", "{World Bank Group}", "{Internet Governance Forum}", "{R Core Team}")
WORDS = (
    "norms", "treaty", "attack", "critical", "infrastructure", "governance", "internet", "security", "of", "the",
    "and", "states", "cooperation", "policy", "data", "breach", "response", "law", "sovereignty", "deterrence", "in",
    "espionage", "resilience", "trust", "coûts", "evidence", "network", "regime", "international", "measurement",
)  # fmt: skip
LATEX = (
    "Cha\\^{\\i}ne", 'na{\\"\\i}ve', "{US}", "R\\&D", "$n$-gram", "{\\em ad hoc}", "100\\%", "---", "{\\ss}",
    "``norms''",
)  # fmt: skip
IN_LATEX, NAMES_IN_LATEX = 0.03, 0.06
"""Shares of words and of names with LaTeX in them. In 5,600 records of public test bibliographies 1.4 % of all
words have some, and 8 % of author fields: this is about twice as much, so that the figures err to the slow side."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ABSTRACT_WORDS = (60, 180)
"""Words of an abstract, from and to: those of journals have 100 to 250, and not every record has all of its."""
RATIO_OF_EDITS = 0.01


def entries(count: int, *, seed: int = 1, edited: bool = False, prefix: str = "") -> Iterator[str]:
    """Give that many BibTeX entries, the same for the same seed; edited changes one in a hundred of them."""
    for number in range(count):
        draw, choice = random.Random(f"{seed}-{number}"), random.Random(f"edit-{number}")  # noqa: S311 (no secrets)
        changed = edited and choice.random() < RATIO_OF_EDITS
        yield _entry(draw, f"{prefix}key{number}", number, changed=changed)


def _entry(draw: random.Random, key: str, number: int, *, changed: bool) -> str:
    kind = draw.choice(("article", "article", "inproceedings", "book", "techreport"))
    if draw.random() < 0.05:
        people = draw.choice(ORGANISATIONS)
    else:
        people = " and ".join(
            f"{_drawn(draw, FAMILIES, ACCENTED, NAMES_IN_LATEX)}, {draw.choice(GIVEN)}"
            for _ in range(draw.randint(1, 5))
        )
    venue = {
        "article": "journal",
        "inproceedings": "booktitle",
        "book": "publisher",
        "techreport": "institution",
    }
    first = draw.randint(1, 900)
    fields = {
        "author": f"{{{people}}}",
        "title": f"{{{_words(draw, 6, 14)} {number}}}",
        venue[kind]: f"{{{_words(draw, 2, 5)}}}",
        "volume": f"{{{draw.randint(1, 80)}}}",
        "number": f"{{{draw.randint(1, 12)}}}",
        "pages": f"{{{first}--{first + draw.randint(1, 40)}}}",
        "year": f"{{{draw.randint(1990, 2026)}}}",
        "month": draw.choice(MONTHS),
        "doi": f"{{10.{draw.randint(1000, 9999)}/x.{number}}}",
        "keywords": f"{{{', '.join(draw.choice(WORDS) for _ in range(4))}}}",
        "abstract": f"{{{_words(draw, *ABSTRACT_WORDS)}.}}",
    }
    if changed:
        fields["pages"] = f"{{{first}--{first + 99}}}"
        fields["note"] = "{Corrected}"
    lines = "".join(f"  {name:<9} = {value},\n" for name, value in fields.items())
    return f"@{kind}{{{key},\n{lines}}}\n\n"


def _words(draw: random.Random, least: int, most: int) -> str:
    return " ".join(_drawn(draw, WORDS, LATEX, IN_LATEX) for _ in range(draw.randint(least, most)))


def _drawn(draw: random.Random, plain: Sequence[str], latex: Sequence[str], share: float) -> str:
    return draw.choice(latex if draw.random() < share else plain)


def write_bibliography(
    path: Path, count: int, *, seed: int = 1, edited: bool = False, prefix: str = ""
) -> None:
    """Write a file of made-up entries, one by one: what measures must stay small itself."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(entries(count, seed=seed, edited=edited, prefix=prefix))


# Children ----------------------------------------------------------------------------------------

PYTHON = sys.executable
LITREVIEW = str(Path(sys.executable).with_name("litreview"))


@dataclass(frozen=True, slots=True)
class Run:
    """A child that has ended: its exit code, wall and CPU seconds, peak memory in MB, and what it said."""

    code: int
    wall: float
    cpu: float
    memory: float
    said: str


def measure(command: Sequence[str | Path], *, folder: Path, **environment: str) -> Run:
    """Run a command in a folder, and give what it took: the figures are the kernel's for that child alone."""
    import time

    log = folder / ".said"
    with log.open("wb") as said:
        begun = time.perf_counter()
        child = subprocess.Popen(
            [str(word) for word in command], cwd=folder, stdin=subprocess.DEVNULL, stdout=said,
            stderr=subprocess.STDOUT, env=clean_environment(environment),
        )  # fmt: skip
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    text = log.read_text(encoding="utf-8", errors="replace")
    log.unlink()
    return Run(child.returncode, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text)


def must(command: Sequence[str | Path], *, folder: Path, **environment: str) -> Run:
    """Run a command as `measure` does, and end the benchmark where it fails."""
    run = measure(command, folder=folder, **environment)
    if run.code:
        sys.exit(f"{' '.join(map(str, command))} ended with {run.code}:\n{run.said}")
    return run


STRAY = ("LITREVIEW", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONDEVMODE")
"""What variables begin with that send litreview elsewhere, or keep Python from running as it does for a user."""


def clean_environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Give the environment without what would change what is measured."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(STRAY)}
    return kept | dict(more or {})


def middle(values: Sequence[float]) -> float:
    """Give the median."""
    return median(values)


def peers(folder: Path, *packages: str) -> str:
    """Install other programs into an environment of their own; gives its Python, "" (and says why) if it fails."""
    place = folder / "peers"
    venv.create(place, with_pip=True)
    python = str(place / "bin" / "python")
    done = subprocess.run(
        [python, "-m", "pip", "install", "-q", *packages], capture_output=True, text=True, check=False
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        print(f"left out: {', '.join(packages)} cannot be installed ({reason})")
        return ""
    return python


def show(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table: the first column to the left, the others to the right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    for row in (head, *rows):
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        print("  ".join(cells).rstrip())
