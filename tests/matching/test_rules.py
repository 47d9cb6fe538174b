"""Every rule has an example that it fits, and a near miss that it does not: what `litreview explain` shows is true."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from litreview.matching.duplicates import decide, forms_of
from litreview.matching.evidence import Evidence
from litreview.matching.examples import EXAMPLES
from litreview.matching.rules import RULES
from litreview.readers.bibtex import read_bibtex

if TYPE_CHECKING:
    from litreview.matching.rule import Rule

LETTERS = {"veto": "V", "duplicate": "D", "possible": "P"}
FEWEST_FIELDS, MOST_FIELDS = 3, 7

each_rule = pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
both_orders = pytest.mark.parametrize("turned", [False, True], ids=["a-b", "b-a"])


def evidence(pair: tuple[str, str], *, turned: bool = False) -> Evidence:
    """Read two entries as a user's file would be, and compare them; turned, the keys change places."""
    text = "\n\n".join(pair)
    if turned:
        text = text.replace("{a,", "{z,")
    result = read_bibtex(text.encode(), "pair.bib")
    assert result.problems == ()
    one, other = forms_of([block.record for block in result.blocks if block.record])
    return Evidence(one, other)


@each_rule
@both_orders
def test_a_near_miss_does_not_fit(rule: Rule, turned: bool) -> None:
    seen = evidence(EXAMPLES[rule.id][1], turned=turned)
    found = decide(seen.a, seen.b)
    if rule.effect == "duplicate":
        assert found is None or found.verdict == "possible", found
    else:
        assert not rule.fits(seen)


@each_rule
@both_orders
def test_an_example_fits(rule: Rule, turned: bool) -> None:
    seen = evidence(EXAMPLES[rule.id][0], turned=turned)
    found = decide(seen.a, seen.b)
    if rule.effect == "veto":
        assert [veto.id for veto in RULES.values() if veto.effect == "veto" and veto.fits(seen)] == [rule.id]
        assert found is None or found.verdict == "possible", found
    else:
        assert found is not None
        assert (found.rule, found.verdict, found.relation) == (rule.id, rule.effect, rule.relation)


@each_rule
def test_one_field_makes_the_difference(rule: Rule) -> None:
    fits, near_miss = EXAMPLES[rule.id]
    assert fits[0] == near_miss[0]
    theirs, others = (_fields(pair[1]) for pair in (fits, near_miss))
    assert sum(theirs.get(name) != others.get(name) for name in theirs | others) == 1
    for entry in (*fits, *near_miss):
        assert len(_fields(entry)) - 1 <= MOST_FIELDS, entry
    assert len(_fields(fits[0])) - 1 >= FEWEST_FIELDS


def _fields(entry: str) -> dict[str, str]:
    kind = entry.partition("{")[0]
    return dict(re.findall(r"^  (\w+) *= \{(.*)\},?$", entry, re.MULTILINE)) | {"@": kind}


def test_every_rule_has_an_example() -> None:
    assert list(EXAMPLES) == sorted(EXAMPLES, key=lambda rule: ("VDP".index(rule[0]), rule))
    assert sorted(EXAMPLES) == sorted(RULES)


def test_ids_are_counted_by_their_letter() -> None:
    letters = [rule.id[0] for rule in RULES.values()]
    assert letters == sorted(letters, key="VDP".index)
    for effect, letter in LETTERS.items():
        found = sorted(rule.id for rule in RULES.values() if rule.effect == effect)
        assert found == [f"{letter}{number:02}" for number in range(1, len(found) + 1)]


def test_names_are_words_and_each_is_one_rule_alone() -> None:
    names = [rule.name for rule in RULES.values()]
    assert len(set(names)) == len(names)
    assert [name for name in names if not re.fullmatch(r"[a-z]+(?:-[a-z]+)*", name)] == []


@each_rule
def test_a_rule_is_said_in_sentences(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z][^\n]+[^\s.]\.", rule.says)
    assert "  " not in rule.says
