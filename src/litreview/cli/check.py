"""litreview check: hold a manuscript against its list, the library and the notes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from litreview.cli.complete import checks
from litreview.cli.findings import FORMATS, counts, shown
from litreview.cli.options import Format, Output
from litreview.cli.output import choose_format, problems, replace_file, say, width, write
from litreview.cli.session import chosen, library
from litreview.cli.talk import counted
from litreview.errors import FINDINGS, INPUT, OK, UsageProblem
from litreview.text.width import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.actions.checking import Report
    from litreview.actions.mending import Mended


def command(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="The manuscript; several files are one. None: the library alone.",
            show_default=False,
        ),
    ] = None,
    bib: Annotated[
        list[str] | None,
        typer.Option(
            "--bib",
            metavar="FILE",
            help="Hold citations against this bibliography, and not against the text's own list; may be repeated.",
        ),
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option(
            "--against",
            metavar="FILE",
            help="Compare the entries with these records, which are known to be right.",
        ),
    ] = None,
    texts: Annotated[
        list[str] | None,
        typer.Option(
            "--texts",
            metavar="DIR",
            help="Look for quotations in the full texts here, named after their keys.",
        ),
    ] = None,
    retracted: Annotated[
        str, typer.Option("--retracted", metavar="FILE", help="A table of works that were retracted.")
    ] = "",
    online: Annotated[
        bool,
        typer.Option(
            "--online", help="Look the entries up at Crossref and OpenAlex; nothing else goes online."
        ),
    ] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="CODE",
            autocompletion=checks,
            help="Only these checks: LR204, year-mismatch, LR2; may be repeated.",
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore", metavar="CODE", autocompletion=checks, help="Not these checks; may be repeated."
        ),
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            metavar="LEVEL",
            help="Exit with 1 at error (the default), warning or info; or never.",
        ),
    ] = "error",
    certainty: Annotated[
        str,
        typer.Option(
            "--certainty",
            metavar="LEVEL",
            help="Show and count what is certain, at least likely (the default), or possible.",
        ),
    ] = "likely",
    baseline: Annotated[
        str,
        typer.Option("--baseline", metavar="FILE", help="Leave out the findings that this file has frozen."),
    ] = "",
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Freeze all that is found now in the file of --baseline.")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what is certain in the files, and show what is left.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="With --fix: only show what would be changed, and write nothing.")
    ] = False,
    list_checks: Annotated[bool, typer.Option("--list", help="List all checks.")] = False,
    fmt: Format = "",
    output: Output = "",
) -> int:
    """Check a manuscript against its own list, the bibliography that it names, or the library.

    No library is needed. Exits with 1 where something is found that is as severe as --fail-on says. Formats:
    table, md, csv, json, jsonl, errorformat, github, sarif.
    """
    if list_checks:
        from litreview.cli.explain import list_codes

        list_codes(fmt, output, of_checks=True)
        return OK
    if diff and not fix:
        raise UsageProblem("--diff shows what --fix would change", "add --fix; without it nothing is changed")
    if write_baseline and (not baseline or fix):
        raise UsageProblem(
            "--write-baseline freezes what is found in a file", "name it: --baseline FILE, without --fix"
        )
    from litreview.actions.case import Named
    from litreview.actions.checking import Wanted, check_files, failing

    form = "diff" if diff else choose_format(fmt, output, FORMATS)
    begun = time.perf_counter()
    path = chosen() if files or bib else library()
    named = Named(files or (), bib or (), against or (), texts or (), retracted, path, online)
    wanted = Wanted(select or (), ignore or (), certainty, fail_on, "" if write_baseline else baseline)
    if online:
        from litreview.cli.progress import progress

        with progress() as tell:
            report = check_files(named, wanted, tell)
    else:
        report = check_files(named, wanted)
    if write_baseline:
        return _freeze(report, baseline)
    mended = _mended(report, output, show=diff) if fix else None
    left = FINDINGS if failing(report.shown, fail_on) else OK
    if form != "diff":
        write(shown(report, form), output)
    problems(report.problems)
    for line in (*_fixed(mended, show=diff), *_closing(report, certainty, time.perf_counter() - begun)):
        say("\n  ".join(wrap(line, width() - 2)))
    return INPUT if any(problem.severity == "error" for problem in report.problems) else left


def _freeze(report: Report, name: str) -> int:
    """Write all that was found into a baseline."""
    from litreview.actions.silencing import baseline_of

    found = [*report.shown, *report.less_certain]
    problems(report.problems)
    write(baseline_of(found, name), name)
    say(f"{counted(len(found), 'finding')} frozen: litreview check with --baseline {name} shows what is new")
    return OK


def _mended(report: Report, output: str, *, show: bool) -> list[Mended]:
    """Mend what is certain, or print the difference; what was mended is no finding any more."""
    from litreview.actions.mending import diff, mend

    mended, wrong = mend(report.shown, report.case.text_of)
    report.problems += wrong
    if show:
        write("".join(diff(mended)), output)
        return mended
    for one in mended:
        replace_file(one.data, Path(one.path))
        gone = set(map(id, one.findings))
        report.shown = [finding for finding in report.shown if id(finding) not in gone]
    return mended


def _fixed(mended: list[Mended] | None, *, show: bool) -> Iterator[str]:
    """Say what was mended, or would be; None where nobody asked for it."""
    for one in mended or ():
        would = "would be mended" if show else "mended"
        yield f"{one.path}: {counted(len(one.findings), 'finding')} {would}"
    if mended == []:
        yield "nothing to mend that is certain"


def _closing(report: Report, certainty: str, seconds: float) -> Iterator[str]:
    """Give the summary: what was found and compared, what is not shown, and what was not checked."""
    outcome = report.outcome
    line = "offline" if outcome is None else "online"
    yield f"{counts(report.shown)}. Checked {_compared(report)} in {seconds:.1f} s, {line}."
    if outcome is not None:
        there = len(outcome.looked_up)
        missing = there - outcome.found
        listed = " (LR109 with --certainty possible)" if missing and certainty != "possible" else ""
        yield f"Looked up {counted(there, 'reference')}: {outcome.found} found, {missing} not found{listed}."
    hidden = []
    if report.less_certain:
        level = "possible" if certainty == "likely" else "likely"
        hidden.append(f"{len(report.less_certain)} less certain (--certainty {level})")
    if report.silenced:
        hidden.append(f"{len(report.silenced)} silenced by comments")
    if report.known:
        hidden.append(f"{len(report.known)} of the baseline")
    if hidden:
        yield f"Not shown: {', '.join(hidden)}."
    if report.gone:
        are = "is" if report.gone == 1 else "are"
        yield f"{counted(report.gone, 'finding')} of the baseline {are} gone: --write-baseline makes it anew."
    if report.unchecked:
        yield f"Not checked: {'; '.join(report.unchecked)}."


def _compared(report: Report) -> str:
    entries = counted(len(report.case.entries), "reference")
    if not report.case.manuscripts:
        return f"{entries} of {report.against}"
    cited = sum(len(one.citations) for one in report.case.manuscripts)
    of = "" if report.against == "the list of the text" else f" of {report.against}"
    return f"{counted(cited, 'citation')} against {entries}{of}"
