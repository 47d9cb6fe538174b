"""Give the keys under which a record is looked for: two that share one are compared, no others.

All keys come from the record alone, so that one that is added later finds the same pairs as all at once,
in whatever order, and so that an engine for large tables can join on them. They are short, so that one
error leaves others whole: both ends of the title, pairs of its longest words, identifiers, and places of
print. A key that too many records share is made narrower by author and by year; what is left of it then
is counted and left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from litreview.text.dates import year_in
from litreview.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.matching.comparable import Form
    from litreview.model import Record, Source

END = 16
"""Letters of either end of a title that make a key (benchmarks/duplicates: 14 to 18 find the same pairs)."""
LONGEST_WORDS = 3
"""Words of a title whose pairs are keys: four find no more than three, and twice as many pairs to compare."""
MOST = 25
"""Records that may share a key (40 find no more); a larger one is made narrower."""


def keys_of(form: Form) -> tuple[int, ...]:
    """Give the keys of a record, each once, as numbers of 32 bits."""
    return tuple({crc32(key.encode("utf-8", "surrogatepass")) for key in _keys(form)})


def _keys(form: Form) -> Iterator[str]:
    for kind, value in form.ids:
        yield f"{kind} {value}"
    if form.address:
        yield f"url {form.address}"
    for title in form.titles:
        if title.compact:
            yield f"start {title.compact[:END]}"
            yield f"end {title.compact[-END:]}"
            if title.main and len(title.main) < END:
                yield f"start {title.main}"
            longest = sorted(set(title.words), key=lambda word: (-len(word), word))[:LONGEST_WORDS]
            for pair in combinations(sorted(longest), 2):
                yield "words " + " ".join(pair)
    family = min(form.names[0].families, default="") if form.names else ""
    page = form.pages.first if form.pages else 0
    if page and form.volume and form.year:
        yield f"place {form.volume} {form.year} {page}"
    if page and family:
        yield f"page {family} {page}"
    if family and form.year and form.volume:
        yield f"volume {family} {form.year} {form.volume}"


class Holder(NamedTuple):
    """A record that has a key: its number, and what a key is parted by that too many have."""

    number: int
    author: int
    year: int


def holder(form: Form, number: int) -> Holder:
    """Give a record as a holder of its keys: the first author as a number, 0 for none, and the year."""
    family = min(form.names[0].families, default="") if form.names else ""
    return Holder(number, crc32(family.encode("utf-8", "surrogatepass")) if family else 0, form.year)


def parted(holders: Sequence[Holder]) -> tuple[list[list[int]], int]:
    """Give the numbers of the holders of one key, in the parts within which they are compared.

    Beside them, how many parts were left out since they are still too large. What is the same for all
    (an author, a year) tells nothing, so a record that lacks it is in no such part.
    """
    if len(holders) <= MOST:
        return [[item.number for item in holders]], 0
    parts: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for item in holders:
        if item.author:
            parts["author", item.author].append(item.number)
        if item.year:
            parts["year", item.year].append(item.number)
    fitting = [part for part in parts.values() if 1 < len(part) <= MOST]
    return fitting, sum(len(part) > MOST for part in parts.values())


class Index:
    """The records by their keys, all in memory: for each record, those before it that it is to be compared with."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._keys = [keys_of(form) for form in forms]
        holders: dict[int, int | list[int]] = {}
        for place, keys in enumerate(self._keys):
            for key in keys:
                held = holders.get(key)
                if held is None:
                    holders[key] = place  # most keys are one record's alone: no list for them
                elif isinstance(held, int):
                    holders[key] = [held, place]
                else:
                    held.append(place)
        self.left_out = 0
        self._parts = {
            key: self._parted(held, forms) for key, held in holders.items() if isinstance(held, list)
        }

    def _parted(self, held: list[int], forms: Sequence[Form]) -> list[list[int]]:
        if len(held) <= MOST:
            return [held]
        parts, left_out = parted([holder(forms[place], place) for place in held])
        self.left_out += left_out
        return parts

    def before(self, place: int) -> set[int]:
        """Give the places of the records before this one that share a key with it."""
        found: set[int] = set()
        for key in self._keys[place]:
            for part in self._parts.get(key, ()):
                if part[0] < place and (len(self._parts[key]) == 1 or place in part):
                    found.update(part)
        return {other for other in found if other < place}


class Lookup:
    """Many records, of which few are asked for: by their titles and identifiers alone, and without their forms."""

    def __init__(self, records: Sequence[Record | Source]) -> None:
        self._records = records
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for place, record in enumerate(records):
            for key in _plain_keys(record):
                self._holders[key].append(place)

    def near(self, record: Record | Source) -> list[int]:
        """Give the places of the records that share a key with this one, in order.

        Of a title that too many have, those of its year do, where these are not too many in turn.
        """
        found: set[int] = set()
        for key in _plain_keys(record):
            held = self._holders.get(key, [])
            if len(held) > MOST and (year := year_in(record.fields)):
                held = [place for place in held if year_in(self._records[place].fields) == year]
            found.update(held if len(held) <= MOST else ())
        return sorted(found)


def _plain_keys(record: Record | Source) -> set[str]:
    """Give the keys of a record as it is: identifiers, both ends of the title, pairs of its longest words."""
    keys = {f"{item.kind} {item.value}" for item in record.identifiers if item.kind not in {"url", "issn"}}
    title = f"{record.text('title')} {record.text('subtitle')}"
    words = _WORD.findall(title.lower() if title.isascii() else fold(title))
    if words:
        compact = "".join(words)
        longest = sorted(set(words), key=lambda word: (-len(word), word))[:LONGEST_WORDS]
        keys |= {f"start {compact[:END]}", f"end {compact[-END:]}"}
        keys |= {f"words {one} {other}" for one, other in combinations(sorted(longest), 2)}
    return keys


_WORD = re.compile(r"[^\W_]+")
