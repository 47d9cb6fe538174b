"""Say in what a citation by names and year differs from an entry, and how much that costs.

Costs count slips: one is what a writer does once in a while (a letter, two authors in the wrong order, a
co-author or "et al." left out, a digit of the year), more is what makes another work likelier.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from litreview.matching.called import likeness, written
from litreview.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.matching.called import Called, Likeness
    from litreview.matching.listed import Work
    from litreview.matching.pairing import How
    from litreview.model import Citation

_COSTS: dict[Likeness, float] = {"same": 0.0, "misspelt": 1.0, "turned": 1.0, "far": 1.5, "other": 2.0}
_ORDER = _SET = 1.0
_NEAR_YEAR, _OTHER_YEAR, _UNDATED = 1.0, 1.5, 1.0
_NOT_FIRST = 1.0
"""What it costs more that the first author is nobody in the entry."""
_TWICE = 1.0
"""What it costs more that the only name and the year are wrong at once: nothing is left that agrees."""
NOTHING = 99.0
"""What it costs to have no name in common."""
_FEWEST_ET_AL = 2
"""Authors of whom "et al." hides a single one: few styles let it."""
_SHORTENED = 0.5
_LETTER = 0.75
"""What another letter behind the year costs: less than a wrong name or year, more than nothing."""
_INITIALS = re.compile(r"((?:[^\W\d_]\. ?-?){1,3})[^\W\d_]")
_WAITING = ("forthcoming", "in press", "in print", "im druck", "to appear", "accepted")


@dataclass(frozen=True, slots=True)
class Unlike:
    """In what a citation and an entry differ, the gravest first, and the cost; sure says that two names agree, or
    nearly.
    """

    how: tuple[How, ...]
    cost: float
    sure: bool = False


def unlike(citation: Citation, work: Work) -> Unlike:
    """Compare a citation with an entry."""
    cited = [written(name) for name in citation.names]
    best = _against(citation, cited, work, work.people, others=work.others)
    if best.how and work.editors and work.editors != work.people:
        edited = _against(citation, cited, work, work.editors, others=False)
        best = edited if not edited.how else best  # the book that the work stands in
    return best


def is_author(citation: Citation, work: Work) -> bool:
    """Whether the first one named is an author of the entry, and not the editor of the book that it stands in."""
    first = written(citation.names[0])
    return any(likeness(first, one) == "same" for one in work.people[:1])


def has_initials(citation: Citation, work: Work) -> bool:
    """Whether the initials before the first name, if there are any, are those of the first author."""
    cited = initials_in(citation)
    listed = work.people[0].name.initials if work.people else ""
    return not cited or not listed or fold(cited)[:1] == listed[:1]


def initials_in(citation: Citation) -> str:
    """Give the initials that stand before the first name: "A." of "A. Smith (2015)"."""
    found = _INITIALS.match(citation.text)
    return found[1] if found else ""


def same_year(citation: Citation, work: Work) -> bool:
    """Whether the years agree: that of an earlier edition counts, and so does a work in press that has come out."""
    year = citation.year
    if not year:
        return True  # cited by author and page
    if year in work.years or citation.original in work.years - {""}:
        return True
    if not work.years:
        return True  # an undated work, or a date that could not be read: nothing contradicts
    return year.lower() in _WAITING


def year_cost(cited: str, listed: str) -> float:
    """Give what it costs that two years differ: a digit or two turned ones less than all of it."""
    if not cited.isdecimal() or not listed.isdecimal():
        return _UNDATED
    near = OSA.distance(cited, listed) <= 1 or abs(int(cited) - int(listed)) <= 1
    return _NEAR_YEAR if near else _OTHER_YEAR


def _against(
    citation: Citation, cited: Sequence[Called], work: Work, people: Sequence[Called], *, others: bool
) -> Unlike:
    if not people:
        return Unlike(("authors",), NOTHING)
    found = aligned(cited, people)
    levels = [level for level, _ in found]
    cost = sum(_COSTS[level] for level in levels)
    if all(level == "other" for level in levels):
        return Unlike(("authors",), NOTHING)
    how: list[How] = []
    apart = _set_apart(citation, found, len(people), others=others)
    if apart:
        how.append(apart[0])
        cost += apart[1]
    if levels[0] == "other":
        cost += _NOT_FIRST
    if any(level in {"misspelt", "far", "turned"} for level in levels):
        how.append("misspelt")
    if citation.letter and work.letter and citation.letter != work.letter and citation.year == work.year:
        how.append("letter")
        cost += _LETTER
    if not same_year(citation, work):
        how.insert(0, "year")
        cost += year_cost(citation.year, work.year)
        if levels[0] != "same" and levels.count("same") == 0:
            cost += _TWICE
    sure = (len(levels) > 1 and "other" not in levels) or (citation.others and levels[0] == "same")
    return Unlike(tuple(how), cost, sure)


def _set_apart(
    citation: Citation, found: Sequence[tuple[Likeness, int]], listed: int, *, others: bool
) -> tuple[How, float] | None:
    """Say whether the names stand in another order, or are fewer, more or others than in the list."""
    placed = [at for level, at in found if level != "other"]
    if placed != sorted(placed):
        return "order", _ORDER
    if len(placed) < len(found):
        return "authors", 0.0
    if placed[0] != 0:  # "Birch et al." for Thorne, Birch and Wren
        return ("order", _ORDER) if citation.others else ("authors", _SET + _NOT_FIRST)
    if not _as_many(citation, listed, others=others):
        return "authors", _SET
    if citation.others and listed == _FEWEST_ET_AL and not others:
        return "authors", _SHORTENED
    return None


def aligned(names: Sequence[Called], people: Sequence[Called]) -> list[tuple[Likeness, int]]:
    """Give for each name the author that it is most like, and each author once; the same ones go first.

    -1 stands for nobody.
    """
    alike = [[likeness(name, person) for person in people] for name in names]
    found: dict[int, tuple[Likeness, int]] = {}
    left = set(range(len(people)))
    for wanted in _SUREST_FIRST:
        for mine, levels in enumerate(alike):
            fitting = [at for at in left if levels[at] == wanted] if mine not in found else []
            if fitting:
                at = mine if mine in fitting else min(fitting)
                found[mine] = (wanted, at)
                left.remove(at)
    return [found.get(mine, ("other", -1)) for mine in range(len(names))]


_SUREST_FIRST: tuple[Likeness, ...] = ("same", "misspelt", "far", "turned")


def _as_many(citation: Citation, listed: int, *, others: bool) -> bool:
    """Whether as many authors are named as a style names: all, or the first ones with "et al."."""
    named = len(citation.names)
    if citation.others:
        return named < listed or others
    return named == listed or (others and named <= listed)
