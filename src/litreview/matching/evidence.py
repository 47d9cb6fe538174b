"""Compare two records field by field: what agrees, what differs, what one of them does not say."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from litreview.matching.same_names import Shared, body_words, is_acronym, is_part_of, shared
from litreview.matching.same_title import Likeness, alike, likeness, same_numbers, same_word
from litreview.text.containers import same_container
from litreview.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from litreview.matching.comparable import Form, Pages

Sign = Literal[-1, 0, 1]
"""1 agrees, -1 differs, 0 where one record does not say."""
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_BRACKETS = re.compile(r"\s*[\[(][^\[\]()]*[\])]\s*$")
"""What a database puts behind a journal: Trials [Electronic Resource], BMJ (Clinical research ed.)."""
_EVENT = frozenset(
    ("proceedings", "proc", "of", "the", "annual", "conference", "conf", "on", "in", "and", "for", "a", "meeting",
     "papers", "international", "intl", "int", "symposium", "workshop", "congress", "th", "st", "nd", "rd", "ieee",
     "acm", "joint", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
     "eleventh", "twelfth", "twenty", "thirty", "forty", "fifty", "sixty", "seventy")
)  # fmt: skip
"""Words that name a kind of event, and drop out of its name as it is printed."""
_AROUND = frozenset(("proceedings", "proc", "annual", "th", "st", "nd", "rd", "meeting"))
_PUBLISHING = frozenset(
    ("press", "university", "univ", "publishers", "publisher", "publishing", "publications", "verlag", "books", "inc",
     "ltd", "the", "and", "co", "company", "group", "sons", "of", "u", "p", "up", "edition", "editions", "de", "gmbh",
     "llc")
)  # fmt: skip
_STEM = 3  # letters that a cut word keeps in common with the whole one
_COMPATIBLE = frozenset(
    frozenset(pair)
    for pair in (
        ("article", "talk"),
        ("part", "talk"),
        ("report", "book"),
        ("part", "article"),
        ("book", "part"),
    )
)
"""Genres that programs take for each other: a paper of proceedings is exported as an article."""


T = TypeVar("T")


class _once(Generic[T]):  # noqa: N801 (it reads as property does)
    """Work a property out when it is first asked for: `functools.cached_property` without its lock, which takes
    longer than most of these (Python 3.11).
    """

    def __init__(self, function: Callable[[Evidence], T]) -> None:
        self._function = function
        self.__doc__ = function.__doc__

    def __get__(self, evidence: Evidence, _owner: object = None) -> T:
        value = vars(evidence)[self._function.__name__] = self._function(evidence)
        return value


class Evidence:
    """What speaks for and against two records being one work. Each field is looked at when a rule asks for it.

    a is the one whose key comes first, so that nothing depends on the order of the records.
    """

    def __init__(self, one: Form, other: Form) -> None:
        self.a, self.b = (one, other) if one.key <= other.key else (other, one)

    @_once
    def title(self) -> Likeness:
        """How far the titles are the same."""
        return likeness(self.a.titles, self.b.titles, str(self.a.year) if self.same_year else "")

    @_once
    def alike(self) -> bool:
        """Whether the titles are alike, though a word or a number tells them apart."""
        return any(alike(mine, theirs) for mine in self.a.titles for theirs in self.b.titles)

    @property
    def same_numbers(self) -> bool:
        """Whether the numbers in the titles are the same."""
        year = str(self.a.year) if self.same_year else ""
        return same_numbers(self.a.title.numbers, self.b.title.numbers, year)

    @_once
    def same_kind(self) -> bool:
        """Whether both are errata, replies, reviews ... or neither is."""
        return self.a.title.kind == self.b.title.kind

    @_once
    def generic(self) -> bool:
        """Whether the title stands on many works."""
        return self.a.title.generic or self.b.title.generic

    @_once
    def names(self) -> Shared:
        """Whom the two have in common; a body and the persons who wrote for it, or a part of it, tell nothing."""
        one, other = self.a.names, self.b.names
        bodies = [name.whole for name in (*one[:1], *other[:1])]
        if one and other and all(name.whole for name in one) != all(name.whole for name in other):
            return Shared(0, 0, 0)
        if len(one) == len(other) == 1 and all(bodies) and is_part_of(*bodies):
            return Shared(0, 0, 0)
        return shared(one, other)

    @property
    def everybody(self) -> bool:
        """Whether nobody is missing on either side but by "et al."."""
        found = self.names
        return found.all and (found.mine == found.theirs or self.a.more or self.b.more or found.same >= _MANY)

    @_once
    def gap(self) -> int | None:
        """Give the years between the two, None where one has no year."""
        return abs(self.a.year - self.b.year) if self.a.year and self.b.year else None

    @_once
    def same_year(self) -> bool:
        """Whether both have a year, and it is the same."""
        return self.gap == 0

    @_once
    def pages(self) -> Sign:
        """Whether the pages agree."""
        return _pages(self.a, self.b)

    @_once
    def volume(self) -> Sign:
        """Whether the volumes agree; one that is the other's year tells nothing."""
        one, other = self.a.volume, self.b.volume
        if not one or not other or one == str(self.b.year) or other == str(self.a.year):
            return 0
        return _counted(one, other)

    @_once
    def issue(self) -> Sign:
        """Whether the issues agree."""
        one, other = self.a.issue, self.b.issue
        return _counted(one, other) if one and other else 0

    @_once
    def container(self) -> Sign:
        """Whether the journals, books or proceedings are the same."""
        return same_place(self.a.container, self.b.container)

    @_once
    def body(self) -> Sign:
        """Whether the publishers or institutions are the same."""
        return same_publisher(self.a.body, self.b.body)

    def identifier(self, kind: str) -> Sign:
        """Whether the identifiers of a kind agree."""
        one, other = self.a.values(kind), self.b.values(kind)
        return 0 if not one or not other else 1 if one & other else -1

    @_once
    def same_identifier(self) -> bool:
        """Whether both have the same DOI, PubMed or arXiv number."""
        return (
            any(kind != "isbn" for kind, _ in self.a.ids & self.b.ids) if self.a.ids and self.b.ids else False
        )

    @_once
    def address(self) -> Sign:
        """Whether the web addresses are the same; two addresses may lead to one page."""
        one, other = self.a.address, self.b.address
        return 1 if one and one == other else 0

    @_once
    def edition(self) -> Sign:
        """Whether the editions agree; none is the first."""
        one, other = self.a.edition or "1", self.b.edition or "1"
        if one == other:
            return 1 if self.a.edition and self.b.edition else 0
        one_silent = not self.a.edition or not self.b.edition
        return 0 if one_silent and self.same_year else -1

    @_once
    def translators(self) -> Sign:
        """Whether both name the same translator."""
        one, other = self.a.translators, self.b.translators
        return 0 if not one or not other else -1 if one.isdisjoint(other) else 1

    @property
    def translated_once(self) -> bool:
        """Whether one names a translator, and the other does not."""
        return bool(self.a.translators) != bool(self.b.translators)

    @_once
    def number(self) -> Sign:
        """Whether the numbers of reports and documents agree: A/70/174 and "UN Doc A/70/174*" do."""
        one, other = self.a.number, self.b.number
        if not one.numbers or not other.numbers:
            return 0
        letters = not one.letters or not other.letters or one.letters & other.letters
        return 1 if one.numbers == other.numbers and letters else -1

    @_once
    def document(self) -> bool:
        """Whether both have the same number of several parts: it alone tells which document they are."""
        return self.number > 0 and len(self.a.number.numbers) > 1

    @property
    def other_day(self) -> bool:
        """Whether two pieces without a volume (of a newspaper, on a site, in an archive) have dates that differ."""
        one, other = self.a, self.b
        if not one.month or not other.month or one.volume or other.volume or self.address > 0:
            return False
        return one.month != other.month or bool(one.day and other.day and one.day != other.day)

    @property
    def other_page(self) -> bool:
        """Whether two records are pages of one site at two addresses."""
        one, other = self.a.address, self.b.address
        web = not self.a.genre and not self.b.genre and one and other and one != other
        return bool(web) and one.partition("/")[0] == other.partition("/")[0]

    @_once
    def genre(self) -> Sign:
        """Whether the two are of one genre (1), may be (0), or are not (-1)."""
        one, other = self.a.genre, self.b.genre
        if one == other:
            return 1
        if not one or not other or frozenset((one, other)) in _COMPATIBLE:
            return 0
        return -1

    @_once
    def whole_place(self) -> bool:
        """Whether journal, volume, first and last page are all said, and are the same: no two papers share them."""
        one, other = self.a.pages, self.b.pages
        if self.pages <= 0 or one is None or other is None or not one.last == other.last > one.first:
            return False
        proceedings = self.volume == 0 and self.same_year and self.container > 0 and self.a.genre == "talk"
        return proceedings or (self.volume > 0 and self.container >= 0)

    @property
    def numbered(self) -> bool:
        """Whether the pages are the number of an article, which later versions of a review keep: CD004376."""
        return any(pages is not None and _is_article_number(pages) for pages in (self.a.pages, self.b.pages))

    @property
    def one_paper(self) -> bool:
        """Whether the pages leave no doubt, in whatever language the titles are: some pages of one issue."""
        pages = self.a.pages
        return (
            self.whole_place and self.issue > 0 and self.everybody and self.container > 0
            and pages is not None and not pages.letter and pages.last - pages.first >= _SOME_PAGES
        )  # fmt: skip

    @property
    def proceedings(self) -> bool:
        """Whether one is a paper of a conference, and the other the same in the proceedings of the next year."""
        return (
            self.a.genre == self.b.genre == "talk" and self.gap == 1 and self.container > 0 and self.pages >= 0
            and self.everybody and self.title == "same" and not self.generic and not self.a.title.kind
        )  # fmt: skip

    @_once
    def locator(self) -> Sign:
        """Whether volume, issue and pages, taken as one, agree or contradict."""
        if self.pages > 0:
            if self.volume < 0:
                return 1 if self.container > 0 and self.same_year and not self.generic else -1
            if self.container < 0 and (self.volume == 0 or self.generic):
                return 0  # two books, or journals, that begin on the same page
            return -1 if self.issue < 0 and self.generic else 1
        if self.pages < 0:
            return -1
        return -1 if self.volume < 0 else 0


