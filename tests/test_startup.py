"""Starting is quick because little is loaded: each command brings only what it needs."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Runner

HEAVY = frozenset(
    {
        "anyascii", "asyncio", "bibtexparser", "click", "hypothesis", "markdown_it", "pydantic", "pygments",
        "pylatexenc", "pypdfium2", "rapidfuzz", "rich", "sqlite_utils", "tomllib", "typer", "urllib.request", "yaml",
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
    program = "import os, sys; sys.argv = ['litreview', '--version']; before = set(sys.modules)\n"
    program += "os._exit = sys.exit  # to go on after the end\n"
    program += "from litreview.__main__ import main\ntry:\n    main()\nexcept SystemExit:\n"
    program += "    print(*sorted(set(sys.modules) - before - set(sys.builtin_module_names)))"
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
        pytest.param(("--help",), set(), id="help"),
        pytest.param(("list",), set(), id="list"),
        pytest.param(("list", "year>=2015 norms"), set(), id="list-query"),
        pytest.param(("list", "-f", "json"), set(), id="list-json"),
        pytest.param(("list", "--cited-in", "paper.md"), {"rapidfuzz"}, id="list-cited-in"),
        pytest.param(("cites", "paper.md"), set(), id="cites"),
        pytest.param(("check", "paper.md", "--fail-on", "never"), {"rapidfuzz"}, id="check"),
        pytest.param(("dedupe",), {"rapidfuzz"}, id="dedupe"),
        pytest.param(("dedupe", "--rules"), set(), id="dedupe-rules"),
        pytest.param(("explain", "D02"), {"rapidfuzz"}, id="explain"),
        pytest.param(("matrix",), set(), id="matrix"),
        pytest.param(("matrix", "--theme", "governance", "--gaps", "--where", "segal"), set(), id="matrix-where"),
        pytest.param(("matrix", "-f", "md", "--cell", "cite"), set(), id="matrix-cite"),
        pytest.param(("tag", "segal2020", "-t", "threats"), set(), id="tag"),
        pytest.param(("merge", "segal2016", "segal2020", "-n"), set(), id="merge"),
        pytest.param(("distinct", "segal2016", "segal2020"), set(), id="distinct"),
        pytest.param(("show", "knake2012"), set(), id="show"),
        pytest.param(("search", "norms"), set(), id="search"),
        pytest.param(("status",), set(), id="status"),
        pytest.param(("log",), set(), id="log"),
        pytest.param(("undo",), set(), id="undo"),
        pytest.param(("theme", "list"), set(), id="theme-list"),
        pytest.param(("theme", "export"), set(), id="theme-export"),
        pytest.param(("note", "list"), set(), id="note-list"),
        pytest.param(("note", "add", "segal2020", "-m", "words"), set(), id="note-add"),
        pytest.param(("sql", "select 1"), set(), id="sql"),
        pytest.param(("edit", "segal2020", "--set", "note=x"), set(), id="edit"),
        pytest.param(("add", "references.bib"), set(), id="add-unchanged"),
        pytest.param(("add", "authority.bib"), {"rapidfuzz"}, id="add-bibtex"),  # new ones are compared
        pytest.param(("add", "notes/"), {"yaml", "rapidfuzz"}, id="add-notes"),
        pytest.param(("export",), set(), id="export-is-read-back"),
        pytest.param(("theme", "import", "themes.toml"), {"tomllib"}, id="theme-import"),
        # the first library of a folder is made by migrations, and those are sqlite-utils'
        pytest.param(("init", "fresh"), {"sqlite_utils", "click"}, id="init"),
    ],
)  # fmt: skip
def test_a_command_loads_what_it_needs(review: Runner, args: tuple[str, ...], allowed: set[str]) -> None:
    assert loaded(review, *args) & HEAVY - {"typer"} <= allowed


def test_a_command_loads_no_other_command(review: Runner) -> None:
    ours = {name for name in loaded(review, "list") if name.startswith("litreview.cli.")}
    assert not ours & {
        f"litreview.cli.{name}" for name in ("add", "matrix", "tag", "theme", "note", "search", "demo")
    }
