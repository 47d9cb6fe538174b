"""The documentation tells the truth: every command in it runs, and prints what the page shows.

`UPDATE_CASES=1 pytest tests/test_docs.py` writes what the program prints now into the pages.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
UPDATE = bool(os.environ.get("UPDATE_CASES"))
TOOLS = ("pandoc", "make", "sqlite3")
"""Programs of others that some pages use; blocks that name one are left out where it is missing."""
EXEMPT = (
    "python3 -m venv .venv && .venv/bin/pip install -q -e . && .venv/bin/litreview demo",
    "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/python -m pytest -q",
    "pipx install .",
    "uv tool install .",
)
"""Blocks that install the program: the second one is what the gate runs, in a clone of its own."""
IN_DEMO = "in the folder that `litreview demo` makes"
IN_FILES = "in a folder with the [example files]"
"""What a page says about where its commands run; one that says neither starts in an empty folder."""

FENCE = re.compile(r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
DONE = "\x1e"
LONGEST = 120
"""Seconds after which a page is given up: the longest takes four."""
HOME = "/home/ada"
STAMPS = (
    # what tells of the moment at which a command ran, and what a page shows instead
    (re.compile(r"\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00"), "2026-11-24T09:30:00+00:00"),
    (re.compile(r"\b20\d\d-\d\d-\d\d \d\d:\d\d\b(?!:)"), "2026-11-24 09:30"),
    (re.compile(r"\b20\d{6}-\d{6}\b"), "20261124-093000"),
    (re.compile(r"\b\d\.\d(?=\s+s,\s+offline)"), "0.1"),
    (re.compile(r"((?:by hand,|ada,|ben,|read|set|removed) )\d{4}-\d\d-\d\d"), r"\g<1>2026-11-24"),
)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: where its text starts and ends in the page, its kind and its words."""

    start: int
    end: int
    kind: str
    text: str

    def missing(self) -> list[str]:
        """Name the tools that it needs and this machine lacks."""
        return [tool for tool in TOOLS if self.runs(tool) and not shutil.which(tool)]

    def runs(self, tool: str) -> bool:
        """Whether it is run and calls the tool, at the start of a command or behind a pipe."""
        called = rf"(?:^|\| ?)(?:\$ | +)?{tool}\b"
        return self.kind in {"sh", "bash", "console"} and bool(re.search(called, self.text, re.MULTILINE))


def blocks(text: str) -> Iterator[Block]:
    for found in FENCE.finditer(text):
        yield Block(found.start("text"), found.end("text"), found["kind"], found["text"])


def commands(block: Block) -> list[tuple[str, str]]:
    """Give the commands of a console block, each with what the page shows below it."""
    found: list[tuple[str, str]] = []
    open_line = False
    for line in block.text.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append((line[2:], ""))
            open_line = True
        elif line.startswith("> ") and open_line:
            found[-1] = (found[-1][0] + line[2:], "")
        else:
            assert found, f"a console block begins with a command, not with {line!r}"
            found[-1] = (found[-1][0], found[-1][1] + line)
            open_line = False
    return found


