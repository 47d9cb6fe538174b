"""Read NBIB, the tagged MEDLINE format that PubMed saves: full names win, and every tag becomes a field.

The tags are those of the National Library of Medicine's "MEDLINE/PubMed Data Element (Field) Descriptions".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.model import Person
from litreview.readers import reader
from litreview.readers._structured import container, house
from litreview.readers._tagged import Chunks, Draft, Format, lines, people_of, read_tagged, start_of
from litreview.readers._tagged_values import put_date, put_doi, put_numbers, put_pages

if TYPE_CHECKING:
    from litreview.model import ReadResult
    from litreview.readers._tagged import Tag

_TAG = re.compile(r"([A-Z]{2,4})( {0,2})-(?= |\Z)")
_LOOSE = re.compile(r"([A-Z]{2,4}) {0,2}- *(.*)", re.DOTALL)
_WIDTH = 4  # letters and spaces before the hyphen
_INDENT = "      "
_HEAD = re.compile(rb"^PMID *- ?\d", re.MULTILINE)
_SIGNS = re.compile(rb"^(FAU|STAT|OWN |DCOM|EDAT|MHDA|CRDT|PHST|JID |PST |PMCR|PMC )- ?", re.MULTILINE)
_MOST_TELLING = 2  # different tags of PubMed alone, in a file without a PMID
_MARKED_DOI = re.compile(r"(?:doi:\s*)?(\S+)\s*\[doi\]", re.IGNORECASE)
_TAGS = (
    "PMID OWN STAT DA DCOM LR IS VI IP DP TI PG LID AB CI OAB OABL FAU AU AUID AD LA GR PT DEP PL TA JT JID SB MH PMC"
    " PMCR MID OID OT OTO EDAT MHDA CRDT PHST AID PST SO BTI CTI TT VTI CN FED ED FIR IR IRAD ISBN EN PB COIS CON CIN"
    " RN NM SI GN GS NR CRI CRF EFR EIN ROF RIN RPI UIN UOF SFM PUBM OCI FPS PS DRDT"
)
_KNOWN = frozenset(_TAGS.split())
_TYPES = {
    "book": "book", "book chapter": "incollection", "technical report": "techreport",
    "academic dissertation": "phdthesis", "thesis": "phdthesis", "dataset": "dataset",
    "clinical conference": "inproceedings", "congress": "inproceedings", "congresses": "inproceedings",
}  # fmt: skip
"""Publication types that say more than "article"; those of conferences only count outside a journal."""


def _sniff(data: bytes) -> bool:
    """Whether bytes hold a PubMed number under its tag, or tags that only PubMed has."""
    start = start_of(data)
    return bool(_HEAD.search(start)) or len(set(_SIGNS.findall(start))) > _MOST_TELLING


@reader("nbib", suffixes=(".nbib", ".medline"), sniff=_sniff)
def read_nbib(data: bytes, path: str) -> ReadResult:
    """Read a file in PubMed's NBIB or MEDLINE format.

    Takes its bytes and its path (for the problems). Gives a block for every record and for the text
    between records. The records have no keys. Never raises.
    """
    return read_tagged(data, path, _FORMAT)


def _split(text: str) -> Chunks:
    """Split a file at blank lines and at each PMID; indented lines go on with the one above."""
    chunks, after_blank = Chunks(), False
    for line in lines(text):
        if not line.text.strip():
            after_blank = True
            continue
        name, value = _tag(line.text)
        if name:
            entry = chunks.entry
            if entry is None or after_blank or (name == "PMID" and entry.has("PMID")):
                chunks.start(line)
            chunks.tag(line, name, value)
        elif line.text.startswith(_INDENT) and chunks.entry is not None:
            chunks.more(line, line.text.strip())
        elif after_blank or chunks.entry is None:
            chunks.remark(line)
        elif line.text[0] in " \t":
            chunks.more(line, line.text.strip())
        else:
            chunks.strays.append(line.number)
            chunks.more(line, line.text.strip())
        after_blank = False
    return chunks


def _tag(text: str) -> tuple[str, str]:
    """Give the tag of a line and its value; "" for a line that goes on with the one above."""
    text = text.removeprefix("\ufeff")
    found = _TAG.match(text)
    if found and (len(found[1] + found[2]) == _WIDTH or found[1] in _KNOWN):
        return found[1], text[found.end() :]
    found = _LOOSE.fullmatch(text)
    if found and found[1] in _KNOWN:
        return found[1], found[2]
    return "", ""


def _fill(draft: Draft) -> tuple[str, str]:
    """Put the tags of one record into fields; gives its key, which PubMed has none for, and its type."""
    kind = _kind(draft)
    _put_people(draft)
    _put_titles(draft, kind)
    put_date(draft, "DP")
    draft.put("volume", "VI")
    draft.put("number", "IP")
    put_pages(draft, "PG")
    draft.put(house(kind), "PB")
    draft.put("address", "PL")
    draft.put("edition", "EN")
    _put_doi(draft)
    draft.put("pmid", "PMID")
    draft.put("pmcid", "PMC")
    put_numbers(draft, "IS", "ISBN")
    draft.put("language", "LA")
    draft.put_keywords("MH", "OT")
    draft.put_all("abstract", "AB", separator=" ")
    draft.put_all("note", "GN")
    draft.put_all("affiliation", "AD")
    return "", kind


def _kind(draft: Draft) -> str:
    """Give the entry type: what the publication types say, else an article, or a book where one is named."""
    in_journal = bool(draft.look("JT", "TA"))
    for tag in draft.look("PT"):
        kind = _TYPES.get(tag.text.lower())
        if kind and not (in_journal and kind == "inproceedings"):
            inside = kind == "book" and draft.look("BTI") and draft.look("TI")
            return "incollection" if inside else kind
    if draft.look("BTI"):
        return "incollection" if draft.look("TI") else "book"
    for tag in draft.look("PT"):
        if tag.text == "Journal Article":
            draft.take(tag)
            return "article"
    return "article" if in_journal else "misc"


def _put_people(draft: Draft) -> None:
    """Put authors and editors in their order: a full name stands for the short one that follows it."""
    for role, full, short in (("author", "FAU", "AU"), ("editor", "FED", "ED")):
        waiting = False
        for tag in sorted(draft.look(full, short, *(("CN",) if role == "author" else ())), key=_line):
            draft.take(tag)
            if tag.name == short and waiting:
                waiting = False
                continue
            waiting = tag.name == full
            draft.people_line = draft.people_line or tag.line
            if tag.name == "CN":
                draft.people.append(Person(role, literal=tag.text))
            else:
                draft.people.extend(people_of(tag.text, role))


def _line(tag: Tag) -> int:
    return tag.line


def _put_titles(draft: Draft, kind: str) -> None:
    """Put the titles, without the full stop that PubMed ends each with."""
    titles = draft.every("TI")
    if titles:
        text = " ".join(tag.text for tag in titles)
        draft.set("title", _without_stop(text), titles[0].line)
        if (book := draft.first("BTI")) is not None:
            draft.set("booktitle", _without_stop(book.text), book.line)
    elif (book := draft.first("BTI")) is not None:
        draft.set("title", _without_stop(book.text), book.line)
    if (translated := draft.first("TT")) is not None:
        draft.set("titleaddon", _without_stop(translated.text), translated.line)
    draft.put(container(kind), "JT", "TA")
    draft.put("shortjournal", "TA")
    draft.put("series", "CTI")


def _without_stop(text: str) -> str:
    """Take the closing full stop off, not an abbreviation's ("U.S.") and not an ellipsis."""
    return text[:-1] if re.search(r"(?:[^\W_]{2}|[)\]\"'’”])\.$", text) else text


def _put_doi(draft: Draft) -> None:
    """Put the DOI that says it is one ("10.1000/x [doi]"), else one that stands alone, into the record."""
    seen = ""
    for tag in draft.look("LID", "AID"):
        marked = _MARKED_DOI.fullmatch(tag.text)
        if marked and not seen:
            seen = marked[1]
            draft.set("doi", seen, tag.line)
        if marked and marked[1].lower() == seen.lower():
            draft.take(tag)
    if not seen:
        put_doi(draft, also=("LID", "AID"))


_FORMAT = Format("nbib", _split, _fill, looks_like='a record starts with a line "PMID- 12345678"')
