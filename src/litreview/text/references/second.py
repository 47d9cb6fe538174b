"""Cut a list of references a second way, by the looks of single lines: a check on `split`, which measures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.text.references.cleaning import NUMBER
from litreview.text.references.section import is_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.text.references.section import Line

_UPPER = "[A-ZÀ-ÞĀ-ŽΑ-ΩА-Я]"
_FAMILY = (
    rf"(?:(?:van|von|de|der|den|di|da|du|la|le|el|al)[ -]){{0,3}}{_UPPER}[\w’'‐-]+(?:[ -]{_UPPER}[\w’'‐-]+)?"
)
_YEAR = r"(?:(?:1[4-9]|20)\d\d[a-z]?|n\. ?d\.|in press|forthcoming)"
_NAMED = (
    rf"{_FAMILY},\s{_UPPER}|{_FAMILY}\s[A-ZÀ-Þ]{{1,3}}[,.]\s|(?:{_UPPER}\.[ -]?){{1,3}}{_FAMILY}[,.\s]"
    rf"|[-–—_]{{2,}}|[“\"«‘']{_UPPER}"
)
_HEAD = re.compile(
    rf"[*_]{{0,3}}(?:{_NAMED}|{_UPPER}[^.,()\d]{{3,90}}(?:\([A-Z]{{2,12}}\)\s?)?\.?\s?\({_YEAR}\))"
)
"""What an entry begins with: a name and initials, a dash for one, an organisation and a year, a title in quotes."""
_OPENING = re.compile(
    rf"[*_]{{0,3}}(?:{_NAMED}|{_UPPER}[^,()\d]{{3,90}}?(?:\([A-Z]{{2,12}}\))?\.?\s(?:\({_YEAR}\)|{_YEAR})[.,:]\s*\S"
    r"|[\u3400-\u9fff·]{2,20}\s?[.,．，。、:：])"
)
"""The same, and never the start of a sentence ("Segal (2016) argues")."""
LISTED = 0.4
"""Share of the paragraphs of a list that begin as entries do; titles without authors do not."""
LISTED_LINES, FEWEST_HEADS = 0.2, 3
"""The same of the lines of a list without blank lines: an entry takes two to four of them."""
_SENTENCE = re.compile(rf"[^.\n]{{0,90}}?\(?{_YEAR}\)?,? [a-zà-þ]")
"""Names and a year that a sentence follows ("Segal (2016) argues")."""
MOST_TRIED = 60  # paragraphs of a list that are looked at
_PARAGRAPHS = re.compile(r"(?:\r?\n[ \t]*){2,}|\r\r+")
_INNER = re.compile(rf"(?<=[.\d/)*_])\s+(?={_FAMILY},\s{_UPPER}\.[^()]{{0,200}}\({_YEAR}\)[.,])")
_ENDS = re.compile(r"[.\d)\]/”\"*_>]\s*$")
_REACH = 400  # characters behind a head in which its year stands
_HAS_YEAR = re.compile(rf"\b{_YEAR}")


def is_list(text: str) -> bool:
    """Whether a text under a heading like "Sources" or "Literature" is a list, and no chapter of that name."""
    parts = [part.strip() for part in _PARAGRAPHS.split(text) if part.strip()]
    parts = [part for part in parts if not is_heading(part)]
    if len(parts) == 1:
        parts = parts[0].splitlines()
    step = max(1, len(parts) // MOST_TRIED)
    tried = parts[::step]
    opening = sum(bool(NUMBER.match(part) or _OPENING.match(part)) for part in tried)
    return opening >= LISTED * len(tried) or _is_wrapped_list(text)


def _is_wrapped_list(text: str) -> bool:
    """Whether a text begins with entries that follow each other line upon line, whatever stands behind them."""
    lines = [line for line in text.splitlines() if line.strip() and not is_heading(line)][:MOST_TRIED]
    heads = [bool(_HEAD.match(line.lstrip()) and not _SENTENCE.match(line.lstrip())) for line in lines]
    return heads[:1] == [True] and sum(heads) >= max(FEWEST_HEADS, LISTED_LINES * len(lines))


def second_starts(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """Give the offsets where the entries of a list begin, as far as single lines tell.

    That is where a number, a bullet or the first line of a paragraph stands, and, within a paragraph, the head
    of an entry behind a line that can end one.
    """
    return frozenset(_starts(text, lines))


def _starts(text: str, lines: Sequence[Line]) -> Iterator[int]:
    before = ""
    for line in lines:
        body = line.text.strip()
        if body and not is_heading(line.text):
            at = line.start + len(line.text) - len(line.text.lstrip())
            number = NUMBER.match(line.text)
            if number or (_is_next(text, at, before) if before else _is_first(body)):
                yield at
            label = number.end() if number else 0
            yield from (line.start + found.end() for found in _INNER.finditer(line.text, label))
        before = "" if is_heading(line.text) else body


def _is_first(body: str) -> bool:
    return not body[:1].islower() or _HEAD.match(body) is not None


def _is_next(text: str, at: int, before: str) -> bool:
    return bool(_ENDS.search(before) and _HEAD.match(text, at) and _HAS_YEAR.search(text, at, at + _REACH))
