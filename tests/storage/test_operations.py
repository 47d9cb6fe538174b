from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from litreview.actions.add import add
from litreview.actions.codebook import add_themes, merge_theme, remove_theme, rename_theme
from litreview.actions.editing import edit, remove
from litreview.actions.noting import add_note, edit_note, remove_notes
from litreview.actions.tagging import tag_sources
from litreview.errors import UsageProblem
from litreview.storage.backup import content_hash
from litreview.storage.connect import make, reading
from litreview.storage.load import load_library, load_notes
from litreview.storage.operations import changes, log, operation, undo
from litreview.storage.settings import set_setting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KEYS = ("segal2016", "lewis2006", "dhs2018")
THEMES = ("threats", "governance", "governance/norms", "cooperation")
TITLES = (
    "The hacked world order",
    "Critical infrastructure protection",
    "Cybersecurity {S}trategy",
    'Caf\\\'e "x"\\\\',
)


def bibliography(variant: int) -> str:
    """Give one of several readings of a small bibliography: entries come, go, change and share a key."""
    chosen = [number for number in range(3) if variant >> number & 1] or [0]
    entries = [
        f"@book{{{KEYS[number]},\n  author = {{Segal, A. and {{R Core Team}}}},\n"
        f"  title = {{{TITLES[(number + (variant >> 3) % 2 * 2) % 4]}}},\n  year = {{{2000 + variant % 4}}},\n}}\n"
        for number in chosen
    ]
    if variant % 5 == 0:
        entries.append(
            f"@misc{{{KEYS[0]},\n  title = {{Another work altogether}},\n  doi = {{10.1/{variant}}}\n}}\n"
        )
    return "\n".join(entries)


def note_file(variant: int) -> str:
    """Give one of several readings of a file of notes: retagged, edited, moved and gone."""
    source, theme = KEYS[variant % 3], THEMES[variant // 3 % 4]
    words = (
        "Norms hold where they are enforced.",
        "Norms only hold where they are enforced.",
        "Nobody counts attacks.",
    )
    head = f"---\nthemes: [{theme}, unknown-{variant % 2}]\nactor: china\n---\n" if variant % 2 else ""
    claim = f"! {words[variant % 3]} (p. {variant % 4 + 1}) +#{theme} #free"
    return f"{head}# @{source}\n\n{claim}\n\n> as printed #{theme}\n"


class Place(NamedTuple):
    """A library, and the folder with the files that it reads."""

    library: Path
    folder: Path


@cache
def template() -> bytes:
    """Give the bytes of a library with themes and a few sources: what every example starts from."""
    with tempfile.TemporaryDirectory() as name:
        library, file = Path(name) / "litreview.db", Path(name) / "start.bib"
        make(library)
        add_themes(library, THEMES, definition="what is asked")
        file.write_text(bibliography(7))
        add(library, [str(file)])
        tag_sources(library, [KEYS[0]], [THEMES[1]], quote='a "quote"\nof two lines', locator="p. 1")
        add_note(library, KEYS[1], "A note of mine", themes=[THEMES[0]])
        return library.read_bytes()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    library = tmp_path / "litreview.db"
    library.write_bytes(template())
    return Place(library, tmp_path)


def add_bibliography(place: Place, a: int, b: int) -> None:
    file = place.folder / f"{a % 2}.bib"
    file.write_text(bibliography(b))
    add(place.library, [str(file)])


def add_note_file(place: Place, a: int, b: int) -> None:
    notes = place.folder / "notes"
    notes.mkdir(exist_ok=True)
    if b % 7 == 0:
        (notes / f"{a % 2}.md").unlink(missing_ok=True)
    else:
        (notes / f"{a % 2}.md").write_text(note_file(b))
    add(place.library, [str(notes)])


def key(place: Place, a: int) -> str:
    with reading(place.library) as connection:
        keys = [row[0] for row in connection.execute("SELECT key FROM sources ORDER BY key")]
    return keys[a % len(keys)] if keys else "none"


def theme(place: Place, a: int) -> str:
    with reading(place.library) as connection:
        paths = [row[0] for row in connection.execute("SELECT path FROM themes ORDER BY path")]
    return paths[a % len(paths)] if paths else "none"


def note(place: Place, a: int) -> int:
    with reading(place.library) as connection:
        notes = load_notes(connection)
    return notes[a % len(notes)].id if notes else 0


def configure(place: Place, a: int, b: int) -> None:
    with operation(place.library, "config set") as current:
        set_setting(current.connection, ("coder", "cell")[a % 2], ("", "anna", "count")[b % 3])


STEPS: dict[str, Callable[[Place, int, int], object]] = {
    "add": add_bibliography,
    "add notes": add_note_file,
    "tag": lambda at, a, b: tag_sources(at.library, [key(at, a)], [f"{theme(at, b)}"], quote="w" * (b % 2)),
    "tag new": lambda at, a, b: tag_sources(at.library, [key(at, a)], [f"new/n{b % 3}"], create=True),
    "untag": lambda at, a, b: tag_sources(at.library, [key(at, a)], [theme(at, b)], remove=True),
    "edit": lambda at, a, b: edit(
        at.library, key(at, a), [("year=19", "title=A {B} & c", "year=", "note=x")[b % 4]]
    ),
    "rm": lambda at, a, b: remove(at.library, [key(at, a), key(at, b)]),
    "theme rename": lambda at, a, b: rename_theme(at.library, theme(at, a), f"renamed{b % 3}"),
    "theme merge": lambda at, a, b: merge_theme(at.library, theme(at, a), theme(at, b)),
    "theme rm": lambda at, a, b: remove_theme(at.library, theme(at, a), force=b % 2 == 0),
    "note add": lambda at, a, b: add_note(at.library, key(at, a), f"Note {b % 3}", themes=[theme(at, b)]),
    "note edit": lambda at, a, b: edit_note(
        at.library, note(at, a), text=f"Changed {b % 2}", themes=[theme(at, b)]
    ),
    "note untag": lambda at, a, b: edit_note(at.library, note(at, a), off=[theme(at, b)]),
    "note rm": lambda at, a, _: remove_notes(at.library, [note(at, a)]),
    "config set": configure,
}
step = st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 15), st.integers(0, 31))


