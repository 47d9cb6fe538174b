"""Write the manuscripts of the benchmark: made-up prose that cites in all shapes, in Pandoc's own markup.

Most sentences cite nothing; a third of these hold what only looks like a citation: years, names, laws, figures,
amounts, intervals. The same seed gives the same text.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WORDS = 2_500
"""Words of a manuscript without its list, about seven pages."""
CITING = 0.34
"""Share of sentences that cite; a review has a citation in every second or third one."""
TRAPS = 0.3
"""Share of the other sentences that look as if they cited."""
WAITING = 0.7
"""Share of citations that take a work not cited yet, as long as there is one."""
ANY_PAGES = (1, 240)
"""Pages of a work that does not say which it has."""
POSSESSIVE = "\ue010"
"""Stands behind a citation whose names take 's."""

SLOTS: dict[str, tuple[str, ...]] = {
    "thing": (
        "the archive", "a shared fishery", "the ward round", "local trust", "the ferry line", "a public library",
        "early feedback", "the flood wall", "cheap credit", "a reading room", "the night shift", "attribution",
        "the commons", "the benefit office", "a school garden", "urban shade", "the tide table", "mutual insurance",
        "the village ledger", "deterrence", "peer mentoring", "the border post", "remote work", "the grazing calendar",
    ),
    "people": (
        "nurses", "farmers", "clerks", "teachers", "ministers", "apprentices", "engineers", "market women", "voters",
        "archivists", "fishers", "commuters", "parents", "volunteers", "judges", "shopkeepers", "foresters", "traders",
    ),
    "claim": (
        "rules last longer when those who follow them also write them",
        "small groups keep promises that large ones break",
        "the cost of a mistake falls on those who did not make it", "habits change more slowly than laws do",
        "records say more about clerks than about the recorded", "noise matters less than who is believed to make it",
        "distance weakens control and strengthens custom", "prices carry news faster than letters did",
        "warnings fail when they come too often", "what is counted is soon managed and then distorted",
        "trust is cheaper to keep than to restore", "new tools mostly speed up old routines",
        "maps were drawn to persuade before they were drawn to measure",
        "the weak ask for rules and the strong for exceptions",
        "a late answer is often worse than a wrong one", "silence in a classroom can be a sign of work",
    ),
    "place": (
        "the northern districts", "two river towns", "a coastal province", "four hospitals", "the old harbour",
        "twelve schools", "a mountain valley", "three ministries", "the eastern suburbs", "the delta",
    ),
    "verb": (
        "argues", "shows", "finds", "suggests", "holds", "reports", "claims", "concludes", "maintains", "notes",
        "observes", "insists",
    ),
    "plural": ("argue", "show", "find", "suggest", "hold", "report", "conclude", "maintain", "note", "observe"),
    "year": ("1848", "1914", "1956", "1968", "1989", "1997", "2001", "2003", "2008", "2011", "2014", "2016", "2020"),
    "month": ("January", "March", "May", "June", "August", "October", "December"),
    "day": ("1", "3", "9", "14", "17", "22", "28"),
    "number": ("12", "27", "48", "130", "211", "412", "950", "1,200", "3,400", "2010"),
    "small": ("two", "three", "four", "five", "seven", "nine"),
    "bridge": (
        "Moreover,", "In practice,", "By contrast,", "At first sight,", "Even so,", "In other words,", "Still,",
        "For this reason,", "Over time,", "On the whole,", "More often,", "In short,",
    ),
}  # fmt: skip

