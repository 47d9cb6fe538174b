"""Make a record out of fields and people that stand apart already, as plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from litreview.model import Field, Record
from litreview.text import datewords
from litreview.text.datewords import month_number
from litreview.text.identifiers import identifiers_of
from litreview.text.person import display
from litreview.text.plain import canonical, field, latex, name_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from litreview.model import Person

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PAGES = re.compile(r"\s*([\w.:]+)\s*(?:-{1,3}|[\u2010-\u2015])\s*([\w.:]+)\s*")


class Extra(NamedTuple):
    """A field as plain text, with its LaTeX where that is known."""

    name: str
    text: str
    line: int = 0
    value: str | None = None


def record(
    key: str,
    kind: str,
    people: Iterable[Person],
    fields: Iterable[Extra],
    line: int = 0,
    *,
    as_given: bool = False,
) -> Record:
    """Make a record: names first, then the fields in their order; empty ones are left out.

    A range of pages is written as BibTeX does ("12--20"), a month as its macro. A name that is taken gets
    a number ("note-2"), unless both say the same: nothing is dropped. as_given says that the parts of
    the names are known, and not to be looked for anew; empty fields are then kept as well.
    """
    named: dict[str, Field] = {}
    members: dict[str, list[Person]] = {}
    for person in people:
        if (found := person if as_given else canonical(person)) is not None:
            members.setdefault(found.role, []).append(found)
    for role, group in members.items():
        value = " and ".join(map(name_value, group))
        named[role] = Field(role, value, " and ".join(map(display, group)), line)
    said: set[tuple[str, str]] = {(name, item.value) for name, item in named.items()}
    numbers: dict[str, int] = {}
    for name, text, at, latex_value in fields:
        if not text.strip() and not as_given:
            continue
        made = _made(name, text, at or line, latex_value, as_given=as_given)
        if (name, made.value) in said:
            continue
        said.add((name, made.value))
        number, free = numbers.get(name, 1), name
        while free in named:
            number += 1
            free = f"{name}-{number}"
        numbers[name] = number
        named[free] = made if free == name else Field(free, made.value, made.text, made.line)
    kept = tuple(named.values())
    return Record(
        key, kind, kept, tuple(one for group in members.values() for one in group), identifiers_of(kept)
    )


def _made(name: str, text: str, line: int, value: str | None, *, as_given: bool) -> Field:
    if as_given and value is not None:
        return field(name, text, line, value=value)
    if name == "month" and (number := month_number(text)):
        return Field(name, MONTHS[number - 1], datewords.MONTHS[number - 1], line)
    if name == "pages" and value is None and (found := _PAGES.fullmatch(text)):
        return field(name, text, line, value=f"{latex(found[1])}--{latex(found[2])}")
    return field(name, text, line, value=value)
