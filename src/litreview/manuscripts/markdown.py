"""Read Markdown, also that of Quarto and R Markdown: pandoc's citations by key, and those by author and year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from litreview.manuscripts import manuscript
from litreview.manuscripts._hidden import blanked, front_matter, hidden
from litreview.manuscripts._listed import read_listed, unframed
from litreview.manuscripts._notes import markdown_notes
from litreview.manuscripts._prose import Places, Prose, list_of_references
from litreview.manuscripts._running import Text
from litreview.manuscripts._text import decoded
from litreview.model import Citation
from litreview.text.locators import leading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from litreview.manuscripts import Include
    from litreview.model import Certainty, Manuscript

_KEY = re.compile(
    r"(?<![^\W_])(?<![\\@])(?P<minus>-)?@(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>\w+(?:[:.#$%&\-+?<>~/]\w+)*))"
)
_GROUP = re.compile(r"(?<!\\)\[([^\[\]]*)\]")
_BEHIND = re.compile(r" ?\[([^\[\]@]{1,80})\]")
_TELLING = re.compile(r"\d{4}|:")
"""What the key of a work has, and the name of an account has not."""
_EXAMPLE = re.compile(r"^[ \t]*\(?@([\w-]+)\)(?=\s|\Z)", re.MULTILINE)
_CROSS_REFERENCE = re.compile(
    r"(?:fig|tbl|tab|sec|eq|lst|thm|lem|cor|prp|prop|cnj|def|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau)[:-]",
    re.IGNORECASE,
)
_NOCITE = re.compile(
    r"^(?:nocite|no-cite)[ \t]*:(.*(?:\r?\n[ \t]+.*|\r?\n[ \t]*(?=\r?\n[ \t]))*)", re.MULTILINE
)

_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)([^\[\]]{1,200})\]:[ \t]*\S", re.MULTILINE)
_LINK_MARK = re.compile(
    r"(?P<always>\[\^[^\]\s]{1,80}\]:?|(?<=\])\[\]|^[ \t>]*(?:[-*+]|\d+[.)])[ \t]+\[[ xX]\](?=\s))"
    r"|(?<!\\)\[(?P<name>[^\[\]\n]{1,200})\](?!\()",
    re.MULTILINE,
)
_BLOCK = re.compile(
    r"^(?P<first> {0,3}>[> \t]*)[^\r\n]*(?:\r?\n|\Z)(?: {0,3}>[^\r\n]*(?:\r?\n|\Z))*", re.MULTILINE
)


class _Keyed(NamedTuple):
    """A citation by key: where it starts and ends, with its brackets."""

    start: int
    end: int
    text: str
    key: str
    locator: str
    narrative: bool


@manuscript("markdown", suffixes=(".md", ".markdown", ".qmd", ".rmd", ".mdown"))
def read_markdown(
    data: bytes, path: str, _include: Include, _cite_commands: Collection[str] = ()
) -> Manuscript:
    """Read Markdown.

    Code, comments, addresses, cross-references ("@fig-map") and the list of references are no text;
    `nocite` in the front matter counts. Never raises.
    """
    text, problems = decoded(data, path)
    places = Places(text)
    spans = hidden(text)
    shown = blanked(text, spans)
    keyed = sorted(_keyed(text, shown))
    listed = read_listed(text, list_of_references(unframed(text)), path, places, markdown=True)
    marks = [*spans, *((one.start, one.end) for one in keyed), *_links(shown), listed.span]
    prose = Prose(text, marks, markdown=True)
    bracketed = {one.key for one in keyed if not one.narrative}
    read = Text(
        path,
        "markdown",
        text,
        prose,
        places,
        shown,
        listed,
        blocks=tuple(_quoted_blocks(shown)),
        notes=tuple(markdown_notes(shown)),
    )
    return read.read([_by_key(one, path, places, bracketed) for one in keyed], problems)


def _links(shown: str) -> Iterator[tuple[int, int]]:
    """Give the marks of links by reference, their definitions, those of footnotes, and boxes of tasks."""
    defined = {found[1].casefold() for found in _DEFINITION.finditer(shown)}
    for found in _LINK_MARK.finditer(shown):
        if found["always"] or found["name"].casefold() in defined:
            yield found.span()


def _quoted_blocks(shown: str) -> Iterator[tuple[int, int]]:
    """Give the blocks of lines with > before them, but for GitHub's alerts ("> [!NOTE]")."""
    for found in _BLOCK.finditer(shown):
        if not shown.startswith("[!", found.end("first")):
            yield found.end("first"), found.end()


def _by_key(one: _Keyed, path: str, places: Places, bracketed: set[str]) -> Citation:
    line, column = places.of(one.start)
    certainty: Certainty = "certain"
    if one.narrative and one.key not in bracketed and not _TELLING.search(one.key):
        certainty = "likely"  # the name of an account looks the same
    doi = one.key[4:] if one.key.lower().startswith("doi:") else one.key if "doi.org/10." in one.key else ""
    return Citation(
        "all" if one.key == "*" else "key",
        one.text,
        path,
        line,
        column,
        one.start,
        key="" if one.key == "*" else one.key,
        identifier=doi,
        locator=one.locator,
        narrative=one.narrative,
        certainty=certainty,
        end=one.end,
    )


def _keyed(text: str, bare: str) -> Iterator[_Keyed]:
    """Give all citations by key, those of `nocite` too; bare is the text with what is none blanked out."""
    examples = set(_EXAMPLE.findall(bare))
    at = 0
    for group in _GROUP.finditer(bare):
        if "@" in group[1]:
            yield from _in_text(bare, at, group.start(), examples)
            yield from _in_brackets(bare, group)
            at = group.end()
    yield from _in_text(bare, at, len(bare), examples)
    _, end = front_matter(text)
    for entry in _NOCITE.finditer(text, 0, end):
        for found in re.finditer(r"@(?:\{([^{}\s]+)\}|(\*|\w+(?:[:.#$%&\-+?<>~/]\w+)*))", entry[0]):
            start = entry.start() + found.start()
            yield _Keyed(start, start + len(found[0]), found[0], found[1] or found[2], "", narrative=False)


def _in_brackets(text: str, group: re.Match[str]) -> Iterator[_Keyed]:
    """Read `[see @a, p. 12; -@b]`."""
    at = group.start(1)
    for part in group[1].split(";"):
        keys = [found for found in _KEY.finditer(text, at, at + len(part)) if _is_work(found)]
        for number, found in enumerate(keys):
            following = keys[number + 1].start() if number + 1 < len(keys) else at + len(part)
            rest = text[found.end() : following]
            locator, _ = leading(rest.lstrip(", {"), bare=True)
            written = " ".join(text[found.start() if number else at : following].split())
            yield _Keyed(found.start(), found.end(), written, _key(found), locator, narrative=False)
        at += len(part) + 1


def _in_text(text: str, start: int, end: int, examples: set[str]) -> Iterator[_Keyed]:
    """Read `@key` in a sentence, with the locator in brackets behind it."""
    for found in _KEY.finditer(text, start, end):
        if not _is_work(found) or _key(found) in examples:
            continue
        behind = _BEHIND.match(text, found.end())
        locator, length = leading(behind[1], bare=True) if behind else ("", 0)
        stop = behind.end() if behind and length else found.end()
        yield _Keyed(found.start(), stop, text[found.start() : stop], _key(found), locator, narrative=True)


def _key(found: re.Match[str]) -> str:
    return str(found["braced"] or found["key"])


def _is_work(found: re.Match[str]) -> bool:
    return not _CROSS_REFERENCE.match(_key(found))
