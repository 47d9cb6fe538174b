"""A text that cites in two ways is told so, for information."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from litreview.actions.case import Named, gather_case
from litreview.checks import check

if TYPE_CHECKING:
    from pathlib import Path

    from litreview.model import Finding

param = pytest.param
NUMBERED = "\n\n# References\n\n[1] Moss, A. (1998). Tidal harbours. Peat.\n\n[2] Fern, B. (2004). Old walls. Reed.\n"
PLAIN = NUMBERED.replace("[1] ", "").replace("[2] ", "")


def found(folder: Path, text: str) -> list[Finding]:
    path = folder / "a.md"
    path.write_text(text, encoding="utf-8")
    return list(check.named("LR402 mixed-style").function(gather_case(Named([str(path)])).case))


@pytest.mark.parametrize(
    "text",
    [
        param("Moss (1998) and others (Fern, 2004)." + PLAIN, id="author-year"),
        param("Some [1] and others [2]." + NUMBERED, id="numbers"),
        param(" ".join(["Moss (1998)."] * 9) + " A slip [1]." + PLAIN, id="a-slip"),
    ],
)
def test_one_way_is_silent(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "line", "message", "certainty"),
    [
        param("Moss (1998) and Fern (2004).\n\nFern again [2]." + NUMBERED, 3,
              "the text cites in two ways: 2 times by author and year, once by number", "likely", id="two-ways"),
        param("Moss (1998) and others (Fern, 2004)." + NUMBERED, 5,
              "the list is numbered, and the text cites by author and year", "likely", id="list"),
        param("Moss (1998) and others (Fern, 2004)." + NUMBERED.replace("[1]", "1.").replace("[2]", "2."), 5,
              "the list is numbered, and the text cites by author and year", "possible", id="numbers-for-layout"),
    ],
)  # fmt: skip
def test_two_ways(tmp_path: Path, text: str, line: int, message: str, certainty: str) -> None:
    (one,) = found(tmp_path, text)
    assert (one.line, one.message, one.certainty, one.severity) == (line, message, certainty, "info")


@pytest.mark.parametrize(("place", "fires"), [param(0, True, id="bad"), param(1, False, id="good")])
def test_its_own_examples(tmp_path: Path, place: int, *, fires: bool) -> None:
    from litreview.actions.explaining import explain

    example = explain("LR402").examples[place]
    assert example.fits == fires
    listed = NUMBERED if fires else PLAIN
    assert bool(found(tmp_path, example.text + listed)) == fires
