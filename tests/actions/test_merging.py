"""Merging loses nothing, is taken back exactly, and holds when the same files are added again."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.actions.add import Added, add
from litreview.actions.codebook import add_themes
from litreview.actions.editing import edit, remove
from litreview.actions.merging import apply_decisions, merge, set_distinct
from litreview.actions.noting import add_note, list_notes
from litreview.actions.showing import Dossier, dossiers
from litreview.actions.tagging import tag_sources
from litreview.errors import UsageProblem
from litreview.storage.backup import check_sound, content_hash
from litreview.storage.connect import make, reading
from litreview.storage.decisions import decided
from litreview.storage.load import changed_keys, load_library, source_ids
from litreview.storage.matching import some_sources
from litreview.storage.operations import undo

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from litreview.model import Library

A = "@book{a,\n  author = {Clarke, Richard A.},\n  title = {Cyber war},\n  year = {2010},\n  publisher = {Ecco},\n}\n"
B = "@book{b,\n  author = {Clarke, R. A.},\n  title = {Cyber War},\n"
B += "  year = {2012},\n  month = may,\n  pages = {1--290},\n}\n"
C = "@book{c,\n  author = {Rid, Thomas},\n  title = {No war},\n  year = {2013},\n  crossref = {b},\n}\n"
NOTES = {
    "notes/a.md": "---\ncitekey: a\nthemes: [threats]\nactor: china\n---\n\n! War is near (p. 1) #norms\n",
    "notes/b.md": "---\ncitekey: b\nthemes: [threats, free]\nactor: usa\n---\n\n"
    "! War is near (p. 1) #norms\n\n> As printed\n",
}


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a library with three works in two files, and notes on two of them, which are one."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "litreview.db"
    Path("notes").mkdir()
    for name, text in {"a.bib": A, "b.bib": f"{B}\n{C}", **NOTES}.items():
        Path(name).write_text(text, encoding="utf-8")
    make(path)
    add_themes(path, ["threats", "norms"])
    add_all(path)
    return path


def add_all(library: Path) -> Added:
    return add(library, ["a.bib", "b.bib", "notes"])


def hash_of(library: Path) -> str:
    with reading(library) as connection:
        return content_hash(connection)


def loaded(library: Path) -> Library:
    with reading(library) as connection:
        return load_library(connection)


def of(library: Path, key: str = "a") -> Dossier:
    (one,) = dossiers(library, [key])
    return one


def fields(library: Path, key: str = "a") -> dict[str, str]:
    """Give the source's own fields as text."""
    return {item.field: item.value for item in of(library, key).provenance.settings}


def verdict(library: Path, one: str, other: str) -> str:
    with reading(library) as connection:
        decisions = decided(connection)
    sources = {source.key: source for source in loaded(library).sources}
    return decisions.verdict(sources[one], sources[other])


def test_the_union(library: Path) -> None:
    merged = merge(library, ["b", "a"], keep="a")
    assert (merged.key, merged.merged) == ("a", ("b",))
    assert [item[:5] for item in merged.conflicts] == [
        ("year", "2010", "a", "2012", "b"),
        ("month", "", "a", "May", "b"),
    ]
    one = of(library)
    assert fields(library) == {
        "author": "Clarke, Richard A.", "title": "Cyber war", "year": "2010", "publisher": "Ecco", "pages": "1--290",
    }  # fmt: skip
    assert one.source.aliases == ("b",)
    assert one.source.year == "2010"
    assert [(entry.path, entry.line) for entry in one.provenance.entries] == [("a.bib", 1), ("b.bib", 1)]
    assert [(note.kind, note.text) for note in one.notes] == [
        ("claim", "War is near"),
        ("quote", "As printed"),
    ]
    assert sorted((tag.theme, bool(tag.note)) for tag in one.tags) == [("norms", True), ("threats", False)]
    assert one.source.facets == (("actor", "china"), ("actor", "usa"))
    assert [source.key for source in loaded(library).sources] == ["a", "c"]
    assert check_sound(library) == []


