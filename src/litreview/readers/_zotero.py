"""Give an item in Zotero's own JSON (as Better BibTeX exports it) the names of CSL's variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_TYPES = {
    "journalArticle": "article-journal", "magazineArticle": "article-magazine",
    "newspaperArticle": "article-newspaper", "bookSection": "chapter", "conferencePaper": "paper-conference",
    "blogPost": "post-weblog", "forumPost": "post", "computerProgram": "software",
    "dictionaryEntry": "entry-dictionary", "encyclopediaArticle": "entry-encyclopedia", "preprint": "article",
    "case": "legal_case", "statute": "legislation", "film": "motion_picture", "videoRecording": "motion_picture",
    "audioRecording": "song", "podcast": "song", "presentation": "speech", "artwork": "graphic",
    "letter": "personal_communication", "email": "personal_communication", "tvBroadcast": "broadcast",
    "radioBroadcast": "broadcast",
}  # fmt: skip
_NAMES = {
    "abstractNote": "abstract", "publicationTitle": "container-title", "bookTitle": "container-title",
    "proceedingsTitle": "container-title", "encyclopediaTitle": "container-title",
    "dictionaryTitle": "container-title", "websiteTitle": "container-title", "blogTitle": "container-title",
    "forumTitle": "container-title", "pages": "page", "numPages": "number-of-pages",
    "numberOfVolumes": "number-of-volumes", "series": "collection-title", "seriesTitle": "collection-title",
    "seriesNumber": "collection-number", "journalAbbreviation": "container-title-short", "shortTitle": "title-short",
    "url": "URL", "accessDate": "accessed", "date": "issued", "place": "publisher-place", "institution": "publisher",
    "university": "publisher", "company": "publisher", "repository": "publisher", "thesisType": "genre",
    "reportType": "genre", "websiteType": "genre", "genre": "genre", "reportNumber": "number",
    "patentNumber": "number", "archiveID": "number", "conferenceName": "event-title", "extra": "note",
    "callNumber": "call-number", "versionNumber": "version", "citationKey": "citation-key",
    "citekey": "citation-key",
}  # fmt: skip
_SAME = frozenset(("title", "volume", "issue", "number", "edition", "publisher", "language", "DOI", "ISBN", "ISSN",
                   "medium", "status", "version", "PMID", "PMCID", "citation-key"))  # fmt: skip
_ROLES = {
    "bookAuthor": "container-author", "seriesEditor": "collection-editor", "scriptwriter": "script-writer",
    "inventor": "author", "programmer": "author", "presenter": "author", "artist": "author", "podcaster": "author",
    "sponsor": "contributor", "reviewedAuthor": "reviewed-author",
}  # fmt: skip
_BOOKKEEPING = frozenset(("itemType", "creators", "tags", "itemID", "itemKey", "key", "libraryID", "uri",
                          "uniqueFields", "relations", "collections", "select", "attachments", "notes",
                          "version"))  # fmt: skip
"""What Zotero keeps of an item that says nothing about the work; the raw text has it."""


def to_csl(item: Mapping[str, Any]) -> dict[str, Any]:  # Any: whatever JSON has
    """Give the item with CSL's names; what CSL has no name for is called zotero-x."""
    kind = str(item.get("itemType"))
    found: dict[str, Any] = {"type": _TYPES.get(kind, kind)}
    for name, value in item.items():
        variable = _NAMES.get(name) or (name if name in _SAME else f"zotero-{name.lower()}")
        if value and name not in _BOOKKEEPING and variable not in found:
            found[variable] = value
        elif value and name not in _BOOKKEEPING:
            found[f"zotero-{name.lower()}"] = value
    for creator in _objects(item.get("creators")):
        role = str(creator.get("creatorType") or "author")
        found.setdefault(_ROLES.get(role, role), []).append(_name(creator))
    tags = [str(tag.get("tag")) for tag in _objects(item.get("tags")) if tag.get("tag")]
    if tags:
        found["keyword"] = "; ".join(tags)
    files = [str(part.get("path")) for part in _objects(item.get("attachments")) if part.get("path")]
    if files:
        found["zotero-attachments"] = "; ".join(files)
    return found


def _objects(found: Any) -> list[dict[str, Any]]:  # Any: whatever JSON has
    return [part for part in found if isinstance(part, dict)] if isinstance(found, list) else []


def _name(creator: Mapping[str, Any]) -> dict[str, Any]:
    if creator.get("name") or not creator.get("firstName"):
        return {"literal": creator.get("name") or creator.get("lastName")}
    return {"family": creator.get("lastName") or "", "given": creator.get("firstName")}
