"""Find the known words that a mistyped one may have meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

NEAR = 70.0  # of 100: one letter off in a word of four ("tags"/"tabs" 75), two swapped in a word of six
BEGINNING = 3  # letters from which the beginning of a word counts as near ("gov" for "governance")
LONGEST = 512  # characters compared; no key or theme that a person types is longer


def nearest(word: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """Give the known words nearest to one that is not known, best first, at most `limit`.

    Compares without case, accents and punctuation, by the share of letters that an edit leaves alone
    (the normalised indel similarity of rapidfuzz); words that begin with the one written are near too.
    Gives an empty list if nothing is near. Ties are broken by the alphabet.
    """
    from rapidfuzz.fuzz import ratio

    wanted = fold(word)[:LONGEST]
    if not wanted:
        return []
    scored: list[tuple[float, str]] = []
    for candidate in dict.fromkeys(known):
        folded = fold(candidate)[:LONGEST]
        score = ratio(wanted, folded, score_cutoff=NEAR)
        if not score and len(wanted) >= BEGINNING and folded.startswith(wanted):
            score = NEAR
        if score:
            scored.append((-score, candidate))
    return [candidate for _, candidate in sorted(scored)[:limit]]
