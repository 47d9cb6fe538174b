"""Make a record of one item in JSON: CSL's variables, Zotero's own fields, or the program's own shape."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from litreview.model import Field, Person
from litreview.readers._structured import Day, container, date_fields, house, parse_dates, parse_day
from litreview.text.csl import (
    ENTRY_TYPES,
    FIELDS,
    GENRES,
    NAMES_OF_VARIABLES,
    ROLES,
    THESES,
    TYPES,
    from_rich,
)
from litreview.text.dates import year_text
from litreview.text.datewords import month_number
from litreview.text.latex import is_verbatim
from litreview.text.names import parse_names
from litreview.text.namewords import SUFFIX
from litreview.text.plain import latex, read_name, read_people, write_people
from litreview.text.record import Extra, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from litreview.model import Record

_KEY_LINE = re.compile(
    r"^[ \t]*(?:citation[ -]?key|bibtex(?:[ -]?key)?)[ \t]*[:=][ \t]*(\S+)[ \t]*$\n?",
    re.IGNORECASE | re.MULTILINE,
)
_IDENTIFIER_LINE = re.compile(
    r"^[ \t]*(PMID|PMCID|DOI)[ \t]*:[ \t]*(\S+)[ \t]*$\n?", re.IGNORECASE | re.MULTILINE
)
_LESSER_THESIS = re.compile(
    r"master|magister|diplom|licen[ct]iat|bachelor|m\.?\s?(?:a|sc|phil)\b", re.IGNORECASE
)
_DATES = {"issued": "", "accessed": "urldate", "original-date": "origdate", "event-date": "eventdate"}
_NUMBERS = ("issue", "number", "collection-number")
_TAKEN = frozenset(
    ("id", "type", "title", "citation-key", "issue", "number", "collection-number", "container-title", "publisher",
     "custom", "schema", *ROLES, *_DATES)
)  # fmt: skip
_MOST_PARTS = 3  # year, month, day
_SEASONS = {"1": "Spring", "2": "Summer", "3": "Autumn", "4": "Winter"}


def record_of(value: Mapping[str, Any], line: int) -> Record:  # Any: whatever JSON has
    """Give the record of an item, whatever program's shape it has. Never raises."""
    if isinstance(value.get("fields"), dict) and "key" in value:
        return _own(value, line)
    item = dict(value)
    if "itemType" in item:
        from litreview.readers._zotero import to_csl

        item = to_csl(item)
    identity = _identity(item)
    kind = _entry_type(item)
    people = [person for variable, role in ROLES.items() for person in _people(item.get(variable), role)]
    fields = [*_fields(item, kind, line), *identity.extras]
    return record(identity.key, kind, people, fields, line)


class _Identity(NamedTuple):
    """The citation key of an item, and the fields that were found with it in its note."""

    key: str
    extras: list[Extra]


def _identity(item: dict[str, Any]) -> _Identity:
    """Find the key: `citation-key`, a "Citation Key: x" line of the note, else the id unless it is an address.

    The note's lines that say more than a note does (key, PMID, PMCID, DOI) are taken out of it.
    """
    note = _text(item.get("note"))
    named, key_line = _text(item.get("citation-key")), _KEY_LINE.search(note)
    printed = _text(item.get("id"))
    key = named or (key_line[1] if key_line else "") or ("" if "://" in printed else printed)
    extras = [Extra("csl-id", printed)] if printed != key else []
    if note:
        for name, text in _IDENTIFIER_LINE.findall(note):
            item.setdefault(name.upper(), text)
        item["note"] = _KEY_LINE.sub("", _IDENTIFIER_LINE.sub("", note)).strip()
    return _Identity(" ".join(key.split()), extras)


def _entry_type(item: Mapping[str, Any]) -> str:
    if named := _text(_custom(item).get("entrytype")):
        return named.lower()
    printed = _text(item.get("type"))
    if printed == "thesis":
        return "mastersthesis" if _LESSER_THESIS.search(_text(item.get("genre"))) else "phdthesis"
    if printed == "article" and not item.get("container-title"):
        return "misc"
    return ENTRY_TYPES.get(printed, "misc")


