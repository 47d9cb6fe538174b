"""Open, make and refuse library files: every connection to SQLite begins here."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import quote

from litreview.errors import StoreError
from litreview.storage import APPLICATION_ID, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Connection = sqlite3.Connection
"""An open library, for those who pass it on and know no SQL."""
BUSY_SECONDS = 30
HEADER_BYTES = 100
"""Size of SQLite's file header; the numbers below are offsets in it (sqlite.org/fileformat2.html §1.3)."""
USER_VERSION_AT = 60
APPLICATION_ID_AT = 68
MAGIC = b"SQLite format 3\0"


def inspect_header(path: Path) -> int:
    """Give the schema version of a library file; raises StoreError for what is no library.

    Reads the header alone, so that a file that is refused stays untouched.
    """
    try:
        with path.open("rb") as file:
            header = file.read(HEADER_BYTES)
    except FileNotFoundError:
        raise StoreError(f"{path}: there is no library here", "litreview init makes one") from None
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}", "check the path and its permissions") from None
    if not header:
        raise StoreError(f"{path}: the file is empty, not a library", "remove it, or name another with --db")
    if header[:16] != MAGIC:
        raise StoreError(f"{path}: not a litreview library", "name the library with --db FILE")
    if len(header) < HEADER_BYTES:
        raise StoreError(
            f"{path}: the library is damaged (cut short)", "litreview restore FILE from a backup"
        )
    if int.from_bytes(header[APPLICATION_ID_AT : APPLICATION_ID_AT + 4], "big") != APPLICATION_ID:
        raise StoreError(
            f"{path}: an SQLite file, but not a litreview library", "name the library with --db FILE"
        )
    version = int.from_bytes(header[USER_VERSION_AT : USER_VERSION_AT + 4], "big")
    if version > VERSION:
        raise StoreError(
            f"{path}: made by a newer litreview (schema {version}; this one knows {VERSION})",
            "update it: pip install -U litreview",
        )
    return version


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.resolve()))}?mode={mode}"
    connection = sqlite3.connect(uri, timeout=BUSY_SECONDS, uri=True, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours, with the way out."""
    try:
        yield
    except sqlite3.OperationalError as error:
        words = str(error)
        if "locked" in words or "busy" in words:
            raise StoreError(
                f"{path}: another program is writing to the library", "try again when it has finished"
            ) from error
        if "readonly" in words or "unable to open" in words:
            raise StoreError(f"{path}: the library cannot be written to", "check its permissions") from error
        if "full" in words:
            raise StoreError(
                f"{path}: the disk is full; nothing was changed", "make room, and try again"
            ) from error
        raise StoreError(f"{path}: {words}", "litreview doctor looks into it") from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.InterfaceError):
            raise
        raise StoreError(
            f"{path}: the library is damaged ({error})", "litreview restore FILE from a backup"
        ) from error


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a library for reading only; an older one is brought up to date first.

    Raises StoreError. Where a killed command left a journal behind, SQLite must write to roll it
    back, which a read-only connection may not: it is opened for writing once, and then read.
    """
    if inspect_header(path) < VERSION:
        with writing(path):
            pass
    with explained(path):
        if path.with_name(path.name + "-journal").exists():
            with suppress(sqlite3.OperationalError):
                recovering = _connect(path, "rw")
                recovering.execute("SELECT count(*) FROM sqlite_master").fetchone()
                recovering.close()
        connection = _connect(path, "ro")
        try:
            connection.execute("BEGIN")
            yield connection
        finally:
            connection.close()


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a library for one command that writes: all of it is committed, or none; raises StoreError.

    The transaction is IMMEDIATE from the start: with a deferred one, concurrent writers fail when
    they come to write. A caller that has nothing to say rolls back by leaving no operation.
    """
    version = inspect_header(path)
    with explained(path):
        connection = _connect(path, "rw")
        try:
            if version < VERSION:
                from litreview.storage.schema import upgrade

                upgrade(connection, path)
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            if connection.in_transaction:
                connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            connection.close()


@contextmanager
def in_memory() -> Iterator[sqlite3.Connection]:
    """Give a new library that is gone afterwards: dry runs where there is none yet."""
    from litreview.storage.schema import create

    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        create(connection)
        connection.execute("BEGIN")
        yield connection
    finally:
        connection.close()


def make(path: Path) -> bool:
    """Make a library where there is none; gives False where there is one already; raises StoreError.

    It is made beside its place and linked into it, so that nobody ever sees half of it.
    """
    if path.exists():
        inspect_header(path)
        return False
    from litreview.storage.schema import create

    _sweep(path)
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    with explained(path):
        try:
            draft.unlink(missing_ok=True)
            connection = sqlite3.connect(draft, isolation_level=None)
            try:
                create(connection)
            finally:
                connection.close()
            return _move_into_place(draft, path)
        except OSError as error:
            raise StoreError(
                f"{path}: {error.strerror or error}", "name another place with --db FILE"
            ) from error
        finally:
            draft.unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Remove drafts of this library, and their journals, that killed commands left behind."""
    for draft in path.parent.glob(f".{path.name}.*.new*"):
        number = draft.name.removeprefix(f".{path.name}.").partition(".")[0]
        if os.name == "posix" and number.isdigit() and not _runs(int(number)):
            draft.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it is another user's
        return True
    return True


def _move_into_place(draft: Path, path: Path) -> bool:
    try:
        os.link(draft, path)
    except FileExistsError:
        inspect_header(path)
        return False
    except OSError:  # a file system without hard links
        if path.exists():
            inspect_header(path)
            return False
        draft.rename(path)
    return True
