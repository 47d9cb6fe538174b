"""Write sources as a plain list of references in Markdown, with their keys: to read, in no citation style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.text.markdown import escaped
from litreview.text.names import display
from litreview.writers import writer
from litreview.writers._facts import CONTAINERS, HOUSES, first, people, whole_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.model import Source

NO_DATE = "n.d."


@writer("md", suffixes=(".md",))
def write_markdown(sources: Sequence[Source]) -> str:
    """Write the sources in the order given, a paragraph each: names, year, title, where it stands, key."""
    return "\n".join(" ".join(_parts(source)) + "\n" for source in sources)


def _parts(source: Source) -> Iterator[str]:
    role = "author" if people(source, "author") else "editor"
    names = "; ".join(escaped(display(person)) for person in people(source, role))
    if names:
        yield f"{names} (ed.)" if role == "editor" else names
    yield f"({escaped(source.year or source.text('year') or NO_DATE)})."
    title = escaped(whole_title(source))
    if title:
        yield f"*{title}*" + ("" if title.endswith((".", "?", "!")) else ".")
    if where := ", ".join(_where(source)):
        yield f"{where}."
    if address := _address(source):
        yield address
    yield f"\\[{escaped('@' + source.key)}\\]"


def _where(source: Source) -> Iterator[str]:
    """Give what the work stands in and who brought it out."""
    if container := first(source, CONTAINERS):
        yield ("" if source.text("journal") or source.text("journaltitle") else "In: ") + escaped(container)
    volume, number = source.text("volume"), source.text("number")
    if volume or number:
        yield escaped(f"{volume}({number})" if volume and number else volume or f"no. {number}")
    if pages := source.text("pages"):
        yield "pp. " + escaped(pages) if "–" in pages else "p. " + escaped(pages)
    if house := first(source, HOUSES):
        yield escaped(house)


def _address(source: Source) -> str:
    doi = next((item.value for item in source.identifiers if item.kind == "doi"), "")
    url = f"https://doi.org/{doi}" if doi else source.text("url")
    safe = url.startswith(("https://", "http://")) and not any(mark.isspace() or mark in "<>\\`" for mark in url)
    return f"<{url}>" if safe and url.isprintable() else escaped(url)
