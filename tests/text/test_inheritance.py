"""Entries show what they inherit, and what they do not; nobody's circle catches anybody."""

from __future__ import annotations

import pytest

from litreview.model import Field, Record, Source
from litreview.readers.bibtex import read_bibtex
from litreview.text.inheritance import Family, completed

param = pytest.param


def records(text: str) -> list[Record]:
    return [block.record for block in read_bibtex(text.encode(), "x").blocks if block.record]


def inherited(text: str) -> dict[str, str]:
    """Give what the first entry inherits, by field."""
    found = records(text)
    return {one.field.name: one.field.text for one in Family(found).inherited(found[0])}


PROCEEDINGS = (
    "@proceedings{p, title={Proc}, subtitle={S}, editor={Doe, J.}, year=2012, month=5, doi={10.1/x}, url={u}}"
)
BOOK = "@book{b, author={Doe, J.}, title={B}, location={L}}"


@pytest.mark.parametrize(
    "text",
    [
        param("@article{a, title={T}}", id="no-link"),
        param("@article{a, crossref={b}}", id="unknown-parent"),
        param("@article{a, crossref={a}}", id="its-own-parent"),
        param("@inbook{a, crossref={}}", id="empty"),
        param("@article{a, title={T}, xref={p}}" + PROCEEDINGS, id="xref-hands-nothing-on"),
        param(
            "@inproceedings{a, crossref={p}} @proceedings{p, doi={10.1/x}, url={u}, file={f}}",
            id="the-parent's-own",
        ),
    ],
)
def test_nothing_is_inherited(text: str) -> None:
    assert inherited(text) == {}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        param(
            "@inproceedings{a, title={T}, crossref={p}}" + PROCEEDINGS,
            {"booktitle": "Proc", "booksubtitle": "S", "editor": "Doe, J.", "year": "2012", "month": "5"},
            id="proceedings",
        ),
        param(
            "@inproceedings{a, title={T}, crossref={P}} @proceedings{p, title={X}, booktitle={B}}",
            {"booktitle": "B"},
            id="a-booktitle-for-bibtex-and-another-case",
        ),
        param(
            "@inproceedings{a, booktitle={Own}, date={2011}, crossref={p}}" + PROCEEDINGS,
            {"booksubtitle": "S", "editor": "Doe, J."},
            id="its-own-come-first",
        ),
        param(
            "@inbook{a, title={T}, crossref={b}}" + BOOK,
            {"author": "Doe, J.", "bookauthor": "Doe, J.", "booktitle": "B", "location": "L"},
            id="chapter-of-a-book",
        ),
        param(
            "@incollection{a, author={Own}, address={A}, crossref={b}}" + BOOK,
            {"bookauthor": "Doe, J.", "booktitle": "B"},
            id="two-names-of-one-field",
        ),
        param(
            "@book{a, title={T}, crossref={m}} @mvbook{m, title={M}, volumes=3}",
            {"maintitle": "M", "volumes": "3"},
            id="volume",
        ),
        param(
            "@inbook{a, title={T}, crossref={b}} @book{b, title={B}, crossref={m}} @mvbook{m, title={M}}",
            {"booktitle": "B", "maintitle": "M"},
            id="grandparent",
        ),
        param(
            "@article{a, crossref={i}} @periodical{i, title={J}, issuetitle={I}, year=2001}",
            {"journaltitle": "J", "issuetitle": "I", "year": "2001"},
            id="issue",
        ),
        param(
            "@article{a, crossref={b}} @article{b, author={Doe, J.}, title={T}, journal={J}}",
            {"author": "Doe, J.", "title": "T", "journal": "J"},
            id="same-type",
        ),
        param(
            "@book{a, xdata={x, y}} @xdata{x, publisher={P}, url={u}} @xdata{y, publisher={Q}, location={L}}",
            {"publisher": "P", "url": "u", "location": "L"},
            id="xdata",
        ),
        param(
            "@book{a, crossref={b}} @book{b, publisher={P}, crossref={a}}", {"publisher": "P"}, id="circle"
        ),
    ],
)
def test_inherited(text: str, fields: dict[str, str]) -> None:
    assert inherited(text) == fields


def test_a_long_line_of_parents_ends() -> None:
    line = "".join(f"@book{{k{at}, f{at}={{x}}, crossref={{k{at + 1}}}}}" for at in range(500))
    assert 5 < len(inherited(line)) < 20


def test_a_source_has_the_people_and_the_year_of_its_parent() -> None:
    child, parent = records("@inproceedings{a, title={T}, crossref={p}}" + PROCEEDINGS)
    sources = [
        Source(
            one.key, one.type, one.text("title"), one.text("year"), one.people, one.fields, one.identifiers
        )
        for one in (child, parent)
    ]
    whole, same = completed(sources)
    assert (whole.title, whole.year, [person.role for person in whole.people]) == ("T", "2012", ["editor"])
    assert whole.identifiers == ()
    assert same is sources[1]


def test_what_is_not_there_is_named() -> None:
    entry = Record("a", "book", (Field("crossref", "b", "b"), Field("xdata", "c,", "c,")))
    assert list(Family([entry]).parents(entry)) == [("xdata", "c", None), ("crossref", "b", None)]
