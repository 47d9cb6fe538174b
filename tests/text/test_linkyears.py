"""Years and conferences are read from identifiers whose pattern leaves no doubt; years in between are allowed."""

from __future__ import annotations

import pytest

from litreview.model import Field, Record
from litreview.text.identifiers import identifiers_of
from litreview.text.linkyears import conference_in, year_conflict


def record(**fields: str) -> Record:
    said = [Field(name, text, text) for name, text in fields.items()]
    return Record("a", "article", tuple(said), (), identifiers_of(said))


@pytest.mark.parametrize(
    ("fields", "year"),
    [
        pytest.param({"doi": "10.1080/01436597.2014.926111"}, 2014, id="same-year"),
        pytest.param({"doi": "10.1080/01436597.2014.926111"}, 2013, id="volume-of-the-year-before"),
        pytest.param({"doi": "10.1080/01436597.2014.926111"}, 2017, id="slow-journal"),
        pytest.param({"doi": "10.1080/01436597.2014.926111"}, 0, id="no-year"),
        pytest.param({"doi": "10.1086/225469"}, 1973, id="no-pattern"),
        pytest.param({"doi": "10.1080/713666000"}, 1999, id="old-number"),
        pytest.param({"doi": "10.1007/s10994-022-06288-4"}, 2024, id="springer-printed-later"),
        pytest.param({"doi": "10.1007/s10994-013-5335-x"}, 2013, id="springer-same-year"),
        pytest.param({"eprint": "1706.03762", "archiveprefix": "arXiv"}, 2023, id="preprint-printed-later"),
        pytest.param({"eprint": "hep-th/9901001", "archiveprefix": "arXiv"}, 1988, id="old-arxiv-number"),
        pytest.param({"url": "https://www.example.org/2016/05/12/walls"}, 2016, id="address"),
        pytest.param({"url": "https://www.example.org/2016/05/12/walls"}, 2017, id="next-year"),
        pytest.param({"url": "https://example.org/uploads/2016/05/walls.pdf"}, 2009, id="stored-later"),
        pytest.param({"url": "https://web.archive.org/web/2016/05/x"}, 2009, id="archived-later"),
        pytest.param({"url": "https://example.org/2016/05/walls", "volume": "3"}, 2009, id="printed-before"),
        pytest.param({"url": "https://example.org/walls/2016"}, 2009, id="year-alone"),
    ],
)
def test_no_conflict(fields: dict[str, str], year: int) -> None:
    assert year_conflict(record(**fields), year) is None


@pytest.mark.parametrize(
    ("fields", "year", "made"),
    [
        pytest.param({"doi": "10.1080/01436597.2014.926111"}, 2009, 2014, id="taylor-and-francis"),
        pytest.param({"doi": "10.1016/j.jfineco.2014.05.003"}, 2004, 2014, id="elsevier"),
        pytest.param({"doi": "10.1111/j.1540-6261.2010.01234.x"}, 2020, 2010, id="wiley"),
        pytest.param({"doi": "10.1109/CVPR46437.2021.01368"}, 2031, 2021, id="ieee-conference"),
        pytest.param({"doi": "10.1109/TPAMI.2021.3059968"}, 2012, 2021, id="ieee-journal"),
        pytest.param({"doi": "10.18653/v1/2021.acl-long.5"}, 2019, 2021, id="acl"),
        pytest.param({"doi": "10.18653/v1/N19-1357"}, 2023, 2019, id="acl-before"),
        pytest.param({"doi": "10.24963/ijcai.2021/123"}, 2017, 2021, id="ijcai"),
        pytest.param({"doi": "10.1038/s41586-021-03819-2"}, 2012, 2021, id="nature"),
        pytest.param({"doi": "10.48550/arXiv.2310.01362"}, 2015, 2023, id="arxiv-doi"),
        pytest.param({"eprint": "2310.01362", "archiveprefix": "arXiv"}, 2015, 2023, id="arxiv"),
        pytest.param({"url": "https://www.example.org/world/2016/05/12/walls"}, 2019, 2016, id="address"),
        pytest.param(
            {"url": "https://www.example.org/world/2016/may/12/walls"}, 2019, 2016, id="month-in-words"
        ),
    ],
)
def test_conflict(fields: dict[str, str], year: int, made: int) -> None:
    conflict = year_conflict(record(**fields), year)
    assert conflict is not None
    assert conflict.year == made
    assert not conflict.unsure


def test_what_was_put_on_the_web_later_is_unsure() -> None:
    conflict = year_conflict(record(url="https://www.example.org/2016/05/12/walls"), 2001)
    assert conflict is not None
    assert conflict.unsure


@pytest.mark.parametrize(
    ("doi", "conference"),
    [
        pytest.param("10.1086/225469", "", id="journal"),
        pytest.param("10.1109/tpami.2021.3059968", "", id="ieee-journal"),
        pytest.param("10.1109/cvpr46437.2021.01368", "CVPR", id="ieee"),
        pytest.param("10.1609/aaai.v36i2.20016", "AAAI", id="aaai"),
        pytest.param("10.24963/ijcai.2021/123", "IJCAI", id="ijcai"),
    ],
)
def test_conference_in(doi: str, conference: str) -> None:
    assert conference_in(doi) == conference
