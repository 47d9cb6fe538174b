"""EndNote's records come in one by one; entities are named and refused."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.model import Person, ReadResult, Record
from litreview.readers import reader
from litreview.readers.bibtex import read_bibtex
from litreview.readers.endnotexml import read_endnotexml

param = pytest.param

ROOT = Path(__file__).parents[2]
SHARED = ROOT / "../shared/data"
WORKS = (ROOT / "tests/cases/structured/works.xml").read_text(encoding="utf-8")


def read(text: str) -> ReadResult:
    result = read_endnotexml(text.encode(), "x.xml")
    at = 0
    for block in result.blocks:
        start = text.index(block.raw, at)
        assert not text[at:start].strip()
        assert block.line == text.count("\n", 0, start) + 1
        at = start + len(block.raw)
    assert not text[at:].strip()
    return result


def one(inside: str) -> Record:
    result = read(f"<xml><records><record>{inside}</record></records></xml>")
    assert result.problems == ()
    (record,) = (block.record for block in result.blocks if block.record is not None)
    return record


@pytest.mark.parametrize(
    ("inside", "field", "text"),
    [
        param("<titles><title>A &amp; B</title></titles>", "title", "A & B", id="plain"),
        param(
            '<titles><title><style>A </style><style face="italic">B</style><style> c</style></title></titles>',
            "title",
            "A B c",
            id="styles",
        ),
        param(
            '<titles><title>CO<style face="subscript">2</style></title></titles>',
            "title",
            "CO₂",
            id="subscript",
        ),
        param("<titles><title>\n  A\n  B\n</title></titles>", "title", "A B", id="lines"),
        param("<titles><title><![CDATA[A <b>]]></title></titles>", "title", "A <b>", id="cdata"),
        param(
            '<ref-type name="Journal Article">17</ref-type><titles><secondary-title>J</secondary-title></titles>',
            "journal",
            "J",
            id="journal",
        ),
        param(
            "<ref-type>5</ref-type><titles><secondary-title>B</secondary-title></titles>",
            "booktitle",
            "B",
            id="book",
        ),
        param(
            '<ref-type name="Book">6</ref-type><titles><secondary-title>S</secondary-title></titles>',
            "series",
            "S",
            id="series",
        ),
        param(
            '<ref-type name="Report">27</ref-type><publisher>P</publisher>',
            "institution",
            "P",
            id="institution",
        ),
        param('<ref-type name="Thesis">32</ref-type><publisher>P</publisher>', "school", "P", id="school"),
        param("<pages>12-20</pages>", "pages", "12–20", id="pages"),
        param(
            "<dates><year>2016</year><pub-dates><date>Jun 01</date></pub-dates></dates>",
            "date",
            "2016-06-01",
            id="day",
        ),
        param(
            "<dates><year>2016</year><pub-dates><date>Spring</date></pub-dates></dates>",
            "endnote-date",
            "Spring",
            id="season",
        ),
        param("<dates><year>in press</year></dates>", "year", "in press", id="words"),
        param("<isbn>0012-9658</isbn>", "issn", "0012-9658", id="issn"),
        param("<isbn>978-0-262-03384-8</isbn>", "isbn", "978-0-262-03384-8", id="isbn"),
        param(
            "<keywords><keyword>a, b</keyword><keyword/><keyword>c</keyword></keywords>",
            "keywords",
            "a, b; c",
            id="keywords",
        ),
        param(
            "<urls><related-urls><url>https://x.org/a_b</url></related-urls></urls>",
            "url",
            "https://x.org/a_b",
            id="url",
        ),
        param(
            "<urls><web-urls><url>https://x.org</url></web-urls></urls>", "url", "https://x.org", id="web-url"
        ),
        param("<electronic-resource-num>10.5555/a</electronic-resource-num>", "doi", "10.5555/a", id="doi"),
        param("<custom7>seven</custom7>", "endnote-custom7", "seven", id="custom"),
        param("<label>B4</label>", "endnote-label", "B4", id="label"),
        param(
            '<ref-type name="Cave Painting">99</ref-type>', "endnote-type", "Cave Painting", id="unknown-type"
        ),
        param("<titles><translated-title>T</translated-title></titles>", "titleaddon", "T", id="translated"),
    ],
)
def test_values(inside: str, field: str, text: str) -> None:
    assert one(inside).text(field) == text


@pytest.mark.parametrize(
    ("printed", "person"),
    [
        param("Segal, Adam", Person("author", "Segal", "Adam"), id="plain"),
        param("King, M. L., Jr.", Person("author", "King", "M. L.", "", "Jr."), id="suffix"),
        param("van der Berg, Jan", Person("author", "Berg", "Jan", "van der"), id="prefix"),
        param("UNIDIR,", Person("author", literal="UNIDIR"), id="organisation"),
        param("Ministry of Defence", Person("author", literal="Ministry of Defence"), id="ministry"),
        param("王小明", Person("author", literal="王小明"), id="chinese"),
    ],
)
def test_names(printed: str, person: Person) -> None:
    record = one(f"<contributors><authors><author><style>{printed}</style></author></authors></contributors>")
    assert record.people == (person,)


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        param(
            '<!DOCTYPE xml [<!ENTITY lol "ha">]>\n<xml><records><record/></records></xml>',
            "xml-entity",
            1,
            '"lol"',
            id="entity",
        ),
        param(
            "<xml>\n<records><record><year>&lol;</year></record></records></xml>",
            "xml-entity",
            2,
            '"lol"',
            id="undeclared",
        ),
        param(
            "<xml>\n<record>\n<a></b></record></xml>", "unreadable-entry", 3, "mismatched tag", id="mismatch"
        ),
        param(
            "<xml>\n<record>" + "<a>" * 60 + "</a>" * 60 + "</record></xml>",
            "unreadable-entry",
            2,
            "deep",
            id="deep",
        ),
        param("<xml>\n<record><year>2016</year>", "unreadable-entry", 2, "", id="cut-off"),
        param("<xml/>", "no-records", 0, "", id="none"),
        param("", "no-records", 0, "", id="empty"),
        param("<xml><record><year>20\x0116</year></record></xml>", "control-characters", 1, "", id="control"),
    ],
)
def test_problems(text: str, code: str, line: int, words: str) -> None:
    (problem,) = read(text).problems
    assert (problem.code, problem.line) == (code, line)
    assert words in problem.message
    assert problem.hint or problem.severity != "error"


def test_a_damaged_record_costs_nobody_else() -> None:
    sound = "<record><titles><title>T</title></titles></record>"
    result = read(
        f"<xml><records>{sound}<record><titles><title>B</titles></record>\n<record><year>1{sound}</records></xml>"
    )
    assert [block.kind for block in result.blocks] == [
        "comment",
        "entry",
        "failed",
        "failed",
        "entry",
        "comment",
    ]
    assert [problem.line for problem in result.problems] == [1, 2]


@pytest.mark.parametrize(("name", "entity"), [("endnote_laughs.xml", '"a"'), ("endnote_xxe.xml", '"e"')])
def test_hostile_files(name: str, entity: str) -> None:
    path = SHARED / "hostile" / name
    if not path.exists():
        pytest.skip("no shared data")
    before = time.process_time()
    result = read_endnotexml(path.read_bytes(), name)
    assert time.process_time() - before < 1
    (problem,) = result.problems
    assert problem.severity == "error"
    assert entity in problem.message
    assert not any(block.record for block in result.blocks)


ARTICLE = {"address", "date", "isbn", "pages"}
DIFFERENT = {
    "EndnoteXmlImporterTestArticle": ARTICLE,
    "EndnoteXmlImporterTestArticle2": {*ARTICLE, "booktitle"},
    "EndnoteXmlImporterTestLabelAndMultiTitle": {*ARTICLE, "booktitle"},
    "EndnoteXmlImporterTestReport": {"publisher"},
    "EndnoteXmlImporterTest_EmptyKeywordStyle": ARTICLE,
    "EndnoteXmlImporterTest_WithoutUrlStyle": ARTICLE,
    "EndnoteXmlImporterTest_WithoutUrlStyle2": {*ARTICLE, "booktitle"},
}
"""Fields that JabRef's .bib beside its .xml has otherwise: the address of an author is no place of publication
(address), "Mar 3" with its year a day, and "Jan" a month (date), an ISSN no ISBN (isbn), a range has BibTeX's dash
(pages), the second title of a book is its series (booktitle), who brings out a report an institution (publisher).
"""


def test_jabref_pairs() -> None:
    files = sorted((SHARED / "bibliographies/JabRef-otherformats").glob("EndnoteXml*.xml"))
    if not files:
        pytest.skip("no shared data")
    for path in files:
        result = read_endnotexml(path.read_bytes(), path.name)
        found = [block.record for block in result.blocks if block.record is not None]
        blocks = read_bibtex(path.with_suffix(".bib").read_bytes(), "x").blocks
        expected = [block.record for block in blocks if block.record is not None]
        assert result.problems == ()
        differ = set()
        for record, other in zip(found, expected, strict=True):
            assert (record.type, record.people) == (other.type, other.people)
            differ |= {field.name for field in other.fields if record.text(field.name) != field.text}
        assert differ == DIFFERENT[path.stem], path.name


def test_only_its_own_files() -> None:
    claims = [name for name, entry in reader.all().items() if entry.sniff and entry.sniff(WORKS.encode())]
    assert claims == ["endnotexml"]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet="<>/&;record style!-[]", max_size=120).map(str.encode))
def test_any_bytes(data: bytes) -> None:
    read_endnotexml(data, "x")


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, len(WORKS) - 1),
    st.integers(0, 30),
    st.sampled_from(["", "<", ">", "&", "</record>", '"', "\x02"]),
)
def test_damaged_files_are_accounted_for(start: int, length: int, instead: str) -> None:
    result = read(WORKS[:start] + instead + WORKS[start + length :])
    assert sum(block.record is not None for block in result.blocks) >= 10
