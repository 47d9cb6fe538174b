"""Let a rule on duplicates be a small function under an id and a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from litreview.matching.evidence import Evidence
    from litreview.model.duplicates import Relation

Effect = Literal["veto", "duplicate", "possible"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule under its id and name: effect says what it does, relation what the two are where it fits, and says the
    rule in a sentence.
    """

    id: str
    name: str
    effect: Effect
    relation: Relation
    says: str
    fits: Callable[[Evidence], bool]


REGISTERED: dict[str, Rule] = {}
"""All rules by id."""
Fits = Callable[["Evidence"], bool]


def rule(
    number: str, name: str, effect: Effect, relation: Relation = "same", *, says: str
) -> Callable[[Fits], Fits]:
    """Register the decorated function as a rule; raises ValueError for an id that is taken."""

    def register(fits: Fits) -> Fits:
        if number in REGISTERED:
            raise ValueError(f"there is already a rule {number}")
        REGISTERED[number] = Rule(number, name, effect, relation, says, fits)
        return fits

    return register
