r"""Read one cite command of LaTeX with its arguments: \\citep[see][p.~5]{a,b}, \\cites(pre)(post)[1]{a}{b}."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.model import Citation
from litreview.text.locators import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.manuscripts._prose import Places

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
_SPACE = re.compile(r"(?:[ \t]|%[^\r\n]*|\r\n?(?![ \t]*[\r\n])|\n(?![ \t]*[\r\n]))*")
_KEY = re.compile(r"[^,\s]+")
_COMMENT = re.compile(r"(?<!\\)%[^\r\n]*")
_CLOSERS = {"[": "]", "(": ")"}
_IN_BRACES = re.compile(r"\{([^{}]*)\}")
_IN_ARGUMENT = re.compile(r"\\.|[{}\])]|\n[ \t]*\n", re.DOTALL)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
LONGEST_NOTE = 3_000
"""Characters of a footnote."""
LONGEST_ARGUMENT = 1_000
"""Characters of a note in a citation; none goes on in the next paragraph."""


def is_cite(name: str) -> bool:
    """Whether a command of this name cites in LaTeX, natbib, biblatex or csquotes."""
    return name not in _NO_CITES and _CITES.fullmatch(name) is not None


def space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def argument(text: str, at: int) -> tuple[str | None, int]:
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


def braces(text: str, at: int) -> int:
    """Give the end of the braces that open here, with all braces in them; -1 where they have none."""
    if not text.startswith("{", at):
        return -1
    depth = 0
    for mark in _BRACE.finditer(text, at, at + LONGEST_NOTE):
        depth += (mark[0] == "{") - (mark[0] == "}")
        if depth == 0 and mark[0] == "}":
            return mark.end()
    return -1


class Command:
    """One cite command with its arguments."""

    def __init__(self, text: str, token: re.Match[str], leading: int | None) -> None:
        self.text = text
        self.start = token.start()
        self.at = token.end()
        self.name = token["name"]
        self.many = self.name.lower().endswith("cites") and leading is None
        found = _CITES.fullmatch(self.name)
        self.quotes = bool(found and found["quotes"])
        language = bool(found and found["language"])
        self.leading = leading or (1 if language or _VOLUME.fullmatch(self.name) else 0)

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
        start = space(self.text, self.at)
        if not self.text.startswith(opener, start):
            return None
        written, end = argument(self.text, start)
        if written is not None:
            self.at = end
        return written

    def group(self) -> tuple[str, int, list[str]] | None:
        """Give the keys in braces, where they start, and the notes in brackets before them."""
        notes: list[str] = []
        for number in range(self.leading + 1):
            while len(notes) < 2 and (note := self.option()) is not None:  # noqa: PLR2004 (before and after)
                notes.append(note)
            start = space(self.text, self.at)
            written = self.option("{")
            if written is None:
                return None
            if number == self.leading:
                return written, start + 1, notes
            notes.clear()
        return None

    def works(self, keys: str, start: int, locator: str, path: str, places: Places) -> Iterator[Citation]:
        plain = _COMMENT.sub(lambda comment: " " * len(comment[0]), keys)
        last = plain.rstrip(", \t\r\n")
        for found in _KEY.finditer(last):
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
                locator=locator if found.end() == len(last) else "",  # it is printed behind the last one
                narrative=self.name.lower().startswith(_NARRATIVE),
                end=offset + len(key),
            )
