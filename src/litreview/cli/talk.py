"""Say in one line what a command changed, and how to take it back; count in words."""

from __future__ import annotations

from litreview.cli.output import DIM, say


def done(number: int, summary: str, *, dry_run: bool = False) -> None:
    """Tell of an operation: its number (0: nothing was written), and what it did."""
    if dry_run:
        say(f"dry run: {summary or 'nothing to change'}; nothing was written", DIM)
    elif number:
        say(f"operation {number}: {summary} (undo: litreview undo {number})", DIM)
    else:
        say(f"nothing changed{': ' + summary if summary else ''}", DIM)


def counted(number: int, word: str) -> str:
    """Give a number with its word: "1 group", "2 groups"."""
    return f"{number} {word}{'' if number == 1 else 's'}"
