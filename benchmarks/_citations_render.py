"""Render manuscripts in six styles with pandoc, and plant one defect at a time in them.

Where each citation and each entry of the list begins and ends is known from pandoc's own tree: marks are put
around them before it writes the text, and taken out again. A defect is a change of one record; the text, or the
list, then shows what the style makes of the changed record, and all else stays as it was. So the places are
chosen, and known, without a parser of citations.
"""

from __future__ import annotations

import io
import json
import random
import re
import subprocess
import zipfile
from copy import deepcopy
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple

from _citations_prose import POSSESSIVE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from _citations_prose import Prose

BEGIN, END, FIRST, LAST = "\ue000", "\ue001", "\ue002", "\ue003"
"""Marks around a citation, and around an entry of the list."""
MARKED = re.compile(f"{BEGIN}(.*?){END}|{FIRST}(.*?){LAST}", re.DOTALL)
MARKS = re.compile(f"[{BEGIN}{END}{FIRST}{LAST}{POSSESSIVE}]")
BODY = "word/document.xml"
PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>|<w:p ?/>", re.DOTALL)
RUN = re.compile(r"<w:t[^>]*>([^<]*)</w:t>|<w:(?:br|tab) ?/>")
WRAPPED = 80
BACKSLASHES = re.compile(r"\\([\[\]().<>#'\"~-])")
"""Signs that pandoc escapes in Markdown where a writer would not."""

LATEST = 2025
Record = dict[str, Any]  # an item of CSL JSON


class Style(NamedTuple):
    """A style of citing: its file, what stands above its list, and whether it cites by number."""

    name: str
    csl: str
    heading: str = "References"
    numbered: bool = False


STYLES = (
    Style("APA", "apa"),
    Style("Harvard", "harvard-cite-them-right", "Reference List"),
    Style("Chicago author-date", "chicago-author-date", "Bibliography"),
    Style("MLA", "modern-language-association", "Works Cited"),
    Style("IEEE", "ieee", numbered=True),
    Style("Vancouver", "nlm-citation-sequence", numbered=True),
)
FORMATS = ("txt", "wrapped.txt", "md", "docx")


