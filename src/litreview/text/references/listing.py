"""Read a whole list of references: where it stands in a text, each of its entries, and the words split in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from litreview.text.references.cleaning import clean
from litreview.text.references.reference import Reference, read_reference
from litreview.text.references.second import second_starts
from litreview.text.references.section import find_section, lines_of, newlines
from litreview.text.references.split import split_list
from litreview.text.splits import split_words, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import Person
    from litreview.text.references.section import Line


@dataclass(frozen=True, slots=True)
class SplitInEntry:
    """A word that stands in two pieces, as printed and joined, and the line (from 1) where it begins."""

    printed: str
    joined: str
    line: int


@dataclass(frozen=True, slots=True)
class Listed:
    """One stretch of a list: its exact text, where that stands, its first line (from 1), and what it says.

    reference is None for a heading; splits are the words that a conversion has split. certain says that a
    second way to cut the list (see `second`) agrees on where it begins, and that nothing else begins in it.
    """

    raw: str
    start: int
    line: int
    reference: Reference | None = None
    splits: tuple[SplitInEntry, ...] = ()
    certain: bool = True


def has_list(text: str) -> bool:
    """Whether a line of the text names a list of references."""
    return find_section(lines_of(text)).heading >= 0


def split_references(text: str) -> list[tuple[int, str]]:
    """Cut a text into its references, as (line from 1, exact text); headings and the paper are left out."""
    return [
        (span.line, text[span.start : span.end]) for span in split_list(text, _lines(text)) if span.is_entry
    ]


def read_list(text: str) -> list[Listed]:
    """Read the list of references that a text ends with, or that the text is where no heading names one.

    Gives its entries and the headings between them, in their order: text[start : start + len(raw)] is raw.
    Where a dash stands for the authors of the entry before ("———. 2016."), they are filled in. Never raises.
    """
    known = vocabulary(text)
    found: list[Listed] = []
    before: Reference | None = None
    lines = _lines(text)
    starts = sorted(second_starts(text, lines))
    for span in split_list(text, lines):
        raw = text[span.start : span.end]
        if not span.is_entry:
            found.append(Listed(raw, span.start, span.line))
            continue
        reference = read_reference(raw)
        if reference.repeats_author and before is not None and not _has_leading(reference, before):
            reference = replace(reference, people=(*_leading(before), *reference.people))
        if reference.people and reference.is_sound:
            before = reference
        splits = tuple(_splits(raw, span.line, known))
        certain = starts[bisect_left(starts, span.start) : bisect_left(starts, span.end)] == [span.start]
        found.append(Listed(raw, span.start, span.line, reference, splits, certain))
    return found


def _lines(text: str) -> list[Line]:
    """Give the lines of the list that a text ends with, or is."""
    lines = lines_of(text)
    section = find_section(lines)
    return lines[section.first : section.last]


def _leading(reference: Reference) -> tuple[Person, ...]:
    """Give the people that a reference begins with: those of the role of the first."""
    role = reference.people[0].role
    return tuple(person for person in reference.people if person.role == role)


def _has_leading(reference: Reference, before: Reference) -> bool:
    """Whether a reference names people of the role that the one before begins with: its editors are no authors."""
    return any(person.role == before.people[0].role for person in reference.people)


def _splits(raw: str, line: int, known: dict[str, int]) -> Iterator[SplitInEntry]:
    """Find the split words of an entry, and the line of each: the pieces may stand on two."""
    at = 0
    for word in split_words(clean(raw).text, known):
        pieces = r"[\s*_]+".join(map(re.escape, word.printed.split()))
        found = re.compile(pieces).search(raw, at)
        at = found.start() if found else at
        yield SplitInEntry(word.printed, word.joined, line + newlines(raw[:at]))
