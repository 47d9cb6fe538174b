"""litreview distinct: say that sources are different works."""

from __future__ import annotations

from itertools import combinations

from litreview.cli.options import DryRun, Keys
from litreview.cli.session import library, session
from litreview.cli.talk import done
from litreview.errors import UsageProblem


def command(keys: Keys = None, dry_run: DryRun = False) -> None:
    """Say that sources are different works, each of them from each: they are never taken for duplicates again.

    This holds when their files are added again, and under other keys; litreview undo takes it back.
    """
    from litreview.actions.merging import set_distinct

    pairs = list(combinations(dict.fromkeys(keys or ()), 2))
    if not pairs:
        raise UsageProblem("fewer than two sources are named", "name the keys of two or more: litreview list")
    done(*set_distinct(library(), pairs, dry_run=dry_run, command=session.command), dry_run=dry_run)
