"""The scripts that people keep run as they stand: careful shells, pipes that close early, again and again."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Runner

ROOT = Path(__file__).parents[1]

WEEKLY = """
litreview add references.bib notes/ --origin zotero
litreview dedupe --apply certain --exit-zero
litreview dedupe --certainty likely --format md -o todo-duplicates.md || [ $? -eq 1 ]
litreview list --untagged --format keys
"""
BY_QUERY = """
litreview search 'norms OR treaty' --format keys | litreview tag --keys-from - -t governance
litreview tag knake2012 -t threats -p 6 --quote "a definition of cyber war"
litreview theme list --format keys | grep -v / | while read -r t; do
  litreview matrix -t "$t" --cell cite --format md -o "matrix-$t.md"; done
litreview matrix --theme governance --gaps
"""
FROM_A_PIPE = """
key=$(litreview list --format keys --sort -year | head -n 1)
printf 'Norms need enforcement.\\n' | litreview note add "$key" - -p 12 -t governance --quote
litreview sql 'select theme, count(*) as n from matrix group by theme' --format csv
"""
SYSTEMATIC = """
litreview init -t threats -t governance -t cooperation
litreview add scopus.bib --origin Scopus; litreview add wos.bib --origin "Web of Science"
litreview add --from bibtex --origin PubMed - < pubmed.bib
litreview dedupe --apply certain --exit-zero
"""
GATE = """
litreview check ch1.tex ch2.tex --bib references.bib --fail-on error --format errorformat
litreview export --bib references.bib --cited-in ch1.tex --cited-in ch2.tex --format biblatex -o build.bib
"""
EXPORTING = """
litreview export --theme governance --format bibtex -o build.bib --key-map keys.tsv
litreview matrix --theme governance --cell cite -f md | head -n 1
litreview list --untagged -0 | xargs -0 -r -n 1 litreview show | head -n 1
"""
RECORD = "@book{{{key}, author = {{Doe, {key}}}, title = {{On {key}}}, year = {{20{number}}}}}\n"
COPY = """@article{{{key}, author = {{Hale, Mira}}, title = {{Tidal Harbours and the Price of Trust}},
  journal = {{Port Studies}}, volume = {{12}}, pages = {{201--220}}, year = {{2015}}}}
"""
BUFFERING = pytest.mark.parametrize(
    "env", [pytest.param({}, id="buffered"), pytest.param({"PYTHONUNBUFFERED": "1"}, id="unbuffered")]
)


@BUFFERING
def test_a_gate_before_latexmk(run: Runner, env: dict[str, str]) -> None:
    shutil.copyfile(ROOT / "references.bib", run.folder / "references.bib")
    run.write("ch1.tex", "\\section{Order}\nStates came back \\autocite[12]{segal2016}.\n")
    run.write("ch2.tex", "Data \\parencite{schneier2015, chertoff2018}.\n")
    answer = run.bash(GATE, env=env)
    assert all(": warning: " in line or ": info: " in line for line in answer.stdout.splitlines())
    assert (run.folder / "build.bib").read_text(encoding="utf-8").count("@") == 3
    assert not (run.folder / "litreview.db").exists()


@BUFFERING
def test_every_monday(review: Runner, env: dict[str, str]) -> None:
    first = review.bash(WEEKLY, env=env)
    assert first.stdout.splitlines()[-2:] == ["lewis2006", "segal2020"]
    todo = (review.folder / "todo-duplicates.md").read_text(encoding="utf-8")
    assert todo.splitlines()[2:] == []  # a head, and nothing to do
    second = review.bash(WEEKLY, env=env)
    assert "nothing changed" in second.stderr
    assert second.stdout.splitlines()[-2:] == ["lewis2006", "segal2020"]


@BUFFERING
def test_tagging_by_query_and_a_matrix_for_each_chapter(review: Runner, env: dict[str, str]) -> None:
    answer = review.bash(BY_QUERY, env=env)
    assert "Gap: International rules rests on 2 sources" in answer.stdout
    written = (review.folder / "matrix-governance.md").read_text(encoding="utf-8")
    assert "[@knake2012, ch. 5]" in written
    assert len(list(review.folder.glob("matrix-*.md"))) == 3
    review.bash(BY_QUERY, env=env)


@BUFFERING
def test_a_note_from_a_pipe_and_numbers_for_the_supervisor(review: Runner, env: dict[str, str]) -> None:
    answer = review.bash(FROM_A_PIPE, env=env)
    assert answer.stdout.startswith("theme,n\ncooperation,1\n")
    assert '"Norms need enforcement." (12) #governance' in " ".join(
        review("show", "buchanan2020", env={"COLUMNS": "200"}).stdout.split()
    )


@BUFFERING
def test_a_small_systematic_review(run: Runner, env: dict[str, str]) -> None:
    for number, name in enumerate(("scopus", "wos", "pubmed"), 10):
        run.write(f"{name}.bib", RECORD.format(key=name, number=number) + COPY.format(key=f"{name}1"))
    run.bash(SYSTEMATIC, env=env)
    assert run("list", "-f", "keys").stdout.split() == ["pubmed", "scopus", "scopus1", "wos"]
    assert "also          pubmed1, wos1" in run("show", "scopus1").stdout
    assert "from Web of Science" in run("show", "wos").stdout
    assert "from PubMed" in run("show", "pubmed").stdout
    assert run("theme", "list", "-f", "keys").stdout.split() == ["threats", "governance", "cooperation"]


@BUFFERING
def test_an_export_and_early_ends(review: Runner, env: dict[str, str]) -> None:
    review("tag", "segal2020", "lewis2006", "-t", "threats")
    answer = review.bash(EXPORTING, env=env)
    assert answer.stdout.startswith("| Source |")
    assert (review.folder / "keys.tsv").read_text(encoding="utf-8").strip() == ""
    assert (review.folder / "build.bib").read_text(encoding="utf-8").count("@") == 9


def test_keys_with_nul_go_through_xargs(review: Runner) -> None:
    answer = review.bash("litreview list --untagged -0 | xargs -0 -n 1 litreview show > shown.txt")
    assert answer.stderr == ""


def test_the_weekly_script_of_the_examples(review: Runner) -> None:
    for _ in range(2):
        answer = review.bash("bash weekly.sh")
        assert answer.stdout.endswith("Still to tag:\nlewis2006\nsegal2020\n")
    assert (review.folder / "matrix-governance.md").exists()


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not here")
def test_a_citable_matrix_compiles_without_a_warning(review: Runner) -> None:
    answer = review.bash(
        "litreview matrix --theme governance --cell cite -f md"
        " | pandoc --citeproc --bibliography references.bib --fail-if-warnings -t plain"
    )
    assert answer.stderr == ""
    assert "Knake" in answer.stdout


def test_the_demo_runs_twice_in_one_folder(run: Runner) -> None:
    first = run("demo", "d")
    assert first.stderr == ""
    assert "$ litreview matrix" in first.stdout
    paper = run.folder / "d" / "paper.md"
    paper.write_text("mine\n", encoding="utf-8")
    again = run("demo", "d").stdout
    assert "nothing changed" in again
    assert paper.read_text(encoding="utf-8") == "mine\n"
    assert {path.name for path in run.folder.iterdir()} == {"d"}


def test_the_console_script_is_the_module(review: Runner) -> None:
    script = Path(review.words()[0]).with_name("litreview")
    if not script.exists():
        pytest.skip("litreview is not installed beside this Python")
    done = subprocess.run([script, "--version"], env=review.env, capture_output=True, text=True, check=True)
    assert done.stdout == review("--version").stdout
