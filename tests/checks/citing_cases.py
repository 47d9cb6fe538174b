"""Build a case out of a text as people write one, through the real readers, and say what the checks find in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from litreview.checks import Case, Entry, check
from litreview.checks._citations import pairing_of
from litreview.manuscripts.markdown import read_markdown
from litreview.readers.bibtex import read_bibtex
from litreview.text.inheritance import completed

if TYPE_CHECKING:
    from litreview.model import Finding, Library, Record

PATH, BIB = "paper.md", "refs.bib"


def no_other_file(path: str) -> bytes:
    raise FileNotFoundError(path)


def records(bib: str) -> list[Record]:
    blocks = read_bibtex(bib.encode(), BIB).blocks
    return completed([block.record for block in blocks if block.record is not None])


def case_of(text: str, listed: str = "", *, bib: str = "", library: Library | None = None) -> Case:
    """Give the case of a Markdown text: its list has an entry a line; else a .bib is named, else the library."""
    written = text + (
        "\n\n# References\n\n" + "\n\n".join(listed.strip().splitlines()) + "\n" if listed else "\n"
    )
    read = read_markdown(written.encode(), PATH, no_other_file, ())
    entries = [
        Entry(one.record, "text", one.text, one.path, one.line, one.offset, one.number, certain=one.certain)
        for one in read.references
    ]
    if bib:
        entries = [Entry(record, "bib", "", BIB, line) for line, record in enumerate(records(bib), 1)]
    elif library and not listed:
        entries = [Entry(source, "library") for source in library.sources]
    case = Case((read,), tuple(entries), library=library, text_of={PATH: written})
    return replace(case, pairing=pairing_of(case))


def found(case: Case, name: str = "") -> list[Finding]:
    """Give what the checks of citations find, or one of them."""
    return [
        finding
        for title, registered in sorted(check.all().items())
        if title.startswith("LR2") and title.endswith(name)
        for finding in registered.function(case)
    ]


def brief(findings: list[Finding]) -> list[str]:
    """Give findings in words: code, certainty, what they are about."""
    return [f"{one.code} {one.certainty} {one.citation or one.reference[:20]}" for one in findings]


def mended(case: Case, finding: Finding) -> str:
    """Give the text with the edits of a finding made."""
    text = case.text_of[PATH]
    for edit in sorted(finding.edits, key=lambda one: -one.start):
        assert text[edit.start : edit.end] == edit.old
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text
