"""Find the identifiers of a record and bring each to one form; what does not check out is left out, and told."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from litreview.model import Field, Identifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Faults = Iterator[tuple[str, str]]

_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\"{}\\|^]+", re.IGNORECASE)
_DOI_HOST = re.compile(r"https?://(?:[a-z-]+\.)?doi\.org/", re.IGNORECASE)
_DOI_PATH = re.compile(r"/doi/(?:[a-z]{3,8}/){0,2}(?=10\.)", re.IGNORECASE)
_DOI_SAID = re.compile(r"\bdoi(?:\.org/|\s*[:=]\s*|\s+)(?=10\.)", re.IGNORECASE)
_SHORT_DOI = re.compile(r"(?:^|/)10/[a-z0-9]{3,10}$", re.IGNORECASE)
"""What shortdoi.org gives for a DOI: it is one, but tells nothing offline."""
_PAGE = re.compile(
    r"(?:/(?:full|abstract|pdf|epdf|summary|html|fulltext|meta|asset|references))+$", re.IGNORECASE
)
"""What publishers put behind a DOI in the addresses of their pages."""
_ISBN = re.compile(r"[0-9][0-9Xx\-\s\u2010-\u2014]*")
_OLD_LENGTH, _LENGTH = 10, 13  # digits of an ISBN until 2006, and since
_ISSN = re.compile(r"(?<![0-9])([0-9]{4})[- \u2010-\u2014]?([0-9]{3}[0-9Xx])(?![0-9])")
_ARXIV = re.compile(
    r"(?<![\w.])([0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5}|[a-z-]{2,12}(?:\.[a-z]{2})?/[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{3})"
    r"(?:v[0-9]+)?(?![0-9])",
    re.IGNORECASE,
)
_ARXIV_HOST = re.compile(r"https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/", re.IGNORECASE)
_ARXIV_SAID = re.compile(r"\barxiv\s*:\s*|10\.48550/arxiv\.", re.IGNORECASE)
_ARXIV_BARE = re.compile(r"^([0-9]{7})(?:v[0-9]+)?(?:\s*\[([a-z.-]{2,15})\])?$", re.IGNORECASE)
"""An old number whose archive stands in brackets or in a field of its own."""
_ARXIV_FIELDS = ("doi", "journal", "journaltitle", "note", "howpublished")
_PMID = re.compile(r"(?<![0-9])[1-9][0-9]{0,7}(?![0-9])")
_PMID_SAID = re.compile(
    r"(?:\bpmid\s*:?\s*|pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/)([1-9][0-9]{0,7})(?![0-9])",
    re.IGNORECASE,
)
_PMCID = re.compile(r"(?<![a-z0-9])PMC\s?([1-9][0-9]{0,8})(?![0-9])", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s{}\"<>]+", re.IGNORECASE)
_LATEX_ESCAPE = re.compile(r"[{}]|\\(?=[_%&#$<>])|\$(?=[<>])|(?<=[<>])\$")


def identifiers_of(fields: Sequence[Field]) -> tuple[Identifier, ...]:
    """Give the identifiers that a record's fields hold, each once: doi, isbn, issn, arxiv, pmid, pmcid, url.

    A DOI in lower case, from its field, from an address or a note; ISBN as 13 digits and ISSN as 1234-567X,
    both only when their check digit is right; arXiv without its version; PMC with its number.
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
    if found := _doi_in(texts.get("doi", "")):
        yield found
    for name in ("url", "howpublished", "note"):
        text = texts.get(name, "")
        if "doi" in text or "DOI" in text:
            said = _DOI_HOST.search(text) or _DOI_PATH.search(text) or _DOI_SAID.search(text)
            match = _DOI.match(unquote(text[said.end() :].partition("?")[0])) if said else None
            if match:
                yield _PAGE.sub("", _tidy(match[0])).lower()


