"""Tell in what an entry differs from a record of the same work, field by field: only what differs for certain."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from litreview.checks._people import people_differ
from litreview.checks._works import LONG_TITLE, REPOSITORIES
from litreview.text.fold import fold
from litreview.text.person import display

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks._works import Work, Works
    from litreview.matching.comparable import Form
    from litreview.matching.evidence import Evidence
    from litreview.model import Certainty

_FEWEST_WORDS = 5
"""Words of a title in which one may be wrong."""
_FEWEST_PEOPLE = 2


class Difference(NamedTuple):
    """A field with what the entry says and what the trusted record says."""

    field: str
    mine: str
    theirs: str
    certainty: Certainty

    @property
    def line(self) -> str:
        """Give the difference as a line of evidence."""
        return f"{self.field:<6}  {self.mine}  |  {self.theirs}"


def is_same_work(work: Work, other: Work, e: Evidence) -> bool:
    """Whether an entry is beyond doubt meant to be the work of a trusted record."""
    if (
        not e.same_kind
        or e.number < 0
        or e.other_day
        or e.other_page
        or {e.a.genre, e.b.genre} == {"book", "part"}
    ):
        return False
    if e.translators < 0 or e.translated_once or not e.names.most:
        return False
    if e.title in {"same", "near", "part"}:
        return not e.generic or (e.names.all and (e.container > 0 or e.body > 0 or e.same_identifier))
    return _title_altered(work, other, e)


def _title_altered(work: Work, other: Work, e: Evidence) -> bool:
    """Whether one word of a title is another one, and all else is the same: people, year and place."""
    if not (e.alike and e.everybody and e.same_year and e.same_numbers and e.container > 0 and e.genre >= 0):
        return False
    if e.names.mine < _FEWEST_PEOPLE or e.identifier("doi") < 0 or e.locator < 0 or other.says(work.form):
        return False
    return not work.says(other.form) and _one_other_word(work, other)


def _one_other_word(work: Work, other: Work) -> bool:
    mine, theirs = (fold(each.record.text("title")).split() for each in (work, other))
    left, right = (Counter(mine) - Counter(theirs)).total(), (Counter(theirs) - Counter(mine)).total()
    return min(len(mine), len(theirs)) >= _FEWEST_WORDS and max(left, right) == 1


def differences(work: Work, other: Work, e: Evidence, known: Works) -> list[Difference]:
    """Give what differs; nothing where one is a preprint of the other, or another edition explains it."""
    mine, theirs = work.form, other.form
    if _is_preprint(theirs) and _is_preprint(mine) and e.same_identifier:
        if mine.container and not theirs.container and not (mine.volume or mine.pages):
            return [Difference("place", mine.container, "none: it is a preprint, by its number", "likely")]
    elif mine.paper != theirs.paper and (mine.container or mine.paper):
        return []
    if mine.edition and theirs.edition and mine.edition != theirs.edition:
        return [Difference("edition", mine.edition, theirs.edition, "possible")]
    found = [
        *_title(work, other, e),
        *_people(work, other, e),
        *_places(work, other, e),
        *_dois(work, other, e, known),
    ]
    version = _may_be_version(work, other, e)
    return [each._replace(certainty="possible") if version else each for each in found]


def _is_preprint(form: Form) -> bool:
    """Whether all DOIs of a work are those of repositories, or its number there is all that it has."""
    dois = form.values("doi")
    return all(doi.startswith(REPOSITORIES) for doi in dois) and bool(dois or form.values("arxiv"))


def _may_be_version(work: Work, other: Work, e: Evidence) -> bool:
    """Whether the two may be a conference paper and the article that was made of it, or a book and its reprint."""
    if e.same_identifier:
        return False
    if e.a.genre != e.b.genre and e.a.genre and e.b.genre:
        return bool(e.gap) or e.container < 0
    series = any(name.whole for name in (*e.a.names, *e.b.names)) and bool(e.gap)
    if series and len(work.form.title.compact) < LONG_TITLE:
        return True
    return e.identifier("doi") < 0 and (bool(e.gap) or _other_place(e)) and other.form.ids != frozenset()


def _title(work: Work, other: Work, e: Evidence) -> Iterator[Difference]:
    longer = len(fold(work.record.text("title")).split()) - len(fold(other.record.text("title")).split())
    altered = e.title == "other" or (e.title == "near" and not longer and _one_other_word(work, other))
    if altered and not work.entry.text:
        yield Difference("title", work.record.text("title"), other.record.text("title"), "likely")


def _people(work: Work, other: Work, e: Evidence) -> Iterator[Difference]:
    mine, theirs = work.form, other.form
    if mine.edited != theirs.edited or all(name.whole for name in mine.names):
        return
    field = "editors" if mine.edited else "authors"
    found = people_differ(work, other)
    for pair in found.spelt:
        yield Difference(field, *pair, "likely")
    sure: Certainty = "certain" if e.same_identifier and not work.entry.text else "likely"
    if found.added or found.left_out:
        certainty = "possible" if found.unsure else sure
        added, left_out = ("; ".join(names) or "nobody else" for names in (found.added, found.left_out))
        yield Difference(field, added, left_out, certainty)
    elif found.order:
        mine_in_order, theirs_in_order = ("; ".join(map(display, each.people)) for each in (work, other))
        yield Difference("order", mine_in_order, theirs_in_order, sure)


def _places(work: Work, other: Work, e: Evidence) -> Iterator[Difference]:
    sure: Certainty = "certain" if e.same_identifier and not work.entry.text else "likely"
    mine, theirs = work.form, other.form
    if e.gap:
        yield Difference("year", str(mine.year), str(theirs.year), sure if e.gap > 1 else "possible")
    if _other_place(e):
        yield Difference("place", mine.container, theirs.container, "likely")
    elif e.container >= 0:
        if e.volume < 0 and not e.gap:
            yield Difference("volume", mine.volume, theirs.volume, sure)
        if e.issue < 0 and not e.gap:
            yield Difference("issue", mine.issue, theirs.issue, sure)
        if e.pages < 0 and not e.gap:
            yield Difference("pages", mine.printed_pages, theirs.printed_pages, sure)


def _dois(work: Work, other: Work, e: Evidence, known: Works) -> Iterator[Difference]:
    """Tell of another DOI, and of one where the journal or conference gives none.

    A preprint has one of its own beside that of the printed work, whose entry names its place.
    """
    mine, theirs = (min(form.values("doi"), default="") for form in (work.form, other.form))
    if not mine or mine.startswith(REPOSITORIES):
        return
    if e.identifier("doi") < 0 and not (theirs.startswith(REPOSITORIES) and work.form.container):
        yield Difference("DOI", mine, theirs, "likely")
    elif not theirs and e.container > 0 and (number := known.gives_no_doi(work)) >= _NONE_OF:
        yield Difference("DOI", mine, f"none, nor have {number} others of {other.form.container}", "likely")


_NONE_OF = 10  # trusted records of a journal or conference that gives no DOIs


def _other_place(e: Evidence) -> bool:
    """Whether the journals or proceedings are two for certain, and not one name in two forms."""
    if e.container >= 0 or e.locator > 0:
        return False
    one, other = (form.container for form in (e.a, e.b))
    if _is_short(one) and _is_short(other):
        return other_acronym(one, other)
    if _is_short(one) or _is_short(other):
        short, full = (one, other) if _is_short(one) else (other, one)
        return not _may_stand_for(short, full)
    return _words(one).isdisjoint(_words(other))


def _words(name: str) -> set[str]:
    """Give the words of a name that tell: a series, a society and its conference share some."""
    return {word for word in fold(name).split() if len(word) >= _TELLING} - _COMMON


_TELLING = 4
_COMMON = frozenset(
    (
        "journal",
        "review",
        "conference",
        "international",
        "proceedings",
        "transactions",
        "annual",
        "with",
        "from",
    )
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|'\d\d\b")


def _is_short(name: str) -> bool:
    words = _YEAR.sub("", name).split()
    return len(words) == 1 and sum(map(str.isupper, words[0])) > 1


def _acronym(name: str) -> str:
    return fold(_YEAR.sub("", name)).replace(" ", "")


def other_acronym(one: str, other: str) -> bool:
    """Whether two names are acronyms, and neither is part of the other: NIPS may be NeurIPS, KDD is SIGKDD."""
    if not _is_short(one) or not _is_short(other):
        return False
    shorter, longer = sorted((_acronym(one), _acronym(other)), key=len)
    letters = iter(longer)
    return not all(letter in letters for letter in shorter)


def _may_stand_for(short: str, full: str) -> bool:
    """Whether an acronym may be that of a name: each letter begins a word, or goes on with one that it is in.

    "NeurIPS" may stand for "Advances in Neural Information Processing Systems".
    """
    acronym, words = _acronym(short), fold(full).split()
    return acronym in words or acronym.startswith("sig") or _spelt(acronym.rstrip("s") or acronym, words)


def _spelt(letters: str, words: list[str]) -> bool:
    if not letters:
        return True
    return any(
        _spelt(letters[taken:], words[at + 1 :])
        for at, word in enumerate(words)
        for taken in range(1, min(len(letters), len(word), _TAKEN) + 1)
        if word.startswith(letters[:taken])
    )


_TAKEN = 6  # letters of a word that stand in an acronym: INTERSPEECH
