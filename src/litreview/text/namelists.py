"""Part a list of names: at "and", and at the semicolons and commas of lists that were not made for BibTeX.

BibTeX knows "and" alone. What else is parted here can be no name in BibTeX's own sense: a family name
that begins with initials ("M. Halle, J. Bresnan"), a name that is nothing but initials ("Smith, J., Doe,
K."), two names with their initials behind ("Smith JA, Jones B").
"""

from __future__ import annotations

import re

from litreview.text.cjk import split_names
from litreview.text.namewords import (
    SUFFIX,
    are_initials,
    is_initials,
    is_inverted,
    is_organisation,
    others_cut_off,
)

EXTENDED = re.compile(
    r"(?:^|,)\s*(?:family|given|prefix|suffix|id|useprefix|xdata|[a-z]{1,20}-i)\s*=", re.IGNORECASE
)
"""What tells a name in BibLaTeX's long form."""
_UNESCAPED_BRACE = re.compile(r"\\[{}]|([{}])")
_SEMICOLON = re.compile(
    r"(?<!&)(?<!&[a-z]{2})(?<!&[a-z]{3})(?<!&[a-z]{4})(?<!&#[0-9]{2})(?<!&#[0-9]{3})[;；]"
)
"""A semicolon that ends no entity of HTML."""
_SHORT_SURNAMES = frozenset(
    ("AN", "BI", "DU", "FU", "GE", "GU", "HE", "HU", "LI", "LU", "MA", "MO", "NI", "QI", "QU", "SU", "WU", "XI",
     "XU", "YE", "YI", "YU")
)  # fmt: skip
_PAIR = 2
_MOST_LETTERS = 100_000  # of a list that is looked at; one name is never as long


def split_list(value: str) -> list[str]:
    """Give the names of a list in LaTeX, each as one name that BibTeX would read; never raises."""
    return [part for name in at_and(value) for part in spread(name)]


def split_outside_braces(text: str, separator: str) -> list[str]:
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


def is_braced(name: str) -> bool:
    r"""Whether one pair of braces holds the whole name; `{\"O}zal` and `{A} and {B}` are not."""
    if not (name.startswith("{") and name.endswith("}")) or name.startswith("{\\"):
        return False
    depth = 0
    for brace in _UNESCAPED_BRACE.finditer(name):
        depth += (brace[1] == "{") - (brace[1] == "}")
        if depth == 0 and brace[1] is not None:
            return brace.end() == len(name)
    return False


def at_and(value: str) -> list[str]:
    """Part a name list at the word "and" outside braces; "Smith JA and Jones B" get their commas."""
    names = _at_and(value)
    if len(names) > 1 and "," not in value and names[0][-1:].isupper() and _is_vancouver(names):
        return [_with_comma(name) for name in names]
    return names


def _at_and(value: str) -> list[str]:
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


def spread(name: str) -> tuple[str, ...]:
    """Part what stands between two "and" and is more than one name."""
    if len(name) > _MOST_LETTERS or is_braced(name) or ("=" in name and EXTENDED.search(name)):
        return (name,)
    if (known := others_cut_off(name)) is not None:
        return (*_parted(known), "others")
    return _parted(name)


def _parted(name: str) -> tuple[str, ...]:
    if ";" in name or "；" in name:
        marked = "".join(
            piece if at % _PAIR else _SEMICOLON.sub("\0", piece) for at, piece in enumerate(_by_braces(name))
        )
        names = [part.strip() for part in marked.split("\0")]
        if len(names) > 1:
            return tuple(one for part in names if part for one in _at_commas(part))
    return _at_commas(name)


def _by_braces(name: str) -> list[str]:
    """Part a name into what stands outside braces and inside, in turns."""
    pieces = [""]
    depth = 0
    for letter in name:
        inside = depth > 0 or letter == "{"
        if inside != (len(pieces) % _PAIR == 0):
            pieces.append("")
        pieces[-1] += letter
        depth += (letter == "{") - (letter == "}" and depth > 0)
    return pieces


def _at_commas(name: str) -> tuple[str, ...]:
    if not name.isascii() and (names := split_names(name)):
        return names
    if "," not in name:
        return (name,)
    parts = [part.strip() for part in split_outside_braces(name, ",")]
    if len(parts) > _PAIR and not parts[-1]:
        parts = parts[:-1]  # the comma before "and": "A, B, and C"
        name = ", ".join(parts)
    if len(parts) > 1 and not any(map(is_organisation, parts)):
        if _is_vancouver(parts, listed=True):
            return tuple(map(_with_comma, parts))
        if len(parts) > _PAIR and len(parts) % _PAIR == 0 and all(map(are_initials, parts[1::2])):
            return tuple(map(", ".join, zip(parts[::2], parts[1::2], strict=True)))
        if all(map(_is_initials_first, parts)) or _are_whole(parts):
            return tuple(parts)
    return (name,)


def _is_vancouver(names: list[str], *, listed: bool = False) -> bool:
    """Whether all names have their initials behind: "Smith JA", "van der Berg J".

    Names in capitals tell nothing ("LE BON"), and neither do initials that may be a family name ("Jean
    ROY"): one of the names has to have a single letter, or, where commas have listed them, all of them have
    two that are no Chinese family name ("Bo LI, Jun XU").
    """
    words = [name.split() for name in names]
    if not all(map(is_inverted, names)):
        return False
    tails = [name[-1].replace(".", "") for name in words]
    if any(SUFFIX.fullmatch(name[-1]) or name[0].isupper() or "{" in name[-1] for name in words):
        return False
    two = all(len(tail) <= _PAIR for tail in tails) and not all(tail in _SHORT_SURNAMES for tail in tails)
    return any(len(tail) == 1 for tail in tails) or (listed and two)


def _with_comma(name: str) -> str:
    words = name.split()
    at = len(words) - 1
    while at > 1 and is_initials(words[at - 1]):
        at -= 1
    return f"{' '.join(words[:at])}, {' '.join(words[at:])}"


def _is_initials_first(name: str) -> bool:
    """Whether a name is initials and a family name: "J. Bresnan"."""
    words = name.split()
    return len(words) > 1 and "." in words[0] and is_initials(words[0]) and not is_initials(words[-1])


def _are_whole(parts: list[str]) -> bool:
    """Whether each of three or more parts is a name of two words, and none a suffix: "Ann Roe, Bo Doe, Cy Poe"."""
    return len(parts) > _PAIR and all(
        " " in part and not SUFFIX.fullmatch(part) and all(word[0].isupper() for word in part.split())
        for part in parts
    )
