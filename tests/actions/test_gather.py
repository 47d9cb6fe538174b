"""A paper that is added as if it were notes is told apart from notes that end in a list of references."""

from __future__ import annotations

import pytest

from litreview.actions.gather import Input, read

LIST = "\n## References\n\n- Segal, A. (2016). *The hacked world order*. PublicAffairs.\n"


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        pytest.param("# @segal2016\n\nA claim.\n" + LIST, "", 0, id="notes-on-a-source"),
        pytest.param("Norms need time [@segal2016].\n" + LIST, "", 0, id="a-key-in-the-text"),
        pytest.param("# Segal (2016)\n\nA claim.\n" + LIST, "", 0, id="notes-on-an-author"),
        pytest.param("A thought.\n\nAnother one, on references.\n", "", 0, id="no-list"),
        pytest.param("A paper.\n" + LIST, "notes", 0, id="asked-for"),
        pytest.param("A paper.\n" + LIST, "", 3, id="paper"),
    ],
)
def test_a_paper_among_the_notes_is_mentioned(text: str, kind: str, line: int) -> None:
    found = read(Input("x.md", "x.md", text.encode()), kind).problems
    assert [problem.line for problem in found if problem.code == "reference-list"] == ([line] if line else [])
