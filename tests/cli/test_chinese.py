"""Chinese and English literature stand side by side: sorted, found, laid out and exported."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Runner

WORKS = """
@article{wang2021, author={王小明 and 李华}, title={网络安全治理}, titleaddon={Governing Cybersecurity},
  journal={国际安全研究}, year={2021}, keywords={网络安全；治理}}
@book{zhang2019, author={张, 伟}, title={网络空间主权：理论与实践}, publisher={法律出版社}, year={2019年5月}}
@article{li2020, author={李强，赵敏，等}, title={数据跨境流动[J]}, journal={中国法学}, year={２０２０}}
@book{segal2018, author={Segal, Adam}, title={When China Rules the Web}, year=2018}
"""


@pytest.fixture
def chinese(run: Runner) -> Runner:
    run.write("zh.bib", WORKS)
    run("init", ".", "-t", "governance")
    run("add", "zh.bib", "-t", "governance")
    return run


def test_lists_are_sorted_by_pinyin_and_in_line(chinese: Runner) -> None:
    assert chinese("list", "--sort", "author").stdout == (
        "key        authors            year  title\n"
        "li2020     李强; 赵敏 et al.  2020  数据跨境流动[J]\n"
        "segal2018  Segal              2018  When China Rules the Web\n"
        "wang2021   王小明; 李华       2021  网络安全治理\n"
        "zhang2019  张伟               2019  网络空间主权：理论与实践\n"
    )
    assert chinese("list", "--sort", "title", "-f", "keys").stdout.split() == [
        "li2020",
        "wang2021",
        "zhang2019",
        "segal2018",
    ]


def test_the_matrix_calls_people_by_their_whole_name(chinese: Runner) -> None:
    rows = [line.split("  ")[0] for line in chinese("matrix", "--sort", "author").stdout.splitlines()[1:5]]
    assert rows == ["李强 et al. 2020", "Segal 2018", "王小明 & 李华 2021", "张伟 2019"]


def test_a_translated_title_is_found(chinese: Runner) -> None:
    assert chinese("search", "governing", "-f", "keys").stdout.split() == ["wang2021"]
    assert "Governing Cybersecurity" in chinese("show", "wang2021").stdout


@pytest.mark.parametrize("name", ["x.bib", "x.biblatex", "x.ris", "x.json", "x.csv", "x.jsonl"])
def test_exports_read_back(chinese: Runner, name: str) -> None:
    def works(*args: str) -> list[tuple[object, ...]]:
        found = json.loads(chinese("list", "-f", "json", *args).stdout)["sources"]
        return [(item["key"], item["title"], item["authors"], item["year"]) for item in found]

    chinese("export", "-o", name)
    chinese("add", name, "--db", "other.db")
    assert works("--db", "other.db") == works()
