"""litreview explain: explain a check or a rule by its code or its name."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from litreview.cli.complete import codes
from litreview.cli.options import Format, Output
from litreview.cli.output import choose_format, width, write
from litreview.cli.rows import show
from litreview.text.document import dump
from litreview.text.safe import safe
from litreview.text.width import wrap

if TYPE_CHECKING:
    from litreview.actions.explaining import Explanation

CHECK = "LR"
"""What the codes of checks begin with; those of rules for duplicates do not."""


def command(
    code: Annotated[
        str,
        typer.Argument(
            metavar="[CODE]",
            autocompletion=codes,
            help="Its code or name: LR204, year-mismatch, D02. None: list all.",
            show_default=False,
        ),
    ] = "",
    fmt: Format = "",
    output: Output = "",
) -> None:
    """Explain a check or a rule for duplicates: what it says, how sure it is, and a bad and a good example.

    Formats: table, json; of the list also md, csv, tsv, jsonl, keys.
    """
    from litreview.actions.explaining import explain

    if not code:
        list_codes(fmt, output)
        return
    chosen = choose_format(fmt, output, ("table", "json"))
    found = explain(code)
    write(dump({"schema": 1, "rule": asdict(found)}) if chosen == "json" else _text(found), output)


def list_codes(fmt: str, output: str, *, of_checks: bool = False) -> None:
    """List all codes, each with the first thing that it says; or those of checks alone."""
    from litreview.actions.explaining import explanations

    rows = [
        {"code": one.code, "name": one.name, "effect": one.effect, "says": one.says.partition("\n")[0]}
        for one in explanations().values()
        if one.code.startswith(CHECK) or not of_checks
    ]
    columns = ("code", "name", "says") if not fmt and not output else ("code", "name", "effect", "says")
    show(rows, columns, name="rules", asked=fmt, output=output, key="code", align="kkl", wrapped=True)


def _text(found: Explanation) -> str:
    lines = [f"{found.code} {found.name}: {found.effect}"]
    for paragraph in found.says.split("\n"):
        lines += ["", *wrap(paragraph, width())]
    first, second = ("Bad:", "Good:") if found.code.startswith(CHECK) else ("It fits:", "It does not fit:")
    for example in found.examples:
        lines += ["", first if example.fits else second, ""]
        lines += ["  " + line for line in safe(example.text, newlines=True).splitlines()]
    return "\n".join(lines) + "\n"
