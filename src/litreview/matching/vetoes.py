"""Say what forbids to merge two records unseen: one contradiction is enough (V)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.matching.rule import rule

if TYPE_CHECKING:
    from litreview.matching.evidence import Evidence


@rule(
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


@rule(
    "V02", "other-kind", "veto",
    says="One is an erratum, a reply, a comment, a review, an editorial or an introduction, the other is "
    "not.",
)  # fmt: skip
def _other_kind(e: Evidence) -> bool:
    return not e.same_kind


@rule(
    "V03", "other-edition", "veto",
    says="The editions differ; no edition is the first one, unless the years are the same.",
)  # fmt: skip
def _other_edition(e: Evidence) -> bool:
    return e.edition < 0


@rule(
    "V04", "other-authors", "veto",
    says="Both name people, and less than half of the shorter list is in the other, unless the whole place "
    "is the same.",
)  # fmt: skip
def _other_authors(e: Evidence) -> bool:
    return e.names.known and not e.names.most and not (e.whole_place and e.title == "same" and not e.generic)


@rule(
    "V05", "other-place", "veto",
    says="Volume, issue and pages contradict each other.",
)  # fmt: skip
def _other_place(e: Evidence) -> bool:
    return e.locator < 0


@rule(
    "V06", "other-issue", "veto",
    says="The issues differ, and no page and no identifier says that the place is the same.",
)  # fmt: skip
def _other_issue(e: Evidence) -> bool:
    return e.issue < 0 and (e.pages <= 0 or e.numbered) and not e.same_identifier


@rule(
    "V07", "other-year", "veto",
    says="The years are more than one apart where the whole place does not agree, or one apart where "
    "nothing of it does.",
)  # fmt: skip
def _other_year(e: Evidence) -> bool:
    if not e.gap or e.proceedings or (e.whole_place and e.volume > 0):
        return False
    printed = e.locator > 0 and not (e.numbered and e.volume <= 0)
    return e.gap > 1 or not (printed or e.same_identifier or (e.volume > 0 and e.container > 0))


@rule(
    "V08", "other-number", "veto",
    says="The numbers of the reports or documents differ, or those of the volumes of a work.",
)  # fmt: skip
def _other_number(e: Evidence) -> bool:
    return e.number < 0 or (e.volume < 0 and e.pages <= 0)


@rule(
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


@rule(
    "V10", "translated", "veto",
    says="The translators differ, or one names one, and the other neither that nor the same year and publisher.",
)  # fmt: skip
def _translated(e: Evidence) -> bool:
    return e.translators < 0 or (e.translated_once and not (e.same_year and e.body >= 0))


@rule(
    "V11", "other-container", "veto",
    says="The journals or books differ; pages, an identifier, or volume and issue tell where it is a "
    "matter of language.",
)  # fmt: skip
def _other_container(e: Evidence) -> bool:
    if e.container >= 0 or e.locator > 0 or e.same_identifier:
        return False
    copy = e.same_year and e.names.all and not e.generic and e.title != "other"
    return not (copy and (e.pages > 0 or (e.volume > 0 and e.issue > 0)))


@rule(
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


@rule(
    "V13", "other-day", "veto",
    says="Two pieces of a newspaper, letters or pages, of different days; journals' months may differ.",
)  # fmt: skip
def _other_day(e: Evidence) -> bool:
    return e.other_day and not e.same_identifier


@rule(
    "V14", "other-address", "veto",
    says="Two pages of one site at different addresses.",
)  # fmt: skip
def _other_address(e: Evidence) -> bool:
    return e.other_page


@rule(
    "V15", "one-volume", "veto",
    says="One is a volume of a work, and the other may be all of it.",
)  # fmt: skip
def _one_volume(e: Evidence) -> bool:
    return {e.a.genre, e.b.genre} <= {"book", ""} and bool(e.a.volume) != bool(e.b.volume)


@rule(
    "V16", "year-in-one-title", "veto",
    says="The year stands in one title alone, as in those of yearly reports, and no place or identifier "
    "agrees.",
)  # fmt: skip
def _year_in_one_title(e: Evidence) -> bool:
    yearly = e.a.title.numbers != e.b.title.numbers and e.title in {"same", "near"}
    return yearly and not (e.same_identifier or e.document or e.locator > 0)


@rule(
    "V17", "other-identifier", "veto",
    says="The DOIs, PubMed or arXiv numbers differ, and the first and last pages do not say that it is one paper.",
)  # fmt: skip
def _other_identifier(e: Evidence) -> bool:
    differ = any(e.identifier(kind) < 0 for kind in ("doi", "pmid", "arxiv"))
    return differ and not e.same_identifier and not e.whole_place and not e.document
