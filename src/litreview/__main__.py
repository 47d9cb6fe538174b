"""Answer --version at once; hand everything else to the command line."""

import gc
import os
import sys


def main() -> None:
    """Run litreview with the arguments of the process, and end it with the exit code.

    A command is short: it leaves its memory to the system, uncollected and without the interpreter's
    tidying up, which takes longer than a small query. All output is flushed before.
    """
    if sys.argv[1:] == ["--version"]:
        from litreview import __version__

        print(f"litreview {__version__}", flush=True)  # noqa: T201 (before any output module is loaded)
        os._exit(0)
    gc.disable()
    from litreview.cli.app import run

    os._exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
