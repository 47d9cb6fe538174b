"""Decide what two records are to each other: vetoes first, then rules; no score decides.

A veto (V) forbids to merge two records unseen. A rule for duplicates (D) says which fields have to agree
where no veto speaks. A rule for possible ones (P) says what a person should look at, and what it may be. The
first rule that fits gives the verdict; where none fits, the two are different works, and nothing is said.
`litreview dedupe --rules` lists them, `litreview explain D02` explains one. What each rule does not ask for
was not needed on the labelled sets (benchmarks/duplicates).
"""

from __future__ import annotations

from litreview.matching import duplicate_rules, possible_rules, vetoes  # noqa: F401 (their rules register themselves)
from litreview.matching.rule import REGISTERED

VETOES = tuple(rule for rule in REGISTERED.values() if rule.effect == "veto")
DUPLICATES = tuple(rule for rule in REGISTERED.values() if rule.effect == "duplicate")
POSSIBLE = tuple(rule for rule in REGISTERED.values() if rule.effect == "possible")
RULES = {rule.id: rule for rule in (*VETOES, *DUPLICATES, *POSSIBLE)}
"""All rules by id, in the order in which they are asked."""
