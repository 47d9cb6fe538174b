"""Make the edits that mend a citation or its entry, where nothing is left to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.checks._citations import known_as, names_apart
from litreview.matching.called import likeness, people_of, written
from litreview.model import Edit

if TYPE_CHECKING:
    from litreview.checks import Case
    from litreview.checks._citations import Slip
    from litreview.model import Citation

_TWO = 2  # names that can only be swapped in one way


def in_text(case: Case, slip: Slip) -> tuple[Edit, ...]:
    """Give the edits that make the citations what the list says: where other citations and the library agree with it.

    None where the library has it otherwise, or the list stands alone.
    """
    known = [people_of(record)[0] for _, record in known_as(case, slip.entry)]
    listed, _ = people_of(slip.entry.record)
    agree = all(
        _same_people([one.shown for one in people], [one.shown for one in listed]) for people in known
    )
    if not agree or not (slip.settled or known):
        return ()
    edits: list[Edit] = []
    for citation in slip.citations:
        made = _renamed(case, citation, slip)
        if not made:
            return ()
        edits += made
    return tuple(edits)


def in_list(case: Case, slip: Slip) -> tuple[Edit, ...]:
    """Give the edits that make the entry what the text and the library say: where no citation agrees with the list.

    Only names that are misspelt are mended, and two authors that are swapped.
    """
    if slip.settled or slip.entry.listed_in != "text" or not slip.citation.names:
        return ()
    cited = list(slip.citation.names)
    known = [people_of(record)[0] for _, record in known_as(case, slip.entry)]
    if not known or not all(_same_people([one.shown for one in people], cited) for people in known):
        return ()
    if slip.how == ("misspelt",):
        changes = [(theirs, mine) for mine, theirs in names_apart(slip.citation, slip.entry)]
        return _replaced(case, slip.entry.path, slip.entry.offset, slip.entry.text, changes)
    return ()


def _same_people(one: list[str], other: list[str]) -> bool:
    return len(one) == len(other) and all(
        likeness(written(mine), written(theirs)) == "same" for mine, theirs in zip(one, other, strict=True)
    )


def _renamed(case: Case, citation: Citation, slip: Slip) -> tuple[Edit, ...]:
    """Give the edits of one citation: names as listed, or two of them swapped."""
    length = citation.end - citation.offset
    text = case.text_of.get(citation.path, "")[citation.offset : citation.offset + length]
    if slip.how == ("misspelt",):
        return _replaced(case, citation.path, citation.offset, text, names_apart(citation, slip.entry))
    if slip.how == ("order",) and len(citation.names) == _TWO and not citation.others:
        first, second = citation.names
        return _replaced(case, citation.path, citation.offset, text, [(first, second), (second, first)])
    return ()


def _replaced(
    case: Case, path: str, offset: int, text: str, changes: list[tuple[str, str]]
) -> tuple[Edit, ...]:
    """Give the edits that replace words, each of which has to stand there once."""
    whole = case.text_of.get(path, "")
    edits: list[Edit] = []
    for old, new in changes:
        start = offset + text.find(old)
        if text.count(old) != 1 or whole[start : start + len(old)] != old:
            return ()
        edits.append(Edit(path, start, start + len(old), old, new))
    return tuple(edits)
