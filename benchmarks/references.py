"""Measure how well printed references are read, beside a plain baseline, on labelled references.

Run with `python benchmarks/references.py [FOLDER]`: the folder holds core.xml and good.xml as anystyle
labels them. The rules were made, and the weights of `fit_titles.py` measured, on the even entries; the odd
ones are held out. Surnames are taken out of the labelled author by a parser of this script, which knows
where the names end. Titles are compared without case, accents, punctuation and mark-up. Where a label runs on
into the container or breaks off in a bracket, what stands before that is right too; the last column counts
only what equals the whole label.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from litreview.text.fold import fold
from litreview.text.references import read_reference, style_of
from litreview.text.splits import split_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

DEFAULT = Path(__file__).parents[1] / ".." / "shared" / "data" / "references"
AIMS = {"first surname": 0.99, "surnames": 0.95, "year": 0.99, "title": 0.92}
COLUMNS = (*AIMS, "as labelled")
_AND = r"\s+(?:[Aa]nd|und|et|y|e|with|dan)\s+|\s*&\s*"
_ET_AL = re.compile(
    r",?\s*\(?\b(?:et\.? ?al\b\.?|and others|a OTHERS|et coll|etc|u\. ?a\.)\)?.*", re.IGNORECASE
)
_ROLE = re.compile(
    r"[\s,]*[(\[]?\b(?!(?-i:ED|ORG|DIR)\b)(?:eds?|editors?|edited|hrsg|hg|org|orgs|coords?|dir|éds?|trans|comps?)\b\.?(?:\s+by)?[)\]]?",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.[\s-]?|[A-ZÀ-ÞА-Я]{1,3}\b\.?[\s-]?|[A-ZÀ-Þ]-[A-ZÀ-Þ]\.?\s?)+")
_ORGANISATION = re.compile(
    r"\b(?:Association|Commission|Department|University|Institute|Ministry|Committee|Council|Organi[sz]ation|Agency"
    r"|Center|Centre|Office|Bureau|Ltd|Inc|Group|Collaboration|Society|Nations|Bank)\b"
)
_POINTED = re.compile(
    r"(?:(?<=[A-ZÀ-Þ]{2})|(?<=[a-zà-ÿ]{3}))\.(?=\s+[A-ZÀ-Þ][\w-]+,\s)|(?<=[A-Z])\s+a(?=\s+[A-Z])"
)
_PREFIX = re.compile(r"^(?:De|Di|Van|Von|Le|La|Del|Da|Du|San)\s(?:de[rn]?\s)?", re.IGNORECASE)
_TAG = re.compile(r"</?(?:italic|bold)>", re.IGNORECASE)  # left over in some labels
_GIVEN_WITH_PARTICLE = re.compile(r"[A-ZÀ-Þ].*\s(?:de|dos|da|do|van|von|der|den|di|du)$")
_NO_COMMA = re.compile(
    r"((?:^|(?<=, ))[A-ZÀ-Þ][\w’'-]+), ((?:[A-ZÀ-Þ]\.[\s-]?){1,3})\s([A-ZÀ-Þ][\w’'-]+(?=, [A-ZÀ-Þ](?:\.|$)))"
)
_SWALLOWED = re.compile(
    r"(?P<quoted>[“\"«‘][^“”\"«»]+[,.]?[”\"»’]),?\s+(?:in|dans)\s.*|(?P<stopped>[“\"][^“”\"]+[,.][”\"])\s+[A-ZÀ-Þ].*"
    r"|(?P<introduced>.{10,}?[.,])\s+(?:In:?|Dans)\s+[A-ZÀ-Þ].*|(?P<open>[^()]+)\([^()]*"
)
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv)\.?$", re.IGNORECASE)


class Read(NamedTuple):
    """What a reader took a reference to say, as far as it is compared."""

    surnames: list[str]
    year: str
    title: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled reference: its text, and what is right (surnames is None where the label tells none)."""

    text: str
    surnames: list[str] | None
    years: frozenset[str]
    title: str
    kind: str


def last_word(name: str) -> str:
    """Give the last word of a name, folded: what two ways of cutting its prefix agree on."""
    return (fold(name).split() or [""])[-1]


def _is_initials(chunk: str) -> bool:
    return bool(_INITIALS.fullmatch(chunk.strip() + " ") or _INITIALS.fullmatch(chunk.strip()))


def _without_initials(chunk: str) -> str:
    words = [word for word in re.split(r"\s+", re.sub(r"(?<=[^\W\d_])\.(?=\w)", ". ", chunk)) if word]
    kept = [word for word in words if not _is_initials(word) and not _SUFFIX.match(word)]
    capitals = [word for word in kept if len(word) > 2 and word.isupper()]
    if capitals and len(capitals) < len(kept):
        return " ".join(capitals)  # "CASSARD Jean-Christophe"
    return " ".join(kept or words[-1:])


