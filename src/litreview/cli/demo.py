"""litreview demo: make a small real review and run the real commands on it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from litreview.cli.output import BOLD, colored, emit, flush, make_folder, result
from litreview.cli.session import LIBRARY
from litreview.errors import BUG, OK

STEPS = (
    "theme import themes.toml",
    "add references.bib notes/",
    "check paper.md",
    "list --sort year",
    "tag lewis2006 -t threats -p 1 --quote 'critical infrastructure protection'",
    "matrix",
    "matrix --theme governance --gaps",
    "matrix --theme governance --cell cite -f md",
    "search 'norms OR law'",
    "show knake2012",
    "undo",
    "status",
)
"""The commands of the demonstration, in their order."""
NEXT = (
    "litreview show buchanan2020        all that is known of a source",
    "litreview matrix -o matrix.csv     the matrix for a spreadsheet",
    "litreview export -o build.bib      a clean bibliography",
    "litreview explain LR203            what a check finds, and when it is sure",
    "litreview add authority.bib -n     what the corrected records would change",
)


def command(
    directory: Annotated[str, typer.Argument(metavar="[DIR]", help="Where to make it.")] = "litreview-demo",
) -> int:
    """Make a small real review in a folder, and run the main commands on it.

    Files that are there are kept, so that it can be run again, and played with.
    """
    folder = Path(directory)
    _copy(folder)
    result(f"A small review on cybersecurity, in {folder}: 11 references, notes, themes and a draft.")
    here = os.environ | {"LITREVIEW_DB": LIBRARY}
    for step in STEPS:
        emit("\n" + colored(sys.stdout, f"$ litreview {step}", BOLD) + "\n")
        flush()
        words = [sys.executable, "-m", "litreview", *shlex.split(step)]
        done = subprocess.run(words, cwd=folder, env=here, check=False, stderr=subprocess.STDOUT)  # noqa: S603 (our own words)
        if done.returncode not in {OK, 1}:
            result(f"litreview {step} ended with {done.returncode}")
            return BUG
    emit("\nNext: cd " + shlex.quote(str(folder)) + ", and try\n")
    for line in NEXT:
        emit(f"  {line}\n")
    return OK


def _copy(folder: Path) -> None:
    """Copy the example files; one that is there is the user's by now, and stays."""
    home = Path(__file__).resolve().parents[1] / "_examples"
    roots = [home] if home.is_dir() else [Path(__file__).resolve().parents[3] / "examples"]
    bibliography = roots[0] / "references.bib" if home.is_dir() else roots[0].parent / "references.bib"
    make_folder(folder)
    for source in sorted(roots[0].rglob("*")):
        target = folder / source.relative_to(roots[0])
        if source.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    if not (folder / bibliography.name).exists():
        shutil.copyfile(bibliography, folder / bibliography.name)
