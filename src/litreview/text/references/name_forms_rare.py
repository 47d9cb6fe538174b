"""Read one name in one of the rarer ways: family names in capitals or before bracketed initials, groups, East Asian.

They take and give what the ways in `name_forms` do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.model import Person
from litreview.text.references.name_parts import (
    GROUPS,
    MOST_WORDS,
    Name,
    doubt_of,
    family_end,
    is_role,
    kind_at,
    make_person,
    name_can_end,
    stands,
    whole,
)
from litreview.text.references.tokens import is_east_asian

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.text.references.tokens import Token

MOST_WORDS_OF_GROUP = 16
FEWEST_WORDS = 2  # of a group
FAMILY_IN_CAPITALS = frozenset(
    ("VAN", "VON", "DER", "DEN", "DE", "LA", "LE", "DU", "DI", "DA", "ST", "EL", "AL")
)
LONGEST_NATION = 3  # characters of the nation in brackets before a name
LONGEST_EAST_ASIAN = 4
"""Characters of a Chinese, Japanese or Korean name; an organisation has more."""


def capitals_given(items: Sequence[Token], at: int) -> Name | None:
    """Read "CASSARD Jean-Christophe": the family name is in capitals."""
    middle = at
    while middle < len(items) and (_is_capital_family(items[middle]) or items[middle].kind == "particle"):
        middle += 1
    after = middle
    while kind_at(items, after) in {"word", "initial"} and not items[after].is_upper:
        after += 1
    if middle in {at, after} or after - at > MOST_WORDS or not name_can_end(items, after):
        return None
    if items[middle - 1].kind == "particle":
        return None
    return Name(make_person(items[middle:after], items[at:middle]), after, doubt_of(items[middle:after]))


def given_capitals(items: Sequence[Token], at: int) -> Name | None:
    """Read "Daniel E. FURST" and "Desiree VAN DER HEIJDE", in a list whose family names are in capitals."""
    middle = at
    while (
        middle < len(items)
        and middle - at < MOST_WORDS
        and (
            items[middle].kind == "initial"
            or (items[middle].kind in {"word", "capitals"} and not _is_capital_family(items[middle]))
        )
    ):
        middle += 1
    while (
        middle == at
        and kind_at(items, middle) == "capitals"
        and kind_at(items, middle + 1) in {"word", "capitals"}
    ):
        middle += 1  # "JR CALDWELL"
    while (
        kind_at(items, middle) == "capitals"
        and items[middle].text not in FAMILY_IN_CAPITALS
        and _is_capital_family_at(items, middle + 1)
    ):
        middle += 1  # "Desiree MFM VAN DER HEIJDE"
    after = middle
    while _is_capital_family_at(items, after) or kind_at(items, after) == "particle":
        after += 1
        if (
            stands(items, after, ".", "-")
            and items[after - 1].end == items[after].start
            and _is_capital_family_at(items, after + 1)
        ):
            after += 1  # "ST. CLAIR", "ROUX- LOMBARD"
    if middle in {at, after} or not name_can_end(items, after):
        return None
    return Name(make_person(items[at:middle], items[middle:after]), after)


def _is_capital_family_at(items: Sequence[Token], at: int) -> bool:
    return at < len(items) and _is_capital_family(items[at])


def group(items: Sequence[Token], at: int) -> Name | None:
    """Read the name of a group of authors: "the SMIRA Study Group", "DCCT Research Group"."""
    after = at
    while (
        after < len(items)
        and after - at < MOST_WORDS_OF_GROUP
        and items[after].text not in '.,:;“"'
        and items[after].kind != "number"
    ):
        after += 1
    words = [token for token in items[at:after] if token.kind in {"word", "capitals", "low"}]
    while words and words[-1].start > 0 and words[-1].is_upper:
        words.pop()  # "Study Group (BOAT)"
    if len(words) < FEWEST_WORDS or words[-1].text.lower() not in GROUPS or not words[-1].text[0].isupper():
        return None
    start = at + sum(
        token.text.lower() in {"the", "for", "on", "behalf", "of"} for token in items[at : at + 4]
    )
    return Name(whole(items[start:after]), after)


def _is_capital_family(token: Token) -> bool:
    return token.is_upper and token.kind in {"word", "capitals"}


def east_asian(items: Sequence[Token], at: int) -> Name | None:
    """Read a Chinese, Japanese or Korean name, which is kept whole: "刘杨钺", "（美）约瑟夫·奈" without the nation."""
    is_nation = stands(items, at, "(", "[") and stands(items, at + 2, ")", "]")
    if is_nation and is_east_asian(items[at + 1].text) and len(items[at + 1].text) <= LONGEST_NATION:
        at += 3
    if at >= len(items) or not is_east_asian(items[at].text) or items[at].text[0] == "等":
        return None
    after = at + 1
    while stands(items, after, "·", "・") and after + 1 < len(items):
        after += 2
    if len(items[at].text) == 1 and after < len(items) and is_east_asian(items[after].text):
        after += 1  # "张 三"
    name = "".join(token.text for token in items[at:after]).rstrip(".")
    doubt = 0.0 if len(name) <= LONGEST_EAST_ASIAN or "·" in name else 4.0
    if not name_can_end(items, after) and not (after < len(items) and items[after].text in "《〈["):
        doubt += 2.0
    return Name(Person("author", literal=name), after, doubt)


def bracketed_initials(items: Sequence[Token], at: int) -> Name | None:
    """Read "AMAND (M.)" and "Jacquemin-Verguet (Cl.)"."""
    middle = family_end(items, at)
    if middle == at or not stands(items, middle, "("):
        return None
    after = next((end for end in range(middle + 2, middle + 8) if stands(items, end, ")")), 0)
    given = items[middle + 1 : after - 1 if stands(items, after - 1, ".") else after]
    if not given or any(
        token.kind not in {"initial", "capitals", "word"} and token.text not in "-." for token in given
    ):
        return None
    if (given[0].kind == "word" and len(given[0].text) > 3) or is_role(given[0].text):  # noqa: PLR2004
        return None
    if middle - at > 1 and (given[0].kind == "capitals" or doubt_of(items[at:middle]) > 0):
        return None  # "Internet Governance Forum (IGF)"
    return Name(make_person(items[middle + 1 : after], items[at:middle]), after + 1)


def single(items: Sequence[Token], at: int) -> Name | None:
    """Read a family name alone: "Plato", "ANQUETIN"."""
    after = family_end(items, at)
    if after == at or after - at > 3 or not name_can_end(items, after):  # noqa: PLR2004
        return None
    words = sum(token.kind == "word" for token in items[at:after])
    return Name(make_person((), items[at:after]), after, doubt_of(items[at:after]) + 2.0 * (words - 1))
