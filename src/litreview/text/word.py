"""Take a Word document apart: its paragraphs, the fields in them, and where each stands.

A document has no lines. What the rest of the program calls a line is the number of a paragraph in the body
(from 1, those in tables and text boxes included); a footnote stands where its mark stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from litreview.text.package import DEEPEST, BadPackage, Package, holds, local

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from xml.parsers.expat import XMLParserType

_MAIN = re.compile(r"word/document\d*\.xml")
_NOTES = re.compile(r"word/(footnote|endnote)s\d*\.xml")
_PROPERTIES = "docProps/custom.xml"
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
MOST_OPEN = 64
"""Fields within one another, and bookmarks at once; Word itself stops at 20 fields."""
_OLE = b"\xd0\xcf\x11\xe0"
"""The first bytes of a compound file: an old .doc, or a document with a password."""


class Place(NamedTuple):
    """Where something stands: the paragraph of the body and the character in it, both from 1."""

    paragraph: int
    column: int


class Span(NamedTuple):
    """Text from a character of one paragraph to one of the same or a later one: indices and characters from 0."""

    first: int
    start: int
    last: int
    end: int


@dataclass(slots=True)
class Paragraph:
    """One paragraph's text as it is shown; note is where its note's mark stands, if it belongs to one."""

    number: int
    note: Place | None = None
    pieces: list[str] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        """Give the text."""
        return "".join(self.pieces)

    def place(self, at: int) -> Place:
        """Say where a character (from 0) stands."""
        return self.note or Place(self.number, at + 1)


@dataclass(slots=True)
class WordField:
    """A field: its code ("ADDIN ZOTERO_ITEM ..."), the data kept with it, and where the text is that it shows."""

    place: Place
    code: str = ""
    data: list[str] = field(default_factory=list)
    shown: Span | None = None


@dataclass(slots=True)
class Document:
    """A Word document: paragraphs of the body and the notes, fields in the order of their ends."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    fields: list[WordField] = field(default_factory=list)

    def words(self, span: Span | None, most: int) -> str:
        """Give the beginning of the text of a span, of so many paragraphs at most."""
        if span is None:
            return ""
        texts = [paragraph.text for paragraph in self.paragraphs[span.first : span.last + 1][:most]]
        if texts and span.last - span.first < most:
            texts[-1] = texts[-1][: span.end]
        return " ".join([texts[0][span.start :], *texts[1:]]).strip() if texts else ""


def is_document(data: bytes) -> bool:
    """Whether bytes are a Word document (.docx), as far as the zip file's directory tells."""
    return holds(data, "word/document")


def open_document(data: bytes) -> Package:
    """Open a document; raises BadPackage, with words for one that is encrypted or of the old kind."""
    if data.startswith(_OLE):
        raise BadPackage("the document has a password, or is of the old kind (.doc)")
    return Package(data, "the document")


def read_document(package: Package) -> Document:
    """Read the body, then footnotes and endnotes; raises BadPackage for what is damaged or no document.

    A citation that Zotero keeps in a bookmark, or Mendeley in a content control, is given as a field.
    """
    main = next((name for name in package.names if _MAIN.fullmatch(name)), None)
    if main is None:
        raise BadPackage("it is no Word document: it has no word/document.xml")
    body = _Part(package, main, properties=_properties(package))
    for name in package.names:
        if found := _NOTES.fullmatch(name):
            _Part(package, name, document=body.document, marks=body.marks[found[1]])
    return body.document


def _properties(package: Package) -> dict[str, str]:
    """Give the document's own properties by name; Zotero keeps in them what its bookmarks cite."""
    if _PROPERTIES not in package.names:
        return {}
    return {
        element.get("name", ""): "".join(element.itertext())
        for element in package.elements(_PROPERTIES, "property")
    }


@dataclass(slots=True)
class _Open:
    """A field that has begun: its instruction comes first, what it shows behind the separator."""

    found: WordField
    code: list[str] = field(default_factory=list)
    start: tuple[int, int] | None = None  # where that begins: index of the paragraph, and the character


