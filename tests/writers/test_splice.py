"""An entry is changed where it stands: what is not edited stays as it is, letter for letter."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.readers.bibtex import read_bibtex
from litreview.writers.splice import splice

DATA = Path(__file__).parents[3] / "shared" / "data" / "bibliographies"
ALIGNED = '@book{a,\n  title     = {Old {T}itle},\n  year      = 1999,\n  publisher = "P # Q"\n}'
CLOSE = "@book{a,title={Old},year={1999}}"


@pytest.mark.parametrize(
    ("raw", "changes", "expected"),
    [
        pytest.param(ALIGNED, {}, ALIGNED, id="nothing"),
        pytest.param(CLOSE, {"note": ""}, CLOSE, id="remove-what-is-not-there"),
        pytest.param("@book{a}", {"year": "2001"}, "@book{a}", id="head-without-a-comma"),
        pytest.param("free text, a = {b}", {"a": "c"}, "free text, a = {b}", id="no-entry"),
        pytest.param(ALIGNED, {"year": "2001"}, ALIGNED.replace("1999", "2001"), id="number-stays-bare"),
        pytest.param(ALIGNED, {"year": "c2001"}, ALIGNED.replace("1999", "{c2001}"), id="number-no-more"),
        pytest.param(ALIGNED, {"publisher": "R"}, ALIGNED.replace("P # Q", "R"), id="quotes-stay"),
        pytest.param(
            ALIGNED, {"publisher": 'R "S"'}, ALIGNED.replace('"P # Q"', '{R "S"}'), id="quotes-in-quotes"
        ),
        pytest.param(
            ALIGNED, {"title": "New {T}"}, ALIGNED.replace("Old {T}itle", "New {T}"), id="nested-braces"
        ),
        pytest.param(ALIGNED, {"year": ""}, ALIGNED.replace("  year      = 1999,\n", ""), id="line-goes"),
        pytest.param(
            ALIGNED, {"publisher": ""}, ALIGNED.replace('  publisher = "P # Q"\n', ""), id="last-line-goes"
        ),
        pytest.param(
            ALIGNED, {"doi": "10.1/x"}, ALIGNED.replace('"\n}', '",\n  doi       = {10.1/x}\n}'), id="aligned"
        ),
        pytest.param(CLOSE, {"isbn": "1"}, "@book{a,title={Old},year={1999},isbn={1}}", id="close"),
        pytest.param(CLOSE, {"title": ""}, "@book{a,year={1999}}", id="one-of-a-line-goes"),
        pytest.param(
            "@book{a,\r\n\tyear = 1,\r\n}", {"note": "x"}, "@book{a,\r\n\tyear = 1,\r\n\tnote = {x},\r\n}",
            id="line-ends-and-tabs",
        ),
        pytest.param("@book{a,\n}", {"year": "1"}, "@book{a,\n  year = {1},\n}", id="first-field"),
        pytest.param(
            '@misc(a, title = "x" # y # {z}, year = 1)', {"title": "T"}, "@misc(a, title = {T}, year = 1)",
            id="parts-and-parentheses",
        ),
        pytest.param(
            "@misc{a,\n% title = {commented},\n title = {T}}", {"title": "U"},
            "@misc{a,\n% title = {commented},\n title = {U}}", id="behind-a-comment",
        ),
        pytest.param("@misc{a, month = jan}", {"month": "feb"}, "@misc{a, month = feb}", id="month"),
        pytest.param(
            ALIGNED, {"year": "", "publisher": "", "title": "", "note": "x"}, "@book{a,\n  note = {x},\n}",
            id="all-others-go",
        ),
    ],
)  # fmt: skip
def test_splices(raw: str, changes: dict[str, str], expected: str) -> None:
    assert splice(raw, changes) == expected


def test_the_type_changes_in_its_place() -> None:
    assert splice("@ Book {a,title={x}}", {}, "article") == "@ article {a,title={x}}"
    assert splice("@Book{a,title={x}}", {}, "book") == "@Book{a,title={x}}"


def fields(raw: str) -> dict[str, str]:
    """Give the fields of an entry that stands alone; those without a value count as absent."""
    records = [block.record for block in read_bibtex(raw.encode(), "x.bib").blocks if block.record]
    assert len(records) == 1
    return {field.name: field.value for field in records[0].fields if field.value}


@pytest.mark.skipif(not DATA.is_dir(), reason="needs the bibliographies of ../shared")
def test_real_entries_keep_all_else() -> None:
    changes = {"title": "X {Y} z", "year": "", "litnote": 'n, {"o}te = 1'}
    tried = 0
    for path in sorted(DATA.rglob("*.bib"))[::25]:
        result = read_bibtex(path.read_bytes(), path.name)
        told = {problem.line for problem in result.problems}
        for block in result.blocks[:40]:
            if block.record is None or told & set(range(block.line, block.line + block.raw.count("\n") + 1)):
                continue
            tried += 1
            wanted = fields(block.raw) | changes
            wanted.pop("year")
            assert fields(splice(block.raw, changes)) == wanted, block.raw
    assert tried > 100


value = st.text(st.sampled_from(string.ascii_letters + ' ,=#%@"\\&'), min_size=1, max_size=12).map(
    lambda text: "{" + " ".join(text.split()).rstrip("\\") + "x}"
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(["title", "note", "x-y", "isbn"]), value, min_size=1), st.data())
def test_edits_read_back_and_come_off_again(held: dict[str, str], data: st.DataObject) -> None:
    raw = "@book{a,\n" + "".join(f"  {name} = {{{text}}},\n" for name, text in held.items()) + "}"
    changes = data.draw(st.dictionaries(st.sampled_from(["title", "note", "url", "isbn"]), value, min_size=1))
    spliced = splice(raw, changes)
    assert fields(spliced) == fields(raw) | changes
    back = {name: held.get(name, "") for name in changes}
    assert fields(splice(spliced, back)) == fields(raw)
