"""Each field is read in all its usual forms, and what one record does not say speaks for nothing."""

from __future__ import annotations

import pytest

from litreview.matching.comparable import Pages, comparable, counted, number_of, pages_of
from litreview.matching.evidence import Evidence
from litreview.matching.same_places import same_place, same_publisher
from litreview.readers.bibtex import read_bibtex


def evidence(one: dict[str, str], other: dict[str, str]) -> Evidence:
    """Compare two records that have these fields ("@" is their type)."""
    text = ""
    for key, fields in zip("ab", (one, other), strict=True):
        lines = "".join(f", {name} = {{{value}}}" for name, value in fields.items() if name != "@")
        text += f"@{fields.get('@', 'article')}{{{key}, title = {{x}}{lines}}}\n"
    result = read_bibtex(text.encode(), "x.bib")
    return Evidence(*(comparable(block.record) for block in result.blocks if block.record))


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        pytest.param("", None, id="none"),
        pytest.param("n/a", None, id="no-number"),
        pytest.param("35+", None, id="open-end"),
        pytest.param("Article 12", None, id="words"),
        pytest.param("35", Pages("", 35, 0), id="one"),
        pytest.param("288--297", Pages("", 288, 297), id="range"),
        pytest.param("288-97", Pages("", 288, 297), id="range-cut"),
        pytest.param("241–9", Pages("", 241, 249), id="range-cut-to-a-digit"),
        pytest.param("1002 to 1010", Pages("", 1002, 1010), id="range-in-words"),
        pytest.param("pp. 12-19", Pages("", 12, 19), id="pp"),
        pytest.param("14–15, 20", Pages("", 14, 15), id="scattered"),
        pytest.param("S230", Pages("s", 230, 0), id="supplement"),
        pytest.param("S230-5", Pages("s", 230, 235), id="supplement-range"),
        pytest.param("e1002", Pages("e", 1002, 0), id="article-number"),
        pytest.param("xi–xii", Pages("romanxi", 0, 0), id="roman"),
    ],
)
def test_pages_of(text: str, pages: Pages | None) -> None:
    assert pages_of(text) == pages


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        pytest.param("", "288--297", 0, id="not-said"),
        pytest.param("35+", "36--41", 0, id="not-understood"),
        pytest.param("e1002", "1--12", 0, id="article-number-and-pages"),
        pytest.param("290", "288--297", 0, id="page-within"),
        pytest.param("xi", "12", 0, id="roman-and-arabic"),
        pytest.param("288-97", "288--297", 1, id="cut"),
        pytest.param("288", "288--297", 1, id="first-page-alone"),
        pytest.param("S230", "230", 1, id="letter-left-out"),
        pytest.param("xi-xii", "xi--xii", 1, id="roman"),
        pytest.param("1--20", "145--160", -1, id="others"),
        pytest.param("288", "298", -1, id="other-first-page"),
        pytest.param("S230", "S231", -1, id="next-abstract"),
    ],
)
def test_pages(one: str, other: str, sign: int) -> None:
    assert evidence({"pages": one}, {"pages": other}).pages == sign
    assert evidence({"pages": other}, {"pages": one}).pages == sign


