from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.matching.notes import NewNote, OldNote, Plan, identity, plan
from litreview.model import DraftTag, NoteDraft

if TYPE_CHECKING:
    from collections.abc import Sequence

NORMS = "Norms only hold where someone is ready to enforce them against the strong"
LAW = "Law written for paper files does not fit what networks can gather today"


def _new(index: int, text: str = NORMS, **changes: object) -> NewNote:
    given_source = str(changes.pop("source", "a2010"))
    path = str(changes.pop("path", "a.md"))
    draft = NoteDraft(kind="claim", text=text, line=index + 1)
    return NewNote(index, replace(draft, **changes), given_source, path)  # type: ignore[arg-type]


def _old(number: int, text: str = NORMS, **changes: object) -> OldNote:
    note = OldNote(number, "claim", "a2010", text, places=(("a.md", number),))
    return replace(note, **changes)  # type: ignore[arg-type]


def _stored(notes: Sequence[OldNote], new: Sequence[NewNote], done: Plan) -> list[OldNote]:
    """Do what a plan says, as the store does it."""
    by_index = {note.index: note for note in new}
    read = {note.path for note in new}
    kept = {
        note.id: replace(note, places=tuple(p for p in note.places if p[0] not in read)) for note in notes
    }
    groups = [(item.old, item.new) for item in done.matched]
    following = max((note.id for note in notes), default=0) + 1
    groups += [(following + n, index) for n, group in enumerate(done.new) for index in group]
    for number, index in groups:
        note = by_index[index]
        draft, place = note.draft, (note.path, note.draft.line)
        before = kept.get(number)
        places = (*before.places, place) if before else (place,)
        handle = draft.handle or (before.handle if before else "")
        kept[number] = OldNote(
            number, draft.kind, note.source, draft.text, draft.locator, handle, places, note.named
        )
    return list(kept.values())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(NORMS, NORMS.upper() + ".", id="case and a full stop"),
        pytest.param("Müller’s view", "Muller's  view", id="accents, apostrophes, spaces"),
        pytest.param("one\n\ntwo", "one two", id="line breaks"),
    ],
)
def test_the_identity_does_not_mind_typography(first: str, second: str) -> None:
    assert identity("claim", "a", first, "12") == identity("claim", "a", second, "12")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(("quote", "a", NORMS, "12"), id="kind"),
        pytest.param(("claim", "b", NORMS, "12"), id="source"),
        pytest.param(("claim", "a", LAW, "12"), id="words"),
        pytest.param(("claim", "a", NORMS, "13"), id="locator"),
    ],
)
def test_the_identity_is_of_kind_source_words_and_locator(other: tuple[str, str, str, str]) -> None:
    assert identity("claim", "a", NORMS, "12") != identity(*other)


def test_notes_of_signs_alone_are_still_told_apart() -> None:
    assert identity("claim", "a", "!?", "") != identity("claim", "a", "…", "")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(_old(1, LAW), _new(0), id="other words"),
        pytest.param(
            _old(1, source="b2011"), _new(0), id="same words under another source, another file's note"
        ),
        pytest.param(
            _old(1, source="", named="k", places=(("b.md", 1),)),
            _new(0, source="", cited="l"),
            id="same words on another unknown source",
        ),
        pytest.param(
            _old(1, source="", named="k", places=(("b.md", 1),)),
            _new(0, cited="l"),
            id="same words, unknown and known source",
        ),
        pytest.param(
            _old(1, NORMS + " of all", places=(("b.md", 1),)), _new(0), id="like one that stands elsewhere"
        ),
        pytest.param(
            _old(1, NORMS + " of all", places=(("", 0),)), _new(0), id="like one from the command line"
        ),
        pytest.param(_old(1, NORMS[:50]), _new(0, kind="question"), id="another kind, not quite the words"),
    ],
)
def test_what_is_not_the_same_note_stays_new(old: OldNote, new: NewNote) -> None:
    if old.source == "b2011":
        old = replace(old, places=(("b.md", 1),))
    done = plan([old], [new])
    assert done.new == ((0,),)
    assert not done.matched


