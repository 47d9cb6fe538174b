"""What two records are to each other: the same work twice, or works that a person has to tell apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["duplicate", "possible"]
Relation = Literal[
    "same",
    "edition-of",
    "version-of",
    "part-of",
    "translation-of",
    "erratum-of",
    "reply-to",
    "review-of",
    "series",
    "conflict",
]


@dataclass(frozen=True, slots=True)
class Match:
    """Two records, by their keys (a before b), that are one work ("duplicate") or may be ("possible").

    rule is the id of the rule that decided (D07, see `matching.rules`); agree and differ name the fields
    that do; why says it in a sentence. weight sorts the possible ones: bits of evidence that the two are
    one (Fellegi and Sunter), more than 0 for, less against. certainty is "certain" for a duplicate, else
    "likely" or "possible".
    """

    a: str
    b: str
    verdict: Verdict
    relation: Relation
    rule: str
    agree: tuple[str, ...] = ()
    differ: tuple[str, ...] = ()
    why: str = ""
    weight: float = 0.0

    @property
    def certainty(self) -> Literal["certain", "likely", "possible"]:
        """Give how sure the match is, in the words of --certainty."""
        if self.verdict == "duplicate":
            return "certain"
        return "likely" if self.weight > 0 else "possible"


@dataclass(frozen=True, slots=True)
class Group:
    """Records that belong together: all of them one work ("duplicate"), or to be told apart by a person.

    keys are in their own order; matches are the pairs that tie the group together, the strongest first;
    relation is that of the strongest.
    """

    keys: tuple[str, ...]
    verdict: Verdict
    relation: Relation
    matches: tuple[Match, ...]
