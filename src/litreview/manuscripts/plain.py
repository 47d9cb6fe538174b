"""Read plain text for its citations by author and year, and by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.manuscripts import manuscript
from litreview.manuscripts._hidden import addresses, blanked
from litreview.manuscripts._prose import Places, Prose, list_of_references
from litreview.manuscripts._running import Text
from litreview.manuscripts._text import decoded

if TYPE_CHECKING:
    from collections.abc import Collection

    from litreview.manuscripts import Include
    from litreview.model import Manuscript


@manuscript("plain", suffixes=(".txt", ".text"))
def read_plain(data: bytes, path: str, _include: Include, _cite_commands: Collection[str] = ()) -> Manuscript:
    """Read plain text. Addresses and the list of references at its end are no text. Never raises."""
    text, problems = decoded(data, path)
    listed = list_of_references(text)
    hidden = [*addresses(text), listed]
    prose = Prose(text, hidden)
    return Text(path, "plain", text, prose, Places(text), blanked(text, sorted(hidden)), listed).read(
        problems=problems
    )
