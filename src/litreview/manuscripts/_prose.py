"""Turn marked-up text into running prose, and know for every character of it where it stands in the file."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from html import unescape
from typing import TYPE_CHECKING

from litreview.text.references.second import is_list
from litreview.text.references.section import find_section, lines_of, newlines, unpaged

if TYPE_CHECKING:
    from collections.abc import Iterable

GAP = "\x00"
"""Stands for what is left out: code, links, citations by key. No name and no year goes across it."""
PARAGRAPH = "\n"
_COMBINED = r"[^\W\d_][\u0300-\u036f]+"
BLANKS = r"(?:[^\S ]| (?=\s))\s*"
"""White space that is more than one blank, which can stay."""
_BETWEEN_WORDS = rf"(?P<space>{BLANKS}(?:(?<=\n)(?:>[ \t]?)+)?)"
_SPACE = re.compile(rf"{_BETWEEN_WORDS}|(?P<combined>{_COMBINED})")
_MARKDOWN = re.compile(
    rf"{_BETWEEN_WORDS}|(?P<combined>{_COMBINED})|(?P<escape>\\[ -/:-@\[-`{{-~])"
    r"|(?P<emphasis>(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|\*{1,3})|(?P<entity>&[A-Za-z]{2,8};)"
)


class Places:
    """Knows line and column of every offset of a text."""

    def __init__(self, text: str) -> None:
        self._starts = [line.start for line in lines_of(text)] or [0]

    def of(self, offset: int) -> tuple[int, int]:
        """Give the line and the column (from 1) of an offset (from 0)."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class Prose:
    """Running text: words parted by one blank, paragraphs by a line end, gaps where something was left out.

    text is what is read, `at` gives where one of its characters stands in the file.
    """

    def __init__(
        self, source: str, hidden: Iterable[tuple[int, int]] = (), *, markdown: bool = False
    ) -> None:
        self._pieces: list[str] = []
        self._offsets = array("L")
        self._markdown = markdown
        pattern, at = self._pattern(), 0
        for start, end in sorted(hidden):
            self._add(source, at, start, pattern)
            if end > max(at, start):
                self._put(GAP, start)
            at = max(at, end)
        self._add(source, at, len(source), pattern)
        self._offsets.append(len(source))
        self.text = "".join(self._pieces)

    def at(self, place: int) -> int:
        """Give the offset in the file of a character of the prose."""
        return self._offsets[place]

    def find(self, offset: int) -> int:
        """Give the first character of the prose that stands at an offset in the file, or behind it."""
        return bisect_left(self._offsets, offset)

    def _put(self, text: str, offset: int) -> None:
        self._pieces.append(text)
        self._offsets.extend([offset] * len(text))

    def _add(self, source: str, start: int, end: int, pattern: re.Pattern[str]) -> None:
        at = start
        for found in pattern.finditer(source, start, end):
            if found.start() > at:
                self._copy(source, at, found.start())
            at = found.end()
            self._put(self._read(found), found.start())
        if end > at:
            self._copy(source, at, end)

    def _copy(self, source: str, start: int, end: int) -> None:
        self._pieces.append(source[start:end])
        self._offsets.extend(range(start, end))

    def _pattern(self) -> re.Pattern[str]:
        """Give what is read as something else than it is written."""
        return _MARKDOWN if self._markdown else _SPACE

    def _read(self, found: re.Match[str]) -> str:
        """Give what a reader sees of blanks, accents apart from their letters, escapes and entities."""
        text = found[0]
        if found["space"]:
            return PARAGRAPH if newlines(text) > 1 else " "
        if found["combined"]:
            return unicodedata.normalize("NFC", text)
        groups = found.groupdict()
        if groups["escape"]:
            return text[1]
        return unescape(text).replace("\xa0", " ") if groups["entity"] else ""


MOST_HEADINGS = 5
"""Headings that may name a list and are tried, from the last one on."""


def list_of_references(text: str) -> tuple[int, int]:
    """Give where the list of references of a text begins and ends, its heading included; (0, 0) without one."""
    lines = lines_of(text)
    section = find_section(lines)
    for _ in range(MOST_HEADINGS):
        if section.heading < 0:
            break
        end = lines[section.last].start if section.last < len(lines) else len(text)
        if is_list(unpaged(text[lines[section.first].start : end]) if section.first < len(lines) else ""):
            return lines[section.heading].start, end
        section = find_section(lines[: section.heading])
    return 0, 0
