"""Items of CSL-JSON, Zotero and the program itself come in whole, and a damaged one costs nobody else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.model import Person, ReadResult, Record
from litreview.readers import reader
from litreview.readers.csljson import read_csljson

param = pytest.param

ROOT = Path(__file__).parents[2]
SHARED = ROOT / "../shared/data"
WORKS = (ROOT / "tests/cases/structured/works.json").read_text(encoding="utf-8")


def read(text: str | bytes) -> ReadResult:
    data = text if isinstance(text, bytes) else text.encode()
    result = read_csljson(data, "x.json")
    accounted(result, data)
    return result


def accounted(result: ReadResult, data: bytes) -> None:
    """Every letter of the file is in a block, on the line that it says."""
    if not data.isascii() and result.encoding != "utf-8":
        return
    text = data.decode().removeprefix("\ufeff").replace("\x00", "")
    at = 0
    for block in result.blocks:
        start = text.index(block.raw, at)
        assert not text[at:start].strip()
        assert block.line == text.count("\n", 0, start) + 1
        at = start + len(block.raw)
    assert not text[at:].strip()


def records(result: ReadResult) -> list[Record]:
    return [block.record for block in result.blocks if block.record is not None]


def one(item: object) -> Record:
    (record,) = records(read(json.dumps([item])))
    return record


def test_raw_and_line_of_each_item() -> None:
    result = read('[\n {"type": "book", "title": "A"},\n\n {"type": "book",\n  "title": "B"}\n]\n')
    assert [(block.kind, block.line, block.raw) for block in result.blocks] == [
        ("comment", 1, "["),
        ("entry", 2, '{"type": "book", "title": "A"},'),
        ("entry", 4, '{"type": "book",\n  "title": "B"}'),
        ("comment", 6, "]"),
    ]
    assert result.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        param('{"config": {"id": "x"}, "items": [ITEM, ITEM]}', id="better-bibtex"),
        param('{"schema": 1, "sources": [ITEM,\nITEM]}', id="own-list"),
        param("ITEM\nITEM\n", id="item-a-line"),
        param("\ufeff[ITEM,ITEM]", id="mark"),
        param("[ITEM,ITEM]".replace(",", "\r\n,\r\n"), id="crlf"),
    ],
)
def test_ways_to_hold_items(text: str) -> None:
    result = read(text.replace("ITEM", '{"type": "book", "title": "A"}'))
    assert [record.text("title") for record in records(result)] == ["A", "A"]
    assert result.problems == ()


@pytest.mark.parametrize(
    ("value", "field", "text"),
    [
        param({"title": "A & B 100%"}, "title", "A & B 100%", id="signs"),
        param({"title": "a -- b ``c'' ~ {d} \\e ^f"}, "title", "a -- b ``c'' ~ {d} \\e ^f", id="no-latex"),
        param({"title": "CO<sub>2</sub> in <i>E. coli</i>"}, "title", "CO₂ in E. coli", id="markup"),
        param({"title": "a <i> b < c"}, "title", "a <i> b < c", id="lone-tag"),
        param({"title": "R&amp;D &lt;x&gt;"}, "title", "R&D <x>", id="entities"),
        param({"title": '<span class="nocase">NASA</span>'}, "title", "NASA", id="nocase"),
        param({"volume": 12}, "volume", "12", id="number"),
        param({"volume": 1.10}, "volume", "1.1", id="fraction"),
        param({"page": "12-20"}, "pages", "12–20", id="pages"),
        param({"page": "e17"}, "pages", "e17", id="page"),
        param({"URL": "https://x.org/a_b%20c"}, "url", "https://x.org/a_b%20c", id="url"),
        param({"ISSN": ["1234-5678", "8765-4321"]}, "issn", "1234-5678; 8765-4321", id="list"),
        param({"issued": {"date-parts": [[2016, 2, 9]]}}, "date", "2016-02-09", id="day"),
        param({"issued": {"date-parts": [[2016, 2]]}}, "month", "February", id="month"),
        param({"issued": {"date-parts": [["2016", "00"]]}}, "year", "2016", id="parts-as-text"),
        param({"issued": {"raw": "2016-02-09"}}, "date", "2016-02-09", id="raw"),
        param({"issued": "2016-02"}, "year", "2016", id="text"),
        param({"issued": {"literal": "in press"}}, "year", "in press", id="words"),
        param({"issued": {"date-parts": [[2015], [2017]]}}, "date", "2015/2017", id="range"),
        param({"issued": {"date-parts": [[1990]], "circa": True}}, "year", "c. 1990", id="circa"),
        param({"accessed": {"date-parts": [[2020, 1, 3]]}}, "urldate", "2020-01-03", id="accessed"),
        param({"publisher-place": "Bonn"}, "address", "Bonn", id="place"),
        param({"archive_location": "Box 3"}, "csl-archive_location", "Box 3", id="unknown"),
        param({"custom": {"My Field": "x"}}, "my-field", "x", id="custom"),
        param(
            {"director": [{"family": "Varda", "given": "Agnès"}]}, "csl-director", "Varda, Agnès", id="role"
        ),
        param({"note": "PMID: 123\nSeen twice"}, "pmid", "123", id="note-line"),
        param({"note": "PMID: 123\nSeen twice"}, "note", "Seen twice", id="note"),
    ],
)
def test_values(value: dict[str, object], field: str, text: str) -> None:
    assert one({"type": "book", **value}).text(field) == text


@pytest.mark.parametrize(
    ("item", "key"),
    [
        param({"id": "segal2016"}, "segal2016", id="id"),
        param({"id": 7}, "7", id="number"),
        param({"id": "http://zotero.org/users/1/items/A"}, "", id="address"),
        param(
            {"id": "http://zotero.org/x", "note": "tex.x: y\nCitation Key: segal2016"}, "segal2016", id="note"
        ),
        param({"id": "x", "citation-key": "segal2016"}, "segal2016", id="citation-key"),
        param({}, "", id="none"),
    ],
)
def test_keys(item: dict[str, object], key: str) -> None:
    assert one({"type": "book", "title": "A", **item}).key == key


@pytest.mark.parametrize(
    ("name", "person"),
    [
        param({"family": "Segal", "given": "Adam"}, Person("author", "Segal", "Adam"), id="plain"),
        param(
            {"family": "Berg", "given": "J.", "non-dropping-particle": "van der"},
            Person("author", "Berg", "J.", "van der"),
            id="non-dropping",
        ),
        param(
            {"family": "van der Berg", "given": "J."},
            Person("author", "Berg", "J.", "van der"),
            id="in-family",
        ),
        param(
            {"family": "King", "given": "M.", "suffix": "Jr."},
            Person("author", "King", "M.", "", "Jr."),
            id="suffix",
        ),
        param(
            {"family": "Smith, Sons and Co", "given": "A"},
            Person("author", "Smith, Sons and Co", "A"),
            id="comma",
        ),
        param(
            {"literal": "Barnes and Noble, Inc."},
            Person("author", literal="Barnes and Noble, Inc."),
            id="literal",
        ),
        param({"literal": "others"}, Person("author", literal="others"), id="others"),
        param({"family": "王", "given": "小明"}, Person("author", "王", "小明"), id="chinese"),
        param({"given": "Aristotle"}, Person("author", "Aristotle"), id="given-alone"),
        param("Segal, Adam", Person("author", "Segal", "Adam"), id="text"),
    ],
)
def test_names(name: object, person: Person) -> None:
    record = one({"type": "book", "author": [name]})
    assert record.people == (person,)
    from litreview.text.names import parse_names

    assert parse_names(next(field.value for field in record.fields if field.name == "author"), "author") == (
        person,
    )


def test_zotero_items() -> None:
    text = json.dumps(
        {
            "config": {},
            "items": [
                {
                    "itemType": "journalArticle",
                    "title": "Norms",
                    "creators": [
                        {"firstName": "Adam", "lastName": "Segal", "creatorType": "author"},
                        {"name": "UNIDIR", "creatorType": "editor"},
                    ],
                    "publicationTitle": "Policy",
                    "date": "2016-02-09",
                    "pages": "1-9",
                    "citationKey": "segal2016",
                    "tags": [{"tag": "a, b"}, {"tag": "c"}],
                    "attachments": [{"itemType": "attachment", "title": "PDF", "path": "/x.pdf"}],
                    "rights": "free",
                },
                {"itemType": "attachment", "title": "lone.pdf"},
            ],
        }
    )
    result = read(text)
    (record,) = records(result)
    assert (record.key, record.type) == ("segal2016", "article")
    assert record.people == (Person("author", "Segal", "Adam"), Person("editor", literal="UNIDIR"))
    assert {
        name: record.text(name) for name in ("journal", "date", "pages", "keywords", "zotero-rights")
    } == {
        "journal": "Policy",
        "date": "2016-02-09",
        "pages": "1–9",
        "keywords": "a, b; c",
        "zotero-rights": "free",
    }
    assert [problem.code for problem in result.problems] == ["no-source"]


@pytest.mark.parametrize(
    ("damage", "codes"),
    [
        param('"volume": 12 "x": 1', ["unreadable-entry"], id="comma-lost"),
        param('"volume: 12', ["unreadable-entry"], id="quote-lost"),
        param('"volume": [1, 2', ["unreadable-entry"], id="bracket-lost"),
        param('"volume": 12}}', ["unreadable-entry"], id="bracket-doubled"),
        param('"volume": nope', ["unreadable-entry"], id="bare-word"),
        param('"volume": ' + "9" * 6000, [], id="long-number"),
        param('"volume": ' + "[" * 3000 + "]" * 3000, ["unreadable-entry"], id="deep"),
        param('"title": "B", "title": "C"', ["duplicate-field"], id="name-twice"),
    ],
)
def test_a_damaged_item_costs_nobody_else(damage: str, codes: list[str]) -> None:
    before = '{"id": "a", "type": "book", "title": "A", "author": [{"family": "X"}, {"family": "Y"}]}'
    after = before.replace('"a"', '"c"')
    result = read(f'[\n{before},\n{{"id": "b", "type": "book", {damage}}},\n{after}\n]')
    keys = [record.key for record in records(result)]
    assert keys[0] == "a"
    assert keys[-1] == "c"
    assert [problem.code for problem in result.problems][:1] == codes
    assert all(problem.line == 3 for problem in result.problems[: len(codes)])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        param("", ["no-records"], id="empty"),
        param("[]", ["no-records"], id="empty-list"),
        param('{"name": "package", "version": "1"}', ["unreadable-entry"], id="other-json"),
        param("[1, null]", ["unreadable-entry", "unreadable-entry"], id="no-objects"),
        param('[{"type": "book"', ["unreadable-entry", "cut-off"], id="cut-off"),
        param('[{"type": "book"},', ["cut-off"], id="list-cut-off"),
        param('[{"type": "book"} {"type": "book"}]', ["missing-comma"], id="no-comma"),
        param(
            '[{"type": "book", "id": "a"}, {"type": "book", "id": "a"}]', ["duplicate-key"], id="key-twice"
        ),
    ],
)
def test_problems(text: str, codes: list[str]) -> None:
    result = read(text)
    assert [problem.code for problem in result.problems] == codes
    assert all(problem.hint for problem in result.problems if problem.severity == "error")


def test_half_a_character_is_reported_and_the_item_read() -> None:
    text = r'[{"id": "a", "type": "book", "title": "\ud83d\ude00 \ud83d \\ud83d \udE00"}]'
    result = reader.named("csljson").function(text.encode(), "x")
    (record,) = [block.record for block in result.blocks if block.record]
    assert record.text("title") == "\U0001f600 \ufffd \\ud83d \ufffd"
    assert [problem.code for problem in result.problems] == ["encoding"]


def test_hostile_depth() -> None:
    path = SHARED / "hostile/csl_deep.json"
    if not path.exists():
        pytest.skip("no shared data")
    result = read(path.read_bytes())
    assert "error" in {problem.severity for problem in result.problems}


def test_real_items() -> None:
    files = sorted((SHARED / "bibliographies").glob("citation-js*/**/mapping/*-csl.json"))
    if not files:
        pytest.skip("no shared data")
    for path in files:
        result = read(path.read_bytes())
        assert result.problems == ()
        assert len(records(result)) == len(json.loads(path.read_text(encoding="utf-8")))


def test_only_its_own_files() -> None:
    claims = [name for name, entry in reader.all().items() if entry.sniff and entry.sniff(WORKS.encode())]
    assert claims == ["csljson"]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet='[]{}",:\\ \nabctype1', max_size=120).map(str.encode))
def test_any_bytes(data: bytes) -> None:
    read_csljson(data, "x")


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, len(WORKS) - 1), st.integers(0, 40), st.sampled_from(["", '"', "}", "[", ",", "\\", "\n"])
)
def test_damaged_files_are_accounted_for(start: int, length: int, instead: str) -> None:
    result = read(WORKS[:start] + instead + WORKS[start + length :])
    lost = 12 - len(records(result))
    assert lost <= 3
    if lost > 0:
        assert result.problems


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(
    ["title", "author", "issued", "custom", "note", "id", "creators", "fields", "itemType", "tags"]
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(NAMES, JSON, max_size=5))
def test_any_shape_of_item(item: dict[str, object]) -> None:
    read(json.dumps([{"type": "book", **item}]))
