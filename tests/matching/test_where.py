"""A query finds the sources that it describes, and only those."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.matching.where import where
from litreview.model import Codebook, Field, Identifier, Library, Note, Person, Source, Tag, Theme

HOSTILE = Path(__file__).parents[2] / "../shared/data/hostile/queries.txt"

LIBRARY = Library(
    sources=(
        Source(
            "clark2012", "book", "Cyber War", "2012", (Person("author", "Clark"), Person("author", "Knake"))
        ),
        Source("lewis2006", "techreport", "Cybersecurity", "2006", (Person("editor", "Lewis"),)),
        Source(
            "muller2020",
            "article",
            "China's norms: a C++ view",
            "2020",
            (Person("author", "Müller", "Käthe"),),
            (
                Field("volume", "12", "12"),
                Field("file", "cyber/war.pdf", "cyber/war.pdf"),
                Field("journal", "", "Policy"),
            ),
            (Identifier("doi", "10.1000/xyz"),),
            (("actor", "European Union"),),
        ),
        Source("segal2016", "book", "The hacked world order", "", (Person("author", "Segal"),)),
    ),
    notes=(
        Note(1, "quote", "Treaties need enforcement", "lewis2006", facets=(("actor", "china"),)),
        Note(2, "claim", "nothing of it", "segal2016"),
    ),
    codebook=Codebook(
        (
            Theme("governance", "Rules of the game", aliases=("regulation",)),
            Theme("governance/norms"),
            Theme("threats"),
        )
    ),
    tags=(
        Tag("governance/norms", "lewis2006", 1),
        Tag("governance", "clark2012"),
        Tag("threats", "segal2016", status="rejected"),
        Tag("threats", "muller2020", status="suggested"),
    ),
)
ALL = "clark2012 lewis2006 muller2020 segal2016"


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("cyberwar", id="no-such-word"),
        pytest.param("cyb", id="part-of-a-word"),
        pytest.param('"war cyber"', id="phrase-in-another-order"),
        pytest.param("pdf", id="word-of-a-path"),
        pytest.param("enforcement", id="word-of-a-note"),
        pytest.param("year:2013-2019", id="years-without-sources"),
        pytest.param("key:segal", id="half-a-key"),
        pytest.param("theme:nothing", id="no-such-theme"),
        pytest.param("nofield:x", id="no-such-field"),
        pytest.param("volume>=13", id="number-too-high"),
        pytest.param("title>=2", id="not-a-number"),
    ],
)
def test_finds_nothing(query: str) -> None:
    assert where(query, LIBRARY) == ()


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        pytest.param("", ALL, id="all"),
        pytest.param("CYBER", "clark2012", id="whatever-case"),
        pytest.param("cyber*", "clark2012 lewis2006", id="beginning-of-a-word"),
        pytest.param("muller", "muller2020", id="without-accents"),
        pytest.param("Käthe Müller", "muller2020", id="given-name"),
        pytest.param("chinas", "muller2020", id="without-apostrophe"),
        pytest.param('"cyber war"', "clark2012", id="phrase"),
        pytest.param("cyber OR hacked", "clark2012 segal2016", id="or"),
        pytest.param("cyber* -war", "lewis2006", id="not"),
        pytest.param("10.1000/xyz", "muller2020", id="doi-as-a-word"),
        pytest.param("lewis2006", "lewis2006", id="key-as-a-word"),
        pytest.param("key:segal*", "segal2016", id="key-with-star"),
        pytest.param("key:SEGAL2016", "segal2016", id="key"),
        pytest.param("type:book", "clark2012 segal2016", id="type"),
        pytest.param("year>=2012", "clark2012 muller2020", id="years"),
        pytest.param("year:201*", "clark2012", id="decade"),
        pytest.param("-year>=2012", "lewis2006 segal2016", id="not-in-years"),
        pytest.param("author:clark", "clark2012", id="author"),
        pytest.param("author:lewis", "", id="an-editor-is-no-author"),
        pytest.param("editor:lewis", "lewis2006", id="editor"),
        pytest.param("title:norm*", "muller2020", id="field-with-star"),
        pytest.param("title=cybersecurity", "lewis2006", id="whole-title"),
        pytest.param("volume>=12", "muller2020", id="number"),
        pytest.param("doi:10.1000/XYZ", "muller2020", id="doi"),
        pytest.param("actor:china", "lewis2006", id="facet-of-a-note"),
        pytest.param('actor:"european union"', "muller2020", id="facet-of-a-source"),
        pytest.param("note:enforcement", "lewis2006", id="note"),
        pytest.param("theme:governance", "clark2012 lewis2006", id="theme-with-those-below"),
        pytest.param("theme:governance/norms", "lewis2006", id="sub-theme"),
        pytest.param("theme:norms", "lewis2006", id="last-part-of-a-theme"),
        pytest.param("theme:Regulation", "clark2012 lewis2006", id="alias"),
        pytest.param('theme:"rules of the game"', "clark2012 lewis2006", id="label"),
        pytest.param("theme:threats", "muller2020", id="rejected-does-not-count"),
        pytest.param("has:doi", "muller2020", id="has-identifier"),
        pytest.param("has:note", "lewis2006 segal2016", id="has-note"),
        pytest.param("has:claim", "segal2016", id="has-claim"),
        pytest.param("-has:theme", "segal2016", id="untagged"),
        pytest.param("-has:year", "segal2016", id="undated"),
        pytest.param("has:journal", "muller2020", id="has-field"),
        pytest.param("++", "muller2020", id="signs-as-they-are"),
        pytest.param("war: OR cyber:war", "clark2012", id="colons-in-words"),
    ],
)
def test_finds(query: str, keys: str) -> None:
    assert [source.key for source in where(query, LIBRARY)] == keys.split()


def test_the_hostile_ones_give_hits_or_none() -> None:
    if not HOSTILE.exists():
        pytest.skip("the shared data is not here")
    for line in HOSTILE.read_text().splitlines():
        assert set(where(line, LIBRARY)) <= set(LIBRARY.sources)


@settings(deadline=None)
@given(st.text(st.sampled_from('ab:*>=-" ONRyearthmkc/20(')) | st.text())
def test_nothing_is_an_error_and_not_is_the_rest(query: str) -> None:
    found = set(where(query, LIBRARY))
    if query and query.isalnum():
        assert set(where(f"-{query}", LIBRARY)) == set(LIBRARY.sources) - found


CHINESE = Library(
    sources=(
        Source("li2020", "article", "基于AI的网络治理：理论", "2020", (Person("author", literal="李强"),)),
        Source("wang2022", "book", "ＡＢＣ of Cyber Norms", "2022", (Person("author", "王", "小明"),)),
        Source("zhang2019", "book", "网络空间主权", "2019", (Person("author", "张", "伟"),)),
    )
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("网安", "", id="characters-that-do-not-touch"),
        pytest.param("络网", "", id="characters-turned"),
        pytest.param("cyb", "", id="part-of-a-latin-word"),
        pytest.param("网络", "li2020 zhang2019", id="inside"),
        pytest.param("网络治理：理论", "li2020", id="full-width-colon"),
        pytest.param("ai", "li2020", id="latin-inside"),
        pytest.param("AI的", "li2020", id="both-scripts"),
        pytest.param("abc", "wang2022", id="full-width-letters"),
        pytest.param("ＡＢＣ", "wang2022", id="full-width-query"),
        pytest.param("王小明", "wang2022", id="name"),
        pytest.param("author:张伟", "zhang2019", id="author"),
        pytest.param("网络*", "li2020 zhang2019", id="star"),
    ],
)
def test_chinese(query: str, expected: str) -> None:
    assert " ".join(source.key for source in where(query, CHINESE)) == expected
