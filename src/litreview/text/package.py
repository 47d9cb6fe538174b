"""Open the zipped XML of office programs (Open Packaging, ECMA-376) within limits: no bomb and no entity gets in."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element
    from xml.parsers.expat import XMLParserType

ZIP = b"PK\x03\x04"
LARGEST = 200 * 1024 * 1024
"""Bytes that the parts of a file may unpack to: a hundred thousand records with abstracts stay below."""
STEEPEST = 200
"""Times that a part may unpack to its own size; real sheets and documents reach 30, bombs 1,000."""
SMALL = 1024 * 1024  # bytes below which any ratio is harmless
MOST_PARTS = 20_000
"""Parts in one file; a book with a thousand figures has some three thousand."""
DEEPEST = 256
"""Elements within one another; tables and text boxes within one another go to some fifty."""
_END = 1024 * 1024  # bytes at the end of a file in which its directory of parts is looked for
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)\s*([\w.:-]{0,40})")
_SHOWN = 80  # characters of a library's own message


class BadPackage(Exception):
    """A file that is damaged, encrypted, too large, or none of these formats at all."""


def holds(data: bytes, part: str) -> bool:
    """Whether bytes are a zip file with a part of that name, as far as its directory tells."""
    return data.startswith(ZIP) and data.rfind(part.encode(), max(0, len(data) - _END)) >= 0


class Package:
    """The parts of a file by name. Takes its bytes and what to call it; raises BadPackage, here and later."""

    def __init__(self, data: bytes, called: str) -> None:
        import zipfile

        self._called = called
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except _damage() as error:
            raise self._damaged(error) from None
        self.names = self._measured()

    def _damaged(self, error: Exception) -> BadPackage:
        return BadPackage(f"{self._called} is damaged: {' '.join(str(error).split())[:_SHOWN]}")

    def _measured(self) -> tuple[str, ...]:
        """Give the names of the parts, in the order of the file; refuses what unpacks to more than it should."""
        parts = self._archive.infolist()
        if len(parts) > MOST_PARTS:
            raise BadPackage(f"{self._called} has more than {MOST_PARTS} parts")
        if sum(part.file_size for part in parts) > LARGEST:
            raise BadPackage(f"{self._called} unpacks to more than {LARGEST // 1024**2} MB")
        for part in parts:
            if part.file_size > SMALL and part.file_size > STEEPEST * max(part.compress_size, 1):
                raise BadPackage(
                    f"its part {part.filename[:60]!a} unpacks to more than {STEEPEST} times its size"
                )
        return tuple(dict.fromkeys(part.filename for part in parts))

    def part(self, name: str) -> bytes:
        """Give a part's bytes; one that declares entities, or is longer than it says, is refused."""
        try:
            part = self._archive.getinfo(name)
            with self._archive.open(part) as stream:
                content = stream.read(part.file_size + 1)
        except _damage() as error:
            raise self._damaged(error) from None
        if len(content) > part.file_size:
            raise BadPackage(f"a part of {self._called} is longer than it says")
        bare = content.replace(b"\x00", b"") if b"\x00" in content[:4] or content[:2] in _WIDE else content
        if found := _DOCTYPE.search(bare):
            declared = found[1].decode("ascii", "replace")
            raise BadPackage(
                f'it has a document type ("{declared}"), which may declare entities, so it is not read'
            )
        return content

    def elements(self, name: str, wanted: str) -> Iterator[Element]:
        """Give a part's elements of a name, one after another; each is emptied when the next is asked for."""
        from xml.etree import ElementTree as ET

        root: Element | None = None
        depth = 0
        try:
            for event, element in ET.iterparse(BytesIO(self.part(name)), events=("start", "end")):  # noqa: S314  (no document type)
                depth += 1 if event == "start" else -1
                if depth > DEEPEST:
                    raise BadPackage(f"the elements of {self._called} nest too deep")
                if root is None:
                    root = element
                if event == "end" and local(element.tag) == wanted:
                    yield element
                    element.clear()
                    root.clear()
        except (ET.ParseError, ValueError, LookupError) as error:  # an encoding that is none
            raise self._damaged(error) from None

    def parse(self, name: str, parser: XMLParserType) -> None:
        """Let a parser of expat read a part."""
        from xml.parsers.expat import ExpatError

        try:
            parser.Parse(self.part(name), True)
        except (ExpatError, ValueError, LookupError) as error:
            raise self._damaged(error) from None


def local(tag: str) -> str:
    """Give an element's or attribute's name without its namespace, written in braces or as a prefix."""
    return tag.rpartition("}")[2].rpartition(":")[2]


def _damage() -> tuple[type[Exception], ...]:
    """Give what the standard library raises for a damaged or encrypted zip file."""
    import struct
    import zipfile
    import zlib
    from lzma import LZMAError

    return (
        zipfile.BadZipFile, KeyError, ValueError, OverflowError, EOFError, zlib.error, OSError, LZMAError,
        RuntimeError,  # an encrypted part, or a compression that zipfile does not know
        struct.error, UnicodeError,
    )  # fmt: skip