_SOME_PAGES = 3  # from the first to the last page: abstracts share one page, or two
_MANY = 3  # names that cannot be shared by chance: with them, a list may be cut without "et al."


def _pages(a: Form, b: Form) -> Sign:
    one, other = a.pages, b.pages
    if one is None or other is None:
        return 0
    if one.first == other.first:
        same_letters = one.letter == other.letter or not one.letter or not other.letter
        return 1 if same_letters and (one.first or one == other) else 0
    if not one.first or not other.first or _within(one, other) or _within(other, one):
        return 0
    if one.letter != other.letter or _is_article_number(one) != _is_article_number(other):
        return 0
    if _early(a, b) or _early(b, a):
        return 0
    return -1


def _within(one: Pages, other: Pages) -> bool:
    return other.first <= one.first <= other.last


def _is_article_number(pages: Pages) -> bool:
    return not pages.last and (bool(pages.letter) or pages.first > _MOST_PAGES)


_MOST_PAGES = 9999  # a higher number is an article's


def _early(a: Form, b: Form) -> bool:
    """Whether one has the pages of a paper that is not in a volume yet, and the other those of the volume."""
    return a.pages is not None and a.pages.first == 1 and not a.volume and bool(b.volume)


def _counted(one: str, other: str) -> Sign:
    if one == other:
        return 1
    mine, theirs = (set(re.findall(r"\d+", text)) for text in (one, other))
    if not mine or not theirs:
        return 0
    return 1 if mine <= theirs or theirs <= mine else -1


