"""Tags by key, by query and from pipes; themes renamed, merged, written out and taken in."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Runner

UNTAGGED = ["lewis2006", "segal2020"]


def tagged(run: Runner, theme: str) -> list[str]:
    """Give the keys of the sources with a theme."""
    return run("list", "-t", theme, "-f", "keys").stdout.split()


def themes(run: Runner) -> dict[str, dict[str, Any]]:
    """Give the codebook's themes by path."""
    return {row["theme"]: row for row in json.loads(run("theme", "list", "-f", "json").stdout)["themes"]}


@pytest.mark.parametrize(
    ("args", "stdin", "added"),
    [
        pytest.param(("segal2020",), "", ["segal2020"], id="key"),
        pytest.param(("@segal2020", "segal2020"), "", ["segal2020"], id="the-same-key-twice"),
        pytest.param(("--where", "year<2010"), "", ["lewis2006"], id="where"),
        pytest.param(("segal2020", "--where", "author:lewis"), "", UNTAGGED, id="key-and-where"),
        pytest.param(("--keys-from", "-"), "lewis2006\nsegal2020\n", UNTAGGED, id="pipe"),
        pytest.param(("--keys-from", "-"), "lewis2006\0segal2020\0", UNTAGGED, id="pipe-of-nul"),
        pytest.param(
            ("--keys-from", "-"), "lewis2006\r\n\r\nsegal2020\r\n", UNTAGGED, id="pipe-from-windows"
        ),
        pytest.param(("--keys-from", "keys.txt"), "", ["segal2020"], id="file"),
    ],
)
def test_tagging_by_key_query_and_pipe(
    review: Runner, args: tuple[str, ...], stdin: str, added: list[str]
) -> None:
    review.write("keys.txt", "segal2020\n")
    before = tagged(review, "cooperation")
    answer = review("tag", *args, "-t", "cooperation", stdin=stdin)
    assert tagged(review, "cooperation") == sorted(before + added)
    assert f"{len(added)} tag{'' if len(added) == 1 else 's'} added (cooperation)" in answer.stderr
    assert "nothing changed" in review("tag", *args, "-t", "cooperation", stdin=stdin).stderr
    review("undo")
    assert tagged(review, "cooperation") == before


@pytest.mark.parametrize(
    ("args", "stdin"),
    [
        pytest.param(("segal2020", "nobody"), "", id="one-of-two-keys"),
        pytest.param(("--keys-from", "-"), "segal2020\nnobody\n", id="one-of-two-in-a-pipe"),
    ],
)
def test_an_unknown_key_tags_nothing(review: Runner, args: tuple[str, ...], stdin: str) -> None:
    review("tag", *args, "-t", "cooperation", stdin=stdin, code=2)
    assert "segal2020" not in tagged(review, "cooperation")


def test_an_empty_pipe_tags_nothing(review: Runner) -> None:
    assert "no source matches" in review("tag", "--keys-from", "-", "-t", "threats").stderr
    assert "cannot be read" in review("tag", "--keys-from", "nowhere", "-t", "threats", code=3).stderr


def test_a_tag_shows_its_words_its_place_and_who_made_it(review: Runner) -> None:
    review("tag", "segal2020", "-t", "risks", "-p", "pp. 12-14", "--quote", "a way out", "--by", "ada")
    shown = review("show", "segal2020").stdout
    assert 'threats "a way out" (12' in shown
    assert "— ada, 20" in shown
    (source,) = json.loads(review("show", "segal2020", "-f", "json").stdout)["sources"]
    (tag,) = source["tags"]
    assert (tag["theme"], tag["quote"], tag["coder"], tag["origin"]) == (
        "threats",
        "a way out",
        "ada",
        "person",
    )
    assert "@segal2020, pp. 12" in review("matrix", "--cell", "cite", "-f", "md").stdout


def test_a_theme_is_made_only_when_asked(review: Runner) -> None:
    review("tag", "segal2020", "-t", "war/cyber", code=2)
    assert "war" not in themes(review)
    review("tag", "segal2020", "-t", "war/cyber", "--create")
    assert {"war", "war/cyber"} <= themes(review).keys()
    review("undo")
    assert "war" not in themes(review)


def test_removing_takes_off_what_a_hand_or_a_file_put_on(review: Runner) -> None:
    review("tag", "segal2020", "-t", "threats")
    review("tag", "segal2020", "buchanan2020", "-t", "threats", "--remove")
    assert "segal2020" not in tagged(review, "threats")
    shown = review("show", "buchanan2020").stdout
    assert "threats (rejected)" in shown
    review("add", "notes/")
    assert "threats (rejected)" in review("show", "buchanan2020").stdout
    assert "nothing changed" in review("tag", "segal2020", "-t", "threats", "--remove").stderr
    review("tag", "buchanan2020", "-t", "threats", "--by", "ada")
    assert "(rejected)" not in review("show", "buchanan2020").stdout


def test_the_setting_coder_speaks_where_by_does_not(review: Runner) -> None:
    review("config", "set", "coder", "ben")
    review("tag", "segal2020", "-t", "threats")
    review("tag", "lewis2006", "-t", "threats", "--by", "ada")
    assert "— ben, " in review("show", "segal2020").stdout
    assert "— ada, " in review("show", "lewis2006").stdout


def test_two_coders_tags_stand_side_by_side(review: Runner) -> None:
    for coder in ("ada", "ben"):
        review("tag", "segal2020", "-t", "threats", "--by", coder)
    review("tag", "segal2020", "-t", "threats", "--by", "ada", "--remove")
    shown = review("show", "segal2020").stdout
    assert "ben" in shown
    assert "ada" not in shown


