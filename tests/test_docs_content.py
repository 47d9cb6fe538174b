"""The pages hang together: links lead somewhere, every command and option is told of, and none that is not there."""

from __future__ import annotations

import importlib.util
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from litreview import errors
from litreview.actions.explaining import of_checks
from litreview.cli.app import SECTIONS, run
from litreview.matching.rules import RULES

if TYPE_CHECKING:
    from types import ModuleType

    from litreview.actions.explaining import Explanation

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
DECISIONS = DOCS / "explanation" / "how-dedupe-decides.md"
EFFECTS = {"veto": "Vetoes", "duplicate": "Rules for duplicates", "possible": "Rules for possible ones"}
REFERENCE = DOCS / "reference" / "commands.md"
NAMES = [name for section in SECTIONS.values() for name in section]
COMMAND = r"(?<![\w./-])litreview (?:-[qv] |-C \S+ |--db \S+ )*([a-z]+)\b(?: ([a-z]+)\b)?"
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|tmp|root|Users|private|mnt|opt|home/(?!ada\b)\w+)/")
GATE = "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/python -m pytest -q"
FIRST = "python3 -m venv .venv && .venv/bin/pip install -q -e . && .venv/bin/litreview demo"

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def without_code(text: str) -> str:
    return re.sub(r"^```.*?^```$|`[^`\n]*`", "", text, flags=re.MULTILINE | re.DOTALL)


def anchors(text: str) -> set[str]:
    """Give the names that headings have as the target of a link."""
    headings = re.findall(
        r"^#+ (.*)$", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE
    )
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^()\s]+)\)", without_code(page.read_text(encoding="utf-8"))):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), link


def test_every_page_is_in_the_index() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    linked = {(DOCS / link).resolve() for link in re.findall(r"\]\(([^()\s#]+)\)", index)}
    assert {page for page in DOCS.rglob("*.md") if page != DOCS / "README.md"} <= linked


@each_page
def test_no_page_names_a_machine(page: Path) -> None:
    assert not MACHINE_PATH.findall(page.read_text(encoding="utf-8"))


@each_page
def test_words_that_judge_the_reader_are_left_out(page: Path) -> None:
    words = without_code(page.read_text(encoding="utf-8"))
    assert not re.findall(r"\b(?:simply|just|easy|easily|obviously|of course)\b", words, re.IGNORECASE)


def test_readme_has_both_commands_alone_in_a_block() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in (FIRST, GATE):
        assert f"\n```sh\n{command}\n```\n" in text


def test_the_page_on_scripts_has_every_exit_code() -> None:
    table = (
        (DOCS / "how-to" / "scripts.md")
        .read_text(encoding="utf-8")
        .partition("## Exit codes")[2]
        .partition("```")[0]
    )
    codes = {value for name, value in vars(errors).items() if name.isupper() and isinstance(value, int)}
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)} == codes


def test_the_page_on_decisions_has_every_rule() -> None:
    text = DECISIONS.read_text(encoding="utf-8")
    before, start, rest = text.partition("<!-- rules -->\n")
    _, end, after = rest.partition("<!-- end of rules -->\n")
    assert start
    assert end
    now = before + start + rules_in_tables() + end + after
    if os.environ.get("UPDATE_CASES"):
        DECISIONS.write_text(now, encoding="utf-8")
    assert DECISIONS.read_text(encoding="utf-8") == now, "run with UPDATE_CASES=1"


def rules_in_tables() -> str:
    """Give all rules as the page has them: a table for each effect, in the order in which they are asked."""
    tables = []
    for effect, title in EFFECTS.items():
        rules = [rule for rule in RULES.values() if rule.effect == effect]
        relation = effect == "possible"
        tables.append(f"\n### {title}\n\n| rule | name | {'may be | ' if relation else ''}says |\n")
        tables.append(f"| --- | --- | {'--- | ' if relation else ''}--- |\n")
        tables += [
            f"| {rule.id} | {rule.name} | {f'{rule.relation} | ' if relation else ''}{rule.says} |\n"
            for rule in rules
        ]
    return "".join(tables) + "\n"


# The reference against the program ------------------------------------------------------------------


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_is_what_the_program_says(generate: ModuleType) -> None:
    now = generate.reference()
    if os.environ.get("UPDATE_CASES"):
        REFERENCE.write_text(now, encoding="utf-8")
    assert REFERENCE.read_text(encoding="utf-8") == now, "run python docs/generate.py"


def test_the_page_on_checks_is_what_they_say(generate: ModuleType) -> None:
    page, now = REFERENCE.with_name("checks.md"), generate.checks()
    if os.environ.get("UPDATE_CASES"):
        page.write_text(now, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == now, "run python docs/generate.py"


@pytest.mark.parametrize("one", of_checks().values(), ids=lambda one: one.code)
def test_a_check_says_what_it_finds_and_shows_it(one: Explanation) -> None:
    assert re.fullmatch(r"LR[1-4]\d\d [a-z]+(-[a-z]+)*", f"{one.code} {one.name}")
    first, *rest = one.says.split("\n")
    assert first.endswith(".")
    assert re.search(r"\b(?:certain|likely|possible|information)\b", " ".join(rest), re.IGNORECASE), (
        "says how sure"
    )
    assert [example.fits for example in one.examples] == [True, False], "a bad example, and a good one"
    assert all(example.text for example in one.examples)


JUDGING = re.compile(r"\b(?:fake[ds]?|fabricat\w+|hallucinat\w+|plagiari\w+)\b", re.IGNORECASE)


def test_words_are_evidence_and_no_verdicts() -> None:
    paths = [*(ROOT / "src").rglob("*.py"), *PAGES]
    assert [path for path in paths if JUDGING.search(path.read_text(encoding="utf-8"))] == []


def test_help_names_every_command_module(capsys: pytest.CaptureFixture[str]) -> None:
    modules = {
        path.stem
        for path in (ROOT / "src" / "litreview" / "cli").glob("*.py")
        if re.search(r"^def command\(|^app = ", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert run(["--help"]) == 0
    named = set(re.findall(r"^  (\w+)  ", capsys.readouterr().out, re.MULTILINE))
    assert modules == named == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_option_in_the_help_is_in_the_reference(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    pending = [[name]]
    while pending:
        words = pending.pop()
        assert run([*words, "--help"]) == 0
        told = capsys.readouterr().out
        part = text.partition(f"# litreview {' '.join(words)}\n")[2].partition("\n#")[0]
        assert part, words
        listed = re.findall(
            r"^  (?:-\w, )?(--?[\w-]+)", told.partition("Options:")[2].partition("Commands:")[0], re.MULTILINE
        )
        assert {option for option in listed if f"`{option}`" not in part} == {"--help"}
        pending += [
            [*words, below]
            for below in re.findall(r"^  (\w+)  ", told.partition("Commands:")[2], re.MULTILINE)
        ]


@each_page
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    code = [*re.findall(r"^```(?:sh|bash|console|makefile)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)]
    code += re.findall(r"`(litreview [^`\n]+)`", text)
    reference = REFERENCE.read_text(encoding="utf-8")
    for words in code:
        for name, below in re.findall(COMMAND, words):
            assert name in NAMES, words
            if f"# litreview {name} " in reference and below:
                assert f"# litreview {name} {below}\n" in reference, words
