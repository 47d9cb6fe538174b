"""Make the fields of one record out of those of several: which value of each holds, and which gave way.

Pure: takes values, gives values. Two names of one field (journal, journaltitle) count as one, a subtitle that
the other record has in its title is none of its own, and a date is taken from one record or the other, not
the year of one with the month of the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from litreview.text.dates import year_in
from litreview.text.fold import fold
from litreview.text.titles import whole_title
from litreview.text.values import same_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from litreview.model import Field

DATES = ("year", "date", "month", "day")
_OTHER_NAMES = {
    "journal": "journaltitle", "address": "location", "school": "institution", "annote": "annotation",
    "archiveprefix": "eprinttype", "primaryclass": "eprintclass",
}  # fmt: skip
_OTHER_NAMES |= {new: old for old, new in _OTHER_NAMES.items()}
_TITLE_OF = {f"{stem}subtitle": f"{stem}title" for stem in ("", "book", "main", "issue")}
_TITLE_OF["journalsubtitle"] = "journaltitle"
_SUBTITLE_OF = {title: subtitle for subtitle, title in _TITLE_OF.items()}


class Compared(NamedTuple):
    """What a field of one record is to those of another: under which name that has it ("": under none).

    "same" and under none: it is said in another field; "differs" and under none: it is part of another date.
    """

    name: str
    held: str
    how: Literal["same", "differs", "new"]


class Conflict(NamedTuple):
    """Two values of a field, as text: which is kept and whose it is (by key), and which gave way.

    by_hand says that a person had set the one that gave way: it stands in no file.
    """

    field: str
    kept: str
    kept_from: str
    other: str
    other_from: str
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Owned:
    """A field of one of the records: its owner's key, its row, and whether a person set it ("": removed it)."""

    field: Field
    owner: str
    row: int = 0
    by_hand: bool = False


def compared(held: Mapping[str, Field], said: Mapping[str, Field]) -> Iterator[Compared]:
    """Compare each field that one record says with those that another one holds, by name."""
    year, apart = year_in(held.values()), _apart(held, said)
    for name, field in said.items():
        twin = _twin(name, held)
        if twin:
            same = same_value(name, held[twin], field) or _same_whole(twin, held, name, said)
            yield Compared(name, twin, "same" if same else "differs")
        elif name in DATES and apart:
            yield Compared(name, "", "differs")
        else:
            yield Compared(name, "", "same" if _told(name, field, held, year) else "new")


def _apart(one: Mapping[str, Field], other: Mapping[str, Field]) -> bool:
    """Whether two records are of different years."""
    years = {year_in(one.values()), year_in(other.values())}
    return len(years - {""}) > 1


def _twin(name: str, held: Mapping[str, Field]) -> str:
    """Give the name under which a record has a field, or ""."""
    return next((twin for twin in (name, _OTHER_NAMES.get(name, "")) if twin in held), "")


def _same_whole(title: str, held: Mapping[str, Field], name: str, said: Mapping[str, Field]) -> bool:
    """Whether two titles are the same with their subtitles."""
    mine, theirs = _whole(title, held), _whole(name, said)
    return bool(mine and theirs) and mine == theirs


def _whole(title: str, fields: Mapping[str, Field]) -> str:
    if title not in _SUBTITLE_OF:
        return ""
    subtitle = fields.get(_SUBTITLE_OF[title])
    return fold(whole_title(fields[title].text, subtitle.text if subtitle else ""))


def _told(name: str, field: Field, held: Mapping[str, Field], year: str) -> bool:
    """Whether a record says in another field what this one does: a subtitle in its title, a year in its date."""
    title = held.get(_TITLE_OF.get(name, ""))
    if title is not None:
        return f" {fold(title.text)} ".endswith(f" {fold(field.text)} ")
    return name == "year" and "date" in held and year == year_in([field]) != ""


@dataclass(frozen=True, slots=True)
class United:
    """The fields of several records as one's: those that hold, in order, and the conflicts."""

    fields: tuple[Owned, ...]
    conflicts: tuple[Conflict, ...]


def unite(records: Sequence[Sequence[Owned]], take: Mapping[str, str] | None = None) -> United:
    """Unite the fields of records: the first one's hold, and what only another one has joins them.

    A value that a person set outranks one of a file, and `take` (the owner to take a field from, by the field's
    name) outranks both.
    """
    first, *others = records
    union = _Union({item.field.name: item for item in first}, take or {})
    for record in others:
        union.join({item.field.name: item for item in record})
    return United(tuple(union.held.values()), tuple(union.conflicts))


class _Union:
    def __init__(self, held: dict[str, Owned], take: Mapping[str, str]) -> None:
        self.held = held
        self.take = take
        self.conflicts: list[Conflict] = []

    def join(self, said: dict[str, Owned]) -> None:
        """Bring in the next record."""
        held = dict(self.held)
        known = {name: item.field for name, item in held.items()}
        other = {name: item.field for name, item in said.items()}
        apart = _apart(known, other)
        for name, twin, how in compared(known, other):
            mine, theirs = held.get(twin), said[name]
            if name in DATES and apart:
                continue
            if how == "new" or self.held.get(twin) is not mine:  # another name of it has its place already
                self.held[name] = theirs
            elif mine is not None:
                self._decide(mine, theirs, differs=how == "differs")
        if apart:
            self._join_dates(said)

    def _rank(self, item: Owned) -> tuple[bool, bool]:
        names = (item.field.name, _OTHER_NAMES.get(item.field.name, ""))
        return any(self.take.get(name) == item.owner for name in names), item.by_hand

    def _decide(self, mine: Owned, theirs: Owned, *, differs: bool) -> None:
        """Let the stronger of two hold, in the place of the one that is held and under its own name."""
        if self._rank(theirs) > self._rank(mine):
            place = mine.field.name
            self.held = dict(
                (theirs.field.name, theirs) if name == place else (name, item)
                for name, item in self.held.items()
            )
            mine, theirs = theirs, mine
        if differs:
            self._tell(mine.field.name, theirs, mine.owner, mine.field.text)

    def _join_dates(self, said: dict[str, Owned]) -> None:
        """Decide between two dates of another year: one of them holds as a whole."""
        mine = {name: item for name, item in self.held.items() if name in DATES}
        theirs = {name: item for name, item in said.items() if name in DATES}
        if max(map(self._rank, theirs.values())) > max(map(self._rank, mine.values())):
            self.held = {name: item for name, item in self.held.items() if name not in DATES} | theirs
            mine, theirs = theirs, mine
        owner = next(iter(mine.values())).owner
        for name, item in theirs.items():
            kept = mine.get(name) or (
                mine.get("year") or mine.get("date") if name in {"year", "date"} else None
            )
            if kept is None or not same_value(name, kept.field, item.field):
                self._tell(name, item, owner, kept.field.text if kept else "")

    def _tell(self, name: str, other: Owned, kept_from: str, kept: str) -> None:
        self.conflicts.append(Conflict(name, kept, kept_from, other.field.text, other.owner, other.by_hand))
