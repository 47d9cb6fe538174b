"""A changed word is shown, whatever it makes of the sense; what an author may do to a quotation is no change."""

from __future__ import annotations

import pytest
from quoting import TEXTS, WALLS, case, examples, note

from litreview.checks.quote_altered import quote_altered

param = pytest.param


@pytest.mark.parametrize(
    "text",
    [
        param("“The walls of old towns are often older than their gardens” (Roe, 2001).", id="verbatim"),
        param("“[T]he walls of old towns are … older than their gardens”, says Roe (2001).", id="ellipsis"),
        param(
            "“the walls of [those] old towns are often older [sic] than their gardens” (Roe, 2001).",
            id="brackets",
        ),
        param("“nobody who built them thought of flowers!” (Roe, 2001)", id="final-mark"),
        param("“the walls of *old* towns are often older” (Roe, 2001, emphasis added)", id="emphasis"),
        param(
            "“The walls of old towns are never older than their gardens” (Moss, 2003).", id="another-source"
        ),
        param("“Die Mauern alter Städte sind oft älter als ihre Gärten” (Roe, 2001).", id="translated"),
        param("Some “walls of new towns” (Roe, 2001).", id="short"),
        param(
            "“The walls of old towns are not older than their gardens”, I once thought.", id="nobody-cited"
        ),
    ],
)
def test_quiet(text: str) -> None:
    assert list(quote_altered(case(text, texts=TEXTS))) == []


@pytest.mark.parametrize(
    ("words", "severity", "certainty", "diff"),
    [
        param("The walls of old towns are not often older than their gardens",
              "error", "certain", "{+not+}", id="inserted-not"),
        param("In 40 years one gate was opened at night",
              "error", "certain", "[-not-]", id="dropped-not"),
        param("In 60 years not one gate was opened at night",
              "error", "certain", "[-40-] {+60+}", id="number"),
        param("The walls of old cities are often older than their gardens",
              "error", "certain", "[-towns-] {+cities+}", id="word"),
        param("The walls of towns are often older than their gardens",
              "error", "certain", "[-old-]", id="dropped-word"),
        param("The walls of old cities are seldom older than the gardens, and nobody who built them thought of flowers",
              "error", "likely", "[-often-] {+seldom+}", id="several"),
        param("nobody that built them thought of flowers",
              "error", "likely", "[-who-] {+that+}", id="seven-words"),
        param("not one gate was closed",
              "warning", "possible", "[-opened-] {+closed+}", id="five-words"),
        param("not one gate was opened at night, whatever the neighbors said",
              "info", "possible", "[-neighbours-] {+neighbors+}", id="spelling"),
        param("the walls of old towns are often older … and more than a few of them fell",
              "info", "possible", "was not found", id="part-not-found"),
        param("not one gate was opened … the walls of old towns",
              "info", "possible", "another order", id="order"),
    ],
)  # fmt: skip
def test_altered(words: str, severity: str, certainty: str, diff: str) -> None:
    (finding,) = quote_altered(case(f"Once “{words}” (Roe, 2001).", texts=TEXTS))
    assert (finding.code, finding.key) == ("LR302", "roe2001")
    assert (finding.severity, finding.certainty) == (severity, certainty), finding.evidence
    shown = next(line for line in finding.evidence if line.startswith("diff "))
    assert diff in shown


def test_a_long_quotation_does_not_hide_its_changes() -> None:
    long = " ".join(f"word{chr(97 + number)} and more of it" for number in range(26))
    words = f"{long} the walls are {{}} old {long}"
    found = case(f"“{words.format('not')}” (Roe, 2001).", texts={"roe2001": words.format("very")})
    (finding,) = quote_altered(found)
    shown = "diff    … of it the walls are [-very-] {+not+} old worda and more of …"
    assert shown in finding.evidence


def test_a_note_may_be_wrong_itself() -> None:
    words = "The walls of old towns are not often older than their gardens"
    found = case(f"“{words}” (Roe, 2001).", notes=[note("roe2001", words.replace("not ", ""), "12")])
    (finding,) = quote_altered(found)
    assert finding.certainty == "likely"
    assert "your note notes.md:7" in finding.evidence[1]


def test_the_text_is_right_where_the_note_is_not() -> None:
    words = "The walls of old towns are often older than their gardens"
    noted = note("roe2001", words.replace("often", "never"))
    found = case(f"“{words}” (Roe, 2001).", notes=[noted], texts={"roe2001": WALLS})
    assert list(quote_altered(found)) == []


def test_examples() -> None:
    found = {name: [one.name for one in quote_altered(made)] for name, made in examples(quote_altered)}
    assert found == {"Bad": ["quote-altered"], "Good": []}
