"""Read plain text for its citations by author and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.manuscripts import manuscript
from litreview.manuscripts._authoryear import author_year
from litreview.manuscripts._prose import Places, Prose, list_of_references, names_in
from litreview.manuscripts._text import decoded
from litreview.model import Manuscript

if TYPE_CHECKING:
    from litreview.manuscripts import Include


@manuscript("plain", suffixes=(".txt", ".text"))
def read_plain(data: bytes, path: str, _include: Include) -> Manuscript:
    """Read plain text. The list of references at its end is not part of the text. Never raises."""
    text, problems = decoded(data, path)
    start, end = list_of_references(text)
    prose = Prose(text, [(start, end)])
    citations = tuple(author_year(prose, path, Places(text), known=names_in(text[start:end])))
    return Manuscript(path, "plain", citations, problems, (path,))
