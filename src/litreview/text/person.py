"""Show the name of a person, and give what it is sorted by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.text.cjk import is_east_asian
from litreview.text.fold import fold

if TYPE_CHECKING:
    from litreview.model import Person

_TOUCHING = ("'", "’", "-", "‑")
"""Where a particle ends with one of these, no blank follows: d'Alembert, al-Hakim."""


def display(person: Person) -> str:
    """Give the name as a list shows it: "Knake, Robert K.", "van der Berg, Jan", "King, M. L., Jr.", "王小明"."""
    if person.literal:
        return person.literal
    if person.given and is_east_asian(person.family + person.given):
        return person.family + person.given
    return ", ".join(part for part in (whole_family(person), person.given, person.suffix) if part)


def whole_family(person: Person) -> str:
    """Give the family name with its particle: "van der Berg", "d'Alembert"."""
    if not person.prefix:
        return person.family
    return person.prefix + ("" if person.prefix.endswith(_TOUCHING) else " ") + person.family


def sort_name(person: Person) -> str:
    """Give what the name is sorted by: folded, the family name first and its prefix last."""
    return fold(person.literal or f"{person.family} {person.given} {person.suffix} {person.prefix}")
