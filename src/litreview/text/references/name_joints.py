"""Read what stands between and after names: "and", semicolons, "et al.", "(Eds.)", another name in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.text.references.name_parts import (
    EDITORS,
    LOOKED_AT,
    MOST_WORDS,
    doubt_of,
    is_role,
    kind_at,
    stands,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.text.references.tokens import Token

MOST_MARKS = 5  # between two names: ", . . . &"


def separator(items: Sequence[Token], at: int) -> tuple[int, bool]:
    """Give the index after what parts two names, and whether it is a word that announces the last one."""
    start, is_and = at, False
    if stands(items, at, ".") and (stands(items, at + 1, ",") or kind_at(items, at + 1) == "and"):
        start += 1  # "Alleg, Henri., and Jean-Paul Sartre"
    while start - at < MOST_MARKS and (stands(items, start, *",;/·…") or kind_at(items, start) == "and"):
        is_and = is_and or items[start].kind == "and"
        start += 1
        if all(stands(items, dot, ".") for dot in range(start, start + 3)):
            start += 3  # "Elliott, M. N., . . . Berry, S. H."
    if start == at and stands(items, at, ".") and stands(items, at + 2, ",") and items[at + 1].is_upper:
        return at + 1, False  # "ASSAL, Jean-Philippe. LACROIX, Anne."
    if (
        start == at
        and stands(items, at, "a")
        and any(token.is_upper for token in items[at + 1 : at + LOOKED_AT])
    ):
        return at + 1, True  # Czech: "Axel FINCKH a Anne BARTON"
    return start, is_and


def others_end(items: Sequence[Token], at: int) -> int:
    """Give the index after "et al." (or "and others", "and colleagues", "u. a."), or 0."""
    start = at
    while stands(items, start, ",", ";") or (
        kind_at(items, start) == "and" and not stands(items, start, "et")
    ):
        start += 1
    if stands(items, start, "a") and stands(items, start + 1, "OTHERS"):
        start += 1
    if stands(items, start, "等", "等."):
        return start + (2 if stands(items, start + 1, ".", ",") else 1)
    texts = [token.text.lower().rstrip(".") for token in items[start : start + 2]]
    if texts[:1] in (["etal"], ["etc"]):
        return start + (2 if stands(items, start + 1, ".") else 1)
    if texts == ["et", "al"] or texts in (["u", "a"], ["et", "alii"], ["et", "coll"]):
        after = start + 2
    elif (
        start > at
        and texts[:1] in (["others"], ["al"], ["colleagues"], ["coll"])
        and (items[start].text[0].islower() or items[start].text == "OTHERS")
    ):
        after = start + 1
    else:
        return 0
    return after + 1 if stands(items, after, ".") else after


def role_at(items: Sequence[Token], at: int, role: str) -> tuple[int, str]:
    """Give the index after "(Eds.)", ", editors" or "(Director)" with the role, else what was there."""
    start, bracket = at, False
    while start - at < 2 and stands(items, start, ",", "(", "[", "."):  # noqa: PLR2004
        bracket = bracket or items[start].text in "(["
        start += 1
    if start >= len(items) or not is_role(items[start].text):
        return at, role
    if start == at and not (items[start].text[0].islower() and stands(items, start + 1, ".", ",", ")")):
        return at, role
    if not bracket and items[start].text[0].isupper() and items[start].text != "Editor":
        return at, role
    after = start + 1
    while stands(items, after, ".", ")", "]"):
        after += 1
    if kind_at(items, after) == "and" and after + 1 < len(items) and is_role(items[after + 1].text):
        return role_at(items, after + 1, role)  # "trans. and ed."
    if items[start].text.startswith("trans") and not bracket:
        return at, role  # a name follows it: "Mein Garten, trans. James Murphy"
    return after, "editor" if items[start].text.lower().rstrip(".") in EDITORS else role


def alias_end(items: Sequence[Token], at: int) -> int:
    """Give the index after another name of the same person in brackets: "Céline (Louis-Ferdinand Destouches)"."""
    if not stands(items, at, "("):
        return at
    end = next((end for end in range(at + 2, at + MOST_WORDS + 1) if stands(items, end, ")")), 0)
    words = items[at + 1 : end]
    is_name = end and all(token.kind in {"word", "initial", "particle"} for token in words)
    return end + 1 if is_name and stands(items, end + 1, ".", ",", ":") and doubt_of(words) <= 0 else at