def test_renaming_a_theme_keeps_its_tags_and_its_old_name(review: Runner) -> None:
    before = tagged(review, "threats")
    below = tagged(review, "threats/apt")
    review("theme", "rename", "threats", "dangers")
    found = themes(review)
    assert "threats" not in found
    assert "threats" in found["dangers"]["aliases"]
    assert tagged(review, "dangers") == before
    assert tagged(review, "dangers/apt") == below
    assert tagged(review, "threats/apt") == below
    assert "nothing changed" in review("add", "notes/").stderr
    review.write("notes/new.md", "# New [@segal2020]\n\nA thought. #threats/apt\n")
    review("add", "notes/")
    assert tagged(review, "dangers/apt") == sorted([*below, "segal2020"])


def test_merging_a_theme_hands_over_tags_and_name(review: Runner) -> None:
    both = sorted({*tagged(review, "threats/apt"), *tagged(review, "threats/cybercrime")})
    review("theme", "merge", "threats/apt", "--into", "threats/cybercrime")
    assert tagged(review, "threats/cybercrime") == both
    assert tagged(review, "threats/apt") == both
    assert "threats/apt" not in themes(review)
    assert "nothing changed" in review("add", "notes/").stderr
    review("undo")
    assert "threats/apt" in themes(review)
    assert tagged(review, "threats/apt") != both


@pytest.mark.parametrize(
    ("args", "words"),
    [
        pytest.param(("rename", "threats", "governance"), "governance", id="rename-onto-another"),
        pytest.param(("rename", "threats", "threats/apt"), "threats", id="rename-below-itself"),
        pytest.param(("merge", "threats", "--into", "threats"), "threats", id="merge-into-itself"),
        pytest.param(("merge", "threats", "--into", "threats/apt"), "threats", id="merge-into-a-child"),
        pytest.param(("add", "a//b"), "a//b", id="empty-part"),
        pytest.param(("add", ""), "theme", id="no-name"),
        pytest.param(("add", "actor"), "actor", id="name-of-a-facet"),
        pytest.param(("rename", "nothing", "x"), "nothing", id="unknown"),
    ],
)
def test_what_would_muddle_the_codebook_is_refused(review: Runner, args: tuple[str, ...], words: str) -> None:
    before = themes(review)
    assert words in review("theme", *args, code=2).stderr
    assert themes(review) == before


def test_adding_themes_with_parents_definition_and_aliases(review: Runner) -> None:
    review(
        "theme",
        "add",
        "war/cyber",
        "--definition",
        "War by networks.",
        "--alias",
        "cyberwar",
        "--label",
        "Cyber war",
    )
    row = themes(review)["war/cyber"]
    assert (row["definition"], row["aliases"], row["label"]) == (
        "War by networks.",
        ["cyberwar"],
        "Cyber war",
    )
    assert "war" in themes(review)
    review("tag", "segal2020", "-t", "cyberwar")
    assert tagged(review, "war") == ["segal2020"]
    assert "nothing changed" in review("theme", "add", "war/cyber").stderr


def test_removing_a_theme(review: Runner) -> None:
    review("theme", "rm", "threats/insider-threats")
    answer = review("theme", "rm", "cooperation", code=2)
    assert "litreview theme merge cooperation --into THEME keeps them" in answer.stderr
    review("theme", "rm", "cooperation", "--force")
    assert not [path for path in themes(review) if path.startswith("cooperation")]
    review("undo")
    assert tagged(review, "cooperation")


def test_the_codebook_goes_out_and_comes_in_the_same(review: Runner, run: Runner) -> None:
    review("theme", "export", "-o", "out.toml")
    text = (review.folder / "out.toml").read_text(encoding="utf-8")
    assert "governance" in tomllib.loads(text)["themes"]
    assert "the codebook is the same" in review("theme", "import", "out.toml").stderr
    assert "the codebook is the same" in review("theme", "import", "themes.toml").stderr
    run("--db", "fresh.db", "theme", "import", "out.toml")
    assert run("--db", "fresh.db", "theme", "export").stdout == text
    assert review("theme", "export").stdout == text


def test_importing_adds_and_updates_and_removes_nothing(review: Runner) -> None:
    before = themes(review)
    review.write("more.toml", '[themes.threats]\nlabel = "Dangers"\n[themes.war]\ndefinition = "New."\n')
    answer = review("theme", "import", "-", stdin=(review.folder / "more.toml").read_bytes())
    assert "2 themes (1 new)" in answer.stderr
    after = themes(review)
    assert after.keys() == before.keys() | {"war"}
    assert after["threats"]["label"] == "Dangers"
    assert after["threats"]["tags"] == before["threats"]["tags"]
    assert after["threats"]["aliases"] == before["threats"]["aliases"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("[themes.a\n", "1", id="no-toml"),
        pytest.param("[themes.a]\nalias = 'x'\n", "", id="unknown-word"),
        pytest.param("[themes.a]\naliases = 3\n", "", id="wrong-kind"),
    ],
)
def test_a_faulty_codebook_is_refused_with_its_place(review: Runner, text: str, line: str) -> None:
    before = themes(review)
    review.write("bad.toml", text)
    answer = review("theme", "import", "bad.toml", code=None)
    assert answer.returncode in {2, 3}
    assert answer.stderr.startswith(f"error: bad.toml:{line}")
    assert themes(review) == before


def test_a_theme_shows_what_it_is_and_who_has_it(review: Runner) -> None:
    shown = review("theme", "show", "risks").stdout
    assert shown.startswith("threats\n")
    assert "risks" in shown
    assert "buchanan2020" in shown
    assert "did you mean threats?" in review("theme", "show", "threat", code=2).stderr