def _doi_in(text: str) -> str:
    """Give the DOI that a field holds, in whatever wrapping, or ""."""
    plain = _LATEX_ESCAPE.sub("", text)
    if "&" in plain:
        plain = unescape(plain)
    if _DOI_HOST.match(plain) or "%2f" in plain.lower():
        plain = unquote(plain)
    match = _DOI.search(plain)
    return _tidy(match[0]).lower() if match else ""


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
    written = f"{texts.get('issn', '')} {texts.get('eissn', '')}"
    if (isbn := texts.get("isbn", "")) and len(isbn) < _OLD_LENGTH:
        written += " " + isbn  # an ISSN in the wrong field
    for first, second in _ISSN.findall(written):
        digits = (first + second).upper()
        values = [10 if digit == "X" else int(digit) for digit in digits]
        if sum(value * weight for value, weight in zip(values, range(8, 0, -1), strict=True)) % 11 == 0:
            yield f"{digits[:4]}-{digits[4:]}"


def _arxivs(texts: dict[str, str]) -> Iterator[str]:
    kind = (texts.get("eprinttype") or texts.get("archiveprefix") or "").lower()
    sources = [texts.get("arxiv", ""), texts.get("arxivid", "")]
    if kind in {"arxiv", ""} or "arxiv" in texts.get("eprint", "").lower():
        sources.append(texts.get("eprint", ""))
    if address := _ARXIV_HOST.match(texts.get("url", "")):
        sources.append(texts["url"][address.end() :])
    if (bare := _ARXIV_BARE.search(sources[-1])) and kind == "arxiv":
        archive = bare[2] or texts.get("primaryclass") or texts.get("eprintclass") or ""
        sources.append(f"{archive}/{bare[1]}")
    for name in _ARXIV_FIELDS:
        if name in texts and "arxiv" in texts[name].lower():
            said = _ARXIV_SAID.search(texts[name])
            sources.append(texts[name][said.end() :][:_LONGEST_ARXIV] if said else "")
    for source in sources:
        match = _ARXIV.search(source)
        if match:
            yield match[1].lower()


def _pmids(texts: dict[str, str]) -> Iterator[str]:
    by_type = (texts.get("eprinttype") or "").lower() in {"pubmed", "pmid"}
    for source in (texts.get("pmid", ""), texts.get("eprint", "") if by_type else ""):
        match = _PMID.search(source) if "pmc" not in source.lower() else None
        if match:
            yield match[0]
    for name in ("url", "note"):
        if match := _PMID_SAID.search(texts.get(name, "")):
            yield match[1]


def _pmcids(texts: dict[str, str]) -> Iterator[str]:
    by_type = (texts.get("eprinttype") or "").lower() in {"pmcid", "pmc"}
    for source in (
        texts.get("pmcid", ""), texts.get("pmc", ""), texts.get("eprint", "") if by_type else "", texts.get("url", ""),
        texts.get("note", ""),
    ):  # fmt: skip
        if "PMC" in source.upper() and (match := _PMCID.search(source)):
            yield f"PMC{match[1]}"


def _urls(texts: dict[str, str]) -> Iterator[str]:
    match = _URL.search(texts.get("url", ""))
    if match:
        yield _tidy(match[0])


_LONGEST_ARXIV = 30  # characters behind "arXiv:" in which its number stands
_SAID = ("url", "howpublished", "note")
_KINDS: tuple[tuple[str, frozenset[str], Callable[[dict[str, str]], Iterator[str]]], ...] = (
    ("doi", frozenset(("doi", *_SAID)), _dois),
    ("isbn", frozenset(("isbn",)), _isbns),
    ("issn", frozenset(("issn", "eissn", "isbn")), _issns),
    ("arxiv", frozenset(("eprint", "arxiv", "arxivid", "url", *_ARXIV_FIELDS)), _arxivs),
    ("pmid", frozenset(("pmid", "eprint", "url", "note")), _pmids),
    ("pmcid", frozenset(("pmcid", "pmc", "eprint", "url", "note")), _pmcids),
    ("url", frozenset(("url",)), _urls),
)
_NAMES = frozenset(name for _, names, _ in _KINDS for name in names) | {
    "eprinttype", "archiveprefix", "primaryclass", "eprintclass",
}  # fmt: skip


