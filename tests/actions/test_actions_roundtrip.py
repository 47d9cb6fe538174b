from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.actions.add import Added, add
from litreview.actions.exporting import export, key_map_text
from litreview.readers.bibtex import read_bibtex
from litreview.storage.connect import make, reading
from litreview.storage.load import changed_keys, load_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "../shared/data/bibliographies"
SAMPLE, LARGEST = 150, 200_000
"""How many files of the corpus are taken, and up to how many bytes."""


@contextmanager
def workshop() -> Iterator[Path]:
    """Give an empty folder, in memory where the system has such a place."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as name:  # noqa: S108
        yield Path(name)


@cache
def empty_library() -> bytes:
    with workshop() as folder:
        make(folder / "litreview.db")
        return (folder / "litreview.db").read_bytes()


def corpus() -> list[Path]:
    """Give a sample of real bibliographies, the same each time: at even steps through their names."""
    files = sorted(path for path in CORPUS.rglob("*.bib") if path.is_file() and path.stat().st_size < LARGEST)
    return files[:: max(1, len(files) // SAMPLE)][:SAMPLE]


def added(folder: Path, name: str, data: bytes) -> tuple[Path, Added]:
    """Add a file of that name and content to a library of its own."""
    library, file = folder / f"{name}.db", folder / f"{name}.bib"
    library.write_bytes(empty_library())
    file.write_bytes(data)
    return library, add(library, [str(file)])


def exported(library: Path) -> str:
    with reading(library) as connection:
        return export(load_sources(connection), "bibtex")


def check_round_trip(data: bytes) -> None:
    with workshop() as folder:
        library, _ = added(folder, "first", data)
        once = exported(library)
        if not once:
            return
        library, again = added(folder, "second", once.encode())
        assert exported(library) == once
        assert not again.failed
        assert not [
            item for stored in again.inputs for item in stored.problems if item.severity == "error" and once
        ]


def check_account(data: bytes) -> None:
    """Every block that the reader sees is stored, or is the same as another, or was refused and reported."""
    blocks = read_bibtex(data, "first.bib").blocks
    entries = [block for block in blocks if block.kind == "entry"]
    failed = [block for block in blocks if block.kind == "failed"]
    with workshop() as folder:
        library, what = added(folder, "first", data)
        (stored,) = what.inputs
        assert stored.seen == len(entries) + len(failed)
        assert stored.new + stored.unchanged == len(entries)
        assert stored.refused == len(failed)
        assert stored.other == len(blocks) - len(entries) - len(failed)
        lines = {item.line for item in stored.problems if item.severity == "error"}
        assert len([block for block in failed if not _told(block.line, block.raw, lines)]) == 0
        with reading(library) as connection:
            rows = connection.execute("SELECT kind, line, raw FROM blocks ORDER BY position").fetchall()
            unused = connection.execute(
                "SELECT count(*) FROM blocks WHERE kind = 'entry' AND source IS NULL"
            ).fetchone()[0]
            sources = connection.execute("SELECT count(*) FROM sources").fetchone()[0]
        assert rows == [(block.kind, block.line, block.raw) for block in blocks]
        assert (unused, sources) == (0, stored.new)
        second = add(library, [str(folder / "first.bib")])
        assert second.operation == 0
        assert second.inputs[0].seen == stored.seen


def _told(line: int, raw: str, lines: set[int]) -> bool:
    return any(number in lines for number in range(line, line + raw.count("\n") + 1))


@pytest.fixture(scope="module")
def files() -> list[Path]:
    found = corpus()
    if not found:
        pytest.skip("the corpus is not here")
    return found


def failures(files: list[Path], check: Callable[[bytes], None]) -> list[str]:
    """Give the files for which a check fails, with its first words, so that one run tells of all."""
    told = []
    for path in files:
        try:
            check(path.read_bytes())
        except Exception as problem:  # noqa: BLE001 (whatever it is, the file is named)
            told.append(f"{path.relative_to(CORPUS)}: {type(problem).__name__}: {str(problem)[:200]}")
    return told


def test_real_bibliographies_come_back_the_same(files: list[Path]) -> None:
    assert failures(files, check_round_trip) == []


def test_every_block_of_real_bibliographies_is_accounted_for(files: list[Path]) -> None:
    assert failures(files, check_account) == []


VALUES = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=15),
    st.sampled_from(
        (
            "{",
            "}",
            "\\",
            "{a} b",
            "a\\",
            'M{\\"u}ller',
            "100\\% of it",
            "# x",
            "@book{x, a = {b}}",
            '"',
            "a = b,",
        )
    ),
)


@st.composite
def entries(draw: st.DrawFn) -> str:
    key = draw(
        st.one_of(st.sampled_from(("a", "b", "A", "")), st.text(st.characters(codec="utf-8"), max_size=6))
    )
    names = st.sampled_from(
        ("title", "author", "year", "month", "url", "doi", "abstract", "Note", "x-y", "keywords")
    )
    fields = draw(st.lists(st.tuples(names, VALUES, st.booleans()), max_size=5))
    lines = "".join(
        f"  {name} = " + (f'"{value}"' if quoted else f"{{{value}}}") + ",\n"
        for name, value, quoted in fields
    )
    return f"@{draw(st.sampled_from(('book', 'Article', 'misc', 'thesis')))}{{{key},\n{lines}}}\n"


@settings(max_examples=50, deadline=None)
@given(parts=st.lists(entries(), max_size=4))
def test_made_up_bibliographies_come_back_the_same(parts: list[str]) -> None:
    check_round_trip("\n".join(parts).encode())


@settings(max_examples=50, deadline=None)
@given(parts=st.lists(entries(), max_size=4))
def test_every_block_of_made_up_bibliographies_is_accounted_for(parts: list[str]) -> None:
    check_account("\n".join(parts).encode())


class TestExport:
    def test_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "a.db").write_bytes(empty_library())
        assert exported(tmp_path / "a.db") == ""

    def test_our_own_references(self, tmp_path: Path) -> None:
        library, _ = added(tmp_path, "a", (ROOT / "references.bib").read_bytes())
        with reading(library) as connection:
            assert key_map_text(changed_keys(connection)) == ""
        check_round_trip((ROOT / "references.bib").read_bytes())

    def test_a_derived_key_is_in_the_key_map(self, tmp_path: Path) -> None:
        two = b"@book{a, title = {Data and goliath}}\n@book{a, title = {Secrets and lies}}\n"
        library, _ = added(tmp_path, "a", two)
        with reading(library) as connection:
            keys = [source.key for source in load_sources(connection)]
            assert keys == ["a", "a-2"]
            assert (
                key_map_text(changed_keys(connection)) == ""
            )  # "a" is the key of a source: replacing it would change a citation
