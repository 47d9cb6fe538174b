"""litreview merge: make one source of several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from litreview.cli.complete import keys as complete_keys
from litreview.cli.options import DryRun, Format, Keys, Output
from litreview.cli.output import choose_format, say, width, write
from litreview.cli.session import library, session
from litreview.cli.talk import done
from litreview.text.document import dump
from litreview.text.table import render

if TYPE_CHECKING:
    from litreview.actions.merging import Merged


def command(
    keys: Keys = None,
    keep: Annotated[
        str,
        typer.Option(
            "--keep",
            metavar="KEY",
            autocompletion=complete_keys,
            help="Keep this key and its values (else: that of most notes and tags, then the oldest).",
        ),
    ] = "",
    take: Annotated[
        list[str] | None,
        typer.Option(
            "--take", metavar="FIELD=KEY", help="Take a field from this source; may be given several times."
        ),
    ] = None,
    dry_run: DryRun = False,
    fmt: Format = "",
    output: Output = "",
) -> None:
    """Make one source of several, and lose nothing; list the values that differ, and which of them holds.

    Every field, note, tag, entry and key of any of them is the kept one's. What a person set outranks what files
    say. The library is copied before; litreview undo parts them again. Formats: table, json.
    """
    from litreview.actions.merging import merge

    chosen = choose_format(fmt, output, ("table", "json"))
    merged = merge(
        library(), keys or (), keep=keep, take=take or (), dry_run=dry_run, command=session.command
    )
    write(dump(_document(merged)) if chosen == "json" else _table(merged), output)
    if merged.backup:
        say(f"the library before is kept as {merged.backup}")
    done(merged.operation, merged.summary, dry_run=dry_run)


def _document(merged: Merged) -> dict[str, object]:
    return {
        "schema": 1,
        "operation": merged.operation,
        "key": merged.key,
        "merged": list(merged.merged),
        "conflicts": [
            {
                "field": item.field,
                "kept": item.kept,
                "kept_from": item.kept_from,
                "other": item.other,
                "other_from": item.other_from,
            }
            for item in merged.conflicts
        ],
        "backup": merged.backup,
    }


def _table(merged: Merged) -> str:
    """Lay out the values that differ; nothing where all agree."""
    rows = [[item.field, item.kept, item.kept_from, item.other, item.other_from] for item in merged.conflicts]
    return (
        render(("field", "kept", "from", "not kept", "from"), rows, width=width(), align="klklk")
        if rows
        else ""
    )
