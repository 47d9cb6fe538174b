"""Give a source as other programs read it: the shape of `list -f json`, and of each line of a JSONL export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Person, Source


def document(source: Source, themes: Sequence[str] | None = None) -> dict[str, Any]:  # Any: what JSON takes
    """Give a source as a value for JSON; without themes it says nothing of them."""
    people: dict[str, list[dict[str, str]]] = {}
    for person in source.people:
        people.setdefault(f"{person.role}s", []).append(_person(person))
    return {
        "key": source.key,
        "type": source.type,
        "title": source.title,
        "authors": people.pop("authors", []),
        **people,
        "year": source.year,
        **({} if themes is None else {"themes": list(themes)}),
        "identifiers": [{"kind": item.kind, "value": item.value} for item in source.identifiers],
        "facets": [{"name": name, "value": value} for name, value in source.facets],
        "fields": {item.name: item.text for item in source.fields},
        **({"inherited": dict(source.inherited)} if source.inherited else {}),
    }


def _person(person: Person) -> dict[str, str]:
    parts = {name: getattr(person, name) for name in ("family", "given", "prefix", "suffix", "literal")}
    return {name: value for name, value in parts.items() if value}