class _Part:
    """One pass over the body or over the notes, as the parser meets the elements."""

    def __init__(
        self,
        package: Package,
        name: str,
        *,
        document: Document | None = None,
        marks: Mapping[str, Place] | None = None,
        properties: Mapping[str, str] | None = None,
    ) -> None:
        from xml.parsers.expat import ParserCreate

        self.document = document or Document()
        self.marks: dict[str, dict[str, Place]] = {"footnote": {}, "endnote": {}}
        self.notes = marks
        self.note: Place | None = None
        self.properties = properties or {}
        self.count = 0
        self.depth = 0
        self.skipped = 0  # depth of the element that is left out, with all in it
        self.open_paragraphs: list[int] = []
        self.open_fields: list[_Open] = []
        self.simple: list[int] = []  # depths of fields that are one element
        self.bookmarks: dict[str, _Open] = {}
        self.control = ""  # what the content control that begins here cites
        self.text: list[str] | None = None  # collects the text of an element that has some
        parser: XMLParserType = ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.data
        package.parse(name, parser)
        for one in (*self.open_fields, *self.bookmarks.values()):
            self.close(one)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadPackage("the elements of the document nest too deep")
        if self.skipped:
            return
        name = local(tag)
        if name in {"t", "instrText", "fldData"}:
            self.text = []
        elif name in _SIGNS:
            self.show(_SIGNS[name])
        elif name == "Fallback":  # of AlternateContent: the same text box once more
            self.skipped = self.depth
        elif name in _STARTS:
            _STARTS[name](self, {local(key): value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        depth, self.depth = self.depth, self.depth - 1
        if self.skipped:
            self.skipped = 0 if self.skipped == depth else self.skipped
            return
        name = local(tag)
        if name in {"t", "instrText", "fldData"}:
            self.collected(name, "".join(self.text or ()))
            self.text = None
        elif name == "p" and self.open_paragraphs:
            self.open_paragraphs.pop()
        elif self.simple and self.simple[-1] == depth:
            self.simple.pop()
            self.end_field()

    def data(self, text: str) -> None:
        if self.text is not None and not self.skipped:
            self.text.append(text)

    def collected(self, name: str, text: str) -> None:
        if name == "t":
            self.show(text)
        elif self.open_fields:
            (self.open_fields[-1].found.data if name == "fldData" else self.open_fields[-1].code).append(text)

    def show(self, text: str) -> None:
        """Add to the paragraph what a reader sees: not what stands in a field's instruction."""
        if self.open_paragraphs and all(one.start is not None for one in self.open_fields):
            paragraph = self.document.paragraphs[self.open_paragraphs[-1]]
            paragraph.pieces.append(text)
            paragraph.length += len(text)

    def here(self) -> Place:
        if not self.open_paragraphs:
            return self.note or Place(max(self.count, 1), 1)
        paragraph = self.document.paragraphs[self.open_paragraphs[-1]]
        return paragraph.place(paragraph.length)

    def spot(self) -> tuple[int, int]:
        """Give the index of the paragraph that is open, else of the next one, and the character in it."""
        if not self.open_paragraphs:
            return len(self.document.paragraphs), 0
        return self.open_paragraphs[-1], self.document.paragraphs[self.open_paragraphs[-1]].length

    def paragraph(self, attributes: dict[str, str]) -> None:
        del attributes
        self.count += self.notes is None
        self.document.paragraphs.append(Paragraph(self.count, self.note))
        self.open_paragraphs.append(len(self.document.paragraphs) - 1)

    def character(self, attributes: dict[str, str]) -> None:
        """Open, turn or close a field that is made of three marks with runs between them."""
        kind = attributes.get("fldCharType")
        if kind == "begin":
            self.begin(_Open(WordField(self.here())))
        elif kind == "separate" and self.open_fields:
            self.open_fields[-1].start = self.spot()
        elif kind == "end" and self.open_fields:
            self.end_field()

    def simple_field(self, attributes: dict[str, str]) -> None:
        self.element(attributes.get("instr", ""))

    def element(self, code: str) -> None:
        """Open a field that is one element: what stands in it is what it shows."""
        self.begin(_Open(WordField(self.here()), [code], self.spot()))
        self.simple.append(self.depth)

    def begin(self, one: _Open) -> None:
        self.open_fields.append(one)
        if len(self.open_fields) > MOST_OPEN:  # their ends were lost: the oldest shows no more than so far
            self.close(self.open_fields.pop(0))

    def end_field(self) -> None:
        if self.open_fields:
            self.close(self.open_fields.pop())

    def close(self, one: _Open) -> None:
        if one.start is not None and one.start < (ending := self.spot()):
            one.found.shown = Span(*one.start, *ending)
        one.found.code = "".join(one.code).strip()
        self.document.fields.append(one.found)
        if self.open_fields and one.found.code.startswith("ADDIN EN.CITE.DATA"):
            self.open_fields[
                -1
            ].found.data += one.found.data  # EndNote cuts long data into fields within its own

    def bookmark(self, attributes: dict[str, str]) -> None:
        name = attributes.get("name", "")
        code = self.stored(name) if name.startswith("ZOTERO_") else ""
        if code:
            one = _Open(WordField(self.here()), [code], self.spot())
            self.bookmarks[attributes.get("id", "")] = one
            if len(self.bookmarks) > MOST_OPEN:
                self.close(self.bookmarks.pop(next(iter(self.bookmarks))))

    def end_bookmark(self, attributes: dict[str, str]) -> None:
        if one := self.bookmarks.pop(attributes.get("id", ""), None):
            self.close(one)

    def stored(self, name: str) -> str:
        """Give what the properties NAME_1, NAME_2 ... say together."""
        pieces: list[str] = []
        while (piece := self.properties.get(f"{name}_{len(pieces) + 1}")) is not None:
            pieces.append(piece)
        return "".join(pieces)

    def control_tag(self, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        self.control = value if value.startswith("MENDELEY_") else ""

    def control_content(self, attributes: dict[str, str]) -> None:
        del attributes
        if self.control:
            self.element(self.control)
            self.control = ""

    def note_mark(self, kind: str, attributes: dict[str, str]) -> None:
        self.marks[kind].setdefault(attributes.get("id", ""), self.here())

    def note_text(self, attributes: dict[str, str]) -> None:
        if self.notes is not None:
            self.note = self.notes.get(attributes.get("id", ""), Place(1, 1))


_STARTS: dict[str, Callable[[_Part, dict[str, str]], None]] = {
    "p": _Part.paragraph,
    "fldChar": _Part.character,
    "fldSimple": _Part.simple_field,
    "bookmarkStart": _Part.bookmark,
    "bookmarkEnd": _Part.end_bookmark,
    "tag": _Part.control_tag,
    "sdtContent": _Part.control_content,
    "footnote": _Part.note_text,
    "endnote": _Part.note_text,
    "footnoteReference": lambda part, attributes: part.note_mark("footnote", attributes),
    "endnoteReference": lambda part, attributes: part.note_mark("endnote", attributes),
}
