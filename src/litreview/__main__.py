"""Answer --version at once; hand everything else to the command line."""

import sys


def main() -> None:
    """Run litreview with the arguments of the process, and end it with the exit code."""
    if sys.argv[1:] == ["--version"]:
        from litreview import __version__

        print(f"litreview {__version__}")  # noqa: T201 (before any output module is loaded)
        return
    from litreview.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
