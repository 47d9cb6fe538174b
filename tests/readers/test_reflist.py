"""Printed references come in as records: each entry of the list is kept as printed, read, or reported."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.readers import reader
from litreview.readers._reflist_style import style_of
from litreview.readers._reflist_words import split_words, vocabulary
from litreview.readers.reflist import _sniff, read_reference, read_reflist, split_references

if TYPE_CHECKING:
    from litreview.model import ReadResult, Record

CASES = Path(__file__).parents[1] / "cases" / "reflist"
ROOT = Path(__file__).parents[2]
SHARED = ROOT / ".." / "shared"


def read(text: str) -> ReadResult:
    return read_reflist(text.encode(), "list.txt")


def surnames(record: Record) -> list[str]:
    return [person.literal or f"{person.prefix} {person.family}".strip() for person in record.people]


def left_over(text: str, result: ReadResult) -> str:
    """Give what of the text is in no block: the raws, looked for one after another, must hold all of it."""
    at, left = 0, ""
    for block in result.blocks:
        start = text.index(block.raw, at)
        left += text[at:start]
        at = start + len(block.raw)
    return (left + text[at:]).strip()


def test_registered() -> None:
    assert reader.named("reflist").function is read_reflist
    assert reader.for_suffix(".md") is not None
    assert reader.for_suffix(".md").function is not read_reflist  # type: ignore[union-attr]


NAMES = [
    pytest.param("Knake, R. K., & Clark, R. A. (2012). Cyber war. The ECSSR.", ["Knake", "Clark"], id="apa"),
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
    record = read_reference(text)
    people = tuple(person for person in record.people if person.role == "author")
    assert surnames(replace(record, people=people)) == expected


FIELDS = [
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
        {"year": "1985", "month": "September", "volume": "69", "number": "3", "pages": "2"},
        id="day",
    ),
    pytest.param(
        "Coubes P. Treatment. Lancet. 2000;355(9222):2220-1.",
        {"year": "2000", "volume": "355", "number": "9222", "pages": "2220–1", "journal": "Lancet"},
        id="vancouver",
    ),
    pytest.param(
        'J. K. Author, "Title of paper," IEEE Trans. Neural Netw., vol. 4, no. 3, pp. 570–578, Jul. 1993.',
        {
            "title": "Title of paper",
            "journal": "IEEE Trans. Neural Netw",
            "volume": "4",
            "pages": "570–578",
            "year": "1993",
            "month": "July",
        },
        id="ieee",
    ),
    pytest.param(
        "Doe, J. (2011). A chapter. In A. Ray & B. Lee (Eds.), The big book (2nd ed., pp. 12–34). New York: Norton.",
        {
            "title": "A chapter",
            "booktitle": "The big book",
            "edition": "2nd",
            "pages": "12–34",
            "address": "New York",
            "publisher": "Norton",
            "editor": "Ray, A. and Lee, B.",
        },
        id="chapter",
    ),
    pytest.param(
        "Doe, J. (2011). *A title, with a comma*. Norton.", {"title": "A title, with a comma"}, id="emphasis"
    ),
    pytest.param(
        "Doe, J. (2011). A title. *Journal of X, 12*, 3-4. https://doi.org/10.1000/ab.c(1)",
        {"title": "A title", "doi": "10.1000/ab.c(1)", "pages": "3–4"},
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
    pytest.param("[12] Doe, J. 2011. A title. Norton.", {"number-in-list": "12"}, id="number"),
    pytest.param(
        "Salomons, O. (1994). Design of products. Ph.D. Thesis, Universiteit Twente, Netherlands.",
        {"title": "Design of products", "school": "Universiteit Twente, Netherlands"},
        id="thesis",
    ),
]


@pytest.mark.parametrize(("text", "expected"), FIELDS)
def test_fields(text: str, expected: dict[str, str]) -> None:
    record = read_reference(text)
    assert {name: record.text(name) for name in expected} == expected


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


LISTS = [
    pytest.param("[1] Doe, J. 2011. A. X.\n[2] Roe, R. 2012. B. Y.\n", [1, 2], id="numbered-lines"),
    pytest.param(
        "1. Doe, J. 2011. A title\n   that goes on. X.\n2. Roe, R. 2012. B. Y.\n", [1, 3], id="wrapped"
    ),
    pytest.param("- [1]. Doe, J. 2011. A. X.\n\n- [2]. Roe, R. 2012. B. Y.\n", [1, 3], id="markdown-items"),
    pytest.param(
        "(1) Doe, J. 2011. A title. X. (2) not a number 3. (2) Roe.\n(2) Roe, R. 2012. B. Y.",
        [1, 2],
        id="parentheses",
    ),
    pytest.param("Doe, J. 2011. A. X.\n\nRoe, R. 2012. B. Y.\n", [1, 3], id="blank-lines"),
    pytest.param("Doe, J. (2011). A title. X.\nRoe, R. (2012). B. Y.\n", [1, 2], id="one-a-line"),
    pytest.param(
        "Doe, J. (2011). A long title of a book. Norton. Roe, R. (2012). Another long title. Vintage.",
        [1, 1],
        id="run-together",
    ),
    pytest.param(
        "[1] Doe, J. 2011. A. X. [2] Roe, R. 2012. B. Y.\n[3] Poe, E. 2013. C. Z.",
        [1, 1, 2],
        id="numbers-in-line",
    ),
    pytest.param("Doe, John. 2011. A title\n    goes on. X.\nRoe, Rita. 2012. B. Y.\n", [1, 3], id="hanging"),
    pytest.param(
        "[1] Doe, J. 2011. A title that\n\ngoes on. X.\n[2] Roe, R. 2012. B. Y.", [1, 4], id="page-break"
    ),
    pytest.param(
        "Some text of 2010.\n\n# References\n\nDoe, J. (2011). A. X.\n\n# Appendix\n\nMore, text. (2012).",
        [5],
        id="section",
    ),
    pytest.param("REFERENCES\r\n[1] Doe, J. 2011. A. X.\r\n[2] Roe, R. 2012. B. Y.\r\n", [2, 3], id="crlf"),
    pytest.param(
        "## 参考文献\n\n[1] 张三. 题目[J]. 刊物, 2018.\n[2] 李四. 题目[J]. 刊物, 2019.",
        [3, 4],
        id="chinese-heading",
    ),
]


@pytest.mark.parametrize(("text", "lines"), LISTS)
def test_lists(text: str, lines: list[int]) -> None:
    assert [line for line, _ in split_references(text)] == lines
    assert left_over(text, read(text)) == ""


def test_dash_repeats_the_author() -> None:
    result = read("World Health Organization. (2015). Guidelines. WHO.\n———. (2016). Statistics. WHO.\n")
    assert [surnames(block.record) for block in result.blocks if block.record] == [
        ["World Health Organization"]
    ] * 2


WORDS = [
    pytest.param("Cyber security and data base design for e commerce", [], id="two-words"),
    pytest.param("The runner's pace, states' rights and vitamin C deficiency", [], id="apostrophes"),
    pytest.param("Fact or fiction? A part of life in an open society", [], id="small-words"),
    pytest.param("L'art d une vie et le temps de la ville", [], id="french"),
    pytest.param("new normal of geo politics", ["geopolitics"], id="geo"),
    pytest.param("security an d what", ["and"], id="an-d"),
    pytest.param("I nternational Security", ["International"], id="capital"),
    pytest.param("Enabling th e Next Billion(s)", ["the"], id="th-e"),
    pytest.param("maneuver, and mani pulate in", ["manipulate"], id="mani"),
    pytest.param("Center for Strateg ic and", ["Strategic"], id="ending"),
    pytest.param("Foreign Relatio ns", ["Relations"], id="ns"),
    pytest.param("China' s Policies", ["China's"], id="possessive"),
]


@pytest.mark.parametrize(("text", "joined"), WORDS)
def test_split_words(text: str, joined: list[str]) -> None:
    assert [word.joined for word in split_words(text)] == joined


def test_split_words_learn_from_the_file() -> None:
    known = vocabulary("Cryptocurrency and its cryptoc urrency markets")
    assert [word.joined for word in split_words("cryptoc rrency", known)] == []
    assert [word.joined for word in split_words("cryptocu rrency", known)] == ["cryptocurrency"]


STYLES = [
    pytest.param("Segal, A. (2016). The hacked world order. Hachette.", "APA", id="apa"),
    pytest.param("Coubes P, Roubertie A. Treatment. Lancet. 2000;355:2220-1.", "Vancouver", id="vancouver"),
    pytest.param('J. K. Author, "Title," IEEE Trans., vol. 4, 1993.', "IEEE", id="ieee"),
    pytest.param("方滨兴. 论网络空间主权[M]. 北京: 科学出版社, 2017.", "GB/T 7714", id="gb"),
    pytest.param("Hearn, Lafcadio. Kwaidan. Boston: Houghton, 1904.", "MLA", id="mla"),
    pytest.param("Hearn, Lafcadio. 1904. Kwaidan. Boston: Houghton.", "Chicago author-date", id="chicago"),
    pytest.param("", "other", id="none"),
]


@pytest.mark.parametrize(("text", "style"), STYLES)
def test_styles(text: str, style: str) -> None:
    assert style_of([text]) == style


NOT_LISTS = [
    pytest.param(b"TY  - BOOK\nAU  - Segal, A.\nPY  - 2016\nER  - \n" * 4, id="ris"),
    pytest.param(b"@book{a, author={Segal, A.}, year=2016}\n" * 4, id="bibtex"),
    pytest.param(b"PMID- 1\nDP  - 2016\nTI  - A title\n" * 4, id="nbib"),
    pytest.param(b"%0 Book\n%A Segal\n%D 2016\n" * 4, id="enw"),
    pytest.param(b"author,title,year\nSegal,The world,2016\nDoe,A,2017\nRoe,B,2018\n", id="csv"),
    pytest.param(b"author\ttitle\tyear\nSegal\tThe world\t2016\n" * 3, id="tsv"),
    pytest.param(b'[{"type":"book","issued":2016}, {"issued":2017}, {"issued": 2018}]', id="json"),
    pytest.param(b"<xml><year>2016</year><year>2017</year><year>2018</year></xml>", id="xml"),
    pytest.param(b"In 2016 much happened.\n\nIn 2017 more did.\n\nIn 2018, too.\n", id="prose"),
    pytest.param(b"# Segal (2016)\n\nA note of 2017.\n\n> A quote (2018, p. 3)\n", id="notes"),
    pytest.param(b"---\nciteKey: segal2016\n---\n\nNotes 2016, 2017, 2018.\n", id="front-matter"),
    pytest.param(b"\xff\xfe\x00 2016 2017 2018", id="bytes"),
    pytest.param(b"", id="empty"),
]


@pytest.mark.parametrize("data", NOT_LISTS)
def test_sniff_is_silent(data: bytes) -> None:
    assert not _sniff(data)


def test_sniff_knows_a_list() -> None:
    apa = "Segal, A. (2016). The hacked world order. Hachette UK.\n"
    assert _sniff((apa * 3).encode())
    assert _sniff("".join(f"[{number}] {apa}" for number in range(1, 5)).encode())


@pytest.mark.parametrize("name", ["styles.txt", "chinese.md", "vancouver.txt"])
def test_cases(name: str) -> None:
    """The golden file lists each block as kind, line, type, and its fields."""
    path = CASES / name
    result = read_reflist(path.read_bytes(), name)
    rows = []
    for block in result.blocks:
        rows.append(f"{block.kind} {block.line} {block.record.type if block.record else ''}".rstrip())
        rows += [f"    {field.name}: {field.text}" for field in (block.record.fields if block.record else ())]
    rows += [
        f"{problem.severity} {problem.line} {problem.code}: {problem.message}" for problem in result.problems
    ]
    assert "\n".join(rows) + "\n" == path.with_suffix(".expected").read_text("utf-8")
    assert left_over(path.read_text("utf-8"), result) == ""


def test_seed() -> None:
    path = SHARED / "seed" / "paper.md"
    if not path.exists():
        pytest.skip("the paper is not here")
    result = read_reflist(path.read_bytes(), "paper.md")
    found = [block.record for block in result.blocks if block.record]
    assert [record.text("year") for record in found] == [
        "2020", "2012", "2015", "2018", "2017", "2020", "2017", "2018", "2016", "2006", "2020",
    ]  # fmt: skip
    assert [surnames(record)[0].split()[0] for record in found] == [
        "Buchanan", "Knake", "Schneier", "Chertoff", "United", "Internet", "Information", "U.S.", "Segal",
        "Lewis", "Segal",
    ]  # fmt: skip
    assert [record.text("number-in-list") for record in found] == [str(number) for number in range(1, 12)]
    words = [problem for problem in result.problems if problem.code == "split-word"]
    assert [problem.message.rpartition('split: "')[2] for problem in words] == [
        f'{word}"' for word in (
            "geopolitics", "and", "International", "the", "China's", "manipulate", "Strategic", "Relations",
        )
    ]  # fmt: skip
    assert result.problems == tuple(words)


def test_example_gives_the_references_of_the_project() -> None:
    """The example paper's list is that of references.bib, as printed."""
    from litreview.readers.bibtex import read_bibtex

    printed = read_reflist((ROOT / "examples" / "paper.md").read_bytes(), "paper.md")
    kept = read_bibtex((ROOT / "references.bib").read_bytes(), "references.bib")
    ours = [block.record for block in printed.blocks if block.record]
    theirs = [block.record for block in kept.blocks if block.record]
    assert [(record.text("title"), record.text("year")) for record in ours] == [
        (record.text("title"), record.text("year")) for record in theirs
    ]
    assert [surnames(record) for record in ours] == [surnames(record) for record in theirs]


