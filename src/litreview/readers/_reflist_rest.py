"""Read what follows a title: container, editors, volume, number, pages, edition, place, publisher, thesis."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.readers._reflist_lexicon import CONTAINERS, MONTHS, PLACES, PUBLISHERS
from litreview.readers._reflist_names import read_names

if TYPE_CHECKING:
    from litreview.model import Person

_DASH = r"\s?[-\u2010-\u2015\u2212]{1,2}\s?"
_PAGE = r"[A-Za-z]{0,2}\d{1,6}[A-Za-z]?"
_RANGE = rf"{_PAGE}(?:{_DASH}{_PAGE})?"
_PLAIN_RANGE = rf"[A-Za-z]?\d{{1,6}}{_DASH}[A-Za-z]?\d{{1,6}}"

_TAKE: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (("edition",), re.compile(r"[(\[,.]?\s*\b(?P<edition>\d{1,2}(?:st|nd|rd|th)|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Rr]ev(?:ised|\.))\s*(?:rev(?:ised|\.)\s*)?(?:ed(?:ition|n)?\b|éd\b)\.?[)\]]?")),
    (("edition",), re.compile(r"[(\[,.]?\s*\b(?P<edition>\d{1,2})\.?\s?(?:Aufl(?:age)?|éd|ed)\b\.?[)\]]?")),
    (("volume", "number", "pages"), re.compile(rf"\bvol(?:ume)?\.?\s?(?P<volume>\d+|[IVXLC]+)\s?[,.(;]\s?(?:(?:no|n[°º]|nr|issue|iss|num(?:ber)?)s?\.?\s?)(?P<number>\d+(?:[-–/]\d+)?)\)?(?:\s?[,.;:]\s?(?:pp?\.?|pages?)?\s?(?P<pages>{_RANGE}))?", re.IGNORECASE)),
    (("volume", "number", "pages"), re.compile(rf"(?P<volume>\b\d{{1,4}}|\b[IVXLC]+)\s?,?\s?\(\s?(?:no\.?\s?|n[°º]\s?)?(?P<number>\d{{1,4}}(?:\s?[-–/]\s?\d+)?|Suppl[^()]*|Pt\.?\s?\d)\s?\)\s*[,:;.]?\s*(?:pp?\.?\s?|pages?\s|art(?:icle)?\.?\s?|e(?=\d))?(?P<pages>{_RANGE})?(?![\d(])", re.IGNORECASE)),
    (("pages",), re.compile(rf"[(\[]?\b(?:pp?|pages?|pgs?|SS?|págs?|стр|С)\b\.?\s?(?P<pages>{_RANGE}(?:,\s?{_PLAIN_RANGE})*)\s?[)\]]?")),
    (("number", "volume", "pages"), re.compile(r"年?\s?(?:第(?P<volume>\d{1,4})卷)?,?\s?第(?P<number>\d{1,4})期(?:,?\s?第?(?P<pages>\d+(?:[-–—]\d+)?)页)?")),
    (("volume", "pages"), re.compile(rf"[|]\s*[;,:]?\s*(?P<volume>\d{{1,4}})\s?:\s*(?P<pages>{_RANGE})")),
    (("volume", "pages"), re.compile(rf"(?P<volume>\b\d{{1,4}})[\s,]*[(]?[|][|\s)]*[:,]\s*(?:pp?\.\s?)?(?P<pages>{_RANGE})")),
    (("volume", "pages"), re.compile(rf"(?P<volume>\b\d{{1,4}})\s?[:,;]\s*(?P<pages>{_PLAIN_RANGE})")),
    (("volume", "number"), re.compile(r"(?P<volume>\b\d{1,4})\s?[./,]\s?(?:no\.?|n[°º]|nr\.?|issue)?\s?(?P<number>\d{1,3})(?=\s?(?:\(|[,.:]\s*(?:pp?|\d)))", re.IGNORECASE)),
    (("volume",), re.compile(r"[(\[]?\b(?:vol(?:ume)?|bd|band|tome|tom)\b\.?\s?(?P<volume>\d+|[IVXLC]+)\b\s?[)\]]?", re.IGNORECASE)),
    (("number",), re.compile(r"\b(?:no|nr|issue|num(?:ber)?)\b\.?\s?(?P<number>\d+(?:[-–/]\d+)?)|\bn[°º]\s?(?P<numero>\d+)", re.IGNORECASE)),
    (("pages",), re.compile(rf"(?P<pages>\b{_PLAIN_RANGE})(?![\d\w])")),
)  # fmt: skip
"""What is taken from the rest, in this order: labelled numbers before bare ones."""

_YEARS = re.compile(r"[(\[]?\b(?:1[4-9]|20)\d\d[a-z]?\b(?:\s?[)\]])?")
_MONTH = re.compile(
    r"\b(?:" + "|".join(sorted((re.escape(name) for name in MONTHS), key=len, reverse=True)) + r")\b\.?",
    re.IGNORECASE,
)
_IN = re.compile(r"\s*//\s*|[\s.,;(\[–—-]*(?:in|In|IN|dans|en)(?:\s?:|\s)\s*(?=[^a-z]|the\b|[a-z]+ [A-Z])")
_NAMED_EDITORS = re.compile(
    r"(?P<names>(?:[A-Z]\.[\s-]?){1,4}[A-Z][\w’'-]+(?:(?:,|,?\sand|\s&)\s(?:[A-Z]\.[\s-]?){1,4}[A-Z][\w’'-]+){0,9}),\s*[Ee]ds?\.(?:,|(?=\s))"
)
_TRANSLATED = re.compile(
    r"(?:^|[(\[,.;|])\s*(?:translated by|trans(?:\.| by)|übers\.?(?: von)?|traduit par|trad\.)\s*",
    re.IGNORECASE,
)
_EDITED = re.compile(
    r"[(\[,.;]?\s*\b(?:edited by|(?<!\d\s)(?<!\d\.\s)(?<!,\s)ed(?:s|ited)?\.?(?:\s+by)?(?=\s+[A-Z])|hrsg\.?\s*(?:von\s)?|sous la direction de|éds?\.\s|dir\.\s)\s*",
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
    r"(?P<place>[\u3400-\u9fff]{2,6}|[A-ZÀ-Þ][\w.’'/& -]{1,40}?(?:,\s?[A-Z][\w. ]{1,20}){0,2})\s?:\s*(?P<publisher>[A-ZÀ-Þ\u3400-\u9fff][^:;()]{1,80}?)(?=\s*[,;)]|\.\s|\.?\s*$)"
)
_PUBLISHER = re.compile(rf"[^,.;:()]*(?:{PUBLISHERS})[^,.;:()]*(?:,?\s(?:Inc|Ltd|Co)\b\.?)?", re.IGNORECASE)
_PLACE = re.compile(rf"\b(?:{PLACES})\b(?:,\s?[A-Z]{{2}}\b)?", re.IGNORECASE)
_CONTAINER = re.compile(CONTAINERS)
_TRIM = ' .,;:()[]–—-/“”"«»《》'
_MARK_TYPES = {"J": "article", "M": "book", "C": "inproceedings", "D": "phdthesis", "R": "techreport", "P": "patent",
               "N": "article", "G": "collection", "S": "techreport", "EB": "online", "DB": "online", "A": "incollection"}  # fmt: skip


class Rest:
    """What is read from the text after a title: fields by their BibTeX names, editors, and the entry type."""

    def __init__(self, text: str, *, mark: str = "", has_title: bool = True) -> None:
        self.fields: dict[str, str] = {}
        self.editors: tuple[Person, ...] = ()
        self.translators: tuple[Person, ...] = ()
        self.type = _MARK_TYPES.get(mark.partition("/")[0], "")
        self._left = text
        self._read(has_title=has_title)

    def _read(self, *, has_title: bool) -> None:
        kind = self._kind()
        introduced = _IN.match(self._left)
        if introduced:
            self._left = self._left[introduced.end() :]
        self._left = self._without_editors(self._left, introduced=bool(introduced))
        self.translators, self._left = _cut_people(self._left, _TRANSLATED)
        self._left = (
            _YEARS.sub(lambda year: "|" if year[0][0] in "([" else "|", self._left)
            if not introduced
            else _trailing_years(self._left)
        )
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
        self._split_left(introduced=bool(introduced), kind=kind, has_title=has_title)
        self.type = self.type or self._type(introduced=bool(introduced), kind=kind)
        if self.type == "phdthesis" and "publisher" in self.fields:
            self.fields["school"] = self.fields.pop("publisher")

    def _take(self, match: re.Match[str]) -> None:
        for name, value in match.groupdict().items():
            if value:
                self.fields["number" if name == "numero" else name] = (
                    value if name != "pages" else _pages(value)
                )
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

    def _split_left(self, *, introduced: bool, kind: str, has_title: bool) -> None:
        """Give the parts that no rule took to container, publisher, place or note."""
        abbreviated = "volume" in self.fields and not introduced
        cut = r"[|]|[;]\s" if abbreviated else r"[|]|(?<=[^\W\d_]{4})\.\s+(?=[A-ZÀ-Þ])|[;]\s"
        parts = [part.strip(_TRIM) for part in re.split(cut, self._left)]
        parts = [
            part
            for part in (_MONTH.sub("", part).strip(_TRIM) for part in parts)
            if len(part) > 1 or part.isalpha() and not part.isascii()
        ]
        parts = [part for part in parts if part != "年"]
        if not parts:
            return
        first = parts[0]
        holds = introduced or (
            not kind
            and (
                _CONTAINER.search(first)
                or "volume" in self.fields
                or ("pages" in self.fields and "publisher" not in self.fields)
            )
        )
        if holds and has_title is not None:
            self._container(first, "booktitle" if introduced or _PROCEEDINGS.match(first) else "journal")
            parts = parts[1:]
        elif kind:
            self.fields["type" if kind != "techreport" else "type"] = first.split(",")[0].strip(_TRIM)
            parts = [part for part in (first.partition(",")[2].strip(_TRIM), *parts[1:]) if part]
            if parts:
                self.fields["institution" if kind == "techreport" else "school"] = parts.pop(0)
        for part in parts:
            self._publisher_or_note(part)

    def _container(self, text: str, name: str) -> None:
        """Keep the container, and a bare number at its end as the volume: "Sociology 115"."""
        volume = re.search(r"[,\s]\s*(\d{1,4}|[IVXLC]{1,6})$", text)
        if volume and name == "journal" and "volume" not in self.fields:
            self.fields["volume"] = volume[1]
            text = text[: volume.start()].strip(_TRIM)
        self.fields[name] = text

    def _publisher_or_note(self, part: str) -> None:
        if "publisher" not in self.fields and (
            _PUBLISHER.search(part)
            or ("note" not in self.fields and part[:1].isupper() and len(part.split()) <= 6)
        ):  # noqa: PLR2004
            place = _PLACE.search(part)
            if (
                place
                and place.span() != (0, len(part))
                and "address" not in self.fields
                and (place.start() == 0 or place.end() == len(part))
                and "," in part
            ):
                self.fields["address"] = place[0]
                part = (part[: place.start()] + part[place.end() :]).strip(_TRIM)
            elif place and place[0] == part:
                self.fields.setdefault("address", part)
                return
            self.fields["publisher"] = part
        elif _PLACE.fullmatch(part) and "address" not in self.fields:
            self.fields["address"] = part
        else:
            self.fields["note"] = f"{self.fields['note']}; {part}" if "note" in self.fields else part

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
