"""Name a source the way people do: "Buchanan 2020", "Knake & Clark 2012", "UNIDIR 2017"."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from litreview.text.cjk import is_east_asian
from litreview.text.person import display, whole_family
from litreview.text.width import ELLIPSIS, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from litreview.model import Person, Source

NO_DATE = "n.d."
NAME_COLUMNS = 40  # half a line of 80: an organisation or title that is longer is cut at a word
NAMES_SHOWN = 3  # in a list; more become "et al."
_ACRONYM = re.compile(r"\(\s*((?=(?:[^()]*[A-Z]){2})[\w.&/-]{2,15})\s*\)")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _shortened(text: str) -> str:
    """Give the text cut at a word, with an ellipsis, where it takes more than NAME_COLUMNS."""
    text = " ".join(text.split())
    if width(text) <= NAME_COLUMNS:
        return text
    kept = ""
    for character in text:
        if width(kept + character) >= NAME_COLUMNS:
            break
        kept += character
    at_word = kept.rpartition(" ")[0] or kept
    return at_word.rstrip(" ,;:-–") + ELLIPSIS


def _is_others(person: Person) -> bool:
    """Whether this is BibTeX's "and others"."""
    return (person.literal or person.family).casefold() == "others" and not person.given


def _name(person: Person) -> str:
    """Give the family name with its prefix, or an organisation's acronym, or its name shortened."""
    if person.literal:
        acronym = _ACRONYM.search(person.literal)
        return acronym[1] if acronym else _shortened(person.literal)
    if person.given and is_east_asian(person.family):
        return _shortened(display(person))  # of 王 there are too many
    return _shortened(whole_family(person) if person.family else person.given)


def _people(source: Source) -> list[Person]:
    """Give the authors; where there are none, the editors."""
    for role in ("author", "editor"):
        found = [person for person in source.people if person.role == role]
        if found:
            return found
    return []


def _people_named(source: Source) -> tuple[list[str], bool]:
    """Give the names, and whether "and others" follows them."""
    people = _people(source)
    named = [name for person in people if not _is_others(person) and (name := _name(person))]
    return named, any(map(_is_others, people))


def label(source: Source) -> str:
    """Give author and year: one or two names in full, "et al." from three on (as APA 7 cites in text).

    Without authors the editors stand in, then the title (to its colon), then the key; without a year
    "n.d.".
    """
    named, more = _people_named(source)
    match named:
        case []:
            title = source.title.partition(":")[0].strip() or source.title
            who = _shortened(title) or source.key
        case [one] if not more:
            who = one
        case [one, other] if not more:
            who = f"{one} & {other}"
        case _:
            who = f"{named[0]} et al."
    return f"{who} {source.year or NO_DATE}"


def _suffixes() -> Iterator[str]:
    """Give a, b ... z, aa, ab ... zz, aaa ..."""
    shorter = [""]
    while True:
        shorter = [start + letter for start in shorter for letter in _LETTERS]
        yield from shorter


def labels(sources: Iterable[Source]) -> dict[str, str]:
    """Give the label of each source by its key, made unique with a, b, c (in the order of title, then key).

    An undated one takes a hyphen as in APA: "Segal n.d.-a".
    """
    sharing: defaultdict[str, list[Source]] = defaultdict(list)
    for source in sources:
        sharing[label(source)].append(source)
    unique = {}
    for text, group in sharing.items():
        if len(group) == 1:
            unique[group[0].key] = text
            continue
        hyphen = "" if group[0].year else "-"
        ordered = sorted(group, key=lambda source: (source.title, source.key))
        for source, suffix in zip(ordered, _suffixes(), strict=False):
            unique[source.key] = f"{text}{hyphen}{suffix}"
    return unique


def names(source: Source) -> str:
    """Give the authors' (else the editors') family names for a list: "Knake; Clark"; "" without any."""
    named, more = _people_named(source)
    shown = "; ".join(named[:NAMES_SHOWN])
    return f"{shown} et al." if shown and (more or len(named) > NAMES_SHOWN) else shown