def test_values_that_gave_way_can_still_be_read(library: Path) -> None:
    merge(library, ["a", "b"], keep="a")
    told = [(item.field, item.text, item.entry, item.line) for item in of(library).provenance.variants]
    assert told == [("year", "2012", 1, 4), ("month", "May", 1, 5)]
    assert {item.field: item.operation for item in of(library).provenance.settings}["pages"] == 2
    assert [entry.operation for entry in of(library).provenance.entries] == [2, 2]


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        pytest.param([], "b", id="most-notes"),
        pytest.param([("a", 3)], "a", id="most-notes-and-tags"),
        pytest.param([("a", 1)], "a", id="the-oldest-of-two"),
    ],
)
def test_which_one_is_kept(library: Path, more: Sequence[tuple[str, int]], kept: str) -> None:
    for key, count in more:
        for number in range(count):
            add_note(library, key, f"Note {number}")
    assert merge(library, ["b", "a"]).key == kept


def test_a_field_is_taken_from_another_one(library: Path) -> None:
    merged = merge(library, ["a", "b"], keep="a", take=["year=b", "entrytype=b"])
    assert fields(library)["year"] == "2012"
    assert "month" in fields(library)
    assert [item[:5] for item in merged.conflicts] == [("year", "2012", "b", "2010", "a")]


def test_what_a_person_set_outranks_a_file(library: Path) -> None:
    edit(library, "b", ["year=2011"])
    assert [item[:5] for item in merge(library, ["a", "b"], keep="a").conflicts] == [
        ("year", "2011", "b", "2010", "a")
    ]
    assert fields(library)["year"] == "2011"
    add_all(library)
    assert fields(library)["year"] == "2011"


def test_what_two_persons_set_is_in_the_log(library: Path) -> None:
    edit(library, "a", ["year=2009"])
    edit(library, "b", ["year=2011"])
    assert merge(library, ["a", "b"], keep="a").summary.endswith("; year of b, set by hand, was: 2011")


@pytest.mark.parametrize(
    ("tags", "status"),
    [
        pytest.param([("a", False), ("b", True)], "confirmed", id="a-rejected-one-gives-way"),
        pytest.param([("a", True), ("b", True)], "rejected", id="two-rejected"),
    ],
)
def test_the_stronger_tag_holds(library: Path, tags: Sequence[tuple[str, bool]], status: str) -> None:
    for key, off in tags:
        if off:
            tag_sources(library, [key], ["threats"], remove=True)
    merge(library, ["a", "b"], keep="a")
    assert [tag.status for tag in of(library).tags if tag.theme == "threats"] == [status]


@pytest.mark.parametrize("keep", ["a", "b"])
def test_adding_the_same_files_again_changes_nothing(library: Path, keep: str) -> None:
    merge(library, ["a", "b"], keep=keep)
    before = hash_of(library)
    assert add_all(library).operation == 0
    for name in ("a.bib", "b.bib"):  # other bytes, the same entries
        Path(name).write_text("\n" + Path(name).read_text(encoding="utf-8"), encoding="utf-8")
    again = add_all(library)
    assert (again.total("new"), again.total("changed")) == (0, 0)
    assert fields(library)["year"] == ("2010" if keep == "a" else "2012")
    undo(library, again.operation)
    assert hash_of(library) == before


def test_a_changed_entry_changes_what_changed_in_it(library: Path) -> None:
    merge(library, ["a", "b"], keep="a")
    Path("b.bib").write_text(f"{B.replace('1--290', '1--300')}\n{C}", encoding="utf-8")
    assert add_all(library).total("changed") == 1
    assert (fields(library)["pages"], fields(library)["year"]) == ("1--300", "2010")
    assert "month" not in fields(library)  # it belongs to the year that gave way
    Path("b.bib").write_text(f"{B.replace('2012', '2014')}\n{C}", encoding="utf-8")
    add_all(library)
    assert fields(library)["year"] == "2014"


