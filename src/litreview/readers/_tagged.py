"""Split files of tagged lines into records, and account for every line and every tag of them.

What RIS, PubMed's NBIB, Web of Science and EndNote's tagged format share: a record is a run of lines, a
line starts with a tag or goes on with the one above, and a tag may come back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from litreview.model import Block, Problem, ReadResult
from litreview.readers._collection import no_collection
from litreview.text.decode import decode
from litreview.text.layout import gaps
from litreview.text.plain import read_people
from litreview.text.record import Extra, record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from litreview.model import BlockKind, Person, Record, Severity

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_BLANK = " \t\r\n"
_BLANK_RUN = re.compile(r"[ \t]+")
LOOK_AT = 64 * 1024
"""Bytes of a file that are looked at to tell its format."""


class Line(NamedTuple):
    """A line of a file: its number from 1, where it starts and ends (without its line break), and its text."""

    number: int
    start: int
    end: int
    text: str


@dataclass(slots=True, eq=False)
class Tag:
    """A tag with its value: one part for each line that it takes, and, once the record is whole, its text."""

    name: str
    line: int
    parts: list[str]
    text: str = ""


@dataclass(slots=True)
class Chunk:
    """A stretch of a file: a record with its tags, or text that belongs to none. closed: its end is marked."""

    kind: BlockKind
    line: int
    start: int
    end: int
    tags: list[Tag] = field(default_factory=list)
    closed: bool = False

    def has(self, name: str) -> bool:
        """Whether a tag is in it."""
        return any(tag.name == name for tag in self.tags)


@dataclass(slots=True)
class Chunks:
    """The chunks of a file while it is read line by line; the last one is open until `end`."""

    done: list[Chunk] = field(default_factory=list)
    entry: Chunk | None = None
    strays: list[int] = field(default_factory=list)

    def start(self, line: Line) -> None:
        """Start a record at this line."""
        self.entry = Chunk("entry", line.number, line.start, line.end)
        self.done.append(self.entry)

    def tag(self, line: Line, name: str, value: str) -> None:
        """Add a tag to the open record, or to a new one."""
        if self.entry is None:
            self.start(line)
        assert self.entry is not None  # noqa: S101 (start has just set it)
        self.entry.end = line.end
        self.entry.tags.append(Tag(name, line.number, [value]))

    def more(self, line: Line, value: str) -> None:
        """Go on with the last tag of the open record; without one the line is a remark between records."""
        if self.entry is None:
            self.remark(line)
        else:
            self.entry.end = line.end
            self.entry.tags[-1].parts.append(value)

    def close(self, line: Line) -> None:
        """End the open record with this line."""
        if self.entry is None:
            self.remark(line)
        else:
            self.entry.end, self.entry.closed = line.end, True
            self.entry = None

    def remark(self, line: Line) -> None:
        """Keep a line that belongs to no record."""
        self.entry = None
        if self.done and self.done[-1].kind == "comment":
            self.done[-1].end = line.end
        else:
            self.done.append(Chunk("comment", line.number, line.start, line.end))


def lines(text: str) -> Iterator[Line]:
    """Give the lines of a text; a line ends at LF, CRLF or CR and at nothing else."""
    if "\r" in text:
        for number, found in enumerate(_LINE.finditer(text), 1):
            yield Line(number, found.start(1), found.end(1), found[1])
        return
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        end = start + len(line)
        yield Line(number, start, end, line)
        start = end + 1


def start_of(data: bytes) -> bytes:
    """Give the start of a file for a look at its format, in any width of characters."""
    return (
        data[:LOOK_AT]
        .replace(b"\x00", b"")
        .removeprefix(b"\xff\xfe")
        .removeprefix(b"\xfe\xff")
        .removeprefix(b"\xef\xbb\xbf")
    )


@lru_cache(maxsize=16384)  # the same people come back in a file
def people_of(text: str, role: str) -> tuple[Person, ...]:
    """Give the people that one value names: mostly one, several where a semicolon parts them."""
    return read_people(text, role)


class Draft:
    """A record in the making: takes the tags one by one, and keeps what nobody has taken."""

    def __init__(self, tags: Sequence[Tag]) -> None:
        self.left: dict[str, dict[Tag, None]] = {}  # in order, and quick to take one out
        for tag in tags:
            parts = tag.parts
            tag.text = (parts[0] if len(parts) == 1 else " ".join(parts)).strip(_BLANK)
            if "  " in tag.text:
                tag.text = _BLANK_RUN.sub(" ", tag.text)
            if tag.text:
                self.left.setdefault(tag.name, {})[tag] = None
        self.fields: list[Extra] = []
        self.people: list[Person] = []
        self.people_line = 0
        self.remarks: list[tuple[int, str, str]] = []

    def __contains__(self, name: str) -> bool:
        return bool(self.left.get(name))

    def look(self, *names: str) -> list[Tag]:
        """Give the tags of these names, the first name first, and leave them."""
        found: list[Tag] = []
        for name in names:
            if name in self.left:
                found += self.left[name]
        return found

    def take(self, tag: Tag) -> None:
        """Take a tag out: it is in the record."""
        del self.left[tag.name][tag]

    def first(self, *names: str) -> Tag | None:
        """Take the first value of these names, and all that say the same."""
        for name in names:
            if tags := self.left.get(name):
                found = next(iter(tags))
                self.take(found)
                others = self.look(*names)
                if others:
                    wanted = _bare(found.text)
                    for tag in others:
                        if _bare(tag.text) == wanted:
                            self.take(tag)
                return found
        return None

    def every(self, *names: str) -> list[Tag]:
        """Take all values of these names in the order of the file."""
        found = self.look(*names)
        for name in names:
            self.left.pop(name, None)
        if len(names) > 1:
            found.sort(key=_line)
        return found

    def set(self, name: str, text: str, line: int = 0, value: str | None = None) -> None:
        """Put a field into the record."""
        self.fields.append(Extra(name, text, line, value))

    def put(self, name: str, *tags: str) -> None:
        """Put the first value of these tags into a field."""
        if (found := self.first(*tags)) is not None:
            self.set(name, found.text, found.line)

    def put_all(self, name: str, *tags: str, separator: str = "; ") -> None:
        """Put all values of these tags into one field, each text once."""
        if found := self.every(*tags):
            self.set(name, separator.join(dict.fromkeys(tag.text for tag in found)), found[0].line)

    def put_keywords(self, *tags: str, parted_by: str = "") -> None:
        """Put keywords into one field: parted by commas as in BibTeX, by semicolons where they have commas.

        parted_by is what parts several keywords in one value, where the format has that.
        """
        if found := self.every(*tags):
            words = [
                word for tag in found for word in (tag.text.split(parted_by) if parted_by else [tag.text])
            ]
            separator = "; " if any("," in word for word in words) else ", "
            kept = dict.fromkeys(word.strip() for word in words if word.strip())
            self.set("keywords", separator.join(kept), found[0].line)

    def put_people(self, role: str, *tags: str) -> None:
        """Put all names under these tags into the record; a whole list under a second tag counts once."""
        lists = [[tag.text for tag in self.look(name)] for name in tags]
        same = [name for at, name in enumerate(tags) if lists[at] and lists[at] in lists[:at]]
        for name in same:
            self.every(name)
        for tag in self.every(*tags):
            self.people.extend(people_of(tag.text, role))
            self.people_line = self.people_line or tag.line

    def keep_rest(self, prefix: str, names: dict[str, str] | None = None) -> None:
        """Keep what nobody has taken, under the format's own names."""
        for name, tags in self.left.items():
            if tags:
                known = (names or {}).get(name) or name.lower()
                self.set(f"{prefix}-{known}", "; ".join(tag.text for tag in tags), next(iter(tags)).line)

    def remark(self, line: int, code: str, message: str) -> None:
        """Say something about the record that is worth knowing."""
        self.remarks.append((line, code, message))


