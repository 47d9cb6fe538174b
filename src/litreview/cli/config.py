"""litreview config: the library's settings."""

from __future__ import annotations

from typing import Annotated

import typer

from litreview.cli.group import Group
from litreview.cli.options import Format, Output
from litreview.cli.output import result
from litreview.cli.rows import show
from litreview.cli.session import library, session
from litreview.cli.talk import done

app = typer.Typer(
    cls=Group, help="List, read and set the library's settings.", rich_markup_mode=None, no_args_is_help=True
)


@app.command("list")
def list_(fmt: Format = "", output: Output = "") -> None:
    """List the settings, what they are set to, and what they mean."""
    from litreview.storage.connect import reading
    from litreview.storage.settings import SETTINGS, setting

    with reading(library()) as connection:
        rows = [
            {"setting": name, "value": setting(connection, name), "meaning": SETTINGS[name]}
            for name in SETTINGS
        ]
    show(rows, ("setting", "value", "meaning"), name="settings", asked=fmt, output=output, align="kk")


@app.command("get")
def get(name: Annotated[str, typer.Argument(metavar="SETTING")]) -> None:
    """Print what a setting is set to."""
    from litreview.storage.connect import reading
    from litreview.storage.settings import check_name, setting

    check_name(name)
    with reading(library()) as connection:
        result(setting(connection, name))


@app.command("set", context_settings={"ignore_unknown_options": True})  # a value may be -year
def set_(
    name: Annotated[str, typer.Argument(metavar="SETTING")],
    value: Annotated[
        str, typer.Argument(metavar="[VALUE]", help="Nothing forgets it.", show_default=False)
    ] = "",
) -> None:
    """Set a setting, or forget it where no value is given."""
    from litreview.storage.operations import operation
    from litreview.storage.settings import set_setting

    with operation(library(), session.command) as current:
        set_setting(current.connection, name, value)
        current.summary = f"{name} set to {value}" if value else f"{name} forgotten"
    done(current.id, current.summary if current.id else "")


@app.command("path")
def path() -> None:
    """Print where the settings are kept: in the library itself."""
    result(str(library()))
