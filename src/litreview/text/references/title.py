"""Find where a title ends: quotes and emphasis say it, else the boundary with the best evidence after it.

Every full stop and comma is a candidate; what follows is compared with how the rest of a reference can
begin (a journal with its volume, "In ... (Eds.)", a place and a publisher, pages, a thesis).
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from litreview.text.references.lexicon import ABBREVIATIONS, CONTAINERS, MONTHS, PLACES, PUBLISHERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
_BOUNDARY = re.compile(
    r"[.?!]+[)\]]?(?=\s|$|[\"”’])|[,;:](?=\s|$)|(?<=[\u3400-\u9fff])[.,:?!;]|(?<=[)\]])[.,:]|\s(?=\()|\s[-–—]\s|\s(?=In\b)"
    r"|\s(?=(?:New York|London|Paris|Berlin|Oxford|Cambridge|Toronto|Chicago|Boston|Amsterdam|Leiden)"
    r"(?:\s?[;/&,]\s?\w+)?\s?:\s)|\s{5,}(?=\S)|(?<=[a-z])\.(?=[A-Z])"
)
TYPE_MARK = re.compile(
    r"\s*\[(?P<mark>(?:J|M|C|D|R|S|P|N|G|A|Z|EB|DB|CP|CM|DS|M/OL|K)(?:/(?:OL|CD|MT|DK))?)\]"
)
_MONTH = "|".join(sorted((re.escape(name) for name in MONTHS), key=len, reverse=True))
_BRACKETED = re.compile(
    r"\((?:\d+(?:st|nd|rd|th)|rev|vols?\b|pp?\b|\w+\s+ed(?:\.|ition|n)|\d+\w{0,4}\.?\s?(?:ed|éd|aufl)"
    r"|[^()]{3,60}:\s[^()]{3,80}\b(?:1[5-9]|20)\d\d)",
    re.IGNORECASE,
)
_COMMAS = re.compile(r"\s*[A-ZÀ-Þ][^;:?!()]{2,80}\.\s(?:19|20)\d\d\b")
"""A journal with commas in its title, and a year: "Aviation, Space, and Environmental Medicine. 2012"."""
_FIRM = re.compile(
    r"\s*(?:\d+\s+vols?\b|vol(?:ume)?s?\.?\s|ed\.\s[A-Z]|edited by|trans\.|translated|\(ed(?:s|\.)"
    r"|\d+(?:st|nd|rd|th)\s+ed|(?:rev\w*\.?|second|third|fourth|fifth|sixth)\s+ed)",
    re.IGNORECASE,
)
_CHAPTER = re.compile(r"(?:^|\s)(?:chapter|part|chap|kapitel|chapitre|no)\s+\d+$", re.IGNORECASE)
_INITIAL = re.compile(r"(?:^|[\s-])[A-ZÀ-Þ]$")
SENTENCE_ENDS = frozenset("?!")
LINK = " " * 5  # where a link was blanked out
SOME = 3.0
"""Evidence from which a boundary is not passed by lightly."""
MOST_BOUNDARIES = 80
LONGEST = 700


class Rule(NamedTuple):
    """How a rest of a reference can begin, and how much that speaks for a boundary before it."""

    weight: float
    pattern: re.Pattern[str]


def _rule(weight: float, pattern: str, *, ignore_case: bool = True) -> Rule:
    return Rule(weight, re.compile(r"[\s(\[]*" + pattern, re.IGNORECASE if ignore_case else 0))


_CAP = r"[A-ZÀ-ÞΑ-ΩА-Я]"
_TOWN = (
    rf"{_CAP}[\w.’'/-]*(?:(?:,?\s|\s?[&/]\s?)(?:(?:and|am|an|de|la|le|der|on|upon|du|et|y|&)\s)?{_CAP}[\w.’'/-]*){{0,4}}"
    r"(?:\sa\.\s?M\.)?"
)
_SHORT = rf"{_CAP}(?:[^.,;:?!()\[\]\"“”]|\.(?!(?<=[a-zà-ÿ]{{5}}\.)(?!\s[A-ZÀ-Þ][\w-]*\.))){{1,90}}?"
"""A short title: its full stops are those of short forms, not of a sentence. Each can be read in one way only:
with two ways "A. A. A. ..." takes exponential time.
"""
RULES = (
    _rule(6, r"in:?\s+(?:proc|[A-ZÀ-Þ][^,]{1,60}(?:\(eds?|,\s*eds?\b|,\s*editors?))"),
    _rule(5, r"In:?\s*[“\"«„‘]?[A-ZÀ-Þ0-9]", ignore_case=False),
    _rule(
        4.5, r"in:?\s+[“\"«„‘]?(?:[A-ZÀ-Þ0-9][\w’'&-]*\s+|the\s+|\w+\s+){0,2}[A-ZÀ-Þ0-9]", ignore_case=False
    ),
    _rule(4, rf"(?:\w[\w.&’'-]*\s+){{0,6}}(?:{CONTAINERS})", ignore_case=False),
    _rule(
        5,
        rf"{_SHORT}[\s,.:;]+(?:(?:vol(?:ume)?|v|bd|t|tome|no|nr|n[°º]|issue|num)\s?\.?\s?)\d",
        ignore_case=True,
    ),
    _rule(4.5, rf"{_SHORT}[\s,.:;]+(?:\d{{1,4}}[a-z]?|[IVXLC]{{1,7}})\s?(?:[(:,;.]|$)", ignore_case=False),
    _rule(
        4,
        rf"{_SHORT}[\s,.:;]+\(?(?:(?:{_MONTH})\.?\s+)?(?:1[5-9]|20)\d\d[a-z]?\)?\s?(?:[;:,.]|(?i:{_MONTH})\b)",
        ignore_case=False,
    ),
    _rule(5, rf"{_TOWN}\s?:\s*{_CAP}[^,.;:]*(?i:{PUBLISHERS})", ignore_case=False),
    _rule(4.5, rf"{_TOWN}\s?:\s*{_CAP}[^.;:()]{{1,70}}?(?:,\s*(?:1[5-9]|20)\d\d|\.?\s*$)", ignore_case=False),
    _rule(2.5, rf"{_TOWN}\s?:\s*{_CAP}", ignore_case=False),
    _rule(5, rf"(?:{PLACES})\b[^,.:;()]{{0,20}}(?:,\s?\w[\w.]{{1,20}})?\s?:"),
    _rule(
        4.5,
        rf"(?:{PLACES})\b(?:,\s?[A-Z][\w.]{{1,12}})?\s*(?:[(&/;)\]]|and\b|,?\s*(?:1[5-9]|20)\d\d|,[^,.]*(?:{PUBLISHERS})|[.\s]*$)",
    ),
    _rule(2.5, rf"(?:{PLACES})\b\s*[,.;]"),
    _rule(3.5, rf"[^,.;:()]{{0,50}}(?:{PUBLISHERS})"),
    _rule(
        5,
        r"(?:(?:\d+(?:st|nd|rd|th)|second|third|fourth|fifth|rev(?:ised|\.))[^.,]{0,20}\b(?:ed|aufl|éd)|\d+\w{0,4}\.?\s?(?:aufl|ed\b|éd))",
    ),
    _rule(4, r"(?:vol(?:ume)?s?|no|nr|bd|t|tome|part|pt)\b\.?\s?(?:\d|[IVX]+\b)"),
    _rule(5, r"(?:pp?|pages?|s|ss)\b\.?\s?[\dA-Z]?\d"),
    _rule(4.5, r"(?:1[5-9]|20)\d\d[a-z]?\b(?!\s?[-\u2013]\s?\d)"),
    _rule(5.5, rf"{_CAP}[\w’'-]+,\s(?:[A-Z]\.\s?)+[^:;]{{0,80}}?\b[Ee]ds?\b", ignore_case=False),
    _rule(4.5, rf"{_CAP}[^:;()]{{3,80}}\((?:eds?\.?|trans\.?|ed\. and trans\.)\)", ignore_case=False),
    _rule(4.5, rf"{_TOWN},\s*(?i:{PLACES})\b[.,]?\s*(?:\(?(?:1[5-9]|20)\d\d|$)", ignore_case=False),
    _rule(4.5, rf"(?:{PLACES})\b,[^,.;:()]{{3,40}},\s*(?:1[5-9]|20)\d\d"),
    _rule(3.5, rf"(?:{_MONTH})\b\.?[\s,]*(?:\d{{1,2}},?\s*)?(?:1[5-9]|20)\d\d"),
    _rule(
        5,
        r"(?:ph\.?\s?d|m\.?\s?sc|m\.?\s?a\.|master|doctoral|diss|thesis|thèse|technical\s+report|tech\.?\s?rep|rapport|unpublished|manuscript|mimeo|working\s+paper|research\s+report|report\s+(?:no|\w*\d)|preprint|arxiv|paper\s+presented|presented\s+(?:at|to)|poster|u\.?s\.?\s+patent|submitted|in\s+press|to\s+appear|forthcoming)",
    ),
    _rule(4.5, r"\(?eds?\.?\)?\s+(?:by\s+)?[A-Z]", ignore_case=False),
    _rule(
        4,
        r"(?:ed(?:ited|s?\.)?\s+(?:by\s+)?[A-Z]|trans(?:lated|\.)|translation|übers|trad\.|introd|hrsg|edition\b"
        r"|editors?\b|with\s+an?\s+introduction)",
    ),
    _rule(3, r"\d{1,4}\s*(?:[(:,;]|$)"),
    _rule(4.5, rf"{_SHORT}[\s,.]+\(?(?:pp?|pages?|s)\b\.?\s?\d"),
    _rule(4.5, rf"{_SHORT},?\s\d{{1,4}}\s\d", ignore_case=False),
    _rule(
        5.5,
        r"(?:\d+\s+vols?\b|trans(?:lated\b|\.)|tr\.|dir\.\s|directed\s+by|perf\.\s|available\b|retrieved\b"
        r"|accessed\b|repr(?:int|\.)|\[?(?:dvd|film|motion picture)\b)",
    ),
)


class Title(NamedTuple):
    """Where a title stands in the text, where the rest begins, and the GB/T 7714 mark after it."""

    start: int
    end: int
    after: int
    mark: str = ""
    quoted: bool = False


def find_title(shape: str, start: int, emphasised: Sequence[tuple[int, int]], *, stops: str) -> Title:
    """Find the title of a reference.

    Takes the shape with links blanked out, where the authors and the date before the title end, what is
    emphasised, and the mark that the parts before it ended with (".", "," or "").
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
            return _whole_emphasis(shape, start, last, stops=stops)
        if first > start + 3:
            return _before_emphasis(shape, start, first)
    return _by_evidence(shape, start, stops=stops)


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
    if re.match(r"\s+[A-ZÀ-Þ]", shape[at + 1 : at + 4]) and _evidence(shape, at + 1) == 0:
        return True
    return bool(_CONTINUES.match(shape, at + 1))


