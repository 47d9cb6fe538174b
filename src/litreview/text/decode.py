"""Turn the bytes of a file into text, and say so where that needed a guess.

Newlines stay as they are: a reader that keeps raw text must be able to give it back exactly.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

_SAMPLE = 4096
_MOSTLY = 0.8  # of every second byte: a text in Latin letters with some others in it


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, the encoding that it was read in, and what a person should know ("" if nothing)."""

    text: str
    encoding: str
    problem: str = ""


def decode(data: bytes) -> Decoded:
    """Decode a file: by its byte order mark, else as UTF-8, else as Windows-1252 byte by byte.

    In a file that is not UTF-8 only the bytes that are wrong are taken as Windows-1252 (as Latin-1
    where that has no character), so that a file put together from two keeps both. NUL characters are
    removed. Never raises, never drops anything else; the problem names the first offending byte.
    """
    problems: list[str] = []
    mark = next((mark for mark in _UTF16 if data.startswith(mark)), b"")
    wide = _UTF16.get(mark) or _looks_wide(data)
    if wide:
        encoding = wide
        text = data[len(mark) :].decode(encoding, errors="replace")
        if not mark:
            problems.append(f"no byte order mark, but it looks like UTF-16, so it is read as {encoding}")
        if "\ufffd" in text:
            problems.append("the file is damaged UTF-16: what could not be read is shown as \ufffd")
    else:
        body = data.removeprefix(codecs.BOM_UTF8)
        text, encoding = body.decode("utf-8", errors=_HANDLER), "utf-8"
        wrong = _first_wrong_byte(body)
        if wrong is not None:
            encoding = "cp1252"
            offset = wrong + len(data) - len(body)
            problems.append(f"not UTF-8 at byte {offset}, so that is read as Windows-1252 (cp1252)")
    if "\x00" in text:
        problems.append(f"{text.count(chr(0))} NUL characters removed")
        text = text.replace("\x00", "")
    return Decoded(text, encoding, "; ".join(problems))


def _looks_wide(data: bytes) -> str:
    """Give the UTF-16 that a file without a mark looks like: every second byte of Latin text is 0."""
    sample = data[:_SAMPLE]
    for zeros, other, encoding in (
        (sample[1::2], sample[::2], "utf-16-le"),
        (sample[::2], sample[1::2], "utf-16-be"),
    ):
        if len(data) % 2 == 0 and zeros.count(0) > len(zeros) * _MOSTLY and not other.count(0):
            return encoding
    return ""


def _first_wrong_byte(data: bytes) -> int | None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return wrong.start
    return None


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8; Windows-1252 leaves five undefined, which Latin-1 has."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    try:
        return wrong.decode("cp1252"), error.end
    except UnicodeDecodeError:
        return wrong.decode("latin-1"), error.end


_HANDLER = "litreview.windows-1252"
codecs.register_error(_HANDLER, _as_windows_1252)
