"""Say what went wrong, where, and the way out; each kind has its exit code."""

from __future__ import annotations

OK = 0
FINDINGS = 1
USAGE = 2
INPUT = 3
STORE = 4
BUG = 70
INTERRUPTED = 130


class LitreviewError(Exception):
    """An error that speaks to the user: what is wrong, and the way out.

    Takes the message and a hint, each one line without a full stop at its end.
    """

    exit_code = BUG

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageProblem(LitreviewError):
    """The command's words are off: an unknown key, theme, field, format or option."""

    exit_code = USAGE


class InputError(LitreviewError):
    """A file could not be read; takes the path and, where it is known, the line (from 1)."""

    exit_code = INPUT

    def __init__(self, path: str, line: int, message: str, hint: str = "") -> None:
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}", hint)
        self.path = path
        self.line = line


class StoreError(LitreviewError):
    """The library is busy, missing, damaged, foreign or newer than this program."""

    exit_code = STORE
