"""litreview restore: put a backup in the library's place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from litreview.cli.output import result
from litreview.cli.session import library_to_make


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A library that litreview backup wrote.")],
) -> None:
    """Put a backup in the library's place; the library that was there is kept beside it."""
    from litreview.storage.backup import restore_file

    path = library_to_make()
    aside = restore_file(Path(file), path)
    result(f"restored {path} from {file}" + (f"; the library before is kept as {aside}" if aside else ""))
