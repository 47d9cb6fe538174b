r"""Know the commands that a LaTeX text defines out of cite commands: \newcommand{\see}[1]{\parencite[see][]{#1}}."""

from __future__ import annotations

import re

_CITE = r"\\[A-Za-z]*[cC]ite[A-Za-z]*\*?"
_DEFINED = re.compile(
    r"\\(?:(?:re)?new|provide)command\*?\s*\{?\\(?P<name>[A-Za-z@]+)\}?\s*(?:\[\d\])?\s*(?P<optional>\[[^\[\]]{0,100}\])?\s*"
    rf"\{{(?P<body>[^\r\n]{{0,300}}?{_CITE}(?:\[[^\[\]]{{0,100}}\])*(?:\{{#(?P<key>\d)\}}|\s*\}}))"
    r"|\\def\s*\\(?P<plain>[A-Za-z@]+)(?:#\d){1,9}\s*\{[^\r\n]{0,300}?"
    rf"{_CITE}(?:\[[^\[\]]{{0,100}}\])*\{{#(?P<plainkey>\d)\}}"
    rf"|\\let\s*\\(?P<alias>[A-Za-z@]+)\s*=?\s*{_CITE}"
    r"|\\Declare(?:Auto)?CiteCommand\*?\s*\{\\(?P<declared>[A-Za-z@]+)\}"
)  # fmt: skip


def own_commands(text: str) -> dict[str, int]:
    """Give the commands that cite what their argument names, each with the number of arguments before that one."""
    found: dict[str, int] = {}
    for one in _DEFINED.finditer(text):
        name = one["name"] or one["plain"] or one["alias"] or one["declared"]
        key = int(one["key"] or one["plainkey"] or 1)
        found[name] = max(0, key - 1 - bool(one["optional"]))
    return found