def _inside_word(shape: str, at: int) -> bool:
    """Whether a closing mark is an apostrophe: "Verdi’s"; a quotation mark ends at white space or a stop."""
    if shape[at] not in "’'":
        return False
    return at + 1 < len(shape) and (
        shape[at + 1].isalnum() or (shape[at - 1] == "s" and shape[at + 1] == " " and "’" in shape[at + 2 :])
    )


def _whole_emphasis(shape: str, start: int, last: int, *, stops: str) -> Title:
    """Take the emphasised stretch as the title; a word that it breaks in the middle ("*China'* s") goes on."""
    if (
        last < len(shape)
        and re.match(r"\s?\w|['’]", shape[last - 1 : last + 1])
        and re.match(r"['’]|\s?[a-z]", shape[last:])
    ):
        return _by_evidence(shape, start, stops=stops)
    return Title(start, last, last)


def _before_emphasis(shape: str, start: int, first: int) -> Title:
    """End the title before what is emphasised after it: that is its container (or publisher)."""
    introduced = re.search(r"[.,?!]\s+(?:In|in)\b:?[^?!]*$", shape[start:first])
    found = _by_evidence(shape[:first].rstrip() + " ", start, stops=".") if introduced else None
    if found and found.end > start:
        return found
    end = first
    while end > start and shape[end - 1] in " .,;:":
        end -= 1
    return Title(start, end + (shape[end : end + 1] in "?!"), first)


