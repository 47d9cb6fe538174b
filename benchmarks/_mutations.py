"""Make damaged, mixed and made-up inputs out of sound ones: the same seed, the same bytes."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from litreview.readers import reader

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

TOP = Path(__file__).parents[1]
FOLDERS = (
    TOP / "tests/cases",
    TOP / "examples",
    TOP / "../shared/data/bibliographies",
    TOP / "../shared/data/hostile",
)
LONGEST = 6_000  # bytes of a sample that are damaged: most entries are shorter than a fifth of it
LONG = 200_000
PACKED = b"PK"
RANDOM, SOUP, STRANGE, EXTREME = 0.05, 0.15, 0.25, 0.28
"""Shares, summed up: random bytes, tokens in any order, a sample of another format, a very long input."""
MOST_DAMAGES = 5
MOST_BOOKS = 20
LARGEST_PACKED = 30_000  # bytes of a sample; a bomb is refused at once, and tells nothing more
TOKENS = (
    "TY  - JOUR\n", "ER  - \n", "ER", "AU  - ", "PMID- 1\n", "      ", "FAU - ", "PT J\n", "%0 Book\n",
    "%A ", "EF\n", "@article{", "@string{", "@comment", "@preamble{", "{", "}", '"', "#", "\\", "\\{",
    "%", "=", ",", " and ", "~", "$", "[", "]", ":", "\\u0000", "\\ud800", '{"type":"book"}', '"id"',
    '"fields":{', "null", "1e999", "-", "--", "—", "[@a]", "<record>", "</record>", "<style>", "</style>",
    "<ref-type>", "<!DOCTYPE a [", "<!ENTITY", "&amp;", "&x;", "&#0;", "<![CDATA[", "]]>", "<!--", "-->",
    "<?xml version='1.0' encoding='UTF-16'?>", "title,author\n", ";", "\t", "sep=;\n", "\n", "\r\n", "\r",
    "\n\n", " ", "---\n", "# ", "> ", "- ", "1. ", "[1] ", "(2012).", "n.d.", "^id", "#tag", "\ufeff",
    "\u2028", "\x85", "\x0c", "\x1c", "\x00", "\u202e", "\U0001f600", "é", "e\u0301", "中", "，", "\ud800",
    "10.1000/x", "https://a.b/", "2012", "99999999999999999999", "٣", "Ⅷ",
)  # fmt: skip
"""What means something to one reader or another, or to none."""
ENCODINGS = (
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-8-sig",
    "latin-1",
    "cp1252",
    "gb18030",
    "shift_jis",
    "utf-32",
)


class Samples:
    """Sound files to start from: of each reader its own, and all."""

    def __init__(self) -> None:
        self.own: dict[str, list[bytes]] = {name: [] for name in reader.all()}
        self.all: list[bytes] = []
        for folder in FOLDERS:
            for path in sorted(folder.rglob("*")):
                if path.is_file() and path.suffix not in {".pdf", ".db", ".sqlite"}:
                    self._take(path)
        for table in [data for data in self.own["table"] if not data.startswith(PACKED)][:MOST_BOOKS]:
            self.own["table"].append(workbook(table))
        for name, document in documents():
            self.own[name].append(document)
        for name, found in self.own.items():
            if not found:
                print(f"no samples for {name}: it is fed with those of others")

    def _take(self, path: Path) -> None:
        data = path.read_bytes()
        if data.startswith(PACKED) and len(data) > LARGEST_PACKED:
            return
        self.all.append(data)
        for name, entry in reader.all().items():
            if path.suffix in entry.suffixes or (entry.sniff is not None and entry.sniff(data)):
                self.own[name].append(data)


def mutated(draw: random.Random, samples: Samples, name: str) -> bytes:
    """Give an input for the reader of that name."""
    chance = draw.random()
    if chance < RANDOM:
        return draw.randbytes(draw.randrange(300))
    if chance < SOUP:
        return b"".join(_token(draw) for _ in range(draw.randrange(60)))
    own = samples.own[name] or samples.all
    data = draw.choice(samples.all if chance < STRANGE else own)
    if data.startswith(PACKED) and draw.random() < 0.8:
        return _repacked(draw, data)
    data = _piece(draw, data)
    if STRANGE <= chance < EXTREME:
        return _extreme(draw, data)
    for _ in range(draw.randint(1, MOST_DAMAGES)):
        data = draw.choice(DAMAGES)(draw, data, draw.choice(own))
    return data


def _token(draw: random.Random) -> bytes:
    return draw.choice(TOKENS).encode("utf-8", "surrogatepass")


def _piece(draw: random.Random, data: bytes) -> bytes:
    """Give a stretch of a long sample, which begins with a line more often than not."""
    if len(data) <= LONGEST or data.startswith(PACKED):
        return data
    start = draw.randrange(len(data) - LONGEST // 2)
    at_line = data.find(b"\n", start) + 1
    start = at_line if at_line and draw.random() < 0.8 else start
    return data[start : start + draw.randint(LONGEST // 10, LONGEST)]


def _span(draw: random.Random, data: bytes) -> tuple[int, int]:
    """Give a place and a length: one character, a line, or any stretch."""
    at = draw.randrange(len(data) + 1)
    match draw.randrange(3):
        case 0:
            return at, min(at + 1, len(data))
        case 1:
            start, end = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", at) + 1
            return start, end or len(data)
        case _:
            return at, min(at + draw.randrange(200), len(data))


def _cut(draw: random.Random, data: bytes, _other: bytes) -> bytes:
    start, end = _span(draw, data)
    return data[:start] + data[end:]


def _double(draw: random.Random, data: bytes, _other: bytes) -> bytes:
    start, end = _span(draw, data)
    return data[:end] + data[start:end] * draw.choice((1, 1, 2, 30)) + data[end:]


def _insert(draw: random.Random, data: bytes, _other: bytes) -> bytes:
    at = draw.randrange(len(data) + 1)
    return data[:at] + _token(draw) * draw.choice((1, 1, 1, 3, 100)) + data[at:]


def _byte(draw: random.Random, data: bytes, _other: bytes) -> bytes:
    at = draw.randrange(len(data) + 1)
    return data[:at] + draw.randbytes(1) + data[at + 1 :]


def _splice(draw: random.Random, data: bytes, other: bytes) -> bytes:
    piece = _piece(draw, other)
    start, end = _span(draw, piece)
    at = draw.randrange(len(data) + 1)
    return data[:at] + (piece[start:end] if draw.random() < 0.5 else piece[start:])


def _end(draw: random.Random, data: bytes, _other: bytes) -> bytes:
    return data[: draw.randrange(len(data) + 1)]


def _line_ends(draw: random.Random, data: bytes, _other: bytes) -> bytes:
    return data.replace(b"\n", draw.choice((b"\r\n", b"\r", b"\n\n", b" ", b"\n\r", b"\xe2\x80\xa8")))


def _encoded(draw: random.Random, data: bytes, _other: bytes) -> bytes:
    return data.decode("utf-8", "replace").encode(draw.choice(ENCODINGS), "replace")


DAMAGES: tuple[Callable[[random.Random, bytes, bytes], bytes], ...] = (
    _cut, _cut, _double, _double, _insert, _insert, _insert, _byte, _splice, _end, _line_ends, _encoded,
)  # fmt: skip


def _extreme(draw: random.Random, data: bytes) -> bytes:
    """Give a very long input: a piece again and again, or a value, a line or a run of signs without an end."""
    start, end = _span(draw, data)
    piece = draw.choice((data, data[start:end] or b"x", _token(draw), _token(draw), _token(draw)))
    size = draw.randrange(LONG)
    return data[:start] + piece * (size // len(piece)) + (data[end:] if draw.random() < 0.5 else b"")


def _repacked(draw: random.Random, data: bytes) -> bytes:
    """Damage one part of a packed file; the others and the packing stay sound."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {
                part: archive.read(part)
                for part in archive.namelist()
                if archive.getinfo(part).file_size < LONG
            }
    except (zipfile.BadZipFile, RuntimeError, ValueError):
        return data
    if not parts:
        return data
    name = draw.choice(list(parts))
    for _ in range(draw.randint(1, MOST_DAMAGES)):
        parts[name] = draw.choice(DAMAGES)(draw, parts[name], draw.choice(list(parts.values())))
    if draw.random() < 0.1:
        parts.pop(draw.choice(list(parts)))
    return _zip(parts)


