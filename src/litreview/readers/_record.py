"""Make a record out of plain text, for the formats that are not BibTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.model import Field, Person, Record
from litreview.text.identifiers import identifiers_of
from litreview.text.latex import collapse, escape, is_verbatim

if TYPE_CHECKING:
    from collections.abc import Iterable


def person_value(person: Person) -> str:
    """Give a name as BibTeX writes it, so that reading it gives the same person."""
    if person.literal:
        return "others" if person.literal == "others" else "{" + escape(person.literal) + "}"
    family = " ".join(part for part in (person.prefix, person.family) if part)
    return ", ".join(escape(part) for part in (family, person.suffix, person.given) if part)


def plain_field(name: str, text: str, line: int = 0) -> Field:
    """Give a field of plain text: its value is the same in LaTeX."""
    shown = collapse(name, text)
    return Field(name, shown if is_verbatim(name) else escape(shown), shown, line)


def plain_record(
    key: str, kind: str, fields: Iterable[tuple[str, str, int]], people: Iterable[tuple[Person, int]] = ()
) -> Record:
    """Make a record of plain text.

    key is "" where the file has none; kind is a BibTeX or BibLaTeX entry type in lower case; fields
    are (BibTeX field name, plain text, line), empty ones are left out, the first of a name counts;
    people are with the line of their name, in the order of the file.
    """
    named: dict[str, Field] = {}
    by_role: dict[str, list[tuple[Person, int]]] = {}
    for person, line in people:
        by_role.setdefault(person.role, []).append((person, line))
    for role, members in by_role.items():
        value = " and ".join(person_value(person) for person, _ in members)
        text = " and ".join(_shown(person) for person, _ in members)
        named[role] = Field(role, value, text, members[0][1])
    for name, text, line in fields:
        if text.strip() and name not in named:
            named[name] = plain_field(name, text, line)
    found = tuple(named.values())
    return Record(
        key,
        kind,
        found,
        tuple(person for members in by_role.values() for person, _ in members),
        identifiers_of(found),
    )


def _shown(person: Person) -> str:
    if person.literal:
        return person.literal
    family = " ".join(part for part in (person.prefix, person.family) if part)
    return ", ".join(part for part in (family, person.suffix, person.given) if part)
