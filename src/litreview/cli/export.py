"""litreview export: write sources as a bibliography."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from litreview.cli.options import Format, Output, Themes, Where
from litreview.cli.output import choose_format, write
from litreview.cli.session import library
from litreview.text.safe import safe


def command(
    theme: Themes = None,
    where: Where = "",
    key_map: Annotated[
        str,
        typer.Option(
            "--key-map",
            metavar="FILE",
            help="Also write the keys that changed, as old TAB new, for sed and LaTeX.",
        ),
    ] = "",
    fmt: Format = "",
    output: Output = "",
) -> None:
    """Write sources as a bibliography, all or those that match.

    Formats: bibtex, biblatex, ris, csljson, csv, jsonl, md.
    """
    from litreview.actions.exporting import export, key_map_text
    from litreview.actions.listing import choose
    from litreview.storage.connect import reading
    from litreview.storage.load import load_library
    from litreview.writers import writer

    chosen = choose_format(fmt, output, tuple(writer.all()), "bibtex", {"bib": "bibtex", "json": "csljson"})
    with reading(library()) as connection:
        loaded = load_library(connection)
        keys = key_map_text(connection) if key_map else ""
    text = export(choose(loaded, query=where, themes=theme or ()), chosen)
    on_screen = not output and sys.stdout.isatty()  # in a file or a pipe, it is as it is
    write(safe(text, newlines=True) if on_screen else text, output)
    if key_map:
        write(keys, key_map)
