"""Read the plain text of Web of Science (field-tagged, "FN Clarivate"): full names win, and nothing is dropped.

The tags are those of Clarivate's "Web of Science Core Collection Field Tags"; older ISI files have the same.
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

_TAG = re.compile(r"\ufeff?([A-Z][A-Z0-9])(?=[ \t]|\Z)")
_HEAD = re.compile(rb"\A\s*FN [^\n]*(?:Clarivate|Thomson|ISI|Web of)", re.IGNORECASE)
_RECORD = re.compile(rb"^PT [A-Z]\s*?$", re.MULTILINE)
_SIGNS = re.compile(rb"^(AU|TI|SO|UT|PY|ER)(?: |\s*$)", re.MULTILINE)
_TELLING = 3  # different lines of a record beside its type
_HEADERS = frozenset(("FN", "VR", "EF"))
_LISTS = frozenset(("AU", "AF", "BA", "BF", "BE", "ED", "CA", "GP", "CR", "C1"))
"""Tags that have a value on each of their lines."""
_PAGE_SPAN = re.compile(r"\d+[A-Za-z]?-\d+[A-Za-z]?")


def _sniff(data: bytes) -> bool:
    """Whether bytes start as an export of Web of Science does, or hold the lines of one of its records."""
    start = start_of(data)
    if _HEAD.search(start):
        return True
    return bool(_RECORD.search(start)) and len(set(_SIGNS.findall(start))) >= _TELLING


@reader("wos", suffixes=(".ciw", ".isi"), sniff=_sniff)
def read_wos(data: bytes, path: str) -> ReadResult:
    """Read a plain-text export of Web of Science (or of ISI before it).

    Takes its bytes and its path (for the problems). Gives a block for every record, and for the lines
    around them (FN, VR, EF). The records have no keys. Never raises.
    """
    return read_tagged(data, path, _FORMAT)


def _split(text: str) -> Chunks:
    """Split a file at its PT and ER lines; indented lines go on with the one above, or add to its list."""
    chunks = Chunks()
    for line in lines(text):
        if not line.text.strip():
            continue
        found = _TAG.match(line.text)
        entry = chunks.entry
        if found is None:
            if entry is None or entry.tags[-1].name not in _LISTS:
                if entry is not None and line.text[0] not in " \t":
                    chunks.strays.append(line.number)
                chunks.more(line, line.text.strip())
            else:
                chunks.tag(line, entry.tags[-1].name, line.text.strip())
        elif found[1] == "ER":
            chunks.close(line)
        elif found[1] in _HEADERS and (entry is None or found[1] == "EF"):
            chunks.remark(line)
        else:
            if found[1] == "PT" and entry is not None and entry.has("PT"):
                chunks.start(line)
            chunks.tag(line, found[1], line.text[found.end() :])
    return chunks


def _fill(draft: Draft) -> tuple[str, str]:
    """Put the tags of one record into fields; gives its key, which there is none for, and its type."""
    kind = _kind(draft)
    _put_people(draft, kind)
    draft.put("title", "TI")
    draft.put(container(kind), "SO")
    draft.put("shortjournal", "JI", "J9")
    draft.put("series", "SE")
    draft.put("eventtitle", "CT")
    draft.put("venue", "CL")
    put_date(draft, "PY", "PD")
    draft.put("volume", "VL")
    draft.put("number", "IS")
    _put_pages(draft)
    draft.put(house(kind), "PU")
    draft.put("address", "PI", "PV")
    put_doi(draft, "DI", also=("D2",))
    put_numbers(draft, "SN", "EI", "BN")
    draft.put("pmid", "PM")
    draft.put("language", "LA")
    draft.put_keywords("DE", parted_by=";")
    draft.put_all("keywords-plus", "ID")
    draft.put_all("abstract", "AB", separator=" ")
    draft.put_all("affiliation", "C1")
    return "", kind


def _kind(draft: Draft) -> str:
    """Give the entry type: the publication's (PT) and the document's (DT) together say it."""
    publication = draft.first("PT")
    letter = publication.text.upper() if publication else "J"
    documents = {word.strip() for tag in draft.look("DT") for word in tag.text.lower().split(";")}
    if letter == "P":
        return "patent"
    if letter == "C" or (letter in {"B", "S"} and "proceedings paper" in documents):
        return "inproceedings"
    if letter in {"B", "S"}:
        whole = "book" in documents and "book chapter" not in documents
        return "book" if whole or not draft.look("SO") or not draft.look("TI") else "incollection"
    if letter != "J" and publication is not None:
        draft.remark(
            publication.line, "unknown-type", f'the type "{letter[:40]}" is not known; it is read as @article'
        )
        draft.set("wos-pt", publication.text, publication.line)
    return "article"


def _put_people(draft: Draft, kind: str) -> None:
    """Put the people into the record; the full names are taken where there are as many as short ones."""
    by_book = "author" if kind == "book" and not draft.look("AU", "AF") else "bookauthor"
    for role, full, short in (("author", "AF", "AU"), (by_book, "BF", "BA"), ("editor", "", "BE")):
        names, others = draft.every(full), draft.look(short)
        if names and _count(others, role) <= _count(names, role):
            draft.every(short)
        elif not names:
            names = draft.every(short)
        for tag in names:
            draft.people.extend(people_of(tag.text, role))
            draft.people_line = draft.people_line or tag.line
    draft.put_people("editor", "ED")
    for tag in draft.every("CA", "GP"):
        draft.people.append(Person("author", literal=tag.text))


def _count(tags: list[Tag], role: str) -> int:
    return sum(len(people_of(tag.text, role)) for tag in tags)


def _put_pages(draft: Draft) -> None:
    """Put the pages: first and last, else INSPEC's and MEDLINE's span; the article's number has its own field."""
    put_pages(draft, "BP", "EP")
    spans = [tag for tag in draft.look("PS") if _PAGE_SPAN.fullmatch(tag.text)]
    if spans and not any(field.name == "pages" for field in draft.fields):
        put_pages(draft, "PS")
    draft.put("eid", "AR")


_FORMAT = Format(
    "wos", _split, _fill, looks_like='a record starts with a line "PT J" and ends with "ER"', end="ER line"
)
