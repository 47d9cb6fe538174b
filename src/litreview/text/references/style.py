"""Tell the citation style of printed references by the marks that only that style has."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_INITIALS = r"(?:[A-ZÀ-Þ]\.[\s-]?)+"
_FAMILY = r"[A-ZÀ-Þ][\w’'‐-]+(?:[\s-][\w’'-]+){0,2}"
_INVERTED = rf"{_FAMILY},\s?{_INITIALS}"
_FULL = rf"{_FAMILY},\s[A-ZÀ-Þ][\w’'-]{{2,}}"
_YEAR = r"(?:1[4-9]|20)\d\d[a-z]?"
_NUMBER = r"\s*(?:[-*]\s+)?(?:\[?\d{1,4}[\].)]*\s*)?"

STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("GB/T 7714", re.compile(r".*\[(?:J|M|C|D|R|S|P|N|EB/OL|DB/OL|Z)(?:/OL)?\]", re.DOTALL)),
    ("APA", re.compile(rf"{_NUMBER}[^“\"(]{{2,1500}}\((?:{_YEAR}(?:,[^()]*)?|n\.d\.|in press)\)\.\s")),
    (
        "Vancouver",
        re.compile(
            rf"{_NUMBER}{_FAMILY}\s[A-Z]{{1,3}}(?:,|\.|\s).*?(?:{_YEAR}[^;]{{0,12}};\s?\d|{_YEAR}\.)",
            re.DOTALL,
        ),
    ),
    (
        "IEEE",
        re.compile(
            rf"{_NUMBER}{_INITIALS}\s?{_FAMILY}[^“\"]{{0,1500}}[“\"].+?,[”\"].*(?:vol\.|pp\.|no\.|{_YEAR})",
            re.DOTALL,
        ),
    ),
    (
        "Harvard",
        re.compile(
            rf"{_NUMBER}[^“\"(]{{2,1500}}?\(?{_YEAR}\)?,?\s+[‘']|{_NUMBER}(?:{_INVERTED}|[^“\"(.]{{2,60}})[^“\"(]{{0,1500}}?(?:\({_YEAR}\),?\s|\s{_YEAR},\s)"
        ),
    ),
    (
        "Chicago author-date",
        re.compile(rf"{_NUMBER}(?:{_FULL}|{_INVERTED})[^“\"(]{{0,1500}}?\.?\s{_YEAR}[.:]\s"),
    ),
    ("Chicago notes", re.compile(rf"{_NUMBER}[^(]{{2,1500}}\([^()]{{2,60}}:\s?[^()]{{2,80}},\s?{_YEAR}\)")),
    ("MLA", re.compile(rf"{_NUMBER}{_FULL}[^(]*\.\s.*{_YEAR}", re.DOTALL)),
    ("numbered initials first", re.compile(rf"{_NUMBER}{_INITIALS}\s?{_FAMILY}.*{_YEAR}", re.DOTALL)),
)
"""Each style and the look of its entries, the most telling first."""
OTHER = "other"
LOOKED_AT = 2000


def style_of(references: Iterable[str]) -> str:
    """Give the style that most of the references are printed in, or "other"."""
    counts = Counter(_style(reference[:LOOKED_AT]) for reference in references)
    return counts.most_common(1)[0][0] if counts else OTHER


def _style(reference: str) -> str:
    return next((name for name, look in STYLES if look.match(reference)), OTHER)
