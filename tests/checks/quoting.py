"""Make cases to look for quotations in: a manuscript with its list, the library's notes, and full texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.checks import Case, Entry
from litreview.manuscripts.markdown import read_markdown
from litreview.model import Field, Library, Note, Person, Source, Tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from litreview.model import Finding

LIST = """
# References

Moss, B. (2003). *Gardens and their keepers*. Peat Press.

Roe, A. (2001). *Walls of the old town*. Peat Press.

Reed, C. (2005). The price of stones. *Town Journal*, *4*(1), 44–71.
"""
WALLS = (
    "In the beginning there was nothing but mud. The walls of old towns are often older than their gardens, and nobody "
    "who built them thought of flowers. In 40 years not one gate was opened at night, whatever the neighbours said."
)
GARDENS = (
    "A garden keeps what a wall can only hold. Those who plant trees on the town's own ground do it for people they "
    "will never meet, and the town is better for it."
)
TEXTS = {"roe2001": WALLS, "moss2003": GARDENS}


def source(key: str, title: str, family: str, year: str, **fields: str) -> Source:
    """Give a source of the library."""
    given = tuple(
        Field(name, value, value) for name, value in {"title": title, "year": year, **fields}.items()
    )
    kind = "article" if "pages" in fields else "book"
    return Source(key, kind, title, year, (Person("author", family, "A."),), given)


LIBRARY = (
    source("roe2001", "Walls of the old town", "Roe", "2001"),
    source("moss2003", "Gardens and their keepers", "Moss", "2003"),
    source("reed2005", "The price of stones", "Reed", "2005", pages="44--71"),
)


def note(key: str, text: str, locator: str = "") -> Note:
    """Give a quotation that was noted."""
    return Note(1, "quote", text, key, locator, path="notes.md", line=7)


def no_other_file(path: str) -> bytes:
    raise FileNotFoundError(path)


def case(
    text: str,
    *,
    texts: Mapping[str, str] | None = None,
    notes: Iterable[Note] = (),
    tags: Iterable[Tag] = (),
    sources: Sequence[Source] | None = None,
    printed: str = LIST,
) -> Case:
    """Give a case: a text with its own list, and a library where sources, notes or tags are given."""
    whole = f"{text}\n{printed}"
    manuscript = read_markdown(whole.encode(), "paper.md", no_other_file)
    entries = tuple(
        Entry(one.record, "text", one.text, one.path, one.line, one.offset) for one in manuscript.references
    )
    noted, tagged = tuple(notes), tuple(tags)
    library = Library(LIBRARY if sources is None else tuple(sources), noted, tags=tagged)
    has_library = sources is not None or noted or tagged
    if sources is not None:
        entries = tuple(Entry(one, "library") for one in sources)
    return Case(
        (manuscript,),
        entries,
        library=library if has_library else None,
        texts=texts or {},
        text_of={"paper.md": whole},
    )


EXAMPLE = re.compile(r"^    (Bad|Good): +(.*(?:\n {10,}.*)*)", re.MULTILINE)
TEXT_LINE = re.compile(r"(\w+)\.txt: (.*)")


def examples(check: Callable[..., Iterator[Finding]]) -> Iterator[tuple[str, Case]]:
    """Give the examples of a check's explanation: the text first, then its list, then the texts of sources."""
    for found in EXAMPLE.finditer(check.__doc__ or ""):
        lines = [line.strip() for line in found[2].splitlines()]
        texts = dict(match.groups() for line in lines if (match := TEXT_LINE.fullmatch(line)))
        printed = [line for line in lines[1:] if not TEXT_LINE.fullmatch(line)]
        yield (
            found[1],
            case(lines[0], texts=texts, printed="\n# References\n\n" + "\n\n".join(printed) + "\n"),
        )
