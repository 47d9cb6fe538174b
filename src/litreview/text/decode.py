"""Turn the bytes of a file into text, and say so where that needed a guess.

Newlines stay as they are: a reader that keeps raw text must be able to give it back exactly.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from litreview.model import Problem

_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32-le",  # before UTF-16, whose mark is its start
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_SAMPLE = 4096
_FEWEST_ZEROS = 8
_ZEROS = 0.2
"""Share of every second byte that is 0 in UTF-16 at the least: the tags and figures of a file in Chinese."""
_RARELY = 0.1  # as many zeros on the other side: the lower bytes of U+4E00 and its like
_DECLARED = re.compile(
    rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})|^%+[ \t]*Encoding:[ \t]*([\w.:-]{1,40})"
    rb"|-\*-[^\r\n]{0,80}?coding:[ \t]*([\w.:-]{1,40})",
    re.IGNORECASE | re.MULTILINE,
)
"""XML's declaration, JabRef's first line, Emacs' mark."""
_LOOK_AT = 1024
_WIDER = {
    "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
    "big5": "cp950",
}  # fmt: skip
"""The encoding that programs use under a narrower one's name (WHATWG, "Encoding", 4.2)."""
_BYTEWISE = re.compile(r"iso8859-\d+|cp\d+|mac-[a-z]+|koi8-[a-z]|gb18030|big5hkscs|euc_jp|tis-620")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, the encoding that it was read in, and what a person should know ("" if nothing)."""

    text: str
    encoding: str
    problem: str = ""

    def problems(self, path: str) -> list[Problem]:
        """Give what a person should know, as problems of that file; letters that were spoilt before, too."""
        from litreview.text.mojibake import first_mojibake

        found = []
        if self.problem:
            hint = "save the file as UTF-8 if letters look wrong"
            found.append(Problem(path, 0, "encoding", self.problem, hint=hint))
        elif (spoilt := first_mojibake(self.text)) is not None:
            more = f" ({spoilt.places} places in this file)" if spoilt.places > 1 else ""
            message = f'"{spoilt.printed}" looks like "{spoilt.meant}", UTF-8 that was read as Latin-1{more}'
            hint = "nothing was changed; export the file again as UTF-8, or correct it with litreview edit"
            found.append(Problem(path, spoilt.line, "mojibake", message, hint=hint))
        return found


def decode(data: bytes) -> Decoded:
    """Decode a file: by its byte order mark, as UTF-8, as the encoding that it declares, else by a guess.

    A file without a mark that is no UTF-8 is read as it declares; as a Chinese, Japanese or Korean
    encoding where it looks like one (`text.eastern`); else the bytes that are wrong, and only they, are
    taken as Windows-1252 (as Latin-1 where that has no character), so that a file put together from two
    keeps both. NUL characters are removed. Never raises, never drops anything else; the problem says
    what was guessed and names the first offending byte.
    """
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    wide = _MARKS.get(mark) or _looks_wide(data)
    if wide:
        text, encoding, problem = _wide(data[len(mark) :], wide, marked=bool(mark))
    else:
        text, encoding, problem = _narrow(data)
    if "\x00" in text:
        removed = f"{text.count(chr(0))} NUL characters removed"
        text, problem = text.replace("\x00", ""), f"{problem}; {removed}" if problem else removed
    return Decoded(text, encoding, problem)


def _wide(body: bytes, encoding: str, *, marked: bool) -> tuple[str, str, str]:
    """Decode UTF-16 or UTF-32; gives the text, the encoding and the problem."""
    problems = []
    text = body.decode(encoding, errors="replace")
    if not marked:
        problems.append(f"no byte order mark, but it looks like UTF-16, so it is read as {encoding}")
    if "\ufffd" in text:
        problems.append(
            f"the file is damaged {encoding[:6].upper()}: what could not be read is shown as \ufffd"
        )
    return text, encoding, "; ".join(problems)


def _looks_wide(data: bytes) -> str:
    """Give the UTF-16 that a file without a mark looks like: of the Latin letters in it, every second byte is 0."""
    sample = data[:_SAMPLE]
    for zeros, other, encoding in (
        (sample[1::2].count(0), sample[::2].count(0), "utf-16-le"),
        (sample[::2].count(0), sample[1::2].count(0), "utf-16-be"),
    ):
        enough = zeros >= min(_FEWEST_ZEROS, len(sample) // 2) and zeros > len(sample) // 2 * _ZEROS
        if data and len(data) % 2 == 0 and enough and other <= zeros * _RARELY:
            return encoding
    return ""


def _narrow(data: bytes) -> tuple[str, str, str]:
    """Decode what is no UTF-16; gives the text, the encoding and the problem."""
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode("utf-8"), "utf-8", ""
    except UnicodeDecodeError as wrong:
        first = wrong.start + len(data) - len(body)
    declared, said = _declared(body), ""
    if declared:
        try:
            return body.decode(declared, _HANDLER if declared == "cp1252" else "strict"), declared, ""
        except UnicodeDecodeError:
            said = f" nor {declared}, as it says"
    from litreview.text.eastern import looks_eastern

    if len(body) == len(data) and (eastern := looks_eastern(data)):
        problem = (
            f"not UTF-8{said} at byte {first}; it looks {eastern.language}, so it is read as {eastern.name}"
        )
        return data.decode(eastern.encoding, _HANDLER), eastern.encoding, problem
    problem = f"not UTF-8{said} at byte {first}, so that is read as Windows-1252 (cp1252)"
    return body.decode("utf-8", _HANDLER), "cp1252", problem


def _declared(data: bytes) -> str:
    """Give the encoding that a file says it has, as Python names it; "" for none, or none that can be true."""
    found = _DECLARED.search(data[:_LOOK_AT])
    if found is None:
        return ""
    try:
        name = codecs.lookup(next(name for name in found.groups() if name).decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return ""
    name = _WIDER.get(name, name)
    return name if _BYTEWISE.fullmatch(name) else ""


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are wrong; Windows-1252 leaves five undefined, which Latin-1 has."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    try:
        return wrong.decode("cp1252"), error.end
    except UnicodeDecodeError:
        return wrong.decode("latin-1"), error.end


_HANDLER = "litreview.windows-1252"
codecs.register_error(_HANDLER, _as_windows_1252)
