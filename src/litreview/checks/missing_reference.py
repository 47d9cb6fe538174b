"""Find citations of works that are not in the list."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from litreview.checks import check
from litreview.checks._citations import (
    citations_of,
    finding,
    is_checked,
    listed,
    lowered,
    pairing_of,
    style_of,
)
from litreview.matching.pairing import same
from litreview.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.checks import Case, Entry
    from litreview.model import Certainty, Citation, Finding

MANY = 0.5
"""Share of the cited works from which the list is as likely the wrong one, or was not read, as each citation is."""
FEWEST = 6
"""Works that have to be missing for that."""
_BEHIND = 600  # characters behind the last entry in which another one may stand
_EVIDENT = 2  # names, or places, that leave little doubt that a work is cited


class _Printed(NamedTuple):
    """The words of a list, folded: those of its entries, and what stands between and behind them."""

    words: str
    unread: str


@check("LR201 missing-reference")
def missing_reference(case: Case) -> Iterator[Finding]:
    """Find works that are cited and not in the list, with the nearest ones that are.

    Certain for a number beyond a list without gaps that can be nothing else, and for two names, or one with "et al.",
    of which the list has none at all. Likely where two names, "et al.", a locator, a second mention or the company of
    other citations tell that a work is cited; possible for a name with a year alone. Where most works are missing, one
    finding asks for the right list.

    Bad:
      Rid and Buchanan (2015) show it, and so does Segal (2016).
      - Segal, A. (2016). The hacked world order. PublicAffairs.
    Good:
      Segal (2016) shows it.
      - Segal, A. (2016). The hacked world order. PublicAffairs.
    """
    if not case.entries:
        return
    citations = citations_of(case)
    groups: defaultdict[object, list[Citation]] = defaultdict(list)
    nearest: dict[object, tuple[int, ...]] = {}
    for one in pairing_of(case).missing:
        citation = citations[one.citation]
        if is_checked(case, citation) and not citation.key and _can_tell(case, citation):
            key = (
                fold(" ".join(citation.names)),
                citation.number,
                citation.year,
                citation.letter,
                citation.title,
            )
            groups[key].append(citation)
            nearest[key] = one.entries
    cited = {same(one) for one in citations if is_checked(case, one) and one.certainty != "possible"}
    sure = [found for found in groups.values() if any(one.certainty != "possible" for one in found)]
    if len(sure) >= FEWEST and len(sure) > MANY * len(cited):
        yield _wrong_list(sure, len(cited))
        return
    printed = _Printed(fold(" ".join(entry.text for entry in case.entries)), fold(" ".join(_unread(case))))
    for words, found in groups.items():
        near = [case.entries[place] for place in nearest[words]]
        yield _missing(case, found, near, printed)


def _can_tell(case: Case, citation: Citation) -> bool:
    """Whether the list can tell: numbers are those of a printed one, and a title alone may be no citation."""
    if citation.number:
        return any(entry.number for entry in case.entries)
    return bool(citation.names) or bool(citation.identifier)


def _missing(case: Case, found: Sequence[Citation], near: Sequence[Entry], printed: _Printed) -> Finding:
    first = found[0]
    words = f"[{first.number}]" if first.number else " ".join(first.text.split())
    return finding(
        "LR201 missing-reference",
        found,
        f"{words} is not in the list",
        severity="error",
        certainty=lowered(case, _certainty(case, found, printed), *found),
        evidence=[listed(entry, "near") for entry in near],
        suggestion="add the work to the list"
        + (", or mend the citation if one of these is meant" if near else ""),
    )


def _certainty(case: Case, found: Sequence[Citation], printed: _Printed) -> Certainty:
    """Say how sure it is: the form has to leave no doubt, and the list must not hold the name unread."""
    first = found[0]
    if first.number:
        return "certain" if _is_counted(case) else "likely"
    evident = len(first.names) >= _EVIDENT or first.others
    if (
        not evident
        and len(found) < _EVIDENT
        and not any(one.locator or one.certainty == "certain" for one in found)
    ):
        return "possible"
    names = [fold(name) for name in first.names]
    if names and f" {names[0]} " in f" {printed.unread} ":
        return "possible"
    if names and names[0] in printed.words:
        unread = any(
            first.year in entry.text and all(name in fold(entry.text) for name in names)
            for entry in case.entries
        )
        return "possible" if unread else "likely"
    whole = (
        bool(printed.words)
        and style_of(case) == "author-year"
        and all(entry.certain for entry in case.entries)
    )
    alone = not any(name in printed.words for name in names)
    return "certain" if evident and first.year and whole and alone else "likely"


def _unread(case: Case) -> Iterator[str]:
    """Give what stands between the entries of the texts' lists, and was not read as one of them."""
    before: dict[str, int] = {}
    for entry in case.entries:
        text = case.text_of.get(entry.path, "")
        if entry.listed_in == "text" and text:
            yield text[before.get(entry.path, entry.offset) : entry.offset]
            before[entry.path] = max(before.get(entry.path, 0), entry.offset + len(entry.text))
    yield from (case.text_of[path][end : end + _BEHIND] for path, end in before.items())


def _is_counted(case: Case) -> bool:
    """Whether the list is numbered without a gap, so that none of it was left unread."""
    return [entry.number for entry in case.entries] == [str(at) for at in range(1, len(case.entries) + 1)]


def _wrong_list(missing: Sequence[Sequence[Citation]], cited: int) -> Finding:
    shown = ", ".join(" ".join(found[0].text.split()) for found in missing[:3])
    return finding(
        "LR201 missing-reference",
        missing[0][:1],
        f"{len(missing)} of {cited} works are not in the list",
        severity="error",
        certainty="likely",
        evidence=(f"works   {shown} …",),
        suggestion="is this the right list, and all of it? name another one with --bib",
    )
