"""litreview export: write sources as a bibliography."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from litreview.cli.options import CitedIn, Format, Output, Themes, Where
from litreview.cli.output import choose_format, problems, say, write, write_bytes
from litreview.cli.session import library
from litreview.errors import FINDINGS, INPUT, OK, UsageProblem
from litreview.text.safe import safe

if TYPE_CHECKING:
    from litreview.actions.citing import Cited
    from litreview.actions.exporting import Material


def command(
    theme: Themes = None,
    where: Where = "",
    cited_in: CitedIn = None,
    bib: Annotated[
        list[str] | None,
        typer.Option(
            "--bib",
            metavar="FILE",
            help="Take the sources from this bibliography, and not from the library; may be given several times.",
        ),
    ] = None,
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
) -> int:
    """Write sources as a bibliography: all, those that match, or those that a manuscript cites.

    Formats: bibtex, biblatex, ris, csljson, csv, jsonl, md, normalised. Exits with 1 when something is cited
    that is not there; the rest is written.
    """
    if original:
        if theme or where or cited_in or bib or key_map or fmt:
            raise UsageProblem("--original writes the whole file in its own format", "leave the rest out")
        _write_original(original, output)
        return OK
    from litreview.actions.exporting import export, key_map_text
    from litreview.actions.listing import choose
    from litreview.writers import writer

    chosen = choose_format(fmt, output, tuple(writer.all()), "bibtex", {"bib": "bibtex", "json": "csljson"})
    if bib and (theme or key_map):
        raise UsageProblem(
            f"{'--theme' if theme else '--key-map'} asks the library, and --bib reads none",
            "add the file to a library first: litreview add FILE",
        )
    material = _material(bib or [])
    found = _cited(cited_in, material) if cited_in else None
    only = found.keys if found else None
    sources = choose(material.library, query=where, themes=theme or (), only=only)
    text = export(sources, chosen)
    on_screen = not output and sys.stdout.isatty()  # in a file or a pipe, it is as it is
    write(safe(text, newlines=True) if on_screen else text, output)
    if key_map:
        write(key_map_text(material.keys, sources, chosen), key_map)
    problems([*material.problems, *(found.problems if found else ())])
    if any(problem.severity == "error" for problem in material.problems):
        return INPUT
    return FINDINGS if found and found.incomplete else OK


def _material(bib: list[str]) -> Material:
    from litreview.actions.exporting import from_bibliographies, from_library

    return from_bibliographies(bib) if bib else from_library(library())


def _cited(names: list[str], material: Material) -> Cited:
    from litreview.actions.citing import cited

    return cited(
        names,
        material.library.sources,
        dict(material.keys),
        where=material.name,
        cite_commands=material.cite_commands,
    )


def _write_original(name: str, output: str) -> None:
    """Write a file as it was read, with the edits in it, and say which entries differ."""
    from litreview.actions.originals import original

    found = original(library(), name)
    write_bytes(found.data, output)
    keys = ", ".join(dict.fromkeys(found.edited))
    say(f"edited in it: {keys}" if keys else "as it was read, byte for byte")
