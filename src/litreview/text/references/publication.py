"""Read what follows a title: container, editors, volume, number, pages, edition, place, publisher, thesis."""

from __future__ import annotations

import re

from litreview.model import Person
from litreview.text.references.lexicon import CONTAINERS, MONTH_NAMES, ORGANISATIONS, PLACES, PUBLISHERS
from litreview.text.references.names import read_names

_DASH = r"\s?[-\u2010-\u2015\u2212]{1,2}\s?"
_PAGE = r"[A-Za-z]{0,2}\d{1,8}[A-Za-z]?"
_RANGE = rf"{_PAGE}(?:{_DASH}{_PAGE})?"
_PLAIN_RANGE = rf"[A-Za-z]?\d{{1,6}}{_DASH}[A-Za-z]?\d{{1,6}}"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Rr]ev(?:ised|\.)"
_NUMBER_LABEL = r"(?:no|n[°º]|nr|issue|iss|num(?:ber)?)s?\.?\s?"
_PAGE_LABEL = r"(?:pp?\.?\s?|pages?\s|art(?:icle)?\.?\s?)"

_Taken = tuple[tuple[str, ...], re.Pattern[str]]
_EDITIONS: tuple[_Taken, ...] = (
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
)
_TAKE: tuple[_Taken, ...] = (
    (
        ("type", "number"),  # Tech. Rep. 1.4
        re.compile(
            r"\b(?P<type>[Tt]ech(?:nical|\.)?\s?[Rr]ep(?:ort|\.)|[Rr]esearch [Rr]eport"
            r"|(?:[Ww]orking|[Dd]iscussion) [Pp]aper)"
            r"\s?(?:[Nn]o\.?\s?)?(?P<number>[A-Z]*-?\d[\w./-]*\w|\d)"
        ),
    ),
    (
        ("number", "pages"),  # 2020(2): 1-12 and 2016-04-26(2), the date blanked out
        re.compile(rf"[|]\s?\((?P<number>\d{{1,3}})\)(?:\s?[:,]\s?(?P<pages>{_RANGE}))?(?![\d(])"),
    ),
    (
        ("volume", "number", "pages"),  # vol. 4, no. 3, pp. 570-578
        re.compile(
            rf"\bvol(?:ume)?\.?\s?(?P<volume>[A-Z]{{0,3}}-?\d+|[IVXLC]+)\s?[,.(;]\s?{_NUMBER_LABEL}(?P<number>\d+(?:[-–/]\d+)?)\)?"
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
            r"(?:第(?P<volume>\d{1,4})卷)?,?\s?第(?P<number>\d{1,4})期(?:,?\s?第?(?P<pages>\d+(?:[-–—]\d+)?)页)?"
        ),
    ),
    (("pages",), re.compile(r"第(?P<pages>\d+(?:[-–—]\d+)?)页")),
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
_MONTH = re.compile(rf"\b(?:{MONTH_NAMES})\b\.?", re.IGNORECASE)
_IN = re.compile(r"\s*//\s*|[\s.,;(\[–—-]*(?:in|In|IN|dans|en)(?:\s?:|\s)\s*(?=[^a-z]|the\b|[a-z]+ [A-Z])")
_INITIALS_FIRST = r"(?:[A-Z]\.[\s-]?){1,4}[A-Z][\w’'-]+"
_CHINESE_DATE = re.compile(
    r"[|]年(?:\d{1,2}月(?:\d{1,2}日)?)?版?"
)  # 2015年版, 2017年3月1日, the year blanked out
_CHINESE_TRANSLATORS = re.compile(
    r"(?:^|[.,|\s])(?P<names>[\u3400-\u9fff·]{2,12}(?:[,、;]\s?[\u3400-\u9fff·]{2,12}){0,5}?),?\s?等?译(?=[.,|\s]|$)"
)
_PRESENTED = re.compile(
    r"(?:paper |poster )?present(?:ed|ation)\b|poster\b|(?:invited )?(?:talk|lecture)\b", re.IGNORECASE
)
_ACADEMY = re.compile(
    r"Proc(?:eedings|\.)?\s(?:of\s)?(?:the\s)?(?:Natl|Nat|National|R|Roy|Royal|Inst|Am|Amer)\b"
)
_FORTHCOMING = re.compile(r"\W*\b(?:in press|forthcoming|submitted|to appear)\b\W*", re.IGNORECASE)
_CUT = (
    r"[|]|(?<=[^\W\d_]{4})(?<!\bProc)(?<!\bConf)(?<!\bSymp)(?<!\bUniv)(?<!\bTech)(?<!\bDept)(?<!\bElect)(?<!\bTrans)(?<!\bIntl)"
    r"\.\s+(?=[A-ZÀ-Þ])|[;]\s"
)
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
    r"(?:^|(?<=[.,;(|–—-]\s)|(?<=[(|\u3400-\u9fff])|(?<=[.,;])(?=[\u3400-\u9fff]))\s?(?P<place>[\u3400-\u9fff]{2,6}"
    r"|[A-ZÀ-Þ][\w.’'/& -]{1,40}?(?:\s\([A-Z]{2,3}\))?(?:,\s?[A-Z][\w. ]{1,20}){0,2})\s?:\s*"
    r"(?P<publisher>[A-ZÀ-Þ\u3400-\u9fff][^:;()|]{1,80}?)(?=\s*[,;)|]|\.\s|\.?\s*$)(?P<more>,\s(?:and\s)?[A-Z]\w+(?=\W*(?:$|[|])))?"
)
_PUBLISHER = re.compile(PUBLISHERS, re.IGNORECASE)
_CHINESE_PUBLISHER = re.compile(r"出版社|出版公司|书局|书店|书馆|出版")
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

    def __init__(self, text: str, *, mark: str = "", pending: bool = False, addition: str = "") -> None:
        self.fields: dict[str, str] = {}
        self.editors: tuple[Person, ...] = ()
        self.translators: tuple[Person, ...] = ()
        self.type = _MARK_TYPES.get(mark.partition("/")[0], "")
        self._mark, self._pending, self._addition = mark.partition("/")[0], pending, addition
        self._left = _GAP.sub(" | ", text)[:LONGEST]
        self._read()

    def _read(self) -> None:
        kind = self._kind()
        introduced = _IN.match(self._left)
        if introduced:
            self._left = self._left[introduced.end() :]
        self._take_all(_EDITIONS)
        self._left = self._without_editors(self._left, introduced=bool(introduced))
        self.translators, self._left = _cut_people(self._left, _TRANSLATED)
        chinese = _CHINESE_TRANSLATORS.search(self._left)
        if chinese:
            names = re.split(r"[,、;]\s?", chinese["names"])
            self.translators += tuple(Person("translator", literal=name) for name in names)
            self._left = self._left[: chinese.start()] + "|" + self._left[chinese.end() :]
        self._left = _trailing_years(self._left) if introduced else _YEARS.sub("|", self._left)
        self._left = _CHINESE_DATE.sub("|", self._left)
        published = _PLACE_PUBLISHER.search(self._left)
        if published and (introduced or not _looks_like_journal(self._left)):
            more = published["more"] if not _PLACE.fullmatch((published["more"] or "").strip(" ,")) else ""
            self.fields["address"] = published["place"].strip(" .,;")
            self.fields["publisher"] = (published["publisher"] + (more or "")).strip(_TRIM)
            self._left = self._left[: published.start()] + "|" + self._left[published.end() :]
        self._take_all(_TAKE)
        self._split_left(introduced=bool(introduced), kind=kind)
        self.type = self.type or self._type(introduced=bool(introduced), kind=kind)
        if self.type == "phdthesis" and "publisher" in self.fields:
            self.fields["school"] = self.fields.pop("publisher")

    def _take_all(self, rules: tuple[_Taken, ...]) -> None:
        """Take out what each rule finds, unless a rule before it has found one of its fields."""
        for names, pattern in rules:
            match = None if any(name in self.fields for name in names) else pattern.search(self._left)
            if match is None:
                continue
            for name, value in match.groupdict().items():
                if value:
                    self.fields[name] = _pages(value) if name == "pages" else value
            self._left = self._left[: match.start()] + "|" + self._left[match.end() :]

    def _kind(self) -> str:
        if self._mark and self._mark not in {"D", "R"}:
            return ""
        for kind, pattern in (("phdthesis", _THESIS), ("mastersthesis", _MASTER), ("techreport", _REPORT)):
            if pattern.search(self._left[:120]) or pattern.search(self._addition):
                return kind
        return ""

    def _without_editors(self, text: str, *, introduced: bool) -> str:
        """Take the editors out: "In A. B. Name (Ed.), Title" or "Title, edited by A. B. Name"."""
        if introduced and self._mark:  # 李艳. 题目[C]//编者. 书名. 北京: ...
            named, stop, rest = text.partition(". ")
            if stop and rest and not re.search(r"[:\d]", named):
                people = read_names(named + ".")
                self.editors = people.people if people else (Person("editor", literal=named.strip(_TRIM)),)
                return rest
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
            return None
        first = parts[0]
        if _PRESENTED.match(first):
            self.fields["note"] = first
            return self._rest_of_parts(parts[1:])
        pages_alone = "pages" in self.fields and "publisher" not in self.fields
        awaited = self._mark in {"J", "N"} or (self._pending and not _PUBLISHER.search(first))
        names_house = first.split()[0].lower() in ORGANISATIONS and "volume" not in self.fields
        is_house = names_house or _CHINESE_PUBLISHER.search(first)
        looks = (
            (_CONTAINER.search(first) and not is_house) or "volume" in self.fields or pages_alone or awaited
        )
        if introduced or (not kind and looks):
            in_book = introduced or (_PROCEEDINGS.match(first) and not _ACADEMY.match(first))
            self._container(first, "booktitle" if in_book else "journal")
            parts = parts[1:]
        elif kind == "techreport" and "number" in self.fields:
            self.fields["institution"], _, self.fields["address"] = (
                part.strip(_TRIM) for part in first.partition(",")
            )
            parts = parts[1:]
        elif kind:
            named, _, rest = first.partition(",")
            self.fields["type"] = named.strip(_TRIM)
            parts = [part for part in (rest.strip(_TRIM), *parts[1:]) if part]
            if parts:
                self.fields["institution" if kind == "techreport" else "school"] = parts.pop(0)
        return self._rest_of_parts(parts)

    def _rest_of_parts(self, parts: list[str]) -> None:
        for part in parts:
            self._publisher_or_note(part)

    def _parts(self, *, introduced: bool) -> list[str]:
        """Cut what is left at stops and at what was taken out; the short forms of a journal stay together."""
        abbreviated = "volume" in self.fields and not introduced
        left = _FORTHCOMING.sub("|", self._left)
        parts = re.split(r"[|]|[;]\s" if abbreviated else _CUT, left)
        parts = [_MONTH.sub("", part.strip(_TRIM)).strip(_TRIM) for part in parts]
        return [
            part
            for part in parts
            if part not in {"年", "日"} and (len(part) > 1 or (part.isalpha() and not part.isascii()))
        ]

    def _container(self, text: str, name: str) -> None:
        """Keep the container, and a bare number at its end as the volume: "Sociology 115"."""
        text = self._without_publisher(text)
        volume = re.search(r"[,\s]\s*(\d{1,4}|[IVXLC]{1,6})$", text)
        if volume and name == "journal" and "volume" not in self.fields:
            self.fields["volume"] = volume[1]
            text = text[: volume.start()].strip(_TRIM)
        self.fields[name] = text

    def _without_publisher(self, text: str) -> str:
        """Take the publisher off the end of a container: "Simians, Cyborgs, and Women, Routledge" (MLA)."""
        before, comma, last = text.rpartition(", ")
        if (
            not comma
            or "publisher" in self.fields
            or "volume" in self.fields
            or len(last.split()) > MOST_WORDS
        ):
            return text
        if _PUBLISHER.search(last) and not _CONTAINER.search(last):
            self.fields["publisher"] = last.strip(_TRIM)
            return before.strip(_TRIM)
        return text

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
        if (
            "journal" in self.fields
            and "publisher" in self.fields
            and not {"volume", "number"} & set(self.fields)
        ):
            self.fields["booktitle"] = self.fields.pop("journal")
            return "incollection"
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
