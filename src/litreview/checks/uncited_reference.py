"""Find entries of the list that the text never cites."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._citations import citations_of, listed, pairing_of, style_of
from litreview.matching.called import people_of
from litreview.matching.listed import title_keys
from litreview.matching.same_names import is_acronym
from litreview.model import Finding
from litreview.text.dates import year_in
from litreview.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.checks import Case, Entry
    from litreview.matching.called import Called
    from litreview.model import Certainty, FindingSeverity

SHARED = 0.5
"""Share of a bibliography that is not cited from which it is one for many texts, of which each cites a part."""
UNREAD, FEWEST_UNREAD = 0.5, 4
"""Share and number of the entries of a printed list that are not cited, from which the text cites in a way that was
not read."""
FEWEST = 10
"""Entries that a bibliography has for that."""
_FEWEST_WORDS, _SHORTEST_TITLE = 3, 16  # words and letters of a title that is no name for many things
_IN_BRACKETS = re.compile(r"[\[(]([^\[\]()]{1,80})[\])]")
_RANGE = re.compile(r"(?P<first>\d{1,4})(?:\s?[–-]\s?(?P<last>\d{1,4}))?")
_LONGEST_RANGE = 40
_STATE = re.compile(r"^(?:the |u s |us |uk )+")
_SHORTEST_NAME = 3  # letters of a name that tells of a work where it stands without a year


@check("LR202 uncited-reference")
def uncited_reference(case: Case) -> Iterator[Finding]:
    """Find entries of the list that are cited nowhere in the text.

    Certain where its author, acronym and title do not occur without a year either; likely where an organisation is
    named in full; possible where a name or its title occurs, or notes were not read that may cite it, or most of the
    list is not cited, so that the text may cite in a way that was not read.
    Entries of a .bib file are information only, since nothing is printed for them; one that many texts share is told
    once, and a library is not told of at all.

    Bad:
      Segal (2016) shows it.
      - Segal, A. (2016). The hacked world order. PublicAffairs.
      - Lewis, J. A. (2006). Cybersecurity and infrastructure. CSIS.
    Good:
      Segal (2016) and Lewis (2006) show it.
      - Segal, A. (2016). The hacked world order. PublicAffairs.
      - Lewis, J. A. (2006). Cybersecurity and infrastructure. CSIS.
    """
    if not case.entries or not citations_of(case) or case.entries[0].listed_in == "library":
        return
    if style_of(case) in {"footnotes", "none"}:
        return
    uncited = [case.entries[place] for place in pairing_of(case).uncited]
    printed = [entry for entry in uncited if entry.listed_in == "text"]
    others = [entry for entry in uncited if entry.listed_in == "bib"]
    prose = _Prose(case)
    unread = len(uncited) >= FEWEST_UNREAD and len(uncited) > UNREAD * len(case.entries)
    for entry in printed:
        if _is_named_with_year(prose, entry):
            continue  # cited in a form that was not read as a citation
        certainty, mention = _mentioned(case, prose, entry)
        torn = _is_torn(case, entry)
        yield _uncited(entry, "warning", "possible" if unread or torn else certainty, mention)
    if len(others) >= FEWEST and len(others) > SHARED * len(case.entries):
        yield _shared(others, len(case.entries))
    else:
        for entry in others:
            yield _uncited(entry, "info", *_mentioned(case, prose, entry))


class _Prose:
    """What the texts say outside their citations and lists: folded, with and without the blanks between words."""

    def __init__(self, case: Case) -> None:
        pieces: list[str] = []
        lists = [
            (entry.path, entry.offset, entry.offset + len(entry.text)) for entry in case.entries if entry.text
        ]
        for text in case.manuscripts:
            hidden = lists + [(one.path, one.offset, one.end) for one in text.citations]
            for path in text.files:
                pieces += _outside(
                    case.text_of.get(path, ""), [span[1:] for span in hidden if span[0] == path]
                )
        self.words = " " + fold("\n".join(pieces)) + " "
        self.tight = self.words.replace(" ", "")
        brackets = " ".join(_IN_BRACKETS.findall("\n".join(pieces)))
        self.numbers = {str(number) for one in _RANGE.finditer(brackets) for number in _between(one)}
        self.capitals = frozenset(re.findall(r"\b[A-Z][\w&-]*[A-Z]\b", "\n".join(pieces)))

    def has(self, words: str) -> bool:
        """Whether these folded words stand there in a row."""
        return bool(words) and f" {words} " in self.words


def _between(found: re.Match[str]) -> range:
    """Give the numbers of a range, or the one number; few at the most."""
    first = int(found["first"])
    return range(first, min(int(found["last"] or first), first + _LONGEST_RANGE) + 1)


def _outside(text: str, hidden: Sequence[tuple[int, int]]) -> Iterator[str]:
    at = 0
    for start, end in sorted(hidden):
        yield text[at:start]
        at = max(at, end)
    yield text[at:]


def _mentioned(case: Case, prose: _Prose, entry: Entry) -> tuple[Certainty, str]:
    """Say how sure it is that an entry is not cited, and by what it is mentioned, if at all."""
    people, others = people_of(entry.record)
    title = entry.record.text("title")
    telling = len(fold(title).split()) >= _FEWEST_WORDS  # "Cybersecurity Strategy" may be another one
    if telling and any(key in prose.tight for key in title_keys(title) if len(key) >= _SHORTEST_TITLE):
        return "possible", f"its title occurs in the text: {title}"
    if people and (named := _named(prose, people[0])):
        return named if _are_dated(case) else ("possible", named[1])
    if style_of(case) == "numbers" and entry.number in prose.numbers:
        return "possible", f"its number stands in brackets in the text: {entry.number}"
    read = entry.certain and (people or others) and title and year_in(entry.record.fields)
    if any(text.unread for text in case.manuscripts) or not read or _may_be_missing(case, entry):
        return "possible", ""
    return _unmentioned(case), ""


def _unmentioned(case: Case) -> Certainty:
    """Say how sure it is that an entry is not cited which nothing in the text mentions."""
    dated = _are_dated(case)
    if style_of(case) != "numbers" and not dated:
        return "possible"  # by author and page, a name alone may cite
    if any(case.text_of.get(path) for text in case.manuscripts for path in text.files):
        return "certain" if style_of(case) != "mixed" else "likely"
    return "likely" if dated else "possible"  # no text in which a mention could be looked for


def _are_dated(case: Case) -> bool:
    """Whether the text gives years where it cites, so that a name without one is no citation."""
    sure = [one for one in citations_of(case) if one.certainty != "possible"]
    return style_of(case) == "keys" or 2 * sum(bool(one.year) for one in sure) > len(sure)


def _is_named_with_year(prose: _Prose, entry: Entry) -> bool:
    people, _ = people_of(entry.record)
    year = year_in(entry.record.fields)
    names = ({fold(one.shown), _STATE.sub("", fold(one.shown.split(" (")[0]))} for one in people[:1])
    return bool(year) and any(prose.has(f"{name} {year}") for found in names for name in found)


def _named(prose: _Prose, one: Called) -> tuple[Certainty, str] | None:
    """Say by what an author is named in the text outside citations, None where nothing is found."""
    if not one.name.whole:
        named = len(one.shown) >= _SHORTEST_NAME and prose.has(fold(one.shown))
        return ("possible", f"named in the text without a year: {one.shown}") if named else None
    if prose.has(_STATE.sub("", fold(one.shown.split(" (")[0]))):
        return "likely", f"named in the text without a year: {one.shown}"
    if any(fold(word) in one.forms or is_acronym(word, list(one.words)) for word in prose.capitals):
        return "possible", f"its acronym occurs in the text: {one.shown}"
    return None


def _is_torn(case: Case, entry: Entry) -> bool:
    """Whether the entry before has no year, so that the two may be halves of one."""
    place = next(at for at, one in enumerate(case.entries) if one is entry)
    return place > 0 and not year_in(case.entries[place - 1].record.fields)


def _may_be_missing(case: Case, entry: Entry) -> bool:
    """Whether a citation that was paired with nothing has the year of an entry, and its name stands there."""
    citations = citations_of(case)
    unpaired = (citations[one.citation] for one in pairing_of(case).missing)
    return any(
        one.year == year_in(entry.record.fields) and any(name in entry.text for name in one.names)
        for one in unpaired
    )


def _uncited(entry: Entry, severity: FindingSeverity, certainty: Certainty, mention: str) -> Finding:
    return Finding(
        "LR202",
        "uncited-reference",
        severity,
        certainty,
        entry.path,
        entry.line,
        1 if entry.line else 0,
        "listed, and not cited in the text",
        offset=entry.offset,
        reference=" ".join(entry.text.split()),
        key=entry.key,
        evidence=(listed(entry), *([f"why     {mention}"] if mention else [])),
        suggestion="cite it, or take it out of the list",
    )


def _shared(entries: Sequence[Entry], known: int) -> Finding:
    first = entries[0]
    return Finding(
        "LR202",
        "uncited-reference",
        "info",
        "possible",
        first.path,
        0,
        0,
        f"{len(entries)} of {known} entries are not cited: a bibliography for several texts, it seems",
    )
