"""Tell what two entries that cannot both be right have of each other: an identifier, a title, the people."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from litreview.checks._works import LONG_TITLE, Beside, works
from litreview.matching.same_title import same_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.checks._works import Work
    from litreview.matching.evidence import Evidence

_CALLED = {"doi": "DOI", "pmid": "PubMed number", "arxiv": "arXiv number", "isbn": "ISBN"}
FEWEST_DIGITS = 3
"""Digits of a DOI's last part: one that was cut off in a printed list may be that of a journal."""


def identifiers_of_another(work: Work, other: Work, e: Evidence) -> tuple[str, str]:
    """Give the kind and value of an identifier that stands under two titles, ("", "") where none does."""
    mine, theirs = work.form, other.form
    common = {kind: value for kind, value in mine.ids & theirs.ids if kind in _CALLED}
    if not common or e.title != "other" or not e.same_kind:
        return "", ""
    if not mine.title.compact or not theirs.title.compact or work.says(theirs) or other.says(mine):
        return "", ""
    genres = {mine.genre, theirs.genre}
    if "part" in genres or _supplement(work) or _supplement(other) or mine.volume != theirs.volume:
        return "", ""
    for kind in ("doi", "pmid", "arxiv"):
        if kind in common and (kind != "doi" or _is_whole(common[kind])) and genres != {"book"}:
            return _CALLED[kind], common[kind]
    if genres == {"book"} and not mine.series and not theirs.series:
        kind = "doi" if "doi" in common else "isbn" if "isbn" in common else ""
        same = same_numbers(mine.title.numbers, theirs.title.numbers)
        return (_CALLED[kind], common[kind]) if kind and same and e.names.known else ("", "")
    return "", ""


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
        if len(work.form.names) > 1 or backed:
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
    shorter = min(len(work.form.title.compact), len(other.form.title.compact))
    if shorter < LONG_TITLE and not e.same_identifier:
        return False
    return not (work.names_one_of(other.form) or other.names_one_of(work.form))


_MANY = 3  # names of a list of which one may be alike in another list