class Span(NamedTuple):
    """From where to where: line and column, both from 1, the end not included."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered manuscript with its marks: which works each citation and each entry are of, in their order."""

    text: str
    cited: tuple[tuple[str, ...], ...]
    listed: tuple[str, ...]
    package: bytes = b""

    def data(self) -> bytes:
        """Give the file without marks."""
        clean = MARKS.sub("", self.text)
        if not self.package:
            return clean.encode()
        return _packed(self.package, clean)

    def words(self) -> int:
        """Count the words of the text, without the list."""
        return len(MARKS.sub("", self._lines().split(FIRST)[0]).split())

    def plain(self) -> str:
        """Give the text without marks, a paragraph of a Word document on a line."""
        return MARKS.sub("", self._lines())

    def list_begins(self) -> int:
        """Give the offset of the list in the plain text."""
        return len(MARKS.sub("", self._lines().split(FIRST)[0]))

    def spans(self) -> tuple[list[Span], list[Span]]:
        """Give where the citations and where the entries stand."""
        found: tuple[list[Span], list[Span]] = ([], [])
        line, column, begun = 1, 1, (1, 1)
        for sign in self._lines():
            if sign in (BEGIN, FIRST):
                begun = line, column
            elif sign in (END, LAST):
                found[sign == LAST].append(Span(*begun, line, column))
            elif sign == "\n":
                line, column = line + 1, 1
            elif sign != POSSESSIVE:
                column += 1
        return found

    def pieces(self) -> tuple[list[str], list[str]]:
        """Give citations and entries as they stand in the file, marks included."""
        cited, listed = [], []
        for piece in MARKED.finditer(self.text):
            (cited if piece[0][0] == BEGIN else listed).append(piece[0])
        return cited, listed

    def with_piece(self, piece: str, *, citation: int | None = None, entry: int | None = None) -> Page:
        """Give the page with another citation, or another entry, in the place of one."""
        begin, wanted = (BEGIN, citation) if citation is not None else (FIRST, entry)
        places = [found for found in MARKED.finditer(self.text) if found[0][0] == begin]
        place = places[wanted or 0]
        text = self.text[: place.start()] + piece + self.text[place.end() :]
        return Page(text, self.cited, self.listed, self.package)

    def without_entry(self, entry: int) -> Page:
        """Give the page without an entry of its list; numbers of others stay as they are."""
        begin, end = self._block(entry)
        listed = self.listed[:entry] + self.listed[entry + 1 :]
        return Page(self.text[:begin] + self.text[end:], self.cited, listed, self.package)

    def with_entry(self, other: Page, entry: int) -> Page:
        """Give the page with an entry of another one added behind the one that stands before it there."""
        begin, end = other._block(entry)
        before = other.listed[entry - 1] if entry else None
        at = self._block(self.listed.index(before))[1] if before else self._block(0)[0]
        place = self.listed.index(before) + 1 if before else 0
        block = other.text[begin:end]
        if not self.package and not self.text[:at].endswith("\n\n"):
            block = "\n" + block
        listed = (*self.listed[:place], other.listed[entry], *self.listed[place:])
        return Page(self.text[:at] + block + self.text[at:], self.cited, listed, self.package)

    def _block(self, entry: int) -> tuple[int, int]:
        """Give where the paragraph of an entry begins and ends."""
        place = [found for found in MARKED.finditer(self.text) if found[0][0] == FIRST][entry]
        if self.package:
            begin = max(
                self.text.rfind("<w:p>", 0, place.start()), self.text.rfind("<w:p ", 0, place.start())
            )
            return begin, self.text.index("</w:p>", place.end()) + len("</w:p>")
        begin = self.text.rfind("\n\n", 0, place.start()) + 2
        end = self.text.find("\n\n", place.end())
        return begin, len(self.text) if end < 0 else end + 2

    def _lines(self) -> str:
        if not self.package:
            return self.text
        paragraphs = PARAGRAPH.findall(self.text)
        return "\n".join(
            "".join(unescape(run[1]) if run[1] is not None else " " for run in RUN.finditer(one))
            for one in paragraphs
        )


def _packed(package: bytes, body: str) -> bytes:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, body.encode() if name == BODY else old.read(name))
    return packed.getvalue()


class Renderer:
    """Renders prose with records in a style; needs pandoc and a folder with styles."""

    def __init__(self, pandoc: str, styles: Path, folder: Path) -> None:
        self.pandoc = pandoc
        self.styles = styles
        self.folder = folder

    def records(self, bibliography: Path) -> list[Record]:
        """Read a bibliography into items of CSL JSON."""
        items: list[Record] = json.loads(self._run(["-t", "csljson", str(bibliography)], ""))
        return items

    def page(
        self, prose: Prose, records: Sequence[Record], style: Style, kind: str, *, added: str = ""
    ) -> Page:
        """Render a manuscript; added is a work that its list holds and nothing cites."""
        items = self.folder / "records.json"
        kept = [_fitted(one, style) for one in records if one["id"] in prose.keys or one["id"] == added]
        items.write_text(json.dumps(kept))
        head = f"---\nnocite: '@{added}'\n---\n\n" if added else ""
        text = f"{head}{prose.text}\n# {style.heading}\n\n::: {{#refs}}\n:::\n"
        how = ["-f", "markdown", "-t", "json", "--citeproc", f"--csl={self.styles / style.csl}.csl"]
        tree = json.loads(self._run([*how, f"--bibliography={items}"], text))
        cited, listed = _mark(tree)
        marked = json.dumps(tree)
        if kind == "docx":
            package = self._write(["-t", "docx", "-o", "-"], marked)
            body = zipfile.ZipFile(io.BytesIO(package)).read(BODY).decode()
            return Page(_possessive(body, style), cited, listed, package)
        wrap = ["--wrap=auto", f"--columns={WRAPPED}"] if "wrapped" in kind else ["--wrap=none"]
        target = "gfm-raw_html" if kind == "md" else "plain"
        written = self._write(["-t", target, *wrap], marked).decode()
        if kind == "md":
            written = BACKSLASHES.sub(r"\1", written)
        return Page(_possessive(written, style), cited, listed)

    def _run(self, options: Sequence[str], text: str) -> bytes:
        done = subprocess.run([self.pandoc, *options], input=text.encode(), capture_output=True, check=True)
        return done.stdout

    def _write(self, options: Sequence[str], tree: str) -> bytes:
        return self._run(["-f", "json", *options], tree)