def test_a_merged_key_in_a_new_file_is_the_merged_source(library: Path) -> None:
    merge(library, ["a", "b"], keep="a")
    Path("new.bib").write_text(B + A.replace("Ecco", "HarperCollins"), encoding="utf-8")
    assert add(library, ["new.bib"]).total("new") == 0
    assert (fields(library)["year"], fields(library)["publisher"]) == ("2010", "HarperCollins")
    Path("other.bib").write_text("@book{b, title = {The garden in winter}}\n", encoding="utf-8")
    assert add(library, ["other.bib"]).inputs[0].keys == ["b-2"]
    with reading(library) as connection:
        assert changed_keys(connection) == [("b", "a")]


def test_notes_by_the_words_of_a_heading_stay_with_the_merged_source(library: Path) -> None:
    Path("notes/d.md").write_text("# Clarke (2012)\n\n! Bound by its words.\n", encoding="utf-8")
    add_all(library)
    merge(library, ["a", "b"], keep="a")
    assert add_all(library).operation == 0
    assert "Bound by its words." in {note.text for note in of(library).notes}


def test_a_note_that_could_be_on_either_is_bound(library: Path) -> None:
    Path("notes/d.md").write_text("# Clarke (2010)\n\n! Which one?\n", encoding="utf-8")
    Path("twice.bib").write_text(A.replace("{a,", "{d,"), encoding="utf-8")
    add(library, ["twice.bib", "notes"])
    assert len(list_notes(library, only_open=True)) == 1
    merge(library, ["a", "d"])
    assert list_notes(library, only_open=True) == []
    assert add_all(library).operation == 0


def test_a_note_of_ones_own_with_the_same_words_is_kept_once(library: Path) -> None:
    add_note(library, "a", "As printed", kind="quote", coder="ada")
    merge(library, ["a", "b"], keep="a")
    again = add_all(library)
    assert (again.operation, again.total("changed")) == (0, 0)
    Path("notes/b.md").write_text("# @b\n\n! War is near (p. 1) #norms\n", encoding="utf-8")
    add_all(library)
    assert sorted(note.text for note in of(library).notes) == ["As printed", "War is near"]


def test_other_records_still_find_the_merged_one(library: Path) -> None:
    merge(library, ["a", "b"], keep="a")
    assert of(library, "c").missing == {}
    assert dict(of(library, "c").source.inherited)["publisher"] == "a"
    with reading(library) as connection:
        (chapter,) = some_sources(connection, [source_ids(connection)["c"]])
    assert chapter == of(library, "c").source


def test_many_groups_are_one_operation(library: Path) -> None:
    Path("more.bib").write_text(A.replace("{a,", "{d,") + A.replace("{a,", "{e,"), encoding="utf-8")
    add(library, ["more.bib"])
    before = hash_of(library)
    done = apply_decisions(library, [["a", "b"], ["b", "d"], ["d", "a"], ["e", "c"]], ()).merged
    assert [(one.key, one.merged) for one in done] == [("b", ("a",)), ("b", ("d",)), ("c", ("e",))]
    assert len({one.operation for one in done}) == 1
    assert apply_decisions(library, [["a", "b", "d"]], ()).merged == ()
    undo(library, None)
    assert hash_of(library) == before


def test_a_dry_run_says_the_same_and_does_nothing(library: Path) -> None:
    before = hash_of(library)
    said = merge(library, ["a", "b"], dry_run=True)
    assert hash_of(library) == before
    assert (said.operation, said.backup) == (0, "")
    assert not library.with_name("litreview.db.before-merge.backup").exists()
    assert merge(library, ["a", "b"]).conflicts == said.conflicts


