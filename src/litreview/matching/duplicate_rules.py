"""Say which fields have to agree for two records to be one work, where no veto speaks (D)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.matching.rule import rule

if TYPE_CHECKING:
    from litreview.matching.evidence import Evidence


@rule(
    "D01", "same-identifier", "duplicate",
    says="The same DOI, PubMed or arXiv number, and the same title.",
)  # fmt: skip
def _same_identifier(e: Evidence) -> bool:
    return e.same_identifier and not (e.generic and e.locator <= 0 and not e.names.most)


@rule(
    "D02", "same-place", "duplicate",
    says="The same title, volume or year, and first page, whatever is written of the rest.",
)  # fmt: skip
def _same_place(e: Evidence) -> bool:
    where = e.volume > 0 or e.same_year or (e.container > 0 and e.names.all)
    return e.pages > 0 and e.locator > 0 and where and not (e.generic and not e.names.most)


@rule(
    "D11", "next-year", "duplicate",
    says="The same title and people at one conference, where one has the year of the proceedings.",
)  # fmt: skip
def _next_year(e: Evidence) -> bool:
    return e.proceedings


@rule(
    "D10", "same-volume", "duplicate",
    says="The same title and people in one volume of one journal, with years one apart, or pages of "
    "another kind.",
)  # fmt: skip
def _same_volume(e: Evidence) -> bool:
    title = e.title == "same" or (e.title == "near" and e.issue > 0)
    return e.names.all and e.volume > 0 and (e.container > 0 or e.issue > 0) and title and not e.generic


@rule(
    "D03", "same-paper", "duplicate",
    says="The same title, people and year in one journal or book, where one does not say on which pages.",
)  # fmt: skip
def _same_paper(e: Evidence) -> bool:
    if e.title not in {"same", "part"}:
        return False
    if (
        e.generic
        and not (e.a.genre == e.b.genre == "part" and e.container > 0)
        and not (e.volume > 0 and e.issue > 0)
    ):
        return False
    return e.same_year and e.container > 0 and (e.names.all if e.title == "part" else e.names.most)


@rule(
    "D04", "same-work", "duplicate",
    says="The same title, people and year, and nothing that contradicts: one of the two says less.",
)  # fmt: skip
def _same_work(e: Evidence) -> bool:
    if (e.generic and e.body <= 0) or not e.same_year or e.title != "same" or not _one_genre(e):
        return False
    return e.names.all or (e.names.most and e.body > 0 and e.title == "same")


@rule(
    "D05", "same-book", "duplicate",
    says="The same people, year and publisher or ISBN of a book or report, one without its subtitle.",
)  # fmt: skip
def _same_book(e: Evidence) -> bool:
    whole = {e.a.genre, e.b.genre} <= {"book", "report", "thesis", ""}
    return whole and e.names.all and e.same_year and (e.body > 0 or e.identifier("isbn") > 0)


@rule(
    "D06", "same-address", "duplicate",
    says="The same title at the same address of the web, in the same year.",
)  # fmt: skip
def _same_address(e: Evidence) -> bool:
    return e.address > 0 and e.same_year and e.title == "same" and not e.names.none


@rule(
    "D07", "same-document", "duplicate",
    says="The same number of a document, with more than one part, under the same title or one that is "
    "alike.",
)  # fmt: skip
def _same_document(e: Evidence) -> bool:
    return e.document and e.same_year and e.title != "part"


@rule(
    "D08", "year-left-out", "duplicate",
    says="The same title and people in one journal or from one publisher, where one does not say the year.",
)  # fmt: skip
def _year_left_out(e: Evidence) -> bool:
    place = e.container > 0 or e.body > 0 or e.volume > 0
    return e.gap is None and e.names.all and place and not e.generic and e.title == "same" and _one_genre(e)


@rule(
    "D09", "names-left-out", "duplicate",
    says="The same long title in one place and year, where one names nobody.",
)  # fmt: skip
def _names_left_out(e: Evidence) -> bool:
    long = min(len(e.a.title.compact), len(e.b.title.compact)) >= LONG_TITLE
    place = e.container > 0 or e.body > 0
    return not e.names.known and long and e.same_year and place and e.title == "same" and e.genre > 0


LONG_TITLE = 30
"""Letters of a title that no two works of one year and journal share by chance."""


def _one_genre(e: Evidence) -> bool:
    """Whether two records that agree in what they say are of one kind, and not a paper and its later printing."""
    if e.a.genre == e.b.genre:
        return e.container >= 0
    return (
        e.genre == 0
        and (e.container > 0 or not (e.a.container and e.b.container))
        and "talk" not in {e.a.genre, e.b.genre}
    )
