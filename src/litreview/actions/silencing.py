"""Leave out findings that a person has settled: by a comment where they stand, or frozen in a baseline."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from litreview.errors import InputError, UsageProblem
from litreview.matching.nearest import nearest
from litreview.model import Problem
from litreview.text.document import dump
from litreview.text.fold import fold
from litreview.text.references.section import newlines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from litreview.model import Finding

_COMMENT = re.compile(
    r"<!--\s*litreview:\s*ignore\b(?P<html>.*?)-->|%+[ \t]*litreview:[ \t]*ignore\b(?P<tex>[^\r\n]*)",
    re.DOTALL,
)
_BODY = re.compile(r"\s*(?P<codes>[\w-]+(?:\s*,\s*[\w-]+)*)?(?P<why>.*)", re.DOTALL)
_REASON = re.compile(r"\w")


@dataclass(slots=True)
class Comments:
    """What comments silence, by file and line: codes; and what is wrong with the comments themselves."""

    silent: dict[tuple[str, int], set[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def covers(self, one: Finding) -> bool:
        """Whether a comment stands on the finding's line or the one before."""
        return one.code in self.silent.get((one.path, one.line), ())


def comments_in(texts: Mapping[str, str], names: Mapping[str, str]) -> Comments:
    """Read the comments `litreview: ignore LR204 why` of some texts; names are those of checks by code."""
    found = Comments()
    for path, text in texts.items():
        for comment in _COMMENT.finditer(text):
            first = newlines(text[: comment.start()]) + 1
            last = first + newlines(comment[0])
            for code in _codes(comment, path, first, names, found.problems):
                for line in range(first, last + 2):
                    found.silent.setdefault((path, line), set()).add(code)
    return found


def _codes(
    comment: re.Match[str], path: str, line: int, names: Mapping[str, str], problems: list[Problem]
) -> Iterable[str]:
    """Give the codes that a comment silences, and tell what is missing or unknown in it."""
    body = _BODY.match(comment["html"] or comment["tex"] or "")
    words = [word.strip() for word in ((body and body["codes"]) or "").split(",")]
    codes = {name: code for code, name in names.items()} | {code: code for code in names}
    by_case = {name.lower(): code for name, code in codes.items()}
    known = [by_case[word.lower()] for word in words if word.lower() in by_case]
    for word in words:
        if word.lower() not in by_case:
            near = nearest(word, codes)
            way = f"did you mean {', '.join(near)}?" if near else "name the code: litreview: ignore LR204 why"
            message = f'the comment names no check that there is: "{word}"'
            problems.append(Problem(path, line, "unknown-code", message, "warning", way))
    if known and not (body and _REASON.search(body["why"])):
        message = f"the comment that silences {', '.join(known)} gives no reason"
        problems.append(Problem(path, line, "no-reason", message, "warning", "say why, behind the code"))
    return known


@dataclass(slots=True)
class Baseline:
    """Findings that were there before, with how often, and where the paths in it are told from."""

    folder: Path
    findings: Counter[tuple[str, str, str]]

    def takes(self, one: Finding) -> bool:
        """Whether a finding was there before; each counts once."""
        mark = _mark(one, self.folder)
        if not self.findings[mark]:
            return False
        self.findings[mark] -= 1
        return True

    def gone(self, paths: Collection[str], codes: Collection[str]) -> int:
        """Give how many findings are no longer there, of the files and checks that were run."""
        here = {_relative(path, self.folder) for path in paths} | {""}
        return sum(
            count for (code, path, _), count in self.findings.items() if code in codes and path in here
        )


def read_baseline(name: str) -> Baseline:
    """Read a baseline. Raises UsageProblem where there is none, and InputError where it cannot be read."""
    path = Path(name)
    if not path.exists():
        raise UsageProblem(f"--baseline {name}: there is no such file", "make it: add --write-baseline")
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        marks = Counter(
            (str(one["code"]), str(one["path"]), str(one["words"])) for one in document["findings"]
        )
    except OSError as problem:
        raise InputError(name, 0, f"cannot be read: {problem.strerror}", "check its permissions") from problem
    except (ValueError, KeyError, TypeError) as problem:
        raise InputError(name, 0, "this is no baseline", "make it anew: add --write-baseline") from problem
    return Baseline(path.resolve().parent, marks)


def baseline_of(found: Sequence[Finding], name: str) -> str:
    """Give the text of a baseline of some findings."""
    marks = sorted(_mark(one, Path(name).resolve().parent) for one in found)
    listed = [{"code": code, "path": path, "words": words} for code, path, words in marks]
    return dump({"schema": 1, "findings": listed})


def _mark(one: Finding, folder: Path) -> tuple[str, str, str]:
    """Give what a finding is known by, wherever in its file it stands."""
    words = fold(f"{one.citation} {one.reference} {one.key}") if one.citation else ""
    return one.code, _relative(one.path, folder), words or fold(f"{one.reference} {one.key} {one.message}")


def _relative(path: str, folder: Path) -> str:
    return Path(os.path.relpath(path, folder)).as_posix() if path else ""
