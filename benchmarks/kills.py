"""Kill `litreview add` at random moments, and see whether the library is ever anything but before or after."""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from _workload import LITREVIEW, clean_environment, must, show, write_bibliography

from litreview.errors import StoreError
from litreview.storage.backup import content_hash
from litreview.storage.connect import reading

KILLS, RECORDS, BEFORE = 200, 2_000, 300
AT_ONCE = 2
WHILE_WRITING = 0.5
"""Share of the kills that wait until the library is written: from there to the commit is a small part of the run."""
LONGEST, WRITING = 1.2, 0.5
"""Up to when to kill, as shares of the seconds of an undisturbed add: from its beginning, and from its first write."""
LIBRARY, FILE = "litreview.db", "references.bib"
HARD = ("half stored", "acknowledged but lost", "not sound", "follow-up add failed")


@dataclass(frozen=True, slots=True)
class Scene:
    """A folder to start from, what its library holds before ("": none) and after, and the seconds of an add."""

    name: str
    folder: Path
    before: str
    after: str
    seconds: float


def main() -> None:
    """Kill on a fresh library and on one with records, by turns; end with 1 where a hard number is not 0."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=KILLS)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    draw = random.Random(chosen.seed)  # noqa: S311 (no secrets here)
    with tempfile.TemporaryDirectory() as name:
        scenes = [_scene(Path(name) / "fresh", 0), _scene(Path(name) / "existing", BEFORE)]
        counts = {scene.name: Counter[str]() for scene in scenes}
        number = 0
        with ThreadPoolExecutor(AT_ONCE) as pool:
            while missing := chosen.kills - sum(count["killed"] for count in counts.values()):
                plans = []
                for scene in (scenes * missing)[:missing]:
                    number += 1
                    plans.append((number, scene, _moment(draw, scene)))
                for scene_name, outcome in pool.map(lambda plan: _kill(Path(name), *plan), plans):
                    counts[scene_name].update(outcome)
    labels = ["killed", "ended by itself", "absent", "as before", "complete", "acknowledged", *HARD, "litter"]
    print(f"{chosen.kills} kills during an add of {RECORDS:,} records, on {' and '.join(counts)} libraries")
    show(("", *counts), [(label, *(str(count[label]) for count in counts.values())) for label in labels])
    failed = [label for label in HARD if any(count[label] for count in counts.values())]
    sys.exit(f"not 0: {', '.join(failed)}" if failed else 0)


def _scene(folder: Path, records: int) -> Scene:
    """Make a place to start from, and find out by one whole run what an add makes of it and how long it takes."""
    folder.mkdir()
    before = ""
    if records:
        write_bibliography(folder / "old.bib", records, prefix="old")
        must([LITREVIEW, "add", "old.bib"], folder=folder)
        must([LITREVIEW, "edit", "oldkey1", "--set", "note=read twice"], folder=folder)
        must([LITREVIEW, "tag", "oldkey1", "-t", "governance", "--create"], folder=folder)
        (folder / "old.bib").unlink()
        before = _digest(folder / LIBRARY)
    write_bibliography(folder / FILE, RECORDS)
    trial = folder.with_name(f"{folder.name}-whole")
    shutil.copytree(folder, trial)
    run = must([LITREVIEW, "add", FILE], folder=trial)
    return Scene(folder.name, folder, before, _digest(trial / LIBRARY), run.wall)


def _digest(library: Path) -> str:
    with reading(library) as connection:
        return content_hash(connection)


def _moment(draw: random.Random, scene: Scene) -> tuple[bool, float]:
    """Draw when to kill: whether to wait for the first write, and the seconds from there or from the beginning."""
    writing = draw.random() < WHILE_WRITING
    return writing, scene.seconds * draw.uniform(0, WRITING if writing else LONGEST)


def _wait(child: subprocess.Popen[bytes], folder: Path, *, writing: bool, seconds: float) -> None:
    """Wait for the moment: the journal that SQLite keeps beside the library tells when it is written."""
    journal = folder / f"{LIBRARY}-journal"
    while writing and child.poll() is None and not journal.exists():
        time.sleep(0.001)
    time.sleep(seconds)


def _kill(home: Path, number: int, scene: Scene, moment: tuple[bool, float]) -> tuple[str, list[str]]:
    """Run one add, kill it at that moment, and give what is found afterwards in words to count."""
    folder = home / f"trial-{number}"
    shutil.copytree(scene.folder, folder)
    child = subprocess.Popen(
        [LITREVIEW, "add", FILE], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, env=clean_environment(),
    )  # fmt: skip
    _wait(child, folder, writing=moment[0], seconds=moment[1])
    child.send_signal(signal.SIGKILL)
    said = child.communicate()[1].decode()
    outcome = ["killed" if child.returncode < 0 else "ended by itself"]
    acknowledged = "operation " in said
    state = _state(folder / LIBRARY, scene)
    outcome.append(state)
    if acknowledged:
        outcome.append("acknowledged")
        if state != "complete":
            outcome.append("acknowledged but lost")
    again = subprocess.run(
        [LITREVIEW, "-q", "add", FILE], cwd=folder, capture_output=True, check=False, env=clean_environment()
    )
    if again.returncode or _digest(folder / LIBRARY) != scene.after:
        outcome.append("follow-up add failed")
    if not _sound(folder / LIBRARY):
        outcome.append("not sound")
    outcome += ["litter"] * sum(file.name not in {LIBRARY, FILE} for file in folder.iterdir())
    shutil.rmtree(folder)
    return scene.name, outcome


def _state(library: Path, scene: Scene) -> str:
    """Say what a reader finds, which is the first to open the library after the kill."""
    if not library.exists():
        return "half stored" if scene.before else "absent"
    try:
        found = _digest(library)
    except StoreError:
        return "half stored"
    if found == scene.after:
        return "complete"
    empty = not scene.before and _is_empty(library)
    return "as before" if empty or found == scene.before else "half stored"


def _is_empty(library: Path) -> bool:
    with reading(library) as connection:
        counts = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("sources", "fields", "blocks", "files", "operations", "journal")
        ]
    return not any(counts)


def _sound(library: Path) -> bool:
    """Check the file, its foreign keys and its full-text indexes."""
    connection = sqlite3.connect(library)
    try:
        good = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        good &= not connection.execute("PRAGMA foreign_key_check").fetchall()
        for index in ("fields_search", "notes_search"):
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()
    return good


if __name__ == "__main__":
    main()
