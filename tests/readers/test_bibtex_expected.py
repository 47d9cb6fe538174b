"""Titles and people of BibTeX files are what another parser, tried for years on users' files, makes of them.

The files and what is expected of them are retorquere's (bibtex-parser, MIT); they are no part of the project.
Where we differ on purpose, the reason is written here.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from litreview.readers.bibtex import read_bibtex
from litreview.text.inheritance import completed
from litreview.text.person import whole_family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import Person, Record

HOME = Path(__file__).parents[2].parent / "shared/data/bibliographies/retorquere+bibtex-parser"
LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
ROLES = ("author", "editor", "translator", "bookauthor")
REASONABLE = 0.995
"""Share of titles, and of people, that have to be equal, apart from what is declared below."""

pytestmark = pytest.mark.skipif(not HOME.is_dir(), reason="the shared bibliographies are not here")

DECLARED = {
    "an organisation without braces is kept whole": {
        "group_ComplexNesting",
        "name_Delimiter",
        "position_IbidWithSuffix",
    },
    "so is an acronym, of three letters as well": {"10.12:88b", "10.14:98"},
    "a person with one name has it for a family name": {"Waskom2016"},
    "initials before a family name begin a new person: M. Halle, J. Bresnan": {"Bresnan:78", "Montague:73"},
    "as do two names that are nothing but initials behind: Miller, D., Firby, J.": {"miller85"},
    "an accent without a letter under it is not shown": {"MunafAClarkFlint05"},
    "the name of a program is written on the line: LaTeX": {"ArbesmanvonSecondname2001"},
    "a blank in a formula stays": {"Keller_2014"},
    "a formula whose marks are escaped is text, and its circumflex no accent": {"mies1973"},
    "theirs was read with all LaTeX left as it is": {"MittelbachLaTeXCompanion2006"},
}
"""Why we differ on purpose, and in which entries (their keys)."""


def _plain(text: str) -> str:
    """Take off what theirs has and plain text has not."""
    text = re.sub(r"</?(?:i|b|sub|sup|span|a|em)\b[^<>]*>", "", text)  # markup is kept in the value
    text = unicodedata.normalize("NFKC", text)  # µ for 𝜇, ² for 2, a blank for one that does not break
    text = text.replace("\u0304", "\u0305").replace(
        "\u200b", ""
    )  # a bar over a digit; a place to break a line
    return " ".join(text.split())


def _theirs(person: dict[str, str]) -> tuple[str, ...]:
    family = " ".join(part for part in (person.get("prefix", ""), person.get("lastName", "")) if part)
    named = (family, person.get("firstName", ""), person.get("suffix", ""), person.get("name", ""))
    return tuple(map(_name, named))


def _ours(person: Person) -> tuple[str, ...]:
    return tuple(map(_name, (whole_family(person), person.given, person.suffix, person.literal)))


def _name(text: str) -> str:
    """Give a name so that it does not matter where its particle ends, or how it touches: d'Alembert."""
    return re.sub(r"(?<=['’-]) ", "", _plain(text))


def _pairs() -> Iterator[tuple[dict[str, Any], Record]]:
    """Give each entry that they expect with the record that we read."""
    for expected in sorted((HOME / "expected").rglob("*.yaml")):
        found = sorted((HOME / "test").glob(f"**/{expected.parent.name}/{_escaped(expected.stem)}"))
        entries = yaml.load(expected.read_text("utf-8"), LOADER)  # noqa: S506  (it makes texts only)
        if not found or isinstance(entries, str):  # an error that they expect
            continue
        read = read_bibtex(found[0].read_bytes(), expected.stem)
        records = completed([block.record for block in read.blocks if block.record])
        by_key: defaultdict[str, list[Record]] = defaultdict(list)
        for record in records:
            by_key[record.key].append(record)
        for key, alike in by_key.items():  # an entry behind % has no fields left
            by_key[key] = [record for record in alike if record.fields] if len(alike) > 1 else alike
        for entry in entries["entries"]:
            yield entry["fields"], by_key[entry.get("key", "")].pop(0)


def _escaped(name: str) -> str:
    """Give a name so that a pattern of names stands for it alone."""
    return re.sub(r"([*?[])", r"[\1]", name)


def test_titles_and_people_are_theirs() -> None:
    declared = set().union(*DECLARED.values())
    seen: Counter[str] = Counter()
    same: Counter[str] = Counter()
    differing: set[str] = set()
    for fields, record in _pairs():
        pairs = (
            [("titles", _plain(fields["title"]), _plain(record.text("title")))] if "title" in fields else []
        )
        for role in ROLES:
            theirs = list(map(_theirs, fields.get(role, ())))
            ours = [_ours(person) for person in record.people if person.role == role]
            pairs += [("people", one, other) for one, other in zip_longest(theirs, ours) if theirs]
        for kind, one, other in pairs:
            seen[kind] += 1
            same[kind] += one == other or record.key in declared
            if one != other:
                differing.add(record.key)
    assert differing == declared
    assert seen["titles"] > 1000
    assert seen["people"] > 2000
    assert same["titles"] / seen["titles"] >= REASONABLE
    assert same["people"] / seen["people"] >= REASONABLE
