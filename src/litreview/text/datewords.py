"""Know the words of dates: months, seasons, "n.d.", "in press", "circa"."""

from __future__ import annotations

import re

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_OTHER_MONTHS = (
    "januar janvier enero gennaio janeiro 一月", "februar février febrero febbraio fevereiro 二月",
    "märz mars marzo março 三月", "avril abril aprile 四月", "mai mayo maggio maio 五月",
    "juni juin junio giugno junho 六月", "juli juillet julio luglio julho 七月", "août agosto 八月",
    "septembre septiembre settembre setembro 九月", "oktober octobre octubre ottobre outubro 十月",
    "novembre noviembre novembro 十一月", "dezember décembre diciembre dicembre dezembro 十二月",
)  # fmt: skip
"""German, French, Spanish, Italian, Portuguese and Chinese names, month by month."""
_SHORT_MONTHS = {"sept": 9, "mrz": 3, "mär": 3, "okt": 10, "dez": 12, "janv": 1, "févr": 2, "avr": 4, "juil": 7,
                 "déc": 12, "ene": 1, "abr": 4, "ago": 8, "dic": 12}  # fmt: skip
_MONTHS = (
    {name.casefold(): at for at, name in enumerate(MONTHS, 1)}
    | {name[:3].casefold(): at for at, name in enumerate(MONTHS, 1)}
    | {name: at for at, names in enumerate(_OTHER_MONTHS, 1) for name in names.split()}
    | _SHORT_MONTHS
)
_SHORTEST = 3  # letters of a cut English month: "Janu", "Febr"

SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24
"""The seasons as numbers of EDTF (ISO 8601-2, level 1)."""
_SEASONS = {
    "spring": SPRING, "summer": SUMMER, "autumn": AUTUMN, "fall": AUTUMN, "winter": WINTER,
    "frühling": SPRING, "frühjahr": SPRING, "sommer": SUMMER, "herbst": AUTUMN,
    "printemps": SPRING, "été": SUMMER, "automne": AUTUMN, "hiver": WINTER,
    "primavera": SPRING, "verano": SUMMER, "otoño": AUTUMN, "invierno": WINTER,
    "春": SPRING, "春季": SPRING, "夏": SUMMER, "夏季": SUMMER, "秋": AUTUMN, "秋季": AUTUMN, "冬": WINTER,
    "冬季": WINTER,
}  # fmt: skip
SEASONS = {SPRING: "Spring", SUMMER: "Summer", AUTUMN: "Autumn", WINTER: "Winter"}

NO_DATE = re.compile(
    r"n\.?\s*d\.?(?:-?[a-z])?|no date|undated|o\.?\s*j\.?|ohne jahr|s\.\s*[da]\.?|sine (?:dato|anno)|sans date|"
    r"sin fecha|無日期|无日期|日期不详|日期不詳|年份不详|\[?s\.n\.\]?",
    re.IGNORECASE,
)
IN_PRESS = re.compile(
    r"\b(?:in[ -]?press|forthcoming|to appear|in preparation|submitted|accepted|under review|im druck|im erscheinen|"
    r"sous presse|à paraître|en prensa|in corso di stampa|no prelo|(?:advance )?online first|"
    r"advance online publication|ahead of print)\b|待刊|即将出版|即將出版|待出版|待发表",
    re.IGNORECASE,
)
CIRCA = re.compile(r"(?:c\.|ca\.?|circa|approx\.|about|um|vers|約|约)\s*(?=\[?-?[0-9])", re.IGNORECASE)


def month_number(text: str) -> int:
    """Give the number of a month in figures or words ("2", "Feb.", "Februar", "2月"), else 0."""
    text = (
        text.strip().rstrip(".,月").casefold()
        if not text.endswith("月") or text[:1].isdecimal()
        else text.strip()
    )
    if text.isascii() and text.isdecimal():
        return int(text) if len(text) <= 2 and int(text) <= len(MONTHS) else 0  # noqa: PLR2004  (digits)
    if text in _MONTHS:
        return _MONTHS[text]
    cut = _MONTHS.get(text[:_SHORTEST], 0) if len(text) > _SHORTEST else 0
    return cut if cut and MONTHS[cut - 1].casefold().startswith(text) else 0


def season_number(text: str) -> int:
    """Give the season that a word names, as a number of EDTF (21 is spring), else 0."""
    return _SEASONS.get(text.strip().rstrip(".").casefold(), 0)