@lru_cache(maxsize=8192)
def same_place(one: str, other: str) -> Sign:
    """Say whether two titles of journals, books or proceedings are one's, in any of its usual forms."""
    if not one or not other:
        return 0
    one, other = (_BRACKETS.sub("", text) or text for text in (one, other))
    mine, theirs = fold(one), fold(other)
    same = mine.replace(" ", "") == theirs.replace(" ", "") or same_container(one, other)
    return (
        1 if same or fold(_head(one)) == theirs or fold(_head(other)) == mine or _in_short(one, other) else -1
    )


def _in_short(one: str, other: str) -> bool:
    """Whether one title is the other's acronym, or each word of it cut short, or an event's name less its theme."""
    mine, theirs = fold(one), fold(other)
    first, second = _telling(mine), _telling(theirs)
    if first == second and first:
        return True
    if _names_short(one, theirs) or _names_short(other, mine) or _is_short_for(first, theirs):
        return True
    if _is_short_for(second, mine) or _abbreviates(first, second):
        return True
    shorter, longer = sorted((first, second), key=len)
    event = not _HELD.isdisjoint((*mine.split(), *theirs.split()))
    return event and len(shorter) > 1 and longer[: len(shorter)] == shorter


_HELD = frozenset(
    ("proceedings", "proc", "conference", "conf", "symposium", "workshop", "congress", "meeting")
)


