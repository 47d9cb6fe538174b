"""litreview doctor: look into the library's health."""

from __future__ import annotations

from litreview.cli.output import error, result
from litreview.cli.session import library
from litreview.errors import OK, STORE


def command() -> int:
    """Look into the library's health: the file, its references and its indexes."""
    from litreview.storage.backup import check_sound

    path = library()
    found = check_sound(path)
    for problem in found:
        error(f"{path}: {problem}", "litreview restore FILE from a backup")
    if not found:
        result(f"{path} is sound.")
    return STORE if found else OK
