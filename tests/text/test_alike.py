"""Names of one person are seen to be that; names of two people are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from litreview.text.alike import family_forms, may_be_one, name_forms
from litreview.text.names import parse_names

if TYPE_CHECKING:
    from litreview.model import Person

param = pytest.param


def person(written: str) -> Person:
    (found,) = parse_names(written, "author")
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        param("王", "张", id="two-families"),
        param("王小明", "张小明", id="two-families-one-given-name"),
        param("王小明", "王小红", id="two-given-names"),
        param("王小明", "Zhang, Xiaoming", id="another-family-in-pinyin"),
        param("王小明", "Wang, Xiaohong", id="another-given-name-in-pinyin"),
        param("王小明", "Ming, Xiaowang", id="the-same-syllables"),
        param("欧阳修", "Ou, Yangming", id="compound-family"),
        param("Smith, John", "Smith, James", id="full-names"),
        param("Smith, J. A.", "Smith, J. B.", id="other-initials"),
        param("Smith, John", "Smith, A.", id="name-and-other-initial"),
        param("Smith, John", "John, Smith", id="turned-english"),
        param("Lee Smith", "Lee, Smith J.", id="no-turning-without-syllables"),
        param("Kim, Min-su", "Lee, Min-su", id="korean-families"),
        param("{World Bank}", "Bank, World", id="organisation"),
        param("others", "others", id="nobody"),
    ],
)
def test_two_people(one: str, other: str) -> None:
    assert not may_be_one(person(one), person(other))
    assert not may_be_one(person(other), person(one))
    assert not name_forms(person(one)) & name_forms(person(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        param("王小明", "王小明", id="the-same"),
        param("王小明", "王, 小明", id="comma"),
        param("王小明", "王 小明", id="blank"),
        param("王小明", "Wang, Xiaoming", id="pinyin"),
        param("王小明", "Wang Xiaoming", id="pinyin-in-chinese-order"),
        param("王小明", "Xiaoming Wang", id="pinyin-in-english-order"),
        param("王小明", "Wang, Xiao-Ming", id="hyphen"),
        param("王小明", "Wang, X. M.", id="initials"),
        param("王小明", "Wang, XM", id="bare-initials"),
        param("Wang Xiaoming", "Wang, X.", id="initial-of-a-turned-name"),
        param("張偉", "张偉", id="old-and-new-characters-of-the-family"),
        param("欧阳修", "Ouyang, Xiu", id="compound-family"),
        param("诸葛亮", "Zhuge Liang", id="compound-family-turned"),
        param("曾国藩", "Zeng, Guofan", id="family-read-otherwise"),
        param("吕布", "Lü, Bu", id="umlaut"),
        param("吕布", "Lv, Bu", id="v-for-the-umlaut"),
        param("김민수", "Kim, Min-su", id="korean"),
        param("김민수", "Kim Min-su", id="korean-order"),
        param("Smith, John Adam", "Smith, J. A.", id="english-initials"),
        param("Smith, John Adam", "Smith, John", id="second-name-left-out"),
        param("Smith, JA", "John A. Smith", id="bare-english-initials"),
        param("van der Berg, Jan", "Van der Berg, J.", id="particle"),
        param("Müller, Jürgen", 'M{\\"u}ller, J{\\"u}rgen', id="accents"),
    ],
)
def test_may_be_one_person(one: str, other: str) -> None:
    assert may_be_one(person(one), person(other))
    assert may_be_one(person(other), person(one))
    assert family_forms(person(one)) & family_forms(person(other))


def test_other_characters_are_another_name_though_they_sound_alike() -> None:
    assert not may_be_one(person("王小明"), person("王晓明"))
    assert name_forms(person("王小明")) == name_forms(person("王晓明"))


def test_forms() -> None:
    assert name_forms(person("王小明")) == {"wang xiaoming"}
    assert name_forms(person("Wang Xiaoming")) == {"wang xiaoming", "xiaoming wang"}
    assert name_forms(person("others")) == frozenset()
