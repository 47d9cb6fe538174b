r"""Read LaTeX: the cite commands of LaTeX, natbib, biblatex and csquotes, in all files that \input brings together."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from litreview.manuscripts import manuscript
from litreview.manuscripts._prose import Places
from litreview.manuscripts._text import decoded
from litreview.model import Citation, Manuscript, Problem
from litreview.text.locators import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.manuscripts import Include

_TOKEN = re.compile(r"%[^\r\n]*|\\(?P<name>[A-Za-z@]+)(?P<star>\*)?|\\.", re.DOTALL)
_VERBATIM = re.compile(
    r"\s*\{(verbatim\*?|Verbatim\*?|BVerbatim|LVerbatim|SaveVerbatim|lstlisting|minted|comment|filecontents\*?|alltt)\}"
)
_CITES = re.compile(
    r"(?!Declare|[Nn]ew|renew|provide|set|def|if|bib|mk)[A-Za-z]*[cC]ite[A-Za-z]*|bibentry"
    r"|(?P<quotes>(?P<language>foreign|hyphen)?(?:text|block|hybridblock)cquote)"
)
_NO_CITES = frozenset(
    (
        "citestyle",
        "citesetup",
        "citereset",
        "citetext",
        "citepunct",
        "citemid",
        "citeleft",
        "citeright",
        "citedash",
    )
)
_VOLUME = re.compile(r"[a-z]{0,2}volcites?", re.IGNORECASE)
_NARRATIVE = ("citet", "textcite", "citeauthor", "citealt", "citea", "citename", "bibentry")
_INCLUDES = frozenset(("input", "include", "subfile", "subfileinclude", "InputIfFileExists", "loglevelinput"))
_IMPORTS = frozenset(("import", "subimport", "inputfrom", "subinputfrom", "includefrom", "subincludefrom"))
_BARE_FILE = re.compile(r"[ \t]+([^\s\\{}%]+)")
_FI = re.compile(r"\\(?:fi|else)\b")
_SPACE = re.compile(r"(?:[ \t]|%[^\r\n]*|\r\n?(?![ \t]*[\r\n])|\n(?![ \t]*[\r\n]))*")
_KEY = re.compile(r"[^,\s]+")
_COMMENT = re.compile(r"(?<!\\)%[^\r\n]*")
_CLOSERS = {"[": "]", "(": ")"}
_IN_BRACES = re.compile(r"\{([^{}]*)\}")
_IN_ARGUMENT = re.compile(r"\\.|[{}\])]|\n[ \t]*\n", re.DOTALL)
LONGEST_ARGUMENT = 1_000
"""Characters of a note in a citation; none goes on in the next paragraph."""
MOST_FILES = 500
"""Files that belong to one manuscript; a book has a hundred."""


@manuscript("latex", suffixes=(".tex", ".ltx", ".latex"))
def read_latex(data: bytes, path: str, include: Include) -> Manuscript:
    r"""Read a LaTeX file with those that it brings in by \input, \include, \subfile and \import.

    They are looked for from the folder of the first file, as LaTeX does, then from their own and from here (a
    chapter names what its main file would). One that is missing, or lies outside of the first file's folder
    and of the folder here, is a problem. Comments, verbatim text and what stands behind
    \end{document} are left out. Citations by author and year that are typed by hand are not looked for.
    Never raises.
    """
    reading = _Reading(posixpath.dirname(path), include)
    reading.read(data, path)
    return Manuscript(path, "latex", tuple(reading.citations), tuple(reading.problems), tuple(reading.files))


class _Reading:
    """One pass over a manuscript: the files so far, and what they cite."""

    def __init__(self, folder: str, include: Include) -> None:
        self.folder = folder
        self.include = include
        self.files: list[str] = []
        self.citations: list[Citation] = []
        self.problems: list[Problem] = []

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
        places = Places(text)
        at = 0
        while token := _TOKEN.search(text, at):
            at = token.end()
            name = token["name"]
            if name is None:
                continue
            if name in _INCLUDES or name in _IMPORTS:
                written, at = _file_named(text, at, both=name in _IMPORTS)
                if written and (other := self.opened(written, path, places.of(token.start())[0])):
                    yield other
            elif skipped := _skipped(text, name, at):
                at = skipped
            elif name not in _NO_CITES and (found := _CITES.fullmatch(name)):
                citations, at = _Command(text, token, found).citations(path, places)
                yield from citations

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
        at = _argument(text, at)[1]
    mark = text[at : at + 1]
    if not mark or mark.isspace() or mark.isalpha():
        return 0
    if mark == "{":
        return _argument(text, at)[1]
    close = text.find(mark, at + 1)
    line_end = text.find("\n", at)
    return close + 1 if close >= 0 and (line_end < 0 or close < line_end) else 0


def _space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _argument(text: str, at: int) -> tuple[str | None, int]:
    """Give the argument that opens here and where it ends; None where it has no end."""
    if found := _IN_BRACES.match(text, at):
        return found[1], found.end()
    close = _CLOSERS.get(text[at : at + 1], "")
    if not close or text.find(close, at, at + LONGEST_ARGUMENT) < 0:
        return None, at
    depth = 0
    for mark in _IN_ARGUMENT.finditer(text, at + 1, at + LONGEST_ARGUMENT):
        if mark[0] == close and depth == 0:
            return text[at + 1 : mark.start()], mark.end()
        depth += (mark[0] == "{") - (mark[0] == "}")
        if depth < 0 or mark[0].startswith("\n"):
            break
    return None, at


def _file_named(text: str, at: int, *, both: bool) -> tuple[str, int]:
    r"""Read the name behind \input, in braces or not, or the folder and the name behind \import."""
    bare = _BARE_FILE.match(text, at)
    if bare and not both:
        return bare[1], bare.end()
    pieces: list[str] = []
    for _ in range(2 if both else 1):
        written, end = (
            _argument(text, _space(text, at)) if text[_space(text, at) :][:1] == "{" else (None, at)
        )
        if written is None:
            return "", at
        pieces.append(written.strip().strip('"'))
        at = end
    name = posixpath.join(*pieces)
    return ("" if any(mark in name for mark in "\\#{}") else name), at


class _Command:
    """One cite command with its arguments."""

    def __init__(self, text: str, token: re.Match[str], found: re.Match[str]) -> None:
        self.text = text
        self.start = token.start()
        self.at = token.end()
        self.name = token["name"]
        self.many = self.name.lower().endswith("cites")
        self.leading = 1 if found["language"] or _VOLUME.fullmatch(self.name) else 0

    def citations(self, path: str, places: Places) -> tuple[list[Citation], int]:
        r"""Give the works that the command cites, and where it ends.

        `\cites(pre)(post)[pre][post]{a}[post]{b}` has several groups; all others have one.
        """
        found: list[Citation] = []
        if self.many:
            for _ in range(2):
                self.option("(")
        while (group := self.group()) is not None:
            keys, start, notes = group
            locator = normalise(notes[-1].replace("~", " ").strip()) if notes else ""
            found += self.works(keys, start, locator, path, places)
            if not self.many:
                break
        return found, self.at

    def option(self, opener: str = "[") -> str | None:
        start = _space(self.text, self.at)
        if not self.text.startswith(opener, start):
            return None
        written, end = _argument(self.text, start)
        if written is not None:
            self.at = end
        return written

    def group(self) -> tuple[str, int, list[str]] | None:
        """Give the keys in braces, where they start, and the notes in brackets before them."""
        notes: list[str] = []
        for number in range(self.leading + 1):
            while len(notes) < 2 and (note := self.option()) is not None:  # noqa: PLR2004 (before and after)
                notes.append(note)
            start = _space(self.text, self.at)
            written = self.option("{")
            if written is None:
                return None
            if number == self.leading:
                return written, start + 1, notes
            notes.clear()
        return None

    def works(self, keys: str, start: int, locator: str, path: str, places: Places) -> Iterator[Citation]:
        plain = _COMMENT.sub(lambda comment: " " * len(comment[0]), keys)
        for found in _KEY.finditer(plain):
            key = found[0]
            if any(mark in key for mark in "\\#{}"):
                continue  # in the definition of a command
            offset = start + found.start()
            line, column = places.of(offset)
            everything = key == "*" and self.name == "nocite"
            yield Citation(
                "all" if everything else "key",
                f"\\{self.name}{{{key}}}",
                path,
                line,
                column,
                offset,
                key="" if everything else key,
                locator=locator,
                narrative=self.name.lower().startswith(_NARRATIVE),
            )
