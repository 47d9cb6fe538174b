"""Write the references of commands and checks out of the program itself: `python docs/generate.py`."""

# ruff: noqa: INP001 (a script, no package)

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litreview.actions.explaining import FAMILIES, of_checks
from litreview.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parent / "reference" / "commands.md"
CHECKS = PAGE.with_name("checks.md")
HEAD = """# Commands

This page is written by `python docs/generate.py` out of the program, and a test holds it to it.
`litreview COMMAND --help` says the same on your terminal.

```text
litreview [OPTIONS] COMMAND [ARGS]...
```

"""
HEAD_OF_CHECKS = """# Checks

What [`litreview check`](../how-to/check.md) looks for. This page is written by `python docs/generate.py` out of the
program, and a test holds it to it. `litreview explain LR203` says the same on your terminal.

"""
EVERYWHERE = """These options are understood before the command's name and after it; `-C`, `--version` and those for
completion only before it:

"""


def reference() -> str:
    """Give the page: the options that every command takes, then each command by section."""
    root = app._application()  # noqa: SLF001 (there is no public way to the whole command line)
    parts = [HEAD, EVERYWHERE, _options(root), "\n"]
    for section, commands in app.SECTIONS.items():
        parts.append(f"## {section}\n\n")
        parts.append(
            "".join(f"- [`{name}`](#litreview-{name}): {text}\n" for name, text in commands.items()) + "\n"
        )
        for name in commands:
            parts += _command(root.get_command(None, name), f"litreview {name}", 3)
    return "".join(parts).rstrip("\n") + "\n"


def checks() -> str:
    """Give the page on checks: a table of all, then what each says of itself, with its examples."""
    told = of_checks()
    rows = [
        (f"[`{code}`](#{code.lower()}-{one.name})", one.name, FAMILIES[code[:3]])
        for code, one in told.items()
    ]
    parts = [HEAD_OF_CHECKS, _table(("code", "name", "what it does"), rows)]
    for code, one in told.items():
        parts.append(f"\n## {code} {one.name}\n")
        parts += [f"\n{_shown(paragraph)}\n" for paragraph in one.says.split("\n")]
        for example in one.examples:
            parts.append(f"\n{'Bad' if example.fits else 'Good'}:\n\n```text\n{example.text}\n```\n")
    return "".join(parts)


def _shown(text: str) -> str:
    """Give a paragraph of a docstring as Markdown shows it: what it marks as code stays so."""
    return "".join(
        part if place % 2 else re.sub(r"[*_<>\[\]]", r"\\\g<0>", part)
        for place, part in enumerate(re.split(r"(`[^`]+`)", text))
    )


def _command(command: Any, name: str, level: int) -> Iterator[str]:  # Any: typer's own types are not public
    below = getattr(command, "commands", {})
    yield f"{'#' * level} {name}\n\n"
    yield _words(command) + "\n\n"
    if below:
        yield f"```text\n{name} [OPTIONS] COMMAND [ARGS]...\n```\n\n"
        for other, part in below.items():
            yield from _command(part, f"{name} {other}", level + 1)
        return
    arguments = [item for item in command.params if item.param_type_name == "argument"]
    usage = " ".join([name, "[OPTIONS]", *(_placeholder(item) for item in arguments)])
    yield f"```text\n{usage}\n```\n\n"
    if arguments:
        rows = [(f"`{_placeholder(item)}`", item.help or "") for item in arguments]
        yield _table(("argument", "meaning"), rows) + "\n"
    options = _options(command)
    yield options + "\n" if options else ""


def _words(command: Any) -> str:  # Any: see above
    """Give the command's own help, one paragraph after the other."""
    text = inspect.cleandoc(command.help or "")
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _placeholder(item: Any) -> str:  # Any: see above
    return str(item.metavar or item.name.upper())


def _options(command: Any) -> str:  # Any: see above
    """Give the table of a command's own options; the global ones are hidden there."""
    rows = []
    for item in command.params:
        if item.param_type_name != "option" or getattr(item, "hidden", False) or "--help" in item.opts:
            continue
        names = ", ".join(f"`{name}`" for name in item.opts)
        value = "" if item.is_flag else f" `{item.metavar}`"
        rows.append((names + value, item.help or ""))
    return _table(("option", "meaning"), rows) if rows else ""


def _table(head: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    lines = [head, ("---", "---"), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |\n" for row in lines)


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
    CHECKS.write_text(checks(), encoding="utf-8")