ONE = (
    "@{a} {verb} that {claim}.",
    "@{a} [p. {page}] {verb} that {claim}.",
    "According to @{a}, {claim}.",
    "As @{a} {verb}, {claim}.",
    "{bridge} {claim} [@{a}].",
    "{bridge} {claim} [@{a}, p. {page}].",
    "{bridge} {claim} [see @{a}, pp. {pages}].",
    "{bridge} {claim} [e.g., @{a}].",
    "That {claim} is an old point [cf. @{a}, ch. 3].",
    "In the account of @{a}, {people} in {place} came to see {thing} as their own.",
    "The term is taken from @{a} [p. {page}], who used it of {people} and of {thing}.",
    "Nobody has put it more plainly than @{a}: {claim}.",
    "Much of what is known about {thing} goes back to @{a}, and little of it has been tested since.",
    "@{a}" + POSSESSIVE + " study of {place} remains the best starting point.",
    "The present chapter follows @{a}" + POSSESSIVE + " reading of {thing}, though not to the end.",
    "Work on {people} [@{a}] and work on {thing} have rarely met.",
    "{bridge} {people} in {place} did the opposite [@{a}, pp. {pages}], and they did so for {small} years.",
    "One reason is that {claim} [@{a}]; another is that {people} had little choice.",
    "The figures for {place} are those of @{a} [pp. {pages}], without later corrections.",
    "“{quote}” [@{a}, p. {page}] was the verdict, and it has been repeated ever since.",
    "@{a} described {thing} in {small} steps, of which the second is the weakest.",
    "Whether {claim} is disputed; @{a} {verb} that it depends on {thing}.",
)
TWO = (
    "{bridge} {claim} [@{a}; @{b}].",
    "@{a} and @{b} agree that {claim}.",
    "While @{a} {verb} that {claim}, @{b} {verb2} the reverse for {place}.",
    "{bridge} {claim} [see also @{a}, p. {page}; @{b}].",
    "The debate between @{a} and @{b} turned on {thing}.",
    "@{a}, unlike @{b}, {verb} that {people} were seldom asked.",
    "This was known of {people} [@{a}] long before it was shown for {thing} [@{b}].",
    "Following @{a} and, more loosely, @{b}, we treat {thing} as a matter of {small} choices.",
)
THREE = (
    "{bridge} {claim} [@{a}; @{b}; @{c}].",
    "{bridge} {claim} [e.g., @{a}, p. {page}; @{b}; @{c}, pp. {pages}].",
    "@{a}, @{b} and @{c} each {plural} that {claim}.",
    "Three studies stand out: @{a} on {people}, @{b} on {place}, and @{c} on {thing}.",
)
QUOTES = (
    "the rule was kept because nobody could afford to break it",
    "a ledger is a promise with a date",
    "what is shared must first be counted",
    "every wall has two owners",
    "the river keeps its own accounts",
)

PLAIN = (
    "{bridge} {people} in {place} had reasons to doubt that {claim}.",
    "It would be wrong to infer from this that {claim}.",
    "The question is not whether {people} knew of {thing}, but what they made of it.",
    "Our own material from {place} points in the same direction, if less clearly.",
    "What looks like neglect may have been a decision, and what looks like a decision may have been chance.",
    "None of this was planned, and little of it was noticed at the time.",
    "The sections below take up {thing}, then {people}, and return to {place} at the end.",
    "{bridge} {thing} was less a place than a set of habits, and habits leave few papers.",
    "A second difficulty is that {people} rarely wrote down what everybody knew.",
    "If {claim}, then {thing} should have failed much earlier than it did.",
    "The argument has {small} parts, and the first of them is the simplest.",
    "Interviews with {people} were held in {place}, transcribed, and read by two of us.",
    "That {claim} does not make it just, and that it is just does not make it likely.",
    "{bridge} the answer depends on who is asked, and on who is listening.",
    "We return to this point when the evidence from {place} has been set out.",
    "Both readings are possible, but only one of them explains why {people} stayed.",
    "The costs were small, they were spread over many years, and nobody added them up.",
    "{bridge} a change in {thing} was followed by a change in what {people} expected from one another.",
    "It is easy to forget how slow the post was, and how much could happen before an answer came.",
    "There is no need to choose between these accounts as long as they are about different things.",
    "Some of {people} left for good, others came back each winter, and a few had never gone.",
    "The comparison with {place} is instructive for what it leaves out.",
)
LOOKALIKES = (
    "In {year}, the council passed its first by-law on {thing}.",
    "On {month} {day}, {year}, {people} met in {place} and agreed on nothing.",
    "By {month} {year} the number of {people} had risen to {number}.",
    "Between 1990 and {year}, spending on {thing} fell by {number} pounds a year.",
    "The Freedom of Records Act ({year}) changed this only in part.",
    "The Second World War (1939-1945) had emptied the houses of {place}.",
    "The Lindhaven Declaration of {year} speaks of {people}, not of {thing}.",
    "Of {number} letters, {small} are dated ({month} {year}) and the others are not.",
    "Prices are in pounds of {year} unless another year is given (see Table 2).",
    "After the crisis of {year}, and again after that of 2020, {people} asked for the same.",
    "As Figure 3 shows, {thing} recovered within {small} years (p < .05, n = {number}).",
    "The company Harwick (founded {year}) supplied {place} until it was sold.",
    "The Alder Bridge (opened in {year}) carries {number} carts a day.",
    "President Lincoln and later Gladstone were read there, mostly in translation.",
    "Version 2.1 (released in {month} {year}) was used throughout; Section 4 gives the settings.",
    "Following Marx and Weber, sociologists have long linked {thing} to the ways in which {people} are paid.",
    "The survey of {year} (N = {number}) reached {people} in {place} only.",
    "Parliament met in York in {year}; it did not meet in London before {month}.",
    "See the appendix for the list of {people} (Appendix B), and Chapter 5 for {thing}.",
    "The Treaty of Alder (signed {day} {month} {year}) was never ratified.",
    "Hurricane Edna ({year}) destroyed the pier; the flood of {year} took what was left.",
    "Mozart's Requiem (1791) was sung, as it had been in {year}.",
    "About {number} of {people} had voted in {year}, against {number} in 2010.",
    "The first (1) and the second (2) of these rules were dropped in {year}.",
    "Windows 95 was still in use there in {year}, and so was a machine of 1987.",
)
HEADINGS = (
    "Background", "What the sources say", "Data and method", "Findings from two towns", "Rules and those who keep them",
    "Trust and its price", "Discussion", "Limits of the material", "Toward a comparison", "Change and memory",
)  # fmt: skip
_SLOT = re.compile(r"\{(\w+)\}")


