"""Files are mended where nothing is left to decide, and kept byte for byte elsewhere."""

from __future__ import annotations

import subprocess
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litreview.actions.mending import _changed, _fitting, diff, mend
from litreview.model import Edit, Finding

if TYPE_CHECKING:
    from pathlib import Path

    from litreview.model import Certainty

param = pytest.param


def finding(*edits: Edit, certainty: Certainty = "certain") -> Finding:
    return Finding("LR401", "split-word", "warning", certainty, edits[0].path, 1, 1, "", edits=edits)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        param("utf-8", b"", id="utf-8"),
        param("utf-8", b"\xef\xbb\xbf", id="utf-8-with-a-mark"),
        param("utf-16-le", b"\xff\xfe", id="utf-16"),
        param("cp1252", b"", id="windows-1252"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_stay(tmp_path: Path, encoding: str, mark: bytes, end: str) -> None:
    text = f"Häfen{end}an d so{end}{end}fort"
    path = tmp_path / "a.md"
    path.write_bytes(mark + text.encode(encoding))
    start = text.index("an d")
    (one,), problems = mend([finding(Edit(str(path), start, start + 4, "an d", "and"))], {str(path): text})
    assert problems == []
    assert one.data == mark + text.replace("an d", "and").encode(encoding)


def test_a_file_that_changed_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("an d more")
    mended, (problem,) = mend([finding(Edit(str(path), 0, 4, "an d", "and"))], {str(path): "an d"})
    assert mended == []
    assert problem.severity == "error"


def test_what_is_not_certain_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("an d")
    one = finding(Edit(str(path), 0, 4, "an d", "and"), certainty="likely")
    assert mend([one], {str(path): "an d"}) == ([], [])


def test_all_edits_of_a_finding_or_none() -> None:
    text = "one two three"
    first = finding(Edit("a", 0, 3, "one", "1"))
    second = finding(Edit("a", 0, 7, "one two", "12"), Edit("a", 8, 13, "three", "3"))
    stale = finding(Edit("a", 4, 7, "TWO", "2"))
    edits, taken = _fitting([first, second, stale], text)
    assert taken == (first,)
    assert _changed(text, edits) == "1 two three"


@given(
    st.text(min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5), st.text(max_size=3)), max_size=8),
)
def test_edits_never_overlap_and_all_else_stays(text: str, drawn: list[tuple[int, int, str]]) -> None:
    made = [
        Edit("a", at, at + size, text[at : at + size], new)
        for at, size, new in drawn
        if at + size <= len(text)
    ]
    edits, _ = _fitting([finding(edit) for edit in made], text)
    assert all(one.end <= other.start for one, other in pairwise(edits))
    after, kept, at = _changed(text, edits), [], 0
    for edit in edits:
        kept.append(text[at : edit.start])
        at = edit.end
    kept.append(text[at:])
    rebuilt = kept[0] + "".join(edit.new + rest for edit, rest in zip(edits, kept[1:], strict=True))
    assert after == rebuilt


def test_the_difference_is_one_that_patch_takes(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    text = "first\nan d\nlast without an end"
    path.write_text(text)
    name = str(path)
    mended, _ = mend([finding(Edit(name, 6, 10, "an d", "and"))], {name: text})
    shown = "".join(diff(mended))
    assert "-an d\n+and\n" in shown
    done = subprocess.run(
        ["git", "apply", "-p0", "--unsafe-paths", "-"], input=shown.replace(name, "a.md"), text=True,
        cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert path.read_text() == "first\nand\nlast without an end"
