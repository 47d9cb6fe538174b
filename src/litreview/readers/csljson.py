"""Read CSL-JSON, Better BibTeX JSON and the program's own JSON: each item is kept as printed, or reported."""

from __future__ import annotations

import re
from json import JSONDecoder
from typing import TYPE_CHECKING, Any, NamedTuple

from litreview.model import Block, Problem, ReadResult
from litreview.readers import reader
from litreview.text.decode import decode
from litreview.text.document import storable
from litreview.text.layout import gaps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import BlockKind, Record, Severity

_LOOK_AT = 64 * 1024
_MARKS = b"\xff\xfe\xef\xbb\xbf"
_SIGN = re.compile(
    rb'"itemType"\s*:|"type"\s*:\s*"(?:article|book|chapter|paper-conference|thesis|report|webpage|post|dataset|'
    rb"software|patent|manuscript|entry|review|motion_picture|speech|interview|legislation|legal_case|bill|"
    rb'personal_communication|pamphlet|standard|document|graphic|song|map|broadcast)[a-z_-]*"'
)
_LIST = re.compile(r'"(?:items|sources)"\s*:\s*\[')
_BLANK = re.compile(r"\s*")
_COMMA = re.compile(r"\s*,")
_BETWEEN = re.compile(r"[\[\],][\[\],\s]*")
_NEXT = re.compile(r",\s*(?=\{)|\n[ \t]*(?=\{)")
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\]"]', re.DOTALL)
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_MOST_TRIES = 20_000
"""Places at which reading on is tried behind damaged items; what is left of a file worse than that is one block."""
_NEAR = 4096  # characters in which most items end
_NO_SOURCES = frozenset(("attachment", "note", "annotation"))  # Zotero's own
_SHOWN = 40  # characters of a file's text that a message repeats


def _sniff(data: bytes) -> bool:
    """Whether bytes start as JSON and name the type of an item, in any width of characters."""
    head = data[:_LOOK_AT].replace(b"\x00", b"").lstrip(_MARKS).lstrip()
    return head.startswith((b"[", b"{")) and _SIGN.search(head) is not None


@reader("csljson", suffixes=(".json", ".jsonl"), sniff=_sniff)
def read_csljson(data: bytes, path: str) -> ReadResult:
    """Read a list of items, alone or as the `items` (`sources`) of an object, or one item a line.

    Takes the bytes and the path (for the problems). Gives a block for every item, its raw text with the
    comma behind it; what stands around the list is kept as comments. An item that is damaged is
    reported, and reading goes on behind it. Numbers stay as written. Never raises.
    """
    from litreview.readers._collection import no_collection

    decoded = decode(data)
    reading = _Reading(path, decoded.text)
    reading.problems += decoded.problems(path)
    with no_collection():
        blocks = tuple(reading.blocks())
    if all(block.kind == "comment" for block in blocks):
        hint = 'a list looks like [{"id": "key", "type": "book", "title": "..."}]'
        empty = re.fullmatch(r"\s*\[\s*\]\s*", decoded.text) is not None
        reading.report(
            0, "no-records", "no records in it", "info" if empty else "error", "" if empty else hint
        )
    problems = tuple(sorted(reading.problems, key=lambda problem: problem.line))
    between = gaps(decoded.text, (block.raw for block in blocks))
    return ReadResult(path, "csljson", decoded.encoding, blocks=blocks, problems=problems, gaps=between)


class _Item(NamedTuple):
    """A stretch of the file that is an item: value is None where it could not be read, and why says why."""

    start: int
    end: int
    value: Any = None  # Any: whatever JSON has
    why: str = ""
    at: int = 0
    kind: BlockKind = "entry"


class _Lineless(str):
    """A text that counts no lines: for every damaged item JSONDecodeError would, from the start of the file."""

    __slots__ = ()

    def count(self, *_: object) -> int:
        return 0

    def rfind(self, *_: object) -> int:
        return -1


