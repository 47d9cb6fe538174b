"""Find the identifiers of a record and bring each to one form; what does not check out is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from litreview.model import Field, Identifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\"{}\\|^]+", re.IGNORECASE)
_DOI_HOST = re.compile(r"https?://(?:[a-z-]+\.)?doi\.org/", re.IGNORECASE)
_ISBN = re.compile(r"[0-9][0-9Xx\-\s\u2010-\u2014]*")
_OLD_LENGTH, _LENGTH = 10, 13  # digits of an ISBN until 2006, and since
_ISSN = re.compile(r"(?<![0-9])([0-9]{4})[- \u2010-\u2014]?([0-9]{3}[0-9Xx])(?![0-9])")
_ARXIV = re.compile(
    r"(?<![\w.])([0-9]{4}\.[0-9]{4,5}|[a-z-]{2,12}(?:\.[a-z]{2})?/[0-9]{7})(?:v[0-9]+)?(?![0-9])",
    re.IGNORECASE,
)
_ARXIV_HOST = re.compile(r"https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/", re.IGNORECASE)
_PMID = re.compile(r"(?<![0-9])[1-9][0-9]{0,7}(?![0-9])")
_URL = re.compile(r"https?://[^\s{}\"<>]+", re.IGNORECASE)
_LATEX_ESCAPE = re.compile(r"[{}]|\\(?=[_%&#$<>])|\$(?=[<>])|(?<=[<>])\$")
_NAMES = frozenset(
    ("doi", "url", "isbn", "issn", "eprint", "arxiv", "arxivid", "pmid", "note", "howpublished")
)


def identifiers_of(fields: Sequence[Field]) -> tuple[Identifier, ...]:
    """Give the identifiers that a record's fields hold, each once: doi, isbn, issn, arxiv, pmid, url.

    A DOI in lower case, from its field or from a doi.org address; ISBN as 13 digits and ISSN as
    1234-567X, both only when their check digit is right; arXiv without its version.
    """
    texts = {field.name: field.text for field in fields if field.name in _NAMES}
    if not texts:
        return ()
    found: dict[Identifier, None] = {}
    for kind, names, find in _KINDS:
        if not names.isdisjoint(texts):
            for value in find(texts):
                found[Identifier(kind, value)] = None
    return tuple(found)


def _dois(texts: dict[str, str]) -> Iterator[str]:
    if "doi" in texts:
        plain = _LATEX_ESCAPE.sub("", texts["doi"])
        match = _DOI.search(unquote(plain) if _DOI_HOST.match(plain) else plain)
        if match:
            yield _tidy(match[0]).lower()
    for name in ("url", "howpublished", "note"):
        text = texts.get(name, "")
        if "doi.org/" in text.lower():
            address = _DOI_HOST.search(text)
            match = _DOI.match(unquote(text[address.end() :].partition("?")[0])) if address else None
            if match:
                yield _tidy(match[0]).lower()


def _tidy(text: str) -> str:
    """Take off the punctuation of the sentence that an identifier stood in."""
    text = text.rstrip(".,;:'")
    while text.endswith((")", "]")) and text.count("(") + text.count("[") < text.count(")") + text.count("]"):
        text = text[:-1].rstrip(".,;:'")
    return text


def _isbns(texts: dict[str, str]) -> Iterator[str]:
    for run in _ISBN.findall(texts.get("isbn", "")):
        numbers = [isbn for part in run.split() if (isbn := _isbn13(part))]
        yield from numbers or filter(None, [_isbn13(run)])  # spaces part two numbers, or the groups of one


def _isbn13(printed: str) -> str:
    """Give a valid ISBN (10 or 13 digits, hyphens and spaces) as 13 digits, else ""; ISO 2108."""
    digits = "".join(letter for letter in printed if letter.isalnum()).upper()
    if len(digits) == _OLD_LENGTH and "X" not in digits[:9]:
        values = [10 if digit == "X" else int(digit) for digit in digits]
        if sum(value * weight for value, weight in zip(values, range(10, 0, -1), strict=True)) % 11 == 0:
            body = "978" + digits[:9]
            return body + str(-_weighted(body) % 10)
    valid = len(digits) == _LENGTH and digits.isdecimal() and digits.startswith(("978", "979"))
    return digits if valid and _weighted(digits) % 10 == 0 else ""


def _weighted(digits: str) -> int:
    return sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits))


def _issns(texts: dict[str, str]) -> Iterator[str]:
    """Give the valid ISSNs; ISO 3297."""
    for first, second in _ISSN.findall(texts.get("issn", "")):
        digits = (first + second).upper()
        values = [10 if digit == "X" else int(digit) for digit in digits]
        if sum(value * weight for value, weight in zip(values, range(8, 0, -1), strict=True)) % 11 == 0:
            yield f"{digits[:4]}-{digits[4:]}"


def _arxivs(texts: dict[str, str]) -> Iterator[str]:
    kind = (texts.get("eprinttype") or texts.get("archiveprefix") or "").lower()
    sources = [texts.get("arxiv", ""), texts.get("arxivid", "")]
    if kind in {"arxiv", ""} or "arxiv" in texts.get("eprint", "").lower():
        sources.append(texts.get("eprint", ""))
    url = texts.get("url", "")
    if address := _ARXIV_HOST.match(url):
        sources.append(url[address.end() :])
    for source in sources:
        match = _ARXIV.search(source)
        if match:
            yield match[1].lower()


def _pmids(texts: dict[str, str]) -> Iterator[str]:
    by_type = (texts.get("eprinttype") or "").lower() in {"pubmed", "pmid"}
    for source in (texts.get("pmid", ""), texts.get("eprint", "") if by_type else ""):
        match = _PMID.search(source)
        if match:
            yield match[0]


def _urls(texts: dict[str, str]) -> Iterator[str]:
    match = _URL.search(texts.get("url", ""))
    if match:
        yield _tidy(match[0])


_KINDS: tuple[tuple[str, frozenset[str], Callable[[dict[str, str]], Iterator[str]]], ...] = (
    ("doi", frozenset(("doi", "url", "howpublished", "note")), _dois),
    ("isbn", frozenset(("isbn",)), _isbns),
    ("issn", frozenset(("issn",)), _issns),
    ("arxiv", frozenset(("eprint", "arxiv", "arxivid", "url")), _arxivs),
    ("pmid", frozenset(("pmid", "eprint")), _pmids),
    ("url", frozenset(("url",)), _urls),
)
_NAMES = frozenset(name for _, names, _ in _KINDS for name in names) | {"eprinttype", "archiveprefix"}
