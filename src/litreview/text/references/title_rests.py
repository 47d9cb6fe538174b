"""Say how the rest of a reference can begin after its title: a journal and a volume, an editor, a town, a thesis ..."""

from __future__ import annotations

import re

from litreview.text.references.lexicon import (
    CONTAINERS,
    MONTH_NAMES,
    ORGANISATIONS,
    PLACES,
    PUBLISHERS,
    REGIONS,
)

_CAP = r"[A-ZÀ-ÞΑ-ΩА-Я]"
_TOWN = (
    rf"{_CAP}[\w.’'/-]*(?:(?:,?\s|\s?&\s?|\s/\s?)(?:(?:and|am|an|de|la|le|der|on|upon|du|et|y)\s)?{_CAP}[\w.’'/-]*){{0,4}}"
    r"(?:\sa\.\s?M\.)?"
)
_SHORT = rf"{_CAP}(?:[^.,;:?!()\[\]\"“”]|\.(?!(?<=[a-zà-ÿ]{{5}}\.)(?!\s[A-ZÀ-Þ][\w-]*\.))){{1,90}}?"
"""A short title: its full stops are those of short forms, not of a sentence. Each can be read in one way only:
with two ways "A. A. A. ..." takes exponential time.
"""
_YEAR = r"(?:1[5-9]|20)\d\d"


def _rest(name: str, pattern: str, *, ignore_case: bool = False) -> tuple[str, re.Pattern[str]]:
    return name, re.compile(pattern, re.IGNORECASE if ignore_case else 0)


