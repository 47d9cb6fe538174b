"""What is decided of duplicates is done at once and for good: all that is certain, a sheet, or a review."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import pty
import select
import signal
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Runner

COPIES = """
@article{hale2015, author = {Hale, Mira and Osei, Kofi}, title = {Tidal Harbours and the Price of Trust},
  journal = {Journal of Port Studies}, volume = {12}, number = {3}, pages = {201--220}, year = {2015}}
@article{hale15, author = {Hale, M. and Osei, K.}, title = {Tidal harbours and the price of trust},
  journal = {J. Port Stud.}, volume = {12}, pages = {201--220}, year = {2015}, doi = {10.5555/jps.2015.12}}
@article{haleosei, author = {Hale, Mira and Osei, Kofi}, title = {Tidal Harbours and the Price of Trust},
  journal = {Journal of Port Studies}, volume = {12}, pages = {201--220}, year = {2015}, publisher = {Quayside}}
@book{brandt2009, author = {Brandt, Ilse}, title = {The Lighthouse Keepers: A Social History},
  publisher = {Saltmarsh Press}, year = {2009}}
@book{brandt2012, author = {Brandt, Ilse}, title = {The Lighthouse Keepers: A Social History},
  publisher = {Saltmarsh Press}, year = {2012}}
@techreport{quay2016, author = {Quay, Anton}, title = {Dredging Costs in Small Harbours}, year = {2016},
  institution = {Institute of Ports}, type = {Working Paper}}
@article{quay2017, author = {Quay, Anton}, title = {Dredging Costs in Small Harbours}, journal = {Port Economics},
  volume = {4}, pages = {33--51}, year = {2017}}
