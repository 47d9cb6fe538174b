"""Fetch an answer from a service: politely, from known hosts alone, and never more than is asked for.

The only place that opens a connection. One request at a time, with a pause between two; a service that asks for
patience gets it, a few times.
"""

from __future__ import annotations

import os
import time
from contextlib import closing
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from litreview import __version__
from litreview.errors import UsageProblem
from litreview.lookup import crossref, openalex

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.client import HTTPResponse

    from litreview.lookup import Asked

HOSTS = frozenset((crossref.HOST, openalex.HOST))
"""Whom anything is sent to."""
BASE = "LITREVIEW_LOOKUP_BASE"
"""The variable with the address of a server on this machine that stands for the services, as tests have one."""
KEY = "OPENALEX_API_KEY"
"""The variable with a key for OpenAlex: without one, it answers about a hundred searches a day."""
TRIES = 3
TIMEOUT = 20.0
"""Seconds to wait for a connection, and for the next part of an answer."""
LONGEST = 60.0
"""Seconds that one answer may take, and that a service may ask to wait."""
PAUSE, PAUSE_WITH_ADDRESS = 1.0, 0.34
"""Seconds between two requests: Crossref allows one search a second, three for those who leave an address."""
MOST_BYTES = 4_000_000
"""Of an answer: five records with all their references take less than one million."""
MOST_REDIRECTS = 3
_CHUNK = 65_536
_OK, _NOT_FOUND, _TOO_MANY = 200, 404, 429
_AGAIN = frozenset((_TOO_MANY, 500, 502, 503, 504))
"""What a service answers when it may answer better later (RFC 9110, RFC 6585)."""
_MOVED = frozenset((301, 302, 303, 307, 308))
_SLOW = "it took too long"
_LOCAL = frozenset(("localhost", "127.0.0.1", "::1"))


class NotAnswered(Exception):
    """A service gave no answer; the words say why, and have no address in them."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: 200 with the bytes, or 404."""

    status: int
    data: bytes = b""


class _NoRedirect(HTTPRedirectHandler):
    """Leave redirects to us, who know where they may lead."""

    def redirect_request(self, *_: object) -> None:
        return None