def _head(title: str) -> str:
    """Give the title of a journal without its subtitle: Signs: Journal of Women in Culture and Society."""
    return re.split(r"\s*[:/]\s|\s[-–—.]\s|\.\s", title, maxsplit=1)[0]


def _telling(folded: str) -> tuple[str, ...]:
    words = _YEAR.sub(" ", folded).split()
    return tuple(
        word
        for word in words
        if word not in _EVENT
        and not word.isdecimal()
        and not word[:-2].isdecimal()
        and not word.endswith(_ORDINAL_ENDS)
    )


_ORDINAL_ENDS = ("teenth", "tieth")


def _is_short_for(words: tuple[str, ...], other: str) -> bool:
    """Whether one of few words is the acronym of the other title: "AMCIS 2017 Proceedings"."""
    if not 0 < len(words) <= 2:  # noqa: PLR2004 (an acronym, and a number or a place)
        return False
    full = [word for word in _YEAR.sub(" ", other).split() if word not in _AROUND]
    return any(is_acronym(word, full) or is_acronym(word, list(_telling(other))) for word in words)


def _names_short(printed: str, other: str) -> bool:
    """Whether a word in capitals is the acronym of the other title: "ICIS 2018: Transforming Society"."""
    full = [word for word in _YEAR.sub(" ", other).split() if word not in _AROUND]
    return any(
        len(word) >= _STEM and word.isupper() and is_acronym(word, full)
        for word in re.findall(r"[A-Za-z]+", printed)
        if not printed.isupper()
    )


def _abbreviates(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether each word of one begins as the word in its place does: "Socia Indic Rese", Social Indicators Research."""
    return len(one) == len(other) > 0 and all(
        same_word(mine, theirs)
        or (min(len(mine), len(theirs)) >= _STEM and (mine.startswith(theirs) or theirs.startswith(mine)))
        for mine, theirs in zip(one, other, strict=True)
    )


@lru_cache(maxsize=8192)
def same_publisher(one: str, other: str) -> Sign:
    """Say whether two publishers or institutions are one: "Crown", "Crown Publishers"; "Harvard UP"."""
    if not one or not other:
        return 0
    mine, theirs = ([word for word in body_words(text) if word not in _PUBLISHING] for text in (one, other))
    if not mine or not theirs:
        return 0
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return 1
    if _house_in_short(one, other) or _house_in_short(other, one):
        return 1
    shorter, longer = sorted((mine, theirs), key=len)
    cut = all(
        any(word[:_STEM] == whole[:_STEM] and (word in whole or whole in word) for whole in longer)
        for word in shorter
    )
    return 1 if cut else -1


def _house_in_short(short: str, long: str) -> bool:
    """Whether the first word of a publisher is the acronym of another: NYU Press, OUP."""
    first, words = body_words(short)[0], body_words(long)
    return is_acronym(first, words) or is_acronym(first, [word for word in words if word not in _HOUSE])


_HOUSE = frozenset(
    ("press", "publishers", "publisher", "publishing", "publications", "verlag", "books", "inc", "ltd")
)
