"""litreview path: print where the library is."""

from __future__ import annotations

from litreview.cli.output import result
from litreview.cli.session import library
from litreview.storage.connect import inspect_header


def command() -> None:
    """Print the path of the library that commands here would use."""
    path = library()
    inspect_header(path)
    result(str(path))
