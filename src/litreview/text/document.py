"""Write JSON that is harmless to print and reads back the same; make that of others such that it can be kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from litreview.text.safe import UNSAFE_IN_LINES

if TYPE_CHECKING:
    from collections.abc import Iterable

_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.",
    re.DOTALL,
)
"""An escape; the first group is half of a pair without the other half, which is no character."""


def dump(document: Any, indent: int | None = 2) -> str:  # Any: whatever JSON takes
    """Give a value as JSON that ends with a line end; control and bidirectional characters are escapes."""
    from json import dumps

    return UNSAFE_IN_LINES.sub(_escaped, dumps(document, ensure_ascii=False, indent=indent)) + "\n"


def dump_long(head: dict[str, Any], name: str, items: Iterable[Any]) -> str:  # Any: see above
    """Give a document whose last member is a long list, an item a line: it is written several times as fast."""
    pieces = [dump(head, indent=None).rstrip().removesuffix("}"), f', "{name}": [']
    for item in items:
        pieces += [",\n  " if len(pieces) > 2 else "\n  ", dump(item, indent=None)[:-1]]  # noqa: PLR2004 (the head's)
    pieces.append("\n]}\n" if len(pieces) > 2 else "]}\n")  # noqa: PLR2004
    return "".join(pieces)


def storable(text: str) -> str:
    """Give JSON with U+FFFD for each escaped half of a character: by itself it is none, and cannot be stored."""
    return _ESCAPE.sub(lambda found: "\\ufffd" if found[1] else found[0], text)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
