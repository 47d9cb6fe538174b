from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from litreview.actions.add import Added, add
from litreview.errors import InputError, UsageProblem
from litreview.storage.backup import content_hash
from litreview.storage.connect import reading
from litreview.storage.load import load_library
from litreview.storage.operations import log, undo

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.model import Library

KEYS = ("a", "A", "b", "c", "a-2", "")
TITLES = (
    "Data and goliath", "Secrets and lies", "Exploding {D}ata", 'Caf\\\'e "norms"', "", '100\\% na{\\"\\i}ve',
    "王 治理",
)  # fmt: skip
PEOPLE = (
    "Segal, A.",
    "Clarke, R. A. and Knake, R.",
    "{R Core Team}",
    'M{\\"u}ller, J',
    "",
    "and and",
    "others",
)
JUNK = (
    "",
    "% a comment\n",
    '@string{jan1 = "x"}\n',
    "@comment{nothing}\n",
    "@book{broken, title = {no end\n",
    "@\n",
    "}}\n",
)


@contextmanager
def workshop() -> Iterator[Path]:
    """Give an empty folder, in memory where the system has such a place."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as name:  # noqa: S108
        yield Path(name)


@st.composite
def bibliographies(draw: st.DrawFn) -> str:
    """Make a bibliography: keys come twice, differ in case or lack, values lack or hold LaTeX, and some is junk."""
    parts = []
    for _ in range(draw(st.integers(0, 5))):
        fields = {
            "title": draw(st.sampled_from(TITLES)),
            "author": draw(st.sampled_from(PEOPLE)),
            "year": draw(st.sampled_from(("2015", "2016", "", "in press"))),
            "note": draw(st.text(st.characters(codec="utf-8", exclude_characters="{}\\\0\r"), max_size=8)),
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        parts.append(f"@book{{{draw(st.sampled_from(KEYS))},\n{lines}}}\n")
        parts.append(draw(st.sampled_from(JUNK)))
    return "".join(parts)


@st.composite
def note_files(draw: st.DrawFn) -> str:
    """Make a file of notes: on sources that are there or not, with tags, locators, ids and repetitions."""
    head = draw(
        st.sampled_from(("", "---\ncitekey: a\nthemes: [x, y/z]\nactor: china\n---\n", "---\nkey: [\n---\n"))
    )
    heading = draw(
        st.sampled_from(("", "# @a\n\n", "# [@nobody]\n\n", "# Segal (2016)\n\n", "# Just words\n\n"))
    )
    words = ("Norms hold", "norms  hold", "Nobody counts attacks", "Treaties bind those who sign")
    marks = ("", "> ", "! ", "? ", "- ", "%% x %%\n")
    ends = ("", " (p. 12)", " #x/y", " +#x", " ^id1", "\n— p. 3", " [@b, p. 4]")
    blocks = draw(
        st.lists(st.tuples(st.sampled_from(marks), st.sampled_from(words), st.sampled_from(ends)), max_size=5)
    )
    return head + heading + "\n\n".join("".join(block) for block in blocks) + "\n"


def state(library: Path) -> tuple[str, int]:
    """Give the digest of the content and the number of operations."""
    if not library.exists():
        return "", 0
    with reading(library) as connection:
        return content_hash(connection), len(log(connection))


def held(library: Path) -> Library:
    with reading(library) as connection:
        return load_library(connection)


@settings(max_examples=25, deadline=None)
@given(text=bibliographies())
def test_a_bibliography_added_twice_is_added_once(text: str) -> None:
    with workshop() as folder:
        library, file = folder / "litreview.db", folder / "a.bib"
        file.write_text(text, encoding="utf-8")
        first = add(library, [str(file)])
        before = state(library)
        second = add(library, [str(file)])
        assert state(library) == before
        assert second.operation == 0
        assert [(item.new, item.changed) for item in second.inputs] == [(0, 0)]
        assert second.inputs[0].seen == first.inputs[0].seen


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(note_files(), min_size=1, max_size=3))
def test_notes_added_twice_are_added_once(texts: list[str]) -> None:
    with workshop() as folder:
        library, notes = folder / "litreview.db", folder / "notes"
        notes.mkdir()
        (folder / "a.bib").write_text(
            "@book{a, author = {Segal, A.}, year = {2016}}\n@book{b, title = {B}}\n"
        )
        for number, text in enumerate(texts):
            (notes / f"{number}.md").write_text(text, encoding="utf-8")
        names = [str(folder / "a.bib"), str(notes)]
        first = add(library, names)
        before = state(library)
        second = add(library, names)
        assert state(library) == before
        assert second.operation == 0
        assert [item.seen for item in second.inputs] == [item.seen for item in first.inputs]
        assert second.total("new") == second.total("changed") == 0


@settings(max_examples=25, deadline=None)
@given(one=bibliographies(), other=bibliographies())
def test_a_file_changed_and_changed_back_keeps_every_source(one: str, other: str) -> None:
    with workshop() as folder:
        library, file = folder / "litreview.db", folder / "a.bib"
        file.write_text(one, encoding="utf-8")
        add(library, [str(file)])
        before = {source.key for source in held(library).sources} if library.exists() else set()
        file.write_text(other, encoding="utf-8")
        add(library, [str(file)])
        file.write_text(one, encoding="utf-8")
        add(library, [str(file)])
        after = {source.key for source in held(library).sources} if library.exists() else set()
        assert before <= after
        again = state(library)
        assert add(library, [str(file)]).operation == 0
        assert state(library) == again


def contents(library: Path) -> set[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """Give the works of a library with their keys."""
    if not library.exists():
        return set()
    return {
        (item.key, item.type, tuple(sorted((field.name, field.value) for field in item.fields)))
        for item in held(library).sources
    }


@settings(max_examples=20, deadline=None)
@given(texts=st.lists(bibliographies(), min_size=2, max_size=3), data=st.data())
def test_files_whose_keys_differ_may_come_in_any_order(texts: list[str], data: st.DataObject) -> None:
    """Where files share no key, their order in one command does not matter for what the library holds."""
    with workshop() as folder:
        names = []
        for number, text in enumerate(texts):
            file = folder / f"{number}.bib"
            file.write_text(text.replace("@book{", f"@book{{f{number}"), encoding="utf-8")
            names.append(str(file))
        other = data.draw(st.permutations(names))
        add(folder / "one.db", names)
        add(folder / "other.db", other)
        assert contents(folder / "one.db") == contents(folder / "other.db")


@settings(max_examples=25, deadline=None)
@example(text="@book{a, title = {A}}\n@book{broken, title = {no end\n")
@given(text=bibliographies())
def test_every_block_is_stored_or_reported(text: str) -> None:
    with workshop() as folder:
        library, file = folder / "litreview.db", folder / "a.bib"
        file.write_text(text, encoding="utf-8")
        added = add(library, [str(file)])
        (stored,) = added.inputs
        errors = [problem for problem in stored.problems if problem.severity == "error"]
        assert stored.refused <= len(errors)
        assert all(problem.path == str(file) for problem in stored.problems)
        assert stored.new + stored.unchanged == len(stored.keys)
        if library.exists():
            with reading(library) as connection:
                raw = connection.execute("SELECT raw FROM blocks ORDER BY position").fetchall()
                sources = connection.execute("SELECT count(*) FROM sources").fetchone()[0]
            assert "".join("".join(row[0].split()) for row in raw) == "".join(text.split())
            assert sources == stored.new


@settings(max_examples=20, deadline=None)
@given(text=bibliographies(), notes=note_files())
def test_one_add_is_one_undo(text: str, notes: str) -> None:
    with workshop() as folder:
        library, start = folder / "litreview.db", folder / "start.bib"
        start.write_text("@book{a, author = {Segal, A.}, title = {Another start}}\n")
        (folder / "x.bib").write_text(text, encoding="utf-8")
        (folder / "y.md").write_text(notes, encoding="utf-8")
        add(library, [str(start)])
        before = state(library)[0]
        added = add(library, [str(folder / "x.bib"), str(folder / "y.md")])
        if added.operation:
            after = state(library)[0]
            taken_back, _ = undo(library, None)
            assert state(library)[0] == before
            undo(library, taken_back.id)
            assert state(library)[0] == after
        else:
            assert state(library)[0] == before


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.bib").write_text("@book{a, title = {Data and goliath}, year = {2015}}\n")
    (tmp_path / "n.md").write_text("# @a\n\n! Norms hold (p. 3)\n")
    return tmp_path


def told(added: Added) -> list[tuple[str, str]]:
    return [(item.code, item.severity) for stored in added.inputs for item in stored.problems]


class TestAdd:
    def run(self, folder: Path, *names: str, **options: object) -> Added:
        return add(folder / "litreview.db", [str(folder / name) for name in names], **options)  # type: ignore[arg-type]

    def test_nothing_wrong_tells_nothing(self, folder: Path) -> None:
        added = self.run(folder, "a.bib", "n.md")
        assert (added.operation, added.made, added.failed, told(added)) == (1, True, False, [])
        assert [(item.seen, item.new) for item in added.inputs] == [(1, 1), (1, 1)]

    def test_notes_may_come_before_their_sources(self, folder: Path) -> None:
        added = self.run(folder, "n.md", "a.bib")
        assert told(added) == []
        assert [note.source for note in held(folder / "litreview.db").notes] == ["a"]

    def test_notes_of_a_source_that_comes_later_are_bound_then(self, folder: Path) -> None:
        assert told(self.run(folder, "n.md")) == [("open-note", "warning")]
        assert self.run(folder, "a.bib").bound == 1
        assert [note.source for note in held(folder / "litreview.db").notes] == ["a"]

    def test_a_dry_run_makes_nothing(self, folder: Path) -> None:
        added = self.run(folder, "a.bib", dry_run=True)
        assert (added.operation, added.made, added.total("new")) == (0, False, 1)
        assert not (folder / "litreview.db").exists()

    @pytest.mark.parametrize("name", ["nowhere.bib", "nowhere/"])
    def test_a_missing_file_is_told_and_the_rest_is_stored(self, folder: Path, name: str) -> None:
        added = self.run(folder, name, "a.bib")
        assert added.failed
        assert told(added) == [("no-such-file", "error")]
        assert [source.key for source in held(folder / "litreview.db").sources] == ["a"]

    def test_nothing_readable_makes_no_library(self, folder: Path) -> None:
        (folder / "empty.bib").write_text("")
        assert self.run(folder, "empty.bib").failed
        assert not (folder / "litreview.db").exists()

    def test_strict_refuses_all_for_one_doubt(self, folder: Path) -> None:
        (folder / "b.bib").write_text("@book{b, title = {B}, title = {C}}\n")
        with pytest.raises(InputError, match=r"b\.bib:1"):
            self.run(folder, "a.bib", "b.bib", strict=True)
        assert not (folder / "litreview.db").exists()

    def test_an_unknown_theme_leaves_no_library(self, folder: Path) -> None:
        with pytest.raises(UsageProblem):
            self.run(folder, "a.bib", themes=["nowhere"])
        assert not (folder / "litreview.db").exists()

    def test_an_unknown_reader_leaves_no_library(self, folder: Path) -> None:
        with pytest.raises(UsageProblem, match="no reader"):
            self.run(folder, "a.bib", kind="nowhere")
        assert not (folder / "litreview.db").exists()

    @pytest.mark.parametrize(
        ("text", "told_of"),
        [
            ("@book{a, title = {Data and goliath}, year = {2015}}\n", []),
            ("% new comment\n@book{a, title = {Data and goliath}, year = {2015}}\n", []),
            ("@book{a,\n  title = {Data and goliath},\n  year = {2015}\n}\n", []),
            ("@book{a, title = {Data and goliath}, year = {2016}}\n", ["a: year: 2015 → 2016"]),
            ("@book{a, title = {Data and goliath}}\n", ["a: year removed"]),
            ("@misc{a, title = {Data and goliath}, year = {2015}}\n", ["a: entrytype: book → misc"]),
            ("@book{b, title = {Other}}\n", ["a is no longer in the file; the library keeps it"]),
        ],
        ids=["same", "comment-added", "laid-out-anew", "changed", "field-gone", "type-changed", "entry-gone"],
    )
    def test_a_changed_file(self, folder: Path, text: str, told_of: Sequence[str]) -> None:
        self.run(folder, "a.bib")
        (folder / "a.bib").write_text(text)
        added = self.run(folder, "a.bib")
        assert [item.message for stored in added.inputs for item in stored.problems] == told_of
        assert not added.failed

    def test_what_a_person_set_stays(self, folder: Path) -> None:
        from litreview.actions.editing import edit

        library = folder / "litreview.db"
        self.run(folder, "a.bib")
        edit(library, "a", ["year=1999"])
        (folder / "a.bib").write_text("@book{a, title = {Data and goliath}, year = {2016}, note = {New}}\n")
        added = self.run(folder, "a.bib")
        (source,) = held(library).sources
        assert (source.year, source.text("note")) == ("1999", "New")
        assert "year: your edit is kept" in added.inputs[0].problems[0].message

    def test_a_copy_of_a_file_under_another_name_writes_nothing(self, folder: Path) -> None:
        self.run(folder, "a.bib")
        before = state(folder / "litreview.db")
        (folder / "copy.bib").write_bytes((folder / "a.bib").read_bytes())
        added = self.run(folder, "copy.bib")
        assert (added.operation, added.total("unchanged")) == (0, 1)
        assert state(folder / "litreview.db") == before