"""
BACKUP = "litreview.db.before-merge.backup"


@pytest.fixture
def library(run: Runner) -> Runner:
    """Give a library with three copies of a paper, and two pairs to decide."""
    run.write("copies.bib", COPIES)
    run("add", "copies.bib")
    return run


def keys(run: Runner) -> set[str]:
    return set(run("list", "-f", "keys").stdout.split())


def groups(run: Runner) -> list[list[str]]:
    found = json.loads(run("dedupe", "--exit-zero", "-f", "json").stdout)["groups"]
    return [group["keys"] for group in found]


def operations(run: Runner) -> int:
    return len(json.loads(run("log", "-f", "json").stdout)["operations"])


def content(run: Runner) -> str:
    return run("export", "-f", "jsonl").stdout


ALL = {"hale2015", "hale15", "haleosei", "brandt2009", "brandt2012", "quay2016", "quay2017"}
PAIRS = [["quay2016", "quay2017"], ["brandt2009", "brandt2012"]]


# --apply certain


def test_all_that_is_certain_is_one_operation_with_one_copy(library: Runner) -> None:
    before, library_before = content(library), operations(library)
    answer = library("dedupe", "--apply", "certain")
    assert keys(library) == ALL - {"hale15", "haleosei"}
    assert operations(library) == library_before + 1
    assert "2 groups to decide" in answer.stderr
    assert library("--db", BACKUP, "export", "-f", "jsonl").stdout == before
    library("undo")
    assert content(library) == before


def test_nothing_is_lost_of_what_is_merged(library: Runner) -> None:
    library("dedupe", "--apply", "certain", "-q")
    shown = library("show", "hale2015").stdout
    assert "10.5555/jps.2015.12" in shown
    assert "Quayside" in shown


def test_to_apply_again_changes_nothing(library: Runner) -> None:
    library("dedupe", "--apply", "certain")
    before, answer = content(library), library("dedupe", "--apply", "certain")
    assert answer.stdout == ""
    assert answer.stderr.startswith("nothing changed\n")
    assert content(library) == before


def test_a_dry_run_says_what_would_be_merged(library: Runner) -> None:
    answer = library("dedupe", "--apply", "certain", "-n")
    assert answer.stdout.splitlines()[1].startswith("hale2015  hale15, haleosei")
    assert "nothing was written" in answer.stderr
    assert keys(library) == ALL
    assert not (library.folder / BACKUP).exists()


def test_the_document_of_what_was_merged(library: Runner) -> None:
    document = json.loads(library("dedupe", "--apply", "certain", "-f", "json").stdout)
    assert document["operation"] == 2
    assert [(one["key"], set(one["merged"])) for one in document["merged"]] == [
        ("hale2015", {"hale15", "haleosei"})
    ]
    assert document["backup"] == BACKUP


# --apply FILE


def fill_in(run: Runner, decisions: dict[tuple[str, str], str], form: str = "csv") -> None:
    """Write a sheet as the program does, and fill it in as a spreadsheet would."""
    run("dedupe", "--exit-zero", "-o", f"sheet.{form}")
    path = run.folder / f"sheet.{form}"
    delimiter = "," if form == "csv" else "\t"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=delimiter))
    for row in rows:
        row["decision"] = decisions.pop((row["a"], row["b"]), "")
    assert decisions == {}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_an_empty_sheet_decides_nothing(library: Runner, form: str) -> None:
    fill_in(library, {}, form)
    assert "nothing changed" in library("dedupe", "--apply", f"sheet.{form}").stderr
    assert keys(library) == ALL


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_a_sheet_is_one_operation_and_its_decisions_last(library: Runner, form: str) -> None:
    before = operations(library)
    decisions = {("quay2016", "quay2017"): "merge", ("brandt2009", "brandt2012"): " Distinct "}
    fill_in(library, decisions, form)
    library("dedupe", "--apply", f"sheet.{form}")
    assert operations(library) == before + 1
    assert keys(library) == ALL - {"quay2017"}
    assert groups(library) == [["hale15", "hale2015", "haleosei"]]
    answer = library("dedupe", "--apply", f"sheet.{form}")
    assert "nothing changed" in answer.stderr


def test_pairs_that_share_a_source_are_merged_together(library: Runner) -> None:
    library.write("sheet.csv", "a,b,decision\nhale15,hale2015,merge\nhale15,haleosei,merge\n")
    document = json.loads(library("dedupe", "--apply", "sheet.csv", "-f", "json").stdout)
    assert [(one["key"], set(one["merged"])) for one in document["merged"]] == [
        ("hale2015", {"hale15", "haleosei"})
    ]


def test_a_sheet_of_semicolons_from_a_spreadsheet(library: Runner) -> None:
    library.write("sheet.csv", '\ufeffa;b;why;decision\r\nbrandt2009;brandt2012;"years; differ";distinct\r\n')
    library("dedupe", "--apply", "sheet.csv")
    assert ["brandt2009", "brandt2012"] not in groups(library)


def test_a_key_that_a_spreadsheet_would_run_comes_back_as_it_is(run: Runner) -> None:
    run.write("twins.bib", COPIES.replace("hale2015,", "=hale,").replace("hale15,", "-hale15,"))
    run("add", "twins.bib")
    fill_in(run, {("'-hale15", "'=hale"): "merge"})
    run("dedupe", "--apply", "sheet.csv")
    assert "-hale15" not in keys(run)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "a,b,decision\nquay2016,quay2017,merge\nbrandt2009,brandt2012,yes\n", ':3: "yes" is no', id="word"
        ),
        pytest.param("a,b\nquay2016,quay2017\n", ':1: there is no column "decision"', id="no-column"),
        pytest.param("", ": there is nothing in it", id="empty"),
        pytest.param(
            "a,b,decision\nhale15,hale2015,merge\nhale2015,haleosei,merge\nhale15,haleosei,distinct\n",
            ":4: hale15 and haleosei are one work by other rows", id="contradiction",
        ),
    ],
)  # fmt: skip
def test_a_sheet_with_a_mistake_is_refused_whole(library: Runner, text: str, message: str) -> None:
    before = content(library)
    library.write("sheet.csv", text)
    answer = library("dedupe", "--apply", "sheet.csv", code=3)
    assert f"error: sheet.csv{message}" in answer.stderr
    assert content(library) == before
    assert operations(library) == 1


def test_a_key_that_is_gone_is_told_and_the_rest_is_done(library: Runner) -> None:
    fill_in(library, {("quay2016", "quay2017"): "merge", ("brandt2009", "brandt2012"): "distinct"})
    library("rm", "quay2017")
    answer = library("dedupe", "--apply", "sheet.csv", code=3)
    assert 'error: sheet.csv:5: there is no source "quay2017" any more' in answer.stderr
    assert groups(library) == [["hale15", "hale2015", "haleosei"]]


def test_what_was_merged_meanwhile_cannot_be_told_apart(library: Runner) -> None:
    fill_in(library, {("quay2016", "quay2017"): "distinct"})
    library("merge", "quay2016", "quay2017")
    answer = library("dedupe", "--apply", "sheet.csv", code=3)
    assert "error: sheet.csv:5: quay2016 and quay2017 are one source by now" in answer.stderr
    assert keys(library) == ALL - {"quay2017"}


@pytest.mark.parametrize(
    ("args", "words"),
    [
        pytest.param(("--apply", "certain", "copies.bib"), "litreview add copies.bib", id="apply-on-files"),
        pytest.param(("--review", "copies.bib"), "litreview add copies.bib", id="review-of-files"),
        pytest.param(("--apply", "certain", "--review"), "take one of them", id="both"),
        pytest.param(("--apply", "missing.csv"), "no such file", id="missing"),
        pytest.param(("--apply", "certian"), "--apply certain", id="mistyped"),
        pytest.param(("--apply", "certain", "-f", "csv"), "known: table, json", id="format"),
        pytest.param(("--review",), "--review", id="no-terminal"),
    ],
)
def test_a_mistake_is_2_and_nothing_is_merged(library: Runner, args: tuple[str, ...], words: str) -> None:
    assert words in library("dedupe", *args, code=2).stderr
    assert keys(library) == ALL


# --review


@dataclass(slots=True)
class Terminal:
    """A review at a real terminal: what was shown, and the keys that are pressed."""

    process: subprocess.Popen[bytes]
    descriptor: int
    shown: str = ""

    def wait_for(self, mark: str) -> str:
        """Read until something is shown, and give all up to there since the last time; "" for the end."""
        text, deadline = "", time.monotonic() + 30
        while (not mark or mark not in text) and time.monotonic() < deadline:
            ready, _, _ = select.select([self.descriptor], [], [], 0.2)
            try:
                data = os.read(self.descriptor, 65536) if ready else b""
            except OSError:  # Linux says so when the other end is closed
                break
            if ready and not data:
                break
            text += data.decode()
        assert not mark or mark in text, text
        self.shown += text
        return text

    def press(self, key: str) -> str:
        """Press a key; gives what was shown before it."""
        text = self.wait_for("[?] ")
        os.write(self.descriptor, key.encode())
        return text

    def end(self) -> int:
        """Wait for the end; gives the exit code."""
        self.wait_for("")
        return self.process.wait(30)


def _sit_down(terminal: int) -> None:
    """Make a terminal the process's own, so that Ctrl-C interrupts it, also where the tests themselves ignore that."""
    os.login_tty(terminal)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def review(library: Runner) -> Iterator[Callable[..., Terminal]]:
    """Give what begins a review at a terminal of its own."""
    opened: list[Terminal] = []

    def begin(*args: str) -> Terminal:
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            library.words("dedupe", "--review", *args),
            cwd=library.folder,
            env=library.env | {"TERM": "xterm"},
            pass_fds=[theirs],
            preexec_fn=lambda: _sit_down(theirs),  # noqa: PLW1509 (there are no threads here)
        )
        os.close(theirs)
        opened.append(Terminal(process, ours))
        return opened[-1]

    yield begin
    for terminal in opened:
        terminal.process.kill()
        terminal.process.wait()
        with contextlib.suppress(OSError):
            os.close(terminal.descriptor)


