"""Sort pairs by how much speaks for them: a weight for each field, in bits (Fellegi and Sunter 1969).

A weight decides nothing by itself: it says which of two pairs is the stronger, and it demotes a rule for
duplicates that everything else contradicts. The table is what `benchmarks/fit_duplicates.py` measured on
four labelled sets: log2 of how often two copies of one work agree so, over how often two other works do that
have a key in common.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from litreview.matching.evidence import Evidence

WEIGHTS: dict[tuple[str, str], float] = {
    ("container", "agrees"): 2.6, ("container", "differs"): -5.0, ("container", "unknown"): -1.5,
    ("identifier", "agrees"): 15.1, ("identifier", "differs"): -8.1, ("identifier", "unknown"): 0.6,
    ("names", "all"): 4.9, ("names", "most"): 0.9, ("names", "differ"): -7.1, ("names", "unknown"): -3.6,
    ("pages", "agrees"): 6.1, ("pages", "differs"): -8.5, ("pages", "unknown"): -0.6,
    ("title", "same"): 5.1, ("title", "near"): 4.0, ("title", "part"): 6.3, ("title", "other"): -6.0,
    ("volume", "agrees"): 4.2, ("volume", "differs"): -9.4, ("volume", "unknown"): -0.3,
    ("year", "same"): 2.1, ("year", "next"): -4.6, ("year", "differs"): -11.3,
}  # fmt: skip
_SIGNS = {1: "agrees", 0: "unknown", -1: "differs"}
UNSUPPORTED = 0.0
"""Bits below which a duplicate is only possible: no pair of one work that a rule found in the sets has less."""


def levels(e: Evidence) -> dict[str, str]:
    """Give, for each field that counts, in which way two records agree."""
    names = e.names
    gap = e.gap
    return {
        "title": e.title,
        "names": "unknown" if not names.known else "all" if names.all else "most" if names.most else "differ",
        "year": "unknown" if gap is None else "same" if gap == 0 else "next" if gap == 1 else "differs",
        "pages": _SIGNS[e.pages],
        "volume": _SIGNS[e.volume],
        "container": _SIGNS[e.container],
        "identifier": "agrees" if e.same_identifier or e.document else _SIGNS[min(e.identifier("doi"), 0)],
    }


def weight(e: Evidence) -> float:
    """Give the bits that speak for two records being one work; less than 0 speaks against."""
    return sum(WEIGHTS.get(level, 0.0) for level in levels(e).items())