class _Mark(NamedTuple):
    """A boundary: its mark ("" for white space), its place, the text after it, and the evidence there."""

    mark: str
    at: int
    after: int
    evidence: float
    is_initial: bool = False


def _boundaries(shape: str, start: int) -> Iterator[_Mark]:
    """Give the places outside brackets where a title can end."""
    depth, counted = 0, start
    for match in islice(_BOUNDARY.finditer(shape, start + 1, start + LONGEST), MOST_BOUNDARIES):
        at = match.start()
        between = shape[counted:at]
        depth += between.count("(") + between.count("[") - between.count(")") - between.count("]")
        counted = at
        mark = match[0].strip()[:1] or (LINK if len(match[0]) >= len(LINK) else "")
        if depth > 0 or (mark == "." and _is_abbreviation(shape, at)):
            continue
        initial = mark == "." and _INITIAL.search(shape[max(start, at - 3) : at]) is not None
        yield _Mark(mark, at, match.end(), _evidence(shape, match.end()), initial)


def _by_evidence(shape: str, start: int, *, stops: str) -> Title:
    """End the title at the boundary that weighs most; each one that is passed makes the next ones dearer."""
    best, best_weight = Title(start, len(shape.rstrip(" .,;")), len(shape)), 0.5
    passed = 0.0
    for here in _boundaries(shape, start):
        rest = shape[here.after : here.after + 20]
        prior = _prior(shape, here, rest, stops=stops, fresh=passed == 0) - _too_short(shape[start : here.at])
        weight = here.evidence + prior - passed - 2.0 * here.is_initial
        if weight > best_weight:
            end = here.after if here.mark in SENTENCE_ENDS else here.at
            best, best_weight = Title(start, end, here.after), weight
        if not here.is_initial:
            passed += _toll(here, rest, stops=stops)
    return best


