"""Say which listed work each citation means: exact pairs first, then the left-over ones by what they have in common.

One cause gives one pair: a citation whose year, names or order are wrong is paired with the entry that it
means, so that it is not missing there, nor the entry uncited.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

How = Literal["exact", "year", "misspelt", "order", "authors", "title", "ambiguous"]


@dataclass(frozen=True, slots=True)
class Paired:
    """A citation, by its place in the text, and the entries that it may mean, by their places in the list, the
    likeliest first: one, or several where it is ambiguous. how says in what it differs, () where in nothing.
    """

    citation: int
    entries: tuple[int, ...]
    how: tuple[How, ...] = ()


@dataclass(frozen=True, slots=True)
class Pairing:
    """What the citations of a text mean: pairs in the order of the text; missing are citations that mean nothing
    listed, with the nearest entries; uncited the entries that nothing means.
    """

    pairs: tuple[Paired, ...] = ()
    missing: tuple[Paired, ...] = ()
    uncited: tuple[int, ...] = ()
