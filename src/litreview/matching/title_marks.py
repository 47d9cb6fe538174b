"""Take off a title what is not its name: the tails of databases, its edition, its volume, and what kind of text it is.

"Erratum: Norms [Chinese]" is an erratum named "Norms". An erratum, a reply or a review is no copy of the
work that it is about, whatever the two have in common.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from litreview.text.fold import fold

_LANGUAGES = (
    "english|german|french|spanish|chinese|japanese|russian|italian|portuguese|polish|dutch|korean|turkish|czech|danish|"
    "swedish|norwegian|hungarian|ukrainian|croatian|serbian|arabic|persian|hebrew"
)
_TAIL = re.compile(
    r"\s*(?:\[[^\[\]]{0,60}\]"
    r"|\[(?:errat\w+|see|comment|review|retract\w+|summary|corrected|update|republish\w*|plus|published|expression)\b"
    r"[^\[\]]{0,250}(?:\[[^\[\]]{0,60}\][^\[\]]{0,60})?\]"
    rf"|\((?:(?:article |text |paper |book |in |written in )*(?:{_LANGUAGES})(?: (?:with|and) [\w ]{{1,40}})?"
    r"|reprint(?:ed)?|corrected|with discussion|author's transl\w*|\d+ refs?\.?)\))\s*[.]?$",
    re.IGNORECASE,
)
"""What databases put behind a title: [Review], [44 refs], [Erratum appears in ...], (Article in English)."""
_BOOK_REVIEW = re.compile(r"\s*(?:\((?:book )?review\)|\[book review\])\s*\.?$", re.IGNORECASE)
_RETRACTED = re.compile(
    r"^\W*(?:retracted|withdrawn)(?: article| paper| chapter)?\s*[:.—–-]\s*", re.IGNORECASE
)
"""The mark that an article itself gets: RETRACTED ARTICLE: ..., unlike the notice of it."""
_REVISED = r"(?:revised|rev\.?|updated|expanded|enlarged|int\w*\.?|überarb\w*\.?)"
_EDITION = re.compile(
    r"[\s,;:.(\[]*\b(?:(?P<number>\d{1,2})(?:st|nd|rd|th|\.)?"
    r"|(?P<word>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|zweite|dritte|vierte|deuxi[eè]me|troisi[eè]me"
    rf"|segunda|tercera)|(?P<revised>{_REVISED}|new|neue)(?:,? (?:and|und|&) \w+\.?)?)"
    rf"[\s,]*(?:(?:completely |fully )?{_REVISED}[\s,]*)?"
    r"(?:edition|edn|ed|aufl|auflage|édition|edición)\b\.?[)\]]*\s*$",
    re.IGNORECASE,
)
_ENDS_OF_EDITIONS = ("edition", "ed", "edn", "aufl", "auflage", "édition", "edición")
_ORDINALS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "zweite": 2, "dritte": 3, "vierte": 4, "deuxième": 2, "deuxieme": 2, "troisième": 3, "troisieme": 3, "segunda": 2,
    "tercera": 3, "first": 1, "erste": 1,
}  # fmt: skip
_BEHIND = r"(?=\s*(?:to\b|for\b|[:.\])—–-]|$))"
_OF_AUTHORS = r"(?:authors?['’]?s?['’]? )?"
_KINDS = {
    "erratum": r"(?:author |publisher )?(?:erratum|errata|corrigendum|corrigenda|correction|addendum|retraction"
    rf"|withdrawal|expression of concern)\b(?: notice)?{_BEHIND}",
    "reply": rf"{_OF_AUTHORS}(?:repl(?:y|ies)|response|rejoinder)(?: by [\w .]{{2,40}})?{_BEHIND}",
    "comment": r"(?:invited |a )?comment(?:ary|s)?(?=\s*(?:on\b|to\b|[:.—–-]))|letter to the editor|letter(?=\s*[:.])",
    "review": r"(?:book )?reviews?(?: essay)?(?!\W+arti[ck])(?=\s*(?:of\b(?!\s+(?:the )?literature)|[:—–-]))"
    r"|book reviews?\b",
    "editorial": r"(?:guest )?editorial(?:s| notes?| comments?| introduction| statement| board)?\b|from the editors?\b"
    r"|editors?['’]?s? (?:note|introduction|comments?|preface)s?\b",
    "introduction": rf"(?:introduction|preface|foreword|prologue|afterword|epilogue)\b{_BEHIND}",
}
_START = re.compile(
    r"^[\[(\"'“]*\s*(?:an? |the )?(?:"
    + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items())
    + r")(?:\s*(?:to|on|of|for)(?: the)?(?: article| paper)?(?=\W|$))?[\s:.,\"“\])—–-]*",
    re.IGNORECASE,
)
_END = re.compile(
    r"[\s:;,.(\[—–-]+(?:(?P<erratum>errat(?:um|a)|corrigend(?:um|a)|correction|retraction)"
    rf"|(?P<reply>{_OF_AUTHORS}(?:repl(?:y|ies)|response|rejoinder))|(?P<comment>(?:a )?comment(?:ary|s)?)"
    r"|(?P<review>book review|(?<=[(\[])review))[\s.)\]]*$",
    re.IGNORECASE,
)
_ENDS_OF_KINDS = ("um", "ta", "da", "on", "ly", "es", "se", "er", "nt", "ts", "ry", "ew")
_VOLUME = re.compile(
    r"[\s,.:;(\[—–-]+(?:volume|vol\.?|band|bd\.?|tome|tomo)\s+(\d{1,3}|[ivx]{1,6}|one|two|three|four|five)\b[)\]]?"
    r"(?=\s*(?:[:.,;—–-]|$))",
    re.IGNORECASE,
)
"""The volume of a work in its title: The Sources of Social Power, Volume 1: A History."""
_DOCUMENT = re.compile(
    r"[\s,.:;(\[—–-]+(?:un doc\.?\s*)?((?:[A-Z]{1,5}(?:/[A-Z0-9.()]+){2,}"
    r"|(?:COM|JOIN|SWD|SEC)\s?\(\d{4}\)\s?\d+(?: final)?))[)\].]*$"
    r"|\((?:EU|EC|EEC|EURATOM)\)\s*(?:No\.?\s*)?(\d{1,4}/\d{1,4})\b"
)
"""The number of a document in its title: A/RES/73/27 at the end; Regulation (EU) 2016/679."""
_SHORTEST_REST = 4  # letters of a title that remain when its kind is taken off


class Marked(NamedTuple):
    """A title without its marks, and these: kind ("" for a work itself); bare where a title is nothing but its
    kind ("Editorial notes"); edition its number, "r" for a revised one; volume and document as printed.
    """

    rest: str
    kind: str = ""
    bare: bool = False
    edition: str = ""
    volume: str = ""
    document: str = ""


def marked(title: str) -> Marked:
    """Part a title from its marks; never raises."""
    reviewed = ""
    if title.endswith(("]", ")", "].", ").")):
        if found := _BOOK_REVIEW.search(title):
            title, reviewed = title[: found.start()], "review"
        while (tail := _TAIL.search(title)) and tail.start():
            title = title[: tail.start()]
    title, edition = _without_edition(_RETRACTED.sub("", title))
    title, kind, bare = _without_kind(title)
    title, volume, document = _without_numbers(title)
    return Marked(title, reviewed or kind, bare, edition, volume, document)


def edition_number(text: str) -> str:
    """Give the number of an edition as a field says it ("2", "2nd ed.", "Second", "2., überarb. Aufl."), "r" for
    a revised one without a number, else "".
    """
    if found := re.search(r"\d+", text):
        return str(int(found[0]))
    words = fold(text).split()
    return next((str(_ORDINALS[word]) for word in words if word in _ORDINALS), "r" if words else "")


def _without_edition(title: str) -> tuple[str, str]:
    if not title.rstrip(" .)]")[-8:].lower().endswith(_ENDS_OF_EDITIONS):
        return title, ""
    found = _EDITION.search(title)
    if found is None or not found.start():
        return title, ""
    return title[: found.start()], found["number"] or str(_ORDINALS.get((found["word"] or "").lower(), "r"))


def _without_kind(title: str) -> tuple[str, str, bool]:
    """Take off the words that say what a work is, and give the kind; a title of nothing else (True) keeps them."""
    found = _START.match(title)
    if found:
        rest = title[found.end() :]
    elif title.rstrip(" .)]").lower().endswith(_ENDS_OF_KINDS) and (found := _END.search(title)):
        rest = title[: found.start()]
    if not found:
        return title, "", False
    bare = len(rest) < _SHORTEST_REST
    return (title if bare else rest), str(found.lastgroup), bare


def _without_numbers(title: str) -> tuple[str, str, str]:
    """Take the volume of a work and the number of a document out of a title: they have fields of their own."""
    volume = document = ""
    if found := _VOLUME.search(title):
        volume = found[1].lower()
        title = title[: found.start()] + title[found.end() :]
    if ("/" in title or "(" in title) and (found := _DOCUMENT.search(title)):
        document = found[1] or found[2]
        title = title[: found.start()] if found[1] else title
    return title, volume, document
