"""Write sources as BibLaTeX: its names for types, fields and dates; what was read as BibLaTeX stays as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from litreview.model import Field
from litreview.text.dates import date_of, year_of
from litreview.writers import writer
from litreview.writers.bibtex import write_bibtex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Source

_TYPES = {
    "phdthesis": ("thesis", "phdthesis"), "mastersthesis": ("thesis", "mathesis"),
    "techreport": ("report", "techreport"),
    "conference": ("inproceedings", ""), "electronic": ("online", ""), "www": ("online", ""),
}  # fmt: skip
"""BibLaTeX's type, and what its field `type` says, of the types that it only keeps for old files (manual, 2.1.2)."""
_NAMES = {
    "journal": "journaltitle", "address": "location", "school": "institution", "annote": "annotation",
    "archiveprefix": "eprinttype", "primaryclass": "eprintclass", "hyphenation": "langid",
}  # fmt: skip
"""BibLaTeX's names of the fields that it only keeps for old files (manual, 2.2.5)."""


@writer("biblatex", suffixes=(".biblatex",))
def write_biblatex(sources: Sequence[Source]) -> str:
    """Write the sources in the order given, as `write_bibtex` does, with BibLaTeX's names.

    `year`, `month` and `day` become `date` where they are one; a field whose new name is taken, and
    a date in words, stay what they are.
    """
    return write_bibtex([_renamed(source) for source in sources])


def _renamed(source: Source) -> Source:
    kind, said = _TYPES.get(source.type, (source.type, ""))
    taken = {field.name for field in source.fields}
    dated = _date(source, taken)
    fields: list[Field] = []
    for field in source.fields:
        if field.name in dated:
            if dated[field.name]:
                fields.append(Field("date", dated[field.name], dated[field.name]))
            continue
        name = _NAMES.get(field.name, field.name)
        fields.append(replace(field, name=name) if name not in taken else field)
    if said and "type" not in taken:
        fields.append(Field("type", said, said))
    return replace(source, type=kind, fields=tuple(fields))


def _date(source: Source, taken: set[str]) -> dict[str, str]:
    """Give the fields that a date replaces, the first of them with the date."""
    when = date_of(source.fields)
    if when is None or not when.year or "year" not in taken:
        return {}
    if "date" in taken:
        same = year_of(source.text("date")) == source.text("year").strip()
        return {"year": ""} if same else {}  # the date says more
    if not when.exact or when.in_press or when.original:
        return {}
    replaced = {"year": when.edtf()}
    if when.season or (when.start and when.start.month):
        replaced["month"] = ""
    if when.start and when.start.day:
        replaced["day"] = ""
    return replaced
