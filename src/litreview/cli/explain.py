"""litreview explain: explain a rule by its code."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from litreview.cli.complete import codes
from litreview.cli.options import Format, Output
from litreview.cli.output import choose_format, width, write
from litreview.text.document import dump
from litreview.text.safe import safe
from litreview.text.width import wrap

if TYPE_CHECKING:
    from litreview.actions.explaining import Explanation


def command(
    code: Annotated[str, typer.Argument(metavar="CODE", autocompletion=codes, help="Its code, e.g. D02.")],
    fmt: Format = "",
    output: Output = "",
) -> None:
    """Explain a rule by its code: what it says and does, and a pair where it fits and one where it does not.

    Formats: table, json.
    """
    from litreview.actions.explaining import explain

    chosen = choose_format(fmt, output, ("table", "json"))
    found = explain(code)
    write(dump({"schema": 1, "rule": asdict(found)}) if chosen == "json" else _text(found), output)


def _text(found: Explanation) -> str:
    lines = [f"{found.code} {found.name}: {found.effect}", "", *wrap(found.says, width())]
    for example in found.examples:
        lines += ["", "It fits:" if example.fits else "It does not fit:", ""]
        lines += ["  " + line for line in safe(example.text, newlines=True).splitlines()]
    return "\n".join(lines) + "\n"
