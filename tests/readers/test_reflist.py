"""Printed references come in as records: each entry of the list is kept as printed, read, or reported."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.readers import reader
from litreview.readers.reflist import _sniff, read_reflist

if TYPE_CHECKING:
    from litreview.model import ReadResult, Record

MIXED = frozenset(("styles", "pasted"))  # with headings, and with the heads of pages
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


def test_dash_repeats_the_author() -> None:
    result = read("World Health Organization. (2015). Guidelines. WHO.\n———. (2016). Statistics. WHO.\n")
    assert [surnames(block.record) for block in result.blocks if block.record] == [
        ["World Health Organization"]
    ] * 2


WOS = b"PT J\nAU Segal, A\n   Clarke, R\nTI A title of a paper\nSO THINGS\nPY 2016\nVL 1\nBP 3\nER\n\n"
NOT_LISTS = [
    pytest.param(b"FN Thomson Reuters Web of Science\nVR 1.0\n" + WOS * 4 + b"EF\n", id="wos"),
    pytest.param(WOS * 4, id="wos-without-its-head"),
    pytest.param(b"PT\tAU\tTI\tPY\n" + b"J\tSegal, A\tA title\t2016\n" * 4, id="wos-table"),
    pytest.param(
        b"Author\n  Segal, Adam;  Clarke, Richard\nTitle\n  A title of a paper.\nSource\n  Things. 8, 2015.\n\n"
        * 4,
        id="ovid",
    ),
    pytest.param(
        b"Segal (2016) argues that states shape the network.\n\nClarke (2010) warns of war.\n\nNye (2017) doubts it.\n",
        id="notes-by-author",
    ),
    pytest.param(
        b"3 March 2016: read Segal, A.\n4 March 2016: wrote to Clarke, R.\n5 March 2016: met Nye, J.\n",
        id="diary",
    ),
    pytest.param(
        b"- Segal 2016: networks, p. 12\n- Clarke 2010: war, p. 69\n- Nye 2017: deterrence, pp. 44-71\n",
        id="bullets",
    ),
    pytest.param(
        b"1. Lancet. 2016 Jan 2;387(13):1-2. doi: 10.1000/x.\n\nA title of a paper.\n\nSegal A(1), Nye J(2).\n\n"
        * 4,
        id="pubmed-abstracts",
    ),
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


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, id=path.stem) for path in sorted(CASES.glob("*.txt")) if path.stem not in MIXED],
)
def test_sniff_knows_each_style(path: Path) -> None:
    assert _sniff(path.read_bytes())


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=path.name) for path in sorted(CASES.glob("*.[tm][xd]*"))]
)
def test_cases(path: Path) -> None:
    """The golden file lists each block as kind, line, type, and its fields; UPDATE_CASES=1 writes it anew."""
    name = path.name
    result = read_reflist(path.read_bytes(), name)
    rows = []
    for block in result.blocks:
        rows.append(f"{block.kind} {block.line} {block.record.type if block.record else ''}".rstrip())
        rows += [f"    {field.name}: {field.text}" for field in (block.record.fields if block.record else ())]
    rows += [
        f"{problem.severity} {problem.line} {problem.code}: {problem.message}" for problem in result.problems
    ]
    if os.environ.get("UPDATE_CASES"):
        path.with_suffix(".expected").write_text("\n".join(rows) + "\n", "utf-8")
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
        pytest.param("and", id="letters"),
        pytest.param("B.B.", id="joined-initials"),
        pytest.param("Smith, J. ", id="names"),
        pytest.param("Smith ABC ", id="short-names"),
        pytest.param("http://a.b/", id="links"),
        pytest.param("x' s", id="apostrophes"),
        pytest.param("12(3) ", id="volumes"),
        pytest.param(" \t", id="blanks"),
        pytest.param("张三，", id="chinese-names"),
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
