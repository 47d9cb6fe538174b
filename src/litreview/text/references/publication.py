"""Read what follows a title: container, editors, volume, number, pages, edition, place, publisher, thesis."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.text.references.lexicon import CONTAINERS, MONTHS, PLACES, PUBLISHERS
from litreview.text.references.names import read_names

if TYPE_CHECKING:
    from litreview.model import Person

_DASH = r"\s?[-\u2010-\u2015\u2212]{1,2}\s?"
_PAGE = r"[A-Za-z]{0,2}\d{1,6}[A-Za-z]?"
_RANGE = rf"{_PAGE}(?:{_DASH}{_PAGE})?"
_PLAIN_RANGE = rf"[A-Za-z]?\d{{1,6}}{_DASH}[A-Za-z]?\d{{1,6}}"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Rr]ev(?:ised|\.)"
_NUMBER_LABEL = r"(?:no|n[°º]|nr|issue|iss|num(?:ber)?)s?\.?\s?"
_PAGE_LABEL = r"(?:pp?\.?\s?|pages?\s|art(?:icle)?\.?\s?|e(?=\d))"

_TAKE: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (
        ("edition",),  # 2nd ed., Rev. ed.
        re.compile(
            rf"[(\[,.]?\s*\b(?P<edition>{_ORDINAL})\s*(?:rev(?:ised|\.)\s*)?(?:ed(?:ition|n)?\b|éd\b)\.?[)\]]?"
        ),
    ),
    (
        ("edition",),  # 2. Aufl.
        re.compile(r"[(\[,.]?\s*\b(?P<edition>\d{1,2})\.?\s?(?:Aufl(?:age)?|éd|ed)\b\.?[)\]]?"),
    ),
    (
        ("volume", "number", "pages"),  # vol. 4, no. 3, pp. 570-578
        re.compile(
            rf"\bvol(?:ume)?\.?\s?(?P<volume>\d+|[IVXLC]+)\s?[,.(;]\s?{_NUMBER_LABEL}(?P<number>\d+(?:[-–/]\d+)?)\)?"
            rf"(?:\s?[,.;:]\s?(?:pp?\.?|pages?)?\s?(?P<pages>{_RANGE}))?",
            re.IGNORECASE,
        ),
    ),
    (
        ("volume", "number", "pages"),  # 12(3), 45-67
        re.compile(
            rf"(?P<volume>\b\d{{1,4}}|\b[IVXLC]+)\s?,?\s?\(\s?(?:no\.?\s?|n[°º]\s?)?"
            rf"(?P<number>\d{{1,4}}(?:\s?[-–/]\s?\d+)?|Suppl[^()]*|Pt\.?\s?\d)\s?\)"
            rf"\s*[,:;.]?\s*{_PAGE_LABEL}?(?P<pages>{_RANGE})?(?![\d(])",
            re.IGNORECASE,
        ),
    ),
    (
        ("pages",),  # pp. 12-20
        re.compile(
            rf"[(\[]?\b(?:pp?|pages?|pgs?|SS?|págs?|стр|С)\b\.?\s?(?P<pages>{_RANGE}(?:,\s?{_PLAIN_RANGE})*)\s?[)\]]?"
        ),
    ),
    (
        ("number", "volume", "pages"),  # 2012年第1期，第14-19页
        re.compile(
            r"年?\s?(?:第(?P<volume>\d{1,4})卷)?,?\s?第(?P<number>\d{1,4})期(?:,?\s?第?(?P<pages>\d+(?:[-–—]\d+)?)页)?"
        ),
    ),
    (
        ("volume", "pages"),  # BMJ 2010;3:4, the year blanked out
        re.compile(rf"[|]\s*[;,:]?\s*(?P<volume>\d{{1,4}})\s?:\s*(?P<pages>{_RANGE})"),
    ),
    (
        ("volume", "pages"),  # 115 (2009): 411, the year blanked out
        re.compile(rf"(?P<volume>\b\d{{1,4}})[\s,]*[(]?[|][|\s)]*[:,]\s*(?:pp?\.\s?)?(?P<pages>{_RANGE})"),
    ),
    (
        ("volume", "pages"),  # 12: 45-67
        re.compile(rf"(?P<volume>\b\d{{1,4}})\s?[:,;]\s*(?P<pages>{_PLAIN_RANGE})"),
    ),
    (
        ("volume", "number"),  # 12, no 3, p. 4
        re.compile(
            rf"(?P<volume>\b\d{{1,4}})\s?[./,]\s?(?:{_NUMBER_LABEL})?(?P<number>\d{{1,3}})(?=\s?(?:\(|[,.:]\s*(?:pp?|\d)))",
            re.IGNORECASE,
        ),
    ),
    (
        ("volume",),  # Bd. 12
        re.compile(
            r"[(\[]?\b(?:vol(?:ume)?|bd|band|tome|tom)\b\.?\s?(?P<volume>\d+|[IVXLC]+)\b\s?[)\]]?",
            re.IGNORECASE,
        ),
    ),
    (
        ("number",),  # no. 3
        re.compile(rf"\b{_NUMBER_LABEL}(?P<number>\d+(?:[-–/]\d+)?)", re.IGNORECASE),
    ),
    (("pages",), re.compile(rf"(?P<pages>\b{_PLAIN_RANGE})(?![\d\w])")),
)
"""What is taken from the rest, in this order: labelled numbers before bare ones."""

_YEARS = re.compile(r"[(\[]?\b(?:1[4-9]|20)\d\d[a-z]?\b(?:\s?[)\]])?")
_MONTH = re.compile(
    r"\b(?:" + "|".join(sorted((re.escape(name) for name in MONTHS), key=len, reverse=True)) + r")\b\.?",
    re.IGNORECASE,
)
_IN = re.compile(r"\s*//\s*|[\s.,;(\[–—-]*(?:in|In|IN|dans|en)(?:\s?:|\s)\s*(?=[^a-z]|the\b|[a-z]+ [A-Z])")
_INITIALS_FIRST = r"(?:[A-Z]\.[\s-]?){1,4}[A-Z][\w’'-]+"
_NAMED_EDITORS = re.compile(
    rf"(?P<names>{_INITIALS_FIRST}(?:(?:,|,?\sand|\s&)\s{_INITIALS_FIRST}){{0,9}}),\s*[Ee]ds?\.(?:,|(?=\s))"
)
_TRANSLATED = re.compile(
    r"(?:^|[(\[,.;|])\s*(?:translated by|trans(?:\.| by)|übers\.?(?: von)?|traduit par|trad\.)\s*",
    re.IGNORECASE,
)
_EDITED = re.compile(
    r"[(\[,.;]?\s*\b(?:edited by|(?<!\d\s)(?<!\d\.\s)(?<!,\s)ed(?:s|ited)?\.?(?:\s+by)?(?=\s+[A-Z])"
    r"|hrsg\.?\s*(?:von\s)?|sous la direction de|éds?\.\s|dir\.\s)\s*",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"[,\s]*[(\[]?\s*\b(?:eds?|editors?|hrsg|hg|éds?|dir|coords?|orgs?)\b\.?\s*[)\]]?[\s,:;.]*", re.IGNORECASE
)
_THESIS = re.compile(
    r"ph\.?\s?-?d\.?\b|doctoral|dissertation|thèse|\bdiss\.|tesis doctoral|доктор|博士", re.IGNORECASE
)
_MASTER = re.compile(r"master|m\.?\s?sc\.?\b|\bm\.?a\.? thesis|diplom|硕士", re.IGNORECASE)
_REPORT = re.compile(
    r"tech(?:nical|\.)?\s+rep|research report|working paper|\breport\b|rapport|memo\b|discussion paper",
    re.IGNORECASE,
)
_PROCEEDINGS = re.compile(
    r"proc\b|proc\.|proceedings|conference|conf\.|symposium|workshop|congress|meeting", re.IGNORECASE
)
_PLACE_PUBLISHER = re.compile(
    r"(?P<place>[\u3400-\u9fff]{2,6}|[A-ZÀ-Þ][\w.’'/& -]{1,40}?(?:,\s?[A-Z][\w. ]{1,20}){0,2})\s?:\s*"
    r"(?P<publisher>[A-ZÀ-Þ\u3400-\u9fff][^:;()]{1,80}?)(?=\s*[,;)]|\.\s|\.?\s*$)"
)
_PUBLISHER = re.compile(PUBLISHERS, re.IGNORECASE)
_PLACE = re.compile(rf"\b(?:{PLACES})\b(?:,\s?[A-Z]{{2}}\b)?", re.IGNORECASE)
_CONTAINER = re.compile(CONTAINERS)
_TRIM = ' .,;:()[]–—-/“”"«»《》'
_MARK_TYPES = {
    "J": "article", "N": "article", "M": "book", "C": "inproceedings", "A": "incollection", "G": "collection",
    "D": "phdthesis", "R": "techreport", "S": "techreport", "P": "patent", "EB": "online", "DB": "online",
}  # fmt: skip
"""The entry type of each mark of GB/T 7714 (2015, annex B)."""
_GAP = re.compile(r"\s{3,}")  # where a link was taken out
LONGEST = 1200  # characters that are looked at
MOST_WORDS = 6  # of a publisher without a word that tells one


class Rest:
    """What is read from the text after a title: fields by their BibTeX names, editors, and the entry type."""

    def __init__(self, text: str, *, mark: str = "") -> None:
        self.fields: dict[str, str] = {}
        self.editors: tuple[Person, ...] = ()
        self.translators: tuple[Person, ...] = ()
        self.type = _MARK_TYPES.get(mark.partition("/")[0], "")
        self._left = _GAP.sub(" | ", text)[:LONGEST]
        self._read()

    def _read(self) -> None:
        kind = self._kind()
        introduced = _IN.match(self._left)
        if introduced:
            self._left = self._left[introduced.end() :]
        self._left = self._without_editors(self._left, introduced=bool(introduced))
        self.translators, self._left = _cut_people(self._left, _TRANSLATED)
        self._left = _trailing_years(self._left) if introduced else _YEARS.sub("|", self._left)
        published = _PLACE_PUBLISHER.search(self._left)
        if published and (introduced or not _looks_like_journal(self._left)):
            self.fields["address"], self.fields["publisher"] = (
                published["place"].strip(_TRIM),
                published["publisher"].strip(_TRIM),
            )
            self._left = self._left[: published.start()] + "|" + self._left[published.end() :]
        for names, pattern in _TAKE:
            if any(name in self.fields for name in names):
                continue
            match = pattern.search(self._left)
            if match is not None:
                self._take(match)
        self._split_left(introduced=bool(introduced), kind=kind)
        self.type = self.type or self._type(introduced=bool(introduced), kind=kind)
        if self.type == "phdthesis" and "publisher" in self.fields:
            self.fields["school"] = self.fields.pop("publisher")

    def _take(self, match: re.Match[str]) -> None:
        for name, value in match.groupdict().items():
            if value:
                self.fields[name] = _pages(value) if name == "pages" else value
        self._left = self._left[: match.start()] + "|" + self._left[match.end() :]

    def _kind(self) -> str:
        for kind, pattern in (("phdthesis", _THESIS), ("mastersthesis", _MASTER), ("techreport", _REPORT)):
            if pattern.search(self._left[:120]):
                return kind
        return ""

    def _without_editors(self, text: str, *, introduced: bool) -> str:
        """Take the editors out: "In A. B. Name (Ed.), Title" or "Title, edited by A. B. Name"."""
        if introduced:
            names = read_names(text[:600])
            if names is not None and names.score > 0:
                role = _ROLE.match(text, names.end)
                if names.role == "editor" or (role and role[0].strip(" ,.;:")):
                    self.editors = names.people
                    return text[max(names.end, role.end() if role else 0) :]
        match = _NAMED_EDITORS.search(text)
        if match:
            names = read_names(match["names"])
            if names is not None:
                self.editors = names.people
                return text[: match.start()] + "|" + text[match.end() :]
        self.editors, text = _cut_people(text, _EDITED)
        return text

    def _split_left(self, *, introduced: bool, kind: str) -> None:
        """Give the parts that no rule took to container, thesis, publisher, place or note."""
        parts = self._parts(introduced=introduced)
        if not parts:
            return
        first = parts[0]
        pages_alone = "pages" in self.fields and "publisher" not in self.fields
        looks = _CONTAINER.search(first) or "volume" in self.fields or pages_alone
        if introduced or (not kind and looks):
            self._container(first, "booktitle" if introduced or _PROCEEDINGS.match(first) else "journal")
            parts = parts[1:]
        elif kind:
            named, _, rest = first.partition(",")
            self.fields["type"] = named.strip(_TRIM)
            parts = [part for part in (rest.strip(_TRIM), *parts[1:]) if part]
            if parts:
                self.fields["institution" if kind == "techreport" else "school"] = parts.pop(0)
        for part in parts:
            self._publisher_or_note(part)

    def _parts(self, *, introduced: bool) -> list[str]:
        """Cut what is left at stops and at what was taken out; the short forms of a journal stay together."""
        abbreviated = "volume" in self.fields and not introduced
        cut = r"[|]|[;]\s" if abbreviated else r"[|]|(?<=[^\W\d_]{4})\.\s+(?=[A-ZÀ-Þ])|[;]\s"
        parts = [_MONTH.sub("", part.strip(_TRIM)).strip(_TRIM) for part in re.split(cut, self._left)]
        return [
            part
            for part in parts
            if part != "年" and (len(part) > 1 or (part.isalpha() and not part.isascii()))
        ]

    def _container(self, text: str, name: str) -> None:
        """Keep the container, and a bare number at its end as the volume: "Sociology 115"."""
        volume = re.search(r"[,\s]\s*(\d{1,4}|[IVXLC]{1,6})$", text)
        if volume and name == "journal" and "volume" not in self.fields:
            self.fields["volume"] = volume[1]
            text = text[: volume.start()].strip(_TRIM)
        self.fields[name] = text

    def _publisher_or_note(self, part: str) -> None:
        named = _PUBLISHER.search(part) or (
            "note" not in self.fields and part[:1].isupper() and len(part.split()) <= MOST_WORDS
        )
        if _PLACE.fullmatch(part) and "address" not in self.fields:
            self.fields["address"] = part
        elif "publisher" not in self.fields and named:
            self.fields["publisher"] = self._without_place(part)
        else:
            self.fields["note"] = f"{self.fields['note']}; {part}" if "note" in self.fields else part

    def _without_place(self, part: str) -> str:
        """Take a town off the begin or end of "Routledge, London", and keep it as the address."""
        place = _PLACE.search(part)
        if place is None or "address" in self.fields or "," not in part:
            return part
        if place.start() and place.end() != len(part):
            return part
        self.fields["address"] = place[0]
        return (part[: place.start()] + part[place.end() :]).strip(_TRIM)

    def _type(self, *, introduced: bool, kind: str) -> str:
        if kind and "booktitle" not in self.fields and "journal" not in self.fields:
            return kind
        if "booktitle" in self.fields:
            return "inproceedings" if _PROCEEDINGS.search(self.fields["booktitle"]) else "incollection"
        if "journal" in self.fields:
            return "article"
        return "book" if "publisher" in self.fields or introduced else "misc"


def _cut_people(text: str, introduction: re.Pattern[str]) -> tuple[tuple[Person, ...], str]:
    """Give the people that follow an introduction ("edited by"), and the text without them."""
    match = introduction.search(text)
    names = read_names(text[match.end() : match.end() + 400]) if match else None
    if match is None or names is None or names.score <= 1:
        return (), text
    return names.people, text[: match.start()] + "|" + text[match.end() + names.end :]


def _pages(value: str) -> str:
    """Give pages as BibTeX writes them: "12--20"."""
    return re.sub(r"\s?[-\u2010-\u2015\u2212]{1,2}\s?", "--", value)


def _trailing_years(text: str) -> str:
    """Take the year of publication off the end of what follows "In", where the container may have one of its own."""
    return re.sub(r"[(\[,.]?\s*(?:1[4-9]|20)\d\d[a-z]?\s*[)\]]?(?=\W*(?:pp?\b.*|\d.*)?$)", "|", text)


def _looks_like_journal(text: str) -> bool:
    return bool(re.match(r"[^:]{2,80}\d+\s?(?:\(\d+\))?\s?:\s*\d", text))
