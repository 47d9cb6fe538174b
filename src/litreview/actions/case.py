"""Gather all that a check looks into: the texts, the list that they are held against, the library, what is trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from litreview.actions.citing import read_manuscript
from litreview.actions.gather import gather, read
from litreview.actions.retractions import retracted_records
from litreview.checks import Case, Entry
from litreview.errors import InputError
from litreview.matching.pairing import Pairing, pair
from litreview.model import Manuscript, Problem, Source
from litreview.text.decode import decode
from litreview.text.inheritance import completed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from litreview.model import Library, Record

COMPILED = ".bbl"
"""The suffix of a list that LaTeX made: where the bibliography is there, it is older than that."""
WORD = ".docx"
"""The suffix of manuscripts whose text is not what stands in their bytes."""
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?P<text>.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_BIBLIOGRAPHY = re.compile(
    r"^bibliography[ \t]*:[ \t]*(?P<here>[^\r\n]*)(?P<below>(?:\r?\n[ \t]*-[ \t]+[^\r\n]+)*)", re.MULTILINE
)
_COMMAND = re.compile(
    r"^[^%\r\n]*?\\(?:bibliography|addbibresource(?:\[[^\[\]]*\])?|addglobalbib)\{(?P<names>[^{}]+)\}",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """The files that a person named, and the library that is there (None: there is none).

    online says that services on the net may be asked.
    """

    manuscripts: Sequence[str] = ()
    bib: Sequence[str] = ()
    against: Sequence[str] = ()
    texts: Sequence[str] = ()
    retracted: str = ""
    library: Path | None = None
    online: bool = False


@dataclass(slots=True)
class Gathered:
    """A case, what citations are held against in words, and the problems of reading it all."""

    case: Case
    against: str = ""
    problems: list[Problem] = field(default_factory=list)


def gather_case(named: Named) -> Gathered:
    """Read what was named. Raises InputError for what cannot be read, and where nothing is listed to compare with."""
    problems: list[Problem] = []
    library, commands, aliases = _library(named.library)
    manuscripts: tuple[Manuscript, ...] = ()
    texts: dict[str, str] = {}
    if named.manuscripts:
        manuscript = read_manuscript(*named.manuscripts, cite_commands=commands)
        manuscripts = (manuscript,)
        problems += manuscript.problems
        texts = {path: text for path in manuscript.files if (text := _text(path))}
    entries, against = _entries(named, manuscripts, texts, library, problems)
    if manuscripts and not entries:
        _refuse(manuscripts[0])
    case = Case(
        manuscripts,
        entries,
        _paired(manuscripts, entries, aliases, texts),
        library,
        _records(named.against, problems),
        _full_texts(named.texts, library, entries, problems),
        retracted_records(Path(named.retracted)) if named.retracted else (),
        texts,
    )
    return Gathered(case, against, problems)


def _library(path: Path | None) -> tuple[Library | None, tuple[str, ...], dict[str, str]]:
    """Give the library that is there, the commands of LaTeX that its settings name, and other names for its keys."""
    if path is None or not path.is_file():
        return None, (), {}
    from litreview.storage.connect import reading
    from litreview.storage.load import changed_keys, load_library
    from litreview.storage.settings import cite_commands

    with reading(path) as connection:
        return load_library(connection), cite_commands(connection), dict(changed_keys(connection))


def _paired(
    manuscripts: Sequence[Manuscript],
    entries: Sequence[Entry],
    aliases: Mapping[str, str],
    texts: Mapping[str, str],
) -> Pairing:
    """Say which entry each citation means, without a text nothing; a list that is the text's own has its numbers."""
    if not manuscripts:
        return Pairing()
    of_text = any(entry.listed_in == "text" for entry in entries)
    of_library = any(entry.listed_in == "library" for entry in entries)
    return pair(
        [one for text in manuscripts for one in text.citations],
        [entry.record for entry in entries],
        aliases=aliases if of_library else {},
        text="\n\n".join(text for one in manuscripts for path in one.files if (text := texts.get(path, ""))),
        numbers=[entry.number for entry in entries] if of_text else (),
    )


def _records(names: Sequence[str], problems: list[Problem]) -> tuple[Record, ...]:
    entries, _ = records_of(names, problems, {}) if names else ((), "")
    return tuple(entry.record for entry in entries if not isinstance(entry.record, Source))


def _full_texts(
    names: Sequence[str], library: Library | None, entries: Sequence[Entry], problems: list[Problem]
) -> Mapping[str, str]:
    """Give the full texts of sources by their keys, from files or folders; adds what could not be read."""
    if not names:
        return {}
    from litreview.actions.texts import read_texts

    works = [*(library.sources if library is not None else ()), *(entry.record for entry in entries)]
    found = read_texts([Path(name) for name in names], works)
    problems += found.problems
    return found.texts


