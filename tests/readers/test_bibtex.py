"""Every block of a BibTeX file is kept as printed, read, or reported with its line."""

from __future__ import annotations

import logging
import time
from collections import Counter
from pathlib import Path

import pytest
from bibtex_accounting import left_over, problems, read, records
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.model import Field
from litreview.readers import reader
from litreview.readers._bibtex_blocks import split
from litreview.readers.bibtex import read_bibtex
from litreview.text.decode import decode

CASES = Path(__file__).parents[1] / "cases" / "bibtex"
SHARED = Path(__file__).parents[2] / ".." / "shared" / "data"


def test_registered() -> None:
    found = reader.for_suffix(".BIB")
    assert found is not None
    assert found.function is read_bibtex
    assert found.sniff is not None
    assert found.sniff(b"% words\n  @Book {a,")
    assert found.sniff("\ufeff@book{a,".encode("utf-16-le"))
    assert not found.sniff(b"TY  - BOOK\nAU  - me@home.org (work)\n")


def test_mixed_file() -> None:
    text = (CASES / "mixed.bib").read_text(encoding="utf-8")
    result = read_bibtex(text.encode(), "mixed.bib")
    shown = [
        f"{block.line} {block.kind}" + (f" {block.record.type} {block.record.key}" if block.record else "")
        for block in result.blocks
    ]
    for block in result.blocks:
        if block.record:
            shown += [
                f"{item.line} {block.record.key}.{item.name} = {item.text}" for item in block.record.fields
            ]
    shown += [f"{item.line} {item.severity} {item.code}: {item.message}" for item in result.problems]
    assert "\n".join(shown) + "\n" == (CASES / "mixed.txt").read_text(encoding="utf-8")
    assert left_over(text, result) == ""


def test_a_record() -> None:
    text = (
        "@string{p = {Ecco}}\n@BOOK{Clarke2010,\n  Author = {Clarke, R. A. and Knake, R. K.},\n"
        "  title = {Cyber\n    {War}},\n  publisher = p,\n  month = apr,\n"
        "  url = {https://a.org/x\\_y},\n  doi = {10.1000/X}\n}"
    )
    (record,) = records(text)
    assert (record.key, record.type) == ("Clarke2010", "book")
    assert record.fields == (
        Field("author", "Clarke, R. A. and Knake, R. K.", "Clarke, R. A. and Knake, R. K.", 3),
        Field("title", "Cyber {War}", "Cyber War", 4),
        Field("publisher", "Ecco", "Ecco", 6),
        Field("month", "apr", "April", 7),
        Field("url", "https://a.org/x\\_y", "https://a.org/x_y", 8),
        Field("doi", "10.1000/X", "10.1000/X", 9),
    )
    assert [person.family for person in record.people] == ["Clarke", "Knake"]
    assert [item.value for item in record.identifiers] == ["10.1000/x", "https://a.org/x_y"]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        pytest.param('"A" # { b} #"c"', "A bc", id="parts"),
        pytest.param("x # y", "XX2", id="macro-in-a-macro"),
        pytest.param("X", "X", id="macros-ignore-case"),
        pytest.param('jan # "~5"', "January~5", id="month"),
        pytest.param("1 # 2", "12", id="numbers"),
        pytest.param('"a {"} b"', 'a {"} b', id="quote-in-braces"),
        pytest.param(r'"G{\"o}del"', r"G{\"o}del", id="escaped-quote"),
        pytest.param("{a # b}", "a # b", id="number-sign-in-braces"),
        pytest.param("{a\r\n   b}", "a b", id="white-space"),
        pytest.param(r"{a\\{b}\\}", r"a\\{b}\\", id="double-backslashes"),
    ],
)
def test_values(raw: str, value: str) -> None:
    text = f"@string{{x = {{X}}}}\n@string{{y = x # 2}}\n@misc{{a, title = {raw}}}"
    (record,) = records(text)
    assert record.fields[0].value == value
    assert read(text).problems == ()


def test_a_macro_defined_again_counts_from_there_on() -> None:
    first, second = records("@string{x={1}}\n@misc{a, b=x}\n@string{x={2}}\n@misc{c, b=x}")
    assert (first.text("b"), second.text("b")) == ("1", "2")


def test_macros_have_a_budget() -> None:
    text = "@string{a0 = {0123456789}}\n"
    text += "".join(f"@string{{a{n + 1} = a{n} # a{n} # a{n} # a{n}}}\n" for n in range(40))
    text += "@misc{x, title = a40}\n@misc{y, title = a1}"
    started = time.process_time()
    first, second = records(text)
    assert time.process_time() - started < 2
    assert len(first.text("title")) < 100_000
    assert second.text("title") == "0123456789" * 4
    assert "macro-too-long" in {code for _, code in problems(text)}


