"""litreview rm: remove sources."""

from __future__ import annotations

from litreview.cli.options import DryRun, Keys
from litreview.cli.session import library, session
from litreview.cli.talk import done
from litreview.errors import UsageProblem


def command(keys: Keys = None, dry_run: DryRun = False) -> None:
    """Remove sources with their notes and tags; litreview undo brings them back.

    The user's files are not touched: adding them again brings the sources back as well.
    """
    from litreview.actions.editing import remove

    if not keys:
        raise UsageProblem("no source is named", "name one or more keys")
    done(*remove(library(), keys, dry_run=dry_run, command=session.command), dry_run=dry_run)
