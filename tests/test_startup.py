"""Starting is quick because little is loaded: each command brings only what it needs."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from pytest import param

if TYPE_CHECKING:
    from conftest import Runner

HEAVY = frozenset(
    {
        "anyascii", "asyncio", "bibtexparser", "click", "hypothesis", "markdown_it", "pydantic", "pygments", "pylatexenc",
        "rapidfuzz", "rich", "sqlite_utils", "tomllib", "typer", "urllib.request", "yaml",
    }
)  # fmt: skip
"""What costs more than ten milliseconds, or belongs to one task alone; typer is what commands are made of."""
PROGRAM = """
import sys
from litreview.cli.app import run
code = run(sys.argv[1:])
sys.stderr.write("\\nloaded: " + str(code) + " " + " ".join(sys.modules))
"""


def loaded(review: Runner, *args: str) -> frozenset[str]:
    """Give the modules in memory after a command, which must succeed."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *args],
        cwd=review.folder, env=review.env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    code, *modules = done.stderr.rpartition("loaded: ")[2].split()
    assert code == "0", done.stderr
    return frozenset(modules)


def test_version_loads_nothing(review: Runner) -> None:
    program = "import sys, runpy; sys.argv = ['litreview', '--version']; before = set(sys.modules)\n"
    program += "from litreview.__main__ import main; main(); print(*sorted(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=review.folder,
        env=review.env,
        capture_output=True,
        text=True,
        check=True,
    )
    version, modules = done.stdout.splitlines()
    assert version.startswith("litreview 0.")
    assert modules.split() == ["litreview", "litreview.__main__"]


@pytest.mark.parametrize(
    ("args", "allowed"),
    [
        param(("--help",), set(), id="help"),
        param(("list",), set(), id="list"),
        param(("list", "year>=2015 norms"), set(), id="list-query"),
        param(("list", "-f", "json"), set(), id="list-json"),
        param(("matrix",), set(), id="matrix"),
        param(("matrix", "--theme", "governance", "--gaps", "--where", "segal"), set(), id="matrix-where"),
        param(("matrix", "-f", "md", "--cell", "cite"), set(), id="matrix-cite"),
        param(("tag", "segal2020", "-t", "threats"), set(), id="tag"),
        param(("show", "knake2012"), set(), id="show"),
        param(("search", "norms"), set(), id="search"),
        param(("status",), set(), id="status"),
        param(("log",), set(), id="log"),
        param(("undo",), set(), id="undo"),
        param(("theme", "list"), set(), id="theme-list"),
        param(("theme", "export"), set(), id="theme-export"),
        param(("note", "list"), set(), id="note-list"),
        param(("note", "add", "segal2020", "-m", "words"), set(), id="note-add"),
        param(("sql", "select 1"), set(), id="sql"),
        param(("edit", "segal2020", "--set", "note=x"), set(), id="edit"),
        param(("add", "references.bib"), set(), id="add-unchanged"),
        param(("add", "authority.bib"), {"bibtexparser", "pylatexenc"}, id="add-bibtex"),
        param(("add", "notes/"), {"yaml", "rapidfuzz"}, id="add-notes"),
        param(("export",), {"bibtexparser", "pylatexenc"}, id="export-is-read-back"),
        param(("theme", "import", "themes.toml"), {"tomllib"}, id="theme-import"),
        # the first library of a folder is made by migrations, and those are sqlite-utils'
        param(("init", "fresh"), {"sqlite_utils", "click"}, id="init"),
    ],
)  # fmt: skip
def test_a_command_loads_what_it_needs(review: Runner, args: tuple[str, ...], allowed: set[str]) -> None:
    assert loaded(review, *args) & HEAVY - {"typer"} <= allowed


def test_a_command_loads_no_other_command(review: Runner) -> None:
    ours = {name for name in loaded(review, "list") if name.startswith("litreview.cli.")}
    assert not ours & {
        f"litreview.cli.{name}" for name in ("add", "matrix", "tag", "theme", "note", "search", "demo")
    }
