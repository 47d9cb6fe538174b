"""Read the names at the start of a reference: several readings are tried, and the best supported one is taken.

A reading is a way of writing names ("Knake, R. K.", "Coubes P", "A. Cau", "Marc Shapiro", "Stein, Stanley
J.") that the first name follows; the names after it may follow only what usually goes with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from litreview.model import Person
from litreview.readers._reflist_lexicon import (
    GIVEN,
    JOURNAL_SHORT,
    MONTHS,
    ORGANISATIONS,
    PARTICLES,
    SUFFIXES,
    TITLE_WORDS,
)
from litreview.readers._reflist_tokens import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_NAMES = 400  # a list of one large collaboration; more is no list of names
MOST_GAP = 2  # characters between the names and a date
MOST_WORDS = 5  # of one name: "Ana Maria de la Cruz"
CLOSERS = frozenset(".,;:([{“”\"„«‘'/–—·|")
QUOTES = frozenset('“"„«‘')
LONGEST_EAST_ASIAN = 4
"""Characters of a Chinese, Japanese or Korean name; an organisation has more."""
OTHERS = Person("author", literal="others")


UNLIKELY = (
    TITLE_WORDS | ORGANISATIONS | (set(MONTHS) - set("may march august april june mars mai".split()))
) - GIVEN


class Name(NamedTuple):
    """One name as read: the person, and the index of the token after it."""

    person: Person
    after: int
    doubt: float = 0.0


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


Reader = "Callable[[Sequence[Token], int], Name | None]"


def _person(given: Sequence[Token], family: Sequence[Token], suffix: str = "") -> Person:
    """Make a person of the tokens of its parts; particles before the family name are its prefix."""
    at = 0
    while at < len(family) - 1 and family[at].kind == "particle":
        at += 1
    return Person(
        "author",
        family=_joined(family[at:]),
        given=_joined(given).removesuffix(","),
        prefix=_joined(family[:at]),
        suffix=suffix,
    )


def _joined(parts: Sequence[Token]) -> str:
    text = ""
    for before, token in zip((None, *parts), parts, strict=False):
        together = before is not None and before.end == token.start
        text += token.text if together or not text else f" {token.text}"
    return text


def _is(items: Sequence[Token], at: int, *texts: str) -> bool:
    return at < len(items) and items[at].text in texts


def _kind(items: Sequence[Token], at: int) -> str:
    return items[at].kind if at < len(items) else ""


def _family(items: Sequence[Token], at: int) -> int:
    """Give the index after the words of a family name, or `at`: "de la Macorra", "García Márquez"."""
    after = at
    while (
        after < len(items)
        and after - at < MOST_WORDS
        and items[after].kind in {"word", "particle", "capitals"}
    ):
        after += 1
        if _is(items, after, "-", "‐") and _kind(items, after + 1) == "word":
            after += 1  # a hyphen with a space after it
    if after > at and items[after - 1].kind == "particle":
        return at
    return after


def _initials(items: Sequence[Token], at: int) -> int:
    """Give the index after initials: "R. K.", "JJ", "W.-P.", "M.C.L.", "Yu. N."."""
    after = at
    while after < len(items) and after - at < 2 * MOST_WORDS:
        if items[after].kind == "initial":
            after += 1
        elif items[after].kind == "capitals":
            if _is(items, after + 1, ".") and items[after].end == items[after + 1].start:
                return after + 2  # "Pawenski CS." ends there
            if after > at and items[after].text in {"A", "I"} and _kind(items, after + 1) in {"low", "word"}:
                break  # the first word of a title
            after += 1
        elif _is_short_given(items, after):
            after += 2
        elif (
            after > at
            and _is(items, after, "-", "‐", "‑", "–")
            and _kind(items, after + 1) in {"initial", "capitals"}
        ):
            after += 1
        else:
            break
    return after


def _is_short_given(items: Sequence[Token], at: int) -> bool:
    """Whether here stands a given name cut short: "Yu.", "Ch.", "Th."."""
    token = items[at]
    short = token.kind == "word" and len(token.text) == 2 and token.text not in {"In", "Ed", "Dr", "St"}  # noqa: PLR2004
    return (
        short and _is(items, at + 1, ".") and items[at + 1].start == token.end and _is_name_end(items, at + 2)
    )


def _suffix(items: Sequence[Token], at: int) -> tuple[str, int]:
    """Give "Jr." or "III" with the index after it (a comma before it is passed over), or ("", at)."""
    start = at + 1 if _is(items, at, ",") else at
    if start < len(items) and items[start].text.lower().rstrip(".") in SUFFIXES:
        text, after = items[start].text, start + 1
        if text.lower() in {"jr", "sr"} and _is(items, after, ".") and items[after].start == items[start].end:
            return f"{text}.", after + 1
        return text, after
    return "", at


def _is_name_end(items: Sequence[Token], at: int) -> bool:
    """Whether a name can end before this token."""
    if at >= len(items) or items[at].kind in {"and", "number"}:
        return True
    if items[at].text == "a" and any(token.is_upper for token in items[at + 1 : at + 4]):
        return True
    return items[at].text in CLOSERS or items[at].text in {"et", "etal"}


def inverted_initials(items: Sequence[Token], at: int) -> Name | None:
    """Read "Knake, R. K." and "de Boer, J.-L., Jr."."""
    middle = _family(items, at)
    if middle - at > 1 and items[middle - 1].text.lower() in SUFFIXES and _is(items, middle, "."):
        return _with_suffix_inside(items, at, middle)
    if middle == at or not _is(items, middle, ","):
        return None
    jr, start = _suffix(items, middle) if not _kind(items, middle + 1) == "capitals" else ("", middle)
    start = start + 1 if _is(items, start, ",") else start
    after = _initials(items, start)
    if after == start or _looks_like_word(items, start, after):
        return None
    if _is(items, after, "v", "d") and _is(items, after + 1, "."):
        after += 2
    elif _is(items, after, "v.", "d."):
        after += 1
    if _is_middle_name(items, after):
        after += 1
    elif (
        _is(items, after, ",")
        and _kind(items, after + 1) == "initial"
        and _is(items, after + 2, "(", ",", ".")
    ):
        after += 2  # "Goble, J., S. (2003)"
    while _kind(items, after) == "particle" and _is_name_end(items, after + 1):
        after += 1
    given_end = after
    suffix, after = (jr, after) if jr else _suffix(items, after)
    family = items[at:middle]
    given = [token for token in items[start:given_end]]
    several = sum(token.kind == "word" for token in family) > 1
    doubt = 0.3 * max(0, middle - at - 2) + 1.5 * ((at == 0) + several) * _may_be_family(items, after)
    if middle - at > 1:
        doubt += max(0.0, _doubt(family))
    return Name(_person(given, family, suffix), after, doubt)


def _is_middle_name(items: Sequence[Token], at: int) -> bool:
    """Whether a given name stands after initials: "Clinton, J. Robert. The making of a leader"."""
    if _kind(items, at) != "word" or not (_is(items, at + 1, ".", ",") or _kind(items, at + 1) == "and"):
        return False
    if items[at].text.lower() in GIVEN:
        return True
    following = items[at + 2 : at + 5]
    is_title = (
        len(following) > 2 and following[0].kind == "word" and any(token.kind == "low" for token in following)
    )  # noqa: PLR2004
    return _is(items, at + 1, ".") and is_title and items[at].text.lower() not in UNLIKELY


def _with_suffix_inside(items: Sequence[Token], at: int, stop: int) -> Name | None:
    """Read "Baes Jr., C. F.": stop is the index of the full stop after "Jr"."""
    after = _initials(items, stop + 2)
    if not _is(items, stop + 1, ",") or after == stop + 2:
        return None
    return Name(_person(items[stop + 2 : after], items[at : stop - 1], f"{items[stop - 1].text}."), after)


def _looks_like_word(items: Sequence[Token], start: int, after: int) -> bool:
    """Whether what was taken for initials is rather the first letter of a longer word ("J. Am. Chem.")."""
    return (
        after - start == 1
        and items[start].kind == "capitals"
        and _kind(items, after) in {"word", "low"}
        and items[start].text in {"A", "I"}
    )


def short_initials(items: Sequence[Token], at: int) -> Name | None:
    """Read "Coubes P", "de la Macorra JC" and "Heidegger M."."""
    start = at
    while _kind(items, start) == "particle":
        start += 1
    middle = start
    while (
        middle < len(items)
        and middle - start < MOST_WORDS
        and _kind(items, middle) in {"word", "particle", "capitals"}
    ):
        if middle > start and items[middle].kind == "capitals":
            break
        middle += 1
    if middle == start or items[middle - 1].kind == "particle":
        return None
    if items[start].is_upper and items[start].kind == "word" and not items[middle - 1].is_upper:
        return None  # "AYKUT Stefan C."
    after = _initials(items, middle)
    if after == middle:
        return None
    given = items[middle:after]
    suffix, after = _suffix(items, after)
    if not _is_name_end(items, after) and not (suffix or items[after - 1].text.endswith(".")):
        return None
    doubt = 0.4 * (middle - start - 1) + 3.0 * (at == 0 and _may_be_family(items, after))
    doubt += 0.5 * (items[start].text.lower() in GIVEN)
    if (
        items[middle - 1].kind == "capitals"
        and len(items[after - 1].text) > 1
        and items[after - 1].kind == "capitals"
    ):
        doubt += 2.0  # "LE GAL, Morgane"
    return Name(_person(given, items[at:middle], suffix), after, doubt)


def _may_be_family(items: Sequence[Token], at: int) -> bool:
    """Whether a family name seems to follow: what stands before it is then a given name ("Larry D. Wittie")."""
    after = _family(items, at)
    if not at < after < at + 3 or after >= len(items):
        return False
    return items[after].text in ",.:;(" or (items[after].kind == "and" and after == at + 1)


def initials_first(items: Sequence[Token], at: int) -> Name | None:
    """Read "A. Cau", "J. C. Butcher" and "W.-P. de Roever"."""
    middle = _initials(items, at)
    if middle == at:
        return None
    while (
        _kind(items, middle) == "word" and _kind(items, middle + 1) in {"word", "initial"} and middle - at < 3
    ):
        if _kind(items, middle + 1) == "initial":
            middle = _initials(items, middle + 1)
        else:
            break
    after = _family(items, middle)
    if after == middle:
        return None
    if items[middle].kind == "capitals" and after == middle + 1 and len(items[middle].text) == 1:
        return None
    article = items[at].text in {"A", "I"} and after > middle + 1
    suffix, end = _suffix(items, after)
    if after - middle > 1 and items[after - 1].text.lower() in SUFFIXES:
        suffix, end = _suffix(items, after - 1)
        after -= 1
    if not _is_name_end(items, end):
        return None
    long = max(0, sum(token.kind == "word" for token in items[middle:after]) - 1)
    return Name(_person(items[at:middle], items[middle:after], suffix), end, doubt=0.5 * long + 3.0 * article)


def given_first(items: Sequence[Token], at: int) -> Name | None:
    """Read "Marc Shapiro", "David A. Wood" and "Cristina de la Rocca"."""
    after = at
    while after < len(items) and after - at < MOST_WORDS + 1:
        token = items[after]
        if token.kind not in {"word", "initial", "particle", "capitals"} or (
            after == at and token.kind == "particle"
        ):
            break
        after += 1
    words = items[at:after]
    if (
        len(words) < 2
        or words[0].kind == "particle"
        or words[-1].kind not in {"word", "capitals"}
        or len(words[-1].text) == 1
    ):  # noqa: PLR2004
        return None
    suffix = ""
    if words[-1].text.lower() in SUFFIXES:
        suffix, words = words[-1].text, words[:-1]
        if _is(items, after, ".") and suffix.lower() in {"jr", "sr"}:
            suffix, after = f"{suffix}.", after + 1
    else:
        suffix, after = _suffix(items, after)
    if len(words) < 2 or not _is_name_end(items, after):  # noqa: PLR2004
        return None
    start = len(words) - 1
    while start > 1 and words[start - 1].kind == "particle":
        start -= 1
    return Name(_person(words[:start], words[start:], suffix), after, _doubt(words))


def inverted_given(items: Sequence[Token], at: int) -> Name | None:
    """Read "Stein, Stanley J." and "García Márquez, Gabriel"."""
    middle = _family(items, at)
    if middle == at or not _is(items, middle, ","):
        return None
    suffix, start = _suffix(items, middle)
    start = start + 1 if _is(items, start, ",") else start
    after = start
    while (
        after < len(items)
        and after - start < MOST_WORDS
        and _kind(items, after) in {"word", "initial", "particle", "capitals"}
    ):
        if items[after].kind == "word" and after > start and items[after - 1].kind == "initial":
            break  # "Parsons, Deborah L. Streetwalking the metropolis": up to the initial
        after += 1
    given = items[start:after]
    if not given or given[0].kind == "particle" or given[0].kind == "initial":
        return None
    if not suffix:
        suffix, after = _suffix(items, after)
    if not _is_name_end(items, after) and not given[-1].text.endswith("."):
        return None
    doubt = 0.6 * sum(token.kind == "word" for token in items[at:middle]) - 0.6 + _doubt([*given])
    if items[at].text.lower() in GIVEN and middle - at > 1:
        doubt += 1.5
    return Name(_person(given, items[at:middle], suffix), after, doubt)


def capitals_given(items: Sequence[Token], at: int) -> Name | None:
    """Read "CASSARD Jean-Christophe": the family name is in capitals."""
    middle = at
    while middle < len(items) and (_is_capital_family(items[middle]) or items[middle].kind == "particle"):
        middle += 1
    after = middle
    while _kind(items, after) in {"word", "initial"} and not items[after].is_upper:
        after += 1
    if middle == at or after == middle or after - at > MOST_WORDS or not _is_name_end(items, after):
        return None
    if items[middle - 1].kind == "particle":
        return None
    return Name(_person(items[middle:after], items[at:middle]), after, _doubt(items[middle:after]))


def _is_capital_family(token: Token) -> bool:
    return token.is_upper and token.kind in {"word", "capitals"}


def east_asian(items: Sequence[Token], at: int) -> Name | None:
    """Read a Chinese, Japanese or Korean name, which is kept whole: "刘杨钺"."""
    if at >= len(items) or not is_east_asian(items[at].text) or items[at].text == "等":
        return None
    after = at + 1
    if len(items[at].text) == 1 and after < len(items) and is_east_asian(items[after].text):
        after += 1  # "张 三"
    name = "".join(token.text for token in items[at:after])
    doubt = 0.0 if len(name) <= LONGEST_EAST_ASIAN else 4.0
    if not _is_name_end(items, after) and not (after < len(items) and items[after].text in "《〈["):
        doubt += 2.0
    return Name(Person("author", literal=name), after, doubt)


def is_east_asian(text: str) -> bool:
    """Whether a word begins in Chinese, Japanese or Korean characters."""
    return "\u3040" <= text[:1] <= "\u9fff" or "\uac00" <= text[:1] <= "\ud7af"


def bracketed_initials(items: Sequence[Token], at: int) -> Name | None:
    """Read "AMAND (M.)" and "Jacquemin-Verguet (Cl.)"."""
    middle = _family(items, at)
    if middle == at or not _is(items, middle, "("):
        return None
    after = next((end for end in range(middle + 2, middle + 8) if _is(items, end, ")")), 0)
    given = items[middle + 1 : after - 1 if _is(items, after - 1, ".") else after]
    if not given or any(
        token.kind not in {"initial", "capitals", "word"} and token.text not in "-." for token in given
    ):
        return None
    if given[0].kind == "word" and len(given[0].text) > 3 or _is_role(given[0].text):  # noqa: PLR2004
        return None
    if middle - at > 1 and (given[0].kind == "capitals" or _doubt(items[at:middle]) > 0):
        return None  # "Internet Governance Forum (IGF)"
    return Name(_person(items[middle + 1 : after], items[at:middle]), after + 1)


def single(items: Sequence[Token], at: int) -> Name | None:
    """Read a family name alone: "Plato", "ANQUETIN"."""
    after = _family(items, at)
    if after == at or after - at > 3 or not _is_name_end(items, after):  # noqa: PLR2004
        return None
    words = sum(token.kind == "word" for token in items[at:after])
    return Name(_person((), items[at:after]), after, _doubt(items[at:after]) + 2.0 * (words - 1))


def _is_initial(token: Token) -> bool:
    return token.kind == "initial" or (token.kind == "capitals" and len(token.text) == 1)


def _doubt(words: Sequence[Token]) -> float:
    """Give how little a run of words looks like a name: words of titles and organisations weigh against it."""
    folded = [token.text.lower() for token in words if token.kind in {"word", "capitals"}]
    folded = [word for word in folded if word not in PARTICLES]
    against = 3.0 * sum(word in UNLIKELY for word in folded)
    for_it = 1.0 * any(word in GIVEN for word in folded) + 0.7 * any(map(_is_initial, words[:-1]))
    return against - for_it + 0.5 * max(0, len(folded) - 3)


class Form(NamedTuple):
    """A reading of the first name, how far it is trusted, and the forms of the names that may follow."""

    name: str
    read: Callable[[Sequence[Token], int], Name | None]
    trust: float
    following: tuple[Callable[[Sequence[Token], int], Name | None], ...]


FORMS = (
    Form(
        "inverted-initials",
        inverted_initials,
        4.0,
        (inverted_initials, initials_first, inverted_given, given_first, short_initials, single),
    ),
    Form("short-initials", short_initials, 3.5, (short_initials, inverted_initials, initials_first)),
    Form("initials-first", initials_first, 4.0, (initials_first, given_first, single)),
    Form(
        "inverted-given",
        inverted_given,
        2.0,
        (inverted_initials, inverted_given, initials_first, given_first),
    ),
    Form("capitals-given", capitals_given, 3.0, (capitals_given,)),
    Form("given-first", given_first, 2.0, (initials_first, given_first, single)),
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
    readings = [found for form in FORMS if (found := _reading(items, form, date)) is not None]
    return max(readings, key=lambda found: found.score, default=None)


def _reading(items: Sequence[Token], form: Form, date: int) -> NameList | None:
    first = form.read(items, 0)
    if first is None:
        return None
    people, at, doubts, ends = [first.person], first.after, [first.doubt], [first.after]
    last = joined = semicolon = False
    at, role = _role(items, _alias(items, at), "")
    while len(people) < MOST_NAMES:
        others = _others(items, at)
        if others:
            people.append(OTHERS)
            at = others
            break
        start, is_and = _separator(items, at)
        if start == at and not _runs_on(items, at, form):
            break
        semicolon = _is(items, at, ";")
        expected = _Expected(is_and, last, semicolon, start == at, date)
        found = _next(items, start, form, expected)
        if found is None:
            break
        people.append(found.person)
        doubts.append(found.doubt)
        ends.append(found.after)
        at, last = found.after, is_and
        joined = joined or is_and
        at, role = _role(items, at, role)
    if (
        not joined
        and not role
        and form.name in LOOSE
        and not (semicolon or 0 <= date - items[at - 1].end <= MOST_GAP)
        and people[-1].literal != "others"
    ):
        at = _drop_doubtful(items, people, doubts, ends, at)
    at, role = _role(items, at, role)
    score = (
        form.trust
        - max(0.0, max(doubts))
        + _end_evidence(items, at, date)
        + min(2.0, 0.5 * (len(people) - 1))
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
    forms: tuple[
        Callable[[Sequence[Token], int], Name | None], Callable[[Sequence[Token], int], Name | None]
    ],
    expected: _Expected,
) -> bool:
    """Whether a name may stand here: without "and" before it, full names must look like names."""
    first, read = forms
    if expected.adjacent and read is not first:
        return False
    plain = read in {given_first, inverted_given, single, east_asian}
    if expected.was_last and not expected.is_and and (plain or read is initials_first):
        return False
    if read is single and first is not single and not (expected.is_and and found.doubt <= 0):
        return False
    if read is given_first and first is inverted_initials and not expected.is_and and found.doubt > REASON:
        return False
    several = " " in found.person.family and found.person.family.split()[0].lower() not in PARTICLES
    if read is inverted_given and several and not expected.semicolon:
        return False
    if not expected.is_and and found.person.family.lower() in JOURNAL_SHORT and _is(items, found.after, "."):
        return False
    before_date = 0 <= expected.date - items[found.after - 1].end <= MOST_GAP
    if expected.is_and or before_date:
        return found.doubt <= 3.0  # noqa: PLR2004
    return found.doubt <= (0.5 if plain else 2.0)


def _separator(items: Sequence[Token], at: int) -> tuple[int, bool]:
    """Give the index after what parts two names, and whether it is a word that announces the last one."""
    start, is_and = at, False
    while (
        start < len(items) and start - at < 5 and (items[start].text in ",;/·…" or items[start].kind == "and")
    ):  # noqa: PLR2004
        is_and = is_and or items[start].kind == "and"
        start += 1
        if all(_is(items, dot, ".") for dot in range(start, start + 3)):
            start += 3  # "Elliott, M. N., . . . Berry, S. H."
    if start == at and _is(items, at, ".") and _is(items, at + 2, ",") and items[at + 1].is_upper:
        return at + 1, False  # "ASSAL, Jean-Philippe. LACROIX, Anne."
    if start == at and _is(items, at, "a") and any(token.is_upper for token in items[at + 1 : at + 4]):
        return at + 1, True  # Czech: "Axel FINCKH a Anne BARTON"
    return start, is_and


def _others(items: Sequence[Token], at: int) -> int:
    """Give the index after "et al." (or "and others", "and colleagues", "u. a."), or 0."""
    start = at
    while _is(items, start, ",", ";") or (_kind(items, start) == "and" and not _is(items, start, "et")):
        start += 1
    if _is(items, start, "等"):
        return start + (2 if _is(items, start + 1, ".", ",") else 1)
    if _is(items, start, "等", "等."):
        return start + (2 if _is(items, start + 1, ".", ",") else 1)
    texts = [token.text.lower().rstrip(".") for token in items[start : start + 2]]
    if texts[:1] == ["etal"]:
        return start + (2 if _is(items, start + 1, ".") else 1)
    if texts == ["et", "al"] or texts in (["u", "a"], ["et", "alii"], ["et", "coll"]):
        after = start + 2
    elif (
        start > at
        and texts[:1] in (["others"], ["al"], ["colleagues"], ["coll"])
        and items[start].text[0].islower()
    ):
        after = start + 1
    else:
        return 0
    return after + 1 if _is(items, after, ".") else after


_EDITORS = frozenset("ed eds éd éds edited editor editors hrsg hg dir coord coords org orgs red".split())
_AUTHORS = frozenset(
    "producer producers director directors author authors prod writer host artist comp compiler".split()
)


def _is_role(text: str) -> bool:
    return text.lower().rstrip(".") in _EDITORS | _AUTHORS


def _role(items: Sequence[Token], at: int, role: str) -> tuple[int, str]:
    """Give the index after "(Eds.)", ", editors" or "(Director)" with the role, else what was there."""
    start, bracket = at, False
    while start - at < 2 and _is(items, start, ",", "(", "[", "."):  # noqa: PLR2004
        bracket = bracket or items[start].text in "(["
        start += 1
    if start >= len(items) or not _is_role(items[start].text):
        return at, role
    if start == at and not (items[start].text[0].islower() and _is(items, start + 1, ".", ",", ")")):
        return at, role
    if not bracket and items[start].text[0].isupper() and items[start].text != "Editor":
        return at, role
    after = start + 1
    while _is(items, after, ".", ")", "]"):
        after += 1
    return after, "editor" if items[start].text.lower().rstrip(".") in _EDITORS else role


def _alias(items: Sequence[Token], at: int) -> int:
    """Give the index after another name of the same person in brackets: "Céline (Louis-Ferdinand Destouches)"."""
    if not _is(items, at, "("):
        return at
    end = next((end for end in range(at + 2, at + MOST_WORDS + 1) if _is(items, end, ")")), 0)
    words = items[at + 1 : end]
    is_name = end and all(token.kind in {"word", "initial", "particle"} for token in words)
    return end + 1 if is_name and _is(items, end + 1, ".", ",", ":") and _doubt(words) <= 0 else at


def _runs_on(items: Sequence[Token], at: int, form: Form) -> bool:
    """Whether names may follow each other with a full stop or nothing between: "Als, TD. Dahl, HA.", "Liu SM Zhong J"."""
    if form.read is inverted_initials:
        return items[at - 1].text == "." or items[at - 1].kind == "initial"
    return form.read is short_initials and items[at - 1].kind == "capitals"


LOOSE = frozenset(("given-first", "inverted-given", "initials-first"))
"""Readings whose names look like any capitalised words: what follows them needs a reason to be a name."""
REASON = -0.5


def _drop_doubtful(
    items: Sequence[Token], people: list[Person], doubts: list[float], ends: list[int], at: int
) -> int:
    """Drop full names from the end of a list without "and" that nothing speaks for; gives where it ends then.

    "Adolf Hitler, Mein Kampf, ..." has one author; an initial, a frequent given name, or a colon, a date or
    a quote after the list would speak for the second.
    """
    after = at + 1 if _is(items, at, ",", ".") else at
    if after < len(items) and (
        items[after].text in QUOTES or (_is_year(items, after) and not _is(items, at, "."))
    ):
        return at
    if _is(items, at, ".") and len(people) > 2:  # noqa: PLR2004
        return at
    if _is(items, at, ",") and sum(token.kind == "low" for token in items[at + 1 : at + 9]) > 2:  # noqa: PLR2004
        return at  # a title follows: the names before it are names
    capitals = people[0].family.isupper()
    while len(people) > 1 and doubts[-1] > REASON and not _has_initials(people[-1]):
        if capitals and people[-1].family.isupper():
            break
        people.pop()
        doubts.pop()
        ends.pop()
        at = ends[-1]
    return at


def _is_year(items: Sequence[Token], at: int) -> bool:
    return _kind(items, at) == "number"


def _has_initials(person: Person) -> bool:
    return all(len(word.rstrip(".")) <= 2 for word in re.split(r"[-\s.]+", person.given))  # noqa: PLR2004


def _title_is_missing(items: Sequence[Token], at: int) -> bool:
    """Whether a year and a volume follow after one or two words: these are a journal ("BMJ 2010;3:4")."""
    start = at + 1 if _is(items, at, ".") else at
    number = next((here for here in range(start, start + 3) if _kind(items, here) == "number"), 0)
    return (
        number > start
        and re.fullmatch(r"(?:19|20)\d\d", items[number].text) is not None
        and _is(items, number + 1, ";", ",", ":")
    )


def _end_evidence(items: Sequence[Token], at: int, date: int) -> float:
    """Weigh what stands after the names: a date, a quote or a stop speaks for them, a small word against."""
    last = items[at - 1]
    if date >= 0 and at < len(items) and last.end <= date <= items[at].end + 2:
        return 4.0
    if at >= len(items):
        return 1.0
    token = items[at]
    if token.text in QUOTES or (
        _is(items, at, ",", ".", ":", ";") and at + 1 < len(items) and items[at + 1].text in QUOTES
    ):
        return 3.0
    if token.text == "." or last.text.endswith("."):
        return 0.0 if _title_is_missing(items, at) else 1.5
    if token.text == ":":
        return 1.0
    if token.kind in {"and", "low"}:
        return -4.0
    return 0.5
