"""Write sources in a format, and read what was written before anybody relies on it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from litreview.errors import LitreviewError
from litreview.model import Library
from litreview.readers import reader
from litreview.text.safe import safe
from litreview.writers import writer
from litreview.writers.bibtex import written_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from litreview.model import Problem, Source

READ_AS = {"biblatex": "bibtex", "csv": "table", "jsonl": "csljson"}
"""The reader of each format that goes by another name."""
REFERRING = frozenset(("crossref", "xref", "xdata", "related", "entryset"))
"""Fields that name other entries by their keys."""
INHERITING = frozenset(("bibtex", "biblatex"))
"""Formats in which an entry can have fields from another one."""


@dataclass(slots=True)
class Material:
    """What an export chooses from: the library or some bibliographies, and what messages call them.

    keys are the names that files or an earlier library have for a source, each with its key; cite_commands the
    writer's own commands of LaTeX that cite.
    """

    library: Library
    name: str
    keys: Sequence[tuple[str, str]] = ()
    problems: list[Problem] = field(default_factory=list)
    cite_commands: tuple[str, ...] = ()


def from_library(path: Path) -> Material:
    """Read the library."""
    from litreview.storage.connect import reading
    from litreview.storage.load import changed_keys, load_library
    from litreview.storage.settings import cite_commands

    with reading(path) as connection:
        keys, own = changed_keys(connection), cite_commands(connection)
        return Material(load_library(connection), "the library", keys, cite_commands=own)


def from_bibliographies(names: Sequence[str]) -> Material:
    """Read bibliographies, with no library; raises InputError for one that cannot be read."""
    from litreview.actions.bibliographies import sources_of

    sources, problems = sources_of(names)
    return Material(Library(sources), ", ".join(names), problems=problems)


UNREAD = {"md": "\n\n", "normalised": "\n"}
"""Formats that no reader reads, and what stands between their entries."""


def export(sources: Sequence[Source], name: str) -> str:
    """Give the sources as text in the format of that name, proven to read back as the same records.

    Raises UsageProblem for an unknown format, and LitreviewError (a bug) where the proof fails.
    """
    sources = _as_written(sources, name)
    text = writer.named(name).function(sources)
    if sources:
        _prove(sources, text, name)
    return text


def _prove(sources: Sequence[Source], text: str, name: str) -> None:
    """Read what was written, and compare keys and titles, which may have a subtitle; raises LitreviewError.

    Of a format that no reader reads, entries are counted.
    """
    check = reader.all().get(READ_AS.get(name, name))
    if check is None:
        if name in UNREAD and len(text.strip().split(UNREAD[name])) != len(sources):
            raise LitreviewError("the export does not have an entry for each source", "please report it")
        return
    read = check.function(text.encode(), f"export.{name}")
    written = [block.record for block in read.blocks if block.record is not None]
    for source, record in zip(sources, written, strict=False):
        key = written_key(source.key) if name in INHERITING else source.key
        if _bare(record.key) != _bare(key) or not _bare(record.text("title")).startswith(_bare(source.title)):
            raise LitreviewError(f"the export of {source.key} does not read back", "please report it")
    if len(written) != len(sources):
        raise LitreviewError("the export does not read back whole", "please report it")


def _bare(text: str) -> str:
    """Give the letters and digits of a text: white space and signs that could steer a terminal may differ."""
    return "".join(filter(str.isalnum, safe(text)))


def _as_written(sources: Sequence[Source], name: str) -> list[Source]:
    """Give the sources as a format has them.

    BibTeX and BibLaTeX let an entry inherit: it is written as it is, before its parent (BibTeX asks for
    that), where the parent is written, too. All else is written whole, and refers to nothing.
    """
    sources = _with_keys_of_today(sources)
    keys = [source.key for source in sources]
    if name in INHERITING and keys == sorted(keys):  # as they are sorted when the export is read
        sources = sorted(sources, key=lambda source: written_key(source.key))
    if not any(source.inherited for source in sources):
        return list(sources)
    from litreview.text.inheritance import Family, own

    if name not in INHERITING:
        return list(sources)
    family, children, parents = Family(sources), [], []
    named: set[str] = set()
    for source in sources:
        links = [parent for *_, parent in family.parents(source)]
        named.update(parent.key for parent in links if parent is not None)
        children.append(own(source) if links and None not in links else _without_links(source))
    parents = [source for source in children if source.key in named]
    return [source for source in children if source.key not in named] + parents


def _with_keys_of_today(sources: Sequence[Source]) -> Sequence[Source]:
    """Let fields that name other sources name them by their own keys, where these were merged since."""
    keys = {alias: source.key for source in sources for alias in source.aliases}
    return [_renamed(source, keys) for source in sources] if keys else sources


def _renamed(source: Source, keys: Mapping[str, str]) -> Source:
    """Give a source with its references under other keys; one to itself is none."""
    fields = []
    for item in source.fields:
        named = item.text.split(",") if item.name in REFERRING else ()
        new = [keys.get(key.strip(), key.strip()) for key in named]
        if new == [key.strip() for key in named]:
            fields.append(item)
        elif value := ",".join(key for key in new if key != source.key):
            fields.append(replace(item, value=value, text=value))
    return replace(source, fields=tuple(fields))


def _without_links(source: Source) -> Source:
    from litreview.text.inheritance import LINKS

    if not source.inherited:
        return source
    return replace(source, fields=tuple(field for field in source.fields if field.name not in LINKS))


def key_map_text(keys: Sequence[tuple[str, str]], sources: Sequence[Source] = (), name: str = "") -> str:
    """Give the keys that are not what a file or an earlier library calls them: old, TAB, new, a line each.

    sources are those that were written in the format of that name: BibTeX cannot hold every key.
    """
    changed = list(keys)
    if name in INHERITING:
        changed = [(old, written_key(new)) for old, new in keys]
        changed += [(source.key, written_key(source.key)) for source in sources]
    return "".join(f"{old}\t{new}\n" for old, new in dict.fromkeys(changed) if old != new)
