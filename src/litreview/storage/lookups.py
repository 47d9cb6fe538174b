"""Keep what services on the net answered, so that nothing is asked twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from litreview.errors import StoreError
from litreview.storage.connect import reading, writing
from litreview.storage.settings import lookup_days, setting

if TYPE_CHECKING:
    from pathlib import Path


class Kept(NamedTuple):
    """What a service answered: the HTTP status, and what of its words is of use."""

    status: int
    body: str


class Lookups:
    """The answers that a library keeps, by address; for this run alone where there is none, or it cannot be written to.

    An answer is written at once, in a transaction of its own: who stops a long run asks for the rest the next time.
    mailto is the address that the library's settings have, "" for none.
    """

    def __init__(self, path: Path | None) -> None:
        self._held: dict[str, Kept] = {}
        self._path = path if path is not None and path.is_file() else None
        self.mailto = ""
        if self._path is None:
            return
        with reading(self._path) as connection:
            self.mailto = setting(connection, "mailto")
            since = datetime.now(UTC) - timedelta(days=lookup_days(connection))
            rows = connection.execute(
                "SELECT url, status, body FROM lookups WHERE at > ?", (since.isoformat(timespec="seconds"),)
            )
            self._held = {url: Kept(status, body) for url, status, body in rows}

    def get(self, url: str) -> Kept | None:
        """Give an answer that is kept and not too old."""
        return self._held.get(url)

    def keep(self, url: str, answer: Kept) -> None:
        """Keep an answer; never raises for a library that cannot be written to."""
        self._held[url] = answer
        if self._path is None:
            return
        now = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            with writing(self._path) as connection:
                connection.execute("INSERT OR REPLACE INTO lookups VALUES (?, ?, ?, ?)", (url, now, *answer))
        except StoreError:
            self._path = None
