"""litreview edit: set fields of a source."""

from __future__ import annotations

from typing import Annotated

import typer

from litreview.cli.complete import keys
from litreview.cli.options import DryRun
from litreview.cli.session import library, session
from litreview.cli.talk import done
from litreview.errors import UsageProblem


def command(
    key: Annotated[str, typer.Argument(metavar="KEY", autocompletion=keys, help="Its citation key.")],
    assignments: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            help="May be given several times; nothing after = removes the field.",
        ),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Set fields of a source: litreview edit knake2012 --set year=2010.

    What is set here is kept when the file is added again. The file itself is not written to.
    """
    from litreview.actions.editing import edit

    if not assignments:
        raise UsageProblem("nothing is set", "write --set FIELD=VALUE, e.g. --set year=2010")
    done(*edit(library(), key, assignments, dry_run=dry_run, command=session.command), dry_run=dry_run)