@dataclass(slots=True)
class Web:
    """A way to the services: mailto is the address of who asks, "" for none.

    base stands for all hosts and is a server on this machine ("" : the services themselves).
    Raises UsageProblem for another one.
    """

    mailto: str = ""
    base: str = field(default_factory=lambda: os.environ.get(BASE, ""))
    key: str = field(default_factory=lambda: os.environ.get(KEY, ""))
    timeout: float = TIMEOUT
    longest: float = LONGEST
    sleep: Callable[[float], None] = time.sleep
    _before: float = 0.0

    def __post_init__(self) -> None:
        if self.base and (urlsplit(self.base).scheme != "http" or urlsplit(self.base).hostname not in _LOCAL):
            raise UsageProblem(
                f"{BASE} is no server on this machine",
                "it is for tests, like http://127.0.0.1:8000; unset it",
            )

    def get(self, asked: Asked) -> Reply:
        """Ask, as often as it may help. Raises NotAnswered."""
        for attempt in range(TRIES):
            try:
                return self._once(asked)
            except _Later as later:
                wait = 2.0**attempt if later.wait is None else later.wait
                if attempt == TRIES - 1 or wait > self.longest:
                    raise NotAnswered(str(later)) from later
                self.sleep(0 if self.base and later.wait is None else wait)  # tests have no time to lose
        raise NotAnswered("no answer")

    def _once(self, asked: Asked) -> Reply:
        """Ask once, and follow where it was moved to. Raises NotAnswered, or _Later."""
        url = self._address(asked)
        for _ in range(MOST_REDIRECTS + 1):
            self._pause()
            try:
                with closing(self._opened(url)) as response:
                    return Reply(response.status, self._read(response))
            except HTTPError as answer:
                with closing(answer):
                    if answer.code == _NOT_FOUND:
                        return Reply(_NOT_FOUND)
                    if answer.code in _AGAIN:
                        raise _Later(
                            _words(answer.code), _patience(answer.headers.get("Retry-After"))
                        ) from None
                    if answer.code not in _MOVED:
                        raise NotAnswered(_words(answer.code)) from None
                    url = self._moved(url, answer.headers.get("Location", ""))
            except (
                URLError
            ) as wrong:  # there is no way to the service now, and soon there will be none either
                raise NotAnswered(_reason(wrong)) from None
            except TimeoutError:
                raise _Later(_SLOW, None) from None
            except (HTTPException, OSError, ValueError):
                raise _Later("the connection broke off", None) from None
        raise NotAnswered("it leads from one address to the next")

    def _address(self, asked: Asked) -> str:
        query = list(asked.query)
        if self.mailto and asked.host == crossref.HOST:
            query.append(("mailto", self.mailto))
        if self.key and asked.host == openalex.HOST:
            query.append(("api_key", self.key))
        if asked.host not in HOSTS:
            raise NotAnswered("it is no service that is known")
        start = f"{self.base.rstrip('/')}/{asked.host}" if self.base else f"https://{asked.host}"
        return f"{start}{asked.path}{'?' if query else ''}{urlencode(query, quote_via=quote)}"

    def _opened(self, url: str) -> HTTPResponse:
        agent = f"litreview/{__version__}" + (f" (mailto:{self.mailto})" if self.mailto else "")
        request = Request(url, headers={"User-Agent": agent, "Accept": "application/json"})  # noqa: S310 (it is checked)
        handlers = [_NoRedirect(), *([ProxyHandler({})] if self.base else [])]
        response: HTTPResponse = build_opener(*handlers).open(request, timeout=self.timeout)
        if response.status != _OK:
            response.close()
            raise NotAnswered(_words(response.status))
        return response

    def _read(self, response: HTTPResponse) -> bytes:
        """Read an answer, up to a size and a time."""
        until = time.monotonic() + self.longest
        data = bytearray()
        while part := response.read1(_CHUNK):
            data += part
            if len(data) > MOST_BYTES:
                raise NotAnswered("its answer is too long")
            if time.monotonic() > until:
                raise NotAnswered(_SLOW)
        if response.length:
            raise _Later("its answer was cut off", None)
        return bytes(data)

    def _moved(self, url: str, location: str) -> str:
        """Give the address that another one was moved to. Raises NotAnswered where it is none of the services."""
        found = urljoin(url, location)
        parts = urlsplit(found)
        if self.base:
            allowed = parts[:2] == urlsplit(self.base)[:2]
        else:
            allowed = parts.scheme == "https" and parts.hostname in HOSTS and parts.port in {None, 443}
        if not allowed or parts.username:
            raise NotAnswered("it leads to another host")
        return found

    def _pause(self) -> None:
        """Wait until a while after the last request."""
        pause = 0.0 if self.base else PAUSE_WITH_ADDRESS if self.mailto else PAUSE
        left = self._before + pause - time.monotonic()
        if left > 0:
            self.sleep(left)
        self._before = time.monotonic()


class _Later(Exception):
    """It may go better later: after so many seconds, where the service says so."""

    def __init__(self, words: str, wait: float | None) -> None:
        super().__init__(words)
        self.wait = wait


def _words(status: int) -> str:
    return "it asks for fewer questions" if status == _TOO_MANY else f"it answered with HTTP status {status}"


def _reason(wrong: URLError) -> str:
    """Say why there was no connection, in words that have no address in them."""
    if isinstance(wrong.reason, TimeoutError):
        return _SLOW
    words = wrong.reason.strerror if isinstance(wrong.reason, OSError) else ""
    return f"there was no connection ({words})" if words else "there was no connection"


def _patience(header: str | None) -> float | None:
    """Give the seconds that a service asks to wait for (RFC 9110, 10.2.3), None where it does not say."""
    if not header:
        return None
    if header.strip().isdigit():
        return float(header)
    try:
        at = parsedate_to_datetime(header)
    except (TypeError, ValueError):
        return None
    return max(at.timestamp() - time.time(), 0.0)
