"""litreview init: make an empty library."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from litreview.cli.options import Themes
from litreview.cli.output import make_folder, result, say
from litreview.cli.session import LIBRARY, session
from litreview.cli.talk import done


def command(
    directory: Annotated[
        str, typer.Argument(metavar="[DIR]", help="The folder; made where there is none.", show_default=False)
    ] = "",
    theme: Themes = None,
) -> None:
    """Make an empty library here or in a folder, with themes if you like."""
    from litreview.actions.codebook import add_themes
    from litreview.storage.connect import make

    folder = Path(directory or ".")
    make_folder(folder)
    path = Path(session.db) if session.db else folder / LIBRARY
    made = make(path)
    result(f"created {path}" if made else f"{path} is there already")
    if theme:
        done(*add_themes(path, theme, command=session.command))
    if made:
        say("Next: litreview add references.bib notes/")
