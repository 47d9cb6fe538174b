"""Find citations by author and year in running prose: "Segal (2016, p. 5)", "(Clarke & Knake, 2012; Rid 2013)".

Precision comes first: a year alone is no citation, nor one behind a word that is no name, nor a span of years.
What only looks like a citation is given as "likely" or "possible" (see `Citation`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from litreview.manuscripts._names import Named, names_before
from litreview.manuscripts._prose import GAP, PARAGRAPH
from litreview.model import Citation
from litreview.text.fold import fold
from litreview.text.locators import leading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from litreview.manuscripts._prose import Prose
    from litreview.model import Certainty

_OPEN, _CLOSE = "(（[【", ")）]】"
_TOKEN = re.compile(
    r"(?:(?<=[\s(（\[【,，;；:：])|^)(?P<original>[\[(](?:1\d|20)\d\d[\])] ?|(?:1\d|20)\d\d/)?"
    r"(?P<year>(?:1[4-9]|20)\d\d)(?P<letter>[a-z])?(?![\w%]| ?[-–—/] ?\d|[.,]\d)"
    r"|(?<=[ (（\[,，])(?P<words>n\. ?d\.|no date|o\. ?J\.|s\. ?f\.|forthcoming"
    r"|in press)(?:-(?P<undated>[a-z])\b)?(?!\w)"
    r"|(?P<bracket>[()（）\[\]【】\n])"
)
_MORE_LETTERS = re.compile(r"(?:[,;] ?|/| and | & )(?P<letter>[a-z])(?![\w.'’])")
_BETWEEN_YEARS = re.compile(r"(?:[,;，；、] ?(?:and |& )?| (?:and|&|und|et|y) |/)")
_GOES_ON = re.compile(
    rf"$|[)）\]】,;:.!?，；：。、'’”\"{GAP}{PARAGRAPH}]"
    r"| (?:[\[(（]|in\b|as\b|for\b|with\b|cited|quoted|apud|zit|citad|cité|emphasis|italics|my |orig|trans"
    r"|pp?\.|ch|§|and\b|&|or\b|und\b|sowie\b|see\b)"
)
_SECOND_HAND = re.compile(
    r",? (?:as )?(?:cited|quoted|qtd\.|zit(?:iert|\.)|citado|cité|apud)(?!\w)|,? in: "
    r"| in (?=[^\W\d_]+,? (?:1[4-9]|20)\d\d)"
)
_LED_IN = re.compile(r"(?:\b(?:see|cf\.|e\.g\.,?|vgl\.|siehe|also|compare|voir)|参见|见) ?$", re.IGNORECASE)
_NO_NAME_ENDS = re.compile(r"(?:[,，:]|['’]s?) $")
_DAY = re.compile(r"\d\.? $")  # "3 Octomber 2024" is a date, misspelt
_IBID = re.compile(r"(?<!\w)(?:[Ii]bid(?:em)?\b\.?|同上)")
_BEFORE_LOCATOR = re.compile(r"[,:，：] ?")
_LONGEST_LOCATOR = 60
_LEVELS: tuple[Certainty, ...] = ("certain", "likely", "possible")
_LONGEST = 600  # characters in one pair of brackets
_LEAD = re.compile(r"[A-Z][a-z]+ly|[A-Z]{2,}[A-Za-z]*")
_CALL = re.compile(r"(?:\b[A-Z]{2,}[a-z]+|\.\w+)\Z")
"""What stands directly before the bracket of a function: "ISOdate(1970)"; names may have no blank, too."""
_SINGLE_YEAR = re.compile(r"(?:1[4-9]|20)\d\d[a-z]?(?!\d)")


class _Year(NamedTuple):
    """A year in its place: start includes an original year before it; opened is where its bracket opens, or -1."""

    start: int
    end: int
    year: str
    letter: str
    opened: int
    original: str = ""


class Positions(Protocol):
    """Knows where in a file, for a person, an offset stands."""

    def of(self, offset: int) -> tuple[int, int]:
        """Give line and column, from 1."""


@dataclass(slots=True)
class _Found:
    """A citation in the prose, before it knows its place in the file."""

    start: int
    end: int
    named: Named
    year: str
    letter: str
    locator: str
    narrative: bool
    certainty: Certainty
    opened: int
    bare: bool = False
    original: str = ""
    second_hand: bool = False


def author_year(
    prose: Prose,
    path: str,
    places: Positions,
    *,
    known: frozenset[str] = frozenset(),
    notes: Sequence[tuple[int, int]] = (),
) -> Iterator[Citation]:
    """Give the citations by author and year of some prose, in order.

    known are words (folded) that are authors' names for sure, such as those of the reference list. In notes
    (offsets), a name and a year in brackets may be the imprint of a work: "Order (Norton, 2016), 12".
    Offsets, lines and columns are those of the file.
    """
    found = list(_with_repeats(prose.text, sorted(_scan(prose.text), key=lambda one: one.start)))
    found = [_without_lead(prose.text, one, known) for one in found]
    stretches = [(prose.find(start), prose.find(end)) for start, end in notes]
    for one in _judged(found, known, stretches):
        offset = prose.at(one.start)
        line, column = places.of(offset)
        yield Citation(
            "title" if one.named.title else "author-year",
            _written(prose.text, one),
            path,
            line,
            column,
            offset,
            names=one.named.names,
            others=one.named.others,
            year=one.year,
            letter=one.letter,
            title=one.named.title,
            locator=one.locator,
            narrative=one.narrative,
            certainty=one.certainty,
            original=one.original,
            second_hand=one.second_hand,
            end=prose.at(one.end - 1) + 1,
        )


def _written(text: str, one: _Found) -> str:
    written = text[one.start : one.end]
    opened = sum(written.count(mark) for mark in _OPEN) > sum(written.count(mark) for mark in _CLOSE)
    return written + ")" if opened else written


def _years(text: str) -> Iterator[_Year]:
    """Give the years in order, each with the bracket that it stands in."""
    stack: list[int] = []
    for token in _TOKEN.finditer(text):
        bracket = token["bracket"]
        if bracket is None:
            opened = stack[-1] if stack and token.start() - stack[-1] <= _LONGEST else -1
            letter = token["letter"] or token["undated"] or ""
            original = (token["original"] or "").strip("[( )]/")
            yield _Year(token.start(), token.end(), token["year"] or token["words"], letter, opened, original)
        elif bracket == PARAGRAPH:
            stack.clear()
        elif bracket in _OPEN:
            stack.append(token.start())
        elif stack:
            stack.pop()


def _scan(text: str) -> Iterator[_Found]:
    last: _Found | None = None
    bound = 0
    for year in _years(text):
        found = _continued(text, year, last) if last else None
        found = found or _cited(text, year, bound)
        if found is None:
            continue
        yield found
        last, bound = found, found.end
        for more in _letters(text, found):
            yield more
            last, bound = more, more.end


def _continued(text: str, year: _Year, last: _Found) -> _Found | None:
    """Give another year of the same authors: "Segal (2016, 2020a)". Two years leave little doubt."""
    if (
        year.opened < 0
        or year.opened != last.opened
        or last.named.title
        or not _GOES_ON.match(text, year.end)
    ):
        return None
    near = year.start - last.end <= len("; and ")
    if not near or not _BETWEEN_YEARS.fullmatch(text, last.end, year.start):
        return None
    locator, end = _locator(text, year.end)
    found = replace(
        last,
        start=year.start,
        end=end,
        year=year.year,
        letter=year.letter,
        locator=locator,
        original=year.original,
        second_hand=_SECOND_HAND.match(text, end) is not None,
    )
    found.certainty = "certain" if last.certainty == "likely" else last.certainty
    return found


def _letters(text: str, first: _Found) -> Iterator[_Found]:
    """Give what follows as letters alone: the b of "2020a, b"."""
    last = first
    while last.letter and not last.locator and (more := _MORE_LETTERS.match(text, last.end)):
        locator, end = _locator(text, more.end())
        last = replace(last, start=more.start("letter"), end=end, letter=more["letter"], locator=locator)
        yield last


def _cited(text: str, year: _Year, bound: int) -> _Found | None:
    """Give the citation that a year belongs to, where names stand before it as they do in one."""
    narrative = year.opened >= 0 and year.opened == year.start - 1
    bare = year.opened < 0
    named = _named(text, year, bound, narrative=narrative, bare=bare)
    if named is None or (named.title and not narrative):
        return None
    locator, end = _locator(text, year.end)
    if narrative and text[end : end + 1] in {")", "）", "]", "】"}:
        end += 1
    found = _Found(
        named.start, end, named, year.year, year.letter, locator, narrative, "likely", year.opened, bare
    )
    found.original = year.original
    found.second_hand = _SECOND_HAND.match(text, end) is not None
    found.certainty = _certainty(text, found)
    return found


def _named(text: str, year: _Year, bound: int, *, narrative: bool, bare: bool) -> Named | None:
    """Give the names before a year: before its bracket, inside it, or in a sentence ("Nye 2011")."""
    if not bare:
        if not _GOES_ON.match(text, year.end):
            return None
        if narrative and _CALL.search(text, max(0, year.opened - 40), year.opened):
            return None
        if narrative:
            return names_before(text, year.opened, bound)
        return names_before(text, year.start, max(bound, year.opened + 1))
    parted = text[year.start - 1 : year.start] != " " or _NO_NAME_ENDS.search(
        text, year.start - 4, year.start
    )
    if parted or not year.year.isdecimal():
        return None
    named = names_before(text, year.start, bound)
    return None if named and _DAY.search(text, named.start - 3, named.start) else named


def _certainty(text: str, found: _Found) -> Certainty:
    """Say how sure the form alone makes it that something is cited here."""
    named = found.named
    if named.title or found.second_hand:
        return "possible"  # the work that was read is the one behind "as cited in"
    led_in = _LED_IN.search(text, max(0, found.start - 8), found.start)
    evidence = bool(found.letter or found.locator or led_in)
    if not found.bare:
        return _LEVELS[max(0, named.doubt - evidence)]
    if named.others or (evidence and named.doubt == 0):
        return "certain"
    return "likely" if evidence else "possible"


def _locator(text: str, at: int) -> tuple[str, int]:
    """Give the locator behind a year, and where it ends."""
    gap = _BEFORE_LOCATOR.match(text, at)
    if gap is None or _SINGLE_YEAR.match(text, gap.end()):
        return "", at
    locator, length = leading(text[gap.end() : gap.end() + _LONGEST_LOCATOR], bare=True)
    end = gap.end() + length
    return (locator, end) if locator and not text[end : end + 1].isalnum() else ("", at)


def _with_repeats(text: str, found: list[_Found]) -> Iterator[_Found]:
    """Add each "ibid." as the citation before it, with its own locator."""
    waiting = [match.span() for match in _IBID.finditer(text)]
    last: _Found | None = None
    for one in (*found, None):
        while waiting and (one is None or waiting[0][0] < one.start):
            start, end = waiting.pop(0)
            if last is not None:
                locator, end = _locator(text, end)
                yield replace(last, start=start, end=end, locator=locator)
        if one is not None:
            last = one
            yield one


def _without_lead(text: str, one: _Found, known: frozenset[str]) -> _Found:
    """Take off what is no name before names of the list: "Recently, Moss and Fern (1998)", "(BIC, Moss and Fern)"."""
    first, *rest = one.named.names or ("",)
    if not rest or not _LEAD.fullmatch(first) or fold(first) in known:
        return one
    if not all(set(fold(name).split()) <= known for name in rest):
        return one
    start = text.index(rest[0], one.start + len(first))
    return replace(one, start=start, named=one.named._replace(start=start, names=tuple(rest)))


def _judged(
    found: Iterable[_Found], known: frozenset[str], notes: Sequence[tuple[int, int]]
) -> Iterator[_Found]:
    """Raise what is sure by its company: others in its brackets, or its authors elsewhere, beyond doubt."""
    everything = list(found)
    for one in everything:
        if not one.narrative and one.named.doubt and any(start <= one.start < end for start, end in notes):
            one.certainty = "possible"
    groups = Counter(one.opened for one in everything if not one.narrative and not one.bare)
    for one in everything:
        if one.certainty == "likely" and not one.narrative and groups[one.opened] > 1:
            one.certainty = "certain"  # several in one pair of brackets
    sure = {fold(name) for one in everything if one.certainty == "certain" for name in one.named.names}
    for one in everything:
        names = [] if one.certainty == "certain" else [fold(name) for name in one.named.names]
        if names and all(name in sure or set(name.split()) <= known for name in names):
            one.certainty = "certain" if one.certainty == "likely" and not one.bare else "likely"
        yield one