def _fitted(record: Record, style: Style) -> Record:
    """Give a record as the style can print it: that of Vancouver needs authors where others take editors."""
    if style.csl != "nlm-citation-sequence" or "editor" not in record:
        return record
    fitted = {name: value for name, value in record.items() if name != "editor"}
    return {"author": record["editor"], **fitted}


def _mark(tree: Any) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:  # pandoc's JSON has all types
    """Put marks around the citations and the entries of a tree; gives the works of each, in their order."""
    cited: list[tuple[str, ...]] = []
    listed: list[str] = []

    def walk(node: Any) -> None:
        for place, child in enumerate(node):
            if not isinstance(child, dict):
                if isinstance(child, list):
                    walk(child)
                continue
            if child["t"] == "Cite":
                cited.append(tuple(one["citationId"] for one in child["c"][0]))
                child["c"][1] = [_string(BEGIN), *child["c"][1], _string(END)]
            elif child["t"] == "Div" and child["c"][0][0].startswith("ref-"):
                listed.append(child["c"][0][0].removeprefix("ref-"))
                blocks = child["c"][1]
                _inside(blocks[0]["c"]).insert(0, _string(FIRST))
                blocks[-1]["c"].append(_string(LAST))
                node[place] = {"t": "Div", "c": [["", [], []], blocks]}
            elif isinstance(child.get("c"), list):
                walk(child["c"])

    blocks = tree["blocks"]
    walk(blocks)
    tree["blocks"] = list(_flat(blocks))
    tree["meta"] = {}
    return tuple(cited), tuple(listed)


def _inside(inlines: Any) -> Any:
    """Give where an entry's first letter or number stands: pandoc puts a number into a span of its own."""
    return _inside(inlines[0]["c"][1]) if inlines[0]["t"] == "Span" else inlines


def _flat(blocks: Sequence[Any]) -> Iterator[Any]:
    for block in blocks:
        if block["t"] == "Div":
            yield from _flat(block["c"][1])
        else:
            yield block


def _string(text: str) -> Any:
    return {"t": "Str", "c": text}


def _possessive(text: str, style: Style) -> str:
    """Put 's behind the names of the citations that ask for it; numbers take none."""
    if style.numbered:
        return text
    asked = re.compile(rf"{BEGIN}([^{END}<]*?)( \([^{END}<]*)?{END}{POSSESSIVE}")
    return asked.sub(lambda found: f"{BEGIN}{found[1]}’s{found[2] or ''}{END}", text)


# Defects -----------------------------------------------------------------------------------------


class Planted(NamedTuple):
    """A page with one defect: what was done, in the text or in the list, to which work, and what was there."""

    defect: str
    where: str
    key: str
    page: Page
    cited: tuple[int, ...]
    """The citations that the defect is about: the changed one, or all of that work."""

    def written(self) -> str:
        """Give the places of the defect as they are written, for a person who looks into a verdict."""
        cited, listed = self.page.pieces()
        places = [cited[place] for place in self.cited]
        if self.where == "list" and self.key in self.page.listed:
            places = [listed[self.page.listed.index(self.key)]]
        return re.sub(r"<[^>]*>|\s+", " ", MARKS.sub("", "; ".join(places)))


