"""Read the sheets of a workbook (Office Open XML, ECMA-376) as rows of text, within limits."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from litreview.readers._headers import roles
from litreview.readers._separated import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 200 * 1024 * 1024
"""Bytes that the parts of a workbook may unpack to: a hundred thousand records with abstracts stay below."""
STEEPEST = 200
"""Times that a part may unpack to its own size; real sheets reach 30, bombs 1,000."""
SMALL = 1024 * 1024  # bytes below which any ratio is harmless
WIDEST = 1_000  # columns that are read
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]+)")
_DATE_FORMATS = frozenset((*range(14, 23), 27, 30, 36, 45, 46, 47, 50, 57))
"""Built-in number formats that show a date (ECMA-376, part 1, 18.8.30)."""
_DATE_CODE = re.compile(r"(?:[yd]|m(?!\w*0))", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001  (a spreadsheet's days have no zone)


class BadWorkbook(Exception):
    """A workbook that is damaged, too large, or no workbook at all."""


class _Book(NamedTuple):
    archive: zipfile.ZipFile
    strings: list[str]
    dates: frozenset[int]  # styles that show a date
    from_1904: bool


def sheet_rows(data: bytes) -> Iterator[Row]:
    """Give the rows of the first sheet whose first row names a title, else of the first; raises BadWorkbook."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        _measure(archive)
        sheets = _sheets(archive)
        book = _Book(archive, _strings(archive), _date_styles(archive), _from_1904(archive))
        for sheet in sheets:
            found = list(_rows(book, sheet))
            if sheet == sheets[-1] or any("title" in roles(row.cells) for row in found[:1]):
                width = len(found[0].cells) if found else 0
                yield from (
                    row._replace(cells=(*row.cells, *[""] * (width - len(row.cells)))) for row in found
                )
                return
    except _DAMAGE as error:
        raise BadWorkbook(f"the workbook is damaged: {_safe(error)}") from None


_DAMAGE = (
    zipfile.BadZipFile, KeyError, ValueError, OverflowError, EOFError, ET.ParseError, zlib.error, OSError,
    RuntimeError,  # an encrypted part, or a compression that is not known (NotImplementedError)
    struct.error,
)  # fmt: skip


def _safe(error: Exception) -> str:
    return " ".join(str(error).split())[:80]


def _measure(archive: zipfile.ZipFile) -> None:
    """Refuse a workbook that unpacks to more than it should; raises BadWorkbook."""
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > LARGEST:
        raise BadWorkbook(f"the workbook unpacks to more than {LARGEST // 1024**2} MB")
    for part in parts:
        if part.file_size > SMALL and part.file_size > STEEPEST * max(part.compress_size, 1):
            raise BadWorkbook(
                f"its part {part.filename[:60]!a} unpacks to more than {STEEPEST} times its size"
            )


def _open(archive: zipfile.ZipFile, name: str) -> bytes:
    """Give a part's bytes; raises BadWorkbook for one that declares entities or is longer than it says."""
    part = archive.getinfo(name)
    with archive.open(part) as stream:
        content = stream.read(part.file_size + 1)
    if len(content) > part.file_size:
        raise BadWorkbook("a part of the workbook is longer than it says")
    bare = content.replace(b"\x00", b"") if b"\x00" in content[:4] or content[:2] in _WIDE else content
    if found := _DOCTYPE.search(bare):
        name = found[1].decode("ascii", "replace")
        raise BadWorkbook(f'it has a document type ("{name}"), which may declare entities, so it is not read')
    return content


_WIDE = (b"\xff\xfe", b"\xfe\xff")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)\s*([\w.:-]{0,40})")


def _elements(content: bytes, wanted: str) -> Iterator[ET.Element]:
    """Give the elements of a name, one after another; each is emptied when the next is asked for."""
    root: ET.Element | None = None
    for event, element in ET.iterparse(BytesIO(content), events=("start", "end")):  # noqa: S314  (no document type)
        if root is None:
            root = element
        if event == "end" and _local(element) == wanted:
            yield element
            element.clear()
            root.clear()


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(element: ET.Element) -> str:
    """Give the text of a string, its runs joined, without the readings that stand above it (rPh)."""
    pieces: list[str] = []
    for child in element:
        if _local(child) == "t":
            pieces.append(child.text or "")
        elif _local(child) == "r":
            pieces += [part.text or "" for part in child if _local(part) == "t"]
    return "".join(pieces)


