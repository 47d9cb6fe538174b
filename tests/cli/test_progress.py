"""A long addition shows on a terminal that it goes on, and nowhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Runner

ENTRY = b"@book{slow2001, title = {A slow one}}\n"
LONG = 2.0
"""Seconds of an addition, with enough beyond the half second after which progress is shown."""


def said(run: Runner, *options: str, seconds: float) -> tuple[str, int]:
    """Add from a pipe that takes its time, with a terminal for what is said; give that and the exit code."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        run.words("add", "-", *options),
        cwd=run.folder,
        env={**run.env, "TERM": "xterm"},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    time.sleep(seconds)
    assert process.stdin is not None
    process.stdin.write(ENTRY)
    process.stdin.close()
    heard = b""
    while True:
        try:
            more = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not more:
            break
        heard += more
    os.close(ours)
    return heard.decode(), process.wait()


@pytest.mark.parametrize(
    ("options", "seconds", "shown"),
    [
        pytest.param((), 0.0, False, id="quick"),
        pytest.param(("-q",), LONG, False, id="quiet"),
        pytest.param((), LONG, True, id="long"),
    ],
)
def test_progress(run: Runner, options: tuple[str, ...], seconds: float, *, shown: bool) -> None:
    heard, code = said(run, *options, seconds=seconds)
    assert code == 0
    assert ("reading" in heard) is shown
    assert run("list", "-f", "keys").stdout == "slow2001\n"
