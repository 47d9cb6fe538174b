"""Run every check of the project, each in an environment of its own: `nox`, or `nox -s NAME`."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import tomllib
from pathlib import Path

import nox
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

RUFF = "ruff>=0.17,<0.18"  # a new minor release brings new rules, and all of them are on
MYPY = "mypy>=2.4,<3"
PROJECT = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
RUNTIME: list[str] = PROJECT["dependencies"]
TESTING: list[str] = PROJECT["optional-dependencies"]["test"]

nox.needs_version = ">=2024.4.15"
nox.options.sessions = ["lint", "types", "layers", "docs", "tests"]


def runs(python: Path) -> bool:
    """Whether this interpreter starts at all: a version manager's shim may name one that is switched off."""
    try:
        answer = subprocess.run([python, "-c", ""], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def pythons() -> dict[str, Path]:
    """Give the interpreters of this machine that the project supports and that run, by version ("3.12")."""
    supported = SpecifierSet(PROJECT["requires-python"])
    folders = [Path(folder) for folder in os.get_exec_path()]
    folders += sorted(Path.home().glob(".pyenv/versions/*/bin"))
    found: dict[str, Path] = {}
    for python in (path for folder in folders for path in sorted(folder.glob("python3.*"))):
        match = re.fullmatch(r"python(3\.\d+)", python.name)
        if match and match[1] not in found and match[1] in supported and runs(python):
            found[match[1]] = python
    return dict(sorted(found.items(), key=lambda item: int(item[0].partition(".")[2])))


def lower_bounds(requirements: list[str]) -> list[str]:
    """Turn each requirement's lower bound into an exact pin: "rich>=13.7" into "rich==13.7"."""
    return [
        f"{requirement.name}=={bound.version}"
        for requirement in map(Requirement, requirements)
        for bound in requirement.specifier
        if bound.operator == ">="
    ]


PYTHONS = pythons()
# nox looks for "python3.12" along PATH: put first the folders in which it runs.
os.environ["PATH"] = os.pathsep.join([*(str(path.parent) for path in PYTHONS.values()), os.environ["PATH"]])


@nox.session(python=list(PYTHONS))
def tests(session: nox.Session) -> None:
    """Run the tests on each Python of this machine."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", "-q", *session.posargs)


@nox.session(python=next(iter(PYTHONS)))
def minimums(session: nox.Session) -> None:
    """Run the tests with every dependency at its lower bound, on the oldest Python."""
    session.install("-e", ".[test]", *lower_bounds(RUNTIME + TESTING))
    session.run("python", "-m", "pytest", "-q", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check the code's style and its layout."""
    session.install(RUFF)
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types."""
    session.install("-e", ".", MYPY, "types-PyYAML", "nox")
    session.run("mypy")


@nox.session
def layers(session: nox.Session) -> None:
    """Check that imports point downwards."""
    session.install("-e", ".", *(item for item in TESTING if item.startswith("import-linter")))
    session.run("lint-imports")


@nox.session
def docs(session: nox.Session) -> None:
    """Run what the documentation shows."""
    files = sorted(str(path) for path in Path("tests").rglob("test_docs*.py"))
    if not files:
        session.skip("there are no tests of the documentation")
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", "-q", *files)


@nox.session(reuse_venv=False)
def wheel(session: nox.Session) -> None:
    """Build the wheel, install it with the newest dependencies in an empty environment, and run it there."""
    session.install("build")
    with tempfile.TemporaryDirectory() as folder:
        session.run("python", "-m", "build", "--wheel", "--outdir", folder, silent=True)
        built = next(Path(folder).glob("*.whl"))
        session.run("python", "-m", "venv", f"{folder}/empty")
        scripts = Path(folder, "empty", "Scripts" if os.name == "nt" else "bin")
        session.run(str(scripts / "pip"), "install", "-q", str(built), external=True)
        with session.chdir(folder):  # away from the sources, so that the wheel alone is tried
            for words in (["--version"], ["demo"], ["-C", "litreview-demo", "status"]):
                session.run(str(scripts / "litreview"), *words, external=True)