SLOW = {
    "unclosed-list": lambda n: "@misc{a, author = {" + "Smith, John and " * n + "\n@misc{b, title = {B}}",
    "at-signs": lambda n: "@" * 10 * n,
    "heads": lambda n: "@a{b,\n" * (n // 4),
    "heads-on-one-line": lambda n: "x@a{" * n,
    "deep-braces": lambda n: "@misc{a, title = {" + "{" * n + "}" * n + "}}",
    "one-value": lambda n: "@misc{a, title = {" + "word " * 20 * n + "}}",
    "unclosed-values": lambda n: "@misc{a," + " title = {x\n" * n,
    "unclosed-quotes": lambda n: '@misc{a, title = "x\n@misc{b, c = {d}}\n' * (n // 4),
    "unclosed-on-one-line": lambda n: "@book{a, title = {b " * (n // 2),
    "escaped-on-one-line": lambda n: "@book{a, title = {b\\}" * (n // 2),
    "escaped-braces": lambda n: "@misc{a, title = {b\\}\n" * (n // 4),
    "many-names": lambda n: "@misc{a, " + ",".join(f"titl{i} = {{b}}" for i in range(n)) + "}",
    "comments": lambda n: "@misc{a," + "% b = {\n" * n + "}",
    "blanks": lambda n: "@misc{a, b = {c} d" + " \n" * 5 * n + " d}",
}  # fmt: skip


@pytest.mark.parametrize("name", SLOW)
def test_time_is_linear(name: str) -> None:
    text = SLOW[name](30_000)
    started = time.process_time()
    result = read(text)
    assert time.process_time() - started < 5
    assert left_over(text, result) == ""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_and_raw_with_any_newline(newline: str) -> None:
    text = newline.join(["words", "@misc{a,", "  title = {A\\", "b},", "  year = 2000", "}", "@misc{b}"])
    result = read(text)
    assert [block.line for block in result.blocks] == [1, 2, 7]
    assert [item.line for block in result.blocks if block.record for item in block.record.fields] == [3, 5]
    assert left_over(text, result) == ""


def test_a_macro_s_value_is_read_over_several_lines() -> None:
    (record,) = records('@string(x = "X" #\n {Y})\n@misc(a, title = x # "Z")')
    assert record.text("title") == "XYZ"


def test_encoding_is_reported() -> None:
    result = read_bibtex(b"@misc{a, title = {caf\xe9}}", "x.bib")
    assert (result.encoding, result.problems[0].code) == ("cp1252", "encoding")
    assert result.blocks[0].record is not None
    assert result.blocks[0].record.text("title") == "café"


PIECES = st.lists(
    st.sampled_from(["@misc{a,", "@string{s=", "@comment{", "@misc", "{", "}", '"', "title", "=", ",", " # ", "s", "\n",
                     "\\", "\r", " ", "%", "@", "(", ")", "é", "year = 2000", "title = {A},", "\u00a0"]),
    max_size=30,
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_nothing_is_lost(text: str) -> None:
    result = read(text)
    assert left_over(text, result) == ""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    assert all(1 <= block.line <= lines.count("\n") + 1 for block in result.blocks)
    failed = sum(block.kind == "failed" for block in result.blocks)
    assert failed == sum(problem.code == "unreadable-entry" for problem in result.problems)
    assert all((block.record is not None) == (block.kind == "entry") for block in result.blocks)


def _shared(folder: str) -> list[Path]:
    files = sorted((SHARED / folder).rglob("*.bib")) if (SHARED / folder).is_dir() else []
    if not files:
        pytest.skip(f"no samples in {folder}")
    return files


def test_real_files() -> None:
    lost: list[str] = []
    count = 0
    for path in _shared("bibliographies"):
        data = path.read_bytes()
        result = read_bibtex(data, path.name)
        if left_over(decode(data).text, result):
            lost.append(path.name)
        count += 1
    assert count > 1000
    assert lost == []


READ_OTHERWISE = {
    "biblatex-apa-test-references.bib",  # an entry with % before each of its lines is a comment, as in biber
    "tag-contents-slashes.bib",  # BibTeX counts a brace behind a backslash
}


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        pytest.param("@book{a, title = {A} # { b}, year = 2000}", False, id="parts"),
        pytest.param('@book{a, title = "An {"}odd{"} sign"}', False, id="quotes-in-braces"),
        pytest.param("@book{a, title = {{{{{{deep}}}}}}}", False, id="deep"),
        pytest.param("@book{a,\n% year = 1999,\n title = {A} # {b}}", False, id="comment"),
        pytest.param("@book(a, title = {A} # {(b)})", False, id="parentheses"),
        pytest.param("@book{a, title = {Plain}}", False, id="plain-entries-are-read-once"),
        pytest.param(
            '@book{a, title = {x\\\\"y}, note = "\\\\{z}\\\\" # "w"}', True, id="escaped-backslashes"
        ),
    ],
)
def test_a_second_reader_is_asked_about_what_is_unusual(entry: str, told: bool) -> None:
    problems = read_bibtex(entry.encode(), "x.bib").problems
    assert [problem.code for problem in problems if problem.severity == "warning"] == (
        ["read-otherwise"] if told else []
    )


def test_bibtexparser_finds_no_entry_that_is_not_found(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    missed: set[str] = set()
    for path in _shared("bibliographies"):
        text = decode(path.read_bytes()).text
        found = Counter(
            (piece.type, piece.key, *(item.name for item in piece.fields)) for piece in split(text)
        )
        if _theirs(text) - found:
            missed.add(path.name)
    assert missed <= READ_OTHERWISE


def _theirs(text: str) -> Counter[tuple[str, ...]]:
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry
    from bibtexparser.splitter import Splitter

    entries: Counter[tuple[str, ...]] = Counter()
    for block in Splitter(text.replace("\r\n", "\n").replace("\r", "\n")).split().blocks:
        while isinstance(block, (DuplicateBlockKeyBlock, DuplicateFieldKeyBlock)):
            block = block.ignore_error_block  # noqa: PLW2901 (what was set aside counts)
        if isinstance(block, Entry):
            entries[block.entry_type.lower(), block.key, *(field.key for field in block.fields)] += 1
    return entries


def test_hostile_files() -> None:
    for path in _shared("hostile"):
        data = path.read_bytes()
        started = time.process_time()
        result = read_bibtex(data, path.name)
        assert time.process_time() - started < 2, path.name
        assert left_over(decode(data).text, result) == ""
        titles = [block.record.text("title") for block in result.blocks if block.record]
        assert b"Survivor" not in data or any("Survivor" in title for title in titles), path.name
