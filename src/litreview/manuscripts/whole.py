"""Put a manuscript together: out of what was found in one file, or out of several files that are one text."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from litreview.model import Manuscript, Unread
from litreview.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from litreview.model import Citation, CitationForm, CitationStyle, Reference

MIXED = 0.25
"""Share of the citations that another style has at least in a mixed text; fewer are slips."""
_STYLES: dict[CitationForm, CitationStyle] = {
    "key": "keys",
    "all": "keys",
    "author-year": "author-year",
    "title": "author-year",
    "number": "numbers",
}


def finished(manuscript: Manuscript) -> Manuscript:
    """Give a manuscript with its list numbered and its style told, as far as citations and list show them."""
    references = _counted(manuscript.references, manuscript.citations)
    return replace(manuscript, references=references, style=_style(manuscript.citations, manuscript.unread))


def together(manuscripts: Sequence[Manuscript]) -> Manuscript:
    """Give several texts as one: the list of one of them makes citations of the others surer."""
    if len(manuscripts) == 1:
        return manuscripts[0]
    first = manuscripts[0]
    references = tuple(one for text in manuscripts for one in text.references)
    texts = [text if text.references else _compared(text, references) for text in manuscripts]
    return finished(
        Manuscript(
            first.path,
            first.format if len({text.format for text in texts}) == 1 else "several",
            tuple(one for text in texts for one in text.citations),
            tuple(one for text in texts for one in text.problems),
            tuple(dict.fromkeys(name for text in texts for name in text.files)),
            references=references,
            quotations=tuple(one for text in texts for one in text.quotations),
            unread=summed(one for text in texts for one in text.unread),
        )
    )


def _compared(text: Manuscript, references: Sequence[Reference]) -> Manuscript:
    """Give a text without a list of its own as the list of another one makes it surer."""
    numbers = {one.number for one in references if one.number}
    names = {fold(name) for one in references for name in _names(one)}
    quoted = (
        replace(one, citation=_surer(one.citation, numbers, names)) if one.citation else one
        for one in text.quotations
    )
    cited = tuple(_surer(one, numbers, names) for one in text.citations)
    return replace(text, citations=cited, quotations=tuple(quoted))


def _counted(references: tuple[Reference, ...], citations: Sequence[Citation]) -> tuple[Reference, ...]:
    """Count a list that shows no numbers by its order, where the text cites by numbers that it has room for.

    Word and LaTeX print such numbers without writing them into the text.
    """
    cited = {int(one.number) for one in citations if one.number and one.certainty != "possible"}
    if not cited or any(one.number for one in references) or max(cited) > len(references):
        return references
    return tuple(replace(one, number=str(place)) for place, one in enumerate(references, 1))


def _style(citations: Sequence[Citation], unread: Iterable[Unread]) -> CitationStyle:
    counts = Counter(_STYLES[one.form] for one in citations if one.certainty != "possible")
    footnotes = sum(one.count for one in unread if one.kind == "footnote")
    counts.update({"footnotes": footnotes} if footnotes else {})
    counts = counts or Counter(_STYLES[one.form] for one in citations)
    if not counts:
        return "none"
    (style, _), *others = counts.most_common()
    return "mixed" if others and others[0][1] >= MIXED * counts.total() else style


def _names(reference: Reference) -> list[str]:
    return [person.family or person.literal for person in reference.record.people]


def _surer(citation: Citation, numbers: set[str], names: set[str]) -> Citation:
    known = citation.number in numbers or (
        bool(citation.names) and all(fold(name) in names for name in citation.names)
    )
    if not known or citation.certainty == "certain" or citation.second_hand:
        return citation
    sure = citation.form == "number" or citation.certainty == "likely"
    return replace(citation, certainty="certain" if sure else "likely")


def summed(unread: Iterable[Unread]) -> tuple[Unread, ...]:
    """Give what was left unread in several files, each kind once."""
    found: dict[str, Unread] = {}
    for one in unread:
        before = found.get(one.kind)
        found[one.kind] = replace(before, count=before.count + one.count) if before else one
    return tuple(found.values())