def test_the_library_before_the_last_merge_is_kept(library: Path) -> None:
    for keys in (["a", "b"], ["a", "c"]):
        before = hash_of(library)
        backup = Path(merge(library, keys).backup)
        assert backup == library.with_name("litreview.db.before-merge.backup")
        assert hash_of(backup) == before
    assert apply_decisions(library, [["a", "b", "c"]], ()).merged == ()
    assert hash_of(backup) == before


@pytest.mark.parametrize(
    ("call", "words"),
    [
        pytest.param(lambda path: merge(path, ["a"]), "fewer than two", id="one"),
        pytest.param(lambda path: merge(path, ["a", "a"]), "fewer than two", id="one-twice"),
        pytest.param(lambda path: merge(path, ["a", "bb"]), 'no source "bb"', id="unknown"),
        pytest.param(lambda path: merge(path, ["a", "b"], keep="c"), "not among the sources", id="keep"),
        pytest.param(lambda path: merge(path, ["a", "b"], take=["year"]), "takes no field", id="take-nothing"),
        pytest.param(lambda path: merge(path, ["a", "b"], take=["year=c"]), "not among the sources", id="of-another"),
        pytest.param(lambda path: merge(path, ["a", "b"], take=["doi=b"]), "b has no field doi", id="take-what-is-not"),
        pytest.param(lambda path: set_distinct(path, [("a", "a")]), "fewer than two", id="distinct-from-itself"),
        pytest.param(lambda path: apply_decisions(path, [["a", "b"]], [("a", "b")]), "are one source", id="both"),
    ],
)  # fmt: skip
def test_what_is_refused(library: Path, call: Callable[[Path], object], words: str) -> None:
    before = hash_of(library)
    with pytest.raises(UsageProblem, match=words):
        call(library)
    assert hash_of(library) == before


def test_different_works_are_so_for_good(library: Path) -> None:
    assert verdict(library, "a", "b") == ""
    assert set_distinct(library, [("b", "a")]).operation
    assert set_distinct(library, [("a", "b")]).operation == 0
    edit(library, "a", ["title=Other"])
    assert verdict(library, "a", "b") == "distinct"
    undo(library, None)
    remove(library, ["a"])
    Path("again.bib").write_text(A.replace("{a,", "{again,"), encoding="utf-8")
    add(library, ["again.bib"])
    assert verdict(library, "again", "b") == "distinct"
    merge(library, ["c", "b"], keep="c")
    assert verdict(library, "again", "c") == "distinct"


def test_what_was_merged_is_known_again_under_another_key(library: Path) -> None:
    merge(library, ["a", "b"], keep="a")
    Path("again.bib").write_text(B.replace("{b,", "{again,"), encoding="utf-8")
    add(library, ["again.bib"])
    assert verdict(library, "again", "a") == "same"
    set_distinct(library, [("a", "again")])
    assert verdict(library, "again", "a") == "distinct"
    merge(library, ["a", "again"])
    with reading(library) as connection:
        assert set(decided(connection).pairs.values()) == {"same"}


names = st.sampled_from(("author", "title", "year", "month", "journal", "note", "crossref", "doi"))
values = st.sampled_from(
    ("2010", "2012", "may", "Rid, Thomas", "k0", "k1", "10.1000/182", "Cyber war", "Cyber War")
)
entries = st.lists(st.dictionaries(names, values, min_size=1), min_size=2, max_size=4)
note = st.tuples(
    st.sampled_from(("! War is near", "> As printed", "Words of mine")),
    st.sampled_from(("", "#threats", "#free")),
)
heads = st.sampled_from(("themes: [threats]", "themes: [norms, free]\nactor: china", "actor: usa"))
files = st.dictionaries(st.integers(0, 3), st.tuples(heads, st.lists(note, max_size=3)), max_size=3)
steps = st.lists(
    st.tuples(st.sampled_from(("tag", "untag", "edit", "note", "distinct")), st.integers(0, 3)), max_size=4
)


