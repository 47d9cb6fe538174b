"""Take the names of a bibliography apart: "First von Last", "von Last, First", "von Last, Jr, First".

The rules are BibTeX's own (Oren Patashnik, BibTeXing, 1988, section 4) with BibLaTeX's
`family=..., given=...`. No name is guessed at: an organisation, a name with too many commas and a
Chinese, Japanese or Korean name without one are kept whole, as `literal`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from litreview.model import Person
from litreview.text.cjk import is_east_asian
from litreview.text.latex import to_text
from litreview.text.namelists import EXTENDED, at_and, is_braced, split_outside_braces, spread
from litreview.text.namewords import DBLP_NUMBER, OTHERS, PARTICLES, SUFFIX, SUFFIX_AT_END, is_organisation

_TIE = re.compile(r"(?<!\\)~")
NAME_FIELDS = frozenset(("author", "editor", "translator", "bookauthor"))
"""Fields that hold lists of names, and the roles of these people."""
_WORD = r"(?!(?:I[IV]|VI|III)\b)[A-Z](?:[a-z]+|\.|[A-Z]{0,2}(?![A-Za-z]))"
_NOBODY = (
    r"(?:Associat|Collabor|Commi(?:ss|ttee)|Consorti|Council|Foundation|Group|Institut|Network|Organi[sz]|Societ|Team"
    r"|Univers)"
)
PLAIN = re.compile(rf"(?!{_NOBODY})([A-Z][a-z]{{2,}}(?:-[A-Z][a-z]+)?), ({_WORD}(?:[ -]{_WORD})*)")
"""What needs no taking apart: most names there are."""
_SPACED_ACCENT = re.compile(r"\\([Hcvudkrbt])\s+([A-Za-z])")
_LOST_INITIAL = re.compile(r"(?![vdyeo])[a-z]\.?")
"""An initial that a program took for a particle, since it is small: "a. Adeagbo, Waheed"."""
_MOST_PARTS = 3  # von Last, Jr, First


def parse_names(value: str, role: str) -> tuple[Person, ...]:
    """Give the people of a name list in LaTeX, in its order, their parts in Unicode.

    `and` parts names outside braces, and so do the semicolons and commas of lists that were not made
    for BibTeX (see `namelists`); `others` and "et al." become a person whose literal is "others"; an
    empty name is skipped. Never raises.
    """
    return tuple(person for name in at_and(value) for person in _people(name, role))


@lru_cache(maxsize=8192)  # the same people come back: a name costs ten times less the second time
def _people(name: str, role: str) -> tuple[Person, ...]:
    if found := PLAIN.fullmatch(name):
        return (Person(role, found[1], found[2]),)
    people = (_parse_name(one, role) for one in spread(name))
    return tuple(person for person in people if person is not None)


def _parse_name(name: str, role: str) -> Person | None:
    if name.endswith(("s", "S", "l", ".", "等", "人")) and OTHERS.fullmatch(name):
        return Person(role, literal="others")
    if "=" in name and EXTENDED.search(name):
        return _extended(name, role)
    if name[-1:].isdecimal():
        name = DBLP_NUMBER.sub("", name)
    parts = split_outside_braces(name, ",")
    if is_braced(name) or len(parts) > _MOST_PARTS or ("{" not in name and is_organisation(name)):
        return _whole(to_text(name), role)
    return _without_comma(name, role) if len(parts) == 1 else _with_comma(parts, role)


def _whole(text: str, role: str) -> Person | None:
    return Person(role, literal=text) if text else None


def _with_comma(parts: list[str], role: str) -> Person | None:
    """Read "von Last, First" and "von Last, Jr, First"; what stands alone is the family name.

    A suffix is one wherever it stands: "King, Martin, Jr." and "King Jr., Martin" are the same man.
    """
    if (
        len(parts) == _MOST_PARTS
        and SUFFIX.fullmatch(parts[2].strip())
        and not SUFFIX.fullmatch(parts[1].strip())
    ):
        parts = [parts[0], parts[2], parts[1]]
    first, suffix = parts[0], to_text(parts[1]) if len(parts) == _MOST_PARTS else ""
    if not suffix:
        first, suffix = _without_suffix(first)
    prefix, family = _part_prefix(first)
    given = to_text(parts[-1])
    if given and _LOST_INITIAL.fullmatch(prefix):
        given, prefix = f"{given} {prefix.upper()}", ""
    if not suffix:
        family, suffix = _without_inner_suffix(family)
    if family:
        return Person(role, family=family, given=given, prefix=prefix, suffix=suffix)
    alone = given or suffix
    return Person(role, family=alone) if alone else None


def _without_suffix(text: str) -> tuple[str, str]:
    """Cut a suffix off the end of a name: "Martin Luther King Jr."."""
    name, _, last = text.strip().rpartition(" ")
    return (name.rstrip(), last) if name and SUFFIX_AT_END.fullmatch(last) else (text, "")


def _without_inner_suffix(family: str) -> tuple[str, str]:
    """Cut off a suffix that stands in the braces of a family name: "Frank G. {Bennett, Jr.}"."""
    name, comma, last = family.rpartition(", ")
    return (name, last) if comma and SUFFIX.fullmatch(last) else (family, "")


def _words(text: str) -> list[str]:
    r"""Part a name into words at white space and ties outside braces; the blank of "Dezs\H o" parts nothing."""
    if "\\" in text:
        text = _SPACED_ACCENT.sub(r"\\\1{\2}", text)
    return [word for word in split_outside_braces(" ".join(_TIE.sub(" ", text).split()), " ") if word]


def _is_lower(word: str) -> bool:
    r"""Whether a word is of the "von" part: its first letter is small (braces hide it, `{\'e}` does not)."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    if word[0] not in "{\\":
        letter = next((letter for letter in word if letter.isalpha() or letter == "{"), "")
        return letter.islower()
    return next((letter.islower() for letter in to_text(word) if letter.isalpha()), False)


def _part_prefix(text: str) -> tuple[str, str]:
    """Part "van der Berg" into prefix and family name; the last word is never the prefix.

    Only the small words at the start are: BibTeX takes all up to the last small word, and files
    "Ortega y Gasset" under Gasset. A particle is one in braces as well: "{da Gama}" and "da Gama" are one.
    """
    if text.lstrip().startswith("{") and is_braced(text.strip()):
        inside = text.strip()[1:-1]
        if inside.partition(" ")[0] in PARTICLES:
            text = inside
    if text.islower() or " " not in text.strip():
        return _prefix_of_small(text) if text.islower() else ("", to_text(text))
    words = _words(text)
    last = next((at for at, word in enumerate(words[:-1]) if not _is_lower(word)), len(words) - 1)
    return to_text(" ".join(words[:last])), to_text(" ".join(words[last:]))


def _prefix_of_small(text: str) -> tuple[str, str]:
    """Part a name all in small letters ("van der berg"): its last word is the family name."""
    words = _words(text)
    return to_text(" ".join(words[:-1])), to_text(" ".join(words[-1:]))


def _without_comma(name: str, role: str) -> Person | None:
    """Take "First von Last" apart: the prefix is the run of small words before the last word.

    A name that begins with a small word begins with a given name, unless it is a particle: "donald knuth".
    """
    text = to_text(name)
    if not text:
        return None
    if is_east_asian(text):
        return Person(role, literal=text)
    name, suffix = _without_suffix(name)
    words = _words(name)
    if len(words) <= 1:
        if len(text) > 1 and text.isupper() and text.isalpha():
            return Person(role, literal=text)  # UNIDIR
        return Person(role, family=to_text(name), suffix=suffix)
    first = _first_of_family(words)
    prefix, family = _part_prefix(" ".join(words[first:]))
    if not suffix:
        family, suffix = _without_inner_suffix(family)
    return Person(role, family=family, given=to_text(" ".join(words[:first])), prefix=prefix, suffix=suffix)


def _first_of_family(words: list[str]) -> int:
    """Give which word the family name begins with, its particle included; the last one at the latest."""
    named = False
    for at, word in enumerate(words[:-1]):
        if not _is_lower(word):
            named = True
        elif named or word in PARTICLES:
            return at
    return len(words) - 1


def _extended(name: str, role: str) -> Person | None:
    """Read BibLaTeX's `family=Ramos, given=Ana, prefix=de`; other keys are for its own sorting."""
    parts: dict[str, str] = {}
    for piece in split_outside_braces(name, ","):
        key, found, text = piece.partition("=")
        if found:
            parts[key.strip().lower()] = to_text(text.strip().strip('"'))
    named = {part: parts.get(part, "") for part in ("family", "given", "prefix", "suffix")}
    if not any(named.values()):
        return None
    return Person(role, **named)
