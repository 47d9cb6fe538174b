"""Say which listed work each citation means: exact pairs first, then the left-over ones by what they have in common.

One cause gives one pair: a citation whose year, names or order are wrong is paired with the entry that it
means, so that it is not missing there, nor the entry uncited. Citations of the same words are one, however
often they stand in the text, so that the work grows with the pages and not with their square.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush, nsmallest
from typing import TYPE_CHECKING, Literal

from litreview.matching.listed import Index, Work
from litreview.matching.unlike import Unlike, has_initials, initials_in, is_author, same_year, unlike

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from litreview.model import Citation, Record, Source

How = Literal["exact", "year", "misspelt", "order", "authors", "title", "ambiguous", "letter"]

MOST = 2.5
"""Cost up to which a citation still means an entry: two slips, or one and a year far off (see `unlike`)."""
SETTLED = 1.0
"""What an entry costs more that another citation means exactly: it is no gap that waits to be filled."""
REPEATED = 1.0
"""What it costs more where the citation stands there twice: the same slip is seldom made again."""
DOUBTFUL = 0.5  # what may be no citation comes after what is one
MOST_COMPARED = 60
"""Entries that a left-over citation is compared with: of one family name, or of its beginning and the year."""
NEAREST = 3
"""Entries that are told for a citation that means none."""


@dataclass(frozen=True, slots=True)
class Paired:
    """A citation, by its place in the text, and the entries that it may mean, by their places in the list, the
    likeliest first: one, or several where it is ambiguous. how says in what it differs, () where in nothing.
    """

    citation: int
    entries: tuple[int, ...]
    how: tuple[How, ...] = ()


@dataclass(frozen=True, slots=True)
class Pairing:
    """What the citations of a text mean: pairs in the order of the text; missing are citations that mean nothing
    listed, with the nearest entries; uncited the entries that nothing means.
    """

    pairs: tuple[Paired, ...] = ()
    missing: tuple[Paired, ...] = ()
    uncited: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Meant:
    entries: tuple[int, ...]
    how: tuple[How, ...] = ()


def pair(
    citations: Sequence[Citation],
    entries: Sequence[Record | Source],
    *,
    aliases: Mapping[str, str] | None = None,
    text: str = "",
    numbers: Sequence[str] = (),
) -> Pairing:
    """Pair the citations of a text with the entries of a list.

    aliases are other names for keys; text is that of the manuscript, which may say what organisations are
    called for short. numbers are those of the entries in a printed list, "" where one has none; a list without
    keys and numbers is counted.
    """
    index = Index(entries, aliases or {}, text, numbers)
    places: defaultdict[object, list[int]] = defaultdict(list)
    for place, citation in enumerate(citations):
        places[same(citation)].append(place)
    groups = [(citations[found[0]], found) for found in places.values()]
    meant: dict[int, _Meant] = {}
    open_: list[int] = []
    for number, (citation, _) in enumerate(groups):
        if citation.form == "all":
            meant[number] = _Meant(tuple(range(len(entries))))
        elif found := _exact(index, citation):
            meant[number] = found
        elif (citation.names or citation.title) and not (citation.form == "key" and citation.key):
            open_.append(number)
    near = {number: _near(index, _as_author(groups[number][0])) for number in open_}
    meant.update(_assigned(groups, near, {entry for one in meant.values() for entry in one.entries}))
    pairs: list[Paired] = []
    missing: list[Paired] = []
    for number, (_, found_at) in enumerate(groups):
        one = meant.get(number)
        if one:
            pairs += (Paired(place, one.entries, one.how) for place in found_at)
        else:
            nearest = tuple(entry for entry, _ in nsmallest(NEAREST, near.get(number, ()), key=_cost))
            missing += (Paired(place, nearest) for place in found_at)
    cited = {entry for one in meant.values() for entry in one.entries}
    uncited = tuple(place for place in range(len(entries)) if place not in cited)
    return Pairing(
        tuple(sorted(pairs, key=_place)),
        tuple(sorted(missing, key=_place)),
        uncited,
    )


def _place(one: Paired) -> int:
    return one.citation


def _cost(near: tuple[int, Unlike]) -> tuple[float, int]:
    return near[1].cost, near[0]


def same(citation: Citation) -> object:
    """Give what citations of the same words have in common: what they name, not where."""
    return (
        citation.form,
        citation.key,
        citation.number,
        citation.names,
        citation.others,
        citation.year,
        citation.letter,
        citation.original,
        citation.title,
        citation.identifier,
        initials_in(citation),
    )


def _exact(index: Index, citation: Citation) -> _Meant | None:
    """Give what a citation means where nothing differs: by key, number, DOI, names and year, or title."""
    if citation.number and not citation.names and not citation.title:
        found = index.by_number(citation.number)
        return None if found is None else _Meant((found,))
    if citation.key and (found := index.by_key(citation.key)) is not None:
        return _Meant((found,))
    if citation.identifier and (found := index.by_doi(citation.identifier)) is not None:
        return _Meant((found,))
    if citation.names and (by_names := _by_names(index, citation)):
        return by_names
    return _by_title(index, citation)


def _by_title(index: Index, citation: Citation) -> _Meant | None:
    """Give the entries whose title is cited, or the organisation that was taken for one, or a title cut short."""
    title = citation.title or (citation.names[0] if _may_be_title(citation) else "")
    titled = index.by_title(title, citation.year) if title else ()
    if titled:
        return _Meant(titled, () if citation.names and citation.title else ("title",))
    if citation.title and not citation.names:
        return _by_names(index, _as_author(citation))
    untold = index.nameless(" ".join(citation.names), citation.year) if citation.names else ()
    return _Meant(untold) if untold else None


def _as_author(citation: Citation) -> Citation:
    """Give what was read as a title as an organisation's name: "Intergovernmental Panel on Climate Change (2014)"."""
    return citation if citation.names else replace(citation, names=(citation.title,), title="")


