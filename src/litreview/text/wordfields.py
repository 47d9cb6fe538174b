"""Understand what Zotero, Mendeley, EndNote and Word itself write into a Word document's fields."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from litreview.text.document import storable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.text.word import Place, WordField

_CSL = re.compile(r"(?:ADDIN\s+)?(ZOTERO_ITEM\b|CSL_CITATION\b)")
_MENDELEY = re.compile(r"MENDELEY_CITATION_v\d+_")
_ENDNOTE = re.compile(r"ADDIN\s+EN\.CITE(?!\.DATA)\b")
_WORD = re.compile(r"CITATION\s+(?=\S)")
_LISTS = re.compile(
    r"ADDIN\s+(?:ZOTERO_BIBL|EN\.REFLIST|Mendeley Bibliography|PAPERPILE_BIBLIOGRAPHY|CITAVI\.BIBLIOGRAPHY)|"
    r"ZOTERO_BIBL|MENDELEY_BIBLIOGRAPHY|BIBLIOGRAPHY\b"
)
_OTHERS = re.compile(
    r"ADDIN\s+(Citavi|PAPERPILE|REFMGR|Mendeley Citation|ProCite|PAPERS|RefWorks|BIBMANAGER)", re.IGNORECASE
)
_CITE = re.compile(r"<Cite[\s>].*?(?:</Cite>|$)", re.DOTALL)
_RECORD = re.compile(r"<record[\s>]")
_PLAIN = re.compile(r"<(Author|Year|Pages|RecNum)>([^<]*)</\1>")
_WORDS = re.compile(r'"[^"]*"?|\S+')
_LABELS = {
    "page": "p.",
    "chapter": "ch.",
    "section": "sec.",
    "figure": "fig.",
    "note": "n.",
    "volume": "vol.",
}


class CitedItem(NamedTuple):
    """A work that a field cites.

    identity tells it from the others of its program; csl is its data in CSL-JSON, endnote as EndNote's
    <record>, tag its name in Word's own list; author and year are as EndNote repeats them.
    """

    program: str
    place: Place
    identity: str
    csl: dict[str, Any] | None = None  # Any: whatever JSON has
    endnote: str = ""
    tag: str = ""
    locator: str = ""
    author: str = ""
    year: str = ""


class Unread(Exception):
    """A field that is a citation, and cannot be read: why."""


def is_list(field: WordField) -> bool:
    """Whether a field holds the list of references."""
    return _LISTS.match(field.code) is not None


def cited_by(field: WordField) -> list[CitedItem]:
    """Give the works that a field cites, none for a field that is no citation; raises Unread."""
    code = field.code
    if _CSL.match(code):
        return list(_csl_items(field, code[code.find("{") :] if "{" in code else ""))
    if found := _MENDELEY.match(code):
        return list(_csl_items(field, _decoded(code[found.end() :])))
    if _ENDNOTE.match(code):
        return list(_endnote_items(field))
    if found := _WORD.match(code):
        return list(_word_items(field, code[found.end() :]))
    if found := _OTHERS.match(code):
        raise Unread(f"a citation of {found[1]}, whose fields are not read")
    return []


def _csl_items(field: WordField, text: str) -> Iterator[CitedItem]:
    from json import JSONDecoder

    decoder = JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, strict=False)
    try:
        found, _ = decoder.raw_decode(storable(text))
    except (ValueError, RecursionError):
        raise Unread("the data of a citation are damaged") from None
    items = found.get("citationItems") if isinstance(found, dict) else None
    if not isinstance(items, list):
        raise Unread("the data of a citation name no work")
    for item in items:
        if isinstance(item, dict):
            yield _csl_item(field, item)


def _csl_item(field: WordField, item: dict[str, Any]) -> CitedItem:
    uris = item.get("uris") or item.get("uri")
    address = uris[0] if isinstance(uris, list) and uris else uris
    data = item.get("itemData")
    identity = address if isinstance(address, str) else ""
    number = str(item.get("locator") or "").strip()
    label = _LABELS.get(str(item.get("label") or "page"), str(item.get("label")))
    mendeley = "mendeley" in identity or field.code.startswith(("MENDELEY", "ADDIN CSL_CITATION"))
    return CitedItem(
        "Mendeley" if mendeley else "Zotero",
        field.place,
        identity,
        csl=data if isinstance(data, dict) else None,
        locator=f"{label} {number}" if number else "",
    )


def _decoded(text: str) -> str:
    """Give what is written in base 64, whatever blanks stand in it and wherever it ends."""
    from base64 import b64decode
    from binascii import Error

    bare = re.sub(
        r"[^A-Za-z0-9+/]", "", text.replace("-", "+").replace("_", "/")
    )  # also as addresses have it
    try:
        return b64decode(bare + "=" * (-len(bare) % 4)).decode("utf-8", "replace").replace("\x00", "")
    except Error:
        return ""


def _endnote_items(field: WordField) -> Iterator[CitedItem]:
    code = field.code
    text = code[code.index("<") :] if "<" in code else "".join(dict.fromkeys(map(_decoded, field.data)))
    cites = _CITE.findall(text)
    if not cites:
        raise Unread("the data of a citation of EndNote are damaged or missing")
    for cite in cites:
        record = _RECORD.search(cite)
        end = cite.find("</record>", record.end()) if record else -1
        said = dict(_PLAIN.findall(cite))
        yield CitedItem(
            "EndNote",
            field.place,
            " ".join(said.get(name, "") for name in ("RecNum", "Author", "Year")),
            endnote=cite[record.start() : end + len("</record>")] if record and end >= 0 else "",
            locator=f"p. {said['Pages']}" if said.get("Pages") else "",
            author=said.get("Author", ""),
            year=said.get("Year", ""),
        )


def _word_items(field: WordField, text: str) -> Iterator[CitedItem]:
    r"""Read `CITATION Seg16 \p 12 \l 1033 \m Rid13`: tags, with their pages."""
    words = [word.strip('"') for word in _WORDS.findall(text)]
    tags, pages = words[:1], [""]
    for switch, word in pairwise(words):
        if switch == "\\m":
            tags.append(word)
            pages.append("")
        elif switch == "\\p":
            pages[-1] = f"p. {word}"
    for tag, locator in zip(tags, pages, strict=True):
        yield CitedItem("Word", field.place, tag, tag=tag, locator=locator)
