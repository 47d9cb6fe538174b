"""Know the column names of tables: Scopus, Web of Science, Zotero, PubMed, IEEE, Springer, and plain ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_COLUMNS = {
    "key": ("citation key", "citationkey", "citekey", "cite key", "bibtex key", "bibtexkey", "bib key", "id", "key"),
    "kind": ("entrytype", "entry type", "item type", "document type", "content type", "reference type",
             "publication type", "type"),
    "title": ("title", "article title", "document title", "item title", "primary title", "paper title",
              "titel", "titre", "título", "题名", "标题", "篇名"),
    "author": ("author full names", "author", "authors", "author names", "authors full names", "creator",
               "creators", "author s", "book authors", "first author", "作者"),
    "group": ("group authors", "corporate author", "organisation", "book group authors"),
    "editor": ("editor", "editors", "book editors"),
    "translator": ("translator", "translators"),
    "bookauthor": ("book author", "bookauthor"),
    "year": ("year", "publication year", "pub year", "year of publication", "year published", "年份", "年"),
    "date": ("date", "publication date", "date published", "pub date", "issued", "online date"),
    "month": ("month", "publication month"),
    "journal": ("journal", "journaltitle", "journal title", "journal name", "source title", "journal book",
                "publication title", "publication name", "publication", "container title", "container",
                "secondary title", "刊名", "期刊"),
    "booktitle": ("booktitle", "book title", "proceedings title"),
    "volume": ("volume", "journal volume", "vol"),
    "number": ("number", "issue", "journal issue", "no", "issue number", "期"),
    "pages": ("pages", "page", "page range", "page numbers", "页码"),
    "start": ("page start", "start page", "first page", "beginning page"),
    "end": ("page end", "end page", "last page", "ending page"),
    "eid": ("art no", "article number", "eid number"),
    "pagetotal": ("num pages", "page count", "number of pages", "pagetotal"),
    "doi": ("doi", "item doi", "digital object identifier"),
    "url": ("url", "link", "web address", "pdf link"),
    "isbn": ("isbn", "isbns", "print isbn"),
    "issn": ("issn", "print issn"),
    "abstract": ("abstract", "abstract note", "摘要"),
    "keywords": ("keywords", "author keywords", "keyword", "manual tags", "tags", "关键词"),
    "publisher": ("publisher", "institution", "school", "university", "出版社"),
    "address": ("place", "address", "place published", "publisher city", "location", "publisher location"),
    "edition": ("edition",),
    "series": ("series", "series title", "book series title"),
    "language": ("language", "language of original document", "语种"),
    "note": ("note", "notes", "extra"),
    "pmid": ("pmid", "pubmed id"),
    "pmcid": ("pmcid", "pmc id"),
    "shortjournal": ("abbreviated source title", "journal abbreviation", "shortjournal"),
    "shorttitle": ("short title", "shorttitle"),
    "eventtitle": ("conference name", "conference title", "eventtitle"),
    "urldate": ("access date", "accessed", "urldate"),
    "titleaddon": ("translated title", "titleaddon"),
}  # fmt: skip
"""What a column is: the names for it, the better ones first. kind is the entry type; group are organisations
among the authors; start and end are pages.
"""
_WOS = {
    "key": (), "kind": ("dt", "pt"), "title": ("ti",), "author": ("af", "au"), "group": ("ca", "gp"),
    "editor": ("be",), "bookauthor": ("ba",), "year": ("py",), "date": ("pd",), "journal": ("so",),
    "volume": ("vl",), "number": ("is",), "start": ("bp",), "end": ("ep",), "eid": ("ar",), "doi": ("di",),
    "isbn": ("bn",), "issn": ("sn",), "abstract": ("ab",), "keywords": ("de",), "publisher": ("pu",),
    "address": ("pi",), "series": ("se",), "language": ("la",), "pmid": ("pm",), "shortjournal": ("j9", "ji"),
    "eventtitle": ("ct",), "pagetotal": ("pg",),
}  # fmt: skip
"""The two-letter names of Web of Science's tab-delimited files, where ID are its own keywords."""
_KINDS = {
    "article": "article", "journal article": "article", "journalarticle": "article", "review": "article",
    "article in press": "article", "letter": "article", "editorial": "article", "short survey": "article",
    "editorial material": "article", "data paper": "article", "erratum": "article", "j": "article",
    "journal": "article", "article early access": "article", "magazinearticle": "article",
    "newspaperarticle": "article", "magazine article": "article", "newspaper article": "article",
    "review early access": "article", "book review": "article", "ieee journals": "article",
    "article journal": "article",
    "b": "book", "book": "book", "edited book": "book", "s": "incollection", "book chapter": "incollection",
    "booksection": "incollection", "chapter": "incollection", "book section": "incollection",
    "article book chapter": "incollection", "c": "inproceedings", "conference paper": "inproceedings",
    "conferencepaper": "inproceedings", "proceedings paper": "inproceedings", "ieee conferences": "inproceedings",
    "article proceedings paper": "inproceedings", "conference": "inproceedings", "paper conference": "inproceedings",
    "thesis": "phdthesis", "dissertation": "phdthesis", "phd thesis": "phdthesis", "master s thesis": "mastersthesis",
    "report": "techreport", "technical report": "techreport", "webpage": "online", "web page": "online",
    "website": "online", "blogpost": "online", "blog post": "online", "preprint": "misc", "dataset": "dataset",
    "software": "software", "computerprogram": "software", "patent": "patent", "p": "patent",
    "manuscript": "unpublished",
    "conference review": "proceedings", "encyclopediaarticle": "inreference", "dictionaryentry": "inreference",
    "document": "misc",
}  # fmt: skip
_BIBTEX = frozenset(
    ("article", "artwork", "audio", "book", "bookinbook", "booklet", "collection", "conference", "dataset",
     "electronic", "inbook", "incollection", "inproceedings", "inreference", "manual", "mastersthesis", "misc",
     "mvbook", "mvcollection", "online", "patent", "periodical", "phdthesis", "proceedings", "reference", "report",
     "review", "software", "standard", "suppbook", "suppperiodical", "techreport", "thesis", "unpublished", "video",
     "www")
)  # fmt: skip
_PLAIN = re.compile(r"[^\w]+|_+")


def plain(header: str) -> str:
    """Give a column's name for comparison: small letters, single blanks, no punctuation."""
    return " ".join(_PLAIN.sub(" ", header.lower()).split())


def roles(header: Sequence[str]) -> list[str]:
    """Give what each column of a table is, "" where that is not known.

    Where several columns can be one thing (Authors and Author full names), the best is, and the others
    are not.
    """
    names = [plain(name) for name in header]
    columns = _WOS if {"pt", "ti", "so"} <= set(names) else _COLUMNS
    found = [""] * len(names)
    for role, known in columns.items():
        at = next((names.index(name) for name in known if name in names), None)
        if at is not None and not found[at]:
            found[at] = role
    return found


def entry_type(printed: str) -> str:
    """Give the entry type that a table calls so, or ""."""
    if printed.strip().lower() in _BIBTEX:
        return printed.strip().lower()
    return _KINDS.get(plain(printed), "")


def field_name(header: str, at: int) -> str:
    """Give the name of the field that an unknown column becomes: small letters without blanks."""
    return "-".join(re.sub(r"[^\w.-]+", " ", header.lower()).split()) or f"column-{at + 1}"
