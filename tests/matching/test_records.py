from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.matching.records import Kept, Known, Placement, pair, place, same_work
from litreview.model import Block, Field, Person, Record


def entry(
    key: str, title: str = "", *, raw: str = "", kind: str = "book", family: str = "", **fields: str
) -> Block:
    """Make a block as the reader does: its raw text is told by all that is in it."""
    found = {"title": title, **fields} if title else fields
    values = tuple(Field(name, value, value) for name, value in found.items())
    people = (Person("author", family=family),) if family else ()
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in found.items())
    return Block("entry", 1, raw or f"@{kind}{{{key},\n{lines}}}", Record(key, kind, values, people))


@dataclass
class Shelf:
    """Hold what a library holds of one file, and read the file again and again."""

    known: dict[str, Known] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)

    def read(self, *blocks: Block) -> list[Placement]:
        """Place the blocks, and keep what came of it as the store does."""
        paired = pair(blocks, self.kept)
        placements = place(blocks, paired, self.known)
        following = max((held.id for held in self.known.values()), default=0) + 1
        sources: dict[int, int] = {}
        for item in placements:
            record = blocks[item.index].record
            assert record is not None
            if item.source:
                number = item.source
            elif item.key in self.known and item.repeats:
                number = self.known[item.key].id
            else:
                number, following = following, following + 1
                self.known[item.key] = Known(number, record.text("title"))
            sources[item.index] = number
        used = {old.id for old in paired.values()}
        gone = [replace(old, position=None) for old in self.kept if old.id not in used]
        fresh = max((old.id for old in self.kept), default=0) + 1
        now = []
        for index, block in enumerate(blocks):
            number = paired[index].id if index in paired else fresh + index
            key = block.record.key if block.record else ""
            source = sources.get(index, 0)
            title = next((held.title for held in self.known.values() if held.id == source), "")
            now.append(Kept(number, block.kind, key, block.raw, index, block.line, source, title))
        self.kept = now + gone
        return placements


def keys(placements: list[Placement]) -> list[str]:
    return [item.key for item in placements]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("The hacked world order", "Exploding data", id="two-books"),
        pytest.param("Click here to kill everybody", "Data and goliath", id="two-books-of-one-author"),
        pytest.param("Norms", "Norms and power in cyberspace", id="a-short-title-within-another"),
        pytest.param("Introduction", "Introduction to network security", id="a-common-word-tells-nothing"),
        pytest.param("网络空间治理", "网络安全战略", id="chinese"),
    ],
)
def test_not_the_same_work(one: str, other: str) -> None:
    assert not same_work(one, other)
    assert not same_work(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("", "", id="no-titles"),
        pytest.param("", "Exploding data", id="no-title-contradicts-nothing"),
        pytest.param("!!!", "Exploding data", id="a-title-of-signs-alone"),
        pytest.param("Exploding Data", "EXPLODING data.", id="case-and-full-stop"),
        pytest.param(
            "Exploding data: reclaiming our cyber security", "Exploding data: reclaiming", id="cut-off"
        ),
        pytest.param(
            "The hacked world order", "The hacked world order: how nations fight", id="subtitle-dropped"
        ),
        pytest.param("The new normal of geo politics", "The new normal of geopolitics", id="split-word"),
        pytest.param("Naïve café norms of states", "Naive cafe norms of states", id="accents"),
        pytest.param(
            "Cybersecurity and critical infrastructure", "Cybersecurity and critical infrastucture", id="typo"
        ),
    ],
)
def test_the_same_work(one: str, other: str) -> None:
    assert same_work(one, other)
    assert same_work(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "Cyber power and world order, volume 1", "Cyber power and world order, volume 2", id="volumes"
        ),
        pytest.param("World economic outlook 2019", "World economic outlook 2020", id="years"),
        pytest.param("Cyber norms, part I", "Cyber norms, part II", id="parts"),
    ],
)
def test_another_number_is_another_work(one: str, other: str) -> None:
    assert not same_work(one, other)


@settings(max_examples=100)
@given(one=st.text(max_size=30), other=st.text(max_size=30))
def test_same_work_does_not_mind_the_order(one: str, other: str) -> None:
    assert same_work(one, one)
    assert same_work(one, other) == same_work(other, one)


