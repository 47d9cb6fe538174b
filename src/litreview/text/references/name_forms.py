"""Read one name in each of the ways that names are printed: "Knake, R. K.", "Coubes P", "A. Cau", "Marc Shapiro" ...

Each reading takes the tokens and the index where the name begins, and gives the name with the index after
it and how far it is doubted, or None. The ways may fit the same words; what follows decides between them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from litreview.text.references.lexicon import GIVEN, SUFFIXES
from litreview.text.references.name_parts import (
    MOST_WORDS,
    UNLIKELY,
    Name,
    doubt_of,
    family_end,
    initials_end,
    is_initial,
    kind_at,
    make_person,
    name_can_end,
    stands,
    suffix_at,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Person
    from litreview.text.references.tokens import Token

FEWEST_WORDS = 2  # of a full name: given and family
MOST_INITIALS = 3


def inverted_initials(items: Sequence[Token], at: int) -> Name | None:
    """Read "Knake, R. K." and "de Boer, J.-L., Jr."."""
    middle = family_end(items, at)
    if middle - at > 1 and items[middle - 1].text.lower() in SUFFIXES and stands(items, middle, "."):
        return _with_suffix_inside(items, at, middle)
    if middle == at or not stands(items, middle, ","):
        return None
    jr, start = suffix_at(items, middle) if kind_at(items, middle + 1) != "capitals" else ("", middle)
    start = start + 1 if stands(items, start, ",") else start
    begin = start
    while kind_at(items, start) == "particle":
        start += 1  # "Schiller, von F."
    after = initials_end(items, start)
    if after == start or _looks_like_word(items, start, after):
        return None
    prefix = items[begin:start]
    if stands(items, after, "v", "d") and stands(items, after + 1, "."):
        after += 2
    elif stands(items, after, "v.", "d."):
        after += 1
    after = _more_given_end(items, after)
    behind = after
    while kind_at(items, behind) == "particle":
        behind += 1  # "Groot, A. van der"
    given_end = after = behind if name_can_end(items, behind) else after
    suffix, after = (jr, after) if jr else suffix_at(items, after)
    family = items[at:middle]
    given = items[start:given_end]
    several = sum(token.kind == "word" for token in family) > 1
    doubt = 0.3 * max(0, middle - at - 2) + (1.5 * (at == 0) + 2.5 * several) * _may_be_family(items, after)
    if (
        items[at].kind == "capitals"
        and middle - at > 1
        and not (items[at + 1].is_upper and len(items[at].text) > 1)
    ):
        doubt += 3.0  # "J Roper, K Broadfoot"
    if middle - at > 1:
        doubt += max(0.0, doubt_of(family))
    return Name(make_person(given, [*prefix, *family], suffix), after, doubt)


def _more_given_end(items: Sequence[Token], at: int) -> int:
    """Give the index after given names or another initial that follow initials: "Goble, J., S. (2003)"."""
    another = stands(items, at, ",") and kind_at(items, at + 1) == "initial"
    if another and stands(items, at + 2, "(", ",", "."):
        return at + 2
    return _middle_names_end(items, at)


def _middle_names_end(items: Sequence[Token], at: int) -> int:
    """Give the index after given names that follow initials: "Clinton, J. Robert. The making of a leader"."""
    after = at
    while kind_at(items, after) == "word" and after - at < FEWEST_WORDS and not items[after].is_upper:
        after += 1
    if after == at or any(token.text.lower() in UNLIKELY for token in items[at:after]):
        return at
    before_year = stands(items, after, ".", "(") and kind_at(items, after + 1) == "number"
    if (
        before_year
        and re.fullmatch(r"(?:1[5-9]|20)\d\d[a-z]?", items[after + 1].text)
        and len(items) > after + 5
    ):
        return after
    if after - at > 1 or not (stands(items, after, ".", ",", "(") or kind_at(items, after) == "and"):
        return at
    title = [token.kind for token in items[after + 1 : after + 4]]
    is_title = stands(items, after, ".") and title[:1] == ["word"] and "low" in title
    return after if is_title or items[at].text.lower() in GIVEN else at


def _with_suffix_inside(items: Sequence[Token], at: int, stop: int) -> Name | None:
    """Read "Baes Jr., C. F.": stop is the index of the full stop after "Jr"."""
    after = initials_end(items, stop + 2)
    if not stands(items, stop + 1, ",") or after == stop + 2:
        return None
    return Name(make_person(items[stop + 2 : after], items[at : stop - 1], f"{items[stop - 1].text}."), after)


def _looks_like_word(items: Sequence[Token], start: int, after: int) -> bool:
    """Whether what was taken for initials is rather the first letter of a longer word ("J. Am. Chem.")."""
    return (
        after - start == 1
        and items[start].kind == "capitals"
        and kind_at(items, after) in {"word", "low"}
        and items[start].text in {"A", "I"}
    )


def short_initials(items: Sequence[Token], at: int) -> Name | None:
    """Read "Coubes P", "de la Macorra JC" and "Heidegger M."."""
    start = at
    while kind_at(items, start) == "particle":
        start += 1
    middle = start
    while (
        middle < len(items)
        and middle - start < MOST_WORDS
        and kind_at(items, middle) in {"word", "particle", "capitals"}
    ):
        if middle > start and (items[middle].kind == "capitals" or (at and _are_initials(items, middle))):
            break
        middle += 1
    if middle == start or items[middle - 1].kind == "particle":
        return None
    if items[start].is_upper and items[start].kind == "word" and not items[middle - 1].is_upper:
        return None  # "AYKUT Stefan C."
    after = middle + 1 if at and _are_initials(items, middle) else initials_end(items, middle)
    if after == middle:
        return None
    given = items[middle:after]
    suffix, after = suffix_at(items, after)
    ends = suffix or items[after - 1].text.endswith(".") or _another_follows(items, after)
    if not name_can_end(items, after) and not ends:
        return None
    doubt = 0.4 * (middle - start - 1) + 3.0 * (at == 0 and _may_be_family(items, after))
    doubt += 0.5 * (items[start].text.lower() in GIVEN)
    if (
        items[middle - 1].kind == "capitals"
        and len(items[after - 1].text) > 1
        and items[after - 1].kind == "capitals"
    ):
        doubt += 2.0  # "LE GAL, Morgane"
    return Name(_without_last_stop(make_person(given, items[at:middle], suffix)), after, doubt)


def _without_last_stop(person: Person) -> Person:
    """Take the full stop that ends a list off the last initials: "Watson JD, Crick FHC."."""
    return (
        replace(person, given=person.given[:-1])
        if re.fullmatch(r"(?:[^\W\d_]+\s)*[^\W\d_]+\.", person.given)
        else person
    )


def _another_follows(items: Sequence[Token], at: int) -> bool:
    """Whether another name with its initials follows without a mark: "Ju XF Li JN Lv P"."""
    return (
        kind_at(items, at) == "word"
        and kind_at(items, at + 1) == "capitals"
        and (name_can_end(items, at + 2) or kind_at(items, at + 3) == "capitals")
    )


def _are_initials(items: Sequence[Token], at: int) -> bool:
    """Whether four capitals are initials, in a list that has others: "Yardley L, Kempen GIJM."."""
    ends = stands(items, at + 1, ",", ".", ";") or at + 1 == len(items)
    return at < len(items) and items[at].is_upper and len(items[at].text) == MOST_INITIALS + 1 and ends


def _may_be_family(items: Sequence[Token], at: int) -> bool:
    """Whether a family name seems to follow: what stands before it is then a given name ("Larry D. Wittie")."""
    after = family_end(items, at)
    if not at < after < at + 3 or after >= len(items):
        return False
    return items[after].text in ",.:;(" or (items[after].kind == "and" and after == at + 1)


def initials_first(items: Sequence[Token], at: int) -> Name | None:
    """Read "A. Cau", "J. C. Butcher" and "W.-P. de Roever"."""
    middle = initials_end(items, at)
    if middle == at:
        return None
    if (
        kind_at(items, middle) == "word"
        and kind_at(items, middle + 1) == "initial"
        and middle - at < MOST_INITIALS
    ):
        middle = initials_end(items, middle + 1)  # "E. William St. Clair"
    after = family_end(items, middle)
    if after == middle:
        return None
    if items[middle].kind == "capitals" and after == middle + 1 and len(items[middle].text) == 1:
        return None
    article = items[at].text in {"A", "I"} and after > middle + 1
    suffix, end = suffix_at(items, after)
    if after - middle > 1 and items[after - 1].text.lower() in SUFFIXES:
        suffix, end = suffix_at(items, after - 1)
        after -= 1
    if not name_can_end(items, end):
        return None
    long = max(0, sum(token.kind == "word" for token in items[middle:after]) - 1)
    return Name(
        make_person(items[at:middle], items[middle:after], suffix), end, doubt=0.5 * long + 3.0 * article
    )


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
        len(words) < FEWEST_WORDS
        or words[0].kind == "particle"
        or words[-1].kind not in {"word", "capitals"}
        or len(words[-1].text) == 1
    ):
        return None
    suffix = ""
    if words[-1].text.lower() in SUFFIXES:
        suffix, words = words[-1].text, words[:-1]
        if stands(items, after, ".") and suffix.lower() in {"jr", "sr"}:
            suffix, after = f"{suffix}.", after + 1
    else:
        suffix, after = suffix_at(items, after)
    if len(words) < FEWEST_WORDS or not name_can_end(items, after):
        return None
    start = len(words) - 1
    while start > 1 and words[start - 1].kind == "particle":
        start -= 1
    return Name(make_person(words[:start], words[start:], suffix), after, doubt_of(words))


def inverted_given(items: Sequence[Token], at: int) -> Name | None:
    """Read "Stein, Stanley J." and "García Márquez, Gabriel"."""
    middle = family_end(items, at)
    if middle == at or not stands(items, middle, ","):
        return None
    suffix, start = suffix_at(items, middle)
    start = start + 1 if stands(items, start, ",") else start
    after = start
    while (
        after < len(items)
        and after - start < MOST_WORDS
        and kind_at(items, after) in {"word", "initial", "particle", "capitals"}
    ):
        if (
            after > start
            and is_initial(items[after - 1])
            and (items[after].kind == "word" or items[after].text == "A")
        ):
            break  # "Parsons, Deborah L. Streetwalking the metropolis": up to the initial
        after += 1
    given = items[start:after]
    if not given or given[0].kind == "particle" or given[0].kind == "initial":
        return None
    if not suffix:
        suffix, after = suffix_at(items, after)
    if not name_can_end(items, after) and not given[-1].text.endswith("."):
        return None
    doubt = 0.6 * sum(token.kind == "word" for token in items[at:middle]) - 0.6 + doubt_of([*given])
    if items[at].text.lower() in GIVEN and middle - at > 1:
        doubt += 1.5
    return Name(make_person(given, items[at:middle], suffix), after, doubt)
