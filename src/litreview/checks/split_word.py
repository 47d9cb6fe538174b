"""Find words that a conversion has split or spoilt: in the list, in titles and headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from litreview.checks import check
from litreview.model import Edit, Finding
from litreview.text.common_words import WORDS
from litreview.text.references.cleaning import clean
from litreview.text.references.section import lines_of, newlines
from litreview.text.splits import SHORT, split_words, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from litreview.checks import Case, Entry
    from litreview.model import Certainty
    from litreview.text.splits import SplitWord

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?P<a>[^\r\n]+)|^title:[ \t]*(?P<b>[^\r\n]+)", re.MULTILINE)
_COMMAND = re.compile(r"\\(?:title|chapter|(?:sub){0,2}section|paragraph)\*?\{(?P<a>[^{}]*)\}(?P<b>)")
_TITLES = ("title", "subtitle", "booktitle", "booksubtitle", "journal", "journaltitle", "publisher")


class _Stretch(NamedTuple):
    """A stretch of a file that is looked into: its text, where it begins, and the entry that it is."""

    text: str
    path: str
    line: int
    offset: int
    exact: bool
    entry: Entry | None = None


@check("LR401 split-word")
def split_word(case: Case) -> Iterator[Finding]:
    """Find words that a conversion from PDF has split, in the list, in titles and headings.

    Certain where the joined word stands elsewhere in the text or the list, or neither piece is a word. Likely
    where only the list of common words says so.

    Bad: Lewis, J. A. (2006). Center for Strateg ic Studies.
    Good: Lewis, J. A. (2006). Center for Strategic Studies.
    """
    known = _known(case)
    for stretch in _stretches(case):
        at = 0
        for word in split_words(clean(stretch.text).text, known):
            pieces = r"[\s*_]+".join(map(re.escape, word.printed.split()))
            found = re.compile(pieces).search(stretch.text, at)
            if found:
                at = found.end()
                yield _finding(word, found, stretch, known)


def _known(case: Case) -> dict[str, int]:
    """Count the words of all that there is to read."""
    known: dict[str, int] = {}
    texts = [
        *case.text_of.values(),
        *(entry.text for entry in case.entries if entry.path not in case.text_of),
    ]
    for text in texts:
        for word, count in vocabulary(text).items():
            known[word] = known.get(word, 0) + count
    return known


def _stretches(case: Case) -> Iterator[_Stretch]:
    for manuscript in case.manuscripts:
        pattern = _COMMAND if manuscript.format == "latex" else _HEADING
        for path in manuscript.files:
            text = case.text_of.get(path, "")
            for found in pattern.finditer(text):
                group = "a" if found["a"] else "b"
                if found[group]:
                    line = newlines(text[: found.start(group)]) + 1
                    yield _Stretch(found[group], path, line, found.start(group), exact=True)
    for entry in case.entries:
        yield from _of_entry(entry, case.text_of)


def _of_entry(entry: Entry, texts: Mapping[str, str]) -> Iterator[_Stretch]:
    if entry.text:
        exact = texts.get(entry.path, "")[entry.offset :].startswith(entry.text)
        yield _Stretch(entry.text, entry.path, entry.line, entry.offset, exact, entry)
        return
    text = texts.get(entry.path, "")
    for field in entry.record.fields:
        if field.name in _TITLES and field.value:
            at = text.find(field.value, entry.offset) if text else -1
            yield _Stretch(field.value, entry.path, field.line or entry.line, max(at, 0), at >= 0, entry)


def _finding(word: SplitWord, found: re.Match[str], stretch: _Stretch, known: Mapping[str, int]) -> Finding:
    printed = found[0]
    start = stretch.offset + found.start()
    plain = not re.search(r"[*_]", printed)
    certainty = _certainty(word, known) if plain else "possible"
    edits = ()
    if stretch.exact and plain and certainty == "certain":
        edits = (Edit(stretch.path, start, start + len(printed), printed, word.joined),)
    entry = stretch.entry
    before = stretch.text[: found.start()]
    return Finding(
        "LR401",
        "split-word",
        "warning",
        certainty,
        stretch.path,
        stretch.line + newlines(before),
        found.start() - max(before.rfind("\n"), before.rfind("\r")) if newlines(before) else 0,
        f'"{" ".join(printed.split())}" → "{word.joined}"',
        offset=start if stretch.exact else 0,
        reference=entry.text if entry else "",
        key=entry.key if entry else "",
        edits=edits,
    )


def _certainty(word: SplitWord, known: Mapping[str, int]) -> Certainty:
    first, second = (part.lower() for part in word.printed.split())
    senseless = all(part not in WORDS and part not in SHORT for part in (first, second))
    return "certain" if word.joined.lower() in known or senseless else "likely"
