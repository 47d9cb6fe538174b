"""Explain a code: what the rule says, what it does, and where it fits and does not."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from litreview.errors import UsageProblem
from litreview.matching.duplicates import DECIDED
from litreview.matching.nearest import nearest
from litreview.matching.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from litreview.matching.rule import Rule

EFFECTS = {
    "veto": "forbids to merge two records unseen",
    "duplicate": "makes two records duplicates, unless a veto forbids it",
    "possible": "shows two records to a person, who decides",
}
"""What a rule for duplicates does, by its effect."""
FAMILIES = {
    "LR1": "looks at the list and the library",
    "LR2": "holds citations against the list",
    "LR3": "holds quotations against notes and texts",
    "LR4": "looks at style and damage",
}
"""What the checks of a family do, by the beginning of their codes."""
_EXAMPLE = re.compile(r"^(Bad|Good):[ \t]*\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """Something that a rule is shown by: whether it fits, and the text."""

    fits: bool
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands behind a code: of a rule for duplicates, or of a check, whose examples are a bad and a good text."""

    code: str
    name: str
    effect: str
    says: str
    examples: tuple[Example, ...] = ()


def explanations() -> dict[str, Explanation]:
    """Give all explanations by code."""
    return {code: explanation for source in SOURCES for code, explanation in source().items()}


def explain(code: str) -> Explanation:
    """Give the explanation of a code or a name, whatever its case; raises UsageProblem with the nearest ones."""
    known = explanations()
    names = {one.name: one.code for one in known.values()}
    word = code.strip()
    found = known.get(word.upper()) or known.get(names.get(word.lower(), ""))
    if found is None:
        near = nearest(word, [*known, *names])
        question = f"did you mean {', '.join(near)}? " if near else ""
        raise UsageProblem(f'there is no code "{code}"', f"{question}All: litreview explain")
    return found


def of_checks() -> dict[str, Explanation]:
    """Give what the checks say of themselves in their docstrings: what they find, and a bad and a good example."""
    from litreview.checks import check

    found = {}
    for title, registered in sorted(check.with_others().items()):
        code, name = title.split()
        says, *parts = _EXAMPLE.split(inspect.getdoc(registered.function) or "")
        examples = tuple(
            Example(kind == "Bad", inspect.cleandoc(text))
            for kind, text in zip(parts[::2], parts[1::2], strict=True)
        )
        found[code] = Explanation(code, name, FAMILIES.get(code[:3], ""), _paragraphs(says), examples)
    return found


def _paragraphs(text: str) -> str:
    """Give a text with each paragraph on one line."""
    return "\n".join(" ".join(part.split()) for part in text.strip().split("\n\n"))


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
    from litreview.matching.examples import EXAMPLES

    return {
        code: tuple(
            Example(fits, "\n".join(entry.strip() for entry in pair))
            for fits, pair in zip((True, False), both, strict=True)
        )
        for code, both in EXAMPLES.items()
    }


SOURCES: list[Callable[[], Mapping[str, Explanation]]] = [of_checks, _of_duplicates]
"""Where explanations come from: each gives its own by code."""
