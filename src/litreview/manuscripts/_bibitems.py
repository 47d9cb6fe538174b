r"""Read the lists of references that LaTeX has: \bibitem by hand or of BibTeX, and the entries that biber wrote."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from litreview.model import Person, Reference
from litreview.text.latex import to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.manuscripts._authoryear import Positions
    from litreview.model import Record

_ITEM = re.compile(
    r"\\bibitem\s*(?:\[(?P<label>(?:[^\[\]{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)\])?\s*\{(?P<key>[^{}]*)\}"
)
_ENTRY = re.compile(r"\\entry\{(?P<key>[^{}]*)\}\{(?P<type>[^{}]*)\}")
_VALUE = r"\{((?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)\}"
_FIELD = re.compile(rf"\\field\{{(\w+)\}}{_VALUE}")
_VERB = re.compile(r"\\verb\{(\w+)\}\s*\\verb ([^\r\n]*)")
_LIST = re.compile(rf"\\list\{{(\w+)\}}\{{\d+\}}\{{%?\s*{_VALUE}")
_NAMES = re.compile(r"\\name\{(\w+)\}\{\d+\}\{[^{}]*\}\{%?(.*?)^\s*\}%?\s*$", re.DOTALL | re.MULTILINE)
_PERSON = re.compile(r"\{\{[^{}]*(?:hash|un)=")
_PART = re.compile(rf"\b(family|given|prefix|suffix)={_VALUE}")
_LABEL_YEAR = re.compile(r"^(?P<names>.*?)\s*\((?P<year>[^()]*)\)")
_JOURNAL = {"journaltitle": "journal", "location": "address", "institution": "institution"}
_NO_FIELDS = re.compile(
    r"label|sort|hash|extra|singletitle|namehash|uniq|source|bibnamehash|year\w|day|month$"
)
LONGEST = 20_000
"""Characters of one entry that biber writes: a hundred authors take about as many."""


def is_list(text: str) -> bool:
    """Whether a text has the entries of a list."""
    return _ITEM.search(text) is not None or _ENTRY.search(text) is not None


def bibitems(text: str, start: int, end: int, path: str, places: Positions) -> Iterator[Reference]:
    r"""Give the references of a thebibliography, or of BibTeX's .bbl, between two places."""
    from litreview.text.references import read_reference, record_of

    found = list(_ITEM.finditer(text, start, end))
    for number, (item, following) in enumerate(zip(found, [*found[1:], None], strict=False), 1):
        stop = following.start() if following else _end(text, item.end(), end)
        printed = text[item.end() : stop].strip()
        reference = read_reference(to_text(re.sub(r"(?<!\\)%[^\n]*\n?", "", printed)))
        line, _ = places.of(item.start())
        key = item["key"].strip()
        record = replace(record_of(reference, line), key=key)
        label = " ".join(to_text(item["label"] or "").split())
        yield Reference(printed, path, line, item.start(), record, "" if label else str(number), label, key)


def _end(text: str, start: int, end: int) -> int:
    stop = text.find("\\end{thebibliography}", start, end)
    return stop if stop >= 0 else end


def biber_entries(text: str, path: str, places: Positions) -> Iterator[Reference]:
    """Give the references that biber wrote for biblatex, whose fields stand apart."""
    found = list(_ENTRY.finditer(text))
    seen: set[str] = set()
    for item, following in zip(found, [*found[1:], None], strict=False):
        if item["key"] in seen:
            continue  # once more, sorted in another way
        seen.add(item["key"])
        stop = text.find("\\endentry", item.end(), following.start() if following else len(text))
        stop = min(stop if stop >= 0 else len(text), item.end() + LONGEST)
        body = text[item.end() : stop]
        line, _ = places.of(item.start())
        record = _record(item["key"], item["type"], body, line)
        printed = ". ".join(one.text for one in record.fields[:3])
        yield Reference(printed, path, line, item.start(), record, key=item["key"])


def _record(key: str, kind: str, body: str, line: int) -> Record:
    from litreview.text.record import Extra, record

    people = [person for names in _NAMES.finditer(body) for person in _people(names[1], names[2])]
    values = [(found[1], to_text(found[2])) for found in (*_FIELD.finditer(body), *_LIST.finditer(body))]
    values += [(found[1], found[2].strip()) for found in _VERB.finditer(body)]
    fields = [
        Extra(_JOURNAL.get(name, name), value, line)
        for name, value in values
        if not _NO_FIELDS.match(name) or name in {"year", "month"}
    ]
    return record(key, kind, people, fields, line, as_given=True)


def _people(role: str, names: str) -> Iterator[Person]:
    if role not in {"author", "editor", "translator"}:
        return
    starts = [found.start() for found in _PERSON.finditer(names)]
    for start, stop in pairwise([*starts, len(names)]):
        parts = {found[1]: to_text(found[2]) for found in _PART.finditer(names, start, stop)}
        if parts.get("given"):
            yield Person(
                role,
                parts.get("family", ""),
                parts["given"],
                parts.get("prefix", ""),
                parts.get("suffix", ""),
            )
        elif family := parts.get("family"):
            yield Person(role, literal=family) if " " in family else Person(role, family)
