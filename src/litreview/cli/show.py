"""litreview show: all that is known of a source."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from litreview.cli.options import Format, Keys, Output
from litreview.cli.output import choose_format, width, write
from litreview.cli.session import library
from litreview.errors import UsageProblem
from litreview.text.document import dump
from litreview.text.safe import safe
from litreview.text.shape import document
from litreview.text.width import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.actions.showing import Dossier
    from litreview.model import Note, Tag
    from litreview.storage.provenance import Provenance

LABEL = 12
"""Columns of the labels on the left."""


def command(keys: Keys = None, fmt: Format = "", output: Output = "") -> None:
    """Show all that is known of sources: fields, themes, notes, and where each entry stands.

    Formats: table, json, bibtex (the entries as printed in the user's files).
    """
    from litreview.actions.showing import dossiers

    if not keys:
        raise UsageProblem("no source is named", "name one or more keys; litreview list shows them")
    chosen = choose_format(fmt, output, ("table", "json", "bibtex"))
    found = dossiers(library(), keys)
    if chosen == "json":
        write(dump({"schema": 1, "sources": [_document(one) for one in found]}), output)
    elif chosen == "bibtex":
        write(
            "\n".join(
                safe(entry.raw, newlines=True) + "\n" for one in found for entry in one.provenance.entries
            ),
            output,
        )
    else:
        write("\n".join("".join(line + "\n" for line in _lines(one)) for one in found), output)


def _document(one: Dossier) -> dict[str, Any]:  # Any: what JSON takes
    themes = list(dict.fromkeys(tag.theme for tag in one.tags if tag.status != "rejected"))
    return {
        **document(one.source, themes),
        "aliases": list(one.source.aliases),
        "tags": [{**asdict(tag), "note": tag.note or None} for tag in one.tags],
        "notes": [
            {**asdict(note), "facets": [{"name": name, "value": value} for name, value in note.facets]}
            for note in one.notes
        ],
        "entries": [asdict(entry) for entry in one.provenance.entries],
        "provenance": [asdict(setting) for setting in one.provenance.settings],
        "variants": [asdict(variant) for variant in one.provenance.variants],
    }


def _lines(one: Dossier) -> Iterator[str]:
    source = one.source
    yield safe(f"{source.key}  ({source.type})")
    marks = _marks(one.provenance)
    marks |= {name: f"  [inherited from {parent}]" for name, parent in source.inherited}
    marks |= {name: f"  [not in the library: {', '.join(keys)}]" for name, keys in one.missing.items()}
    for item in source.fields:
        yield from labelled(item.name, item.text + marks.get(item.name, ""))
    if source.aliases:
        yield from labelled("also", ", ".join(source.aliases))
    for name, value in source.facets:
        yield from labelled(name, value)
    for tag in one.tags:
        if not tag.note:
            yield from labelled("theme", _tag(tag))
    for note in one.notes:
        yield from labelled("note", _note(note, one.tags))
    yield from _origins(one.provenance)
    yield from _variants(one.provenance)


def _marks(known: Provenance) -> dict[str, str]:
    """Give what is put behind each field to say where it comes from: nothing where there is but one entry."""
    by_entry = len(known.entries) > 1
    return {
        item.field: "  [by hand]" if item.entry is None else f"  [{item.entry + 1}]" if by_entry else ""
        for item in known.settings
    }


def _origins(known: Provenance) -> Iterator[str]:
    """Give a line for each entry, and for each field that a person set or removed."""
    for number, entry in enumerate(known.entries, 1):
        mark = f"[{number}] " if len(known.entries) > 1 else ""
        origin = f", from {entry.origin}" if entry.origin else ""
        gone = "" if entry.there else " (no longer there)"
        yield from labelled("entry", f"{mark}{entry.path}:{entry.line}{origin}, read {entry.when[:10]}{gone}")
    for item in known.settings:
        if item.entry is None:
            done = "set" if item.value else "removed"
            words = f"{item.field} {done} {item.when[:10]}, operation {item.operation}"
            yield from labelled("by hand", words)


def _variants(known: Provenance) -> Iterator[str]:
    """Give a line for each value that gave way, with the places where it stands."""
    places: dict[tuple[str, str], list[str]] = {}
    for item in known.variants:
        place = f"{known.entries[item.entry].path}:{item.line}"
        places.setdefault((item.field, item.text), []).append(place)
    for (name, text), where in places.items():
        yield from labelled("also written", f"{name} {text} ({', '.join(where)})")


def _tag(tag: Tag) -> str:
    parts = [tag.theme + ("" if tag.status == "confirmed" else f" ({tag.status})")]
    parts += [{"supports": "(+)", "opposes": "(-)"}[tag.stance]] if tag.stance else []
    parts += [f'"{tag.quote}"'] if tag.quote else []
    parts += [f"({tag.locator})"] if tag.locator else []
    who = tag.coder or {"person": "by hand", "note": "in the notes"}.get(tag.origin, tag.origin)
    place = f"{tag.path}:{tag.line}" if tag.path else tag.made[:10]
    return " ".join([*parts, "—", f"{who}, {place}"])


def _note(note: Note, tags: tuple[Tag, ...]) -> str:
    themes = [f"#{tag.theme}" + {"supports": " (+)", "opposes": " (-)"}.get(tag.stance, "") for tag in tags
              if tag.note == note.id and tag.status != "rejected"]  # fmt: skip
    facets = [f"#{name}/{value}" for name, value in note.facets]
    place = f"[{note.path}:{note.line}]" if note.path else "[written here]"
    locator = f"({note.locator})" if note.locator else ""
    text = f'"{note.text}"' if note.kind == "quote" else note.text
    return " ".join(
        part for part in (f"{note.id}. {note.kind}:", text, locator, *themes, *facets, place) if part
    )


def labelled(label: str, text: str) -> Iterator[str]:
    """Give a text as lines beside its label, no wider than the terminal."""
    lines = wrap(safe(" ".join(text.split())), max(20, width() - LABEL - 4)) or [""]
    for number, line in enumerate(lines):
        yield ("  " + (safe(label)[:LABEL] if number == 0 else "").ljust(LABEL) + "  " + line).rstrip()
