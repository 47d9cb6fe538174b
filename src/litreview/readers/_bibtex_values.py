"""Evaluate the values of a BibTeX file: delimiters, `@string` macros and `#`, on a budget.

Macros are worked out once, in the order of the file, from what stands before them: so none can be
built on itself, and a macro defined again counts from there on, as in BibTeX.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from litreview.readers._bibtex_blocks import MASK

MONTHS = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June",
    "jul": "July",
    "aug": "August", "sep": "September", "oct": "October", "nov": "November", "dec": "December",
}  # fmt: skip

LONGEST_VALUE = 64 * 1024  # characters; ten times the longest abstract with a macro in it that we have seen
LARGEST_FILE = 16 * 1024 * 1024  # characters that the macros of one file may add up to

_BRACE = re.compile(r"(?<!\\)[{}]")
_QUOTE_OR_BRACE = re.compile(r'(?<!\\)["{}]')
_BARE = re.compile(r'[^\s#"{}]+')
_BLANK = re.compile(r"\s*")
_LINE_COMMENTS = re.compile(r"(?:%[^\n]*(?:\n\s*|\Z))+")  # BibTeX knows none, but biber does
_NEXT_FIELD = re.compile(r'([^\s={}",#@]+)\s*=\s*(.+)', re.DOTALL)


class Value(NamedTuple):
    """An evaluated value in LaTeX.

    rest is a field that follows without a comma, as (name, value with delimiters), and stray is text
    behind the closing delimiter that is no field: it was added to the value.
    """

    latex: str
    rest: tuple[str, str] | None = None
    stray: str = ""


@dataclass(slots=True)
class Unknown:
    """A macro that has no definition where it is used, and how often it is."""

    name: str
    line: int
    uses: int = 1


@dataclass(slots=True)
class Macros:
    """The macros known so far, and what was wrong with those that were used."""

    known: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, Unknown] = field(default_factory=dict)
    too_long: list[int] = field(default_factory=list)
    spent: int = 0

    def define(self, name: str, raw: str, line: int) -> None:
        """Define a macro from its value with delimiters."""
        self.known[name.lower()] = self.evaluate(raw, line).latex

    def evaluate(self, raw: str, line: int, *, month: bool = False) -> Value:
        """Evaluate a value with delimiters; month says that a bare month name stays as it is."""
        first, last = raw[:1], raw[-1:]
        if first == "{" and last == "}" and raw.find("}") == len(raw) - 1 and raw.rfind("{") == 0:
            return Value(_unmask(raw[1:-1]))
        if first == '"' and last == '"' and raw.count('"') == 2:  # noqa: PLR2004
            return Value(_unmask(raw[1:-1]))
        if raw.isdecimal():
            return Value(raw)
        if month and raw.lower() in MONTHS and raw.lower() not in self.known:
            return Value(raw)
        return self._concatenate(raw, line)

    def _concatenate(self, raw: str, line: int) -> Value:
        """Read `part # part # ...` up to where something else follows."""
        parts: list[str] = []
        at = 0
        while at < len(raw):
            if raw[at] in '{"':
                end = _end_of_delimited(raw, at)
                parts.append(raw[at + 1 : end - 1])
            elif raw[at] == "#" or not (word := _BARE.match(raw, at)):
                end = at + (raw[at] == "#")
                if end == at:
                    break
            else:
                end = word.end()
                follows = raw[_after_blank(raw, end) :]
                if follows and follows[0] not in "#%" and not _NEXT_FIELD.match(follows):
                    return Value(_unmask(raw), stray=_unmask(raw))
                parts.append(self._look_up(word[0], line))
            at = _after_blank(raw, end)
            if at < len(raw) and raw[at] != "#" and raw[end - 1] != "#":
                return self._with_rest(parts, raw[at:])
        return Value(self._bounded(parts, raw, line))

    def _with_rest(self, parts: list[str], rest: str) -> Value:
        """Give a value behind whose closing delimiter something else follows."""
        latex = _unmask("".join(parts))
        if comments := _LINE_COMMENTS.match(rest):
            rest = rest[comments.end() :]
        if not rest:
            return Value(latex)
        if found := _NEXT_FIELD.match(rest):
            return Value(latex, rest=(found[1], found[2].strip()))
        return Value(f"{latex} {_unmask(rest)}", stray=_unmask(rest))

    def _look_up(self, name: str, line: int) -> str:
        """Give a macro's value; a number is itself, and so is a macro that is not defined."""
        low = name.lower()
        if low in self.known:
            return self.known[low]
        if low in MONTHS:
            return MONTHS[low]
        if not name.isdecimal():
            if low in self.unknown:
                self.unknown[low].uses += 1
            else:
                self.unknown[low] = Unknown(name, line)
        return name

    def _bounded(self, parts: list[str], raw: str, line: int) -> str:
        """Join the parts unless that takes too much room: then the value stays as it is written."""
        length = sum(map(len, parts))
        grown = length - len(raw)
        if grown > 0:
            if length > LONGEST_VALUE or self.spent + grown > LARGEST_FILE:
                self.too_long.append(line)
                return _unmask(raw)
            self.spent += grown
        return _unmask("".join(parts))


def _unmask(text: str) -> str:
    return text.replace(MASK, "\\") if MASK in text else text


def _after_blank(raw: str, at: int) -> int:
    found = _BLANK.match(raw, at)
    return found.end() if found else at


def _end_of_delimited(raw: str, start: int) -> int:
    """Give the index behind the delimiter that closes the one at start; the end where none does."""
    if raw[start] == "{":
        depth = 0
        for found in _BRACE.finditer(raw, start):
            depth += 1 if found[0] == "{" else -1
            if depth == 0:
                return found.end()
        return len(raw) + 1
    depth = 0
    for found in _QUOTE_OR_BRACE.finditer(raw, start + 1):
        if found[0] != '"':
            depth += 1 if found[0] == "{" else -1
        elif depth <= 0:
            return found.end()
    last = raw.rfind('"')
    return last + 1 if last > start else len(raw) + 1
