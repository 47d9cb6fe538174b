"""Write the command reference out of the program itself: `python docs/generate.py`."""

# ruff: noqa: INP001 (a script, no package)

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litreview.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parent / "reference" / "commands.md"
HEAD = """# Commands

This page is written by `python docs/generate.py` out of the program, and a test holds it to it.
`litreview COMMAND --help` says the same on your terminal.

```text
litreview [OPTIONS] COMMAND [ARGS]...
```

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
