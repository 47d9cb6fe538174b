"""Give what a record says as one short text, by which a person's decision on it is found again.

It stays the same under another key, in another file, in capitals or in LaTeX; another year, title, volume,
edition or name makes another record of it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from litreview.text.dates import year_in
from litreview.text.fold import fold
from litreview.text.person import whole_family

if TYPE_CHECKING:
    from litreview.model import Record, Source

_FIELDS = (
    "title", "subtitle", "journal", "journaltitle", "booktitle", "publisher", "institution", "edition",
    "volume", "number", "issue", "pages", "note",
)  # fmt: skip
"""What tells one record from another beside its people and its year."""
_DIGITS = 32


def fingerprint(record: Record | Source) -> str:
    """Give 32 hexadecimal digits for the type, people, year, title and place of publication of a record."""
    people = [(person.role, fold(person.literal or whole_family(person))) for person in record.people]
    texts = [(name, fold(text).replace(" ", "")) for name in _FIELDS if (text := record.text(name))]
    said = repr((record.type, people, year_in(record.fields), texts))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
