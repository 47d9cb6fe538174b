"""Decode the bytes of a manuscript, and say what was odd about them."""

from __future__ import annotations

from litreview.model import Problem
from litreview.text.decode import decode


def decoded(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Give the text of a file, and the problem that its encoding was; never raises."""
    found = decode(data)
    if not found.problem:
        return found.text, ()
    hint = "save the file as UTF-8 if letters look wrong"
    return found.text, (Problem(path, 0, "encoding", found.problem, "warning", hint),)
