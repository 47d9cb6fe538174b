"""Explain a code: what the rule says, what it does, and where it fits and does not."""

from __future__ import annotations

import importlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from litreview.errors import UsageProblem
from litreview.matching.duplicates import DECIDED
from litreview.matching.nearest import nearest
from litreview.matching.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from litreview.matching.rules import Rule

EFFECTS = {
    "veto": "forbids to merge two records unseen",
    "duplicate": "makes two records duplicates, unless a veto forbids it",
    "possible": "shows two records to a person, who decides",
}
"""What a rule for duplicates does, by its effect."""


@dataclass(frozen=True, slots=True)
class Example:
    """Something that a rule is shown by: whether it fits, and the text."""

    fits: bool
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands behind a code."""

    code: str
    name: str
    effect: str
    says: str
    examples: tuple[Example, ...] = ()


def explanations() -> dict[str, Explanation]:
    """Give all explanations by code."""
    return {code: explanation for source in SOURCES for code, explanation in source().items()}


def explain(code: str) -> Explanation:
    """Give the explanation of a code, whatever its case; raises UsageProblem with the nearest ones."""
    known = explanations()
    found = known.get(code.strip().upper())
    if found is None:
        near = nearest(code, known)
        question = f"did you mean {', '.join(near)}? " if near else ""
        raise UsageProblem(f'there is no code "{code}"', f"{question}All: litreview dedupe --rules")
    return found


def _of_duplicates() -> dict[str, Explanation]:
    examples = _examples()
    decided = Explanation(
        DECIDED, "decided", "outranks every rule", "A person said that the two are one work."
    )
    return {DECIDED: decided} | {
        code: Explanation(code, rule.name, _effect(rule), rule.says, examples.get(code, ()))
        for code, rule in RULES.items()
    }


def _effect(rule: Rule) -> str:
    relation = "" if rule.relation == "same" else f" ({rule.relation})"
    return EFFECTS[rule.effect] + relation


def _examples() -> Mapping[str, tuple[Example, ...]]:
    """Give for each rule a pair that it fits and one that it does not."""
    with suppress(ModuleNotFoundError):
        pairs = importlib.import_module("litreview.matching.examples").EXAMPLES
        return {
            code: tuple(
                Example(fits, "\n".join(entry.strip() for entry in pair))
                for fits, pair in zip((True, False), both, strict=True)
            )
            for code, both in pairs.items()
        }
    return {}


SOURCES: list[Callable[[], Mapping[str, Explanation]]] = [_of_duplicates]
"""Where explanations come from: each gives its own by code."""