def _may_be_title(citation: Citation) -> bool:
    return len(citation.names) == 1 and " " in citation.names[0] and not citation.others


def _by_names(index: Index, citation: Citation) -> _Meant | None:
    """Give the entries of exactly these names and this year; those of a list without letters have all of them."""
    fitting = _fitting(citation, index.first(citation)) or _fitting(citation, index.candidates(citation))
    if citation.title and len(fitting) > 1:
        fitting = [work for work in fitting if index.is_titled(work, citation.title)] or fitting
    if not fitting:
        return None
    entries = tuple(work.place for work in fitting)
    if citation.letter:
        same = tuple(work.place for work in fitting if work.letter)
        return _Meant(same or entries, () if same or len(entries) > 1 else ("letter",))
    if len(fitting) == 1 or index.one_work(fitting):
        return _Meant(entries)
    return _Meant(entries, ("ambiguous",))


def _fitting(citation: Citation, works: Sequence[Work]) -> list[Work]:
    of_year = [work for work in works if same_year(citation, work)]
    return _best(citation, [work for work in of_year if not unlike(citation, work).how])


def _best(citation: Citation, fitting: list[Work]) -> list[Work]:
    """Give those that fit best: of the very year, by their authors, with the initials that are written."""
    if len(fitting) <= 1:
        return fitting

    def rank(work: Work) -> tuple[bool, bool, bool]:
        return citation.year != work.year, not is_author(citation, work), not has_initials(citation, work)

    best = min(map(rank, fitting))
    return [work for work in fitting if rank(work) == best]


def _near(index: Index, citation: Citation) -> list[tuple[int, Unlike]]:
    """Give what a citation may mean, some of it wrong: those of the year first, and no more than can be looked at."""
    works = sorted(index.candidates(citation), key=lambda work: not same_year(citation, work))
    return [(work.place, unlike(citation, work)) for work in works[:MOST_COMPARED]]


def _assigned(
    groups: Sequence[tuple[Citation, list[int]]],
    near: Mapping[int, Iterable[tuple[int, Unlike]]],
    settled: set[int],
) -> dict[int, _Meant]:
    """Give each left-over citation the entry that it costs least to mean, the surest first.

    An entry that is taken costs more from then on, so that each gap goes to the citation that fits it best.
    """
    taken = set(settled)
    apart = {(number, entry): found for number, around in near.items() for entry, found in around}
    waiting = [
        (_paid(groups[number], one, taken=False), number, entry) for (number, entry), one in apart.items()
    ]
    waiting = [one for one in waiting if one[0] <= MOST]
    heapify(waiting)
    meant: dict[int, _Meant] = {}
    while waiting:
        cost, number, entry = heappop(waiting)
        now = _paid(groups[number], apart[number, entry], taken=entry in taken)
        if number in meant or now > MOST:
            continue
        if now > cost:  # the entry has been taken since
            heappush(waiting, (now, number, entry))
            continue
        meant[number] = _Meant((entry,), apart[number, entry].how)
        taken.add(entry)
    return meant


def _paid(group: tuple[Citation, list[int]], apart: Unlike, *, taken: bool) -> float:
    """Give what it costs a citation to mean an entry, with what speaks against it beyond the words themselves."""
    citation, places = group
    cost = apart.cost + (DOUBTFUL if citation.certainty == "possible" else 0.0)
    if not taken:
        return cost
    return cost + SETTLED + (REPEATED if len(places) > 1 and not apart.sure else 0.0)
