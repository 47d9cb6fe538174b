"""Write sources as a table of separated values, a row each, for spreadsheets and statistics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.text.dates import date_of
from litreview.text.plain import write_people
from litreview.text.separated import write
from litreview.writers import writer
from litreview.writers._facts import CONTAINERS, HOUSES, first, hyphened, people, whole_title, words_of_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Source

COLUMNS = (
    "key", "type", "authors", "editors", "title", "year", "date", "container", "publisher", "volume", "number",
    "pages", "doi", "url", "abstract", "keywords",
)  # fmt: skip


@writer("csv", suffixes=(".csv",))
def write_csv(sources: Sequence[Source]) -> str:
    """Write the sources in the order given under the columns of COLUMNS.

    Names are parted by semicolons; cells that a spreadsheet would run begin with an apostrophe, which
    reading takes off again.
    """
    return write([COLUMNS, *map(_row, sources)])


def _row(source: Source) -> list[str]:
    when = date_of(source.fields)
    date = when.edtf() if when and when.exact else ""
    year = source.year or (when.year if when else "") or words_of_date(source)
    return [
        source.key,
        source.type,
        write_people(people(source, "author")),
        write_people(people(source, "editor")),
        whole_title(source),
        year,
        date if date != year else "",
        first(source, CONTAINERS),
        first(source, HOUSES),
        source.text("volume"),
        source.text("number"),
        hyphened(source.text("pages")),
        *(source.text(name) for name in ("doi", "url", "abstract", "keywords")),
    ]
