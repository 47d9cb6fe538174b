"""Read the list of references that stands in a manuscript, and tell it from the notes behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from litreview.model import Reference
from litreview.text.fold import fold

if TYPE_CHECKING:
    from litreview.manuscripts._authoryear import Positions

_FRAME = re.compile(
    r"^ {0,3}:{3,}[^\r\n]*|</?(?:div|span)\b[^<>]{0,200}>|(?:^|(?<=\}))\[(?=[^\r\n]*(?:\r?\n[^\r\n]+){0,40}\]\{\.csl-)"
    r"|\]\{\.csl-[\w-]+\}",
    re.MULTILINE,
)
_ESCAPED_NUMBER = re.compile(r"\\\[(\d{1,4})\\\]")
_JOURNAL = r"[^\S\n]*\n[^\S\n]*[A-ZÀ-Þ][\w &]{2,60}, \d{1,4}(?:\(\d+\))?[,.:]"
_GOES_ON = re.compile(
    rf"(?:(?<=[–—/(,&])|(?<=\d-)|(?<=\bdoi:)|(?<=\band)|(?<=[^\W\d_])(?={_JOURNAL}))[^\S\n]*\n[^\S\n]*(?=\S)"
)
"""The end of a line within names, a range of pages, an address or the title of a journal: no entry begins behind it."""
_VISIBLE = re.compile(r"[^\r\n]")


@dataclass(frozen=True, slots=True)
class ListedReferences:
    """The list of a text: its references, where it begins and ends, and where the notes behind it stand."""

    references: tuple[Reference, ...] = ()
    span: tuple[int, int] = (0, 0)
    notes: tuple[tuple[int, int], ...] = ()

    @property
    def numbers(self) -> frozenset[str]:
        """Give the numbers that the list shows."""
        return frozenset(one.number for one in self.references if one.number)

    @property
    def names(self) -> frozenset[str]:
        """Give the words, folded, of which the names of its authors are made."""
        people = (person for one in self.references for person in one.record.people)
        return frozenset(
            word
            for person in people
            for word in fold(f"{person.prefix} {person.family} {person.literal}").split()
        )


def read_listed(
    text: str, span: tuple[int, int], path: str, places: Positions, *, markdown: bool = False
) -> ListedReferences:
    """Read the list between two places of a text; what is no reference is left out.

    Plain text has its notes behind its list: a list without numbers ends before "[1]", one with numbers where
    they begin anew.
    """
    start, end = span
    if end <= start:
        return ListedReferences()
    from litreview.text.references import read_list, record_of
    from litreview.text.references.section import unpaged

    shown = unpaged(unframed(text[start:end]) if markdown else text[start:end])
    shown = _GOES_ON.sub(lambda found: " " * len(found[0]), shown)
    found: list[Reference] = []
    notes: list[tuple[int, int]] = []
    for item in read_list(shown):
        read = item.reference
        if read is None or not (read.is_sound or read.number):
            continue
        number = read.number if read.number.isdecimal() else ""
        offset = start + item.start
        if notes or (number and found and _begins_notes(found[-1].number, number)):
            notes.append((offset, offset + len(item.raw)))
            continue
        line, _ = places.of(offset)
        label = "" if number else read.number
        found.append(
            Reference(
                item.raw, path, line, offset, record_of(read, line), number, label, certain=item.certain
            )
        )
    return ListedReferences(tuple(found), (start, notes[0][0] if notes else end), tuple(notes))


def _begins_notes(before: str, number: str) -> bool:
    return int(number) < int(before) if before else int(number) == 1


def unframed(text: str) -> str:
    """Give a list without the divs and spans that pandoc puts around entries, character for character."""
    if ":::" not in text and "<" not in text and "\\[" not in text:
        return text
    text = _FRAME.sub(lambda found: _VISIBLE.sub(" ", found[0]), text)
    return _ESCAPED_NUMBER.sub(r" [\1] ", text)
