"""A quotation is found where it stands, and only words that differ are called different."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.matching.quotations import Document, Place, find

param = pytest.param

TOWN = (
    "Long ago the walls of the old town were built by people who had little else to do, and the gardens came much "
    "later, when govern-\nments had changed three times.12 It is said (Roe, 1999, p. 3) that 40 of them stood at the "
    "river’s side, in full co-\noperation with the neighbours. Their colour was grey & the behaviour of the ﬁrst "
    "owners was not always well known. Nobody counted \f 17 OLD TOWNS the gates that were closed at night."
)


def places(quotation: str, text: str = TOWN, *, is_note: bool = False) -> tuple[Place, ...]:
    return find([quotation], [Document("roe2001", text, is_note)])[0]


@pytest.mark.parametrize(
    "quotation",
    [
        param("the fields of the new country were left by women who wanted nothing", id="other-words"),
        param("of the old and the new", id="small-words"),
        param("it is said that people had to do with little", id="same-words-in-another-order"),
        param(
            "Mauern der alten Stadt wurden von Leuten gebaut, die sonst wenig zu tun hatten", id="translated"
        ),
        param("", id="nothing"),
        param("… […] [sic]", id="no-words"),
        param("old town", id="two-words"),
    ],
)
def test_not_found(quotation: str) -> None:
    assert places(quotation) == ()


@pytest.mark.parametrize(
    "quotation",
    [
        param("the walls of the old town were built by people", id="as-printed"),
        param("The Walls of the old town were built by people.", id="capitals-and-final-stop"),
        param("[T]he walls of the old town were built by people", id="changed-capital"),
        param(
            "the walls of the old town were built by people [of Rome] who had little else to do",
            id="own-words",
        ),
        param("the walls of the old town [sic] were built by people", id="sic"),
        param("the walls of the old town were built by people (emphasis added)", id="emphasis"),
        param("walls of the old town were build[ed] by people who had little else", id="ending-in-brackets"),
        param("the walls of the old town ... little else to do, and the gardens", id="three-dots"),
        param("the walls of the old town […] little else to do, and the gardens", id="dots-in-brackets"),
        param("… the walls of the old town . . . the gardens came much later …", id="dots-at-the-ends"),
        param("the walls of the old town … and the garden came", id="short-part-that-is-not-there"),
        param("when governments had changed three times", id="hyphen-at-a-line-end"),
        param("in full cooperation with the neighbours", id="hyphen-that-may-stay"),
        param("in full co-operation with the neighbours", id="hyphen-that-stayed"),
        param("had changed three times. It is said", id="mark-of-a-note"),
        param("It is said that 40 of them stood at the river's side", id="reference-left-out"),
        param(
            "grey and the behaviour of the first owners was not always well-known", id="signs-and-ligatures"
        ),
        param("Nobody counted the gates that were closed at night", id="across-pages"),
    ],
)
def test_verbatim(quotation: str) -> None:
    (place,) = places(quotation)
    assert (place.changes, place.in_order) == ((), True), place.diff
    assert place.is_verbatim
    assert place.alike == 1


@pytest.mark.parametrize(
    ("quotation", "kind", "diff"),
    [
        param("the walls of the old town were not built by people who had little else to do", "negation",
              "town were {+not+} built", id="inserted-not"),
        param("the behaviour of the first owners was always well known", "negation", "was [-not-] always",
              id="dropped-not"),
        param("the walls of the ancient town were built by people", "words", "[-old-] {+ancient+}", id="changed-word"),
        param("the walls of the town were built by people", "words", "the [-old-] town", id="dropped-word"),
        param("the old walls of the old town were built by people", "words", "{+old+} walls", id="inserted-word"),
        param("that 50 of them stood at the river's side", "number", "[-40-] {+50+}", id="number"),
        param("the behavior of the first owners was not", "spelling", "[-behaviour-] {+behavior+}", id="spelling"),
        param("the walls of the old town were built by people … and nobody asked them for it", "part",
              "built by people", id="part-not-there"),
        param("walls of the old town were built by humans", "words", "[-people-] {+humans+}", id="last-word"),
        param("Thus walls of the old town were built by people", "words", "[-the-] {+Thus+}", id="first-word"),
    ],
)  # fmt: skip
def test_altered(quotation: str, kind: str, diff: str) -> None:
    (place,) = places(quotation)
    assert [change.kind for change in place.changes] == [kind]
    assert diff in place.diff
    assert place.is_verbatim == (kind == "spelling")


def test_parts_in_another_order() -> None:
    (place,) = places("that 40 of them stood … the walls of the old town were built")
    assert (place.changes, place.in_order, place.is_verbatim) == ((), False, False)


@pytest.mark.parametrize(
    "note",
    [
        param("walls of the old town were built", id="begins-later-and-ends-earlier"),
        param("the walls of the old town … built by people who had little else to do", id="leaves-words-out"),
        param("and so the walls of the old town were built by people who had little else to do", id="longer"),
    ],
)
def test_a_note_has_less_or_more(note: str) -> None:
    (place,) = places("the walls of the old town were built by people who", note, is_note=True)
    assert place.is_verbatim, place.diff


def test_a_text_ends_before_the_quotation() -> None:
    (place,) = places(
        "the walls of the old town were built by people who", "The walls of the old town were built by"
    )
    assert [change.quoted for change in place.changes] == ["people who"]


def test_behind_the_notes_of_a_page() -> None:
    foot = " ".join(f"{number} See the file of the town office for the year." for number in range(1, 20))
    text = f"Before it all, the walls of the old town {foot} 44\fOLD TOWNS were built by people who had little to do."
    (place,) = places("the walls of the old town were built by people", text)
    assert place.is_verbatim, place.diff


def test_chinese() -> None:
    text = "我们认为，网络空间的治理需要各国合作，而不是对抗。"
    assert places("网络空间的治理需要各国合作", text)[0].is_verbatim
    (place,) = places("网络空间的治理不需要各国合作", text)
    assert [(change.kind, change.quoted) for change in place.changes] == [("negation", "不")]


def test_the_likest_first() -> None:
    documents = [
        Document("moss2003", TOWN.replace("people", "peasants")),
        Document("roe2001", TOWN),
        Document("other", "Nothing of that kind is said here."),
    ]
    (found,) = find(["the walls of the old town were built by people"], documents)
    assert [(place.key, place.document) for place in found] == [("roe2001", 1), ("moss2003", 0)]


def test_quoted_there_as_well() -> None:
    (place,) = places(
        "walls keep a town and its people", "As Roe says, “walls keep a town and its people” for long."
    )
    assert place.within_marks
    (place,) = places(
        "walls keep a town and its people", "As I say, walls keep a town and its people for long."
    )
    assert not place.within_marks


WORDS = st.lists(st.sampled_from(TOWN.split()), min_size=5, max_size=60).map(" ".join)


@settings(deadline=None)
@given(WORDS, st.data())
def test_what_stands_there_is_found(text: str, data: st.DataObject) -> None:
    words = text.split()
    start = data.draw(st.integers(0, len(words) - 5))
    end = data.draw(st.integers(start + 5, len(words)))
    quotation = " ".join(words[start:end])
    found = places(quotation, text)
    assert found, quotation
    assert found[0].alike >= 0.6


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=400))
def test_any_text_may_come(quotation: str, text: str) -> None:
    for place in places(quotation, text):
        assert 0 < place.alike <= 1
