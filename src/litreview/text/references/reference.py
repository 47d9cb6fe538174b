"""Read one printed reference: who, when, what, and where it appeared."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from litreview.text.record import Extra, record
from litreview.text.references.cleaning import clean
from litreview.text.references.dates import Date, date_anywhere
from litreview.text.references.head import Head
from litreview.text.references.links import links
from litreview.text.references.names import read_names
from litreview.text.references.publication import Rest
from litreview.text.references.title import tidy_title

if TYPE_CHECKING:
    from litreview.model import Person, Record

LONGEST = 5000
"""Characters of one entry that are looked at; a longer one is no reference, and is kept raw all the same."""
_EVIDENCE = frozenset(("year", "pubstate", "url", "doi", "eprint", "isbn", "volume", "pages"))
_FIRST_PUBLISHED = re.compile(
    r"\(?\b(?:orig\w*\s+(?:work\s+)?|first\s+)published\D{0,12}(?P<year>(?:1[4-9]|20)\d\d)?[^()]{0,20}\)?",
    re.IGNORECASE,
)
_HELPERS = re.compile(r"\s*\((?P<names>[^()]{3,80}?),?\s+(?P<role>Trans|Ed|Eds)\.\)$")


@dataclass(frozen=True, slots=True)
class Reference:
    """One printed reference as read.

    type is the entry type of BibTeX that it looks like; fields are (name, plain text), by the names of
    BibLaTeX; people have their role, "others" for et al.; number is that of the list, "" for none;
    repeats_author says that a dash stands for the author of the reference before it.
    """

    type: str
    fields: tuple[tuple[str, str], ...]
    people: tuple[Person, ...] = ()
    number: str = ""
    repeats_author: bool = False

    def text(self, name: str) -> str:
        """Give the text of a field, or ""."""
        return next((text for field, text in self.fields if field == name), "")

    @property
    def is_sound(self) -> bool:
        """Whether enough was read to call it a reference: a title or people, and what dates or places it."""
        names = {name for name, _ in self.fields}
        if not (self.people or "title" in names):
            return False
        return bool(names & _EVIDENCE or self.number) or bool(self.people and "publisher" in names)


def read_reference(text: str) -> Reference:
    """Read one reference as printed, with or without the number of its list. Never raises."""
    if not any(map(str.isalnum, text[:LONGEST])):
        return Reference("misc", ())
    entry = clean(text[:LONGEST])
    found, shape = links(entry.text, entry.shape)
    head = Head(entry, shape)
    title = head.title
    date = head.date or date_anywhere(shape, head.end, (title.start, title.end))
    if not (date.year or date.pending or date.undated):
        date = date_anywhere(shape, 0)
    named, addition = tidy_title(entry.text[title.start : title.end], dated=head.date is not None)
    named, helpers = _without_helpers(named)
    rest = Rest(
        _without_date(shape, date, title.after),
        mark=title.mark,
        pending=bool(date.pending),
        addition=addition,
    )
    first = _FIRST_PUBLISHED.search(shape, title.after)
    original = {"origdate": first["year"]} if first and first["year"] else {}
    fields = {"title": named, "titleaddon": addition} | rest.fields | found | original | _date_fields(date)
    is_page = rest.type == "misc" or (rest.type == "book" and title.quoted)
    kind = "online" if is_page and "url" in found else rest.type
    if "eprint" in found:
        fields["eprinttype"] = "arxiv"
    editors = () if any(person.role == "editor" for person in head.people) else rest.editors
    people = (
        *head.people,
        *(replace(person, role="editor") for person in editors),
        *(replace(person, role="translator") for person in rest.translators),
        *helpers,
    )
    kept = tuple((name, value) for name, value in fields.items() if value.strip())
    return Reference(kind, kept, people, entry.number, head.repeats)


def record_of(reference: Reference, line: int = 0) -> Record:
    """Give the record of a reference without a key; the number of the list is its field number-in-list."""
    fields = [*reference.fields, ("number-in-list", reference.number)]
    return record("", reference.type, reference.people, [Extra(*field, line) for field in fields], line)


def _without_helpers(title: str) -> tuple[str, tuple[Person, ...]]:
    """Take the translators or editors in brackets off a title: "The interpretation of dreams (J. Strachey, Trans.)"."""
    found = _HELPERS.search(title)
    names = read_names(found["names"]) if found else None
    if found is None or names is None or names.score <= 0:
        return title, ()
    role = "translator" if found["role"] == "Trans" else "editor"
    return title[: found.start()], tuple(replace(person, role=role) for person in names.people)


def _date_fields(date: Date) -> dict[str, str]:
    fields = {
        "year": date.year or ("n.d." if date.undated else ""),
        "extradate": date.letter,
        "origdate": date.original,
        "month": date.month,
        "pubstate": date.pending.lower(),
    }
    return {name: value for name, value in fields.items() if value}


def _without_date(shape: str, date: Date, after: int) -> str:
    """Give the text after the title, with the date and words on the first publication blanked out."""
    if date.start >= after:
        shape = shape[: date.start] + "|" * (date.end - date.start) + shape[date.end :]
    return _FIRST_PUBLISHED.sub("|", shape[after:])
