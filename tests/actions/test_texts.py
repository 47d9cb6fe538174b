"""A text is tied to the source that it is the text of, or told and left out; PDF and plain text say the same."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from litreview.actions.texts import EXTRA, read_texts
from litreview.errors import InputError
from litreview.model import Field, Person, Record, Source
from litreview.text.paging import paging_of

if TYPE_CHECKING:
    from pathlib import Path

param = pytest.param
needs_pdf = pytest.mark.skipif(
    find_spec("pypdfium2") is None, reason="pypdfium2 is not installed: the extra [pdf]"
)


def work(key: str, title: str = "", family: str = "Roe", file: str = "", year: str = "2001") -> Source:
    fields = (Field("title", title, title), Field("file", file, file))
    return Source(key, "book", title, year, (Person("author", family, "A."),), fields, aliases=(f"old{key}",))


WORKS = (
    work("roe2001", "Walls of the old town and its gates"),
    work(
        "moss2003",
        "Gardens and the people who keep them",
        "Moss",
        file=":papers/Gardens final.pdf:PDF;notes.html",
    ),
    work("reed2005", "Stones", "Reed"),
)


def pdf(*pages: str) -> bytes:
    """Give a PDF with a page for each text, one line in Helvetica."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        out
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
            f"startxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        param("roe2001.txt", "Anything.", "roe2001", id="key"),
        param("ROE2001.md", "Anything.", "roe2001", id="key-in-other-case"),
        param("oldroe2001.txt", "Anything.", "roe2001", id="earlier-key"),
        param("scan.txt", "Anna Roe\nWalls of the Old Town\nand its Gates\nPeat Press", "roe2001",
              id="title-and-author"),
        param("scan.txt", "Walls of the Old Town and its Gates", "", id="title-without-author"),
        param("scan.txt", "Stones, by C. Reed", "", id="short-title"),
        param("scan.txt", "Roe and Moss: Walls of the old town and its gates. Gardens and the people who keep them", "",
              id="two-titles"),
        param("scan.txt", f"{'On and on. ' * 400}Roe: Walls of the old town and its gates", "", id="title-far-behind"),
        param("roe2001a.txt", "Anything.", "", id="another-key"),
    ],
)  # fmt: skip
def test_whose_text(tmp_path: Path, name: str, text: str, key: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = read_texts([tmp_path], WORKS)
    assert found.texts == ({key: text} if key else {})
    assert [one.code for one in found.problems] == ([] if key else ["text-of-nothing"])


def test_an_entry_without_a_key_has_the_one_that_it_would_get(tmp_path: Path) -> None:
    (tmp_path / "roe2001.txt").write_text("Anything.", encoding="utf-8")
    printed = Record("", "book", (Field("year", "2001", "2001"),), (Person("author", "Roe", "A."),))
    assert read_texts([tmp_path / "roe2001.txt"], [printed]).texts == {"roe2001": "Anything."}


def test_what_has_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "roe2001.txt").write_text(" \n", encoding="utf-8")
    (tmp_path / "figure.png").write_bytes(b"x")
    found = read_texts([tmp_path], WORKS)
    assert (found.texts, [one.message for one in found.problems]) == ({}, ["there is no text in it"])


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_texts([tmp_path / "nowhere"], WORKS)


@needs_pdf
def test_pdf(tmp_path: Path) -> None:
    (tmp_path / "roe2001.pdf").write_bytes(pdf("Walls are old.", "Gardens are new."))
    (tmp_path / "Gardens final.pdf").write_bytes(pdf("Nothing."))
    found = read_texts([tmp_path], WORKS)
    assert found.texts == {"roe2001": "Walls are old.\fGardens are new.", "moss2003": "Nothing."}


@needs_pdf
@pytest.mark.parametrize(
    ("data", "message"),
    [
        param(b"no PDF at all", "it is no PDF, is damaged, or needs a password", id="no-pdf"),
        param(b"", "it is no PDF, is damaged, or needs a password", id="empty"),
        param(pdf("Walls are old.")[:200], "it is no PDF, is damaged, or needs a password", id="cut"),
        param(pdf(""), "there is no text in it", id="picture-of-a-page"),
    ],
)
def test_pdf_that_cannot_be_read(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "roe2001.pdf").write_bytes(data)
    found = read_texts([tmp_path], WORKS)
    assert (found.texts, [one.message for one in found.problems]) == ({}, [message])
    assert all(one.hint for one in found.problems)


def test_pdf_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    (tmp_path / "roe2001.pdf").write_bytes(pdf("Walls are old."))
    (problem,) = read_texts([tmp_path], WORKS).problems
    assert problem.hint == EXTRA


@pytest.mark.parametrize(
    ("text", "first", "last", "page"),
    [
        param("No pages here: x", 0, 0, 0, id="one-page"),
        param("a\fb x\fc", 0, 0, 0, id="no-numbers"),
        param("a\fb x\fc", 44, 46, 45, id="as-many-as-the-entry-says"),
        param("a\fb x\fc", 44, 71, 0, id="not-as-many"),
        param("TOWN 44\na\nb\fWALLS 45\nb\nx\fTOWN 46\nc\nd", 0, 0, 45, id="numbers-in-the-head"),
        param("a\nb\n7\fb\nx\nc\n8\fc\nd\n9", 0, 0, 8, id="numbers-at-the-foot"),
        param("In 1999\na\fIn 40 years x\nb\fOf 3 men\nc", 0, 0, 0, id="other-numbers"),
        param("[p. 44]\na\n[p. 45]\nb x\n[p. 46]\nc", 0, 0, 45, id="marks"),
    ],
)
def test_pages(text: str, first: int, last: int, page: int) -> None:
    assert paging_of(text, first, last).at(text.index("x")) == page
