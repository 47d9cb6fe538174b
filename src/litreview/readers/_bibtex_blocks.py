"""Split a BibTeX file into its blocks so that every character of it is in one of them.

bibtexparser finds the blocks; here they get their exact place in the file back, what it leaves between
them is added, and an entry that it gives up on for a reason that BibTeX itself does not know gets a
second chance.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import logging
    from collections.abc import Iterator

    from bibtexparser.model import Block as ParsedBlock

    from litreview.model import BlockKind

MASK = "\x00"
"""Stands for a backslash that escapes nothing while bibtexparser looks; decoded text never has one."""

_LONE_RETURN = re.compile(r"\r(?!\n)")
_NO_ESCAPE = re.compile(r"\\\\|\\(?=\r?\n)")
_BRACE_AFTER_BACKSLASH = re.compile(r"\\(?=[{}])")
_SPREAD_HEAD = re.compile(r"^([ \t]*@\w+)([ \t]*\r?\n\s*)(?=[{(])", re.MULTILINE)
_HALF_HEAD = re.compile(r"@\w*[ \t]*\Z")
_KEYLESS = re.compile(r"(@\w+[ \t]*[{(])(\s*[A-Za-z][\w-]*\s*=(?:\s*[{\"]|\s+\d))")
_ODD_KEY = re.compile(r"(@\w+[ \t]*[{(])([^,\n]+)(?=,)")
_VALUE_IN_KEY = re.compile(r'=(?:\s*[{"]|\s+\d)')
_LOST_ENTRY = re.compile(r"@[ \t]*[A-Za-z][\w.-]*\s*[{(]")


class RawField(NamedTuple):
    """A field as split off: name as printed, value with its delimiters and with MASKs, line from 1."""

    name: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of the file: raw is exact, line counts from 1.

    type, key and fields are an entry's; a string has its one field. trouble says why a block failed, in
    bibtexparser's words, and trouble_line where; in an entry it is the code of what was mended.
    """

    kind: BlockKind
    line: int
    raw: str
    type: str = ""
    key: str = ""
    fields: tuple[RawField, ...] = ()
    trouble: str = ""
    trouble_line: int = 0


@dataclass(slots=True)
class _Span:
    """Where a block stands in the text, and what bibtexparser made of it (None for free text)."""

    start: int
    end: int
    parsed: ParsedBlock | None
    failed_at: int = 0


def split(text: str) -> list[Piece]:
    """Give the blocks of a BibTeX file in order; together their raws hold all of it but blank space."""
    lines = _LONE_RETURN.sub("\n", text) if "\r" in text else text
    prepared = _prepare(lines)
    pieces: list[Piece] = []
    line, at = 1, 0
    for span in _with_gaps(_spans(prepared), prepared):
        line += lines.count("\n", at, span.start)
        at = span.start
        piece = _piece(span, text[span.start : span.end], line, prepared)
        if piece.kind == "failed":
            piece = replace(piece, trouble_line=line + lines.count("\n", span.start, span.failed_at))
            pieces += _second_chance(piece, prepared[span.start : span.end])
        else:
            pieces.append(piece)
    return pieces


def looks_like_entry(text: str) -> bool:
    """Whether free text has the head of an entry in it ("@conference-paper{"); `@comment{` never has."""
    return text[1:8].lower() != "comment" and _LOST_ENTRY.search(text) is not None


def _prepare(text: str) -> str:
    """Change the text, character for character, to what bibtexparser reads as BibTeX does.

    It takes a backslash before a brace or a newline as an escape even where that is escaped itself,
    and wants the brace on the line of the entry's type.
    """
    if "\\\\" in text or "\\\n" in text or "\\\r" in text:
        text = _NO_ESCAPE.sub(lambda found: MASK * len(found[0]), text)
    return _SPREAD_HEAD.sub(lambda found: found[1] + " " * len(found[2]), text)


def _spans(prepared: str) -> list[_Span]:
    """Find where each block stands; free text is left to the gaps between them."""
    from bibtexparser import model

    spans: list[_Span] = []
    cursor = 0
    for parsed in _parse(prepared):
        raw = parsed.raw or ""
        if isinstance(parsed, model.ImplicitComment):
            continue
        start = prepared.find(raw, cursor)
        if start < 0:  # cannot be, for a raw is cut from the text; were it so, a gap would keep it
            continue
        half = _HALF_HEAD.search(raw, 1) if isinstance(parsed, model.ParsingFailedBlock) else None
        cursor = start + (half.start() if half else len(raw))  # the next head, read while this block failed
        spans.append(_Span(start, cursor, parsed, cursor))
    return spans


