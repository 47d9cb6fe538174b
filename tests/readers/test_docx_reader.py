"""What a Word document cites comes in once, whichever program keeps it there, and what cannot be read is told."""

from __future__ import annotations

import base64
import io
import json
import random
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from litreview.readers import reader
from litreview.readers.docx import read_docx
from litreview.text.package import STEEPEST
from wordfile import (
    LEWIS,
    NYE,
    RID,
    SEGAL,
    SOURCES,
    UNIDIR,
    base64_of,
    code,
    csl,
    docx,
    endnote,
    field,
    footnotes,
    mark,
    note_mark,
    paragraph,
    run,
    zotero,
)

if TYPE_CHECKING:
    from litreview.model import ReadResult, Record

param = pytest.param
TITLES = {
    "segal": "The hacked world order",
    "rid": "Cyber war will not take place",
    "nye": "The future of power",
}
ZOTERO = csl(zotero("AB", SEGAL))
BOOKMARK = '<w:bookmarkStart w:id="4" w:name="ZOTERO_BREF_ab"/><w:r><w:t>(Segal)</w:t></w:r><w:bookmarkEnd w:id="4"/>'


def mendeley(number: str, data: dict[str, Any]) -> str:  # Any: JSON
    """Give a citation as Mendeley Desktop makes it."""
    uris = [f"http://www.mendeley.com/documents/?uuid={number}"]
    return csl({"id": "ITEM-1", "uris": uris, "itemData": data}, program="CSL_CITATION")


def mendeley_cite(*items: dict[str, Any], plain: bool = True) -> str:  # Any: JSON
    """Give a content control as Mendeley Cite makes it, or with the base 64 of addresses."""
    data = json.dumps(
        {"note": "\u00ff\u00ff>>>???", "citationItems": list(items)}, ensure_ascii=False
    ).encode()
    text = (base64.b64encode(data) if plain else base64.urlsafe_b64encode(data).rstrip(b"=")).decode()
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_{text}"/></w:sdtPr><w:sdtContent>{run("(Segal)")}'
        "</w:sdtContent></w:sdt>"
    )


def properties(text: str, size: int = 60) -> str:
    """Give the properties in which Zotero keeps what a bookmark cites, cut to their size."""
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    inner = "".join(
        f'<property name="ZOTERO_BREF_ab_{number}"><vt:lpwstr>{piece.replace("&", "&amp;")}</vt:lpwstr></property>'
        for number, piece in enumerate(pieces, 1)
    )
    return f'<Properties xmlns="p" xmlns:vt="v">{inner}</Properties>'


def endnote_in_data(*, nested: bool) -> str:
    """Give a citation of EndNote whose XML is too long for an instruction."""
    text = endnote(NYE)
    first, second = (text[:200], text[200:]) if nested else (text, text)
    inner = mark("begin", base64_of(second)) + code(" ADDIN EN.CITE.DATA ") + mark("end")
    outer = mark("begin", base64_of(first)) + code(" ADDIN EN.CITE ")
    return outer + inner + mark("separate") + run("(Nye 2011)") + mark("end")


def titles(result: ReadResult) -> list[tuple[int, str]]:
    return [(block.line, block.record.text("title")) for block in result.blocks if block.record is not None]


def one(data: bytes) -> Record:
    result = read_docx(data, "x.docx")
    assert result.problems == ()
    (block,) = result.blocks
    assert block.record is not None
    return block.record


