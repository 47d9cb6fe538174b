"""Pairs of records that were judged by hand: no verdict does harm, nearly all are right, and their order is no matter.

In each file, accept names the verdicts that are right ("same": may be merged unseen; "maybe": shown to a person;
"different": silent), and must_not the one that would do harm, if any.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import pytest

from litreview.matching.duplicates import find
from litreview.model.duplicates import Relation
from litreview.readers.bibtex import read_bibtex

if TYPE_CHECKING:
    from litreview.model import Record

Verdict = Literal["same", "maybe", "different"]

TESTS = Path(__file__).parents[1]
OURS = TESTS / "cases/duplicates/pairs.json"
TRICKY = TESTS.parent / "../shared/data/duplicates/tricky_pairs.json"
BESIDES = ("sibling", "unrelated")
"""What two different works may be to each other, beside the relations that the program tells of."""
LEAST = 90
RIGHT = {OURS: 0.93, TRICKY: 0.95}
"""The share of verdicts that must be right: ours ask for more than the evidence can always tell."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records as BibTeX fields, and what may be said of them."""

    id: str
    relation: str
    reason: str
    a: dict[str, str]
    b: dict[str, str]
    accept: list[Verdict]
    must_not: Verdict | None
    verdict: str = ""

    def records(self, *, turned: bool = False) -> list[Record]:
        """Read the two from BibTeX, as a user's file would be."""
        pair = (self.b, self.a) if turned else (self.a, self.b)
        text = "\n".join(map(_entry, ("first", "second"), pair))
        result = read_bibtex(text.encode(), f"{self.id}.bib")
        assert result.problems == ()
        return [block.record for block in result.blocks if block.record]

    def judged(self, *, turned: bool = False) -> Verdict:
        """Give what the program says of the two."""
        groups = find(self.records(turned=turned)).groups
        if not groups:
            return "different"
        (group,) = groups
        return "same" if group.verdict == "duplicate" else "maybe"


def _entry(key: str, fields: dict[str, str]) -> str:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if name != "ENTRYTYPE")
    return f"@{fields['ENTRYTYPE']}{{{key},\n{lines}}}\n"


def _pairs(path: Path) -> list[Pair]:
    return [Pair(**item) for item in json.loads(path.read_text(encoding="utf-8"))]


both_files = pytest.mark.parametrize(
    "path",
    [
        pytest.param(OURS, id="ours"),
        pytest.param(
            TRICKY,
            id="tricky",
            marks=pytest.mark.skipif(not TRICKY.exists(), reason="the shared pairs are not here"),
        ),
    ],
)


@both_files
def test_no_verdict_does_harm(path: Path) -> None:
    harm = {pair.id: verdict for pair in _pairs(path) if (verdict := pair.judged()) == pair.must_not}
    assert harm == {}


@both_files
def test_nearly_all_verdicts_are_right(path: Path) -> None:
    pairs = _pairs(path)
    wrong = {pair.id: verdict for pair in pairs if (verdict := pair.judged()) not in pair.accept}
    assert len(wrong) <= len(pairs) * (1 - RIGHT[path]), wrong


@both_files
def test_their_order_is_no_matter(path: Path) -> None:
    pairs = _pairs(path)
    assert [pair.id for pair in pairs if pair.judged() != pair.judged(turned=True)] == []


def test_our_pairs_are_sound() -> None:
    pairs = _pairs(OURS)
    assert len({pair.id for pair in pairs}) == len(pairs) >= LEAST
    assert 0.4 <= sum("same" in pair.accept for pair in pairs) / len(pairs) <= 0.6
    for pair in pairs:
        assert [record.key for record in pair.records()] == ["first", "second"]
        assert pair.a != pair.b, pair.id
        assert set(pair.accept) <= set(get_args(Verdict)), pair.id
        assert pair.must_not is None or pair.must_not in {"same", "different"}, pair.id
        assert pair.must_not not in pair.accept, pair.id
        assert pair.relation in (*get_args(Relation), *BESIDES), pair.id
        assert (pair.relation == "same") == (pair.must_not == "different") or "maybe" in pair.accept, pair.id
