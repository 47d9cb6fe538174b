"""Options that mean the same on every command."""

from __future__ import annotations

from typing import Annotated

import typer

from litreview.cli.complete import keys, themes

Format = Annotated[
    str, typer.Option("-f", "--format", metavar="FORMAT", help="How to print: see the command's help.")
]
Output = Annotated[
    str,
    typer.Option("-o", "--output", metavar="FILE", help="Write to this file; its suffix sets the format."),
]
DryRun = Annotated[bool, typer.Option("-n", "--dry-run", help="Say what would be done, and change nothing.")]
Nul = Annotated[bool, typer.Option("-0", "--null", help="With -f keys: end each key with a NUL byte.")]
Themes = Annotated[
    list[str] | None,
    typer.Option(
        "-t",
        "--theme",
        metavar="THEME",
        autocompletion=themes,
        help="A theme, by its path or alias; may be given several times.",
    ),
]
Theme = Annotated[
    str,
    typer.Option(
        "-t", "--theme", metavar="THEME", autocompletion=themes, help="A theme, by its path or alias."
    ),
]
Locator = Annotated[
    str, typer.Option("-p", "--locator", metavar="LOCATOR", help='Where in the source: 12, 12-14, "ch. 3".')
]
Keys = Annotated[
    list[str] | None,
    typer.Argument(metavar="KEY...", autocompletion=keys, help="Citation keys.", show_default=False),
]
Where = Annotated[
    str, typer.Option("--where", metavar="QUERY", help='Only sources that match, e.g. "year>=2015 norms".')
]
Create = Annotated[bool, typer.Option("--create", help="Make the theme where there is none of that name.")]
Coder = Annotated[str, typer.Option("--by", metavar="CODER", help="Who says so (else the setting coder).")]
CitedIn = Annotated[
    list[str] | None,
    typer.Option(
        "--cited-in",
        metavar="FILE",
        help="Only what this manuscript cites; may be given several times.",
    ),
]
