"""Bring a record into the form in which it is compared: each field read once, nothing decided.

A form is a plain value, so that the work can be shared out: forms and keys for each record, pairs for
each key, a decision for each pair (see `keys`, `evidence`, `duplicates`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from litreview.matching.title_forms import TitleForm, title_form
from litreview.matching.title_marks import edition_number
from litreview.text.alike import family_forms
from litreview.text.cjk import is_east_asian, spelt
from litreview.text.dates import date_of, year_in
from litreview.text.fold import fold
from litreview.text.titles import titles_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from litreview.model import Person, Record, Source

_GENRES = {
    "article": "article", "periodical": "book", "suppperiodical": "article", "review": "article",
    "book": "book", "mvbook": "book", "collection": "book", "mvcollection": "book", "proceedings": "book",
    "mvproceedings": "book", "reference": "book", "mvreference": "book", "booklet": "book",
    "inbook": "part", "incollection": "part", "bookinbook": "part", "suppbook": "part", "suppcollection": "part",
    "inreference": "part", "inproceedings": "talk", "conference": "talk",
    "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis",
    "techreport": "report", "report": "report", "manual": "report", "standard": "report", "patent": "report",
    "legislation": "report", "jurisdiction": "report", "legal": "report",
}  # fmt: skip
_PAPER = re.compile(
    r"working paper|discussion paper|preprint|arxiv|ssrn|research paper series|nber", re.IGNORECASE
)
_CONTAINERS = ("journaltitle", "journal", "booktitle", "maintitle", "eventtitle")
_BODIES = ("institution", "organization", "school", "publisher")
_FIRST_PAGE = re.compile(r"([a-z]{0,3})\s*\.?\s*(\d{1,7})([a-z]{0,2})", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:--?-?|[–—−‐‑])\s*|\s+to\s+")
_ROMAN_PAGE = re.compile(r"[ivxlc]{1,8}", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_TRACKING = re.compile(
    r"[?&](?:utm_\w+|smid|ref|fbclid|gclid|mc_\w+|cmpid|ocid|s|share|source)=[^&#]*", re.IGNORECASE
)
_COUNTED = re.compile(r"\d+|[^\W\d_]+")
_SAYS_NUMBER = frozenset(
    ("un", "doc", "document", "no", "nr", "number", "num", "report", "rep", "final", "rev", "revision", "version", "v",
     "special", "publication", "sp", "working", "paper", "wp", "discussion", "dp", "technical", "tr", "the", "of",
     "article")
)  # fmt: skip
"""Words that stand before the numbers of reports and documents, or are left out: they tell no two apart."""
_UMLAUTS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ø": "oe",
        "å": "aa",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "Ø": "Oe",
        "Å": "Aa",
    }
)


class Number(NamedTuple):
    """The number of a report or document: its numbers in order, and the letters that tell: (70, 174) and {a}."""

    numbers: tuple[str, ...] = ()
    letters: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Name:
    """A person or organisation to compare: the family names it may have, folded without spaces, and its initials.

    parts are the words of a compound family name, given the given name without spaces; whole is an
    organisation's name in words, "" for a person.
    """

    families: frozenset[str]
    given: str
    initials: str
    parts: frozenset[str] = frozenset()
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """First and last page as numbers, and the letters before them: S230-5 is ("s", 230, 235). last is 0 where
    only one is given.
    """

    letter: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Form:
    """One record to compare: key is its own, place its number among all (ties go by it)."""

    key: str
    genre: str
    paper: bool
    titles: tuple[TitleForm, ...]
    names: tuple[Name, ...]
    more: bool  # "and others"
    edited: bool  # the names are those of editors
    year: int
    month: int
    day: int
    container: str
    body: str
    volume: str
    issue: str
    pages: Pages | None
    printed_pages: str
    edition: str
    number: Number
    address: str
    translators: frozenset[str]
    series: str
    ids: frozenset[tuple[str, str]]

    @property
    def title(self) -> TitleForm:
        """Give the form of the whole title."""
        return self.titles[0]

    def values(self, kind: str) -> frozenset[str]:
        """Give the identifiers of one kind."""
        return frozenset(value for name, value in self.ids if name == kind)


def comparable(record: Record | Source, key: str = "") -> Form:
    """Give the form of a record; key stands for it in results (else its own)."""
    texts = {item.name: item.text for item in record.fields}
    genre = _GENRES.get(record.type, "")
    names, edited, more = _names(record.people, texts)
    titles = _titles(record, texts, of_book=genre == "book")
    container = next((texts[name] for name in _CONTAINERS if texts.get(name)), "")
    day = date_of(record.fields) if "month" in texts or "date" in texts else None
    number = texts.get("number", "")
    pages = texts.get("pages", "") or texts.get("eid", "") or texts.get("article-number", "")
    return Form(
        key=key or record.key,
        genre=genre,
        paper=_is_paper(record, texts, container),
        titles=titles,
        names=names,
        more=more,
        edited=edited,
        year=int(year_in(record.fields) or 0),
        month=day.start.month if day and day.start else 0,
        day=day.start.day if day and day.start else 0,
        container=container,
        body=next((texts[name] for name in _BODIES if texts.get(name)), ""),
        volume=counted("" if genre == "book" and "series" in texts else texts.get("volume", ""))
        or titles[0].volume,
        issue=counted(texts.get("issue", "") or number) if genre in {"article", "talk", ""} else "",
        pages=pages_of(pages),
        printed_pages=pages,
        edition=(edition_number(texts["edition"]) if texts.get("edition") else "") or titles[0].edition,
        number=number_of((number if genre in {"report", "", "book"} else "") or titles[0].document),
        address=_address(texts.get("url", "")),
        translators=_translators(record.people, texts),
        series=texts.get("series", ""),
        ids=frozenset(
            (item.kind, item.value) for item in record.identifiers if item.kind not in {"url", "issn"}
        ),
    )


def _titles(record: Record | Source, texts: dict[str, str], *, of_book: bool) -> tuple[TitleForm, ...]:
    title, subtitle = texts.get("title", ""), texts.get("subtitle", "")
    if title.isascii() and not subtitle and "[" not in title and "titleaddon" not in texts:
        return (title_form(title, of_book=of_book),)
    forms = list(titles_of(record)) or [""]
    if _OTHER_LETTERS.search(title):
        from anyascii import anyascii

        forms.append(anyascii(forms[0]))
    return tuple(dict.fromkeys(title_form(form, of_book=of_book) for form in forms))


def _translators(people: Iterable[Person], texts: dict[str, str]) -> frozenset[str]:
    """Give the family names of the translators; "" for a translation without one."""
    names = {
        family for person in people if person.role == "translator" for family in name_of(person).families
    }
    return frozenset(names or ({""} if "translator" in texts or "origtitle" in texts else ()))


_OTHER_LETTERS = re.compile(r"[\u0370-\u03ff]{3}|[\u0400-\u052f]{3}")
"""Words in Greek and Cyrillic letters, which other catalogues write in Latin ones."""


def _is_paper(record: Record | Source, texts: dict[str, str], container: str) -> bool:
    """Whether a record is a paper before its publication: a preprint, a working paper."""
    if record.type == "unpublished" or ("eprint" in texts and not container):
        return True
    return _says_paper(container) or any(name in texts and _says_paper(texts[name]) for name in _PAPER_FIELDS)


_PAPER_FIELDS = ("type", "howpublished", "note", "number", "series", "institution")


@lru_cache(maxsize=4096)
def _says_paper(text: str) -> bool:
    return bool(text) and _PAPER.search(text) is not None


def _names(people: Iterable[Person], texts: dict[str, str]) -> tuple[tuple[Name, ...], bool, bool]:
    """Give the names that a record goes by: authors, else editors, else the body that issued it."""
    by_role: dict[str, list[Person]] = {}
    for person in people:
        by_role.setdefault(person.role, []).append(person)
    chosen = by_role.get("author") or by_role.get("editor") or []
    more = any(person.literal == "others" for person in chosen)
    names = tuple(name_of(person) for person in chosen if person.literal != "others")
    if not names and (body := texts.get("institution") or texts.get("organization")):
        names = (Name(frozenset((fold(body).replace(" ", ""),)), "", "", whole=body),)
    return names, "author" not in by_role and "editor" in by_role, more


@lru_cache(maxsize=16384)  # the same people come back
def name_of(person: Person) -> Name:
    """Give a person or an organisation in the form in which names are compared."""
    given = fold(person.given if person.given.isascii() else spelt(person.given))
    initials = _initials(given, person.given)
    tight = given.replace(" ", "")
    if person.literal:
        one = (
            is_east_asian(person.literal) and len(person.literal) <= _LONGEST_EASTERN
        )  # a person's name in one
        return Name(_foreign(person), tight, initials, whole="" if one else person.literal)
    words = fold(person.family).split()
    families = ["".join(words)]
    if person.prefix:
        words = fold(person.prefix).split() + words
        families.append("".join(words))
    if not person.family.isascii():
        families += _foreign(person)
    parts = frozenset(word for word in words if len(word) >= _SHORTEST_PART) if len(words) > 1 else _NOTHING
    return Name(frozenset(families), tight, initials, parts)


_LONGEST_EASTERN = 4  # signs of a Chinese, Japanese or Korean person's name
_NOTHING: frozenset[str] = frozenset()


def _foreign(person: Person) -> frozenset[str]:
    """Give the forms of a family name that is not in plain letters: Zürn is zurn and zuern, Бахтин bahtin."""
    families = set(family_forms(person))
    written = person.family or person.literal
    if written != (latin := written.translate(_UMLAUTS)):
        families.add(_tight(latin))
    if _OTHER_LETTERS.search(written):
        from anyascii import anyascii

        families.add(_tight(anyascii(written)))
    return frozenset(families)


_SHORTEST_PART = 4  # letters of a part of a compound name: not "de", "van"


def _tight(text: str) -> str:
    return fold(text).replace(" ", "")


def _initials(given: str, printed: str) -> str:
    """Give the initials of a given name, folded and as printed: "Robert K." and "RK" are "rk"."""
    words = given.split()
    if len(words) == 1 and printed.isupper() and len(printed) <= _MOST_INITIALS:
        return words[0]
    return "".join(word[0] for word in words)


_MOST_INITIALS = 3  # letters in capitals that are initials, not a name


@lru_cache(maxsize=4096)
def counted(text: str) -> str:
    """Give a volume or issue to compare: the digits of "Vol. 12", the words of "Suppl 1", "" for none."""
    folded = fold(text)
    if folded.isdecimal():
        return folded.lstrip("0") or "0"
    if not any(map(str.isdecimal, folded)):
        return "" if folded in {"unknown", "none", "na", "n a", "in press"} else folded
    folded = re.sub(r"\b(?:vol(?:ume)?|no|number|issue|nr|band|bd|jahrgang|jg|heft|tome?)\b", " ", folded)
    return " ".join(part.lstrip("0") or "0" if part.isdecimal() else part for part in folded.split())


@lru_cache(maxsize=4096)
def number_of(text: str) -> Number:
    """Give the number of a report or document to compare: "UN Doc A/70/174*" and "A/70/174" are one."""
    parts = _COUNTED.findall(fold(text).replace(" ", "  ")) if text else []
    numbers = tuple(part.lstrip("0") or "0" for part in parts if part.isdecimal())
    return Number(
        numbers, frozenset(part for part in parts if not part.isdecimal() and part not in _SAYS_NUMBER)
    )


@lru_cache(maxsize=4096)
def pages_of(text: str) -> Pages | None:
    """Give the pages that a field says: 288-97 is 288 to 297, S230, e1002, xi–xii; None where there are none."""
    first, *rest = _RANGE.split(
        text.strip().removeprefix("pp.").removeprefix("p.").strip().split(",")[0], maxsplit=1
    )
    start = _FIRST_PAGE.fullmatch(first.strip())
    if start is None:
        bare = first.strip().lower()
        return Pages("roman" + bare, 0, 0) if _ROMAN_PAGE.fullmatch(bare) else None
    digits = start[2]
    last = ""
    if rest and (end := _NUMBER.search(rest[0])):
        last = end[0]
        if len(last) < len(digits):
            last = digits[: len(digits) - len(last)] + last
    return Pages(start[1].lower(), int(digits), int(last or 0))


def _address(url: str) -> str:
    """Give a web address to compare: without protocol, www, tracking, fragment and the last slash."""
    if not url:
        return ""
    bare = re.sub(r"^https?://(?:www\.)?", "", url.strip(), flags=re.IGNORECASE)
    bare = re.sub(r"^web\.archive\.org/web/\d+[a-z_]*/(?:https?://(?:www\.)?)?", "", bare)
    bare = _TRACKING.sub("", bare.partition("#")[0])
    host, slash, path = bare.partition("/")
    return (host.lower() + slash + path).rstrip("/?&")
