"""Change the codebook: add, rename, merge and remove themes, and take one in from a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from litreview.actions.resolve import known_theme
from litreview.errors import UsageProblem
from litreview.model import Codebook
from litreview.storage.codebook import move_paths, move_tags, save_codebook, tags_below
from litreview.storage.load import load_codebook
from litreview.storage.operations import operation
from litreview.themes.resolve import merged, renamed, theme_path, with_theme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from litreview.storage.operations import Operation


class Done(NamedTuple):
    """The operation's number (0: nothing was written) and what it did, in words."""

    operation: int
    summary: str


def add_themes(
    library: Path,
    paths: Sequence[str],
    *,
    label: str = "",
    definition: str = "",
    aliases: Sequence[str] = (),
    command: str = "theme add",
) -> Done:
    """Add themes with the parents they need, or complete those that are there; raises UsageProblem."""
    with operation(library, command) as current:
        before = codebook = load_codebook(current.connection)
        for path in paths:
            codebook = with_theme(
                codebook,
                theme_path(codebook, path) or path,
                label=label,
                definition=definition,
                aliases=aliases,
            )
        _save(current, codebook)
        made = len(codebook.themes) - len(before.themes)
        current.summary = _count(made, "theme") + " added" if made else "theme changed"
    return Done(current.id, current.summary if current.id else "")


def ensure_themes(current: Operation, paths: Sequence[str]) -> None:
    """Make the themes that are not there yet, within an operation under way."""
    codebook = load_codebook(current.connection)
    for path in paths:
        if theme_path(codebook, path) is None:
            codebook = with_theme(codebook, path)
    _save(current, codebook)


def _save(current: Operation, codebook: Codebook) -> None:
    if codebook != load_codebook(current.connection):
        save_codebook(current, codebook)


def rename_theme(library: Path, old: str, new: str, *, command: str = "theme rename") -> Done:
    """Give a theme another path; the old one stays as an alias, and all tags stay. Raises UsageProblem."""
    with operation(library, command) as current:
        codebook = load_codebook(current.connection)
        path = known_theme(codebook, old)
        changed = renamed(codebook, path, new)
        move_paths(current.connection, path, new)
        save_codebook(current, changed)
        current.summary = f"theme {path} renamed to {new}"
    return Done(current.id, current.summary)


def merge_theme(library: Path, loser: str, into: str, *, command: str = "theme merge") -> Done:
    """Merge a theme and those below it into another, which takes its tags and its name as an alias."""
    with operation(library, command) as current:
        codebook = load_codebook(current.connection)
        old, new = known_theme(codebook, loser), known_theme(codebook, into)
        changed = merged(codebook, old, new)
        _save_parents(current, changed)
        for theme in codebook.themes:
            if theme.path == old or theme.path.startswith(f"{old}/"):
                target = theme_path(changed, theme.path) or new
                move_tags(current.connection, theme.path, target)
        save_codebook(current, changed)
        current.summary = f"theme {old} merged into {new}"
    return Done(current.id, current.summary)


def _save_parents(current: Operation, changed: Codebook) -> None:
    """Make the themes that a merge brings, before tags can move to them; those that go stay for now."""
    held = load_codebook(current.connection)
    known = {theme.path for theme in held.themes}
    new = tuple(replace(theme, aliases=()) for theme in changed.themes if theme.path not in known)
    if new:
        save_codebook(current, replace(held, themes=held.themes + new))


def remove_theme(library: Path, written: str, *, force: bool = False, command: str = "theme rm") -> Done:
    """Remove a theme and those below it; with force its tags too, without it a theme with tags is refused."""
    with operation(library, command) as current:
        codebook = load_codebook(current.connection)
        path = known_theme(codebook, written)
        tags = tags_below(current.connection, path)
        if tags and not force:
            raise UsageProblem(
                f"{path} has {_count(len(tags), 'tag')}",
                f"litreview theme merge {path} --into THEME keeps them; --force removes them",
            )
        current.connection.executemany("DELETE FROM tags WHERE id = ?", [(number,) for number in tags])
        themes = tuple(
            item for item in codebook.themes if item.path != path and not item.path.startswith(f"{path}/")
        )
        save_codebook(current, replace(codebook, themes=themes))
        removed = _count(len(codebook.themes) - len(themes), "theme")
        current.summary = f"{removed} removed" + (f" with {_count(len(tags), 'tag')}" if tags else "")
    return Done(current.id, current.summary)


def import_codebook(library: Path, codebook: Codebook, *, command: str = "theme import") -> Done:
    """Take in a codebook: its themes and facets are added or brought up to date, and none is removed."""
    with operation(library, command) as current:
        held = load_codebook(current.connection)
        united = _united(held, codebook)
        _save(current, united)
        new = {theme.path for theme in united.themes} - {theme.path for theme in held.themes}
        counts = f"{_count(len(codebook.themes), 'theme')} ({len(new)} new), {_count(len(codebook.facets), 'facet')}"
        current.summary = f"codebook imported: {counts}"
    return Done(current.id, current.summary if current.id else "the codebook is the same")


def _united(held: Codebook, new: Codebook) -> Codebook:
    """Give the new codebook with what only the held one has: themes, aliases and facets.

    The order is the new one's where it has all the themes; a part of a codebook joins the order that is held.
    """
    paths = {theme.path for theme in new.themes}
    taken = paths | {alias for theme in new.themes for alias in theme.aliases}
    names = {facet.name for facet in new.facets}
    kept = tuple(
        replace(theme, aliases=tuple(alias for alias in theme.aliases if alias not in taken))
        for theme in held.themes
    )
    whole = all(theme.path in paths for theme in kept)
    united = Codebook(
        themes=() if whole else kept,
        facets=new.facets + tuple(facet for facet in held.facets if facet.name not in names),
    )
    for theme in new.themes:
        united = with_theme(
            united, theme.path, label=theme.label, definition=theme.definition, aliases=theme.aliases
        )
    for theme in kept if whole else ():
        united = with_theme(united, theme.path, aliases=theme.aliases)
    return united


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