class State(NamedTuple):
    """What a library holds, in short: the digest of its content, and its operations, oldest first."""

    digest: str
    numbers: list[int]


def look(place: Place) -> State:
    """Give the state, and fail unless the full-text indexes hold what the tables do (SQLite compares the words)."""
    with closing(sqlite3.connect(place.library, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for index in ("fields_search", "notes_search"):
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        numbers = [item.id for item in reversed(log(connection))]
        return State(content_hash(connection), numbers)


def do(place: Place, words: tuple[str, int, int], before: State) -> State:
    """Do one step; one that is refused must leave everything as it was. Gives the state after."""
    name, a, b = words
    try:
        STEPS[name](place, a, b)
    except UsageProblem:
        assert look(place) == before
        return before
    after = look(place)
    assert (after.numbers == before.numbers) == (after.digest == before.digest)
    return after


def places() -> Iterator[Place]:
    """Make a fresh place for each example of a property, in memory where the system has such a folder."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as name:  # noqa: S108
        library = Path(name) / "litreview.db"
        library.write_bytes(template())
        yield Place(library, Path(name))


@settings(max_examples=35, deadline=None)
@given(steps=st.lists(step, min_size=1, max_size=6))
def test_undone_as_often_as_done_is_as_before(steps: list[tuple[str, int, int]]) -> None:
    for place in places():
        states = [look(place)]
        for words in steps:
            after = do(place, words, states[-1])
            states += [after] if after != states[-1] else []
        while len(states) > 1:
            states.pop()
            undo(place.library, None)
            assert look(place).digest == states[-1].digest


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(step, min_size=1, max_size=4))
def test_undone_and_done_again_is_as_after(steps: list[tuple[str, int, int]]) -> None:
    for place in places():
        before = look(place)
        for words in steps:
            after = do(place, words, before)
            if after == before:
                continue
            taken_back, _ = undo(place.library, None)
            assert look(place).digest == before.digest
            undo(place.library, taken_back.id)
            assert look(place).digest == after.digest
            before = look(place)


@settings(max_examples=25, deadline=None)
@example(steps=[("tag new", 0, 0), ("tag", 1, 4)], which=0)
@given(steps=st.lists(step, min_size=2, max_size=5), which=st.integers(0, 4))
def test_an_older_operation_is_undone_whole_or_refused(steps: list[tuple[str, int, int]], which: int) -> None:
    for place in places():
        state = look(place)
        first = len(state.numbers)
        for words in steps:
            state = do(place, words, state)
        done = state.numbers[first:]
        if not done:
            continue
        try:
            again, _ = undo(place.library, done[which % len(done)])
        except UsageProblem as refused:
            assert "changed some of the same things" in refused.message  # noqa: PT017 (the other outcome is as good)
            assert look(place) == state
            continue
        with closing(sqlite3.connect(place.library)) as connection:
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        undo(place.library, again.id)
        assert look(place).digest == state.digest


def digest(place: Place) -> str:
    return look(place).digest


def numbers(place: Place) -> list[int]:
    return look(place).numbers


class TestUndo:
    def test_nothing_to_undo(self, tmp_path: Path) -> None:
        make(tmp_path / "litreview.db")
        with pytest.raises(UsageProblem, match="nothing to undo"):
            undo(tmp_path / "litreview.db", None)

    @pytest.mark.parametrize("number", [0, -1, 99])
    def test_no_such_operation(self, place: Place, number: int) -> None:
        with pytest.raises(UsageProblem, match=f"there is no operation {number}"):
            undo(place.library, number)

    def test_an_older_one_that_nothing_touched_since(self, place: Place) -> None:
        first = tag_sources(place.library, [KEYS[1]], ["threats"]).operation
        tag_sources(place.library, [KEYS[2]], ["cooperation"])
        undo(place.library, first)
        with reading(place.library) as connection:
            tags = {(tag.source, tag.theme) for tag in load_library(connection).tags if not tag.note}
        assert tags == {(KEYS[0], "governance"), (KEYS[2], "cooperation")}

    def test_an_older_one_is_refused_where_a_later_one_touched_the_same(self, place: Place) -> None:
        first = edit(place.library, KEYS[0], ["year=1999"]).operation
        second = edit(place.library, KEYS[0], ["year=1998"]).operation
        before = digest(place)
        with pytest.raises(UsageProblem, match=f"operation {second} changed") as refused:
            undo(place.library, first)
        assert refused.value.hint == f"take that one back first: litreview undo {second}"
        assert digest(place) == before
        undo(place.library, second)
        undo(place.library, first)

    def test_an_addition_is_refused_where_its_source_was_tagged_since(self, place: Place) -> None:
        file = place.folder / "new.bib"
        file.write_text("@book{new, title = {A new one}}\n")
        first = add(place.library, [str(file)]).operation
        tag_sources(place.library, ["new"], ["threats"])
        before = digest(place)
        with pytest.raises(UsageProblem):
            undo(place.library, first)
        assert digest(place) == before

    def test_twice_is_refused(self, place: Place) -> None:
        number = edit(place.library, KEYS[0], ["year=1999"]).operation
        again, _ = undo(place.library, number)
        with pytest.raises(UsageProblem, match=f"operation {number} is undone already") as refused:
            undo(place.library, number)
        assert refused.value.hint == f"litreview undo {again.id} does it again"

    def test_again_and_again_steps_back(self, place: Place) -> None:
        start = digest(place)
        edits = [edit(place.library, KEYS[0], [f"year={year}"]).operation for year in (1997, 1998, 1999)]
        assert [undo(place.library, None)[1] for _ in edits] == edits[::-1]
        assert digest(place) == start

    def test_done_again_and_taken_back_again(self, place: Place) -> None:
        start = digest(place)
        edit(place.library, KEYS[0], ["year=1999"])
        after = digest(place)
        number = undo(place.library, None)[0].id
        for expected in (after, start, after, start):
            number = undo(place.library, number)[0].id
            assert digest(place) == expected

    def test_a_dry_run_changes_nothing(self, place: Place) -> None:
        number = edit(place.library, KEYS[0], ["year=1999"]).operation
        before, done = digest(place), numbers(place)
        current, target = undo(place.library, None, dry_run=True)
        assert (current.id, target) == (0, number)
        assert current.summary
        assert (digest(place), numbers(place)) == (before, done)


class TestNumbersUsedAgain:
    """SQLite gives the number of a deleted row to the next one: an undo must not take that for the old one."""

    def test_a_note_in_the_place_of_one_that_was_taken_back(self, place: Place) -> None:
        add_note(place.library, KEYS[0], "First")
        taken_back, _ = undo(place.library, None)
        later = add_note(place.library, KEYS[0], "Second").operation
        before = digest(place)
        with pytest.raises(UsageProblem, match=f"operation {later} changed"):
            undo(place.library, taken_back.id)
        assert digest(place) == before

    def test_a_source_in_the_place_of_one_that_was_removed(self, place: Place) -> None:
        with reading(place.library) as connection:
            last = connection.execute("SELECT key FROM sources ORDER BY id DESC LIMIT 1").fetchone()[0]
        start = digest(place)
        removed = remove(place.library, [last]).operation
        file = place.folder / "new.bib"
        file.write_text("@book{new, title = {A new one}}\n")
        later = add(place.library, [str(file)]).operation
        with pytest.raises(UsageProblem, match=f"operation {later} changed"):
            undo(place.library, removed)
        undo(place.library, later)
        undo(place.library, removed)
        assert digest(place) == start

    def test_the_key_of_a_removed_source_given_to_another(self, place: Place) -> None:
        """The rows differ, only the key is the same: it must be refused in words, not by an error of SQLite."""
        removed = remove(place.library, [KEYS[0]]).operation
        file = place.folder / "new.bib"
        file.write_text(f"@book{{filler, title = {{Filler}}}}\n@book{{{KEYS[0]}, title = {{A new one}}}}\n")
        add(place.library, [str(file)])
        before = digest(place)
        with pytest.raises(UsageProblem):
            undo(place.library, removed)
        assert digest(place) == before


class TestOperation:
    def test_what_changes_nothing_leaves_no_number(self, place: Place) -> None:
        done = numbers(place)
        with operation(place.library, "nothing") as current:
            current.connection.execute("UPDATE sources SET title = title")
        assert current.id == 0
        assert numbers(place) == done

    def test_a_dry_run_leaves_nothing(self, place: Place) -> None:
        before, done = digest(place), numbers(place)
        answer = remove(place.library, list(KEYS), dry_run=True)
        assert answer.operation == 0
        assert "removed" in answer.summary
        assert (digest(place), numbers(place)) == (before, done)

    def test_the_log_tells_of_a_source_alone(self, place: Place) -> None:
        number = edit(place.library, KEYS[2], ["year=1999"]).operation
        edit(place.library, KEYS[0], ["year=1999"])
        with reading(place.library) as connection:
            source = connection.execute("SELECT id FROM sources WHERE key = ?", (KEYS[2],)).fetchone()[0]
            told = [item.id for item in log(connection, source)]
        assert number in told
        assert number + 1 not in told

    def test_an_operation_says_what_it_did(self, place: Place) -> None:
        number = remove(place.library, [KEYS[0]]).operation
        with reading(place.library) as connection:
            done = changes(connection, number)
        assert done["sources"] == (0, 0, 1)
        assert done["tags"] == (0, 0, 1)
        assert done["fields"] == (0, 0, 3)

    def test_a_journal_that_was_tampered_with_does_not_become_sql(self, place: Place) -> None:
        number = edit(place.library, KEYS[0], ["year=1999"]).operation
        with closing(sqlite3.connect(place.library)) as connection:
            connection.execute(
                "UPDATE journal SET relation = 'fields; DROP TABLE notes' WHERE operation = ?", (number,)
            )
            connection.commit()
        before = digest(place)
        with suppress(UsageProblem), pytest.raises(ValueError, match="DROP"):
            undo(place.library, number)
        assert digest(place) == before
