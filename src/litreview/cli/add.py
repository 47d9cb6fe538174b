"""litreview add: take in bibliographies and notes."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Annotated, Any

import typer

from litreview.cli.options import DryRun, Format, Output, Themes
from litreview.cli.output import choose_format, problems, say, width, write
from litreview.cli.progress import progress
from litreview.cli.session import library_to_make, session
from litreview.cli.talk import done
from litreview.errors import INPUT, OK, UsageProblem
from litreview.text.document import dump
from litreview.text.safe import safe
from litreview.text.width import width as columns_of

if TYPE_CHECKING:
    from litreview.actions.add import Added
    from litreview.storage.sources import Stored


ALIGNED = 40
"""Columns up to which the paths stand over each other."""
COUNTS = ("new", "changed", "unchanged", "refused")


def command(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE|DIR|-...", help="Files, folders, or - for standard input.", show_default=False
        ),
    ] = None,
    kind: Annotated[
        str,
        typer.Option("--from", metavar="FORMAT", help="Read as this format, whatever the files look like."),
    ] = "",
    origin: Annotated[
        str,
        typer.Option("--origin", metavar="NAME", help="Where the records come from: a database, a search."),
    ] = "",
    theme: Themes = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Add nothing if anything in the input is doubtful.")
    ] = False,
    dry_run: DryRun = False,
    fmt: Format = "",
    output: Output = "",
) -> int:
    """Take in bibliographies and notes: files, folders or standard input.

    All of it is one operation. Adding the same file again changes nothing; a file that changed
    updates what changed. Formats of the result: table, json.
    """
    from litreview.actions.add import add, summary

    if not files:
        raise UsageProblem("there is nothing to add", "name files or folders, or - for standard input")
    chosen = choose_format(fmt, output, ("table", "json"))
    path = library_to_make()
    with progress() as tell:
        added = add(
            path, files, kind=kind, origin=origin, themes=theme or (), strict=strict, dry_run=dry_run,
            command=session.command,
            tell=tell,
        )  # fmt: skip
    if added.made:
        say(f"created {path}")
    if chosen == "json":
        write(dump(_document(added)), output)
    else:
        write(_lines(added), output)
    for stored in added.inputs:
        problems(stored.problems)
    if added.bound:
        say(f"{added.bound} open notes were bound to their sources")
    _tell_duplicates(added)
    done(added.operation, summary(added), dry_run=dry_run)
    return INPUT if added.failed else OK


def _tell_duplicates(added: Added) -> None:
    """Say which of the new sources are in the library already, or may be: nothing is merged, nothing asked."""
    for match in added.matches[:SHOWN]:
        what = "duplicate" if match.verdict == "duplicate" else f"possible {match.relation}"
        say(f"{what}: {match.a} · {match.b} ({match.rule})")
        say(textwrap.fill(match.why, width(), initial_indent="    ", subsequent_indent="    "))
    if added.matches:
        more = len(added.matches) - SHOWN
        say(f"{f'and {more} more: ' if more > 0 else ''}litreview dedupe shows all, --review asks about each")
    if added.uncompared:
        say(f"{added.uncompared} new sources were not compared with the others: litreview dedupe does that")


SHOWN = 5
"""Pairs that are told of: a list of more is what `dedupe` is for."""


def _document(added: Added) -> dict[str, Any]:  # Any: what JSON takes
    return {
        "schema": 1,
        "operation": added.operation,
        "inputs": [
            {
                "path": stored.path,
                "format": stored.format,
                "seen": stored.seen,
                "new": stored.new,
                "changed": stored.changed,
                "unchanged": stored.unchanged,
                "refused": stored.refused,
                "other": stored.other,
                "problems": [
                    {
                        "path": item.path,
                        "line": item.line,
                        "code": item.code,
                        "severity": item.severity,
                        "message": item.message,
                        "hint": item.hint,
                    }
                    for item in stored.problems
                ],
            }
            for stored in added.inputs
        ],
        "duplicates": [
            {"a": match.a, "b": match.b, "verdict": match.verdict, "relation": match.relation, "rule": match.rule,
             "why": match.why}
            for match in added.matches
        ],
    }  # fmt: skip


def _lines(added: Added) -> str:
    if not added.inputs:
        return "No files to read.\n"
    paths = [safe(stored.path) for stored in added.inputs]
    room = min(ALIGNED, max(columns_of(path) for path in paths))
    return "".join(
        f"{path}{' ' * (room - columns_of(path))}  {_counted(stored)}\n"
        for path, stored in zip(paths, added.inputs, strict=True)
    )


def _counted(stored: Stored) -> str:
    unit = "note" if stored.format == "notes" else "record"
    counts = [f"{getattr(stored, name)} {name}" for name in COUNTS if getattr(stored, name)]
    counts += [f"{stored.open} not bound to a source"] if stored.open else []
    counts += [f"{stored.gone} gone (kept aside)"] if stored.gone else []
    counts += ["front matter changed"] if stored.remarked else []
    seen = (
        f"{stored.seen} {unit}{'' if stored.seen == 1 else 's'}"
        if stored.seen or stored.gone
        else "nothing read"
    )
    return seen + (": " + ", ".join(counts) if counts else "")
