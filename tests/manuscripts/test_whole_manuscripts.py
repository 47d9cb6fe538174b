"""Whole manuscripts are read as their golden files say: each citation with its place and how sure it is.

`UPDATE_CASES=1 pytest tests/manuscripts/test_whole_manuscripts.py` writes what is read now.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from litreview.actions.citing import read_manuscript

if TYPE_CHECKING:
    from litreview.model import Citation

CASES = Path(__file__).parents[1] / "cases/manuscripts"


def line(one: Citation) -> str:
    """Give a citation as the golden files have it."""
    what = one.key or "; ".join((*one.names, *(["et al."] if one.others else []))) or one.title or "*"
    place = f"{Path(one.path).name}:{one.line}:{one.column}"
    return " | ".join([place, one.form, one.certainty, what, one.year + one.letter, one.locator, one.text])


@pytest.mark.parametrize("name", ["everything.md", "everything.tex"])
def test_a_whole_manuscript(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASES)
    read = read_manuscript(name)
    lines = [line(one) for one in read.citations]
    lines += [f"{item.path}:{item.line}: {item.code}: {item.message}" for item in read.problems]
    text = "\n".join(lines) + "\n"
    golden = CASES / f"{name}.expected"
    if os.environ.get("UPDATE_CASES"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
