"""Bring titles into the form in which they are compared: without spaces, numbers apart, tails and kinds off.

"Erratum: Norms [Chinese]" and "Norms" have one core, but the first is an erratum, and an erratum is no
copy of its article. A split word ("Strateg ic"), a hyphen or a capital makes no difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from litreview.text.cjk import is_east_asian
from litreview.text.fold import fold

_TAIL = re.compile(
    r"\s*(?:\[[^\[\]]{0,60}\]|\[(?:errat\w+|see|comment|review|retract\w+|summary|corrected|update|republish\w*|plus|published|expression)\b[^\[\]]{0,250}(?:\[[^\[\]]{0,60}\][^\[\]]{0,60})?\]|\((?:(?:article |text |paper |book |in |written in )*(?:english|german|french|spanish|"
    r"chinese|japanese|russian|italian|portuguese|polish|dutch|korean|turkish|czech|danish|swedish|norwegian|hungarian|"
    r"ukrainian|croatian|serbian|arabic|persian|hebrew)(?: (?:with|and) [\w ]{1,40})?|reprint(?:ed)?|corrected|"
    r"with discussion|author's transl\w*|\d+ refs?\.?)\))\s*[.]?$",
    re.IGNORECASE,
)
"""What databases put behind a title: [Review], [44 refs], [corrected], (Chinese), (Article in English)."""
_EDITION = re.compile(
    r"[\s,;:.(\[]*\b(?:(?P<number>\d{1,2})(?:st|nd|rd|th|\.)?|(?P<word>second|third|fourth|fifth|sixth|seventh|eighth|"
    r"ninth|tenth|zweite|dritte|vierte|deuxi[eè]me|troisi[eè]me|segunda|tercera)|(?P<revised>revised|rev\.?|updated|expanded|"
    r"enlarged|new|neue|überarb\w*\.?)(?:,? (?:and|und|&) \w+\.?)?)[\s,]*(?:(?:completely |fully )?(?:revised|rev\.?|updated|"
    r"expanded|enlarged|int\w*\.?|überarb\w*\.?)[\s,]*)?(?:edition|edn|ed|aufl|auflage|édition|edición)\b\.?[)\]]*\s*$",
    re.IGNORECASE,
)
_ORDINALS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "zweite": 2, "dritte": 3, "vierte": 4, "deuxième": 2, "deuxieme": 2, "troisième": 3, "troisieme": 3, "segunda": 2,
    "tercera": 3, "first": 1, "erste": 1, "1st": 1, "2nd": 2, "3rd": 3,
}  # fmt: skip
_BEHIND = r"(?=\s*(?:to\b|for\b|[:.\])—–-]|$))"
_KINDS = {
    "erratum": r"(?:author |publisher )?(?:erratum|errata|corrigendum|corrigenda|correction|addendum|retraction|withdrawal|"
    rf"expression of concern)\b(?: notice)?{_BEHIND}",
    "reply": rf"(?:authors?['’]?s?['’]? )?(?:repl(?:y|ies)|response|rejoinder)(?: by [\w .]{{2,40}})?{_BEHIND}",
    "comment": r"(?:invited |a )?comment(?:ary|s)?(?=\s*(?:on\b|to\b|[:.—–-]))|letter to the editor|letter(?=\s*[:.])",
    "review": r"(?:book )?reviews?(?: essay)?(?!\W+arti[ck])(?=\s*(?:of\b(?!\s+(?:the )?literature)|[:—–-]))|book reviews?\b",
    "editorial": r"(?:guest )?editorial(?:s| notes?| comments?| introduction| statement| board)?\b|from the editors?\b|"
    r"editors?['’]?s? (?:note|introduction|comments?|preface)s?\b",
    "introduction": rf"(?:introduction|preface|foreword|prologue|afterword|epilogue)\b{_BEHIND}",
}
_START = re.compile(
    r"^[\[(\"'“]*\s*(?:"
    + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items())
    + r")(?:\s*(?:to|on|of|for)(?: the)?(?: article| paper)?(?=\W|$))?[\s:.,\"“\])—–-]*",
    re.IGNORECASE,
)
_END = re.compile(
    r"[\s:;,.(\[—–-]+(?:(?P<erratum>errat(?:um|a)|corrigend(?:um|a)|correction|retraction)|"
    r"(?P<reply>(?:authors?['’]?s?['’]? )?(?:repl(?:y|ies)|response|rejoinder))|(?P<comment>(?:a )?comment(?:ary|s)?)|"
    r"(?P<review>book review|(?<=[(\[])review))[\s.)\]]*$",
    re.IGNORECASE,
)
_RETRACTED = re.compile(r"^\W*(?:retracted|withdrawn)(?: article| paper| chapter)?\s*[:.—–-]\s*", re.IGNORECASE)
"""The mark that an article itself gets: RETRACTED ARTICLE: ..., unlike the notice of it."""
_BOOK_REVIEW = re.compile(r"\s*[\[(](?:book )?review(?: of the book)?[\])]\s*\.?$", re.IGNORECASE)
_VOLUME = re.compile(
    r"[\s,.:;(\[—–-]+(?:volume|vol\.?|band|bd\.?|tome|tomo)\s+(\d{1,3}|[ivx]{1,6}|one|two|three|four|five)\b[)\]]?(?=\s*(?:[:.,;—–-]|$))",
    re.IGNORECASE,
)
"""The volume of a work in its title: The Sources of Social Power, Volume 1: A History."""
_DOCUMENT = re.compile(
    r"[\s,.:;(\[—–-]+(?:un doc\.?\s*)?((?:[A-Z]{1,5}(?:/[A-Z0-9.()]+){2,}|(?:COM|JOIN|SWD|SEC)\s?\(\d{4}\)\s?\d+(?: final)?))[)\].]*$"
    r"|\((?:EU|EC|EEC|EURATOM)\)\s*(?:No\.?\s*)?(\d{1,4}/\d{1,4})\b"
)
"""The number of a document in its title: A/RES/73/27 at the end; Regulation (EU) 2016/679."""
_ENDINGS = ("um", "ta", "nda", "on", "le", "ed", "ly", "es", "se", "er", "nt", "ts", "ry", "ew")
_ROMAN = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12", "xiii": "13",
    "xiv": "14", "xv": "15", "xvi": "16", "xvii": "17", "xviii": "18", "xix": "19", "xx": "20", "i": "1", "v": "5", "x": "10",
}  # fmt: skip
_ROMAN_ANYWHERE = frozenset(_ROMAN) - {"i", "v", "x", "iv", "xi", "xx", "vi"}
COUNTED = frozenset(
    ("part", "parts", "vol", "volume", "book", "chapter", "ch", "phase", "type", "stage", "class", "grade", "section", "no",
     "number", "study", "studies", "act", "tome", "band", "teil", "level", "article", "annex", "series", "paper", "report",
     "trial", "case", "generation", "wave", "round", "version", "war", "parte", "partie", "tomo", "heft", "title", "group")
)  # fmt: skip
"""Words behind which a letter or a word is a number: Part I, volume two."""
_WORDS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
    "eleven": "11", "twelve": "12",
}  # fmt: skip
_DIGITS = re.compile(r"\d+")
_SPAN = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d) ?(?:[-–—/]|--) ?(\d\d)(?!\d)")
_MAIN = re.compile(r"(?<=\w)\s*[:?!—–]\s|(?<=\w)\s*[\"”»]?\s\[|\s[-–—]{1,3}\s|(?<=\w{3})\.\s|：")
_LEFT_OUT = frozenset(
    ("a", "an", "the", "of", "and", "in", "on", "for", "to", "s", "der", "die", "das", "und", "le", "la", "les", "des", "de",
     "du", "et", "el", "los", "y", "al")
)  # fmt: skip
"""Words that copies drop or change: they tell nothing apart."""
GENERIC_LETTERS = 16
"""Letters below which a title stands on many works: "Introduction", "Editorial notes", "Sovereignty"."""
_LONGEST = 512  # characters of a title that are compared


@dataclass(frozen=True, slots=True)
class TitleForm:
    """A title to compare: core without spaces, its words without numbers and small words, the numbers sorted.

    kind is "" or what the title says that the work is (erratum, reply, comment, review, editorial,
    introduction); edition the number that it names ("r" for a revised one, else ""); main the core of what
    stands before a subtitle, "" without one.
    """

    compact: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    kind: str = ""
    edition: str = ""
    main: str = ""
    bare: bool = False
    volume: str = ""
    document: str = ""

    @property
    def generic(self) -> bool:
        """Whether many works have this title: it is short, or says no more than what the work is ("Editorial notes")."""
        return self.bare or (len(self.compact) < GENERIC_LETTERS and not is_east_asian(self.compact))


@lru_cache(maxsize=1024)
def title_form(title: str, subtitle: str = "") -> TitleForm:
    """Give the form of a title in plain text; never raises."""
    whole = f"{title}: {subtitle}" if subtitle else title
    whole = (unescape(whole) if "&" in whole else whole)[:_LONGEST]
    if whole.endswith(("]", ")", "].", ").")):
        if reviewed := _BOOK_REVIEW.search(whole):
            whole = "Review of " * (reviewed[0].strip()[0] == "(" or "book" in reviewed[0].lower()) + whole[: reviewed.start()]
        while (tail := _TAIL.search(whole)) and tail.start():
            whole = whole[: tail.start()]
    whole, edition = _without_edition(_RETRACTED.sub("", whole))
    whole, kind, bare = _without_kind(whole)
    whole, volume, document = _without_numbers(whole)
    if "-" in whole or "–" in whole or "/" in whole:
        whole = _SPAN.sub(lambda span: f"{span[1]}-{span[1][:2]}{span[2]}", whole)
    folded = fold(whole)
    words, numbers = _parted(folded)
    head = _MAIN.search(whole)
    main = fold(whole[: head.start()]).replace(" ", "") if head else ""
    return TitleForm(folded.replace(" ", ""), words, numbers, kind, edition, main, bare, volume, document)


def _without_numbers(title: str) -> tuple[str, str, str]:
    """Take the volume of a work and the number of a document out of a title: they have fields of their own."""
    volume = document = ""
    if found := _VOLUME.search(title):
        volume = _ROMAN.get(found[1].lower(), _WORDS.get(found[1].lower(), found[1].lower()))
        title = title[: found.start()] + title[found.end() :]
    if ("/" in title or "(" in title) and (found := _DOCUMENT.search(title)):
        document = found[1] or found[2]
        title = title[: found.start()] if found[1] else title
    return title, volume, document


def _without_edition(title: str) -> tuple[str, str]:
    ends = title.rstrip(" .)]")[-8:].lower()
    if not ends.endswith(("edition", "ed", "edn", "aufl", "auflage", "édition", "edición")):
        return title, ""
    found = _EDITION.search(title)
    if found is None or not found.start():
        return title, ""
    return title[: found.start()], found["number"] or str(_ORDINALS.get((found["word"] or "").lower(), "r"))


def edition_number(text: str) -> str:
    """Give the number of an edition as a field says it ("2", "2nd ed.", "Second", "2., überarb. Aufl."), "r" for
    a revised one without a number, else "".
    """
    if found := _DIGITS.search(text):
        return str(int(found[0]))
    words = fold(text).split()
    return next((str(_ORDINALS[word]) for word in words if word in _ORDINALS), "r" if words else "")


def _without_kind(title: str) -> tuple[str, str, bool]:
    """Take off the words that say what a work is, and give the kind; a title of nothing else (True) keeps them."""
    found = _START.match(title)
    if found:
        rest = title[found.end() :]
    elif title.rstrip(" .)]").lower().endswith(_ENDINGS) and (found := _END.search(title)):
        rest = title[: found.start()]
    if not found:
        return title, "", False
    bare = len(rest) < _SHORTEST_REST
    return (title if bare else rest), str(found.lastgroup), bare


_SHORTEST_REST = 4  # letters of a title that remain when its kind is taken off


def _parted(folded: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part the words from the numbers, whichever way these are written."""
    words: list[str] = []
    numbers: list[str] = []
    printed = folded.split()
    last = len(printed) - 1
    for place, word in enumerate(printed):
        if word.isdecimal():
            numbers.append(word.lstrip("0") or "0")
        elif word in _ROMAN_ANYWHERE or (
            word in _ROMAN and place and (place == last or printed[place - 1] in COUNTED)
        ):
            numbers.append(_ROMAN[word])
        elif word in _WORDS:
            numbers.append(_WORDS[word])
        elif word == "one" and place and printed[place - 1] in COUNTED:
            numbers.append("1")
        elif not word.isalpha() and (found := _DIGITS.findall(word)):
            numbers += [number.lstrip("0") or "0" for number in found]
            words += [part for part in _DIGITS.split(word) if part not in _LEFT_OUT and part]
        elif word not in _LEFT_OUT:
            words.append(word)
    return tuple(words), tuple(sorted(numbers))
