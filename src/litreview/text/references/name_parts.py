"""Recognise the parts of a printed name: family name, initials, suffix, role, and where a name can end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from litreview.model import Person
from litreview.text.references.lexicon import (
    GIVEN,
    MONTHS,
    ORGANISATIONS,
    PARTICLES,
    SUFFIXES,
    TITLE_WORDS,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.text.references.tokens import Token

LOOKED_AT = 6  # tokens after the Czech "a", which parts two names where one is in capitals
MOST_WORDS = 5  # of one name: "Ana Maria de la Cruz"
CLOSERS = frozenset(".,;:([{“”\"„«‘'/–—·|")
QUOTES = frozenset('“"„«‘')
EDITORS = words("ed eds éd éds edited editor editors hrsg hg dir coord coords org orgs red")
GROUPS = words(
    "group groups collaboration collaborators collaborative consortium investigators network committee subcommittee"
    " team workgroup initiative taskforce"
)
"""Words with which the name of a group of authors ends."""
AUTHORS = words(
    "trans transl translator translators producer producers director directors author authors prod writer host"
    " artist comp compiler"
)
UNLIKELY = (
    TITLE_WORDS | ORGANISATIONS | (set(MONTHS) - words("may march august april june mars mai"))
) - GIVEN
"""Words that speak against a name; some months are given names too."""


class Name(NamedTuple):
    """One name as read: the person, and the index of the token after it."""

    person: Person
    after: int
    doubt: float = 0.0


def make_person(given: Sequence[Token], family: Sequence[Token], suffix: str = "") -> Person:
    """Make a person of the tokens of its parts; particles before the family or behind the given name are its prefix."""
    end = len(given)
    while end > 1 and given[end - 1].kind == "particle":
        end -= 1  # "Groot, Anna van der"
    given, behind = given[:end], given[end:]
    at = 0
    while at < len(family) - 1 and family[at].kind == "particle":
        at += 1
    return Person(
        "author",
        family=_joined(family[at:]),
        given=_joined(given).removesuffix(","),
        prefix=_joined([*behind, *family[:at]]),
        suffix=suffix,
    )


def whole(parts: Sequence[Token]) -> Person:
    """Make a person whose name is kept whole, as an organisation's is."""
    return Person("author", literal=_joined(parts))


def _joined(parts: Sequence[Token]) -> str:
    text = ""
    for before, token in zip((None, *parts), parts, strict=False):
        together = before is not None and before.end == token.start
        text += token.text if together or not text else f" {token.text}"
    return text


def stands(items: Sequence[Token], at: int, *texts: str) -> bool:
    """Whether one of the texts stands at this token."""
    return at < len(items) and items[at].text in texts


def kind_at(items: Sequence[Token], at: int) -> str:
    """Give the kind of this token, "" behind the last one."""
    return items[at].kind if at < len(items) else ""


def family_end(items: Sequence[Token], at: int) -> int:
    """Give the index after the words of a family name, or `at`: "de la Macorra", "García Márquez"."""
    after = at
    while (
        after < len(items)
        and after - at < MOST_WORDS
        and items[after].kind in {"word", "particle", "capitals"}
    ):
        after += 1
        if stands(items, after, "-", "‐") and kind_at(items, after + 1) == "word":
            after += 1  # a hyphen with a space after it
    if after > at and items[after - 1].kind == "particle":
        return at
    return after


def initials_end(items: Sequence[Token], at: int) -> int:
    """Give the index after initials: "R. K.", "JJ", "W.-P.", "M.C.L.", "Yu. N."."""
    after = at
    while after < len(items) and after - at < 2 * MOST_WORDS:
        if items[after].kind == "initial":
            after += 1
        elif items[after].kind == "capitals":
            if stands(items, after + 1, ".") and items[after].end == items[after + 1].start:
                return after + 2  # "Pawenski CS." ends there
            if (
                after > at
                and items[after].text in {"A", "I"}
                and kind_at(items, after + 1) in {"low", "word"}
            ):
                break  # the first word of a title
            after += 1
        elif _is_short_given(items, after):
            after += 2
        elif (
            after > at
            and stands(items, after, "-", "‐", "‑", "–")
            and kind_at(items, after + 1) in {"initial", "capitals"}
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
        short
        and stands(items, at + 1, ".")
        and items[at + 1].start == token.end
        and (name_can_end(items, at + 2) or kind_at(items, at + 2) == "initial")
    )


def suffix_at(items: Sequence[Token], at: int) -> tuple[str, int]:
    """Give "Jr." or "III" with the index after it (a comma before it is passed over), or ("", at)."""
    start = at + 1 if stands(items, at, ",") else at
    if start < len(items) and items[start].text.lower().rstrip(".") in SUFFIXES:
        if (
            items[start].kind == "capitals"
            and items[start].text in {"JR", "SR"}
            and kind_at(items, start + 1) == "word"
        ):
            return "", at  # "R KOEHNKE, JR CALDWELL"
        text, after = items[start].text, start + 1
        if (
            text.lower() in {"jr", "sr"}
            and stands(items, after, ".")
            and items[after].start == items[start].end
        ):
            return f"{text}.", after + 1
        return text, after
    return "", at


def name_can_end(items: Sequence[Token], at: int) -> bool:
    """Whether a name can end before this token."""
    if at >= len(items) or items[at].kind in {"and", "number"}:
        return True
    if items[at].text.islower() and is_role(items[at].text) and stands(items, at + 1, ".", ")"):
        return True  # "Warner, Marina ed."
    if items[at].text == "a" and any(token.is_upper for token in items[at + 1 : at + LOOKED_AT]):
        return True
    return items[at].text in CLOSERS or items[at].text in {"et", "etal"}


def is_initial(token: Token) -> bool:
    """Whether a token is one initial, with its full stop or without."""
    return token.kind == "initial" or (token.kind == "capitals" and len(token.text) == 1)


def doubt_of(words: Sequence[Token]) -> float:
    """Give how little a run of words looks like a name: words of titles and organisations weigh against it."""
    folded = [token.text.lower() for token in words if token.kind in {"word", "capitals"}]
    folded = [word for word in folded if word not in PARTICLES]
    against = 3.0 * sum(word in UNLIKELY for word in folded)
    for_it = 1.0 * any(word in GIVEN for word in folded) + 0.7 * any(map(is_initial, words[:-1]))
    return against - for_it + 0.5 * max(0, len(folded) - 3)


def is_role(text: str) -> bool:
    """Whether a word says what people did: "eds", "director"."""
    return text.lower().rstrip(".") in EDITORS | AUTHORS
