"""Records of files get keys of their own, whatever the files call them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from litreview.actions.duplicates import distinct_keys
from litreview.model import Record

KEYS = st.lists(
    st.sampled_from(["", "a", "a-2", "a-3", "b", "untitled", "untitled-2", "doe1999"]), max_size=12
)


@given(KEYS)
def test_keys_are_distinct_and_nobody_loses_one_of_its_own(written: list[str]) -> None:
    given_keys = distinct_keys([Record(key, "book", ()) for key in written])
    assert len(given_keys) == len(set(given_keys)) == len(written)
    first = {key: place for place, key in reversed(list(enumerate(written))) if key}
    assert all(given_keys[place] == key for key, place in first.items())
    assert all(found.startswith(key or "untitled") for found, key in zip(given_keys, written, strict=True))
