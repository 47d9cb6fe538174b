"""Find the records that are one work, or may be: candidates, evidence, a rule, groups. No database, no guess.

The stages are pure functions over plain values: a form and keys for each record, pairs for each key, a
decision for each pair, groups for all. What is found does not depend on the order of the records.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from litreview.matching.comparable import comparable
from litreview.matching.evidence import Evidence
from litreview.matching.grouping import grouped
from litreview.matching.keys import Index
from litreview.matching.rules import DUPLICATES, POSSIBLE, VETOES
from litreview.matching.same_title import are_unlike
from litreview.matching.weights import UNSUPPORTED, weight
from litreview.matching.wording import fields, sentence
from litreview.model import Match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from litreview.matching.comparable import Form
    from litreview.matching.rule import Rule
    from litreview.model import Group, Record, Source, Verdict

DECIDED = "D00"
"""What stands for a rule where a person said that two records are one work."""
DECIDED_WEIGHT = 100.0


@dataclass(frozen=True, slots=True)
class Found:
    """The groups of records that are one work or may be, how many records and pairs were compared, and how many
    keys were left out because too many records share them.
    """

    groups: tuple[Group, ...] = ()
    records: int = 0
    pairs: int = 0
    left_out: int = 0


def find(
    records: Sequence[Record | Source],
    keys: Sequence[str] | None = None,
    decided: Callable[[str, str], str] | None = None,
    told: Iterable[tuple[str, str]] = (),
) -> Found:
    """Compare all records with each other.

    keys name them in the result (else their own keys), each once. decided says what a person decided of two
    of them, by these keys ("same", "distinct", or "" for nothing); it outranks every rule. told are pairs that are
    looked at even if they have nothing in common.
    """
    forms = forms_of(records, keys)
    index = Index(forms)
    pairs = 0
    matches: list[Match] = []
    for place, form in enumerate(forms):
        for earlier in index.before(place):
            pairs += 1
            match = decide(forms[earlier], form, decided)
            if match is not None:
                matches.append(match)
    by_key = {form.key: form for form in forms}
    seen = {frozenset((match.a, match.b)) for match in matches}
    more = (decide(by_key[one], by_key[other], decided) for one, other in told if {one, other} not in seen)
    matches += [match for match in more if match is not None]
    groups = grouped(matches, by_key, decided)
    return Found(groups, len(forms), pairs, index.left_out)


def forms_of(records: Sequence[Record | Source], keys: Sequence[str] | None = None) -> list[Form]:
    """Give the form of each record, under its key."""
    named = keys if keys is not None else [record.key for record in records]
    return [comparable(record, key) for record, key in zip(records, named, strict=True)]


def decide(one: Form, other: Form, decided: Callable[[str, str], str] | None = None) -> Match | None:
    """Say what two records are to each other; None where they are different works, or nothing can be said."""
    said = decided(one.key, other.key) if decided else ""
    if said == "distinct" or (not said and _are_strangers(one, other)):
        return None
    e = Evidence(one, other)
    if said == "same":
        return _match(e, None, "duplicate", DECIDED_WEIGHT)
    if e.title == "other" and not e.same_identifier and e.pages <= 0 and not e.document:
        return None
    rule = None if _first(VETOES, e) else _first(DUPLICATES, e)
    if rule is not None:
        bits = weight(e)
        return _match(e, rule, "duplicate" if bits > UNSUPPORTED else "possible", bits)
    rule = _first(POSSIBLE, e)
    return None if rule is None else _match(e, rule, "possible", weight(e))


def _are_strangers(one: Form, other: Form) -> bool:
    """Whether two records have no identifier, page or number in common, nor a title: nine in ten pairs end here."""
    if not one.ids.isdisjoint(other.ids) or (one.number.numbers and one.number == other.number):
        return False
    if one.pages and other.pages and one.pages.first == other.pages.first:
        return False
    return len(one.titles) == len(other.titles) == 1 and are_unlike(one.titles[0], other.titles[0])


def _first(rules: Sequence[Rule], e: Evidence) -> Rule | None:
    for rule in rules:
        if rule.fits(e):
            return rule
    return None


def _match(e: Evidence, rule: Rule | None, verdict: Verdict, bits: float) -> Match:
    agree, differ = fields(e)
    why = sentence(e, agree, differ) if rule else "you said that they are one work"
    relation = rule.relation if rule else "same"
    return Match(
        e.a.key, e.b.key, verdict, relation, rule.id if rule else DECIDED, agree, differ, why, round(bits, 1)
    )
