"""Every line of an EndNote file is in a block and every tag in a field, with types or (as in refer) without."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from litreview.readers.enw import read_enw
from litreview.text.decode import decode

if TYPE_CHECKING:
    from litreview.model import ReadResult, Record

CASES = Path(__file__).parents[1] / "cases" / "tagged"
JABREF = Path(__file__).parents[2] / ".." / "shared" / "data" / "bibliographies" / "JabRef-otherformats"
COMPARED = ("title", "year", "month", "journal", "volume", "number", "pages", "doi")


def records(result: ReadResult) -> list[Record]:
    return [block.record for block in result.blocks if block.record]


def one(*lines: str, kind: str = "Journal Article") -> Record:
    (record,) = records(read_enw("\n".join([f"%0 {kind}", *lines]).encode(), "x.enw"))
    return record


def values(record: Record) -> dict[str, str]:
    return {field.name: field.text for field in record.fields}


def left_over(data: bytes, result: ReadResult) -> str:
    text, at, left = decode(data).text, 0, ""
    for block in result.blocks:
        start = text.index(block.raw, at)
        left += text[at:start]
        at = start + len(block.raw)
    return (left + text[at:]).strip()


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        pytest.param("%0 Book\n%T A\n%0 Book\n%T B", ["A", "B"], id="types-alone"),
        pytest.param(
            "%0 Book\n%T A\n%X one\n\ntwo\n\n%Z more\n\n%0 Book\n%T B", ["A", "B"], id="blank-line-within"
        ),
        pytest.param("%T A\n%A B, C\n\n%T D\n", ["A", "D"], id="refer"),
        pytest.param("%T A\n\n%T B\n%0 Book\n\n%0 Book\n%T C", ["A", "B", "C"], id="mixed"),
    ],
)
def test_records_are_parted(text: str, titles: list[str]) -> None:
    result = read_enw(text.encode(), "x.enw")
    assert [record.text("title") for record in records(result)] == titles
    assert left_over(text.encode(), result) == ""


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["%J Full"], {"journal": "Full"}, id="journal"),
        pytest.param(["%B Full"], {"journal": "Full"}, id="secondary-title"),
        pytest.param(["%P 12-20"], {"pages": "12–20"}, id="pages"),
        pytest.param(
            ["%D 2016", "%8 April 19"], {"year": "2016", "month": "April", "date": "2016-04-19"}, id="day"
        ),
        pytest.param(["%R 10.1000/x"], {"doi": "10.1000/x"}, id="doi"),
        pytest.param(["%R other"], {"enw-r": "other"}, id="no-doi"),
        pytest.param(["%@ 0953-8984"], {"issn": "0953-8984"}, id="issn"),
        pytest.param(["%@ 978-3-86490-311-3"], {"isbn": "978-3-86490-311-3"}, id="isbn"),
        pytest.param(["%@ AB-12"], {"enw-number": "AB-12"}, id="neither"),
        pytest.param(["%K one", "two"], {"keywords": "one, two"}, id="keywords"),
        pytest.param(["%[ 20151028"], {"urldate": "2015-10-28"}, id="accessed"),
        pytest.param(["%X a", "", "b"], {"abstract": "a b"}, id="abstract-with-a-blank-line"),
        pytest.param(["%~ Scopus", "%2 x"], {"enw-database": "Scopus", "enw-2": "x"}, id="other-tags"),
        pytest.param(["%x no tag"], {}, id="small-letter-is-no-tag"),
    ],
)
def test_fields(lines: list[str], expected: dict[str, str]) -> None:
    found = values(one("%G en", *lines))
    language = found.pop("language")
    assert found == expected
    assert language == "en" if expected else language == "en %x no tag"


@pytest.mark.parametrize(
    ("kind", "lines", "type_", "expected"),
    [
        pytest.param("Book Section", ["%B B"], "incollection", {"booktitle": "B"}, id="chapter"),
        pytest.param("Book", ["%I P", "%C C"], "book", {"publisher": "P", "address": "C"}, id="book"),
        pytest.param(
            "Conference Proceedings", ["%B B"], "inproceedings", {"booktitle": "B"}, id="conference"
        ),
        pytest.param(
            "Thesis", ["%I U", "%9 Ph.D."], "phdthesis", {"school": "U", "type": "Ph.D."}, id="thesis"
        ),
        pytest.param("Thesis", ["%9 Masters"], "mastersthesis", {"type": "Masters"}, id="master"),
        pytest.param("Report", ["%I I"], "techreport", {"institution": "I"}, id="report"),
        pytest.param("Web Page", [], "online", {}, id="online"),
        pytest.param("Film or Broadcast", [], "misc", {"enw-0": "Film or Broadcast"}, id="film"),
    ],
)
def test_types(kind: str, lines: list[str], type_: str, expected: dict[str, str]) -> None:
    record = one("%T A", *lines, kind=kind)
    assert record.type == type_
    assert values(record) == expected | {"title": "A"}


@pytest.mark.parametrize(
    "kind", ["Journal Article", "Book", "Book Section", "Thesis", "Report", "Map", "Patent"]
)
def test_every_tag_is_in_a_field(kind: str) -> None:
    tags = "ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789@!#$]&(*+^><[=~?)\\"
    record = one(*(f"%{tag} word{ord(tag)}e" for tag in tags), kind=kind)
    kept = " ".join([record.key, *(field.text for field in record.fields)])
    assert [tag for tag in tags if f"word{ord(tag)}e" not in kept] == []
    assert all(field.name.replace("-", "").isalnum() for field in record.fields)
