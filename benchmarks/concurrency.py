"""Let eight processes add at once to a library that is not there yet, with and without readers beside them."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from _workload import LITREVIEW, clean_environment, show, write_bibliography

WRITERS, ADDS, ENTRIES = 8, 25, 2
READERS = 2
LIBRARY = "litreview.db"


@dataclass(slots=True)
class Outcome:
    """What went wrong in words, how often readers read, and the seconds it all took."""

    errors: list[str] = field(default_factory=list)
    reads: int = 0
    shrunk: int = 0
    seconds: float = 0.0


def main() -> None:
    """Run both mixtures; end with 1 where there was an error, or anything was lost."""
    rows, failed = [], False
    for readers in (0, READERS):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            outcome = _run(folder, readers)
            operations, sources, sound = _look(folder / LIBRARY)
            litter = sum(file.suffix != ".bib" and file.name != LIBRARY for file in folder.iterdir())
        lost = WRITERS * ADDS * ENTRIES - sources
        failed |= bool(outcome.errors or lost or outcome.shrunk or not sound or operations != WRITERS * ADDS)
        rows.append(
            (f"{WRITERS} writers, {readers} readers", f"{WRITERS * ADDS}", str(outcome.reads), str(len(outcome.errors)),
             str(lost), str(operations), "yes" if sound else "no", str(litter), f"{outcome.seconds:.1f} s")
        )  # fmt: skip
        for error in sorted(set(outcome.errors))[:5]:
            print(error)
        if outcome.shrunk:
            print(f"{outcome.shrunk} times a reader saw fewer sources than before")
    show(("mixture", "adds", "reads", "errors", "lost", "operations", "sound", "litter", "time"), rows)
    sys.exit(1 if failed else 0)


def _run(folder: Path, readers: int) -> Outcome:
    for writer in range(WRITERS):
        for number in range(ADDS):
            name = f"{writer}-{number}"
            write_bibliography(
                folder / f"{name}.bib", ENTRIES, seed=writer * ADDS + number, prefix=f"w{name}-"
            )
    outcome, done = Outcome(), threading.Event()
    begun = time.perf_counter()
    with ThreadPoolExecutor(WRITERS + readers) as pool:
        reading = [pool.submit(_read, folder, outcome, done) for _ in range(readers)]
        writing = [pool.submit(_write, folder, writer, outcome) for writer in range(WRITERS)]
        for task in writing:
            task.result()
        outcome.seconds = time.perf_counter() - begun
        done.set()
        for task in reading:
            task.result()
    return outcome


def _write(folder: Path, writer: int, outcome: Outcome) -> None:
    for number in range(ADDS):
        run = _litreview(folder, "-q", "add", f"{writer}-{number}.bib")
        if run.returncode:
            outcome.errors.append(f"add: {run.returncode} {run.stderr.strip()}")


def _read(folder: Path, outcome: Outcome, done: threading.Event) -> None:
    """List again and again, from the moment there is a library: what was there once must still be."""
    before = 0
    while not done.is_set():
        if not (folder / LIBRARY).exists():
            time.sleep(0.005)
            continue
        run = _litreview(folder, "list", "-f", "keys")
        if run.returncode:
            outcome.errors.append(f"list: {run.returncode} {run.stderr.strip()}")
        now = len(run.stdout.split())
        outcome.shrunk += now < before
        before = now
        outcome.reads += 1


def _litreview(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LITREVIEW, *words], cwd=folder, capture_output=True, text=True, check=False, env=clean_environment()
    )


def _look(library: Path) -> tuple[int, int, bool]:
    """Give how many operations and sources there are, and whether the file is sound."""
    with closing(sqlite3.connect(library)) as connection:
        operations = connection.execute("SELECT count(*) FROM operations").fetchone()[0]
        sources = connection.execute("SELECT count(*) FROM sources").fetchone()[0]
        sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        sound &= not connection.execute("PRAGMA foreign_key_check").fetchall()
    return operations, sources, sound


if __name__ == "__main__":
    main()
