"""What is wrong between a text and its list is found once, as what it is, with its evidence."""

from __future__ import annotations

import pytest
from citing_cases import PATH, brief, case_of, found, mended, records

from litreview.checks import check
from litreview.model import Library, Source
from litreview.text.dates import year_in

param = pytest.param
BOOK = "Segal, A. (2016). The hacked world order. PublicAffairs."
TWO = "Clarke, R. A., & Knake, R. K. (2010). Cyber war: The next threat. Ecco."
THREE = "Smith, A., Jones, B., & Lee, C. (2015). How rivers remember floods. Hydrology Letters, 9(1), 77–90."
BODY = "World Health Organization. (2017). Ten years in public health. WHO."
LETTERS = "Segal, A. (2020a). A regime of its own. Norton.\nSegal, A. (2020b). When code is law. Norton."


def library_of(bib: str) -> Library:
    return Library(
        tuple(
            Source(one.key, one.type, one.text("title"), year_in(one.fields), one.people, one.fields)
            for one in records(bib)
        )
    )


@pytest.mark.parametrize(
    ("text", "listed", "expected"),
    [
        param("Clarke and Knake (2012) say so.", TWO, ["LR204 certain Clarke and Knake (2012)"], id="year-of-two"),
        param("It is so (Segal, 2061).", BOOK, ["LR204 likely Segal, 2061"], id="year-turned"),
        param("It is so (Segal, 2017, p. 4).", BOOK, ["LR204 likely Segal, 2017, p. 4"], id="year-one-off"),
        param("Smith et al. (1998) say so.", THREE, ["LR204 likely Smith et al. (1998)"], id="year-far-off"),
        param("The WHO (2007) says so.", BODY, ["LR204 likely WHO (2007)"], id="year-of-a-body"),
        param("Segal (2016) says so. Segal (2061) too.", BOOK, ["LR204 likely Segal (2061)"], id="year-wrong-once"),
        param("Knake and Clarke (2010) say so.", TWO, ["LR203 certain Knake and Clarke (2010)"], id="order"),
        param("Jones, Smith, and Lee (2015).", THREE, ["LR203 certain Jones, Smith, and Lee (2015)"],
              id="order-of-three"),
        param("Jones et al. (2015) say so.", THREE, ["LR203 likely Jones et al. (2015)"], id="order-with-et-al"),
        param("Knake and Clark (2010).", TWO, ["LR203 certain Knake and Clark (2010)"], id="order-and-a-letter"),
        param("Clark and Knake (2010).", TWO, ["LR205 certain Clark and Knake (2010)"], id="letter-missing"),
        param("It is so (Segall, 2016, p. 4).", BOOK, ["LR205 likely Segall, 2016, p. 4"], id="letter-doubled"),
        param("It is so (Sagal, 2016, p. 4).", BOOK, ["LR205 likely Sagal, 2016, p. 4"], id="other-letter"),
        param("It is so (Seagl, 2016, p. 4).", BOOK, ["LR205 likely Seagl, 2016, p. 4"], id="letters-turned"),
        param("Smiht et al. (2015).", THREE, ["LR205 likely Smiht et al. (2015)"], id="misspelt-with-et-al"),
        param("Word Health Organization (2017, p. 2).", BODY, ["LR205 likely Word Health Organization (2017, p. 2)"],
              id="misspelt-body"),
        param("It is so (Knake, 2010, p. 4).", TWO, ["LR206 likely Knake, 2010, p. 4"], id="second-author-alone"),
        param("It is so (Clarke, 2010, p. 4).", TWO, ["LR206 likely Clarke, 2010, p. 4"], id="co-author-dropped"),
        param("Smith and Jones (2015).", THREE, ["LR206 likely Smith and Jones (2015)"], id="third-author-dropped"),
        param("Segal et al. (2016).", BOOK, ["LR206 likely Segal et al. (2016)"], id="et-al-of-one"),
        param("Segal and Rid (2016).", BOOK, ["LR206 likely Segal and Rid (2016)"], id="co-author-added"),
        param("Clarke and Rid (2010).", TWO, ["LR206 likely Clarke and Rid (2010)"], id="co-author-replaced"),
        param("It is so (Segal, 2020, p. 3).", LETTERS, ["LR207 certain Segal, 2020, p. 3"], id="letter-left-out"),
        param("Segal (2020a), Segal (2020b) and (Segal, 2020c).", LETTERS, ["LR207 likely Segal, 2020c"],
              id="letter-wrong"),
        param("Segal (2016), and Rid and Nye (2013).", BOOK, ["LR201 certain Rid and Nye (2013)"], id="missing-two"),
        param("Segal (2016), and Rid et al. (2013).", BOOK, ["LR201 certain Rid et al. (2013)"], id="missing-et-al"),
        param("Segal (2016), and (Rid, 2013, p. 4).", BOOK, ["LR201 likely Rid, 2013, p. 4"], id="missing-locator"),
        param("Segal (2016), and Rid (2013). So Rid (2013).", BOOK, ["LR201 likely Rid (2013)"], id="missing-twice"),
        param("Segal (2016), and Rid (2013).", BOOK, ["LR201 possible Rid (2013)"], id="missing-one-name-once"),
        param("Segal (2016) says so.", f"{BOOK}\n{TWO}", ["LR202 certain Clarke, R. A., & Kna"], id="uncited"),
        param("Segal (2016) says so, like Clarke.", f"{BOOK}\n{TWO}", ["LR202 possible Clarke, R. A., & Kna"],
              id="named"),
        param("Segal (2016) and the World Health Organization.", f"{BOOK}\n{BODY}",
              ["LR202 likely World Health Organiz"], id="body-named"),
        param("Segal (2016) and the WHO.", f"{BOOK}\n{BODY}", ["LR202 possible World Health Organiz"],
              id="acronym-named"),
        param("Segal (2016), and How Rivers Remember Floods.", f"{BOOK}\n{THREE}",
              ["LR202 possible Smith, A., Jones, B."], id="title-named"),
        param("Ten Years in Public Health (2017) says so.", BODY,
              ["LR209 likely Ten Years in Public Health (2017)"], id="cited-by-title"),
        param("Shown in [1], [2] and [7].", "[1] A. Rid, War, 2012.\n[2] B. Nye, Power, 2011.",
              ["LR201 likely [7]"], id="number-beyond-the-list"),
        param("Shown in [1], and again in [1].", "[1] A. Rid, War, 2012.\n[2] B. Nye, Power, 2011.",
              ["LR202 certain [2] B. Nye, Power, 2"], id="number-never-cited"),
    ],
)  # fmt: skip
def test_one_cause_gives_one_finding(text: str, listed: str, expected: list[str]) -> None:
    assert brief(found(case_of(text, listed))) == expected


