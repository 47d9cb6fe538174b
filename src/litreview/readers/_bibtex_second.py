"""Read a single entry with bibtexparser: where two readers differ, the entry is not what it seems to be."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import logging
    from collections.abc import Iterator


def second_reading(raw: str) -> tuple[str, tuple[str, ...]]:
    """Give the key of an entry and the names of its fields, in lower case, as bibtexparser reads them.

    Nothing ("" and no names) where it can read no entry in the text, or something else beside it.
    """
    from bibtexparser import model
    from bibtexparser.splitter import Splitter

    with _quiet():
        blocks = Splitter(raw).split().blocks
    found: model.Block | None = blocks[0] if blocks else None
    while isinstance(found, (model.DuplicateBlockKeyBlock, model.DuplicateFieldKeyBlock)):
        found = found.ignore_error_block
    if not isinstance(found, model.Entry) or any(
        not isinstance(it, model.ImplicitComment) for it in blocks[1:]
    ):
        return "", ()
    return found.key, tuple(field.key.lower() for field in found.fields)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what bibtexparser says of a damaged entry off the terminal: it is told in our own words."""
    import logging  # slow to load

    logger = logging.getLogger("bibtexparser.splitter")

    def nothing(_record: logging.LogRecord) -> bool:
        return False

    logger.addFilter(nothing)
    try:
        yield
    finally:
        logger.removeFilter(nothing)
