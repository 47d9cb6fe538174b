"""Change fields of a BibTeX entry where it stands: all other characters of it stay as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from litreview.writers.bibtex import delimited

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HEAD = re.compile(r"\s*@\s*(\w+)\s*[{(][^,]*,")
_NAME = re.compile(r'(?:[\s,]|%[^\n]*\n)*([^\s={}(),"#%]+)\s*=\s*')
_BARE = re.compile(r'[^\s#,{}"()]+')
_NEXT_PART = re.compile(r"\s*#\s*")
_SIGN = re.compile(r'\\.|[{}"]', re.DOTALL)
_REST_OF_LINE = re.compile(r"[ \t]*,?[ \t]*(\r\n|\r|\n)?")
_INDENT = re.compile(r"(?:\A|(?<=[\r\n]))[ \t]*\Z")


class _Span(NamedTuple):
    """Where a field stands in its entry: its name, its value, and the value's end."""

    name: str
    start: int
    value: int
    end: int


def splice(raw: str, changes: Mapping[str, str], kind: str = "") -> str:
    """Give a BibTeX entry with some fields set, added or ("") removed, and its type changed unless kind is "".

    Takes the entry as printed, and values in LaTeX by the names of their fields in lower case. New fields are
    laid out as the last one is. An entry that is damaged may come out otherwise: read the result again.
    """
    head = _HEAD.match(raw)
    if not head:
        return raw
    spans = list(_fields(raw, head.end()))
    edits = [(*_whole(raw, span), "") for span in spans if changes.get(span.name) == ""]
    edits += [
        (span.value, span.end, _alike(raw[span.value : span.end], span.name, value))
        for span in spans
        if (value := changes.get(span.name))
    ]
    kept = [span for span in spans if changes.get(span.name) != ""]
    names = {span.name for span in spans}
    added = {name: value for name, value in changes.items() if value and name not in names}
    if kept:
        edits.append((kept[-1].end, kept[-1].end, _laid_out(raw, kept[-1], added)))
    else:
        lines = (f"\n  {name} = {delimited(name, value)}," for name, value in added.items())
        edits.append((head.end(), head.end(), "".join(lines)))
    if kind and head[1].lower() != kind:
        edits.append((head.start(1), head.end(1), kind))
    return _applied(raw, edits)


def _applied(raw: str, edits: list[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, text in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [raw[at:start], text]
        at = end
    return "".join(pieces) + raw[at:]


def _fields(raw: str, at: int) -> Iterator[_Span]:
    """Find the fields of an entry from the end of its head on."""
    while found := _NAME.match(raw, at):
        at = _value_end(raw, found.end())
        yield _Span(found[1].lower(), found.start(1), found.end(), at)


def _value_end(raw: str, at: int) -> int:
    """Give the index behind a value: parts in braces, in quotes or bare, with # between them."""
    while True:
        if raw[at : at + 1] in {"{", '"'}:
            at = _closed(raw, at)
        elif bare := _BARE.match(raw, at):
            at = bare.end()
        following = _NEXT_PART.match(raw, at)
        if not following:
            return at
        at = following.end()


def _closed(raw: str, start: int) -> int:
    """Give the index behind what closes the delimiter at start; the end where nothing does."""
    quoted, depth = raw[start] == '"', 0
    for found in _SIGN.finditer(raw, start + 1 if quoted else start):
        if found[0] in {"{", "}"}:
            depth += 1 if found[0] == "{" else -1
        if depth == 0 and found[0] == ('"' if quoted else "}"):
            return found.end()
    return len(raw)


def _alike(old: str, name: str, value: str) -> str:
    """Give a value in the delimiters of the one that it replaces, where these can hold it."""
    if old.isdecimal() and value.isdecimal():
        return value
    written = delimited(name, value)
    if old.startswith('"') and old.endswith('"') and written.startswith("{") and '"' not in written:
        return f'"{written[1:-1]}"'
    return written


def _whole(raw: str, span: _Span) -> tuple[int, int]:
    """Give where a field goes from and to when it is taken out: its lines, where it has them for itself."""
    rest, indent = _REST_OF_LINE.match(raw, span.end), _INDENT.search(raw[: span.start])
    assert rest is not None  # noqa: S101 (nothing matches, too)
    if indent and rest[1]:
        return indent.start(), rest.end()
    return span.start, rest.start(1) if rest[1] else rest.end()


def _laid_out(raw: str, last: _Span, added: Mapping[str, str]) -> str:
    """Lay out new fields as the last one is: the space before it, and the column of its sign."""
    above = raw[: last.start]
    blank = above[len(above.rstrip()) :]
    before, _, after = raw[last.start : last.value].partition("=")
    column = len(before) if before != before.rstrip() else 0
    return "".join(
        f",{blank}{(name + ' ' * bool(column)).ljust(column)}={after}{delimited(name, value)}"
        for name, value in added.items()
    )
