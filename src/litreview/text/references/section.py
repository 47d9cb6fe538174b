"""Find the list of references in a paper: what stands under its last heading "References"."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_NAMES = (
    r"references?(?:\s+(?:list|cited|and\s+notes))?|reference\s+list|list\s+of\s+references|bibliograph(?:y|ies?)"
    r"|selected\s+bibliography|works\s+cited|literature(?:\s+cited)?|cited\s+literature|sources|literatur(?:verzeichnis)?"
    r"|quellen(?:verzeichnis)?|bibliographie|références(?:\s+bibliographiques)?|referencias(?:\s+bibliográficas)?"
    r"|bibliografía|bibliografia|referências(?:\s+bibliográficas)?|список\s+литературы|литература|obras\s+citadas"
    r"|ouvrages\s+cités|riferimenti(?:\s+bibliografici)?|literatuur(?:lijst)?|bronnen|referenser|källor|litteratur(?:liste)?"
    r"|kaynakça|kaynaklar|lähteet|irodalom(?:jegyzék)?|literatura|참고\s*문헌"
    r"|参\s*考\s*文\s*献|引用文献|主要参考文献|參考文獻"
)
_HEADING = re.compile(
    rf"\s{{0,3}}(?P<marks>#{{1,6}}\s*)?(?:[*_]{{1,3}})?(?:(?:\d{{1,2}}|[IVX]{{1,4}})[.)]?\s+)?[\[【]?(?:{_NAMES})[\]】]?\s*[:：]?"
    rf"(?:[*_]{{1,3}})?\s*[:：]?\s*#*\s*(?:\{{[^{{}}]{{0,60}}\}})?\s*",
    re.IGNORECASE,
)
_ANY_HEADING = re.compile(r"\s{0,3}(?P<marks>#{1,6})(?:\s|$)")
_UNDERLINE = re.compile(r"\s{0,3}(?:=+|-{3,})\s*")
_RUN_IN = re.compile(r"\s{0,3}(?:\*\*|__)[^*_]{2,60}:\s?(?:\*\*|__)\s*:?\s*\S")
_AFTER = re.compile(
    r"\s{0,3}(?:[*_]{1,3})?(?:appendix|appendices|acknowledge?ments?|about\s+the\s+authors?|author\s+contributions?|supplementary"
    r"|conflicts?\s+of\s+interest|copyright|disclaimer|publisher'?s\s+note|affiliations?|附录|致谢)\b[^.\d]{0,40}(?:[*_]{1,3})?:?\s*",
    re.IGNORECASE,
)

_FIRST_APPENDIX = re.compile(r"A\. {1,3}[A-Z][a-z]*(?: [A-Za-z0-9-]+){1,9}(?<! and)")
_APPENDIX = re.compile(r"[A-Z]\.(?:\d\.?)? {1,3}[A-Z][a-z]+(?: [A-Za-z0-9-]+){0,9}")
"""The heading of an appendix, on a line of its own: "A. Modular structure"."""


class Line(NamedTuple):
    """One line of a text without its end: where it starts, and its number (from 1)."""

    text: str
    start: int
    number: int


def lines_of(text: str) -> list[Line]:
    """Give the lines of a text; CR, LF and CRLF end one."""
    found: list[Line] = []
    for number, match in enumerate(_LINE.finditer(text), 1):
        if match.start() == len(text) and found:
            break
        found.append(Line(match[0].rstrip("\r\n"), match.start(), number))
    return found


_HEAD_OF_PAGE = re.compile(
    r"[ \t]*\d{1,4}[ \t]*\r?\n\s*(?:(?![^\n]*\b(?:1[5-9]|20)\d\d)[^\n]{3,90}\n[ \t]*\r?\n)?"
    r"|(?![^\n]*\b(?:1[5-9]|20)\d\d)[^\n]{3,90}\n\s*\d{1,4}[ \t]*\r?\n"
)
"""A page number with the running head behind or before it; no line with a year, which may be an entry."""
_FOOT_OF_PAGE = re.compile(r"\d{1,4}")


def unpaged(text: str) -> str:
    """Give a text without its page breaks, page numbers and running heads, character for character.

    A page break (form feed), as converters from PDF write it, stands within a list or an entry like any line end.
    """
    if "\f" not in text:
        return text
    pieces, done = [], 0
    for found in re.finditer("\f", text):
        begin, end = _end_of_words(text, found.start(), done), found.end()
        line = max(text.rfind("\n", done, begin) + 1, done)
        if _FOOT_OF_PAGE.fullmatch(text, line, begin):
            begin = _end_of_words(text, line, done)
        head = _HEAD_OF_PAGE.match(text, end)
        end = head.end() if head else end
        while end < len(text) and text[end] in " \t\r\n":
            end += 1
        pieces += [text[done:begin], " " * (end - begin - 1), "\n"]
        done = end
    return "".join((*pieces, text[done:]))


def _end_of_words(text: str, at: int, least: int) -> int:
    while at > least and text[at - 1].isspace():
        at -= 1
    return at


def newlines(text: str) -> int:
    """Count the ends of lines in a text: CR, LF and CRLF are one each."""
    return text.count("\n") + text.count("\r") - text.count("\r\n")


class Section(NamedTuple):
    """Where a list of references stands: its first line and the one past its last, as indices.

    heading is the index of the line that names it, -1 where no line does and the whole text is meant.
    """

    first: int
    last: int
    heading: int


def find_section(lines: list[Line]) -> Section:
    """Find the list of references.

    It stands under the last heading that names it, up to the next heading that is not below that one, a
    bold run-in heading or the name of what follows a list ("Appendix"). Without such a heading: all lines.
    """
    heading, level = _last_heading(lines)
    end = heading + 1
    while end < len(lines) and not (heading >= 0 and _ends(lines, end, level)):
        end += 1
    return Section(heading + 1, end, heading)


def _last_heading(lines: list[Line]) -> tuple[int, int]:
    found, level = -1, 0
    for index, line in enumerate(lines):
        if len(line.text) > 100 or not line.text.strip():  # noqa: PLR2004
            continue
        match = _HEADING.fullmatch(line.text)
        if match:
            found, level = index, len((match["marks"] or "").strip())
    return found, level


def _ends(lines: list[Line], at: int, level: int) -> bool:
    text = lines[at].text
    heading = _ANY_HEADING.match(text)
    if heading:
        return level == 0 or len(heading["marks"]) <= level
    is_alone = not any(line.text.strip() for line in (lines[at - 1], *lines[at + 1 : at + 2]))
    if (is_alone and _APPENDIX.fullmatch(text)) or (
        not lines[at - 1].text.strip() and _FIRST_APPENDIX.fullmatch(text)
    ):
        return True
    return bool(_RUN_IN.match(text)) or (len(text) < 80 and _AFTER.fullmatch(text) is not None)  # noqa: PLR2004


def is_heading(line: str) -> bool:
    """Whether a line is a heading or its underline, and so no reference."""
    return bool(_ANY_HEADING.match(line) or _HEADING.fullmatch(line) or _UNDERLINE.fullmatch(line)) and bool(
        line.strip()
    )
