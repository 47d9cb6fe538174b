"""A Word document's citations are found in its fields and in its text, by paragraph and character."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from litreview.manuscripts.docx import read_docx
from wordfile import (
    NYE,
    RID,
    SEGAL,
    SOURCES,
    UNIDIR,
    csl,
    docx,
    endnote,
    field,
    footnotes,
    note_mark,
    paragraph,
    zotero,
)

if TYPE_CHECKING:
    from pathlib import Path

    from litreview.model import Manuscript

param = pytest.param


def no_other_file(path: str) -> bytes:
    raise FileNotFoundError(path)


def read(*paragraphs: str, **parts: str) -> Manuscript:
    return read_docx(docx(*paragraphs, **parts), "x.docx", no_other_file)


def test_a_field_says_what_it_cites() -> None:
    cited = {**RID, "citation-key": "rid2012"}
    item = zotero("AB", cited, locator="5", label="page")
    (citation,) = read(
        paragraph("One."), paragraph("As ", field(csl(item), "(Rid 2012, 5)"), " says.")
    ).citations
    assert (citation.line, citation.column, citation.text) == (2, 4, "(Rid 2012, 5)")
    assert (citation.form, citation.key, citation.names, citation.year) == (
        "key",
        "rid2012",
        ("Rid",),
        "2012",
    )
    assert (citation.identifier, citation.locator) == ("10.1080/01402390.2011.608939", "5")


def test_fields_text_and_notes_together_in_their_order() -> None:
    found = read(
        paragraph("Segal (2016) and ", field(" ADDIN EN.CITE " + endnote(NYE), "(Nye 2011)")),
        paragraph("Here", note_mark(1), " and (Rid & Nye, 2013)."),
        paragraph(field(r" CITATION UNI13 \p 3 ", "(UNIDIR, 2013, p. 3)")),
        paragraph("References"),
        paragraph("Segal, A. (2016). The hacked world order."),
        word_footnotes=footnotes(n1=paragraph("See Lewis et al. (2006).")),
        customXml_item1=SOURCES.format(UNIDIR),
    )
    assert found.problems == ()
    assert [(one.line, one.column, one.key or " & ".join(one.names), one.certainty) for one in found.citations] == [
        (1, 1, "Segal", "certain"),
        (1, 18, "Nye", "certain"),
        (2, 5, "Lewis", "certain"),
        (2, 11, "Rid & Nye", "certain"),
        (3, 1, "UNI13", "certain"),
    ]  # fmt: skip


def test_what_a_field_shows_is_not_read_twice_and_its_list_is_no_text() -> None:
    found = read(
        paragraph(field(csl(zotero("AB", SEGAL)), "(Segal, 2016)")),
        paragraph(
            field(" ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY ", "Rid, T. (2013). Cyber war. Rid & Nye (2013)")
        ),
    )
    assert [one.text for one in found.citations] == ["(Segal, 2016)"]


def test_the_list_of_mendeley_is_no_text() -> None:
    control = '<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_BIBLIOGRAPHY"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    found = read(
        paragraph("Rid and Nye (2013)"), control.format(paragraph("Rid, T., & Nye, J. (2013). Title."))
    )
    assert [one.line for one in found.citations] == [1]


def test_a_field_that_cannot_be_read_is_a_problem_of_its_paragraph() -> None:
    found = read(paragraph("x"), paragraph(field(" ADDIN ZOTERO_ITEM CSL_CITATION {", "Segal (2016)")))
    assert [(problem.line, problem.code) for problem in found.problems] == [(2, "unreadable-citation")]
    assert [one.text for one in found.citations] == ["Segal (2016)"]


@pytest.mark.parametrize(
    "data", [param(b"", id="nothing"), param(b"PK\x03\x04word/document.xml", id="no-zip")]
)
def test_no_document(data: bytes) -> None:
    found = read_docx(data, "x.docx", no_other_file)
    assert [problem.severity for problem in found.problems] == ["error"]


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not here")
def test_a_document_that_pandoc_wrote(tmp_path: Path) -> None:
    text = "Words.\n\nAs Clarke & Knake (2012) and *others* say [^1].\n\n[^1]: But see Rid and Nye (2013, p. 5).\n\n"
    text += "# References\n\nRid, T., & Nye, J. (2013). Title.\n"
    subprocess.run(["pandoc", "-o", tmp_path / "x.docx"], input=text.encode(), check=True)
    found = read_docx((tmp_path / "x.docx").read_bytes(), "x.docx", no_other_file)
    assert found.problems == ()
    assert [(one.line, one.column, one.text) for one in found.citations] == [
        (2, 4, "Clarke & Knake (2012)"),
        (2, 41, "Rid and Nye (2013, p. 5)"),
    ]
