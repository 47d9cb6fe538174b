"""Read the names at the start of a reference: several readings are tried, and the best supported one is taken.

A reading is a way of writing names ("Knake, R. K.", "Coubes P", "A. Cau", "Marc Shapiro", "Stein, Stanley
J.") that the first name follows; the names after it may follow only what usually goes with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from litreview.model import Person
from litreview.text.references.lexicon import JOURNAL_SHORT, PARTICLES
from litreview.text.references.name_forms import (
    given_first,
    initials_first,
    inverted_given,
    inverted_initials,
    short_initials,
)
from litreview.text.references.name_forms_rare import (
    bracketed_initials,
    capitals_given,
    east_asian,
    given_capitals,
    group,
    single,
)
from litreview.text.references.name_joints import alias_end, others_end, role_at, separator
from litreview.text.references.name_parts import (
    QUOTES,
    Name,
    kind_at,
    stands,
)
from litreview.text.references.tokens import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    ReadName = Callable[[Sequence[Token], int], Name | None]

MOST_NAMES = 400  # a list of one large collaboration; more is no list of names
MOST_GAP = 2  # characters between the names and a date
AFTER_AND, WITH_INITIALS, FULL_NAME = 3.0, 2.0, 0.5
"""How much a later name may be doubted: benchmarks/references.py on the entries looked at."""
_AFTER_TITLE = re.compile(
    r"\.?,?\s+\(?(?:\d+(?:st|nd|rd|th)\s+ed|(?:[Ss]econd|[Tt]hird|[Rr]ev(?:ised|\.))\s+ed|[Vv]ol(?:ume|\.)?\s?[\dIV]|\d+\s+vols"
    r"|[Tt]rans(?:lated|\.)\s|[Dd]ir(?:ected by|\.)\s|[Pp]erf\.|[Pp]p?\.\s?\d|DVD\b)"
)
"""What stands only after a title: the words before it are none of a name."""
OTHERS = Person("author", literal="others")


@dataclass(frozen=True, slots=True)
class NameList:
    """The names that a reference begins with, and where they end in its text.

    form is the reading that won, role who they are ("author" or "editor").
    """

    people: tuple[Person, ...]
    end: int
    score: float
    form: str
    role: str = "author"


class Form(NamedTuple):
    """A reading of the first name, how far it is trusted, and the forms of the names that may follow."""

    name: str
    read: ReadName
    trust: float
    following: tuple[ReadName, ...]


FORMS = (
    Form(
        "inverted-initials",
        inverted_initials,
        4.0,
        (
            given_capitals,
            inverted_initials,
            initials_first,
            inverted_given,
            given_first,
            short_initials,
            single,
            group,
        ),
    ),
    Form(
        "short-initials",
        short_initials,
        3.5,
        (short_initials, inverted_initials, initials_first, given_first, group),
    ),
    Form("initials-first", initials_first, 4.0, (initials_first, given_first, single, group)),
    Form(
        "inverted-given",
        inverted_given,
        2.0,
        (given_capitals, inverted_initials, inverted_given, initials_first, given_first),
    ),
    Form("capitals-given", capitals_given, 3.0, (capitals_given,)),
    Form("given-first", given_first, 2.0, (initials_first, given_first, single)),
    Form("group", group, 3.0, (short_initials, inverted_initials, initials_first)),
    Form("bracketed-initials", bracketed_initials, 3.0, (bracketed_initials,)),
    Form("east-asian", east_asian, 3.0, (east_asian,)),
    Form("single", single, -0.5, (single,)),
)


def read_names(text: str, *, date: int = -1) -> NameList | None:
    """Read the list of names that a text begins with.

    date is where a date in parentheses or a year after the names stands, -1 where that is not known.
    Gives the best reading, or None where nothing there looks like names.
    """
    items = tokens(text)
    readings = [found for form in FORMS if (found := _reading(text, items, form, date)) is not None]
    return max(readings, key=lambda found: found.score, default=None)


def _reading(text: str, items: Sequence[Token], form: Form, date: int) -> NameList | None:
    first = form.read(items, 0)
    if first is None:
        return None
    people, at, doubts, ends = [first.person], first.after, [first.doubt], [first.after]
    last = joined = semicolon = False
    at, role = role_at(items, alias_end(items, at), "")
    while len(people) < MOST_NAMES:
        others = others_end(items, at)
        if others:
            people.append(OTHERS)
            at = others
            break
        start, is_and = separator(items, at)
        if start == at and not _runs_on(items, at, form):
            break
        semicolon = stands(items, at, ";")
        expected = _Expected(is_and, last, semicolon, start == at, date, people)
        found = _next(items, start, form, expected)
        if found is None:
            break
        people.append(found.person)
        doubts.append(found.doubt)
        ends.append(found.after)
        at, last = found.after, is_and
        joined = joined or is_and
        at, role = role_at(items, at, role)
    if (
        not joined
        and not role
        and form.name in LOOSE
        and not (semicolon or 0 <= date - items[at - 1].end <= MOST_GAP)
        and people[-1].literal != "others"
    ):
        at = _drop_doubtful(items, people, doubts, ends, at)
    if form.name in LOOSE and len(people) > 1 and not role and _AFTER_TITLE.match(text, items[at - 1].end):
        people.pop()  # "B. Schneier, Applied Cryptography, 2nd ed."
        doubts.pop(), ends.pop()
        at = ends[-1]
    at, role = role_at(items, at, role)
    if role and form.name in LOOSE and not joined and len(people) > 2 and not semicolon:  # noqa: PLR2004
        del (
            people[1:],
            doubts[1:],
        )  # "Wagner, Richard, Mein Leben, Eike Middell (ed.)": a title, and its editor
        at, role = ends[0], "author"
    score = (
        form.trust - max(0.0, *doubts) + _end_evidence(items, at, date) + min(2.0, 0.5 * (len(people) - 1))
    )
    role = role or "author"
    if role == "editor":
        score += 2
    end = items[at - 1].end if at else 0
    return NameList(tuple(replace(person, role=role) for person in people), end, score, form.name, role)


class _Expected(NamedTuple):
    """What is known of the next name before it is read: the words and marks before it, and where a date is."""

    is_and: bool
    was_last: bool
    semicolon: bool
    adjacent: bool
    date: int
    people: Sequence[Person]


def _next(items: Sequence[Token], at: int, form: Form, expected: _Expected) -> Name | None:
    """Read the next name in one of the forms that go with the first."""
    return next(
        (
            found
            for read in form.following
            if (found := read(items, at)) is not None
            and _is_plausible(items, found, (form.read, read), expected)
        ),
        None,
    )


def _is_plausible(
    items: Sequence[Token],
    found: Name,
    forms: tuple[ReadName, ReadName],
    expected: _Expected,
) -> bool:
    """Whether a name may stand here: without "and" before it, full names must look like names."""
    first, read = forms
    plain = read in {given_first, inverted_given, single, east_asian}
    family = found.person.family
    several = " " in family and family.split()[0].lower() not in PARTICLES
    is_and = expected.is_and
    against = (
        expected.adjacent and read is not first,
        expected.was_last and not is_and and (plain or read is initials_first),
        read is single
        and first is not single
        and not (is_and and found.doubt <= 0)
        and not _is_between(items, found, expected),
        read is given_first
        and first in {inverted_initials, short_initials}
        and not is_and
        and found.doubt > REASON,
        read is given_capitals and not expected.people[0].family.isupper(),
        read is group and expected.adjacent,
        read is inverted_given and several and not expected.semicolon,
        not is_and and family.lower() in JOURNAL_SHORT and stands(items, found.after, "."),
    )
    if any(against):
        return False
    before_date = 0 <= expected.date - items[found.after - 1].end <= MOST_GAP
    return found.doubt <= (AFTER_AND if is_and or before_date else FULL_NAME if plain else WITH_INITIALS)


def _is_between(items: Sequence[Token], found: Name, expected: _Expected) -> bool:
    """Whether a family name alone stands between others: "Connors, M., Urrutia, Graniel, E."."""
    if " " in found.person.family or len(expected.people) < 2:  # noqa: PLR2004
        return False
    if expected.semicolon:
        return stands(items, found.after, ";")
    start, is_and = separator(items, found.after)
    following = (inverted_initials, initials_first, given_first) if is_and else (inverted_initials,)
    return start > found.after and any(read(items, start) is not None for read in following)


def _runs_on(items: Sequence[Token], at: int, form: Form) -> bool:
    """Whether names may follow each other without a mark between: "Als, TD. Dahl, HA.", "Liu SM Zhong J"."""
    if form.read is inverted_initials:
        return items[at - 1].text == "." or items[at - 1].kind == "initial"
    return form.read is short_initials and items[at - 1].kind == "capitals"


LOOSE = frozenset(("given-first", "inverted-given", "initials-first"))
"""Readings whose names look like any capitalised words: what follows them needs a reason to be a name."""
REASON = -0.5  # doubt below which a name has one: an initial or a frequent given name


def _drop_doubtful(
    items: Sequence[Token], people: list[Person], doubts: list[float], ends: list[int], at: int
) -> int:
    """Drop full names from the end of a list without "and" that nothing speaks for; gives where it ends then.

    "Adolf Hitler, Mein Kampf, ..." has one author; an initial, a frequent given name, or a colon, a date or
    a quote after the list would speak for the second.
    """
    after = at + 1 if stands(items, at, ",", ".") else at
    if after < len(items) and (
        items[after].text in QUOTES or (kind_at(items, after) == "number" and not stands(items, at, "."))
    ):
        return at
    if len(people) > (2 if stands(items, at, ".") else 3):
        return at
    if stands(items, at, ",") and sum(token.kind == "low" for token in items[at + 1 : at + 9]) > 2:  # noqa: PLR2004
        return at  # a title follows: the names before it are names
    capitals = people[0].family.isupper()
    while len(people) > 1 and doubts[-1] > REASON and not _is_short(people[-1].given):
        if capitals and people[-1].family.isupper():
            break
        people.pop()
        doubts.pop()
        ends.pop()
        at = ends[-1]
    return at


def _is_short(given: str) -> bool:
    return all(len(word.rstrip(".")) <= 2 for word in re.split(r"[-\s.]+", given))  # noqa: PLR2004


def _title_is_missing(items: Sequence[Token], at: int) -> bool:
    """Whether a year and a volume follow after one or two words: these are a journal ("BMJ 2010;3:4")."""
    start = at + 1 if stands(items, at, ".") else at
    number = next((here for here in range(start, start + 3) if kind_at(items, here) == "number"), 0)
    return (
        number > start
        and re.fullmatch(r"(?:19|20)\d\d", items[number].text) is not None
        and stands(items, number + 1, ";", ",", ":")
    )


def _end_evidence(items: Sequence[Token], at: int, date: int) -> float:
    """Weigh what stands after the names: a date, a quote or a stop speaks for them, a small word against."""
    last = items[at - 1]
    if at >= len(items):
        return 1.0
    token = items[at]
    before_quote = stands(items, at, *".,:;") and stands(items, at + 1, *QUOTES)
    if date >= 0 and last.end <= date <= token.end + MOST_GAP:
        return 4.0
    if token.text in QUOTES or before_quote:
        return 3.0
    if token.text == "." or last.text.endswith("."):
        return 0.0 if _title_is_missing(items, at) else 1.5
    return {":": 1.0}.get(token.text, -4.0 if token.kind in {"and", "low"} else 0.5)
