"""litreview theme: look after the codebook."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from litreview.cli.complete import themes
from litreview.cli.group import Group
from litreview.cli.options import Format, Nul, Output
from litreview.cli.output import choose_format, write
from litreview.cli.rows import show as show_rows
from litreview.cli.session import library, library_to_make, session
from litreview.cli.talk import done
from litreview.errors import InputError

app = typer.Typer(
    cls=Group,
    help="Look after the codebook: themes with definitions and aliases, and facets.",
    rich_markup_mode=None,
    no_args_is_help=True,
)
Name = Annotated[str, typer.Argument(metavar="THEME", autocompletion=themes, help="Its path or an alias.")]


def _rows() -> list[dict[str, Any]]:  # Any: what JSON takes
    from litreview.storage.connect import reading
    from litreview.storage.load import load_library

    with reading(library()) as connection:
        loaded = load_library(connection, details=False)
    rows = []
    for theme in loaded.codebook.themes:
        tags = [tag for tag in loaded.tags if tag.theme == theme.path and tag.status != "rejected"]
        rows.append(
            {
                "theme": theme.path,
                "label": theme.label,
                "tags": len(tags),
                "sources": len({tag.source for tag in tags if tag.source}),
                "aliases": list(theme.aliases),
                "definition": theme.definition,
            }
        )
    return rows


@app.command("list")
def list_(nul: Nul = False, fmt: Format = "", output: Output = "") -> None:
    """List the themes with their tags and sources.

    Formats: table, md, csv, tsv, json, jsonl, keys.
    """
    columns = ("theme", "tags", "sources", "definition")
    show_rows(_rows(), columns, name="themes", asked=fmt, output=output, key="theme", nul=nul, align="krr")


@app.command()
def show(theme: Name, fmt: Format = "", output: Output = "") -> None:
    """Show a theme: its definition, aliases, and the sources that have it.

    Formats: table, json.
    """
    from litreview.actions.resolve import known_theme
    from litreview.cli.show import labelled
    from litreview.storage.connect import reading
    from litreview.storage.load import load_codebook, load_library
    from litreview.text.document import dump

    with reading(library()) as connection:
        path = known_theme(load_codebook(connection), theme)
        tags = [tag for tag in load_library(connection, details=False).tags if tag.status != "rejected"]
    row = next(row for row in _rows() if row["theme"] == path)
    keys = sorted(
        {tag.source for tag in tags if tag.theme == path or tag.theme.startswith(f"{path}/")} - {""}
    )
    if choose_format(fmt, output, ("table", "json")) == "json":
        write(dump({"schema": 1, "theme": {**row, "keys": keys}}), output)
        return
    lines = [path]
    for label in ("label", "definition"):
        lines += labelled(label, row[label]) if row[label] else ()
    lines += labelled("aliases", ", ".join(row["aliases"])) if row["aliases"] else ()
    lines += labelled("sources", ", ".join(keys) or "none")
    write("\n".join(lines), output)


@app.command()
def add(
    names: Annotated[list[str], typer.Argument(metavar="THEME...", help="Paths, e.g. governance/norms.")],
    label: Annotated[str, typer.Option("--label", metavar="TEXT", help="Its name in headings.")] = "",
    definition: Annotated[str, typer.Option("--definition", metavar="TEXT", help="What belongs to it.")] = "",
    alias: Annotated[
        list[str] | None,
        typer.Option("--alias", metavar="NAME", help="Another name; may be given several times."),
    ] = None,
) -> None:
    """Add themes, or complete those that are there; parents are made as needed."""
    from litreview.actions.codebook import add_themes

    done(
        *add_themes(
            library(), names, label=label, definition=definition, aliases=alias or (), command=session.command
        )
    )


@app.command()
def rename(old: Name, new: Annotated[str, typer.Argument(metavar="NEW", help="Its new path.")]) -> None:
    """Give a theme another path; the old one stays as an alias."""
    from litreview.actions.codebook import rename_theme

    done(*rename_theme(library(), old, new, command=session.command))


@app.command()
def merge(
    theme: Name,
    into: Annotated[
        str,
        typer.Option("--into", metavar="THEME", autocompletion=themes, help="The theme that takes it over."),
    ],
) -> None:
    """Merge a theme and those below it into another; its name stays as an alias."""
    from litreview.actions.codebook import merge_theme

    done(*merge_theme(library(), theme, into, command=session.command))


@app.command()
def rm(
    theme: Name, force: Annotated[bool, typer.Option("--force", help="Remove its tags with it.")] = False
) -> None:
    """Remove a theme and those below it."""
    from litreview.actions.codebook import remove_theme

    done(*remove_theme(library(), theme, force=force, command=session.command))


@app.command("import")
def import_(file: Annotated[str, typer.Argument(metavar="FILE|-", help="A codebook in TOML.")]) -> None:
    """Take in a codebook: themes and facets are added or brought up to date, none is removed."""
    from litreview.actions.codebook import import_codebook
    from litreview.storage.connect import make
    from litreview.text.decode import decode
    from litreview.themes.codebook import read_codebook

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise InputError(file, 0, f"cannot be read: {error.strerror}", "check the path") from error
    codebook = read_codebook(decode(data).text, file)
    path = library_to_make()
    make(path)
    done(*import_codebook(path, codebook, command=session.command))


@app.command()
def export(output: Output = "") -> None:
    """Write the codebook as TOML, to be edited and imported again."""
    from litreview.storage.connect import reading
    from litreview.storage.load import load_codebook
    from litreview.themes.codebook import write_codebook

    with reading(library()) as connection:
        write(write_codebook(load_codebook(connection)), output)
