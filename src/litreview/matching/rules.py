"""Decide what two records are to each other: vetoes first, then rules; no score decides.

A veto (V) forbids to merge two records unseen. A rule for duplicates (D) says which fields have to agree
where no veto speaks. A rule for possible ones (P) says what a person should look at, and what it may be. The
first rule that fits gives the verdict; where none fits, the two are different works, and nothing is said.
`litreview dedupe --rules` lists them, `litreview explain D02` explains one. What each rule does not ask for
was not needed on the labelled sets (benchmarks/duplicates).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from litreview.matching.evidence import Evidence
    from litreview.model.duplicates import Relation

Effect = Literal["veto", "duplicate", "possible"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule under its id and name: effect says what it does, relation what the two are where it fits, and says the
    rule in a sentence.
    """

    id: str
    name: str
    effect: Effect
    relation: Relation
    says: str
    fits: Callable[[Evidence], bool]


RULES: dict[str, Rule] = {}
"""All rules by id, in the order in which they are asked."""
Fits = Callable[["Evidence"], bool]


def _rule(
    number: str, name: str, effect: Effect, relation: Relation = "same", *, says: str
) -> Callable[[Fits], Fits]:
    def register(fits: Fits) -> Fits:
        if number in RULES:
            raise ValueError(f"there is already a rule {number}")
        RULES[number] = Rule(number, name, effect, relation, says, fits)
        return fits

    return register


# Vetoes: what forbids to merge unseen


@_rule(
    "V01", "other-title", "veto",
    says="A word or a number of one title is not in the other, and the first and last pages do not say "
    "that it is one paper.",
)  # fmt: skip
def _other_title(e: Evidence) -> bool:
    if e.title != "other" or e.one_paper:
        return False
    if not e.alike or (e.names.known and not e.names.all):
        return True
    sure = e.document or (e.same_identifier and e.locator >= 0)
    return not ((e.whole_place and e.names.all) or (sure and e.same_numbers))


@_rule(
    "V02", "other-kind", "veto",
    says="One is an erratum, a reply, a comment, a review, an editorial or an introduction, the other is "
    "not.",
)  # fmt: skip
def _other_kind(e: Evidence) -> bool:
    return not e.same_kind


@_rule(
    "V03", "other-edition", "veto",
    says="The editions differ; no edition is the first one, unless the years are the same.",
)  # fmt: skip
def _other_edition(e: Evidence) -> bool:
    return e.edition < 0


@_rule(
    "V04", "other-authors", "veto",
    says="Both name people, and less than half of the shorter list is in the other, unless the whole place "
    "is the same.",
)  # fmt: skip
def _other_authors(e: Evidence) -> bool:
    return e.names.known and not e.names.most and not (e.whole_place and e.title == "same" and not e.generic)


@_rule(
    "V05", "other-place", "veto",
    says="Volume, issue and pages contradict each other.",
)  # fmt: skip
def _other_place(e: Evidence) -> bool:
    return e.locator < 0


@_rule(
    "V06", "other-issue", "veto",
    says="The issues differ, and no page and no identifier says that the place is the same.",
)  # fmt: skip
def _other_issue(e: Evidence) -> bool:
    return e.issue < 0 and (e.pages <= 0 or e.numbered) and not e.same_identifier


@_rule(
    "V07", "other-year", "veto",
    says="The years are more than one apart where the whole place does not agree, or one apart where "
    "nothing of it does.",
)  # fmt: skip
def _other_year(e: Evidence) -> bool:
    if not e.gap or e.proceedings or (e.whole_place and e.volume > 0):
        return False
    printed = e.locator > 0 and not (e.numbered and e.volume <= 0)
    return e.gap > 1 or not (printed or e.same_identifier or (e.volume > 0 and e.container > 0))


@_rule(
    "V08", "other-number", "veto",
    says="The numbers of the reports or documents differ, or those of the volumes of a work.",
)  # fmt: skip
def _other_number(e: Evidence) -> bool:
    return e.number < 0 or (e.volume < 0 and e.pages <= 0)


@_rule(
    "V09", "other-genre", "veto",
    says="A book is no article, no chapter and no thesis, unless an identifier says so; a working paper is "
    "no article.",
)  # fmt: skip
def _other_genre(e: Evidence) -> bool:
    if (e.same_identifier or e.document) and e.title in {"same", "near"}:
        return False
    if {e.a.genre, e.b.genre} == {"book", "part"}:
        return True
    return e.genre < 0 or (e.a.paper != e.b.paper and e.locator <= 0)


