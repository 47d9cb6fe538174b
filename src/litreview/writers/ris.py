"""Write sources as RIS, which every reference manager and database reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.text.dates import date_of
from litreview.text.datewords import SEASONS
from litreview.writers import writer
from litreview.writers._facts import CONTAINERS, HOUSES, PLACES, first, page_range, people, words_of_date

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
    "shortjournal": "J2", "doi": "DO", "url": "UR", "abstract": "AB", "language": "LA", "note": "N1", "type": "M3",
    "urldate": "Y2", "subtitle": "N1",
}  # fmt: skip
_ROLES = {"author": "AU", "editor": "ED", "translator": "A4", "bookauthor": "A3"}
_MASTERS = "Master's thesis"
_SEMICOLON, _COMMA = re.compile("[;；]"), re.compile("[,，、]")


@writer("ris", suffixes=(".ris",))
def write_ris(sources: Sequence[Source]) -> str:
    """Write the sources in the order given. RIS has tags for the common fields; what was read from tags that
    nobody knows (ris-xx) is written under them again.
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
    for role, tag in _ROLES.items():
        for person in people(source, role):
            yield tag, _name(person)
    if source.title:
        yield "TI", source.title
    yield from _containers(source)
    yield from _dates(source)
    start, end = page_range(source)
    found = (
        ("SP", start),
        ("EP", end),
        ("PB", first(source, HOUSES)),
        ("CY", first(source, PLACES)),
        ("SN", source.text("isbn")),
        ("SN", source.text("issn")),
    )
    yield from ((tag, text) for tag, text in found if text)
    yield from _others(source)
    yield "ER", ""


def _containers(source: Source) -> Iterator[tuple[str, str]]:
    """Give what the work stands in; of a paper with a conference its proceedings, then the conference."""
    container, event = first(source, CONTAINERS), source.text("eventtitle")
    if container and event and source.type == "inproceedings":
        yield from (("C3", container), ("T2", event))
    elif container:
        yield "T2", container


def _name(person: Person) -> str:
    if person.literal:
        return person.literal
    family = " ".join(part for part in (person.prefix, person.family) if part)
    return ", ".join(part for part in (family, person.given, person.suffix) if part)


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
    for field in source.fields:
        if field.name == "keywords":
            parts = _SEMICOLON.split(field.text)
            parts = parts if len(parts) > 1 else _COMMA.split(field.text)
            yield from (("KW", part.strip()) for part in parts if part.strip())
        elif field.name == "pmid":
            yield "AN", field.text
            if not source.text("ris-db"):
                yield "DB", "PubMed"
        elif field.name in _TAGS and field.text:
            yield _TAGS[field.name], field.text
        elif (
            field.name.startswith("ris-")
            and field.name != "ris-ty"
            and len(field.name) == len("ris-xx")
            and field.text
        ):
            yield field.name.removeprefix("ris-").upper(), field.text
    if source.type == "mastersthesis" and not source.text("type"):
        yield "M3", _MASTERS
