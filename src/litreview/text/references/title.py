"""Find the title of a reference: quotes and emphasis say where it ends, else the place that most speaks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from litreview.text.references.title_ends import LOOKED_AT, SENTENCE_ENDS, End, ends_of, rests
from litreview.text.references.title_weights import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUOTES = {
    "»": "«",
    "《": "》",
    "〈": "〉",
    "「": "」",
    "『": "』",
    "“": "”",
    '"': '"”',
    "„": '“”"',
    "«": "»",
    "‘": "’",
    "‚": "‘",
    "'": "'",
    "`": "'’",
}
_CONTINUES = re.compile(
    r"[?!]\s|\s*(?:[:–—]\s|(?!in\b|ed\b|eds\b|edited|trans|pp?\b|vol|no\b|unpub|the\b|submitted|from\b|presented"
    r"|paper|dans|int\b|et\b|and\b|mit\b|mimeo|diss)[a-zà-ÿ])"
)
TYPE_MARK = re.compile(
    r"\s*\[(?P<mark>(?:J|M|C|D|R|S|P|N|G|A|Z|EB|DB|CP|CM|DS|M/OL|K)(?:/(?:OL|CD|MT|DK))?)\]"
)
_ADDITION = re.compile(
    r"\s*(?:\[(?P<square>[^\[\]]*\b(?:dvd|film|motion picture|video|software|web ?log|blog|audio|cd|podcast|map"
    r"|data ?set|brochure|dissertation|thesis|letter|abstract|internet|editorial"
    r"|lecture|television|poster|review of|online|en ligne|electronic)\b[^\[\]]*)\]"
    r"|\((?P<round>[^()]*\b(?:report|dissertation|thesis|thèse|series|edition|press|publish\w*|film"
    r"|video|abstract of|working paper|no\.|verlag|university|association|learning|unpublished"
    r"|\d+\w{0,3}\.? ed)\b[^()]*)\)"
    r"|,\s*\(?(?P<year>(?:1[5-9]|20)\d\d)\)?)\s*$",
    re.IGNORECASE,
)


class Title(NamedTuple):
    """Where a title stands in the text, where the rest begins, and the GB/T 7714 mark after it."""

    start: int
    end: int
    after: int
    mark: str = ""
    quoted: bool = False


def find_title(
    shape: str, start: int, emphasised: Sequence[tuple[int, int]], *, stops: str, dated: bool
) -> Title:
    """Find the title of a reference.

    Takes the shape with links blanked out, where the authors and the date before the title end, what is
    emphasised, the mark that the parts before it ended with (".", "," or ""), and whether a date is among them.
    """
    while start < len(shape) and shape[start] in " .,;:)]":
        start += 1
    mark = TYPE_MARK.search(shape, start)
    if mark:
        return Title(start, mark.start(), mark.end(), mark["mark"])
    quoted = _quoted(shape, start)
    if quoted:
        return quoted
    for first, last in emphasised:
        if first <= start + 1 < last - 1 and last - start > 3:  # noqa: PLR2004
            return _whole_emphasis(shape, start, last, stops=stops, dated=dated)
        if first > start + 3:
            return _before_emphasis(shape, start, first, dated=dated)
    return _by_evidence(shape, start, stops=stops, dated=dated)


def _quoted(shape: str, start: int) -> Title | None:
    if start >= len(shape) or shape[start] not in _QUOTES:
        return None
    opening = shape[start]
    if shape.startswith("''", start) or shape.startswith("``", start):
        end = shape.find("''", start + 2)
        return Title(start + 2, end, end + 2, quoted=True) if end > 0 else None
    at = start + 1
    depth = 1
    while at < len(shape):
        letter = shape[at]
        if letter == opening and opening not in _QUOTES[opening]:
            depth += 1
        elif letter in _QUOTES[opening] and not _inside_word(shape, at):
            depth -= 1
            if depth == 0:
                if _goes_on(shape, at, opening):
                    return None
                return Title(start + 1, at, at + 1, quoted=True)
        at += 1
    return None


def _goes_on(shape: str, at: int, opening: str) -> bool:
    """Whether the title goes on after the closing quote at `at`: “Monkey See”: the influence of work groups."""
    if shape[at - 1] in ",.":
        return False
    if opening in "‘'" and re.match(r"\s+(?!in\b|eds?\b|pp?\b|trans)[a-z]", shape[at + 1 : at + 9]):
        return True
    if re.match(r"\s+[A-ZÀ-Þ]", shape[at + 1 : at + 4]) and not rests(shape[at + 1 : at + LOOKED_AT]):
        return True
    return bool(_CONTINUES.match(shape, at + 1))


def _inside_word(shape: str, at: int) -> bool:
    """Whether a closing mark is an apostrophe: "Verdi’s"; a quotation mark ends at white space or a stop."""
    if shape[at] not in "’'":
        return False
    return at + 1 < len(shape) and (
        shape[at + 1].isalnum() or (shape[at - 1] == "s" and shape[at + 1] == " " and "’" in shape[at + 2 :])
    )


def _whole_emphasis(shape: str, start: int, last: int, *, stops: str, dated: bool) -> Title:
    """Take the emphasised stretch as the title; a word that it breaks in the middle ("*China'* s") goes on."""
    if (
        last < len(shape)
        and re.match(r"\s?\w|['’]", shape[last - 1 : last + 1])
        and re.match(r"['’]|\s?[a-z]", shape[last:])
    ):
        return _by_evidence(shape, start, stops=stops, dated=dated)
    return Title(start, last, last)


def _before_emphasis(shape: str, start: int, first: int, *, dated: bool) -> Title:
    """End the title before what is emphasised after it: that is its container (or publisher)."""
    introduced = re.search(r"[.,?!]\s+(?:In|in)\b:?[^?!]*$", shape[start:first])
    found = _by_evidence(shape[:first].rstrip() + " ", start, stops=".", dated=dated) if introduced else None
    if found and found.end > start:
        return found
    end = first
    while end > start and shape[end - 1] in " .,;:":
        end -= 1
    return Title(start, end + (shape[end : end + 1] in "?!"), first)


def _by_evidence(shape: str, start: int, *, stops: str, dated: bool) -> Title:
    """End the title where the most speaks for it."""
    best = max(ends_of(shape, start, stops=stops, dated=dated), key=weight)
    return Title(start, best.after if best.mark in SENTENCE_ENDS else best.at, best.after)


def weight(end: End) -> float:
    """Give how much speaks for a title to end there; `benchmarks/fit_titles.py` measures what each sign counts."""
    return sum(WEIGHTS.get(sign, 0.0) for sign in end.signs)


def tidy_title(title: str, *, dated: bool) -> tuple[str, str]:
    """Take punctuation and quotes off a title; give it with what follows in brackets ("[DVD]", "(Report)").

    A year at its end is no part of it, unless the date stood before it (dated).
    """
    title = _without_stop(title)
    addition = ""
    match = _ADDITION.search(title)
    if match and match.start() > 0 and not (dated and match["year"]):
        addition = match["square"] or match["round"] or ""
        title = _without_stop(title[: match.start()])
    for opening, closing in ("“”", '""', "«»", "‘’", "《》"):
        if title.startswith(opening) and title.endswith(closing) and opening not in title[1:-1]:
            title = title[1:-1].strip(" ,")
    return title, addition


def _without_stop(title: str) -> str:
    title = title.strip(" ,;:–—")
    if title.endswith(".") and not re.search(r"\b[A-Z]\.$|\.\.\.$", title):
        title = title[:-1].rstrip()
    return title
