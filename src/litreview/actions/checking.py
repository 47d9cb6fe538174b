"""Check manuscripts, their list and the library: run the checks on a case, and keep what is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from litreview.actions.case import gather_case
from litreview.checks import check
from litreview.errors import UsageProblem
from litreview.matching.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from litreview.actions.case import Named
    from litreview.checks import Case
    from litreview.model import Finding, Problem

CERTAINTIES = ("certain", "likely", "possible")
SEVERITIES = ("error", "warning", "info")
NEVER = "never"


def known(word: str, words: Sequence[str], what: str) -> str:
    """Give a word that is known; raises UsageProblem."""
    if word in words:
        return word
    near = nearest(word, words)
    question = f"did you mean {near[0]}? " if near else ""
    raise UsageProblem(f'there is no {what} "{word}"', f"{question}known: {', '.join(words)}")


def codes(words: Iterable[str]) -> frozenset[str]:
    """Give the codes that words name: a code, a name, or the beginning of codes ("LR2").

    Raises UsageProblem with the nearest ones.
    """
    names = dict(title.split() for title in check.all())
    found: set[str] = set()
    for word in (part.strip() for given in words for part in given.split(",")):
        fitting = {
            code
            for code, name in names.items()
            if word.lower() == name or (word and code.startswith(word.upper()))
        }
        if not fitting:
            near = nearest(word, [*names, *names.values()])
            question = f"did you mean {', '.join(near)}? " if near else ""
            raise UsageProblem(f'there is no check "{word}"', f"{question}All: litreview check --list")
        found |= fitting
    return frozenset(found)


def run(case: Case, *, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Finding]:
    """Run the checks on a case, all or those selected, without those ignored; gives findings in the order of places."""
    wanted = codes(select) or frozenset(title.split()[0] for title in check.all())
    wanted -= codes(ignore)
    found = [
        finding
        for title, registered in sorted(check.all().items())
        if title.split()[0] in wanted
        for finding in registered.function(case)
    ]
    files = {
        path: place for place, path in enumerate(path for text in case.manuscripts for path in text.files)
    }
    return sorted(
        found,
        key=lambda one: (
            files.get(one.path, len(files)), one.path, one.line, one.column, one.code, one.message,
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asks for: which checks, and how sure and how severe findings have to be."""

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    certainty: str = "likely"
    fail_on: str = "error"


@dataclass(slots=True)
class Report:
    """What was checked, the findings that are shown, and those that are only counted."""

    case: Case
    against: str
    shown: list[Finding] = field(default_factory=list)
    less_certain: list[Finding] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def check_files(named: Named, wanted: Wanted) -> Report:
    """Check what was named. Raises InputError for what cannot be read, UsageProblem for words that are not known."""
    known(wanted.certainty, CERTAINTIES, "certainty")
    known(wanted.fail_on, (*SEVERITIES, NEVER), "severity")
    gathered = gather_case(named)
    report = Report(gathered.case, gathered.against, problems=gathered.problems)
    least = CERTAINTIES.index(wanted.certainty)
    for one in run(gathered.case, select=wanted.select, ignore=wanted.ignore):
        enough = CERTAINTIES.index(one.certainty) <= least
        (report.shown if enough else report.less_certain).append(one)
    return report


def failing(found: Iterable[Finding], fail_on: str) -> bool:
    """Whether one of the findings is as severe as that; "never" is never."""
    if fail_on == NEVER:
        return False
    return any(SEVERITIES.index(one.severity) <= SEVERITIES.index(fail_on) for one in found)
