"""Compare two records field by field: what agrees, what differs, what one of them does not say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, TypeVar

from litreview.matching.same_names import Shared, is_part_of, shared
from litreview.matching.same_places import Sign, same_place, same_publisher
from litreview.matching.same_title import Likeness, alike, likeness, same_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from litreview.matching.comparable import Form, Pages

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
