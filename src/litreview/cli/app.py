"""Put the commands together, load only the one that runs, and turn errors into two lines and an exit code."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

import typer

from litreview import errors
from litreview.cli.group import Group
from litreview.cli.output import error, flush, silence
from litreview.cli.session import begin, session
from litreview.text.safe import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

SECTIONS: dict[str, dict[str, str]] = {
    "Start": {
        "demo": "Make a small real review and run the main commands on it.",
        "init": "Make an empty library here, with themes if you like.",
        "status": "Say what the library holds.",
    },
    "Put in": {
        "add": "Take in bibliographies and notes: files, folders or standard input.",
        "note": "Write, list, show, change and remove notes.",
        "edit": "Set fields of a source.",
        "rm": "Remove sources with their notes and tags.",
    },
    "Tag": {
        "tag": "Tie sources to a theme, with the words that support it.",
        "theme": "Look after the codebook: list, add, rename, merge, import, export.",
    },
    "Look": {
        "list": "List sources.",
        "show": "Show all that is known of a source.",
        "search": "Search titles, abstracts, names and notes.",
        "sql": "Ask the library in SQL, reading only.",
    },
    "Check": {
        "check": "Hold a manuscript against its list, the library and the notes.",
        "cites": "List the citations of a manuscript.",
        "dedupe": "Find records that are one work, and merge them.",
        "merge": "Make one source of several, and lose nothing.",
        "distinct": "Say that sources are different works, for good.",
        "explain": "Explain a check or a rule by its code or name.",
    },
    "Make": {
        "matrix": "Lay sources against themes, with the evidence in the cells.",
        "export": "Write sources as a bibliography.",
    },
    "Safety": {
        "log": "List what was done.",
        "undo": "Take an operation back.",
        "backup": "Copy the library, and check the copy.",
        "restore": "Put a backup in the library's place.",
        "doctor": "Look into the library's health.",
        "path": "Print where the library is.",
        "config": "List, read and set the library's settings.",
    },
}
"""Every command by section, with its line in --help: known without loading any of them."""

HELP = """Literature reviews on the command line: sources, notes and themes in one file.

Begin with: litreview demo"""
HINT = "litreview --help lists the commands"
WrongWords: type[Exception] = typer.BadParameter.__mro__[2]
"""What typer raises for words that it does not understand: a class that not every version of it exports."""


def _globals(
    db: Annotated[
        str,
        typer.Option(
            "--db", metavar="FILE", help="The library (else LITREVIEW_DB, else litreview.db here or above)."
        ),
    ] = "",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Say only what went wrong.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say more.")] = False,
    color: Annotated[str, typer.Option("--color", metavar="WHEN", help="auto, always or never.")] = "auto",
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Stand for the options that every command takes, before or after its name."""


def _store(context: Any, parameter: Any, value: Any) -> Any:  # Any: typer's own types are not public
    """Keep a global option that was given; one that was not must not undo it."""
    if value != parameter.default and value is not None:
        if parameter.name == "color" and value not in {"auto", "always", "never"}:
            raise typer.BadParameter(
                f"{value!r} is not one of auto, always, never", ctx=context, param=parameter
            )
        setattr(session, parameter.name, value)
    return value


@cache
def _global_parameters() -> list[Any]:  # Any: see above
    """Give the global options as parameters for the root."""
    app = typer.Typer(add_completion=False)
    app.command()(_globals)
    parameters: list[Any] = list(typer.main.get_command(app).params)
    for parameter in parameters:
        parameter.expose_value = False
        parameter.callback = _store
    return parameters


@cache
def _hidden_parameters() -> list[Any]:  # Any: see above
    """Give the same for every command, where the help does not repeat them."""
    parameters = [copy(parameter) for parameter in _global_parameters()]
    for parameter in parameters:
        parameter.hidden = True
    return parameters


def _with_globals(command: Any) -> Any:
    """Let a command, and those below it, take the global options after its name."""
    command.params.extend(_hidden_parameters())
    for below in getattr(command, "commands", {}).values():
        _with_globals(below)
    return command


class Interrupted(Exception):
    """Ctrl-C, on its way past typer, which would say nothing."""


