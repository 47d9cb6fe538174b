"""Citations by author and year are found where they stand, and years that are none stay silent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.manuscripts.markdown import read_markdown
from litreview.manuscripts.plain import read_plain

if TYPE_CHECKING:
    from litreview.model import Citation

param = pytest.param
ROOT = Path(__file__).parents[2]
SEED = ROOT / "../shared/seed/paper.md"


def no_other_file(path: str) -> bytes:
    raise FileNotFoundError(path)


def cited(text: str) -> tuple[Citation, ...]:
    found = read_plain(text.encode(), "x.txt", no_other_file).citations
    for citation in found:
        line = text.splitlines()[citation.line - 1]
        assert text[citation.offset :].startswith(line[citation.column - 1 :])
    return found


def brief(citation: Citation) -> str:
    """Give a citation in a line: names, et al., year, locator."""
    names = " & ".join(citation.names) or f"<{citation.title}>"
    parts = (names, "et al." if citation.others else "", citation.year + citation.letter)
    return " ".join(part for part in parts if part) + (f", {citation.locator}" if citation.locator else "")


@pytest.mark.parametrize(
    "text",
    [
        param("In 2016, China issued a law; it came into force in June 2017.", id="years-in-sentences"),
        param("On December 1, 2015, and in February 2016, and on 3 Octomber 2024.", id="dates"),
        param("(2016)", id="a-year-alone"),
        param("Bach's Magnificat (1723) and ISOdate(1970, 1, 1)", id="a-work-of-music-and-a-function"),
        param("It ended in that year (1914).", id="no-name-before"),
        param("World War (1914)", id="a-war"),
        param("the Cold War (1947), the Russian Revolution (1917)", id="events"),
        param("Figure 3 (2012) and Table A (2012), Figure (2012)", id="figures"),
        param(
            "May 2010, in May (2010), (May 2010), (Spring 2010), on Monday (2016)", id="months-and-seasons"
        ),
        param("Obama (2009–2017), Obama (2009-2017), (Obama, 2009–2017)", id="spans-of-years"),
        param("the Cybersecurity Law (2016), the Budapest Treaty (2001)", id="laws"),
        param("costs rose by 2000 and 2,016 people; 2016.5; $2016; page 2016/3", id="numbers"),
        param("(founded in 1776) (born 1960) (est. 1994)", id="in-brackets-without-a-name"),
        param("(the Trump 2016 campaign) Kissinger's 2014 book", id="a-year-that-belongs-to-a-noun"),
        param("He (2016) and They (2017), The (2018)", id="pronouns"),
        param("January and February 2010 (Figures and Tables 2010)", id="pairs-of-words"),
        param("Version 2016, Windows 2000, Agenda 2030, Covid (2020)", id="things"),
        param("Published: 30 October 2024. Accepted 2023. Copyright 2022", id="imprints"),
        param("见图3（2012）。2016年，中国通过了一部法律。", id="chinese-years"),
        param("1999", id="nothing-else"),
        param(
            "Brown v. Board of Education (1954), Roe v. Wade (1973), Marbury vs. Madison (1803)",
            id="cases-in-court",
        ),
        param("the Charter (1945), the Declaration (1948), the Constitution (1949)", id="founding-texts"),
        param(
            "the Geneva Convention (1949), the Bank Act (1844), Resolution 242 (1967)",
            id="acts-of-organisations",
        ),
        param(
            "Article 5 (1949), Section 2 (2010), (Table 2, 2014), (see Table 3), Chapter 3 (2012)", id="parts"
        ),
        param("Directive 95/46/EC (1995), Regulation (EU) 2016/679 (2016)", id="european-law"),
        param("the iPhone (2007), RFC 2616 (1999), ISO 9001 (2015)", id="products-and-standards"),
        param(
            "(New York: PublicAffairs, 2016), (Cambridge, MA: MIT Press, 2010), 45.",
            id="imprints-with-a-town",
        ),
        param(
            "(Oxford University Press, 2012), (Springer, 2014), (WW Norton & Company, 2015)", id="publishers"
        ),
        param("(EUR 2000), (Room 2010), (n = 1500), (vol. 2010)", id="amounts"),
        param("the Peace of Westphalia (1648), the Treaty of Rome (1957)", id="events-with-of"),
        param("the film Casablanca (1942), the novel Dracula (1897)", id="works-of-art"),
        param("China and Japan (2010), USA/China (2010)", id="pairs-of-countries"),
        param("8 Jan 2018 and Jan 2018", id="a-month-that-is-a-name"),
        param("https://example.org/Segal_(2016) and segal@example.org (2016)", id="addresses"),
        param("References\n\nSegal, A. (2016). The hacked world order.\n", id="the-list-itself"),
    ],
)
def test_no_citation(text: str) -> None:
    assert [brief(citation) for citation in cited(text)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        param("(Clarke & Knake, 2012)", ["Clarke & Knake 2012"], id="two-in-brackets"),
        param("Segal (2016, p. 5) says", ["Segal 2016, 5"], id="narrative-with-page"),
        param("(Segal, 2016, 2020a; see also Rid, 2013)", ["Segal 2016", "Segal 2020a", "Rid 2013"], id="several"),
        param("Segal (2016; 2020) and Segal (2016 and 2020)", ["Segal 2016", "Segal 2020"] * 2, id="several-years"),
        param("as Nye 2011 says", ["Nye 2011"], id="without-brackets"),
        param("(Lewis et al. 2006)", ["Lewis et al. 2006"], id="et-al"),
        param("Lewis and colleagues (2006)", ["Lewis et al. 2006"], id="colleagues"),
        param("van der Meer (2001), Van de Walle (2014)", ["van der Meer 2001", "Van de Walle 2014"], id="particle"),
        param("Ortega y Gasset (1930) and deKleer et al. 1977", ["Ortega y Gasset 1930", "deKleer et al. 1977"],
              id="parts-in-small-letters"),
        param("He et al. (2016), (May et al., 2010), Box and Cox (1964), L. Page (1999)",
              ["He et al. 2016", "May et al. 2010", "Box & Cox 1964", "Page 1999"], id="names-that-are-words"),
        param("Buchanan, B. (2020) and Clarke, R. A., & Knake, R. K. (2010)", ["Buchanan 2020", "Clarke & Knake 2010"],
              id="with-initials"),
        param("A. Segal (2016), J. S. Nye 2011, p. 3", ["Segal 2016", "Nye 2011, 3"], id="initials-before"),
        param("Adam Segal's (2016) book", ["Adam Segal 2016"], id="possessive-and-given-name"),
        param("Scholars Clarke and Knake (2012), as Scholar Chertoff (2018)", ["Clarke & Knake 2012", "Chertoff 2018"],
              id="roles-are-no-names"),
        param("However, Segal (2016); Building on Segal (2016)", ["Segal 2016"] * 2, id="words-that-lead-in"),
        param("In London, Smith and Jones (2010)", ["Smith & Jones 2010"], id="a-place-is-no-author"),
        param("(Smith, Jones, & Brown, 2010, pp. 3–5)", ["Smith & Jones & Brown 2010, 3-5"], id="three"),
        param("(Müller & Öztürk 2010a, b)", ["Müller & Öztürk 2010a", "Müller & Öztürk 2010b"], id="letters"),
        param("(Li et al., 2024a;b; 2025)", ["Li et al. 2024a", "Li et al. 2024b", "Li et al. 2025"], id="more"),
        param("(cf. Müller-Lüdenscheidt 2010: 12-14)", ["Müller-Lüdenscheidt 2010, 12-14"], id="colon"),
        param("O’Brien and d’Alembert (1999)", ["O’Brien & d’Alembert 1999"], id="apostrophes"),
        param("(Hobbes, [1651] 1996)", ["Hobbes 1996"], id="original-year"),
        param("(Hobbes 1651/1996)", ["Hobbes 1996"], id="original-year-slash"),
        param("(Segal, n.d.; Rid, forthcoming)", ["Segal n.d.", "Rid forthcoming"], id="no-year"),
        param("(see Segal, 2016 (2nd ed.), p. 5; Rid, 2013)", ["Segal 2016", "Rid 2013"], id="brackets-in-brackets"),
        param("[Segal 2016]", ["Segal 2016"], id="square"),
        param("(Nye, 2011, as cited in Segal, 2016)", ["Nye 2011", "Segal 2016"], id="second-hand"),
        param("The United Nations Institute for Disarmament Research (UNIDIR) (2017)",
              ["United Nations Institute for Disarmament Research (UNIDIR) 2017"], id="organisation-with-acronym"),
        param("(Internet Forum [IF], 2020; NATO 2010)", ["Internet Forum (IF) 2020", "NATO 2010"],
              id="organisations-in-brackets"),
        param("the U.S. Department of Homeland Security (2018)", ["U.S. Department of Homeland Security 2018"],
              id="organisation-with-an-abbreviation"),
        param("the Information Office of the State Council of the People's Republic of China (2017)",
              ["Information Office of the State Council of the People's Republic of China 2017"], id="long-name"),
        param("Segal (2016) asks, and he asks again (ibid., p. 4).", ["Segal 2016", "Segal 2016, 4"], id="ibid"),
        param("in its Policies on Asia-Pacific Security Cooperation (2017)",
              ["<Policies on Asia-Pacific Security Cooperation> 2017"], id="by-its-title"),
        param("（王小明, 2013；李强等，2014）", ["王小明 2013", "李强 et al. 2014"], id="chinese-in-brackets"),
        param("正如王小明（2013）所说，欧阳修和李强（2015：3）", ["王小明 2013", "欧阳修 & 李强 2015, 3"],
              id="chinese-narrative"),
        param("（国务院新闻办公室，2017）", ["国务院新闻办公室 2017"], id="chinese-organisation"),
        param("Иванов и Петров (2010), Иванов (2011)", ["Иванов & Петров 2010", "Иванов 2011"], id="cyrillic"),
        param("Segal\n(2016) and Clarke and\nKnake (2012)", ["Segal 2016", "Clarke & Knake 2012"], id="over-lines"),
        param("Mu\u0308ller (2010)", ["Müller 2010"], id="accents-apart"),
        param("Roe y otros (2010), Roe i in. (2010), Roe и др. (2010), Roe ym. (2010), Roe och andra (2010)",
              ["Roe et al. 2010"] * 5, id="et-al-in-other-languages"),
        param("(von Neumann & Morgenstern, 1944), laut von Müller (2010), St. John (2003)",
              ["von Neumann & Morgenstern 1944", "Müller 2010", "St. John 2003"], id="von-and-saint"),
        param("and later Jones (2000)", ["Jones 2000"], id="a-particle-is-a-word"),
        param("(Müller/Schmidt 2010: 5)", ["Müller & Schmidt 2010, 5"], id="slash"),
        param("(World Health Organization [WHO], 2020; WHO, 2021)",
              ["World Health Organization (WHO) 2020", "WHO 2021"], id="who-is-no-pronoun"),
        param("(Smith Jr., 2010)", ["Smith 2010"], id="junior"),
        param("Segal (n.d.-a) and (Segal, n.d.)", ["Segal n.d.a", "Segal n.d."], id="undated-with-a-letter"),
        param("(see Segal 2016 for a review; Rid 2013)", ["Segal 2016", "Rid 2013"], id="words-behind-the-year"),
        param("(e.g.: Segal, 2016)", ["Segal 2016"], id="a-colon-that-leads-in"),
    ],
)  # fmt: skip
def test_citations(text: str, expected: list[str]) -> None:
    assert [brief(citation) for citation in cited(text)] == expected


def test_an_original_year_and_what_is_read_in_another_work() -> None:
    (hobbes,) = cited("(Hobbes, 1651/1996)")
    assert (hobbes.year, hobbes.original) == ("1996", "1651")
    found = cited(
        "(Nye, 2011, as cited in Segal, 2016), (Nye 2011, zit. n. Segal 2016), (Nye 2011 apud Segal 2016)"
    )
    assert [(one.names[0], one.second_hand) for one in found] == [("Nye", True), ("Segal", False)] * 3


def test_a_citation_knows_where_it_ends() -> None:
    text = "x Segal (2016, p. 5) y"
    (one,) = cited(text)
    assert text[one.offset : one.end] == "Segal (2016, p. 5)"


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        param("(Clarke & Knake, 2012)", "certain", id="two-names"),
        param("(Lewis et al. 2006)", "certain", id="et-al"),
        param("Segal (2016, p. 5)", "certain", id="page"),
        param("Segal (2020a)", "certain", id="letter"),
        param("(see Segal, 2016)", "certain", id="led-in"),
        param("(Segal, 2016; Rid, 2013)", "certain", id="company"),
        param("Adam Segal (2016)", "certain", id="known-given-name"),
        param(
            "Müller (2016) x\n\nReferences\n\nMüller, A. (2016). Title.", "certain", id="stands-in-the-list"
        ),
        param("Segal (2016) and, with Rid and Segal (2013)", "certain", id="beyond-doubt-elsewhere"),
        param("Segal (2016)", "likely", id="one-name"),
        param("(Segal, 2016)", "likely", id="one-name-in-brackets"),
        param("the World Bank (2016)", "likely", id="organisation"),
        param("Tallinn (2017)", "possible", id="city"),
        param("Hong Kong (1997)", "possible", id="two-unknown-words"),
        param("as Nye 2011 says", "possible", id="without-brackets"),
        param("(Nye, 2011, as cited in a book)", "possible", id="second-hand"),
    ],
)
def test_how_sure_it_is(text: str, certainty: str) -> None:
    assert cited(text)[0].certainty == certainty


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        param("x (Segal, 2016, p. 5).", (1, 4, "Segal, 2016, p. 5"), id="brackets"),
        param("x\r\ny Segal (2016).", (2, 3, "Segal (2016)"), id="crlf"),
        param("x\n\n  As Segal (2016, p. 5) says", (3, 6, "Segal (2016, p. 5)"), id="narrative"),
        param("网络 Segal (2016)", (1, 4, "Segal (2016)"), id="characters-not-bytes"),
    ],
)
def test_places_are_exact(text: str, expected: tuple[int, int, str]) -> None:
    (citation,) = cited(text)
    assert (citation.line, citation.column, citation.text) == expected
    assert citation.narrative == ("(" in citation.text)


SEED_CITATIONS = [
    (23, 404, "Buchanan, B. (2020)", "certain"),
    (25, 10, "Clarke and Knake (2012)", "certain"),
    (33, 263, "Schneier, B. (2015)", "certain"),
    (33, 700, "Chertoff, M. (2018)", "certain"),
    (39, 72, "United Nations Institute for Disarmament Research (UNIDIR) (2017)", "certain"),
    (39, 366, "Internet Governance Forum (IGF) (2020)", "certain"),
    (47, 438, "China's Policies on Asia-Pacific Security Cooperation (2017)", "possible"),
    (71, 12, "Segal, A. (2016)", "certain"),
]
"""What a whole converted paper cites: seven times by author and year, once by a title."""


@pytest.mark.skipif(not SEED.exists(), reason="the paper is not here")
@pytest.mark.parametrize("read", [read_plain, read_markdown])
def test_a_whole_paper(read: object) -> None:
    assert callable(read)
    found = read(SEED.read_bytes(), "paper.md", no_other_file).citations
    assert [(one.line, one.column, one.text, one.certainty) for one in found] == SEED_CITATIONS


def test_the_example_draft() -> None:
    found = read_markdown((ROOT / "examples/paper.md").read_bytes(), "paper.md", no_other_file).citations
    assert [(one.line, one.column, brief(one)) for one in found] == [
        (9, 4, "Buchanan 2020"),
        (11, 23, "Clarke & Knake 2012"),
        (17, 1, "Schneier 2015"),
        (18, 56, "Chertoff 2018"),
        (35, 54, "United Nations Institute for Disarmament Research (UNIDIR) 2017"),
        (37, 5, "Internet Governance Forum (IGF) 2020"),
        (40, 39, "Segal 2016"),
        (46, 1, "<China's Policies on Asia-Pacific Security Cooperation> 2017"),
    ]


PIECES = st.sampled_from(
    ["Segal", "van der", " ", "(", ")", "2016", "2020a", ",", ";", "&", "et al.", "\n", "\n\n", "B.", "p. 5", "王小明",
     "（", "）", "等", "[", "]", "n.d.", "ibid.", "United Nations", "of the", "(UN)", "'s", "*", "and"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_read(text: str) -> None:
    for citation in cited(text):
        assert citation.year
        assert citation.names or citation.title
