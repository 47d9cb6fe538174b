"""Answers of Crossref and OpenAlex become records; what has another shape becomes none, and raises nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.lookup import Asked, services
from litreview.lookup.crossref import Crossref
from litreview.lookup.openalex import OpenAlex
from litreview.text.person import display
from services import crossref_work, openalex_work


def fields(item: dict[str, Any], of: type[Crossref | OpenAlex]) -> dict[str, str]:
    """Give what the first record of an item says, by the names of its fields."""
    record = of().told(item).records[0]
    said = {one.name: one.text for one in record.fields}
    return said | {"type": record.type, "people": "; ".join(map(display, record.people))}


def test_an_article_of_crossref() -> None:
    assert fields(crossref_work(), Crossref) == {
        "type": "article", "people": "Lind, Ada; Okoro, Chidi", "author": "Lind, Ada and Okoro, Chidi",
        "title": "Sleep and Memory in Apprentices of the Old Guilds", "year": "2009", "journal": "Journal of Rest",
        "volume": "4", "number": "2", "pages": "101–120", "publisher": "Guild Press", "doi": "10.5555/sleep.9",
    }  # fmt: skip


def test_an_article_of_openalex() -> None:
    assert fields(openalex_work(), OpenAlex) == {
        "type": "article", "people": "Lind, Ada; Okoro, C.", "author": "Lind, Ada and Okoro, C.",
        "title": "Sleep and Memory in Apprentices of the Old Guilds", "year": "2009", "journal": "Journal of Rest",
        "volume": "4", "number": "2", "pages": "101–120", "doi": "10.5555/sleep.9",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "name", "expected"),
    [
        pytest.param({"title": ["A &amp; <i>B</i><sub>2</sub>"]}, "title", "A & B2", id="markup"),
        pytest.param(
            {"title": ["A &amp;amp; &lt;i&gt;B&lt;/i&gt;, p &lt; 1"]}, "title", "A & B, p < 1", id="escaped"
        ),
        pytest.param({"title": ["RETRACTED ARTICLE: Rest"]}, "title", "Rest", id="taken-back"),
        pytest.param({"title": ["[Retracted] Rest"]}, "title", "Rest", id="taken-back-in-brackets"),
        pytest.param(
            {"title": ["Retracted Landing Gears"]}, "title", "Retracted Landing Gears", id="of-gears"
        ),
        pytest.param(
            {"title": ["Rest"], "subtitle": ["A History"]}, "title", "Rest: A History", id="subtitle"
        ),
        pytest.param(
            {"title": ["Rest?"], "subtitle": ["A History"]}, "title", "Rest? A History", id="question"
        ),
        pytest.param(
            {"title": ["Rest: A History"], "subtitle": ["A history"]}, "title", "Rest: A History", id="once"
        ),
        pytest.param({"page": None, "article_number": "e17"}, "pages", "e17", id="number-of-an-article"),
        pytest.param({"type": "monograph"}, "type", "book", id="monograph"),
        pytest.param({"type": "posted-content"}, "type", "misc", id="preprint"),
        pytest.param({"author": [{"name": "The Guild"}]}, "people", "The Guild", id="organisation"),
        pytest.param({"author": [{"family": "Lind", "suffix": "Jr."}]}, "people", "Lind, Jr.", id="suffix"),
    ],
)
def test_what_crossref_says_in_other_ways(changes: dict[str, Any], name: str, expected: str) -> None:
    assert fields(crossref_work(**changes), Crossref)[name] == expected


@pytest.mark.parametrize(
    ("changes", "years"),
    [
        pytest.param({}, ["2009"], id="one-year"),
        pytest.param(
            {"published_online": {"date-parts": [[2008, 11, 3]]}}, ["2009", "2008"], id="online-first"
        ),
        pytest.param({"published_print": None, "issued": {"date-parts": [[None]]}}, [""], id="no-year"),
        pytest.param({"published_print": {"date-parts": [[12]]}}, ["2009"], id="no-year-in-it"),
    ],
)
def test_a_work_may_have_come_out_in_several_years(changes: dict[str, Any], years: list[str]) -> None:
    assert [record.text("year") for record in Crossref().told(crossref_work(**changes)).records] == years


def update(kind: str, doi: str = "10.5555/notice.1") -> dict[str, Any]:
    return {"type": kind, "DOI": doi, "updated": {"date-parts": [[2014, 3, 1]]}, "source": "publisher"}


@pytest.mark.parametrize("kind", ["correction", "erratum", "new_version", "addendum"])
def test_what_was_only_corrected_was_not_taken_back(kind: str) -> None:
    assert Crossref().told(crossref_work(updated_by=[update(kind)])).retracted == ()


@pytest.mark.parametrize(
    ("kind", "nature"),
    [
        ("retraction", "retraction"),
        ("withdrawal", "withdrawal"),
        ("expression_of_concern", "expression of concern"),
    ],
)
def test_a_work_that_was_taken_back_says_so(kind: str, nature: str) -> None:
    (work,) = Crossref().told(crossref_work(updated_by=[update(kind)])).retracted
    assert [(one.kind, one.value) for one in work.identifiers] == [("doi", "10.5555/sleep.9")]
    said = [work.text(f"retraction-{name}") for name in ("nature", "date", "doi", "file")]
    assert said == [nature, "2014-03-01", "10.5555/notice.1", "Crossref"]


def test_a_notice_names_the_work_that_was_taken_back() -> None:
    notice = crossref_work(
        DOI="10.5555/notice.1", title=["Retraction"], update_to=[update("retraction", "10.5555/SLEEP.9")]
    )
    (work,) = Crossref().told(notice).retracted
    assert [one.value for one in work.identifiers] == ["10.5555/sleep.9"]
    assert work.text("title") == ""
    assert work.text("retraction-doi") == "10.5555/notice.1"


def test_questions() -> None:
    title = 'Sleep, "Memory": a|b (1990)!'
    assert Crossref().by_doi("10.1000/a(b)<c>#1?x") == Asked(
        "api.crossref.org", "/works/10.1000%2Fa%28b%29%3Cc%3E%231%3Fx"
    )
    assert Crossref().by_title(title, ["lind"]).query == (
        ("query.bibliographic", "Sleep Memory a b 1990 lind"),
        ("rows", "5"),
    )
    assert OpenAlex().by_doi("10.1000/a#1").path == "/works/doi:10.1000/a%231"
    wanted, rows, members = OpenAlex().by_title(title, []).query
    assert (wanted, rows) == (("filter", "title.search:Sleep Memory a b 1990"), ("per-page", "5"))
    assert {"title", "authorships"} < set(members[1].split(","))


def test_crossref_is_asked_first() -> None:
    assert [one.name for one in services()] == ["Crossref", "OpenAlex"]


LISTS = [
    (Crossref, {"status": "ok", "message-type": "work-list", "message": {"items": []}}),
    (OpenAlex, {"meta": {"count": 0}, "results": []}),
]


@pytest.mark.parametrize(("of", "answer"), LISTS)
def test_an_empty_answer_is_one(of: type[Crossref | OpenAlex], answer: dict[str, Any]) -> None:
    assert of().items(answer) == []


@pytest.mark.parametrize("of", [Crossref, OpenAlex])
@pytest.mark.parametrize("answer", [{}, [], "no", None, {"status": "failed"}, {"error": "x"}, {"results": {}},
                                {"status": "ok", "message-type": "work-list", "message": {"items": 0}}])  # fmt: skip
def test_another_shape_is_no_answer(
    of: type[Crossref | OpenAlex], answer: Any
) -> None:  # Any: whatever JSON has
    with pytest.raises(ValueError, match=r"no answer|no list"):
        of().items(answer)


def test_only_what_is_read_is_kept() -> None:
    (work,) = Crossref().items({"status": "ok", "message-type": "work", "message": crossref_work()})
    assert "reference" not in work
    (work,) = OpenAlex().items(openalex_work(abstract_inverted_index={"a": [0]}))
    assert work["authorships"] == [{"raw_author_name": "Ada Lind"}, {"raw_author_name": "C. Okoro"}]
    assert "abstract_inverted_index" not in work


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.sampled_from(
        ("family", "given", "name", "date-parts", "DOI", "type", "updated", "author", "source", "display_name", "a")
    ), below, max_size=3), max_leaves=8,
)  # fmt: skip


@pytest.mark.parametrize(("of", "item"), [(Crossref, crossref_work()), (OpenAlex, openalex_work())])
@settings(deadline=None)
@given(changes=st.dictionaries(st.sampled_from(
    ("title", "author", "issued", "update-to", "updated-by", "DOI", "type", "page", "authorships", "biblio",
     "primary_location", "publication_year", "doi", "subtitle")), VALUES, max_size=4))  # fmt: skip
def test_odd_values_raise_nothing(
    of: type[Crossref | OpenAlex], item: dict[str, Any], changes: dict[str, Any]
) -> None:
    answer = json.loads(json.dumps(item | changes))
    whole = (
        {"status": "ok", "message-type": "work", "message": answer}
        if of is Crossref
        else {"results": [answer]}
    )
    for each in of().items(whole):
        told = of().told(json.loads(json.dumps(each)))
        assert all(record.text("title") for record in told.records)
