"""Read EndNote's tagged format (.enw), which is refer's with more tags: "%A Clarke, Richard A."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.readers import reader
from litreview.readers._structured import container, house
from litreview.readers._tagged import Chunks, Draft, Format, lines, read_tagged, start_of
from litreview.readers._tagged_values import (
    kind_of,
    put_accessed,
    put_date,
    put_doi,
    put_numbers,
    put_pages,
    put_url,
)
from litreview.text.identifiers import usable_key

if TYPE_CHECKING:
    from litreview.model import ReadResult

_TAG = re.compile(r"[ \t\ufeff]*%([0-9A-Z@!#$\]&(*+^><\[=~?)\\])(?=[ \t]|\Z)")
_TYPED = re.compile(r"^[ \t\ufeff]*%0(?:[ \t]|$)", re.MULTILINE)
_HEAD = re.compile(rb"^%0[ \t]+\w", re.MULTILINE)
_REFER = re.compile(rb"^%([ATDJIVNPBCE])[ \t]+\S", re.MULTILINE)
_TELLING = 3  # different tags of refer in a file that says no types
_WORDS = {
    "@": "number", "!": "short-title", "#": "custom-1", "$": "custom-2", "]": "custom-3", "&": "section",
    "(": "original-publication", ")": "reprint-edition", "*": "reviewed-item", "+": "author-address",
    "^": "caption", ">": "link-to-file", "<": "research-notes", "[": "access-date", "=": "modified",
    "~": "database", "?": "subsidiary-author", "\\": "custom-4",
}  # fmt: skip
"""What the tags that are signs say, in EndNote's words: a field's name cannot be a sign."""


def _sniff(data: bytes) -> bool:
    """Whether bytes hold a line that says a type ("%0 Book"), or enough different lines of refer."""
    start = start_of(data)
    if _HEAD.search(start):
        return True
    return start.lstrip()[:1] == b"%" and len(set(_REFER.findall(start))) >= _TELLING


@reader("enw", suffixes=(".enw", ".ref", ".refer"), sniff=_sniff)
def read_enw(data: bytes, path: str) -> ReadResult:
    """Read a file in EndNote's tagged format, or in refer's.

    Takes its bytes and its path (for the problems). Gives a block for every record and for the text
    between records. A label (%F) is the citation key where it can be one. Never raises.
    """
    return read_tagged(data, path, _FORMAT)


def _split(text: str) -> Chunks:
    """Split a file at its %0 lines, or at blank lines in a file without them."""
    typed = bool(_TYPED.search(text))
    chunks, after_blank = Chunks(), False
    for line in lines(text):
        if not line.text.strip():
            after_blank = True
            continue
        found = _TAG.match(line.text)
        entry = chunks.entry
        if found is None:
            if entry is not None and after_blank and not typed:
                chunks.remark(line)
            elif entry is not None and entry.tags[-1].name == "K":
                chunks.tag(line, "K", line.text.strip())
            else:
                chunks.more(line, line.text.strip())
        else:
            if entry is not None and _starts(chunks, found[1], after_blank=after_blank, typed=typed):
                chunks.start(line)
            chunks.tag(line, found[1], line.text[found.end() :])
        after_blank = False
    return chunks


def _starts(chunks: Chunks, name: str, *, after_blank: bool, typed: bool) -> bool:
    """Whether a tag starts a record: %0 does unless it comes late or again, others after a blank line."""
    entry = chunks.entry
    if entry is None:
        return True
    if name == "0":
        again = entry.tags[-1].name == "0"
        return after_blank or (entry.has("0") and not again)
    return after_blank and (not typed or (name in {"A", "T"} and entry.has("T")))


def _fill(draft: Draft) -> tuple[str, str]:
    """Put the tags of one record into fields; gives its key and entry type."""
    typed = "0" in draft
    thesis = " ".join(tag.text for tag in draft.look("9", "R"))
    kind = kind_of(draft, "0")
    if not typed:
        kind = "article" if "J" in draft else "incollection" if draft.look("B") else "misc"
    if kind == "phdthesis" and re.search(r"\bmaster|\bm\.?\s?(?:sc|a)\.?\b", thesis, re.IGNORECASE):
        kind = "mastersthesis"
    label = next((tag for tag in draft.look("F") if usable_key(tag.text)), None)
    if label is not None:
        draft.take(label)
    draft.put_people("author", "A")
    draft.put_people("editor", "E", *(("Y",) if kind == "book" else ()))
    draft.put_people("translator", "H", "?")
    _put_titles(draft, kind)
    put_date(draft, "D", "8")
    draft.put("volume", "V")
    draft.put("number", "N")
    put_pages(draft, "P")
    draft.put(house(kind), "I")
    draft.put("address", "C")
    draft.put("edition", "7")
    if kind.endswith("thesis") or kind in {"techreport", "patent"}:
        draft.put("type", "9")
    put_doi(draft, also=("R", "U", "M"))
    put_numbers(draft, "@")
    put_url(draft, "U")
    put_accessed(draft, "[")
    draft.put("language", "G")
    draft.put("volumes", "6")
    draft.put_keywords("K")
    draft.put_all("abstract", "X", separator=" ")
    draft.put_all("note", "Z", "O")
    draft.put_all("affiliation", "+")
    return (label.text if label else ""), kind


def _put_titles(draft: Draft, kind: str) -> None:
    """Put the titles of the work and of what it stands in."""
    draft.put("title", "T", *(("B",) if kind == "book" else ()))
    draft.put("shorttitle", "!")
    draft.put("titleaddon", "Q")
    if kind in {"book", "techreport"} or kind.endswith("thesis"):
        draft.put("series", "S", "B")
    else:
        order = ("J", "B") if container(kind) == "journal" else ("B", "J")
        draft.put(container(kind), *order)
        draft.put("series", "S")


_FORMAT = Format(
    "enw", _split, _fill, looks_like='a record starts with a line such as "%0 Journal Article"', names=_WORDS
)
