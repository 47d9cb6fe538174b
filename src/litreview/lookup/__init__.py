"""Ask services on the net for works: one file per service, which knows its addresses and the shape of its answers.

Only `web` opens a connection; a service is pure: a question becomes an address, an answer becomes records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from litreview.registry import Registry

if TYPE_CHECKING:
    from litreview.model import Record

Item = Mapping[str, Any]  # Any: whatever JSON has
MOST = 5
"""Works that a search gives: what is not among the first is not the work that was meant."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An address to ask at: the host, the path and the query, without anything that tells who asks."""

    host: str
    path: str
    query: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What an item of an answer says: the work, as a record for each year in which it may be said to have come out,
    and works that were taken back, with the fields of `retraction` (nature, date, doi, file).
    """

    records: tuple[Record, ...] = ()
    retracted: tuple[Record, ...] = ()


class Service(Protocol):
    """A service: its name for people, and what it is asked and answers."""

    @property
    def name(self) -> str:
        """Give the name that is shown."""

    def by_doi(self, doi: str) -> Asked:
        """Give where the work with a DOI is told of."""

    def by_title(self, title: str, names: Sequence[str]) -> Asked:
        """Give where works with a title by people with these family names are looked for."""

    def items(self, answer: Any) -> list[Item]:  # Any: whatever JSON has
        """Give what of the items of an answer is of use. Raises ValueError for an answer of another shape."""

    def told(self, item: Item) -> Told:
        """Give what an item says. Never raises."""


service: Registry[Callable[[], Service]] = Registry("service", __name__)
"""All services, in the order in which they are asked: @service("1 crossref") on a class without arguments."""


def services() -> list[Service]:
    """Give one of each service, in the order of their names."""
    return [found.function() for _, found in sorted(service.all().items())]
