"""Look up works at Crossref and OpenAlex: by DOI first, else by title and people; what is asked once is kept."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from litreview.checks import LookedUp
from litreview.lookup import services
from litreview.lookup.web import NotAnswered, Web
from litreview.matching.comparable import comparable
from litreview.matching.duplicates import decide
from litreview.matching.evidence import Evidence
from litreview.storage.lookups import Kept, Lookups

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from litreview.checks import Entry
    from litreview.lookup import Asked, Service
    from litreview.matching.comparable import Form
    from litreview.model import Record

IN_VAIN = 3
"""Questions in a row that a service leaves unanswered before it is not asked any more in this run."""
MOST_NAMES = 3
"""People who are named in a question: more find no better, and the first ones are the best known."""
_OK = 200
_UNASKED = "too little is known of it to ask for"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: looked_up by the places of the entries, retracted works, and how many entries were not
    looked up, by the reason.
    """

    looked_up: Mapping[int, LookedUp]
    retracted: tuple[Record, ...] = ()
    failed: Mapping[str, int] = field(default_factory=dict)

    @property
    def found(self) -> int:
        """Give how many of the entries were found."""
        return sum(bool(one.records) for one in self.looked_up.values())


def look_up(
    entries: Sequence[Entry],
    places: Collection[int],
    library: Path | None,
    tell: Callable[[str, int], None] = lambda _what, _number: None,
    web: Web | None = None,
) -> Outcome:
    """Look up the entries at some places of a list.

    library keeps the answers, where there is one; tell gets what is done, and how many entries were looked up;
    web is the way to the services. Raises StoreError for a library that cannot be read.
    """
    kept = Lookups(library)
    desk = _Desk(kept, web or Web(kept.mailto))
    looked_up: dict[int, LookedUp] = {}
    failed: Counter[str] = Counter()
    for number, place in enumerate(sorted(places)):
        tell("looking up", number)
        found = desk.ask(entries[place])
        if isinstance(found, str):
            failed[found] += 1
        else:
            looked_up[place] = found
    return Outcome(looked_up, tuple(desk.retracted), dict(failed))


class _Desk:
    """Where questions are asked: what is kept is not asked again, and who does not answer is left in peace."""

    def __init__(self, kept: Lookups, web: Web) -> None:
        self.kept = kept
        self.web = web
        self.services = services()
        self.retracted: list[Record] = []
        self._in_vain: Counter[str] = Counter()
        self._why: dict[str, str] = {}

    def ask(self, entry: Entry) -> LookedUp | str:
        """Ask the services in turn until one knows the work; gives why not where too few could be asked."""
        form = comparable(entry.record)
        title = entry.record.text("title")
        dois = sorted(form.values("doi"))
        people = sorted(entry.record.people, key=lambda person: person.role)  # authors before editors
        names = [person.family or person.literal for person in people if person.literal != "others"][
            :MOST_NAMES
        ]
        by_title = bool(form.title.compact and form.names)
        if not dois and not by_title:
            return _UNASKED
        by_doi = [(one, one.by_doi(doi)) for doi in dois[:1] for one in self.services]
        questions = [*by_doi, *((one, one.by_title(title, names)) for one in self.services if by_title)]
        elsewhere: tuple[str, Record] | None = None
        near: tuple[str, Record] | None = None
        wrong, unknown = "", 0
        for number, (one, asked) in enumerate(questions):
            try:
                works = self._works(one, asked)
            except NotAnswered as problem:
                wrong = wrong or f"{one.name}: {problem}"
                continue
            same = tuple((one.name, record) for work in works if _is_one(form, work[0]) for record in work)
            if same:
                return LookedUp(self._names, same, elsewhere, near, unknown == len(by_doi) > 0)
            of_doi = number < len(by_doi)
            unknown += of_doi and not works
            if works and of_doi and elsewhere is None:
                elsewhere = (one.name, works[0][0])
            near = near or next(
                ((one.name, work[0]) for work in works if _has_its_title(form, work[0])), None
            )
        return wrong or LookedUp(self._names, (), elsewhere, near)

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.services)

    def _works(self, one: Service, asked: Asked) -> list[tuple[Record, ...]]:
        """Give the works of an answer that is kept, or get one, each as its records. Raises NotAnswered."""
        url = f"https://{asked.host}{asked.path}{'?' if asked.query else ''}{urlencode(asked.query)}"
        held = self.kept.get(url)
        if held is None:
            held = self._got(one, asked)
            self.kept.keep(url, held)
        told = [one.told(item) for item in json.loads(held.body)]
        self.retracted += [record for each in told for record in each.retracted]
        return [each.records for each in told if each.records]

    def _got(self, one: Service, asked: Asked) -> Kept:
        """Ask a service, unless it did not answer lately. Raises NotAnswered."""
        if self._in_vain[one.name] >= IN_VAIN:
            raise NotAnswered(self._why[one.name])
        try:
            reply = self.web.get(asked)
            try:
                items = one.items(json.loads(reply.data)) if reply.status == _OK else []
            except (ValueError, RecursionError) as problem:
                raise NotAnswered("its answer cannot be read") from problem
        except NotAnswered as problem:
            self._in_vain[one.name] += 1
            self._why[one.name] = str(problem)
            raise
        self._in_vain[one.name] = 0
        return Kept(reply.status, json.dumps(items, ensure_ascii=False, separators=(",", ":")))


def _is_one(form: Form, record: Record) -> bool:
    """Whether a record is of the work that was asked for: nothing speaks against it, or title and most people agree."""
    other = comparable(record, "found")
    match = decide(form, other)
    if match is not None and match.verdict == "duplicate":
        return True
    e = Evidence(form, other)
    return e.title == "same" and e.names.most and e.same_kind


def _has_its_title(form: Form, record: Record) -> bool:
    return Evidence(form, comparable(record, "found")).title in {"same", "near"}
