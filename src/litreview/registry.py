"""Let a reader, writer or renderer be one new file with one decorated function."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from litreview.errors import UsageProblem

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., object]")


@dataclass(frozen=True, slots=True)
class Registered(Generic[F]):
    """A function under its name; suffixes with their dot; sniff says whether bytes look like its format."""

    name: str
    suffixes: tuple[str, ...]
    function: F
    sniff: Callable[[bytes], bool] | None = None


class Registry(Generic[F]):
    """All functions of one kind; finds the modules of its package, then the entry points of others.

    Takes the kind in words ("reader") and the package whose modules register; entry points are
    looked for in the group `litreview.KINDs`, and only when nothing built in fits.
    """

    def __init__(self, kind: str, package: str) -> None:
        self.kind = kind
        self.package = package
        self._entries: dict[str, Registered[F]] = {}
        self._loaded = False
        self._others_loaded = False

    def __call__(
        self, name: str, *, suffixes: tuple[str, ...] = (), sniff: Callable[[bytes], bool] | None = None
    ) -> Callable[[F], F]:
        """Register the decorated function; raises ValueError for a name that is taken."""

        def register(function: F) -> F:
            if name in self._entries:
                raise ValueError(f"there is already a {self.kind} named {name}")
            self._entries[name] = Registered(name, suffixes, function, sniff)
            return function

        return register

    def all(self) -> dict[str, Registered[F]]:
        """Give every built-in function by name."""
        if not self._loaded:
            package = importlib.import_module(self.package)
            for module in pkgutil.iter_modules(package.__path__):
                if not module.name.startswith("_"):  # a helper of the others
                    importlib.import_module(f"{self.package}.{module.name}")
            self._loaded = True
        return dict(self._entries)

    def with_others(self) -> dict[str, Registered[F]]:
        """Give the built-in functions and those that other distributions offer."""
        self.all()
        if not self._others_loaded:
            from importlib.metadata import entry_points  # slow, and rarely needed

            for point in entry_points(group=f"litreview.{self.kind}s"):
                point.load()
            self._others_loaded = True
        return dict(self._entries)

    def named(self, name: str) -> Registered[F]:
        """Give the function of this name; raises UsageProblem with the names there are."""
        found = self.all().get(name) or self.with_others().get(name)
        if found is None:
            raise UsageProblem(
                f'there is no {self.kind} named "{name}"', "known: " + ", ".join(sorted(self.with_others()))
            )
        return found

    def for_suffix(self, suffix: str) -> Registered[F] | None:
        """Give the function for a file name's suffix (".bib"), or None."""
        wanted = suffix.lower()
        for entries in (self.all, self.with_others):
            for entry in entries().values():
                if wanted in entry.suffixes:
                    return entry
        return None