class Prose(NamedTuple):
    """A manuscript in Pandoc's Markdown without its list, and the keys that it cites."""

    text: str
    keys: frozenset[str]


class _Writer:
    """Draws sentences; extents are the first and last pages of works that have some."""

    def __init__(self, keys: Sequence[str], extents: Mapping[str, tuple[int, int]], seed: int) -> None:
        self.draw = random.Random(seed)  # noqa: S311 (no secrets)
        self.keys = keys
        self.extents = extents
        self.waiting = self.draw.sample(list(keys), len(keys))
        self.cited: set[str] = set()

    def sentence(self) -> str:
        """Write one: plain, one that looks as if it cited, or one that cites one to three works."""
        draw = self.draw
        if draw.random() >= CITING:
            return self._filled(draw.choice(LOOKALIKES if draw.random() < TRAPS else PLAIN), {})
        shapes, count = draw.choices(((ONE, 1), (TWO, 2), (THREE, 3)), (6, 3, 1))[0]
        chosen: list[str] = []
        while len(chosen) < count:
            key = self.waiting.pop() if self.waiting and draw.random() < WAITING else draw.choice(self.keys)
            if key not in chosen:
                chosen.append(key)
        self.cited.update(chosen)
        return self._filled(draw.choice(shapes), dict(zip("abc", chosen, strict=False)))

    def _filled(self, template: str, works: Mapping[str, str]) -> str:
        """Fill the slots, each with a draw of its own, and begin with a capital; pages are the last work's."""
        last = ""

        def fill(slot: re.Match[str]) -> str:
            nonlocal last
            name = slot[1]
            if name in works:
                last = works[name]
                return last
            if name in ("page", "pages"):
                first, end = self.extents.get(last, ANY_PAGES)
                page = self.draw.randint(first, max(first, end - 3))
                return str(page) if name == "page" else f"{page}-{min(end, page + 3)}"
            if name == "quote":
                return self.draw.choice(QUOTES)
            return self.draw.choice(SLOTS["verb" if name == "verb2" else name])

        text = _SLOT.sub(fill, template)
        return text if text.startswith("@") else text[0].upper() + text[1:]


def write(
    keys: Sequence[str],
    *,
    seed: int,
    words: int = WORDS,
    extents: Mapping[str, tuple[int, int]] | None = None,
) -> Prose:
    """Write a manuscript that cites works of those keys, each at least once, at pages that they have."""
    writer = _Writer(keys, extents or {}, seed)
    draw = writer.draw
    blocks = [f"# {draw.choice(HEADINGS)} of {draw.choice(SLOTS['place'])}"]
    count = len(blocks[0].split())
    while count < words or writer.waiting:
        if len(blocks) % 6 == 1:
            blocks.append(f"## {draw.choice(HEADINGS)}")
        blocks.append(" ".join(writer.sentence() for _ in range(draw.randint(3, 8))))
        count += len(blocks[-1].split())
    return Prose("\n\n".join(blocks) + "\n", frozenset(writer.cited))
