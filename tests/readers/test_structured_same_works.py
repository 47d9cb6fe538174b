"""The same works through different formats are the same records."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from litreview.model import Person, Source
from litreview.readers import reader
from litreview.text.dates import year_of
from litreview.writers import writer

if TYPE_CHECKING:
    from litreview.model import Record

param = pytest.param

CASES = Path(__file__).parents[1] / "cases/structured"
Facts = dict[str, object]


def facts(record: Record) -> Facts:
    """Give what must be the same whatever format a work comes in."""
    container = record.text("journal") or record.text("journaltitle") or record.text("booktitle")
    return {
        "title": record.text("title"),
        "people": sorted(record.people, key=lambda person: person.role),
        "year": year_of(record.text("year")) or year_of(record.text("date")),
        "container": container,
        **{name: record.text(name) for name in ("volume", "number", "pages", "url")},
        "ids": sorted((item.kind, item.value) for item in record.identifiers if item.kind != "pmid"),
    }


def works(name: str, data: bytes) -> list[Record]:
    """Read all records of a file that must be without a problem."""
    result = reader.named(name).function(data, "works")
    assert result.problems == ()
    return [block.record for block in result.blocks if block.record is not None]


def expected() -> list[Record]:
    return works("bibtex", (CASES / "works.bib").read_bytes())


def compare(found: list[Record], *, keys: bool = True, types: bool = True) -> None:
    wanted = expected()
    assert [record.text("title") for record in found] == [record.text("title") for record in wanted]
    for record, other in zip(found, wanted, strict=True):
        assert facts(record) == facts(other), other.key
        assert not keys or record.key == other.key
        assert not types or record.type == other.type, other.key


@pytest.mark.parametrize(
    ("name", "file", "keys"),
    [
        param("csljson", "works.json", True, id="csljson"),
        param("csljson", "better-bibtex.json", True, id="better-bibtex"),
        param("endnotexml", "works.xml", False, id="endnotexml"),
        param("ris", "works.ris", True, id="ris"),
        param("enw", "works.enw", True, id="enw"),
        param("table", "works.csv", True, id="csv"),
    ],
)
def test_the_same_works(name: str, file: str, keys: bool) -> None:
    compare(works(name, (CASES / file).read_bytes()), keys=keys)


@pytest.mark.parametrize(
    ("name", "file", "keys"),
    [
        param(
            "wos", "works.ciw", "berg2012 delacruz2015 king2016 wang2018 zhang2019 ito2011 osei2021", id="wos"
        ),
        param("nbib", "works.nbib", "king2016 wang2018 osei2021", id="nbib"),
    ],
)
def test_databases_have_some_of_the_works(name: str, file: str, keys: str) -> None:
    """PubMed has articles alone, Web of Science no theses, reports, pages or letters; neither has keys."""
    wanted = [record for record in expected() if record.key in keys.split()]
    found = works(name, (CASES / file).read_bytes())
    assert [facts(record) for record in found] == [facts(record) for record in wanted]
    assert [record.type for record in found] == [record.type for record in wanted]


@pytest.mark.parametrize(("delimiter", "mark"), [(";", b""), ("\t", b""), (",", b"\xef\xbb\xbf")])
def test_the_same_works_in_other_tables(delimiter: str, mark: bytes) -> None:
    import csv

    buffer = io.StringIO()
    with (CASES / "works.csv").open(encoding="utf-8", newline="") as stream:
        csv.writer(buffer, delimiter=delimiter).writerows(csv.reader(stream))
    compare(works("table", mark + buffer.getvalue().encode()))
    compare(works("table", buffer.getvalue().encode("utf-16")))


def test_the_same_works_in_a_workbook() -> None:
    import csv

    with (CASES / "works.csv").open(encoding="utf-8", newline="") as stream:
        compare(works("table", workbook(list(csv.reader(stream)))))


@pytest.mark.parametrize(
    ("written", "read", "types"),
    [
        param("bibtex", "bibtex", True, id="bibtex"),
        param("biblatex", "bibtex", False, id="biblatex"),
        param("csljson", "csljson", True, id="csljson"),
        param("csv", "table", True, id="csv"),
        param("jsonl", "csljson", True, id="jsonl"),
        param("ris", "ris", True, id="ris"),
    ],
)
def test_what_is_written_is_the_same(written: str, read: str, types: bool) -> None:
    if read not in reader.all():
        pytest.skip(f"no reader for {read}")
    text = writer.named(written).function([source(record) for record in expected()])
    compare(works(read, text.encode()), types=types)


def source(record: Record) -> Source:
    """Give a record as the library holds it."""
    year = year_of(record.text("year")) or year_of(record.text("date"))
    title = record.text("title")
    return Source(record.key, record.type, title, year, record.people, record.fields, record.identifiers)


def workbook(rows: list[list[str]]) -> bytes:
    """Make a small workbook: numbers as numbers, some text shared, the rest inline."""
    shared = [cell for row in rows for cell in row[4:5]]
    xml = []
    for number, row in enumerate(rows, 1):
        cells = []
        for at, cell in enumerate(row):
            place = f'r="{chr(ord("A") + at)}{number}"'
            escaped = cell.replace("&", "&amp;").replace("<", "&lt;")
            if at == 4:
                cells.append(f'<c {place} t="s"><v>{number - 1}</v></c>')
            elif cell.isascii() and cell.isdecimal():
                cells.append(f"<c {place}><v>{cell}</v></c>")
            elif cell:
                cells.append(f'<c {place} t="inlineStr"><is><r><t>{escaped}</t></r></is></c>')
        xml.append(f'<row r="{number}">{"".join(cells)}</row>')
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    related = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    strings = "".join(f"<si><t>{text.replace('&', '&amp;')}</t></si>" for text in shared)
    parts = {
        "xl/workbook.xml": f'<workbook {main} {related}><sheets><sheet name="S" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<R><Relationship Id="r1" Target="worksheets/sheet1.xml"/></R>',
        "xl/sharedStrings.xml": f"<sst {main}>{strings}</sst>",
        "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{''.join(xml)}</sheetData></worksheet>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def test_an_organisation_is_no_person() -> None:
    unidir = next(record for record in expected() if record.key == "unidir2017")
    assert unidir.people == (
        Person("author", literal="United Nations Institute for Disarmament Research (UNIDIR)"),
    )
