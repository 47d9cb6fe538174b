"""Read what a person asks for: words, "phrases", OR, -not, field:value, year>=2015. Never an error."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast

Operator = Literal[":", "=", ">=", "<=", ">", "<"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word or "a phrase" as typed, without quotes and final star; prefix where a star ended it."""

    text: str
    phrase: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """A field compared with a value: "theme:governance", "year>=2015"; typed is how it was written."""

    field: str
    operator: Operator
    value: str
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Not:
    """What must not match."""

    part: Query


@dataclass(frozen=True, slots=True)
class All:
    """Parts that must all match; none at all matches everything."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Parts of which one must match."""

    parts: tuple[Query, ...]


Query = Word | Comparison | Not | All | Either

_TOKEN = re.compile(
    r"""
    (?P<minus>-(?=[^\W_]|["“]))?                                   # a hyphen negates what it touches
    (?:(?P<field>[^\W\d][\w.-]*)(?P<operator>:(?!//)|>=|<=|=|>|<)(?=\S))?  # but not the colon of https://
    (?:["“](?P<phrase>[^"”]*)["”]?|(?P<word>\S+))                  # an open quote goes on to the end
    """,
    re.VERBOSE,
)
_JOINERS = frozenset({"AND", "OR", "NOT"})
_RANGE = re.compile(r"(\d{1,4})?(?:(-|–|\.\.)(\d{1,4})?)?")


def _term(found: re.Match[str]) -> Query:
    """Give one token as a part of the query; empty quotes stand for themselves."""
    phrase, word = found["phrase"], found["word"]
    value = " ".join(phrase.split()) if phrase is not None else word
    part: Query
    if found["field"] and value:
        typed = found[0].removeprefix("-") if found["minus"] else found[0]
        part = Comparison(found["field"].casefold(), cast("Operator", found["operator"]), value, typed)
    elif phrase is not None:
        part = Word(value, phrase=True) if value else Word(found[0])
    elif len(value) > 1 and value.endswith("*"):
        part = Word(value.rstrip("*") or "*", prefix=True)
    else:
        part = Word(value)
    return Not(part) if found["minus"] else part


def _negated(terms: list[Query | str]) -> list[Query | str]:
    """Let each NOT take the term after it; one that has none stays a word."""
    backwards: list[Query | str] = []
    for term in reversed(terms):
        if term == "NOT" and backwards and not isinstance(backwards[-1], str):
            backwards[-1] = Not(backwards[-1])
        else:
            backwards.append(term)
    return backwards[::-1]


def _joined(terms: list[Query | str]) -> list[Query]:
    """Give the parts that must all match. A joiner without a term on both sides is a word like any other."""
    parts: list[Query] = []
    joiner = ""
    for before, term, after in zip(["", *terms], terms, [*terms[1:], ""], strict=False):
        if isinstance(term, str):
            if term != "NOT" and not isinstance(before, str) and not isinstance(after, str):
                joiner = term
                continue
            parts.append(Word(term))
        elif joiner == "OR":
            first = parts.pop()
            parts.append(Either((*(first.parts if isinstance(first, Either) else (first,)), term)))
        else:
            parts.append(term)
        joiner = ""
    return parts


def parse(text: str) -> Query:
    """Give the query that the text spells; every text spells one, and "" matches everything.

    OR joins its two neighbours and binds tighter than the blank: `norms OR treaty 2016` is
    (norms or treaty) and 2016. `NOT x` and `-x` say the same; AND may be written between terms.
    """
    terms = [found[0] if found[0] in _JOINERS else _term(found) for found in _TOKEN.finditer(text)]
    parts = _joined(_negated(terms))
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def words(query: Query) -> tuple[str, ...]:
    """Give the words and phrases that are asked for, in order, without those that are excluded."""
    match query:
        case Word(text=text):
            return (text,)
        case All(parts=parts) | Either(parts=parts):
            return tuple(word for part in parts for word in words(part))
        case _:
            return ()


def years(test: Comparison) -> tuple[int, int] | None:
    """Give the first and last year that a test on the year allows; None where it names no year."""
    found = _RANGE.fullmatch(test.value.strip())
    if found is None or not (found[1] or found[3]):
        return None
    earliest, latest = int(found[1] or 0), int(found[3] or (9999 if found[2] else found[1]))
    match test.operator:
        case ">=":
            return earliest, 9999
        case ">":
            return latest + 1, 9999
        case "<=":
            return 0, latest
        case "<":
            return 0, earliest - 1
        case _:
            return earliest, latest
