"""Complete keys, themes and codes on the command line: reading only, and silent on any error."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.cli.session import chosen
from litreview.errors import LitreviewError

if TYPE_CHECKING:
    from collections.abc import Iterable

HARMLESS = re.compile(r"[\w:./+-]+")
"""What may reach a shell as a completion: a key with anything else is not offered."""


def _starting(query: str, words: str) -> list[str]:
    path = chosen()
    if path is None:
        return []
    from litreview.storage.connect import reading

    try:
        with reading(path) as connection:
            found: Iterable[str] = [row[0] for row in connection.execute(query)]
    except LitreviewError:
        return []
    return [word for word in found if word.startswith(words) and HARMLESS.fullmatch(word)]


def keys(incomplete: str) -> list[str]:
    """Give the citation keys that begin so."""
    return _starting("SELECT key FROM sources ORDER BY key", incomplete)


def themes(incomplete: str) -> list[str]:
    """Give the themes that begin so."""
    return _starting("SELECT path FROM themes ORDER BY position", incomplete)


def codes(incomplete: str) -> list[str]:
    """Give the codes of rules that begin so."""
    from litreview.actions.explaining import explanations

    return [code for code in explanations() if code.startswith(incomplete.upper())]


def checks(incomplete: str) -> list[str]:
    """Give the codes of checks that begin so."""
    return [code for code in codes(incomplete) if code.startswith("LR")]
