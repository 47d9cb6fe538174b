"""A file that is read again changes what changed in it, and nothing that another entry or a person had settled."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from litreview.actions.add import Added, add
from litreview.actions.editing import edit
from litreview.actions.rereading import reread
from litreview.actions.showing import dossiers
from litreview.readers import reader

if TYPE_CHECKING:
    from litreview.model import Record

FIRST = "@string{polity = {Polity}}\n"
FIRST += "@book{rid2013,\n  title = {Cyber War},\n  year = {2013},\n  publisher = polity,\n}\n"
SECOND = "@book{rid2013,\n  title = {Cyber War},\n  year = {2012},\n  pages = {218},\n}\n"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a library with two files on one work; the one added last says another year."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "litreview.db"
    read(path, "first.bib", FIRST)
    read(path, "second.bib", SECOND)
    return path


def read(library: Path, name: str, text: str) -> Added:
    Path(name).write_text(text, encoding="utf-8")
    return add(library, [name])


def known(library: Path) -> dict[str, str]:
    (one,) = dossiers(library, ["rid2013"])
    return {"entrytype": one.source.type} | {item.name: item.text for item in one.source.fields}


def remarks(added: Added) -> list[str]:
    return [problem.message for problem in added.inputs[0].problems]


def test_the_one_added_last_decides(library: Path) -> None:
    assert known(library) == {
        "entrytype": "book", "title": "Cyber War", "year": "2012", "publisher": "Polity", "pages": "218",
    }  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(("polity,\n}", "polity,\n  isbn = {9780306406157},\n}"), id="a-field-more"),
        pytest.param(("{Cyber War}", "{Cyber War Will Not Take Place}"), id="another-title"),
    ],
)
def test_an_old_difference_stays_settled(library: Path, change: tuple[str, str]) -> None:
    added = read(library, "first.bib", FIRST.replace(*change))
    assert added.total("changed") == 1
    assert "year" not in remarks(added)[0]
    assert known(library)["year"] == "2012"


def test_what_changed_in_an_entry_changes(library: Path) -> None:
    assert remarks(read(library, "first.bib", FIRST.replace("{2013}", "{2014}"))) == [
        "rid2013: year: 2012 → 2014"
    ]
    assert known(library)["year"] == "2014"


def test_a_macro_is_known_as_it_was(library: Path) -> None:
    read(library, "second.bib", SECOND.replace("218}", "218},\n  publisher = {Hurst}"))
    read(library, "first.bib", FIRST.replace("{2013}", "2013"))
    assert known(library)["publisher"] == "Hurst"


def test_a_value_that_a_person_set_is_told_only_where_the_entry_changed(library: Path) -> None:
    edit(library, "rid2013", ["year=2011", "entrytype=report"])
    assert remarks(read(library, "first.bib", FIRST.replace("polity,", "polity, isbn = {1},"))) == [
        "rid2013: isbn added"
    ]
    assert remarks(read(library, "first.bib", FIRST.replace("{2013}", "{2014}"))) == [
        "rid2013: year: your edit is kept; isbn removed"
    ]
    assert (known(library)["year"], known(library)["entrytype"]) == ("2011", "report")
    read(library, "first.bib", FIRST.replace("@book", "@misc"))
    assert known(library)["entrytype"] == "misc"


def test_a_field_that_one_entry_drops_is_what_the_other_one_says(library: Path) -> None:
    added = read(library, "second.bib", SECOND.replace("  year = {2012},\n", ""))
    assert remarks(added) == ["rid2013: year: 2012 → 2013, from another entry"]
    assert known(library)["year"] == "2013"
    assert remarks(read(library, "second.bib", "@book{rid2013, title = {Cyber War}}\n")) == [
        "rid2013: pages removed"
    ]


def test_a_new_file_that_says_what_gave_way_before_is_no_news(library: Path) -> None:
    added = read(library, "third.bib", FIRST + "\n% a copy\n")
    assert (added.total("changed"), added.total("unchanged")) == (0, 1)
    assert known(library)["year"] == "2012"


SAMPLES = {
    "bibtex": "% Encoding: ISO-8859-1\n@string{p = {Pölity}}\n"
    "@book{a, title = {A}, publisher = p}\n\n% mine\n@book{b, title = {B}}\n",
    "ris": "TY  - BOOK\nID  - a\nTI  - A\nER  - \n\nTY  - BOOK\nID  - b\nTI  - B\nER  - \n",
    "csljson": '[\n {"id": "a", "type": "book", "title": "A"},\n {"id": "b", "type": "book", "title": "B"}\n]\n',
    "table": "key,title,year\na,A,2010\nb,B,2011\n",
    "nbib": "PMID- 1\nTI  - A\n\nPMID- 2\nTI  - B\n",
    "enw": "%0 Book\n%T A\n\n%0 Book\n%T B\n",
    "wos": "FN Clarivate\nVR 1.0\nPT J\nTI A\nPY 2010\nER\n\nPT J\nTI B\nER\n\nEF\n",
    "endnotexml": '<?xml version="1.0" encoding="ISO-8859-1"?><xml><records>'
    '<record><ref-type name="Book">6</ref-type><titles>'
    '<title>Ä</title></titles></record><record><ref-type name="Book">6</ref-type><titles><title>B</title></titles>'
    "</record></records></xml>",
    "reflist": "# References\n\nRoe, R. (2010). A book on things. Oxford: OUP.\n\nDoe, J. (2011). Another one. Sage.\n",
}  # fmt: skip


@pytest.mark.parametrize("kind", SAMPLES)
def test_an_entry_is_read_again_out_of_what_is_kept_of_it(kind: str) -> None:
    result = reader.named(kind).function(SAMPLES[kind].encode("utf-8-sig"), "x")
    entries = [block for block in result.blocks if block.record is not None]
    assert len(entries) == 2
    for one in entries:
        raws = [block.raw for block in result.blocks if block is one or block.kind not in {"entry", "failed"}]
        again = reread(kind, raws)
        assert again is not None
        assert one.record is not None
        assert said(again) == said(one.record)


def said(record: Record) -> tuple[str, str, list[tuple[str, str]]]:
    return record.key, record.type, [(field.name, field.value) for field in record.fields]


@pytest.mark.parametrize(
    ("kind", "raws"),
    [
        pytest.param("docx", ["{}"], id="no-text"),
        pytest.param("unknown", ["@book{a}"], id="no-format"),
        pytest.param("bibtex", ["% nothing"], id="no-entry"),
        pytest.param("bibtex", ["@book{a, title = {A}}", "@book{b, title = {B}}"], id="two-entries"),
    ],
)
def test_what_cannot_be_read_again_is_not_known(kind: str, raws: list[str]) -> None:
    assert reread(kind, raws) is None
