"""Journals are known by their abbreviations, and two journals stay two."""

from __future__ import annotations

import time

import pytest

from litreview.text.containers import comparable, same_container

param = pytest.param


@pytest.mark.parametrize(
    ("one", "other"),
    [
        param("", "", id="nothing"),
        param("---", "", id="signs"),
        param("Nature", "Science", id="two-names"),
        param("Nature", "Nature Physics", id="a-word-more"),
        param("Brain", "Brain Research", id="research"),
        param("Journal of Physics A", "Journal of Physics B", id="letters"),
        param("J. Phys. A", "J. Phys. B", id="letters-abbreviated"),
        param("J. Phys. A", "Journal of Physics B", id="letters-one-abbreviated"),
        param("Phys. Rev. A", "Phys. Rev. Lett.", id="series"),
        param("Phys. Rev.", "Physical Review Letters", id="letters-left-out"),
        param("Am. Econ. Rev.", "American Economist", id="economist"),
        param("Ann. Math.", "Annals of Physics", id="other-word"),
        param("Int. J. Comput. Vis.", "International Journal of Computer Science", id="last-word"),
        param("Journal of Economics", "Journal of Econometrics", id="full-words"),
        param("J. Econometr.", "Journal of Economics", id="another-stem"),
        param("Lancet", "Lancelot", id="no-point"),
        param("Proceedings of X 2012", "Proceedings of X 2013", id="years"),
        param("3rd Workshop on X", "4th Workshop on X", id="numbers"),
        param("网络安全", "信息安全", id="chinese"),
        param("Science (New York)", "Science (Beijing)", id="two-places"),
    ],
)
def test_two_containers(one: str, other: str) -> None:
    assert not same_container(one, other)
    assert not same_container(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        param("Nature", "NATURE", id="case"),
        param("The Lancet", "Lancet", id="article"),
        param("Information & Management", "Information and Management", id="and"),
        param("J. Pol. Econ.", "Journal of Political Economy", id="three-letters"),
        param("J. Polit. Econ.", "Journal of Political Economy", id="five-letters"),
        param("Am. Econ. Rev.", "The American Economic Review", id="american"),
        param("Am. Econ. Rev.", "Amer Econ Rev", id="both-abbreviated"),
        param("J. Am. Chem. Soc.", "Journal of the American Chemical Society", id="society"),
        param("J.Am.Chem.Soc.", "J. Am. Chem. Soc.", id="no-blanks"),
        param("Proc. Natl. Acad. Sci. U.S.A.", "Proceedings of the National Academy of Sciences USA", id="states"),
        param("Proc Natl Acad Sci U S A",
              "Proceedings of the National Academy of Sciences of the United States of America", id="pubmed"),
        param("IEEE Trans. Pattern Anal. Mach. Intell.",
              "IEEE Transactions on Pattern Analysis and Machine Intelligence", id="transactions"),
        param("Int J Epidemiol", "International Journal of Epidemiology", id="no-points"),
        param("N Engl J Med", "The New England journal of medicine", id="one-letter"),
        param("Q. J. Econ.", "Quarterly Journal of Economics", id="quarterly"),
        param("J. R. Stat. Soc. B", "Journal of the Royal Statistical Society B", id="royal"),
        param("J. Phys. A", "Journal of Physics A", id="letter"),
        param("Z. Phys.", "Zeitschrift für Physik", id="german"),
        param("Commun. ACM", "Communications of the ACM", id="acronym-inside"),
        param("LNCS", "Lecture Notes in Computer Science", id="known-acronym"),
        param("Science (New York, N.Y.)", "Science", id="place"),
        param("Environ. Sci. Technol.", "Environmental Science & Technology", id="ampersand"),
        param("网络安全", "网络安全", id="chinese"),
    ],
)  # fmt: skip
def test_one_container(one: str, other: str) -> None:
    assert same_container(one, other)
    assert same_container(other, one)


def test_comparable() -> None:
    assert comparable("The Intl. Jnl. of X & Y") == comparable("International Journal of X and Y")
    assert comparable("J. Pol. Econ.") == "journal pol econ"
    assert comparable("Nature") == "nature"


@pytest.mark.parametrize("unit", ["a ", "J. ", "(", "U.S.", "a-", "U S "])
def test_time_is_linear(unit: str) -> None:
    started = time.process_time()
    same_container(unit * (50_000 // len(unit)), unit * (40_000 // len(unit)))
    assert time.process_time() - started < 2
