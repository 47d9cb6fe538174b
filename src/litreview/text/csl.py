"""Say which of CSL's types and variables is which BibTeX type and field, and carry its markup over."""

from __future__ import annotations

import re

from litreview.text.latex import to_text
from litreview.text.plain import latex

TYPES = {
    "article": "article-journal", "book": "book", "mvbook": "book", "collection": "book", "proceedings": "book",
    "manual": "book", "booklet": "pamphlet", "inbook": "chapter", "incollection": "chapter",
    "inreference": "entry-encyclopedia", "inproceedings": "paper-conference", "conference": "paper-conference",
    "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis", "techreport": "report",
    "report": "report", "online": "webpage", "electronic": "webpage", "www": "webpage", "dataset": "dataset",
    "software": "software", "patent": "patent", "unpublished": "manuscript", "misc": "document",
    "review": "review", "periodical": "periodical", "standard": "standard",
}  # fmt: skip
"""CSL's type of each entry type (CSL 1.0.2, appendix III)."""

THESES = frozenset(("phdthesis", "mastersthesis", "thesis"))

GENRES = {"mastersthesis": "Master's thesis", "phdthesis": "PhD thesis"}
"""What a thesis is called where nothing else is said."""

ENTRY_TYPES = {
    "article": "article", "article-journal": "article", "article-magazine": "article",
    "article-newspaper": "article", "review": "article", "review-book": "article", "book": "book",
    "chapter": "incollection", "entry": "inreference", "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference", "paper-conference": "inproceedings", "report": "techreport",
    "webpage": "online", "post": "online", "post-weblog": "online", "dataset": "dataset",
    "software": "software", "patent": "patent", "manuscript": "unpublished", "pamphlet": "booklet",
    "periodical": "periodical", "standard": "standard",
}  # fmt: skip
"""The entry type of each of CSL's types; those that are not here are @misc, and keep their own as csl-type."""

FIELDS = {
    "title": "title", "volume": "volume", "page": "pages", "number-of-pages": "pagetotal",
    "number-of-volumes": "volumes", "chapter-number": "chapter", "edition": "edition",
    "collection-title": "series", "publisher-place": "address", "DOI": "doi", "ISBN": "isbn", "ISSN": "issn",
    "PMID": "pmid", "PMCID": "pmcid", "URL": "url", "abstract": "abstract", "keyword": "keywords",
    "language": "language", "note": "note", "annote": "annote", "title-short": "shorttitle",
    "shortTitle": "shorttitle", "container-title-short": "shortjournal", "journalAbbreviation": "shortjournal",
    "event-title": "eventtitle", "event": "eventtitle", "event-place": "venue", "genre": "type",
    "version": "version", "call-number": "library", "original-title": "origtitle",
    "original-publisher": "origpublisher", "original-publisher-place": "origlocation", "status": "pubstate",
    "part-number": "part", "medium": "howpublished",
}  # fmt: skip
"""The field of each variable that is plain text (but the container, the number and the publisher, which
depend on the type).
"""

ROLES = {"author": "author", "editor": "editor", "translator": "translator", "container-author": "bookauthor"}
"""The role of each name variable; the other ones are kept as fields."""

NAMES_OF_VARIABLES = frozenset(
    (*ROLES, "chair", "collection-editor", "compiler", "composer", "contributor", "curator", "director",
     "editorial-director", "executive-producer", "guest", "host", "illustrator", "interviewer", "narrator",
     "organizer", "original-author", "performer", "producer", "recipient", "reviewed-author", "script-writer",
     "series-creator")
)  # fmt: skip

_TAG = re.compile(r"<(/?)(i|b|em|strong|sc|sup|sub|span)(\s[^<>]*)?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(lt|gt|amp|quot|apos|#39|nbsp);")
_MEANT = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'", "#39": "'", "nbsp": "\u00a0"}
_MACROS = {
    "i": r"\emph{", "em": r"\emph{", "b": r"\textbf{", "strong": r"\textbf{", "sc": r"\textsc{",
    "sup": r"\textsuperscript{", "sub": r"\textsubscript{", "span": "{",
}  # fmt: skip


def from_rich(text: str) -> str:
    """Give text with CSL's markup (<i>, <b>, <sc>, <sup>, <sub>, <span>; HTML's entities) as LaTeX.

    A tag that has no partner is text.
    """
    if "<" not in text and "&" not in text:
        return latex(text)
    pieces: list[str] = []
    at = 0
    for start, end, piece in sorted(_paired(text)):
        pieces += [latex(_ENTITY.sub(lambda found: _MEANT[found[1]], text[at:start])), piece]
        at = end
    return "".join(pieces) + latex(_ENTITY.sub(lambda found: _MEANT[found[1]], text[at:]))


def _paired(text: str) -> list[tuple[int, int, str]]:
    """Give where tags that have a partner stand, and their LaTeX."""
    waiting: list[re.Match[str]] = []
    paired = []
    for tag in _TAG.finditer(text):
        if not tag[1]:
            waiting.append(tag)
        elif waiting and waiting[-1][2].lower() == tag[2].lower():
            first = waiting.pop()
            small = "small-caps" in (first[3] or "")
            macro = r"\textsc{" if small else _MACROS[tag[2].lower()]
            paired += [(first.start(), first.end(), macro), (tag.start(), tag.end(), "}")]
    return paired


_ITALIC = re.compile(r"\\(?:emph|textit)\s*\{([^{}]*)\}")
_OPEN, _CLOSE = "\ue000", "\ue001"  # for private use: they stand for tags while the text is put together


def rich_of(value: str, text: str) -> str:
    """Give a value in LaTeX, whose plain text is text, with its italics as CSL's markup."""
    marked = _ITALIC.sub(rf"{_OPEN}\1{_CLOSE}", value)
    shown = to_text(marked) if marked != value and _OPEN not in value else ""
    if shown.replace(_OPEN, "").replace(_CLOSE, "") != text:
        return to_rich(text)
    return to_rich(shown).replace(_OPEN, "<i>").replace(_CLOSE, "</i>")


def to_rich(text: str) -> str:
    """Give plain text so that nothing in it is taken for markup: `from_rich` gives back the same text."""
    if "&" in text:
        text = _ENTITY.sub(r"&amp;\1;", text)
    if "<" in text and _TAG.search(text):
        text = _TAG.sub(lambda tag: "&lt;" + tag[0][1:], text)
    return text