def test_a_paper_that_is_not_in_a_volume_yet_has_pages_of_its_own() -> None:
    later = {"volume": "12", "pages": "145--160"}
    assert evidence({"pages": "1--16"}, later).pages == 0
    assert evidence({"pages": "1--16", "volume": "12"}, later).pages == -1


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("", ""),
        ("unknown", ""),
        ("in press", ""),
        ("12", "12"),
        ("012", "12"),
        ("Vol. 12", "12"),
        ("Suppl 1", "suppl 1"),
        ("12 Suppl 1", "12 suppl 1"),
        ("3/4", "3 4"),
        ("1--2", "1 2"),
    ],
)
def test_volumes_and_issues(text: str, form: str) -> None:
    assert counted(text) == form


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        pytest.param({}, {"volume": "12"}, 0, id="not-said"),
        pytest.param({"volume": "1998"}, {"volume": "12", "year": "1998"}, 0, id="year-for-a-volume"),
        pytest.param({"volume": "12"}, {"volume": "Vol. 12"}, 1, id="same"),
        pytest.param({"volume": "12"}, {"volume": "12 Suppl 1"}, 1, id="supplement-left-out"),
        pytest.param({"volume": "12"}, {"volume": "13"}, -1, id="others"),
    ],
)
def test_volume(one: dict[str, str], other: dict[str, str], sign: int) -> None:
    assert evidence(one, other).volume == evidence(other, one).volume == sign


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        pytest.param("", "Survival", 0, id="not-said"),
        pytest.param("International Security", "Survival", -1, id="others"),
        pytest.param("Physics A", "Physics B", -1, id="letter"),
        pytest.param("Journal of Politics", "Journal of Policy", -1, id="one-word"),
        pytest.param("World Politics", "World Policy", -1, id="one-stem"),
        pytest.param("Journal of Politics", "Journal of Political Economy", -1, id="longer"),
        pytest.param("Mind", "Mind & Language", -1, id="first-word"),
        pytest.param("Sociology", "Sociology of Religion", -1, id="field"),
        pytest.param("American Journal of Sociology", "American Sociological Review", -1, id="turned"),
        pytest.param("Journal of Asian Studies", "Journal of African Studies", -1, id="region"),
        pytest.param("International Security", "Int. Secur.", 1, id="abbreviated"),
        pytest.param("J. Peace Res.", "The Journal of Peace Research", 1, id="abbreviated-article"),
        pytest.param("Socia Indic Rese", "Social Indicators Research", 1, id="cut"),
        pytest.param("Past & Present", "Past and Present", 1, id="and"),
        pytest.param("BMJ", "BMJ (Clinical research ed.)", 1, id="brackets"),
        pytest.param("Trials", "Trials [Electronic Resource]", 1, id="of-a-database"),
        pytest.param("Signs", "Signs: Journal of Women in Culture and Society", 1, id="subtitle"),
        pytest.param("Political Studies", "Political Studies Review", -1, id="two-journals"),
        pytest.param("PMLA", "Publications of the Modern Language Association", 1, id="acronym"),
        pytest.param("AMCIS 2017 Proceedings", "Americas Conference on Information Systems", 1, id="event"),
        pytest.param(
            "Proceedings of the 12th Annual Conference on Digital History",
            "Proc. Conference on Digital History", 1, id="counted-event",
        ),
    ],
)  # fmt: skip
def test_journals_and_books(one: str, other: str, sign: int) -> None:
    assert same_place(one, other) == same_place(other, one) == sign


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        pytest.param("", "Sage", 0, id="not-said"),
        pytest.param("University Press", "Sage", 0, id="says-nothing"),
        pytest.param("Routledge", "Sage", -1, id="others"),
        pytest.param("Oxford University Press", "Cambridge University Press", -1, id="university-presses"),
        pytest.param("University of Chicago Press", "University of California Press", -1, id="universities"),
        pytest.param("Crown", "Crown Publishers", 1, id="publishers"),
        pytest.param("Suhrkamp", "Suhrkamp Verlag", 1, id="verlag"),
        pytest.param("Harvard UP", "Harvard University Press", 1, id="up"),
        pytest.param("OUP", "Oxford University Press", 1, id="acronym"),
        pytest.param("NYU Press", "New York University Press", 1, id="acronym-of-a-university"),
        pytest.param("New Left Books", "New York University Press", -1, id="a-word-in-common"),
        pytest.param("World Bank", "World Health Organization", -1, id="two-bodies"),
        pytest.param("Cambridge Univ. Press", "Cambridge University Press", 1, id="abbreviated"),
        pytest.param("Routledge", "Routledge & Kegan Paul", 1, id="imprint"),
        pytest.param("Sage", "SAGE Publications, Inc.", 1, id="company"),
        pytest.param("ITU", "International Telecommunication Union", 1, id="body"),
    ],
)
def test_publishers(one: str, other: str, sign: int) -> None:
    assert same_publisher(one, other) == same_publisher(other, one) == sign


