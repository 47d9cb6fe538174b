"""Carry plain text and names without LaTeX into a bibliography, and back, so that nothing changes on the way."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from litreview.model import Field, Person
from litreview.text.latex import collapse, is_verbatim, to_text, verbatim_text
from litreview.text.namelists import split_list
from litreview.text.names import PLAIN, parse_names
from litreview.text.namewords import OTHERS, SUFFIX, are_initials, is_initials, is_inverted, says_organisation

if TYPE_CHECKING:
    from collections.abc import Callable

_SPECIAL = re.compile(r"[&%#$_\\{}~^`]|-(?=-)|'(?=')")
_WRITTEN = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "`": r"{\textasciigrave}",
    "-": r"-\/",  # two hyphens would become a dash
    "'": r"'\/",
}
_AND = re.compile(r"(?<!\S)and(?!\S)", re.IGNORECASE)
_SEMICOLON = re.compile(r"[;；](?![^{}]{0,300}\})")  # none in the braces of an organisation
_MANY_WORDS = 5  # a person's name without a comma is shorter: "Maria da Silva Santos"
_PAIR = 2


def latex(text: str) -> str:
    """Give plain text as LaTeX that shows just that: `to_text(latex(text))` is the text, white space apart."""
    if not _SPECIAL.search(text):
        return text
    return _SPECIAL.sub(lambda found: _WRITTEN.get(found[0], "\\" + found[0]), text)


def field(name: str, text: str, line: int = 0, *, value: str | None = None) -> Field:
    """Give a field of plain text; its text is what its value shows. value is its LaTeX where that is known."""
    if value is None and text.isascii() and not _SPECIAL.search(text) and _is_tidy(text):
        return Field(name, text, text, line)  # as most are: nothing to write otherwise, nothing to read
    if value is None:
        value = text if is_verbatim(name) else latex(text)
    value = collapse(name, value)
    return Field(name, value, verbatim_text(value) if is_verbatim(name) else to_text(value), line)


def _is_tidy(text: str) -> bool:
    return text.isprintable() and "  " not in text and text == text.strip()


def name_value(person: Person) -> str:
    """Give a name as BibTeX writes it, safe from being taken apart at a comma or an "and" inside it."""
    return f"{person.family}, {person.given}" if _is_plain(person) else _name_value(person)


@lru_cache(maxsize=8192)  # the same people come back
def _name_value(person: Person) -> str:
    if person.literal:
        whole = latex(person.literal)
        guard = "{}" if whole.startswith("\\") else ""  # "{\\x" starts an accent, not a name that is whole
        return "others" if person.literal == "others" else "{" + guard + whole + "}"
    value = _loose(person)
    same = parse_names(value, person.role) == (person,)
    return (
        value if same else _value(person, _braced)
    )  # "{de la Mata}, María": the particle is part of the name


def _loose(person: Person) -> str:
    """Give a name with its parts, which BibTeX parts again as it does: "de" becomes a prefix."""
    value = _value(person, _part)
    return value if len(split_list(value)) == 1 else _value(person, _braced)


def _value(person: Person, part: Callable[[str], str]) -> str:
    family = " ".join(part(text) for text in (person.prefix, person.family) if text)
    if person.suffix:
        return f"{family}, {part(person.suffix)}, {part(person.given)}"
    if person.given:
        return f"{family}, {part(person.given)}"
    return f"{family}," if " " in family else family


def _part(text: str) -> str:
    return _braced(text) if "," in text or _AND.search(text) else latex(text)


def _braced(text: str) -> str:
    return "{" + latex(text) + "}"


def canonical(person: Person) -> Person | None:
    """Give the person as reading the name in BibTeX gives them; None for an empty name.

    So the same person has the same parts whatever format names them: "de" is a prefix wherever it stands.
    """
    return person if _is_plain(person) else _canonical(person)


def _is_plain(person: Person) -> bool:
    """Whether a name is one that BibTeX reads just as it is."""
    bare = not person.prefix and not person.suffix and not person.literal
    return bare and PLAIN.fullmatch(f"{person.family}, {person.given}") is not None


@lru_cache(maxsize=8192)  # the same people come back
def _canonical(person: Person) -> Person | None:
    found = parse_names(name_value(person) if person.literal else _loose(person), person.role)
    return found[0] if found else None


@lru_cache(maxsize=8192)  # the same people come back
def read_name(text: str, role: str) -> Person | None:
    """Read one name in plain text: "Family, Given", "Family, Given, Jr.", "Smith J.A.", "Given Family".

    An organisation is kept whole: one in braces, one with a comma at its end (EndNote's way), and a
    name without a comma that has a word of organisations, or too many words. "et al." is "others".
    """
    if plain := PLAIN.fullmatch(text):
        return Person(role, plain[1], plain[2])
    text = " ".join(text.split())
    if OTHERS.fullmatch(text):
        return Person(role, literal="others")
    whole = text.strip("{}") if text.startswith("{") and text.endswith("}") else text.rstrip(",")
    if whole != text:
        return Person(role, literal=whole.strip()) if whole.strip() else None
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1:
        return _without_comma(text, role)
    if len(parts) > _PAIR + 1 or not parts[0] or says_organisation(parts[0]):
        return Person(role, literal=text)
    given, suffix = parts[1], "".join(parts[2:])
    if suffix and SUFFIX.fullmatch(given) and not SUFFIX.fullmatch(suffix):
        given, suffix = suffix, given
    return canonical(Person(role, family=parts[0], given=given, suffix=suffix))


def _without_comma(text: str, role: str) -> Person | None:
    if not text:
        return None
    words = text.split()
    if len(words) == 1:
        acronym = len(text) > 1 and text.isupper() and text.isalpha()
        return canonical(Person(role, literal=text) if acronym else Person(role, family=text))
    if says_organisation(text) or len(words) >= _MANY_WORDS or any(map(str.isdecimal, text)):
        return Person(role, literal=text)
    if is_inverted(text):
        at = len(words) - 1
        while at > 1 and is_initials(words[at - 1]):
            at -= 1
        return canonical(Person(role, family=" ".join(words[:at]), given=" ".join(words[at:])))
    found = parse_names(latex(text), role)
    return found[0] if found else None


def read_people(text: str, role: str) -> tuple[Person, ...]:
    """Read a list of names in plain text, parted by semicolons, by "and", or by commas where those are no part
    of the names ("Smith J., Doe A."; "Smith, J., Doe, A.").
    """
    plain = [PLAIN.fullmatch(name) for name in text.split(" and ")]
    if all(plain):
        return tuple(Person(role, name[1], name[2]) for name in plain if name)
    names = _parted(" ".join(text.split()))
    people = (read_name(name, role) for name in names)
    return tuple(person for person in people if person is not None)


def _parted(text: str) -> list[str]:
    if ";" in text or "；" in text:
        return [part.strip() for part in _SEMICOLON.split(text)]
    if text.startswith("{") and text.endswith("}"):
        return [text]
    if re.search("[、，]", text):
        return re.split("[、，]", text)
    if says_organisation(_AND.sub(" ", text.split(",", maxsplit=1)[0])):
        return [text]
    if _AND.search(text):
        return [name for part in _AND.split(text) for name in _at_commas(part.strip().rstrip(",").strip())]
    return _at_commas(text)


def _at_commas(text: str) -> list[str]:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1:
        return [text]
    if all(is_inverted(part) or OTHERS.fullmatch(part) for part in parts):
        return parts
    if len(parts) % _PAIR == 0 and all(are_initials(part) for part in parts[1::2]):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    if len(parts) > _PAIR and all(" " in part for part in parts):
        return parts
    return [text]


def write_name(person: Person) -> str:
    """Give a name in plain text that `read_name` reads as the same person; braces only where it takes them."""
    if person.literal == "others":
        return "et al."
    if person.literal:
        plain = person.literal
        same = ";" not in plain and not _AND.search(plain) and read_name(plain, person.role) == person
        return plain if same else "{" + plain + "}"
    family = " ".join(part for part in (person.prefix, person.family) if part)
    return ", ".join(part for part in (family, person.given, person.suffix) if part)


def write_people(people: tuple[Person, ...]) -> str:
    """Give names as a list parted by semicolons."""
    return "; ".join(map(write_name, people))
