"""litreview note: write, list, show, change and remove notes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from litreview.cli.complete import keys
from litreview.cli.group import Group
from litreview.cli.options import Coder, Create, DryRun, Format, Locator, Output, Themes
from litreview.cli.rows import show as show_rows
from litreview.cli.session import library, session
from litreview.cli.talk import done
from litreview.errors import InputError, UsageProblem

app = typer.Typer(
    cls=Group, help="Write, list, show, change and remove notes.", rich_markup_mode=None, no_args_is_help=True
)
Key = Annotated[str, typer.Argument(metavar="KEY", autocompletion=keys, help="The source's citation key.")]
Text = Annotated[str, typer.Option("-m", "--message", metavar="TEXT", help="The note.")]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="The note's number: litreview note list.")]


@app.command()
def add(
    key: Key,
    file: Annotated[
        str,
        typer.Argument(metavar="[FILE|-]", help="Read the note from a file or a pipe.", show_default=False),
    ] = "",
    text: Text = "",
    locator: Locator = "",
    theme: Themes = None,
    quote: Annotated[bool, typer.Option("--quote", help="The words are the source's own.")] = False,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="paraphrase, quote, claim or question.")
    ] = "",
    coder: Coder = "",
    create: Create = False,
) -> None:
    """Write a note on a source."""
    from litreview.actions.noting import add_note

    if bool(text) == bool(file):
        raise UsageProblem(
            "say once what the note is", "give it with -m TEXT, or name a file, or - for standard input"
        )
    done(
        *add_note(
            library(),
            key,
            text or _read(file),
            kind="quote" if quote else kind or "paraphrase",
            locator=locator,
            themes=theme or (),
            coder=coder,
            create=create,
            command=session.command,
        )
    )


def _read(name: str) -> str:
    from litreview.text.decode import decode

    try:
        return decode(sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()).text
    except OSError as error:
        raise InputError(name, 0, f"cannot be read: {error.strerror}", "check the path") from error


@app.command("list")
def list_(
    key: Annotated[
        str,
        typer.Argument(metavar="[KEY]", autocompletion=keys, help="Only of this source.", show_default=False),
    ] = "",
    theme: Themes = None,
    open_: Annotated[bool, typer.Option("--open", help="Only notes that are not bound to a source.")] = False,
    fmt: Format = "",
    output: Output = "",
) -> None:
    """List notes.

    Formats: table, md, csv, tsv, json, jsonl.
    """
    from litreview.actions.noting import list_notes

    rows = list_notes(library(), key=key, themes=theme or (), only_open=open_)
    columns = ("note", "source", "kind", "locator", "text", "themes")
    show_rows(rows, columns, name="notes", asked=fmt, output=output, align="rkkk", limits={"themes": 16})


@app.command()
def show(number: Number, fmt: Format = "", output: Output = "") -> None:
    """Show one note with its themes and its place.

    Formats: table, json.
    """
    from litreview.actions.noting import list_notes
    from litreview.cli.output import choose_format, write
    from litreview.cli.rows import as_text
    from litreview.cli.show import labelled
    from litreview.text.document import dump

    row = next((row for row in list_notes(library()) if row["note"] == number), None)
    if row is None:
        raise UsageProblem(f"there is no note {number}", "litreview note list shows their numbers")
    if choose_format(fmt, output, ("table", "json")) == "json":
        write(dump({"schema": 1, "note": row}), output)
        return
    lines = [
        f"note {number}",
        *(
            line
            for name, value in row.items()
            if name != "note" and value
            for line in labelled(name, as_text(value))
        ),
    ]
    write("\n".join(lines), output)


@app.command()
def edit(
    number: Number,
    text: Annotated[
        str | None, typer.Option("-m", "--message", metavar="TEXT", help="Its new words.")
    ] = None,
    locator: Annotated[
        str | None, typer.Option("-p", "--locator", metavar="LOCATOR", help="Its new locator.")
    ] = None,
    theme: Themes = None,
    off: Annotated[
        list[str] | None, typer.Option("--off", metavar="THEME", help="Take this theme off.")
    ] = None,
    coder: Coder = "",
) -> None:
    """Change a note: its themes, and its words where it was written here."""
    from litreview.actions.noting import edit_note

    done(
        *edit_note(
            library(),
            number,
            text=text,
            locator=locator,
            themes=theme or (),
            off=off or (),
            coder=coder,
            command=session.command,
        )
    )


@app.command()
def rm(
    numbers: Annotated[list[int], typer.Argument(metavar="NUMBER...", help="The notes' numbers.")],
    dry_run: DryRun = False,
) -> None:
    """Remove notes; those that stand in a file stay there, but do not come back from it."""
    from litreview.actions.noting import remove_notes

    done(*remove_notes(library(), numbers, dry_run=dry_run, command=session.command), dry_run=dry_run)