def test_labelled_references() -> None:
    """A floor under what the benchmark measures."""
    import importlib.util
    import sys

    folder = SHARED / "data" / "references"
    if not folder.exists():
        pytest.skip("the labelled references are not here")
    spec = importlib.util.spec_from_file_location(
        "references_benchmark", ROOT / "benchmarks" / "references.py"
    )
    assert spec is not None
    assert spec.loader is not None
    benchmark = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = benchmark
    spec.loader.exec_module(benchmark)
    score = benchmark.Score()
    for reference in benchmark.load(folder / "core.xml")[1::4]:
        score.count(reference, benchmark.ours(reference.text))
    shares = {name: score.right[name] / score.all[name] for name in score.all}
    assert shares["first surname"] > 0.97
    assert shares["surnames"] > 0.94
    assert shares["year"] > 0.98
    assert shares["title"] > 0.86


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Doe, J. (2011). A title of some length. Norton. ", id="one-line"),
        pytest.param("Doe, J. (2011). A title of some length. Norton.\n", id="lines"),
        pytest.param("A, " * 20, id="commas"),
        pytest.param("(" * 60, id="brackets"),
        pytest.param("A. ", id="initials"),
        pytest.param("Abcdef. B. ", id="short-forms"),
        pytest.param("“a ", id="quotes"),
        pytest.param("1.\n", id="numbers"),
    ],
)
def test_linear(text: str) -> None:
    """Four times the text takes less than twelve times the time."""

    def used(size: int) -> float:
        data = (text * (size // len(text))).encode()
        started = time.process_time()
        read_reflist(data, "x")
        return time.process_time() - started

    assert used(200_000) < 12 * used(50_000) + 0.5


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
@settings(max_examples=150, deadline=None)
def test_any_bytes(data: bytes) -> None:
    read_reflist(data, "x")
    _sniff(data)


PIECES = [
    "Doe, J. ", "(2011). ", "\n", "\n\n", "[2] ", "3. ", "*", "# References\n", '"', "In ", "(Eds.), ", "pp. 1-2", "等",
    "et al. ", "[J]", "http://a.b/c", "10.1000/x", ", ", ": ", "- ", "Smith J, ", "——", "A title. ", "New York: X, ",
    "12(3):4", "\r", "[1] Knake, R. K., & Clark, R. A. (2012). *Cyber war*. In A. B (Eds.), X (pp. 1-2).\n\n张三，",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=200, deadline=None)
def test_any_list_is_accounted_for(text: str) -> None:
    result = read(text)
    assert left_over(text, result) == ""
    at = 0
    for block in result.blocks:
        at = text.index(block.raw, at)
        before = text[:at].replace("\r\n", "\n").replace("\r", "\n")
        assert block.line == 1 + before.count("\n")
        at += len(block.raw)
