"""`litreview check --online` looks entries up; without it no connection is opened."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from services import CROSSREF, Answer, Services, crossref_work, openalex_work, services

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Runner

TITLE = "Sleep and Memory in Apprentices of the Old Guilds"
BIB = f"""@article{{lind2009, author = {{Lind, Ada and Okoro, Chidi}}, title = {{{TITLE}}},
  journal = {{Journal of Rest}}, year = {{2009}}, volume = {{4}}, pages = {{101--120}}, doi = {{10.5555/sleep.9}}}}
@book{{meyer2001, author = {{Meyer, Eva}}, title = {{Rivers and Their Tolls}}, year = {{2001}}}}
@book{{unused, author = {{Santos, Ana}}, title = {{Bells}}, year = {{1988}}}}
"""
TEXT = "---\nbibliography: refs.bib\n---\n\nSleep helps [@lind2009]. Tolls do not [@meyer2001].\n"
GUARD = """
import sys
def guard(event, _args):
    if event.startswith("socket."):
        print("A SOCKET WAS OPENED", file=sys.stderr)
        raise OSError("guarded")
sys.addaudithook(guard)
from litreview.cli.app import run
code = run(sys.argv[1:])
print("http" if "litreview.lookup.web" in sys.modules or "http.client" in sys.modules else "quiet", code)
"""


@pytest.fixture
def running(run: Runner) -> Iterator[Services]:
    run.write("refs.bib", BIB)
    run.write("paper.md", TEXT)
    with services() as server:
        run.env["LITREVIEW_LOOKUP_BASE"] = server.address
        yield server


def guarded(run: Runner, *args: str) -> tuple[str, str]:
    """Run a command that cannot open a socket; gives its last line, and what it said."""
    done = subprocess.run(
        [sys.executable, "-c", GUARD, *args],
        cwd=run.folder,
        env=run.env,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()[-1], done.stderr


@pytest.mark.parametrize(
    "args",
    [("check", "paper.md"), ("check", "--bib", "refs.bib"), ("check", "paper.md", "--certainty", "possible")],
)
def test_without_the_option_no_socket_is_opened(
    running: Services, run: Runner, args: tuple[str, ...]
) -> None:
    last, said = guarded(run, *args)
    assert last.split()[0] == "quiet"
    assert "SOCKET" not in said
    assert "offline" in said
    assert "whether the works exist (--online looks them up)" in " ".join(said.split())
    assert running.requests == []


def test_the_guard_guards(running: Services, run: Runner) -> None:
    last, said = guarded(run, "check", "paper.md", "--online")
    assert last.split()[0] == "http"
    assert "SOCKET" in said
    assert running.requests == []


def test_what_is_cited_is_looked_up(running: Services, run: Runner) -> None:
    running.crossref = [crossref_work()]
    said = " ".join(run("check", "paper.md", "--online", "--ignore", "LR2").stderr.split())
    assert "online. Looked up 2 references: 1 found, 1 not found (LR109 with --certainty possible)." in said
    assert "whether the works exist" not in said
    assert not any("Bells" in str(one.query) for one in running.requests)


def test_a_list_with_no_text_is_looked_up_whole(running: Services, run: Runner) -> None:
    said = run("check", "--bib", "refs.bib", "--online").stderr
    assert "Looked up 3 references: 0 found, 3 not found" in " ".join(said.split())
    assert any("Bells" in str(one.query) for one in running.requests)


def test_what_differs_is_a_warning_and_no_failure(running: Services, run: Runner) -> None:
    running.crossref = [crossref_work(published_print={"date-parts": [[2004]]}, issued=None)]
    told = json.loads(run("check", "paper.md", "--online", "--select", "LR1", "-f", "json").stdout)
    (one,) = told["findings"]
    assert (one["code"], one["severity"], one["certainty"], one["key"]) == (
        "LR108",
        "warning",
        "likely",
        "lind2009",
    )
    assert any("2009  |  2004" in line for line in one["evidence"])
    assert told["looked_up"] == {"online": True, "found": 1, "not_found": 1, "failed": 0}


def test_a_baseline_of_a_run_online_is_not_gone_offline(running: Services, run: Runner) -> None:
    running.crossref = [crossref_work(published_print={"date-parts": [[2004]]}, issued=None)]
    baseline = ("check", "paper.md", "--baseline", "known.json")
    run(*baseline, "--online", "--write-baseline", "--select", "LR108")
    run.env["LITREVIEW_LOOKUP_BASE"] = ""
    assert "gone" not in run(*baseline).stderr


def test_what_was_not_found_is_shown_to_who_asks(running: Services, run: Runner) -> None:
    running.crossref = [crossref_work()]
    told = run("check", "paper.md", "--online", "--select", "LR109", "--certainty", "possible")
    assert "meyer2001" in told.stdout
    assert "proves nothing" in told.stdout
    assert "lind2009" not in told.stdout


def test_retractions_that_crossref_tells_are_told(running: Services, run: Runner) -> None:
    notice = {"type": "retraction", "DOI": "10.5555/n", "updated": {"date-parts": [[2014, 3, 1]]}}
    running.crossref = [crossref_work(updated_by=[notice])]
    told = run("check", "paper.md", "--online", "--select", "LR106", code=1).stdout
    assert "retracted on 2014-03-01 according to Crossref" in told
    assert "10.5555/n" in told


def test_a_failure_is_not_checked_and_no_finding(running: Services, run: Runner) -> None:
    running.answer = lambda _request: Answer(status=403)
    told = run(
        "check", "paper.md", "--online", "--select", "LR1", "--certainty", "possible", "--fail-on", "info"
    )
    assert told.stdout == ""
    said = " ".join(told.stderr.split())
    assert (
        "Not checked: 2 references that could not be looked up (Crossref: it answered with HTTP status 403)"
        in said
    )


def test_no_network_is_no_failure(run: Runner, running: Services) -> None:
    run.env["LITREVIEW_LOOKUP_BASE"] = "http://127.0.0.1:9"
    told = run("check", "paper.md", "--online", "--select", "LR1")
    assert "there was no connection" in " ".join(told.stderr.split())
    assert running.requests == []


def test_another_machine_is_refused(run: Runner, running: Services) -> None:
    run.env["LITREVIEW_LOOKUP_BASE"] = "http://example.org"
    told = run("check", "paper.md", "--online", code=2)
    assert "LITREVIEW_LOOKUP_BASE is no server on this machine" in told.stderr
    assert running.requests == []


def test_a_library_keeps_answers_and_no_output_has_address_or_key(running: Services, run: Runner) -> None:
    run("add", "refs.bib")
    run("config", "set", "mailto", "ada@example.org")
    run.env["OPENALEX_API_KEY"] = "secret"
    running.openalex = [openalex_work(publication_year=1999)]
    printed = []
    for fmt in ("table", "json", "sarif", "csv", "github"):
        told = run("check", "--online", "--certainty", "possible", "-f", fmt, "--fail-on", "never", "--debug")
        printed.append(told.stdout + told.stderr)
    running.answer = lambda request: Answer(status=500) if request.host == CROSSREF else None
    asked = len(running.requests)
    assert all("secret" not in each and "ada@example.org" not in each for each in printed)
    assert any(one.query.get("mailto") == ["ada@example.org"] for one in running.requests)
    assert any(one.query.get("api_key") == ["secret"] for one in running.requests)
    run("check", "--online")
    assert len(running.requests) == asked
    assert "secret" not in (run.folder / "litreview.db").read_bytes().decode("latin-1")


def test_a_library_is_no_different_after_it_but_for_what_is_kept(running: Services, run: Runner) -> None:
    run("add", "refs.bib")
    log, listed = run("log").stdout, run("export", "-f", "jsonl").stdout
    run("check", "--online", "--fail-on", "never")
    assert running.requests
    assert (run("log").stdout, run("export", "-f", "jsonl").stdout) == (log, listed)
    run("doctor")
    run("undo")
    assert run("export", "-f", "jsonl").stdout == ""


def test_stopping_a_long_run_leaves_a_sound_library(running: Services, run: Runner) -> None:
    run("add", "refs.bib")
    running.answer = lambda _request: Answer(delay=1.5) if len(running.requests) > 1 else None
    process = subprocess.Popen(
        run.words("check", "--online"),
        cwd=run.folder,
        env=run.env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    until = time.monotonic() + 30
    while len(running.requests) < 2 and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in said
    assert run("sql", "SELECT count(*) AS n FROM lookups", "-f", "jsonl").stdout == '{"n": 1}\n'
    run("doctor")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("mailto", "nobody"),
        ("mailto", "a@b c"),
        ("mailto", "a@b\nX-Other: 1"),
        ("lookup_days", "soon"),
        ("lookup_days", "-1"),
    ],
)
def test_settings_have_a_form(run: Runner, name: str, value: str) -> None:
    run("init")
    assert f"{name} cannot be set to" in run("config", "set", name, value, code=2).stderr


def test_settings_can_be_set_and_forgotten(run: Runner) -> None:
    run("init")
    run("config", "set", "mailto", "ada@example.org")
    run("config", "set", "lookup_days", "7")
    assert (run("config", "get", "mailto").stdout, run("config", "get", "lookup_days").stdout) == (
        "ada@example.org\n",
        "7\n",
    )
    run("config", "set", "mailto")
    assert run("config", "get", "mailto").stdout.strip() == ""