def surnames_of(label: str) -> list[str]:
    """Take the surnames out of a labelled author: the text has nothing but names."""
    label = re.sub(
        r"\(([^()]{1,5}\.|[A-ZÀ-Þ]{1,2}|[^()]{1,5}s)\)",
        lambda bracket: bracket[0] if _ROLE.search(bracket[1]) else f" {bracket[1].strip()[:1]}. ",
        re.sub(r"\(?\d+\)?", "", label),
    )
    text = _ROLE.sub("", _ET_AL.sub("", " " + re.sub(r"[*†‡]", "", label))).strip(" .,;:()[]")
    text = re.sub(r"^in:?\s", "", text, flags=re.IGNORECASE)
    if _ORGANISATION.search(text) and not re.search(r"(?:\s[A-ZÀ-Þ]{1,3}|[A-ZÀ-Þ]\.)(?=\s*[,;&]|\s*$)", text):
        return [last_word(text)]
    text = _POINTED.sub(",", re.sub(r"(?<=\.)and\b", " and", text))
    if ";" in text or "/" in text:
        parts = [part.strip(" ,.") for part in re.split(r"[;/]|" + _AND, text)]
        return [last_word(_without_initials(part.split(",")[0])) for part in parts if part]
    text = re.sub(r"\s+Jr\.(?=,)", "", text)
    before = ""
    while before != text:  # "Hunt, K., Bedford, H. Petticrew, M.": a comma is missing after the initials
        before, text = text, _NO_COMMA.sub(r"\1, \2, \3", text, count=1)
    chunks = [part.strip(" ") for part in re.split(r",|" + _AND, text)]
    chunks = [chunk for chunk in chunks if chunk and not _SUFFIX.match(chunk)]
    if not chunks:
        return []
    if sum(bool(re.search(r"[A-ZÀ-Þ]{4}", chunk)) for chunk in chunks) > 2:
        chunks = [_capital_family(chunk) for chunk in chunks]
    found: list[str] = []
    at = 0
    while at < len(chunks):
        chunk = chunks[at]
        follows = chunks[at + 1] if at + 1 < len(chunks) else ""
        is_inverted = bool(follows) and _is_inverted(chunks, at, text)
        whole = is_inverted or _ORGANISATION.search(chunk)
        found.append(last_word(chunk if whole else _without_initials(chunk)))
        at += 1 + is_inverted
    return found


def _is_inverted(chunks: list[str], at: int, text: str) -> bool:
    """Whether the chunk after the comma holds the given names of the one before it: "García Márquez, Gabriel"."""
    chunk, follows = chunks[at], chunks[at + 1]
    if re.search(r"\b[A-ZÀ-Þ]\.|\s[A-ZÀ-Þ]{1,3}$", chunk) or not re.search(
        re.escape(chunk) + r"\s*,\s*" + re.escape(follows), text
    ):
        return False
    if _is_initials(follows) or _GIVEN_WITH_PARTICLE.fullmatch(follows):
        return True
    one = len([word for word in _PREFIX.sub("", chunk).split() if word[0].isupper()]) == 1
    if at == 0:
        return one or (len(chunks) == 2 and len(follows.split()) == 1)
    return one and len(follows.split()) < 3 and not _is_full(chunk)


def _capital_family(chunk: str) -> str:
    """Give the family name of "Buhm HAN", where a list has its family names in capitals."""
    words = [word for word in chunk.split() if len(word) > 1 and word.isupper() and "." not in word]
    return " ".join(words) if words and len(words) < len(chunk.split()) else chunk


def _is_full(chunk: str) -> bool:
    return len(chunk.split()) > 1


def _kind(tags: set[str]) -> str:
    if "genre" in tags:
        return "thesis or report"
    if "journal" in tags:
        return "article"
    if "container-title" in tags:
        return "chapter or paper"
    return "book" if "publisher" in tags else "other"


def load(path: Path) -> list[Labelled]:
    """Read one file of labelled references."""
    found = []
    for sequence in ET.parse(path).getroot():  # noqa: S314 (files that were put there to be measured)
        parts = [(part.tag, _TAG.sub("", part.text or "").strip()) for part in sequence]
        tags = {tag for tag, _ in parts}
        who = next((text for tag, text in parts if tag == "author"), "")
        if not who and parts[0][0] == "editor":
            who = parts[0][1]
        names = surnames_of(who) if who and re.search(r"[^\W\d_]{2}", who) else None
        years = re.findall(
            r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)", " ".join(text for tag, text in parts if tag == "date")
        )
        title = next((text for tag, text in parts if tag == "title"), "")
        found.append(
            Labelled(" ".join(text for _, text in parts), names, frozenset(years), title, _kind(tags))
        )
    return found


