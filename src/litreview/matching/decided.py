"""Look up what a person decided of two sources: that they are the same work, or different ones, for good."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from litreview.matching.fingerprint import fingerprint
from litreview.text.inheritance import own

if TYPE_CHECKING:
    from collections.abc import Mapping

    from litreview.model import Source

Decision = Literal["same", "distinct"]


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided, by pairs of names for sources: the id of one that is in the library, or a fingerprint.

    A decision has up to four such pairs, so that it holds while one of the two is edited or merged, and when
    one comes back under another key.
    """

    pairs: Mapping[frozenset[int | str], Decision] = field(default_factory=dict)

    def verdict(self, one: Source, other: Source) -> Decision | Literal[""]:
        """Give what was decided of two sources, or "": what is known by their ids counts first.

        A fingerprint takes some time: ask of the pairs that are in question, not of all there are.
        """
        if not self.pairs:
            return ""
        prints = fingerprint(own(one)), fingerprint(own(other))
        names = (
            (one.id, other.id), (one.id, prints[1]), (prints[0], other.id), prints,
        )  # fmt: skip
        return next(
            (found for pair in names if 0 not in pair and (found := self.pairs.get(frozenset(pair)))), ""
        )
