"""Where each entry and each field comes from, also after edits, later readings and undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from litreview.actions.add import add
from litreview.actions.editing import edit
from litreview.actions.rereading import reread
from litreview.storage.connect import reading
from litreview.storage.load import source_ids
from litreview.storage.operations import undo
from litreview.storage.provenance import Provenance, provenance

FIRST = "@book{rid2013,\n  author = {Rid, Thomas},\n  title = {Cyber War},\n}\n"
LATER = "@book{rid2013,\n  title = {Cyber War},\n  year = 2013,\n}\n"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("first.bib").write_text(FIRST, encoding="utf-8")
    Path("later.bib").write_text("% found by hand\n" + LATER, encoding="utf-8")
    path = tmp_path / "litreview.db"
    add(path, ["first.bib"])
    return path


def of(library: Path, key: str = "rid2013") -> Provenance:
    with reading(library) as connection:
        number = source_ids(connection)[key]
        return provenance(connection, [number], reread)[number]


def told(known: Provenance) -> dict[str, tuple[str, int, int]]:
    """Give, for each field, the file ("" for a person), the line and the operation that set it."""
    return {
        item.field: (
            "" if item.entry is None else known.entries[item.entry].path,
            item.line,
            item.operation,
        )
        for item in known.settings
    }


def test_one_entry(library: Path) -> None:
    known = of(library)
    assert [(entry.path, entry.line, entry.origin, entry.there) for entry in known.entries] == [
        ("first.bib", 1, "", True)
    ]
    assert told(known) == {"author": ("first.bib", 2, 1), "title": ("first.bib", 3, 1)}
    assert known.entries[0].when == known.settings[0].when
    assert known.entries[0].raw == FIRST.strip()


def test_a_later_file_sets_what_it_changes_or_adds(library: Path) -> None:
    add(library, ["later.bib"], origin="Scopus")
    known = of(library)
    assert [(entry.path, entry.line, entry.origin) for entry in known.entries] == [
        ("first.bib", 1, ""),
        ("later.bib", 2, "Scopus"),
    ]
    assert told(known) == {
        "author": ("first.bib", 2, 1),
        "title": ("first.bib", 3, 1),
        "year": ("later.bib", 4, 2),
    }


def test_a_person_sets_and_removes_and_takes_it_back(library: Path) -> None:
    edit(library, "rid2013", ["title=Cyber War Will Not Take Place", "author="])
    assert told(of(library)) == {"author": ("", 0, 2), "title": ("", 0, 2)}
    assert [item.value for item in of(library).settings] == ["", "Cyber War Will Not Take Place"]
    undo(library, None)
    assert told(of(library)) == {"author": ("first.bib", 2, 1), "title": ("first.bib", 3, 1)}
    undo(library, 3)
    assert told(of(library))["title"][:2] == ("", 0)


def test_several_sources_at_once(library: Path) -> None:
    Path("other.bib").write_text("@book{a, title = {A}}\n@book{b, title = {B}}\n", encoding="utf-8")
    add(library, ["other.bib"])
    with reading(library) as connection:
        ids = source_ids(connection)
        known = provenance(connection, [ids["a"], ids["b"]], reread)
    assert [known[ids[key]].entries[0].line for key in ("a", "b")] == [1, 2]
    assert [known[ids[key]].settings[0].value for key in ("a", "b")] == ["A", "B"]
