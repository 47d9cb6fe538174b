"""What is wrong with a BibTeX file is reported with its line, and what is sound is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bibtex_accounting import left_over, problems, read, records

from litreview.readers._bibtex_codes import HINTS


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("@misc{a, title = {A}}", id="plain"),
        pytest.param("@misc{a, title = {A},}", id="comma-at-the-end"),
        pytest.param("@MISC(a, title = {A (b)})", id="parentheses"),
        pytest.param("@misc{a}", id="no-fields"),
        pytest.param("words\n@misc{a, title = {me@home {x}}}\nmore words, me@home.org", id="free-text"),
        pytest.param('@string{s = "S"}\n@misc{a, title = s # " " # {T}}', id="macro"),
        pytest.param("@misc{a, title = {A}, % a remark\n year = 2000 % another\n}", id="line-comments"),
        pytest.param("@comment{@misc{a, title = {off}}}\n@misc{b}", id="commented-out"),
        pytest.param("@ misc {a, title = {A}}", id="blank-before-the-type"),
        pytest.param("@misc\n{a, title = {A}}", id="brace-on-the-next-line"),
        pytest.param("@e-book{a, title = {A}}", id="hyphen-in-the-type"),
        pytest.param("@misc{a, title = {C:\\b\\c \\{d\\}}}", id="backslashes"),
        pytest.param('@misc{a, title = "A {"}B{"} c"}', id="quotes-in-braces-in-quotes"),
        pytest.param("@misc{a, title = {A {B {C {D {E {F} G} H} I} J} K}}", id="braces-six-deep"),
        pytest.param("@misc{a, note = {me@home {x},\n@home (of b, c),\n@ {CLEF}}}", id="at-signs-in-a-value"),
        pytest.param("@misc{a, note = {x\n  y = z}}", id="equation-in-a-value"),
        pytest.param("@misc{a}\n% @misc is for others\n% year = {2000},\n@misc{b}", id="remarks"),
        pytest.param("@misc{a},\n@misc{b}", id="comma-between-entries"),
        pytest.param(
            "@misc{a, my-field = {A}, note2 = {B}, nte-x = {C}, name = {D}, user1 = {E}}",
            id="names-of-ones-own",
        ),
        pytest.param("@misc{a, foot = {A}}\n@misc{b, foot = {A}}", id="near-name-used-twice"),
        pytest.param("@misc{a, SN = {A}, DI = {B}, UR = {C}}", id="names-of-two-letters"),
        pytest.param("@misc{a, keyword = {A}}", id="keyword-alone"),
        pytest.param("@misc{a, title = {A}, titles = {B}}", id="near-name-beside-the-known-one"),
        pytest.param("@podcast{a, title = {A}}\n@web_page{b, title = {B}}", id="types-of-others"),
        pytest.param("@misc{a, title = {A\\\\}, year = 2000}", id="line-break-before-brace"),
    ],
)
def test_silent(text: str) -> None:
    result = read(text)
    assert result.problems == ()
    assert left_over(text, result) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [(0, "no-records")], id="empty"),
        pytest.param("@comment{a}\nwords", [(0, "no-records")], id="only-comments"),
        pytest.param("@string{a = {b}}", [(0, "no-records")], id="only-macros"),
        pytest.param("<html><p>text</p></html>", [(0, "no-records")], id="html"),
        pytest.param(
            "@misc{a,\n title = {A},\n Title = {B}}", [(3, "duplicate-field")], id="duplicate-field"
        ),
        pytest.param("@misc{a}\n\n@book{a}", [(3, "duplicate-key")], id="duplicate-key"),
        pytest.param("@misc{a} @misc{a}", [(1, "duplicate-key")], id="duplicate-key-on-one-line"),
        pytest.param("@misc{, title = {A}}", [(1, "missing-key")], id="empty-key"),
        pytest.param("\n@misc{title = {A}, year = 2000}", [(2, "missing-key")], id="no-key"),
        pytest.param("@misc{a, title = {A\n@misc{b}", [(1, "unreadable-entry")], id="not-closed"),
        pytest.param("@misc{a, title = {A}\n\n@misc{b}", [(1, "unreadable-entry")], id="last-brace-lost"),
        pytest.param("@string{a}\n@misc{b}", [(1, "unreadable-entry")], id="macro-without-value"),
        pytest.param("@misc{a,\n title = {A},\n words,\n year = 1}", [(3, "stray-text")], id="no-field"),
        pytest.param("@misc{a, title = {A} words}", [(1, "stray-text")], id="text-behind-a-value"),
        pytest.param("@misc{a, title = two words}", [(1, "stray-text")], id="no-delimiters"),
        pytest.param("@misc{a\n title = {A}}", [(1, "missing-comma")], id="no-comma-after-key"),
        pytest.param("@misc{a, title = {A}\n year = {B}}", [(2, "missing-comma")], id="no-comma"),
        pytest.param("@misc{a, month = may\n year = 1}", [(2, "missing-comma")], id="no-comma-after-macro"),
        pytest.param("@misc{a, year = 2000 title = {A}}", [(1, "missing-comma")], id="no-comma-on-one-line"),
        pytest.param("@misc{a,, title = {A}}", [(1, "extra-comma")], id="comma-twice"),
        pytest.param("@misc{a, title == {A}}", [(1, "extra-sign")], id="sign-twice"),
        pytest.param("@misc{a, title {A}}", [(1, "missing-sign")], id="no-sign"),
        pytest.param("@misc{a, year = , title = {A}}", [(1, "missing-value")], id="no-value"),
        pytest.param("@misc{a, year =\n title = {A}}", [(2, "missing-value")], id="value-cut-off"),
        pytest.param("@misc{a, title = {A} # }", [(1, "missing-value")], id="nothing-behind-number-sign"),
        pytest.param("@misc{a, title = # {A}}", [(1, "missing-value")], id="nothing-before-number-sign"),
        pytest.param("@misc{a,\n title = {A}},\n year = 1\n}", [(2, "extra-brace")], id="brace-twice"),
        pytest.param("@misc{a, title = {A}}\n}\n@misc{b}", [(2, "extra-brace")], id="brace-behind-entry"),
        pytest.param(
            "@misc{a,\n title = {A,\n year = {1},\n}\n@misc{b}", [(2, "missing-brace")], id="brace-lost"
        ),
        pytest.param(
            "@misc{a,\n title = {{A},\n year = {1},\n}", [(2, "missing-brace")], id="opening-brace-twice"
        ),
        pytest.param('@misc{a,\n title = "A,\n year = "1"}', [(2, "missing-quote")], id="quote-lost"),
        pytest.param('@misc{a,\n title = "A\n}', [(2, "missing-quote")], id="last-quote-lost"),
        pytest.param(
            '@misc{a, title = "{A"}\n@misc{b}', [(1, "unreadable-entry")], id="brace-in-quotes-lost"
        ),
        pytest.param('@misc{a, title = ""A"}', [(1, "stray-text")], id="quote-twice"),
        pytest.param(
            "@misc{a, note = {x\n  year = {1}, title = {A}}}", [(2, "swallowed-field")], id="field-in-a-value"
        ),
        pytest.param("@misc{a, title = x,\n note = x}", [(1, "undefined-macro")], id="undefined-macro"),
        pytest.param("@misc{a, title = x}\n@string{x = {X}}", [(1, "undefined-macro")], id="macro-too-late"),
        pytest.param("@misc{a}\nmisc{b, title = {B}}", [(2, "lost-entry")], id="at-sign-lost"),
        pytest.param("@misc{a}\n@misc b, title = {B}}", [(2, "lost-entry")], id="entry-brace-lost"),
        pytest.param("@misc{a}\n title = {B},\n}", [(2, "lost-entry")], id="head-lost"),
        pytest.param("@mis\n\n@misc{a}", [(1, "lost-entry")], id="entry-cut-off"),
        pytest.param("@misc{a, file = {C:\\b\\}}", [(1, "backslash-before-brace")], id="backslash"),
        pytest.param("@misc{a, title = {A \\{ b}}", [(1, "escaped-delimiter")], id="escaped-brace"),
        pytest.param("@misc{a{b}, year = 1}", [(1, "odd-key")], id="odd-key"),
        pytest.param("@misc{{a, year = 1}", [(1, "odd-key")], id="key-behind-two-braces"),
        pytest.param("@misc{a}\n@misc{A}", [(2, "similar-key")], id="keys-differ-in-case"),
        pytest.param("@misc{\u00e9}\n@misc{e\u0301}", [(2, "similar-key")], id="keys-differ-in-coding"),
        pytest.param("@misc{a, titl = {A}}", [(1, "odd-field")], id="letter-lost-in-a-name"),
        pytest.param("@misc{a, yeear = 1}", [(1, "odd-field")], id="letter-twice-in-a-name"),
        pytest.param("@misc{a, do = {10.1/x}}", [(1, "odd-field")], id="name-of-two-letters"),
        pytest.param(
            "@misc{a, keywords = {A}}\n@misc{b, keyword = {A}}",
            [(2, "odd-field")],
            id="keyword-beside-keywords",
        ),
        pytest.param("@misc{a, key words = {A}}", [(1, "odd-field")], id="blank-in-a-name"),
        pytest.param("@misc{a, date--added = {A}}", [(1, "odd-field")], id="hyphen-twice-in-a-name"),
        pytest.param("@artcle{a, title = {A}}", [(1, "odd-type")], id="letter-lost-in-a-type"),
        pytest.param(
            "@misc{a,\n % b = {c},\n year = 1}", [(2, "commented-field")], id="field-behind-percent"
        ),
        pytest.param("@misc{a}\n% @misc{b, year = 1}", [(2, "commented-entry")], id="entry-behind-percent"),
        pytest.param("@{a, year = 1}", [(1, "missing-type")], id="no-type"),
    ],
)
def test_reported(text: str, expected: list[tuple[int, str]]) -> None:
    assert problems(text) == expected
    assert left_over(text, read(text)) == ""


def codes_of(page: Path) -> set[str]:
    text = page.read_text(encoding="utf-8")
    return set(
        re.findall(r"^\| `([a-z-]+)` \|", text.partition("## BibTeX")[2].partition("\n## ")[0], re.MULTILINE)
    )


def test_every_problem_is_documented() -> None:
    assert codes_of(Path(__file__).parents[2] / "docs" / "reference" / "problems.md") == set(HINTS)


def test_a_lost_brace_costs_no_field() -> None:
    broken, whole = records(
        "@misc{a,\n title = {A {B} c,\n author = {Segal, Adam},\n year = 2016,\n}\n\n@misc{b, title = {B}}"
    )
    assert [(item.name, item.value, item.line) for item in broken.fields] == [
        ("title", "A {B} c", 2),
        ("author", "Segal, Adam", 3),
        ("year", "2016", 4),
    ]
    assert (whole.key, whole.text("title")) == ("b", "B")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param('title = "A,\n year = "2016",', {"title": "A", "year": "2016"}, id="quote-lost"),
        pytest.param("title = {A}},\n year = {2016},", {"title": "A", "year": "2016"}, id="brace-twice"),
        pytest.param(
            "title = {{A},\n year = {2016},", {"title": "{A}", "year": "2016"}, id="opening-brace-twice"
        ),
        pytest.param(
            "title = A {B} c},\n year = {2016},", {"title": "A {B} c", "year": "2016"}, id="no-brace"
        ),
        pytest.param("title = {A} year = {2016},", {"title": "A", "year": "2016"}, id="comma-lost"),
        pytest.param("title {A}, year == {2016},", {"title": "A", "year": "2016"}, id="sign-lost-and-twice"),
        pytest.param("title = \n year = {2016},", {"title": "", "year": "2016"}, id="value-lost"),
        pytest.param(
            "title = {A},\n words\n year = {2016},", {"title": "A", "year": "2016"}, id="words-between"
        ),
        pytest.param(
            "title = {A} words\n year = {2016},", {"title": "A words", "year": "2016"}, id="words-behind"
        ),
    ],
)
def test_what_is_left_of_a_damaged_entry_is_read(entry: str, expected: dict[str, str]) -> None:
    text = f"@misc{{first, title = {{F}}}}\n@misc{{a,\n {entry}\n}}\n@misc{{last, title = {{L}}}}\n"
    first, damaged, last = records(text)
    assert (first.text("title"), last.text("title")) == ("F", "L")
    assert {item.name: item.value for item in damaged.fields} == expected
    assert problems(text)
