"""A manuscript is checked with no library at all: what is printed, how it ends, and what is left untouched."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from litreview.text.width import width
from wordfile import docx, paragraph

if TYPE_CHECKING:
    from conftest import Runner

param = pytest.param
ROOT = Path(__file__).parents[2]
TEXT = """# On strategic ports

Lewis, J. (2006) wrote of ports.

## References

Lewis, J. (2006). A Strateg ic view of the state. Reed.
"""
DAMAGE = ("--select", "LR401")


@pytest.fixture
def paper(run: Runner) -> Runner:
    """Run litreview in a folder with a paper that has one word in two pieces."""
    run.write("paper.md", TEXT)
    return run


def test_the_first_look(paper: Runner) -> None:
    answer = paper("check", "paper.md", *DAMAGE)
    assert answer.stdout == 'paper.md:7:21   LR401 split-word  warning, certain  "Strateg ic" → "Strategic"\n'
    first, last = answer.stderr.splitlines()[0], answer.stderr.splitlines()[-1]
    assert re.match(r"1 finding: 1 warning\. Checked 1 citation against 1 reference in \d+\.\d s,", first)
    assert last == "Not checked: whether the works exist (--online looks them up)."
    assert [path.name for path in paper.folder.iterdir()] == ["paper.md"]
    assert (paper.folder / "paper.md").read_text() == TEXT


@pytest.mark.parametrize(
    ("args", "code"),
    [
        param(("paper.md",), 0, id="warnings-are-no-errors"),
        param(("paper.md", "--fail-on", "warning"), 1, id="fail-on-warning"),
        param(("paper.md", "--fail-on", "info"), 1, id="fail-on-info"),
        param(("paper.md", "--fail-on", "never"), 0, id="fail-on-never"),
        param(("paper.md", "--fail-on", "warning", "--ignore", "split-word"), 0, id="ignored-by-name"),
        param(("paper.md", "--fail-on", "warning", "--ignore", "LR4"), 0, id="ignored-by-family"),
        param(("paper.md", "--fail-on", "warning", "--certainty", "certain"), 1, id="certain"),
        param(("paper.md", "--ignore", "split-wrod"), 2, id="mistyped-name"),
        param(("paper.md", "--select", "LR999"), 2, id="unknown-code"),
        param(("paper.md", "--select", ""), 2, id="empty-code"),
        param(("paper.md", "--fail-on", "eror"), 2, id="mistyped-severity"),
        param(("paper.md", "--certainty", "sure"), 2, id="mistyped-certainty"),
        param(("paper.md", "-f", "yaml"), 2, id="unknown-format"),
        param(("paper.md", "--diff"), 2, id="diff-without-fix"),
        param(("paper.md", "--write-baseline"), 2, id="a-baseline-without-a-name"),
        param(("paper.md", "--baseline", "none.json"), 2, id="a-baseline-that-is-not-there"),
        param(("none.md",), 3, id="no-such-file"),
        param(("paper.md", "--bib", "none.bib"), 3, id="no-such-bibliography"),
        param(("paper.md", "--against", "none.bib"), 3, id="nothing-to-trust"),
        param(("paper.md", "--texts", "none"), 3, id="no-such-folder"),
        param((), 4, id="no-library"),
    ],
)
def test_how_it_ends(paper: Runner, args: tuple[str, ...], code: int) -> None:
    lines = paper("check", *args, code=code).stderr.splitlines()
    assert (len(lines) == 2 and lines[0].startswith("error: ")) == (code > 1)


def test_the_example_paper_shows_what_is_wrong_with_it_and_nothing_else(run: Runner) -> None:
    text = (ROOT / "examples" / "paper.md").read_text(encoding="utf-8")
    run.write("paper.md", text)
    lines = text.splitlines()
    found = json.loads(run("check", "paper.md", "-f", "json", code=1).stdout)["findings"]
    shown = [(one["name"], one["certainty"], lines[one["line"] - 1][:24]) for one in found]
    assert sorted(shown) == [
        ("author-order", "certain", "wrong place. Scholars Cl"),
        ("cited-by-title", "likely", "China's Policies on Asia"),
        ("mixed-style", "likely", "[1]. Buchanan, B. (2020)"),
        ("split-word", "certain", "[10]. Lewis, J. A. (2006"),
        ("split-word", "certain", "[11]. Segal, A. (2020). "),
        ("split-word", "certain", "[2]. Knake, R. K., & Cla"),
        ("split-word", "certain", "[5]. United Nations Inst"),
        ("split-word", "certain", "[6]. Internet Governance"),
        ("split-word", "certain", "[9]. Segal, A. (2016). T"),
        ("split-word", "likely", "[1]. Buchanan, B. (2020)"),
        ("uncited-reference", "certain", "[10]. Lewis, J. A. (2006"),
        ("uncited-reference", "certain", "[11]. Segal, A. (2020). "),
        ("uncited-reference", "likely", "[8]. U.S. Department of "),
    ]


def test_a_word_document_is_checked_by_its_paragraphs(run: Runner) -> None:
    words = ("On ports", "Lewis (2006) wrote of strategic ports.", "References",
             "Lewis, J. (2006). A mani pulate d view. Reed.", "Moss, A. (1998). On an d off. Peat.")  # fmt: skip
    run.write("a.docx", docx(*map(paragraph, words)))
    found = json.loads(run("check", "a.docx", *DAMAGE, "-f", "json").stdout)["findings"]
    assert ("a.docx", 5, '"an d" → "and"', []) in [
        (one["path"], one["line"], one["message"], one["edits"]) for one in found
    ]
    assert "nothing to mend" in run("check", "a.docx", *DAMAGE, "--fix").stderr


def test_a_text_without_a_list_is_said_to_have_none(run: Runner) -> None:
    run.write("a.md", "Lewis (2006) and Moss (1998).\n")
    answer = run("check", "a.md", code=3)
    assert answer.stdout == ""
    assert "no list of references was found" in answer.stderr
    assert "--bib FILE" in answer.stderr


def test_the_list_is_the_one_named_then_the_text_s_own_then_the_document_s_then_the_library(
    run: Runner,
) -> None:
    bib = "@book{lewis, author = {Lewis, J.}, title = {A View}, year = 2006}\n"
    run.write("refs.bib", bib)
    run.write("own.md", TEXT)
    run.write("named.md", "---\nbibliography: refs.bib\n---\n\nAs @lewis says.\n")
    run.write("several.md", "---\nbibliography:\n  - refs.bib\n---\n\nAs @lewis says.\n")
    run.write("tex/a.tex", "\\cite{lewis}\n% \\bibliography{none}\n\\bibliography{../refs}\n")
    run.write("bare.md", "As @lewis says.\n")

    def against(*args: str) -> tuple[str, int]:
        told = json.loads(run("check", *args, "-f", "json", code=None).stdout)["against"]
        return told["name"], told["entries"]

    assert against("own.md") == ("the list of the text", 1)
    assert against("own.md", "--bib", "refs.bib") == ("refs.bib", 1)
    assert against("named.md") == against("several.md") == ("refs.bib", 1)
    assert against("tex/a.tex") == ("tex/../refs.bib", 1)
    run("check", "bare.md", code=3)
    run("add", "refs.bib")
    assert against("bare.md") == ("the library", 1)
    assert against("own.md") == ("the list of the text", 1)
    assert against() == ("the library", 1)


def test_several_files_are_one_manuscript(run: Runner) -> None:
    text, listed = TEXT.split("## References")
    run.write("one.md", text)
    run.write("two.md", f"## References{listed}")
    told = json.loads(run("check", "one.md", "two.md", *DAMAGE, "-f", "json").stdout)
    assert told["manuscripts"][0]["files"] == ["one.md", "two.md"]
    assert [(one["path"], one["line"], one["certainty"]) for one in told["findings"]] == [
        ("two.md", 3, "certain")
    ]


def test_rows_for_programs(paper: Runner) -> None:
    rows = list(csv.DictReader(io.StringIO(paper("check", "paper.md", *DAMAGE, "-f", "csv").stdout)))
    line = json.loads(paper("check", "paper.md", *DAMAGE, "-f", "jsonl").stdout)
    assert [(row["path"], row["line"], row["column"], row["code"]) for row in rows] == [
        ("paper.md", "7", "21", "LR401")
    ]
    assert line["edits"] == [
        {"path": "paper.md", "start": TEXT.index("Strateg ic"), "end": TEXT.index("Strateg ic") + 10,
         "old": "Strateg ic", "new": "Strategic"}
    ]  # fmt: skip
    assert line["citation"] is None
    assert paper("check", "paper.md", *DAMAGE, "-f", "md").stdout.startswith(
        "- [ ] **paper.md:7:21** LR401 split-word"
    )
    paper("check", "paper.md", *DAMAGE, "-o", "findings.json")
    assert json.loads((paper.folder / "findings.json").read_text())["schema"] == 1


def test_a_line_as_compilers_print_it(paper: Runner) -> None:
    found = paper("check", "paper.md", *DAMAGE, "-f", "errorformat").stdout
    assert re.fullmatch(r"(.+?):(\d+):(\d+): (error|warning|info): (.+) \[LR\d{3} [a-z-]+\]\n", found)


def test_a_command_for_workflows_has_no_line_end_and_no_colon_of_its_own(run: Runner) -> None:
    run.write("a,b: 100%.md", TEXT)
    found = run("check", "a,b: 100%.md", *DAMAGE, "-f", "github").stdout
    assert found.startswith("::warning file=a%2Cb%3A 100%25.md,line=7,col=21,title=LR401 split-word::")
    assert found.count("\n") == 1


def test_sarif_is_what_its_schema_asks_for(paper: Runner) -> None:
    document = json.loads(paper("check", "paper.md", *DAMAGE, "-f", "sarif").stdout)
    assert document["version"] == "2.1.0"
    assert document["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "litreview"
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        (place,) = result["locations"]
        assert not place["physicalLocation"]["artifactLocation"]["uri"].startswith("/")
        assert all(number >= 1 for number in place["physicalLocation"]["region"].values())
    assert [rule["shortDescription"]["text"].endswith(".") for rule in rules] == [True]


def test_sarif_with_nothing_found_has_results_all_the_same(run: Runner) -> None:
    run.write("a.md", TEXT.replace("Strateg ic", "Strategic"))
    assert json.loads(run("check", "a.md", "-f", "sarif").stdout)["runs"][0]["results"] == []


def test_comments_and_a_baseline_leave_out_what_is_settled(paper: Runner) -> None:
    fails = ("paper.md", *DAMAGE, "--fail-on", "warning")
    paper("check", *fails, "--baseline", "known.json", "--write-baseline")
    answer = paper("check", *fails, "--baseline", "known.json")
    assert (answer.stdout, "Not shown: 1 of the baseline." in answer.stderr) == ("", True)
    paper.write("paper.md", "An introduction.\n\n" + TEXT)
    assert paper("check", *fails, "--baseline", "known.json").stdout == ""
    paper.write("paper.md", TEXT.replace("Strateg ic", "Strategic"))
    assert "1 finding of the baseline is gone" in paper("check", *fails, "--baseline", "known.json").stderr
    silent = TEXT.replace(
        "Lewis, J. (2006). A", "<!-- litreview: ignore LR401 as printed -->\nLewis, J. (2006). A"
    )
    paper.write("paper.md", silent)
    answer = paper("check", *fails)
    assert (answer.stdout, "Not shown: 1 silenced by comments." in answer.stderr) == ("", True)
    paper.write("paper.md", silent.replace(" as printed", ""))
    assert "gives no reason" in paper("check", *fails).stderr


def test_what_is_certain_is_mended_when_asked_for(paper: Runner) -> None:
    path = paper.folder / "paper.md"
    path.chmod(0o640)
    shown = paper("check", "paper.md", *DAMAGE, "--fix", "--diff", "--fail-on", "warning", code=1)
    assert "+Lewis, J. (2006). A Strategic view of the state. Reed." in shown.stdout
    assert path.read_text() == TEXT
    answer = paper("check", "paper.md", *DAMAGE, "--fix", "--fail-on", "warning")
    assert answer.stdout == ""
    assert "paper.md: 1 finding mended" in answer.stderr
    assert path.read_text() == TEXT.replace("Strateg ic", "Strategic")
    assert path.stat().st_mode & 0o777 == 0o640
    before = path.stat().st_mtime_ns
    assert "nothing to mend" in paper("check", "paper.md", *DAMAGE, "--fix").stderr
    assert path.stat().st_mtime_ns == before
    assert [one.name for one in paper.folder.iterdir()] == ["paper.md"]


def test_a_bibliography_is_mended_where_it_stands(run: Runner) -> None:
    bib = "% mine\r\n@book{a,\r\n  title = {A Strateg ic View},\r\n  note = {strategic},\r\n  year = 2006\r\n}\r\n"
    run.write("refs.bib", bib)
    run("check", "--bib", "refs.bib", *DAMAGE, "--fix")
    assert (run.folder / "refs.bib").read_bytes() == bib.replace("Strateg ic", "Strategic").encode()


@pytest.mark.parametrize("columns", ["40", "60", "80", "200"])
def test_nothing_is_wider_than_the_terminal(run: Runner, columns: str) -> None:
    run.write("a-paper-with-quite-a-long-name-of-its-own.md", (ROOT / "examples" / "paper.md").read_text())
    answer = run(
        "check", "a-paper-with-quite-a-long-name-of-its-own.md", "--certainty", "possible", env={"COLUMNS": columns},
        code=None,
    )  # fmt: skip
    assert max(map(width, (answer.stdout + answer.stderr).splitlines())) <= int(columns)


def test_nothing_that_steers_a_terminal_comes_out(run: Runner) -> None:
    run.write("a.md", TEXT.replace("Strateg ic", "Strateg\x1b[31m Strateg ic"))
    for form in ("table", "md", "csv", "json", "jsonl", "errorformat", "github", "sarif"):
        assert "\x1b" not in run("check", "a.md", "-f", form, code=None).stdout


def test_all_codes_are_listed_and_explained(run: Runner) -> None:
    listed = json.loads(run("check", "--list", "-f", "json").stdout)["rules"]
    assert {"LR401", "LR402"} <= {rule["code"] for rule in listed}
    assert all(rule["says"] and rule["effect"] for rule in listed)
    keys = run("explain", "-f", "keys").stdout.split()
    assert {rule["code"] for rule in listed} < set(keys)
    assert run("explain", "split-word").stdout == run("explain", "lr401").stdout
    assert "did you mean" in run("explain", "split-wrod", code=2).stderr


def hooks() -> list[dict[str, Any]]:  # Any: what YAML holds
    return yaml.load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506


def test_the_hook_runs_on_a_file(paper: Runner) -> None:
    (hook,) = hooks()
    assert hook.keys() >= {"id", "name", "entry", "language", "files"}
    assert hook["language"] == "python"  # its own environment, made from a clone
    assert re.search(hook["files"], "chapters/one.tex")
    assert not re.search(hook["files"], "setup.py")
    entry = shlex.split(hook["entry"])
    assert entry[0] == "litreview"
    assert "Strategic" in paper.bash(shlex.join([*entry, "paper.md"])).stdout