@_rule(
    "V10", "translated", "veto",
    says="The translators differ, or one names one, and the other neither that nor the same year and publisher.",
)  # fmt: skip
def _translated(e: Evidence) -> bool:
    return e.translators < 0 or (e.translated_once and not (e.same_year and e.body >= 0))


@_rule(
    "V11", "other-container", "veto",
    says="The journals or books differ; pages, an identifier, or volume and issue tell where it is a "
    "matter of language.",
)  # fmt: skip
def _other_container(e: Evidence) -> bool:
    if e.container >= 0 or e.locator > 0 or e.same_identifier:
        return False
    copy = e.same_year and e.names.all and not e.generic and e.title != "other"
    return not (copy and (e.pages > 0 or (e.volume > 0 and e.issue > 0)))


@_rule(
    "V12", "other-publisher", "veto",
    says="The publishers of a book or the bodies of a report differ, and no identifier agrees.",
)  # fmt: skip
def _other_publisher(e: Evidence) -> bool:
    if e.a.genre in {"book", "report", "thesis"} or e.b.genre in {"book", "report", "thesis"}:
        bodies = (
            any(name.whole for name in e.a.names) and e.names.all
        )  # the publisher of a body's report may be left out
        return e.body < 0 and not (e.identifier("isbn") > 0 or e.same_identifier or e.number > 0 or bodies)
    return False


@_rule(
    "V13", "other-day", "veto",
    says="Two pieces of a newspaper, letters or pages, of different days; journals' months may differ.",
)  # fmt: skip
def _other_day(e: Evidence) -> bool:
    return e.other_day and not e.same_identifier


@_rule(
    "V14", "other-address", "veto",
    says="Two pages of one site at different addresses.",
)  # fmt: skip
def _other_address(e: Evidence) -> bool:
    return e.other_page


@_rule(
    "V15", "one-volume", "veto",
    says="One is a volume of a work, and the other may be all of it.",
)  # fmt: skip
def _one_volume(e: Evidence) -> bool:
    return {e.a.genre, e.b.genre} <= {"book", ""} and bool(e.a.volume) != bool(e.b.volume)


@_rule(
    "V16", "year-in-one-title", "veto",
    says="The year stands in one title alone, as in those of yearly reports, and no place or identifier "
    "agrees.",
)  # fmt: skip
def _year_in_one_title(e: Evidence) -> bool:
    yearly = e.a.title.numbers != e.b.title.numbers and e.title in {"same", "near"}
    return yearly and not (e.same_identifier or e.document or e.locator > 0)


@_rule(
    "V17", "other-identifier", "veto",
    says="The DOIs, PubMed or arXiv numbers differ, and the first and last pages do not say that it is one paper.",
)  # fmt: skip
def _other_identifier(e: Evidence) -> bool:
    differ = any(e.identifier(kind) < 0 for kind in ("doi", "pmid", "arxiv"))
    return differ and not e.same_identifier and not e.whole_place and not e.document


# Duplicates: what has to agree


@_rule(
    "D01", "same-identifier", "duplicate",
    says="The same DOI, PubMed or arXiv number, and the same title.",
)  # fmt: skip
def _same_identifier(e: Evidence) -> bool:
    return e.same_identifier and not (e.generic and e.locator <= 0 and not e.names.most)


@_rule(
    "D02", "same-place", "duplicate",
    says="The same title, volume or year, and first page, whatever is written of the rest.",
)  # fmt: skip
def _same_place(e: Evidence) -> bool:
    where = e.volume > 0 or e.same_year or (e.container > 0 and e.names.all)
    return e.pages > 0 and e.locator > 0 and where and not (e.generic and not e.names.most)


@_rule(
    "D11", "next-year", "duplicate",
    says="The same title and people at one conference, where one has the year of the proceedings.",
)  # fmt: skip
def _next_year(e: Evidence) -> bool:
    return e.proceedings


@_rule(
    "D10", "same-volume", "duplicate",
    says="The same title and people in one volume of one journal, with years one apart, or pages of "
    "another kind.",
)  # fmt: skip
def _same_volume(e: Evidence) -> bool:
    title = e.title == "same" or (e.title == "near" and e.issue > 0)
    return e.names.all and e.volume > 0 and (e.container > 0 or e.issue > 0) and title and not e.generic


