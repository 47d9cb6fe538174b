"""What is exported and read again is the same, for all that its format can hold, and is exported as the same bytes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.actions.exporting import READ_AS, export, key_map_text
from litreview.model import Field, Person, Record, Source
from litreview.readers import reader
from litreview.text.dates import date_of, year_in
from litreview.text.identifiers import identifiers_of
from litreview.text.plain import canonical, field, name_value

if TYPE_CHECKING:
    from collections.abc import Iterator

param = pytest.param

CORPUS = Path(__file__).parents[2] / "../shared/data/bibliographies"
SAMPLE, LARGEST = 120, 60_000
"""How many files of the corpus are taken, and up to how many bytes."""
UNSTABLE = {"bibtex": 0, "biblatex": 0, "csljson": 0.01, "jsonl": 0.01, "csv": 0.01, "ris": 0.08}
"""Share of files that are written differently the second time: where reading puts right what the first file had,
such as two addresses in one value, an ISBN with words around it, "PMID: 1" in a note, "8" for a month.
"""
DIFFERENT = 0.006
"""Share of records with another person or year: an organisation that BibTeX took for "Initiative, Disease" is one."""
FORMATS = ("bibtex", "biblatex", "csljson", "jsonl", "csv", "ris")


def source(record: Record, key: str) -> Source:
    """Give a record as the library holds it."""
    year, title = year_in(record.fields), record.text("title")
    return Source(key, record.type, title, year, record.people, record.fields, record.identifiers)


def records(data: bytes, name: str) -> list[Record]:
    blocks = reader.named(READ_AS.get(name, name)).function(data, "x").blocks
    return [block.record for block in blocks if block.record is not None]


def again(sources: list[Source], name: str) -> tuple[list[Source], str]:
    """Export, read, and give what was read, with the text."""
    text = export(sources, name)
    return [source(record, record.key) for record in records(text.encode(), name)], text


@cache
def corpus() -> list[list[Source]]:
    """Give a sample of real bibliographies, the same each time: at even steps through their names."""
    files = sorted(path for path in CORPUS.rglob("*.bib") if path.is_file() and path.stat().st_size < LARGEST)
    return [found for path in files[:: max(1, len(files) // SAMPLE)] if (found := one_key_each(path))]


def one_key_each(path: Path) -> list[Source]:
    found: dict[str, Source] = {}
    for number, record in enumerate(records(path.read_bytes(), "bibtex")):
        key = record.key or f"none{number}"
        found.setdefault(key, source(record, key))
    return list(found.values())


def usual(people: tuple[Person, ...]) -> list[Person]:
    """Give the people as any format names them: a particle in braces ("{de la Mata}, María") is one."""
    return sorted(filter(None, map(canonical, people)), key=lambda person: person.role)


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


@pytest.mark.parametrize("name", FORMATS)
def test_real_bibliographies(name: str) -> None:
    if not corpus():
        pytest.skip("no real bibliographies here")
    unstable, total, differ = 0, 0, 0
    for sources in corpus():
        found, text = again(sources, name)
        unstable += again(found, name)[1] != text
        for old, new in zip(sources, found, strict=True):
            total += 1
            assert letters(new.title).startswith(letters(old.title))
            if name != "ris":
                assert new.type == old.type or name == "biblatex"
            same_people = usual(old.people) == usual(new.people)
            same_dois = {one for one in old.identifiers if one.kind == "doi"} <= set(new.identifiers)
            differ += not (same_people and same_dois and old.year == new.year)
    assert unstable <= len(corpus()) * UNSTABLE[name]
    assert differ <= total * DIFFERENT


def made(*fields: Field, people: tuple[Person, ...] = (), kind: str = "article", key: str = "a") -> Source:
    names = [
        Field(role, " and ".join(name_value(one) for one in people if one.role == role), "")
        for role in dict.fromkeys(one.role for one in people)
    ]
    names = [field(item.name, "", value=item.value) for item in names]
    title = next((item.text for item in fields if item.name == "title"), "")
    everything = (*names, *fields)
    return Source(key, kind, title, year_in(everything), people, everything, identifiers_of(everything))


LIBRARY = {
    "subtitle": made(field("title", "Norms"), field("subtitle", "A history"), kind="book"),
    "question": made(field("title", "Why norms?"), field("subtitle", "A history"), kind="book"),
    "particle": made(people=(Person("author", "Berg", "Jan", "van der"), Person("author", "King", "M.", "", "Jr."))),
    "organisation": made(people=(Person("author", literal="UN"), Person("editor", literal="Johnson and Sons, Inc."))),
    "one-word-organisation": made(people=(Person("author", literal="Intel"),)),
    "chinese": made(field("title", "网络空间治理"), people=(Person("author", literal="王伟"),)),
    "translator": made(people=(Person("author", "Eco", "U."), Person("translator", "Weaver", "W.")), kind="book"),
    "pages": made(field("pages", "12", value="12--20"), field("title", "T")),
    "article-number": made(field("pages", "e0012"), field("title", "T")),
    "day": made(field("date", "2016-02-09"), field("title", "T")),
    "range": made(field("date", "2015/2017"), field("title", "T")),
    "words": made(field("year", "in press"), field("title", "T")),
    "sici": made(field("doi", "10.1002/(SICI)1521-3951(199804)206:2<841::AID-PSSB841>3.0.CO;2-N")),
    "preprint": made(field("eprint", "2001.01234"), field("eprinttype", "arxiv"), kind="misc"),
    "pubmed": made(field("pmid", "23439512"), field("title", "T")),
    "school": made(field("publisher", "UMI"), field("school", "Cornell"), kind="phdthesis"),
    "number-for-a-key": made(field("title", "T"), key="000001"),
    "apostrophe-in-a-key": made(field("title", "T"), key="o'hara1999"),
    "two-words-for-a-key": made(field("title", "T"), key="Conference paper2022"),
    "key-alone": made(key="ieee:control", kind="misc"),
    "address-for-a-key": made(field("title", "T"), key="https://doi.org/10.1000/x"),
    "keywords": made(field("keywords", "norms, law"), field("title", "T")),
    "formula": made(field("title", "=cmd|' /C calc'!A0")),
    "signs": made(field("title", "100% of R&D_x #1 ~ ^ \\ { } $ `quoted'")),
    "line-end": made(field("abstract", "one\n\ntwo"), field("title", "T")),
}  # fmt: skip
CANNOT = {
    ("csv", "subtitle"): (), ("ris", "subtitle"): ("subtitle", "title"), ("ris", "question"): ("subtitle", "title"),
    ("ris", "school"): ("publisher",), ("ris", "line-end"): ("abstract",),
}  # fmt: skip
"""What a format has no place for: RIS has one title, one house, and one line for each value."""
RENAMED = {
    "journaltitle": "journal", "location": "address", "institution": "school", "year": "", "date": "", "month": "",
    "csl-issue": "number", "eprinttype": "", "archiveprefix": "",
}  # fmt: skip


def held(found: Source) -> Iterator[tuple[str, str]]:
    for item in found.fields:
        name = RENAMED.get(item.name, item.name)
        if name and item.text and name not in {one.role for one in found.people}:
            yield name, " ".join(item.text.split())


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("case", LIBRARY)
def test_one_of_each_kind(case: str, name: str) -> None:
    old = LIBRARY[case]
    (new,), text = again([old], name)
    assert again([new], name)[1] == text
    lost = CANNOT.get((name, case), ())
    assert {item for item in held(old) if item[0] not in lost} <= set(held(new))
    assert sorted(map(repr, new.people)) == sorted(map(repr, old.people))
    assert set(old.identifiers) <= set(new.identifiers)
    assert (new.year, date_of(new.fields)) == (old.year, date_of(old.fields))
    assert new.key == old.key or " " in old.key or name in {"bibtex", "biblatex"}


def test_a_key_that_bibtex_cannot_hold_is_in_the_key_map() -> None:
    sources = [replace(LIBRARY["day"], key=key) for key in ("plain2016", "two, three", "a{b")]
    text = export(sources, "bibtex")
    assert "@article{two%2C three,\n" in text
    assert key_map_text([("old", "two, three")], sources, "bibtex") == (
        "old\ttwo%2C three\ntwo, three\ttwo%2C three\na{b\ta%7Bb\n"
    )
    assert key_map_text([("old", "new")], sources, "ris") == "old\tnew\n"


VALUES = st.text(st.sampled_from("aé \\{}%&#$~_^`'\"-=@+\t\n,;:|<>[]王"), min_size=1, max_size=20)


@settings(max_examples=150, deadline=None)
@given(VALUES, VALUES, st.sampled_from(FORMATS))
def test_any_text_reads_back(title: str, note: str, name: str) -> None:
    old = made(field("title", "T " + title), field("note", "N " + note))
    (new,), text = again([old], name)
    assert again([new], name)[1] == text
    assert letters(new.title) == letters(old.title)
    assert letters(new.text("note")) == letters(old.text("note"))