class _Reading:
    """One pass over a file: where it is, on which line, and what was wrong so far."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.lineless = _Lineless(text)
        self.problems: list[Problem] = []
        self.keys: dict[str, int] = {}
        self.counted = 0
        self.line = 1
        self.tries = 0
        self.depth = 0  # brackets around the items
        self.repeated: list[str] = []
        self.decoder = JSONDecoder(
            parse_int=str, parse_float=str, parse_constant=str, strict=False, object_pairs_hook=self._object
        )

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            self.repeated += [name for name in found if [name for name, _ in pairs].count(name) > 1]
        return found

    def report(
        self, line: int, code: str, message: str, severity: Severity = "warning", hint: str = ""
    ) -> None:
        self.problems.append(Problem(self.path, line, code, message, severity, hint))

    def line_at(self, at: int) -> int:
        """Give the line of a place that does not lie before the last one that was asked for."""
        self.line += self.text.count("\n", self.counted, at)
        self.counted = max(at, self.counted)
        return self.line

    def blocks(self) -> Iterator[Block]:
        start = end = self.skip(0)
        found = _LIST.search(self.text, start) if self.text.startswith("{", start) else None
        if found:
            end = found.end()
            yield Block("comment", self.line_at(start), self.text[start:end])
        for item in self.items(self.skip(end), enclosed=found is not None):
            end = item.end
            yield self.block(item, self.line_at(item.start))
        rest = self.skip(end)
        if rest < len(self.text):
            yield Block("comment", self.line_at(rest), self.text[rest:].rstrip())
        elif found or self.depth > 0:
            hint = "export the file again, and compare the number of records"
            self.report(
                self.line_at(rest), "cut-off", "the list has no end; the file may be cut off", hint=hint
            )

    def skip(self, at: int) -> int:
        found = _BLANK.match(self.text, at)
        return found.end() if found else at

    def items(self, at: int, *, enclosed: bool) -> Iterator[_Item]:
        """Give the items from a place on, and what stands between them; of an enclosed list up to its end."""
        while at < len(self.text) and not (enclosed and self.text[at] == "]"):
            self.repeated.clear()
            if found := _BETWEEN.match(self.text, at):
                self.depth += found[0].count("[") - found[0].count("]")
                yield _Item(at, at + len(found[0].rstrip()), kind="comment")
                at = found.end()
                continue
            try:
                value, end = self.decoder.raw_decode(self.lineless, at)
                why = "" if isinstance(value, dict) else "it is no object"
                item = _Item(at, end, value if not why else None, why, at)
            except RecursionError:
                item = _Item(at, self.recover(at), why="its brackets nest too deep", at=at)
            except ValueError as error:
                place = min(getattr(error, "pos", at), len(self.text))
                why = getattr(error, "msg", "a number is too long")
                item = _Item(at, self.recover(at), why=f"it is not sound JSON ({_plain(why)})", at=place)
            comma = _COMMA.match(self.text, item.end)
            end = max(comma.end() if comma else item.end, at + 1)
            following = self.skip(end)
            yield item._replace(end=end)
            missing = not comma and self.text.startswith("{", following)
            if (enclosed or self.depth) and missing and item.value is not None:
                self.report(
                    self.line_at(following), "missing-comma", "no comma between two items; both are read"
                )
            at = following

    def recover(self, start: int) -> int:
        """Give where a damaged item ends: at its own closing bracket, or before the next sound item."""
        end = self.closing(start, min(start + _NEAR, len(self.text)))
        sound = self.next_sound(start, end or len(self.text))
        if end and (sound == len(self.text) or sound >= end):
            return end
        return self.closing(start, sound) or sound

    def closing(self, start: int, limit: int) -> int:
        """Give where the brackets that open here are closed, 0 where they are not before the limit."""
        depth = 0
        for token in _TOKEN.finditer(self.text, start, limit):
            if token[0] == '"':
                return 0
            depth += (token[0] in "{[") - (token[0] in "}]")
            if depth <= 0 and token[0] in "}]":
                return token.end() if depth == 0 else token.start()
        return 0

    def next_sound(self, start: int, limit: int) -> int:
        """Give where the next sound item starts, looking up to a limit; else where the text ends."""
        for found in _NEXT.finditer(self.text, start, limit):
            if self.tries >= _MOST_TRIES:
                break
            self.tries += 1
            try:
                value, _ = self.decoder.raw_decode(self.lineless, found.end())
            except (ValueError, RecursionError):
                continue
            if _is_item(value):
                return found.end()
        return len(self.text)

    def block(self, item: _Item, line: int) -> Block:
        raw = self.text[item.start : item.end].rstrip()
        kind = item.kind
        record = None
        if kind == "comment":
            return Block(kind, line, raw)
        if item.value is not None and _HALF.search(raw):
            item = item._replace(value=self.whole(raw, line))
        if item.value is None:
            place = line + (self.text.count("\n", item.start, item.at) if item.at < item.end else 0)
            self.failed(place, f"an item cannot be read: {item.why}: {_shortened(raw)}")
            kind = "failed"
        elif str(item.value.get("itemType")) in _NO_SOURCES:
            self.report(line, "no-source", f"a {item.value['itemType']} of Zotero is no source", "info")
            kind = "comment"
        elif not _has_content(item.value):
            self.failed(line, f"an item has neither title, type nor author: {_shortened(raw)}")
            kind = "failed"
        else:
            record = self.record(item.value, line)
        return Block(kind, line, raw, record)

    def whole(self, raw: str, line: int) -> Any:  # Any: whatever JSON has
        """Give the value of an item with U+FFFD for each half of a character, which cannot be stored."""
        sound = storable(raw)
        if sound != raw:
            self.report(line, "encoding", "half of a character (\\ud800 to \\udfff) is read as \ufffd")
        return self.decoder.raw_decode(sound)[0]

    def failed(self, line: int, message: str) -> None:
        self.report(line, "unreadable-entry", message, "error", "mend the item and add the file again")

    def record(self, value: dict[str, Any], line: int) -> Record:
        from litreview.readers._csl import record_of  # loaded when there are items

        if self.repeated:
            names = ", ".join(dict.fromkeys(self.repeated))
            self.report(line, "duplicate-field", f"an item has {names} twice; the last value is kept")
        record = record_of(value, line)
        if record.key in self.keys:
            message = (
                f"{record.key} is already the key of the item on line {self.keys[record.key]}; both are kept"
            )
            self.report(line, "duplicate-key", message)
        elif record.key:
            self.keys[record.key] = line
        return record


_SOME = ("title", "type", "itemType", "author", "authors", "editor", "creators", "DOI", "issued")


def _has_content(value: dict[str, Any]) -> bool:
    return any(value.get(name) for name in _SOME)


def _is_item(value: Any) -> bool:  # Any: whatever JSON has
    """Whether a value is an item by itself, and no name, tag or attachment of one."""
    if not isinstance(value, dict) or str(value.get("itemType")) in _NO_SOURCES:
        return False
    return ("type" in value or "itemType" in value) and not {"id", "key", "title", "creators"}.isdisjoint(
        value
    )


def _plain(why: str) -> str:
    """Give the standard library's words without their capital and colon."""
    return why[:1].lower() + why[1:].rstrip(":")


def _shortened(text: str) -> str:
    text = " ".join(text[: 4 * _SHOWN].split())
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
