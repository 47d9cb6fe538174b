"""Show groups of duplicates in every format: what their records have in common, where they differ, and why."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from litreview.actions.duplicates import DECISION, certainty_of
from litreview.cli.output import width
from litreview.cli.rows import KEYED, markdown
from litreview.text import separated
from litreview.text.document import dump, dump_long
from litreview.text.fold import fold
from litreview.text.safe import safe
from litreview.text.width import fit, wrap
from litreview.text.width import width as columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from litreview.actions.duplicates import Report
    from litreview.model import Group

FORMATS = KEYED
LABEL = 9
"""Columns of the names of fields: publisher is the longest."""
INDENT = 5
BETWEEN = "  |  "
ABOUT = ("title", "authors", "year", "container")
"""What a sheet says of both records of a pair."""
SHEET = (
    "group", "verdict", "relation", "certainty", "a", "b", "rule", "weight", "why",
    *(f"{name}_{side}" for name in ABOUT for side in "ab"), "place_a", "place_b", DECISION,
)  # fmt: skip
IN_MARKDOWN = ("group", "verdict", "relation", "a", "b", "title", "why")


def shown(report: Report, groups: Sequence[Group], form: str, *, nul: bool = False) -> str:
    """Give groups of a report in one of FORMATS."""
    if form == "table":
        return "\n".join(table(report, group, number) for number, group in enumerate(groups, 1))
    if form == "json":
        head = {"schema": 1, "sources": len(report.records), "left_out": report.left_out}
        return dump_long(head, "groups", (_document(report, group) for group in groups))
    if form == "jsonl":
        return "".join(dump(_document(report, group), indent=None) for group in groups)
    if form == "keys":
        keys = dict.fromkeys(chain.from_iterable(group.keys for group in groups))
        return "".join(safe(key) + ("\0" if nul else "\n") for key in keys)
    rows = list(_sheet(report, groups))
    if form == "md":
        return markdown(IN_MARKDOWN, [[str(row[name]) for name in IN_MARKDOWN] for row in rows])
    return separated.write(
        [SHEET, *([row[name] for name in SHEET] for row in rows)], "," if form == "csv" else "\t"
    )


def heading(group: Group) -> str:
    """Give what a group is in words: "duplicate", "possible: edition-of"."""
    return group.verdict + ("" if group.relation == "same" else f": {group.relation}")


def table(report: Report, group: Group, number: int) -> str:
    """Give a group for people: a heading, a line for each field that tells, and the reason."""
    keys = " · ".join(map(safe, group.keys))
    start = f"{number}  "
    first, *rest = wrap(f"{heading(group)}  {keys}", width() - max(INDENT, len(start)))
    lines = [start + first, *(" " * INDENT + line for line in rest)]
    several = len(group.keys) > 2  # noqa: PLR2004 (more than a pair)
    values = {key: report.records[key].values() for key in group.keys}
    for name in _telling(group):
        differs = any(name in match.differ for match in group.matches)
        said = _said({key: values[key][name] for key in group.keys}, several=several)
        lines += _labelled(name, "≠ " if differs else "= ", _beside(said, whole=differs))
    places = [place for key in group.keys if (place := report.records[key].place)]
    lines += _labelled("where", "  ", _beside(places, whole=True)) if places else []
    match = group.matches[0]
    whose = f"{match.a} · {match.b}: " if several else ""
    lines += _labelled("why", "  ", wrap(safe(f"{whose}{match.why} ({match.rule})"), _room()))
    return "".join(line.rstrip() + "\n" for line in lines)


def _telling(group: Group) -> Iterator[str]:
    """Give the fields that agree or differ in any pair, in the order in which they are compared."""
    named = list(chain.from_iterable((*match.agree, *match.differ) for match in group.matches))
    return (name for name in FIELDS if name in named)


FIELDS = (
    "title", "authors", "year", "container", "volume", "issue", "pages", "publisher", "edition", "number", "url",
    "doi", "isbn", "pmid", "pmcid", "arxiv",
)  # fmt: skip
"""The fields by which records are compared, in the order in which people read them."""


def _said(values: Mapping[str, str], *, several: bool) -> list[str]:
    """Give the values that records have, each once, however it is spelt; of several records, whose it is as well."""
    holders: dict[str, list[str]] = {}
    for key, value in values.items():
        if value:
            holders.setdefault(fold(value) or value, []).append(key)
    if not several or len(holders) == 1:
        return [safe(values[keys[0]]) for keys in holders.values()]
    return [safe(f"{values[keys[0]]} ({', '.join(keys)})") for keys in holders.values()]


def _beside(values: Sequence[str], *, whole: bool = False) -> list[str]:
    """Give values beside each other where they have room, else below each other.

    There they are cut, unless they are to be whole; what looks the same then is shown once.
    """
    line = BETWEEN.join(values)
    if columns_of(line) <= _room():
        return [line]
    if whole:
        return list(chain.from_iterable(wrap(value, _room()) for value in values))
    shown: dict[str, str] = {}
    for value in values:
        cut = fit(value, _room())
        shown.setdefault(fold(cut), cut)
    return list(shown.values())


def _labelled(name: str, sign: str, lines: Sequence[str]) -> list[str]:
    behind = [" " * len("= ")] * (len(lines) - 1)
    return [
        " " * INDENT + label.ljust(LABEL + 1) + mark + line
        for label, mark, line in zip([name, *[""] * (len(lines) - 1)], [sign, *behind], lines, strict=True)
    ]


def _room() -> int:
    return width() - INDENT - LABEL - len(" = ")


def _document(report: Report, group: Group) -> dict[str, Any]:  # Any: what JSON takes
    return {
        "keys": list(group.keys),
        "verdict": group.verdict,
        "relation": group.relation,
        "certainty": certainty_of(group),
        "pairs": [
            {
                "a": match.a,
                "b": match.b,
                "rule": match.rule,
                "agree": list(match.agree),
                "differ": list(match.differ),
                "why": match.why,
                "weight": match.weight,
                "certainty": match.certainty,
            }
            for match in group.matches
        ],
        "records": [
            {
                "key": key,
                "title": report.records[key].record.text("title"),
                "path": report.records[key].path,
                "line": report.records[key].line,
            }
            for key in group.keys
        ],
    }


def _sheet(report: Report, groups: Sequence[Group]) -> Iterator[dict[str, str | float]]:
    """Give a row for each pair of each group."""
    for number, group in enumerate(groups, 1):
        for match in group.matches:
            one, other = report.records[match.a], report.records[match.b]
            sides = {"a": one.values(), "b": other.values()}
            yield {
                "group": str(number),
                "verdict": group.verdict,
                "relation": match.relation,
                "certainty": match.certainty,
                "a": match.a,
                "b": match.b,
                "rule": match.rule,
                "weight": match.weight,
                "why": match.why,
                "title": sides["a"]["title"],
                **{f"{name}_{side}": values[name] for side, values in sides.items() for name in ABOUT},
                "place_a": one.place,
                "place_b": other.place,
                DECISION: "",
            }
