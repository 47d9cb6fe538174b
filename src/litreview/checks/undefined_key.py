"""Find citation keys that the bibliography does not have."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._citations import citations_of, finding, is_checked, pairing_of, shown
from litreview.matching.nearest import nearest
from litreview.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.checks import Case
    from litreview.model import Citation, Finding

MANY = 0.3
"""Share of the keys from which the bibliography is as likely the wrong one as each key is."""
FEWEST = 4
"""Keys that have to be undefined for that: one of two says nothing."""
_TOLD = 5


@check("LR210 undefined-key")
def undefined_key(case: Case) -> Iterator[Finding]:
    """Find keys that are cited and not in the bibliography, so that nothing will be printed for them.

    Certain, since keys are compared as they are: one that differs in a capital is another one to most programs. Where
    more than three in ten are undefined, one finding asks whether this is the right bibliography: that is likely.

    Bad:
      As [@segal2061] shows.
      @book{segal2016, author={Segal, A.}, title={The Hacked World Order}, year={2016}}
    Good:
      As [@segal2016] shows.
      @book{segal2016, author={Segal, A.}, title={The Hacked World Order}, year={2016}}
    """
    if not case.entries:
        return
    citations = citations_of(case)
    cited = {one.key for one in citations if one.form == "key" and one.key}
    missing: defaultdict[str, list[Citation]] = defaultdict(list)
    for one in pairing_of(case).missing:
        citation = citations[one.citation]
        if citation.form == "key" and citation.key and is_checked(case, citation):
            missing[citation.key].append(citation)
    if len(missing) >= FEWEST and len(missing) > MANY * len(cited):
        yield _wrong_list(case, missing, len(cited))
        return
    known = [entry.key for entry in case.entries if entry.key]
    for key, found in missing.items():
        yield _undefined(case, key, found, known)


def _undefined(case: Case, key: str, found: Sequence[Citation], known: Sequence[str]) -> Finding:
    near = [other for other in known if fold(other) == fold(key)] or nearest(key, known)
    entries = {entry.key: entry for entry in case.entries if entry.key in near}
    return finding(
        "LR210 undefined-key",
        found,
        f"{key} is not in {_where(case)}",
        severity="error",
        certainty="certain",
        evidence=[f"near    {shown(entries[other])}" for other in near],
        suggestion=f"did you mean {', '.join(near)}?" if near else "add the work, or mend the key",
    )


def _wrong_list(case: Case, missing: dict[str, list[Citation]], cited: int) -> Finding:
    keys = [*missing]
    more = f" and {len(keys) - _TOLD} more" if len(keys) > _TOLD else ""
    return finding(
        "LR210 undefined-key",
        missing[keys[0]][:1],
        f"{len(keys)} of {cited} keys are not in {_where(case)}",
        severity="error",
        certainty="likely",
        evidence=(f"keys    {', '.join(keys[:_TOLD])}{more}",),
        suggestion="is this the right bibliography? name another one with --bib",
    )


def _where(case: Case) -> str:
    paths = dict.fromkeys(entry.path for entry in case.entries if entry.path)
    return ", ".join([*paths][:2]) if case.entries[0].listed_in != "library" and paths else "the library"
