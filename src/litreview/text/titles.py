"""Give the titles under which a work is known: its own, with its subtitle, and in another language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.text.cjk import has_han

if TYPE_CHECKING:
    from litreview.model import Record, Source

_TRANSLATIONS = ("titleaddon", "title-translation", "titletranslation", "translatedtitle", "usertranslation")
"""Fields that hold a title in another language; in titleaddon, words on the work may stand as well."""
_MARK = re.compile(
    r"\s*[\[［](?:[JMCDRNPSGAZKO]|DB|CP|EB|DS|CM)(?P<carrier>[/／](?:OL|CD|MT|DK))?[\]］]\s*[.．]?\s*$"
)
"""A mark of GB/T 7714 for the type of a document and its carrier: [J], [M], [EB/OL]."""
_BRACKETED = re.compile(r"^(.*\S)\s*(?:[\[［](.+)[\]］]|[（(](.+)[)）]|(?<=\s)=\s(.+))\s*[.．]?$", re.DOTALL)
_WHOLE_IN_BRACKETS = re.compile(r"^\[([^\[\]]+)\][.\s]*$")
_FEWEST_WORDS = (
    3  # of a translated title beside one in the same script: "[Internet]" and "[with reply]" are none
)
_LATIN = re.compile(r"[A-Za-z]{2,}")
_LONGEST = 2000  # characters of a title in which brackets are looked for


def whole_title(title: str, subtitle: str) -> str:
    """Give the title with its subtitle behind a colon, or behind the sign that ends it."""
    if not subtitle or not title:
        return title or subtitle
    return title + (" " if title.endswith(("?", "!", ":", "？", "！", "：")) else ": ") + subtitle


def without_mark(title: str) -> str:
    """Give a title without the mark of GB/T 7714 at its end: "网络安全[J]" is 网络安全, "Vitamin [C]" itself."""
    found = _MARK.search(title) if title.endswith(("]", "］", ".", "．")) else None
    if found is None or (found[0].startswith(" ") and not found["carrier"] and not has_han(title)):
        return title
    return title[: found.start()]


def titles_of(record: Record | Source) -> tuple[str, ...]:
    """Give the titles of a record to compare with another's, each once, its own whole title first.

    These are the title with and without its subtitle, and its translation from the field titleaddon or
    from brackets: 网络安全 [Network Security], "Network Security = 网络安全". Brackets in the same script are
    part of the title, but for those around all of it, as PubMed has them.
    """
    title = without_mark(record.text("title"))
    subtitle = record.text("subtitle")
    forms = [whole_title(title, subtitle), title, *_in_brackets(title)]
    if subtitle:
        forms += _in_brackets(whole_title(title, subtitle))
    for name in _TRANSLATIONS:
        text = without_mark(record.text(name))
        bare = _WHOLE_IN_BRACKETS.match(text)
        text = bare[1] if bare else text
        if text and (has_han(text) != has_han(title) or len(text.split()) >= _FEWEST_WORDS):
            forms.append(text)
    return tuple(dict.fromkeys(form.strip() for form in forms if form.strip()))


def _in_brackets(title: str) -> list[str]:
    """Part a title and its translation in brackets or behind "=", where they are in two scripts."""
    if len(title) > _LONGEST:
        return []
    if whole := _WHOLE_IN_BRACKETS.match(title):
        return [whole[1].strip()]
    found = _BRACKETED.match(title)
    if found is None:
        return []
    first, second = found[1], next(part for part in found.groups()[1:] if part)
    both = (first, second) if has_han(first) else (second, first)
    if has_han(both[0]) and not has_han(both[1]) and _LATIN.search(both[1]) and " " in both[1].strip():
        return [first.strip(), second.strip()]
    return []
