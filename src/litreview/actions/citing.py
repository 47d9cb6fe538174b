"""Look up what manuscripts cite: which sources those are, and what is cited that is not there."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from litreview.errors import InputError, UsageProblem
from litreview.manuscripts import manuscript
from litreview.manuscripts.whole import together
from litreview.matching.cited import Resolver, as_listed
from litreview.model import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from litreview.matching.cited import Resolved
    from litreview.model import Citation, Manuscript, Severity, Source


MOST_EXPLAINED = 100
"""Problems up to which the nearest sources are looked for; a text that has more was written for another list."""


@dataclass(slots=True)
class Cited:
    """What some manuscripts cite: the keys of the sources, and the problems, each of them once.

    incomplete says that something is cited beyond doubt and is not there.
    """

    keys: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    incomplete: bool = False


def read_manuscript(*names: str, cite_commands: Collection[str] = ()) -> Manuscript:
    """Read a manuscript of one or several files, with the others that belong to them.

    cite_commands are commands of the writer's own that cite in LaTeX. Raises InputError for a file that cannot
    be read, UsageProblem for a kind of file that no reader knows.
    """
    return together([_read(name, cite_commands) for name in names])


def _read(name: str, cite_commands: Collection[str]) -> Manuscript:
    data = _bytes(name)
    entries = manuscript.all().values()
    by_content = next((entry for entry in entries if entry.sniff is not None and entry.sniff(data)), None)
    found = by_content or manuscript.for_suffix(Path(name).suffix)
    if found is None:
        suffixes = ", ".join(suffix for entry in entries for suffix in entry.suffixes)
        raise UsageProblem(f"{name}: this is no kind of manuscript that is known", f"known: {suffixes}")
    read = found.function(data, name, lambda path: Path(path).read_bytes(), cite_commands)
    broken = next((problem for problem in read.problems if problem.severity == "error"), None)
    if broken is not None:
        raise InputError(broken.path, broken.line, broken.message, broken.hint)
    return read


def _bytes(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise InputError(name, 0, f"cannot be read: {error.strerror}", "check the path") from error


def cited(
    names: Sequence[str],
    sources: Sequence[Source],
    aliases: Mapping[str, str] | None = None,
    *,
    where: str = "the library",
    cite_commands: Collection[str] = (),
) -> Cited:
    """Look up what manuscripts cite among some sources; where is what these are called in messages.

    Something that may be any of several sources counts as all of them, and that is told. What looks like a
    citation and may be none is told only if it is likely. Raises what `read_manuscript` raises, and InputError
    where nothing at all is cited.
    """
    if not names:
        return Cited()
    read = read_manuscript(*names, cite_commands=cite_commands)
    if not read.citations:
        hint = "check that it is the text, or its main file"
        raise InputError(names[0], 0, "no citation was found in it", hint)
    found = Cited(problems=list(read.problems))
    resolver = Resolver(sources, aliases)
    numbers = {one.number: one for one in reversed(read.references) if one.number}
    told: dict[object, list[Resolved]] = {}
    for written in read.citations:
        listed = numbers.get(written.number) if written.form == "number" else None
        citation = as_listed(written, listed) if listed else written
        resolved = resolver.resolve(citation)
        found.keys.update(resolved.keys)
        if citation.form != "all" and len(resolved.keys) != 1:
            told.setdefault(_same(citation), []).append(resolved)
    for places in told.values():
        found.problems += _problem(places, where, resolver if len(found.problems) < MOST_EXPLAINED else None)
    found.incomplete = any(
        problem.code == "not-in-library" and problem.severity == "error" for problem in found.problems
    )
    return found


def _same(citation: Citation) -> object:
    """Give what two citations of one thing have in common."""
    if (citation.key or citation.number) and not citation.names:
        return citation.key or citation.number
    return citation.names, citation.others, citation.year, citation.letter, citation.title


def _problem(places: Sequence[Resolved], where: str, resolver: Resolver | None) -> Iterator[Problem]:
    """Give the problem of one thing that is cited, at its first place; none where it may be no citation."""
    citation, keys = places[0].citation, places[0].keys
    certainties = {resolved.citation.certainty for resolved in places}
    if certainties == {"possible"}:
        return
    others = f" (and {len(places) - 1} more of it)" if len(places) > 1 else ""
    shown = citation.key if citation.key and not citation.names else f'"{" ".join(citation.text.split())}"'
    if citation.number:
        shown = f"[{citation.number}]" + (f' "{citation.title}"' if citation.title else "")
    severity: Severity = "warning"
    code, hint = "ambiguous-citation", "cite it by its key, or with a letter"
    message = f"{shown} may be any of {', '.join(keys)}: all are taken{others}"
    if not keys:
        near = ", ".join(resolver.suggest(citation)) if resolver else ""
        code, message = "not-in-library", f"{shown} is not in {where}{others}"
        severity = "error" if "certain" in certainties else "warning"
        hint = f"did you mean {near}?" if near else ""
    yield Problem(citation.path, citation.line, code, message, severity, hint)
