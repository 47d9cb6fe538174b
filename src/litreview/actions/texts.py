"""Read the full texts of sources: plain text, Markdown and PDF, each tied to the source that it is the text of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from litreview.errors import InputError
from litreview.matching.records import key_for
from litreview.model import Problem, Source
from litreview.text.decode import decode
from litreview.text.fold import fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from litreview.model import Record
    from litreview.model.reading import Severity

PLAIN = frozenset({".txt", ".md", ".markdown", ".text"})
PDF = ".pdf"
FIRST_PAGE = 3_000
"""Characters from the start of a text in which the title of the work must stand."""
TELLING_TITLE = 4
"""Words of a title that no other work is likely to have on its first page."""
_NEWLINE = re.compile(r"\r\n?")
_IN_FIELD = re.compile(r"[^:;\\/{}]+\.(?:pdf|txt|md|markdown|text)\b", re.IGNORECASE)
EXTRA = "install pypdfium2 beside litreview (the extra [pdf]), or name a plain text of the work (.txt)"


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts that were read, by the keys of their sources, and what a person should know."""

    texts: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


def read_texts(paths: Sequence[Path], works: Iterable[Record | Source]) -> Texts:
    """Read the full texts of sources.

    Takes files, or folders with files, and the works that they may be of. A file belongs to the work whose key is
    its name (segal2016.pdf; one without a key has the one that it would get in a library), else to the one whose
    `file` field names it, else to the only one whose title and first author stand at its start. Pages of a PDF
    are parted by form feeds. A file of no work, without text, or that cannot be read is told and left out.
    Raises InputError for a path that is not there.
    """
    known = [*works]
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path, is_named in _files(paths):
        try:
            text = _read(path)
        except (OSError, _UnreadableError) as problem:
            problems.append(Problem(str(path), 0, "no-text", str(problem), hint=_way_out(problem)))
            continue
        key = _owner(path, text, known)
        if not key:
            hint = "name it after the key of its source, or name it in the source's file field"
            message = "it is not known of which source this is the text"
            severity: Severity = "warning" if is_named else "info"
            problems.append(Problem(str(path), 0, "text-of-nothing", message, severity, hint))
        elif key in texts:
            texts[key] += f"\f{text}"  # a work in parts
        else:
            texts[key] = text
    return Texts(texts, tuple(problems))


class _UnreadableError(Exception):
    """A file that has no text that can be read."""

    def __init__(self, message: str, way_out: str = "") -> None:
        super().__init__(message)
        self.way_out = way_out


def _way_out(problem: Exception) -> str:
    return getattr(problem, "way_out", "")


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    """Give the files, and whether each was named itself."""
    for path in paths:
        if path.is_dir():
            known = (
                file for file in path.rglob("*") if file.suffix.lower() in {*PLAIN, PDF} and file.is_file()
            )
            yield from ((file, False) for file in sorted(known))
        elif path.is_file():
            yield path, True
        else:
            raise InputError(
                str(path), 0, "there is no such file or folder", "name the texts of sources, or their folder"
            )


def _read(path: Path) -> str:
    """Give the text of a file; raises OSError and _UnreadableError."""
    text = _pdf(path) if path.suffix.lower() == PDF else _NEWLINE.sub("\n", decode(path.read_bytes()).text)
    if not text.strip():
        way_out = "run text recognition (OCR) on it first" if path.suffix.lower() == PDF else ""
        raise _UnreadableError("there is no text in it", way_out)
    return text


def _pdf(path: Path) -> str:
    """Give the text of a PDF, its pages parted by form feeds.

    pypdfium2 and pypdf were tried on four PDFs (benchmarks/README.md): both give all words, pypdf in 3 to 13 times the
    time.
    """
    try:
        from pypdfium2 import PdfDocument, PdfiumError
    except ImportError:
        raise _UnreadableError("PDF cannot be read here", EXTRA) from None
    pages: list[str] = []
    try:
        with PdfDocument(path.read_bytes()) as document:
            for page in document:
                pages.append(page.get_textpage().get_text_range())
                page.close()
    except PdfiumError:
        raise _UnreadableError(
            "it is no PDF, is damaged, or needs a password", "open it, and save it as text (.txt)"
        ) from None
    # pdfium joins a word that a line's end parts, and leaves U+FFFE there: a soft hyphen
    return "\f".join(
        _NEWLINE.sub("\n", page).replace("\ufffe", "\u00ad").replace("\f", "\n") for page in pages
    )


def _owner(path: Path, text: str, works: Sequence[Record | Source]) -> str:
    """Give the key of the work that a file is the text of, "" where that is not sure."""
    stem = fold_key(path.stem)
    for work in works:
        key = _key(work)
        if stem in {fold_key(name) for name in (key, *_aliases(work))}:
            return key
    by_field = {_key(work) for work in works if _names(work.text("file"), path)}
    if len(by_field) == 1:
        return by_field.pop()
    start = f" {fold(text[:FIRST_PAGE])} "
    by_title = {_key(work) for work in works if _is_titled(work, start)}
    return by_title.pop() if len(by_title) == 1 else ""


def _key(work: Record | Source) -> str:
    return work.key if work.key or isinstance(work, Source) else key_for(work)


def _aliases(work: Record | Source) -> tuple[str, ...]:
    return work.aliases if isinstance(work, Source) else ()


def _names(field: str, path: Path) -> bool:
    """Whether a file field names a file: alone, or as JabRef and Zotero write it (":papers/x.pdf:PDF;…")."""
    return any(found.strip().lower() == path.name.lower() for found in _IN_FIELD.findall(field))


def _is_titled(work: Record | Source, start: str) -> bool:
    """Whether the whole title of a work and its first author's name stand at the start of a text."""
    title = fold(work.text("title"))
    person = next((one for one in work.people if one.role == "author"), None) or next(iter(work.people), None)
    name = fold(person.family or person.literal) if person else ""
    return (
        len(title.split()) >= TELLING_TITLE and bool(name) and f" {title} " in start and f" {name} " in start
    )
