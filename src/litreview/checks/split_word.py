"""Find words that a conversion has split or spoilt: in the list, in titles and headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from litreview.checks import check
from litreview.model import Edit, Finding
from litreview.text.common_words import WORDS
from litreview.text.conversion import broken_words, ligatures
from litreview.text.references.cleaning import clean
from litreview.text.references.section import newlines
from litreview.text.splits import SHORT, split_words, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from litreview.checks import Case, Entry
    from litreview.model import Certainty
    from litreview.text.splits import SplitWord

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?P<a>[^\r\n]+)|^title:[ \t]*(?P<b>[^\r\n]+)", re.MULTILINE)
_COMMAND = re.compile(r"\\(?:title|chapter|(?:sub){0,2}section|paragraph)\*?\{(?P<a>[^{}]*)\}(?P<b>)")
_TITLES = ("title", "subtitle", "booktitle", "booksubtitle", "journal", "journaltitle", "publisher")
_NEAR = 2  # lines between the one that a reader gives a field and the one where its value is found


class _Stretch(NamedTuple):
    """A stretch of a file: its text, its first line, and where it begins; exact where that is its very text."""

    text: str
    path: str
    line: int
    offset: int
    exact: bool
    entry: Entry | None = None


@check("LR401 split-word")
def split_word(case: Case) -> Iterator[Finding]:
    """Find words that a conversion from PDF has split or spoilt, in the list, in titles and headings.

    Certain where the joined word stands elsewhere in the text or its list, or neither piece is a word; likely
    where only the list of common words knows it; possible where emphasis parts the pieces. In the whole text,
    letters printed as one sign are certain, and a hyphen with a blank behind it is where half of a word is
    no word; it is likely where both halves are.

    Bad: Lewis, J. A. (2006). Critical infrastructure. Center for Strateg ic Studies.
    Good: Lewis, J. A. (2006). Critical infrastructure. Center for Strategic Studies.
    """
    known = _known(case)
    for stretch in _stretches(case):
        at = 0
        for word in split_words(clean(stretch.text).text, known):
            pieces = r"[\s*_]+".join(map(re.escape, word.printed.split()))
            found = re.compile(pieces).search(stretch.text, at)
            if found:
                at = found.end()
                yield _split(word, found, stretch, case.text_of, known)
    for path, text in case.text_of.items():
        yield from _spoilt(path, text, known)


def _known(case: Case) -> dict[str, int]:
    """Count the words of all that there is to read: of entries whose file is not, what they say."""
    known: dict[str, int] = {}
    apart = [
        entry.text or " ".join(field.text for field in entry.record.fields if field.name in _TITLES)
        for entry in case.entries
        if entry.path not in case.text_of
    ]
    for text in (*case.text_of.values(), *apart):
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
        yield from _of_entry(entry, case.text_of.get(entry.path, ""))


def _of_entry(entry: Entry, text: str) -> Iterator[_Stretch]:
    """Give a printed entry, or the titles of a record: as they stand in its file, or only as they were read."""
    if entry.text:
        exact = text.startswith(entry.text, entry.offset)
        yield _Stretch(entry.text, entry.path, entry.line, entry.offset, exact, entry)
        return
    for field in entry.record.fields:
        if field.name in _TITLES and field.value:
            at = text.find(field.value, entry.offset)
            near = at >= 0 and abs(entry.line + newlines(text[entry.offset : at]) - field.line) < _NEAR
            line = field.line or entry.line
            yield _Stretch(field.value, entry.path, line, at if near else 0, near, entry)


def _split(
    word: SplitWord,
    found: re.Match[str],
    stretch: _Stretch,
    texts: Mapping[str, str],
    known: Mapping[str, int],
) -> Finding:
    printed = found[0]
    plain = not re.search(r"[*_]", printed)
    first, second = (part.lower() for part in word.printed.split())
    senseless = all(part not in WORDS and part not in SHORT for part in (first, second))
    certainty: Certainty = "certain" if word.joined.lower() in known or senseless else "likely"
    start = stretch.offset + found.start()
    text = texts[stretch.path] if stretch.exact else ""
    return _finding(
        stretch.path,
        stretch.line + newlines(stretch.text[: found.start()]),
        certainty if plain else "possible",
        f'"{" ".join(printed.split())}" → "{word.joined}"',
        text,
        [Edit(stretch.path, start, start + len(printed), printed, word.joined)] if plain and text else [],
        stretch.entry,
    )


def _spoilt(path: str, text: str, known: Mapping[str, int]) -> Iterator[Finding]:
    """Find signs that stand for letters, once for a file, and words that a hyphen parts."""
    signs = ligatures(text)
    if signs:
        edits = [Edit(path, one.start, one.start + 1, one.sign, one.letters) for one in signs]
        shown = ", ".join(
            f'"{one.sign}" → "{one.letters}"' for one in {one.sign: one for one in signs}.values()
        )
        line = newlines(text[: signs[0].start]) + 1
        times = "" if len(signs) == 1 else f" ({len(signs)} times in this file)"
        yield _finding(path, line, "certain", f"letters printed as one sign: {shown}{times}", text, edits)
    for one in broken_words(text, known):
        line = newlines(text[: one.start]) + 1
        edit = Edit(path, one.start, one.start + len(one.printed), one.printed, one.joined)
        certainty: Certainty = "certain" if one.proven else "likely"
        yield _finding(path, line, certainty, f'"{one.printed}" → "{one.joined}"', text, [edit])


def _finding(
    path: str,
    line: int,
    certainty: Certainty,
    message: str,
    text: str,
    edits: list[Edit],
    entry: Entry | None = None,
) -> Finding:
    """Give a finding; it mends only what is certain."""
    start = edits[0].start if edits else 0
    column = start - max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) if edits else 0
    return Finding(
        "LR401",
        "split-word",
        "warning",
        certainty,
        path,
        line,
        column,
        message,
        offset=start,
        reference=entry.text if entry else "",
        key=entry.key if entry else "",
        edits=tuple(edits) if certainty == "certain" else (),
    )
