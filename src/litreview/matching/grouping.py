"""Put matches together into groups: the strongest first, and no group in which two records contradict.

A copy without its year may fit two editions that do not fit each other. It is merged with neither then:
both matches become possible, for a person to decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from litreview.matching.evidence import Evidence
from litreview.matching.rules import VETOES
from litreview.model import Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from litreview.matching.comparable import Form
    from litreview.model import Match

AS_STRONG = 1.0
"""Bits by which one match may be stronger than another, and still not be the better one."""


OTHER_TITLE, OTHER_AUTHORS, NEXT_YEAR = "V01", "V04", "V07"
"""The vetoes that do not always forbid to join two groups."""
Decided = Callable[[str, str], str]


class _Clusters:
    """The groups as they grow: which group each record is in. known are the pairs that are duplicates by a rule."""

    def __init__(
        self, forms: Mapping[str, Form], decided: Decided | None, known: AbstractSet[tuple[str, str]]
    ) -> None:
        self._forms, self._decided, self._known = forms, decided, known
        self._of: dict[str, list[str]] = {}

    def joined(self, a: str, b: str) -> bool:
        """Join the groups of two records, unless two of their records contradict."""
        mine, theirs = self._of.get(a, [a]), self._of.get(b, [b])
        if mine is theirs:
            return True
        doubtful = [
            (one, other)
            for one in mine
            for other in theirs
            if (one, other) not in self._known and (other, one) not in self._known
        ]
        if doubtful and self._contradict(doubtful, years_known=self._years_known(mine + theirs)):
            return False
        together = mine + theirs
        self._of.update(dict.fromkeys(together, together))
        return True

    def _years_known(self, keys: Sequence[str]) -> bool:
        return all(self._forms[key].year for key in keys)

    def _contradict(self, pairs: Sequence[tuple[str, str]], *, years_known: bool) -> bool:
        return any(
            contradict(self._forms[one], self._forms[other], self._decided, years_known=years_known)
            for one, other in pairs
        )

    def all(self) -> list[list[str]]:
        return list({id(keys): keys for keys in self._of.values()}.values())


def contradict(one: Form, other: Form, decided: Decided | None = None, *, years_known: bool) -> bool:
    """Whether two records cannot be copies of one work, though a third one may be a copy of both.

    Two copies that are both damaged may differ more than either does from a sound one. So years one apart do
    not forbid it where all records of the groups have one, nor do titles or names that are misspelt on the
    same pages.
    """
    said = decided(one.key, other.key) if decided else ""
    if said:
        return said == "distinct"
    e = Evidence(one, other)
    excused = {NEXT_YEAR} if years_known and e.gap == 1 else set()
    if (e.pages > 0 and e.locator > 0) or e.same_identifier:
        excused |= {OTHER_TITLE} if e.alike and e.same_numbers else set()
        excused |= {OTHER_AUTHORS} if e.title != "other" else set()
    return any(veto.id not in excused and veto.fits(e) for veto in VETOES)


def grouped(
    matches: Iterable[Match], forms: Mapping[str, Form], decided: Decided | None = None
) -> tuple[Group, ...]:
    """Give the groups of duplicates, then those of possible ones, the strongest first.

    Takes the matches, the forms by key, and what a person decided of two keys (see `duplicates.find`).
    """
    ordered = sorted(matches, key=lambda match: (-match.weight, match.a, match.b))
    certain = [match for match in ordered if match.verdict == "duplicate"]
    known = {(match.a, match.b) for match in certain}
    clusters, torn = _cluster(certain, _Clusters(forms, decided, known))
    if torn:
        kept = [match for match in certain if match.a not in torn and match.b not in torn]
        clusters, _ = _cluster(kept, _Clusters(forms, decided, known))
    place = {key: number for number, keys in enumerate(clusters.all()) for key in keys}
    inside: defaultdict[int, list[Match]] = defaultdict(list)
    between: list[Match] = []
    for match in ordered:
        number = place.get(match.a)
        if number is not None and number == place.get(match.b):
            if match.verdict == "duplicate":
                inside[number].append(match)
        else:
            between.append(replace(match, verdict="possible"))
    duplicates = [_group(members) for members in inside.values()]
    possible = [_group(members) for members in _components(between, place)]
    return tuple(sorted(duplicates, key=_strength) + sorted(possible, key=_strength))


def _strength(group: Group) -> tuple[float, tuple[str, ...]]:
    return -group.matches[0].weight, group.keys


def _cluster(certain: Sequence[Match], clusters: _Clusters) -> tuple[_Clusters, set[str]]:
    """Join along the matches, the strongest first; gives the records that fit two groups equally well too."""
    best: dict[str, float] = {}
    torn: set[str] = set()
    for match in certain:
        if clusters.joined(match.a, match.b):
            for key in (match.a, match.b):
                best.setdefault(key, match.weight)
        else:
            torn |= {
                key for key in (match.a, match.b) if best.get(key, match.weight) <= match.weight + AS_STRONG
            }
    return clusters, torn


def _components(between: Sequence[Match], place: Mapping[str, int]) -> list[list[Match]]:
    """Give the possible matches, the strongest alone between two groups, by what hangs together."""
    strongest: dict[frozenset[object], Match] = {}
    home: dict[object, list[object]] = {}
    for match in between:
        ends = [place.get(key, key) for key in (match.a, match.b)]
        strongest.setdefault(frozenset(ends), match)
        mine, theirs = (home.setdefault(end, [end]) for end in ends)
        if mine is not theirs:
            mine += theirs
            home.update(dict.fromkeys(theirs, mine))
    found: defaultdict[int, list[Match]] = defaultdict(list)
    for pair, match in strongest.items():
        found[id(home[next(iter(pair))])].append(match)
    return list(found.values())


def _group(members: Sequence[Match]) -> Group:
    keys = tuple(sorted({key for match in members for key in (match.a, match.b)}))
    return Group(keys, members[0].verdict, members[0].relation, tuple(members))
