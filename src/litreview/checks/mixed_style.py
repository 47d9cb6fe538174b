"""Say so where a text cites in two ways, or its list is made for another way than the text's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.checks import check
from litreview.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.checks import Case
    from litreview.model import Certainty, Manuscript

_WAYS = {
    "key": "by key",
    "all": "by key",
    "author-year": "by author and year",
    "title": "by author and year",
    "number": "by number",
}
"""How a citation cites, by its form."""
FOOTNOTES = "in footnotes"


@check("LR402 mixed-style")
def mixed_style(case: Case) -> Iterator[Finding]:
    """Say so where a text cites in two ways, or its list is numbered though the text cites by author and year.

    It is likely, and information only: both may be meant. A list numbered "1." may be so for its layout alone,
    and is only possible.

    Bad: As Segal (2016) argues, and others deny [3]. (Both ways, again and again.)
    Good: As Segal (2016) argues, and others (Lewis, 2006) deny.
    """
    for manuscript in case.manuscripts:
        if manuscript.style == "mixed":
            yield from _two_ways(manuscript)
        elif manuscript.style == "author-year":
            yield from _numbered(manuscript)


def _two_ways(manuscript: Manuscript) -> Iterator[Finding]:
    """Tell of both ways where the less frequent one is first used."""
    ways: dict[str, list[tuple[str, int, int, str]]] = {}
    for one in manuscript.citations:
        if one.certainty != "possible":
            place = (one.path, one.line, one.column, one.text)
            ways.setdefault(_WAYS[one.form], []).append(place)
    for note in manuscript.unread:
        if note.kind == "footnote":
            ways[FOOTNOTES] = [(note.path, note.line, note.column, "")] * note.count
    most, *others = sorted(ways.items(), key=lambda way: -len(way[1]))
    if others:
        way, places = others[0]
        path, line, column, text = places[0]
        told = f"{_times(len(most[1]))} {most[0]}, {_times(len(places))} {way}"
        yield _finding(path, line, column, f"the text cites in two ways: {told}", "likely", citation=text)


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _numbered(manuscript: Manuscript) -> Iterator[Finding]:
    first = next((one for one in manuscript.references if one.number), None)
    if first is not None:
        certainty: Certainty = "likely" if f"[{first.number}]" in first.text.replace("\\", "") else "possible"
        message = "the list is numbered, and the text cites by author and year"
        yield _finding(first.path, first.line, 0, message, certainty, reference=first.text)


def _finding(
    path: str,
    line: int,
    column: int,
    message: str,
    certainty: Certainty,
    *,
    citation: str = "",
    reference: str = "",
) -> Finding:
    return Finding(
        "LR402",
        "mixed-style",
        "info",
        certainty,
        path,
        line,
        column,
        message,
        citation=citation,
        reference=reference,
    )