def _fields(item: Mapping[str, Any], kind: str, line: int) -> Iterator[Extra]:
    number = next((name for name in _NUMBERS if _text(item.get(name))), "")
    custom = _custom(item)
    yield from _field("title", custom.get("title") or item.get("title"), line)  # the one without its subtitle
    yield from _field(container(kind), item.get("container-title"), line)
    yield from _dates(item, line)
    if number:
        yield from _field("number", item[number], line)
    yield from _field(house(kind), item.get("publisher"), line)
    for name, found in item.items():
        if name in _NUMBERS and name != number:
            yield from _field(f"csl-{name}", found, line)
        elif name not in _TAKEN and (name, found) != ("genre", GENRES.get(kind)):
            yield from _field(_name(name), found, line)
    yield from _said_by_csl(item, kind, line)
    for name, found in custom.items():
        if name not in {"entrytype", "title"}:
            yield from _field(_safe(name), found, line)


def _said_by_csl(item: Mapping[str, Any], kind: str, line: int) -> Iterator[Extra]:
    """Give the type and the people for which BibTeX has no words."""
    printed = _text(item.get("type"))
    if printed and TYPES.get(kind, "document") != printed and not (printed == "thesis" and kind in THESES):
        yield Extra("csl-type", printed, line)
    for role, found in item.items():
        if role in NAMES_OF_VARIABLES and role not in ROLES and found:
            yield Extra(f"csl-{role}", write_people(tuple(_people(found, role))), line)


