"""Read the sheets of a workbook (Office Open XML, ECMA-376) as rows of text, within limits."""

from __future__ import annotations

import posixpath
import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from litreview.readers._headers import roles
from litreview.readers._separated import Row
from litreview.text.package import BadPackage, Package, local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

WIDEST = 1_000  # columns that are read
_ROW_DIGITS = 9  # a sheet has at most 1,048,576 rows
_LONGEST_CODE = 255  # characters of a number format that a spreadsheet takes
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]+)")
_DATE_FORMATS = frozenset((*range(14, 23), 27, 30, 36, 45, 46, 47, 50, 57))
"""Built-in number formats that show a date (ECMA-376, part 1, 18.8.30)."""
_DATE_CODE = re.compile(r"(?:[yd]|m(?!\w*0))", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001  (a spreadsheet's days have no zone)


class _Book(NamedTuple):
    package: Package
    strings: list[str]
    dates: frozenset[int]  # styles that show a date
    from_1904: bool


def sheet_rows(data: bytes) -> Iterator[Row]:
    """Give the rows of the first sheet whose first row names a title, else of the first; raises BadPackage."""
    package = Package(data, "the workbook")
    sheets = _sheets(package)
    try:
        book = _Book(package, _strings(package), _date_styles(package), _from_1904(package))
        for sheet in sheets:
            found = list(_rows(book, sheet))
            if sheet == sheets[-1] or any("title" in roles(row.cells) for row in found[:1]):
                width = len(found[0].cells) if found else 0
                yield from (
                    row._replace(cells=(*row.cells, *[""] * (width - len(row.cells)))) for row in found
                )
                return
    except (ValueError, OverflowError) as error:  # a number that is none
        raise BadPackage(f"the workbook is damaged: {' '.join(str(error).split())[:80]}") from None


def _text(element: Element) -> str:
    """Give the text of a string, its runs joined, without the readings that stand above it (rPh)."""
    pieces: list[str] = []
    for child in element:
        if local(child.tag) == "t":
            pieces.append(child.text or "")
        elif local(child.tag) == "r":
            pieces += [part.text or "" for part in child if local(part.tag) == "t"]
    return "".join(pieces)


def _strings(package: Package) -> list[str]:
    name = "xl/sharedStrings.xml"
    if name not in package.names:
        return []
    return [_text(element) for element in package.elements(name, "si")]


def _sheets(package: Package) -> list[str]:
    """Give the names of the sheets' parts in the order of the workbook; raises BadPackage for none."""
    targets: dict[str, str] = {}
    for element in package.elements("xl/_rels/workbook.xml.rels", "Relationship"):
        target = element.get("Target", "")
        targets[element.get("Id", "")] = (
            target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        )
    found = []
    for sheet in package.elements("xl/workbook.xml", "sheet"):
        identity = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        if targets.get(identity) in package.names:
            found.append(targets[identity])
    if not found:
        raise BadPackage("the workbook has no sheet")
    return found


def _from_1904(package: Package) -> bool:
    found = (element.get("date1904", "") for element in package.elements("xl/workbook.xml", "workbookPr"))
    return next(found, "") in {"1", "true"}


def _date_styles(package: Package) -> frozenset[int]:
    """Give the cell styles that show a number as a date."""
    name = "xl/styles.xml"
    if name not in package.names:
        return frozenset()
    own = {
        int(element.get("numFmtId", "0"))
        for element in package.elements(name, "numFmt")
        if _DATE_CODE.search(_QUOTED.sub("", element.get("formatCode", "")[:_LONGEST_CODE]))
    }
    dates = _DATE_FORMATS | own
    styles = next(package.elements(name, "cellXfs"), None)
    cells = [] if styles is None else list(styles)
    return frozenset(at for at, style in enumerate(cells) if int(style.get("numFmtId", "0")) in dates)


def _rows(book: _Book, sheet: str) -> Iterator[Row]:
    number = 0
    for row in book.package.elements(sheet, "row"):
        printed = row.get("r", "")
        number = int(printed) if printed.isdecimal() and len(printed) < _ROW_DIGITS else number + 1
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


def _value(book: _Book, cell: Element) -> str:
    """Give what a cell shows: text, a date as ISO 8601, a number as it is stored."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return next((_text(part) for part in cell if local(part.tag) == "is"), "")
    stored = next((part.text or "" for part in cell if local(part.tag) == "v"), "")
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
