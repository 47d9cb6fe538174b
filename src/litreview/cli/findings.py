"""Show findings: for people, for scripts, and for the programs that put them beside the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from litreview.cli.output import BOLD, DIM, RED, YELLOW, colored_result
from litreview.cli.output import width as columns
from litreview.text import separated
from litreview.text.document import dump
from litreview.text.markdown import escaped
from litreview.text.safe import safe
from litreview.text.width import fit, width, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from litreview.actions.checking import Report
    from litreview.actions.lookup import Outcome
    from litreview.model import Finding

COLORS = {"error": RED, "warning": YELLOW, "info": DIM}
INDENT = "    "
LABEL = 8
"""Columns of the word before a line of evidence: "cited", "listed", "why", "do"."""
PLACE = 14
"""Columns of a place in a line of its own, at the least, so that short ones stand under each other."""
MOST_LINES = 3
"""Lines of one piece of evidence in a table: other formats have it whole."""
IN_ROWS = (
    "path", "line", "column", "code", "name", "severity", "certainty", "citation", "reference", "key", "message",
    "evidence", "suggestion",
)  # fmt: skip
_LABELLED = re.compile(r"(?P<label>[\w-]{1,12})(?: {2,}|: )(?P<text>\S.*)", re.DOTALL)
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
"""What SARIF calls a severity (2.1.0, 3.27.10)."""
COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
"""What GitHub calls a severity, in the commands that a workflow prints."""


def shown(report: Report, form: str) -> str:
    """Give the findings in a format."""
    return FORMS[form](report)


def _table(report: Report) -> str:
    return "".join(line + "\n" for one in report.shown for line in _for_people(one, columns()))


def _for_people(one: Finding, room: int) -> Iterator[str]:
    """Give a finding in one line where that says all, else with its evidence below."""
    place = safe(_place(one))
    what = f"{one.code} {one.name}  "
    sure = f"{one.severity}, {one.certainty}"
    plain = f"{place:<{PLACE}}  {what}{sure}"
    coloured = sure.replace(one.severity, colored_result(one.severity, COLORS[one.severity]), 1)
    head = f"{colored_result(place, BOLD)}{' ' * (PLACE - len(place))}  {what}{coloured}"
    message = safe(one.message)
    if not one.evidence and not one.suggestion and width(plain) + 2 + width(message) <= room:
        yield f"{head}  {message}"
        return
    yield from [head] if width(plain) <= room else wrap(plain, room)
    lines = list(one.evidence)
    if not any(line.startswith("why") for line in lines):
        lines.append(f"why     {one.message}")
    if one.suggestion:
        lines.append(f"do      {one.suggestion}")
    for line in lines:
        yield from _evidence(line, room - len(INDENT))


def _evidence(line: str, room: int) -> Iterator[str]:
    """Give a line of evidence under its word, on a few lines at the most."""
    found = _LABELLED.fullmatch(line)
    label, text = (found["label"], found["text"]) if found else ("", line.strip())
    start = f"{safe(label):<{LABEL - 1}} " if found else " " * LABEL
    lines = wrap(safe(" ".join(text.split())), room - width(start))
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], fit(" ".join(lines[MOST_LINES - 1 :]), room - width(start))]
    for place, part in enumerate(lines):
        yield INDENT + (start if not place else " " * width(start)) + part


def _place(one: Finding) -> str:
    """Give where a finding stands: file, line and column as far as they are known, or the key of its source."""
    if not one.path:
        return one.key or "library"
    return ":".join(str(part) for part in (one.path, one.line, one.column) if part)


def _json(report: Report) -> str:
    document = {
        "schema": 1,
        "manuscripts": [
            {
                "path": one.path,
                "files": list(one.files),
                "style": one.style,
                "citations": len(one.citations),
                "references": len(one.references),
                "quotations": len(one.quotations),
            }
            for one in report.case.manuscripts
        ],
        "against": {"name": report.against, "entries": len(report.case.entries)},
        "findings": [_document(one) for one in report.shown],
        "not_shown": {
            "less_certain": len(report.less_certain),
            "silenced": len(report.silenced),
            "baseline": len(report.known),
        },
        "not_checked": report.unchecked,
        "looked_up": _looked_up(report.outcome),
    }
    return dump(document)


def _looked_up(outcome: Outcome | None) -> dict[str, bool | int]:
    """Give what came of looking up the entries; nothing was looked up where nobody asked for it."""
    there = len(outcome.looked_up) if outcome else 0
    found = outcome.found if outcome else 0
    failed = sum(outcome.failed.values()) if outcome else 0
    return {"online": outcome is not None, "found": found, "not_found": there - found, "failed": failed}


def _document(one: Finding) -> dict[str, Any]:  # Any: what JSON takes
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
        "edits": [
            {"path": edit.path, "start": edit.start, "end": edit.end, "old": edit.old, "new": edit.new}
            for edit in one.edits
        ],
    }


def _jsonl(report: Report) -> str:
    return "".join(dump(_document(one), indent=None) for one in report.shown)


def _csv(report: Report) -> str:
    rows: list[Sequence[str]] = [IN_ROWS]
    for one in report.shown:
        values = _document(one) | {"evidence": "\n".join(one.evidence)}
        rows.append(["" if values[name] is None else str(values[name]) for name in IN_ROWS])
    return separated.write(rows)


def _md(report: Report) -> str:
    """Give a list of tasks, as issues and notes have it."""
    return "".join(_task(one) for one in report.shown) or "Nothing was found.\n"


def _task(one: Finding) -> str:
    what = f"{one.code} {one.name} ({one.severity}, {one.certainty})"
    lines = [f"- [ ] **{escaped(_place(one))}** {what}: {escaped(one.message)}"]
    lines += [f"  - {escaped(' '.join(line.split()))}" for line in one.evidence if not line.startswith("why")]
    lines += [f"  - do: {escaped(one.suggestion)}"] if one.suggestion else []
    return "\n".join(lines) + "\n"


def _errorformat(report: Report) -> str:
    """Give a line for each finding as compilers do: path:line:column: severity: message [code name]."""
    return "".join(
        f"{safe(one.path or one.key)}:{max(one.line, 1)}:{max(one.column, 1)}: {one.severity}:"
        f" {safe(_whole(one))} [{one.code} {one.name}]\n"
        for one in report.shown
    )


def _whole(one: Finding) -> str:
    """Give what was found in one line: the citation, the message, and what to do."""
    cited = f"{' '.join(one.citation.split())}: " if one.citation and one.citation not in one.message else ""
    message = " ".join(one.message.split())
    return cited + message + (f"; {' '.join(one.suggestion.split())}" if one.suggestion else "")


def _github(report: Report) -> str:
    """Give the commands with which a workflow of GitHub puts findings beside the text."""
    return "".join(map(_command, report.shown))


def _command(one: Finding) -> str:
    values = {"file": one.path, "line": one.line, "col": one.column, "title": f"{one.code} {one.name}"}
    said = ",".join(f"{name}={_property(str(value))}" for name, value in values.items() if value)
    text = "%0A".join(_data(safe(line)) for line in (_whole(one), *one.evidence))
    return f"::{COMMANDS[one.severity]} {said}::{text}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(safe(text)).replace(":", "%3A").replace(",", "%2C")


def _sarif(report: Report) -> str:
    """Give SARIF 2.1.0, as code scanning takes it."""
    from litreview import __version__
    from litreview.actions.explaining import explanations

    told = explanations()
    used = sorted({one.code for one in report.shown})
    rules = [
        {
            "id": code,
            "name": told[code].name,
            "shortDescription": {"text": told[code].says.split("\n", 1)[0]},
            "fullDescription": {"text": told[code].says},
            "help": {"text": f"litreview explain {code}"},
        }
        for code in used
    ]
    driver = {"name": "litreview", "version": __version__, "rules": rules}
    results = [_result(one, used.index(one.code)) for one in report.shown]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _result(one: Finding, rule: int) -> dict[str, Any]:  # Any: what JSON takes
    result: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": LEVELS[one.severity],
        "message": {"text": "\n".join((_whole(one), *one.evidence))},
        "properties": {"certainty": one.certainty},
    }
    if one.path:
        region = {
            name: value for name, value in (("startLine", one.line), ("startColumn", one.column)) if value
        }
        place: dict[str, Any] = {"artifactLocation": {"uri": _uri(one.path)}}
        result["locations"] = [{"physicalLocation": place | ({"region": region} if one.line else {})}]
    return result


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path.replace("\\", "/").removeprefix("./"))


FORMS: dict[str, Callable[[Report], str]] = {
    "table": _table,
    "md": _md,
    "csv": _csv,
    "json": _json,
    "jsonl": _jsonl,
    "errorformat": _errorformat,
    "github": _github,
    "sarif": _sarif,
}
FORMATS = tuple(FORMS)


def counts(found: Iterable[Finding]) -> str:
    """Give how many findings there are, and of which severity."""
    severities = [one.severity for one in found]
    if not severities:
        return "Nothing was found"
    parts = [
        (severities.count("error"), "error", "errors"),
        (severities.count("warning"), "warning", "warnings"),
        (severities.count("info"), "remark", "remarks"),
    ]
    told = ", ".join(f"{number} {one if number == 1 else many}" for number, one, many in parts if number)
    return f"{len(severities)} finding{'' if len(severities) == 1 else 's'}: {told}"
