"""What a person has settled is left out, with its reason; nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from litreview.actions.silencing import baseline_of, comments_in, read_baseline
from litreview.errors import InputError, UsageProblem
from litreview.model import Finding

if TYPE_CHECKING:
    from pathlib import Path

param = pytest.param
NAMES = {"LR204": "year-mismatch", "LR203": "author-order"}


def finding(line: int, code: str = "LR204", path: str = "a.md", citation: str = "Moss (1998)") -> Finding:
    return Finding(code, NAMES[code], "error", "certain", path, line, 1, "a message", citation=citation)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        param("<!-- litreview: ignore LR204 the reprint is meant -->\nx\ny", {1, 2}, id="html"),
        param("x <!-- litreview: ignore year-mismatch: the reprint -->\ny\n", {1, 2}, id="by-name-in-a-line"),
        param("x\n% litreview: ignore LR204 the reprint\ny\nz", {2, 3}, id="latex"),
        param(
            "<!-- litreview: ignore lr204, LR203\nthe reprint\n-->\nx\ny", {1, 2, 3, 4}, id="several-lines"
        ),
        param("x\r\n%litreview: ignore LR204 why\r\ny", {2, 3}, id="crlf"),
        param("<!-- LR204 is ignored -->", set(), id="another-comment"),
    ],
)
def test_comments_silence_their_line_and_the_next(text: str, lines: set[int]) -> None:
    comments = comments_in({"a.md": text}, NAMES)
    assert comments.problems == []
    assert {line for line in range(9) if comments.covers(finding(line))} == lines
    assert not any(comments.covers(finding(line, path="b.md")) for line in range(9))


@pytest.mark.parametrize(
    ("text", "code", "silences"),
    [
        param("% litreview: ignore LR204", "no-reason", True, id="no-reason"),
        param("% litreview: ignore LR999 why", "unknown-code", False, id="unknown"),
        param("% litreview: ignore", "unknown-code", False, id="nothing"),
        param("<!-- litreview: ignore author-ordre why -->", "unknown-code", False, id="mistyped"),
    ],
)
def test_a_comment_that_says_too_little_is_told(text: str, code: str, *, silences: bool) -> None:
    comments = comments_in({"a.md": text}, NAMES)
    assert [problem.code for problem in comments.problems] == [code]
    assert comments.covers(finding(1)) == silences


def test_a_baseline_knows_findings_wherever_they_went(tmp_path: Path) -> None:
    name, path = str(tmp_path / "known.json"), str(tmp_path / "a.md")
    old = [finding(3, path=path), finding(9, path=path), finding(5, "LR203", path)]
    (tmp_path / "known.json").write_text(baseline_of(old, name))
    baseline = read_baseline(name)
    assert baseline.takes(finding(33, path=path, citation="MOSS (1998)"))
    assert not baseline.takes(finding(3, path=path, citation="Fern (1998)"))
    assert not baseline.takes(finding(3, path=str(tmp_path / "b.md")))
    assert baseline.takes(finding(3, path=path))
    assert not baseline.takes(finding(3, path=path))  # there were two
    assert baseline.gone([path], ["LR204", "LR203"]) == 1
    assert baseline.gone([path], ["LR204"]) == 0
    assert baseline.gone([], ["LR203"]) == 0


def test_a_baseline_that_is_none_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem) as missing:
        read_baseline(str(tmp_path / "none.json"))
    assert "--write-baseline" in missing.value.hint
    (tmp_path / "bad.json").write_text('{"findings": [1]}')
    with pytest.raises(InputError):
        read_baseline(str(tmp_path / "bad.json"))