def environment(folder: Path) -> dict[str, str]:
    """Give a shell its surroundings: this program first on the path, nothing of the user's own."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in {"PATH", "PYTHONPATH", "SYSTEMROOT", "TMPDIR"}
    }
    kept["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}"
    return kept | {"HOME": str(folder), "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}


class Shell:
    """One bash for a page: what a command changes in it (its folder, its variables) lasts to the page's end."""

    def __init__(self, folder: Path, surroundings: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            ["bash", "--norc", "--noprofile"],
            cwd=folder,
            env=surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self.timer = threading.Timer(LONGEST, self.process.kill)
        self.timer.start()

    def run(self, command: str) -> tuple[str, int]:
        """Run one command; gives what it printed on both streams, and its exit code, which `$?` keeps."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{{\n{command.rstrip()}\n}} </dev/null\n")
        self.process.stdin.write(f"__code=$?; printf '{DONE}%d\\n' $__code; (exit $__code)\n")
        self.process.stdin.flush()
        printed = ""
        for line in self.process.stdout:
            before, done, code = line.partition(DONE)
            printed += before
            if done:
                return printed, int(code)
        pytest.fail(f"the shell ended in: {command}\n{printed}")

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=30)
        self.timer.cancel()


@pytest.fixture(scope="session")
def demo() -> Iterator[Path]:
    """Give a folder as `litreview demo` leaves it."""
    with tempfile.TemporaryDirectory() as home:
        words = [sys.executable, "-m", "litreview", "demo", "review"]
        subprocess.run(words, cwd=home, env=environment(Path(home)), check=True, capture_output=True)
        yield Path(home, "review")


@pytest.fixture
def home() -> Iterator[Path]:
    """Give a home with a short name: a long path would break lines where a page has none."""
    place = Path("/tmp")  # noqa: S108 (see above)
    with tempfile.TemporaryDirectory(prefix="", dir=place if place.is_dir() else None) as folder:
        yield Path(folder).resolve()


def start(text: str, home: Path, demo: Path) -> Path:
    """Make the folder that a page says its commands run in."""
    folder = home / "review"
    words = " ".join(text.split())
    if IN_DEMO in words:
        shutil.copytree(demo, folder)
    elif IN_FILES in words:
        shutil.copytree(demo, folder, ignore=shutil.ignore_patterns("litreview.db"))
    else:
        folder.mkdir()
    return folder


def shown(printed: str, home: Path) -> str:
    """Give what was printed as a page shows it: another home, another moment."""
    text = printed.replace(str(home), HOME)
    for pattern, stamp in STAMPS:
        text = pattern.sub(stamp, text)
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def test_pages_run(page: Path, home: Path, demo: Path) -> None:
    text = page.read_text(encoding="utf-8")
    folder = start(text, home, demo)
    shell = Shell(folder, environment(home))
    pieces: list[str] = []
    at = 0
    try:
        for block in blocks(text):
            if block.kind not in {"sh", "bash", "console"} or block.text.strip() in EXEMPT or block.missing():
                continue
            now = console(shell, block, home) if block.kind == "console" else script(shell, block)
            pieces += [text[at : block.start], now]
            at = block.end
    finally:
        shell.close()
    renewed = "".join([*pieces, text[at:]])
    if UPDATE:
        page.write_text(renewed, encoding="utf-8")
    else:
        assert renewed.splitlines() == text.splitlines()


def console(shell: Shell, block: Block, home: Path) -> str:
    """Run the commands of a block; gives the block with what they print now."""
    lines: list[str] = []
    every = commands(block)
    for place, (command, _) in enumerate(every):
        printed, code = shell.run(command)
        asks = place + 1 < len(every) and every[place + 1][0].startswith("echo $?")
        assert code == 0 or asks or "error:" in printed, f"{command}exits with {code}\n{printed}"
        first, *more = command.splitlines(keepends=True)
        lines += [f"$ {first}", *(f"> {line}" for line in more), shown(printed, home)]
    return "".join(lines)


def script(shell: Shell, block: Block) -> str:
    """Run a block as a script that stops at its first error."""
    printed, code = shell.run(f"bash -euo pipefail <<'END OF BLOCK'\n{block.text}END OF BLOCK")
    assert code == 0, f"{block.text}exits with {code}\n{printed}"
    return block.text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_fences_have_a_known_kind(page: Path) -> None:
    kinds = {block.kind for block in blocks(page.read_text(encoding="utf-8"))}
    assert kinds <= {"sh", "bash", "console", "text", "markdown", "toml", "json", "sql", "makefile", "yaml"}


@pytest.mark.parametrize("tool", TOOLS)
def test_blocks_with_tools_of_others(tool: str) -> None:
    pages = [
        page.relative_to(ROOT).as_posix()
        for page in PAGES
        if any(block.runs(tool) for block in blocks(page.read_text(encoding="utf-8")))
    ]
    assert pages, f"no page uses {tool} any more"
    if not shutil.which(tool):
        pytest.skip(f"{tool} is not installed: its blocks in {', '.join(pages)} were not run")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.function is test_pages_run:
        runs = [
            page
            for page in PAGES
            if any(
                block.kind in {"sh", "bash", "console"} for block in blocks(page.read_text(encoding="utf-8"))
            )
        ]
        metafunc.parametrize("page", runs, ids=lambda page: page.relative_to(ROOT).as_posix())
