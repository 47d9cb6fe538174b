from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.actions.add import add
from litreview.actions.noting import add_note, remove_notes
from litreview.actions.searching import search
from litreview.storage.connect import reading
from litreview.storage.search import find

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

BOOKS = r"""
@book{segal2016, author = {Segal, Adam}, title = {The hacked world order}, year = {2016}, publisher = {PublicAffairs},
  abstract = {How nations fight in the digital age: AT\&T, C++ and e-mail.}, url = {https://example.org/hidden}}
@article{muller, author = {M{\"u}ller, J{\'o}zsef and {R Core Team}}, title = {Caf\'e norms, 100\% na{\"\i}ve},
  journal = {Journal of Norms}, keywords = {norm-setting}}
@misc{wang, author = {王, 伟}, title = {网络空间治理}, year = {2020}}
@misc{li, author = {李强}, title = {基于ＩｏＴ的网络安全：实践}, keywords = {AI治理；IoT}}
@misc{empty, note = {}}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    (folder / "a.bib").write_text(BOOKS)
    path = folder / "litreview.db"
    add(path, [str(folder / "a.bib")])
    add_note(path, "segal2016", "Treaties bind those who sign them")
    add_note(path, "muller", "A removed remark on treaties")
    remove_notes(path, [2])
    return path


def keys(library: Path, term: str, places: Collection[str] = ()) -> list[str]:
    with reading(library) as connection:
        return sorted(find(connection, term, places))


@pytest.mark.parametrize(
    "term",
    ["", "*", '"', '""', "'", "nowhere", "NOT", "NEAR(a b)", "title:", "hidden", "removed", "wor", "a OR b", "(", "^",
     "😀", "-", "--", "order world", "绝", "网空", "ot"],
)  # fmt: skip
def test_silent(library: Path, term: str) -> None:
    assert keys(library, term) == []


@pytest.mark.parametrize(
    ("term", "places", "found"),
    [
        ("hacked", (), ["segal2016"]),
        ("网络", (), ["li", "wang"]),
        ("网络安全: 实践", (), ["li"]),
        ("iot", (), ["li"]),
        ("ＩＯＴ", ("title",), ["li"]),
        ("AI", ("keywords",), ["li"]),
        ("ＨＡＣＫＥＤ", (), ["segal2016"]),
        ("HACKED", (), ["segal2016"]),
        ("hacked world", (), ["segal2016"]),
        ("worl*", (), ["segal2016"]),
        ("norms", (), ["muller"]),
        ("norm*", (), ["muller"]),
        ("cafe", (), ["muller"]),
        ("café", (), ["muller"]),
        ("muller", (), ["muller"]),
        ("Müller", (), ["muller"]),
        ("naïve", (), ["muller"]),
        ("R Core Team", (), ["muller"]),
        ("at&t", (), ["segal2016"]),
        ("c++", (), ["segal2016"]),
        ("e-mail", (), ["segal2016"]),
        ("2016", (), ["segal2016"]),
        ("AND", (), ["muller", "segal2016"]),
        ("空间", (), ["wang"]),
        ("网络*", (), ["li", "wang"]),
        ("王", (), ["wang"]),
        ("treaties", (), ["segal2016"]),
        ("treaties", ("notes",), ["segal2016"]),
        ("treaties", ("title",), []),
        ("hacked", ("title",), ["segal2016"]),
        ("hacked", ("abstract", "notes"), []),
        ("norms", ("journal",), ["muller"]),
        ("hidden", ("url",), ["segal2016"]),
    ],
)
def test_found(library: Path, term: str, places: tuple[str, ...], found: list[str]) -> None:
    assert keys(library, term, places) == found


def test_a_hit_says_where(library: Path) -> None:
    with reading(library) as connection:
        hits = find(connection, "norms")["muller"]
        note = find(connection, "treaties")["segal2016"]
    assert [(hit.key, hit.place, hit.text) for hit in hits] == [
        ("muller", "title", "Café norms, 100% naïve"),
        ("muller", "journal", "Journal of Norms"),
    ]
    assert [(hit.place, hit.text) for hit in note] == [("note", "Treaties bind those who sign them")]


def test_nul_in_a_term_is_no_error(library: Path) -> None:
    assert keys(library, "\0") == []
    assert keys(library, "hacked\0world") == ["segal2016"]


@settings(max_examples=150, deadline=None)
@given(term=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20))
def test_no_term_and_no_query_is_an_error_of_sqlite(library: Path, term: str) -> None:
    with reading(library) as connection:
        assert set(find(connection, term)) <= {"segal2016", "muller", "wang", "li", "empty"}
        assert set(search(connection, term)) <= {"segal2016", "muller", "wang", "li", "empty"}