def _with_gaps(spans: list[_Span], prepared: str) -> Iterator[_Span]:
    """Add the free text between the blocks; behind a failed block it is the rest of that block."""
    from bibtexparser import model

    nothing = _Span(0, 0, None)
    end = _Span(len(prepared), len(prepared), None)
    for before, after in zip([nothing, *spans], [*spans, end], strict=True):
        between = prepared[before.end : after.start]
        free = between.strip()
        start = before.end + len(between) - len(between.lstrip())
        if free and type(before.parsed) is model.ParsingFailedBlock:
            before.end = start + len(free)
            free = ""
        if before.parsed is not None:
            yield before
        if free:
            yield _Span(start, start + len(free), None)


def _parse(text: str) -> list[ParsedBlock]:
    from bibtexparser.splitter import Splitter

    with _quiet():
        return Splitter(text).split().blocks


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep bibtexparser's warnings off the terminal: each is a problem that we report ourselves."""
    import logging  # slow to load

    logger = logging.getLogger("bibtexparser.splitter")

    def nothing(_record: logging.LogRecord) -> bool:
        return False

    logger.addFilter(nothing)
    try:
        yield
    finally:
        logger.removeFilter(nothing)


def _piece(span: _Span, raw: str, line: int, prepared: str) -> Piece:
    """Bring one block of bibtexparser's into ours."""
    from bibtexparser import model

    parsed = span.parsed
    while isinstance(parsed, (model.DuplicateBlockKeyBlock, model.DuplicateFieldKeyBlock)):
        parsed = parsed.ignore_error_block
    if isinstance(parsed, model.Entry):
        shift = line - (parsed.start_line or 0)
        if "\n" in raw[: len(parsed.entry_type) + 2]:  # the brace stood on a later line than the type
            brace = prepared.find("{", span.start) - span.start
            shift += raw.count("\n", 0, brace)
        fields = tuple(RawField(field.key, field.value, field.start_line + shift) for field in parsed.fields)
        return Piece("entry", line, raw, parsed.entry_type, parsed.key.replace(MASK, "\\"), fields)
    if isinstance(parsed, model.String):
        return Piece("string", line, raw, fields=(RawField(parsed.key, parsed.value, line),))
    if isinstance(parsed, model.Preamble):
        return Piece("preamble", line, raw)
    if isinstance(parsed, model.ParsingFailedBlock):
        if raw[1:8].lower() == "comment":  # to BibTeX a comment needs no closing brace
            return Piece("comment", line, raw)
        return Piece("failed", line, raw, trouble=str(getattr(parsed.error, "abort_reason", parsed.error)))
    return Piece("comment", line, raw)


def _second_chance(failed: Piece, prepared: str) -> list[Piece]:
    r"""Read an entry that bibtexparser refuses: `{C:\\data\\}`, one without a key, or with an odd one.

    Gives the entry, and the free text behind it that the failure took along; else the failed block.
    """
    from bibtexparser import model

    head = _ODD_KEY.match(prepared)
    odd = head[2] if head and not _VALUE_IN_KEY.search(head[2]) else ""
    for code, mended in (
        ("backslash-before-brace", _BRACE_AFTER_BACKSLASH.sub(MASK, prepared)),
        ("missing-key", _KEYLESS.sub(r"\1,\2", prepared, count=1)),
        ("odd-key", prepared.replace(odd, "x" * len(odd), 1) if odd else prepared),
    ):
        first, *others = _parse(mended) if mended != prepared else [None]
        if not isinstance(first, (model.Entry, model.DuplicateFieldKeyBlock)):
            continue
        if any(not isinstance(other, model.ImplicitComment) for other in others):
            continue
        end = len(first.raw or "") - (len(mended) - len(prepared))
        entry = replace(_piece(_Span(0, end, first), failed.raw[:end], failed.line, mended), trouble=code)
        if code == "odd-key":
            entry = replace(entry, key=odd.strip().replace(MASK, "\\"))
        return [entry, *_rest(failed, prepared, end)]
    return [failed]


def _rest(failed: Piece, prepared: str, end: int) -> list[Piece]:
    """Give the free text behind an entry that was mended."""
    raw = failed.raw[end:].strip()
    line = failed.line + prepared.count("\n", 0, failed.raw.find(raw, end))
    return [Piece("comment", line, raw)] if raw else []
