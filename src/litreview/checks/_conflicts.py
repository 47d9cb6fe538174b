"""Tell what two entries that cannot both be right have of each other: an identifier, a title, the people."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from litreview.checks._people import is_group
from litreview.checks._works import LONG_TITLE, Beside, works
from litreview.matching.same_title import same_numbers
from litreview.text.fold import fold
from litreview.text.person import display

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.checks._works import Work
    from litreview.matching.evidence import Evidence

_SAYS = {
    "en": frozenset(
        ("the", "of", "and", "for", "with", "from", "to", "by", "is", "are", "how", "what", "an")
    ),
    "de": frozenset(
        ("der", "die", "das", "und", "im", "zur", "zum", "von", "eine", "einer", "mit", "wie", "fur")
    ),
    "fr": frozenset(("le", "la", "les", "des", "du", "et", "une", "pour", "dans", "sur", "aux", "au")),
    "es": frozenset(("el", "los", "las", "del", "y", "una", "para", "por", "con", "como")),
    "it": frozenset(("il", "lo", "gli", "della", "delle", "degli", "di", "una", "per", "nel")),
    "pt": frozenset(("o", "os", "da", "das", "dos", "uma", "para", "em", "no", "na")),
    "nl": frozenset(("het", "een", "van", "voor", "en", "met", "naar")),
}
"""Small words that tell in which language a title is."""
_CALLED = {"doi": "DOI", "pmid": "PubMed number", "arxiv": "arXiv number", "isbn": "ISBN"}
FEWEST_DIGITS = 3
"""Digits of a DOI's last part: one that was cut off in a printed list may be that of a journal."""


def identifiers_of_another(work: Work, other: Work, e: Evidence) -> tuple[str, str]:
    """Give the kind and value of an identifier that stands under two titles, ("", "") where none does."""
    mine, theirs = work.form, other.form
    common = {kind: value for kind, value in mine.ids & theirs.ids if kind in _CALLED}
    if not common or e.title != "other" or not e.same_kind:
        return "", ""
    if (
        not mine.title.compact
        or not theirs.title.compact
        or _has_title(work, other)
        or _has_title(other, work)
    ):
        return "", ""
    genres = {mine.genre, theirs.genre}
    printed = work.entry.text or other.entry.text
    if "part" in genres or _supplement(work) or _supplement(other):
        return "", ""
    for kind in ("doi", "pmid", "arxiv"):
        if (
            kind in common
            and (kind != "doi" or not printed or _is_whole(common[kind]))
            and genres != {"book"}
        ):
            return _CALLED[kind], common[kind]
    if genres == {"book"} and mine.volume == theirs.volume and not mine.series and not theirs.series:
        kind = "doi" if "doi" in common else "isbn" if "isbn" in common else ""
        same = same_numbers(mine.title.numbers, theirs.title.numbers)
        return (_CALLED[kind], common[kind]) if kind and same and e.names.known else ("", "")
    return "", ""


def _has_title(work: Work, other: Work) -> bool:
    """Whether the title of the other work is part of this one's, or stands in the entry as printed."""
    whole = fold(work.record.text("title")).replace(" ", "")
    return other.form.title.compact in whole or work.says(other.form)


def _supplement(work: Work) -> bool:
    pages = work.form.pages
    return "suppl" in work.form.issue or bool(pages and pages.letter and pages.letter != "e")


def _is_whole(doi: str) -> bool:
    return sum(map(str.isdecimal, doi.partition("/")[2])) >= FEWEST_DIGITS


class Mixed(NamedTuple):
    """An entry with the title of one work and the people of another."""

    title: Beside
    people: Beside


def title_of_another(case: Case, work: Work) -> Mixed | None:
    """Say whether an entry has the title of one known work, and all the people of another one."""
    compared = works(case)
    title = next(iter(_titles_by_others(compared.compared[int(work.form.key)][1], work)), None)
    if title is None:
        return None
    for people in compared.of_the_same_people(work):
        e = people.e
        if people.work is title.work or e.title != "other":
            continue
        backed = e.same_identifier or (e.same_year and e.container > 0)
        one_person = bool(work.form.names[0].initials)  # nobody anonymous
        if len(work.form.names) > 1 or (backed and one_person):
            return Mixed(title, people)
    return None


def _titles_by_others(beside: list[Beside], work: Work) -> Iterator[Beside]:
    """Give the works of the same long title that are by nobody whom the entry names."""
    if any(e.title in {"same", "near"} and not e.names.none for _, e in beside):
        return  # it is by these people, too
    for other, e in beside:
        if same_title_none_in_common(work, other, e):
            yield Beside(other, e)


def same_title_none_in_common(work: Work, other: Work, e: Evidence) -> bool:
    """Whether two entries have one long title, or a title and an identifier, and not one name in common.

    Of two long lists, a name or two may be alike by chance.
    """
    if e.title not in {"same", "near"} or not e.same_kind or e.generic:
        return False
    by_chance = min(e.names.mine, e.names.theirs) >= _MANY and not e.names.most and not e.names.first
    if not e.names.none and not by_chance:
        return False
    if any(map(is_group, (*work.people, *other.people))):
        return False  # a study group and those who wrote for it
    shorter = min(len(work.form.title.compact), len(other.form.title.compact))
    if shorter < LONG_TITLE and not e.same_identifier:
        return False
    return not (work.names_one_of(other.form) or other.names_one_of(work.form) or _share_a_word(work, other))


def _share_a_word(work: Work, other: Work) -> bool:
    """Whether the first authors have a name in common, so that one of the two was parted in the wrong place."""
    if not work.people or not other.people:
        return False
    words = [set(_long_words(display(each.people[0]))) for each in (work, other)]
    return not words[0].isdisjoint(words[1])


def _long_words(name: str) -> Iterator[str]:
    return (word for word in fold(name).split() if len(word) >= _TELLING)


_TELLING = 4  # letters of a name that many people do not share: not Li, Wei or Kim


_MANY = 3  # names of a list of which one may be alike in another list


def in_two_languages(one: str, other: str) -> bool:
    """Whether two titles are in two languages, so that one may be the other translated; or in letters of two kinds."""
    mine, theirs = fold(one), fold(other)
    if mine.isascii() != theirs.isascii():
        return True
    first, second = _languages(mine), _languages(theirs)
    return bool(first and second) and first.isdisjoint(second)


def _languages(title: str) -> set[str]:
    """Give the languages of which a title has the most small words; none where it has none."""
    words = set(title.split())
    counts = {language: len(words & small) for language, small in _SAYS.items()}
    most = max(counts.values())
    return {language for language, count in counts.items() if count == most} if most else set()
