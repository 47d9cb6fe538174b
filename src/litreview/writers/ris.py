"""Write sources as RIS, which every reference manager and database reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.text.dates import date_of
from litreview.text.datewords import SEASONS
from litreview.text.identifiers import usable_key
from litreview.text.person import whole_family
from litreview.text.plain import read_people
from litreview.writers import writer
from litreview.writers._facts import (
    IN_JOURNALS,
    PLACES,
    containers,
    first,
    houses,
    page_range,
    people,
    whole_title,
    words_of_date,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.model import Person, Source

_TYPES = {
    "article": "JOUR", "review": "JOUR", "book": "BOOK", "mvbook": "BOOK", "manual": "BOOK", "collection": "EDBOOK",
    "booklet": "PAMP", "incollection": "CHAP", "inbook": "CHAP", "inreference": "ENCYC", "inproceedings": "CONF",
    "conference": "CONF", "proceedings": "CONF", "phdthesis": "THES", "mastersthesis": "THES", "thesis": "THES",
    "techreport": "RPRT", "report": "RPRT", "online": "ELEC", "electronic": "ELEC", "www": "ELEC",
    "unpublished": "UNPB", "patent": "PAT", "dataset": "DATA", "software": "COMP", "standard": "STAND",
    "periodical": "SER",
}  # fmt: skip
_TAGS = {
    "volume": "VL", "number": "IS", "edition": "ET", "series": "T3", "shorttitle": "ST", "titleaddon": "TT",
    "shortjournal": "J2", "url": "UR", "abstract": "AB", "language": "LA", "note": "N1",
    "urldate": "Y2", "volumes": "NV", "affiliation": "AD",
}  # fmt: skip
_ROLES = {"author": "AU", "editor": "ED", "translator": "A4", "bookauthor": "A3"}
_MASTERS = "Master's thesis"
_SEMICOLON, _COMMA = re.compile("[;；]"), re.compile("[,，、]")
_ALONE = frozenset(("BOOK", "EDBOOK", "RPRT", "THES", "SER"))
"""Types of works that stand alone: their T2 is taken for a series."""
_PREPRINTS = ("eprint", "arxiv", "arxivid")
_TAGGED = len("ris-xx")


@writer("ris", suffixes=(".ris",))
def write_ris(sources: Sequence[Source]) -> str:
    """Write the sources in the order given. RIS has tags for the common fields; what was read from tags that
    nobody knows (ris-xx) is written under them again. Fields that RIS has no tag for are left out.
    """
    return "\n".join(
        "".join(f"{tag}  - {_line(text)}\n" for tag, text in _lines(source)) for source in sources
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _lines(source: Source) -> Iterator[tuple[str, str]]:
    yield "TY", source.text("ris-ty") or _TYPES.get(source.type, "GEN")
    if source.key:
        yield "ID", source.key
        if not usable_key(source.key):
            yield "LB", source.key  # said twice, it is known for the key
    for role, tag in _ROLES.items():
        for person in people(source, role):
            yield tag, _name(person)
    if source.title:
        yield "TI", whole_title(source)
    yield from _containers(source)
    yield from _dates(source)
    start, end = page_range(source)
    found = (
        ("SP", start),
        ("EP", end if end != start else ""),
        ("PB", first(source, houses(source.type))),
        ("CY", first(source, PLACES)),
        ("SN", source.text("isbn")),
        ("SN", source.text("issn")),
    )
    yield from ((tag, text) for tag, text in found if text)
    yield from _others(source)
    yield "ER", ""


def _containers(source: Source) -> Iterator[tuple[str, str]]:
    """Give what the work stands in; of a paper with a conference its proceedings, then the conference.

    What stands in a book and in a journal has the second one under the tag that says which it is.
    """
    texts = [text for name in containers(source.type) if (text := source.text(name))]
    event = source.text("eventtitle")
    if texts and event and source.type == "inproceedings":
        yield from (("C3", texts[0]), ("T2", event))
    elif texts:
        yield "BT" if _TYPES.get(source.type) in _ALONE else "T2", texts[0]
    if len(texts) > 1:
        yield "BT" if source.type in IN_JOURNALS else "JF", texts[1]


def _name(person: Person) -> str:
    """Give a name so that it is read as the same person: an organisation that looks like one ends with a comma."""
    if not person.literal:
        return ", ".join(part for part in (whole_family(person), person.given, person.suffix) if part)
    plain = person.literal
    ways = (plain, f"{plain},", f"{{{plain}}}")
    return next((way for way in ways if read_people(way, person.role) == (person,)), plain)


def _dates(source: Source) -> Iterator[tuple[str, str]]:
    when, words = date_of(source.fields), words_of_date(source)
    if when is None or when.start is None or when.approximate or when.uncertain or when.open:
        if words:
            yield "PY", words
        return
    yield "PY", when.year
    month, day = when.start.month, when.start.day
    if when.season:
        yield "DA", f"{when.year}///{SEASONS[when.season]}"
    elif when.end is not None:
        yield "DA", when.edtf()
    elif month:
        yield "DA", f"{when.year}/{month:02}/" + (f"{day:02}" if day else "")


def _others(source: Source) -> Iterator[tuple[str, str]]:
    """Give the fields that have a tag of their own, keywords one by one, and the tags that were kept."""
    for name, tag in _TAGS.items():
        text = source.text(name)
        said = (name == "url" and source.text("ris-ur")) or (name == "shorttitle" and text == source.title)
        if text and not said:  # by the addresses that were kept, or by the title
            yield tag, text
    words = _SEMICOLON.split(source.text("keywords"))
    for word in words if len(words) > 1 else _COMMA.split(words[0]):
        if word.strip():
            yield "KW", word.strip()
    yield from _identifiers(source)
    if said := source.text("type") or (_MASTERS if source.type == "mastersthesis" else ""):
        yield "M3", said
    for item in source.fields:
        if item.text and item.name.startswith("ris-") and item.name != "ris-ty" and len(item.name) == _TAGGED:
            yield item.name.removeprefix("ris-").upper(), item.text


def _identifiers(source: Source) -> Iterator[tuple[str, str]]:
    """Give the identifiers: a DOI without the address around it, PubMed's and arXiv's as what a database calls it."""
    doi = source.text("doi")
    known = next((item.value for item in source.identifiers if item.kind == "doi"), "")
    if doi:
        yield "DO", known if known and not doi.startswith("10.") else doi
    if number := source.text("pmid"):
        yield from (("AN", number), ("DB", "PubMed"))
    for item in source.identifiers:
        if item.kind == "arxiv" and any(source.text(name) for name in _PREPRINTS):
            yield "AN", f"arXiv:{item.value}"
