"""Take the names of a bibliography apart: "First von Last", "von Last, First", "von Last, Jr, First".

The rules are BibTeX's own (Oren Patashnik, BibTeXing, 1988, section 4) with BibLaTeX's
`family=..., given=...`. No name is guessed at: an organisation in braces, a name with too many commas
and a Chinese, Japanese or Korean name without one are kept whole, as `literal`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from litreview.model import Person
from litreview.text.fold import fold
from litreview.text.latex import to_text

_UNESCAPED_BRACE = re.compile(r"\\[{}]|([{}])")
_TIE = re.compile(r"(?<!\\)~")
_EXTENDED = re.compile(r"\s*(family|given|prefix|suffix|id|useprefix|[a-z]+-i)\s*=", re.IGNORECASE)
_EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u3005\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\u00b7\u30fb \U00020000-\U0003ffff]+"
)
_MOST_PARTS = 3  # von Last, Jr, First


def parse_names(value: str, role: str) -> tuple[Person, ...]:
    """Give the people of a name list in LaTeX, in its order, their parts in Unicode.

    `and` parts names outside braces only; `others` becomes a person whose literal is "others";
    an empty name is skipped. Never raises.
    """
    people = (_parse_name(name, role) for name in _split_list(value))
    return tuple(person for person in people if person is not None)


def display(person: Person) -> str:
    """Give the name as a list shows it: "Knake, Robert K.", "van der Berg, Jan", "King, M. L., Jr."."""
    if person.literal:
        return person.literal
    family = f"{person.prefix} {person.family}" if person.prefix else person.family
    return ", ".join(part for part in (family, person.given, person.suffix) if part)


def sort_name(person: Person) -> str:
    """Give what the name is sorted by: folded, the family name first and its prefix last."""
    return fold(person.literal or f"{person.family} {person.given} {person.suffix} {person.prefix}")


def _split_list(value: str) -> list[str]:
    """Part a name list at the word "and" outside braces."""
    words = value.split()
    if "and" not in words and "and" not in value.lower().split():
        return [" ".join(words)]
    nested = "{" in value
    names: list[str] = []
    name: list[str] = []
    depth = 0
    for word in words:
        if depth <= 0 and word.lower() == "and":
            names.append(" ".join(name))
            name = []
            continue
        name.append(word)
        if nested:
            depth += _depth(word)
    names.append(" ".join(name))
    return names


def _depth(word: str) -> int:
    """Count how many braces a word opens more than it closes."""
    if "\\" in word:
        braces = _UNESCAPED_BRACE.findall(word)
        return braces.count("{") - braces.count("}")
    return word.count("{") - word.count("}")


@lru_cache(maxsize=8192)  # the same people come back: a name costs ten times less the second time
def _parse_name(name: str, role: str) -> Person | None:
    if name.lower() == "others":
        return Person(role, literal="others")
    if "=" in name and _EXTENDED.match(name):
        return _extended(name, role)
    parts = _split_outside_braces(name, ",")
    if _is_braced(name) or len(parts) > _MOST_PARTS:
        return _whole(to_text(name), role)
    return _without_comma(name, role) if len(parts) == 1 else _with_comma(parts, role)


def _whole(text: str, role: str) -> Person | None:
    return Person(role, literal=text) if text else None


def _with_comma(parts: list[str], role: str) -> Person | None:
    """Read "von Last, First" and "von Last, Jr, First"; what stands alone is the family name."""
    prefix, family = _part_prefix(parts[0])
    given, suffix = to_text(parts[-1]), to_text(parts[1]) if len(parts) == _MOST_PARTS else ""
    if family:
        return Person(role, family=family, given=given, prefix=prefix, suffix=suffix)
    alone = given or suffix
    return Person(role, family=alone) if alone else None


def _is_braced(name: str) -> bool:
    r"""Whether one pair of braces holds the whole name; `{\"O}zal` and `{A} and {B}` are not."""
    if not (name.startswith("{") and name.endswith("}")) or name.startswith("{\\"):
        return False
    depth = 0
    for brace in _UNESCAPED_BRACE.finditer(name):
        depth += (brace[1] == "{") - (brace[1] == "}")
        if depth == 0 and brace[1] is not None:
            return brace.end() == len(name)
    return False


def _split_outside_braces(text: str, separator: str) -> list[str]:
    """Split at a character outside braces; the parts keep their LaTeX."""
    if separator not in text:
        return [text]
    if "{" not in text:
        return text.split(separator)
    parts: list[str] = []
    depth = 0
    for piece in text.split(separator):
        if depth > 0:
            parts[-1] += separator + piece
        else:
            parts.append(piece)
        depth += _depth(piece)
    return parts


def _words(text: str) -> list[str]:
    """Part a name into words at white space and ties outside braces."""
    return [word for word in _split_outside_braces(" ".join(_TIE.sub(" ", text).split()), " ") if word]


def _is_lower(word: str) -> bool:
    r"""Whether a word is of the "von" part: its first letter is small (braces hide it, `{\'e}` does not)."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    if word[0] not in "{\\":
        letter = next((letter for letter in word if letter.isalpha() or letter == "{"), "")
        return letter.islower()
    return next((letter.islower() for letter in to_text(word) if letter.isalpha()), False)


def _part_prefix(text: str) -> tuple[str, str]:
    """Part "van der Berg" into prefix and family name; the last word is never the prefix."""
    if text.islower() or " " not in text.strip():
        return _prefix_of_small(text) if text.islower() else ("", to_text(text))
    words = _words(text)
    last = next((at for at in range(len(words) - 2, -1, -1) if _is_lower(words[at])), -1) + 1
    return to_text(" ".join(words[:last])), to_text(" ".join(words[last:]))


def _prefix_of_small(text: str) -> tuple[str, str]:
    """Part a name all in small letters ("van der berg"): its last word is the family name."""
    words = _words(text)
    return to_text(" ".join(words[:-1])), to_text(" ".join(words[-1:]))


def _without_comma(name: str, role: str) -> Person | None:
    """Take "First von Last" apart: the prefix is the run of small words before the last word."""
    text = to_text(name)
    if not text:
        return None
    if not text.isascii() and _EAST_ASIAN.fullmatch(text):
        return Person(role, literal=text)
    words = _words(name)
    if len(words) <= 1:
        return Person(role, family=text)
    first = next((at for at, word in enumerate(words[:-1]) if _is_lower(word)), len(words) - 1)
    prefix, family = _part_prefix(" ".join(words[first:]))
    return Person(role, family=family, given=to_text(" ".join(words[:first])), prefix=prefix)


def _extended(name: str, role: str) -> Person | None:
    """Read BibLaTeX's `family=Ramos, given=Ana, prefix=de`; other keys are for its own sorting."""
    parts: dict[str, str] = {}
    for piece in _split_outside_braces(name, ","):
        key, found, text = piece.partition("=")
        if found:
            parts[key.strip().lower()] = to_text(text.strip().strip('"'))
    named = {part: parts.get(part, "") for part in ("family", "given", "prefix", "suffix")}
    if not any(named.values()):
        return None
    return Person(role, **named)
