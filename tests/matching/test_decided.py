"""What was decided of two sources is found by their ids and by what they say, and is never guessed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from litreview.matching.decided import Decisions
from litreview.matching.fingerprint import fingerprint
from litreview.model import Field, Source


def source(number: int, title: str, **more: str) -> Source:
    fields = (Field("title", title, title), *(Field(name, value, value) for name, value in more.items()))
    return Source(f"k{number}", "book", title, fields=fields, id=number)


ONE, OTHER, THIRD = source(1, "One"), source(2, "Other"), source(3, "Third")
BY_ID = frozenset((1, 2))
BY_PRINT = frozenset((fingerprint(ONE), fingerprint(OTHER)))


@pytest.mark.parametrize(
    ("pairs", "one", "other", "verdict"),
    [
        pytest.param({}, ONE, OTHER, "", id="nothing-decided"),
        pytest.param({BY_ID: "same"}, ONE, THIRD, "", id="another-pair"),
        pytest.param({frozenset((0, 2)): "same"}, replace(ONE, id=0), OTHER, "", id="an-entry-of-a-file-has-no-id"),
        pytest.param({BY_ID: "same"}, ONE, OTHER, "same", id="by-ids"),
        pytest.param({BY_PRINT: "distinct"}, replace(ONE, id=8), replace(OTHER, id=9), "distinct", id="by-prints"),
        pytest.param({frozenset((fingerprint(ONE), 2)): "same"}, replace(ONE, id=8), source(2, "Edited"), "same",
                     id="one-of-each"),
        pytest.param({BY_ID: "distinct", BY_PRINT: "same"}, ONE, OTHER, "distinct", id="ids-count-first"),
        pytest.param({BY_PRINT: "same"}, replace(ONE, fields=(*ONE.fields, Field("publisher", "P", "P")),
                     inherited=(("publisher", "k9"),)), OTHER, "same", id="what-is-inherited-does-not-count"),
    ],
)  # fmt: skip
def test_verdicts(pairs: dict, one: Source, other: Source, verdict: str) -> None:
    decisions = Decisions(pairs)
    assert decisions.verdict(one, other) == decisions.verdict(other, one) == verdict
