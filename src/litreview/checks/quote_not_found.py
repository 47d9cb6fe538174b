"""Quotations that could not be compared with their source: counted, one finding for each source."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.checks._quoted import looked_up
from litreview.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.checks._quoted import Quoted

MOST_SHOWN = 5


@check("LR303 quote-not-found")
def quote_not_found(case: Case) -> Iterator[Finding]:
    """Count the quotations that could not be compared: no text or note of their source, or they are not in it.

    Information, never an error: a translation, another edition and a note that was never written look the same. There
    is one finding for each source, with the number of its quotations and the lines in which they begin. Nothing is
    said where there is no text and no quotation among the notes at all.

    Bad:  “Walls keep a town and gardens keep its people” (Roe, 2001).
          Roe, A. (2001). Old walls. Peat Press.
          moss2003.txt: Nothing is said of walls here.
    Good: “Walls keep a town and gardens keep its people” (Roe, 2001).
          Roe, A. (2001). Old walls. Peat Press.
          roe2001.txt: Walls keep a town and gardens keep its people.
    """
    found = looked_up(case)
    if not found.documents:
        return
    groups: defaultdict[tuple[str, ...], list[Quoted]] = defaultdict(list)
    for quoted in found.quoted:
        elsewhere = quoted.keys and not quoted.second_hand and quoted.others
        if not quoted.own and not elsewhere:
            groups[quoted.keys or (quoted.citation.text,)].append(quoted)
    for keys, members in groups.items():
        yield _finding(" or ".join(keys), members)


def _finding(source: str, members: list[Quoted]) -> Finding:
    first = members[0]
    number = f"{len(members)} quotations" if len(members) > 1 else "1 quotation"
    if first.has_text:
        why = f"not found in the text of {source}"
    elif first.has_notes:
        why = f"not found in your notes on {source}, and there is no text of it"
    else:
        why = f"there is no text of {source}, nor a quotation among your notes"
    lines = [f"{one.quotation.path}:{one.quotation.line}" for one in members]
    more = f" and {len(lines) - MOST_SHOWN} more" if len(lines) > MOST_SHOWN else ""
    return Finding(
        "LR303",
        "quote-not-found",
        "info",
        "possible",
        first.quotation.path,
        first.quotation.line,
        first.quotation.column,
        f"{number} not compared: {why}",
        first.quotation.offset,
        first.citation.text,
        key=first.keys[0] if first.keys else "",
        evidence=(f"at      {', '.join(lines[:MOST_SHOWN])}{more}",),
        suggestion=""
        if first.has_text
        else f"name its text as a file {first.keys[0] if first.keys else 'KEY'}.pdf or .txt",
    )
