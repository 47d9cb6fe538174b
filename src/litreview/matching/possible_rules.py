"""Say what a person should look at, and what the two records may be to each other (P)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.matching.rule import rule

if TYPE_CHECKING:
    from litreview.matching.evidence import Evidence


@rule(
    "P01", "identifier-of-another", "possible", "conflict",
    says="One identifier under two titles: one of them is wrong, or the title is in another language. "
    "Chapters may have the DOI of their book, and abstracts that of their supplement.",
)  # fmt: skip
def _identifier_of_another(e: Evidence) -> bool:
    parts = e.a.genre == e.b.genre and e.a.genre in {"part", "book"}
    abstracts = (
        any(form.pages and form.pages.letter for form in (e.a, e.b)) or "suppl" in e.a.issue + e.b.issue
    )
    return e.same_identifier and e.title == "other" and not parts and not (abstracts and e.names.none)


@rule(
    "P02", "version", "possible", "version-of",
    says="A preprint, working paper, thesis or conference paper, and what was published of it.",
)  # fmt: skip
def _version(e: Evidence) -> bool:
    if e.title == "other" or not e.same_kind or not e.names.most or (e.gap or 0) > YEARS_TO_PRINT:
        return False
    if e.same_identifier:
        return True
    return e.a.paper != e.b.paper or ({"report", "article"} == {e.a.genre, e.b.genre} and not e.generic)


YEARS_TO_PRINT = 6
"""Years from a working paper to its publication: most take less (econometrics has the longest, Ellison 2002: 2 to 3
in the journals themselves)."""


@rule(
    "P03", "yearly", "possible", "series",
    says="A report of one body under one title in two years: two issues, or one with a wrong year.",
)  # fmt: skip
def _yearly(e: Evidence) -> bool:
    bodies = any(name.whole for name in (*e.a.names, *e.b.names))
    return (
        bodies
        and _later(e)
        and e.genre >= 0
        and e.number >= 0
        and e.title == "same"
        and not (e.a.month and e.b.month)
    )


@rule(
    "P10", "translation", "possible", "translation-of",
    says="One of two works of one title and people names a translator, in another year or from another publisher.",
)  # fmt: skip
def _translation(e: Evidence) -> bool:
    return e.translated_once and e.title in {"same", "near", "part"} and e.names.all and not e.generic


@rule(
    "P04", "edition-or-year", "possible", "edition-of",
    says="A book of one title and people in two years: another edition, a reprint, or a wrong year.",
)  # fmt: skip
def _edition_or_year(e: Evidence) -> bool:
    whole = {e.a.genre, e.b.genre} <= {"book", "report", "thesis", ""}
    return whole and _later(e) and e.names.all and not e.generic and e.number >= 0 and e.volume >= 0


@rule(
    "P05", "wrong-year", "possible", "conflict",
    says="A paper of one title and people in one journal, in two years, where a volume or a page is not "
    "said.",
)  # fmt: skip
def _wrong_year(e: Evidence) -> bool:
    place = e.container > 0 or not (e.a.container and e.b.container)
    papers = {e.a.genre, e.b.genre} <= {"article", "talk", "part", ""} and e.number >= 0
    return (
        papers
        and _later(e)
        and place
        and e.names.all
        and not e.generic
        and e.locator == 0
        and e.genre >= 0
        and e.issue >= 0
    )


@rule(
    "P06", "place-of-another", "possible", "conflict",
    says="One first page of one volume and the same people, under two titles: one is translated, or wrong.",
)  # fmt: skip
def _place_of_another(e: Evidence) -> bool:
    if e.title != "other" or not e.same_kind:
        return False
    if e.pages <= 0 or not e.same_year or not e.names.all or (e.b.pages and e.b.pages.letter):
        return False
    return (e.volume > 0 and e.container > 0) or (e.alike and e.container >= 0)


@rule(
    "P07", "page-in-doubt", "possible", "conflict",
    says="The same paper by title, people, year and volume, on other pages or in another issue.",
)  # fmt: skip
def _page_in_doubt(e: Evidence) -> bool:
    whose = (
        e.title in {"same", "near"}
        and e.names.all
        and not e.generic
        and not (e.a.title.kind or e.b.title.kind)
    )
    return whose and e.volume > 0 and e.same_year and e.container > 0


@rule(
    "P08", "number-of-another", "possible", "conflict",
    says="One document by its number and year, under two titles.",
)  # fmt: skip
def _number_of_another(e: Evidence) -> bool:
    bodies = all(name.whole for name in (*e.a.names, *e.b.names))
    return e.document and e.same_year and e.title == "other" and (bodies or not e.names.none)


@rule(
    "P09", "little-said", "possible",
    says="The same title and nothing against it, but too little to be sure.",
)  # fmt: skip
def _little_said(e: Evidence) -> bool:
    if e.title not in {"same", "near"} or not e.same_kind or e.names.none or e.edition < 0:
        return False
    if e.generic and not (e.names.all and e.same_year and not e.a.title.bare):
        return False
    if e.other_day or e.other_page or (e.gap and e.a.title.kind) or e.translators < 0:
        return False
    if e.locator < 0 or e.container < 0 or (e.gap or 0) > 1 or e.genre < 0 or e.number < 0 or e.issue < 0:
        return False
    return e.a.paper == e.b.paper


def _later(e: Evidence) -> bool:
    """Whether two works of one title and kind are some years apart, and name no editions that explain it."""
    return (
        bool(e.gap)
        and e.title in {"same", "near", "part"}
        and e.same_kind
        and e.edition >= 0
        and not e.a.title.kind
    )
