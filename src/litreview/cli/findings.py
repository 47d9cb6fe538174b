"""Show findings: for people, for scripts, and for the programs that put them beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litreview.cli.output import BOLD, DIM, RED, YELLOW, colored_result, width
from litreview.text.document import dump
from litreview.text.safe import safe
from litreview.text.width import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.actions.checking import Report
    from litreview.model import Finding

FORMATS = ("table", "json")
COLORS = {"error": RED, "warning": YELLOW, "info": DIM}
INDENT = "    "
LABEL = 8
"""Columns of the word before a line of evidence: "cited", "listed", "why", "do"."""


def shown(report: Report, form: str) -> str:
    """Give the findings in a format."""
    if form == "json":
        return dump(_document(report))
    return "".join(line + "\n" for one in report.shown for line in _for_people(one))


def _for_people(one: Finding) -> Iterator[str]:
    place = ":".join(str(part) for part in (one.path or one.key, one.line, one.column) if part)
    color = COLORS[one.severity]
    head = f"{colored_result(safe(place), BOLD)}  {one.code} {one.name}  {colored_result(one.severity, color)}, {one.certainty}"
    plain = f"{place}  {one.code} {one.name}  {one.severity}, {one.certainty}"
    if not one.evidence and not one.suggestion and len(plain) + 4 + len(one.message) <= width():
        yield f"{head}    {safe(one.message)}"
        return
    yield head
    lines = list(one.evidence)
    if not any(line.startswith("why") for line in lines):
        lines.append(f"why     {one.message}")
    if one.suggestion:
        lines.append(f"do      {one.suggestion}")
    for line in lines:
        first, *more = wrap(safe(line), width() - len(INDENT))
        yield INDENT + first
        for rest in wrap(" ".join(more), width() - len(INDENT) - LABEL) if more else ():
            yield INDENT + " " * LABEL + rest


def _document(report: Report) -> dict[str, Any]:  # Any: what JSON takes
    return {
        "schema": 1,
        "manuscripts": [
            {
                "path": one.path,
                "style": one.style,
                "citations": len(one.citations),
                "references": len(one.references),
            }
            for one in report.case.manuscripts
        ],
        "findings": [finding(one) for one in report.shown],
    }


def finding(one: Finding) -> dict[str, Any]:  # Any: what JSON takes
    """Give a finding as JSON has it."""
    return {
        "code": one.code,
        "name": one.name,
        "severity": one.severity,
        "certainty": one.certainty,
        "path": one.path,
        "line": one.line,
        "column": one.column,
        "citation": one.citation or None,
        "reference": one.reference or None,
        "key": one.key or None,
        "message": one.message,
        "evidence": list(one.evidence),
        "suggestion": one.suggestion or None,
    }
