"""Stand for Crossref and OpenAlex on this machine, and answer in the shapes that they document."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CROSSREF, OPENALEX = "api.crossref.org", "api.openalex.org"
Json = dict[str, Any]  # Any: whatever JSON has


@dataclass(frozen=True)
class Answer:
    """What is sent: status, headers, body; delay in seconds before it, cut: the body is shorter than it says."""

    body: Any = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    cut: bool = False

    @property
    def data(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass(frozen=True)
class Request:
    """What was asked: the service's host, the path, the query, and the headers."""

    host: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    at: float


@dataclass
class Services:
    """A running server: works of Crossref by DOI and in its search, of OpenAlex the same; or what `answer` says."""

    address: str
    crossref: list[Json] = field(default_factory=list)
    openalex: list[Json] = field(default_factory=list)
    answer: Callable[[Request], Answer | None] = lambda _request: None
    requests: list[Request] = field(default_factory=list)

    def to(self, request: Request) -> Answer:
        said = self.answer(request)
        if said is not None:
            return said
        if request.path == "/works":
            return self._search(request)
        doi = request.path.removeprefix("/works/").removeprefix("doi:").lower()
        works = self.crossref if request.host == CROSSREF else self.openalex
        found = next((work for work in works if doi in str(work.get("DOI", work.get("doi"))).lower()), None)
        if found is None:
            return Answer(b"Resource not found.", 404)
        return Answer(
            {"status": "ok", "message-type": "work", "message": found} if request.host == CROSSREF else found
        )

    def _search(self, request: Request) -> Answer:
        if request.host == CROSSREF:
            message = {"total-results": len(self.crossref), "items": self.crossref}
            return Answer({"status": "ok", "message-type": "work-list", "message": message})
        return Answer({"meta": {"count": len(self.openalex)}, "results": self.openalex})


@contextmanager
def services() -> Iterator[Services]:
    """Run a server until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            host, _, path = parts.path.lstrip("/").partition("/")
            asked = Request(
                host, "/" + unquote(path), parse_qs(parts.query), dict(self.headers), time.monotonic()
            )
            running.requests.append(asked)
            answer = running.to(asked)
            time.sleep(answer.delay)
            try:
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.data) + 1000 * answer.cut))
                self.end_headers()
                self.wfile.write(answer.data)
            except OSError:  # who asked did not wait
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    running = Services(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def crossref_work(**changes: Any) -> Json:  # Any: whatever JSON has
    """Give a work as Crossref tells of it; None for a member takes it away."""
    work = {
        "DOI": "10.5555/SLEEP.9", "type": "journal-article", "prefix": "10.5555", "source": "Crossref",
        "publisher": "Guild Press", "title": ["Sleep and Memory in Apprentices of the Old Guilds"],
        "container-title": ["Journal of Rest"], "volume": "4", "issue": "2", "page": "101-120",
        "author": [
            {"given": "Ada", "family": "Lind", "sequence": "first", "affiliation": []},
            {"given": "Chidi", "family": "Okoro", "sequence": "additional", "affiliation": []},
        ],
        "published-print": {"date-parts": [[2009, 5]]}, "issued": {"date-parts": [[2009, 5]]},
        "reference": [{"key": "a1", "unstructured": "An older work"}], "reference-count": 1,
    }  # fmt: skip
    return {name: value for name, value in (work | _named(changes)).items() if value is not None}


def openalex_work(**changes: Any) -> Json:  # Any: whatever JSON has
    """Give a work as OpenAlex tells of it; None for a member takes it away."""
    work = {
        "id": "https://openalex.org/W1", "doi": "https://doi.org/10.5555/sleep.9", "type": "article",
        "title": "Sleep and Memory in Apprentices of the Old Guilds", "publication_year": 2009,
        "display_name": "Sleep and Memory in Apprentices of the Old Guilds",
        "authorships": [
            {"author": {"id": "https://openalex.org/A1", "display_name": "Ada Lind"}, "raw_author_name": "Ada Lind"},
            {"author": {"id": "https://openalex.org/A2", "display_name": "Chidi Okoro"}, "raw_author_name": "C. Okoro"},
        ],
        "biblio": {"volume": "4", "issue": "2", "first_page": "101", "last_page": "120"},
        "primary_location": {"source": {"display_name": "Journal of Rest"}, "is_oa": False}, "is_retracted": False,
    }  # fmt: skip
    return {name: value for name, value in (work | changes).items() if value is not None}


def _named(changes: Json) -> Json:
    return {name if name == "DOI" else name.replace("_", "-"): value for name, value in changes.items()}