@settings(max_examples=25, deadline=None)
@given(entries, files, steps, st.data())
def test_undo_gives_back_the_library_as_it_was(
    records: list[dict[str, str]],
    notes: dict[int, tuple[str, list[tuple[str, str]]]],
    before: list[tuple[str, int]],
    data: st.DataObject,
) -> None:
    with tempfile.TemporaryDirectory() as name:
        library = Path(name, "litreview.db")
        keys = [f"k{number}" for number in range(len(records))]
        build(library, dict(zip(keys, records, strict=True)), notes)
        for step, number in before:
            take_step(library, step, keys[number % len(keys)], keys)
        inputs = [
            str(path)
            for path in (Path(name, "one.bib"), Path(name, "two.bib"), Path(name, "notes"))
            if path.exists()
        ]
        add(library, inputs)
        state, chosen = hash_of(library), data.draw(st.lists(st.sampled_from(keys), min_size=2, unique=True))
        merged = merge(library, chosen)
        assert check_sound(library) == []
        assert add(library, inputs).operation == 0
        assert lost(library, records, keys) == []
        touched = touch_and_add(library, inputs[:2])
        assert (touched.total("new"), touched.total("changed")) == (0, 0)
        undo(library, touched.operation)
        undo(library, merged.operation)
        assert hash_of(library) == state
        assert check_sound(library) == []


def build(
    library: Path, records: dict[str, dict[str, str]], notes: dict[int, tuple[str, list[tuple[str, str]]]]
) -> None:
    """Make a library out of two bibliographies and a folder of notes."""
    make(library)
    add_themes(library, ["threats", "norms"])
    texts = {"one.bib": "", "two.bib": ""}
    for number, (key, values) in enumerate(records.items()):
        inside = "".join(f"  {name} = {{{value}}},\n" for name, value in values.items())
        texts["one.bib" if number % 2 else "two.bib"] += f"@book{{{key},\n{inside}}}\n\n"
    (library.parent / "notes").mkdir()
    for number, (head, written) in notes.items():
        said = "\n\n".join(f"{words} {tag}" for words, tag in written)
        texts[f"notes/{number}.md"] = f"---\ncitekey: k{number % len(records)}\n{head}\n---\n\n{said}\n"
    for path, text in texts.items():
        (library.parent / path).write_text(text, encoding="utf-8")
    add(library, [str(library.parent / path) for path in ("one.bib", "two.bib", "notes")])


def take_step(library: Path, step: str, key: str, keys: Sequence[str]) -> None:
    if step == "edit":
        edit(library, key, ["year=2001"])
    elif step == "note":
        add_note(library, key, "War is near", kind="claim", themes=["norms"])
    elif step == "distinct":
        set_distinct(library, [(key, next(other for other in keys if other != key))])
    else:
        tag_sources(library, [key], ["threats"], remove=step == "untag")


def touch_and_add(library: Path, names: Sequence[str]) -> Added:
    """Add the files with other bytes and the same entries."""
    for name in names:
        Path(name).write_text(f"% mine\n{Path(name).read_text(encoding='utf-8')}", encoding="utf-8")
    return add(library, names)


def lost(library: Path, records: Sequence[dict[str, str]], keys: Sequence[str]) -> list[str]:
    """Give the values of entries that can be read neither as a field, nor as a variant, nor in an entry's words."""
    with reading(library) as connection:
        ids = source_ids(connection)
    found = {ids[key]: one for key, one in zip(keys, dossiers_of(library, keys), strict=True)}
    return [
        value
        for key, record in zip(keys, records, strict=True)
        for value in record.values()
        if not any(f"{{{value}}}" in entry.raw for entry in found[ids[key]].provenance.entries)
    ]


def dossiers_of(library: Path, keys: Sequence[str]) -> list[Dossier]:
    return [of(library, key) for key in keys]
