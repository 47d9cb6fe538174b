"""Mend what is certain in the user's own files: only what a finding proves, and never in a file that changed since."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from litreview.model import Problem
from litreview.text.decode import decode
from litreview.text.layout import marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from litreview.model import Edit, Finding


@dataclass(frozen=True, slots=True)
class Mended:
    """A file as it is and as it would be: its bytes keep their encoding and line ends. findings are those mended."""

    path: str
    before: str
    after: str
    data: bytes
    findings: tuple[Finding, ...]


def mend(found: Iterable[Finding], texts: Mapping[str, str]) -> tuple[list[Mended], list[Problem]]:
    """Give the files that the edits of findings change, and why some cannot be.

    texts are the files as they were checked. All edits of a finding are made or none; where two findings change
    the same words the first counts. Only what is certain is mended.
    """
    by_path: dict[str, list[Finding]] = {}
    problems: list[Problem] = []
    for one in found:
        paths = {edit.path for edit in one.edits}
        if one.certainty == "certain" and len(paths) == 1:
            by_path.setdefault(paths.pop(), []).append(one)
    mended = []
    for path, findings in by_path.items():
        new = _mended(path, findings, texts.get(path, ""))
        if isinstance(new, Problem):
            problems.append(new)
        elif new.findings:
            mended.append(new)
    return mended, problems


def _mended(path: str, findings: Sequence[Finding], checked: str) -> Mended | Problem:
    try:
        data = Path(path).read_bytes()
    except OSError as wrong:
        return Problem(path, 0, "unreadable-file", f"cannot be read: {wrong.strerror}", "error")
    read = decode(data)
    if read.text != checked:
        hint = "run the command again"
        return Problem(path, 0, "changed-file", "it changed while it was checked, and is left", "error", hint)
    mark = next(
        (mark for mark in marks(read.encoding) if _encoded(mark, checked, read.encoding) == data), None
    )
    if mark is None:
        hint = "save it as UTF-8 first"
        message = "its bytes cannot be told from its text, so it is left as it is"
        return Problem(path, 0, "unknown-bytes", message, "error", hint)
    edits, taken = _fitting(findings, checked)
    after = _changed(checked, edits)
    new = _encoded(mark, after, read.encoding)
    if new is None:
        return Problem(path, 0, "unknown-letters", f"{read.encoding} lacks a letter of the change", "error")
    return Mended(path, checked, after, new, taken)


def _encoded(mark: bytes, text: str, encoding: str) -> bytes | None:
    try:
        return mark + text.encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return None


def _fitting(findings: Sequence[Finding], text: str) -> tuple[list[Edit], tuple[Finding, ...]]:
    """Give the edits that can be made side by side, in the order of their places, and the findings that they mend."""
    edits: set[Edit] = set()
    taken: list[Finding] = []
    for one in findings:
        new = set(one.edits) - edits
        sound = all(text[edit.start : edit.end] == edit.old for edit in new)
        if sound and not any(_overlap(edit, other) for edit in new for other in edits):
            edits |= new
            taken.append(one)
    return sorted(edits, key=lambda edit: edit.start), tuple(taken)


def _overlap(one: Edit, other: Edit) -> bool:
    return (one.start < other.end and other.start < one.end) or one.start == other.start


def _changed(text: str, edits: Iterable[Edit]) -> str:
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join([*pieces, text[at:]])


def diff(mended: Iterable[Mended]) -> Iterator[str]:
    """Give the changes of files as a unified diff, which `patch -p0` takes."""
    for one in mended:
        before, after = (text.splitlines(keepends=True) for text in (one.before, one.after))
        for line in unified_diff(before, after, one.path, one.path):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
