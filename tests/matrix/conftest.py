"""A small library with one of everything that a matrix has to cope with."""

from __future__ import annotations

import pytest

from litreview.model import Codebook, Library, Note, Person, Source, Tag, Theme


def _author(*families: str) -> tuple[Person, ...]:
    return tuple(Person("author", family=family) for family in families)


SOURCES = (
    Source("buchanan2020", "book", "The Hacker and the State", "2020", _author("Buchanan")),
    Source("escape", "misc", "Red \x1b[31malert\u202e", "2011"),
    Source(
        "forum:2015",
        "report",
        "Policy Options",
        "2015",
        (Person("author", literal="Internet Governance Forum (IGF)"),),
    ),
    Source(
        "knake2012",
        "book",
        "Cyber War: " + "The Next Threat to National Security " * 5,
        "2012",
        _author("Knake", "Clark"),
    ),
    Source("lewis2006", "report", "=Cybersecurity", "2006", _author("Lewis")),
    Source("li", "article", "网络安全与国际合作", "", _author("李")),
    Source("segal2016", "book", "The Hacked World Order", "2016", _author("Segal", "Ito", "Ray")),
)
NOTES = (
    Note(1, "quote", "norms | need [sic] <b>teeth</b>", "buchanan2020", "12", path="notes/b.md", line=3),
    Note(
        2,
        "paraphrase",
        "States shape rules\nby what they do",
        "buchanan2020",
        "14-15",
        path="notes/b.md",
        line=9,
    ),
    Note(3, "claim", "A treaty is far off", "knake2012", path="notes/k.md", line=2),
    Note(4, "quote", "talk before trust", "segal2016", "ch. 3", path="notes/s.md", line=5),
    Note(5, "question", "Who answers the hotline?", "segal2016", "200"),
    Note(6, "quote", "not bound to a source", ""),
)
THEMES = (
    Theme("threats"),
    Theme("governance", "Governance"),
    Theme("governance/norms", "Norms and rules"),
    Theme("governance/law"),
    Theme("governance/law/data"),
    Theme("cooperation"),
)
TAGS = (
    Tag("governance/norms", "buchanan2020", 1, stance="supports", origin="note"),
    Tag("governance/law/data", "buchanan2020", 1, origin="note"),
    Tag("governance", "buchanan2020", 2, origin="note"),
    Tag("threats", "buchanan2020", quote="a new normal", locator="7"),
    Tag("governance/norms", "knake2012", 3, stance="opposes", origin="note"),
    Tag("threats", "knake2012", status="suggested", origin="rule", quote="the next threat"),
    Tag("threats", "li"),
    Tag("threats", "escape"),
    Tag("cooperation", "segal2016", 4, origin="note"),
    Tag("cooperation", "segal2016", 5, status="suggested", origin="rule"),
    Tag("threats", "segal2016", 4, status="rejected", origin="rule"),
    Tag("governance/law", "forum:2015", locator="ix, 3"),
    Tag("a free tag", "lewis2006"),
    Tag("cooperation", "", 6),
)


@pytest.fixture
def library() -> Library:
    return Library(SOURCES, NOTES, Codebook(THEMES), TAGS)
