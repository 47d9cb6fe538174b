"""Split a BibTeX file into its blocks so that every character of it is in one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from litreview.readers._bibtex_delimiters import NEXT_BLOCK, NEXT_HEAD, end_of_braces
from litreview.readers._bibtex_entry import INDENT, read_inside
from litreview.readers._bibtex_names import KNOWN_TYPES
from litreview.readers._bibtex_parts import RawField, Trouble, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import BlockKind

_LONE_RETURN = re.compile(r"\r(?!\n)")
_HEAD = re.compile(r"@(?:[^\S\n]*+(?P<type>[A-Za-z][\w.:+-]*+)\s*+|(?=[{(][^\s,{}()=]++,))(?P<opening>[{(])")
_COMMENT_BELOW = re.compile(r"[^\n]*+\n\s*+%")
_LOST_HEAD = re.compile(
    r"^[^\S\n]*+(?:@(?!comment\b)|(?P<type>[A-Za-z][\w-]*+)\s*+[{(][^\S\n]*+\S)", re.IGNORECASE | re.MULTILINE
)
_LOST_FIELD = re.compile(r'^[^\S\n,]*+,?[^\S\n]*+[A-Za-z][\w:+-]*+\s*+=\s*+(?:["{]|\d++\s*+,)', re.MULTILINE)

_MOST_WITHIN_LINES = 20  # unclosed entries of a file behind which the next one is looked for on the same line


@dataclass(slots=True)
class Piece:
    """One block of the file: raw is exact, line counts from 1; type, key and fields are an entry's.

    A string has its macros as fields.
    """

    kind: BlockKind
    line: int
    raw: str
    type: str = ""
    key: str = ""
    fields: list[RawField] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def split(text: str) -> Iterator[Piece]:
    """Give the blocks of a BibTeX file in order; together their raws hold all of it but blank space."""
    return _Splitter(text).run()


class _Splitter:
    """One pass over a file; at is where the next block may begin, line and counted where we are."""

    def __init__(self, text: str) -> None:
        self.printed = text
        self.text = _LONE_RETURN.sub("\n", text) if "\r" in text else text
        self.at = 0
        self.line = 1
        self.counted = 0
        self.open_comments = 0
        self.within_lines = 0
        self.commented_heads: list[int] = []
        self.last: Piece | None = None
        self.ready: list[Piece] = []

    def run(self) -> Iterator[Piece]:
        while found := self.next_head():
            self.free_text(self.at, found.start())
            self.move_to(found.start())
            self.block(found)
            yield from self.ready
            self.ready.clear()
        self.free_text(self.at, len(self.text))
        yield from self.ready

    def next_head(self) -> re.Match[str] | None:
        """Find the next head; within a line of free text "me@home {x}" and "me @ home {x}" are none."""
        text, at = self.text, self.at
        while found := _HEAD.search(text, at):
            start = found.start()
            before = text[max(self.at, start - INDENT) : start].rpartition("\n")[2].strip(" \t")
            if not before or not (
                text[start - 1].isalnum()
                or text[start - 1] in "._"
                or text[start + 1].isspace()
                or (not before.strip("% \t") and self.commented_out(found))
            ):
                return found
            at = start + 1
        return None

    def commented_out(self, head: re.Match[str]) -> bool:
        """Whether an entry behind % is off: to biber it is, where it ends on its line or % goes on below.

        BibTeX itself would read it; so it is mentioned.
        """
        line_end = self.text.find("\n", head.end())
        rest = self.text[head.start("opening") : line_end if line_end >= 0 else None]
        off = _COMMENT_BELOW.match(self.text, head.end()) is not None or end_of_braces(rest, 0) > 0
        if off:
            self.commented_heads.append(head.start())
        return off

    def move_to(self, at: int) -> None:
        self.line += self.text.count("\n", self.counted, at)
        self.counted = at

    def block(self, head: re.Match[str]) -> None:
        """Read the block of this head, and add it."""
        kind = (head["type"] or "").lower()
        if kind == "comment":
            self.comment(head)
        elif kind == "preamble":
            end = end_of_braces(self.text, head.start("opening")) if head["opening"] == "{" else -1
            self.add("preamble", head.start(), self.before_next_head(head.end()) if end < 0 else end)
        else:
            self.entry(head, kind)

    def comment(self, head: re.Match[str]) -> None:
        """Take a comment; to BibTeX it needs no closing brace, and ends at the latest with the next block."""
        end = end_of_braces(self.text, head.start("opening")) if head["opening"] == "{" else -1
        if end < 0:
            self.open_comments += 1
            end = self.before_next_head(head.end())
        self.add("comment", head.start(), end)

    def entry(self, head: re.Match[str], kind: str) -> None:
        closing = "}" if head["opening"] == "{" else ")"
        line = self.line + self.text.count("\n", head.start(), head.end())
        is_string = kind == "string"
        inside = read_inside(self.text, head.end(), line, closing=closing, keyless=is_string)
        if not inside.closed:
            name = {"}": "brace", ")": "parenthesis"}[closing]
            self.failed(head, f"entry has no closing {name}")
        elif is_string and not inside.fields:
            self.failed(head, "a macro is defined as @string{name = {value}}; this cannot be read")
        else:
            piece = self.add("string" if is_string else "entry", head.start(), inside.end)
            piece.type, piece.key = kind, inside.key
            piece.fields, piece.troubles = inside.fields, inside.troubles
            if inside.stepwise and not is_string and not inside.troubles:
                self.read_again(piece)

    def read_again(self, piece: Piece) -> None:
        """Read an entry that is sound, but not plain, with bibtexparser too, and say where that reads another.

        Not one with a %, which is a comment to biber, and to bibtexparser a part of the next field's name.
        """
        if not piece.key or "%" in piece.raw:
            return
        from litreview.readers._bibtex_second import second_reading

        names = tuple(found.name.lower() for found in piece.fields)
        other = second_reading(piece.raw)
        if other != (piece.key, names):
            told = ", ".join(other[1]) or "no fields"
            message = f"another reader finds something else in {piece.key}: {shortened(told)}"
            piece.troubles.append(Trouble(piece.line, "read-otherwise", message))

    def failed(self, head: re.Match[str], message: str) -> None:
        """Keep what stands before the next block as one that could not be read."""
        end = self.before_next_head(head.end())
        first_line = shortened(self.text[head.start() : end].split("\n", 1)[0])
        piece = self.add("failed", head.start(), end)
        trouble = Trouble(piece.line, "unreadable-entry", f"{message}: {first_line}", "error")
        piece.troubles.append(trouble)

    def before_next_head(self, at: int) -> int:
        """Give where the next block starts; on the same line only so often, as each such may be read to the end."""
        following = (NEXT_BLOCK if self.within_lines < _MOST_WITHIN_LINES else NEXT_HEAD).search(
            self.text, at - 1
        )
        if not following:
            return len(self.text)
        self.within_lines += not following[0]
        return following.start()

    def free_text(self, start: int, end: int) -> None:
        """Keep the text between two blocks, and say where it looks like a part of one."""
        words = self.text[start:end]
        free = words.strip()
        if not free:
            return
        start += len(words) - len(words.lstrip())
        before = self.last
        self.move_to(start)
        piece = self.add("comment", start, start + len(free))
        for head in self.commented_heads:
            self.move_to(head)
            message = "an entry behind % is taken as a comment"
            piece.troubles.append(Trouble(self.line, "commented-entry", message, "info"))
        self.commented_heads.clear()
        if free[0] in "})" and before and before.kind == "entry":
            if self.open_comments:
                self.open_comments -= 1
            else:
                message = f"a closing brace too many behind {before.key or 'the entry'}"
                piece.troubles.append(Trouble(piece.line, "extra-brace", message))
        if looks_like_entry(free):
            message = "the text between two entries looks like an entry that could not be read"
            piece.troubles.append(Trouble(piece.line, "lost-entry", message))

    def add(self, kind: BlockKind, start: int, end: int) -> Piece:
        piece = Piece(kind, self.line, self.printed[start:end].rstrip())
        self.ready.append(piece)
        self.last = piece
        self.at = end
        return piece


def looks_like_entry(text: str) -> bool:
    """Whether free text has an entry's head, or a line that is a field; lines behind % never do."""
    for found in _LOST_HEAD.finditer(text):
        if not found["type"] or found["type"].lower() in KNOWN_TYPES:
            return True
    return _LOST_FIELD.search(text) is not None