@pytest.mark.parametrize(
    ("paragraphs", "parts", "expected"),
    [
        param([paragraph(field(ZOTERO))], {}, [(1, "segal")], id="zotero"),
        param([paragraph(field(ZOTERO, cut=7))], {}, [(1, "segal")], id="zotero-in-many-runs"),
        param(
            [paragraph("Words."), paragraph("More: ", field(csl(zotero("AB", SEGAL), zotero("CD", RID))))],
            {},
            [(2, "segal"), (2, "rid")],
            id="two-works-in-one-citation",
        ),
        param(
            [paragraph(field(ZOTERO)), paragraph(field(csl(zotero("AB", SEGAL), zotero("CD", RID))))],
            {},
            [(1, "segal"), (2, "rid")],
            id="a-work-that-is-cited-again-comes-once",
        ),
        param(
            [paragraph("One."), paragraph("Two.", note_mark(2))],
            {"word_footnotes": footnotes(n2=paragraph(field(ZOTERO)))},
            [(2, "segal")],
            id="in-a-footnote-the-paragraph-of-its-mark",
        ),
        param(
            [paragraph(BOOKMARK)],
            {"docProps_custom": properties(ZOTERO.removeprefix(" ADDIN "))},
            [(1, "segal")],
            id="zotero-in-bookmarks",
        ),
        param(
            [f'<w:p><w:fldSimple w:instr="{ZOTERO.replace(chr(34), "&quot;")}">{run("x")}</w:fldSimple></w:p>'],
            {},
            [(1, "segal")],
            id="a-field-of-one-element",
        ),
        param(
            [
                paragraph(field(mendeley("a", SEGAL))),
                paragraph(field(mendeley("b", RID))),
            ],
            {},
            [(1, "segal"), (2, "rid")],
            id="mendeley-counts-anew-in-each-citation",
        ),
        param([paragraph(mendeley_cite({"id": "u1", "itemData": SEGAL}))], {}, [(1, "segal")], id="mendeley-cite"),
        param([paragraph(mendeley_cite({"itemData": SEGAL}, plain=False))], {}, [(1, "segal")], id="address-safe"),
        param([paragraph(field(" ADDIN EN.CITE " + endnote(NYE), cut=50))], {}, [(1, "nye")], id="endnote"),
        param([paragraph(endnote_in_data(nested=False))], {}, [(1, "nye")], id="endnote-in-data-twice"),
        param([paragraph(endnote_in_data(nested=True))], {}, [(1, "nye")], id="endnote-in-data-cut-in-two"),
    ],
)  # fmt: skip
def test_what_is_cited(paragraphs: list[str], parts: dict[str, str], expected: list[tuple[int, str]]) -> None:
    result = read_docx(docx(*paragraphs, **parts), "x.docx")
    assert result.problems == ()
    assert titles(result) == [(line, TITLES[name]) for line, name in expected]


def test_a_record_of_zotero_keeps_its_address_and_its_key() -> None:
    record = one(docx(paragraph(field(csl(zotero("AB", {**RID, "citation-key": "rid2012"}))))))
    assert record.key == "rid2012"
    assert record.text("csl-id") == "http://zotero.org/users/1/items/AB"
    assert [item.value for item in record.identifiers] == ["10.1080/01402390.2011.608939"]
    assert record.text("journal") == "Journal of Strategic Studies"


def test_numbers_of_a_program_are_no_keys() -> None:
    assert one(docx(paragraph(field(ZOTERO)))).key == ""


def test_the_sources_of_word() -> None:
    citation = field(r" CITATION Lew06 \p 12 \l 1033 \m UNI13 ")
    result = read_docx(
        docx(paragraph("A."), paragraph(citation), customXml_item1=SOURCES.format(LEWIS + UNIDIR)), "x.docx"
    )
    assert result.problems == ()
    records = [block.record for block in result.blocks if block.record is not None]
    assert [(block.line, record.key, record.type) for block, record in zip(result.blocks, records, strict=True)] == [
        (2, "Lew06", "article"), (2, "UNI13", "techreport"),
    ]  # fmt: skip
    assert {item.name: item.text for item in records[0].fields} == {
        "author": "Lewis, James A.", "title": "Cybersecurity and critical infrastructure", "journal": "Survival",
        "pages": "1–8", "year": "2006", "month": "March", "date": "2006-03-04", "urldate": "2020", "issn": "0039-6338",
    }  # fmt: skip
    assert records[1].people[0].literal == "UNIDIR"
    assert records[1].text("institution") == "United Nations"


def test_deleted_citations_and_second_copies_of_text_boxes_do_not_count() -> None:
    deleted = mark("begin") + code(ZOTERO).replace("instrText", "delInstrText") + mark("end")
    copy = f"<mc:Choice/><mc:Fallback>{field(ZOTERO)}</mc:Fallback>"
    box = f'<mc:AlternateContent xmlns:mc="m">{copy}</mc:AlternateContent>'
    result = read_docx(docx(paragraph(deleted), paragraph(box)), "x.docx")
    assert result.blocks == ()
    assert [problem.code for problem in result.problems] == ["no-citations"]


