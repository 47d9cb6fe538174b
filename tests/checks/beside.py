"""Make cases of entries beside others, written as BibTeX or as printed, and run a check on them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from litreview.checks import Case, Entry, LookedUp, check
from litreview.model import Library, Source
from litreview.readers.bibtex import read_bibtex
from litreview.text.dates import year_in
from litreview.text.references.reference import read_reference, record_of

if TYPE_CHECKING:
    from litreview.model import Finding, Record


def entry(key: str, kind: str = "article", **fields: str) -> str:
    """Write an entry in BibTeX; empty fields are left out."""
    said = "".join(f", {name} = {{{text}}}" for name, text in fields.items() if text)
    return f"@{kind}{{{key}{said}}}\n"


def records(bib: str) -> tuple[Record, ...]:
    """Read BibTeX."""
    blocks = read_bibtex(bib.encode(), "x.bib").blocks
    return tuple(block.record for block in blocks if block.record is not None)


def bib(text: str) -> tuple[Entry, ...]:
    """Read a list of BibTeX entries, each with its line."""
    blocks = read_bibtex(text.encode(), "refs.bib").blocks
    return tuple(
        Entry(block.record, "bib", path="refs.bib", line=block.line) for block in blocks if block.record
    )


def printed(*references: str) -> tuple[Entry, ...]:
    """Read a printed list, an entry a line."""
    return tuple(
        Entry(record_of(read_reference(text), at), "text", text, "paper.md", at, number=str(at))
        for at, text in enumerate(references, 1)
    )


def source(record: Record, key: str = "") -> Source:
    """Give a record as a source of the library."""
    return Source(
        key or record.key, record.type, record.text("title"), year_in(record.fields), record.people, record.fields,
        record.identifiers,
    )  # fmt: skip


def library(text: str) -> Library:
    """Give a library that holds what this BibTeX says."""
    return Library(tuple(map(source, records(text))))


def found(code: str, case: Case) -> list[Finding]:
    """Run the check of a code."""
    run = next(item.function for name, item in check.all().items() if name.startswith(code))
    return list(run(case))


def told(code: str, case: Case) -> list[tuple[str, str]]:
    """Give what the check of a code finds, in short: how certain, and the key or number of the entry."""
    return [(finding.certainty, finding.key) for finding in found(code, case)]


def example(text: str) -> Case:
    """Give the case that an example in a docstring shows: "- " is listed, else what stands before the colon tells."""
    case = Case()
    kept: list[str] = []
    fields = [line for line in text.splitlines() if "= {" in line]
    if fields:
        return Case(entries=bib("@book{x,\n" + "".join(f"  {line},\n" for line in fields) + "}\n"))
    for line in text.splitlines():
        where, _, words = line.partition(": ")
        if line.startswith("- "):
            kept.append(line.removeprefix("- "))
        elif where == "library":
            known = source(
                record_of(read_reference(words)), f"known{len(case.library.sources) if case.library else 0}"
            )
            case = replace(case, library=Library((*(case.library.sources if case.library else ()), known)))
        elif where == "trusted":
            case = replace(case, trusted=(*case.trusted, record_of(read_reference(words))))
        elif where == "Crossref":
            there = () if words == "nothing" else (("Crossref", record_of(read_reference(words))),)
            case = replace(case, looked_up={0: LookedUp(("Crossref", "OpenAlex"), there)})
        else:
            case = replace(
                case, retracted=records(f"@article{{t, title = {{T}}, doi = {{{words.partition(',')[0]}}}}}")
            )
    return replace(case, entries=printed(*kept))
