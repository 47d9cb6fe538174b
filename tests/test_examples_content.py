"""The review that travels with the program holds what its README promises."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import litreview

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
NOTES = sorted((EXAMPLES / "notes").glob("*.md"))
REFERENCES = (ROOT / "references.bib").read_text(encoding="utf-8")
AUTHORITY = (EXAMPLES / "authority.bib").read_text(encoding="utf-8")
CODEBOOK: dict[str, Any] = tomllib.loads((EXAMPLES / "themes.toml").read_text(encoding="utf-8"))
RESERVED = {"label", "definition", "aliases"}
FREE = "to-check"
UNREAD = {"lewis2006", "segal2020"}
TAG = re.compile(r"(?<!\S)[+-]?#([a-z0-9][a-z0-9/-]*)")


def load_yaml(text: str) -> dict[str, Any]:
    values = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 -- it makes nothing but text
    assert isinstance(values, dict)
    return values


def themes(table: dict[str, Any], above: str = "") -> Iterator[str]:
    """Give the path and the aliases of every theme."""
    for name in table.keys() - RESERVED:
        yield from (above + name, *table[name].get("aliases", ()))
        yield from themes(table[name], above + name + "/")


def keys(bibliography: str) -> list[str]:
    return re.findall(r"^@[a-z]+\{(\w+),", bibliography, re.MULTILINE)


def is_known(tag: str) -> bool:
    facet, _, value = tag.partition("/")
    if facet in CODEBOOK["facets"]:
        return value in CODEBOOK["facets"][facet]["values"]
    return tag == FREE or tag in set(themes(CODEBOOK["themes"]))


def front_matter(path: Path) -> tuple[dict[str, Any], str]:
    """Split a notes file into its front matter and the rest."""
    text = path.read_text(encoding="utf-8")
    if not text.startswith("---\n"):
        return {}, text
    _, matter, rest = text.split("---\n", 2)
    return load_yaml(matter), rest


def tags(path: Path) -> Iterator[tuple[str, str]]:
    """Give the source and the tag of every tag in a notes file; the source is "" where none is named."""
    matter, text = front_matter(path)
    source = whole = matter.get("citekey") or matter.get("key") or path.stem.partition("@")[2]
    themed = matter.get("tags", matter.get("themes", []))
    yield from ((source, tag) for tag in ([themed] if isinstance(themed, str) else themed))
    for line in text.splitlines():
        if heading := re.match(r"#+ (?:.*@(\w+)|Chertoff \(2018\))?", line):
            source = heading[1] or ("chertoff2018" if "Chertoff" in line else whole)
        yield from ((source, tag) for tag in TAG.findall(line))


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_every_tag_is_in_the_codebook(path: Path) -> None:
    written = [tag for _, tag in tags(path)]
    assert written
    assert [tag for tag in written if not is_known(tag)] == []


def test_two_sources_are_left_untagged_and_one_heading_names_none() -> None:
    tagged = {source for path in NOTES for source, _ in tags(path)}
    assert tagged == set(keys(REFERENCES)) - UNREAD | {""}


def test_cooperation_is_the_thin_theme() -> None:
    pairs = {(source, tag.partition("/")[0]) for path in NOTES for source, tag in tags(path)}
    assert {source for source, theme in pairs if theme == "cooperation"} == {"scio2017", "unidir2017"}
    assert sum(theme == "threats" for _, theme in pairs) >= 6
    assert sum(theme == "governance" for _, theme in pairs) >= 6


def test_there_are_enough_notes_and_one_free_tag() -> None:
    text = "\n\n".join(front_matter(path)[1] for path in NOTES)
    blocks = [
        block for block in re.split(r"\n\s*\n", text) if not block.strip().startswith(("# ", "## ", "%%"))
    ]
    assert len(blocks) >= 35
    assert FREE in TAG.findall(text)


def test_the_draft_prints_all_eleven_references_of_the_list() -> None:
    draft = (EXAMPLES / "paper.md").read_text(encoding="utf-8")
    titles = re.findall(r"^\s*title\s*= \{(.*)\},$", REFERENCES, re.MULTILINE)
    assert len(titles) == len(keys(REFERENCES)) == len(keys(AUTHORITY)) == 11
    assert [title for title in titles if title not in draft] == []


@pytest.mark.parametrize("number", re.findall(r"isbn\s*= \{([\d-]+)\}", AUTHORITY))
def test_every_isbn_checks(number: str) -> None:
    digits = [int(digit) for digit in number.replace("-", "")]
    assert len(digits) == 13
    assert sum(digit * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0


def test_the_citation_file_names_this_version() -> None:
    citation = load_yaml((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["version"] == litreview.__version__
