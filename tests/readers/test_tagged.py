"""What RIS, PubMed's, Web of Science's and EndNote's files have in common: no line and no tag is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.readers import reader
from litreview.text.decode import decode

if TYPE_CHECKING:
    from litreview.model import ReadResult, Record

param = pytest.param

CASES = Path(__file__).parents[1] / "cases" / "tagged"
SHARED = Path(__file__).parents[2] / ".." / "shared" / "data"
COMPARED = ("title", "year", "month", "volume", "number", "pages", "doi")
SUFFIXES = {"ris": ".ris", "nbib": ".nbib", "wos": ".ciw", "enw": ".enw"}


def read(name: str, data: bytes) -> ReadResult:
    return reader.named(name).function(data, "x")


def records(result: ReadResult) -> list[Record]:
    return [block.record for block in result.blocks if block.record]


def left_over(data: bytes, result: ReadResult) -> str:
    """Give what of the file is in no block: the raws, looked for one after another, must hold all of it."""
    text, at, left = decode(data).text, 0, ""
    for block in result.blocks:
        start = text.index(block.raw, at)
        left += text[at:start]
        at = start + len(block.raw)
    return (left + text[at:]).strip().strip("\ufeff \x00")


def compared(record: Record) -> list[object]:
    container = record.text("journal") or record.text("booktitle")
    return [record.people, container, *(record.text(name) for name in COMPARED)]


@pytest.mark.parametrize(("name", "suffix"), SUFFIXES.items())
def test_registered(name: str, suffix: str) -> None:
    for written in (suffix, suffix.upper()):
        found = reader.for_suffix(written)
        assert found is not None
        assert found.name == name


@pytest.mark.parametrize(
    ("name", "data", "claimed"),
    [
        param("ris", b"@article{a,\n title = {TY  - JOUR}}\n", False, id="ris-bibtex"),
        param("ris", b"PMID- 1\nTI  - Title\n", False, id="ris-nbib"),
        param("ris", b"FN Clarivate\nPT J\nTY CONF\n", False, id="ris-wos"),
        param("ris", b"%0 Book\n%T Title\n", False, id="ris-enw"),
        param("ris", b"The TY  - BOOK line says the type.\n", False, id="ris-prose"),
        param("ris", b'[{"TY": "JOUR"}]', False, id="ris-json"),
        param("ris", b"", False, id="ris-empty"),
        param("ris", b"1.\nTY  - JOUR\n", True, id="ris-numbered"),
        param("ris", b"\xef\xbb\xbfTY  - JOUR\n", True, id="ris-mark"),
        param("ris", "\ufeffTY  - JOUR\n".encode("utf-16-le"), True, id="ris-utf-16"),
        param("ris", b"ty - jour\n", True, id="ris-small-and-narrow"),
        param("nbib", b"TY  - JOUR\nAN  - PMID- 1\n", False, id="nbib-ris"),
        param("nbib", b"FN Clarivate\nPT J\nPM 1\n", False, id="nbib-wos"),
        param("nbib", b"%0 Book\n%M PMID- 1\n", False, id="nbib-enw"),
        param("nbib", b"@article{a, note = {PMID- 1}}", False, id="nbib-bibtex"),
        param("nbib", b"See PMID- 12345678.\n", False, id="nbib-prose"),
        param("nbib", b"", False, id="nbib-empty"),
        param("nbib", b"\nPMID- 27169098\nOWN - NLM\n", True, id="nbib-pubmed"),
        param("nbib", b"PMID-27169098\r\n", True, id="nbib-without-a-space"),
        param("nbib", b"STAT- MEDLINE\nFAU - A, B\nEDAT- 2016\nJID - 1\n", True, id="nbib-without-a-number"),
        param("wos", b"TY  - JOUR\nAU  - A\nTI  - B\nER  - \n", False, id="wos-ris"),
        param("wos", b"PMID- 1\nPT  - Journal Article\n", False, id="wos-nbib"),
        param("wos", b"%0 Book\n%T PT J\n", False, id="wos-enw"),
        param("wos", b"@article{a,\nAU = {B},\nTI = {C}}", False, id="wos-bibtex"),
        param("wos", b"PT cruises\nAU revoir\nTI amo\nSO what\n", False, id="wos-prose"),
        param("wos", b"FN key\n", False, id="wos-another-fn"),
        param("wos", b"", False, id="wos-empty"),
        param("wos", b"FN Clarivate Analytics Web of Science\r\nVR 1.0\r\n", True, id="wos-clarivate"),
        param("wos", "\ufeffFN Thomson Reuters Web of Knowledge\n".encode(), True, id="wos-mark"),
        param("wos", "\ufeffFN Clarivate\nVR 1.0\n".encode("utf-16-le"), True, id="wos-utf-16"),
        param("wos", b"PT J\r\nAU A, B\r\nTI C\r\nSO D\r\nER\r\n", True, id="wos-without-a-head"),
        param("enw", b"TY  - JOUR\nTI  - %0 Book\n", False, id="enw-ris"),
        param("enw", b"PMID- 1\nTI  - A\n", False, id="enw-nbib"),
        param("enw", b"FN Clarivate\nPT J\n", False, id="enw-wos"),
        param("enw", b"% A comment\n% The second\n@article{a}\n", False, id="enw-bibtex"),
        param("enw", b"%A comment\n\\section{%0 x}\n", False, id="enw-latex"),
        param("enw", b"%PDF-1.7\n%\xe2\xe3\n", False, id="enw-pdf"),
        param("enw", b"%%MatrixMarket matrix\n", False, id="enw-another-percent"),
        param("enw", b"", False, id="enw-empty"),
        param("enw", b"\xef\xbb\xbf%0 Book\n%T A\n", True, id="enw-endnote"),
        param("enw", b"%A A, B\n%T C\n%D 2000\n", True, id="enw-refer"),
    ],
)
def test_sniff(name: str, data: bytes, claimed: bool) -> None:
    sniff = reader.named(name).sniff
    assert sniff is not None
    assert sniff(data) is claimed


PLAIN = {
    "ris": "TY  - BOOK\nAU  - Segal, Adam\nT1  - The hacked world order\nER  - \n",
    "nbib": "PMID- 10000001\nTI  - A long title that\n      is wrapped.\nFAU - Long, Vicky\nAU  - Long V\n",
    "wos": "FN Clarivate\nVR 1.0\nPT J\nAU Segal, A\nAF Segal, Adam\nTI A title that\n   is wrapped\nER\n\nEF\n",
    "enw": "%0 Book\n%A Segal, Adam\n%T The hacked\nworld order\n",
}
"""A record, and what it holds."""
HELD = {
    "ris": ("book", {"author": "Segal, Adam", "title": "The hacked world order"}),
    "nbib": ("misc", {"author": "Long, Vicky", "title": "A long title that is wrapped", "pmid": "10000001"}),
    "wos": ("article", {"author": "Segal, Adam", "title": "A title that is wrapped"}),
    "enw": ("book", {"author": "Segal, Adam", "title": "The hacked world order"}),
}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        param("ris", PLAIN["ris"], id="ris-plain"),
        param("ris", "\ufeff" + PLAIN["ris"], id="ris-byte-order-mark"),
        param("ris", PLAIN["ris"].replace("\n", "\r\n"), id="ris-crlf"),
        param("ris", PLAIN["ris"].replace("\n", "\r"), id="ris-cr"),
        param("ris", PLAIN["ris"].strip(), id="ris-no-last-newline"),
        param("ris", PLAIN["ris"].replace("  - ", " - "), id="ris-one-space"),
        param("ris", PLAIN["ris"].replace("  - ", "   -   "), id="ris-three-spaces"),
        param("ris", PLAIN["ris"].replace("  - ", "\t-\t"), id="ris-tabs"),
        param(
            "ris",
            PLAIN["ris"].replace("TY", "ty").replace("AU", "au").replace("T1", "t1"),
            id="ris-small-tags",
        ),
        param("ris", "\n\n" + PLAIN["ris"] + "\n\n", id="ris-blank-lines"),
        param("ris", PLAIN["ris"].replace("\n", "\n\n"), id="ris-blank-lines-within"),
        param("ris", "  " + PLAIN["ris"].replace("\n", "\n  ").rstrip(" "), id="ris-indented"),
        param(
            "ris",
            "AU  - Segal, Adam\nTY  - BOOK\nT1  - The hacked world order\nER  - ",
            id="ris-type-not-first",
        ),
        param(
            "ris", "TY  - BOOK\nAU  - Segal,\n Adam\nT1  - The hacked\nworld order\nER  -", id="ris-wrapped"
        ),
        param("ris", "TY  – BOOK\nAU  – Segal, Adam\nT1  – The hacked world order\nER  –", id="ris-dashes"),
        param("nbib", PLAIN["nbib"], id="nbib-plain"),
        param("nbib", "\ufeff" + PLAIN["nbib"], id="nbib-byte-order-mark"),
        param("nbib", PLAIN["nbib"].replace("\n", "\r\n"), id="nbib-crlf"),
        param("nbib", "\n\n" + PLAIN["nbib"].strip(), id="nbib-blank-lines"),
        param("nbib", PLAIN["nbib"].replace("- ", "-"), id="nbib-without-spaces"),
        param("wos", PLAIN["wos"], id="wos-plain"),
        param("wos", "\ufeff" + PLAIN["wos"], id="wos-byte-order-mark"),
        param("wos", PLAIN["wos"].replace("\n", "\r\n"), id="wos-crlf"),
        param("wos", PLAIN["wos"].replace("\nEF\n", ""), id="wos-no-end-of-file"),
        param("wos", PLAIN["wos"].replace("FN Clarivate\nVR 1.0\n", ""), id="wos-no-head"),
        param("enw", PLAIN["enw"], id="enw-plain"),
        param("enw", "\ufeff" + PLAIN["enw"], id="enw-byte-order-mark"),
        param("enw", PLAIN["enw"].replace("\n", "\r\n"), id="enw-crlf"),
        param("enw", "\n\n" + PLAIN["enw"].strip(), id="enw-blank-lines"),
        param("enw", "%A Segal, Adam\n%T The hacked\nworld order\n%0 Book", id="enw-type-last"),
    ],
)
def test_silent(name: str, text: str) -> None:
    result = read(name, text.encode())
    assert result.problems == ()
    assert left_over(text.encode(), result) == ""
    (record,) = records(result)
    assert (record.type, {field.name: field.text for field in record.fields}) == HELD[name]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        param("ris", "", [(0, "no-records")], id="ris-empty"),
        param("ris", "words\n", [(0, "no-records")], id="ris-only-words"),
        param("ris", "TY  - BOOK\nTI  - A\n", [(1, "missing-end")], id="ris-no-end"),
        param(
            "ris",
            "TY  - BOOK\nTI  - A\nTY  - JOUR\nTI  - B\nER  - ",
            [(1, "missing-end")],
            id="ris-no-end-between",
        ),
        param("ris", "TI  - A\nER  - ", [(1, "missing-type")], id="ris-no-type"),
        param("ris", "TY  - ODD\nTI  - A\nER  - ", [(1, "unknown-type")], id="ris-unknown-type"),
        param("ris", "TY  - BOOK\nER  - ", [(1, "empty-record")], id="ris-nothing-in-it"),
        param(
            "ris",
            "TY  - BOOK\nID  - a1\nTI  - A\nER  - \nTY  - BOOK\nID  - a1\nTI  - B\nER  - ",
            [(5, "duplicate-key")],
            id="ris-same-label",
        ),
        param(
            "ris", "TY  - BOOK\nTI  - A\xe9\nER  - ".encode("latin-1"), [(0, "encoding")], id="ris-not-utf-8"
        ),
        param("nbib", "", [(0, "no-records")], id="nbib-empty"),
        param("nbib", "PMID- 1\nSO  stray\nTI  - A\n", [(2, "stray-line")], id="nbib-stray-line"),
        param("nbib", "PMID- \nTI  -\n", [(1, "empty-record")], id="nbib-nothing-in-it"),
        param("wos", "", [(0, "no-records")], id="wos-empty"),
        param("wos", "FN Clarivate\nVR 1.0\nEF\n", [(0, "no-records")], id="wos-no-records"),
        param("wos", "PT J\nTI A\nPT J\nTI B\nER", [(1, "missing-end")], id="wos-no-end"),
        param("wos", "PT J\nTI A\nEF", [(1, "missing-end")], id="wos-no-end-before-the-end-of-file"),
        param("wos", "PT Q\nTI A\nER", [(1, "unknown-type")], id="wos-unknown-type"),
        param("wos", "PT J\nAB one\ntwo\nER", [(3, "stray-line")], id="wos-line-without-indent"),
        param("wos", "PT J\nER", [(1, "empty-record")], id="wos-nothing-in-it"),
        param("enw", "", [(0, "no-records")], id="enw-empty"),
        param("enw", "words\n", [(0, "no-records")], id="enw-only-words"),
        param("enw", "%0 Odd\n%T A", [(1, "unknown-type")], id="enw-unknown-type"),
        param("enw", "%0 Book\n", [(1, "empty-record")], id="enw-nothing-in-it"),
        param(
            "enw", "%0 Book\n%F a1\n%T A\n\n%0 Book\n%F a1\n%T B", [(5, "duplicate-key")], id="enw-same-label"
        ),
    ],
)
def test_reported(name: str, text: str | bytes, expected: list[tuple[int, str]]) -> None:
    data = text if isinstance(text, bytes) else text.encode()
    result = read(name, data)
    assert [(problem.line, problem.code) for problem in result.problems] == expected
    assert left_over(data, result) == ""


@pytest.mark.parametrize(("name", "suffix"), SUFFIXES.items())
def test_same_as_bibtex(name: str, suffix: str) -> None:
    ours = records(read(name, (CASES / f"works{suffix}").read_bytes()))
    bib = records(read("bibtex", (CASES / "works.bib").read_bytes()))
    assert list(map(compared, ours)) == list(map(compared, bib))


REAL = {
    "ris": ("bibliographies/**/[!e]*.ris", "bibliographies/**/example_[!w]*.ris", "hostile/*.ris"),
    "nbib": ("bibliographies/**/MedlinePlain*", "bibliographies/**/*.nbib"),
    "wos": ("bibliographies/**/*.isi", "bibliographies/**/example_wos.ris"),
    "enw": ("bibliographies/**/*.enw", "bibliographies/**/*.ref"),
}


@pytest.mark.parametrize("name", SUFFIXES)
def test_real_files_are_covered(name: str) -> None:
    files = [path for pattern in REAL[name] for path in sorted(SHARED.glob(pattern))]
    if not files:
        pytest.skip("no real files here")
    for path in files:
        data = path.read_bytes()
        result = read(name, data)
        assert left_over(data, result) == "", path.name
        assert name != "wos" or len(records(result)) == data.count(b"\nPT "), path.name


LINES = {
    "ris": ["TY  - JOUR", "ER  - ", "ER", "ER - x", "", "AU  - A, B", "T1 - x", "ty  - book", "1."],
    "nbib": ["PMID- 12", "", "FAU - A, B", "      more", "AID - x [doi]", "TI-", "DP  - 2016 Apr"],
    "wos": ["FN x", "EF", "PT J", "ER", "", "AU A, B", "   C, D", "PY 2006", "PD JUN 14", "DE a; b"],
    "enw": ["%0 Book", "", "%A A, B", "%T x", "more", "%K k", "%[ 2015", "%8 May", "%D 2016"],
}  # fmt: skip


@pytest.mark.parametrize("name", SUFFIXES)
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_any_input(name: str, data: st.DataObject) -> None:
    line = st.one_of(st.sampled_from(LINES[name]), st.text(max_size=12))
    text = st.lists(line, max_size=12).map(lambda lines: "\n".join(lines).encode("utf-8", errors="replace"))
    made = data.draw(st.one_of(text, text, st.binary(max_size=300)))
    assert left_over(made, read(name, made)) == ""
