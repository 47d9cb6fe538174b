"""Every line of a Web of Science file is in a block and every tag in a field; full names win over short ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from litreview.readers.wos import read_wos
from litreview.text.decode import decode

if TYPE_CHECKING:
    from litreview.model import ReadResult, Record

CASES = Path(__file__).parents[1] / "cases" / "tagged"
SHARED = Path(__file__).parents[2] / ".." / "shared" / "data" / "bibliographies"
COMPARED = ("title", "year", "journal", "volume", "number", "pages", "doi")


def records(result: ReadResult) -> list[Record]:
    return [block.record for block in result.blocks if block.record]


def one(*lines: str, kind: str = "J") -> Record:
    (record,) = records(read_wos("\n".join([f"PT {kind}", *lines, "ER"]).encode(), "x.ciw"))
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
    ("lines", "expected"),
    [
        pytest.param(
            ["PY 2006", "PD JUN 14"], {"year": "2006", "month": "June", "date": "2006-06-14"}, id="day"
        ),
        pytest.param(["PY 2006", "PD MAY-JUN"], {"year": "2006", "month": "MAY-JUN"}, id="two-months"),
        pytest.param(["PY 2006", "PD 04 2006"], {"year": "2006", "month": "April"}, id="month-and-year"),
        pytest.param(["BP 5", "EP 9"], {"pages": "5–9"}, id="pages"),
        pytest.param(["PS 467-72"], {"pages": "467–72"}, id="pages-of-inspec"),
        pytest.param(["AR 219840"], {"eid": "219840"}, id="article-number"),
        pytest.param(["DE cyber; norms;", "   states"], {"keywords": "cyber, norms, states"}, id="keywords"),
        pytest.param(["SN 0953-8984", "EI 1361-648X"], {"issn": "0953-8984, 1361-648X"}, id="issns"),
        pytest.param(["JI J. A.", "J9 J A"], {"shortjournal": "J. A.", "wos-j9": "J A"}, id="short-journals"),
        pytest.param(
            ["CR A, 1997, V1", "   B, 1998, V2"], {"wos-cr": "A, 1997, V1; B, 1998, V2"}, id="references"
        ),
        pytest.param(["C1 Univ A", "   Univ B"], {"affiliation": "Univ A; Univ B"}, id="addresses"),
        pytest.param(["ZZ kept", "UT WOS:1"], {"wos-zz": "kept", "wos-ut": "WOS:1"}, id="other-tags"),
        pytest.param(
            ["AB positive for", "   ER and PR"], {"abstract": "positive for ER and PR"}, id="er-in-abstract"
        ),
    ],
)
def test_fields(lines: list[str], expected: dict[str, str]) -> None:
    assert values(one(*lines)) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["AU A, B", "   C, D"], ["author A", "author C"], id="short-names"),
        pytest.param(
            ["AU A, B", "   C, D", "AF A, Bea", "   C, Dan"], ["author A", "author C"], id="full-names"
        ),
        pytest.param(["AU Joffe, H; Hall, J"], ["author Joffe", "author Hall"], id="on-one-line"),
        pytest.param(["AU Wang, W", "   Wang, W"], ["author Wang", "author Wang"], id="namesakes"),
        pytest.param(["AU A, B", "CA Some Group"], ["author A", "author Some Group"], id="group"),
        pytest.param(["AU A, B", "BE E, F", "   G, H"], ["author A", "editor E", "editor G"], id="editors"),
        pytest.param(["AU A, B", "BA C, D"], ["author A", "bookauthor C"], id="authors-of-the-book"),
    ],
)
def test_people(lines: list[str], expected: list[str]) -> None:
    record = one(*lines)
    assert [f"{person.role} {person.family or person.literal}" for person in record.people] == expected


def test_full_names_fewer_than_short_ones() -> None:
    record = one("AU A, B", "   C, D", "AF A, Bea")
    assert [person.family for person in record.people] == ["A"]
    assert record.text("wos-au") == "A, B; C, D"


@pytest.mark.parametrize(
    ("kind", "lines", "expected", "container"),
    [
        pytest.param("J", ["DT Article"], "article", "journal", id="article"),
        pytest.param("J", ["DT Article; Proceedings Paper"], "article", "journal", id="paper-in-a-journal"),
        pytest.param("S", ["DT Proceedings Paper"], "inproceedings", "booktitle", id="paper"),
        pytest.param("C", [], "inproceedings", "booktitle", id="conference"),
        pytest.param("B", ["DT Article; Book Chapter", "TI A"], "incollection", "booktitle", id="chapter"),
        pytest.param("B", ["DT Book", "TI A"], "book", "booktitle", id="book"),
        pytest.param("P", [], "patent", "booktitle", id="patent"),
    ],
)
def test_types(kind: str, lines: list[str], expected: str, container: str) -> None:
    record = one(*lines, "SO S", kind=kind)
    assert (record.type, record.text(container)) == (expected, "S")


@pytest.mark.parametrize("kind", ["J", "B", "S", "C", "P"])
def test_every_tag_is_in_a_field(kind: str) -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    outside = {"PT", "ER", "EF"}  # the type itself and what ends a record and a file
    tags = [a + b for a in letters for b in letters + "0123456789" if a + b not in outside]
    record = one(*(f"{tag} word{tag}" for tag in tags), kind=kind)
    kept = " ".join(field.text for field in record.fields)
    short = {"AU", "BA"}  # the full names stand for these
    assert [tag for tag in tags if f"word{tag}" not in kept and tag not in short] == []