def test_quitting_changes_nothing(library: Runner, review: Callable[..., Terminal]) -> None:
    before = content(library)
    terminal = review()
    first = terminal.press("q")
    assert "possible: version-of  quay2016 · quay2017" in first
    assert terminal.end() == 0
    assert "nothing was decided" in terminal.shown
    assert content(library) == before
    assert operations(library) == 1


def test_a_pair_stands_side_by_side_with_signs_and_colour(review: Callable[..., Terminal]) -> None:
    terminal = review()
    lines = terminal.press("q").splitlines()
    assert any(line.startswith("title     = Dredging Costs in Small") for line in lines)
    (year,) = [line for line in lines if "year      ≠" in line]
    assert year.startswith("\x1b[33m")
    assert year.split()[2:] == ["2016", "2017\x1b[0m"]
    assert any("why: same title" in line for line in lines)
    plain = review("--color", "never")
    assert "\x1b" not in plain.press("q")


def test_every_answer_is_kept_at_once(library: Runner, review: Callable[..., Terminal]) -> None:
    terminal = review()
    terminal.press("m")
    assert "brandt2009 · brandt2012" in terminal.wait_for("[?] ")
    assert keys(library) == ALL - {"quay2017"}
    assert (library.folder / BACKUP).exists()
    os.write(terminal.descriptor, b"k")
    assert "hale15 · hale2015" in terminal.press("q")
    assert terminal.end() == 0
    assert "1 merged, 1 kept apart" in terminal.shown
    assert operations(library) == 3
    assert groups(library) == [["hale15", "hale2015", "haleosei"]]


