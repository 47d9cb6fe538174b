"""Measure what it costs to start: the CPU time of small commands as a multiple of `python -c pass`."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from _workload import LITREVIEW, PYTHON, entries, middle, must, peers, show

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROUNDS = 17
WARM_UP = 2
BASE = "python -c pass"
AIMS = {"--version": 1.5, "--help": 10.0, "list": 6.0, "tag": 8.0, "matrix": 6.0, "add": 14.0}


def main() -> None:
    """Run all commands by turns, so that a machine that slows down slows all of them, and print the medians."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        must([LITREVIEW, "demo", folder], folder=folder)
        must([LITREVIEW, "--db", folder / "litreview.db", "undo", "-n"], folder=folder)
        commands = _commands(folder) | _peers(folder)
        times: dict[str, list[float]] = {label: [] for label in commands}
        for turn in range(WARM_UP + ROUNDS):
            for label, words in commands.items():
                run = must(words(turn), folder=folder)
                if turn >= WARM_UP:
                    times[label].append(run.cpu)
    base = middle(times[BASE])
    rows = []
    for label, taken in times.items():
        aim = AIMS.get(label.removeprefix("litreview "))
        ratio = middle(taken) / base
        rows.append(
            (label, f"{middle(taken) * 1000:.1f} ms", f"{ratio:.2f}", f"{aim:g}" if aim else "",
             "" if aim is None else "yes" if ratio <= aim else "no")
        )  # fmt: skip
    print(f"CPU time, median of {ROUNDS} runs each, by turns, after {WARM_UP} to warm up")
    show(("command", "CPU", "ratio", "aim", "held"), rows)


def _commands(folder: Path) -> dict[str, Callable[[int], Sequence[str | Path]]]:
    """Give what is run in each turn, by its label."""

    def tag(turn: int) -> list[str | Path]:
        off = ["--remove"] if turn % 2 else []
        return [LITREVIEW, "tag", "lewis2006", "-t", "cooperation", *off]

    def add(turn: int) -> list[str | Path]:
        file = folder / "small.bib"
        file.write_text("".join(entries(3, seed=turn)), encoding="utf-8")
        return [LITREVIEW, "add", file]

    return {
        BASE: lambda _: [PYTHON, "-c", "pass"],
        "python -c 'import typer'": lambda _: [PYTHON, "-c", "import typer"],
        "litreview --version": lambda _: [LITREVIEW, "--version"],
        "litreview --help": lambda _: [LITREVIEW, "--help"],
        "litreview list": lambda _: [LITREVIEW, "list"],
        "litreview tag": tag,
        "litreview matrix": lambda _: [LITREVIEW, "matrix"],
        "litreview add": add,
    }


def _peers(folder: Path) -> dict[str, Callable[[int], Sequence[str | Path]]]:
    """Give papis on a library of eleven documents, where it can be installed."""
    python = peers(folder, "papis")
    if not python:
        return {}
    papis = str(Path(python).with_name("papis"))
    library = folder / "papers"
    for number in range(11):
        place = library / f"paper{number}"
        place.mkdir(parents=True)
        (place / "info.yaml").write_text(
            f"title: Paper {number}\nauthor: Segal, A.\nyear: 2016\nref: p{number}\n"
        )
    words = [papis, "--lib", str(library)]
    must([*words, "list", "--all"], folder=folder)
    return {
        "papis --version": lambda _: [papis, "--version"],
        "papis list": lambda _: [*words, "list", "--all"],
    }


if __name__ == "__main__":
    main()
