"""Notes keep their numbers and every decision through retagging, edits, moves, deletion and return."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Runner

REFS = (
    "@book{one2001, author = {Uno, Ada}, title = {The First}, year = {2001}}\n"
    "@book{two2002, author = {Due, Ben}, title = {The Second}, year = {2002}}\n"
)
NOTES = """# The first [@one2001]

> Rules without force are wishes (p. 12) #norms

! States act as if nobody watched. #threats

A longer thought about how firms and states share what they know of attacks. #norms
"""


@pytest.fixture
def notes(run: Runner) -> Runner:
    """Give a library with two sources and three notes, numbered 1 to 3."""
    run.write("refs.bib", REFS)
    run.write("notes/a.md", NOTES)
    run("init", "-q", "-t", "norms", "-t", "threats")
    run("add", "refs.bib", "notes", "-q")
    return run


def listed(run: Runner, *args: str) -> dict[int, dict[str, Any]]:
    """Give the notes by number."""
    rows = json.loads(run("note", "list", *args, "-f", "json").stdout)["notes"]
    return {row["note"]: row for row in rows}


def rewrite(run: Runner, old: str, new: str, name: str = "notes/a.md") -> None:
    """Change a note file, and add the folder again."""
    path = run.folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    run("add", "notes", "-q")


def test_notes_as_they_are_read(notes: Runner) -> None:
    found = listed(notes)
    assert [
        (row["kind"], row["source"], row["locator"], row["themes"], row["place"]) for row in found.values()
    ] == [
        ("quote", "one2001", "12", ["norms"], "notes/a.md:3"),
        ("claim", "one2001", "", ["threats"], "notes/a.md:5"),
        ("paraphrase", "one2001", "", ["norms"], "notes/a.md:7"),
    ]
    assert list(found) == [1, 2, 3]


@pytest.mark.parametrize(
    ("old", "new", "number", "expected"),
    [
        pytest.param("# The first", "# Another heading", 1, {}, id="heading"),
        pytest.param("> Rules", "%% a remark %%\n\n> Rules", 1, {"place": "notes/a.md:5"}, id="moved-down"),
        pytest.param("watched. #threats", "watched. #norms", 2, {"themes": ["norms"]}, id="retagged"),
        pytest.param("watched. #threats", "watched.", 2, {"themes": []}, id="untagged"),
        pytest.param(
            "watched. #threats",
            "watched. #threats #norms",
            2,
            {"themes": ["threats", "norms"]},
            id="tagged-twice",
        ),
        pytest.param(
            "share what they know of", "share all they know of", 3, {"themes": ["norms"]}, id="reworded"
        ),
        pytest.param("(p. 12)", "(p. 13)", 1, {"locator": "13"}, id="another-page"),
        pytest.param("attacks. #norms", "attacks. #norms ^sharing", 3, {"id": "sharing"}, id="named"),
    ],
)
def test_a_changed_note_keeps_its_number(
    notes: Runner, old: str, new: str, number: int, expected: dict[str, Any]
) -> None:
    before = listed(notes)
    rewrite(notes, old, new)
    after = listed(notes)
    assert list(after) == [1, 2, 3]
    assert {name: after[number][name] for name in expected} == expected
    untouched = {"text", "kind", "source"} if number != 3 else {"kind", "source"}
    assert {name: after[number][name] for name in untouched} == {
        name: before[number][name] for name in untouched
    }
    assert "nothing changed" in notes("add", "notes").stderr


def test_a_decision_survives_retagging_and_rewording(notes: Runner) -> None:
    notes("note", "edit", "3", "-t", "threats")
    notes("note", "edit", "1", "--off", "norms")
    rewrite(notes, "share what they know of attacks. #norms", "share all they know of attacks. #norms")
    rewrite(notes, "wishes (p. 12) #norms", "wishes (p. 12) #norms #threats")
    after = listed(notes)
    assert sorted(after[3]["themes"]) == ["norms", "threats"]
    assert after[1]["themes"] == ["threats"]


def test_a_rejected_tag_stays_off(notes: Runner) -> None:
    notes("note", "edit", "2", "--off", "threats")
    rewrite(notes, "# The first", "# The very first")
    notes("add", "notes")
    assert listed(notes)[2]["themes"] == []
    assert notes("list", "-t", "threats").stdout == ""
    assert "threats" not in notes("sql", "select theme from matrix", "-f", "csv").stdout
    notes("note", "edit", "2", "-t", "threats")
    assert listed(notes)[2]["themes"] == ["threats"]


def test_a_source_theme_taken_off_by_hand_stays_off(notes: Runner) -> None:
    notes.write("notes/b.md", "---\ncitekey: two2002\ntags: [norms, threats]\n---\n\nWords.\n")
    notes("add", "notes")
    notes("tag", "two2002", "-t", "norms", "--remove")
    rewrite(notes, "Words.", "Other words.", "notes/b.md")
    assert notes("list", "-t", "norms", "-f", "keys").stdout == "one2001\n"
    assert "norms (rejected)" in notes("show", "two2002").stdout


def test_a_removed_note_stays_off(notes: Runner) -> None:
    notes("note", "rm", "2")
    rewrite(notes, "# The first", "# The very first")
    assert list(listed(notes)) == [1, 3]
    notes("undo", "2", code=None)
    notes("undo", "-q", code=None)


def test_moving_a_note_to_another_file_keeps_its_number(notes: Runner) -> None:
    notes("note", "edit", "2", "-t", "norms")
    line = "! States act as if nobody watched. #threats\n"
    path = notes.folder / "notes" / "a.md"
    path.write_text(NOTES.replace(line, ""), encoding="utf-8")
    notes.write("notes/b.md", "# On watching [@one2001]\n\n" + line)
    notes("add", "notes")
    after = listed(notes)
    assert list(after) == [1, 2, 3]
    assert after[2]["place"] == "notes/b.md:3"
    assert sorted(after[2]["themes"]) == ["norms", "threats"]


@pytest.mark.parametrize("once", [True, False], ids=["a-folder-at-once", "file-after-file"])
def test_a_renamed_file_keeps_its_notes(notes: Runner, *, once: bool) -> None:
    notes("note", "edit", "1", "-t", "threats")
    (notes.folder / "notes" / "a.md").rename(notes.folder / "notes" / "renamed.md")
    notes("add", "notes" if once else "notes/renamed.md")
    notes("add", "notes")
    after = listed(notes)
    assert list(after) == [1, 2, 3]
    assert {row["place"].partition(":")[0] for row in after.values()} == {"notes/renamed.md"}
    assert sorted(after[1]["themes"]) == ["norms", "threats"]


def test_a_note_that_is_gone_is_kept_aside_and_comes_back(notes: Runner) -> None:
    notes("note", "edit", "2", "-t", "norms")
    line = "! States act as if nobody watched. #threats\n"
    path = notes.folder / "notes" / "a.md"
    path.write_text(NOTES.replace(line, ""), encoding="utf-8")
    answer = notes("add", "notes", "-v")
    assert "note 2 is no longer there; it is kept aside with its tags" in answer.stderr
    assert list(listed(notes)) == [1, 3]
    assert notes("list", "-t", "threats").stdout == ""
    path.write_text(NOTES, encoding="utf-8")
    notes("add", "notes")
    assert sorted(listed(notes)[2]["themes"]) == ["norms", "threats"]


def test_a_deleted_file_takes_its_notes_aside_and_back(notes: Runner) -> None:
    path = notes.folder / "notes" / "a.md"
    path.unlink()
    notes("add", "notes")
    assert listed(notes) == {}
    notes.write("notes/a.md", NOTES)
    notes("add", "notes")
    assert list(listed(notes)) == [1, 2, 3]


def test_an_open_note_is_bound_when_its_source_arrives(run: Runner) -> None:
    run("init", "-q", "-t", "norms")
    run.write("notes/n.md", "# Later [@two2002]\n\nA thought. #norms\n\n# Uno (2001)\n\nAnother.\n")
    answer = run("add", "notes")
    assert 'notes/n.md:3: "two2002" is not in the library' in answer.stderr
    assert "2 not bound to a source" in " ".join(answer.stdout.split())
    assert len(listed(run, "--open")) == 2
    assert "notes/n.md:3" in run("status").stdout
    run.write("refs.bib", REFS)
    assert "2 open notes were bound to their sources" in run("add", "refs.bib").stderr
    assert {row["source"] for row in listed(run).values()} == {"one2001", "two2002"}
    assert run("list", "-t", "norms", "-f", "keys").stdout == "two2002\n"
    assert listed(run, "--open") == {}


def test_front_matter_read_before_its_source_is_not_lost(run: Runner) -> None:
    run("init", "-q", "-t", "norms")
    run.write("notes/n.md", "---\ncitekey: two2002\ntags: norms\n---\n\nA thought.\n")
    run("add", "notes")
    run.write("refs.bib", REFS)
    run("add", "refs.bib")
    assert run("list", "-t", "norms", "-f", "keys").stdout == "two2002\n"


def test_only_an_exact_author_and_year_binds(run: Runner) -> None:
    run.write("refs.bib", REFS.replace("Uno", "Buchanan"))
    run.write("n.md", "# Buchanan (2001)\n\nBound.\n\n# Buchannan (2001)\n\nSuggested.\n")
    answer = run("add", "refs.bib", "n.md")
    assert "did you mean one2001?" in answer.stderr
    assert [row["source"] for row in listed(run).values()] == ["one2001", ""]


def test_a_tag_that_the_codebook_learns_later_becomes_a_theme(notes: Runner) -> None:
    rewrite(notes, "watched. #threats", "watched. #threats #espionage")
    assert "espionage" in notes("status").stdout
    notes("theme", "add", "espionage")
    assert sorted(listed(notes)[2]["themes"]) == ["espionage", "threats"]
    assert "free tags" not in notes("status").stdout


def test_writing_changing_and_removing_notes_by_hand(notes: Runner) -> None:
    answer = notes(
        "note", "add", "two2002", "-m", "By hand.", "-p", "pp. 3-4", "-t", "norms", "--quote", "--by", "ada"
    )
    assert "operation 3: note 4 on two2002" in answer.stderr
    assert notes("note", "show", "4").stdout.startswith("note 4\n")
    row = listed(notes, "two2002")[4]
    assert (row["kind"], row["text"], row["themes"], row["coder"]) == ("quote", "By hand.", ["norms"], "ada")
    assert row["locator"] in {"3-4", "3–4"}
    notes("note", "edit", "4", "-m", "Rewritten.", "-p", "5", "-t", "threats", "--off", "norms")
    row = listed(notes, "-t", "threats")[4]
    assert (row["text"], row["locator"], row["themes"]) == ("Rewritten.", "5", ["threats"])
    notes("note", "rm", "4")
    assert 4 not in listed(notes)
    notes("undo")
    assert listed(notes)[4]["text"] == "Rewritten."


def test_off_takes_a_coders_tag_off(notes: Runner) -> None:
    notes("note", "add", "two2002", "-m", "By hand.", "-t", "norms", "--by", "ada")
    notes("note", "edit", "4", "--off", "norms")
    assert listed(notes)[4]["themes"] == []


def test_the_words_of_a_file_are_changed_in_the_file(notes: Runner) -> None:
    answer = notes("note", "edit", "1", "-m", "Other words.", code=2)
    assert "note 1 stands in notes/a.md:3" in answer.stderr
    assert "change its words there, and add the file again" in answer.stderr


@pytest.mark.parametrize("source", ["-", "note.txt"])
def test_a_note_from_a_pipe_or_a_file(notes: Runner, source: str) -> None:
    notes.write("note.txt", "Two lines\nof a note – mit Ümläuten.\n")
    notes("note", "add", "two2002", source, stdin="Two lines\nof a note – mit Ümläuten.\n")
    assert "Ümläuten" in listed(notes)[4]["text"]
    notes("note", "add", "two2002", "missing.txt", code=3)


def test_the_same_note_by_hand_twice_is_one(notes: Runner) -> None:
    notes("note", "add", "two2002", "-m", "Once.")
    assert "nothing changed" in notes("note", "add", "two2002", "-m", "Once.").stderr
    assert list(listed(notes)) == [1, 2, 3, 4]


def test_a_note_makes_a_theme_only_when_asked(notes: Runner) -> None:
    notes("note", "add", "two2002", "-m", "x", "-t", "war", code=2)
    assert 4 not in listed(notes)
    notes("note", "add", "two2002", "-m", "x", "-t", "war", "--create")
    assert listed(notes)[4]["themes"] == ["war"]


def test_removing_a_source_takes_its_notes_and_its_file_brings_both_back(notes: Runner) -> None:
    answer = notes("rm", "one2001")
    assert "one2001 removed with 3 notes, 3 tags" in answer.stderr
    assert listed(notes) == {}
    notes("add", "refs.bib", "notes")
    assert len(listed(notes, "one2001")) == 3
    assert notes("list", "-t", "norms", "-f", "keys").stdout == "one2001\n"
