"""Asking is polite, bounded in time and size, and goes to known hosts alone."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest

from litreview import __version__
from litreview.errors import UsageProblem
from litreview.lookup import Asked
from litreview.lookup import web as module
from litreview.lookup.web import BASE, MOST_BYTES, TRIES, NotAnswered, Web
from services import CROSSREF, OPENALEX, Answer, Request, Services, services

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORKS = Asked(CROSSREF, "/works", (("query.bibliographic", "sleep & memory?"), ("rows", "5")))


@pytest.fixture
def running() -> Iterator[Services]:
    with services() as server:
        yield server


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def web(running: Services, slept: list[float]) -> Web:
    return Web("", running.address, "", timeout=0.3, longest=5.0, sleep=slept.append)


def in_turn(*answers: Answer) -> Callable[[Request], Answer]:
    """Answer the first question so, the next one so, and all others as the last."""
    left = list(answers)
    return lambda _request: left.pop(0) if len(left) > 1 else left[0]


def test_a_question_says_what_asks_and_nothing_of_who(running: Services, web: Web) -> None:
    running.answer = in_turn(Answer(b"{}"))
    assert (web.get(WORKS).status, web.get(WORKS).data) == (200, b"{}")
    (first, _) = running.requests
    assert first.query == {"query.bibliographic": ["sleep & memory?"], "rows": ["5"]}
    assert first.headers["User-Agent"] == f"litreview/{__version__}"
    assert "Cookie" not in first.headers


def test_an_address_goes_to_crossref_and_a_key_to_openalex_alone(running: Services) -> None:
    web = Web("ada@example.org", running.address, "secret")
    running.answer = in_turn(Answer(b"{}"))
    web.get(WORKS)
    web.get(Asked(OPENALEX, "/works"))
    to_crossref, to_openalex = running.requests
    assert to_crossref.query["mailto"] == ["ada@example.org"]
    assert to_crossref.headers["User-Agent"].endswith("(mailto:ada@example.org)")
    assert to_openalex.query == {"api_key": ["secret"]}
    assert "secret" not in str(to_crossref)


def test_what_is_not_there_is_an_answer(running: Services, web: Web) -> None:
    running.answer = in_turn(Answer(b"Resource not found.", 404))
    assert (web.get(WORKS).status, web.get(WORKS).data) == (404, b"")


@pytest.mark.parametrize(
    ("bad", "waits"),
    [
        pytest.param(
            Answer(status=429, headers={"Retry-After": "1"}), [1.0], id="a-service-asks-for-patience"
        ),
        pytest.param(Answer(status=429), [0], id="too-many-questions"),
        pytest.param(Answer(status=500), [0], id="it-is-broken"),
        pytest.param(Answer(status=503, headers={"Retry-After": "soon"}), [0], id="no-time-in-it"),
        pytest.param(Answer(b"{}", cut=True), [0], id="cut-off"),
        pytest.param(Answer(b"{}", delay=0.5), [0], id="too-slow"),
    ],
)
def test_what_may_go_better_is_asked_again(
    running: Services, web: Web, slept: list[float], bad: Answer, waits: list[float]
) -> None:
    running.answer = in_turn(bad, Answer(b"{}"))
    assert web.get(WORKS).data == b"{}"
    assert slept == waits
    assert len(running.requests) == 2


def test_a_day_to_wait_for_is_understood(running: Services, web: Web, slept: list[float]) -> None:
    web.longest = 60
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    running.answer = in_turn(Answer(status=503, headers={"Retry-After": later}), Answer(b"{}"))
    web.get(WORKS)
    assert 15 < slept[0] <= 20


@pytest.mark.parametrize(
    ("bad", "asked", "words"),
    [
        pytest.param(Answer(status=500), TRIES, "it answered with HTTP status 500", id="always-broken"),
        pytest.param(Answer(status=429), TRIES, "it asks for fewer questions", id="always-too-many"),
        pytest.param(
            Answer(status=429, headers={"Retry-After": "3600"}), 1, "it asks for fewer", id="an-hour"
        ),
        pytest.param(Answer(b"{}", delay=0.5), TRIES, "it took too long", id="always-slow"),
        pytest.param(Answer(b"{}", cut=True), TRIES, "its answer was cut off", id="always-cut-off"),
        pytest.param(Answer(status=403), 1, "it answered with HTTP status 403", id="refused"),
        pytest.param(Answer(status=400), 1, "it answered with HTTP status 400", id="not-understood"),
        pytest.param(Answer(status=204), 1, "it answered with HTTP status 204", id="no-content"),
        pytest.param(Answer(b" " * (MOST_BYTES + 1)), 1, "its answer is too long", id="huge"),
    ],
)
def test_what_goes_no_better_is_given_up(
    running: Services, web: Web, bad: Answer, asked: int, words: str
) -> None:
    running.answer = in_turn(bad)
    with pytest.raises(NotAnswered, match=words) as told:
        web.get(WORKS)
    assert len(running.requests) == asked
    assert "127.0.0.1" not in str(told.value)
    assert "sleep" not in str(told.value)


def test_an_answer_that_drips_is_given_up(
    running: Services, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_CHUNK", 1)
    web.longest = 0.0
    running.answer = in_turn(Answer(b"{   }"))
    with pytest.raises(NotAnswered, match="it took too long"):
        web.get(WORKS)


def test_nobody_there_is_said_at_once(web: Web, slept: list[float]) -> None:
    web.base = "http://127.0.0.1:9"  # the port of a service that throws away what it gets: nobody runs it
    with pytest.raises(NotAnswered, match="there was no connection"):
        web.get(WORKS)
    assert slept == []


def test_a_work_that_was_moved_is_followed(running: Services, web: Web) -> None:
    running.answer = in_turn(Answer(status=301, headers={"Location": f"/{CROSSREF}/works/W2"}), Answer(b"{}"))
    assert web.get(WORKS).data == b"{}"
    assert running.requests[1].path == "/works/W2"


@pytest.mark.parametrize(
    "location",
    ["http://localhost.example.org/x", "https://example.org/", "//example.org/x", "file:///etc/hostname",
     "http://user@127.0.0.1/x", "http://127.0.0.1:1/works"],
)  # fmt: skip
def test_nobody_else_is_asked(running: Services, web: Web, location: str) -> None:
    running.answer = in_turn(Answer(status=302, headers={"Location": location}))
    with pytest.raises(NotAnswered, match="it leads to another host"):
        web.get(WORKS)
    assert len(running.requests) == 1


def test_going_in_circles_ends(running: Services, web: Web) -> None:
    running.answer = in_turn(Answer(status=302, headers={"Location": f"/{CROSSREF}/works"}))
    with pytest.raises(NotAnswered, match="from one address to the next"):
        web.get(WORKS)
    assert len(running.requests) == 4


@pytest.mark.parametrize(
    ("location", "allowed"),
    [
        ("https://api.openalex.org/works/W2", True),
        ("/works/W2", True),
        ("http://api.openalex.org/works/W2", False),
        ("https://api.openalex.org.example.org/works/W2", False),
        ("https://api.openalex.org:8443/works/W2", False),
        ("https://api.openalex.org@example.org/", False),
        ("ftp://api.openalex.org/", False),
    ],
)
def test_redirects_stay_with_the_services_and_encrypted(location: str, *, allowed: bool) -> None:
    moved = Web("", "", "")._moved  # noqa: SLF001 (only a server of theirs could say so)
    if allowed:
        assert moved("https://api.openalex.org/works/W1", location) == "https://api.openalex.org/works/W2"
    else:
        with pytest.raises(NotAnswered):
            moved("https://api.openalex.org/works/W1", location)


def test_an_unknown_host_is_not_asked(web: Web, running: Services) -> None:
    with pytest.raises(NotAnswered, match="no service that is known"):
        web.get(Asked("example.org", "/works"))
    assert running.requests == []


@pytest.mark.parametrize(
    "base",
    ["https://example.org", "http://10.0.0.1:80", "http://127.0.0.1.example.org", "file:///", "localhost"],
)
def test_only_this_machine_stands_for_the_services(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BASE, base)
    with pytest.raises(UsageProblem, match="no server on this machine"):
        Web()


def test_there_is_a_pause_between_two_questions() -> None:
    slept: list[float] = []
    for mailto, least in (("", 0.9), ("ada@example.org", 0.25)):
        web = Web(mailto, "", "", sleep=slept.append)
        web._pause()  # noqa: SLF001
        assert slept == []
        web._pause()  # noqa: SLF001
        assert least < slept.pop() <= 1.0


def test_the_pause_counts_from_the_question_before() -> None:
    slept: list[float] = []
    web = Web("", "", "", sleep=slept.append)
    web._before = time.monotonic() - 5  # noqa: SLF001
    web._pause()  # noqa: SLF001
    assert slept == []