@pytest.mark.parametrize(
    ("old", "new", "how"),
    [
        pytest.param(_old(1), _new(7), "same", id="unchanged but for the line"),
        pytest.param(_old(1), _new(0, tags=(DraftTag("x", 1),)), "same", id="retagged"),
        pytest.param(_old(1, handle="h"), _new(0), "same", id="id taken away"),
        pytest.param(_old(1), _new(0, path="b.md"), "moved", id="another file"),
        pytest.param(_old(1), _new(0, NORMS + "!"), "edited", id="a sign"),
        pytest.param(_old(1), _new(0, NORMS.replace("strong", "mighty")), "edited", id="a word"),
        pytest.param(_old(1), _new(0, locator="12"), "edited", id="locator added"),
        pytest.param(_old(1), _new(0, kind="paraphrase"), "edited", id="kind, same words"),
        pytest.param(_old(1, handle="h"), _new(0, LAW, handle="h"), "edited", id="same id, other words"),
        pytest.param(_old(1), _new(0, handle="h"), "edited", id="id given"),
        pytest.param(
            _old(1, source="", named="k"), _new(0, path="b.md", cited="k"), "edited", id="source now known"
        ),
        pytest.param(_old(1, source=""), _new(0), "edited", id="source now named"),
        pytest.param(_old(1), _new(0, source=""), "edited", id="source no longer known"),
        pytest.param(_old(1, source="typo"), _new(0), "edited", id="source corrected in the same file"),
        pytest.param(_old(1, places=()), _new(0), "revived", id="deleted, then written again"),
        pytest.param(
            _old(1, places=()),
            _new(0, NORMS + " now"),
            "revived",
            id="deleted, then written a little differently",
        ),
    ],
)
def test_a_note_is_known_again(old: OldNote, new: NewNote, how: str) -> None:
    done = plan([old], [new], read={"a.md", "b.md"})
    assert [(match.old, match.new, match.how) for match in done.matched] == [(1, new.index, how)]
    assert not done.new
    assert not done.lost


def test_the_same_text_in_two_places_is_one_note() -> None:
    first, copy = _new(0), _new(1, path="b.md", handle="h")
    done = plan([], [copy, first])
    assert done.new == ((0, 1),)
    again = plan(_stored([], [first, copy], done), [first, copy])
    assert [(match.old, match.how) for match in again.matched] == [(1, "same"), (1, "same")]


def test_the_most_alike_are_paired_first() -> None:
    old = [_old(1, "Norms hold where states enforce them"), _old(2, "Norms hold where firms enforce them")]
    new = [
        _new(0, "Norms hold where big firms enforce them"),
        _new(1, "Norms hold where all states enforce them"),
    ]
    assert {(match.old, match.new) for match in plan(old, new).matched} == {(1, 1), (2, 0)}


def test_an_id_that_was_copied_stays_with_its_words() -> None:
    done = plan([_old(1, handle="h")], [_new(0, LAW, handle="h"), _new(1, handle="h")])
    assert [(match.old, match.new) for match in done.matched] == [(1, 1)]
    assert done.new == ((0,),)


def test_a_note_is_lost_when_no_file_has_it_and_not_before() -> None:
    old = [_old(1), _old(2, LAW, places=(("a.md", 2), ("b.md", 1))), _old(3, "x", places=(("", 0),))]
    assert plan(old, [], read=["a.md"]).lost == (1,)
    assert plan(old, [], read=["a.md", "b.md"]).lost == (1, 2)
    assert plan(old, []) == Plan()


def test_a_whole_chapter_rewritten_keeps_its_notes() -> None:
    def text(n: int, ending: str) -> str:
        return f"Case {n} shows how actor{n} answered the incident of place{n} {ending}"

    old = [_old(n + 1, text(n, "in public")) for n in range(300)]
    new = [_new(n, text(n, "in public, and late")) for n in range(300)]
    assert {(match.old, match.new) for match in plan(old, new).matched} == {(n + 1, n) for n in range(300)}


WORDS = st.sampled_from([NORMS, LAW, NORMS + " again", LAW[:40], "Short", "short.", "!", "国家"])
NEW = st.builds(
    _new,
    st.integers(0, 50),
    WORDS,
    source=st.sampled_from(["", "a2010", "b2011"]),
    path=st.sampled_from(["a.md", "b.md"]),
    handle=st.sampled_from(["", "", "h", "i"]),
    kind=st.sampled_from(["claim", "quote"]),
    locator=st.sampled_from(["", "12"]),
    cited=st.sampled_from(["", "k", "l"]),
)
FILES = st.lists(NEW, max_size=9, unique_by=lambda note: note.index)


def _chosen(
    done: Plan,
) -> tuple[frozenset[tuple[int, int, str]], frozenset[tuple[int, ...]], tuple[int, ...]]:
    return frozenset((m.old, m.new, m.how) for m in done.matched), frozenset(done.new), done.lost


@settings(max_examples=150, deadline=None)
@given(FILES, FILES, st.randoms(use_true_random=False))
def test_a_second_import_changes_nothing_and_no_order_matters(
    before: list[NewNote], after: list[NewNote], random: object
) -> None:
    library = _stored([], before, plan([], before))
    done = plan(library, after, read={"a.md", "b.md"})
    shuffled_library, shuffled = list(library), list(after)
    random.shuffle(shuffled_library)  # type: ignore[attr-defined]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert _chosen(plan(shuffled_library, shuffled, read={"a.md", "b.md"})) == _chosen(done)

    assert sorted([m.new for m in done.matched] + [i for group in done.new for i in group]) == sorted(
        note.index for note in after
    )
    emptied = [replace(note, places=()) for note in library]
    later = _stored(emptied, after, done)
    again = plan(later, after, read={"a.md", "b.md"})
    assert not again.new
    assert not again.lost
    assert {m.new: m.old for m in again.matched}.keys() == {note.index for note in after}
    assert plan(_stored([replace(n, places=()) for n in later], after, again), after) == again
