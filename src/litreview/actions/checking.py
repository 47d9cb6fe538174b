"""Check manuscripts, their list and the library: run the checks on a case, and keep what is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from litreview.actions.case import gather_case
from litreview.actions.silencing import comments_in, read_baseline
from litreview.checks import check
from litreview.errors import UsageProblem
from litreview.matching.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from litreview.actions.case import Named
    from litreview.actions.lookup import Outcome
    from litreview.checks import Case
    from litreview.model import Finding, Problem

CERTAINTIES = ("certain", "likely", "possible")
SEVERITIES = ("error", "warning", "info")
NEVER = "never"
ONLINE = frozenset(("LR108", "LR109"))
"""Checks that find something only where entries were looked up."""


def names() -> dict[str, str]:
    """Give the names of all checks by code."""
    return dict(title.split() for title in sorted(check.with_others()))


def one_of(word: str, words: Sequence[str], what: str) -> str:
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
    known = names()
    found: set[str] = set()
    for word in (part.strip() for given in words for part in given.split(",")):
        fitting = {
            code
            for code, name in known.items()
            if word.lower() == name or (word and code.startswith(word.upper()))
        }
        if not fitting:
            near = nearest(word, [*known, *known.values()])
            question = f"did you mean {', '.join(near)}? " if near else ""
            raise UsageProblem(f'there is no check "{word}"', f"{question}All: litreview check --list")
        found |= fitting
    return frozenset(found)


def run(case: Case, chosen: Collection[str]) -> list[Finding]:
    """Run the checks of some codes on a case; gives findings in the order of the text, then of other files."""
    found = [
        finding
        for title, registered in sorted(check.with_others().items())
        if title.split()[0] in chosen
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
    """What a person asks for: which checks, how sure and how severe findings have to be, and what was there before."""

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    certainty: str = "likely"
    fail_on: str = "error"
    baseline: str = ""


@dataclass(slots=True)
class Report:
    """What was checked and found.

    shown are the findings that a person asked for; those less certain are counted, as those that a comment
    silences and those of the baseline. gone are findings of the baseline that are no longer there, unchecked is
    what was not checked, and why. outcome is what came of looking up the entries, None where nobody asked for it.
    """

    case: Case
    against: str
    shown: list[Finding] = field(default_factory=list)
    less_certain: list[Finding] = field(default_factory=list)
    silenced: list[Finding] = field(default_factory=list)
    known: list[Finding] = field(default_factory=list)
    gone: int = 0
    unchecked: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    outcome: Outcome | None = None


def check_files(
    named: Named, wanted: Wanted, tell: Callable[[str, int], None] = lambda _what, _number: None
) -> Report:
    """Check what was named; tell gets what takes long, and how far it is.

    Raises InputError for what cannot be read, UsageProblem for words that are not known.
    """
    one_of(wanted.certainty, CERTAINTIES, "certainty")
    one_of(wanted.fail_on, (*SEVERITIES, NEVER), "severity")
    chosen = codes(wanted.select) or frozenset(names())
    chosen -= codes(wanted.ignore)
    baseline = read_baseline(wanted.baseline) if wanted.baseline else None
    gathered = gather_case(named)
    case, outcome = gathered.case, None
    if named.online:
        from litreview.actions.lookup import look_up

        outcome = look_up(case.entries, _asked_for(case), named.library, tell)
        case = replace(case, looked_up=outcome.looked_up, retracted=(*case.retracted, *outcome.retracted))
    comments = comments_in(case.text_of, names())
    report = Report(
        case, gathered.against, problems=[*gathered.problems, *comments.problems], outcome=outcome
    )
    least = CERTAINTIES.index(wanted.certainty)
    for one in run(case, chosen):
        if comments.covers(one):
            report.silenced.append(one)
        elif baseline is not None and baseline.takes(one):
            report.known.append(one)
        elif CERTAINTIES.index(one.certainty) > least:
            report.less_certain.append(one)
        else:
            report.shown.append(one)
    compared = chosen if outcome is not None else chosen - ONLINE
    report.gone = baseline.gone(case.text_of, compared) if baseline is not None else 0
    report.unchecked = list(_unchecked(case, named, outcome))
    return report


def _asked_for(case: Case) -> frozenset[int]:
    """Give the places of the entries that are looked up: a text's own list, or of others what the text cites."""
    if (
        not case.manuscripts
        or case.pairing is None
        or any(entry.listed_in == "text" for entry in case.entries)
    ):
        return frozenset(range(len(case.entries)))
    return frozenset(place for pair in case.pairing.pairs for place in pair.entries)


def _unchecked(case: Case, named: Named, outcome: Outcome | None) -> Iterator[str]:
    """Say what was not checked, and why."""
    if outcome is None:
        yield "whether the works exist (--online looks them up)"
    else:
        for why, number in sorted(outcome.failed.items()):
            yield f"{_many(number, 'reference')} that could not be looked up ({why})"
    for manuscript in case.manuscripts:
        for one in manuscript.unread:
            what = {"footnote": "footnotes that cite", "superscript": "raised numbers"}[one.kind]
            where = f"{one.path}:{one.line}"
            yield f"{one.count} {what}, which are not read (from {where})"
    citations = [one for manuscript in case.manuscripts for one in manuscript.citations]
    if case.pairing is not None:
        told = {one.citation for one in (*case.pairing.pairs, *case.pairing.missing)}
        other = [
            one for place, one in enumerate(citations) if place not in told and one.certainty != "possible"
        ]
        if other:
            way = "it does" if len(other) == 1 else "they do"
            yield f"{_many(len(other), 'citation')}, since {way} not fit the style of the text"
    quoted = [one for manuscript in case.manuscripts for one in manuscript.quotations if one.citation]
    if quoted and not named.texts and not (case.library and case.library.notes):
        yield f"{_many(len(quoted), 'quotation')} without a text to look into (--texts DIR)"


def _many(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def failing(found: Iterable[Finding], fail_on: str) -> bool:
    """Whether one of the findings is as severe as that; "never" is never."""
    if fail_on == NEVER:
        return False
    return any(SEVERITIES.index(one.severity) <= SEVERITIES.index(fail_on) for one in found)
