"""Words that a conversion has split are found where a reader would see that they are; clean text stays silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litreview.actions.case import Named, gather_case
from litreview.checks import Case, check
from litreview.text.conversion import broken_words, ligatures
from litreview.text.splits import vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from litreview.model import Finding

param = pytest.param
LIST = "\n\n# References\n\n{}\n\nMoss, A. (1998). Tidal harbours and the price of trust. Peat Press.\n"


def found(folder: Path, text: str, name: str = "a.md") -> list[Finding]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return list(check.named("LR401 split-word").function(gather_case(Named([str(path)])).case))


@pytest.mark.parametrize(
    "entry",
    [
        param("Segal, A. (2016). The hacked world order. Hachette.", id="clean"),
        param("Roe, B. (2004). On law and order in a city. Peat Press.", id="two-words"),
        param("Hale, M. (2015). Al Qaeda in the press. Reed.", id="a-name"),
        param("Lind, C. (2011). Pre- and post-war harbours. Reed.", id="a-hyphen-that-waits"),
        param("Lind, C. (2011). Vor- und Nachteile der Häfen. Reed.", id="in-german"),
        param("Lind, C. (2011). A long-term view of it. Reed.", id="a-hyphen"),
        param(
            "Lind, C. (2011). Trans\u00adparency of harbours. Reed.", id="a-soft-hyphen-where-a-line-may-end"
        ),
    ],
)
def test_clean_entries_are_silent(tmp_path: Path, entry: str) -> None:
    assert found(tmp_path, "# On harbours\n\nMoss (1998) says so." + LIST.format(entry)) == []


@pytest.mark.parametrize(
    ("text", "entry", "message", "certainty"),
    [
        param("On strategic ports.", "Lewis, J. (2006). A Strateg ic view. Reed.", '"Strateg ic" → "Strategic"',
              "certain", id="joined-in-the-text"),
        param("Of this and that.", "Lewis, J. (2006). Ports an d ships. Reed.", '"an d" → "and"', "certain", id="and"),
        param("", "Lewis, J. (2006). A geo politics of ports. Reed.", '"geo politics" → "geopolitics"', "likely",
              id="a-common-word"),
        param("", "Lewis, J. (2006). On Relatio ns of ports. Reed.", '"Relatio ns" → "Relations"', "certain",
              id="neither-half-is-a-word"),
        param("", "Lewis, J. (2006). *China'* s ports. Reed.", '"China\'* s" → "China\'s"', "possible", id="emphasis"),
        param("On transparency.", "Lewis, J. (2006). The trans- parency of ports. Reed.",
              '"trans- parency" → "transparency"', "certain", id="a-hyphen-at-a-line-that-was"),
        param("On cybersecurity.", "Lewis, J. (2006). On cyber- security. Reed.",
              '"cyber- security" → "cybersecurity"', "likely", id="both-halves-are-words"),
        param("", "Lewis, J. (2006). The o\ufb03ce of ports. Reed.", 'letters printed as one sign: "\ufb03" → "ffi"',
              "certain", id="a-ligature"),
    ],
)  # fmt: skip
def test_what_is_split(tmp_path: Path, text: str, entry: str, message: str, certainty: str) -> None:
    (one,) = found(tmp_path, f"# On harbours\n\n{text} Moss (1998)." + LIST.format(entry))
    assert (one.message, one.certainty, one.line) == (message, certainty, 7)
    assert bool(one.edits) == (certainty == "certain")


def test_headings_and_titles(tmp_path: Path) -> None:
    text = "---\ntitle: Of strateg ic ports\n---\n\n## On strateg ic ports\n\nA strategic port (Moss 1998)."
    text += " It is strategic. Strateg ic text is left."
    assert [(one.line, one.column) for one in found(tmp_path, text + LIST.format(""))] == [(2, 11), (5, 7)]
    latex = "\\section{On strateg ic ports}\nStrategic, strategic. \\cite{a}\n\\bibliography{refs}\n"
    (tmp_path / "refs.bib").write_text("@book{a,\n  title = {On strateg ic ports},\n  year = {1998}\n}\n")
    both = found(tmp_path, latex, "a.tex")
    assert [(one.line, one.column, one.key) for one in both] == [(1, 13, ""), (2, 15, "a")]
    assert all(one.edits for one in both)


def test_ligatures_are_told_once_for_a_file_and_all_mended(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "The of\ufb01ce of \ufb01les (Moss 1998)." + LIST.format(""))
    assert one.message.endswith("(2 times in this file)")
    assert [edit.new for edit in one.edits] == ["fi", "fi"]


@pytest.mark.parametrize(("place", "fires"), [param(0, True, id="bad"), param(1, False, id="good")])
def test_its_own_examples(tmp_path: Path, place: int, *, fires: bool) -> None:
    from litreview.actions.explaining import explain

    example = explain("LR401").examples[place]
    assert example.fits == fires
    assert bool(found(tmp_path, "Moss (1998) on strategic ports." + LIST.format(example.text))) == fires


@given(st.text())
def test_every_place_is_where_it_says(text: str) -> None:
    known = vocabulary(text)
    for one in broken_words(text, known):
        assert text.startswith(one.printed, one.start)
    for sign in ligatures(text):
        assert text[sign.start] == sign.sign


def test_a_case_with_nothing_is_silent() -> None:
    assert list(check.named("LR401 split-word").function(Case())) == []
