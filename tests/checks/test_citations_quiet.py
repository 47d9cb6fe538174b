"""Sound texts are silent at likely and above, whatever the shape in which they cite."""

from __future__ import annotations

import pytest
from citing_cases import brief, case_of, found

param = pytest.param
LOUD = ("certain", "likely")

BOOK = "Segal, A. (2016). The hacked world order. PublicAffairs."
TWO = "Clarke, R. A., & Knake, R. K. (2010). Cyber war: The next threat. Ecco."
THREE = "Smith, A., Jones, B., & Lee, C. (2015). How rivers remember floods. Hydrology Letters, 9(1), 77–90."
BODY = "World Health Organization. (2017). Ten years in public health. WHO."
UNIDIR = "United Nations Institute for Disarmament Research (UNIDIR). (2017). The Cyber Index. UNIDIR."
NUMBERED = "[1] A. Rid, War, 2012.\n[2] B. Nye, Power, 2011.\n[3] C. Ward, Towns, 2001."
REPRINT = "Hobbes, T. (1996). Leviathan. Cambridge University Press. (Original work published 1651)"


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        param("Segal (2016) says so.", BOOK, id="narrative"),
        param("It is so (Segal, 2016).", BOOK, id="in-brackets"),
        param("It is so (Segal 2016: 12).", BOOK, id="colon-before-the-page"),
        param("It is so (see Segal, 2016, pp. 5–9).", BOOK, id="with-pages"),
        param("As Segal's (2016) book shows.", BOOK, id="possessive"),
        param("As Segal, A. (2016) shows.", BOOK, id="initials-behind"),
        param("As A. Segal (2016) shows.", BOOK, id="initials-before"),
        param("As Adam Segal (2016) shows.", BOOK, id="whole-name"),
        param("Curiously Segal (2016) says so, and later Segal (2016).", BOOK, id="a-word-that-leads-in"),
        param("SEGAL (2016) says so.", BOOK, id="capitals"),
        param("Clarke and Knake (2010); (Clarke & Knake, 2010).", TWO, id="and-ampersand"),
        param("Smith et al. (2015) say so.", THREE, id="et-al"),
        param("Smith, Jones, and Lee (2015); later Smith et al. (2015).", THREE, id="all-then-et-al"),
        param("Smith, Jones, et al. (2015) say so.", THREE, id="two-and-et-al"),
        param("The WHO (2017) says so.", BODY, id="acronym"),
        param("The World Health Organization [WHO] (2017), then (WHO, 2017).", BODY, id="acronym-in-brackets"),
        param("The United Nations Institute for Disarmament Research (UNIDIR) (2017).", UNIDIR, id="acronym-in-both"),
        param("UNIDIR (2017) counts them.", UNIDIR, id="acronym-alone"),
        param("(United Nations Institute for Disarmament Research, 2017)", UNIDIR, id="without-the-acronym"),
        param("Hobbes (1996) and (Hobbes, 1651/1996).", REPRINT, id="original-year"),
        param("It is so (Hobbes, 1651).", REPRINT, id="original-year-alone"),
        param("van der Berg (2004) says so.", "van der Berg, J. (2004). Dikes. Water History, 12, 1–9.", id="particle"),
        param("Berg (2004) says so.", "van der Berg, J. (2004). Dikes. Water History, 12, 1–9.", id="no-particle"),
        param("Müller (2011) says so.", "Mueller, J. (2011). Wälder im Wandel. Oekom.", id="umlaut"),
        param("García (1999) says so.", "Garcia, L. (1999). Ports of call. Norton.", id="accent"),
        param("O’Brien (2002) says so.", "O'Brien, K. (2002). Maps of the unseen. Sage.", id="apostrophe"),
        param("Cavelty (2008) says so.", "Dunn Cavelty, M. (2008). Cyber-terror. JITP, 4, 19–36.", id="part-of-a-name"),
        param("St. John (2019) says so.", "St. John, C. (2019). Bells and sirens. Hazard Studies, 2, 1–9.", id="saint"),
        param("The Cabinet Office (2022) plans.", "Cabinet Office. (2022). A strategy. HM Government.", id="office"),
        param(
            "Segal (2020a) and Segal (2020b); also (Segal, 2020a, 2020b).",
            "Segal, A. (2020a). A regime of its own. Norton.\nSegal, A. (2020b). When code is law. Norton.",
            id="letters",
        ),
        param(
            "Smith (2015) and Smith and Jones (2015).",
            "Smith, A. (2015). Reading mud. Silt.\nSmith, A., & Jones, B. (2015). Sediment. Silt.",
            id="alone-and-with-another",
        ),
        param(
            "A. Smith (2015) and B. Smith (2015).",
            "Smith, A. (2015). Reading mud. Silt.\nSmith, B. (2015). Writing mud. Silt.",
            id="two-of-one-name",
        ),
        param("It is in press (Segal, in press).", "Segal, A. (in press). A regime. Norton.", id="in-press"),
        param("The site (Segal, n.d.) says so.", "Segal, A. (n.d.). A regime. Norton.", id="no-date"),
        param("It is a classic (Ward, 2001).", "Ward, S. (Ed.). (2001). Towns of the north. Routledge.", id="editor"),
        param("In 2016, China issued a law. Segal (2016) says so.", BOOK, id="years-that-are-none"),
        param("As Wood says (cited in Segal, 2016, p. 4).", BOOK, id="second-hand"),
        param("Ostrom (1990) as quoted in Segal (2016).", BOOK, id="read-in-another"),
        param("He met Tallinn (2017) there; Segal (2016) says so.", BOOK, id="a-place"),
        param("Organisation for Food Safety (2012).", "Organization for Food Safety. (2012). A report.", id="s-and-z"),
        param("Statement one [1], and two [2, 3].", NUMBERED, id="numbers"),
        param("All of it [1]–[3].", NUMBERED, id="a-range"),
    ],
)  # fmt: skip
def test_sound_texts_are_silent(text: str, listed: str) -> None:
    findings = found(case_of(text, listed))
    assert brief([one for one in findings if one.certainty in LOUD]) == []


@pytest.mark.parametrize(
    "text",
    [
        param("As [@segal2016] shows.", id="a-key"),
        param("As @segal2016 [p. 4] shows, and [see @clarke2010, pp. 1-3; -@segal2016].", id="all-forms"),
        param("Write to me@example.org, see @fig:one and @tbl:two.", id="no-keys"),
        param("`@undefined` and $x@y$.", id="code-and-math"),
        param("As Segal (2016) shows [@segal2016; @clarke2010; @segal2016].", id="a-name-beside-keys"),
    ],
)
def test_sound_keys_are_silent(text: str) -> None:
    bib = """@book{segal2016, author={Segal, Adam}, title={The Hacked World Order}, year={2016}}
@book{clarke2010, author={Clarke, Richard A. and Knake, Robert K.}, title={Cyber War}, year={2010}}"""
    findings = found(case_of(text, bib=bib))
    assert brief([one for one in findings if one.severity != "info"]) == []


def test_a_text_without_a_list_is_silent() -> None:
    assert found(case_of("Segal (2016) and [@segal2016] say so [3].")) == []