@pytest.mark.parametrize(
    ("paragraphs", "parts", "line", "expected", "failed"),
    [
        param([paragraph("As Segal (2016) says.")], {}, 0, "no-citations", 0, id="plain-text"),
        param([paragraph("A"), paragraph(field(csl(zotero("AB", None))))], {}, 2, "missing-data", 1, id="no-data"),
        param([paragraph(field(" CITATION Lew06 "))], {}, 1, "missing-data", 1, id="tag-that-word-has-not"),
        param([paragraph(field(" ADDIN EN.CITE <EndNote>"))], {}, 1, "unreadable-citation", 0, id="endnote-alone"),
        param([paragraph(field(" ADDIN EN.CITE " + endnote("<record><a></record>")))], {}, 1, "unreadable-entry", 1,
              id="endnote-damaged"),
        param([paragraph(field(' ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems":[{'))], {}, 1,
              "unreadable-citation", 0, id="damaged-json"),
        param([paragraph(field(" ADDIN ZOTERO_ITEM CSL_CITATION " + "[" * 99_999))], {}, 1, "unreadable-citation", 0,
              id="json-without-an-object"),
        param([paragraph(field(' ADDIN ZOTERO_ITEM {"a":' + "[" * 99_999))], {}, 1, "unreadable-citation", 0,
              id="json-too-deep"),
        param([paragraph(field(" ADDIN CitaviPlaceholder{e30=} "))], {}, 1, "unreadable-citation", 0, id="citavi"),
        param(["<w:x>" * 5_000 + "</w:x>" * 5_000], {}, 0, "unreadable-document", 0, id="too-deep"),
        param(["<w:p>"], {}, 0, "unreadable-document", 0, id="no-sound-xml"),
        param([paragraph(field(" CITATION Lew06 "))],
              {"customXml_item1": '<?xml version="1.0" encoding="klingon"?>' + SOURCES.format(LEWIS)}, 0,
              "unreadable-document", 0, id="no-such-encoding"),
        param([paragraph(field(" CITATION Lew06 "))],
              {"customXml_item1": '<!DOCTYPE b [<!ENTITY a "b">]>' + SOURCES.format(LEWIS)}, 0,
              "unreadable-document", 0, id="entities"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(
    paragraphs: list[str], parts: dict[str, str], line: int, expected: str, failed: int
) -> None:
    result = read_docx(docx(*paragraphs, **parts), "x.docx")
    assert [(item.line, item.code, item.severity) for item in result.problems] == [(line, expected, "error")]
    assert all(item.hint for item in result.problems)
    assert [block.kind for block in result.blocks] == ["failed"] * failed


def test_half_a_character_can_be_stored() -> None:
    half = zotero("AB", {**SEGAL, "title": "A hacked world"})
    result = read_docx(docx(paragraph(field(csl(half).replace("A hacked", "\\ud83d hacked")))), "x.docx")
    assert titles(result) == [(1, "\ufffd hacked world")]


def test_a_work_that_is_told_in_two_ways() -> None:
    other = {**SEGAL, "title": "The hacked world"}
    result = read_docx(docx(paragraph(field(ZOTERO)), paragraph(field(csl(zotero("AB", other))))), "x.docx")
    assert titles(result) == [(1, TITLES["segal"])]
    assert [problem.code for problem in result.problems] == ["differing-data"]


@pytest.mark.parametrize(
    "data",
    [
        param(b"", id="nothing"),
        param(b"PK\x03\x04 and then nothing", id="no-zip"),
        param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), id="a-password-or-an-old-doc"),
        param(docx(paragraph("x"))[:300], id="cut-off"),
    ],
)
def test_no_document_at_all(data: bytes) -> None:
    result = read_docx(data, "x.docx")
    assert [problem.code for problem in result.problems] == ["unreadable-document"]


def test_a_bomb_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w>" + b" " * 50_000_000 + b"</w>")
    (problem,) = read_docx(out.getvalue(), "x.docx").problems
    assert f"{STEEPEST} times" in problem.message


def test_a_document_is_known_by_its_content() -> None:
    entry = reader.named("docx")
    assert entry.sniff is not None
    assert entry.sniff(docx(paragraph("x")))
    assert not entry.sniff(b"PK\x03\x04xl/workbook.xml")


def test_any_damage_to_a_document_is_a_result() -> None:
    rng = random.Random(5)  # noqa: S311 (damage, no secrets)
    sound = docx(paragraph(field(ZOTERO)), paragraph(endnote_in_data(nested=True)),
                 customXml_item1=SOURCES.format(LEWIS))  # fmt: skip
    for _ in range(300):
        damaged = bytearray(sound)
        for _ in range(rng.randint(1, 4)):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        result = read_docx(bytes(damaged), "x.docx")
        assert result.blocks or result.problems