class TestOneFile:
    def test_every_entry_is_placed_once_in_order(self) -> None:
        blocks = (
            Block("comment", 1, "% hello"),
            entry("a", "One work"),
            Block("failed", 3, "@x{"),
            entry("b", "Another"),
        )
        placed = Shelf().read(*blocks)
        assert [(item.index, item.source, item.key) for item in placed] == [(1, 0, "a"), (3, 0, "b")]

    def test_two_books_of_one_author_and_year_under_one_key(self) -> None:
        shelf = Shelf()
        blocks = (entry("schneier2015", "Data and goliath"), entry("schneier2015", "Secrets and lies"))
        assert keys(shelf.read(*blocks)) == ["schneier2015", "schneier2015-2"]
        again = shelf.read(*blocks)
        assert keys(again) == ["schneier2015", "schneier2015-2"]
        assert [item.source for item in again] == [1, 2]

    def test_three_under_one_key(self) -> None:
        blocks = [entry("a", title) for title in ("Data and goliath", "Secrets and lies", "Exploding data")]
        assert keys(Shelf().read(*blocks)) == ["a", "a-2", "a-3"]

    def test_a_derived_key_that_the_file_uses_itself(self) -> None:
        blocks = (
            entry("a", "Data and goliath"),
            entry("a-2", "Secrets and lies"),
            entry("a", "Exploding data"),
        )
        assert keys(Shelf().read(*blocks)) == ["a", "a-2", "a-3"]

    def test_a_derived_key_does_not_take_one_of_the_file(self) -> None:
        """The user's keys are never changed: a-2 stands in the file, so it must go to that entry."""
        blocks = (
            entry("a", "Data and goliath"),
            entry("a", "Exploding data"),
            entry("a-2", "Secrets and lies"),
        )
        placed = dict(zip(["first", "second", "own"], keys(Shelf().read(*blocks)), strict=True))
        assert placed["own"] == "a-2"

    def test_an_entry_that_stands_there_twice_is_one_source(self) -> None:
        shelf = Shelf()
        twice = entry("a", "Data and goliath", year="2015")
        placed = shelf.read(twice, twice)
        assert keys(placed) == ["a", "a"]
        assert [item.repeats for item in placed] == [False, True]
        again = shelf.read(twice, twice)
        assert {item.source for item in again} == {1}
        assert len(shelf.known) == 1

    def test_written_differently_but_the_same_in_content(self) -> None:
        shelf = Shelf()
        one = entry("a", "Data and goliath")
        other = entry("a", "Data and goliath", raw="@book{a,title={Data and goliath}}")
        assert [item.repeats for item in shelf.read(one, other)] == [False, True]
        assert len(shelf.known) == 1

    def test_the_same_title_with_other_fields_under_one_key_is_kept(self) -> None:
        """Two editions under one key: nothing may be lost, so both are sources."""
        blocks = (entry("a", "Data and goliath", year="2015"), entry("a", "Data and goliath", year="2016"))
        assert keys(Shelf().read(*blocks)) == ["a", "a-2"]

    def test_keys_that_differ_in_case_are_two_keys(self) -> None:
        blocks = (entry("Segal2016", "The hacked world order"), entry("segal2016", "The hacked world order"))
        assert keys(Shelf().read(*blocks)) == ["Segal2016", "segal2016"]

    @pytest.mark.parametrize(
        ("block", "key"),
        [
            (entry("", "Exploding data", family="Chertoff", year="2018"), "chertoff2018"),
            (entry("", "Exploding data", family="Müller", date="2018-05"), "muller2018"),
            (entry("", "Exploding data", family="van der Berg"), "van"),
            (entry("", "Exploding data"), "exploding"),
            (entry("", "Exploding data", year="in press"), "exploding"),
            (entry("", "数据跨境流动", family="王", year="2019"), "wang2019"),
            (entry("", "网络安全技术标准汇编"), "wangluoanquan"),
            (entry(""), "untitled"),
        ],
        ids=[
            "author-and-year",
            "accent-and-date",
            "no-year",
            "no-author",
            "no-digits",
            "chinese-name",
            "chinese-title",
            "nothing",
        ],
    )
    def test_an_entry_without_a_key_gets_one(self, block: Block, key: str) -> None:
        shelf = Shelf()
        assert keys(shelf.read(block)) == [key]
        assert keys(shelf.read(block)) == [key]
        assert len(shelf.known) == 1


