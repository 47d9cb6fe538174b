"""The page on JSON tells of every key that the program writes, and of none that it does not."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from litreview.cli.app import run as litreview

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "json.md"
SAMPLES = {
    "litreview add": ["add", "damaged.bib", "references.bib"],
    "litreview list": ["list"],
    "litreview show": ["show", "a", "dhs2018", "knake2012", "unidir2017"],
    "litreview cites": ["cites", "text.md"],
    "litreview check": ["check", "paper.md"],
    "litreview check --list": ["check", "--list"],
    "litreview dedupe": ["dedupe"],
    "litreview dedupe --apply": ["dedupe", "--apply", "certain", "-n"],
    "litreview dedupe --rules": ["dedupe", "--rules"],
    "litreview explain": ["explain", "D02"],
    "litreview merge": ["merge", "knake2012", "clarke2010", "-n"],
    "litreview matrix": ["matrix", "--theme", "governance", "--gaps"],
    "litreview search": ["search", "norms"],
    "litreview status": ["status"],
    "litreview theme list": ["theme", "list"],
    "litreview theme show": ["theme", "show", "threats"],
    "litreview note list": ["note", "list"],
    "litreview log": ["log"],
    "litreview config list": ["config", "list"],
    "litreview sql": ["sql", "SELECT key FROM library"],
}
RARE = {
    "sources[].aliases[]",
    "sources[].authors[].prefix",
    "sources[].authors[].suffix",
    "sources[].inherited.*",
    "rule.examples[].fits",
    "rule.examples[].text",
}
"""Keys that the example review has no use for."""


def told(name: str) -> set[str]:
    part = PAGE.read_text(encoding="utf-8").partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `([^`]+)` \|", part, re.MULTILINE))


def keys(value: Any, at: str = "") -> Iterator[str]:  # Any: what JSON holds
    if isinstance(value, dict):
        for name, below in value.items():
            yield from keys(below, f"{at}.{name}" if at else name)
    elif isinstance(value, list):
        if not value:
            yield f"{at}[]?"
        for below in value:
            yield from keys(below, f"{at}[]")
    else:
        yield at


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the example review with an alias, a fact and a damaged file beside it."""
    folder = tmp_path_factory.mktemp("json")
    shutil.copytree(ROOT / "examples", folder, dirs_exist_ok=True)
    shutil.copyfile(ROOT / "references.bib", folder / "references.bib")
    twin = (folder / "references.bib").read_text(encoding="utf-8").partition("@book{knake2012")[0]
    twin = twin.replace("{buchanan2020", "{twin").replace("Harvard University Press", "Harvard UP, Belknap")
    (folder / "twin.bib").write_text(twin, encoding="utf-8")
    (folder / "damaged.bib").write_text("@book{a, title = {A}, doi = {10.1000/182}}\n@book{b, title = {B\n")
    (folder / "text.md").write_text("Segal (2016).[^1]\n\n[^1]: A. Roe, *Walls* (Peat, 1998), 3.\n")
    return folder


def answer(words: list[str], capsys: pytest.CaptureFixture[str]) -> Any:  # Any: what JSON holds
    litreview(words)
    return json.loads(capsys.readouterr().out)


def test_every_key_is_told(
    review: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(review)
    monkeypatch.delenv("LITREVIEW_DB", raising=False)
    for words in (
        ["theme", "import", "themes.toml"],
        ["add", "references.bib", "authority.bib", "twin.bib", "notes/"],
        ["tag", "knake2012", "-t", "threats"],
    ):
        assert litreview(words) == 0
    capsys.readouterr()
    for name, words in SAMPLES.items():
        document = answer([*words, "-f", "json"], capsys)
        assert document.pop("schema") == 1, name
        real = {found for found in keys(document) if not found.endswith("?")}
        real = {re.sub(r"[\w-]+$", "*", found) if name_depends(found, name) else found for found in real}
        page = told(name) | (told("litreview list") if name == "litreview show" else set())
        assert real - page == set(), f"{name} writes keys that the page does not have"
        assert page - real - RARE == set(), f"{name} writes no such keys"


def name_depends(key: str, name: str) -> bool:
    return bool(re.search(r"\b(?:identifiers|fields)\.[\w-]+$|notes\[\]\.facets\.[\w-]+$", key)) or (
        name == "litreview sql" and key.startswith("rows[].")
    )
