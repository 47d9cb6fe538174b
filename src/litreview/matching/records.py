"""Decide, for each entry of a bibliography, which source of the library it is: no database, no guess.

The user's keys are never changed. An entry of a file that was read before is the source it was then;
one under a key that the library has is that source if it is the same work; a different work under a
taken key gets a key of its own, derived from it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from litreview.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from litreview.model import Block, Record

SAME_TITLE = 90
"""rapidfuzz ratio of folded titles from which, under the same key, two entries are one work: a subtitle
dropped or a word misspelt stays above it, two books of one author and year stay below."""
TELLING = 13
"""Letters from which a title that stands within the other one tells: "Introduction" does not."""
ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{1,3}|v|(?<=x))")
"""Roman numbers up to 39, as folded words: what parts and volumes are counted in."""
ACRONYM = re.compile(r"\(([A-Z][\w.&/-]{1,14})\)")
"""What an organisation is called for short: United Nations (UN)."""
SYLLABLES = 4
"""Characters of a Chinese, Japanese or Korean name or title that make a key: 全国信息 of 全国信息安全标准化委员会."""
COMPARED = 512
"""Characters of a title that are compared: what lies beyond decides nothing and costs time."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A block that the library holds from an earlier reading of the file.

    source is 0 where it has none, title what the source is called now.
    """

    id: int
    kind: str
    key: str
    raw: str
    position: int | None
    line: int
    source: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A source of the library, as far as it matters here."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an entry goes: kept is its earlier block, source the source it is (0: a new one, under key).

    repeats says that the same file has the same entry already.
    """

    index: int
    kept: Kept | None
    source: int
    key: str
    repeats: bool = False


def same_work(title: str, other: str) -> bool:
    """Whether two titles under one key are the same work's; a missing title contradicts nothing."""
    numbers = _numbers(title), _numbers(other)
    if all(numbers) and numbers[0] != numbers[1]:
        return False  # volumes, parts, years of a yearly report
    mine, theirs = _bare(title), _bare(other)
    if not mine or not theirs or mine == theirs:
        return True
    shorter, longer = sorted((mine, theirs), key=len)
    if len(shorter) >= TELLING and shorter in longer:
        return True  # a subtitle or a series title left out
    from rapidfuzz.fuzz import ratio

    return ratio(mine, theirs) >= SAME_TITLE


def _numbers(title: str) -> list[str]:
    return sorted(word for word in fold(title).split() if word.isdigit() or ROMAN.fullmatch(word))


def place(blocks: Sequence[Block], paired: Mapping[int, Kept], known: Mapping[str, Known]) -> list[Placement]:
    """Place every entry of a file, in the order of the file.

    Takes all blocks of the file as read now, the blocks that they were before (from `pair`), and the
    library's sources by key (aliases too).
    """
    own = {block.record.key for block in blocks if block.record is not None}
    return Shelf(known, own).place(blocks, paired)


class Shelf:
    """Where the entries of one file go, which may come in parts.

    Takes the library's sources by key (aliases too), and all keys that the file gives to its entries.
    """

    def __init__(self, known: Mapping[str, Known], own: Collection[str]) -> None:
        self._keys = dict(known)
        self._names = {holder.id: key for key, holder in known.items()}
        self._own = own
        self._taken: set[tuple[int, str]] = set()
        self._seen: dict[int, tuple[int, str]] = {}

    def place(self, blocks: Sequence[Block], paired: Mapping[int, Kept]) -> list[Placement]:
        """Place the entries of the next part, by the blocks that they were before (from `pair`)."""
        self._taken |= {self._claim(before) for before in paired.values() if before.source}
        return [
            self._place(index, block.record, paired.get(index))
            for index, block in enumerate(blocks)
            if block.record is not None
        ]

    def _claim(self, before: Kept) -> tuple[int, str]:
        """Give the source that an entry was, and the key that it has it under: another entry is not to get both."""
        known = self._keys.get(before.key)
        return before.source, before.key if known and known.id == before.source else self._names[
            before.source
        ]

    def _place(self, index: int, record: Record, before: Kept | None) -> Placement:
        content = _content(record)
        if before is not None and before.source:
            source, key = before.source, self._names[before.source]
        elif content in self._seen:
            return Placement(index, before, *self._seen[content], repeats=True)
        else:
            source, written = _find(record, self._keys, self._taken, self._own)
            self._keys.setdefault(written, Known(source, record.text("title")))
            self._taken.add((source, written))
            key = self._names.get(source, written)
        self._seen[content] = (source, key)
        return Placement(index, before, source, key)


