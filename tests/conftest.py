"""Run the installed command as a real process, in a folder and an environment of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Mapping

settings.register_profile("patient", deadline=None)  # on a busy machine, any example may take its time
settings.load_profile("patient")
ROOT = Path(__file__).parents[1]
PATIENCE = 60
"""Seconds after which a command counts as hanging, on a busy machine too."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said and how it ended."""

    returncode: int
    stdout: str
    stderr: str


@dataclass(slots=True)
class Runner:
    """Run litreview in a folder; env is what every command of it sees."""

    folder: Path
    env: dict[str, str] = field(default_factory=dict)

    def words(self, *args: str | Path) -> list[str]:
        """Give the command line of a litreview command."""
        return [sys.executable, "-m", "litreview", *map(str, args)]

    def __call__(
        self,
        *args: str | Path,
        stdin: str | bytes = b"",
        code: int | None = 0,
        env: Mapping[str, str] | None = None,
    ) -> Answer:
        """Run litreview with these arguments; a code of None lets any pass."""
        data = stdin.encode() if isinstance(stdin, str) else stdin
        return self._done(self.words(*args), data, code, {**self.env, **(env or {})})

    def bash(self, script: str, *, code: int | None = 0, env: Mapping[str, str] | None = None) -> Answer:
        """Run a shell script, with litreview on its PATH, as a careful writer begins it."""
        words = ["bash", "-c", "set -euo pipefail\n" + script]
        return self._done(words, b"", code, {**self.env, **(env or {})})

    def _done(self, words: list[str], stdin: bytes, code: int | None, env: dict[str, str]) -> Answer:
        done = subprocess.run(
            words, cwd=self.folder, env=env, input=stdin, capture_output=True, check=False, timeout=PATIENCE
        )
        answer = Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert code is None or answer.returncode == code, f"{words}\n{answer.stdout}\n{answer.stderr}"
        assert "Traceback" not in answer.stderr, answer.stderr
        return answer

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file into the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path


@pytest.fixture(scope="session")
def clean_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give an environment that says nothing of who runs the tests, with litreview on its PATH."""
    home = tmp_path_factory.mktemp("home")
    shim = home / "bin" / "litreview"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m litreview "$@"\n')
    shim.chmod(0o755)
    path = os.pathsep.join((str(shim.parent), os.environ.get("PATH", os.defpath)))
    kept = {name: os.environ[name] for name in ("PYTHONPATH", "SYSTEMROOT") if name in os.environ}
    return {"PATH": path, "HOME": str(home), "LC_ALL": "C.UTF-8", **kept}


@pytest.fixture
def run(tmp_path: Path, clean_environment: dict[str, str]) -> Runner:
    """Run litreview in an empty folder."""
    return Runner(tmp_path, dict(clean_environment))


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, clean_environment: dict[str, str]) -> Path:
    """Give the folder of the example review, added once for each process of the test run: copy, don't write."""
    folder = tmp_path_factory.mktemp("prepared") / "review"
    shutil.copytree(ROOT / "examples", folder)
    shutil.copyfile(ROOT / "references.bib", folder / "references.bib")
    runner = Runner(folder, clean_environment)
    runner("theme", "import", "themes.toml")
    runner("add", "references.bib", "notes/")
    return folder


@pytest.fixture
def review(run: Runner, prepared: Path) -> Runner:
    """Run litreview in a folder of its own with the example review in it."""
    shutil.copytree(prepared, run.folder, dirs_exist_ok=True)
    return run