class TestReadAgain:
    TWO = (entry("a", "Data and goliath"), entry("a", "Secrets and lies"), entry("b", "Exploding data"))

    def test_reordered(self) -> None:
        shelf = Shelf()
        before = {item.index: item.key for item in shelf.read(*self.TWO)}
        after = {item.index: item.key for item in shelf.read(*reversed(self.TWO))}
        assert [after[index] for index in (2, 1, 0)] == [before[index] for index in (0, 1, 2)]
        assert len(shelf.known) == 3

    @pytest.mark.parametrize("kept", [0, 1])
    def test_one_of_two_under_a_key_is_taken_out(self, kept: int) -> None:
        shelf = Shelf()
        names = keys(shelf.read(*self.TWO))
        placed = shelf.read(self.TWO[kept], self.TWO[2])
        assert keys(placed) == [names[kept], "b"]
        assert keys(shelf.read(*self.TWO)) == names
        assert len(shelf.known) == 3

    @pytest.mark.parametrize("kept", [0, 1])
    def test_one_of_two_is_taken_out_and_the_other_edited(self, kept: int) -> None:
        shelf = Shelf()
        names = keys(shelf.read(*self.TWO))
        edited = entry("a", self.TWO[kept].record.text("title"), year="1999")  # type: ignore[union-attr]
        assert keys(shelf.read(edited, self.TWO[2])) == [names[kept], "b"]

    def test_both_edited_and_reordered(self) -> None:
        shelf = Shelf()
        shelf.read(*self.TWO)
        placed = shelf.read(
            entry("a", "Secrets & lies", year="2000"), entry("a", "Data and Goliath", year="2015")
        )
        assert keys(placed) == ["a-2", "a"]

    def test_a_title_rewritten_stays_its_source(self) -> None:
        shelf = Shelf()
        shelf.read(entry("a", "Working title"), entry("b", "Exploding data"))
        placed = shelf.read(entry("a", "Something else altogether"), entry("b", "Exploding data"))
        assert [item.source for item in placed] == [1, 2]

    def test_a_new_entry_under_a_key_that_went(self) -> None:
        shelf = Shelf()
        shelf.read(entry("a", "Data and goliath"), entry("b", "Exploding data"))
        shelf.read(entry("b", "Exploding data"))
        assert keys(shelf.read(entry("a", "Secrets and lies"), entry("b", "Exploding data"))) == ["a-2", "b"]
        assert [item.key for item in shelf.read(entry("a", "Data and goliath"))] == ["a"]

    def test_a_new_second_entry_under_a_key_does_not_take_its_place(self) -> None:
        shelf = Shelf()
        shelf.read(entry("a", "Data and goliath"))
        placed = shelf.read(entry("a", "Secrets and lies"), entry("a", "Data and goliath"))
        assert keys(placed) == ["a-2", "a"]

    def test_case_of_the_key_changed(self) -> None:
        """LaTeX takes them for two keys, and so do we; the source under the old one stays."""
        shelf = Shelf()
        shelf.read(entry("Segal2016", "The hacked world order"))
        assert keys(shelf.read(entry("segal2016", "The hacked world order"))) == ["segal2016"]
        assert set(shelf.known) == {"Segal2016", "segal2016"}

    @settings(max_examples=60)
    @given(
        titles=st.lists(
            st.sampled_from(["Data and goliath", "Secrets and lies", "Exploding data", "", "Norms"]),
            max_size=6,
        ),
        names=st.lists(st.sampled_from(["a", "A", "a-2", "b", ""]), min_size=6, max_size=6),
    )
    def test_what_was_read_before_is_what_it_was(self, titles: list[str], names: list[str]) -> None:
        shelf = Shelf()
        blocks = [
            entry(name, title, year=str(n % 2))
            for n, (title, name) in enumerate(zip(titles, names, strict=False))
        ]
        before = shelf.read(*blocks)
        known = dict(shelf.known)
        after = shelf.read(*blocks)
        assert keys(after) == keys(before)
        assert shelf.known == known
        shelf.read(*reversed(blocks))
        assert shelf.known == known


class TestAnotherFile:
    @pytest.mark.parametrize(
        ("title", "key"),
        [
            pytest.param("Secrets and lies", "a-2", id="another-work"),
            pytest.param("Data and goliath", "a", id="the-same"),
            pytest.param(
                "Data and goliath: the hidden battles to collect your data",
                "a",
                id="with-its-subtitle",
            ),
            pytest.param("", "a", id="no-title"),
        ],
    )
    def test_a_taken_key(self, title: str, key: str) -> None:
        shelf = Shelf(known={"a": Known(1, "Data and goliath")})
        assert keys(shelf.read(entry("a", title))) == [key]

    def test_a_derived_key_is_found_again_by_its_work(self) -> None:
        shelf = Shelf(known={"a": Known(1, "Data and goliath"), "a-2": Known(2, "Secrets and lies")})
        placed = shelf.read(entry("a", "Secrets and lies"))
        assert [(item.source, item.key) for item in placed] == [(2, "a-2")]

    def test_two_entries_do_not_become_one_source(self) -> None:
        shelf = Shelf(known={"a": Known(1, "Data and goliath")})
        placed = shelf.read(
            entry("a", "Data and goliath", year="2015"), entry("a", "Data and goliath", year="2016")
        )
        assert [item.source for item in placed] == [1, 0]
        assert keys(placed) == ["a", "a-2"]

    def test_an_alias_leads_to_its_source(self) -> None:
        shelf = Shelf(known={"old": Known(1, "Data and goliath"), "new": Known(1, "Data and goliath")})
        assert [item.source for item in shelf.read(entry("old", "Data and goliath"))] == [1]