RESTS = (
    _rest(
        "in proceedings",
        r"in:?\s+(?:proc|[A-ZÀ-Þ][^,]{1,60}(?:\(eds?|,\s*eds?\b|,\s*editors?))",
        ignore_case=True,
    ),
    _rest("in", r"In:?\s*[“\"«„‘]?[A-ZÀ-Þ0-9]"),
    _rest("in, small", r"in:?\s+[“\"«„‘]?(?:[A-ZÀ-Þ0-9][\w’'&-]*\s+|the\s+|\w+\s+){0,2}[A-ZÀ-Þ0-9]"),
    _rest("in, foreign", r"(?:[Dd]ans|[Ee]n|//)\s?:?\s*[«“]?[A-ZÀ-Þ]"),
    _rest("container", rf"(?:\w[\w.&’'-]*\s+){{0,6}}(?:{CONTAINERS})"),
    _rest("container at once", rf"(?:The\s|La\s|Le\s)?(?:{CONTAINERS})"),
    _rest(
        "journal, labelled volume",
        rf"{_SHORT}[\s,.:;]+(?:(?:vol(?:ume)?|v|bd|t|tome|no|nr|n[°º]|issue|num)\s?\.?\s?)\d",
        ignore_case=True,
    ),
    _rest("journal, volume", rf"{_SHORT}[\s,.:;]+(?:\d{{1,4}}[a-z]?|[IVXLC]{{1,7}})\s?(?:[(:,;.]|$)"),
    _rest("journal, volume and issue", rf"{_SHORT}[\s,.:;]+\d{{1,4}}\s?(?:\(|[,.:]\s?\d)"),
    _rest(
        "journal, year",
        rf"{_SHORT}[\s,.:;]+\(?(?:(?:{MONTH_NAMES})\.?\s+)?{_YEAR}[a-z]?\)?\s?(?:[;:,.]|(?i:{MONTH_NAMES})\b)",
    ),
    _rest("journal, year and volume", rf"{_SHORT}[\s,.:;]+{_YEAR}[^.;,]{{0,12}}[;,]\s?\d"),
    _rest("journal, pages", rf"{_SHORT}[\s,.]+\(?(?:pp?|pages?|s)\b\.?\s?\d", ignore_case=True),
    _rest("journal, three numbers", rf"{_SHORT},?\s\d{{1,4}}\s\d"),
    _rest("journal with commas", rf"{_CAP}[^;:?!()]{{2,80}}\.\s(?:19|20)\d\d\b"),
    _rest("short forms", r"(?:[A-Z]\w{0,9}(?:\.\s?|\s)){0,5}[A-Z]\w{0,9}\.[,\s]*(?:\(|\d|vol)"),
    _rest("town: publisher", rf"{_TOWN}\s?:\s*{_CAP}[^,.;:]*(?i:{PUBLISHERS})"),
    _rest("town: name, year", rf"{_TOWN}\s?:\s*{_CAP}[^.;:()]{{1,70}}?(?:,\s*{_YEAR}|\.?\s*$)"),
    _rest("town: name", rf"{_TOWN}\s?:\s*{_CAP}"),
    _rest(
        "known town:", rf"(?:{PLACES})\b[^,.:;()]{{0,20}}(?:,\s?\w[\w.]{{1,20}})?\s?:", ignore_case=True
    ),
    _rest(
        "known town, year",
        rf"(?:{PLACES})\b(?:,\s?[A-Z][\w.]{{1,12}})?\s*(?:[(&/;)\]]|and\b|,?\s*{_YEAR}|,[^,.]*(?:{PUBLISHERS})|[.\s]*$)",
        ignore_case=True,
    ),
    _rest("known town", rf"(?:{PLACES})\b\s*[,.;]", ignore_case=True),
    _rest("known town, name, year", rf"(?:{PLACES})\b,[^,.;:()]{{3,40}},\s*{_YEAR}", ignore_case=True),
    _rest("town, region", rf"{_TOWN},\s*(?:{REGIONS})\b\.?\s*[:,;.]"),
    _rest("region", rf"(?:{REGIONS})\b\.?\s*[:,;.]"),
    _rest("publisher", rf"[^,.;:()]{{0,50}}(?:{PUBLISHERS})", ignore_case=True),
    _rest("publisher, year", rf"[^,.;:()]{{0,50}}(?:{PUBLISHERS})[^.;:()]{{0,30}}[,.]\s*{_YEAR}", ignore_case=True),
    _rest("name, known town", rf"{_TOWN},\s*(?i:{PLACES})\b[.,]?\s*(?:\(?{_YEAR}|$)"),
    _rest("name, town, year", rf"{_CAP}[^,.;:()]{{2,40}},\s{_CAP}[^,.;:()]{{2,25}},\s{_YEAR}\W*$"),
    _rest(
        "organisation",
        rf"(?:\w[\w.&’'-]*\s+){{0,5}}(?:{'|'.join(map(re.escape, sorted(ORGANISATIONS, key=len, reverse=True)))})\b",
        ignore_case=True,
    ),
    _rest(
        "edition",
        r"(?:(?:\d+\s?(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|rev(?:ised|\.)|new)[^.,]{0,20}\b(?:ed|aufl|éd)|\d+\w{0,4}\.?\s?(?:aufl|ed\b|éd)|revised\b)",
        ignore_case=True,
    ),
    _rest("volume", r"(?:vol(?:ume)?s?|no|nr|bd|t|tome|part|pt)\b\.?\s?(?:\d|[IVX]+\b)", ignore_case=True),
    _rest("volumes", r"\d+\s+vols?\b", ignore_case=True),
    _rest("pages", r"(?:pp?|pages?|s|ss)\b\.?\s?[\dA-Z]?\d", ignore_case=True),
    _rest("number of pages", r"\d{2,4}\s?(?:pp?|S|s|с|pages)\b"),
    _rest("year", rf"{_YEAR}[a-z]?\b(?!\s?[-\u2013]\s?\d)"),
    _rest("year at the end", rf"{_YEAR}[a-z]?\b\W*$"),
    _rest(
        "date",
        rf"(?:(?:{MONTH_NAMES})\b\.?[\s,]*(?:\d{{1,2}},?\s*)?{_YEAR}|\d\d?[./]\d\d?[./]{_YEAR})",
        ignore_case=True,
    ),
    _rest("editor, inverted", rf"{_CAP}[\w’'-]+,\s(?:[A-Z]\.\s?)+[^:;]{{0,80}}?\b[Ee]ds?\b"),
    _rest(
        "editor in brackets",
        rf"{_CAP}[^:;()]{{3,80}}\((?:[Ee]ds?\.?|[Tt]rans\.?|[Hh]rsg\.?|dirs?\.?|ed\. and trans\.)\)",
    ),
    _rest("edited", r"\(?eds?\.?\)?\s+(?:by\s+)?[A-Z]"),
    _rest(
        "edited or translated",
        r"(?:ed(?:ited|s?\.)?\s+(?:by\s+)?[A-Z]|trans(?:lated|\.)|translation|[uü]bers|trad\.|traduit|introd|hrsg|edition\b"
        r"|editors?\b|with\s+an?\s+introduction|tr\.|dir\.\s|directed\s+by|perf\.\s)",
        ignore_case=True,
    ),
    _rest("inverted name", rf"{_CAP}[\w’'-]+,\s[A-Z]\.(?:\s?[A-Z]\.)*[,\s]"),
    _rest(
        "thesis",
        r"(?:ph\.?\s?d|m\.?\s?sc|m\.?\s?a\.|master|doctora|diss|thesis|thèse|tesis|tese\b|mémoire|habilitation|diplom)",
        ignore_case=True,
    ),
    _rest(
        "report",
        r"(?:technical\s+report|tech\.?\s?rep|rapport|working\s+paper|research\s+report|report\b|discussion\s+paper)",
        ignore_case=True,
    ),
    _rest(
        "unpublished",
        r"(?:unpublished|manuscript|mimeo|preprint|arxiv|submitted|in\s+press|to\s+appear|forthcoming)",
        ignore_case=True,
    ),
    _rest(
        "presented",
        r"(?:paper\s+(?:presented|submitted)|present(?:ed|ation)\b|poster|vortrag|cours\b|lecture\b|conférence|communication\b)",
        ignore_case=True,
    ),
    _rest("patent or law", r"(?:u\.?s\.?\s+patent|patent\b|§|law\b)", ignore_case=True),
    _rest("number", r"\d{1,4}\s*(?:[(:,;]|$)"),
    _rest(
        "available",
        r"(?:available\b|retrieved\b|accessed\b|disponible|consult|repr(?:int|\.)|http|doi\b)",
        ignore_case=True,
    ),
    _rest(
        "medium",
        r"\[?(?:dvd|cd|film|motion picture|video|television|web|online|en ligne|print)\b",
        ignore_case=True,
    ),
    _rest("series in brackets", r"(?:\w+\s+){0,4}[A-Z][^()]{2,60}\d+(?:;|\))"),
    _rest("place and year in brackets", rf"[^()]{{3,60}}:\s[^()]{{3,80}}\b{_YEAR}"),
)  # fmt: skip
"""Each beginning and its name, by which `title_weights` says what it counts."""

IN_SMALL_LETTERS = tuple(
    rest for rest in RESTS if rest[1].flags & re.IGNORECASE or not rest[1].pattern.startswith(_CAP)
)
"""Those that can begin with a small letter: the others need not be tried where one stands."""
