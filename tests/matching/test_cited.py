"""A citation finds the source it means, or all that it may mean, and never another one."""

from __future__ import annotations

import pytest

from litreview.matching.cited import Resolver
from litreview.model import Citation, Field, Identifier, Person, Source

param = pytest.param


def source(key: str, year: str, *names: str, title: str = "", doi: str = "") -> Source:
    """Give a source by people written as "Segal, Adam", organisations without a comma."""
    people = tuple(
        Person("author", family=name.partition(", ")[0], given=name.partition(", ")[2])
        if ", " in name
        else Person("author", literal=name)
        for name in names
    )
    fields = (Field("year", year, year),)
    return Source(key, "book", title, year[:4], people, fields, (Identifier("doi", doi),) if doi else ())


SOURCES = (
    source("segal2016", "2016", "Segal, Adam", title="The hacked world order: How nations fight"),
    source("clarke2010", "2010", "Clarke, Richard A.", "Knake, Robert K.", doi="10.1000/cyber"),
    source("lewis2006", "2006", "Lewis, James", "Baker, Stewart", "Day, Ann"),
    source("nye2011a", "2011", "Nye, Joseph S.", title="The future of power"),
    source("nye2011b", "2011", "Nye, Joseph S.", title="Nuclear lessons"),
    source("rid2013", "2013a", "Rid, Thomas", title="War"),
    source("rid2013x", "2013b", "Rid, Thomas", title="More lies"),
    source("unidir2017", "2017", "United Nations Institute for Disarmament Research (UNIDIR)"),
    source("igf2020", "2020", "Internet Governance Forum"),
    source("wang2013", "2013", "王, 小明"),
    source("li2014", "2014", "李强", "王小明"),
    source("anon", "2017", title="China' s Policies on Asia-Pacific Security Coop eration"),
    source("undated", "", "Meer, Jan"),
    Source("renamed", "book", fields=(Field("ids", "first, second", "first, second"),)),
)


def by_names(*names: str, year: str = "2016", **more: object) -> Citation:
    return Citation("author-year", "x", "x.md", 1, 1, names=names, year=year, **more)  # type: ignore[arg-type]


def by_key(key: str, **more: object) -> Citation:
    return Citation("key", key, "x.md", 1, 1, key=key, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "citation",
    [
        param(by_names("Segal", year="2017"), id="another-year"),
        param(by_names("Segel"), id="another-name"),
        param(by_names("Knake", "Clarke", year="2010"), id="another-order"),
        param(by_names("Clarke", "Segal", year="2010"), id="another-second-author"),
        param(by_names("Bob Segal"), id="another-given-name"),
        param(by_key("segal"), id="part-of-a-key"),
        param(by_key("Segal2016"), id="a-key-in-other-case"),
        param(Citation("title", "x", "x.md", 1, 1, title="Policies", year="2017"), id="part-of-a-title"),
    ],
)
def test_nothing_is_meant(citation: Citation) -> None:
    assert Resolver(SOURCES).resolve(citation).keys == ()


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        param(by_key("segal2016"), ["segal2016"], id="key"),
        param(by_key("old"), ["segal2016"], id="alias"),
        param(by_key("second"), ["renamed"], id="other-name-of-biblatex"),
        param(by_key("doi:x", identifier="https://doi.org/10.1000/CYBER"), ["clarke2010"], id="doi"),
        param(by_names("Segal"), ["segal2016"], id="one-author"),
        param(by_names("Adam Segal"), ["segal2016"], id="given-name"),
        param(by_names("Clarke", "Knake", year="2010"), ["clarke2010"], id="two-authors"),
        param(by_names("Clarke", year="2010"), ["clarke2010"], id="the-first-of-two"),
        param(by_names("Clarke", year="2010", others=True), ["clarke2010"], id="et-al-of-two"),
        param(by_names("Lewis", year="2006", others=True), ["lewis2006"], id="et-al"),
        param(by_names("LÉWIS", "Baker", "Day", year="2006"), ["lewis2006"], id="accents-and-case"),
        param(by_names("Nye", year="2011"), ["nye2011a", "nye2011b"], id="any-of-two"),
        param(by_names("Nye", year="2011", letter="a"), ["nye2011a"], id="letter-of-the-key"),
        param(by_names("Rid", year="2013", letter="b"), ["rid2013x"], id="letter-of-the-year"),
        param(by_names("Nye", year="2011", title="Nuclear Lessons"), ["nye2011b"], id="title-decides"),
        param(by_names("UNIDIR", year="2017"), ["unidir2017"], id="acronym"),
        param(
            by_names("The United Nations Institute for Disarmament Research", year="2017"),
            ["unidir2017"],
            id="name",
        ),
        param(
            by_names("Internet Governance Forum (IGF)", year="2020"), ["igf2020"], id="acronym-in-the-text"
        ),
        param(by_names("IGF", year="2020"), ["igf2020"], id="acronym-from-capitals"),
        param(by_names("王小明", year="2013"), ["wang2013"], id="chinese"),
        param(by_names("Wang", year="2013"), ["wang2013"], id="chinese-in-pinyin"),
        param(by_names("李强", year="2014", others=True), ["li2014"], id="chinese-et-al"),
        param(by_names("Hacked World Order"), ["segal2016"], id="title-for-a-name"),
        param(by_names("Meer", year="n.d."), ["undated"], id="no-year"),
        param(
            Citation(
                "title",
                "x",
                "x",
                1,
                1,
                title="China’s policies on Asia-Pacific Security Cooperation",
                year="2017",
            ),
            ["anon"],
            id="title",
        ),
        param(Citation("all", "x", "x", 1, 1), [one.key for one in SOURCES], id="everything"),
    ],
)
def test_what_is_meant(citation: Citation, expected: list[str]) -> None:
    assert list(Resolver(SOURCES, {"old": "segal2016"}).resolve(citation).keys) == expected


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        param(by_key("segall2016"), "segal2016", id="key"),
        param(by_names("Segal", year="2015"), "segal2016", id="year"),
        param(by_names("Knake", "Clark", year="2012"), "clarke2010", id="order-and-spelling"),
    ],
)
def test_what_may_be_meant(citation: Citation, expected: str) -> None:
    resolver = Resolver(SOURCES)
    assert resolver.resolve(citation).keys == ()
    assert resolver.suggest(citation)[0] == expected
