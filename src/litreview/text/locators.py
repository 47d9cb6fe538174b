"""Understand locators: where in a work a note or a quotation stands (p. 12, ch. 3, § 4)."""

from __future__ import annotations

import re
from functools import cache

# The short form that stands for each term; the terms are those of CSL that pandoc knows, and the
# German, French and Spanish words for a page.
_PAGE = "p."
_TERMS = {
    _PAGE: "p pp pg page pages s seite seiten pag pagina paginas",
    "bk.": "bk bks book books",
    "ch.": "ch chs chap chaps chapter chapters kap kapitel",
    "col.": "col cols column columns",
    "fig.": "fig figs figure figures",
    "fol.": "fol fols folio folios",
    "l.": "l ll line lines",
    "n.": "n nn note notes",
    "no.": "no nos number",
    "para.": "para paras paragraph paragraphs ¶ ¶¶",
    "pt.": "pt pts part parts",
    "sec.": "sec secs section sections",
    "§": "§ §§",
    "tab.": "tab tabs table tables",
    "v.": "v vv verse verses",
    "vol.": "vol vols volume volumes",
}
_SHORT = {word: short for short, words in _TERMS.items() for word in words.split()}

_LABEL = "|".join(sorted(map(re.escape, _SHORT), key=len, reverse=True))
_ROMAN = r"(?=[ivxlcdm]{1,12}\b)m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})(?<=[ivxlcdm])\b"
_NUMBER = rf"(?:[a-z]{{0,2}}\d{{1,6}}(?:[.:]\d{{1,4}}){{0,3}}[a-e]?(?:\s?ff?\b\.?)?|{_ROMAN})"
_DASH = r"\s?[-\u2010-\u2015\u2212]{1,3}\s?"
_RANGE = rf"{_NUMBER}(?:{_DASH}{_NUMBER})?"
_NUMBERS = rf"{_RANGE}(?:\s?(?:,|;|&|and|und)\s?{_RANGE})*"
# Every repetition is bounded or starts with its own separator, so a failing match stays linear.
_LABELLED = rf"(?P<label>{_LABEL})(?P<gap>\.?\s?)(?P<numbers>{_NUMBERS})"
_PLAIN_PAGES = rf"{_RANGE}(?:, {_RANGE})*"
_SEVERAL = r",|f|(?:^|[^a-z])\d+[a-e]?-\d|^[ivxlcdm]+-[ivxlcdm]+$"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when it is first needed: a matrix of marks needs none of them."""
    return re.compile(pattern, re.IGNORECASE)


def leading(words: str, *, bare: bool = False) -> tuple[str, int]:
    """Find a locator at the very start of some words.

    Takes the words; with `bare`, a number without a label ("12-14") counts as pages. Gives the
    locator in its stored form and the number of characters it takes, or ("", 0).
    """
    match = _compiled(_LABELLED).match(words)
    if match and _is_label(match):
        return _stored(match), match.end()
    match = _compiled(_NUMBERS).match(words) if bare else None
    if match and match.group()[0].isdigit():
        return _tidy(match.group()), match.end()
    return "", 0


def normalise(locator: str) -> str:
    """Give the stored form of a locator: pages without their label, other terms in short.

    "p. 12" and "S. 12" become "12", "pp. 12–14" "12-14", "chapter 3" "ch. 3"; words that are no
    locator of a known kind stay as they are, with single spaces.
    """
    words = " ".join(locator.split())
    match = _compiled(_LABELLED).fullmatch(words.rstrip("."))
    if match and _is_label(match):
        return _stored(match)
    return _tidy(words) if _compiled(_NUMBERS).fullmatch(words) else words


def cite(locator: str) -> str:
    """Give a stored locator as pandoc's citations want it: "12" as "p. 12", "12-14" as "pp. 12-14".

    Characters that would end the citation or begin another one are taken out.
    """
    words = " ".join(locator.replace(";", ",").translate(_UNCITABLE).split())
    if not _compiled(_PLAIN_PAGES).fullmatch(words):
        return words
    return f"pp. {words}" if _compiled(_SEVERAL).search(words) else f"p. {words}"


_UNCITABLE = {ord(mark): " " for mark in "[]{}@"}


def _is_label(match: re.Match[str]) -> bool:
    """Whether the label is set off from what follows as a label is: "p. 12", "p12", not "l2" or "vi"."""
    label, gap, numbers = match.group("label"), match.group("gap"), match.group("numbers")
    return bool(gap) or label[0] in "§¶" or (numbers[0].isdigit() and _SHORT.get(label.lower()) == _PAGE)


def _stored(match: re.Match[str]) -> str:
    short = _SHORT[match.group("label").lower()]
    numbers = _tidy(match.group("numbers"))
    return numbers if short == _PAGE else f"{short} {numbers}"


def _tidy(numbers: str) -> str:
    dashed = re.sub(r"\s?(ff?)\b\.?", r"\1", re.sub(_DASH, "-", numbers))
    return re.sub(r"\s?(?:,|;|&|\band\b|\bund\b)\s?", ", ", dashed)
