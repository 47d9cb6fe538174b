"""Cut a Markdown file into the blocks that notes are made of, each with its line.

A line scanner: notes have marks of their own ("! claim", "? question"), and every block has to know
the line of each of its words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from litreview.readers._notes_inline import keys_in, only_marks

if TYPE_CHECKING:
    from litreview.model import NoteKind

BlockKind = Literal["heading", "code", "quote", "claim", "question", "paraphrase"]
TYPED: dict[str, NoteKind] = {"!": "claim", "?": "question"}

_LIST_ITEM = re.compile(r"(?P<marker>[-*+]|\d{1,9}[.)])(?:[ \t]+|$)(?P<task>\[[ xX]\][ \t]+)?")
_FENCE = re.compile(r"(?P<fence>`{3,}(?!.*`)|~{3,})")
_CLOSED_BY = {"%%": "%%", "<!--": "-->"}
_COMMENT_OR_CODE = re.compile(
    r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<fence>`{3,}(?!.*`)|~{3,}).*$"
    r"|(?P<ticks>`+)|(?P<comment><!--|%%)",
    re.MULTILINE,
)
_DELIMITER_ROW = frozenset("|:- \t")


@dataclass(frozen=True, slots=True)
class MarkdownBlock:
    """One block: its words joined to one text, with the offset at which each of its lines starts."""

    kind: BlockKind
    text: str
    level: int = 0
    starts: tuple[tuple[int, int], ...] = ()

    @property
    def line(self) -> int:
        """The line on which the block starts."""
        return self.starts[0][1]

    def line_at(self, offset: int) -> int:
        """Give the line of the character at an offset of the text."""
        return self.starts[bisect_right(self.starts, (offset, 1 << 60)) - 1][1]


@dataclass(slots=True)
class _Open:
    """The block that the next line may still belong to; indent is that of a list item's words."""

    kind: BlockKind
    lines: list[tuple[int, str, str]] = field(default_factory=list)  # line, its words, what joins them
    indent: int = 0
    gap: bool = False
    table: bool = False

    def add(self, number: int, words: str, glue: str = " ") -> None:
        if not words:
            return
        self.lines.append((number, words, "\n" if self.table else "\n\n" if self.gap else glue))
        self.gap = False


@dataclass(frozen=True, slots=True)
class Warned:
    """Something odd about the file's own form."""

    line: int
    code: str
    message: str
    hint: str


def cut(text: str, first: int) -> tuple[list[MarkdownBlock], list[Warned]]:
    """Cut a text, its lines ended by one newline each, into blocks; `first` is the number of its first line.

    Comments (%% and HTML), rules and blank lines are left out; nothing else is.
    """
    text, warned = _without_comments(text, first)
    scanner = _Scanner(warned)
    for number, line in enumerate(text.split("\n"), first):
        scanner.read(number, line)
    scanner.end()
    return scanner.blocks, warned


