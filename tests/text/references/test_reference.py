"""One printed reference is read into people, fields and a type, whatever its style."""

from __future__ import annotations

import pytest

from litreview.text.references import read_reference

NAMES = [
    pytest.param(
        "B. Schneier, Applied Cryptography, 2nd ed. New York: Wiley, 1996.", ["Schneier"], id="edition-after"
    ),
    pytest.param(
        "European Commission (2013) Cybersecurity strategy.", ["European Commission"], id="two-words"
    ),
    pytest.param(
        "Moher D, Altman DG; PRISMA Group. Items. PLoS Med. 2009;6(7):1.",
        ["Moher", "Altman", "PRISMA Group"],
        id="group",
    ),
    pytest.param(
        "VOS, Theo, Abraham D. FLAXMAN a Désirée VAN DER HEIJDE, 2012. A title. The Lancet. 380(9859), 2163–2196.",
        ["VOS", "FLAXMAN", "VAN DER HEIJDE"],
        id="capitals-after-given",
    ),
    pytest.param(
        "Yardley L, Kempen GIJM. A title. Lancet. 2007;1:2.", ["Yardley", "Kempen"], id="four-initials"
    ),
    pytest.param(
        "Schiller, von F. (1789). A lecture. Jena.", ["von Schiller"], id="particle-before-initials"
    ),
    pytest.param(
        "Berg, Anna van der, and Piet de Groot. 2018. A title. Old Stones 2: 3.",
        ["van der Berg", "de Groot"],
        id="particle-behind-the-given-name",
    ),
    pytest.param(
        "Berg, A. van der, & Groot, P. de. (2018). A title. Old Stones, 2, 3.",
        ["van der Berg", "de Groot"],
        id="particle-behind-initials",
    ),
    pytest.param("Warner, Marina ed. A book of tales. London: Vintage, 2002.", [], id="editor-without-comma"),
    pytest.param(
        "（美）约瑟夫·奈．理解国际冲突［M］．上海：上海人民出版社，2009．", ["约瑟夫·奈"], id="nation"
    ),
    pytest.param(
        "A title of several words Schafer, A., and D. Victor 2000 Transportation Research A, 34(3): 171-205",
        ["Schafer", "Victor"],
        id="title-first",
    ),
    pytest.param(
        "Baker, R., D. A. Evans, p.E. Howse, and S. Walmsley. 1981. A gland. Journal of Ecology 7: 135.",
        ["Baker", "Evans", "Walmsley"],
        id="damaged-name",
    ),
    pytest.param("Knake, R. K., & Clark, R. A. (2012). Cyber war. The ECSSR.", ["Knake", "Clark"], id="apa"),
    pytest.param(
        "Rashid, Fatima al-, and Mariana de la Cruz. 2018. Water and Law in the Gulf. London: Peat Press.",
        ["al- Rashid", "de la Cruz"],
        id="article-behind",
    ),
    pytest.param(
        "Coubes P, Roubertie A, de la Macorra JC. A title here. J Endod. 2014;9:1-2.",
        ["Coubes", "Roubertie", "de la Macorra"],
        id="vancouver",
    ),
    pytest.param(
        "A. Cau, R. Kuiper, and W.-P. de Roever. Formalising a strategy. In Proc. Workshop, 1992.",
        ["Cau", "Kuiper", "de Roever"],
        id="initials-first",
    ),
    pytest.param(
        "Marc Shapiro and Susan Horwitz. Fast and accurate analysis. In Proceedings of POPL, 1997.",
        ["Shapiro", "Horwitz"],
        id="given-first",
    ),
    pytest.param(
        "Geller, Anne Ellen, Michele Eodice, and Meg Carroll. The Everyday Writing Center. Logan: Utah, 2007.",
        ["Geller", "Eodice", "Carroll"],
        id="mla-three",
    ),
    pytest.param("Hearn, Lafcadio. Kwaidan. Boston: Houghton, 1904.", ["Hearn"], id="mla-one"),
    pytest.param(
        "CASSARD Jean-Christophe, « La mort », Annales de Bretagne, 1988.", ["CASSARD"], id="capitals"
    ),
    pytest.param(
        "Serneels (V.), Folletete (Chr.), Aperçu du district, Minaria Helvetica, 24, 2004, p. 7-20.",
        ["Serneels", "Folletete"],
        id="bracketed-initials",
    ),
    pytest.param(
        "张三，李四．网络空间治理研究［J］．国际安全研究，2018，36（2）：12-30．",
        ["张三", "李四"],
        id="chinese",
    ),
    pytest.param(
        "U.S. Department of Homeland Security. (2018). Cybersecurity Strategy.",
        ["U.S. Department of Homeland Security"],
        id="organisation",
    ),
    pytest.param(
        "Internet Governance Forum (IGF). (2020). Policy Options.",
        ["Internet Governance Forum (IGF)"],
        id="acronym",
    ),
    pytest.param("Belsole E. et al. 2001, A&A, 365L, 188", ["Belsole", "others"], id="et-al"),
    pytest.param(
        "Schuster, M. A., Stein, B. D., . . . Berry, S. H. (2001). A survey. NEJM, 345, 1507-1512.",
        ["Schuster", "Stein", "Berry"],
        id="ellipsis",
    ),
    pytest.param(
        "Adolf Meier, Mein Garten, trans. James Murphy (London: Hurst, 1938),",
        ["Meier"],
        id="title-is-no-name",
    ),
    pytest.param(
        "Parsons, Deborah L. Streetwalking the metropolis. Oxford: Oxford University Press, 2000.",
        ["Parsons"],
        id="title-after-initial",
    ),
    pytest.param(
        "Baes Jr., C. F., Mesmer, R. E. The Hydrolysis of Cations, 1976, New York: Wiley.",
        ["Baes", "Mesmer"],
        id="suffix",
    ),
    pytest.param(
        "Cybersecurity without an author. (2019, March). Example Magazine, 4(3), p. 34.", [], id="no-author"
    ),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names(text: str, expected: list[str]) -> None:
    people = [person for person in read_reference(text).people if person.role == "author"]
    assert [person.literal or f"{person.prefix} {person.family}".strip() for person in people] == expected


FIELDS = [
    pytest.param(
        "Weber, M. (1922) 1978. Economy. Berkeley: UC Press.",
        {"year": "1978", "origdate": "1922"},
        id="chicago-reprint",
    ),
    pytest.param(
        "Freud, S. (1953). Dreams (J. Strachey, Trans.). Hogarth Press. (Original work published 1900)",
        {"title": "Dreams", "origdate": "1900", "year": "1953"},
        id="translator",
    ),
    pytest.param("ASH. Aides. ASH, 18/10/2013, pp. 9-10.", {"year": "2013", "pages": "9--10"}, id="slashes"),
    pytest.param("Zhu, J. A title. Nano Lett. 2010, 10, 1979.", {"year": "2010"}, id="page-like-a-year"),
    pytest.param(
        "Doe, J. A title. Things, 58(3), 2011, 170-171",
        {"year": "2011", "volume": "58"},
        id="year-after-issue",
    ),
    pytest.param(
        "Doe, J. (2011). Infor-\nmation and well-\nknown facts. Norton.",
        {"title": "Information and well-known facts"},
        id="hyphens",
    ),
    pytest.param(
        "Doe, J. (2011). A title. X. https://doi.org/10.1000/\nabc.def-1",
        {"doi": "10.1000/abc.def-1"},
        id="broken-doi",
    ),
    pytest.param(
        "Doe, J. (2011). A title. X. https://example.org/a-long-\nway/to_\ngo.html",
        {"url": "https://example.org/a-long-way/to_go.html"},
        id="broken-link",
    ),
    pytest.param(
        "张三, 李四. 题目(A title in English)[J]. 国际论坛, 2020(2): 1-12.",
        {"title": "题目(A title in English)", "number": "2", "pages": "1--12", "journal": "国际论坛"},
        id="gb-issue-after-year",
    ),
    pytest.param(
        "习近平. 讲话[N]. 人民日报, 2016-04-26(2).",
        {"year": "2016", "month": "4", "journal": "人民日报"},
        id="gb-newspaper",
    ),
    pytest.param(
        "李艳. 题目[C]//王五. 书名. 北京: 时事出版社, 2017: 1-5.",
        {"booktitle": "书名", "pages": "1--5"},
        id="gb-collection",
    ),
    pytest.param(
        "Keohane, R. 1977. Power and Interdependence. Boston: Little, Brown.",
        {"publisher": "Little, Brown"},
        id="two-names-of-a-house",
    ),
    pytest.param(
        "A. Doe, “A report,” Symantec, Cupertino, CA, USA, Tech. Rep. 1.4, Feb. 2011.",
        {"type": "Tech. Rep.", "number": "1.4", "institution": "Symantec"},
        id="report",
    ),
    pytest.param(
        "Weber, M. (n.d.). Economy and society.", {"year": "n.d.", "title": "Economy and society"}, id="n.d."
    ),
    pytest.param(
        "Doe, J. (in press). A paper. Example Journal.",
        {"year": "", "pubstate": "in press", "title": "A paper", "journal": "Example Journal"},
        id="in-press",
    ),
    pytest.param("Doe, J. (2016a). A paper.", {"year": "2016", "extradate": "a"}, id="letter"),
    pytest.param(
        "Freud, S. (1900/1953). Dreams. Hogarth Press.", {"year": "1953", "origdate": "1900"}, id="two-years"
    ),
    pytest.param(
        "Freud, S. (1953 [1900]). Dreams. Hogarth Press.", {"year": "1953", "title": "Dreams"}, id="bracketed"
    ),
    pytest.param(
        "Griffith, T. (13 September 1985). Condos. Old Gold, 69(3), p. 2.",
        {"year": "1985", "month": "9", "volume": "69", "number": "3", "pages": "2"},
        id="day",
    ),
    pytest.param(
        "Coubes P. Treatment. Lancet. 2000;355(9222):2220-1.",
        {"year": "2000", "volume": "355", "number": "9222", "pages": "2220--1", "journal": "Lancet"},
        id="vancouver",
    ),
    pytest.param(
        'J. K. Author, "Title of paper," IEEE Trans. Neural Netw., vol. 4, no. 3, pp. 570–578, Jul. 1993.',
        {
            "title": "Title of paper",
            "journal": "IEEE Trans. Neural Netw",
            "volume": "4",
            "pages": "570--578",
            "year": "1993",
            "month": "7",
        },
        id="ieee",
    ),
    pytest.param(
        "Doe, J. (2011). A chapter. In A. Ray & B. Lee (Eds.), The big book (2nd ed., pp. 12–34). New York: Norton.",
        {
            "title": "A chapter",
            "booktitle": "The big book",
            "edition": "2nd",
            "pages": "12--34",
            "address": "New York",
            "publisher": "Norton",
        },
        id="chapter",
    ),
    pytest.param(
        "Doe, J. (2011). *A title, with a comma*. Norton.", {"title": "A title, with a comma"}, id="emphasis"
    ),
    pytest.param(
        "Doe, J. (2011). A title. *Journal of X, 12*, 3-4. https://doi.org/10.1000/ab.c(1)",
        {"title": "A title", "doi": "10.1000/ab.c(1)", "pages": "3--4"},
        id="doi",
    ),
    pytest.param(
        "方滨兴. 论网络空间主权[M]. 北京: 科学出版社, 2017.",
        {"title": "论网络空间主权", "address": "北京", "publisher": "科学出版社", "year": "2017"},
        id="gb-book",
    ),
    pytest.param(
        "国家互联网信息办公室. 网络安全审查办法[EB/OL]. (2021-12-28)[2022-01-05]. http://www.cac.gov.cn/x.htm.",
        {
            "title": "网络安全审查办法",
            "year": "2021",
            "urldate": "2022-01-05",
            "url": "http://www.cac.gov.cn/x.htm",
        },
        id="gb-online",
    ),
    pytest.param(
        "Salomons, O. (1994). Design of products. Ph.D. Thesis, Universiteit Twente, Netherlands.",
        {"title": "Design of products", "school": "Universiteit Twente, Netherlands"},
        id="thesis",
    ),
]


@pytest.mark.parametrize(("text", "expected"), FIELDS)
def test_fields(text: str, expected: dict[str, str]) -> None:
    reference = read_reference(text)
    assert {name: reference.text(name) for name in expected} == expected


TYPES = [
    pytest.param("Doe, J. (2011). A title. Norton Press.", "book", id="book"),
    pytest.param("Doe, J. (2011). A title. Journal of X, 1(2), 3-4.", "article", id="article"),
    pytest.param(
        "Doe, J. (2011). A chapter. In A. Ray (Ed.), The book (pp. 1-2). Norton.",
        "incollection",
        id="chapter",
    ),
    pytest.param("J. Doe. A paper. In Proceedings of ABC, pages 1-2, 2001.", "inproceedings", id="paper"),
    pytest.param("Doe, J. (2011). A title. PhD thesis, University of X.", "phdthesis", id="thesis"),
    pytest.param("王明. 数据流动[D]. 北京: 北京大学, 2019.", "phdthesis", id="gb-thesis"),
    pytest.param("Doe, J. (2011). A title. https://example.org/x", "online", id="online"),
]


@pytest.mark.parametrize(("text", "expected"), TYPES)
def test_types(text: str, expected: str) -> None:
    assert read_reference(text).type == expected


def test_number_of_the_list() -> None:
    assert read_reference("[12] Doe, J. 2011. A title. Norton.").number == "12"


def test_editors_of_a_book_are_its_chapters_editors() -> None:
    reference = read_reference(
        "Doe, J. (2011). A chapter. In A. Ray & B. Lee (Eds.), The big book. New York: Norton."
    )
    assert [(person.role, person.family, person.given) for person in reference.people] == [
        ("author", "Doe", "J."),
        ("editor", "Ray", "A."),
        ("editor", "Lee", "B."),
    ]