class Invalid(NamedTuple):
    """A field that should hold an identifier and does not: which kind, what is written, and why it is none."""

    field: Field
    kind: str
    written: str
    why: str


def invalid_identifiers(fields: Sequence[Field]) -> tuple[Invalid, ...]:
    """Give what is written in the fields of identifiers and is none; what is kept and shown stays as it is.

    Silent where a field has no digits ("n/a"), and where it holds a valid one beside other words.
    """
    texts = {field.name: field.text for field in fields if field.name in _NAMES}
    found: list[Invalid] = []
    for field in fields:
        if field.name in _FAULTS and any(map(str.isdecimal, field.text)):
            kind, look = _FAULTS[field.name]
            found += [Invalid(field, kind, written, why) for written, why in look(field.text, texts)]
    return tuple(found)


def _doi_faults(text: str, _texts: dict[str, str]) -> Faults:
    if not _doi_in(text) and not _SHORT_DOI.search(text):
        yield text, "a DOI begins with 10., a number and a slash"


def _isbn_faults(text: str, _texts: dict[str, str]) -> Faults:
    for run in _ISBN.findall(text):
        numbers = "".join(filter(str.isalnum, run))
        if len(numbers) < _FEWEST_DIGITS or _isbn13(run) or any(map(_isbn13, run.split())):
            continue
        if len(numbers) in {_OLD_LENGTH, _LENGTH}:
            yield run.strip(" -"), "its check digit is wrong"
        elif any(_issns({"issn": run})):
            yield run.strip(" -"), "it is an ISSN"
        else:
            yield run.strip(" -"), f"it has {len(numbers)} digits, not 10 or 13"


def _issn_faults(text: str, _texts: dict[str, str]) -> Faults:
    printed = _ISSN.findall(text)
    valid = set(_issns({"issn": text}))
    for first, second in printed:
        if f"{first}-{second.upper()}" not in valid:
            yield f"{first}-{second}", "its check digit is wrong"
    if not printed:
        yield text, "an ISSN has eight digits"


def _arxiv_faults(text: str, texts: dict[str, str]) -> Faults:
    kind = (texts.get("eprinttype") or texts.get("archiveprefix") or "").lower()
    ours = texts.get("eprint") != text or kind == "arxiv"
    if ours and not any(_arxivs({**texts, "arxiv": text})):
        yield text, "an arXiv number is like 2001.01234 or hep-th/9901001"


def _pubmed_faults(text: str, _texts: dict[str, str]) -> Faults:
    if not _PMID.search(text):
        yield text, "a PubMed number has one to eight digits"


_FEWEST_DIGITS = 8  # of a number that is meant for an ISBN; shorter ones are years, volumes or prices
_FAULTS: dict[str, tuple[str, Callable[[str, dict[str, str]], Faults]]] = {
    "doi": ("doi", _doi_faults), "isbn": ("isbn", _isbn_faults), "issn": ("issn", _issn_faults),
    "eissn": ("issn", _issn_faults), "arxiv": ("arxiv", _arxiv_faults), "arxivid": ("arxiv", _arxiv_faults),
    "eprint": ("arxiv", _arxiv_faults), "pmid": ("pmid", _pubmed_faults),
}  # fmt: skip


_KEY = re.compile(r"(?=.*[^\W\d_])[^\s{}()\",#%~\\=@]+")


def usable_key(text: str) -> bool:
    """Whether a label can be taken for a citation key: one word that BibTeX takes, with a letter in it."""
    return _KEY.fullmatch(text) is not None
