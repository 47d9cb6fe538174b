"""Read one printed reference: who, when, what, and where it appeared."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from litreview.model import Person
from litreview.text.references.cleaning import Entry, clean
from litreview.text.references.dates import Date, date_anywhere, date_at, date_in_parentheses
from litreview.text.references.lexicon import ORGANISATIONS
from litreview.text.references.links import links
from litreview.text.references.names import NameList, read_names
from litreview.text.references.publication import Rest
from litreview.text.references.title import TYPE_MARK, Title, find_title, tidy_title

LONGEST = 5000
"""Characters of one entry that are looked at; a longer one is no reference, and is kept raw all the same."""
FARTHEST = 200
"""Characters before a date in which a title or an organisation may stand."""
SURE = 1.0
"""Score from which names count as names: below it the text rather begins with its title."""
_LEADING_YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?[.,]?\s+[A-ZÀ-Þ“\"]")
_EVIDENCE = frozenset(("year", "pubstate", "url", "doi", "eprint", "isbn", "volume", "pages"))
_FIRST_PUBLISHED = re.compile(r"\(?\borig\w*\s+(?:work\s+)?published[^()]{0,20}\)?", re.IGNORECASE)
_DASHES = re.compile(r"\s*[-\u2013\u2014_]{2,}\s*[.,:]?\s*|\s*\u2014\s*[.,]?\s*")


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
    return Reference(kind, kept, people, entry.number, _DASHES.match(shape) is not None)


class Head:
    """The authors and the date that a reference begins with, and the title after them."""

    def __init__(self, entry: Entry, shape: str) -> None:
        self.people: tuple[Person, ...] = ()
        self.date: Date | None = None
        self.repeats = False
        self.end = self._authors(entry.text, shape)
        self.stops = _stop(shape, self.end)
        self.title = self._early_title() or find_title(
            shape, self.end, entry.emphasised, stops=self.stops, dated=self.date is not None
        )

    def _early_title(self) -> Title | None:
        """Give the title where it stands before the date, without an author."""
        if self.people or self.repeats or self.date is None or self.date.start <= 0:
            return None
        return Title(0, self.date.start, self.date.end)

    def _authors(self, text: str, shape: str) -> int:
        dashes = _DASHES.match(shape)
        if dashes:
            self.repeats = True
            self.date = date_at(shape, dashes.end())
            return self.date.end if self.date else dashes.end()
        if _LEADING_YEAR.match(shape):
            self.repeats = True
            self.date = date_at(shape, 0)
            return self.date.end if self.date else 0
        place = date_in_parentheses(shape)
        if place and TYPE_MARK.search(shape, 0, place[0]):
            place = None  # GB/T 7714 has no date before the title
        names = read_names(shape[:3000], date=place[0] if place else -1)
        if place:
            end = self._before_date(text, shape, place, names)
            if end >= 0:
                return end
        if names is not None and names.score >= SURE:
            self.people = names.people
            self.date = date_at(shape, names.end)
            return self.date.end if self.date else names.end
        return self._organisation(text, shape)

    def _before_date(self, text: str, shape: str, place: tuple[int, int], names: NameList | None) -> int:
        """Read "Names (2020)" and "Organisation (2020)"; gives where the date ends, or -1."""
        before = shape[: place[0]]
        if (
            names is not None
            and names.score >= SURE
            and re.fullmatch(r"[\s.,;:*]*", shape[names.end : place[0]])
        ):
            self.people = names.people
        elif names is not None and names.score >= SURE + 1.5:
            return -1
        elif _is_organisation(before):
            self.people = _literals(text[: place[0]])
        elif place[0] > FARTHEST or re.search(r"[“”\"«»]|\d[,:;]|[.?!]\s+[A-Z][a-z]+\s+[a-z]", before):
            return -1
        self.date = date_at(shape, place[0]) or Date(start=place[0], end=place[1])
        return self.date.end

    def _organisation(self, text: str, shape: str) -> int:
        """Read an organisation that ends with a full stop, a comma or a date, if its words say that it is one."""
        for match in re.finditer(
            r"\.\s+(?=[A-Z“\"\d\u3400-\u9fff])|(?<=[\u3400-\u9fff])[.:]|,\s|\s(?=\(?(?:1[5-9]|20)\d\d\b)",
            shape[:200],
        ):
            name = shape[: match.start()]
            if re.search(r"\b[A-Z]$|\bInc$|\bU\.S$", name):
                continue
            if _is_organisation(name) or _is_eastern_organisation(name):
                self.people = _literals(text[: match.start()])
                self.date = date_at(shape, match.end())
                return self.date.end if self.date else match.end()
            if match[0].startswith("."):
                break
        return 0


def _stop(shape: str, after: int) -> str:
    """Give the mark that stands where authors and date end: ".", ",", ":" or "" for none."""
    found = re.match(r"\s*([.,:;])", shape[after : after + 4])
    if found:
        return found[1]
    before = shape[:after].rstrip()
    return before[-1] if before.endswith((".", ",", ":", ";")) else ""


def _is_organisation(name: str) -> bool:
    """Whether a run of words names an organisation: known words, an acronym in brackets, capitals throughout."""
    name = name.strip(" .,;:")
    words = re.findall(r"[^\W\d_][\w’'&.-]*", name)
    if not words or len(words) > 16 or re.search(r"[“”\"«»?!]|\d{2}", name):  # noqa: PLR2004
        return False
    small = sum(word[0].islower() and len(word) > 3 for word in words)  # noqa: PLR2004
    starts = words[0].lower() in ORGANISATIONS
    if small > (4 if starts else 0):
        return False
    if re.search(r"\([A-Z][A-Za-z&.-]{1,12}\)\.?$", name):
        return True
    known = any(word.lower().rstrip(".") in ORGANISATIONS for word in words)
    return known or (len(words) == 1 and len(name) > 1 and (name.isupper() or name[0].isupper()))


def _is_eastern_organisation(name: str) -> bool:
    """Whether Chinese characters before the first stop name an organisation: they are too many for a person."""
    return re.fullmatch(r"[\u3400-\u9fff()·]{5,40}", name.strip()) is not None


def _literals(text: str) -> tuple[Person, ...]:
    name = text.strip(" .,;:")
    if text.rstrip().endswith((".", ".,")) and re.search(r"\b(?:Inc|Ltd|Co|[A-Z]\.[A-Z])$", name):
        name += "."
    return (Person("author", literal=name),)


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
