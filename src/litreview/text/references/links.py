"""Find the identifiers and addresses in a reference: DOI, URL, arXiv, ISBN, ISSN, PMID, the date of a visit."""

from __future__ import annotations

import re

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "urldate",
        re.compile(
            r"[(\[]?\b(?:(?:last\s+)?(?:accessed|retrieved|viewed|visited|consulted)(?:\s+on)?|consulté\s+le"
            r"|abgerufen\s+am|zugriff(?:\s+am)?)[: ]\s*(?P<value>[^\s.;()\[\]]*\d[^.;()\[\]]{0,24}?\d{4}"
            r"|\d{4}[-/]\d\d?[-/]\d\d?"
            r"|[^\W\d_]{3,9}\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+[^\W\d_]{3,9}\.?,?\s+\d{4})"
            r"(?:\s*[)\]]|,?\s*from\b:?)?",
            re.IGNORECASE,
        ),
    ),
    ("urldate", re.compile(r"\[(?P<value>\d{4}-\d{1,2}-\d{1,2})\]")),
    (
        "doi",
        re.compile(
            r"\(?(?:\bdoi\s?[:.]?\s*)?(?:https?://(?:dx\.)?doi\.org/|\bdoi\s?[:.]?\s*)?"
            r"(?P<value>\b10\.\d{4,9}/[^\s,;，；]+[^\s,;.\]，；。])",
            re.IGNORECASE,
        ),
    ),
    (
        "url",
        re.compile(
            r"(?:\b(?:available|retrieved|accessed)\s+(?:online\s+)?(?:at|from):?\s*|\burl:?\s*)?[<(\[]?"
            r"(?P<value>\b(?:https?://|ftp://|www\.)[^\s<>，；。\]]+[^\s<>.,;:)\]，；。])[>)\]]?",
            re.IGNORECASE,
        ),
    ),
    (
        "eprint",
        re.compile(
            r"\barxiv(?:\s+preprint)?(?:\s+arxiv)?:\s?"
            r"(?P<value>\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]{2,12}/\d{7})(?:\s?\[[\w.-]+\])?",
            re.IGNORECASE,
        ),
    ),
    ("isbn", re.compile(r"\bISBN(?:-1[03])?[: ]?\s*(?P<value>[\dXx][\dXx\-\u2010-\u2013 ]{8,17}[\dXx])")),
    ("issn", re.compile(r"\bISSN[: ]?\s*(?P<value>\d{4}[- \u2013]?\d{3}[\dXx])")),
    ("pmid", re.compile(r"\bPMID[: ]?\s*(?P<value>\d{1,8})")),
    ("pmcid", re.compile(r"\bPMCID[: ]?\s*(?P<value>PMC\d{1,8})")),
)
_LEFT_OVER = re.compile(
    r"(?:retrieved|available|accessed)\s*(?:from|at|online)?:?\s*$|(?:\bdoi|\burl)\s?:?\s*$", re.IGNORECASE
)


def links(text: str, shape: str) -> tuple[dict[str, str], str]:
    """Find the identifiers of one reference.

    Gives the first of each kind by field name, and the shape with all of them blanked out, character
    for character.
    """
    found: dict[str, str] = {}
    if not any(
        sign in shape
        for sign in (
            "10.",
            "-",
            "http",
            "www.",
            "ftp:",
            "rXiv",
            "rxiv",
            "SBN",
            "SSN",
            "PM",
            "cc",
            "etriev",
            "isit",
            "iewed",
            "onsult",
            "bgerufen",
            "ugriff",
        )
    ):
        return found, shape
    for name, rule in _RULES:
        pieces, at = [], 0
        for match in rule.finditer(shape):
            if name not in found:
                found[name] = _tidy(text[match.start("value") : match.end("value")])
            pieces += [shape[at : match.start()], " " * (match.end() - match.start())]
            at = match.end()
        if pieces:
            shape = "".join(pieces) + shape[at:]
    return found, _LEFT_OVER.sub(lambda left: " " * len(left[0]), shape.rstrip()).ljust(len(text))


def _tidy(value: str) -> str:
    value = value.strip().rstrip(".,;")
    while value.endswith((")", "]")) and value.count("(") + value.count("[") < value.count(")") + value.count(
        "]"
    ):
        value = value[:-1]
    return value
