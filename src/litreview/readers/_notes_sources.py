"""Go down the blocks of a note file and say whose notes they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from litreview.model import DraftTag, NoteDraft, Problem, SourceRemark
from litreview.readers._notes_inline import Cited, Inline, keys_in, take_apart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from litreview.model import NoteKind, Severity
    from litreview.readers._notes_blocks import MarkdownBlock
    from litreview.readers._notes_frontmatter import FrontMatter

# "Clarke & Knake (2010)", with or without parentheses: words that begin with a capital (or have none,
# as in Chinese), initials, and the small words of names.
_AUTHOR_YEAR = re.compile(r"(?P<authors>[^\n]{1,300}?)\s*(?P<year>\(\d{4}[a-z]?\)|(?<=\s)\d{4}[a-z]?)")
_SMALL_WORD = re.compile(
    "and|und|y|et|e|og|en|al[.]?|of|the|for|on|in|to|der|die|des|für|de|la|le|les|du|del|della|da|das|do|dos|di|"
    "van|von|vom|zu|zur|den|ter|ten|af|av|bin|ibn|others",
    re.IGNORECASE,
)
_KINDS: dict[str, NoteKind] = {"quote": "quote", "claim": "claim", "question": "question"}
_FEW = 24  # words in the longest name of an organisation


@dataclass(frozen=True, slots=True)
class _Place:
    """The source that a stretch of the file speaks of: a key, or the words of a heading."""

    cited: str = ""
    author_year: str = ""


class Reading:
    """Goes down the blocks of one file and keeps in mind whose notes they are."""

    def __init__(self, path: str, front: FrontMatter) -> None:
        self.path = path
        self.front = front
        self.base = _Place(front.cited or _key_of_file_name(path))
        self.headings: list[tuple[int, _Place]] = []
        self.named: list[_Place] = []
        self.notes: list[NoteDraft] = []
        self.remarks: list[SourceRemark] = []
        self.handles: dict[tuple[_Place, str], int] = {}
        self.problems = list(front.problems)

    @property
    def place(self) -> _Place:
        """The source in force."""
        return self.headings[-1][1] if self.headings else self.base

    def take(self, block: MarkdownBlock) -> None:
        """Take the next block."""
        if block.kind == "heading":
            self._heading(block)
        elif block.kind == "code":
            self._note(block, Inline(block.text.rstrip()))
        else:
            self._note(block, take_apart(block.text))

    def report(
        self, line: int, code: str, message: str, severity: Severity = "warning", *, hint: str = ""
    ) -> None:
        """Keep a problem of this file."""
        self.problems.append(Problem(self.path, line, code, message, severity, hint))

    def front_remark(self) -> None:
        """Say what the front matter says of its source: the one it names, or the only one of the file."""
        front = self.front
        if not front.tags and not front.attributes:
            return
        named = list(dict.fromkeys(self.named))
        place = self.base if self.base.cited else named[0] if len(named) == 1 else None
        if place:
            self._remark(place, 1, front.tags, tuple(front.attributes))
        else:
            several = "names no source, and the file speaks of several" if named else "names no source"
            self.report(
                1,
                "front-matter-without-source",
                f"the front matter {several}; its themes and facts were not stored",
                "warning" if front.tags else "info",
                hint="add a line citekey: KEY",
            )

    def _heading(self, block: MarkdownBlock) -> None:
        while self.headings and self.headings[-1][0] >= block.level:
            self.headings.pop()
        keys = keys_in(block.text)
        inline = take_apart(block.text)
        place = None
        if len(keys) == 1:
            place = _Place(keys[0])
        elif keys:
            self.report(
                block.line,
                "several-sources",
                f"the heading names several sources: {', '.join(keys)}; none was taken",
                hint="give each source a heading, or cite it in the note: [@key, p. 12]",
            )
        elif _is_author_year(inline.text, explicit=bool(self.place.cited)):
            place = _Place("", inline.text)
        if place:
            self.headings.append((block.level, place))
            self.named.append(place)
        if inline.tags:
            self._tags_alone(block, inline)

    def _note(self, block: MarkdownBlock, inline: Inline) -> None:
        if not inline.text.strip(".,;:!?-–— "):
            self._without_words(block, inline)
            return
        cited = self._cited(block, inline)
        place = _Place(cited.key) if cited else self.place
        self.notes.append(
            NoteDraft(
                kind=_KINDS.get(block.kind, "paraphrase"),
                text=inline.text,
                line=block.line,
                cited=place.cited,
                author_year=place.author_year,
                locator=(cited.locator if cited else "") or inline.locator,
                tags=_draft_tags(block, inline),
                handle=self._handle(place, inline.handle, block.line),
                coder=self.front.coder,
            )
        )

    def _cited(self, block: MarkdownBlock, inline: Inline) -> Cited | None:
        """Give the source that a block cites for itself; several at once leave it where it stands."""
        for group in (inline.at_end, inline.inside):
            cited = {item.key: item for item in reversed(group)}
            if len(cited) == 1:
                return next(iter(cited.values()))
            if cited and self.place.cited in cited:
                return cited[self.place.cited]
            if cited and self.place == _Place():
                first = group[0]
                self.report(
                    block.line,
                    "several-sources",
                    f"this note cites {', '.join(sorted(cited))}; it is kept under {first.key}",
                    hint="split it into one note for each source",
                )
                return first
        if self.place == _Place() and len(inline.bare) == 1:
            return Cited(inline.bare[0])
        return None

    def _without_words(self, block: MarkdownBlock, inline: Inline) -> None:
        """Take a block of marks alone: an id belongs to the note above, tags to the source."""
        if inline.handle and not inline.tags and self.notes and not self.notes[-1].handle:
            last = self.notes[-1]
            handle = self._handle(_Place(last.cited, last.author_year), inline.handle, block.line)
            self.notes[-1] = replace(last, handle=handle)
        elif inline.tags:
            self._tags_alone(block, inline)
        elif inline.at_end or inline.locator or inline.handle:
            self.report(
                block.line,
                "no-words",
                "there are no words here, only a reference; it was not stored",
                "warning",
                hint="write it in the same paragraph as the note, without a blank line between",
            )

    def _tags_alone(self, block: MarkdownBlock, inline: Inline) -> None:
        place = _Place(inline.at_end[0].key) if inline.at_end and block.kind != "heading" else self.place
        if place == _Place():
            names = ", ".join(f"#{path}" for path, _, _ in inline.tags)
            self.report(
                block.line,
                "tags-without-note",
                f"{names}: there is no note and no source here to tag; not stored",
                hint="write the tags in the paragraph of the note, or name the source in a heading",
            )
        else:
            self._remark(place, block.line, _draft_tags(block, inline))

    def _remark(
        self,
        place: _Place,
        line: int,
        tags: Iterable[DraftTag],
        attributes: tuple[tuple[str, str, int], ...] = (),
    ) -> None:
        self.remarks.append(
            SourceRemark(place.cited, place.author_year, line, self.front.coder, tuple(tags), attributes)
        )

    def _handle(self, place: _Place, handle: str, line: int) -> str:
        """Give the handle, or "" if an earlier note of this source in this file has it."""
        first = self.handles.setdefault((place, handle), line) if handle else line
        if first == line:
            return handle
        message = f"^{handle} is already the id of the note on line {first}"
        self.report(line, "duplicate-id", message, hint="give each note an id of its own")
        return ""


def _draft_tags(block: MarkdownBlock, inline: Inline) -> tuple[DraftTag, ...]:
    """Give each tag once, with the line on which it stands."""
    tags = {(path, stance): offset for path, stance, offset in reversed(inline.tags)}
    ordered = sorted(tags.items(), key=lambda item: item[1])
    return tuple(DraftTag(path, block.line_at(offset), stance) for (path, stance), offset in ordered)


def _key_of_file_name(path: str) -> str:
    name = PurePath(path.replace("\\", "/")).name
    stem = name.rpartition(".")[0] or name
    return stem[1:].strip() if stem.startswith("@") else ""


def _is_author_year(text: str, *, explicit: bool) -> bool:
    """Whether a heading is exactly "Author (Year)".

    Without the parentheses ("Clarke & Knake 2010") it is one only where no key is in force: there
    it can bind or suggest a source, and takes nothing away from another.
    """
    match = _AUTHOR_YEAR.fullmatch(text)
    if not match or (explicit and match.group("year")[0] != "("):
        return False
    words = re.split(r"[\s,;&()]+", match.group("authors"))
    return (
        len(words) <= _FEW
        and all(_SMALL_WORD.fullmatch(word) or not word[:1].islower() for word in words)
        and any(word[:1].isalpha() for word in words)
    )