@pytest.mark.parametrize(
    ("one", "other", "sign", "document"),
    [
        pytest.param("", "12", 0, False, id="not-said"),
        pytest.param("12", "14", -1, False, id="others"),
        pytest.param("A/RES/73/27", "A/RES/73/266", -1, False, id="other-resolution"),
        pytest.param("A/70/174", "S/70/174", -1, False, id="another-body"),
        pytest.param("12", "No. 12", 1, False, id="number"),
        pytest.param("WP 07", "Working Paper 7", 1, False, id="paper"),
        pytest.param("A/70/174", "UN Doc A/70/174*", 1, True, id="document"),
        pytest.param("COM(2010) 245 final", "COM (2010) 245", 1, True, id="communication"),
    ],
)
def test_numbers_of_documents(one: str, other: str, sign: int, document: bool) -> None:
    report = {"@": "techreport"}
    found = evidence(report | {"number": one}, report | {"number": other})
    assert (found.number, found.document) == (sign, document)


def test_what_tells_of_a_number_is_left_out() -> None:
    assert number_of("UN Doc. A/RES/73/27") == number_of("A/RES/73/27")
    assert number_of("Report No. 012") == number_of("12")


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        pytest.param({}, {}, 0, id="not-said"),
        pytest.param({"year": "1994"}, {"year": "1994", "edition": "2"}, 0, id="said-once-in-one-year"),
        pytest.param({"edition": "2"}, {"edition": "Second"}, 1, id="same"),
        pytest.param({"year": "1984"}, {"year": "1994", "edition": "2"}, -1, id="first-and-second"),
        pytest.param({"edition": "2"}, {"edition": "3"}, -1, id="others"),
    ],
)
def test_editions(one: dict[str, str], other: dict[str, str], sign: int) -> None:
    assert evidence(one, other).edition == evidence(other, one).edition == sign


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("https://example.org/a", "https://example.org/b", False, id="other-page"),
        pytest.param("https://example.org/A", "https://example.org/a", False, id="case-of-a-path"),
        pytest.param("https://example.org/a?id=3", "https://example.org/a?id=4", False, id="question"),
        pytest.param("https://www.example.org/a/", "http://Example.org/a#top", True, id="same-page"),
        pytest.param("https://example.org/a?utm_source=x", "https://example.org/a", True, id="tracking"),
        pytest.param(
            "https://web.archive.org/web/2019010101/https://example.org/a", "http://example.org/a", True,
            id="archived",
        ),
    ],
)  # fmt: skip
def test_addresses(one: str, other: str, same: bool) -> None:
    assert (evidence({"url": one}, {"url": other}).address > 0) is same


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        ("book", "article", -1),
        ("phdthesis", "book", -1),
        ("incollection", "inproceedings", 0),
        ("article", "inproceedings", 0),
        ("misc", "article", 0),
        ("book", "collection", 1),
    ],
)
def test_genres(one: str, other: str, sign: int) -> None:
    assert evidence({"@": one}, {"@": other}).genre == sign


def test_no_two_papers_share_a_whole_place() -> None:
    place = {"journal": "Survival", "volume": "12", "pages": "45--60"}
    assert evidence(place, place).whole_place
    for name in ("volume", "pages"):
        assert not evidence(place, place | {name: ""}).whole_place
    assert not evidence(place, place | {"pages": "45"}).whole_place


def test_the_one_whose_key_comes_first_is_a() -> None:
    there = evidence({"year": "2001"}, {"year": "2002"})
    turned = Evidence(there.b, there.a)
    assert (turned.a, turned.b) == (there.a, there.b)
    assert [there.a.year, there.b.year] == [2001, 2002]
