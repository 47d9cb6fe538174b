"""Read a list of references as printed: the end of a paper, or text copied out of a PDF."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.model import Block, Problem, ReadResult
from litreview.readers import reader
from litreview.text.decode import decode
from litreview.text.layout import gaps

if TYPE_CHECKING:
    from litreview.model import Severity
    from litreview.text.references import Listed, Reference

# Its patterns cost more than a small bibliography: they are loaded when there is a list to read.

_SNIFFED = 8192  # bytes
MOST_SNIFFED = 12
"""Entries that are read to tell a list: the rest of them looks the same."""
FEWEST = 3
"""Entries from which a text without a name for its format is taken for a list of references."""
_YEAR = re.compile(rb"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_OTHER_FORMAT = re.compile(
    rb"^\s*[@<{#>\[]?(?:[A-Z][A-Z0-9]{1,3}\s{0,2}-\s|%[A-Z0-9]\s|@\w+\s*[{(]|<\?xml"
    rb"|\{\s*\"|FN |---\s*$|(?:Authors?|Title|Source|Abstract)[.:]?\s*$)",
    re.MULTILINE,
)
MOST = 0.8
"""Share of the entries looked at that must read like references."""
IMPRINT = frozenset(
    ("journal", "booktitle", "publisher", "address", "school", "institution", "volume", "pages", "doi", "url")
)
"""Fields that say where a work appeared."""
SHORTEST = 40
"""Characters that a reference has at least."""
_MOST_PROSE = 1200  # characters; longer paragraphs are text


def _sniff(data: bytes) -> bool:
    """Whether bytes are surely a list of references: every paragraph has names (or a number) and a year."""
    head = data[:_SNIFFED]
    if len(_YEAR.findall(head)) < FEWEST or b"\x00" in head or _OTHER_FORMAT.search(head) or b"\t" in head:
        return False
    try:
        text = (head if len(data) <= _SNIFFED else head[: head.rfind(b"\n") + 1]).decode("utf-8")
    except UnicodeDecodeError:
        return False
    from litreview.text.references import read_reference, split_references

    entries = [raw for _, raw in split_references(text)]
    entries = entries[:-1] if len(data) > _SNIFFED else entries
    covered = sum(len(raw) for raw in entries)
    if len(entries) < FEWEST or covered < len(text) * 0.8 or max(map(len, entries)) > _MOST_PROSE:
        return False
    sample = [read_reference(entry) for entry in entries[:: -(-len(entries) // MOST_SNIFFED)]]
    return sum(map(_is_printed, sample)) >= MOST * len(sample)


def _is_printed(reference: Reference) -> bool:
    """Whether a reference has all that a printed one has: people with more than a surname, and where it appeared.

    A note may begin like one: "Segal (2016) argues that states shape the network."
    """
    named = any(
        person.given or len(person.literal.split()) > 1 or not person.literal.isascii()
        for person in reference.people
    )
    return reference.is_sound and named and any(name in IMPRINT for name, _ in reference.fields)


@reader("reflist", suffixes=(), sniff=_sniff)
def read_reflist(data: bytes, path: str) -> ReadResult:
    """Read a list of references from plain text or Markdown.

    Takes its bytes and its path (for the problems). In a paper the part under its last heading
    "References" is read, else all of the text. Gives an entry for every reference, with the number of
    the list in the field `number-in-list`, and comments for all else. Words that a conversion has split
    are reported, never changed. Never raises.
    """
    decoded = decode(data)
    reading = _Reading(path, decoded.text)
    reading.problems += decoded.problems(path)
    blocks = reading.blocks()
    problems = tuple(sorted(reading.problems, key=lambda problem: problem.line))
    between = gaps(decoded.text, (block.raw for block in blocks))
    return ReadResult(path, "reflist", decoded.encoding, blocks=blocks, problems=problems, gaps=between)


class _Reading:
    """What is known halfway through a list: the problems so far."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.problems: list[Problem] = []

    def report(
        self, line: int, code: str, message: str, severity: Severity = "warning", hint: str = ""
    ) -> None:
        self.problems.append(Problem(self.path, line, code, message, severity, hint))

    def blocks(self) -> tuple[Block, ...]:
        """Give a block for every stretch of the text, in order."""
        from litreview.text.references import read_list

        found: list[Block] = []
        at, line = 0, 1
        for item in read_list(self.text):
            line = self._comment(found, at, item.start, line)
            found.append(self._block(item))
            line += _newlines(item.raw)
            at = item.start + len(item.raw)
        self._comment(found, at, len(self.text), line)
        if not any(block.kind == "entry" for block in found) and self.text.strip():
            hint = "a reference has at least a title and a year, or a number in front of it"
            self.report(0, "no-references", "no reference was found in this text", "error", hint)
        return tuple(found)

    def _comment(self, found: list[Block], start: int, end: int, line: int) -> int:
        """Keep the text between two entries as a comment; gives the line that it ends on."""
        between = self.text[start:end]
        raw = between.strip()
        if raw:
            lead = between[: len(between) - len(between.lstrip())]
            found.append(Block("comment", line + _newlines(lead), raw))
        return line + _newlines(between)

    def _block(self, item: Listed) -> Block:
        from litreview.text.references import record_of

        reference = item.reference
        if reference is None:
            return Block("comment", item.line, item.raw)
        if not reference.is_sound:
            return self._no_reference(item, numbered=bool(reference.number))
        for word in item.splits:
            message = f'"{word.printed}" may be one word, split: "{word.joined}"'
            hint = "correct it in the file, or later with litreview edit"
            self.report(word.line, "split-word", message, hint=hint)
        if not reference.text("title"):
            self.report(item.line, "no-title", "no title was found in this reference", "info")
        return Block("entry", item.line, item.raw, record_of(reference, item.line))

    def _no_reference(self, item: Listed, *, numbered: bool) -> Block:
        shown = " ".join(item.raw.split())[:60]
        if len(item.raw) < SHORTEST and not any(letter.isdigit() for letter in item.raw):
            return Block("comment", item.line, item.raw)  # a heading of a part: "Primary sources"
        if numbered:
            message = f'nothing could be read from this reference: "{shown}"'
            hint = "write it out and add the file again"
            self.report(item.line, "unreadable-entry", message, "error", hint)
            return Block("failed", item.line, item.raw)
        message = f'this does not look like a reference and was left out: "{shown}"'
        hint = "add a year, or the number of the list, if it is one"
        self.report(item.line, "not-a-reference", message, hint=hint)
        return Block("comment", item.line, item.raw)


def _newlines(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")
