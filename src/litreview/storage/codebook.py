"""Store the codebook: themes keep their rows, and so their tags, through renaming and merging."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.storage.load import load_codebook
from litreview.themes.resolve import resolve_tag

if TYPE_CHECKING:
    import sqlite3

    from litreview.model import Codebook, Facet, Theme
    from litreview.storage.operations import Operation


def save_codebook(operation: Operation, codebook: Codebook) -> None:
    """Bring the tables to what a codebook says, row by row, so that what is the same stays untouched.

    Themes and facets that it lacks are removed: the caller has seen to their tags.
    """
    connection = operation.connection
    held = dict(connection.execute("SELECT path, id FROM themes"))
    for position, theme in enumerate(codebook.themes):
        _save_theme(connection, held.pop(theme.path, 0), theme, position)
    for number in held.values():
        connection.execute("DELETE FROM theme_aliases WHERE theme = ?", (number,))
        connection.execute("DELETE FROM themes WHERE id = ?", (number,))
    ids = dict(connection.execute("SELECT path, id FROM themes"))
    _save_aliases(
        connection, {alias: ids[theme.path] for theme in codebook.themes for alias in theme.aliases}
    )
    names = dict(connection.execute("SELECT name, id FROM facets"))
    for position, facet in enumerate(codebook.facets):
        _save_facet(connection, names.pop(facet.name, 0), facet, position)
    for number in names.values():
        connection.execute("DELETE FROM facet_values WHERE facet = ?", (number,))
        connection.execute("DELETE FROM facets WHERE id = ?", (number,))
    adopt_labels(operation)


def _save_theme(connection: sqlite3.Connection, number: int, theme: Theme, position: int) -> None:
    values = (theme.path, theme.label, theme.definition, position)
    if number:
        connection.execute(
            "UPDATE themes SET path = ?, label = ?, definition = ?, position = ? WHERE id = ?",
            (*values, number),
        )
    else:
        connection.execute(
            "INSERT INTO themes (path, label, definition, position) VALUES (?, ?, ?, ?)", values
        )


def _save_aliases(connection: sqlite3.Connection, wanted: dict[str, int]) -> None:
    for number, alias, theme in connection.execute("SELECT id, alias, theme FROM theme_aliases").fetchall():
        if wanted.get(alias) == theme:
            del wanted[alias]
        else:
            connection.execute("DELETE FROM theme_aliases WHERE id = ?", (number,))
    following = (connection.execute("SELECT max(position) FROM theme_aliases").fetchone()[0] or 0) + 1
    for position, (alias, theme) in enumerate(wanted.items(), following):
        connection.execute(
            "INSERT INTO theme_aliases (alias, theme, position) VALUES (?, ?, ?)", (alias, theme, position)
        )


def _save_facet(connection: sqlite3.Connection, number: int, facet: Facet, position: int) -> None:
    values = (facet.name, facet.label, facet.definition, position)
    if number:
        connection.execute(
            "UPDATE facets SET name = ?, label = ?, definition = ?, position = ? WHERE id = ?",
            (*values, number),
        )
    else:
        cursor = connection.execute(
            "INSERT INTO facets (name, label, definition, position) VALUES (?, ?, ?, ?)", values
        )
        number = cursor.lastrowid or 0
    rows = connection.execute(
        "SELECT value FROM facet_values WHERE facet = ? ORDER BY position, id", (number,)
    )
    if [row[0] for row in rows] != list(facet.values):
        connection.execute("DELETE FROM facet_values WHERE facet = ?", (number,))
        connection.executemany(
            "INSERT INTO facet_values (facet, value, position) VALUES (?, ?, ?)",
            [(number, value, place) for place, value in enumerate(facet.values)],
        )


def theme_id(connection: sqlite3.Connection, path: str) -> int:
    """Give the row of a theme by its exact path."""
    return int(connection.execute("SELECT id FROM themes WHERE path = ?", (path,)).fetchone()[0])


def move_paths(connection: sqlite3.Connection, old: str, new: str) -> None:
    """Give a theme and all below it their new paths; their rows, and so their tags, stay."""
    connection.execute(
        "UPDATE themes SET path = ? || substr(path, ?) WHERE path = ? OR substr(path, 1, ?) = ?",
        (new, len(old) + 1, old, len(old) + 1, old + "/"),
    )


def move_tags(connection: sqlite3.Connection, loser: str, into: str) -> None:
    """Hand the tags of one theme to another; where both say the same of the same words, one is kept."""
    old, new = theme_id(connection, loser), theme_id(connection, into)
    connection.execute("UPDATE OR IGNORE tags SET theme = ? WHERE theme = ?", (new, old))
    connection.execute("DELETE FROM tags WHERE theme = ?", (old,))


def tags_below(connection: sqlite3.Connection, path: str) -> list[int]:
    """Give the ids of the tags with a theme or one below it."""
    rows = connection.execute(
        "SELECT t.id FROM tags t JOIN themes h ON h.id = t.theme WHERE h.path = ? OR substr(h.path, 1, ?) = ?",
        (path, len(path) + 1, path + "/"),
    )
    return [row[0] for row in rows]


def adopt_labels(operation: Operation) -> int:
    """Turn free tags that the codebook now knows into its themes and facet values; gives how many."""
    connection = operation.connection
    codebook = load_codebook(connection)
    adopted = 0
    rows = connection.execute(
        "SELECT id, label, source, note, stance, coder, file, line FROM labels"
    ).fetchall()
    for number, label, source, note, stance, coder, file, line in rows:
        found = resolve_tag(codebook, label)
        if found.kind == "free":
            continue
        connection.execute("DELETE FROM labels WHERE id = ?", (number,))
        if found.kind == "theme":
            connection.execute(
                "INSERT OR IGNORE INTO tags (theme, source, note, quote, locator, stance, coder, origin, status, file,"
                " line, made) VALUES (?, ?, ?, '', '', ?, ?, 'note', 'confirmed', ?, ?, ?)",
                (theme_id(connection, found.path), source, note, stance, coder, file, line, operation.id),
            )
        else:
            connection.execute(
                "INSERT INTO attributes (name, value, source, note, file, line) VALUES (?, ?, ?, ?, ?, ?)",
                (found.facet, found.value, source, note, file, line),
            )
        adopted += 1
    return adopted
