"""What a file is shows in its content, whatever its name; where that says nothing, in its suffix."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from litreview.actions.gather import Input, read
from litreview.readers import reader

param = pytest.param
CASES = Path(__file__).parents[1] / "cases"
SHARED = Path(__file__).parents[2] / "../shared/data"
SUFFIXES = (".bib", ".ris", ".nbib", ".ciw", ".enw", ".xml", ".json", ".csv", ".txt", ".dat", "")


def case(name: str) -> bytes:
    return (CASES / name).read_bytes()


def better_bibtex() -> bytes:
    item = '{"itemType": "book", "citationKey": "b2012", "title": "Norms", "date": "2012"}'
    return f'{{"config": {{"label": "BetterBibTeX JSON"}}, "items": [{item}]}}'.encode()


def tabs() -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter="\t").writerows(
        csv.reader(case("structured/works.csv").decode().splitlines(keepends=True))
    )
    return buffer.getvalue().encode()


def packed(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def samples() -> dict[str, tuple[str, bytes]]:
    """Give a file of each format by name, with its reader."""
    plain = {
        "bibtex": ("bibtex", case("structured/works.bib")),
        "bibtex-behind-words": ("bibtex", b"Exported on Tuesday.\n\n@book{a, title = {B}}\n"),
        "biblatex": ("bibtex", case("structured/exported.biblatex")),
        "ris": ("ris", case("tagged/works.ris")),
        "ris-with-bibtex-in-it": ("ris", b"TY  - JOUR\nTI  - x}\n}\n@article{evil, title={pwned}}\nER  - \n"),
        "nbib": ("nbib", case("tagged/works.nbib")),
        "wos": ("wos", case("tagged/works.ciw")),
        "enw": ("enw", case("tagged/works.enw")),
        "endnotexml": ("endnotexml", case("structured/works.xml")),
        "csljson": ("csljson", case("structured/works.json")),
        "better-bibtex": ("csljson", better_bibtex()),
        "jsonl": ("csljson", case("structured/exported.jsonl")),
        "csv": ("table", case("structured/works.csv")),
        "tsv": ("table", tabs()),
        "list": ("reflist", case("reflist/vancouver.txt")),
    }
    wide = {f"{name}-utf-16": (kind, data.decode().encode("utf-16")) for name, (kind, data) in plain.items()}
    wide = {name: found for name, found in wide.items() if found[0] != "reflist"}
    zipped = {
        "xlsx": ("table", packed({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})),
        "docx": ("docx", packed({"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"})),
    }
    return plain | wide | zipped


SAMPLES = samples()


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_content_says_what_a_file_is(name: str, suffix: str) -> None:
    kind, data = SAMPLES[name]
    assert read(Input(f"works{suffix}", "works", data)).format == kind


@pytest.mark.parametrize("name", SAMPLES)
def test_no_two_readers_claim_one_file(name: str) -> None:
    kind, data = SAMPLES[name]
    assert [entry.name for entry in reader.all().values() if entry.sniff and entry.sniff(data)] == [kind]


@pytest.mark.parametrize("name", ["paper.md", "notes.markdown"])
def test_markdown_is_notes(name: str) -> None:
    assert read(Input(name, name, case("notes/everything.md"))).format == "notes"


@pytest.mark.parametrize("text", ["", " \n", "Some words.\n", "\x00\x01\x02", "{", "PK\x03\x04"])
def test_what_says_nothing_is_what_its_suffix_says(text: str) -> None:
    assert read(Input("x.ris", "x.ris", text.encode())).format == "ris"
    assert read(Input("x.dat", "x.dat", text.encode())).format == "unknown"


KINDS = {
    ".bib": "bibtex", ".bibtex": "bibtex", ".biblatex": "bibtex", ".ris": "ris", ".nbib": "nbib", ".enw": "enw",
    ".ref": "enw", ".isi": "wos",
}  # fmt: skip


def test_real_files_are_claimed_by_their_own_reader_alone() -> None:
    files = [path for path in sorted(SHARED.glob("bibliographies/**/*")) if path.suffix in KINDS]
    if not files:
        pytest.skip("no real files here")
    wrong = {}
    for path in files:
        data = path.read_bytes()
        claims = [entry.name for entry in reader.all().values() if entry.sniff and entry.sniff(data)]
        if claims not in ([], [KINDS[path.suffix]]):
            wrong[path.name] = claims
    assert wrong == {"example_wos.ris": ["wos"]}  # which it is
