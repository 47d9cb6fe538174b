"""Whatever is exported was read back first, in every format there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from litreview.actions.bibliographies import sources_of
from litreview.actions.exporting import READ_AS, UNREAD, export
from litreview.errors import LitreviewError
from litreview.model import Source
from litreview.readers import reader
from litreview.writers import writer

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", sorted(writer.all()))
def test_every_format_is_proven(name: str) -> None:
    sources, problems = sources_of([str(ROOT / "tests/cases/structured/works.bib")])
    assert problems == []
    assert export(sources, name)
    assert name in UNREAD or READ_AS.get(name, name) in reader.all()


def test_a_work_that_cannot_be_told_in_a_format_is_no_export() -> None:
    with pytest.raises(LitreviewError, match="does not read back"):
        export([Source("a", "book", title="A title that stands in no field")], "biblatex")
