"""Say whether two values of a field say the same, however each is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.model import Field
from litreview.text.alike import may_be_one
from litreview.text.containers import same_container
from litreview.text.dates import date_of
from litreview.text.fold import fold
from litreview.text.identifiers import identifiers_of
from litreview.text.names import NAME_FIELDS, parse_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Person

_CONTAINERS = frozenset(("journal", "journaltitle", "booktitle", "series"))
_IDENTIFYING = frozenset(("doi", "isbn", "issn", "eissn", "eprint", "arxiv", "pmid", "pmcid", "url"))
_DIGIT = re.compile(r"\d")
_YEAR = Field("year", "2000", "2000")
"""Any year: months are compared in one."""


def same_value(name: str, one: Field, other: Field) -> bool:
    """Whether two values of a field say the same.

    Case, accents, punctuation and spaces do not count; initials do not contradict a name, nor an abbreviation
    the title of a journal; "jan" is 1, and two forms of one DOI or ISBN are one.
    """
    if _bare(one.text) == _bare(other.text):
        return True
    if name in NAME_FIELDS:
        return _same_people(parse_names(one.value, name), parse_names(other.value, name))
    if name in _CONTAINERS:
        return same_container(one.text, other.text)
    if name in _IDENTIFYING:
        return not set(identifiers_of([one])).isdisjoint(identifiers_of([other]))
    if name == "month":
        return _month(one) == _month(other) != ""
    return False


def _bare(text: str) -> str:
    """Give the letters and digits that count, or the signs of a text that has nothing else; numbers stay apart."""
    words = fold(text)
    return (words if _DIGIT.search(words) else words.replace(" ", "")) or text.strip()


def _same_people(one: Sequence[Person], other: Sequence[Person]) -> bool:
    return len(one) == len(other) and all(
        mine.literal == theirs.literal == "others" or may_be_one(mine, theirs)
        for mine, theirs in zip(one, other, strict=True)
    )


def _month(field: Field) -> str:
    date = date_of([_YEAR, field])
    return date.edtf() if date and date.exact and (date.season or (date.start and date.start.month)) else ""
