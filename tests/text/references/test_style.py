"""The citation style of printed references is told by the marks that only it has."""

from __future__ import annotations

import pytest

from litreview.text.references import style_of

STYLES = [
    pytest.param("Segal, A. (2016). The hacked world order. Hachette.", "APA", id="apa"),
    pytest.param("Coubes P, Roubertie A. Treatment. Lancet. 2000;355:2220-1.", "Vancouver", id="vancouver"),
    pytest.param('J. K. Author, "Title," IEEE Trans., vol. 4, 1993.', "IEEE", id="ieee"),
    pytest.param("方滨兴. 论网络空间主权[M]. 北京: 科学出版社, 2017.", "GB/T 7714", id="gb"),
    pytest.param("Hearn, Lafcadio. Kwaidan. Boston: Houghton, 1904.", "MLA", id="mla"),
    pytest.param("Hearn, Lafcadio. 1904. Kwaidan. Boston: Houghton.", "Chicago author-date", id="chicago"),
    pytest.param("", "other", id="none"),
]


@pytest.mark.parametrize(("text", "style"), STYLES)
def test_styles(text: str, style: str) -> None:
    assert style_of([text]) == style
