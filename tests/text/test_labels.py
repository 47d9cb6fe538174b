"""Sources are named by author and year, and no two alike."""

from __future__ import annotations

import pytest

from litreview.model import Person, Source
from litreview.text.labels import label, labels, names
from litreview.text.width import width


def source(
    *families: str, key: str = "k", title: str = "A Title", year: str = "2016", role: str = "author"
) -> Source:
    return Source(key, "book", title, year, tuple(Person(role, family=family) for family in families))


def organisation(name: str, year: str = "2017") -> Source:
    return Source("k", "report", "A Title", year, (Person("author", literal=name),))


STATE_COUNCIL = "Information Office of the State Council of the People's Republic of China"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param(source("Buchanan", year="2020"), "Buchanan 2020", id="one"),
        pytest.param(source("Knake", "Clark", year="2012"), "Knake & Clark 2012", id="two"),
        pytest.param(source("Segal", "Lewis", "Clark"), "Segal et al. 2016", id="three"),
        pytest.param(source("Segal", "others"), "Segal et al. 2016", id="and-others"),
        pytest.param(
            Source("k", "book", "T", "2010", (Person("author", "Bergh", prefix="van den"),)),
            "van den Bergh 2010",
            id="prefix",
        ),
        pytest.param(
            Source("k", "book", "T", "2010", (Person("author", "王", "小明"),)),
            "王小明 2010",
            id="chinese-in-full",
        ),
        pytest.param(
            Source("k", "book", "T", "2010", (Person("author", "Eert", "C.", "d'"),)),
            "d'Eert 2010",
            id="apostrophe",
        ),
        pytest.param(source("Ed", role="editor"), "Ed 2016", id="editor-stands-in"),
        pytest.param(source("Segal", year=""), "Segal n.d.", id="no-year"),
        pytest.param(source(title="Cybersecurity Strategy"), "Cybersecurity Strategy 2016", id="title"),
        pytest.param(
            source(title="The Cyber Index: International Trends"),
            "The Cyber Index 2016",
            id="title-to-its-colon",
        ),
        pytest.param(source(title=""), "k 2016", id="key"),
        pytest.param(organisation("Internet Governance Forum (IGF)"), "IGF 2017", id="acronym"),
        pytest.param(organisation("ENISA"), "ENISA 2017", id="short-organisation"),
        pytest.param(
            organisation("Ministry of Justice (Canada)"),
            "Ministry of Justice (Canada) 2017",
            id="a-place-is-no-acronym",
        ),
        pytest.param(
            organisation(STATE_COUNCIL), "Information Office of the State… 2017", id="long-organisation"
        ),
    ],
)
def test_label(item: Source, expected: str) -> None:
    assert label(item) == expected


def test_a_label_fits_half_a_line() -> None:
    assert width(label(organisation("网络安全" * 30))) <= 46
    assert width(label(organisation("x" * 300))) <= 46


def test_labels_are_told_apart_by_title_then_key() -> None:
    found = labels(
        [
            source("Segal", key="b", title="World order"),
            source("Segal", key="a", title="World order"),
            source("Segal", key="c", title="Alternative"),
            source("Segal", key="d", year="2020"),
            source("Lewis", key="e", year=""),
            source("Lewis", key="f", year=""),
        ]
    )
    assert found == {
        "c": "Segal 2016a",
        "a": "Segal 2016b",
        "b": "Segal 2016c",
        "d": "Segal 2020",
        "e": "Lewis n.d.-a",
        "f": "Lewis n.d.-b",
    }


def test_more_than_an_alphabet_of_them() -> None:
    found = labels(source("Segal", key=f"{number:03}") for number in range(60))
    assert len(set(found.values())) == 60
    assert found["026"] == "Segal 2016aa"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param(source(), "", id="nobody"),
        pytest.param(source("Knake", "Clark"), "Knake; Clark", id="two"),
        pytest.param(source("A", "B", "C", "D"), "A; B; C et al.", id="four"),
        pytest.param(source("A", "others"), "A et al.", id="and-others"),
        pytest.param(organisation("Internet Governance Forum (IGF)"), "IGF", id="organisation"),
    ],
)
def test_names(item: Source, expected: str) -> None:
    assert names(item) == expected
