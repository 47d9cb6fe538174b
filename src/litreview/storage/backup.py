"""Copy a library safely, check the copy, and look into the health of one."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from typing import TYPE_CHECKING

from litreview.errors import StoreError
from litreview.storage.connect import explained, inspect_header, reading
from litreview.storage.schema import TABLES, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def content_hash(connection: sqlite3.Connection) -> str:
    """Give a digest of all content tables: two libraries with the same one hold the same, row by row."""
    digest = hashlib.sha256()
    for table in TABLES:
        names = ", ".join(columns_of(table))
        for row in connection.execute(f"SELECT {names} FROM {table} ORDER BY id"):
            digest.update(repr((table, row)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def backup_file(path: Path, target: Path) -> None:
    """Copy a library with SQLite's backup API and check the copy before it takes its name; raises StoreError."""
    inspect_header(path)
    copy_checked(path, target)


def copy_checked(path: Path, target: Path) -> None:
    """Copy a library that is known to be one, also while this process writes to it: what was committed is copied.

    The file is opened by SQLite alone. Whoever else closes it lets go of the locks that the process has on it
    (sqlite.org/howtocorrupt.html, 2.2). Raises StoreError.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with explained(path):
            source, copy = sqlite3.connect(path), sqlite3.connect(draft)
            try:
                source.backup(copy)
                problems = list(_damage(copy))
            finally:
                copy.close()
                source.close()
        if problems:
            raise StoreError(
                f"{path}: the copy is not sound ({problems[0]})", "litreview doctor looks into it"
            )
        draft.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{target}: cannot be written ({error})", "name another file") from error
    finally:
        draft.unlink(missing_ok=True)


def check_sound(path: Path) -> list[str]:
    """Give what is wrong with a library, in words; an empty list where it is sound."""
    with reading(path) as connection:
        problems = list(_damage(connection))
        for table in ("fields", "notes"):
            missing = connection.execute(
                f"SELECT count(*) FROM {table}_search_docsize WHERE id NOT IN (SELECT id FROM {table})"
            ).fetchone()[0]
            lacking = connection.execute(
                f"SELECT count(*) FROM {table} WHERE id NOT IN (SELECT id FROM {table}_search_docsize)"
            ).fetchone()[0]
            if lacking:
                problems.append(f"the full-text index of {table} lacks {lacking} rows")
            if missing:
                problems.append(f"the full-text index of {table} has {missing} rows too many")
    return problems


def _damage(connection: sqlite3.Connection) -> Iterator[str]:
    for row in connection.execute("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield str(row[0])
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} points to nothing in {parent}"


def restore_file(backup: Path, path: Path) -> Path | None:
    """Put a sound backup in a library's place; gives where the library before is kept, None if there was none.

    Raises StoreError when the backup is not sound; then nothing is changed.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.restored")
    try:
        backup_file(backup, draft)
        aside = _set_aside(path) if path.exists() else None
        draft.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error})", "check its permissions") from error
    finally:
        draft.unlink(missing_ok=True)
    return aside


def _set_aside(path: Path) -> Path:
    """Move a library, and the journal of a command that was killed, to a name that is free."""
    number = 1
    while (aside := path.with_name(f"{path.name}.before-restore-{number}")).exists():
        number += 1
    journal = path.with_name(path.name + "-journal")
    if journal.exists():
        journal.rename(aside.with_name(aside.name + "-journal"))
    path.rename(aside)
    return aside
