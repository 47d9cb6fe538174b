"""Write small Word documents by hand: paragraphs, fields of reference managers, notes, Word's own sources."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from typing import Any
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def run(text: str) -> str:
    """Give a run of text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def mark(kind: str, data: str = "") -> str:
    """Give one of the three marks of a field."""
    inner = f'<w:fldData xml:space="preserve">{data}</w:fldData>' if data else ""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def code(text: str) -> str:
    """Give a run of a field's instruction."""
    return f'<w:r><w:instrText xml:space="preserve">{escape(text)}</w:instrText></w:r>'


def field(instruction: str, shown: str = "(shown)", *, cut: int = 10_000, data: str = "") -> str:
    """Give a field; its instruction is cut into runs of so many characters."""
    pieces = [instruction[at : at + cut] for at in range(0, len(instruction), cut)]
    return mark("begin", data) + "".join(map(code, pieces)) + mark("separate") + run(shown) + mark("end")


def paragraph(*runs: str) -> str:
    """Give a paragraph of runs; plain words are made into one."""
    return "<w:p>" + "".join(one if one.startswith("<") else run(one) for one in runs) + "</w:p>"


def docx(*paragraphs: str, **parts: str) -> bytes:
    """Give a document of these paragraphs; parts are named like word_footnotes for word/footnotes.xml."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr(
            "word/document.xml", f"<w:document {_W}><w:body>{''.join(paragraphs)}</w:body></w:document>"
        )
        for name, content in parts.items():
            archive.writestr(name.replace("_", "/", 1) + ".xml", content)
    return out.getvalue()


def footnotes(**notes: str) -> str:
    """Give a part of footnotes: n1 is the paragraph of the note with the id 1."""
    inner = "".join(f'<w:footnote w:id="{name[1:]}">{text}</w:footnote>' for name, text in notes.items())
    return f"<w:footnotes {_W}>{inner}</w:footnotes>"


def note_mark(number: int) -> str:
    """Give the mark of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def csl(*items: dict[str, Any], program: str = "ZOTERO_ITEM CSL_CITATION") -> str:  # Any: JSON
    """Give the instruction of a citation of Zotero, or of Mendeley with the program CSL_CITATION."""
    return f" ADDIN {program} " + json.dumps({"citationID": "x1", "citationItems": list(items)}) + " "


def zotero(address: str, data: dict[str, Any] | None, **more: Any) -> dict[str, Any]:  # Any: JSON
    """Give an item of such a citation."""
    uris = [f"http://zotero.org/users/1/items/{address}"]
    return {"id": 7, "uris": uris, **({} if data is None else {"itemData": {"id": 7, **data}}), **more}


def endnote(*records: str, text: str = "Nye", year: str = "2011") -> str:
    """Give EndNote's XML of a citation of records, which are numbered."""
    cites = (
        f"<Cite><Author>{text}</Author><Year>{year}</Year><RecNum>{number}</RecNum>{record}</Cite>"
        for number, record in enumerate(records, 1)
    )
    return f"<EndNote>{''.join(cites)}</EndNote>"


def base64_of(text: str) -> str:
    """Give text as a field keeps it, in lines."""
    return base64.encodebytes(text.encode()).decode()


SEGAL: dict[str, Any] = {  # Any: JSON
    "type": "book",
    "title": "The hacked world order",
    "author": [{"family": "Segal", "given": "Adam"}],
    "issued": {"date-parts": [["2016"]]},
    "publisher": "PublicAffairs",
}
RID: dict[str, Any] = {  # Any: JSON
    "type": "article-journal",
    "title": "Cyber war will not take place",
    "author": [{"family": "Rid", "given": "Thomas"}],
    "container-title": "Journal of Strategic Studies",
    "issued": {"date-parts": [["2012"]]},
    "DOI": "10.1080/01402390.2011.608939",
}
NYE = (
    '<record><rec-number>1</rec-number><ref-type name="Book">6</ref-type><contributors><authors><author>Nye, Joseph S.'
    "</author></authors></contributors><titles><title>The future of power</title></titles><dates><year>2011</year>"
    "</dates></record>"
)
SOURCES = (
    '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">{}</b:Sources>'
)
LEWIS = (
    "<b:Source><b:Tag>Lew06</b:Tag><b:SourceType>JournalArticle</b:SourceType><b:Author><b:Author><b:NameList><b:Person>"
    "<b:Last>Lewis</b:Last><b:First>James</b:First><b:Middle>A.</b:Middle></b:Person></b:NameList></b:Author></b:Author>"
    "<b:Title>Cybersecurity and critical infrastructure</b:Title><b:JournalName>Survival</b:JournalName><b:Year>2006"
    "</b:Year><b:Month>March</b:Month><b:Day>4</b:Day><b:Pages>1-8</b:Pages><b:YearAccessed>2020</b:YearAccessed>"
    "<b:StandardNumber>0039-6338</b:StandardNumber></b:Source>"
)
UNIDIR = (
    "<b:Source><b:Tag>UNI13</b:Tag><b:SourceType>Report</b:SourceType><b:Author><b:Author><b:Corporate>UNIDIR"
    "</b:Corporate></b:Author></b:Author><b:Title>The Cyber Index</b:Title><b:Year>2013</b:Year>"
    "<b:Institution>United Nations</b:Institution></b:Source>"
)
