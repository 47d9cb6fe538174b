"""Find the files to read, and read each with the reader that fits."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from litreview.model import Problem, ReadResult
from litreview.readers import reader
from litreview.text.safe import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.readers import Parts, Reader
    from litreview.registry import Registered

STDIN = "-"
LARGE = 48 * 1024 * 1024
"""Bytes from which a bibliography is read part by part while it is stored: 30,000 records with abstracts. Smaller
ones are read first, so that the library is locked for a shorter time."""
GENERIC = frozenset({".csv", ".json", ".tsv", ".txt", ".xml"})
"""Suffixes that say little: in a folder, such a file is only read where its content fits its reader."""

NAMED_ONLY = frozenset({".docx"})
"""Suffixes of files that are read only when they are named: a folder's documents are mostly drafts."""


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read: path as the user named it, stored as the library keeps it, and its bytes."""

    path: str
    stored: str
    data: bytes


def stored_path(path: Path, library: Path) -> str:
    """Give the path relative to the library's folder where it lies below it, else in full."""
    full, home = path.resolve(), library.resolve().parent
    return printable(full.relative_to(home).as_posix() if full.is_relative_to(home) else full.as_posix())


def gather(names: Sequence[str], library: Path) -> Iterator[Input | Problem]:
    """Give the bytes of each file, those of folders in the order of their paths; "-" is standard input.

    In folders only files of known suffixes count, hidden ones and Word documents do not, and links that
    lead out of the folder are not followed. What cannot be read is a Problem.
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
            found = reader.for_suffix(below.suffix)
            if (
                found is None
                or below.suffix.lower() in NAMED_ONLY
                or not below.resolve().is_relative_to(path.resolve())
            ):
                continue
            item = _load(below, library)
            if (
                isinstance(item, Problem)
                or below.suffix.lower() not in GENERIC
                or _looks_like(found, item.data)
            ):
                yield item


def _looks_like(found: Registered[Reader], data: bytes) -> bool:
    return found.sniff is None or found.sniff(data)


def _load(path: Path, library: Path) -> Input | Problem:
    shown = printable(str(path))
    try:
        return Input(shown, stored_path(path, library), path.read_bytes())
    except FileNotFoundError:
        return Problem(shown, 0, "no-such-file", "there is no such file", "error", "check the path")
    except OSError as error:
        return Problem(
            shown,
            0,
            "unreadable-file",
            f"cannot be read: {error.strerror}",
            "error",
            "check its permissions",
        )


def read(item: Input, kind: str = "") -> ReadResult:
    """Read one input with the reader of that name, else of its content, else of its suffix.

    A file that no reader knows is a result with a Problem.
    """
    found = reader.named(kind) if kind else _fitting(item)
    if found is None:
        way_out = "name it with --from: " + ", ".join(sorted(reader.with_others()))
        problem = Problem(item.path, 0, "unknown-format", "the format is not known", "error", way_out)
        return ReadResult(item.path, "unknown", problems=(problem,))
    result = found.function(item.data, item.path)
    if kind or result.format != "notes" or any(note.cited or note.author_year for note in result.notes):
        return result
    return replace(result, problems=(*_manuscript(item), *result.problems))


def _manuscript(item: Input) -> Iterator[Problem]:
    """Say so where notes that speak of no source look like a paper: they end in a list of references."""
    from litreview.text.decode import decode
    from litreview.text.references.section import find_section, lines_of

    lines = lines_of(decode(item.data).text)
    section = find_section(lines)
    if section.heading >= 0:
        hint = f"if it is a paper, take in the list instead: litreview add --from reflist {item.path}"
        message = "a list of references begins here, and is read as notes"
        yield Problem(item.path, section.heading + 1, "reference-list", message, "warning", hint)


def read_large(item: Input, kind: str = "") -> Parts | None:
    """Give the parts of a bibliography that is too large to be held in memory as records; None for any other."""
    found = (reader.named(kind) if kind else _fitting(item)) if len(item.data) > LARGE else None
    if found is None or found.name != "bibtex":
        return None
    from litreview.readers.bibtex import read_in_parts

    return read_in_parts(item.data, item.path)


def _fitting(item: Input) -> Registered[Reader] | None:
    """Ask the reader of the suffix first, then those whose content it may be; a suffix alone is the last word."""
    by_suffix = reader.for_suffix(Path(item.path).suffix)
    if by_suffix is not None and (by_suffix.sniff is None or by_suffix.sniff(item.data)):
        return by_suffix
    others = (entry for entry in reader.all().values() if entry.sniff is not None and entry.sniff(item.data))
    return next(others, by_suffix)
