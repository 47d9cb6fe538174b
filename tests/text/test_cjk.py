"""Chinese, Japanese and Korean text is parted, sorted and spelt out without being guessed at."""

from __future__ import annotations

import pytest

from litreview.text.cjk import (
    has_han,
    is_east_asian,
    parts_of_name,
    sort_form,
    spelt_family,
    split_names,
    stands_in,
)

param = pytest.param


@pytest.mark.parametrize(
    "text",
    [
        param("", id="nothing"),
        param("Smith, J.", id="latin"),
        param("Ng, A., Ng, B.", id="latin-list"),
        param("Müller, J.", id="accent"),
        param("王小明", id="one-name"),
        param("山田, 太郎", id="japanese-pair"),
        param("金田一, 春彦", id="japanese-family-of-three"),
        param("{王小明，李华}", id="braces"),
    ],
)
def test_not_parted(text: str) -> None:
    assert split_names(text) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        param("王小明，李华", ("王小明", "李华"), id="full-width"),
        param("王小明、李华、", ("王小明", "李华"), id="enumeration"),
        param("王小明, 李华", ("王小明", "李华"), id="two-chinese-names"),
        param("王明, 李华, 赵敏", ("王明", "李华", "赵敏"), id="three"),
        param("王，小明", ("王, 小明",), id="family-and-given"),
        param("欧阳，修", ("欧阳, 修",), id="compound-family"),
        param("Wang，Xiaoming", ("Wang, Xiaoming",), id="latin-pair"),
        param("Wang Xiaoming，Li Hua", ("Wang Xiaoming", "Li Hua"), id="latin-list"),
    ],
)
def test_parted(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Zürich 2", "zurich 2"),
        ("Иванов", "иванов"),
        ("网络 A", "wang luo a"),
        ("張", "zhang"),
        ("ＡＢＣ", "abc"),
    ],
)
def test_sort_form(text: str, form: str) -> None:
    assert sort_form(text) == form


def test_chinese_stands_among_the_rest() -> None:
    names = ["Zhao", "张伟", "Wang, A.", "王小明", "Segal", "李强"]
    assert sorted(names, key=sort_form) == ["李强", "Segal", "Wang, A.", "王小明", "张伟", "Zhao"]


@pytest.mark.parametrize(
    ("words", "folded", "prefix", "found"),
    [
        param("cyb", "cyber war", False, False, id="part-of-a-word"),
        param("yber", "cyber war", True, False, id="end-of-a-word"),
        param("网安", "网络安全", False, False, id="not-side-by-side"),
        param("cyb", "cyber war", True, True, id="start"),
        param("war", "cyber war", False, True, id="word"),
        param("网络", "国际网络安全", False, True, id="inside"),
        param("ai", "基于ai的治理", False, True, id="latin-inside"),
        param("ai", "air 基于ai", False, True, id="second-time"),
        param("김", "김민수", False, True, id="hangul"),
    ],
)
def test_stands_in(words: str, folded: str, prefix: bool, found: bool) -> None:
    assert stands_in(words, folded, prefix=prefix) is found


def test_names() -> None:
    assert parts_of_name("王小明") == ("王", "小明")
    assert parts_of_name("欧阳修") == ("欧阳", "修")
    assert parts_of_name("欧阳") == ("欧", "阳")
    assert [spelt_family(name) for name in ("曾", "김", "吕", "诸葛")] == ["zeng", "kim", "lu", "zhuge"]
    assert has_han("A 网")
    assert not has_han("かな")
    assert is_east_asian("かな 漢字")
    assert not is_east_asian("网 A")