@_rule(
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


@_rule(
    "D04", "same-work", "duplicate",
    says="The same title, people and year, and nothing that contradicts: one of the two says less.",
)  # fmt: skip
def _same_work(e: Evidence) -> bool:
    if (e.generic and e.body <= 0) or not e.same_year or e.title != "same" or not _one_genre(e):
        return False
    return e.names.all or (e.names.most and e.body > 0 and e.title == "same")


@_rule(
    "D05", "same-book", "duplicate",
    says="The same people, year and publisher or ISBN of a book or report, one without its subtitle.",
)  # fmt: skip
def _same_book(e: Evidence) -> bool:
    whole = {e.a.genre, e.b.genre} <= {"book", "report", "thesis", ""}
    return whole and e.names.all and e.same_year and (e.body > 0 or e.identifier("isbn") > 0)


@_rule(
    "D06", "same-address", "duplicate",
    says="The same title at the same address of the web, in the same year.",
)  # fmt: skip
def _same_address(e: Evidence) -> bool:
    return e.address > 0 and e.same_year and e.title == "same" and not e.names.none


@_rule(
    "D07", "same-document", "duplicate",
    says="The same number of a document, with more than one part, under the same title or one that is "
    "alike.",
)  # fmt: skip
def _same_document(e: Evidence) -> bool:
    return e.document and e.same_year and e.title != "part"


@_rule(
    "D08", "year-left-out", "duplicate",
    says="The same title and people in one journal or from one publisher, where one does not say the year.",
)  # fmt: skip
def _year_left_out(e: Evidence) -> bool:
    place = e.container > 0 or e.body > 0 or e.volume > 0
    return e.gap is None and e.names.all and place and not e.generic and e.title == "same" and _one_genre(e)


@_rule(
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


# Possible: what a person should see


@_rule(
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


@_rule(
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


@_rule(
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


@_rule(
    "P10", "translation", "possible", "translation-of",
    says="One of two works of one title and people names a translator, in another year or from another publisher.",
)  # fmt: skip
def _translation(e: Evidence) -> bool:
    return e.translated_once and e.title in {"same", "near", "part"} and e.names.all and not e.generic


@_rule(
    "P04", "edition-or-year", "possible", "edition-of",
    says="A book of one title and people in two years: another edition, a reprint, or a wrong year.",
)  # fmt: skip
def _edition_or_year(e: Evidence) -> bool:
    whole = {e.a.genre, e.b.genre} <= {"book", "report", "thesis", ""}
    return whole and _later(e) and e.names.all and not e.generic and e.number >= 0 and e.volume >= 0


@_rule(
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


@_rule(
    "P06", "place-of-another", "possible", "conflict",
    says="One first page of one volume and the same people, under two titles: one is translated, or wrong.",
)  # fmt: skip
def _place_of_another(e: Evidence) -> bool:
    if e.title != "other" or not e.same_kind:
        return False
    if e.pages <= 0 or not e.same_year or not e.names.all or (e.b.pages and e.b.pages.letter):
        return False
    return (e.volume > 0 and e.container > 0) or (e.alike and e.container >= 0)


@_rule(
    "P07", "page-in-doubt", "possible", "conflict",
    says="The same paper by title, people, year and volume, on other pages or in another issue.",
)  # fmt: skip
def _page_in_doubt(e: Evidence) -> bool:
    return _same_but(e, e.volume > 0 and e.same_year and e.container > 0)


@_rule(
    "P08", "number-of-another", "possible", "conflict",
    says="One document by its number and year, under two titles.",
)  # fmt: skip
def _number_of_another(e: Evidence) -> bool:
    bodies = all(name.whole for name in (*e.a.names, *e.b.names))
    return e.document and e.same_year and e.title == "other" and (bodies or not e.names.none)


@_rule(
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


def _same_but(e: Evidence, agree: bool) -> bool:
    return (
        agree
        and e.title in {"same", "near"}
        and e.same_kind
        and e.names.all
        and not e.generic
        and not e.a.title.kind
    )


VETOES = tuple(rule for rule in RULES.values() if rule.effect == "veto")
DUPLICATES = tuple(rule for rule in RULES.values() if rule.effect == "duplicate")
POSSIBLE = tuple(rule for rule in RULES.values() if rule.effect == "possible")
