"""Read plain text for its citations by author and year, and by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.manuscripts import manuscript
from litreview.manuscripts._hidden import addresses, blanked
from litreview.manuscripts._listed import read_listed
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
    places = Places(text)
    listed = read_listed(text, list_of_references(text), path, places)
    hidden = sorted([*addresses(text), listed.span])
    read = Text(path, "plain", text, Prose(text, hidden), places, blanked(text, hidden), listed)
    return read.read(problems=problems)
