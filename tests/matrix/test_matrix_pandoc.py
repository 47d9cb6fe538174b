"""The Markdown of a matrix goes through pandoc --citeproc without a warning."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from litreview.matrix import renderer
from litreview.matrix.build import build
from litreview.model import Note, Source, Tag

if TYPE_CHECKING:
    from pathlib import Path

    from litreview.model import Library

KEYS = ("1984", "a_b", "x--y", "müller2010", "C++", "doi:10.1000/x(1)y", "王2020", "a&b", "a*b")
LOCATORS = ("12ff", "xii", "§ 4", "sec. 2.1 [sic]", "a;b", "*|*", "@x", "{y", "1e3")


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("cell", ["mark", "cite", "quote"])
def test_pandoc(library: Library, cell: str, tmp_path: Path) -> None:
    library = replace(
        library,
        sources=library.sources + tuple(Source(key, "book", "T", "2012") for key in KEYS),
        notes=library.notes
        + tuple(
            Note(100 + number, "quote", "see @nobody, $x$ and [@nothing] | *so*", key, locator)
            for number, (key, locator) in enumerate(zip(KEYS, LOCATORS, strict=True))
        ),
        tags=library.tags + tuple(Tag("threats", key, 100 + number) for number, key in enumerate(KEYS)),
    )
    references = [
        {"id": source.key, "type": "book", "title": f"T{number}", "author": [{"family": f"Family{number}"}]}
        for number, source in enumerate(library.sources)
    ]
    (tmp_path / "references.json").write_text(json.dumps(references))
    matrix = build(library, gaps=True)
    text = renderer.named("md").function(matrix, library, cell, 80)
    command = [
        "pandoc",
        "--citeproc",
        "--bibliography",
        "references.json",
        "--fail-if-warnings",
        "--wrap",
        "none",
    ]
    run = subprocess.run(command, input=text, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    shown = re.sub("<[^>]*>", "", run.stdout.partition("confirmed tags")[0])
    if cell == "mark":
        assert shown.count("●") == sum(cell.confirmed for cell in matrix.cells)
        return
    tagged = [number for number, source in enumerate(library.sources) if source.key not in matrix.untagged]
    assert all(f"(Family{number}, n.d." in shown for number in tagged)
    assert "[@" not in shown.replace("[@nothing]", "")