def _zip(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def documents() -> Iterator[tuple[str, bytes]]:
    """Give Word documents with citations of each kind, out of the tests' own workshop, with their reader."""
    sys.path.append(str(TOP / "tests"))
    import wordfile as word

    works = (word.zotero("AB", word.SEGAL), word.zotero("CD", word.RID))
    one, two = word.field(word.csl(works[0])), word.field(word.csl(*works), cut=30)
    endnote = word.field(" ADDIN EN.CITE " + word.endnote(word.NYE), cut=50)
    note = word.footnotes(n2=word.paragraph(one))
    yield "docx", word.docx(word.paragraph("Words ", one), word.paragraph(two, endnote))
    yield "docx", word.docx(word.paragraph("Two", word.note_mark(2)), word_footnotes=note)
    sources = word.SOURCES.format(word.LEWIS + word.UNIDIR)
    yield "docx", word.docx(word.paragraph(word.field(" CITATION Lew06 ")), customXml_item1=sources)


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def workbook(table: bytes) -> bytes:
    """Give the lines of a table as a workbook: the first cell of each row shared, numbers as dates, the rest inline."""
    from xml.sax.saxutils import escape

    rows, shared = [], []
    for line in table.decode("utf-8", "replace").splitlines()[:50]:
        cells = [escape(cell) for cell in line.split(",")]
        shared.append(f"<si><t>{cells[0]}</t></si>")
        first = f'<c t="s"><v>{len(shared) - 1}</v></c>'
        others = [
            f'<c s="1"><v>{cell}</v></c>'
            if cell.isdecimal()
            else f'<c t="inlineStr"><is><t>{cell}</t></is></c>'
            for cell in cells[1:]
        ]
        rows.append(f"<row>{first}{''.join(others)}</row>")
    parts = {
        "xl/workbook.xml": f'<workbook {MAIN} {RELATED}><sheets><sheet name="S" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<R><Relationship Id="r1" Target="worksheets/sheet1.xml"/></R>',
        "xl/sharedStrings.xml": f"<sst {MAIN}>{''.join(shared)}</sst>",
        "xl/styles.xml": f'<styleSheet {MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{''.join(rows)}</sheetData></worksheet>",
    }
    return _zip({name: text.encode() for name, text in parts.items()})
