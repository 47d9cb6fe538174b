"""Read single keys from the terminal; lines with Enter where there is no other way."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

END = "\x04"
"""What Ctrl-D sends."""


def at_terminal() -> bool:
    """Whether somebody is there to ask: both ends are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


@contextmanager
def keyboard() -> Iterator[Callable[[], str]]:
    """Give what waits for a key and gives it, "" at the end of the input; Ctrl-C interrupts as ever.

    The terminal is as before when the block ends.
    """
    try:
        import termios
        import tty
    except ImportError:  # Windows has no termios
        yield lambda: sys.stdin.readline()[:1]
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSADRAIN)  # what was typed ahead counts
        yield lambda: _key(terminal)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _key(terminal: int) -> str:
    try:
        key = os.read(terminal, 1).decode("ascii", "replace")
    except OSError:  # the terminal is gone
        return ""
    return "" if key == END else key
