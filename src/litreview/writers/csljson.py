"""Write sources as CSL-JSON, for pandoc, Zotero and every citation processor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litreview.text.csl import ENTRY_TYPES, FIELDS, GENRES, NAMES_OF_VARIABLES, ROLES, TYPES, rich_of, to_rich
from litreview.text.dates import date_of, parse, year_text
from litreview.text.datewords import SEASONS, month_number
from litreview.text.document import dump
from litreview.text.latex import is_verbatim
from litreview.text.plain import read_people
from litreview.writers import writer
from litreview.writers._facts import (
    DATES,
    IN_JOURNALS,
    PLACES,
    containers,
    houses,
    hyphened,
    whole_title,
    words_of_date,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.model import Person, Source
    from litreview.text.dates import Date

_VARIABLES = {field: variable for variable, field in reversed(FIELDS.items())} | {"annotation": "annote"}
_DATED = {"urldate": "accessed", "origdate": "original-date", "eventdate": "event-date"}
_SPRING = 20  # CSL counts seasons from 1, EDTF from 21
_SIMPLE = frozenset(_VARIABLES) - {"title", *PLACES}
_BOOKS = frozenset(("book", "mvbook", "collection", "proceedings", "inbook", "incollection", "inproceedings"))


@writer("csljson", suffixes=(".json",))
def write_csljson(sources: Sequence[Source]) -> str:
    """Write the sources in the order given, as a list of CSL 1.0.2 items.

    What CSL has no variable for goes into the item's `custom` object, under the name of its field, so
    that reading the file gives the same records.
    """
    return dump([item(source) for source in sources])


def item(source: Source) -> dict[str, Any]:  # Any: what JSON takes
    """Give a source as a CSL item."""
    kind = source.text("csl-type") or TYPES.get(source.type, "document")
    found: dict[str, Any] = {"id": source.key, "type": kind}
    if "://" in source.key:
        found["citation-key"] = source.key  # else it is taken for an address, which some programs put there
    if title := _title(source):
        found["title"] = title
    for variable, role in ROLES.items():
        names = [_name(person) for person in source.people if person.role == role]
        if names:
            found[variable] = names
    used = {"csl-type", "csl-id", "title", *(person.role for person in source.people)}
    used |= _add_texts(source, found)
    used |= _add_dates(source, found)
    if source.type in GENRES:
        found.setdefault("genre", GENRES[source.type])
    custom = dict(_custom(source, found, used))
    if custom:
        found["custom"] = custom
    return found


def _rich(source: Source, name: str) -> str:
    """Give a field with its italics as CSL's markup."""
    return next((rich_of(field.value, field.text) for field in source.fields if field.name == name), "")


def _title(source: Source) -> str:
    """Give the title with its subtitle."""
    title = _rich(source, "title") or to_rich(source.title)
    whole = whole_title(source)
    between = whole[len(source.title) : len(whole) - len(source.text("subtitle"))]
    return title + (between + _rich(source, "subtitle") if between else "")


def _plain(name: str, value: str, text: str) -> str:
    """Give a field's text as CSL has it: addresses as they are, pages with a hyphen, italics as markup."""
    if name == "pages":
        return hyphened(text)
    return text if is_verbatim(name) else rich_of(value, text)


def _add_texts(source: Source, found: dict[str, Any]) -> set[str]:
    """Put in what CSL has variables for; gives the names of the fields that are in."""
    used: set[str] = set()
    for variable, names in (
        ("container-title", containers(source.type)),
        ("publisher", houses(source.type)),
        ("publisher-place", PLACES),
    ):
        name = next((name for name in names if source.text(name)), "")
        if name:
            found[variable] = _rich(source, name)
            used.add(name)
    for field in source.fields:
        name, text = field.name, field.text
        if name == "type" and text == GENRES.get(source.type):
            used.add(name)  # as said below
        elif name in _SIMPLE and text:
            found[_VARIABLES[name]] = _plain(name, field.value, text)
            used.add(name)
        elif name.startswith("csl-") and name not in {"csl-type", "csl-id", "csl-custom"} and text:
            variable = name.removeprefix("csl-")
            people = variable in NAMES_OF_VARIABLES
            found[variable] = (
                [_name(person) for person in read_people(text, variable)] if people else to_rich(text)
            )
            used.add(name)
    if number := source.text("number"):
        in_series = source.type in _BOOKS and source.text("series")
        variable = "issue" if source.type in IN_JOURNALS else "collection-number" if in_series else "number"
        found[variable] = to_rich(number)
        used.add("number")
    return used


def _add_dates(source: Source, found: dict[str, Any]) -> set[str]:
    """Put in the dates; gives the names of the fields that they say whole.

    Where `issued` cannot say all that the fields do, they are all kept in `custom` beside it.
    """
    used: set[str] = set()
    when, words = date_of(source.fields), words_of_date(source)
    fields = [name for name in DATES if source.text(name)]
    if when is not None and when.year:
        found["issued"] = _csl_date(when)
        if all(_says(source.text(name), when) for name in fields):
            used.update(fields)
    elif words:
        found["issued"] = {"literal": words}
        used.add("year" if source.text("year") else "date")
    for name, variable in _DATED.items():
        day = parse(source.text(name))
        if day is not None and day.edtf() == source.text(name).strip():
            found[variable] = _csl_date(day)
            used.add(name)
    return used


def _csl_date(when: Date) -> dict[str, Any]:
    parts = [day.parts() for day in (when.start, when.end) if day is not None]
    season = {"season": when.season - _SPRING} if when.season else {}
    circa = {"circa": True} if when.approximate or when.uncertain else {}
    return {"date-parts": parts, **season, **circa}


def _says(text: str, when: Date) -> bool:
    """Whether a field of a date says no more than the date itself, as it is read again."""
    text, start, end = text.strip(), when.start, when.end
    if start is None or when.open or not when.exact or when.in_press or when.original:
        return False
    if when.approximate or when.uncertain:
        return text == f"c. {when.year}" and not start.month and not end and not when.season
    if when.season:
        return text in {when.year, SEASONS[when.season]}
    parts = {start.iso(), when.year, str(start.day), f"{start.day:02}"}
    if end is not None:
        years = f"{when.year}{{}}{year_text(end.year)}"
        parts |= {when.edtf(), *(years.format(sign) for sign in ("-", "--", "–", "/"))}
    return text in parts or (start.month > 0 and month_number(text) == start.month)


def _custom(source: Source, found: dict[str, Any], used: set[str]) -> Iterator[tuple[str, str]]:
    """Give what the item's variables do not say: the entry type where CSL's is not its alone, and other fields."""
    plain = (
        found["type"] not in {"thesis", "article"} and ENTRY_TYPES.get(found["type"], "misc") == source.type
    )
    if not plain and not (found["type"] == "thesis" and source.type == "phdthesis"):
        yield "entrytype", source.type
    if source.text("subtitle"):
        yield "title", _rich(source, "title") or to_rich(source.title)
    for field in source.fields:
        if field.name not in used and field.text:
            yield field.name, _plain(field.name, field.value, field.text)


def _name(person: Person) -> dict[str, str]:
    if person.literal:
        return {"literal": person.literal}
    parts = {
        "family": person.family,
        "given": person.given,
        "non-dropping-particle": person.prefix,
        "suffix": person.suffix,
    }
    return {name: text for name, text in parts.items() if text}
