"""Measure, cut and wrap text by the columns it takes on a terminal."""

from __future__ import annotations

from unicodedata import category, combining, east_asian_width

ELLIPSIS = "…"
_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})  # marks over other characters, and invisible joiners


def _columns(character: str) -> int:
    """Give the columns of one character: 2 for East Asian wide and full-width ones (UAX #11)."""
    if character < "\u0300":
        return 1
    if combining(character) or category(character) in _NO_WIDTH:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def width(text: str) -> int:
    """Give the columns that one line of text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _cut(text: str, columns: int) -> int:
    """Give how many characters of the text fit; marks stay with the letter that they stand on."""
    used = 0
    for index, character in enumerate(text):
        used += _columns(character)
        if used > columns:
            return index
    return len(text)


def fit(text: str, columns: int, *, ellipsis: str = ELLIPSIS) -> str:
    """Give the text cut to so many columns, with an ellipsis where something was left off.

    A wide character is never cut in half: the result may be one column short.
    """
    if width(text) <= columns:
        return text
    room = columns - width(ellipsis)
    if room < 0:
        return text[: _cut(text, columns)] if columns > 0 else ""
    return text[: _cut(text, room)].rstrip() + ellipsis


def wrap(text: str, columns: int) -> list[str]:
    """Give the text as lines of at most so many columns, broken at blanks, and inside a word (or between
    wide characters) only where a word alone is too wide. Line breaks in the text are kept.
    """
    return [line for stretch in text.split("\n") for line in _wrapped(stretch, max(columns, 2))]


def _wrapped(text: str, columns: int) -> list[str]:
    if width(text) <= columns:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and width(line) + 1 + width(word) <= columns:
            line += " " + word
            continue
        if line:
            lines.append(line)
        rest = word
        while width(rest) > columns:
            index = _cut(rest, columns)
            lines.append(rest[:index])
            rest = rest[index:]
        line = rest
    return [*lines, line] if line or not lines else lines
