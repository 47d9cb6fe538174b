"""Show on a terminal that a long addition goes on: what it does, how many records so far, and how fast."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from litreview.cli.session import session
from litreview.text.safe import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress

PATIENCE = 0.5
"""Seconds of work before anything is shown: what is quicker needs no progress."""


@contextmanager
def progress() -> Iterator[Callable[[str, int], None]]:
    """Give a function that tells what is being done and how many records are read; silent but on a terminal."""
    if session.quiet or not sys.stderr.isatty():
        yield lambda _what, _records: None
        return
    from threading import Timer

    display = _Display()
    waiting = Timer(PATIENCE, display.start)
    waiting.daemon = True
    waiting.start()
    try:
        yield display.tell
    finally:
        waiting.cancel()
        display.stop()


class _Display:
    """A line of its own that is gone afterwards; it may be told something before it is shown."""

    def __init__(self) -> None:
        from threading import Lock

        self.began = time.monotonic()
        self.what, self.records = "reading", 0
        self.shown: Progress | None = None
        self.over = False
        self.lock = Lock()

    def start(self) -> None:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        console = Console(stderr=True, no_color=session.color == "never")
        columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
        with self.lock:
            if self.over:
                return
            self.shown = Progress(*columns, console=console, transient=True)
            self.shown.add_task(self.line())
            self.shown.start()

    def line(self) -> str:
        rate = int(self.records / max(time.monotonic() - self.began, PATIENCE))
        counted = f", {self.records:,} records, {rate:,} a second" if self.records else ""
        return safe(self.what) + counted

    def tell(self, what: str, records: int) -> None:
        self.what, self.records = what, records
        with self.lock:
            if self.shown is not None:
                self.shown.update(self.shown.task_ids[0], description=self.line())

    def stop(self) -> None:
        with self.lock:
            self.over = True
            if self.shown is not None:
                self.shown.stop()