def _custom(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give the object in which CSL-JSON keeps what it has no variable for."""
    found = item.get("custom")
    return found if isinstance(found, dict) else {}


def _name(variable: str) -> str:
    if variable in NAMES_OF_VARIABLES:
        return ""
    return FIELDS.get(variable) or (variable if variable.startswith("zotero-") else f"csl-{_safe(variable)}")


def _safe(name: str) -> str:
    """Give a field name: lower case, no blanks, not empty."""
    return "-".join(name.lower().split()) or "field"


def _field(name: str, found: Any, line: int) -> Iterator[Extra]:  # Any: whatever JSON has
    text = _text(found)
    if not name or not text:
        return
    plain = name == "pages" or is_verbatim(name)
    yield Extra(name, text, line, None if plain else from_rich(text))


def _text(found: Any) -> str:  # Any: whatever JSON has
    """Give a value as text: a list as its parts with semicolons, an object as JSON."""
    if found is None:
        return ""
    if isinstance(found, str):
        return found.strip()
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, list) and all(isinstance(part, str) for part in found):
        return "; ".join(part.strip() for part in found)
    try:
        return json.dumps(found, ensure_ascii=False) if found else ""
    except RecursionError:
        return ""


def _people(found: Any, role: str) -> Iterator[Person]:  # Any: whatever JSON has
    if isinstance(found, str):
        yield from read_people(found, role)
        return
    for name in found if isinstance(found, list) else ():
        if isinstance(name, str):
            person = read_name(name, role)
        else:
            person = _person(name, role) if isinstance(name, dict) else None
        if person is not None:
            yield person


def _person(name: Mapping[str, Any], role: str) -> Person | None:
    parts = {key: " ".join(_text(name.get(key)).split()) for key in name}
    literal = parts.get("literal") or parts.get("name", "")
    family, given = parts.get("family", ""), parts.get("given", "")
    if literal and not family:
        return Person(
            role, literal="others" if literal.lower().rstrip(".") in {"et al", "others"} else literal
        )
    if not family:
        return Person(role, family=given) if given else None
    prefix = " ".join(
        part for part in (parts.get("dropping-particle"), parts.get("non-dropping-particle")) if part
    )
    start, comma, end = given.rpartition(",")
    if comma and not parts.get("suffix") and SUFFIX.fullmatch(end.strip()):  # as Zotero keeps it
        given, parts["suffix"] = start.strip(), end.strip()
    return Person(role, family, given, prefix or parts.get("prefix", ""), parts.get("suffix", ""))


def _dates(item: Mapping[str, Any], line: int) -> Iterator[Extra]:
    for variable, name in _DATES.items():
        found = item.get(variable)
        if not found or (not name and not {"year", "date"}.isdisjoint(_custom(item))):
            continue  # what our own export keeps beside it says more
        fields = _date(found, line)
        if not name:
            yield from fields
        elif fields:
            whole = next((extra.text for extra in fields if extra.name == "date"), "")
            months = [extra.text for extra in fields if extra.name == "month"]
            day = Day(fields[0].text, month_number(months[0]) if months else 0)
            yield Extra(name, whole or day.iso(), line)


def _date(found: Any, line: int) -> list[Extra]:  # Any: whatever JSON has
    if not isinstance(found, dict):
        return parse_dates(_text(found), line)
    parts = found.get("date-parts")
    days = [day for part in (parts if isinstance(parts, list) else ()) if (day := _parts(part)) is not None]
    if not days:
        raw = next((text for name in ("raw", "literal") if (text := _text(found.get(name)))), "")
        return parse_dates(raw, line)
    if found.get("circa") in (True, "true", "1"):
        if not days[0].month and len(days) == 1:
            return [Extra("year", f"c. {days[0].year}", line)]
        return [Extra("date", "/".join(f"{day.iso()}~" for day in days[:2]), line)]
    fields = date_fields(days[0], days[1] if len(days) > 1 else None, line)
    if season := _text(found.get("season")):
        fields.append(Extra("month", _SEASONS.get(season, season), line))
    return fields


def _parts(found: Any) -> Day | None:  # Any: whatever JSON has
    """Read [2016, 2, 9], whose parts may be numbers or text."""
    parts = [_text(part) for part in found][:_MOST_PARTS] if isinstance(found, list) else []
    if not parts or not re.fullmatch(r"-?[0-9]{1,4}", parts[0]):
        return parse_day(parts[0]) if parts else None
    numbers = [
        int(part) if part.isascii() and part.isdecimal() and len(part) < _MOST_PARTS else 0
        for part in parts[1:]
    ]
    month = numbers[0] if numbers and 1 <= numbers[0] <= 12 else 0  # noqa: PLR2004  (months)
    year = year_text(int(parts[0]))
    return Day(year, month, numbers[1] if month and len(numbers) > 1 else 0)


def _own(value: Mapping[str, Any], line: int) -> Record:
    """Read a source as `list -f json` and the JSONL export give it: its fields in their order, its names as given."""
    given = {name: _text(found) for name, found in value["fields"].items()}
    roles = [name.removesuffix("s") for name in value if name.endswith("s")]
    people = [
        person for role in roles if role in ROLES.values() for person in _people(value[f"{role}s"], role)
    ]
    named = {person.role for person in people}
    fields = [_as_written(name, text, line) for name, text in given.items() if name not in named]
    if "title" not in given and (title := _text(value.get("title"))):
        fields.insert(0, Extra("title", title, line))
    if not {"year", "date"} & set(given) and (year := _text(value.get("year"))):
        fields.append(Extra("year", year, line))
    kind = _text(value.get("type")).lower() or "misc"
    made = record(_text(value.get("key")), kind, people, fields, line, as_given=True)
    place = {name: at for at, name in enumerate(given)}
    ordered = sorted(made.fields, key=lambda item: place.get(item.name, len(place)))
    return replace(made, fields=tuple(_names_as_given(item, given, made.people) for item in ordered))


def _as_written(name: str, text: str, line: int) -> Extra:
    """Give a field of a source as it was: pages keep their hyphen, a month that is no macro stays as it is."""
    if name == "pages":
        return Extra(name, text, line, latex(text).replace("–", "--"))
    return Extra(name, text, line, latex(text) if name == "month" and not text.istitle() else None)


def _names_as_given(item: Field, given: Mapping[str, str], people: Sequence[Person]) -> Field:
    """Give a field of names in the words that it had ("Ada Lovelace"), where they say the same."""
    text = given.get(item.name, "")
    same = item.name in ROLES.values() and tuple(one for one in people if one.role == item.name)
    if same and same == parse_names(latex(text), item.name):
        return Field(item.name, latex(text), text, item.line)
    return item