def wrong_year(record: Record, draw: random.Random, records: Sequence[Record]) -> Record | None:
    """Move the year by one to six, to one in which no work of that author stands in the bibliography."""
    year = _year(record)
    if not year:
        return None
    taken = {_year(one) for one in records if _first(one) == _first(record)}
    near = [year + by for by in (*range(-6, 0), *range(1, 7))]
    moved = draw.choice([other for other in near if other not in taken and other <= LATEST])
    return {**record, "issued": {"date-parts": [[moved]]}}


def misspelt(record: Record, draw: random.Random, records: Sequence[Record]) -> Record | None:
    """Drop, double, swap or change one letter, not the first, of the name of one of the first two authors."""
    people = deepcopy(_people(record))
    person = draw.choice(people[: 2 if len(people) == 2 else 1])
    part = "family" if "family" in person else "literal"
    names = {one.get(part, "") for other in records for one in _people(other)}
    for _ in range(50):
        name = _one_letter(person[part], draw)
        if name and name not in names and name != person[part]:
            person[part] = name
            return _with_people(record, people)
    return None


def _one_letter(name: str, draw: random.Random) -> str:
    places = [place for place in range(1, len(name)) if name[place].isalpha() and name[place].islower()]
    if len(places) < 3:
        return ""
    place = draw.choice(places)
    how = draw.choice(("drop", "double", "swap", "change"))
    if how == "drop":
        return name[:place] + name[place + 1 :]
    if how == "double":
        return name[:place] + name[place] + name[place:]
    if how == "swap" and place + 1 in places:
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    letters = "aeiou" if name[place] in "aeiou" else "bcdfgklmnprst"
    return name[:place] + draw.choice(letters.replace(name[place], "")) + name[place + 1 :]


def swapped(record: Record, _draw: random.Random, _records: Sequence[Record]) -> Record | None:
    """Let the first two authors change places."""
    people = _people(record)
    if len(people) < 2 or people[0].get("family") == people[1].get("family"):
        return None
    return _with_people(record, [people[1], people[0], *people[2:]])


def dropped(record: Record, draw: random.Random, _records: Sequence[Record]) -> Record | None:
    """Leave out one author behind the first."""
    people = _people(record)
    if len(people) < 2:
        return None
    gone = draw.randrange(1, len(people))
    return _with_people(record, [*people[:gone], *people[gone + 1 :]])


def _people(record: Record) -> list[Record]:
    people: list[Record] = record.get("author") or record.get("editor") or []
    return people


def _with_people(record: Record, people: list[Record]) -> Record:
    return {**record, ("author" if record.get("author") else "editor"): people}


def _lettered(record: Record, records: Sequence[Record]) -> bool:
    """Say whether a work shares its first author and year with another one: its letter would change, too."""
    same = [one for one in records if _year(one) == _year(record) and _first(one) == _first(record)]
    return len(same) > 1


def _first(record: Record) -> str:
    person = _people(record)[0]
    name: str = person.get("family") or person["literal"]
    return name


def _year(record: Record) -> int:
    parts = record.get("issued", {}).get("date-parts")
    return int(parts[0][0]) if parts else 0


CHANGES: dict[str, Callable[[Record, random.Random, Sequence[Record]], Record | None]] = {
    "year": wrong_year,
    "misspelt": misspelt,
    "order": swapped,
    "dropped co-author": dropped,
}
EACH = 4
"""Defects of a kind that are planted in the text, and as many in the list, of each manuscript."""


