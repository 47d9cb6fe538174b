"""Make text harmless to print: what could steer a terminal is shown, never sent."""

from __future__ import annotations

import re

# The C0 controls, DEL and C1; the marks, embeddings, overrides and isolates of Unicode's bidirectional
# algorithm (UAX #9, section 2), which make text read otherwise than it is stored; the two separators
# that end a line in some programs and not in others; and lone surrogates, which cannot be encoded.
_BEYOND = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
UNSAFE = re.compile(f"[\x00-\x1f{_BEYOND}]")
UNSAFE_IN_LINES = re.compile(f"[\x00-\x08\x0b-\x1f{_BEYOND}]")


def _shown(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004  # where two digits end


def safe(text: str, *, newlines: bool = False) -> str:
    r"""Give the text with control and bidirectional characters spelt out: ESC becomes ``\x1b``.

    Takes newlines=True for text of several lines, where TAB and LF stay. Safe text comes back unchanged.
    """
    pattern = UNSAFE_IN_LINES if newlines else UNSAFE
    if pattern.search(text) is None:
        return text
    return pattern.sub(_shown, text)


def printable(path: str) -> str:
    r"""Give a path or a word as text that can be stored and printed: bytes that are no UTF-8 become ``\xff``."""
    return (
        path
        if path.isascii()
        else path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    )
