"""Measure whether 500 planted quotations are found in 50 long texts: whose they are, what was changed, on which page.

Run with `python benchmarks/quotations.py [SEED]`. The texts are chains of word pairs over the prose that comes with
(its topics and the docstrings of its library), 80,000 words each, so that all of them share most turns of phrase;
they are set in pages with running heads, with words parted at line ends. Where a quotation was taken, and what was done
to it, is known from the making. The manuscript is read as any other, so that a quotation that is not seen in it counts
as missed.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from importlib import import_module
from inspect import cleandoc
from pydoc_data.topics import topics

from litreview.checks import Case, Entry
from litreview.checks._quoted import looked_up
from litreview.checks.locator_out_of_range import locator_out_of_range
from litreview.checks.quote_altered import quote_altered
from litreview.checks.quote_misattributed import quote_misattributed
from litreview.manuscripts.markdown import read_markdown
from litreview.matching.quotations import Document, find
from litreview.model import Field, Person, Source

TEXTS, WORDS, QUOTATIONS = 50, 80_000, 500
PER_PAGE, PER_LINE = 320, 11
LIBRARY = """
argparse asyncio codecs collections concurrent.futures csv ctypes datetime decimal difflib doctest email.message
fractions http.client inspect io json logging multiprocessing optparse os pathlib pickle random re shutil sqlite3
socket ssl statistics string subprocess tarfile tempfile textwrap threading unittest zipfile
"""
KINDS = {
    "verbatim": 100, "ellipsis": 60, "another source": 100, "word changed": 80, "not inserted": 60,
    "word dropped": 60, "number changed": 40,
}  # fmt: skip
ALTERED = frozenset({"word changed", "not inserted", "word dropped", "number changed"})
FILLER = "Much has been written on this, and little of it agrees. We take it up once more, and say what was left out."
_WORD = re.compile(r"[A-Za-z][a-z]+|\d{2,4}|[.,;]")


@dataclass(frozen=True, slots=True)
class Planted:
    """A quotation, and what is true of it: how it was changed, whose it is and is said to be, and on which page."""

    words: str
    kind: str
    source: str
    cited: str
    page: int
    said_page: int


def chain() -> dict[tuple[str, str], list[str]]:
    """Give what follows each pair of words in the prose that comes with Python."""
    prose = [*topics.values()]
    for name in LIBRARY.split():
        module = import_module(name)
        members = [module, *vars(module).values()]
        for member in members:
            inner = [member, *vars(member).values()] if isinstance(member, type) else [member]
            prose += [
                cleandoc(one.__doc__) for one in inner if isinstance(getattr(one, "__doc__", None), str)
            ]
    follows: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for text in sorted(set(prose)):
        words = _WORD.findall(text)
        for one, two, three in zip(words, words[1:], words[2:], strict=False):
            follows[one, two].append(three)
    return follows


def words_of(
    rng: random.Random, follows: dict[tuple[str, str], list[str]], starts: list[tuple[str, str]]
) -> list[str]:
    """Give a long text in words, marks behind their words."""
    pair = rng.choice(starts)
    words: list[str] = []
    while len(words) < WORDS:
        options = follows.get(pair)
        if not options or rng.random() < 0.01:
            pair = rng.choice(starts)
            words.append(pair[0])
            continue
        following = rng.choice(options)
        if following in ".,;":
            if words:
                words[-1] = words[-1].rstrip(".,;") + following
        else:
            words.append(following)
        pair = (pair[1], following)
    return words


def printed(rng: random.Random, words: list[str], name: str, first: int) -> str:
    """Set a text in pages, each with a head and its number, some words parted at the ends of lines."""
    pages: list[str] = []
    for at in range(0, len(words), PER_PAGE):
        lines: list[str] = []
        for start in range(at, min(at + PER_PAGE, len(words)), PER_LINE):
            line = " ".join(words[start : min(start + PER_LINE, at + PER_PAGE)])
            last = line.rpartition(" ")[2]
            if len(last) > 7 and last.isalpha() and rng.random() < 0.3:
                line = f"{line[:-4]}-\n{line[-4:]}"
            lines.append(line)
        number = first + at // PER_PAGE
        pages.append(
            "\n".join([f"{number}   {name}" if number % 2 else f"Works of {name}   {number}", *lines])
        )
    return "\f".join(pages)


def plain(words: list[str]) -> str:
    """Give words without their marks, to look for repetitions."""
    return " ".join(word.strip(".,;").lower() for word in words)


def plant(rng: random.Random, books: dict[str, list[str]], firsts: dict[str, int]) -> list[Planted]:
    """Take quotations from the texts, each of words that stand nowhere else, and change them."""
    kinds = [kind for kind, count in KINDS.items() for _ in range(count)]
    keys = sorted(books)
    whole = {key: plain(words) for key, words in books.items()}
    planted: list[Planted] = []
    seen: set[str] = set()
    while kinds:
        key = rng.choice(keys)
        size = rng.randint(8, 30)
        start = rng.randrange(WORDS - size)
        words = books[key][start : start + size]
        if plain(words) in seen or sum(text.count(plain(words)) for text in whole.values()) != 1:
            continue
        changed = change(rng, [word.strip(".;") for word in words], kinds[-1])
        if changed is None or any(plain(changed) in text for text in whole.values() if kinds[-1] in ALTERED):
            continue
        seen.add(plain(words))
        cited = rng.choice([one for one in keys if one != key]) if kinds[-1] == "another source" else key
        page = firsts[key] + start // PER_PAGE
        said = page + rng.choice((-40, -9, 7, 30)) if kinds[-1] == "verbatim" and rng.random() < 0.5 else page
        planted.append(Planted(" ".join(changed), kinds.pop(), key, cited, page, max(1, said)))
    rng.shuffle(planted)
    return planted


def change(rng: random.Random, words: list[str], kind: str) -> list[str] | None:
    """Change a quotation as its kind says; None where it cannot be."""
    at = rng.randrange(1, len(words) - 1)
    new: list[str] = []
    if kind == "word changed":
        new = [rng.choice(("garden", "harvest", "winter", "river", "candle", "anchor"))]
    elif kind == "not inserted":
        new = ["not", words[at]]
    elif kind == "word dropped":
        if words[at] in {words[at - 1], words[at + 1]}:
            return None
    elif kind == "number changed":
        at = next((place for place, word in enumerate(words) if word.isdecimal()), -1)
        if at < 0:
            return None
        new = [str(int(words[at]) + 11)]
    elif kind == "ellipsis":
        at = len(words) // 2
        new = [words[at], rng.choice(("…", "...", "[…]", "[...]"))]
        return [*words[:at], *new, *words[at + 3 :]] if len(words) >= 12 else None
    else:
        return words
    return [*words[:at], *new, *words[at + 1 :]]


def manuscript(
    rng: random.Random, planted: list[Planted], names: dict[str, str]
) -> tuple[str, dict[int, Planted]]:
    """Write a text that quotes all of them, and give the line of each."""
    lines: list[str] = []
    at: dict[int, Planted] = {}
    for one in planted:
        key, name, page = one.cited, names[one.cited], one.said_page
        year = key[-4:]
        line = rng.choice((
            f"It is said that “{one.words}” ({name}, {year}, p. {page}).",
            f"{name} ({year}, p. {page}) writes: “{one.words}”.",
            f"One reads “{one.words}” [@{key}, p. {page}], and so it goes on.",
            f"> {one.words} [@{key}, p. {page}]",
        ))  # fmt: skip
        lines += [FILLER, "", line, ""]
        at[len(lines) - 1] = one
    return "\n".join(lines), at


def no_other_file(path: str) -> bytes:
    """Refuse: the manuscript is one file."""
    raise FileNotFoundError(path)


def main() -> None:
    """Plant, look up, and print what was found."""
    rng = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 20)  # noqa: S311 (the same texts each time)
    follows = chain()
    starts = sorted(pair for pair in follows if pair[0][0].isupper() and pair[1].isalpha())
    syllables = ("bar", "den", "fal", "gor", "hol", "kel", "lun", "mer", "nor", "pel", "ros", "tan")
    names = {}
    while len(names) < TEXTS:
        name = "".join(rng.choices(syllables, k=2)).capitalize() + rng.choice(("man", "ley", "ski"))
        if name not in names.values():
            names[f"{name.lower()}{1950 + len(names)}"] = name
    books = {key: words_of(rng, follows, starts) for key in names}
    firsts = {key: rng.randint(1, 60) for key in names}
    texts = {key: printed(rng, words, names[key], firsts[key]) for key, words in books.items()}
    planted = plant(rng, books, firsts)
    written, at = manuscript(rng, planted, names)
    sources = [
        Source(
            key,
            "book",
            f"Works of {name} and others",
            key[-4:],
            (Person("author", name, "A."),),
            (Field("year", key[-4:], key[-4:]),),
        )
        for key, name in names.items()
    ]
    read = read_markdown(written.encode(), "paper.md", no_other_file)
    case = Case(
        (read,), tuple(Entry(one, "bib") for one in sources), texts=texts, text_of={"paper.md": written}
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    looked_up(case)
    took = time.process_time() - started
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    report(case, at)
    print(f"\n{TEXTS} texts of {WORDS:,} words, {sum(map(len, texts.values())) / 1e6:.0f} MB")
    print(f"{took:.1f} s of CPU for all {len(planted)}, {1000 * took / len(planted):.1f} ms each")
    print(f"memory beside the texts: {grown / 1024:.0f} MB")
    singles = sorted(alone(one, texts[one.source]) for one in planted[:100])
    print(f"one quotation in one text: median {singles[50]:.0f} ms, at most {singles[-1]:.0f} ms")


def alone(planted: Planted, text: str) -> float:
    """Give the milliseconds of looking one quotation up in one text."""
    started = time.process_time()
    find([planted.words], [Document(planted.source, text)])
    return 1000 * (time.process_time() - started)


def report(case: Case, at: dict[int, Planted]) -> None:
    """Print for each kind how many were found as what they are."""
    others = {one.line: one for one in quote_misattributed(case)}
    changes = {one.line: one for one in quote_altered(case) if one.severity != "info"}
    pages = {one.line: one for one in locator_out_of_range(case) if one.certainty != "possible"}
    own = {one.quotation.line: one for one in looked_up(case).quoted}
    counts: Counter[tuple[str, str]] = Counter()
    for line, one in at.items():
        counts[one.kind, "planted"] += 1
        foreign = one.kind == "another source"
        quoted = own.get(line)
        if foreign:
            source = line in others and others[line].key == one.source
        else:
            source = (
                line not in others
                and quoted is not None
                and bool(quoted.own)
                and quoted.own[0].key == one.source
            )
        counts[one.kind, "source"] += source
        counts[one.kind, "words"] += bool(source and (line in changes) == (one.kind in ALTERED))
        counts[one.kind, "page"] += (line in pages) == (one.page != one.said_page)
        counts[one.kind, "likely"] += line in changes and changes[line].certainty != "possible"
    print(f"{'':18}{'planted':>9}{'source':>9}{'words':>9}{'told likely':>13}{'page':>9}")
    for kind in KINDS:
        count = counts[kind, "planted"]
        cells = [f"{100 * counts[kind, what] / count:.1f}" for what in ("source", "words", "likely", "page")]
        print(f"{kind:18}{count:9}{cells[0]:>9}{cells[1]:>9}{cells[2]:>13}{cells[3]:>9}")
    every = [100 * sum(counts[kind, what] for kind in KINDS) / QUOTATIONS for what in ("source", "words")]
    print(f"{'all':18}{QUOTATIONS:9}{every[0]:9.1f}{every[1]:9.1f}")


if __name__ == "__main__":
    main()
