"""A file that was added comes out as it was, byte for byte, with the edits in it and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from litreview.actions.add import add
from litreview.actions.editing import edit
from litreview.actions.originals import original
from litreview.errors import UsageProblem
from litreview.storage.operations import undo
from litreview.text.layout import gaps, joined

if TYPE_CHECKING:
    from collections.abc import Callable

BIB = (
    '% Mine.\n\n\n@string{ p = "Polity" }\n@Book{ rid2013 ,\n  author="Rid, T.", title = {Cyber War},'
    "\n  publisher = p }\n  loose words\n@comment{jabref-meta: x}\n\n@article{a2, title={Two}}   \n\n"
)
RIS = "\r\nTY  - BOOK\r\nID  - rid\r\nTI  - Cyber War\r\nER  - \r\n\r\n\r\n"
CSL = '[\n  {"id": "a", "type": "book", "title": "A"} ,\n\n  {"id": "b", "title": "B"}\n]\n'
CSV = "key,title,year\na,One,2001\n\nb,Two,2002\n"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "litreview.db"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("x.bib", BIB.encode(), id="bibtex"),
        pytest.param("x.bib", BIB.rstrip().encode(), id="no-line-end"),
        pytest.param("x.bib", BIB.replace("\n", "\r\n").encode(), id="crlf"),
        pytest.param("x.bib", BIB.replace("\n", "\r").encode(), id="cr"),
        pytest.param("x.bib", b"\xef\xbb\xbf" + BIB.encode(), id="mark"),
        pytest.param("x.bib", BIB.replace("loose", "löse").encode("cp1252"), id="cp1252"),
        pytest.param("x.bib", BIB.encode("utf-16"), id="utf-16"),
        pytest.param("x.bib", (BIB + "@book{broken, title = {x\n").encode(), id="damaged"),
        pytest.param("x.ris", RIS.encode(), id="ris"),
        pytest.param("x.json", CSL.encode(), id="csl-json"),
        pytest.param("x.csv", CSV.encode(), id="csv"),
    ],
)
def test_untouched_files_come_out_byte_for_byte(library: Path, name: str, data: bytes) -> None:
    Path(name).write_bytes(data)
    add(library, [name])
    Path(name).unlink()  # the library has it all
    found = original(library, name)
    assert (found.data, found.edited) == (data, ())


def test_edits_are_put_in_and_taken_out_again(library: Path) -> None:
    Path("x.bib").write_text(BIB, encoding="utf-8")
    add(library, ["x.bib"])
    edit(library, "rid2013", ["title=Cyber War Will Not Take Place", "publisher=Hurst", "year=2013"])
    edit(library, "a2", ["entrytype=misc"])
    found = original(library, "x.bib")
    expected = BIB.replace("{Cyber War}", "{Cyber War Will Not Take Place}")
    expected = expected.replace("publisher = p }", "publisher = {Hurst},\n  year      = {2013} }")
    expected = expected.replace("@article{a2", "@misc{a2")
    assert found.data.decode() == expected
    assert found.edited == ("rid2013", "a2")
    undo(library, None)
    undo(library, None)
    assert original(library, "x.bib").data.decode() == BIB


def test_what_another_file_says_stays_out(library: Path) -> None:
    Path("x.bib").write_text(BIB, encoding="utf-8")
    Path("other.bib").write_text("@misc{a2, title={Two}, year={1999}}", encoding="utf-8")
    add(library, ["x.bib"])
    add(library, ["other.bib"])
    assert original(library, "x.bib").data.decode() == BIB


def test_a_later_reading_is_the_original(library: Path) -> None:
    Path("x.bib").write_text(BIB, encoding="utf-8")
    add(library, ["x.bib"])
    later = BIB.replace("loose words", "").replace("a2, ", "a2,\n\n  ")
    Path("x.bib").write_text(later, encoding="utf-8")
    add(library, ["x.bib"])
    assert original(library, "x.bib").data.decode() == later
    undo(library, None)
    assert original(library, "x.bib").data.decode() == BIB


def unknown(library: Path) -> None:
    original(library, "y.bib")


def not_text(library: Path) -> None:
    Path("n.bib").write_bytes(b"@book{n, title={a\x00b}}\n")
    add(library, ["n.bib"])
    original(library, "n.bib")


def another_format(library: Path) -> None:
    Path("x.ris").write_text(RIS, encoding="utf-8")
    add(library, ["x.ris"])
    edit(library, "rid", ["year=2013"])
    original(library, "x.ris")


def letter_that_the_encoding_lacks(library: Path) -> None:
    Path("c.bib").write_bytes("@book{c, title={löse}}\n".encode("cp1252"))
    add(library, ["c.bib"])
    edit(library, "c", ["title=战争"])
    original(library, "c.bib")


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        pytest.param(unknown, "y.bib was not added", id="unknown"),
        pytest.param(not_text, "bytes that are no text", id="not-text"),
        pytest.param(another_format, "into BibTeX files only", id="another-format"),
        pytest.param(letter_that_the_encoding_lacks, "has no 战", id="letter"),
    ],
)
def test_refusals(library: Path, attempt: Callable[[Path], None], words: str) -> None:
    Path("x.bib").write_text(BIB, encoding="utf-8")
    add(library, ["x.bib"])
    with pytest.raises(UsageProblem, match=words):
        attempt(library)


@pytest.mark.parametrize(
    ("text", "raws", "expected"),
    [
        pytest.param("", [], ("",), id="nothing"),
        pytest.param("a b", ["b", "a"], (), id="not-in-order"),
        pytest.param(" a  b\n", ["a", "b"], (" ", "  ", "\n"), id="between"),
    ],
)
def test_gaps(text: str, raws: list[str], expected: tuple[str, ...]) -> None:
    found = gaps(text, raws)
    assert found == expected
    assert not found or joined(raws, found) == text
