"""Every line of a RIS file is in a block and every tag in a field, however the file is spaced or damaged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.readers.bibtex import read_bibtex
from litreview.readers.ris import read_ris
from litreview.text.decode import decode

if TYPE_CHECKING:
    from litreview.model import ReadResult, Record

CASES = Path(__file__).parents[1] / "cases" / "tagged"
SHARED = Path(__file__).parents[2] / ".." / "shared" / "data"
JABREF = SHARED / "bibliographies" / "JabRef-otherformats"
RISPY = SHARED / "bibliographies" / "rispy-tests-data"
COMPARED = ("title", "people", "year", "container", "volume", "number", "pages", "doi")


def read(text: str) -> ReadResult:
    return read_ris(text.encode(), "x.ris")


def records(text: str) -> list[Record]:
    return [block.record for block in read(text).blocks if block.record]


def one(*lines: str, kind: str = "JOUR") -> Record:
    (record,) = records("\n".join([f"TY  - {kind}", *lines, "ER  - "]))
    return record


def values(record: Record) -> dict[str, str]:
    return {field.name: field.text for field in record.fields}


def problems(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in read(text).problems]


def left_over(data: bytes, result: ReadResult) -> str:
    """Give what of the file is in no block: the raws, looked for one after another, must hold all of it."""
    text, at, left = decode(data).text, 0, ""
    for block in result.blocks:
        start = text.index(block.raw, at)
        left += text[at:start]
        at = start + len(block.raw)
    return (left + text[at:]).strip()


def compared(record: Record) -> dict[str, object]:
    seen: dict[str, object] = {name: record.text(name) for name in COMPARED}
    seen["container"] = record.text("journal") or record.text("booktitle")
    seen["people"] = record.people
    return seen


def test_two_records_without_a_blank_line() -> None:
    found = records("TY  - BOOK\nTI  - A\nER  - \nTY  - JOUR\nTI  - B\nER  - \n")
    assert [(record.type, record.text("title")) for record in found] == [("book", "A"), ("article", "B")]


def test_damaged_file_loses_nothing() -> None:
    data = (CASES / "damaged.ris").read_bytes()
    result = read_ris(data, "damaged.ris")
    assert left_over(data, result) == ""
    assert [block.kind for block in result.blocks] == ["comment", "entry", "entry", "entry"]
    book, article, thesis = (block.record for block in result.blocks if block.record)
    assert (book.type, book.text("author"), book.text("isbn")) == ("book", "Doe, Jane", "978-1-4822-5326-9")
    assert article.text("abstract").endswith("second round too were counted.")
    assert (article.text("keywords"), article.text("ris-xx")) == ("first, second", "kept")
    assert (thesis.type, thesis.text("title")) == ("phdthesis", "The last one")
    assert [(problem.line, problem.code) for problem in result.problems] == [
        (3, "missing-end"),
        (7, "missing-end"),
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["TI  - A", "T1  - B"], {"title": "A", "ris-t1": "B"}, id="two-titles"),
        pytest.param(["TI  - A", "T1  - A"], {"title": "A"}, id="same-title-twice"),
        pytest.param(
            ["JF  - Full", "JA  - Fl."], {"journal": "Full", "shortjournal": "Fl."}, id="journal-names"
        ),
        pytest.param(["T2  - Container"], {"journal": "Container"}, id="t2-of-an-article"),
        pytest.param(["JO  - J. A."], {"journal": "J. A."}, id="only-a-short-name"),
        pytest.param(["SP  - 12", "EP  - 20"], {"pages": "12–20"}, id="pages"),
        pytest.param(["SP  - 12-20"], {"pages": "12–20"}, id="pages-in-one"),
        pytest.param(["SP  - 12-20", "EP  - 20"], {"pages": "12–20"}, id="last-page-twice"),
        pytest.param(["SP  - 12", "EP  - 12"], {"pages": "12"}, id="one-page"),
        pytest.param(["SP  - e0815"], {"pages": "e0815"}, id="article-number"),
        pytest.param(["EP  - 20"], {"ris-ep": "20"}, id="last-page-alone"),
        pytest.param(["PY  - 2012///"], {"year": "2012"}, id="year"),
        pytest.param(["PY  - 2012/05//"], {"year": "2012", "month": "May"}, id="month"),
        pytest.param(["PY  - 2012/05/01/"], {"year": "2012", "month": "May", "date": "2012-05-01"}, id="day"),
        pytest.param(
            ["PY  - 2012", "DA  - MAY 1"],
            {"year": "2012", "month": "May", "date": "2012-05-01"},
            id="day-apart",
        ),
        pytest.param(["Y1  - 2015/october"], {"year": "2015", "month": "October"}, id="month-in-words"),
        pytest.param(["PY  - 1998///Fall"], {"year": "1998", "month": "Fall"}, id="season"),
        pytest.param(["PY  - in press"], {"year": "in press"}, id="no-year"),
        pytest.param(
            ["PY  - 2013", "PY  - 2012/02/15/received"],
            {"year": "2013", "ris-py": "2012/02/15/received"},
            id="another-date",
        ),
        pytest.param(["Y2  - 2019/03/28"], {"urldate": "2019-03-28"}, id="accessed"),
        pytest.param(["DO  - doi:10.1000/A.1"], {"doi": "10.1000/A.1"}, id="doi-with-word"),
        pytest.param(
            ["DO  - http://dx.doi.org/10.1000/a%281%29"], {"doi": "10.1000/a(1)"}, id="doi-as-address"
        ),
        pytest.param(["N1  - doi: 10.1000/a"], {"doi": "10.1000/a"}, id="doi-in-a-note"),
        pytest.param(["DO  - 10.1000/a", "M3  - 10.1000/A"], {"doi": "10.1000/a"}, id="doi-twice"),
        pytest.param(["SN  - 0953-8984"], {"issn": "0953-8984"}, id="issn"),
        pytest.param(
            ["SN  - 0915-5287", "SN  - 2187-5626"], {"issn": "0915-5287, 2187-5626"}, id="two-issns"
        ),
        pytest.param(
            ["SN  - 0953-8984 (print)"],
            {"issn": "0953-8984", "ris-sn": "0953-8984 (print)"},
            id="kind-of-issn",
        ),
        pytest.param(["SN  - 978-0-06-196223-3"], {"isbn": "978-0-06-196223-3"}, id="isbn-of-an-article"),
        pytest.param(["SN  - AB-12"], {"ris-sn": "AB-12"}, id="neither"),
        pytest.param(["KW  - a", "KW  - b"], {"keywords": "a, b"}, id="keywords"),
        pytest.param(["KW  - a, b", "KW  - c"], {"keywords": "a, b; c"}, id="keywords-with-commas"),
        pytest.param(["AB  - A", "N2  - A"], {"abstract": "A"}, id="abstract-twice"),
        pytest.param(["N1  - A", "N1  - B"], {"note": "A; B"}, id="notes"),
        pytest.param(
            ["UR  - https://a.org", "UR  - https://b.org"],
            {"url": "https://a.org", "ris-ur": "https://b.org"},
            id="urls",
        ),
        pytest.param(
            ["UR  - https://a.org; https://b.org"],
            {"url": "https://a.org", "ris-ur": "https://a.org; https://b.org"},
            id="urls-in-one",
        ),
        pytest.param(
            ["U1  - 26957754[pmid]", "C2  - PMC4756000"],
            {"pmid": "26957754", "pmcid": "PMC4756000"},
            id="pubmed",
        ),
        pytest.param(
            ["DB  - PubMed", "AN  - 26957754"],
            {"pmid": "26957754"},
            id="pubmed-by-database",
        ),
        pytest.param(["JP  - A", "JP  - B"], {"ris-jp": "A; B"}, id="unknown-tag"),
        pytest.param(["ID  - 12345"], {"ris-id": "12345"}, id="number-is-no-key"),
        pytest.param(["IS  - ", "TI  - A & {B} 100%"], {"title": "A & {B} 100%"}, id="signs"),
    ],
)
def test_fields(lines: list[str], expected: dict[str, str]) -> None:
    assert values(one(*lines)) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param("Clarke, Richard A.", ("", "Clarke", "Richard A.", "", ""), id="family-first"),
        pytest.param("Valle-Delgado,J. J. ", ("", "Valle-Delgado", "J. J.", "", ""), id="no-space"),
        pytest.param("van der Berg, Jan", ("van der", "Berg", "Jan", "", ""), id="prefix"),
        pytest.param("King, Martin Luther, Jr.", ("", "King", "Martin Luther", "Jr.", ""), id="suffix"),
        pytest.param("Catarina Barata", ("", "Barata", "Catarina", "", ""), id="given-first"),
        pytest.param("Fanning E.", ("", "Fanning", "E.", "", ""), id="initials-last"),
        pytest.param("Internet Governance Forum", ("", "", "", "", "Internet Governance Forum"), id="organisation"),
        pytest.param("Anonymous Group,", ("", "", "", "", "Anonymous Group"), id="comma-at-the-end"),
        pytest.param("王缉思", ("", "", "", "", "王缉思"), id="chinese"),
    ],
)  # fmt: skip
def test_names(printed: str, expected: tuple[str, ...]) -> None:
    (person,) = one(f"AU  - {printed}").people
    assert (person.prefix, person.family, person.given, person.suffix, person.literal) == expected
    assert person.role == "author"


def test_roles() -> None:
    record = one("AU  - A, B", "A2  - C, D", "ED  - E, F", "A4  - G, H", "A3  - I, J", kind="CHAP")
    assert [(person.role, person.family) for person in record.people] == [
        ("author", "A"),
        ("editor", "C"),
        ("editor", "E"),
        ("translator", "G"),
    ]
    assert record.text("ris-a3") == "I, J"


@pytest.mark.parametrize(
    ("kind", "lines", "type_", "expected"),
    [
        pytest.param("JOUR", [], "article", {}, id="jour"),
        pytest.param("BOOK", ["BT  - T", "T2  - S"], "book", {"title": "T", "series": "S"}, id="book"),
        pytest.param("CHAP", ["T2  - B", "T3  - S"], "incollection", {"booktitle": "B", "series": "S"}, id="chap"),
        pytest.param("CONF", ["C3  - P", "T2  - C"], "inproceedings", {"booktitle": "P", "eventtitle": "C"}, id="conf"),
        pytest.param("THES", ["PB  - U"], "phdthesis", {"school": "U"}, id="thes"),
        pytest.param("THES", ["M3  - Master's thesis"], "mastersthesis", {"type": "Master's thesis"}, id="master"),
        pytest.param("RPRT", ["PB  - I", "M1  - 9"], "techreport", {"institution": "I", "number": "9"}, id="rprt"),
        pytest.param("ELEC", [], "online", {}, id="elec"),
        pytest.param("NEWS", ["JF  - N"], "article", {"journal": "N", "ris-ty": "NEWS"}, id="news"),
        pytest.param("GEN", [], "misc", {}, id="gen"),
        pytest.param("Journal Article", [], "article", {}, id="in-words"),
        pytest.param("NOPE", [], "misc", {"ris-ty": "NOPE"}, id="unknown"),
    ],
)  # fmt: skip
def test_types(kind: str, lines: list[str], type_: str, expected: dict[str, str]) -> None:
    record = one("LA  - en", *lines, kind=kind)
    assert record.type == type_
    assert values(record) == expected | {"language": "en"}


@pytest.mark.parametrize("kind", ["JOUR", "BOOK", "CHAP", "CONF", "THES", "RPRT", "ELEC", "MAP"])
def test_every_tag_is_in_a_field(kind: str) -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    tags = [a + b for a in letters for b in letters + "0123456789" if a + b not in {"TY", "ER"}]
    record = one(*(f"{tag}  - word{tag}" for tag in tags), kind=kind)
    kept = " ".join([record.key, *(field.text for field in record.fields)])
    assert [tag for tag in tags if f"word{tag}" not in kept] == []


def test_names_are_counted() -> None:
    assert [person.family for person in one("AU  - Wang, Wei", "AU  - Wang, Wei").people] == ["Wang", "Wang"]
    assert [person.family for person in one("A1  - Wang, Wei", "AU  - Wang, Wei").people] == ["Wang"]


def test_lines_of_fields() -> None:
    record = one("AU  - A, B", "", "TI  - T", "  goes on", "PY  - 2000")
    assert [(field.name, field.line) for field in record.fields] == [("author", 2), ("title", 4), ("year", 6)]


DIFFERENT = {
    "RisImporterTest1": "three records with several types each, which JabRef takes for one",
    "RisImporterTest3": {"pages"},  # JabRef keeps the hyphen of a range that stands in SP alone
    "RisImporterTest5a": {"number"},  # M1 holds a copyright line, which is no number of an issue
    "RisImporterTest6": {
        "title",
        "number",
        "people",
    },  # an em dash; AN is no number; "E" is kept without stop
    "RisImporterTest7": {"people"},  # A2 of a book are editors
    "RisImporterTest8_date": {"container"},  # the journal's full name, the short one is shortjournal
    "RisImporterTestDOI": {"number"},  # IS is the number of the issue, AN the one of the database
    "RisImporterTestDate1.1": {"container"},
    "RisImporterTestDate1.2": {"container"},
    "RisImporterTestWithEmptyER": {"container"},
}
"""Where our records differ from JabRef's .bib beside its .ris, and why."""


