"""Read what a reference begins with: its authors or an organisation, and the date after them."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from litreview.model import Person
from litreview.text.references.dates import Date, date_at, date_in_parentheses
from litreview.text.references.lexicon import ORGANISATIONS
from litreview.text.references.name_parts import QUOTES
from litreview.text.references.names import NameList, read_names
from litreview.text.references.title import TYPE_MARK, Title, find_title

if TYPE_CHECKING:
    from litreview.text.references.cleaning import Entry

FARTHEST = 200
"""Characters before a date in which a title or an organisation may stand."""
SURE = 1.0
"""Score from which names count as names: below it the text rather begins with its title."""
LONGEST_TITLE = 400
MOST_TRIED = 3
FEWEST_WORDS = 4  # of a title that stands before its authors
_INVERTED = re.compile(
    r"(?<=[^\s.,;:&(])[.?!]?\s(?=(?-i:[A-ZÀ-Þ][\w’'-]+),\s(?:[A-ZÀ-Þ]\.[\s-]?){1,4}[,\s])"
    r"(?<!\b(?:and|von|van|der|und)\s)(?<!\b(?:In|in|by|de|et)\s)(?<!\bed\.\s)(?<!\beds\.\s)"
)
MOST_DAMAGED = 12
MOST_RUN = 60  # words of names after a damaged one
_RUN = re.compile(
    r"[\s(]*(?:(?P<year>(?:1[5-9]|20)\d\d[a-z]?\b)|(?P<name>[^\s\w]*(?:[A-ZÀ-Þ]|(?:and|et|y|e|und|dan|de|van|von|der|den|la|le)\b)\S*"
    r"|\W+(?=\s)|[a-z]\.[A-Z]\S*)|\S*)"
)
_INITIALS = re.compile(r"\b[A-ZÀ-Þ]\.|\b[A-ZÀ-Þ]{1,2}[,;]")
_LEADING_YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?[.,]?\s+[A-ZÀ-Þ“\"]")
_DASHES = re.compile(r"\s*[-\u2013\u2014_]{2,}\s*[.,:]?\s*|\s*\u2014\s*[.,]?\s*")


class _TitleFirst(NamedTuple):
    title: Title
    people: tuple[Person, ...]
    date: Date


def _title_first(shape: str, start: int) -> _TitleFirst | None:
    """Read a reference that begins with its title: "A title of some words Family, I. and I. Other 2012 ..."."""
    for match in islice(_INVERTED.finditer(shape, start, start + LONGEST_TITLE), MOST_TRIED):
        names = read_names(shape[match.end() : match.end() + 1500])
        if names is None or names.form != "inverted-initials" or names.role == "editor":
            continue
        date = date_at(shape, match.end() + names.end)
        if date is not None and date.year and len(shape[start : match.start()].split()) >= FEWEST_WORDS:
            return _TitleFirst(Title(start, match.start(), date.end), names.people, date)
    return None


def _names_beyond(shape: str, start: int) -> tuple[tuple[Person, ...], Date] | None:
    """Read the rest of a list of names that a damaged name interrupts, up to the date: "Kats, Y., O_ D., 2011."."""
    people: list[Person] = []
    for word in islice(_RUN.finditer(shape, start), MOST_RUN):
        date = date_at(shape, word.start()) if word["year"] else None
        if date is not None and date.year:
            gap = shape[start : word.start()]
            quoted = shape[date.end : date.end + 3].lstrip(" ,.")[:1] in QUOTES
            if not (_INITIALS.search(gap) or quoted) or len(shape[date.end :].split()) < FEWEST_WORDS:
                return None
            at, tried = start, 0
            while at < word.start() and (tried := tried + 1) < MOST_DAMAGED:
                names = read_names(shape[at : word.start()])
                if names is not None and names.score > 0:
                    people += names.people
                    at += max(1, names.end)
                following = re.compile(r"[,;&]\s*|\band\s").search(shape, at, word.start())
                at = following.end() if following else word.start()
            return tuple(people), date
        if not (word["year"] or word["name"]) or any(mark in QUOTES for mark in word[0]):
            return None
    return None


class Head:
    """The authors and the date that a reference begins with, and the title after them.

    repeats says that a dash stands for the authors of the entry before, undisclosed that a date comes first.
    """

    people: tuple[Person, ...] = ()
    date: Date | None = None
    repeats = undisclosed = False

    def __init__(self, entry: Entry, shape: str) -> None:
        self.end = self._authors(entry.text, shape)
        if not (self.people or self.date or self.repeats) and (found := _title_first(shape, self.end)):
            self.people, self.date = found.people, found.date
            self.end, self.stops, self.title = found.title.after, "", found.title
            return
        if self.people and self.date is None and (beyond := _names_beyond(shape, self.end)):
            more, self.date = beyond
            self.people, self.end = self.people + more, self.date.end
        self.stops = _stop(shape, self.end)
        self.title = self._early_title() or find_title(
            shape, self.end, entry.emphasised, stops=self.stops, dated=self.date is not None
        )

    def _early_title(self) -> Title | None:
        """Give the title where it stands before the date, without an author."""
        if self.people or self.repeats or self.undisclosed or self.date is None or self.date.start <= 0:
            return None
        return Title(0, self.date.start, self.date.end)

    def _authors(self, text: str, shape: str) -> int:
        dashes = _DASHES.match(shape)
        if dashes:
            self.repeats = True
            self.date = date_at(shape, dashes.end())
            return self.date.end if self.date else dashes.end()
        if _LEADING_YEAR.match(shape):
            self.undisclosed = True
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
            if (
                names.form in {"given-first", "single"}
                and len(names.people) == 1
                and _has_word_of_organisation(before)
            ):
                self.people = _literals(text[: place[0]])  # "European Commission (2013)"
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


def _has_word_of_organisation(name: str) -> bool:
    return any(word.lower().strip(".,()") in ORGANISATIONS for word in name.split())


def _is_eastern_organisation(name: str) -> bool:
    """Whether Chinese characters before the first stop name an organisation: they are too many for a person."""
    return re.fullmatch(r"[\u3400-\u9fff()·]{5,40}", name.strip()) is not None


def _literals(text: str) -> tuple[Person, ...]:
    name = text.strip(" .,;:")
    if text.rstrip().endswith((".", ".,")) and re.search(r"\b(?:Inc|Ltd|Co|[A-Z]\.[A-Z])$", name):
        name += "."
    return (Person("author", literal=name),)
