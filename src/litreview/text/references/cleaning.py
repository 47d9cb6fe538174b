"""Clean one printed reference: its number, Markdown emphasis and line breaks are taken off and remembered."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import unescape

from litreview.text.common_words import WORDS

LABEL = r"\[(?P<h>[A-Z][A-Za-z+]{0,14}[ -]?(?:\d{4}|\d\d)[a-z]?)\]"
"""The label of a list in BibTeX's style alpha: "[Knu84]"."""
NUMBER = re.compile(
    r"\s*(?:[-*+]\s+)?(?:\[\s*(?P<a>\d{1,4}[a-z]?)\s*\]\s?[.,:]?|[(（](?P<b>\d{1,4})[)）]\s?\.?"
    r"|(?P<c>\d{1,4})\s?[.)．-](?=\s|[^\W\d])|［(?P<d>\d{1,4})］|【(?P<e>\d{1,4})】"
    rf"|\\?\[\^(?P<f>[\w-]{{1,20}})\]:|{LABEL})\s*|\s*(?P<g>\d{{1,3}})\s+(?=[^\W\d_a-z])|\s*[-*+•‣▪·]\s+"
)
"""The number that a list gives an entry: "[1]", "[1].", "- [1].", "1.", "1)", "(1)", "［1］", "[^1]:"; or a bullet."""

_FULL_WIDTH = dict(zip("，．。；：（）［］【】！？、　“”‘’“”„", ",..;:()[][]!?, ", strict=False)) | {
    "，": ",",
    "．": ".",
    "。": ".",
}
_SHAPE = {ord(wide): narrow for wide, narrow in _FULL_WIDTH.items() if wide not in "“”‘’„"}
_EMPHASIS = re.compile(
    r"(?<![\w*])(\*{1,3})(?=\S)(?P<a>[^*]{1,400}?)(?<=\S)\1(?!\*)|(?<![\w_])(_{1,2})(?=\S)(?P<b>[^_]{1,400}?)(?<=\S)\3(?![\w_])"
)
_LINK = re.compile(r"!?\[([^\[\]]{1,300})\]\(<?(https?://[^\s()<>]{1,500})>?\)|<(https?://[^\s<>]{1,500})>")
_TAG = re.compile(r"</?(?:sup|sub|i|b|italic|bold|em|strong|u|span|br|p)\b[^<>]{0,80}>", re.IGNORECASE)
_HYPHEN = re.compile(
    r"(?<![^\W\d_])(?P<a>[^\W\d_]{1,40})(?P<hyphen>[-\u2010\u00ad])[ \t]*\r?\n\s*(?P<b>[^\W\d_]+)"
)
_BETWEEN = r"(?:[ \t]{2,}|[ \t]?\|[ \t]?)"
_PAGE_HEAD = (
    r"(?:(?:page |- ?)?\d{1,4}(?: ?-)?|(?![^\n]*(?:1[4-9]|20)\d\d)"
    rf"(?:\d{{1,4}}{_BETWEEN}\S[^\n]{{0,70}}|\S[^\n]{{0,70}}?{_BETWEEN}\d{{1,4}}))"
)
_PAGE_LINE = re.compile(rf"[ \t\f]*{_PAGE_HEAD}(?<![.])[ \t\r]*", re.IGNORECASE)
_FURNITURE = re.compile(
    rf"(?:\r?\n[ \t\f]*){{2,}}{_PAGE_HEAD}(?<![.])[ \t\r]*\n(?=[ \t\r\f]*\n)", re.IGNORECASE
)
"""A line by itself with a page number at one of its ends: the head or foot of a page in the middle of an entry."""
_BROKEN_LINK = re.compile(
    r"((?:https?://|www\.)[^\s<>]{0,300}[/\-_=&?%#~]"
    r"|(?:https?://|www\.)[^\s<>]{8,300}(?=\.?[ \t]*\r?\n\s*[\w-]+[./_][\w./-])"
    r"|\b10\.\d{4,9}/[^\s<>]{0,300}[/\-_.]|\b10\.\d{4,9}/?)[ \t]*\r?\n\s*(?=[\w./(-])"
)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5});")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!~>&])")
FIRST_HALVES = frozenset(
    (
        "well",
        "self",
        "long",
        "short",
        "high",
        "low",
        "non",
        "cross",
        "half",
        "all",
        "ex",
        "ill",
        "so",
        "e",
        "x",
        "u",
    )
)
"""First halves of words that are written with a hyphen."""
MOST_BREAKS = 4  # of one link


@dataclass(frozen=True, slots=True)
class Entry:
    """One reference as plain text on one line.

    shape is text with full-width punctuation made narrow, character for character; emphasised are the
    stretches (start, end) of text that Markdown set in italics or bold; number is that of the list.
    """

    text: str
    shape: str
    number: str = ""
    emphasised: tuple[tuple[int, int], ...] = ()


def clean(raw: str) -> Entry:
    """Clean the raw text of one entry; never raises, and drops only marks that say nothing by themselves."""
    text = unicodedata.normalize("NFC", raw)
    match = NUMBER.match(text)
    number = ""
    if match:
        number = next((group for group in match.groups() if group), "")
        text = text[match.end() :]
    text = _FURNITURE.sub("\n", text)
    for _ in range(MOST_BREAKS):
        text, mended = _BROKEN_LINK.subn(r"\1", text)
        if not mended:
            break
    text = _HYPHEN.sub(_rejoined, text)
    text = _TAG.sub("", text)
    text = _LINK.sub(
        lambda link: link[3] or (link[1] if link[1] == link[2] else f"{link[1]} {link[2]}"), text
    )
    text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
    text = " ".join(text.split())
    text = text if text.isprintable() else " ".join(_without_controls(text).split())
    text = re.sub(r"(?<=,),+", "", text)
    plain, spans = _without_emphasis(text)
    return Entry(plain, plain.translate(_SHAPE), number, spans)


def is_furniture(line: str) -> bool:
    """Whether a line that stands by itself is the head or foot of a page."""
    return _PAGE_LINE.fullmatch(line) is not None


def _rejoined(match: re.Match[str]) -> str:
    """Join a word that a line end parts: "infor-/mation". Two words keep their hyphen: "well-/known", "Sino-/US"."""
    first, second = match["a"], match["b"]
    is_known = (first + second).lower() in WORDS
    is_compound = first.lower() in FIRST_HALVES or (first.lower() in WORDS and second.lower() in WORDS)
    keeps = match["hyphen"] != "\u00ad" and ((is_compound and not is_known) or not second[0].islower())
    return f"{first}{match['hyphen'] if keeps else ''}{second}"


def _without_controls(text: str) -> str:
    return "".join(
        " " if unicodedata.category(letter) == "Cc" else letter
        for letter in text
        if unicodedata.category(letter) not in {"Cf", "Co", "Cs"}
    )


def _without_emphasis(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Take Markdown's emphasis and escapes off, and say where it was."""
    if "*" not in text and "_" not in text and "\\" not in text:
        return text, ()
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    at = length = 0
    for match in _EMPHASIS.finditer(text):
        before = _ESCAPED.sub(r"\1", text[at : match.start()])
        inner = _ESCAPED.sub(r"\1", match["a"] or match["b"])
        start = length + len(before)
        spans.append((start, start + len(inner)))
        pieces += [before, inner]
        length = start + len(inner)
        at = match.end()
    pieces.append(_ESCAPED.sub(r"\1", text[at:]))
    return "".join(pieces), tuple(spans)
