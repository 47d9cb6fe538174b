"""A list of references is found in its paper and cut into its entries, each with its exact place."""

from __future__ import annotations

import pytest

from litreview.text.references import has_list, read_list, split_references
from litreview.text.references.section import newlines

CHICAGO = (
    "Doe, John. 2011. A Long Title. New York: Norton. Roe, Rita, and Edgar Poe. 2012. Another Title. New York: Vintage."
    " Smith, Adam. 2013. Third Title. London: Vintage."
)
WRAPPED = """Doe, John. A Title That Is Long Enough to Go over the End of
the Line. Norton, 2011.
Roe, Rita. “Another Title.” Journal of Things, vol. 1, 2012, pp.
3-4.
van der Berg, Ann. Third. Cambridge:
MIT Press, 2013.
"""
PAGES = """[1] Doe, J. (2011). A title of some

14                      Journal of Things

length. Norton.
[2] Roe, R. (2012). Another title. Vintage.

Things and Others    15

[3] Poe, E. (2013). Third title. Vintage.
"""
LISTS = [
    pytest.param(
        "Doe, J., & Roe, R.\n   (2010). A title. Norton.\nPoe, E., & Foe, F.\n   (2011). Another. X.\n",
        [1, 3],
        id="years-are-no-numbers",
    ),
    pytest.param("Doe, J. (2011). A title that ends\nwith pp. 3-4. Norton.", [1], id="no-entry-begins-here"),
    pytest.param("Doe, J., & Roe,\nR. (2011). A title. Boston:\nMIT Press.\n", [1], id="no-head-of-an-entry"),
    pytest.param(CHICAGO, [1, 1, 1], id="run-together-without-brackets"),
    pytest.param(WRAPPED, [1, 3, 5], id="wrapped-without-indent"),
    pytest.param(PAGES, [1, 6, 10], id="page-heads"),
    pytest.param("[1]张三.题目[J].刊物,2018.[2]李四.题目[M].北京:出版社,2019.", [1, 1], id="no-spaces"),
    pytest.param(
        "[Doe11] Doe, J. A title. X, 2011.\n[Roe12] Roe, R. B title. Y, 2012.\n", [1, 2], id="labels"
    ),
    pytest.param("[1a] Doe, J. 2011. A. X.\n[1b] Roe, R. 2012. B. Y.\n", [1, 2], id="letters"),
    pytest.param("• Doe, J. (2011). A. X.\n• Roe, R. (2012). B\n  and C. Y.\n", [1, 2], id="bullets"),
    pytest.param("1) Doe, J. (2011). A. X.\n2) Roe, R. (2012). B. Y.\n", [1, 2], id="brackets-after"),
    pytest.param("1 Doe, J. (2011). A. X.\n2 Roe, R. (2012). B. Y.\n", [1, 2], id="bare-numbers"),
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
    for item in read_list(text):
        assert text[item.start : item.start + len(item.raw)] == item.raw
        assert item.line == 1 + newlines(text[: item.start])


def test_a_heading_tells_that_there_is_a_list() -> None:
    assert has_list("Text.\n\n## References\n\nDoe, J. (2011). A. X.\n")
    assert not has_list("Doe, J. (2011). A. X.\n")


def test_a_dash_repeats_the_authors() -> None:
    found = read_list("World Health Organization. (2015). Guidelines. WHO.\n———. (2016). Statistics. WHO.\n")
    assert [item.reference and item.reference.people[0].literal for item in found] == [
        "World Health Organization"
    ] * 2


def test_each_kind_of_dash_repeats_the_authors() -> None:
    text = "Doe, J. (2011). A title. Norton.\n—— (2012). B title. Norton.\n—. (2013). C title. Norton.\n"
    assert [item.reference and item.reference.people[0].family for item in read_list(text)] == ["Doe"] * 3


def test_page_heads_are_no_part_of_a_title() -> None:
    assert [item.reference and item.reference.text("title") for item in read_list(PAGES)] == [
        "A title of some length",
        "Another title",
        "Third title",
    ]


def test_split_words_have_their_line() -> None:
    text = "Doe, J. (2011). Relatio ns in the\n  Strateg\n  ic age. Norton.\n"
    assert [(word.joined, word.line) for item in read_list(text) for word in item.splits] == [
        ("Relations", 1),
        ("Strategic", 2),
    ]
