"""Read and write the codebook: themes with their sub-themes, and facets, as TOML that a person can edit.

[themes.threats]
label = "Threats"
definition = "What endangers people, firms and states."
aliases = ["risks"]

[themes.threats.malware]        # a sub-theme: threats/malware

[facets.actor]
definition = "Who acts"
values = ["china", "united states"]
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from litreview.errors import InputError
from litreview.model import Codebook, Facet, Theme
from litreview.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RESERVED = frozenset({"label", "definition", "aliases"})
"""What a theme's table says of the theme itself; no sub-theme can have such a name."""
_FACET_NAMES = frozenset({"label", "definition", "values"})
_SHAPE = "a theme has label, definition, aliases and sub-themes as tables"

_NOT_IN_A_NAME = re.compile(r"\W")  # \w: the letters and digits of every script, and "_"
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")

_Table = dict[str, Any]  # what tomllib gives: strings, numbers, dates, lists and tables


def valid_path(path: str) -> bool:
    """Whether a path can name a theme, so that a note can say it as #path.

    Its parts, between slashes, are of letters, digits, "-" and "_", with a letter somewhere; "label",
    "definition" and "aliases" are taken.
    """
    parts = path.split("/")
    return any(letter.isalpha() for letter in path) and all(
        part and part not in RESERVED and not part.startswith("-") and not part.endswith("-") and fold(part)
        and all(_in_name(letter) for letter in part)
        for part in parts
    )  # fmt: skip


def slug(words: str) -> str:
    """Give the path that comes nearest to some words: "Information sharing" gives "information-sharing"."""
    parts = ("-".join(_NOT_IN_A_NAME.sub(" ", part.lower()).split()) for part in words.split("/"))
    return "/".join(part for part in parts if part)


def _in_name(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return letter in "-_" or kind[0] in "LM" or kind == "Nd"


def in_order(themes: Iterable[Theme]) -> tuple[Theme, ...]:
    """Put themes as a codebook lists them: each below its parent, otherwise in the order given."""
    themes = list(themes)
    there = {theme.path for theme in themes}
    below: dict[str, list[Theme]] = {}
    for theme in themes:
        below.setdefault(theme.parent if theme.parent in there else "", []).append(theme)

    def walk(parent: str) -> Iterator[Theme]:
        for theme in below.get(parent, ()):
            yield theme
            yield from walk(theme.path)

    return tuple(walk(""))


# Reading -------------------------------------------------------------------------------------------


def read_codebook(text: str, path: str) -> Codebook:
    """Read a codebook.

    Takes the TOML text and the path to name in errors. Raises InputError, with the line, for text that is
    no TOML, for a name that is not known, and for a path or alias that stands for two themes.
    """
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r" \(at line (\d+), column \d+\)| \(at end of document\)", str(error))
        line = int(place.group(1)) if place and place.group(1) else text.count("\n") + 1
        message = str(error)[: place.start()] if place else str(error)
        raise InputError(
            path, line, f"not valid TOML: {message}", "correct the line; nothing was changed"
        ) from error
    except RecursionError as error:
        raise InputError(path, 0, "lists are nested too deep", _SHAPE) from error
    reading = _Reading(text, path)
    for name in data:
        if name not in {"themes", "facets"}:
            raise reading.error(
                name, f'there is no place for "{name}"', "a codebook has [themes.NAME] and [facets.NAME]"
            )
    themes = tuple(reading.themes("", reading.table("themes", data.get("themes", {}))))
    facets = tuple(reading.facets(reading.table("facets", data.get("facets", {}))))
    reading.refuse_double_names(themes, facets)
    return Codebook(themes, facets)