def plant(
    renderer: Renderer,
    prose: Prose,
    records: Sequence[Record],
    style: Style,
    kind: str,
    page: Page,
    *,
    seed: int,
) -> Iterator[Planted]:
    """Give the page with one defect at a time, of all kinds, in the text and in the list."""
    draw = random.Random(f"{seed}-{style.name}")  # noqa: S311 (no secrets)
    for defect, change in CHANGES.items():
        yield from _changed(renderer, prose, records, style, kind, page, draw, defect, change)
    if not style.numbered:
        yield from _suffixes(page, draw)
    for entry in draw.sample(range(len(page.listed)), EACH):
        key = page.listed[entry]
        yield Planted("deleted entry", "list", key, page.without_entry(entry), _of(page, key))
    yield from _foreign(renderer, prose, records, style, kind, page, draw)


def _of(page: Page, key: str) -> tuple[int, ...]:
    return tuple(place for place, keys in enumerate(page.cited) if key in keys)


def _changed(
    renderer: Renderer, prose: Prose, records: Sequence[Record], style: Style, kind: str, page: Page,
    draw: random.Random, defect: str, change: Callable[[Record, random.Random, Sequence[Record]], Record | None],
) -> Iterator[Planted]:  # fmt: skip
    """Change works no two of which are cited together, render the changed page, and take one piece of it at a time.

    What the style does not show in its citations (the year in MLA, the third author behind et al.) is no defect
    that a reader of both could see, and is left out.
    """
    in_use = [one for one in records if one["id"] in prose.keys and not _lettered(one, records)]
    changed: dict[str, Record] = {}
    together: set[str] = set()
    for record in draw.sample(in_use, len(in_use)):
        if record["id"] in together or len(changed) >= 3 * EACH:
            continue
        new = change(record, draw, records)
        if new:
            changed[record["id"]] = new
            together |= {key for keys in page.cited if record["id"] in keys for key in keys}
    other = renderer.page(prose, [changed.get(one["id"], one) for one in records], style, kind)
    (cited, listed), (cited_there, listed_there) = page.pieces(), other.pieces()
    counts = {"text": 0, "list": 0}
    for key in changed:
        seen = [place for place in _of(page, key) if cited[place] != cited_there[place]]
        if not seen:
            continue
        if counts["text"] < EACH:
            place = draw.choice(seen)
            yield Planted(defect, "text", key, page.with_piece(cited_there[place], citation=place), (place,))
            counts["text"] += 1
        entry, there = page.listed.index(key), other.listed.index(key)
        if counts["list"] < EACH and listed[entry] != listed_there[there]:
            yield Planted(defect, "list", key, page.with_piece(listed_there[there], entry=entry), tuple(seen))
            counts["list"] += 1


def _suffixes(page: Page, draw: random.Random) -> Iterator[Planted]:
    """Take the letter from a year in the text that has one, or make it another that no entry has."""
    cited = page.pieces()[0]
    lettered = re.compile(r"\b([12][0-9]{3})([ab])\b")
    places = [place for place, piece in enumerate(cited) if len(lettered.findall(piece)) == 1]
    for place in draw.sample(places, min(EACH, len(places))):
        new, defect = draw.choice(((r"\1", "suffix dropped"), (r"\1d", "suffix wrong")))
        piece = lettered.sub(new, cited[place])
        yield Planted(defect, "text", page.cited[place][0], page.with_piece(piece, citation=place), (place,))


def _foreign(
    renderer: Renderer, prose: Prose, records: Sequence[Record], style: Style, kind: str, page: Page,
    draw: random.Random,
) -> Iterator[Planted]:  # fmt: skip
    """Add works to the list that nothing cites, and that change nothing in the citations."""
    others = [one["id"] for one in records if one["id"] not in prose.keys]
    count = 0
    for key in draw.sample(others, len(others)):
        if count == EACH:
            return
        other = renderer.page(prose, records, style, kind, added=key)
        same = [one for one in other.listed if one != key] == list(page.listed)
        if same and other.pieces()[0] == page.pieces()[0]:
            count += 1
            yield Planted("foreign entry", "list", key, page.with_entry(other, other.listed.index(key)), ())
