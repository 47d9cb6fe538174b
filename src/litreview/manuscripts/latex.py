r"""Read LaTeX: the cite commands of LaTeX, natbib, biblatex and csquotes, in all files that \input brings together."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from litreview.manuscripts import manuscript
from litreview.manuscripts._bibitems import biber_entries, bibitems
from litreview.manuscripts._citecommand import Command, argument, braces, is_cite, space
from litreview.manuscripts._hidden import apart, blanked
from litreview.manuscripts._latexprose import LatexProse
from litreview.manuscripts._notes import unread_in
from litreview.manuscripts._owncommands import own_commands
from litreview.manuscripts._prose import Places
from litreview.manuscripts._quotations import quotations
from litreview.manuscripts._text import decoded
from litreview.manuscripts.whole import finished, summed
from litreview.model import Citation, Manuscript, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from litreview.manuscripts import Include
    from litreview.model import Quotation, Reference, Unread

_TOKEN = re.compile(r"%[^\r\n]*|\\(?P<name>[A-Za-z@]+)(?P<star>\*)?|\\.", re.DOTALL)
_VERBATIM = re.compile(
    r"\s*\{(verbatim\*?|Verbatim\*?|BVerbatim|LVerbatim|SaveVerbatim|lstlisting|minted|comment|filecontents\*?|alltt)\}"
)
_INCLUDES = frozenset(("input", "include", "subfile", "subfileinclude", "InputIfFileExists", "loglevelinput"))
_IMPORTS = frozenset(("import", "subimport", "inputfrom", "subinputfrom", "includefrom", "subincludefrom"))
_BARE_FILE = re.compile(r"[ \t]+([^\s\\{}%]+)")
_NOTES = frozenset(("footnote", "footnotetext", "endnote", "sidenote", "thanks"))
_SETTINGS = frozenset(
    ("newcommand", "renewcommand", "providecommand", "def", "NewDocumentCommand", "DeclareRobustCommand")
)
_BLOCK = re.compile(
    r"\\begin\{(?P<name>quote|quotation|quoting|displayquote|verse)\}(?:(?!\\begin\{(?:quot|disp|verse)).){0,8000}?"
    r"\\end\{(?P=name)\}",
    re.DOTALL,
)
_FIRST = re.compile(r"\\begin\{\w+\}(?:\[[^\[\]]*\])?")
_FI = re.compile(r"\\(?:fi|else)\b")
MOST_FILES = 500
"""Files that belong to one manuscript; a book has a hundred."""


@manuscript("latex", suffixes=(".tex", ".ltx", ".latex"))
def read_latex(data: bytes, path: str, include: Include, cite_commands: Collection[str] = ()) -> Manuscript:
    r"""Read a LaTeX file with those that it brings in by \input, \include, \subfile and \import.

    They are looked for from the folder of the first file, as LaTeX does, then from their own and from here (a
    chapter names what its main file would). One that is missing, or lies outside of the first file's folder
    and of the folder here, is a problem. Comments, verbatim text and what stands behind
    \end{document} are left out. Citations by author and year that are typed by hand are not looked for.
    cite_commands are commands of the writer's own that cite, without their backslash; those that the files
    define out of others are known. The list is that of `thebibliography`, else of the .bbl beside the file.
    Never raises.
    """
    reading = _Reading(path, include, cite_commands)
    reading.read(data, path)
    reading.look_for_list()
    return finished(
        Manuscript(
            path,
            "latex",
            tuple(reading.citations),
            tuple(reading.problems),
            tuple(reading.files),
            references=tuple(reading.references),
            quotations=tuple(reading.quotations),
            unread=summed(reading.unread),
        )
    )


@manuscript("bbl", suffixes=(".bbl",))
def read_bbl(data: bytes, path: str, _include: Include, _cite_commands: Collection[str] = ()) -> Manuscript:
    """Read the list of references that BibTeX or biber wrote. It cites nothing. Never raises."""
    text, problems = decoded(data, path)
    return Manuscript(path, "bbl", (), problems, (path,), references=_list_of(text, path))


def _list_of(text: str, path: str) -> tuple[Reference, ...]:
    places = Places(text)
    biber = tuple(biber_entries(text, path, places))
    return biber or tuple(bibitems(text, 0, len(text), path, places))


@dataclass(slots=True)
class _File:
    """One file while it is read: what it cites, and the stretches of it that are no prose, notes and lists."""

    path: str
    text: str
    places: Places
    citations: list[Citation] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    quoted: set[int] = field(default_factory=set)
    notes: list[tuple[int, int]] = field(default_factory=list)
    listed: int = 0  # where its list of references ends


class _Reading:
    """One pass over a manuscript: the files so far, and what they cite."""

    def __init__(self, path: str, include: Include, cite_commands: Collection[str]) -> None:
        self.root = path
        self.folder = posixpath.dirname(path)
        self.include = include
        self.own = dict.fromkeys((name.strip().lstrip("\\") for name in cite_commands), 0)
        self.files: list[str] = []
        self.citations: list[Citation] = []
        self.problems: list[Problem] = []
        self.references: list[Reference] = []
        self.quotations: list[Quotation] = []
        self.unread: list[Unread] = []

    def read(self, data: bytes, path: str) -> None:
        """Read a file and, where they stand in it, the files that it brings in."""
        waiting = [self.events(data, path)]
        while waiting:
            step = next(waiting[-1], None)
            if step is None:
                waiting.pop()
            elif isinstance(step, Citation):
                self.citations.append(step)
            else:
                waiting.append(self.events(*step))

    def events(self, data: bytes, path: str) -> Iterator[Citation | tuple[bytes, str]]:
        """Give the citations of one file, and the bytes and paths of others, in the order of the text."""
        self.files.append(path)
        text, problems = decoded(data, path)
        self.problems += problems
        self.own |= own_commands(text)
        file = _File(path, text, Places(text))
        at = 0
        while token := _TOKEN.search(text, at):
            at = token.end()
            name = token["name"]
            if name is None:
                continue
            if name in _INCLUDES or name in _IMPORTS:
                written, at = _file_named(text, at, both=name in _IMPORTS)
                if written and (other := self.opened(written, path, file.places.of(token.start())[0])):
                    yield other
            elif skipped := _skipped(text, name, at):
                file.hidden.append((token.start(), skipped))
                at = skipped
            elif name in self.own or is_cite(name):
                found, at = self.command(file, token)
                yield from found
            else:
                self.mark(file, name, token)
        self.finish(file)

    def command(self, file: _File, token: re.Match[str]) -> tuple[list[Citation], int]:
        """Read one cite command; gives what it cites, and where it ends."""
        command = Command(file.text, token, self.own.get(token["name"]))
        found, at = command.citations(file.path, file.places)
        file.citations += found
        file.hidden.append((token.start(), at))
        if command.quotes:
            file.quoted.add(space(file.text, at))
        return found, at

    def mark(self, file: _File, name: str, token: re.Match[str]) -> None:
        """Remember a list, a note, or the start of the text itself."""
        start = space(file.text, token.end())
        if name in _NOTES:
            if (end := braces(file.text, start)) > 0:
                file.notes.append((start + 1, end - 1))
        elif name == "begin" and file.text.startswith("{thebibliography}", start) and start >= file.listed:
            stop = file.text.find("\\end{thebibliography}", start)
            file.listed = stop if stop >= 0 else len(file.text)
            self.references += bibitems(file.text, start, file.listed, file.path, file.places)
            file.hidden.append((token.start(), file.listed))
        elif name == "begin" and file.text.startswith("{document}", start):
            file.hidden.append((0, token.start()))
        elif name in _SETTINGS:
            line_end = file.text.find("\n", token.end())
            file.hidden.append((token.start(), line_end if line_end >= 0 else len(file.text)))

    def finish(self, file: _File) -> None:
        """Find the quotations of a file, and the notes that are not read."""
        hidden = apart(file.hidden)
        prose = LatexProse(file.text, hidden, quoted=file.quoted)
        shown = [found.span() for found in _BLOCK.finditer(blanked(file.text, hidden))]
        blocks = [(_FIRST.match(file.text, start).end(), end) for start, end in shown]  # type: ignore[union-attr]
        self.quotations += quotations(prose, file.text, file.path, file.places, file.citations, blocks)
        self.unread += unread_in(file.text, file.notes, file.citations, file.path, file.places, raised=False)

    def look_for_list(self) -> None:
        """Read the list that BibTeX or biber wrote beside the first file, where the text has none."""
        path = posixpath.splitext(self.root)[0] + ".bbl"
        if self.references or path in self.files:
            return
        try:
            data = self.include(path)
        except (OSError, ValueError):
            return
        self.references += _list_of(decoded(data, path)[0], path)
        self.files.append(path)

    def opened(self, written: str, path: str, line: int) -> tuple[bytes, str] | None:
        """Give the bytes and the path of a file that is brought in; one that cannot be read is a problem."""
        names = [written] if posixpath.splitext(written)[1] == ".tex" else [f"{written}.tex", written]
        folders = dict.fromkeys((self.folder, posixpath.dirname(path), ""))
        tried = False
        for folder in folders:
            for name in names:
                other = posixpath.normpath(posixpath.join(folder, name))
                if not self.is_inside(other):
                    continue
                tried = True
                if other in self.files:
                    return None
                if len(self.files) >= MOST_FILES:
                    self.report(
                        path, line, "too-many-files", f"more than {MOST_FILES} files; {written} is not read"
                    )
                    return None
                try:
                    return self.include(other), other
                except (OSError, ValueError):
                    continue
        missing, outside = (
            "there is no such file, or it cannot be read",
            "lies outside of the manuscript's folder",
        )
        why = missing if tried else outside
        self.report(path, line, "missing-file", f"{names[0]}: {why}")
        return None

    def is_inside(self, path: str) -> bool:
        home = posixpath.normpath(self.folder or ".").rstrip("/")
        return path.startswith(f"{home}/") or not path.startswith(("..", "/"))

    def report(self, path: str, line: int, code: str, message: str) -> None:
        self.problems.append(Problem(path, line, code, message, hint="what it cites is not known"))


def _skipped(text: str, name: str, at: int) -> int:
    r"""Give where text ends that LaTeX does not read as such: verbatim, \iffalse, \end{document}; 0 for none."""
    if name == "begin" and (found := _VERBATIM.match(text, at)):
        close = text.find(f"\\end{{{found[1]}}}", found.end())
        return close if close >= 0 else len(text)
    if name in {"verb", "lstinline", "mintinline", "path", "url", "href"}:
        return _end_of_verb(text, name, at)
    if name == "iffalse":
        end = _FI.search(text, at)
        return end.end() if end else len(text)
    if name == "end" and text.startswith("{document}", at):
        return len(text)
    return 0


def _end_of_verb(text: str, name: str, at: int) -> int:
    if name == "mintinline" or (name == "lstinline" and text.startswith("[", at)):
        at = argument(text, at)[1]
    mark = text[at : at + 1]
    if not mark or mark.isspace() or mark.isalpha():
        return 0
    if mark == "{":
        return argument(text, at)[1]
    close = text.find(mark, at + 1)
    line_end = text.find("\n", at)
    return close + 1 if close >= 0 and (line_end < 0 or close < line_end) else 0


def _file_named(text: str, at: int, *, both: bool) -> tuple[str, int]:
    r"""Read the name behind \input, in braces or not, or the folder and the name behind \import."""
    bare = _BARE_FILE.match(text, at)
    if bare and not both:
        return bare[1], bare.end()
    pieces: list[str] = []
    for _ in range(2 if both else 1):
        written, end = argument(text, space(text, at)) if text[space(text, at) :][:1] == "{" else (None, at)
        if written is None:
            return "", at
        pieces.append(written.strip().strip('"'))
        at = end
    name = posixpath.join(*pieces)
    return ("" if any(mark in name for mark in "\\#{}") else name), at
