"""Find where a brace or a quote of a BibTeX file is closed: at the latest before the next block begins."""

from __future__ import annotations

import re

from litreview.readers._bibtex_names import KNOWN_TYPES

NEXT_HEAD = re.compile(
    r"""\n[^\S\n]*+(?=@(?:[^\S\n]*+(?:
        (?:comment|string|preamble)\s*+[{(]
        |[A-Za-z][\w.:+-]*+(?:\s*+\{[^,{}"\n]*+[,=}\n]|\([^\s,{}"()]*+,))
        |\{[^\s,{}=]++,))""",
    re.VERBOSE | re.IGNORECASE,
)
"""A line that starts another block; within a value it means that the value was never closed."""

_TYPES = "|".join(sorted(KNOWN_TYPES))
NEXT_BLOCK = re.compile(
    rf"""{NEXT_HEAD.pattern}|(?<![\w.])(?=@(?:{_TYPES})\s*+\{{[^\s,{{}}"=]++,)""", NEXT_HEAD.flags
)
"""Where another block starts, on the same line, too: in an entry that was never closed, or between fields."""

_BRACES = re.compile(rf"[{{}}]|{NEXT_HEAD.pattern}", NEXT_HEAD.flags)
_QUOTES = re.compile(rf'["{{}}]|{NEXT_HEAD.pattern}', NEXT_HEAD.flags)
_BRACES_OR_ESCAPED = re.compile(rf'\\[{{}}"]|{_BRACES.pattern}', NEXT_HEAD.flags)
_QUOTES_OR_ESCAPED = re.compile(rf'\\[{{}}"]|{_QUOTES.pattern}', NEXT_HEAD.flags)


def end_of_braces(text: str, start: int, *, escapes: bool = False) -> int:
    """Give the index behind the brace that closes the one at start, or -1 where the next block comes first."""
    depth = 0
    for found in (_BRACES_OR_ESCAPED if escapes else _BRACES).finditer(text, start):
        sign = found[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                return found.end()
        elif sign[0] != "\\":
            return -1
    return -1


def end_of_quotes(text: str, start: int, *, escapes: bool = False) -> int:
    """Give the index behind the quote that closes the one at start, or -1; braces must match before it."""
    depth = 0
    for found in (_QUOTES_OR_ESCAPED if escapes else _QUOTES).finditer(text, start + 1):
        sign = found[0]
        if sign == '"':
            if depth == 0:
                return found.end()
        elif sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth < 0:
                return -1
        elif sign[0] != "\\":
            return -1
    return -1


def closed_braces(value: str) -> str:
    """Give a value that was cut short without the comma behind it, and with the braces that it has not closed."""
    value = value.rstrip().removesuffix(",").rstrip()
    return value + "}" * max(0, value.count("{") - value.count("}"))
