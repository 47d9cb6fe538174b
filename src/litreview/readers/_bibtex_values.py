"""Evaluate the values of a BibTeX file: `@string` macros and `#`, on a budget.

Macros are worked out once, in the order of the file, from what stands before them: so none can be
built on itself, and a macro defined again counts from there on, as in BibTeX.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from litreview.readers._bibtex_parts import Word

MONTHS = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June",
    "jul": "July",
    "aug": "August", "sep": "September", "oct": "October", "nov": "November", "dec": "December",
}  # fmt: skip

LONGEST_VALUE = 64 * 1024  # characters; ten times the longest abstract with a macro in it that we have seen
LARGEST_FILE = 16 * 1024 * 1024  # characters that the macros of one file may add up to


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

    def define(self, name: str, parts: tuple[str, ...], line: int) -> None:
        """Define a macro from the parts of its value."""
        self.known[name.lower()] = self.evaluate(parts, line)

    def evaluate(self, parts: tuple[str, ...], line: int, *, month: bool = False) -> str:
        """Join the parts of a value in LaTeX; month says that a bare month name stays as it is."""
        if len(parts) == 1:
            part = parts[0]
            if type(part) is str or (month and part.lower() in MONTHS and part.lower() not in self.known):
                return str(part)
        looked_up = [self._look_up(part, line) if isinstance(part, Word) else part for part in parts]
        length = sum(map(len, looked_up))
        grown = length - sum(map(len, parts))
        if grown > 0:
            if length > LONGEST_VALUE or self.spent + grown > LARGEST_FILE:
                self.too_long.append(line)
                return " # ".join(parts)
            self.spent += grown
        return "".join(looked_up)

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
                self.unknown[low] = Unknown(str(name), line)
        return str(name)
