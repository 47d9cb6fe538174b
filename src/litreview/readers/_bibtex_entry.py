"""Read the inside of one BibTeX entry: its key, its fields, and what is wrong with them.

A sound field is taken by one pattern. Where that fails, the field is read step by step as BibTeX reads it,
and what BibTeX would stumble over is reported, and read as its writer most likely meant it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.readers._bibtex_delimiters import (
    NEXT_BLOCK,
    NEXT_HEAD,
    closed_braces,
    end_of_braces,
    end_of_quotes,
)
from litreview.readers._bibtex_names import KNOWN_FIELDS
from litreview.readers._bibtex_parts import Inside, RawField, Trouble, Word, shortened

if TYPE_CHECKING:
    from litreview.model import Severity

_NAME = r"[A-Za-z][\w:.+/*-]*+"
_NESTED = 4  # braces within braces that the pattern of a sound value follows; titles have one or two


def _braced(depth: int) -> str:
    inner = r"[^{}]*+"
    for _ in range(depth):
        inner = rf"[^{{}}]*+(?:\{{{inner}\}}[^{{}}]*+)*+"
    return inner


def _sound_field(closing: str) -> re.Pattern[str]:
    """Give the pattern of a field with one part: its name, and its value in braces, in quotes, or bare."""
    value = rf'\{{({_braced(_NESTED)})\}}|"([^"{{}}]*+)"|([0-9]++)|({_NAME})'
    return re.compile(rf"\s*+({_NAME})\s*+=\s*+(?:{value})\s*+(?:,|(?=\{closing}))")


_SOUND_FIELD = {closing: _sound_field(closing) for closing in "})"}
_MACRO = 5  # the group of _SOUND_FIELD that is a bare word

_KEY = {
    "}": re.compile(r'\s*+([^,{}"=\n]*+)\s*+(,|(?=\}))'),
    ")": re.compile(r'\s*+([^,{}"=\n()]*+)\s*+(,|(?=\)))'),
}
_NO_KEY = re.compile(r'\s*+(?=[A-Za-z][\w-]*+\s*+=(?:\s*+[{"]|\s++[\w]))')
_ODD_KEY = re.compile(r"\s*+((?:[^,\s=]|=(?![\s{\"])|[^\S\n](?!=))++)\s*+,")
_KEY_WITHOUT_COMMA = re.compile(r'\s*+([^\s,{}"=]++)(?=\s)')
_BLANK = re.compile(r"\s*+")
_FIELD_HEAD = re.compile(r'([^\s=,{}"#%()@\\]++)\s*+(=(?:\s*+=)*+)')
_NAME_WITH_BLANKS = re.compile(rf"({_NAME}(?:[^\S\n]++{_NAME})++)[^\S\n]*+=")
_FIELD_WITHOUT_SIGN = re.compile(rf'({_NAME})\s*+(?=[{{"])')
_FIELD_LINE = re.compile(rf'\n[^\S\n]*+(?:,[^\S\n]*+)?+(?=({_NAME})\s*+=\s*+["{{\w])')
_WORD = re.compile(r'[^\s#"{},=%()]++|[()]')
_COMMENT = re.compile(r"%[^\n]*+")
_COMMENTED_FIELD = re.compile(rf"%[^\S\n%]*+%*+[^\S\n]*+({_NAME})\s*+=")
_GOES_ON = re.compile(rf"[}})]\s*+,\s*+(?={_NAME}\s*+=)")
_NEXT_FIELD = re.compile(rf"{_NAME}\s*+=")
_BOUNDARY = re.compile(rf"[{{}},)]|{NEXT_BLOCK.pattern}|(?<=\s)(?={_NAME}\s*+=)", NEXT_HEAD.flags)
_ESCAPED = re.compile(r'\\[{}"]')
_MOST_CUTS = 8  # values of one entry that may lack their end; each costs a look at the whole entry
INDENT = 80  # characters of blank space before a block's @ that are looked at


class _NotClosedError(Exception):
    """The next block, or the end of the file, comes before the end of this one."""


def read_inside(text: str, start: int, line: int, *, closing: str, keyless: bool = False) -> Inside:
    r"""Read from behind an entry's opening delimiter, at start and on line, up to the closing one.

    keyless is a `@string`, which has no key. BibTeX counts a brace behind a backslash as it counts all;
    only where that leads to trouble, and taking `\{` for a sign does not, the latter is done. An entry
    that has no end is read again with each value ending before a line that looks like a field.
    """
    inside = _Scan(text, start, line, closing).run(keyless=keyless)
    if inside.closed and not inside.troubles:
        return inside
    if _ESCAPED.search(text, start, inside.end):
        other = _Scan(text, start, line, closing, escapes=True).run(keyless=keyless)
        if other.closed and not other.troubles:
            return _with_signs(other, line)
    return inside if inside.closed else _Scan(text, start, line, closing, cutting=True).run(keyless=keyless)


def _with_signs(other: Inside, line: int) -> Inside:
    """Report that braces or quotes behind a backslash were taken for signs."""
    message = f"{other.key or 'the entry'} has a brace or quote behind a backslash that BibTeX counts"
    other.troubles.append(Trouble(line, "escaped-delimiter", f"{message}; it is read as a sign"))
    return other


class _Scan:
    """One reading of an entry: where it stands, and what it has found."""

    def __init__(
        self,
        text: str,
        start: int,
        line: int,
        closing: str,
        *,
        escapes: bool = False,
        cutting: bool = False,
    ) -> None:
        self.text = text
        self.at = start
        self.line = line  # of the index counted
        self.counted = start
        self.closing = closing
        self.escapes = escapes
        self.cutting = cutting
        self.cuts = 0
        self.found = Inside(start)

    def run(self, *, keyless: bool) -> Inside:
        try:
            if not keyless:
                self.key()
            self.fields()
        except _NotClosedError:
            following = NEXT_BLOCK.search(self.text, self.at)
            self.found.end = following.end() if following else len(self.text)
            self.found.closed = False
        return self.found

    def report(self, at: int, code: str, message: str, severity: Severity = "warning") -> None:
        self.found.troubles.append(Trouble(self.line_of(at), code, message, severity))

    def line_of(self, at: int) -> int:
        if at < self.counted:
            return self.line - self.text.count("\n", at, self.counted)
        self.line += self.text.count("\n", self.counted, at)
        self.counted = at
        return self.line

    def key(self) -> None:
        """Read the key; what is odd about it is reported, but for a missing one."""
        self.skip_blank()
        if self.at_next_head():
            raise _NotClosedError
        if found := _KEY[self.closing].match(self.text, self.at):
            self.found.key = found[1].rstrip()
        elif found := _NO_KEY.match(self.text, self.at):
            pass
        elif found := _ODD_KEY.match(self.text, self.at):
            self.found.key = found[1].strip()
            message = f"the key {self.found.key} has characters that LaTeX programs do not read in a key"
            self.report(found.start(1), "odd-key", message)
        elif found := _KEY_WITHOUT_COMMA.match(self.text, self.at):
            self.found.key = found[1]
            self.report(found.start(1), "missing-comma", f"no comma behind the key {found[1]}")
        if found:
            self.at = found.end()

    def fields(self) -> None:
        """Read the fields up to the end of the entry."""
        text, sound, fields = self.text, _SOUND_FIELD[self.closing], self.found.fields
        going_on = True
        while going_on:
            found = None if self.escapes or self.cutting else sound.match(text, self.at)
            if found is None:
                going_on = self.odd_field()
                continue
            group = found.lastindex or 0
            value = found[group]
            if "@" in value and NEXT_HEAD.search(value):
                going_on = self.odd_field()
                continue
            line = self.line_of(found.start(1))
            fields.append(RawField(found[1], line, (Word(value) if group == _MACRO else value,)))
            if "=" in value and "\n" in value:
                self.check_swallowed(found[1], value)
            self.at = found.end()

    def swallows(self, end: int) -> bool:
        """Whether a value of an entry without an end, from here to end, goes on over the line of a field."""
        line = _FIELD_LINE.search(self.text, self.at, end) if self.cutting else None
        return line is not None and line[1].lower() in KNOWN_FIELDS

    def check_swallowed(self, name: str, value: str) -> None:
        """Report a closed value with a line in it that looks like a field of its own."""
        for found in _FIELD_LINE.finditer(value):
            if found[1].lower() in KNOWN_FIELDS:
                message = f"{name} has a line in it that looks like the field {found[1]}; is a brace missing?"
                line = self.line + value.count("\n", 0, found.end())
                self.found.troubles.append(Trouble(line, "swallowed-field", message))
                return

    def odd_field(self) -> bool:
        """Read one step of what is no sound field; False at the end of the entry."""
        self.skip_blank()
        sign = self.text[self.at : self.at + 1]
        if not sign or self.at_next_head():
            raise _NotClosedError
        if sign == self.closing:
            return self.closes()
        if sign == ",":
            self.report(self.at, "extra-comma", "a comma too many; nothing stands before it")
            self.at += 1
        elif sign == "%":
            self.comment()
        elif found := _FIELD_HEAD.match(self.text, self.at):
            if found[2] != "=":
                self.report(found.start(2), "extra-sign", f"more than one = behind {found[1]}")
            self.field(found[1], found.start(), found.end())
        elif found := _NAME_WITH_BLANKS.match(self.text, self.at):
            self.report(self.at, "odd-field", f"the name of a field has a blank in it: {found[1]}")
            self.field(found[1], found.start(), found.end())
        elif found := _FIELD_WITHOUT_SIGN.match(self.text, self.at):
            self.report(self.at, "missing-sign", f"no = between {found[1]} and its value")
            self.field(found[1], found.start(), found.end())
        else:
            end = max(self.boundary(self.at), self.at + 1)
            words = shortened(self.text[self.at : end])
            self.report(self.at, "stray-text", f'"{words}" is no field (name = value), and not read')
            self.at = end + (self.text[end : end + 1] == ",")
        return True

    def at_next_head(self) -> bool:
        """Whether another block begins here."""
        if self.text[self.at : self.at + 1] != "@":
            return False
        if NEXT_BLOCK.match(self.text, self.at):
            return True
        line_start = self.text.rfind("\n", max(0, self.at - INDENT), self.at)
        return line_start >= 0 and NEXT_HEAD.match(self.text, line_start) is not None

    def closes(self) -> bool:
        """Take the closing delimiter; it is one too many where a comma and a field follow."""
        if found := _GOES_ON.match(self.text, self.at):
            message = "a closing brace too many; the fields behind it are read as the entry's"
            self.report(self.at, "extra-brace", message)
            self.at = found.end()
            return True
        self.at += 1
        self.found.end = self.at
        return False

    def comment(self) -> None:
        """Skip a line behind %, or the field there: biber reads such lines as comments."""
        found = _COMMENTED_FIELD.match(self.text, self.at)
        line = _COMMENT.match(self.text, self.at)
        start, end = self.at, line.end() if line else self.at + 1
        self.at = end
        if not found or found.end() > end:
            return
        message = "a field behind % is taken as a comment and left out of the record"
        self.report(start, "commented-field", message, "info")
        self.at = found.end()
        self.skip_blank()
        several_lines = self.text[self.at : self.at + 1] in {"{", '"'} and self.cuts <= _MOST_CUTS
        closed = self.end_of(self.at) if several_lines else end
        self.cuts += closed < 0
        if closed > end and not _FIELD_LINE.search(self.text, self.at, closed):
            end = closed + (self.text[closed : closed + 1] == ",")
        self.at = end

    def field(self, name: str, start: int, value_at: int) -> None:
        """Read a field's value part by part, and add the field."""
        line = self.line_of(start)
        self.at = value_at
        self.found.stepwise = True
        self.found.fields.append(RawField(name, line, self.value(name, value_at)))

    def value(self, name: str, value_at: int) -> tuple[str, ...]:
        """Read `part # part # ...` and the comma behind it."""
        parts: list[str] = []
        wanted = True  # a part may stand here, as there is none yet, or a # before it
        while True:
            self.skip_blank()
            sign = self.text[self.at : self.at + 1]
            if sign == "%":
                self.skip(_COMMENT)
            elif sign == "#":
                if wanted:
                    self.report(self.at, "missing-value", f"nothing before a # of {name}")
                self.at += 1
                wanted = True
            elif sign in {"", ",", self.closing} or self.at_next_field():
                self.check_end(name, sign, wanted=wanted, behind_sign=bool(parts))
                self.at += sign == ","
                return tuple(parts) or ("",)
            elif not wanted:
                return self.with_stray(name, parts, value_at)
            elif sign in {"{", '"'} and ((end := self.end_of(self.at)) < 0 or self.swallows(end)):
                return (*parts, self.cut_short(name, self.at))
            elif sign in {"{", '"'}:
                parts.append(self.text[self.at + 1 : end - 1])
                self.at = end
                wanted = False
            else:
                start = self.at
                self.skip(_WORD)
                parts.append(Word(self.text[start : self.at]))
                wanted = False

    def check_end(self, name: str, sign: str, *, wanted: bool, behind_sign: bool) -> None:
        """Report what is missing at the end of a value."""
        if wanted:
            where = "nothing behind a # of " + name if behind_sign else f"{name} has no value"
            self.report(self.at, "missing-value", where)
        elif sign not in {"", ",", self.closing, "@"}:
            following = _FIELD_HEAD.match(self.text, self.at)
            what = following[1] if following else "what follows"
            self.report(self.at, "missing-comma", f"no comma between {name} and {what}; both are read")

    def with_stray(self, name: str, parts: list[str], value_at: int) -> tuple[str, ...]:
        """Read on behind a value to where the next field may begin; what stands there becomes part of it."""
        printed = self.text[value_at : self.at].lstrip()
        start = self.at - len(printed)
        if printed[0] == '"' and (line := _FIELD_LINE.search(self.text, start, self.at)):
            return (
                self.cut_at(line, name, start),
            )  # the quote that opens the next value has closed this one
        end = self.boundary(self.at)
        stray = self.text[self.at : end].strip()
        message = f'{name} has text outside its delimiters, kept as part of it: "{shortened(stray)}"'
        self.report(self.at, "stray-text", message)
        printed = self.text[start:end].strip()
        self.at = end + (self.text[end : end + 1] == ",")
        plain = len(parts) == 1 and not isinstance(parts[0], Word)
        return (f"{parts[0]} {stray}" if plain else printed,)

    def cut_short(self, name: str, start: int) -> str:
        """Give a value that is never closed: up to the line where the next field begins."""
        self.cuts += 1
        if self.cuts > _MOST_CUTS:
            raise _NotClosedError
        following = NEXT_BLOCK.search(self.text, start)
        limit = following.start() if following else len(self.text)
        if line := _FIELD_LINE.search(self.text, start, limit):
            return self.cut_at(line, name, start)
        if self.text[start] == "{" or (end := self.boundary(start + 1)) >= limit:
            raise _NotClosedError
        self.report(start, "missing-quote", f"no closing quote of {name}")
        self.at = end + (self.text[end] == ",")
        return closed_braces(self.text[start + 1 : end])

    def cut_at(self, line: re.Match[str], name: str, start: int) -> str:
        """Give the value that starts here and has no end, up to the line of the next field."""
        what = "quote" if self.text[start] == '"' else "brace"
        message = f"no closing {what} of {name}; it is read as ending before {line[1]}"
        self.report(start, f"missing-{what}", message)
        self.at = line.end()
        return closed_braces(self.text[start + 1 : line.start()])

    def end_of(self, start: int) -> int:
        """Give the index behind what closes the brace or quote at start, or -1."""
        find = end_of_braces if self.text[start] == "{" else end_of_quotes
        return find(self.text, start, escapes=self.escapes)

    def boundary(self, at: int) -> int:
        """Give where stray text ends: before a comma, a closing delimiter, a `name =` or the next block."""
        while True:
            found = _BOUNDARY.search(self.text, at)
            if found is None:
                raise _NotClosedError
            if found[0] == "{":
                at = end_of_braces(self.text, found.start(), escapes=self.escapes)
                if at < 0:
                    raise _NotClosedError
            elif found[0] in {"}", ")"} and found[0] != self.closing:
                at = found.end()
            else:
                return found.start()

    def at_next_field(self) -> bool:
        """Whether a field or the next block begins here."""
        return self.at_next_head() or _NEXT_FIELD.match(self.text, self.at) is not None

    def skip_blank(self) -> None:
        self.skip(_BLANK)

    def skip(self, pattern: re.Pattern[str]) -> None:
        """Go behind what the pattern matches here; one character where it matches nothing."""
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at + 1
