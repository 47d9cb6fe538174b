"""litreview export: write sources as a bibliography."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from litreview.cli.options import Format, Output, Themes, Where
from litreview.cli.output import choose_format, say, write, write_bytes
from litreview.cli.session import library
from litreview.errors import UsageProblem
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
    original: Annotated[
        str,
        typer.Option(
            "--original",
            metavar="FILE",
            help="Write a file that was added as it was, with only your edits put into it.",
        ),
    ] = "",
    fmt: Format = "",
    output: Output = "",
) -> None:
    """Write sources as a bibliography, all or those that match.

    Formats: bibtex, biblatex, ris, csljson, csv, jsonl, md.
    """
    if original:
        if theme or where or key_map or fmt:
            raise UsageProblem("--original writes the whole file in its own format", "leave the rest out")
        _write_original(original, output)
        return
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


def _write_original(name: str, output: str) -> None:
    """Write a file as it was read, with the edits in it, and say which entries differ."""
    from litreview.actions.originals import original

    found = original(library(), name)
    write_bytes(found.data, output)
    keys = ", ".join(dict.fromkeys(found.edited))
    say(f"edited in it: {keys}" if keys else "as it was read, byte for byte")
