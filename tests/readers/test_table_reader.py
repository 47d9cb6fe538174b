"""Tables of every origin come in row by row, whatever their headers, delimiters and cells."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.model import Person, ReadResult, Record
from litreview.readers import reader
from litreview.readers.table import read_table

param = pytest.param

ROOT = Path(__file__).parents[2]
SHARED = ROOT / "../shared/data"
WORKS = (ROOT / "tests/cases/structured/works.csv").read_text(encoding="utf-8")


def read(text: str) -> ReadResult:
    result = read_table(text.encode(), "x.csv")
    at = 0
    for block in result.blocks:
        start = text.index(block.raw, at)
        assert not text[at:start].strip()
        assert (
            block.line
            == text.replace("\r\n", "\n").count("\n", 0, len(text[:start].replace("\r\n", "\n"))) + 1
        )
        at = start + len(block.raw)
    assert not text[at:].strip()
    return result


def records(result: ReadResult) -> list[Record]:
    return [block.record for block in result.blocks if block.record is not None]


def one(header: str, row: str) -> Record:
    result = read(f"{header}\n{row}\n")
    assert result.problems == ()
    (record,) = records(result)
    return record


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        param("key,title,year", "a,T,2016", {"title": "T", "year": "2016"}, id="plain"),
        param(
            "Authors,Author full names,Title,Year,Source title,Volume,Issue,Art. No.,Page start,Page end,Cited by,DOI,"
            "Link,Document Type,Source,EID",
            '"Smith J.","Smith, John (57193000000)",T,2016,J,1,2,a7,3,9,5,10.5555/a,https://x.org,'
            "Article,Scopus,2-s2.0-1",
            {
                "author": "Smith, John",
                "journal": "J",
                "pages": "3–9",
                "number": "2",
                "eid": "a7",
                "table-eid": "2-s2.0-1",
                "cited-by": "5",
                "source": "Scopus",
                "authors": "Smith J.",
                "doi": "10.5555/a",
            },
            id="scopus",
        ),
        param(
            "PT\tAU\tAF\tTI\tSO\tDE\tID\tBP\tEP\tPY\tVL\tDI\tUT",
            "J\tSmith, J\tSmith, John\tT\tJ\tx; y\tz\t1\t9\t2016\t3\t10.5555/a\tWOS:1",
            {
                "author": "Smith, John",
                "journal": "J",
                "keywords": "x; y",
                "pages": "1–9",
                "ut": "WOS:1",
                "id": "z",
            },
            id="web-of-science-tags",
        ),
        param(
            "Publication Type,Authors,Author Full Names,Group Authors,Article Title,Source Title,Start Page,End Page,"
            "Publication Year,DOI",
            'J,"Smith, J","Smith, John",UNIDIR,T,J,1,9,2016,10.5555/a',
            {"author": "Smith, John and UNIDIR", "journal": "J", "pages": "1–9"},
            id="web-of-science",
        ),
        param(
            '"Key","Item Type","Publication Year","Author","Title","Publication Title","Date","Extra","Manual Tags"',
            'ABCD1234,journalArticle,2016,"Segal, Adam",T,J,2016-02-09,"Citation Key: segal2016\nOld",x; y',
            {"journal": "J", "date": "2016-02-09", "note": "Old", "keywords": "x; y"},
            id="zotero",
        ),
        param(
            "PMID,Title,Authors,Citation,Journal/Book,Publication Year,PMCID,DOI",
            '123,T.,"Smith J, Doe AB",c,J,2016,PMC1,10.5555/a',
            {"author": "Smith, J and Doe, AB", "journal": "J", "pmid": "123", "pmcid": "PMC1"},
            id="pubmed",
        ),
        param(
            "Item Title,Publication Title,Journal Volume,Item DOI,Publication Year,Content Type",
            "T,J,3,10.5555/a,2016,Article",
            {"journal": "J", "volume": "3"},
            id="springer",
        ),
        param(
            "标题;作者;年份;刊名",
            "网络;王小明;2018;国际",
            {"title": "网络", "year": "2018", "journal": "国际"},
            id="chinese",
        ),
        param("title,publisher,entrytype", "T,P,phdthesis", {"school": "P"}, id="thesis"),
        param("title,booktitle", "T,B", {"booktitle": "B"}, id="in-a-book"),
        param(
            "title,year,date",
            "T,2016,2015-01-01",
            {"year": "2016", "table-date": "2015-01-01"},
            id="two-years",
        ),
        param("title,note", "T,'=1+1", {"note": "=1+1"}, id="kept-from-running"),
        param("title,note", "'tis T,''", {"title": "'tis T", "note": "''"}, id="apostrophe"),
        param("title,pages", "T,12 -- 20", {"pages": "12–20"}, id="pages"),
        param("title,title,year", "T,U,2016", {"title": "T", "table-title": "U"}, id="title-twice"),
        param("title,type", "T,Poster", {"type": "Poster"}, id="unknown-type"),
        param("title,abstract,,x y", "T,A,b,c", {"column-3": "b", "x-y": "c"}, id="nameless"),
    ],
)
def test_headers(header: str, row: str, expected: dict[str, str]) -> None:
    record = one(header, row)
    assert {name: record.text(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        param("Smith J.; Doe A.B.", [("Smith", "J."), ("Doe", "A.B.")], id="scopus"),
        param("Smith, J., Doe, A.", [("Smith", "J."), ("Doe", "A.")], id="commas"),
        param("Smith J, Doe AB", [("Smith", "J"), ("Doe", "AB")], id="vancouver"),
        param("Smith, Jane and Doe, Ann", [("Smith", "Jane"), ("Doe", "Ann")], id="and"),
        param(
            "Smith, J., Doe, A., and Roe, B.", [("Smith", "J."), ("Doe", "A."), ("Roe", "B.")], id="oxford"
        ),
        param(
            "Jane Smith, Ann Doe, Bo Roe",
            [("Smith", "Jane"), ("Doe", "Ann"), ("Roe", "Bo")],
            id="given-first",
        ),
        param("Smith, Jane", [("Smith", "Jane")], id="one"),
        param("Jane Smith", [("Smith", "Jane")], id="one-given-first"),
        param("UNIDIR", [("", "UNIDIR")], id="acronym"),
        param(
            "Office of Science and Technology", [("", "Office of Science and Technology")], id="organisation"
        ),
        param(
            "National Academies of Sciences, Engineering, and Medicine",
            [("", "National Academies of Sciences, Engineering, and Medicine")],
            id="commas-in-one",
        ),
        param("{Barnes; Noble}; Doe, A.", [("", "Barnes; Noble"), ("Doe", "A.")], id="braces"),
        param("王小明；李雷", [("", "王小明"), ("", "李雷")], id="chinese"),
        param("Smith J, et al.", [("Smith", "J"), ("", "others")], id="others"),
    ],
)
def test_author_lists(printed: str, names: list[tuple[str, str]]) -> None:
    (record,) = records(read(f'title;authors\nT;"{printed}"\n'))
    assert [(person.family, person.literal or person.given) for person in record.people] == names
    from litreview.text.names import parse_names

    value = next(field.value for field in record.fields if field.name == "author")
    assert parse_names(value, "author") == record.people


def test_scopus_initials_keep_their_prefix() -> None:
    assert one("title;authors", "T;van der Berg J.A.").people == (
        Person("author", "Berg", "J.A.", "van der"),
    )


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        param(
            'title,year\n"A\nB",2016\n\nC,2017\n', ["title,year", '"A\nB",2016', "C,2017"], id="line-in-cell"
        ),
        param(
            "title,year\r\nA,2016\r\n,,\r\nB,1\r\n",
            ["title,year", "A,2016", ",,", "B,1"],
            id="crlf-blank-row",
        ),
        param("sep=;\ntitle;year\nA;2016", ["sep=;", "title;year", "A;2016"], id="excel"),
        param('title\tyear\n"A "" b"\t2016', ["title\tyear", '"A "" b"\t2016'], id="tab"),
    ],
)
def test_raw_text(text: str, raws: list[str]) -> None:
    result = read(text)
    assert result.problems == ()
    assert [block.raw for block in result.blocks] == raws


@pytest.mark.parametrize(
    ("text", "codes", "titles"),
    [
        param("", ["no-records"], [], id="empty"),
        param("a,b\n1,2\n", ["no-title-column"], [], id="no-title"),
        param("title,year\nA,2016,x\nB,2016\n", ["uneven-row"], ["A", "B"], id="cell-too-many"),
        param("title,year\nA\nB,2016\n", ["uneven-row"], ["A", "B"], id="cell-too-few"),
        param('title,year\n"A,2016\n"B",2017\nC,2018\n', ["stray-quote"], ["A", "B", "C"], id="quote-lost"),
        param('title,year\nC,2018\n"A,2016\n', ["stray-quote"], ["C", "A"], id="quote-lost-at-the-end"),
        param('title,year\n"A"b",2016\nC,2018\n', ["stray-quote"], ['Ab"', "C"], id="quote-inside"),
        param('title,year\n"A,2016,1\n"C",2018\n', ["unreadable-entry"], ["C"], id="no-way-to-read"),
        param("key,title\na,T\na,U\n", ["duplicate-key"], ["T", "U"], id="key-twice"),
    ],
)
def test_problems(text: str, codes: list[str], titles: list[str]) -> None:
    result = read(text)
    assert [problem.code for problem in result.problems] == codes
    assert [record.text("title") for record in records(result)] == titles
    assert all(problem.hint for problem in result.problems if problem.severity == "error")


def workbook(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**BOOK, **parts}.items():
            archive.writestr(name, text)
    return buffer.getvalue()


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BOOK = {
    "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="x"><sheets><sheet r:id="r1"/><sheet r:id="r2"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<R><Relationship Id="r1" Target="worksheets/a.xml"/>'
    '<Relationship Id="r2" Target="/xl/worksheets/b.xml"/></R>',
    "xl/worksheets/a.xml": f'<worksheet {MAIN}><sheetData><row><c t="str"><v>x</v></c></row></sheetData></worksheet>',
    "xl/worksheets/b.xml": f'<worksheet {MAIN}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" '
    't="inlineStr"><is><t>date</t></is></c><c r="D1" t="str"><v>Year</v></c></row><row r="3"><c r="A3" t="s">'
    '<v>1</v></c><c r="C3" s="1"><v>42409</v></c><c r="D3"><v>2016.0</v></c></row></sheetData></worksheet>',
    "xl/sharedStrings.xml": f"<sst {MAIN}><si><t>Title</t></si><si><r><t>A </t></r><r><t>B</t></r><rPh><t>x</t></rPh>"
    "</si></sst>",
    "xl/styles.xml": f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm"/></numFmts>'
    '<cellXfs><xf/><xf numFmtId="164"/></cellXfs></styleSheet>',
}


def test_a_workbook() -> None:
    result = read_table(workbook({}), "x.xlsx")
    assert result.problems == ()
    (record,) = records(result)
    assert result.blocks[1].line == 3
    assert {field.name: field.text for field in record.fields} == {
        "title": "A B",
        "year": "2016",
        "month": "February",
        "date": "2016-02-09",
    }


@pytest.mark.parametrize(
    ("data", "words"),
    [
        param(
            workbook({"xl/workbook.xml": '<!DOCTYPE lol [<!ENTITY x "y">]><workbook/>'}),
            '"lol"',
            id="entities",
        ),
        param(
            workbook({"xl/sharedStrings.xml": "<sst>" + " " * 3_000_000 + "</sst>"}), "200 times", id="bomb"
        ),
        param(workbook({"xl/workbook.xml": "<workbook/>"}), "no sheet", id="no-sheet"),
        param(workbook({"xl/worksheets/b.xml": "<worksheet><row>"}), "damaged", id="cut-off"),
        param(b"PK\x03\x04", "damaged", id="no-zip"),
    ],
)
def test_bad_workbooks(data: bytes, words: str) -> None:
    (problem,) = read_table(data, "x.xlsx").problems
    assert (problem.code, problem.severity) == ("unreadable-workbook", "error")
    assert words in problem.message


def test_a_cell_of_any_size() -> None:
    before = csv.field_size_limit()
    result = read("title,abstract\nA," + "x" * 200_000 + "\nB,y\n")
    assert [record.text("title") for record in records(result)] == ["A", "B"]
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("name", "rows"),
    [("cytology_screening", 1856), ("stroke", 1292), ("digital_work", 7159), ("special_cases", 12)],
)
def test_real_tables(name: str, rows: int) -> None:
    path = SHARED / "duplicates" / name / "records_pre_merged.csv"
    if not path.exists():
        pytest.skip("no shared data")
    data = path.read_bytes()
    result = read_table(data, "x.csv")
    assert result.problems == ()
    found = records(result)
    assert len(found) == rows
    with path.open(encoding="utf-8", newline="") as stream:
        assert [record.key for record in found] == [row["ID"] for row in csv.DictReader(stream)]


@pytest.mark.parametrize(
    ("data", "claims"),
    [
        param(WORKS.encode(), ["table"], id="csv"),
        param(WORKS.encode("utf-16"), ["table"], id="utf-16"),
        param(workbook({}), ["table"], id="xlsx"),
        param(b"a,b\n1,2\n", [], id="other-table"),
        param(b"Title: a note, with commas; and more\n\nText, year, title\n", [], id="prose"),
        param(b"", [], id="empty"),
    ],
)
def test_only_its_own_files(data: bytes, claims: list[str]) -> None:
    assert [name for name, entry in reader.all().items() if entry.sniff and entry.sniff(data)] == claims


def test_no_other_files() -> None:
    sniff = reader.named("table").sniff
    assert sniff is not None
    files = [path for path in (SHARED / "bibliographies").rglob("*") if path.is_file()]
    if not files:
        pytest.skip("no shared data")
    claimed = [path.name for path in files if sniff(path.read_bytes())]
    assert claimed == []


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text(alphabet='titleyr,;"\t\n\r=', max_size=120).map(lambda text: b"title,year\n" + text.encode())
)
def test_any_bytes(data: bytes) -> None:
    read_table(data, "x")


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 1200), st.integers(0, 60), st.binary(max_size=8))
def test_any_damage_to_a_workbook(start: int, length: int, instead: bytes) -> None:
    data = workbook({})
    read_table(data[:start] + instead + data[start + length :], "x")


@settings(max_examples=100, deadline=None)
@given(st.integers(WORKS.index("\n") + 1, len(WORKS) - 1), st.sampled_from(["", '"', ",", "\n", '"\n']))
def test_damaged_files_are_accounted_for(start: int, instead: str) -> None:
    result = read(WORKS[:start] + instead + WORKS[start + 1 :])
    assert len(records(result)) >= 10