def _line(tag: Tag) -> int:
    return tag.line


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


@dataclass(frozen=True, slots=True)
class Format:
    """A tagged format: how its text is split, and how a draft becomes a key and an entry type.

    end says how a record ends, "" where nothing marks it; type_tag is the tag that each record needs.
    """

    name: str
    split: Callable[[str], Chunks]
    fill: Callable[[Draft], tuple[str, str]]
    looks_like: str
    end: str = ""
    type_tag: str = ""
    names: dict[str, str] | None = None


def read_tagged(data: bytes, path: str, form: Format) -> ReadResult:
    """Read a file of a tagged format: every line is in a block, every value in a field. Never raises."""
    decoded = decode(data)
    reading = _Reading(path, form)
    reading.problems += decoded.problems(path)
    with no_collection():
        chunks = form.split(decoded.text)
        blocks = tuple(reading.block(chunk, decoded.text) for chunk in chunks.done)
    for line in chunks.strays:
        reading.report(
            line, "stray-line", "the line has no tag and is not indented; it is kept with the one above"
        )
    if not any(block.kind in {"entry", "failed"} for block in blocks):
        reading.report(0, "no-records", f"no {form.name} records in it", "error", form.looks_like)
    problems = tuple(sorted(reading.problems, key=lambda problem: problem.line))
    between = gaps(decoded.text, (block.raw for block in blocks))
    return ReadResult(path, form.name, decoded.encoding, blocks=blocks, problems=problems, gaps=between)


class _Reading:
    """What is known halfway through a file: its keys, and what was wrong so far."""

    def __init__(self, path: str, form: Format) -> None:
        self.path, self.form = path, form
        self.problems: list[Problem] = []
        self.keys: dict[str, int] = {}

    def report(
        self, line: int, code: str, message: str, severity: Severity = "warning", hint: str = ""
    ) -> None:
        self.problems.append(Problem(self.path, line, code, message, severity, hint))

    def block(self, chunk: Chunk, text: str) -> Block:
        raw = text[chunk.start : chunk.end]
        if chunk.kind != "entry":
            return Block("comment", chunk.line, raw)
        if self.form.end and not chunk.closed:
            message = f"the record has no {self.form.end}; it is taken to end where the next one starts"
            self.report(chunk.line, "missing-end", message)
        found = self.record(chunk)
        if found and self.form.type_tag and not chunk.has(self.form.type_tag):
            message = f"the record has no {self.form.type_tag} line, which says its type; it is read as @{found.type}"
            self.report(chunk.line, "missing-type", message)
        if found is None:
            message = "the record has nothing but its type" if chunk.tags else "the record is empty"
            self.report(
                chunk.line, "empty-record", message, "error", "fill it or take it out, and add the file again"
            )
        return Block("entry" if found else "failed", chunk.line, raw, found)

    def record(self, chunk: Chunk) -> Record | None:
        draft = Draft(chunk.tags)
        key, kind = self.form.fill(draft)
        if not (key or draft.fields or draft.people or any(draft.left.values())):
            return None
        draft.keep_rest(self.form.name, self.form.names)
        for line, code, message in draft.remarks:
            self.report(line, code, message, "info")
        if key and (first := self.keys.setdefault(key, chunk.line)) != chunk.line:
            message = f"{key} is already the key of the record on line {first}; both are kept"
            self.report(chunk.line, "duplicate-key", message)
        return record(key, kind, draft.people, draft.fields, draft.people_line or chunk.line)
