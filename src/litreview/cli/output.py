"""The only way out: results to stdout or a file, talk to stderr, every text through one gate."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from litreview.cli.session import session
from litreview.errors import InputError, UsageProblem
from litreview.text.safe import safe
from litreview.text.signs import in_ascii

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from litreview.model import Problem

WIDTH = 80
"""Columns where there is no terminal and COLUMNS says nothing."""
NARROWEST = 40
BOLD, RED, YELLOW, DIM, PLAIN = "\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[2m", "\x1b[0m"
TALKATIVE = 20
"""Remarks on the input that are shown without --verbose."""


def width() -> int:
    """Give the columns of the output: the terminal's, else what COLUMNS says, else 80."""
    return max(NARROWEST, shutil.get_terminal_size((WIDTH, 24)).columns) if _sized() else WIDTH


def _sized() -> bool:
    return sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit()


def colored(stream: TextIO, text: str, *codes: str) -> str:
    """Give the text in colour where --color, NO_COLOR and the stream say so."""
    always = session.color == "always"
    wanted = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    if not always and (session.color == "never" or not wanted):
        return text
    return "".join(codes) + text + PLAIN


def colored_result(text: str, *codes: str) -> str:
    """Give a part of a result in colour, where it goes to a terminal that shows it."""
    return colored(sys.stdout, text, *codes)


def ask(question: str) -> None:
    """Print a question, and stay on its line."""
    sys.stdout.write(_encodable(question, sys.stdout))
    sys.stdout.flush()


def _encodable(text: str, stream: TextIO) -> str:
    """Give the text in what the stream can show: our signs in ASCII, the rest as escapes."""
    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return in_ascii(text).encode(encoding, "backslashreplace").decode(encoding)
    return text


def emit(text: str) -> None:
    """Print a result; the text is safe already (a rendered table, JSON)."""
    sys.stdout.write(_encodable(_ended(text), sys.stdout))


def _ended(text: str) -> str:
    """Give a text with the line end that it may lack; nothing stays nothing, and NUL is an end too."""
    return text if not text or text.endswith(("\n", "\0")) else text + "\n"


def result(text: str) -> None:
    """Print a line for people that is not made safe yet."""
    emit(safe(text, newlines=True))


def say(text: str, *codes: str) -> None:
    """Talk on stderr, unless --quiet."""
    if not session.quiet:
        _to_stderr(colored(sys.stderr, safe(text, newlines=True), *codes))


def _to_stderr(text: str) -> None:
    """Talk; where nobody listens any more, there is nothing to tell and nothing wrong."""
    flush()
    try:
        sys.stderr.write(_encodable(text + "\n", sys.stderr))
        sys.stderr.flush()
    except BrokenPipeError:
        silence(sys.stderr)


def silence(stream: TextIO) -> None:
    """Keep the interpreter from complaining at its end about a reader that is gone."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def error(message: str, hint: str = "") -> None:
    """Say what went wrong in a line, and the way out in another."""
    _to_stderr(colored(sys.stderr, "error:", BOLD, RED) + " " + safe(message))
    if hint:
        _to_stderr("       " + safe(hint))


def flush() -> None:
    """Bring out what was printed so far; raises BrokenPipeError where nobody reads any more."""
    if sys.stdout is not None and not sys.stdout.closed:
        sys.stdout.flush()


def write(text: str, output: str) -> None:
    """Write a result to the file that -o names, whole or not at all, or else print it."""
    if not output or output == "-":
        emit(text)
    else:
        write_bytes(_ended(text).encode(), output)


def write_bytes(data: bytes, output: str) -> None:
    """Write bytes to the file that -o names, whole or not at all, or else to stdout as they are."""
    if not output or output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    replace_file(data, Path(output), hint="name another file with -o")
    say(f"wrote {output}")


def replace_file(data: bytes, path: Path, *, hint: str = "check its permissions") -> None:
    """Write a file whole or not at all; one that is there keeps its permissions, and a link leads where it led."""
    target = path.resolve() if path.is_symlink() else path
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        draft.write_bytes(data)
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    except OSError as problem:
        raise InputError(str(path), 0, f"cannot be written: {problem.strerror}", hint) from problem
    finally:
        draft.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder with those above it, where it is not there; raises UsageProblem."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise UsageProblem(
            f"{folder}: no folder can be made here: {problem.strerror}", "name another"
        ) from problem


def choose_format(
    asked: str,
    output: str,
    known: Sequence[str],
    default: str = "table",
    suffixes: Mapping[str, str] | None = None,
) -> str:
    """Give the format: the one asked for, else what the output file's suffix says (or means here), else the default."""
    if asked:
        if asked in known:
            return asked
        raise UsageProblem(f'there is no format "{asked}" here', _nearest_words(asked, known))
    suffix = Path(output).suffix.removeprefix(".").lower() if output else ""
    if not suffix:
        return default
    found = ({"txt": "table", "markdown": "md"} | dict(suffixes or {})).get(suffix, suffix)
    if found in known:
        return found
    raise UsageProblem(f"{output}: the suffix names no format", "say which with -f: " + ", ".join(known))


def _nearest_words(asked: str, known: Sequence[str]) -> str:
    from litreview.matching.nearest import nearest

    near = nearest(asked, known)
    return (f"did you mean {near[0]}? " if near else "") + "known: " + ", ".join(known)


def problems(found: Sequence[Problem]) -> None:
    """Tell of problems in the input, the errors always, the remarks up to a number of lines."""
    shown = 0
    left = 0
    for item in found:
        if item.severity == "info" and not session.verbose:
            continue
        if item.severity != "error":
            if session.quiet or (shown >= TALKATIVE and not session.verbose):
                left += 1
                continue
            shown += 1
        where = f"{item.path}:{item.line}: " if item.line else f"{item.path}: "
        color = RED if item.severity == "error" else YELLOW
        _to_stderr(colored(sys.stderr, item.severity + ":", color) + " " + safe(where + item.message))
        if item.hint:
            _to_stderr(" " * (len(item.severity) + 2) + safe(item.hint))
    if left and not session.quiet:
        say(f"and {left} more remarks (--verbose shows them all)")
