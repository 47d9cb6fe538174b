"""What the checks of citations against a list have in common: who is paired with what, and how it is told."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from litreview.matching.called import people_of, written
from litreview.matching.listed import title_keys
from litreview.matching.pairing import Pairing, pair, same
from litreview.matching.unlike import aligned
from litreview.model import Finding
from litreview.text.dates import year_in
from litreview.text.person import display

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.checks import Case, Entry
    from litreview.matching.pairing import How
    from litreview.model import (
        Certainty,
        Citation,
        CitationForm,
        CitationStyle,
        Edit,
        FindingSeverity,
        Record,
        Source,
    )

_FORMS: dict[CitationStyle, frozenset[CitationForm]] = {
    "keys": frozenset(("key", "all")),
    "author-year": frozenset(("author-year", "title", "key")),
    "numbers": frozenset(("number",)),
    "footnotes": frozenset(),
    "mixed": frozenset(("key", "author-year", "title", "number", "all")),
    "none": frozenset(),
}
"""Which citations are checked in a text of a style; others are slips of another kind."""
_GRAVEST: tuple[How, ...] = ("year", "order", "authors", "misspelt", "letter")
"""In what a pair differs first of all: its finding is of that kind."""
_LEVELS: tuple[Certainty, ...] = ("certain", "likely", "possible")
_SHOWN = 100  # characters of an entry that are shown
_MARKER = re.compile(r"^\s*(?:[-*+]\s+)?(?:\\?\[(?P<number>\d{1,4})\\?\]\.?|\(?\d{1,4}[.)])?\s*")
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\r\n\r\n")
MOST_PLACES = 5
"""Places of one thing that are listed; the others are counted."""


def citations_of(case: Case) -> tuple[Citation, ...]:
    """Give the citations of all texts, in the order in which a pairing counts them."""
    return tuple(citation for text in case.manuscripts for citation in text.citations)


def pairing_of(case: Case) -> Pairing:
    """Give what the citations of a case mean: as it says, else found here."""
    if case.pairing is not None:
        return case.pairing
    paths = [path for text in case.manuscripts for path in text.files]
    return pair(
        citations_of(case),
        [entry.record for entry in case.entries],
        text="\n".join(case.text_of.get(path, "") for path in paths),
        numbers=[entry.number for entry in case.entries],
    )


def style_of(case: Case) -> CitationStyle:
    """Give the way in which the texts cite."""
    styles = {text.style for text in case.manuscripts} - {"none"}
    return styles.pop() if len(styles) == 1 else "mixed" if styles else "none"


def is_checked(case: Case, citation: Citation) -> bool:
    """Whether a citation is of the style of its text, and is not one of a work cited in another one."""
    return citation.form in _FORMS[style_of(case)] and not citation.second_hand


@dataclass(frozen=True, slots=True)
class Slip:
    """Citations of the same words that differ from the entry that they mean.

    settled says that the entry is cited without fault elsewhere.
    """

    citations: tuple[Citation, ...]
    entry: Entry
    how: tuple[How, ...]
    settled: bool

    @property
    def citation(self) -> Citation:
        """Give the first of them."""
        return self.citations[0]


def slips(case: Case, kind: How) -> Iterator[Slip]:
    """Give the pairs that differ in this first of all: each place, or one for all where the list is as likely wrong."""
    pairing, citations = pairing_of(case), citations_of(case)
    settled = {entry for one in pairing.pairs if not one.how for entry in one.entries}
    groups: defaultdict[object, list[Citation]] = defaultdict(list)
    meant: dict[object, tuple[int, tuple[How, ...]]] = {}
    for one in pairing.pairs:
        citation = citations[one.citation]
        if next((how for how in _GRAVEST if how in one.how), None) == kind and is_checked(case, citation):
            key = same(citation)
            meant[key] = (one.entries[0], one.how)
            groups[key].append(citation)
    for key, found in groups.items():
        entry, how = meant[key]
        if entry in settled:
            for citation in found:
                yield Slip((citation,), case.entries[entry], how, settled=True)
        else:
            yield Slip(tuple(found), case.entries[entry], how, settled=False)


def lowered(case: Case, certainty: Certainty, *citations: Citation) -> Certainty:
    """Give a certainty, less of it where the text cites in several ways, or it is not sure that it cites at all."""
    level = _LEVELS.index(certainty)
    if style_of(case) == "mixed":
        level = max(level, 1)
    if citations:
        level = max(level, min(_LEVELS.index(one.certainty) for one in citations))
    return _LEVELS[level]


def finding(
    title: str,
    citations: Sequence[Citation],
    message: str,
    *,
    severity: FindingSeverity,
    certainty: Certainty,
    entry: Entry | None = None,
    evidence: Sequence[str] = (),
    suggestion: str = "",
    edits: tuple[Edit, ...] = (),
) -> Finding:
    """Give a finding about citations, at the first of them."""
    code, name = title.split()
    first = citations[0]
    return Finding(
        code,
        name,
        severity,
        certainty,
        first.path,
        first.line,
        first.column,
        message,
        offset=first.offset,
        citation=" ".join(first.text.split()),
        reference=" ".join(entry.text.split()) if entry else "",
        key=entry.key if entry else first.key,
        evidence=(f"cited   {' '.join(first.text.split())}", *evidence, *also(citations)),
        suggestion=suggestion,
        edits=edits,
    )


def also(citations: Sequence[Citation]) -> list[str]:
    """Give the other places of a citation as a line of evidence, if there are any."""
    others = [f"{one.path}:{one.line}" for one in citations[1:]]
    if not others:
        return []
    more = f" and {len(others) - MOST_PLACES} more" if len(others) > MOST_PLACES else ""
    return [f"also    {', '.join(dict.fromkeys(others[:MOST_PLACES]))}{more}"]


def shown(entry: Entry) -> str:
    """Give an entry in a line: as printed under its number, else its key, names, year and title."""
    if entry.text:
        bare = " ".join(_MARKER.sub("", entry.text, count=1).split()).replace("*", "")
        number = f"[{entry.number}] " if entry.number else ""
        return number + (bare if len(bare) <= _SHOWN else bare[: _SHOWN - 2].rstrip() + " …")
    record = entry.record
    people = " and ".join(display(one) for one in record.people[:3])
    words = f"{people} ({year_in(record.fields) or 'n.d.'}) {record.text('title')}".strip()
    return f"{entry.key}: {words if len(words) <= _SHOWN else words[: _SHOWN - 2].rstrip() + ' …'}"


def listed(entry: Entry, label: str = "listed") -> str:
    """Give an entry as a line of evidence, with its place."""
    place = f"   {entry.path}:{entry.line}" if entry.path else ""
    return f"{label:<6}  {shown(entry)}{place}"


def names_apart(citation: Citation, entry: Entry) -> list[tuple[str, str]]:
    """Give the names that differ in letters: as cited, and as listed."""
    people, _ = people_of(entry.record)
    names = [written(name) for name in citation.names]
    return [
        (_tail(name.shown, people[at].shown), people[at].shown)
        for name, (level, at) in zip(names, aligned(names, people), strict=True)
        if level in {"misspelt", "far", "turned"}
    ]


def _tail(cited: str, listed_name: str) -> str:
    """Give as many words of a cited name as the listed one has: a word that led in may stand before."""
    return " ".join(cited.split()[-len(listed_name.split()) :])


def why(citation: Citation, entry: Entry, how: Sequence[How]) -> str:
    """Say in what a citation and an entry differ, and in what they agree."""
    people, others = people_of(entry.record)
    said: list[str] = []
    if "year" in how:
        said.append(f"the year is {listed_year(entry) or 'not given'} there, not {citation.year}")
    elif citation.year:
        said.append("same year")
    if "order" in how:
        said.append("order of the authors swapped")
    if "authors" in how:
        cited = f"{len(citation.names)}{' and et al.' if citation.others else ''}"
        said.append(f"{cited} named, {len(people)}{' or more' if others else ''} in the list")
    if "misspelt" in how:
        said += [
            f"{mine}/{theirs} differ by a letter or two" for mine, theirs in names_apart(citation, entry)
        ]
    return f"why     {'; '.join(said)}"


def listed_year(entry: Entry) -> str:
    """Give the year of an entry with its letter, as printed."""
    return year_in(entry.record.fields) + entry.record.text("extradate")


def of_library(case: Case, entry: Entry) -> list[str]:
    """Give what the library and the trusted lists have under this title, a line each, where it is otherwise."""
    lines = []
    for label, record in known_as(case, entry):
        names = [person.family or person.literal for person in record.people]
        if names != [person.family or person.literal for person in entry.record.people] or (
            year_in(record.fields) != year_in(entry.record.fields)
        ):
            people = " and ".join(display(person) for person in record.people[:3])
            lines.append(f"{label:<6}  {people} ({year_in(record.fields)}). {record.text('title')[:_SHOWN]}")
    return lines


def known_as(case: Case, entry: Entry) -> Iterator[tuple[str, Record | Source]]:
    """Give the records of the same title in the library and in what is trusted, each with where it is from."""
    wanted = _titles(entry.record.text("title"))
    known: list[tuple[str, Record | Source]] = [("trusted", one) for one in case.trusted]
    if case.library is not None and entry.listed_in != "library":
        known += (("library", one) for one in case.library.sources)
    for label, record in known:
        if wanted & _titles(record.text("title")):
            yield label, record


@lru_cache(maxsize=16384)
def _titles(title: str) -> frozenset[str]:
    return frozenset(title_keys(title))


def text_around(case: Case, citation: Citation, reach: int) -> str:
    """Give the text before and behind a citation in its paragraph, "" where it is not at hand."""
    text = case.text_of.get(citation.path, "")
    before = text[max(0, citation.offset - reach) : citation.offset]
    behind = text[citation.end : citation.end + reach]
    return _PARAGRAPH.split(before)[-1] + _PARAGRAPH.split(behind)[0]