def test_the_evidence_is_told_field_by_field() -> None:
    listed = "Knake, R. K., & Clark, R. A. (2012). Cyber war: The next threat. The ECSSR."
    library = library_of(
        "@book{c, author={Clarke, Richard A. and Knake, Robert K.}, title={Cyber War: The Next Threat}, year={2010}}"
    )
    (one,) = found(case_of("Scholars Clarke and Knake (2012) say so.", listed, library=library))
    assert (one.code, one.path, one.line, one.column) == ("LR203", PATH, 1, 10)
    assert one.evidence == (
        "cited   Clarke and Knake (2012)",
        f"listed  {listed}   paper.md:5",
        "why     same year; order of the authors swapped; Clarke/Clark differ by a letter or two",
        "library  Clarke, Richard A. and Knake, Robert K. (2010). Cyber War: The Next Threat",
    )


def test_a_missing_work_is_told_once_with_all_places_and_the_nearest() -> None:
    text = "Segal (2016).\n\nRid and Nye (2013) say so.\n\nSo it is (Rid & Nye, 2013).\n\nRid and Nye (2013) again."
    (one,) = found(case_of(text, f"{BOOK}\nRid, T. (2020). Active measures. Farrar."), "missing-reference")
    assert one.evidence == (
        "cited   Rid and Nye (2013)",
        "near    Rid, T. (2020). Active measures. Farrar.   paper.md:13",
        "also    paper.md:5, paper.md:7",
    )


def test_a_name_wrong_everywhere_is_told_once_and_one_wrong_once_at_its_place() -> None:
    everywhere = "Clark and Knake (2010).\n\nAgain (Clark & Knake, 2010)."
    assert len(found(case_of(everywhere, TWO))) == 1
    once = "Clarke and Knake (2010).\n\nClark and Knake (2010).\n\nAgain (Clark & Knake, 2010)."
    assert [one.line for one in found(case_of(once, TWO))] == [3, 5]


@pytest.mark.parametrize(
    ("text", "listed", "bib", "expected"),
    [
        param("Clarke and Knake (2010). Then Clark and Knake (2010).", TWO, "", "Then Clarke and Knake (2010).",
              id="name-in-text"),
        param("Clarke and Knake (2010). Curiously Clark and Knake (2010).", TWO, "",
              "Curiously Clarke and Knake (2010).", id="name-behind-a-word-that-leads-in"),
        param("Clarke and Knake (2010). Then Knake and Clarke (2010).", TWO, "", "Then Clarke and Knake (2010).",
              id="order-in-text"),
        param(
            "Clarke and Knake (2010) say so.",
            "Clark, R. A., & Knake, R. K. (2010). Cyber war: The next threat. Ecco.",
            "@book{c, author={Clarke, R. A. and Knake, R. K.}, title={Cyber War: The Next Threat}, year={2010}}",
            TWO,
            id="name-in-list",
        ),
    ],
)  # fmt: skip
def test_what_leaves_nothing_to_decide_can_be_mended(text: str, listed: str, bib: str, expected: str) -> None:
    case = case_of(text, listed, library=library_of(bib) if bib else None)
    (one,) = found(case)
    assert expected in mended(case, one)


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        param("Clark and Knake (2010) say so.", TWO, id="nothing-says-who-is-right"),
        param("Segal (2061) says so, p. 3. Segal (2016).", BOOK, id="years-are-for-people"),
        param("Segal et al. (2016); Segal (2016).", BOOK, id="co-authors-are-for-people"),
    ],
)
def test_what_leaves_something_to_decide_is_not_mended(text: str, listed: str) -> None:
    assert [one.edits for one in found(case_of(text, listed))] == [()]