def test_a_review_goes_on_where_it_was_left(review: Callable[..., Terminal]) -> None:
    first = review()
    first.press("k")
    first.press("q")
    first.end()
    again = review()
    assert "brandt2009 · brandt2012" in again.press("q")
    assert again.end() == 0


def test_the_copy_is_of_the_library_before_the_first_merge(
    library: Runner, review: Callable[..., Terminal]
) -> None:
    before = content(library)
    terminal = review()
    for _ in range(4):  # two pairs, and three copies in two steps
        terminal.press("m")
    assert terminal.end() == 0
    assert "4 merged" in terminal.shown
    assert keys(library) == {"hale2015", "brandt2009", "quay2016"}
    assert library("--db", BACKUP, "export", "-f", "jsonl").stdout == before
    assert operations(library) == 5


def test_the_last_decision_is_taken_back_and_asked_again(
    library: Runner, review: Callable[..., Terminal]
) -> None:
    before = content(library)
    terminal = review()
    terminal.press("u")
    assert "nothing to undo" in terminal.press("s")
    terminal.press("m")
    terminal.press("u")
    assert "brandt2009 · brandt2012" in terminal.press("q")
    assert terminal.end() == 0
    assert "1 skipped" in terminal.shown
    assert "merged," not in terminal.shown
    assert content(library) == before


def test_certain_ones_come_last_or_alone(review: Callable[..., Terminal]) -> None:
    alone = review("--certainty", "certain")
    assert "duplicate  " in alone.press("q")
    last = review()
    texts = [last.press(key) for key in "sssq"]
    assert ["duplicate  " in text for text in texts] == [False, False, True, True]


def test_an_unknown_key_or_a_question_mark_shows_the_keys(
    library: Runner, review: Callable[..., Terminal]
) -> None:
    terminal = review()
    terminal.press("x")
    assert "k  keep both: they are different works" in terminal.press("?")
    assert "k  keep both: they are different works" in terminal.press("q")
    assert terminal.end() == 0
    assert operations(library) == 1


@pytest.mark.parametrize("key", ["\x04", "\x03"], ids=["end-of-input", "control-c"])
def test_leaving_in_the_middle_loses_nothing(
    library: Runner, review: Callable[..., Terminal], key: str
) -> None:
    terminal = review()
    terminal.press("m")
    terminal.wait_for("[?] ")
    os.write(terminal.descriptor, key.encode())
    assert terminal.end() == (130 if key == "\x03" else 0)
    assert "1 merged" in terminal.shown
    assert keys(library) == ALL - {"quay2017"}


def test_a_terminal_that_is_closed_ends_the_review(library: Runner, review: Callable[..., Terminal]) -> None:
    terminal = review()
    terminal.press("k")
    terminal.wait_for("[?] ")
    os.close(terminal.descriptor)
    assert terminal.process.wait(30) != 70
    assert ["quay2016", "quay2017"] not in groups(library)


def test_copies_of_what_is_kept_apart_are_kept_apart(run: Runner, review: Callable[..., Terminal]) -> None:
    twin = "@book{brandt09, author = {Brandt, I.}, title = {The Lighthouse Keepers: A Social History},"
    run.write("more.bib", twin + " publisher = {Saltmarsh Press}, year = {2009}}\n")
    run("add", "more.bib")
    terminal = review()
    terminal.press("s")
    terminal.press("k")
    assert "duplicate  " in terminal.press("q")
    assert terminal.end() == 0
    assert not [keys for keys in groups(run) if "brandt2012" in keys]


def test_nothing_to_review_is_said(run: Runner, review: Callable[..., Terminal]) -> None:
    run("distinct", *sorted(ALL))
    terminal = review()
    assert terminal.end() == 0
    assert "nothing was decided" in terminal.shown
