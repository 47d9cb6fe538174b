"""A large bibliography is read and stored part by part: what comes of it is the same as if it had come whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from litreview.actions import gather
from litreview.actions.add import add
from litreview.actions.rereading import reread
from litreview.readers.bibtex import read_bibtex, read_in_parts
from litreview.storage.backup import content_hash
from litreview.storage.connect import make, reading
from litreview.storage.operations import operation
from litreview.storage.sources import Stored, store_bibliography

PLAIN = "".join(f"@book{{k{number}, title = {{Title {number}}}, year = {number}}}\n\n" for number in range(7))
TWISTED = (
    "% mine\n@string{p = {Polity}}\n@book{a, title = {One}, publisher = p}\n@book{a, title = {Other}}\n"
    "free words\n@book{a-2, title = {Third}}\n@book{a, title = {One}, publisher = p}\n@book{, title = {No key}}\n"
    "@book{b, title = undefined}\n@book{broken, title = {x\n\n@book{c, title = {Last},, tittle = {x}}\n  \n"
)


def store(path: Path, data: bytes, size: int | None) -> Stored:
    """Store a bibliography in parts of that many blocks, or whole."""
    make(path)
    with operation(path, "add") as current:
        if size is None:
            return store_bibliography(
                current, [read_bibtex(data, "x.bib")], path="x.bib", origin="", digest="", reread=reread
            )
        keys, parts = read_in_parts(data, "x.bib", size)
        return store_bibliography(
            current, parts, path="x.bib", origin="", digest="", keys=keys, reread=reread
        )


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(PLAIN, id="plain"),
        pytest.param(TWISTED, id="twisted"),
        pytest.param(TWISTED.replace("\n", "\r\n"), id="crlf"),
    ],
)
def test_parts_are_the_whole(tmp_path: Path, text: str, size: int) -> None:
    whole = read_bibtex(text.encode(), "x.bib")
    _, found = read_in_parts(text.encode(), "x.bib", size)
    parts = list(found)
    assert tuple(block for part in parts for block in part.blocks) == whole.blocks
    assert tuple(gap for part in parts for gap in part.gaps) == whole.gaps
    assert sorted(map(repr, (problem for part in parts for problem in part.problems))) == sorted(
        map(repr, whole.problems)
    )
    one = store(tmp_path / "one.db", text.encode(), None)
    other = store(tmp_path / "other.db", text.encode(), size)
    assert (one.keys, one.seen, one.new, one.unchanged, one.refused, one.other) == (
        (other.keys, other.seen, other.new, other.unchanged, other.refused, other.other)
    )
    with reading(tmp_path / "one.db") as first, reading(tmp_path / "other.db") as second:
        assert content_hash(first) == content_hash(second)


def test_keys_of_the_whole_file_are_known_in_its_first_part() -> None:
    keys, _ = read_in_parts(TWISTED.encode(), "x.bib", 1)
    assert {"a", "a-2", "b", "c"} <= keys


def test_a_large_file_is_added_in_parts_and_again_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(gather, "LARGE", 10)
    file, library = Path("x.bib"), tmp_path / "litreview.db"
    file.write_text(TWISTED, encoding="utf-8")
    first = add(library, ["x.bib"])
    assert (first.total("new"), first.total("refused")) == (6, 1)
    assert first.failed
    again = add(library, ["x.bib"])
    assert (again.operation, again.total("unchanged")) == (0, 6 + 1)
    file.write_text(TWISTED.replace("Third", "Third edition"), encoding="utf-8")
    changed = add(library, ["x.bib"])
    assert (changed.total("changed"), changed.total("new")) == (1, 0)
