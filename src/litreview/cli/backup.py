"""litreview backup: copy the library, and check the copy."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from litreview.cli.output import result
from litreview.cli.session import library
from litreview.errors import StoreError, UsageProblem
from litreview.storage.connect import inspect_header


def command(
    file: Annotated[
        str,
        typer.Argument(
            metavar="[FILE]", help="The copy; else one beside the library, with the date.", show_default=False
        ),
    ] = "",
) -> None:
    """Copy the library while it may be in use, and check the copy before it takes its name."""
    from litreview.storage.backup import backup_file

    path = library()
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    target = Path(file) if file else path.with_name(f"{path.stem}-{stamp}{path.suffix}")
    if target.exists():  # an older backup may be replaced, any other file may not
        try:
            inspect_header(target)
        except StoreError as error:
            raise UsageProblem(
                f"{target} is there, and is no backup of litreview's", "name another file"
            ) from error
    backup_file(path, target)
    result(str(target))
