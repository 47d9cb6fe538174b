"""Read RIS: every line is kept, every tag becomes a field, and sloppy spacing loses nothing.

The tags are those of Research Information Systems' format (2001) with EndNote's later additions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.readers import reader
from litreview.readers._structured import IN_JOURNALS, container, house
from litreview.readers._tagged import Chunks, Draft, Format, Line, lines, read_tagged, start_of
from litreview.readers._tagged_values import (
    TYPES,
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
    from collections.abc import Sequence

    from litreview.model import ReadResult

_STRICT = re.compile(r"[ \t\ufeff]*([A-Z][A-Z0-9])(?: {2,4}|\t)-(?=[ \t]|\Z)")
_LOOSE = re.compile(r"[ \t\ufeff]*([A-Za-z][A-Za-z0-9])([ \t]{0,4})[-\u2010-\u2015]([ \t]*)(.*)", re.DOTALL)
_STYLE = re.compile(r"^[ \t\ufeff]*(TY)([ \t]{0,4})[-\u2010-\u2015]", re.MULTILINE | re.IGNORECASE)
_HEAD = re.compile(rb"^[ \t]*TY[ \t]{1,4}-[ \t]*[A-Za-z]", re.MULTILINE | re.IGNORECASE)
_PMID = re.compile(r"(\d{4,9})\s*\[pmid\]", re.IGNORECASE)
_PMCID = re.compile(r"(PMC\d{4,9})(?:\s*\[pmcid\])?", re.IGNORECASE)
_ARXIV = re.compile(r"arXiv:\s*(\S+)", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,9}")
_TAGS = (
    "TY ID T1 TI CT BT T2 T3 TT ST A1 AU A2 A3 A4 AD ED TA Y1 PY DA Y2 N1 N2 AB KW RP JF JO JA J1 J2 VL IS CP SP EP"
    " PB PP CY SN UR LK L1 L2 L3 L4 DO DB DP AN CA CN ET LA LB M1 M2 M3 NV OP RI RN SE U1 U2 U3 U4 U5 C1 C2 C3 C4 C5"
    " C6 C7 C8 ER"
)
_KNOWN = frozenset(_TAGS.split())


def _sniff(data: bytes) -> bool:
    """Whether bytes hold a line that says a type of reference ("TY  - JOUR")."""
    return _HEAD.search(start_of(data)) is not None


@reader("ris", suffixes=(".ris",), sniff=_sniff)
def read_ris(data: bytes, path: str) -> ReadResult:
    """Read a RIS file.

    Takes its bytes and its path (for the problems). Gives a block for every record and for the text
    between records. A label (ID) is the citation key where it can be one. Never raises.
    """
    return read_tagged(data, path, _FORMAT)


def _split(text: str) -> Chunks:
    """Split a file at its TY and ER lines; a blank line ends nothing."""
    styles = {(found[1] == found[1].lower(), len(found[2])) for found in _STYLE.finditer(text[: 64 * 1024])}
    chunks, all_lines, after_blank = Chunks(), list(lines(text)), False
    for line in all_lines:
        if not line.text.strip():
            after_blank = True
            continue
        name, value = _tag(line.text, styles)
        if name == "ER" and not _ends(all_lines, line.number, value, styles):
            name, value = "", line.text.strip()
        if not name:
            _go_on(chunks, line)
        elif name == "ER":
            if value and chunks.entry is not None:
                chunks.tag(line, name, value)
            chunks.close(line)
        else:
            if name == "TY" and _starts(chunks, after_blank=after_blank):
                chunks.start(line)
            chunks.tag(line, name, value)
        after_blank = False
    return chunks


def _tag(text: str, styles: set[tuple[bool, int]]) -> tuple[str, str]:
    """Give the tag of a line and its value; "" for a line that goes on with the one above.

    A tag as the format asks for it always counts. One spaced or written differently counts when it is
    known and the file's own TY lines look the same, or when nothing else starts a line so.
    """
    if text[2:6] == "  - " and text[:2] in _KNOWN:  # as the format asks, and as nearly every line is
        return text[:2], text[6:].strip()
    found = _STRICT.match(text)
    if found:
        return found[1], text[found.end() :].strip()
    return ("ER", "") if text.rstrip() == "ER" else _loose_tag(text, styles)


def _loose_tag(text: str, styles: set[tuple[bool, int]]) -> tuple[str, str]:
    """Give a known tag that is spaced or written differently, and its value; "" where that may be text."""
    found = _LOOSE.fullmatch(text)
    if not found or found[1].upper() not in _KNOWN:
        return "", ""
    name, spaces, value = found[1].upper(), len(found[2]), found[4].strip()
    small = found[1] != name
    if (small, spaces) in styles or (spaces > 1 and (small or not found[3] or value)):
        return name, value
    plain = not small and spaces == 1 and bool(found[3] or not value) and text[0] not in " \t"
    if plain and (name not in {"TY", "ER"} or (name == "ER" and not value) or value.upper() in TYPES):
        return name, value
    return "", ""


def _ends(all_lines: Sequence[Line], number: int, value: str, styles: set[tuple[bool, int]]) -> bool:
    """Whether an ER line ends its record: it does unless it says something and the record goes on behind it."""
    text = all_lines[number - 1].text
    if not value and text.strip() != "ER":
        return True
    for at in range(number, len(all_lines)):
        following = all_lines[at].text
        if following.strip():
            return _tag(following, styles)[0] == "TY"
        if value:
            return True
    return True


def _starts(chunks: Chunks, *, after_blank: bool) -> bool:
    """Whether a TY line starts a record: not where it only comes late, or is said again at once."""
    entry = chunks.entry
    if entry is None:
        return True
    if entry.tags[-1].name == "TY":
        return after_blank
    return entry.has("TY") or after_blank


def _go_on(chunks: Chunks, line: Line) -> None:
    """Take a line without a tag: EndNote writes one keyword a line, everything else is wrapped text."""
    entry = chunks.entry
    if entry is not None and entry.tags[-1].name == "KW":
        chunks.tag(line, "KW", line.text.strip())
    else:
        chunks.more(line, line.text.strip())


def _fill(draft: Draft) -> tuple[str, str]:
    """Put the tags of one record into fields; gives its key and entry type."""
    typed = "TY" in draft
    thesis = " ".join(tag.text for tag in draft.look("M3", "U1", "N1"))
    kind = kind_of(draft, "TY")
    if not typed and draft.look("JF", "JO", "JA"):
        kind = "article"
    if kind == "phdthesis" and re.search(r"\bmaster|\bm\.?\s?(?:sc|a)\.?\b", thesis, re.IGNORECASE):
        kind = "mastersthesis"
    label = _label(draft)
    draft.put_people("author", "A1", "AU")
    draft.put_people("editor", "A2", "ED", *(("A3",) if kind == "book" else ()))
    draft.put_people("translator", "A4", "TA")
    _put_titles(draft, kind)
    put_date(draft, "PY", "Y1", "DA")
    draft.put("volume", "VL")
    draft.put("number", "IS", *(() if kind in IN_JOURNALS else ("M1",)))
    put_pages(draft, "SP", "EP")
    draft.put(house(kind), "PB")
    draft.put("address", "CY", "PP")
    draft.put("edition", "ET")
    if kind.endswith("thesis") or kind in {"techreport", "patent"}:
        draft.put("type", "M3")
    _put_identifiers(draft)
    draft.put("language", "LA")
    draft.put("volumes", "NV")
    draft.put_keywords("KW")
    draft.put_all("abstract", "AB", "N2", separator=" ")
    draft.put_all("note", "N1")
    draft.put_all("affiliation", "AD")
    return label, kind


def _label(draft: Draft) -> str:
    """Give the citation key: the first label (ID) that can be one, or that is said once more (LB)."""
    again = {tag.text: tag for tag in draft.look("LB")}
    for tag in draft.look("ID"):
        if usable_key(tag.text) or tag.text in again:
            draft.take(tag)
            if tag.text in again:
                draft.take(again[tag.text])
            return tag.text
    return ""


def _put_titles(draft: Draft, kind: str) -> None:
    """Put the titles of the work and of what it stands in; full names of journals come before short ones."""
    draft.put("title", "TI", "T1", "CT", *(("BT",) if kind == "book" else ()), "ST")
    draft.put("shorttitle", "ST")
    draft.put("titleaddon", "TT")
    if kind in IN_JOURNALS:
        draft.put("journal", "JF", "T2", "JO", "JA", "J2", "J1")
        draft.put("booktitle", "BT")
        draft.put("shortjournal", "JO", "JA", "J2", "J1")
    elif kind == "inproceedings" and "C3" in draft:
        draft.put("booktitle", "C3")
        draft.put("eventtitle", "T2")
    elif kind in {"book", "techreport"} or kind.endswith("thesis"):
        draft.put("series", "T3", "T2")
        draft.put("booktitle", "BT")
    else:
        draft.put(container(kind), "BT", "T2", "JF", "JO")
        draft.put("journal", "JF")
    draft.put("series", "T3")


def _put_identifiers(draft: Draft) -> None:
    put_doi(draft, "DO", also=("M3", "N1", "L3"))
    for tag in draft.look("AN", "C2", "U1", "U2", "U3", "U4", "U5"):
        pubmed, central = _PMID.fullmatch(tag.text), _PMCID.fullmatch(tag.text)
        if pubmed or central:
            draft.set("pmid" if pubmed else "pmcid", (pubmed or central or tag.text)[1], tag.line)
            draft.take(tag)
    database = {tag.text.lower() for tag in draft.look("DB")}
    for tag in draft.look("AN"):
        if database & {"pubmed", "medline", "nlm"} and _NUMBER.fullmatch(tag.text):
            draft.set("pmid", tag.text, tag.line)
            draft.take(tag)
            for named in [name for name in draft.look("DB") if name.text.lower() == "pubmed"]:
                draft.take(named)  # which the field's name says
        elif preprint := _ARXIV.fullmatch(tag.text):
            draft.set("eprint", preprint[1], tag.line)
            draft.set("eprinttype", "arxiv", tag.line)
            draft.take(tag)
    put_numbers(draft, "SN")
    put_url(draft, "UR", "LK")
    put_accessed(draft, "Y2")


_FORMAT = Format(
    "ris",
    _split,
    _fill,
    looks_like='a record starts with a line "TY  - JOUR" and ends with "ER  - "',
    end="ER line",
    type_tag="TY",
)
