"""One record out of several: no field is lost, the first one's values hold, and all that gave way is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litreview.matching.union import Owned, United, compared, unite
from litreview.model import Field
from litreview.text.fold import fold


def record(owner: str, *, by_hand: tuple[str, ...] = (), **values: str) -> list[Owned]:
    return [
        Owned(Field(name, value, value), owner, by_hand=name in by_hand) for name, value in values.items()
    ]


def held(united: United) -> dict[str, str]:
    return {item.field.name: item.field.value for item in united.fields}


def told(united: United) -> list[tuple[str, str, str, str, str]]:
    return [item[:5] for item in united.conflicts]


@pytest.mark.parametrize(
    ("one", "other", "fields"),
    [
        pytest.param({"title": "A"}, {"title": "A"}, {"title": "A"}, id="the-same"),
        pytest.param({"title": "A"}, {"doi": "x"}, {"title": "A", "doi": "x"}, id="each-has-its-own"),
        pytest.param({"journal": "Nature"}, {"journaltitle": "nature"}, {"journal": "Nature"}, id="two-names"),
        pytest.param(
            {"title": "Cyber war", "subtitle": "The threat"}, {"title": "Cyber War: The Threat"},
            {"title": "Cyber war", "subtitle": "The threat"}, id="a-subtitle-apart",
        ),
        pytest.param(
            {"title": "Cyber war: the threat"}, {"title": "Cyber War", "subtitle": "The Threat"},
            {"title": "Cyber war: the threat"}, id="a-subtitle-in-the-title",
        ),
        pytest.param({"title": "A"}, {"title": "A", "subtitle": "B"}, {"title": "A", "subtitle": "B"}, id="more"),
        pytest.param({"date": "2012-05-03"}, {"year": "2012"}, {"date": "2012-05-03"}, id="a-date-has-its-year"),
        pytest.param({"year": "2012"}, {"date": "2012-05"}, {"year": "2012", "date": "2012-05"}, id="a-date-says-more"),
        pytest.param({"year": "2012"}, {"year": "2012", "month": "may"}, {"year": "2012", "month": "may"}, id="month"),
    ],
)  # fmt: skip
def test_without_conflict(one: dict[str, str], other: dict[str, str], fields: dict[str, str]) -> None:
    united = unite([record("a", **one), record("b", **other)])
    assert (held(united), told(united)) == (fields, [])


@pytest.mark.parametrize(
    ("one", "other", "fields", "conflicts"),
    [
        pytest.param(
            {"title": "A"}, {"title": "B", "doi": "x"}, {"title": "A", "doi": "x"},
            [("title", "A", "a", "B", "b")], id="titles",
        ),
        pytest.param(
            {"journal": "Nature"}, {"journaltitle": "Science"}, {"journal": "Nature"},
            [("journal", "Nature", "a", "Science", "b")], id="two-names",
        ),
        pytest.param(
            {"year": "2010"}, {"year": "2012", "month": "may"}, {"year": "2010"},
            [("year", "2010", "a", "2012", "b"), ("month", "", "a", "may", "b")], id="no-month-of-another-year",
        ),
        pytest.param(
            {"year": "2010", "month": "may"}, {"date": "2012-05"}, {"year": "2010", "month": "may"},
            [("date", "2010", "a", "2012-05", "b")], id="date-against-year",
        ),
        pytest.param({"year": "in press"}, {"year": "2012"}, {"year": "in press"},
                     [("year", "in press", "a", "2012", "b")], id="no-year"),
    ],
)  # fmt: skip
def test_with_conflicts(
    one: dict[str, str],
    other: dict[str, str],
    fields: dict[str, str],
    conflicts: list[tuple[str, str, str, str, str]],
) -> None:
    united = unite([record("a", **one), record("b", **other)])
    assert (held(united), told(united)) == (fields, conflicts)


def test_what_differs_is_told_of_two_dates() -> None:
    held_fields = {name: Field(name, value, value) for name, value in (("year", "2010"), ("month", "may"))}
    said = {
        name: Field(name, value, value) for name, value in (("date", "2012-05"), ("month", "5"), ("day", "3"))
    }
    assert list(compared(held_fields, said)) == [
        ("date", "", "differs"), ("month", "month", "same"), ("day", "", "differs"),
    ]  # fmt: skip


def test_a_field_under_two_names_is_not_lost() -> None:
    united = unite(
        [record("a", journal="A"), record("b", journal="B", journaltitle="C", by_hand=("journal",))]
    )
    assert held(united) == {"journal": "B", "journaltitle": "C"}
    assert told(united) == [("journal", "B", "b", "A", "a")]


def test_a_person_outranks_a_file() -> None:
    united = unite(
        [record("a", year="2010", title="A"), record("b", year="2012", by_hand=("year",), title="B")]
    )
    assert held(united) == {"year": "2012", "title": "A"}
    assert told(united) == [("title", "A", "a", "B", "b"), ("year", "2012", "b", "2010", "a")]


def test_of_two_persons_the_first_one_holds_and_the_other_value_is_marked() -> None:
    united = unite([record("a", year="2010", by_hand=("year",)), record("b", year="2012", by_hand=("year",))])
    assert held(united) == {"year": "2010"}
    assert [item.by_hand for item in united.conflicts] == [True]


def test_what_a_person_removed_stays_away_and_is_told() -> None:
    united = unite([record("a", note="", by_hand=("note",)), record("b", note="x")])
    assert (held(united), told(united)) == ({"note": ""}, [("note", "", "a", "x", "b")])


def test_taking_outranks_a_person_and_a_date_is_taken_whole() -> None:
    records = [
        record("a", year="2010", month="may", by_hand=("year",)),
        record("b", date="2012-06", title="B"),
    ]
    united = unite(records, {"date": "b"})
    assert held(united) == {"date": "2012-06", "title": "B"}
    assert told(united) == [("year", "2012-06", "b", "2010", "a"), ("month", "", "b", "may", "a")]


def test_a_field_that_is_taken_has_the_place_of_the_other() -> None:
    united = unite([record("a", title="A", year="2010"), record("b", title="a", doi="x")], {"title": "b"})
    assert list(held(united).items()) == [("title", "a"), ("year", "2010"), ("doi", "x")]
    assert told(united) == []


names = st.sampled_from(("title", "subtitle", "journal", "journaltitle", "year", "date", "month", "note"))
values = st.sampled_from(("", "2010", "2012-05", "may", "Cyber", "Cyber: Norms", "Norms", "cyber"))
records = st.lists(st.dictionaries(names, values, min_size=1), min_size=1, max_size=4)


@given(records, st.data())
def test_no_field_is_lost_and_no_value_unsaid(
    given_records: list[dict[str, str]], data: st.DataObject
) -> None:
    owned = [
        [Owned(Field(name, value, value), str(number), number * 10 + place, by_hand=data.draw(st.booleans()))
         for place, (name, value) in enumerate(one.items())]
        for number, one in enumerate(given_records)
    ]  # fmt: skip
    united = unite(owned)
    rows = [item.row for item in united.fields]
    assert len({item.field.name for item in united.fields}) == len(rows) == len(set(rows))
    assert unite([united.fields]).fields == united.fields
    said = [item.field.text for item in united.fields]
    said += [text for item in united.conflicts for text in (item.kept, item.other)]
    for one in given_records:
        assert all(any(fold(value) in fold(text) for text in said) for value in one.values())