def test_jabref_pairs() -> None:
    pairs = [path for path in sorted(JABREF.glob("Ris*.ris")) if path.with_suffix(".bib").exists()]
    if not pairs:
        pytest.skip("no JabRef files here")
    for path in pairs:
        expected = DIFFERENT.get(path.stem, set())
        if isinstance(expected, str):
            continue
        bib = read_bibtex(path.with_suffix(".bib").read_bytes(), "x").blocks
        theirs = [compared(block.record) for block in bib if block.record]
        ours = [compared(block.record) for block in read_ris(path.read_bytes(), "x").blocks if block.record]
        assert len(ours) == len(theirs), path.name
        differ = {name for a, b in zip(ours, theirs, strict=True) for name in COMPARED if a[name] != b[name]}
        assert differ == expected, path.name


def test_rispy_sees_nothing_that_we_do_not() -> None:
    rispy = pytest.importorskip("rispy")
    files = [path for path in sorted(RISPY.glob("*.ris")) if path.stem not in {"example_wos", "example_bom"}]
    if not files:
        pytest.skip("no real files here")
    for path in files:
        text = path.read_text(encoding="utf-8-sig")
        theirs = rispy.loads(text, skip_unknown_tags=False)
        ours = [block for block in read_ris(path.read_bytes(), path.name).blocks if block.record]
        assert len(ours) == len(theirs), path.name
        for block, entry in zip(ours, theirs, strict=True):
            assert block.record is not None
            title = entry.get("title") or entry.get("primary_title") or entry.get("short_title") or ""
            names = [*entry.get("authors", []), *entry.get("first_authors", [])]
            assert block.record.text("title") == title, path.name
            assert len([one for one in block.record.people if one.role == "author"]) == len(names), path.name


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["TY  - JOUR", "ER  - ", "ER", "ER - x", "", "AU  - A, B", "T1 - x", "ty  - book", "1."]),
            st.text(max_size=12),
        ),
        max_size=12,
    )
)  # fmt: skip
def test_any_lines(lines: list[str]) -> None:
    data = "\n".join(lines).encode("utf-8", errors="replace")
    result = read_ris(data, "x.ris")
    assert left_over(data, result).strip("\ufeff") == ""
    for block in result.blocks:
        if block.record:
            kept = "".join(field.text + field.value for field in block.record.fields)
            assert block.raw.count("A, B") == 0 or "A, B" in kept
