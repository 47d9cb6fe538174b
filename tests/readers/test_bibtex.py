"""Every block of a BibTeX file is kept as printed, read, or reported with its line."""

from __future__ import annotations

import logging
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.model import Field, ReadResult, Record
from litreview.readers import reader
from litreview.readers.bibtex import read_bibtex
from litreview.text.decode import decode

CASES = Path(__file__).parents[1] / "cases" / "bibtex"
SHARED = Path(__file__).parents[2] / ".." / "shared" / "data"


def read(text: str) -> ReadResult:
    return read_bibtex(text.encode(), "x.bib")


def records(text: str) -> list[Record]:
    return [block.record for block in read(text).blocks if block.record]


def problems(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in read(text).problems]


def left_over(text: str, result: ReadResult) -> str:
    """Give what of the text is in no block: the raws, looked for one after another, must hold all of it."""
    at, left = 0, ""
    for block in result.blocks:
        start = text.index(block.raw, at)
        left += text[at:start]
        at = start + len(block.raw)
    return (left + text[at:]).strip()


def test_registered() -> None:
    found = reader.for_suffix(".BIB")
    assert found is not None
    assert found.function is read_bibtex
    assert found.sniff is not None
    assert found.sniff(b"% words\n  @Book {a,")
    assert found.sniff("\ufeff@book{a,".encode("utf-16-le"))
    assert not found.sniff(b"TY  - BOOK\nAU  - me@home.org (work)\n")


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
        pytest.param("@misc{a}\n@misc{A}", id="keys-differ-in-case"),
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
        pytest.param("@misc{, title = {A}}", [(1, "missing-key")], id="empty-key"),
        pytest.param("\n@misc{title = {A}, year = 2000}", [(2, "missing-key")], id="no-key"),
        pytest.param("@misc{a, title = {A\n@misc{b}", [(1, "unreadable-entry")], id="not-closed"),
        pytest.param(
            "@misc{a,\n title = {A},\n words,\n year = 1}", [(3, "unreadable-entry")], id="no-field"
        ),
        pytest.param("@misc{a\n title = {A}}", [(1, "unreadable-entry")], id="no-comma-after-key"),
        pytest.param("@misc{a, b = {A}\n c = {B}}", [(2, "missing-comma")], id="no-comma"),
        pytest.param("@misc{a, b = {A} words}", [(1, "missing-comma")], id="text-behind-a-value"),
        pytest.param("@misc{a, b = two words}", [(1, "missing-comma")], id="no-delimiters"),
        pytest.param("@misc{a, b = x,\n c = x}", [(1, "undefined-macro")], id="undefined-macro"),
        pytest.param("@misc{a, b = x}\n@string{x = {X}}", [(1, "undefined-macro")], id="macro-too-late"),
        pytest.param("@misc{a}\n@on-line{b, title = {B}}", [(2, "lost-entry")], id="lost-entry"),
        pytest.param("@misc{a, file = {C:\\b\\}}", [(1, "backslash-before-brace")], id="backslash"),
        pytest.param("@misc{a{b}, year = 1}", [(1, "odd-key")], id="odd-key"),
        pytest.param(
            "@misc{a,\n % b = {c},\n year = 1}", [(2, "commented-field")], id="field-behind-percent"
        ),
        pytest.param("@{a, year = 1}", [(1, "missing-type")], id="no-type"),
    ],
)
def test_reported(text: str, expected: list[tuple[int, str]]) -> None:
    assert problems(text) == expected
    assert left_over(text, read(text)) == ""


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
        pytest.param("{A} # ", "A", id="nothing-behind"),
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


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_and_raw_with_any_newline(newline: str) -> None:
    text = newline.join(["words", "@misc{a,", "  title = {A\\", "b},", "  year = 2000", "}", "@misc{b}"])
    result = read(text)
    assert [block.line for block in result.blocks] == [1, 2, 7]
    assert [item.line for block in result.blocks if block.record for item in block.record.fields] == [3, 5]
    assert left_over(text, result) == ""


def test_the_log_stays_silent(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        read("@misc{a, title = {A\n@misc{b}")
    assert caplog.records == []
    assert logging.getLogger("bibtexparser.splitter").filters == []


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


def test_hostile_files() -> None:
    for path in _shared("hostile"):
        data = path.read_bytes()
        started = time.process_time()
        result = read_bibtex(data, path.name)
        assert time.process_time() - started < 2, path.name
        assert left_over(decode(data).text, result) == ""
        titles = [block.record.text("title") for block in result.blocks if block.record]
        assert b"Survivor" not in data or any("Survivor" in title for title in titles), path.name
