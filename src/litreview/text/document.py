"""Write JSON that is harmless to print and reads back the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litreview.text.safe import UNSAFE_IN_LINES

if TYPE_CHECKING:
    import re


def dump(document: Any, indent: int | None = 2) -> str:  # Any: whatever JSON takes
    """Give a value as JSON that ends with a line end; control and bidirectional characters are escapes."""
    from json import dumps

    return UNSAFE_IN_LINES.sub(_escaped, dumps(document, ensure_ascii=False, indent=indent)) + "\n"


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
