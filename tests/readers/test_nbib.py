"""Every line of a PubMed file is in a block and every tag in a field; full names win over short ones."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from litreview.readers.bibtex import read_bibtex
from litreview.readers.nbib import read_nbib
from litreview.text.decode import decode

if TYPE_CHECKING:
    from litreview.model import ReadResult, Record

CASES = Path(__file__).parents[1] / "cases" / "tagged"
JABREF = Path(__file__).parents[2] / ".." / "shared" / "data" / "bibliographies" / "JabRef-otherformats"
COMPARED = ("title", "people", "year", "container", "volume", "number", "pages", "doi")


def records(result: ReadResult) -> list[Record]:
    return [block.record for block in result.blocks if block.record]


def one(*lines: str) -> Record:
    (record,) = records(read_nbib("\n".join(["PMID- 10000001", *lines]).encode(), "x.nbib"))
    return record


def values(record: Record) -> dict[str, str]:
    return {field.name: field.text for field in record.fields if field.name != "pmid"}


def left_over(data: bytes, result: ReadResult) -> str:
    text, at, left = decode(data).text, 0, ""
    for block in result.blocks:
        start = text.index(block.raw, at)
        left += text[at:start]
        at = start + len(block.raw)
    return (left + text[at:]).strip()


def compared(record: Record) -> dict[str, object]:
    seen: dict[str, object] = {name: record.text(name) for name in COMPARED}
    seen["container"] = record.text("journal") or record.text("booktitle")
    seen["people"] = record.people
    return seen


def test_records_are_parted() -> None:
    text = "PMID- 1\nTI  - A\nPMID- 2\nTI  - B\n\nwords\n\nTI  - C\n\n      goes on\n"
    result = read_nbib(text.encode(), "x.nbib")
    assert [block.kind for block in result.blocks] == ["entry", "entry", "comment", "entry"]
    assert [record.text("title") for record in records(result)] == ["A", "B", "C goes on"]
    assert left_over(text.encode(), result) == ""


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["DP  - 2009"], {"year": "2009"}, id="year"),
        pytest.param(
            ["DP  - 2016 Apr 19"], {"year": "2016", "month": "April", "date": "2016-04-19"}, id="day"
        ),
        pytest.param(["DP  - 2010   06"], {"year": "2010", "month": "June"}, id="month"),
        pytest.param(["DP  - 2015 Mar-Apr"], {"year": "2015", "month": "Mar-Apr"}, id="two-months"),
        pytest.param(["DP  - 2014 Winter"], {"year": "2014", "month": "Winter"}, id="season"),
        pytest.param(["TI  - The U.S."], {"title": "The U.S."}, id="abbreviation-at-the-end"),
        pytest.param(
            ["TI  - [Two].", "TT  - Zwei."], {"title": "[Two]", "titleaddon": "Zwei"}, id="translated"
        ),
        pytest.param(
            ["JT  - Long", "TA  - Short"], {"journal": "Long", "shortjournal": "Short"}, id="journal"
        ),
        pytest.param(["TA  - Short"], {"journal": "Short"}, id="short-journal-alone"),
        pytest.param(["PG  - 454-81"], {"pages": "454–81"}, id="pages"),
        pytest.param(["PG  - 12-9; discussion 20"], {"pages": "12-9; discussion 20"}, id="odd-pages"),
        pytest.param(
            ["LID - 10.1/x [pii]", "AID - 10.1000/x [doi]"],
            {"doi": "10.1000/x", "nbib-lid": "10.1/x [pii]"},
            id="doi",
        ),
        pytest.param(
            ["LID - 10.1000/x [doi]", "AID - 10.1000/X [doi]"], {"doi": "10.1000/x"}, id="doi-twice"
        ),
        pytest.param(["AID - doi:10.1000/x"], {"doi": "10.1000/x"}, id="doi-unmarked"),
        pytest.param(["IS  - 0955-2359"], {"issn": "0955-2359"}, id="issn"),
        pytest.param(
            ["IS  - 0955-2359 (Print)"],
            {"issn": "0955-2359", "nbib-is": "0955-2359 (Print)"},
            id="kind-of-issn",
        ),
        pytest.param(["MH  - Female", "OT  - health"], {"keywords": "Female, health"}, id="keywords"),
        pytest.param(["PMC - PMC4513071"], {"pmcid": "PMC4513071"}, id="pmc"),
        pytest.param(["XYZ - kept", "QQ  - too"], {"nbib-xyz": "kept", "nbib-qq": "too"}, id="unknown-tags"),
    ],
)
def test_fields(lines: list[str], expected: dict[str, str]) -> None:
    assert values(one(*lines)) == expected


def test_every_tag_is_in_a_field() -> None:
    tags = ["".join(letters) for letters in product("ABCDEFGHIJKLMNOPQRSTUVWXYZ", repeat=2)]
    tags += ["FAU", "FED", "LID", "AID", "BTI", "CTI", "ISBN", "IRAD", "PMCR"]
    record = one(*(f"{tag:4}- word{tag}" for tag in tags))
    kept = " ".join(field.text for field in record.fields)
    assert [tag for tag in tags if f"word{tag}" not in kept and tag not in {"AU", "ED"}] == []


def test_people() -> None:
    lines = [
        "FAU - Long, Vicky",
        "AU  - Long V",
        "AU  - van der Berg JA",
        "CN  - Women and Work Group",
        "FED - Roe, Ann",
    ]
    people = one(*lines).people
    assert [
        (person.role, person.prefix, person.family, person.given, person.literal) for person in people
    ] == [
        ("author", "", "Long", "Vicky", ""),
        ("author", "van der", "Berg", "JA", ""),
        ("author", "", "", "", "Women and Work Group"),
        ("editor", "", "Roe", "Ann", ""),
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["PT  - Journal Article"], "article", id="article"),
        pytest.param(["PT  - Review", "JT  - J"], "article", id="review"),
        pytest.param(["PT  - Clinical Conference", "JT  - J"], "article", id="conference-in-a-journal"),
        pytest.param(["PT  - Congress"], "inproceedings", id="conference"),
        pytest.param(["PT  - Book", "BTI - B"], "book", id="book"),
        pytest.param(["PT  - Book", "BTI - B", "TI  - A"], "incollection", id="chapter"),
        pytest.param(["PT  - Technical Report"], "techreport", id="report"),
        pytest.param(["TI  - A"], "misc", id="unknown"),
    ],
)
def test_types(lines: list[str], expected: str) -> None:
    assert one(*lines).type == expected


DIFFERENT = {
    "MedlinePlainImporterTestCompleteEntry": {"title", "number", "pages"},
    # the title without PubMed's full stop; JabRef calls the number "issue"; a range has two hyphens
    "MedlinePlainImporterTestMultiTitle": {"title"},  # JabRef puts a colon between the lines of TI
    "NbibImporterTest": {"title", "people", "doi"},
    # the full stop; CN is an author as well; JabRef calls the DOI "article-doi"
}
"""Where our records differ from JabRef's .bib beside its file, and why."""


def test_jabref_pairs() -> None:
    files = [*sorted(JABREF.glob("MedlinePlain*.txt")), *sorted(JABREF.glob("*.nbib"))]
    pairs = [path for path in files if path.with_suffix(".bib").exists()]
    if not pairs:
        pytest.skip("no JabRef files here")
    for path in pairs:
        theirs = [
            compared(record) for record in records(read_bibtex(path.with_suffix(".bib").read_bytes(), "x"))
        ]
        ours = [compared(record) for record in records(read_nbib(path.read_bytes(), "x"))]
        assert len(ours) == len(theirs), path.name
        differ = {name for a, b in zip(ours, theirs, strict=True) for name in COMPARED if a[name] != b[name]}
        assert differ == DIFFERENT.get(path.stem, set()), path.name
