"""litreview dedupe: find records that are one work, and merge them."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from litreview.cli.options import Format, Nul, Output
from litreview.cli.output import choose_format, problems, say, write
from litreview.cli.progress import progress
from litreview.cli.rows import show
from litreview.cli.session import library
from litreview.errors import FINDINGS, INPUT, OK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.actions.duplicates import Report
    from litreview.model import Group


def command(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE|DIR|-]...",
            help="Look into these instead of the library; none is needed then.",
            show_default=False,
        ),
    ] = None,
    certainty: Annotated[
        str,
        typer.Option(
            "--certainty",
            metavar="LEVEL",
            help="Show only what is no less sure: certain, likely or possible.",
        ),
    ] = "possible",
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 where something is found, too.")
    ] = False,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules that decide.")] = False,
    kind: Annotated[
        str,
        typer.Option("--from", metavar="FORMAT", help="Read files as this format, whatever they look like."),
    ] = "",
    nul: Nul = False,
    fmt: Format = "",
    output: Output = "",
) -> int:
    """Find records that are one work, in the library or in files, and say why.

    Nothing is merged unless you ask for it. Exits with 1 where something is found.
    Formats: table, md, csv, tsv, json, jsonl, keys.
    """
    if rules:
        _list_rules(fmt, output)
        return OK
    return _report(files or [], certainty, kind, fmt, output, nul=nul, exit_zero=exit_zero)


def _list_rules(fmt: str, output: str) -> None:
    from litreview.matching.rules import RULES

    rows = [
        {
            "id": rule.id,
            "name": rule.name,
            "effect": rule.effect,
            "relation": rule.relation,
            "says": rule.says,
        }
        for rule in RULES.values()
    ]
    columns = ("id", "name", "effect", "says")
    show(rows, columns, name="rules", asked=fmt, output=output, key="id", align="kkkl", wrapped=True)


def _report(
    files: list[str], certainty: str, kind: str, fmt: str, output: str, *, nul: bool, exit_zero: bool
) -> int:
    from litreview.actions.duplicates import in_files, in_library, known_certainty
    from litreview.cli.groups import FORMATS, shown

    least = known_certainty(certainty)
    form = choose_format(fmt or ("keys" if nul else ""), output, FORMATS)
    with progress() as tell:
        tell("comparing", 0)
        report = in_files(files, kind=kind) if files else in_library(library())
    groups = report.at_least(least)
    write(shown(report, groups, form, nul=nul), output)
    problems(report.problems)
    say("; ".join(_closing(report, groups, of_files=bool(files))))
    if any(item.severity == "error" for item in report.problems):
        return INPUT
    return FINDINGS if groups and not exit_zero else OK


def _closing(report: Report, groups: Sequence[Group], *, of_files: bool) -> Iterator[str]:
    """Give the counts, and the way out."""
    certain = [group for group in groups if group.verdict == "duplicate"]
    open_ones = [group for group in groups if group.verdict != "duplicate"]
    compared = counted(len(report.records), "record" if of_files else "source")
    if certain:
        are = "is" if len(certain) == 1 else "are"
        way = "" if of_files else ": litreview dedupe --apply certain"
        yield f"{counted(len(certain), 'group')} {are} certain{way}"
    if open_ones:
        match = open_ones[0].matches[0]
        way = (
            ""
            if of_files
            else f": litreview dedupe --review; never again: litreview distinct {shlex.join((match.a, match.b))}"
        )
        yield f"{counted(len(open_ones), 'group')} to decide{way}"
    if not groups:
        yield f"no duplicates among {compared}"
    elif of_files:
        yield f"compared {compared}"
    if hidden := len(report.groups) - len(groups):
        yield f"{counted(hidden, 'group')} less sure: --certainty possible"
    if report.left_out:
        yield f"{counted(report.left_out, 'set')} of records too much alike to be compared were left out"


def counted(number: int, word: str) -> str:
    """Give a number with its word: "1 group", "2 groups"."""
    return f"{number} {word}{'' if number == 1 else 's'}"
