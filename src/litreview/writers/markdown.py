"""Write sources as a plain list of references in Markdown, with their keys: to read, in no citation style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.text.dates import date_of, year_text
from litreview.text.markdown import escaped
from litreview.text.person import display
from litreview.writers import writer
from litreview.writers._facts import containers, first, houses, people, whole_title, words_of_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.model import Person, Source

NO_DATE = "n.d."


@writer("md", suffixes=(".md",))
def write_markdown(sources: Sequence[Source]) -> str:
    """Write the sources in the order given, a paragraph each: names, year, title, where it stands, key."""
    return "\n".join(" ".join(_parts(source)) + "\n" for source in sources)


def _parts(source: Source) -> Iterator[str]:
    role = "author" if people(source, "author") else "editor"
    names = "; ".join(_name(person) for person in people(source, role))
    if names:
        yield f"{names} (ed.)" if role == "editor" else names
    yield f"({escaped(_year(source))})."
    title = escaped(whole_title(source))
    if title:
        yield f"*{title}*" + ("" if title.endswith((".", "?", "!")) else ".")
    if where := ", ".join(_where(source)):
        yield where if where.endswith(".") else f"{where}."
    if address := _address(source):
        yield address
    yield f"\\[{escaped('@' + source.key)}\\]"


def _name(person: Person) -> str:
    return "et al." if person.literal == "others" else escaped(display(person))


def _year(source: Source) -> str:
    when = date_of(source.fields)
    if when is None or not when.year:
        return (words_of_date(source) if when is None or not when.no_date else "") or NO_DATE
    year = f"c. {when.year}" if when.approximate and not when.end else when.year
    if when.open:
        return f"{year}–" if when.open == "end" else f"–{year}"
    if when.end is not None and when.start is not None and when.end.year != when.start.year:
        return f"{when.year}–{year_text(when.end.year)}"
    return year


def _where(source: Source) -> Iterator[str]:
    """Give what the work stands in and who brought it out."""
    if container := first(source, containers(source.type)):
        yield ("" if source.text("journal") or source.text("journaltitle") else "In: ") + escaped(container)
    volume, number = source.text("volume"), source.text("number")
    if volume or number:
        in_journal = source.text("journal") or source.text("journaltitle")
        volume = volume if in_journal or not volume else f"vol. {volume}"
        yield escaped(f"{volume}({number})" if volume and number else volume or f"no. {number}")
    if pages := source.text("pages"):
        yield "pp. " + escaped(pages) if "–" in pages else "p. " + escaped(pages)
    if house := first(source, houses(source.type)):
        yield escaped(house)


def _address(source: Source) -> str:
    doi = next((item.value for item in source.identifiers if item.kind == "doi"), "")
    url = f"https://doi.org/{doi}" if doi else source.text("url")
    safe = url.startswith(("https://", "http://")) and not any(
        mark.isspace() or mark in "<>\\`" for mark in url
    )
    return f"<{url}>" if safe and url.isprintable() else escaped(url)