def bare_title(title: str) -> str:
    """Give a title for comparison: no mark of type, no punctuation, no case."""
    return fold(re.sub(r"\[[A-Z](?:/[A-Z]+)?\]", " ", title))


def mended(label: str) -> str:
    """Give a labelled title without what is no part of it by its own marks.

    About 1 in 200 labels goes on into the container ("A chapter," in The book; A chapter. In The book), or
    breaks off in the middle of a bracket ("A title (Series 12;"). The title is what stands before that.
    """
    found = _SWALLOWED.fullmatch(label.strip())
    return next((part for part in found.groups() if part), label) if found else label


def ours(text: str) -> Read:
    """Read with litreview."""
    record = read_reference(text)
    role = "author" if any(person.role == "author" for person in record.people) else "editor"
    people = [person for person in record.people if person.role == role and person.literal != "others"]
    year = re.search(r"\d{4}", record.text("year"))
    names = [last_word(person.literal or person.family) for person in people]
    return Read(names, year[0] if year else "", record.text("title"))


def baseline(text: str) -> Read:
    """Read with regular expressions: the words before commas, the first year, the sentence after an early year.

    Where no year stands in the first half, the title is what is quoted, else the longest sentence.
    """
    body = re.sub(r"^\W*\d{1,3}\W+", "", text)
    year = re.search(r"\b(?:1[4-9]|20)\d\d\b", body)
    head = body[: year.start()] if year and year.start() > 3 else body
    names = re.findall(r"([^\W\d_][\w’'-]+(?: [^\W\d_][\w’'-]+)?),", head) or body.split()[:1]
    early = year is not None and year.start() < len(body) / 2
    rest = body[year.end() :].lstrip('abc).,:; “"‘') if year and early else body
    quoted = re.search(r"[“\"«](.+?)[”\"»]", rest)
    sentences = re.split(r"(?<=[^\W\d_]{2})[.?!]\s+|[“”\"’]", rest)
    title = sentences[0] if early else quoted[1] if quoted else max(sentences, key=len)
    return Read([last_word(name) for name in names], year[0] if year else "", title)


class Score:
    """Counts of right readings by what was read."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.all: Counter[str] = Counter()

    def count(self, truth: Labelled, read: Read) -> dict[str, bool]:
        """Compare one reading; gives what of it is right."""
        verdict = {}
        if truth.surnames:
            verdict["first surname"] = read.surnames[:1] == truth.surnames[:1]
            verdict["surnames"] = read.surnames == truth.surnames
        if truth.years:
            verdict["year"] = read.year in truth.years
        if truth.title:
            verdict["as labelled"] = bare_title(read.title) == bare_title(truth.title)
            verdict["title"] = verdict["as labelled"] or bare_title(read.title) == bare_title(
                mended(truth.title)
            )
        for name, is_right in verdict.items():
            self.all[name] += 1
            self.right[name] += is_right
        return verdict

    def __str__(self) -> str:
        return "".join(f"{100 * self.right[name] / max(1, self.all[name]):15.1f}" for name in COLUMNS)


def compare(name: str, references: Iterable[Labelled], read: Callable[[str], Read]) -> None:
    """Print a row of figures for one reader."""
    score = Score()
    for reference in references:
        score.count(reference, read(reference.text))
    print(f"{name:34}{score}   n = {max(score.all.values(), default=0)}")


def by_group(references: Iterable[Labelled], group: Callable[[Labelled], str]) -> None:
    """Print our figures and those of the baseline for each style or type."""
    groups: defaultdict[str, list[Labelled]] = defaultdict(list)
    for reference in references:
        groups[group(reference)].append(reference)
    for name, members in sorted(groups.items()):
        compare(f"  {name}", members, ours)
        compare(f"  {name}, baseline", members, baseline)


def main() -> None:
    """Measure both halves of both files, each style and type, false alarms and speed."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    sets = {name: load(folder / f"{name}.xml") for name in ("core", "good")}
    print(f"{'per cent right':34}" + "".join(f"{name:>15}" for name in COLUMNS))
    for name, references in sets.items():
        compare(f"{name}, looked at", references[::2], ours)
        compare(f"{name}, held out", references[1::2], ours)
        compare(f"{name}, baseline", references, baseline)
    everything = [reference for references in sets.values() for reference in references]
    held_out = [reference for references in sets.values() for reference in references[1::2]]
    print("held out, by style (as told by litreview)")
    by_group(held_out, lambda reference: style_of([reference.text]))
    print("held out, by type (as labelled)")
    by_group(held_out, lambda reference: reference.kind)
    titles = [reference.title for reference in everything if reference.title]
    alarms = [title for title in titles if split_words(title)]
    print(f"split words reported in {len(titles)} titles: {len(alarms)}")
    started = time.process_time()
    for reference in everything:
        read_reference(reference.text)
    print(f"{len(everything) / (time.process_time() - started):.0f} references a second")


if __name__ == "__main__":
    main()