def _evidence(shape: str, after: int) -> float:
    """Weigh how much what follows a boundary looks like the rest of a reference."""
    rest = shape[after : after + 200]
    return max((rule.weight for rule in RULES if rule.pattern.match(rest)), default=0.0)


def _toll(here: _Mark, rest: str, *, stops: str) -> float:
    """Give what it costs to let the title go on beyond a boundary."""
    if here.mark == "." or here.mark in SENTENCE_ENDS:
        return 2.5 + (here.evidence >= SOME)
    if here.mark == "," and _FIRM.match(rest):
        return SOME
    if here.mark == "," and here.evidence >= SOME:
        return 1.0 if stops == "." else 1.5
    return 0.0


def _too_short(title: str) -> float:
    return {1: 1.5, 2: 0.5}.get(len(title.split()), 0.0)


def _prior(shape: str, here: _Mark, rest: str, *, stops: str, fresh: bool) -> float:
    """Weigh a boundary by its mark and the marks before it: lists keep to full stops, or to commas."""
    mark, evidence = here.mark, here.evidence
    if mark == ".":
        return _prior_of_stop(shape, here, rest, stops=stops)
    if mark in SENTENCE_ENDS:
        return 3.0 if re.match(r"\s*[(\[]?[A-ZÀ-Þ]", rest) else 0.0
    if mark in {",", ";"}:
        return 3.5 if fresh and _FIRM.match(rest) else {".": -1.0, "": 0.0}.get(stops, 1.5)
    if mark == ":":
        return -1.0 if evidence > 2 * SOME - 1.5 and stops == "," else -3.0
    if not mark and rest.startswith("("):
        return 4.0 if _BRACKETED.match(rest) else -1.0 if evidence >= SOME else -5.0
    return {LINK: 4.0, "": -0.5}.get(mark, -3.0)


def _prior_of_stop(shape: str, here: _Mark, rest: str, *, stops: str) -> float:
    """Weigh a full stop: the last one of the text says little, one before a small letter nothing."""
    prior = {".": 4.0, "": 3.5}.get(stops, 2.0)
    if not rest.strip(" .,;"):
        return 1.0
    if here.evidence < SOME and _COMMAS.match(shape, here.after):
        return prior + SOME
    return -2.0 if here.evidence == 0 and re.match(r"\s*[a-zà-ÿ]", rest) else prior


def _is_abbreviation(shape: str, at: int) -> bool:
    """Whether the full stop here belongs to a short form or an initial, and ends no sentence."""
    word = re.search(r"[^\s(\[“\"]*$", shape[max(0, at - 20) : at])
    text = word[0] if word else ""
    bare = text.rsplit("-", 1)[-1]
    if text.isdigit() and _CHAPTER.search(shape[max(0, at - 14) : at]):
        return True
    if len(bare) == 1 and bare.isalpha() and bare.isupper():
        return _evidence(shape, at + 1) < SOME + 1
    if text.lower() in ABBREVIATIONS:
        return True
    return bool(re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", text)) and not re.match(
        r"[.]\s+[A-Z]", shape[at : at + 4]
    )
