"""Entries are looked up by DOI, then by title and people; what is answered is kept, and who fails is left in peace."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from litreview.actions.lookup import IN_VAIN, Outcome, look_up
from litreview.checks import Entry
from litreview.lookup.web import Web
from litreview.readers.bibtex import read_bibtex
from litreview.storage.connect import make
from litreview.storage.operations import operation
from litreview.storage.settings import set_setting
from services import CROSSREF, OPENALEX, Answer, Services, crossref_work, openalex_work, services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from services import Request

TITLE = "Sleep and Memory in Apprentices of the Old Guilds"
LIND = f"""@article{{a, author = {{Lind, Ada and Okoro, Chidi}}, title = {{{TITLE}}}, year = 2009,
  doi = {{10.5555/sleep.9}}}}"""
NO_DOI = LIND.replace(",\n  doi = {10.5555/sleep.9}", "")


@pytest.fixture
def running() -> Iterator[Services]:
    with services() as server:
        yield server


def asked(running: Services, bib: str = LIND, library: Path | None = None) -> Outcome:
    """Look up all entries of a bibliography, with no patience."""
    entries = [
        Entry(block.record, "bib") for block in read_bibtex(bib.encode(), "x.bib").blocks if block.record
    ]
    web = Web("", running.address, "", timeout=0.5, longest=2.0, sleep=lambda _seconds: None)
    return look_up(entries, range(len(entries)), library, web=web)


def questions(running: Services) -> list[tuple[str, str]]:
    return [(one.host, one.path) for one in running.requests]


def test_a_doi_is_asked_for_first_and_one_answer_is_enough(running: Services) -> None:
    running.crossref = [crossref_work()]
    outcome = asked(running)
    assert questions(running) == [(CROSSREF, "/works/10.5555/sleep.9")]
    ((name, record),) = outcome.looked_up[0].records
    assert (name, record.text("title"), outcome.found, outcome.failed) == ("Crossref", TITLE, 1, {})


def test_without_a_doi_title_and_people_are_asked_for(running: Services) -> None:
    running.crossref = [crossref_work(title=["Another Work"], author=[{"family": "Meyer"}]), crossref_work()]
    outcome = asked(running, NO_DOI)
    assert questions(running) == [(CROSSREF, "/works")]
    assert running.requests[0].query["query.bibliographic"] == [f"{TITLE} Lind Okoro"]
    assert [record.text("title") for _, record in outcome.looked_up[0].records] == [TITLE]


def test_openalex_is_asked_where_crossref_knows_nothing(running: Services) -> None:
    running.openalex = [openalex_work()]
    assert [name for name, _ in asked(running).looked_up[0].records] == ["OpenAlex"]
    assert questions(running) == [
        (CROSSREF, "/works/10.5555/sleep.9"),
        (OPENALEX, "/works/doi:10.5555/sleep.9"),
    ]


@pytest.mark.parametrize(
    "work",
    [
        pytest.param(crossref_work(author=[{"given": "Eva", "family": "Meyer"}]), id="other-people"),
        pytest.param(crossref_work(title=["Sleep and Memory in Sailors"]), id="another-title"),
        pytest.param(
            crossref_work(title=["Review of: " + TITLE], author=[{"family": "Meyer"}]), id="a-review"
        ),
        pytest.param(crossref_work(title=["Erratum: " + TITLE]), id="an-erratum"),
        pytest.param(crossref_work(title=None), id="no-title"),
        pytest.param(crossref_work(author=None), id="nobody"),
    ],
)
def test_only_the_work_that_was_meant_is_taken(running: Services, work: dict[str, Any]) -> None:
    running.crossref = [work | {"DOI": "10.5555/other"}]
    outcome = asked(running, NO_DOI)
    assert (outcome.looked_up[0].records, outcome.looked_up[0].elsewhere) == ((), None)


def test_a_doi_that_leads_elsewhere_is_kept_and_the_work_is_looked_for(running: Services) -> None:
    other = crossref_work(title=["Rivers"], author=[{"family": "Meyer"}])
    running.crossref = [other, crossref_work(DOI="10.5555/right")]
    found = asked(running).looked_up[0]
    assert found.elsewhere is not None
    assert found.elsewhere[1].text("title") == "Rivers"
    assert [record.text("doi") for _, record in found.records] == ["10.5555/right"]


def test_a_doi_that_nobody_knows_is_told_from_one_that_could_not_be_asked_for(running: Services) -> None:
    running.crossref = [crossref_work(DOI="10.5555/right")]
    assert asked(running).looked_up[0].unknown_doi
    assert not asked(running, NO_DOI).looked_up[0].unknown_doi
    running.answer = lambda request: Answer(status=500) if request.path.startswith("/works/10") else None
    assert not asked(running).looked_up[0].unknown_doi


def test_a_work_of_the_same_title_by_others_is_kept(running: Services) -> None:
    running.openalex = [openalex_work(authorships=[{"raw_author_name": "Eva Meyer"}], doi=None)]
    found = asked(running, NO_DOI).looked_up[0]
    assert found.records == ()
    assert found.near is not None
    assert found.near[1].people[0].family == "Meyer"


def test_the_year_may_be_wrong(running: Services) -> None:
    running.crossref = [crossref_work()]
    assert asked(running, NO_DOI.replace("2009", "1999")).found == 1


def test_nothing_found_is_an_answer(running: Services) -> None:
    outcome = asked(running)
    assert (outcome.looked_up[0].records, outcome.found, outcome.failed) == ((), 0, {})
    assert len(running.requests) == 4


FAILING = [
    pytest.param(Answer(status=500), "it answered with HTTP status 500", id="broken"),
    pytest.param(Answer(status=429), "it asks for fewer questions", id="too-many"),
    pytest.param(Answer(b"<html>"), "its answer cannot be read", id="no-json"),
    pytest.param(Answer(b'{"status": "ok"}'), "its answer cannot be read", id="another-shape"),
    pytest.param(Answer(b"[" * 100_000), "its answer cannot be read", id="too-deep"),
    pytest.param(Answer(b"\xff\xfe\xfa"), "its answer cannot be read", id="no-text"),
    pytest.param(Answer(b"{}", delay=1.0), "it took too long", id="too-slow"),
    pytest.param(
        Answer(status=302, headers={"Location": "https://example.org"}),
        "it leads to another host",
        id="moved",
    ),
]


@pytest.mark.parametrize(("bad", "words"), FAILING)
def test_a_service_that_fails_finds_nothing_and_nothing_is_missing(
    running: Services, bad: Answer, words: str
) -> None:
    running.answer = lambda _request: bad
    outcome = asked(running)
    assert (outcome.looked_up, outcome.failed) == ({}, {f"Crossref: {words}": 1})


def test_the_other_service_may_know_it(running: Services) -> None:
    running.openalex = [openalex_work()]
    running.answer = lambda request: Answer(status=500) if request.host == CROSSREF else None
    assert asked(running).found == 1


def test_what_one_service_does_not_know_is_not_missing_while_the_other_fails(running: Services) -> None:
    running.answer = lambda request: Answer(status=500) if request.host == OPENALEX else None
    outcome = asked(running)
    assert (outcome.looked_up, list(outcome.failed)) == ({}, ["OpenAlex: it answered with HTTP status 500"])


def test_a_service_that_fails_again_and_again_is_not_asked_any_more(running: Services) -> None:
    running.answer = lambda _request: Answer(status=403)
    many = "\n".join(LIND.replace("{a,", f"{{a{at},").replace("sleep.9", f"sleep.{at}") for at in range(20))
    outcome = asked(running, many)
    assert sum(outcome.failed.values()) == 20
    assert len(running.requests) == 2 * IN_VAIN


@pytest.mark.parametrize(
    "entry", ["@misc{a, title = {Rest}}", "@misc{a, author = {Lind, Ada}}", "@misc{a, note = {nothing}}"]
)
def test_what_is_hardly_known_is_not_asked_for(running: Services, entry: str) -> None:
    assert asked(running, entry).failed == {"too little is known of it to ask for": 1}
    assert running.requests == []


def test_the_same_is_asked_once(running: Services) -> None:
    running.crossref = [crossref_work()]
    assert asked(running, LIND + "\n" + LIND.replace("{a,", "{b,")).found == 2
    assert len(running.requests) == 1


def test_works_that_were_taken_back_are_told(running: Services) -> None:
    notice = {"type": "retraction", "DOI": "10.5555/n", "updated": {"date-parts": [[2014, 3, 1]]}}
    running.crossref = [crossref_work(updated_by=[notice])]
    (work,) = asked(running).retracted
    assert work.text("retraction-date") == "2014-03-01"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "litreview.db"
    make(path)
    return path


def rows(library: Path) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(library)) as connection:
        return connection.execute("SELECT url, status FROM lookups ORDER BY url").fetchall()


def age(library: Path, days: int) -> None:
    with closing(sqlite3.connect(library)) as connection, connection:
        connection.execute("UPDATE lookups SET at = datetime(at, ?)", (f"-{days} days",))


def test_a_library_keeps_what_was_answered(running: Services, library: Path) -> None:
    running.crossref = [crossref_work()]
    first = asked(running, LIND, library)
    assert rows(library) == [("https://api.crossref.org/works/10.5555%2Fsleep.9", 200)]
    before = library.read_bytes()
    again = asked(running, LIND, library)
    assert (again.looked_up, len(running.requests)) == (first.looked_up, 1)
    assert library.read_bytes() == before


def test_what_was_not_found_is_kept_and_what_failed_is_not(running: Services, library: Path) -> None:
    running.answer = lambda request: Answer(status=500) if request.host == OPENALEX else None
    asked(running, LIND, library)
    assert [status for _, status in rows(library)] == [404, 200]  # of the DOI, and of the search


def test_what_is_kept_says_nothing_of_who_asked(running: Services, library: Path) -> None:
    with operation(library, "config set") as current:
        set_setting(current.connection, "mailto", "ada@example.org")
    entries = [Entry(block.record, "bib") for block in read_bibtex(LIND.encode(), "x").blocks if block.record]
    look_up(entries, [0], library, web=Web("ada@example.org", running.address, "secret"))
    assert "ada" not in str(rows(library))
    assert "secret" not in str(rows(library))
    assert running.requests[0].query["mailto"] == ["ada@example.org"]


def test_what_is_old_is_asked_for_again(running: Services, library: Path) -> None:
    running.crossref = [crossref_work()]
    asked(running, LIND, library)
    age(library, 29)
    asked(running, LIND, library)
    assert len(running.requests) == 1
    age(library, 2)
    asked(running, LIND, library)
    assert len(running.requests) == 2
    with operation(library, "config set") as current:
        set_setting(current.connection, "lookup_days", "0")
    asked(running, LIND, library)
    assert len(running.requests) == 3
    assert len(rows(library)) == 1


def test_a_library_that_is_busy_or_cannot_be_written_to_does_not_matter(
    running: Services, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from litreview.storage import connect

    monkeypatch.setattr(connect, "BUSY_SECONDS", 0.1)
    running.crossref = [crossref_work()]
    with closing(sqlite3.connect(library, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        assert asked(running, LIND, library).found == 1
        connection.execute("ROLLBACK")
    assert rows(library) == []


def test_who_stops_keeps_what_was_answered_so_far(running: Services, library: Path) -> None:
    def stop(_request: Request) -> Answer | None:
        if len(running.requests) > 2:
            raise AssertionError
        return None

    running.crossref = [crossref_work()]
    running.answer = stop
    entries = [
        Entry(block.record, "bib")
        for block in read_bibtex((LIND + NO_DOI).encode(), "x").blocks
        if block.record
    ]

    def tell(_what: str, number: int) -> None:
        if number == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        look_up(entries, [0, 1], library, tell, Web("", running.address, ""))
    assert len(rows(library)) == 1
    with closing(sqlite3.connect(library, isolation_level=None, timeout=0)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
