"""Read one printed reference: who, when, what, and where it appeared."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from litreview.text.references.cleaning import clean
from litreview.text.references.dates import Date, date_anywhere
from litreview.text.references.head import Head
from litreview.text.references.links import links
from litreview.text.references.publication import Rest
from litreview.text.references.title import tidy_title

if TYPE_CHECKING:
    from litreview.model import Person

LONGEST = 5000
"""Characters of one entry that are looked at; a longer one is no reference, and is kept raw all the same."""
_EVIDENCE = frozenset(("year", "pubstate", "url", "doi", "eprint", "isbn", "volume", "pages"))
_FIRST_PUBLISHED = re.compile(r"\(?\borig\w*\s+(?:work\s+)?published[^()]{0,20}\)?", re.IGNORECASE)


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
    entry = clean(text[:LONGEST])
    found, shape = links(entry.text, entry.shape)
    head = Head(entry, shape)
    title = head.title
    date = head.date or date_anywhere(shape, head.end, (title.start, title.end))
    if not (date.year or date.pending or date.undated):
        date = date_anywhere(shape, 0)
    rest = Rest(_without_date(shape, date, title.after), mark=title.mark)
    named, addition = tidy_title(entry.text[title.start : title.end], dated=head.date is not None)
    fields = {"title": named, "titleaddon": addition} | rest.fields | found | _date_fields(date)
    kind = "online" if rest.type == "misc" and "url" in found else rest.type
    if "eprint" in found:
        fields["eprinttype"] = "arxiv"
    editors = () if any(person.role == "editor" for person in head.people) else rest.editors
    people = (
        *head.people,
        *(replace(person, role="editor") for person in editors),
        *(replace(person, role="translator") for person in rest.translators),
    )
    kept = tuple((name, value) for name, value in fields.items() if value.strip())
    return Reference(kind, kept, people, entry.number, head.repeats)


def _date_fields(date: Date) -> dict[str, str]:
    fields = {
        "year": date.year or date.undated or "",
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
