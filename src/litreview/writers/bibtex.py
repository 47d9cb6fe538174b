"""Write sources as BibTeX: stable, one field a line, and safe to read again whatever the values hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.text.latex import balanced, collapse
from litreview.writers import writer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Source

_MONTHS = frozenset(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
_UNSAFE_IN_KEY = re.compile(r'[\x00-\x1f\x7f{}",=()\\]|^\s|\s$|@')
_UNSAFE_IN_NAME = re.compile(r'[\x00-\x1f\x7f{}",=()\\#%@]+')
_RESERVED = ("comment", "preamble", "string")
_NUL = "\x00"
_BRACE = re.compile(r"[{}]")
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_SPELT_OUT = {"{": r"{\textbraceleft}", "}": r"\textbraceright{}"}
"""A macro before a lone { takes what follows for its argument; before a lone } it must not."""


@writer("bibtex", suffixes=(".bib",))
def write_bibtex(sources: Sequence[Source]) -> str:
    r"""Write the sources in the order given, their fields in the order stored.

    Months are written as macros. Where the braces of a value do not match, they become
    `{\textbraceleft}` and `\textbraceright{}`; the plain text is the same. In a key, the characters that
    end a key in BibTeX (commas, braces, quotes, "=", "@", backslashes, parentheses) are written as
    percent escapes. Values without such defects are written unchanged, so that reading what was
    written gives the same records, and writing those again the same bytes.
    """
    return "\n".join(_entry(source) for source in sources)


def _entry(source: Source) -> str:
    lines = [f"@{_type(source.type)}{{{written_key(source.key)},\n"]
    written: set[str] = set()
    for field in source.fields:
        name = " ".join(_UNSAFE_IN_NAME.sub("-", field.name).lower().split()) or "field"
        if name not in written:
            written.add(name)
            lines.append(f"  {name} = {delimited(name, field.value)},\n")
    return "".join(lines) + "}\n"


def _type(name: str) -> str:
    """Give an entry type that a reader takes for one."""
    safe = re.sub(r"\W+", "", name).lower()
    return "misc" if not safe or safe.startswith(_RESERVED) else safe


def written_key(key: str) -> str:
    """Give a key as BibTeX can hold it: what ends one there is written as a percent escape."""
    return _UNSAFE_IN_KEY.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), key)


def delimited(name: str, value: str) -> str:
    """Give a value in LaTeX with braces around it, or a month's macro: safe to read whatever it holds."""
    if name == "month" and value.lower() in _MONTHS:
        return value
    return "{" + _safe(name, value) + "}"


def _safe(name: str, value: str) -> str:
    """Make a value that nothing in it can end, or break out of; a sound one stays as it is."""
    if value.isalnum():
        return value
    value = collapse(name, value.replace(_NUL, ""))
    if not balanced(value):
        value = _without_lone_braces(value)
    odd = (len(value) - len(value.rstrip("\\"))) % 2
    return value + " " if odd else value  # a backslash would escape the closing brace


def _without_lone_braces(value: str) -> str:
    """Spell out the braces that match none, and those behind a backslash, which only LaTeX ignores."""
    value = _ESCAPED.sub(lambda found: _SPELT_OUT.get(found[0][1:], found[0]), value)
    lone: set[int] = set()
    opened: list[int] = []
    for found in _BRACE.finditer(value):
        if found[0] == "{":
            opened.append(found.start())
        elif opened:
            opened.pop()
        else:
            lone.add(found.start())
    lone.update(opened)
    return "".join(_SPELT_OUT[letter] if at in lone else letter for at, letter in enumerate(value))
