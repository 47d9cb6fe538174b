"""What could not be compared is counted, one finding for each source, and is never an error."""

from __future__ import annotations

import pytest
from quoting import TEXTS, case, examples, note

from litreview.checks.quote_not_found import quote_not_found

param = pytest.param
WORDS = "It is one thing to say so and another one to do it"


@pytest.mark.parametrize(
    "text",
    [
        param("“The walls of old towns are often older than their gardens” (Roe, 2001).", id="found"),
        param("“The walls of old towns are never older than their gardens” (Roe, 2001).", id="found-altered"),
        param(
            "“The walls of old towns are often older than their gardens” (Moss, 2003).", id="found-elsewhere"
        ),
        param(f"“{WORDS}”, people say.", id="nobody-cited"),
        param("The “so-called end of it” (Roe, 2001).", id="scare-quotes"),
        param("There is “Walls of the old town” (Roe, 2001).", id="title"),
    ],
)
def test_quiet(text: str) -> None:
    assert list(quote_not_found(case(text, texts=TEXTS))) == []


def test_nothing_to_look_into() -> None:
    found = case(f"“{WORDS}” (Roe, 2001).")
    assert list(quote_not_found(found)) == []


def test_one_finding_for_each_source() -> None:
    text = f"“{WORDS}” (Roe, 2001).\n\n“{WORDS}, or nearly so” (Roe, 2001).\n\n“{WORDS}” (Reed, 2005).\n"
    found = case(text, texts=TEXTS)
    roe, reed = quote_not_found(found)
    assert {(one.severity, one.certainty) for one in (roe, reed)} == {("info", "possible")}
    assert roe.message == "2 quotations not compared: not found in the text of roe2001"
    assert roe.evidence == ("at      paper.md:1, paper.md:3",)
    assert (reed.message, reed.key) == (
        "1 quotation not compared: there is no text of reed2005, nor a quotation among your notes",
        "reed2005",
    )


def test_notes_alone() -> None:
    (finding,) = quote_not_found(
        case(f"“{WORDS}” (Roe, 2001).", notes=[note("roe2001", "Walls fall in the end of days.")])
    )
    assert finding.message.endswith("not found in your notes on roe2001, and there is no text of it")


def test_examples() -> None:
    found = {name: [one.name for one in quote_not_found(made)] for name, made in examples(quote_not_found)}
    assert found == {"Bad": ["quote-not-found"], "Good": []}