def _strings(archive: zipfile.ZipFile) -> list[str]:
    name = "xl/sharedStrings.xml"
    if name not in archive.namelist():
        return []
    return [_text(element) for element in _elements(_open(archive, name), "si")]


def _sheets(archive: zipfile.ZipFile) -> list[str]:
    """Give the names of the sheets' parts in the order of the workbook; raises BadWorkbook for none."""
    targets: dict[str, str] = {}
    for element in _elements(_open(archive, "xl/_rels/workbook.xml.rels"), "Relationship"):
        target = element.get("Target", "")
        targets[element.get("Id", "")] = (
            target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        )
    found = []
    for sheet in _elements(_open(archive, "xl/workbook.xml"), "sheet"):
        identity = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        if targets.get(identity) in archive.namelist():
            found.append(targets[identity])
    if not found:
        raise BadWorkbook("the workbook has no sheet")
    return found


def _from_1904(archive: zipfile.ZipFile) -> bool:
    found = (
        element.get("date1904", "") for element in _elements(_open(archive, "xl/workbook.xml"), "workbookPr")
    )
    return next(found, "") in {"1", "true"}


def _date_styles(archive: zipfile.ZipFile) -> frozenset[int]:
    """Give the cell styles that show a number as a date."""
    name = "xl/styles.xml"
    if name not in archive.namelist():
        return frozenset()
    content = _open(archive, name)
    own = {
        int(element.get("numFmtId", "0"))
        for element in _elements(content, "numFmt")
        if _DATE_CODE.search(_QUOTED.sub("", element.get("formatCode", "")))
    }
    dates = _DATE_FORMATS | own
    styles = next(_elements(content, "cellXfs"), None)
    cells = [] if styles is None else list(styles)
    return frozenset(at for at, style in enumerate(cells) if int(style.get("numFmtId", "0")) in dates)


def _rows(book: _Book, sheet: str) -> Iterator[Row]:
    number = 0
    for row in _elements(_open(book.archive, sheet), "row"):
        printed = row.get("r", "")
        number = int(printed) if printed.isdecimal() and len(printed) < len(str(LARGEST)) else number + 1
        cells: list[str] = []
        for cell in row:
            at = _column(cell.get("r", ""), len(cells))
            if at < WIDEST:
                cells += [""] * (at + 1 - len(cells))
                cells[at] = _value(book, cell)
        raw = "\t".join(" ".join(cell.split()) for cell in cells)
        if raw.strip():
            yield Row(tuple(cells), number, raw)


def _column(reference: str, following: int) -> int:
    """Give a cell's column, from 0, of its reference ("B7" is 1)."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return following
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(book: _Book, cell: ET.Element) -> str:
    """Give what a cell shows: text, a date as ISO 8601, a number as it is stored."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return next((_text(part) for part in cell if _local(part) == "is"), "")
    stored = next((part.text or "" for part in cell if _local(part) == "v"), "")
    if kind == "s":
        at = int(stored or -1)
        return book.strings[at] if 0 <= at < len(book.strings) else ""
    if kind == "b":
        return {"1": "true", "0": "false"}.get(stored, stored)
    if kind != "n" or not stored:
        return stored
    if int(cell.get("s", "0")) in book.dates:
        return _date(float(stored), from_1904=book.from_1904) or stored
    number = float(stored)
    return str(int(number)) if number.is_integer() and abs(number) < _EXACT else stored


_EXACT = 1e15  # up to here a spreadsheet's numbers are exact


def _date(days: float, *, from_1904: bool) -> str:
    """Give a spreadsheet's count of days as a date, "" for one that no calendar has."""
    try:
        found = _EPOCHS[from_1904] + timedelta(days=days)
    except OverflowError:
        return ""
    return (
        found.date().isoformat() if found.time() == found.min.time() else found.isoformat(timespec="minutes")
    )
