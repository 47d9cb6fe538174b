"""Write sources as a table of separated values, a row each, for spreadsheets and statistics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.text.dates import date_of
from litreview.text.plain import write_people
from litreview.text.separated import COLUMNS, HEADERS, write
from litreview.writers import writer
from litreview.writers._facts import (
    DATES,
    containers,
    first,
    houses,
    hyphened,
    people,
    whole_title,
    words_of_date,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Source

_SAID = frozenset((*COLUMNS, *DATES, "author", "editor")) - {"key", "publisher", "type"}
"""Fields that the columns say, but for those that stand in for one another."""


@writer("csv", suffixes=(".csv",))
def write_csv(sources: Sequence[Source]) -> str:
    """Write the sources in the order given under the columns of COLUMNS, then one for each other field there is.

    Names are parted by semicolons; cells that a spreadsheet would run begin with an apostrophe, which
    reading takes off again. LaTeX is left out: a cell has the text that it shows.
    """
    others = sorted({name for source in sources for name in _others(source)})
    header = [*COLUMNS, *(HEADERS.get(name, name) for name in others)]
    return write([header, *(_row(source, others) for source in sources)])


def _others(source: Source) -> dict[str, str]:
    """Give the fields that no column of COLUMNS says, as text."""
    said = {
        next((name for name in names if source.text(name)), "")
        for names in (containers(source.type), houses(source.type))
    }
    roles = {person.role: write_people(people(source, person.role)) for person in source.people}
    fields = {item.name: item.text for item in source.fields if item.text} | roles
    return {name: text for name, text in fields.items() if name not in _SAID and name not in said}


def _row(source: Source, others: Sequence[str]) -> list[str]:
    when = date_of(source.fields)
    date = when.edtf() if when and when.exact else ""
    year = source.year or (when.year if when else "") or words_of_date(source)
    more = _others(source)
    return [
        source.key,
        source.type,
        write_people(people(source, "author")),
        write_people(people(source, "editor")),
        whole_title(source),
        year,
        date if date != year else "",
        first(source, containers(source.type)),
        first(source, houses(source.type)),
        source.text("volume"),
        source.text("number"),
        hyphened(source.text("pages")),
        *(source.text(name) for name in ("doi", "url", "abstract", "keywords")),
        *(more.get(name, "") for name in others),
    ]