def _content(record: Record) -> int:
    """Give a number for what an entry says, 64 bits wide: two entries that share one say the same."""
    return hash((record.key, record.type, *[(field.name, field.value) for field in record.fields]))


def pair(blocks: Sequence[Block], kept: Sequence[Kept]) -> dict[int, Kept]:
    """Pair the blocks of a file, by index, with those that it had before.

    Everything first word for word; then entries of one key by their titles, and what is left in order.
    """
    same: defaultdict[tuple[str, str], list[Kept]] = defaultdict(list)
    for old in reversed(kept):
        same[old.kind, old.raw].append(old)
    paired = {
        index: found.pop()
        for index, block in enumerate(blocks)
        if (found := same.get((block.kind, block.raw)))
    }
    used = {old.id for old in paired.values()}
    left = [old for old in kept if old.kind == "entry" and old.id not in used and old.position is not None]
    if left:
        entries = [
            (index, block.record)
            for index, block in enumerate(blocks)
            if block.record and index not in paired
        ]
        _pair_changed(entries, left, paired)
    return paired


def _pair_changed(
    entries: Sequence[tuple[int, Record]], left: Sequence[Kept], paired: dict[int, Kept]
) -> None:
    """Pair entries whose words changed; without a key, only the title tells which entry it was."""
    titled: defaultdict[tuple[str, str], list[Kept]] = defaultdict(list)
    for old in left:
        titled[old.key, _bare(old.title)].append(old)
    for index, record in entries:
        if found := titled.get((record.key, _bare(record.text("title")))):
            paired[index] = found.pop(0)
    by_key: defaultdict[str, list[Kept]] = defaultdict(list)
    for (key, _), found in titled.items():
        by_key[key] += found if key else ()
    for alike in (_same_title, lambda _record, _old: True):
        for index, record in entries:
            candidates = by_key.get(record.key, [])
            match = next((old for old in candidates if index not in paired and alike(record, old)), None)
            if match is not None:
                paired[index] = match
                candidates.remove(match)


def _same_title(record: Record, old: Kept) -> bool:
    return same_work(record.text("title"), old.title)


def _bare(title: str) -> str:
    return fold(title).replace(" ", "")[:COMPARED]


def _find(
    record: Record, keys: Mapping[str, Known], taken: set[tuple[int, str]], own: Collection[str]
) -> tuple[int, str]:
    """Give the source that a record is (0: none) and the key, perhaps an alias, by which it is found.

    Derived keys are stable across readings.

    A derived key is never one that the file itself gives to an entry.
    """
    base = record.key or key_for(record)
    key, number = base, 1
    while key in keys or (number > 1 and key in own):
        holder = keys.get(key, Known(0, ""))
        if holder.id and (holder.id, key) not in taken and same_work(record.text("title"), holder.title):
            return holder.id, key
        number += 1
        key = f"{base}-{number}"
    return 0, key


def key_for(record: Record) -> str:
    """Make a key for an entry without one, out of the first surname and the year: in ASCII, for LaTeX's sake."""
    person = next(iter(record.people), None)
    name = fold(person.family) if person else fold(record.text("title"))
    if person and not name:
        acronym = ACRONYM.search(person.literal)
        long_words = [word for word in fold(person.literal).split() if len(word) > 2 or not word.isascii()]  # noqa: PLR2004
        name = fold(acronym[1]) if acronym else " ".join(long_words)
    if not name.isascii():
        from anyascii import anyascii

        from litreview.text.cjk import is_east_asian

        whole = is_east_asian(name)  # no blank parts the words of such a name
        name = fold(anyascii(name[:SYLLABLES] if whole else name))
    words = name.split()
    year = re.search(r"\d{4}", record.text("year") or record.text("date"))
    return ("".join(words[:1]) + (year.group() if year else "")) or "untitled"