class _Scanner:
    """Reads one line after the other and closes blocks where they end."""

    def __init__(self, warned: list[Warned]) -> None:
        self.blocks: list[MarkdownBlock] = []
        self.warned = warned
        self.open: _Open | None = None
        self.fence = ""

    def read(self, number: int, line: str) -> None:
        """Take the next line."""
        if self.fence:
            self._code(number, line)
        elif not line.strip():
            self._blank()
        else:
            indent = len(line) - len(line.lstrip())
            if self.open and self.open.gap and self.open.kind != "quote" and indent < self.open.indent:
                self._close()
            self._words(number, line.strip(), indent)

    def end(self) -> None:
        """Close what is still open at the end of the file."""
        if self.fence and self.open:
            self.warned.append(
                Warned(self.open.lines[0][0], "code-not-closed",
                       "the code that begins here has no end; the rest of the file was taken as code",
                       f"add a line with {self.fence} below it")
            )  # fmt: skip
        self._close()

    def _blank(self) -> None:
        if self.open and self.open.indent:
            self.open.gap = True  # an indented paragraph may go on with the list item
        else:
            self._close()

    def _words(self, number: int, words: str, indent: int) -> None:
        level = _heading_level(words) if indent <= 3 else 0  # noqa: PLR2004 -- CommonMark's limit
        if fence := _FENCE.match(words):
            self._start("code", number, words)
            self.fence = fence.group("fence")
        elif level:
            self._close()
            self._heading(words[level:], level, number)
        elif self._is_underline(words):
            pass
        elif _is_rule(words):
            self._close()
        elif words[0] == ">":
            self._quote(number, words)
        elif (item := _LIST_ITEM.match(words)) and self._may_interrupt(item.group("marker")):
            self._close()
            self._item(number, words[item.end() :], indent + item.end("marker") + 1)
        elif words[0] in TYPED and words[1:2] in {"", " ", "\t", "\u00a0"}:
            self._start(TYPED[words[0]], number, words[1:].strip())
        else:
            self._text(number, words)

    def _may_interrupt(self, marker: str) -> bool:
        """Whether a list may start here: a year at the start of a wrapped line is no list item."""
        running = self.open and not self.open.indent and not self.open.gap
        return not running or not marker[0].isdigit() or marker[:-1] == "1"

    def _item(self, number: int, words: str, indent: int) -> None:
        if words[:1] == ">":
            self._quote(number, words, indent)
        elif words and words[0] in TYPED and words[1:2] in {" ", "\t"}:
            self._start(TYPED[words[0]], number, words[1:].strip(), indent)
        elif fence := _FENCE.match(words):
            self._start("code", number, words)
            self.fence = fence.group("fence")
        else:
            self._start("paraphrase", number, words, indent)

    def _quote(self, number: int, words: str, indent: int = 0) -> None:
        if not self.open or self.open.kind != "quote" or (self.open.gap and self.open.indent) or indent:
            self._start("quote", number, "", indent)
        inner = words.lstrip("> \t")
        if self.open:
            if inner:
                self.open.add(number, _spaced(inner))
            else:
                self.open.gap = bool(self.open.lines)

    def _text(self, number: int, words: str) -> None:
        if not self.open:
            self._start("paraphrase", number, words)
            return
        if self.open.kind == "quote" and not only_marks(words):
            self._start("paraphrase", number, words)  # words without ">" are not the source's own
            return
        if (
            not self.open.table
            and self.open.lines
            and _is_delimiter_row(words)
            and "|" in self.open.lines[-1][1]
        ):
            self.open.table = True
        self.open.add(number, _spaced(words))

    def _code(self, number: int, line: str) -> None:
        if self.open:
            self.open.lines.append((number, line.rstrip(), "\n"))
        words = line.strip()
        if words[:1] == self.fence[0] and not words.strip(self.fence[0]) and len(words) >= len(self.fence):
            self.fence = ""
            self._close()

    def _is_underline(self, words: str) -> bool:
        """Take a line of = or - below a paragraph as the mark of a heading, and close that.

        A line of - makes a heading only of a paragraph that names a source: any other is a note above a rule.
        """
        if not self.open or self.open.kind != "paraphrase" or self.open.indent or self.open.table:
            return False
        equals = not words.strip("=")
        if not equals and (words.strip("-") or len(self.open.lines) > 1):
            return False
        text = " ".join(line[1] for line in self.open.lines)
        if not equals and not keys_in(text):
            return False
        number = self.open.lines[0][0]
        self.open = None
        self._heading(text, 1 if equals else 2, number)
        return True

    def _start(self, kind: BlockKind, number: int, words: str, indent: int = 0) -> None:
        self._close()
        self.open = _Open(kind, indent=indent)
        self.open.add(number, _spaced(words) if kind != "code" else words)

    def _heading(self, words: str, level: int, number: int) -> None:
        text = words.strip()
        closing = text.rstrip("#")
        if closing[-1:] in {"", " ", "\t"}:  # "## Norms ##"
            text = closing
        self.blocks.append(MarkdownBlock("heading", _spaced(text), level, ((0, number),)))

    def _close(self) -> None:
        block, self.open = self.open, None
        if not block or not block.lines:
            return
        pieces: list[str] = []
        starts: list[tuple[int, int]] = []
        length = 0
        for number, words, glue in block.lines:
            joined = (glue if pieces else "") + words
            starts.append((length + len(joined) - len(words), number))
            pieces.append(joined)
            length += len(joined)
        self.blocks.append(MarkdownBlock(block.kind, "".join(pieces), 0, tuple(starts)))


def _spaced(words: str) -> str:
    """Give the words with single spaces; a no-break space is the writer's and stays."""
    return re.sub(r"[ \t]+", " ", words).strip(" \t")


def _heading_level(words: str) -> int:
    level = len(words) - len(words.lstrip("#"))
    return level if 1 <= level <= 6 and words[level : level + 1] in {"", " ", "\t"} else 0  # noqa: PLR2004 -- h1 to h6


def _is_rule(words: str) -> bool:
    marks = words.replace(" ", "").replace("\t", "")
    return len(marks) > 2 and marks[0] in "-*_" and not marks.strip(marks[0])  # noqa: PLR2004 -- three make a rule


def _is_delimiter_row(words: str) -> bool:
    return "|" in words and "-" in words and _DELIMITER_ROW.issuperset(words)


def _without_comments(text: str, first: int) -> tuple[str, list[Warned]]:
    """Take comments out, every line keeping its number; code is left alone.

    A comment that is never closed is reported and stays as text: nothing below it gets lost.
    """
    last = {mark: text.rfind(closing) for mark, closing in _CLOSED_BY.items()}
    unclosed: dict[str, int] = {}
    pieces: list[str] = []
    kept = at = 0
    while match := _COMMENT_OR_CODE.search(text, at):
        mark = match.group("comment")
        at = match.end()
        if not mark:
            at = _code_end(text, match)
        elif last[mark] < at:
            unclosed.setdefault(mark, match.start())
        else:
            at = text.index(_CLOSED_BY[mark], at) + len(_CLOSED_BY[mark])
            pieces += [text[kept : match.start()], "\n" * text.count("\n", match.start(), at)]
            kept = at
    warned = [_not_closed(first + text.count("\n", 0, start), mark) for mark, start in unclosed.items()]
    return "".join([*pieces, text[kept:]]), warned


def _not_closed(line: int, mark: str) -> Warned:
    message = f"the comment that begins here with {mark} has no end; it was read as text"
    return Warned(line, "comment-not-closed", message, f"close it with {_CLOSED_BY[mark]}")


def _code_end(text: str, opening: re.Match[str]) -> int:
    """Where the code that opens here ends; right behind the opening if nothing on its line closes a span."""
    fence = opening.group("fence")
    if fence:
        closing = re.compile(rf"^[ \t>]*{fence}+[ \t]*$", re.MULTILINE).search(text, opening.end())
        return closing.end() if closing else len(text)
    ticks = opening.group("ticks")
    line_end = text.find("\n", opening.end())
    runs = re.finditer("`+", text[opening.end() : line_end if line_end >= 0 else len(text)])
    return opening.end() + next((run.end() for run in runs if run.group() == ticks), 0)
