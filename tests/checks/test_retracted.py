"""What a table of retractions says of a work is told with its date and reason; other works of the table are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from beside import bib, entry, found

from litreview.actions.retractions import retracted_records
from litreview.checks import Case
from litreview.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from litreview.model import Record

SLEEP = {
    "author": "Lind, Eva and Okoro, Ada",
    "title": "Sleep and Memory in Apprentices of Genoa",
    "year": "2009",
}
HEADER = (
    "RecordID,Title,Journal,Author,RetractionDate,RetractionDOI,OriginalPaperDate,OriginalPaperDOI,"
    "OriginalPaperPubMedID,RetractionNature,Reason\n"
)
ROW = (
    "7,Sleep and Memory in Apprentices of Genoa,Sleep,Eva Lind;Ada Okoro,3/1/2014 0:00,10.5555/notice,2/5/2009 0:00,"
    "{doi},{pmid},{nature},+Error in Data;+Unreliable Results;\n"
)


def table(
    folder: Path, *, doi: str = "10.5555/sleep.9", pmid: str = "0", nature: str = "Retraction"
) -> tuple[Record, ...]:
    path = folder / "retractions.csv"
    path.write_text(HEADER + ROW.format(doi=doi, pmid=pmid, nature=nature))
    return retracted_records(path)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param(SLEEP | {"doi": "10.5555/sleep.10"}, id="other-doi"),
        pytest.param(SLEEP | {"year": "2012"}, id="other-year"),
        pytest.param(SLEEP | {"author": "Okoro, Ada"}, id="other-first-author"),
        pytest.param(SLEEP | {"title": "Sleep and Memory in Apprentices of Pisa"}, id="other-title"),
    ],
)
def test_quiet(fields: dict[str, str], tmp_path: Path) -> None:
    assert found("LR106", Case(entries=bib(entry("a", **fields)), retracted=table(tmp_path))) == []


def test_quiet_without_a_table_and_where_it_was_taken_back(tmp_path: Path) -> None:
    entries = bib(entry("a", **SLEEP, doi="10.5555/sleep.9"))
    assert found("LR106", Case(entries=entries)) == []
    assert found("LR106", Case(entries=entries, retracted=table(tmp_path, nature="Reinstatement"))) == []


def test_an_identifier_is_certain(tmp_path: Path) -> None:
    entries = bib(entry("a", title="Sleep", doi="10.5555/SLEEP.9") + entry("b", title="Sleep", pmid="123456"))
    by_doi, by_pmid = found("LR106", Case(entries=entries, retracted=table(tmp_path, pmid="123456")))
    assert (by_doi.certainty, by_doi.severity) == ("certain", "error")
    assert by_doi.message == "retracted on 2014-03-01 according to retractions.csv"
    assert by_doi.evidence[1:] == (
        "record  Sleep and Memory in Apprentices of Genoa",
        "reason  Error in Data; Unreliable Results",
        "notice  10.5555/notice",
    )
    assert (by_pmid.certainty, by_pmid.key) == ("certain", "b")


def test_title_first_author_and_year_are_likely(tmp_path: Path) -> None:
    entries = bib(entry("a", **SLEEP | {"author": "Lind, E."}))
    found_here = found("LR106", Case(entries=entries, retracted=table(tmp_path, doi="unavailable")))
    assert [finding.certainty for finding in found_here] == ["likely"]


def test_a_concern_is_a_warning(tmp_path: Path) -> None:
    retracted = table(tmp_path, nature="Expression of concern")
    (finding,) = found(
        "LR106", Case(entries=bib(entry("a", title="X", doi="10.5555/sleep.9")), retracted=retracted)
    )
    assert (finding.severity, finding.message) == (
        "warning",
        "of concern on 2014-03-01 according to retractions.csv",
    )


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    with pytest.raises(InputError, match="No such file"):
        retracted_records(path)
    path.write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="no column is called title"):
        retracted_records(path)
