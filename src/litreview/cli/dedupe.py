"""litreview dedupe: find records that are one work, and merge them."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from litreview.cli.options import DryRun, Format, Nul, Output
from litreview.cli.output import choose_format, problems, say, width, write
from litreview.cli.progress import progress
from litreview.cli.rows import show
from litreview.cli.session import library, session
from litreview.cli.talk import counted, done
from litreview.errors import FINDINGS, INPUT, OK, UsageProblem
from litreview.text.document import dump
from litreview.text.table import render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.actions.duplicates import Report
    from litreview.actions.merging import Applied
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
    apply: Annotated[
        str,
        typer.Option(
            "--apply",
            metavar="certain|FILE",
            help="Merge all groups that are certain, or do what a sheet says (written with -f csv).",
        ),
    ] = "",
    review: Annotated[
        bool, typer.Option("--review", help="Ask about one pair after another, in the terminal.")
    ] = False,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 where something is found, too.")
    ] = False,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules that decide.")] = False,
    kind: Annotated[
        str,
        typer.Option("--from", metavar="FORMAT", help="Read files as this format, whatever they look like."),
    ] = "",
    nul: Nul = False,
    dry_run: DryRun = False,
    fmt: Format = "",
    output: Output = "",
) -> int:
    """Find records that are one work, in the library or in files, say why, and merge them if you ask for it.

    Exits with 1 where something is found. Formats: table, md, csv, tsv, json, jsonl, keys.
    """
    if rules:
        _list_rules(fmt, output)
        return OK
    if apply and review:
        raise UsageProblem("--apply and --review are two ways to decide", "take one of them")
    if files and (apply or review):
        flag = "--apply" if apply else "--review"
        way_out = f"take the files in first: litreview add {shlex.join(files)}"
        raise UsageProblem(f"{flag}: there is nothing to merge without a library", way_out)
    if apply:
        return _apply(apply, fmt, output, dry_run=dry_run)
    if review:
        return _review(certainty)
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


def _apply(what: str, fmt: str, output: str, *, dry_run: bool) -> int:
    from litreview.actions.deciding import apply_certain, apply_sheet
    from litreview.actions.duplicates import in_library

    form = choose_format(fmt, output, ("table", "json"))
    path = library()
    if what == "certain":
        with progress() as tell:
            tell("comparing", 0)
            report = in_library(path)
            carried = apply_certain(path, report, dry_run=dry_run, command=session.command)
        left = [group for group in report.groups if group.verdict != "duplicate"]
    else:
        if not Path(what).exists():
            raise UsageProblem(
                f"--apply {what}: there is no such file", "write --apply certain, or name a sheet"
            )
        carried = apply_sheet(path, Path(what), dry_run=dry_run, command=session.command)
        left = []
    applied = carried.applied
    write(dump(_document(applied)) if form == "json" else _merges(applied), output)
    problems(carried.problems)
    if applied.backup:
        say(f"the library before is kept as {applied.backup}")
    done(applied.operation, applied.summary, dry_run=dry_run)
    if left:
        say("; ".join(_to_decide(left)))
    return INPUT if carried.problems else OK


def _document(applied: Applied) -> dict[str, Any]:  # Any: what JSON takes
    return {
        "schema": 1,
        "operation": applied.operation,
        "merged": [
            {
                "key": one.key,
                "merged": list(one.merged),
                "conflicts": [item._asdict() for item in one.conflicts],
            }
            for one in applied.merged
        ],
        "distinct": applied.distinct,
        "backup": applied.backup,
    }


def _merges(applied: Applied) -> str:
    """Lay out what became one, and the values that gave way."""
    rows = [
        (one.key, ", ".join(one.merged), "; ".join(f"{item.field}: {item.other}" for item in one.conflicts))
        for one in applied.merged
    ]
    return (
        render(("kept", "merged", "values not kept"), rows, width=width(), align="kkl", wrapped=True)
        if rows
        else ""
    )


def _review(certainty: str) -> int:
    from litreview.cli.keyboard import at_terminal

    if not at_terminal():
        raise UsageProblem(
            "--review asks questions, and here is no terminal", "use --apply certain, or --apply with a sheet"
        )
    from litreview.actions.duplicates import in_library, known_certainty
    from litreview.actions.reviewing import Review
    from litreview.cli.review import walk

    least = known_certainty(certainty)
    with progress() as tell:
        tell("comparing", 0)
        groups = in_library(library()).at_least(least)
    return walk(Review(library(), groups, session.command))


def _closing(report: Report, groups: Sequence[Group], *, of_files: bool) -> Iterator[str]:
    """Give the counts, and the way out."""
    certain = [group for group in groups if group.verdict == "duplicate"]
    open_ones = [group for group in groups if group.verdict != "duplicate"]
    compared = counted(len(report.records), "record" if of_files else "source")
    if certain:
        are = "is" if len(certain) == 1 else "are"
        way = "" if of_files else ": litreview dedupe --apply certain"
        yield f"{counted(len(certain), 'group')} {are} certain{way}"
    if open_ones and of_files:
        yield f"{counted(len(open_ones), 'group')} to decide"
    elif open_ones:
        yield from _to_decide(open_ones)
    if not groups:
        yield f"no duplicates among {compared}"
    elif of_files:
        yield f"compared {compared}"
    if hidden := len(report.groups) - len(groups):
        yield f"{counted(hidden, 'group')} less sure: --certainty possible"
    if report.left_out:
        points = counted(report.left_out, "point")
        yield f"left out: {points} in which too many records are alike"


def _to_decide(groups: Sequence[Group]) -> Iterator[str]:
    yield f"{counted(len(groups), 'group')} to decide: litreview dedupe --review"
    match = groups[0].matches[0]
    yield f"never again: litreview distinct {shlex.join((match.a, match.b))}"
