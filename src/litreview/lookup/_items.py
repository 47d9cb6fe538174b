"""Take values out of answers of which nothing is certain, and make records of them."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from litreview.text.fold import fold
from litreview.text.record import Extra, record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from litreview.lookup import Item
    from litreview.model import Person, Record

_TAG = re.compile(r"</?(?:[a-z]{1,6}:)?[a-z][a-z-]{0,15}(?:\s[^<>]*)?/?>", re.IGNORECASE)
_TAKEN_BACK = re.compile(
    r"^\W*(?:retracted|withdrawn)(?: article| paper| chapter)?(?:\]|\s?[:–—-])\s*", re.IGNORECASE
)
_MOST_WORDS = 30  # of a title in a question: more makes an address too long, and finds no better


def text_of(value: Any) -> str:  # Any: whatever JSON has
    """Give a text or a number in one line without markup and entities; "" for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return " ".join(_TAG.sub("", unescape(unescape(str(value)))).split())


def first(value: Any) -> str:  # Any: whatever JSON has
    """Give the first text of a list."""
    return next((text for part in listed(value) if (text := text_of(part))), "")


def listed(value: Any) -> list[Any]:  # Any: whatever JSON has
    """Give a list, () for anything else."""
    return value if isinstance(value, list) else []


def objects(value: Any) -> Iterator[Item]:  # Any: whatever JSON has
    """Give the objects of a list."""
    return (part for part in listed(value) if isinstance(part, dict))


def below(value: Any, *names: str) -> Any:  # Any: whatever JSON has
    """Give what stands under some names, one below the other; None where one is not there."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def kept(item: Item, names: Collection[str]) -> dict[str, Any]:  # Any: whatever JSON has
    """Give of an item what has one of these names: the rest is not of use."""
    return {name: item[name] for name in names if item.get(name)}


def in_question(title: str) -> str:
    """Give a title as a question has it: plain words, with no sign that a search would take for a command."""
    return " ".join(re.sub(r"[^\w\s'’-]", " ", title).split()[:_MOST_WORDS])


def variants(
    key: str, kind: str, people: Iterable[Person], fields: Mapping[str, str], years: Iterable[str]
) -> tuple[Record, ...]:
    """Give a record of a work for each of the years, one where there is none; empty fields are left out."""
    named = list(people)
    return tuple(
        record(key, kind, named, [Extra("year", year), *(Extra(*pair) for pair in fields.items())])
        for year in dict.fromkeys(years) or [""]
    )


def whole_title(title: str, subtitle: str = "") -> str:
    """Give a title with its subtitle, once, and without what was put before it when the work was taken back."""
    title = _TAKEN_BACK.sub("", title)
    if not subtitle or fold(subtitle) in fold(title):
        return title
    return f"{title}{'' if title.endswith(('?', '!', ':')) else ':'} {subtitle}"
