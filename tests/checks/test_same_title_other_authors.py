"""One long title of one year and place has one group of authors; names that are only written otherwise are theirs."""

from __future__ import annotations

import pytest
from beside import bib, entry, found, library, printed, told

from litreview.checks import Case

FIELDS = {
    "author": "Lind, Eva and Brandt, Ilse and Meyer, Anna",
    "title": "Labour Markets and Adult Migrants in Ports",
    "journal": "Survival",
    "year": "2012",
}
ONE = entry("a", **FIELDS)
OKORO = FIELDS | {"author": "Okoro, Ada and Santos, Rui"}


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param(FIELDS | {"author": "Lind, E. and others"}, id="et-al"),
        pytest.param(FIELDS | {"author": "Meyer, A. and Brandt, I. and Lind, E."}, id="other-order"),
        pytest.param(FIELDS | {"author": "Eva, Lind"}, id="turned-round"),
        pytest.param(FIELDS | {"author": "{Migration Office}"}, id="organisation"),
        pytest.param(FIELDS | {"author": ""}, id="nobody"),
        pytest.param(FIELDS | {"author": "Group, Ports Study"}, id="study-group-read-as-a-person"),
        pytest.param(OKORO | {"year": "2019"}, id="other-year"),
        pytest.param(OKORO | {"journal": "Ethics"}, id="other-journal"),
        pytest.param(OKORO | {"title": FIELDS["title"].replace("Adult", "Young")}, id="other-word"),
        pytest.param(OKORO | {"title": "Reply to: " + FIELDS["title"]}, id="reply"),
    ],
)
def test_quiet_beside(fields: dict[str, str]) -> None:
    assert found("LR102", Case(entries=bib(ONE + entry("b", **fields)))) == []


def test_short_titles_stand_on_many_works() -> None:
    one, other = (
        entry(key, **fields | {"title": "On Trade"}) for key, fields in (("a", FIELDS), ("b", OKORO))
    )
    assert found("LR102", Case(entries=bib(one + other))) == []


def test_a_name_that_the_printed_entry_has_is_not_missing() -> None:
    entries = printed("Labour markets and adult migrants in ports (2012), by Eva Lind. Survival, 3, 1–20.")
    assert found("LR102", Case(entries=entries, library=library(ONE))) == []


@pytest.mark.parametrize(
    ("author", "doi", "certainty"),
    [
        pytest.param("Okoro, Ada and Santos, Rui", "", "likely", id="nobody-in-common"),
        pytest.param("Lind, Eva and Okoro, Ada and Santos, Rui", "", "likely", id="first-alone-in-common"),
        pytest.param("Okoro, Ada and Santos, Rui", "10.5555/ports.12", "certain", id="same-doi"),
    ],
)
def test_other_people(author: str, doi: str, certainty: str) -> None:
    known = library(entry("a", **FIELDS | {"doi": doi}))
    case = Case(entries=bib(entry("b", **FIELDS | {"author": author, "doi": doi})), library=known)
    assert told("LR102", case) == [(certainty, "b")]
