"""Words that stand in another source than the cited one are told, with both places; nothing else is."""

from __future__ import annotations

import pytest
from quoting import GARDENS, TEXTS, WALLS, case, examples, note, source

from litreview.checks.quote_misattributed import quote_misattributed
from litreview.model import Note, Tag

param = pytest.param
WORDS = "The walls of old towns are often older than their gardens"


@pytest.mark.parametrize(
    "text",
    [
        param(f"“{WORDS}” (Roe, 2001).", id="right-source"),
        param(f"Roe (2001) says that “{WORDS}”.", id="right-source-in-the-sentence"),
        param(f"“{WORDS}” (Moss, 2003; Roe, 2001).", id="one-of-two"),
        param(f"“{WORDS}” (Roe, 2001, as cited in Moss, 2003).", id="second-hand"),
        param(f"He said: “{WORDS}”. Nobody is cited for it.", id="nobody-cited"),
        param(f"“{WORDS}” (Nobody, 1999).", id="not-listed"),
        param("“Die Mauern alter Städte sind oft älter als ihre Gärten” (Moss, 2003).", id="translated"),
        param("So “often older than gardens” they are (Moss, 2003).", id="short"),
        param("The “older than their gardens” school (Moss, 2003).", id="scare-quotes"),
        param("In “Walls of the old town”, which others (Moss, 2003) have read.", id="title"),
        param("> We never thought of flowers when we were young and built it.\n\nSo a keeper told me in 2020.",
              id="interview"),
        param(f"> {WORDS}\n\n# Introduction\n\nAs Moss (2003) holds, things change.", id="epigraph"),
        param("“It is one thing to say so and another one to do it at once” (Moss, 2003).", id="found-nowhere"),
    ],
)  # fmt: skip
def test_quiet(text: str) -> None:
    assert (
        list(quote_misattributed(case(text, texts={**TEXTS, "other2000": "On Walls of the old town."}))) == []
    )


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        param(f"“{WORDS}” (Moss, 2003).", "certain", id="verbatim"),
        param(f"Moss (2003) says that “{WORDS}”.", "certain", id="in-the-sentence"),
        param(f"“{WORDS}” [@moss2003, p. 3].", "certain", id="by-key"),
        param("“The walls of old towns are often much older than their gardens” (Moss, 2003).", "likely",
              id="and-changed"),
        param("“In 40 years not one gate was opened” (Moss, 2003).", "likely", id="eight-words"),
        param("“nobody who built them thought of flowers” (Moss, 2003).", "possible", id="seven-words"),
        param(f"> {WORDS}, and nobody who built them thought of flowers. (Moss, 2003)\n", "certain", id="block"),
    ],
)  # fmt: skip
def test_other_source(text: str, certainty: str) -> None:
    (finding,) = quote_misattributed(case(text, texts=TEXTS))
    assert (finding.code, finding.severity, finding.certainty, finding.key) == (
        "LR301",
        "error",
        certainty,
        "roe2001",
    )
    assert (finding.path, finding.line) == ("paper.md", 1)
    assert any("roe2001 (its text)" in line for line in finding.evidence)
    assert any(line == "absent  in the text of moss2003" for line in finding.evidence)


def test_without_a_text_of_the_cited_source_it_is_not_certain() -> None:
    (finding,) = quote_misattributed(case(f"“{WORDS}” (Moss, 2003).", texts={"roe2001": WALLS}))
    assert finding.certainty == "likely"


def test_notes_say_where() -> None:
    found = case(f"“{WORDS}” (Moss, 2003).", notes=[note("roe2001", f"{WORDS}, and more.", "12")])
    (finding,) = quote_misattributed(found)
    assert finding.certainty == "likely"
    assert any("roe2001, p. 12 (your note notes.md:7)" in line for line in finding.evidence)


def test_the_words_behind_a_tag_are_notes() -> None:
    tag = Tag("walls", "roe2001", quote=WORDS, locator="12")
    (finding,) = quote_misattributed(case(f"“{WORDS}” (Moss, 2003).", tags=[tag]))
    assert finding.key == "roe2001"


def test_a_claim_is_no_quotation() -> None:
    claim = Note(1, "claim", WORDS, "roe2001")
    assert list(quote_misattributed(case(f"“{WORDS}” (Moss, 2003).", notes=[claim]))) == []


@pytest.mark.parametrize(
    "texts",
    [
        param({**TEXTS, "reed2005": WALLS}, id="two-sources-have-it"),
        param(
            {"moss2003": GARDENS, "roe2001": f"As the old saying goes, “{WORDS}” and so on."},
            id="quoted-there",
        ),
    ],
)
def test_only_possible(texts: dict[str, str]) -> None:
    (finding,) = quote_misattributed(case(f"“{WORDS}” (Moss, 2003).", texts=texts))
    assert finding.certainty == "possible"


def test_one_work_under_two_keys() -> None:
    sources = [
        source("roe2001", "Walls of the old town", "Roe", "2001"),
        source("roe2001reprint", "Walls of the old town: A history", "Roe", "2001"),
        source("chapter", "On mud and stones alone", "Roe", "2001", booktitle="Walls of the old town"),
    ]
    for key in ("roe2001reprint", "chapter"):
        found = case(f"“{WORDS}” [@{key}].", texts={"roe2001": WALLS}, sources=sources)
        assert list(quote_misattributed(found)) == []


def test_examples() -> None:
    found = {
        name: [one.name for one in quote_misattributed(made)] for name, made in examples(quote_misattributed)
    }
    assert found == {"Bad": ["quote-misattributed"], "Good": []}
