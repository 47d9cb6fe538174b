"""Find what in Markdown is no running text: front matter, code, comments, math, addresses, tags.

A line scanner, not a Markdown parser: markdown-it-py (which comes with rich) gives lines for blocks and no columns
for what stands in them, while a citation has to know its exact character; and it knows no pandoc citations.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.text.references.section import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.text.references.section import Line

_FENCE = re.compile(r"[ \t>]*(?:[-*+]\s+|\d+[.)]\s+)?(?P<fence>`{3,}|~{3,})(?P<info>[^`\r\n]*)$")
_ITEM = re.compile(
    r" {0,3}(?:[-*+]|\d{1,9}[.)]|\(?(?:[a-zA-Z#]|[ivxIVX]{1,5}|@[\w-]*)[.)]|\[\^[^\]]+\]:|:)(?:[ \t]|$)"
)
_INLINE = re.compile(
    r"(?P<comment><!--)|(?P<ticks>`+)|(?P<math>\$\$|\$(?=[^\s$]))|(?P<address>\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*|"
    r"(?<!@\{)(?:https?|ftp)://[^\s<>\])]*|\bwww\.[^\s<>\])]*)|(?P<tag></?[A-Za-z][^<>]*>|<[^<>\s@]+@[^<>\s]+>)"
    r"|(?P<attributes>\{[#.][^{}]*\})|(?P<mail>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)


_ADDRESS = re.compile(
    r"\b(?:https?|ftp)://[^\s<>\])]*|\bwww\.[^\s<>\])]*|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
)


def addresses(text: str) -> list[tuple[int, int]]:
    """Give where addresses of the web and of people stand in a plain text, in order."""
    return [found.span() for found in _ADDRESS.finditer(text)]


def front_matter(text: str) -> tuple[int, int]:
    """Give where the YAML at the start of a text begins and ends; (0, 0) without one."""
    lines = lines_of(text)
    if not lines or lines[0].text.rstrip() != "---":
        return 0, 0
    for line in lines[1:]:
        if line.text.rstrip() in {"---", "..."}:
            return 0, line.start + len(line.text)
    return 0, 0


def hidden(text: str) -> list[tuple[int, int]]:
    """Give the stretches of a Markdown text that are no prose, in order and apart."""
    _, start = front_matter(text)
    blocks = list(_code(text, start))
    found = [(0, start)] if start else []
    at = start
    for begin, end in [*blocks, (len(text), len(text))]:
        if begin > at:
            found += _inline(text, at, begin)
        found.append((begin, end))
        at = max(at, end)
    return apart(found)


def apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give spans without those that lie in others: a comment may hold code, and code a comment."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        elif end > start:
            kept.append((start, end))
    return kept


def blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """Give a text of the same length with NUL for each character of the spans."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], "\x00" * (end - max(start, at))]
        at = max(at, end)
    return "".join([*pieces, text[at:]])


def _code(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Give the code blocks: fenced ones, and those that four blanks behind an empty line make."""
    lines = [line for line in lines_of(text) if line.start >= start]
    longest = _longest_closers(lines)
    fence = ""
    opened = 0
    in_list = after_blank = in_code = False
    for index, line in enumerate(lines):
        end = line.start + len(line.text)
        mark = _FENCE.match(line.text)
        if fence:
            if mark and mark["fence"].startswith(fence) and not mark["info"].strip():
                yield opened, end
                fence = ""
            continue
        if mark and len(mark["fence"]) <= longest[index][mark["fence"][0]]:
            fence, opened = mark["fence"], line.start
            in_list = in_list and line.text.startswith((" ", "\t"))
            continue
        blank = not line.text.strip()
        indented = line.text.startswith(("    ", "\t"))
        if not blank and not indented:
            in_list = bool(_ITEM.match(line.text)) or (in_list and not after_blank)
        in_code = indented and not in_list and (after_blank or in_code) and not blank
        if in_code:
            yield line.start, end
        after_blank = blank or (after_blank and in_code)


def _longest_closers(lines: list[Line]) -> list[dict[str, int]]:
    """Give, for each line, the longest fence of each kind that could close one opened there; 0 for none.

    A fence that nothing closes is text, as pandoc reads it: what comes behind it is not lost.
    """
    longest = {"`": 0, "~": 0}
    found: list[dict[str, int]] = []
    for line in reversed(lines):
        found.append(longest)
        mark = _FENCE.match(line.text)
        if mark and not mark["info"].strip():
            kind = mark["fence"][0]
            longest = {**longest, kind: max(longest[kind], len(mark["fence"]))}
    return found[::-1]


def _inline(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    ticks = _Closers(text, start, end)
    while found := _INLINE.search(text, at, end):
        at = found.end()
        if found["comment"]:
            close = text.find("-->", at)
            at = close + 3 if close >= 0 else len(text)
        elif found["ticks"]:
            close = ticks.after(found["ticks"], at)
            if close < 0:
                continue
            at = close
        elif found["math"]:
            close = _end_of_math(text, found["math"], at, end)
            if close < 0:
                continue
            at = close
        yield found.start(), at


class _Closers:
    """Knows where runs of as many backticks stand, so that each is looked for once."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._ends: dict[int, list[int]] = {}
        for run in re.finditer("`+", text[start:end]):
            self._ends.setdefault(run.end() - run.start(), []).append(start + run.end())
        for ends in self._ends.values():
            ends.reverse()

    def after(self, ticks: str, at: int) -> int:
        """Give the end of the next run of as many, -1 where there is none."""
        ends = self._ends.get(len(ticks), [])
        while ends and ends[-1] <= at:
            ends.pop()
        return ends[-1] if ends else -1


_LONGEST_MATH = 2_000


def _end_of_math(text: str, mark: str, at: int, end: int) -> int:
    """Give where math ends, -1 where a dollar is only a dollar."""
    close = text.find(mark, at, min(end, at + _LONGEST_MATH))
    while close >= 0:
        sound = mark == "$$" or not (text[close - 1].isspace() or text[close + 1 : close + 2].isdigit())
        if sound:
            return close + len(mark)
        if mark == "$":
            return -1
        close = text.find(mark, close + 1, end)
    return -1
