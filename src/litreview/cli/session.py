"""Hold what the global options say, and find the library."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from litreview.errors import StoreError
from litreview.text.safe import printable

LIBRARY = "litreview.db"


@dataclass(slots=True)
class Session:
    """The global options of the command that runs."""

    db: str = ""
    quiet: bool = False
    verbose: bool = False
    color: str = "auto"
    debug: bool = False
    arguments: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """Give the command's words as a person would type them."""
        import shlex

        return shlex.join(self.arguments)


session = Session()
"""There is one command in a process, so one session; `run` begins it anew."""


def begin(arguments: list[str]) -> None:
    """Forget the options of an earlier run; the command's words are what the log will show."""
    for name, value in (
        ("db", ""),
        ("quiet", False),
        ("verbose", False),
        ("color", "auto"),
        ("debug", False),
    ):
        setattr(session, name, value)
    session.arguments = tuple(map(printable, arguments))


def chosen() -> Path | None:
    """Give the library that was named or is found upwards from here, or None."""
    named = session.db or os.environ.get("LITREVIEW_DB", "")
    if named:
        return Path(named).expanduser()
    here = Path.cwd()
    if Path(LIBRARY).is_file():
        return Path(LIBRARY)
    return next((folder / LIBRARY for folder in here.parents if (folder / LIBRARY).is_file()), None)


def library() -> Path:
    """Give the library; raises StoreError when there is none."""
    path = chosen()
    if path is None:
        raise StoreError(
            "there is no library here or in a folder above",
            "litreview add FILE makes one; so does litreview init",
        )
    return path


def library_to_make() -> Path:
    """Give the library that is there, or the place where a new one belongs."""
    return chosen() or Path(LIBRARY)
