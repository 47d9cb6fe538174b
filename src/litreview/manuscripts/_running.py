"""Read running text: what it cites by author, year, page or number, its list, its quotations, what is unread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from litreview.manuscripts._authorpage import author_page
from litreview.manuscripts._authoryear import author_year
from litreview.manuscripts._notes import unread_in
from litreview.manuscripts._numbers import numbered
from litreview.manuscripts._quotations import quotations
from litreview.manuscripts.whole import finished
from litreview.model import Manuscript

if TYPE_CHECKING:
    from collections.abc import Iterable

    from litreview.manuscripts._authoryear import Positions
    from litreview.manuscripts._listed import ListedReferences
    from litreview.manuscripts._prose import Prose
    from litreview.model import Citation, Problem


@dataclass(frozen=True, slots=True)
class Text:
    """One file as text: what a reader of its format knows of it.

    prose is its running text; shown the text with what is none blanked out; listed its list of references;
    blocks and notes are the stretches of quoted lines and footnotes.
    """

    path: str
    format: str
    source: str
    prose: Prose
    places: Positions
    shown: str
    listed: ListedReferences
    blocks: tuple[tuple[int, int], ...] = ()
    notes: tuple[tuple[int, int], ...] = ()

    def read(self, others: Iterable[Citation] = (), problems: Iterable[Problem] = ()) -> Manuscript:
        """Give the manuscript, with the citations that were found in another way, and the problems so far."""
        listed, notes = self.listed, self.notes or self.listed.notes
        unnumbered = 0 if listed.notes else len(listed.references)  # numbers are those of the notes
        dated = list(author_year(self.prose, self.path, self.places, known=listed.names, notes=notes))
        sure = sum(one.certainty != "possible" for one in dated)
        citations = [
            *others,
            *dated,
            *author_page(self.prose, self.path, self.places, known=listed.names, dated=sure),
            *numbered(
                self.prose,
                self.source,
                self.path,
                self.places,
                listed=listed.numbers,
                unnumbered=unnumbered,
                by_names=sum(one.certainty == "certain" for one in dated),
            ),
        ]
        citations.sort(key=lambda one: one.offset)
        quoted = quotations(self.prose, self.source, self.path, self.places, citations, self.blocks)
        unread = unread_in(self.shown, notes, citations, self.path, self.places)
        return finished(
            Manuscript(
                self.path,
                self.format,
                tuple(citations),
                tuple(problems),
                (self.path,),
                references=listed.references,
                quotations=quoted,
                unread=unread,
            )
        )
