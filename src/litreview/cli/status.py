"""litreview status: what the library holds."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from litreview.cli.options import Format, Output
from litreview.cli.output import choose_format, width, write
from litreview.cli.session import library
from litreview.text.document import dump

if TYPE_CHECKING:
    from collections.abc import Sequence

FEW = 8
"""Names that are listed before "and more"."""


def command(fmt: Format = "", output: Output = "") -> None:
    """Say what the library holds, and what waits for you.

    Formats: table, json.
    """
    from litreview.actions.status import status
    from litreview.text.table import render

    path = library()
    found = status(path)
    if choose_format(fmt, output, ("table", "json")) == "json":
        last = found.last._asdict() if found.last else None
        write(dump({"schema": 1, "library": str(path), **asdict(found), "last": last}), output)
        return
    suggested = f", {found.suggested} suggested" if found.suggested else ""
    rows = [
        ("library", str(path)),
        (
            "holds",
            f"{found.sources} sources, {found.notes} notes, {found.themes} themes, {found.tags} tags{suggested}",
        ),
        ("untagged", _few(found.untagged)),
        ("open notes", _few(found.open)),
        ("free tags", _few(found.free)),
        ("last", f"operation {found.last.id}: {found.last.command} ({found.last.at})" if found.last else ""),
    ]
    shown = [row for row in rows if row[1]]
    write(render(("", ""), shown, width=width(), align="kl", wrapped=True).lstrip("\n"), output)


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    return ", ".join(names[:FEW]) + more
