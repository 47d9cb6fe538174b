"""litreview tag: tie sources to a theme."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from litreview.cli.options import Coder, Create, DryRun, Keys, Locator, Themes, Where
from litreview.cli.session import library, session
from litreview.cli.talk import done
from litreview.errors import InputError, UsageProblem


def command(
    keys: Keys = None,
    theme: Themes = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take the theme off instead.")] = False,
    locator: Locator = "",
    quote: Annotated[str, typer.Option("--quote", metavar="TEXT", help="The words that support it.")] = "",
    coder: Coder = "",
    where: Where = "",
    keys_from: Annotated[
        str,
        typer.Option("--keys-from", metavar="FILE|-", help="Read keys from a file or a pipe, one a line."),
    ] = "",
    create: Create = False,
    dry_run: DryRun = False,
) -> None:
    """Tie sources to a theme, with the words that support it, or take it off."""
    from litreview.actions.tagging import tag_sources
    from litreview.text.locators import normalise

    if not theme:
        raise UsageProblem("no theme is named", "say which with -t THEME")
    if not keys and not where and not keys_from:
        raise UsageProblem("no source is named", "name keys, or --where QUERY, or --keys-from FILE")
    found = [*(keys or ()), *(_read_keys(keys_from) if keys_from else ())]
    outcome = tag_sources(
        library(), found, theme, remove=remove, create=create, locator=normalise(locator), quote=quote, coder=coder,
        query=where, dry_run=dry_run, command=session.command,
    )  # fmt: skip
    done(*outcome, dry_run=dry_run)


def _read_keys(name: str) -> list[str]:
    """Give the keys in a file or on standard input, one a line or ended by NUL bytes."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise InputError(name, 0, f"cannot be read: {error.strerror}", "check the path") from error
    text = data.decode("utf-8", "replace")
    return [key.strip() for key in text.split("\0" if "\0" in text else "\n") if key.strip()]