class ReaderGone(Exception):
    """Nobody reads the output any more; on its way past typer, which would call that a failure."""


class Commands(Group):
    """All commands, each loaded when it is asked for."""

    def invoke(self, ctx: Any) -> Any:  # Any: typer's own types are not public
        """Run the command that the words name."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as problem:
            raise Interrupted from problem
        except BrokenPipeError as problem:
            raise ReaderGone from problem

    def list_commands(self, ctx: Any) -> list[str]:
        """Give the names in the order of the help."""
        del ctx
        return [name for section in SECTIONS.values() for name in section]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Load one command, or give None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"litreview.cli.{cmd_name}")
        app = getattr(module, "app", None)
        if app is None:
            app = typer.Typer(add_completion=False, rich_markup_mode=None)
            app.command(cmd_name)(module.command)
            return _with_globals(typer.main.get_command(app))
        group = typer.main.get_group(app)
        group.name = cmd_name
        return _with_globals(group)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands of --help by section."""
        del ctx
        for section, commands in SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl(list(commands.items()))


def _version(asked: bool) -> None:
    """Print the version and stop, whatever else is asked."""
    if asked:
        from litreview import __version__

        typer.echo(f"litreview {__version__}")
        raise typer.Exit


def _application() -> Any:
    app = typer.Typer(
        cls=Commands, help=HELP, rich_markup_mode=None, no_args_is_help=True, add_completion=True
    )

    @app.callback()
    def root(
        directory: Annotated[str, typer.Option("-C", metavar="DIR", help="Work in this folder.")] = "",
        version: Annotated[
            bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_version)
        ] = False,
    ) -> None:
        del version
        if directory:
            _enter(directory)

    group: Any = typer.main.get_command(app)  # with completion, unlike get_group
    group.params.extend(_global_parameters())
    return group


def _enter(directory: str) -> None:
    try:
        os.chdir(directory)
    except OSError as problem:
        raise errors.UsageProblem(
            f"-C {directory}: {problem.strerror}", "name a folder that is there"
        ) from problem


def run(arguments: Sequence[str]) -> int:
    """Run one command; gives the exit code. Nothing that goes wrong shows a traceback without --debug."""
    begin(list(arguments))
    try:
        _check_words(arguments)
        result = _application().main(args=list(arguments), prog_name="litreview", standalone_mode=False)
        flush()
    except errors.LitreviewError as problem:
        return _report(problem, problem.message, problem.hint, problem.exit_code)
    except WrongWords as problem:
        return _report(
            problem, _in_words(problem), _way_out(problem), getattr(problem, "exit_code", errors.USAGE)
        )
    except (Interrupted, typer.Abort) as problem:
        return _report(problem, "interrupted; nothing was changed", "", errors.INTERRUPTED)
    except (ReaderGone, BrokenPipeError):
        silence(sys.stdout)
        return errors.OK
    except Exception as problem:  # noqa: BLE001 (the last line of defence: a bug is exit 70 and two lines)
        what = f"this is a bug in litreview: {type(problem).__name__}: {problem}"
        return _report(problem, what, "nothing was changed; --debug shows where it happened", errors.BUG)
    return result if isinstance(result, int) else errors.OK


def _check_words(arguments: Sequence[str]) -> None:
    """Refuse words that are no UTF-8, which neither JSON nor SQLite can hold; only names of files to read may be."""
    names = {name for section in SECTIONS.values() for name in section}
    if next((word for word in arguments if word in names), "") in {"add", "dedupe"}:
        return
    for word in arguments:
        if word != printable(word):
            raise errors.UsageProblem(f"{printable(word)}: this is no UTF-8", "write it in UTF-8")


def _in_words(problem: Any) -> str:  # Any: see WrongWords
    return str(problem.format_message())


def _way_out(problem: Exception) -> str:
    context = getattr(problem, "ctx", None)
    return f"{context.command_path} --help" if context is not None else HINT


def _report(problem: BaseException, message: str, hint: str, code: int) -> int:
    with contextlib.suppress(BrokenPipeError):
        flush()
    if session.debug and not isinstance(problem, Interrupted):
        import traceback

        traceback.print_exception(problem)
    error(message, hint)
    return code