def _text(path: str) -> str:
    """Give the text of a file of the manuscript as its offsets count it; "" where it has none."""
    if Path(path).suffix.lower() == WORD:
        return ""
    try:
        return decode(Path(path).read_bytes()).text
    except OSError:
        return ""


def _entries(
    named: Named,
    manuscripts: Sequence[Manuscript],
    texts: dict[str, str],
    library: Library | None,
    problems: list[Problem],
) -> tuple[tuple[Entry, ...], str]:
    """Give the list that citations are held against: the one named, the text's, the one that it names, the library."""
    if named.bib:
        return records_of(named.bib, problems, texts)
    for manuscript in manuscripts:
        own, files = _own(manuscript), list(dict.fromkeys(_named_in(manuscript, texts)))
        if own and not (files and all(entry.path.endswith(COMPILED) for entry in own)):
            return own, "the list of the text"
        if files:
            return records_of(files, problems, texts)
    if library is None:
        return (), ""
    return tuple(_of_library(library, named.library)), "the library"


def _of_library(library: Library, path: Path | None) -> Iterator[Entry]:
    """Give the sources of the library as entries, each with the place where it was read last."""
    from litreview.storage.connect import reading
    from litreview.storage.load import printed_places

    folder = path.parent if path else Path()
    with reading(path or Path()) as connection:
        places = printed_places(connection)
    for source in library.sources:
        name, line = places.get(source.id, ("", 0))
        yield Entry(source, "library", path=str(folder / name) if name else "", line=line)


def _own(manuscript: Manuscript) -> tuple[Entry, ...]:
    """Give the text's own list; none where it cites by keys, which a printed list does not have."""
    by_key = manuscript.style == "keys" and not any(one.key or one.number for one in manuscript.references)
    if by_key:
        return ()
    return tuple(
        Entry(one.record, "text", one.text, one.path, one.line, one.offset, one.number, certain=one.certain)
        for one in manuscript.references
    )


def _named_in(manuscript: Manuscript, texts: dict[str, str]) -> Iterator[str]:
    """Give the bibliographies that a document names and that are there."""
    for path in manuscript.files:
        text = texts.get(path, "")
        names: list[str] = []
        if manuscript.format == "latex":
            for found in _COMMAND.finditer(text):
                for name in found["names"].split(","):
                    plain = name.strip()
                    names.append(plain if plain.endswith(".bib") else f"{plain}.bib")
        elif head := _FRONT_MATTER.match(text):
            for found in _BIBLIOGRAPHY.finditer(head["text"]):
                parts = found["here"].strip().strip("[]").split(",") + re.split(r"\s*-\s+", found["below"])
                names += [part.strip().strip("\"'") for part in parts]
        folders = (Path(path).parent, Path(manuscript.path).parent, Path())
        for name in filter(None, names):
            there = (folder / name for folder in folders if (folder / name).is_file())
            yield from (str(found) for found in islice(there, 1))


def records_of(
    names: Sequence[str], problems: list[Problem], texts: dict[str, str]
) -> tuple[tuple[Entry, ...], str]:
    """Give every record of some bibliographies, with what it inherits and where it stands; and their names.

    Adds the problems of reading to those, and the texts of the files by path. Raises InputError.
    """
    entries: list[Entry] = []
    for item in gather(names, Path.cwd() / "litreview.db"):
        if isinstance(item, Problem):
            raise InputError(item.path, item.line, item.message, item.hint)
        result = read(item)
        if not any(block.record for block in result.blocks):
            first = next(iter(result.problems), None)
            raise InputError(item.path, 0, first.message if first else "there is no bibliography in it")
        problems += result.problems
        texts[item.path] = decode(item.data).text
        found: list[tuple[Record, int, int]] = []
        at = 0
        for place, block in enumerate(result.blocks):
            at += len(result.gaps[place]) if result.gaps else 0
            if block.record is not None:
                found.append((block.record, block.line, at if result.gaps else 0))
            at += len(block.raw)
        whole = completed([record for record, _, _ in found])
        entries += [
            Entry(record, "bib", "", item.path, line, offset)
            for record, (_, line, offset) in zip(whole, found, strict=True)
        ]
    return tuple(entries), ", ".join(names)


def _refuse(manuscript: Manuscript) -> None:
    """Say that there is no list: it would not help to call each citation missing."""
    message = "no list of references was found in it, and it names no bibliography that is there"
    raise InputError(manuscript.path, 0, message, "name the list: --bib FILE; or add it to a library")
