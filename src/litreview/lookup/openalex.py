"""Ask OpenAlex, an open index of works of all kinds (api.openalex.org)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from litreview.lookup import MOST, Asked, Told, service
from litreview.lookup._items import below, in_question, kept, objects, text_of, variants, whole_title
from litreview.text.plain import read_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.lookup import Item
    from litreview.model import Person

HOST = "api.openalex.org"
_KEPT = (
    "id",
    "doi",
    "type",
    "title",
    "display_name",
    "publication_year",
    "authorships",
    "biblio",
    "primary_location",
)
"""What is read of a work (OpenAlex's API, "Works")."""
_TYPES = {
    "article": "article", "review": "article", "letter": "article", "editorial": "article", "book": "book",
    "book-chapter": "incollection", "dissertation": "phdthesis", "report": "techreport", "dataset": "dataset",
    "standard": "standard", "reference-entry": "inreference",
}  # fmt: skip
"""The entry type of each of OpenAlex's types; the others are @misc."""
_DOI = re.compile(r"10\.\d{4,9}/\S+")


@service("2 openalex")
class OpenAlex:
    """OpenAlex's API: /works/doi:..., and /works?filter=title.search:... for the words of a title."""

    name = "OpenAlex"

    def by_doi(self, doi: str) -> Asked:
        """Give where the work with a DOI is told of."""
        return Asked(HOST, f"/works/doi:{quote(doi, safe='/')}")

    def by_title(self, title: str, names: Sequence[str]) -> Asked:  # noqa: ARG002 (it has no search for names)
        """Give where works with the words of a title are looked for."""
        words = f"title.search:{in_question(title)}"
        return Asked(
            HOST, "/works", (("filter", words), ("per-page", str(MOST)), ("select", ",".join(_KEPT)))
        )

    def items(self, answer: Any) -> list[Item]:  # Any: whatever JSON has
        """Give what of the items of an answer is of use. Raises ValueError for an answer of another shape."""
        found = below(answer, "results")
        if found is None and text_of(below(answer, "id")):
            found = [answer]
        if not isinstance(found, list):
            raise ValueError("no answer of OpenAlex")  # noqa: TRY004 (an answer is wrong, and no argument)
        return [_kept(item) for item in objects(found)]

    def told(self, item: Item) -> Told:
        """Give the work of an item."""
        title = whole_title(text_of(item.get("title")) or text_of(item.get("display_name")))
        doi = _DOI.search(text_of(item.get("doi")).lower())
        kind = _TYPES.get(text_of(item.get("type")), "misc")
        volume, issue, start, end = (
            text_of(below(item, "biblio", name)) for name in ("volume", "issue", "first_page", "last_page")
        )
        place = text_of(below(item, "primary_location", "source", "display_name"))
        fields = {
            "title": title,
            "journal" if kind == "article" else "booktitle": "" if kind == "book" else place,
            "volume": volume,
            "number": issue,
            "pages": f"{start}--{end}" if start and end and start != end else start or end,
            "doi": doi[0] if doi else "",
        }
        year = text_of(item.get("publication_year"))
        return Told(
            variants(fields["doi"], kind, _people(item), fields, [year] if year else ()) if title else ()
        )


def _kept(item: Item) -> dict[str, Any]:  # Any: whatever JSON has
    """Give of an item what is of use: of its authors the names, of the place the journal."""
    found = kept(item, _KEPT)
    if "authorships" in found:
        people = objects(found["authorships"])
        found["authorships"] = [
            {
                "raw_author_name": text_of(one.get("raw_author_name"))
                or text_of(below(one, "author", "display_name"))
            }
            for one in people
        ]
    if "primary_location" in found:
        place = text_of(below(found["primary_location"], "source", "display_name"))
        found["primary_location"] = {"source": {"display_name": place}}
    return found


def _people(item: Item) -> Iterator[Person]:
    for one in objects(item.get("authorships")):
        if (person := read_name(text_of(one.get("raw_author_name")), "author")) is not None:
            yield person
