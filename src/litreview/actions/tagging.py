"""Tag sources by hand, or take tags off them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.actions.codebook import Done, ensure_themes
from litreview.actions.resolve import known_keys, known_theme
from litreview.storage.load import load_codebook, load_library, source_ids
from litreview.storage.operations import operation
from litreview.storage.settings import setting
from litreview.storage.tags import Target, tag, untag

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def tag_sources(
    library: Path,
    keys: Sequence[str],
    themes: Sequence[str],
    *,
    remove: bool = False,
    create: bool = False,
    locator: str = "",
    quote: str = "",
    coder: str = "",
    query: str = "",
    dry_run: bool = False,
    command: str = "tag",
) -> Done:
    """Tie sources, by key or by a query, to themes, or untie them; raises UsageProblem.

    A tag that a note file made is marked as rejected when it is taken off, so that it stays off.
    """
    with operation(library, command, dry_run=dry_run) as current:
        connection = current.connection
        if create and not remove:
            ensure_themes(current, themes)
        codebook, ids = load_codebook(connection), source_ids(connection)
        paths = [known_theme(codebook, theme) for theme in themes]
        chosen = known_keys(ids, keys)
        if query:
            from litreview.matching.where import where

            chosen += [source.key for source in where(query, load_library(connection))]
        change = untag if remove else tag
        who = coder if remove else coder or setting(connection, "coder")  # off goes what anybody said
        count = sum(
            change(current, Target(ids[key], None), path, quote=quote, locator=locator, coder=who)
            for key in dict.fromkeys(chosen)
            for path in paths
        )
        verb = "removed" if remove else "added"
        current.summary = f"{count} tag{'' if count == 1 else 's'} {verb} ({', '.join(paths)})"
        nothing = not chosen
    words = "no source matches" if nothing else current.summary
    return Done(current.id, words)
