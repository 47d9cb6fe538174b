"""litreview undo: take an operation back."""

from __future__ import annotations

from typing import Annotated

import typer

from litreview.cli.options import DryRun
from litreview.cli.output import say
from litreview.cli.session import library


def command(
    operation: Annotated[
        int | None,
        typer.Argument(
            metavar="[OPERATION]", help="Its number in the log; else the last one.", show_default=False
        ),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Take an operation back, the last one where no number is given.

    Again and again, it steps further back. To do something again, undo the undo by its number.
    """
    from litreview.storage.operations import undo

    current, target = undo(library(), operation, dry_run=dry_run)
    if dry_run:
        say(f"dry run: operation {target} would be undone: {current.summary}")
    else:
        say(f"undid operation {target}: {current.summary} (do it again: litreview undo {current.id})")
