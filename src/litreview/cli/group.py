"""Refuse a mistyped command with the nearest names."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

from litreview.errors import UsageProblem


class Group(TyperGroup):
    """Commands under one name."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # Any: typer's own types are not public
        """Find the command that the words name; raises UsageProblem."""
        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            from litreview.matching.nearest import nearest

            near = nearest(args[0], known)
            question = f"did you mean {near[0]}? " if near else ""
            raise UsageProblem(
                f'there is no command "{args[0]}"', f"{question}All: {ctx.command_path} --help"
            )
        return super().resolve_command(ctx, args)
