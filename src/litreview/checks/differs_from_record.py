"""Find entries that say something else than the records of the work at Crossref or OpenAlex."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._differences import Difference, differences, is_same_work
from litreview.checks._looked_up import MAIN, by_others, line_of, work_of
from litreview.checks._told import finding
from litreview.checks._works import registrant, works
from litreview.matching.evidence import Evidence
from litreview.text.fold import fold
from litreview.text.person import display

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case, LookedUp
    from litreview.checks._works import Work, Works
    from litreview.model import Certainty, Finding, Record

NAME = "LR108 differs-from-record"
_TOLD = frozenset(("year", "title", "authors", "editors", "order", "place", "volume", "issue", "pages"))
"""What is compared: not the DOI, of which a work may have two, unless nobody knows that of the entry."""
_LOOK = "look at the work itself: the entry or the record is wrong"


@check(NAME)
def differs_from_record(case: Case) -> Iterator[Finding]:
    """Find an entry that differs from the record of its work at Crossref or OpenAlex (only with --online).

    Never certain, since records there have errors as well. Likely where title and people say that it is the same
    work, and a year more than one away, the volume, pages or people differ; where a long title stands in the same
    year and journal under other people; where the entry's DOI leads to another work by other people; or where
    nobody knows the DOI, and the work has another one of the same publisher. Possible where the two may be versions or
    editions, the years are one apart, only the journal's name differs, or the record is OpenAlex's alone. Where one
    record agrees in all, and where a record only has fewer people or fields, nothing is told.

    Bad:
      - Lind, A. (2009). Sleep and memory in apprentices of the old guilds. Journal of Rest, 4, 101-120.
      Crossref: Lind, A. (2004). Sleep and memory in apprentices of the old guilds. Journal of Rest, 4, 101-120.
    Good:
      - Lind, A. (2009). Sleep and memory in apprentices of the old guilds. Journal of Rest, 4, 101-120.
      Crossref: Lind, A. (2009). Sleep and memory in apprentices of the old guilds. Journal of Rest, 4, 101-120.
    """
    known = works(case)
    for place, work in enumerate(known.looked_at):
        found = case.looked_up.get(place)
        if found is None:
            continue
        if found.elsewhere is not None and (told := _elsewhere(work, found)) is not None:
            yield told
        if (told := _differing(work, found, known)) is not None:
            yield told
        if (record := by_others(work, found)) is not None:
            people = ["; ".join(map(display, each.people)) for each in (work, work_of(record))]
            yield finding(
                NAME, work, "warning", "likely", f"not as in the record at {MAIN}: authors",
                (line_of(record, "record"), Difference("authors", people[0], people[1], "likely").line),
                suggestion=_LOOK,
            )  # fmt: skip


def _differing(work: Work, found: LookedUp, known: Works) -> Finding | None:
    """Tell in what the record that is nearest to the entry differs from it."""
    beside = [(_differences(work, record, known, found), name, record) for name, record in found.records]
    same = [each for each in beside if each[0] is not None]
    if not same:
        return None
    differs, name, record = min(same, key=lambda each: len(each[0] or ()))
    if not differs:
        return None
    likely = name == MAIN and any(one.certainty != "possible" for one in differs)
    fields = list(dict.fromkeys(one.field for one in differs))
    return finding(
        NAME, work, "warning" if likely else "info", "likely" if likely else "possible",
        f"not as in the record at {name}: {', '.join(fields)}",
        (line_of(record, "record"), *(one.line for one in differs)),
        suggestion=_LOOK,
    )  # fmt: skip


def _differences(work: Work, record: Record, known: Works, found: LookedUp) -> list[Difference] | None:
    """Give what differs from a record, None where it may be of another work."""
    other = work_of(record)
    e = Evidence(work.form, other.form)
    if not is_same_work(work, other, e):
        return None
    told = [one for one in differences(work, other, e, known) if one.field in _TOLD]
    if (
        len(other.form.names) < len(work.form.names) and e.names.all
    ):  # records often have only the first of the people
        told = [one for one in told if one.field not in {"authors", "editors"}]
    unsure = {"place"}  # journals and proceedings have many names
    if work.form.genre in {"book", ""} and not e.same_identifier:  # a later printing has a record of its own
        unsure.add("year")
    told = [one._replace(certainty="possible") if one.field in unsure else one for one in told]
    mine, theirs = (min(form.values("doi"), default="") for form in (work.form, other.form))
    if found.unknown_doi and mine and theirs and mine != theirs:
        one_registrant = registrant(mine) == registrant(theirs)
        told.append(
            Difference("DOI", f"{mine} (not known)", theirs, "likely" if one_registrant else "possible")
        )
    return told


def _elsewhere(work: Work, found: LookedUp) -> Finding | None:
    """Tell of a DOI that leads to a work of another title by other people, and not to the book of a chapter."""
    name, record = found.elsewhere or ("", None)
    if record is None:
        return None
    other = work_of(record)
    e = Evidence(work.form, other.form)
    inside = {fold(work.form.container), fold(other.form.container)} & {
        fold(each.record.text("title")) for each in (work, other)
    } - {""}
    one, two = sorted((work.form.title.compact, other.form.title.compact), key=len)
    if e.title != "other" or e.alike or inside or two.startswith(one) or not e.names.none:
        return None
    printed = work.says(other.form) or work.names_one_of(other.form)
    certainty: Certainty = "possible" if printed or name != MAIN else "likely"
    return finding(
        NAME, work, "info" if certainty == "possible" else "error", certainty,
        f"its DOI leads to another work, as {name} has it",
        (line_of(record, "record"), f"doi     {record.text('doi')}"),
        suggestion="find the DOI of the work that is meant",
    )  # fmt: skip