class _Reading:
    """Turns the tables of one file into themes and facets, and finds the lines for errors."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path

    def error(self, name: str, message: str, hint: str) -> InputError:
        """Make an error that points to the first line which sets, heads or lists the name."""
        word = re.escape(name)
        heads_or_sets = rf"^[ \t]*(?:\[+(?:[^\]\n]*[.\"'])?{word}[\"']?[ \t]*\]|[\"']?{word}[\"']?[ \t]*[.=])"
        place = re.search(heads_or_sets, self.text, re.MULTILINE)
        place = place or re.search(rf"[\"'\[.]{word}[\"'\].]", self.text)
        line = self.text.count("\n", 0, place.start() + 1) + 1 if place else 0
        return InputError(self.path, line, message, hint)

    def table(self, name: str, value: Any) -> _Table:  # Any: whatever the file holds there
        """Give a value that has to be a table."""
        if not isinstance(value, dict):
            raise self.error(name.rpartition(".")[2], f"{name} is no table", _SHAPE)
        return value

    def themes(self, parent: str, table: _Table) -> Iterator[Theme]:
        """Yield the themes of a table, each before those inside it."""
        for name, value in table.items():
            if parent and name in RESERVED:
                continue
            path = f"{parent}/{name}" if parent else name
            inside = self.table(f"themes.{path.replace('/', '.')}", value)
            if not valid_path(path) or "/" in name:
                raise self.error(
                    name,
                    f'"{name}" cannot name a theme',
                    f'call it "{slug(name) or "theme"}", and put the rest in its label',
                )
            yield Theme(
                path,
                self.words(name, inside, "label"),
                self.words(name, inside, "definition"),
                self.list(name, inside, "aliases"),
            )
            yield from self.themes(path, inside)

    def facets(self, table: _Table) -> Iterator[Facet]:
        """Yield the facets; a list alone stands for the values."""
        for name, value in table.items():
            inside = {"values": value} if isinstance(value, list) else self.table(f"facets.{name}", value)
            if not valid_path(name) or "/" in name:
                raise self.error(name, f'"{name}" cannot name a facet', f'call it "{slug(name) or "facet"}"')
            for key in inside:
                if key not in _FACET_NAMES:
                    raise self.error(
                        key, f'a facet has no "{key}"', "a facet has label, definition and values"
                    )
            yield Facet(
                name,
                self.words(name, inside, "label"),
                self.words(name, inside, "definition"),
                self.list(name, inside, "values"),
            )

    def words(self, owner: str, table: _Table, name: str) -> str:
        """Give a value that has to be text."""
        value = table.get(name, "")
        if not isinstance(value, str):
            raise self.error(owner, f"the {name} of {owner} is no text", f'put it in quotes: {name} = "..."')
        return value

    def list(self, owner: str, table: _Table, name: str) -> tuple[str, ...]:
        """Give a value that has to be a list of texts."""
        value = table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.error(
                owner, f"the {name} of {owner} are no list of texts", f'write {name} = ["one", "two"]'
            )
        return tuple(value)

    def refuse_double_names(self, themes: Iterable[Theme], facets: Iterable[Facet]) -> None:
        """Raise where one written word would stand for two things."""
        meant: dict[str, str] = {}
        for name, owner in (
            *((facet.name, f"the facet {facet.name}") for facet in facets),
            *((theme.path, f"the theme {theme.path}") for theme in themes),
            *((alias, f"the theme {theme.path}") for theme in themes for alias in theme.aliases),
        ):
            other = meant.setdefault(same_path(name), owner)
            if other != owner:
                raise self.error(
                    name.rpartition("/")[2],
                    f'"{name}" stands for {other} and for {owner}',
                    "rename one of them",
                )


def same_path(path: str) -> str:
    """Give a path for comparison: each part without case, accents and punctuation."""
    return "/".join(fold(part) for part in path.strip().strip("/").split("/"))


# Writing -------------------------------------------------------------------------------------------


def write_codebook(codebook: Codebook) -> str:
    """Give the codebook as TOML; reading that gives the same codebook."""
    tables = [_theme_table(theme) for theme in codebook.themes]
    tables += [_facet_table(facet) for facet in codebook.facets]
    return "\n".join(tables)


def _theme_table(theme: Theme) -> str:
    lines = [f"[themes.{'.'.join(map(_key, theme.path.split('/')))}]"]
    lines += _filled(label=theme.label, definition=theme.definition)
    if theme.aliases:
        lines.append(f"aliases = {_strings(theme.aliases)}")
    return "\n".join(lines) + "\n"


def _facet_table(facet: Facet) -> str:
    lines = [f"[facets.{_key(facet.name)}]", *_filled(label=facet.label, definition=facet.definition)]
    if facet.values:
        lines.append(f"values = {_strings(facet.values)}")
    return "\n".join(lines) + "\n"


def _filled(**values: str) -> list[str]:
    return [f"{name} = {_string(value)}" for name, value in values.items() if value]


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _string(name)


def _strings(values: Iterable[str]) -> str:
    return f"[{', '.join(map(_string, values))}]"


def _string(value: str) -> str:
    """Give a TOML string; more than one line as TOML's text in three quotes."""
    several = "\n" in value
    escaped = "".join(_escape(letter, several=several) for letter in value)
    return f'"""\n{escaped}"""' if several else f'"{escaped}"'


def _escape(letter: str, *, several: bool) -> str:
    if letter in '"\\':
        return "\\" + letter
    if letter == "\n" and several:
        return letter
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x20 or ord(letter) == 0x7F else letter  # noqa: PLR2004 -- controls