def test_the_library_decides_against_the_list() -> None:
    library = library_of(
        "@book{c, author={Clark, R. and Knake, R.}, title={Cyber War: The Next Threat}, year={2010}}"
    )
    case = case_of("Clarke and Knake (2010). Then Clark and Knake (2010).", TWO, library=library)
    assert [one.edits for one in found(case)] == [()]


BIB = """@book{segal2016, author={Segal, Adam}, title={The Hacked World Order}, year={2016}}
@book{clarke2010, author={Clarke, Richard A. and Knake, Robert K.}, title={Cyber War}, year={2010}}
@book{rid2020, author={Rid, Thomas}, title={Active Measures}, year={2020}}"""


@pytest.mark.parametrize(
    ("text", "near"),
    [
        param("[@segal2061; @clarke2010; @rid2020]", "segal2016", id="digits-turned"),
        param("[@Segal2016; @clarke2010; @rid2020]", "segal2016", id="capital"),
        param("[@segal2016; @clark2010; @rid2020; @clark2010]", "clarke2010", id="letter"),
    ],
)
def test_an_undefined_key_is_told_with_the_nearest(text: str, near: str) -> None:
    (one,) = found(case_of(text, bib=BIB), "undefined-key")
    assert (one.certainty, one.suggestion) == ("certain", f"did you mean {near}?")


def test_many_undefined_keys_ask_for_the_right_bibliography() -> None:
    (one,) = found(case_of("[@a1; @b2; @c3; @d4; @segal2016; @rid2020]", bib=BIB), "undefined-key")
    assert (one.certainty, one.message) == ("likely", "4 of 6 keys are not in refs.bib")


def test_most_works_missing_ask_for_the_right_list() -> None:
    text = " ".join(
        f"{name} et al. (2001) say so." for name in ("Abel", "Baker", "Cohn", "Dahl", "Eco", "Fay", "Gide")
    )
    (one,) = found(case_of(f"{text} Segal (2016).", BOOK), "missing-reference")
    assert (one.certainty, one.message) == ("likely", "7 of 8 works are not in the list")


def test_entries_of_a_bibliography_that_are_not_cited_are_information() -> None:
    findings = found(case_of("As [@segal2016; @rid2020] show.", bib=BIB), "uncited-reference")
    assert [(one.severity, one.key) for one in findings] == [("info", "clarke2010")]


def test_a_bibliography_for_many_texts_is_told_of_once_and_a_library_not_at_all() -> None:
    many = BIB + "".join(
        f"@book{{x{at}, author={{Xu, A.}}, title={{T{at}}}, year={{1990}}}}\n" for at in range(20)
    )
    (one,) = found(case_of("As [@segal2016] shows.", bib=many), "uncited-reference")
    assert (one.severity, one.certainty) == ("info", "possible")
    assert found(case_of("As [@segal2016] shows.", library=library_of(many)), "uncited-reference") == []


def test_a_way_of_citing_that_was_not_read_makes_all_of_it_possible() -> None:
    listed = "\n".join(
        f"{name}, A. (2001). The book of {name}. Norton." for name in ("Abel", "Cohn", "Dahl", "Eco", "Fay")
    )
    findings = found(case_of("Only Abel (2001) is cited.", listed), "uncited-reference")
    assert {one.certainty for one in findings} == {"possible"}


def examples() -> list[object]:
    found_ = []
    for title, registered in check.all().items():
        if title.startswith("LR2"):
            _, bad, good = (registered.function.__doc__ or "").replace("Good:", "Bad:").split("Bad:")
            found_ += [
                param(title, bad, True, id=f"{title}-bad"),
                param(title, good, False, id=f"{title}-good"),
            ]
    return found_


@pytest.mark.parametrize(("title", "example", "bad"), examples())
def test_the_examples_of_each_explanation_hold(title: str, example: str, *, bad: bool) -> None:
    lines = [line.strip() for line in example.strip().splitlines()]
    listed = [line[2:] for line in lines if line.startswith("- ")]
    bib = [line for line in lines if line.startswith("@")]
    text = " ".join(line for line in lines if line not in bib and not line.startswith("- "))
    case = case_of(text, "\n".join(listed), bib="\n".join(bib))
    assert bool(found(case, title)) is bad
    assert bad or [one for one in found(case) if one.certainty != "possible" and one.severity != "info"] == []
