"""Put matches together into groups: the strongest first, and no group in which two records contradict.

A copy without its year may fit two editions that do not fit each other. It is merged with neither then:
both matches become possible, for a person to decide.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from litreview.model import Group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from litreview.matching.comparable import Form
    from litreview.model import Match

AS_STRONG = 1.0
"""Bits by which one match may be stronger than another, and still not be the better one."""


class _Clusters:
    """The groups as they grow: which group each record is in, and what stands in it."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self._forms = forms
        self._of: dict[str, list[str]] = {}

    def members(self, key: str) -> list[str]:
        return self._of.get(key, [key])

    def joined(self, a: str, b: str, contradict: Callable[[Sequence[Form], Sequence[Form]], bool]) -> bool:
        """Join the groups of two records, unless two of their records contradict."""
        mine, theirs = self.members(a), self.members(b)
        if mine is theirs:
            return True
        if contradict(*([self._forms[key] for key in keys] for keys in (mine, theirs))):
            return False
        together = mine + theirs
        self._of.update(dict.fromkeys(together, together))
        return True

    def all(self) -> list[list[str]]:
        return list({id(keys): keys for keys in self._of.values()}.values())


def grouped(
    matches: Iterable[Match],
    forms: Mapping[str, Form],
    contradict: Callable[[Sequence[Form], Sequence[Form]], bool],
) -> tuple[Group, ...]:
    """Give the groups of duplicates, then those of possible ones, the strongest first.

    Takes the matches, the forms by key, and what tells whether two groups contradict each other.
    """
    ordered = sorted(matches, key=lambda match: (-match.weight, match.a, match.b))
    certain = [match for match in ordered if match.verdict == "duplicate"]
    clusters, torn = _cluster(certain, forms, contradict)
    if torn:
        kept = [match for match in certain if match.a not in torn and match.b not in torn]
        clusters, _ = _cluster(kept, forms, contradict)
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


def _cluster(
    certain: Sequence[Match],
    forms: Mapping[str, Form],
    contradict: Callable[[Sequence[Form], Sequence[Form]], bool],
) -> tuple[_Clusters, set[str]]:
    """Join along the matches, the strongest first; gives the records that fit two groups equally well too."""
    clusters = _Clusters(forms)
    best: dict[str, float] = {}
    torn: set[str] = set()
    for match in certain:
        if clusters.joined(match.a, match.b, contradict):
            for key in (match.a, match.b):
                best.setdefault(key, match.weight)
        else:
            torn |= {key for key in (match.a, match.b) if best.get(key, -1e9) <= match.weight + AS_STRONG}
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
