"""litreview check: hold a manuscript against its list, the library and the notes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from litreview.cli.findings import FORMATS, shown
from litreview.cli.options import Format, Output
from litreview.cli.output import choose_format, problems, say, write
from litreview.cli.session import chosen
from litreview.cli.talk import counted
from litreview.errors import FINDINGS, INPUT, OK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.actions.checking import Report


def command(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...", help="The manuscript; several files are one.", show_default=False
        ),
    ] = None,
    bib: Annotated[
        list[str] | None,
        typer.Option(
            "--bib", metavar="FILE", help="The list that citations are held against, as a bibliography."
        ),
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="CODE", help="Only these checks, by code or name.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="CODE", help="All checks but these.")
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on", metavar="LEVEL", help="Exit with 1 from here on: error, warning, info or never."
        ),
    ] = "error",
    certainty: Annotated[
        str,
        typer.Option(
            "--certainty", metavar="LEVEL", help="Show what is at least certain, likely or possible."
        ),
    ] = "likely",
    fmt: Format = "",
    output: Output = "",
) -> int:
    """Check a manuscript against its own list, a bibliography or the library; no library is needed.

    Exits with 1 where something is found that --fail-on names.
    """
    from litreview.actions.case import Named
    from litreview.actions.checking import Wanted, check_files, failing

    form = choose_format(fmt, output, FORMATS)
    begun = time.perf_counter()
    report = check_files(
        Named(files or (), bib or (), library=chosen()),
        Wanted(select or (), ignore or (), certainty, fail_on),
    )
    write(shown(report, form), output)
    problems(report.problems)
    say("\n".join(_closing(report, time.perf_counter() - begun)))
    if any(problem.severity == "error" for problem in report.problems):
        return INPUT
    return FINDINGS if failing(report.shown, fail_on) else OK


def _closing(report: Report, seconds: float) -> Iterator[str]:
    found = counted(len(report.shown), "finding")
    yield f"{found}. Checked in {seconds:.1f} s, offline."
