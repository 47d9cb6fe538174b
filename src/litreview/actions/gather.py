"""Find the files to read, and read each with the reader that fits."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from litreview.errors import InputError
from litreview.model import Problem, ReadResult
from litreview.readers import reader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.readers import Reader
    from litreview.registry import Registered

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read: path as the user named it, stored as the library keeps it, and its bytes."""

    path: str
    stored: str
    data: bytes


def stored_path(path: Path, library: Path) -> str:
    """Give the path relative to the library's folder where it lies below it, else in full."""
    full, home = path.resolve(), library.resolve().parent
    return full.relative_to(home).as_posix() if full.is_relative_to(home) else full.as_posix()


def gather(names: Sequence[str], library: Path) -> Iterator[Input | Problem]:
    """Give the bytes of each file, those of folders in the order of their paths; "-" is standard input.

    In folders only files of known suffixes count, hidden ones do not, and links that lead out of
    the folder are not followed. What cannot be read is a Problem.
    """
    for name in names:
        if name == STDIN:
            yield Input(STDIN, STDIN, sys.stdin.buffer.read())
            continue
        path = Path(name)
        if not path.is_dir():
            yield _load(path, library)
            continue
        for below in sorted(path.rglob("*")):
            parts = below.relative_to(path).parts
            if any(part.startswith(".") for part in parts) or not below.is_file():
                continue
            if reader.for_suffix(below.suffix) is None or not below.resolve().is_relative_to(path.resolve()):
                continue
            yield _load(below, library)


def _load(path: Path, library: Path) -> Input | Problem:
    try:
        return Input(str(path), stored_path(path, library), path.read_bytes())
    except FileNotFoundError:
        return Problem(str(path), 0, "no-such-file", "there is no such file", "error", "check the path")
    except OSError as error:
        return Problem(
            str(path),
            0,
            "unreadable-file",
            f"cannot be read: {error.strerror}",
            "error",
            "check its permissions",
        )


def read(item: Input, kind: str = "") -> ReadResult:
    """Read one input with the reader of that name, else of its content, else of its suffix.

    A file that no reader knows, or that its reader gives up on, is a result with a Problem.
    """
    try:
        found = reader.named(kind) if kind else _fitting(item)
        if found is None:
            known = ", ".join(sorted(reader.with_others()))
            raise InputError(item.path, 0, "the format is not known", f"name it with --from: {known}")
        return found.function(item.data, item.path)
    except InputError as error:
        problem = Problem(
            item.path, error.line, "unreadable-file", _without_place(error), "error", error.hint
        )
        return ReadResult(item.path, kind or "unknown", problems=(problem,))


def _without_place(error: InputError) -> str:
    return error.message.removeprefix(f"{error.path}:{error.line}: ").removeprefix(f"{error.path}: ")


def _fitting(item: Input) -> Registered[Reader] | None:
    by_suffix = reader.for_suffix(Path(item.path).suffix)
    for entry in reader.all().values():
        if (
            entry.sniff is not None
            and entry.sniff(item.data)
            and (by_suffix is None or by_suffix.sniff is not None)
        ):
            return entry
    return by_suffix
